"""What Dutch asks of the engine: apostrophes, pronoun subjects, seats behind a name, situations."""

from __future__ import annotations

import pytest

from regiongraph.knowledge.languages import load_language
from regiongraph.knowledge.registry import load_registry
from regiongraph.reading.reader import read
from regiongraph.reading.releases import read_release
from regiongraph.reading.releases.files import StoredFile
from regiongraph.records import Statement

TITLE = "Netwerk van Schelderegio’s nodigt uit voor 12e Scheldeconferentie"


def statements(text: str) -> list[Statement]:
    """Return what a Dutch release says."""
    head = {"language": "nl", "published": "2024-05-04", "title": TITLE}
    release = read_release(StoredFile("x.md", f"# {TITLE}\n\n{text}\n", head))
    return list(read(release, language=load_language("nl"), registry=load_registry()).statements)


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


def test_a_pronoun_takes_the_person_spoken_of_last() -> None:
    """A frame with ``person = "last"`` needs no name in its own sentence."""
    found = statements("Karin Halbach kwam naar Gent. Zij is rector van de Universiteit Gent.")
    assert [s.fields["office"] for s in found if s.type == "post"] == ["rector"]


def test_a_holder_is_followed_by_the_seat() -> None:
    """What stands behind a holder's name is the seat, and no member's body."""
    found = statements("Voorzitter Karin Halbach van de Universiteit Gent opende de conferentie.")
    assert [s.type for s in found if s.type in {"post", "membership"}] == ["post"]
    assert [s.fields["organisation"] for s in found if s.type == "post"] != [None]


def test_a_body_named_with_its_town_is_situated_there() -> None:
    """The words "Hogeschool X in Y" say where it is."""
    found = statements("Karin Halbach is rector van de Hogeschool Deltaland in Gent.")
    assert [s.rule for s in found if s.type == "located"] == ["nl.located.situated"]
