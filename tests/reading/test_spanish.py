"""What Spanish asks of the engine: subjects left out, further verbs of saying, bodies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from regiongraph.reading.annotations import annotate

if TYPE_CHECKING:
    from collections.abc import Callable

    from regiongraph.records import ReadRelease

    Annotated = Callable[[str], dict[str, Any]]


@pytest.fixture
def annotated(read_text: Callable[..., ReadRelease]) -> Annotated:
    """Read a Spanish text."""
    return lambda text: annotate(read_text(text, language="es", title="Breves"))


def said(document: dict[str, Any]) -> list[tuple[str, str, bool]]:
    """Return speaker, words and directness of every statement."""
    facts = [f for f in document["facts"] if f["type"] == "statement"]
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
    more: str, text: str, direct: bool, annotated: Annotated
) -> None:
    """In the same sentence and in the next, where it has no subject of its own."""
    first = "La alcaldesa de Soria, Elena Zarrabeitia, afirmó que el río no divide a nadie"
    speaker = "Elena Zarrabeitia"
    assert said(annotated(first + more)) == [
        (speaker, "el río no divide a nadie", False),
        (speaker, text, direct),
    ]


def test_nobody_speaks_behind_a_preposition(annotated: Annotated) -> None:
    """Whom somebody speaks with says nothing."""
    text = "Junto a Tomás Mugaburu, la alcaldesa Elena Zarrabeitia señaló que el puente llega."
    assert said(annotated(text)) == [("Elena Zarrabeitia", "el puente llega", False)]


def test_a_word_before_it_makes_a_body(annotated: Annotated) -> None:
    """In the plural, all of a list."""
    text = "Asistieron las empresas Aceros Zubi, Norlana y Vidrios Tera. La firma Agrumar, no."
    names = {e["name"] for e in annotated(text)["entities"]}
    assert names >= {"Aceros Zubi", "Norlana", "Vidrios Tera", "Agrumar"}


def test_a_phrase_alone_may_name_an_event(annotated: Annotated) -> None:
    """The pack lists them; a name that goes on is longer."""
    text = "La asamblea general se celebró ayer en Soria."
    events = [f for f in annotated(text)["facts"] if f["type"] == "event"]
    assert [(e["name"], e["date"]) for e in events] == [("asamblea general", "2024-05-03")]


def test_a_place_may_end_a_surname(annotated: Annotated) -> None:
    """Where people have two surnames, a town behind them is one."""
    text = "La alcaldesa, Edurne Zarrabeitia de Goñi, llegó tarde."
    people = [e["name"] for e in annotated(text)["entities"] if e["type"] == "Person"]
    assert people == ["Edurne Zarrabeitia de Goñi"]


def test_people_of_an_office_in_the_plural_may_have_their_party_behind_them(
    annotated: Annotated,
) -> None:
    """In brackets between the names."""
    text = "Asistieron los alcaldes Elena Zarrabeitia (PNV) y Tomás Mugaburu (PSOE)."
    posts = [f["person"] for f in annotated(text)["facts"] if f["type"] == "post"]
    assert sorted(posts) == ["Elena Zarrabeitia", "Tomás Mugaburu"]


def test_a_name_without_its_last_surname_is_the_same_person(annotated: Annotated) -> None:
    """A first name and the first of two surnames are enough."""
    text = "Llegó Elena Zarrabeitia. La alcaldesa, Elena Zarrabeitia Mugaburu, habló."
    people = [e["name"] for e in annotated(text)["entities"] if e["type"] == "Person"]
    assert people == ["Elena Zarrabeitia Mugaburu"]


def test_a_date_has_its_day(facts: Callable[..., list[dict[str, Any]]]) -> None:
    """The month and the year within it make no date of their own."""
    said = "La Conferencia del Duero se celebró el 22 de febrero de 2024 en Soria."
    assert [one["date"] for one in facts("event", said, language="es")] == ["2024-02-22"]


def test_a_surname_may_be_the_name_of_a_building(annotated: Annotated) -> None:
    """Behind a first name it is a surname; behind an article it is the building."""
    found = annotated("La alcaldesa Marta Castillo inauguró el Palacio de Congresos.")["entities"]
    assert {(one["name"], one["type"]) for one in found} >= {("Marta Castillo", "Person")}
    assert not any(one["type"] == "Place" and "Castillo" in one["name"] for one in found)


def test_a_capital_makes_a_noun_a_short_name(annotated: Annotated) -> None:
    """Inside a sentence only; a common noun is none."""
    document = annotated(
        "La Fundación Ribera Clara abre un centro en Soria. La Fundación invierte mucho. "
        "El plan de la Fundación es ambicioso y la fundación lo sabe. Fundación y pueblo ganan."
    )
    names = [e["mentions"] for e in document["entities"] if e["type"] == "Organisation"]
    assert names == [["Fundación Ribera Clara", "Fundación"]]


def test_an_adjective_parts_a_seat_from_the_holder(annotated: Annotated) -> None:
    """A portfolio keeps its adjective, and "del Gobierno regional" is one seat."""
    text = "Acudió la directora general de Asuntos Europeos del Gobierno regional, Nuria Robledo."
    (post,) = [f for f in annotated(text)["facts"] if f["type"] == "post"]
    assert post["person"] == "Nuria Robledo"
    assert post["office"] == "directora general de Asuntos Europeos"
