"""Accuracy never falls below its floors.

``floors.json`` holds the least F1 of each measure on each set of texts. The sets are scored as
wholes, so that nobody learns from the even-numbered texts, which are for checking only.

After an improvement, raise the floors to what is measured now, less a margin; they are never
lowered::

    python tests/test_floors.py --raise
"""

from __future__ import annotations

import json
import sys
from functools import cache
from pathlib import Path

import pytest

from regiongraph.build import read_paths
from regiongraph.evaluation import FolderScore, Tally, score_folder
from regiongraph.knowledge.languages import languages
from regiongraph.reading.annotations import annotate

CORPUS = Path(__file__).parent / "corpus"
FLOORS = Path(__file__).with_name("floors.json")
MARGIN = 0.005
SETS: dict[str, tuple[str, str | None]] = {"leipzig": ("leipzig", None)} | {
    f"{language} {half}": (language, half) for language in languages() for half in ("odd", "even")
}
"""Folder and half of each set of texts."""


@cache
def scored(name: str) -> FolderScore:
    """Return the score of a set of texts."""
    folder, half = SETS[name]
    reading = read_paths([CORPUS / folder])
    predictions = {Path(one.release.source).stem: annotate(one) for one in reading.read}
    return score_folder(predictions, CORPUS / folder, half=half)


@cache
def measured(name: str) -> dict[str, float]:
    """Return the F1 of every measure on a set of texts."""
    score = scored(name)
    tallies = {
        "entities": score.entities,
        "persons": score.entity_types["Person"],
        "facts core": sum(score.core.values(), Tally()),
        "facts full": sum(score.full.values(), Tally()),
        "statements core": score.core["statement"],
    }
    return {measure: tally.f1 for measure, tally in tallies.items()}


def floors() -> dict[str, dict[str, float]]:
    """Return the floors by set and measure."""
    stored: dict[str, dict[str, float]] = json.loads(FLOORS.read_text(encoding="utf-8"))
    return stored


def raised(
    old: dict[str, dict[str, float]], new: dict[str, dict[str, float]]
) -> dict[str, dict[str, float]]:
    """Return floors that are as high as the old ones and the new figures less the margin."""
    return {
        name: {
            measure: max(old.get(name, {}).get(measure, 0.0), round(value - MARGIN, 3))
            for measure, value in figures.items()
        }
        for name, figures in new.items()
    }


@pytest.mark.parametrize("name", SETS)
def test_no_measure_is_below_its_floor(name: str) -> None:
    """Entities, people, facts and statements are found as well as ever."""
    floor, figures = floors()[name], measured(name)
    for measure, value in figures.items():
        sys.stdout.write(f"{name:8} {measure:16} {value:.3f}, floor {floor[measure]:.3f}\n")
    fallen = {one: round(value, 3) for one, value in figures.items() if value < floor[one]}
    assert not fallen, f"below the floor on {name}; see the figures printed above"


@pytest.mark.parametrize("name", SETS)
def test_every_text_of_a_set_is_read(name: str) -> None:
    """A text that cannot be read is not passed over in silence."""
    assert scored(name).releases
    assert scored(name).unread == ()


def test_floors_are_only_raised() -> None:
    """A worse figure leaves its floor, a better one lifts it to the margin below."""
    old = {"leipzig": {"entities": 0.9, "persons": 0.8}}
    new = {"leipzig": {"entities": 0.85, "persons": 0.95}}
    assert raised(old, new) == {"leipzig": {"entities": 0.9, "persons": 0.945}}


def main() -> None:
    """Print what is measured, and with ``--raise`` lift the floors to it."""
    now = {name: measured(name) for name in SETS}
    for name, figures in now.items():
        for measure, value in figures.items():
            sys.stdout.write(f"{name:8} {measure:16} {value:.3f}\n")
    if "--raise" in sys.argv:
        old = floors() if FLOORS.exists() else {}
        text = json.dumps(raised(old, now), indent=2)
        FLOORS.write_text(f"{text}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
