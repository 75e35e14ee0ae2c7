"""Names that sound alike agree, whatever script and spelling they stand in."""

from __future__ import annotations

import pytest

from regiongraph.knowledge.registry import load_registry

REGISTRY = load_registry()


def sounds(language: str, name: str) -> frozenset[str]:
    """Return what a name sounds like."""
    return REGISTRY.sounds.of(name, REGISTRY.inflection(language), ("ova",))


@pytest.mark.parametrize(
    ("language", "name"),
    [
        ("el", "Αουρέλια Μπερτόλντι"),
        ("bg", "Аурелия Бертолди"),
        ("lv", "Aurēlijas Bertoldi"),
        ("sk", "Aureliou Bertoldiovou"),
    ],
)
def test_scripts_and_cases_of_a_name_agree(language: str, name: str) -> None:
    """Consonants are compared by class, endings are taken off."""
    assert sounds(language, name) & sounds("it", "Aurelia Bertoldi")


def test_another_name_and_a_short_one_do_not() -> None:
    """A name of few consonants sounds like too many others."""
    assert not sounds("it", "Aurelia Bertini") & sounds("it", "Aurelia Bertoldi")
    assert not sounds("it", "Ada Io")
