"""Identity over the German releases, against the keys that annotators gave by hand."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from regiongraph.build import read_paths
from regiongraph.evaluation import score_folder
from regiongraph.reading.annotations import annotate

CORPUS = Path(__file__).parents[1] / "corpus" / "de"
LEAST_F1 = 0.95


@pytest.fixture(scope="module")
def predicted() -> dict[str, dict[str, Any]]:
    """Return what is read from the releases as one corpus, by file stem."""
    return {Path(one.release.source).stem: annotate(one) for one in read_paths([CORPUS]).read}


def test_b_cubed_over_the_german_releases(predicted: dict[str, dict[str, Any]]) -> None:
    """Mentions of one thing bear one IRI, those of two things two."""
    assert score_folder(predicted, CORPUS).identity.f1 >= LEAST_F1


def test_no_two_people_are_one(predicted: dict[str, dict[str, Any]]) -> None:
    """Whoever bears one IRI bears one key in the golds."""
    keys: dict[str, set[str]] = defaultdict(set)
    for stem, prediction in predicted.items():
        gold = json.loads((CORPUS / f"{stem}.gold.json").read_text(encoding="utf-8"))
        people = {e["name"]: e for e in prediction["entities"] if e["type"] == "Person"}
        for entity in gold["entities"]:
            if entity["type"] == "Person" and entity["name"] in people:
                key = entity.get("same_as") or f"{stem} {entity['name']}"
                keys[people[entity["name"]]["iri"]].add(key)
    assert len(keys) > len(predicted)
    assert {iri: names for iri, names in keys.items() if len(names) > 1} == {}
