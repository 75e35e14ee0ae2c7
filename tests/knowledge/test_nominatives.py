"""Nominatives of people's names that a text has in other cases only."""

from __future__ import annotations

import pytest

from regiongraph.knowledge.registry import load_registry


@pytest.mark.parametrize(
    ("language", "written", "expected"),
    [
        ("pl", "Jana Wiśnickiego", "Jan Wiśnicki"),
        ("pl", "Anny Wiśnickiej", "Anna Wiśnicka"),
        ("pl", "Stanisława Grodowicza", "Stanisław Grodowicz"),
        ("pl", "Stanisława Grodowicz", "Stanisława Grodowicz"),
        ("pl", "Jan Wiśnicki", "Jan Wiśnicki"),
        ("cs", "Hanu Lipinovou", "Hana Lipinová"),
        ("cs", "Petra Lipinského", "Petr Lipinský"),
        ("sk", "Martina Lipinského", "Martin Lipinský"),
        ("sk", "Janu Lipinovú", "Jana Lipinová"),
        ("sk", "Elke Lipinovou", "Elke Lipinová"),
        ("sk", "Maite Lipinovou Halbachovou", "Maite Lipinová Halbachová"),
        ("de", "Peters Haus", "Peters Haus"),
    ],
)
def test_the_nominative_follows_from_first_name_and_ending(
    language: str, written: str, expected: str
) -> None:
    """A listed first name and a surname's ending say which case a name stands in."""
    assert load_registry().nominatives(language).of(written) == expected
