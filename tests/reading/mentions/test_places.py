"""Places that no list knows are known by the words around them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from regiongraph.reading.mentions import Mentions
from regiongraph.records import EntityType

Find = Callable[[str], tuple[Mentions, str]]


def places(find: Find, text: str) -> list[str]:
    """Return the names of places in a text."""
    found, running = find(text)
    return [running[n.start : n.end] for n in found.names if n.type is EntityType.PLACE]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Das Fest war in Oberwiesen.", ["Oberwiesen"]),
        ("Der Bürgermeister von Oberwiesen kam.", ["Oberwiesen"]),
        ("Oberwiesens Bürgermeister kam.", ["Oberwiesens"]),
        ("Die Stadt Oberwiesen feierte.", ["Oberwiesen"]),
        ("Die Bürgermeisterin von Bad Rehburg ist hier.", ["Bad Rehburg"]),
        ("Das Fest war in Oberwiesen. Oberwiesen feierte.", ["Oberwiesen", "Oberwiesen"]),
    ],
)
def test_context_makes_a_place(text: str, expected: list[str], mentions: Find) -> None:
    """After “in”, as somebody's seat, and then everywhere else."""
    assert places(mentions, text) == expected


@pytest.mark.parametrize(
    "text", ["Das liegt in Zukunft anders.", "Er war in Vertretung da.", "Sie ist in Rente."]
)
def test_a_noun_after_in_need_not_be_a_place(text: str, mentions: Find) -> None:
    """“In Zukunft” is nowhere."""
    assert places(mentions, text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Anna Halbach (DK/EVP) sprach.", ["DK"]),
        ("Anna Halbach (EL) sprach.", ["EL"]),
        ("Der Europäische Ausschuss der Regionen (DK) tagt.", []),
        ("Anna Halbach (XY/EVP) sprach.", []),
    ],
)
def test_a_code_behind_a_person_is_a_state(text: str, expected: list[str], mentions: Find) -> None:
    """EU bodies set a member's state in brackets; elsewhere two capitals are anything."""
    found, running = mentions(text)
    states = [n for n in found.names if n.type is EntityType.COUNTRY]
    assert [running[n.start : n.end] for n in states] == expected
