"""An office word has a generic class, in every language."""

from __future__ import annotations

import pytest

from regiongraph.knowledge.offices import OfficeClasses
from regiongraph.knowledge.registry import load_registry


@pytest.fixture(scope="module")
def offices() -> OfficeClasses:
    """Return the office words that ship."""
    return OfficeClasses(load_registry().offices)


@pytest.mark.parametrize(
    ("office", "language"),
    [
        ("Vorsitzender", "de"),
        ("Vorsitzende der Fachkommission COTER", "de"),
        ("Chair", "en"),
        ("présidente", "fr"),
    ],
)
def test_a_chair_is_a_chair_in_any_language(
    office: str, language: str, offices: OfficeClasses
) -> None:
    """The beginning of an office decides; what follows says where."""
    assert {"chair", "president"} & set(offices.of(office, language))


def test_a_deputy_chair_is_no_chair(offices: OfficeClasses) -> None:
    """A word before the office changes it."""
    assert "chair" not in offices.of("stellvertretender Vorsitzender", "de")


def test_an_unknown_office_has_no_class(offices: OfficeClasses) -> None:
    """What the registry does not know stays unclassified."""
    assert offices.of("Weinkönigin", "de") == ()
