"""What Spanish asks of the engine: subjects left out, further verbs of saying, bodies."""

from __future__ import annotations

from typing import Any

import pytest

from regiongraph.knowledge.languages import load_language
from regiongraph.knowledge.registry import Registry
from regiongraph.reading.annotations import annotate
from regiongraph.reading.reader import read
from regiongraph.reading.releases import read_release
from regiongraph.reading.releases.files import StoredFile


def annotated(text: str, registry: Registry) -> dict[str, Any]:
    """Read a Spanish text."""
    head = {"language": "es", "title": "Breves", "published": "2024-05-04"}
    file = StoredFile("breves.md", f"# Breves\n\n{text}\n", head)
    return annotate(read(read_release(file), language=load_language("es"), registry=registry))


def said(text: str, registry: Registry) -> list[tuple[str, str, bool]]:
    """Return speaker, words and directness of every statement."""
    facts = [f for f in annotated(text, registry)["facts"] if f["type"] == "statement"]
    return [(f["speaker"], f["text"], f["direct"]) for f in facts]


@pytest.mark.parametrize(
    ("more", "text", "direct"),
    [
        (", quien añadió que el puente se abrirá pronto.", "el puente se abrirá pronto", False),
        (" y recordó que «el puente lo pagamos todos».", "el puente lo pagamos todos", True),
        (". Por último, recordó que el puente es viejo.", "el puente es viejo", False),
        (". «El puente lo pagamos todos», añadió.", "El puente lo pagamos todos", True),
    ],
)
def test_every_verb_of_saying_of_one_speaker_counts(
    more: str, text: str, direct: bool, registry: Registry
) -> None:
    """In the same sentence and in the next, where it has no subject of its own."""
    first = "La alcaldesa de Soria, Elena Zarrabeitia, afirmó que el río no divide a nadie"
    speaker = "Elena Zarrabeitia"
    assert said(first + more, registry) == [
        (speaker, "el río no divide a nadie", False),
        (speaker, text, direct),
    ]


def test_nobody_speaks_behind_a_preposition(registry: Registry) -> None:
    """Whom somebody speaks with says nothing."""
    text = "Junto a Tomás Mugaburu, la alcaldesa Elena Zarrabeitia señaló que el puente llega."
    assert said(text, registry) == [("Elena Zarrabeitia", "el puente llega", False)]


def test_a_word_before_it_makes_a_body(registry: Registry) -> None:
    """In the plural, all of a list."""
    text = "Asistieron las empresas Aceros Zubi, Norlana y Vidrios Tera. La firma Agrumar, no."
    names = {e["name"] for e in annotated(text, registry)["entities"]}
    assert names >= {"Aceros Zubi", "Norlana", "Vidrios Tera", "Agrumar"}


def test_a_phrase_alone_may_name_an_event(registry: Registry) -> None:
    """The pack lists them; a name that goes on is longer."""
    text = "La asamblea general se celebró ayer en Soria."
    events = [f for f in annotated(text, registry)["facts"] if f["type"] == "event"]
    assert [(e["name"], e["date"]) for e in events] == [("asamblea general", "2024-05-03")]


def test_a_place_may_end_a_surname(registry: Registry) -> None:
    """Where people have two surnames, a town behind them is one."""
    text = "La alcaldesa, Edurne Zarrabeitia de Goñi, llegó tarde."
    people = [e["name"] for e in annotated(text, registry)["entities"] if e["type"] == "Person"]
    assert people == ["Edurne Zarrabeitia de Goñi"]


def test_people_of_an_office_in_the_plural_may_have_their_party_behind_them(
    registry: Registry,
) -> None:
    """In brackets between the names."""
    text = "Asistieron los alcaldes Elena Zarrabeitia (PNV) y Tomás Mugaburu (PSOE)."
    posts = [f["person"] for f in annotated(text, registry)["facts"] if f["type"] == "post"]
    assert sorted(posts) == ["Elena Zarrabeitia", "Tomás Mugaburu"]


def test_a_name_without_its_last_surname_is_the_same_person(registry: Registry) -> None:
    """A first name and the first of two surnames are enough."""
    text = "Llegó Elena Zarrabeitia. La alcaldesa, Elena Zarrabeitia Mugaburu, habló."
    people = [e["name"] for e in annotated(text, registry)["entities"] if e["type"] == "Person"]
    assert people == ["Elena Zarrabeitia Mugaburu"]
