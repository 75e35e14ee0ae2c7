"""What Dutch asks of the engine: apostrophes, pronoun subjects, seats behind a name, situations."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from regiongraph.knowledge.languages import load_language

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from regiongraph.records import ReadRelease, Statement

    Statements = Callable[[str], Sequence[Statement]]

TITLE = "Netwerk van Schelderegio’s nodigt uit voor 12e Scheldeconferentie"


@pytest.fixture
def statements(read_text: Callable[..., ReadRelease]) -> Statements:
    """Return what a Dutch release says."""
    return lambda text: read_text(text, language="nl", title=TITLE).statements


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("‘De regio’s werken samen,’ zei X.", ["‘De regio’s werken samen,’"]),
        ("‘We gaan ’s avonds ook,’ zei X.", ["‘We gaan ’s avonds ook,’"]),
        ("'t Is zo, 's morgens", []),
    ],
)
def test_an_apostrophe_neither_opens_nor_closes(text: str, spoken: list[str]) -> None:
    """Only a mark that does not stand before the letters of a word closes a quotation."""
    assert [text[a:b] for a, b in load_language("nl").quoted(text)] == spoken


def test_a_pronoun_takes_the_person_spoken_of_last(statements: Statements) -> None:
    """A frame with ``person = "last"`` needs no name in its own sentence."""
    found = statements("Karin Halbach kwam naar Gent. Zij is rector van de Universiteit Gent.")
    assert [s.fields["office"] for s in found if s.type == "post"] == ["rector"]


def test_a_holder_is_followed_by_the_seat(statements: Statements) -> None:
    """What stands behind a holder's name is the seat, and no member's body."""
    found = statements("Voorzitter Karin Halbach van de Universiteit Gent opende de conferentie.")
    assert [s.type for s in found if s.type in {"post", "membership"}] == ["post"]
    assert [s.fields["organisation"] for s in found if s.type == "post"] != [None]


def test_a_body_named_with_its_town_is_situated_there(statements: Statements) -> None:
    """The words "Hogeschool X in Y" say where it is."""
    found = statements("Karin Halbach is rector van de Hogeschool Deltaland in Gent.")
    assert [s.rule for s in found if s.type == "located"] == ["nl.located.situated"]
