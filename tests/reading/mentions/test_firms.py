"""Bodies told by a legal form, by a joint, by brackets; people whose names other names touch."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from regiongraph.reading.annotations import annotate
from regiongraph.records import ReadRelease

Read = Callable[..., ReadRelease]


def named(read_text: Read, language: str, text: str, kind: str) -> set[str]:
    """Return the mentions of all entities of a kind."""
    found = annotate(read_text(text, language=language, title="-"))["entities"]
    return {mention for e in found if e["type"] == kind for mention in e["mentions"]}


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("it", "Idrolux S.p.A. impiega 140 persone.", {"Idrolux S.p.A."}),
        ("en", "She sits on the board of Wendlink Ltd. It grows.", {"Wendlink Ltd"}),
        ("cs", "Jednatelka Vodolux s.r.o. Jana Malá podepsala.", {"Vodolux s.r.o."}),
        ("fi", "Mukana on myös Vesilux Oy.", {"Vesilux Oy"}),
        ("de", "Das Regionalwerk Altfeld Mitte (RAM) wuchs. RAM ist alt.", {"RAM"}),
        ("sk", "Správa pre vodu Dolina (SVD) vznikla.", {"SVD"}),
    ],
)
def test_a_legal_form_or_brackets_make_a_body(
    read_text: Read, language: str, text: str, names: set[str]
) -> None:
    """The name needs no head noun."""
    assert names <= named(read_text, language, text, "Organisation")


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        (
            "cs",
            "Nemocnice Jablonec a Technická univerzita se dohodly.",
            {"Nemocnice Jablonec", "Technická univerzita"},
        ),
        (
            "sv",
            "Region Gotland och Norra Fiskares Riksförbund skrev under.",
            {"Norra Fiskares Riksförbund"},
        ),
    ],
)
def test_two_bodies_at_a_joint_are_two_names(
    read_text: Read, language: str, text: str, names: set[str]
) -> None:
    """Each has its own head, or the first is known."""
    assert names <= named(read_text, language, text, "Organisation")


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("hr", "Ravnatelj Lučke uprave Senj Ivan Perić potpisao je ugovor.", "Ivan Perić"),
        ("es", "La directora, Carolina España, intervino.", "Carolina España"),
        (
            "en",
            "Under the leadership of the Frenchman Hervé Lacombe, the Office for Soil opened.",
            "Hervé Lacombe",
        ),
        (
            "it",
            "Ha letto il saluto del commissario europeo Marco\nLuigi Bergamasco, che manca.",
            "Marco\nLuigi Bergamasco",
        ),
    ],
)
def test_a_person_begins_behind_a_town_and_ends_with_a_surname(
    read_text: Read, language: str, text: str, name: str
) -> None:
    """Towns, countries and nationalities beside a name are no part of it, surnames are."""
    found = named(read_text, language, text, "Person")
    assert name in found


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("en", "The shipping company Wendlink employs 40 people.", {"Wendlink"}),
        ("pl", "Spółka Vetrolux zatrudnia 40 osób.", {"Vetrolux"}),
        ("de", "Die Reederei Wendlink beschäftigt 80 Menschen.", {"Wendlink"}),
        ("sk", "Firma Vodolux s.r.o. má 40 zamestnancov.", {"Vodolux s.r.o."}),
        ("en", "The company chairwoman Anna Wells spoke.", set()),
        ("de", "Die Firma Vertriebsgesellschaft sucht Menschen.", set()),
    ],
)
def test_a_noun_announces_a_firm(
    read_text: Read, language: str, text: str, names: set[str]
) -> None:
    """The common noun is no part of the name, and a person's name is no firm's."""
    assert named(read_text, language, text, "Organisation") == names


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        (
            "es",
            "La Facultad de Ciencias del Mar de la Universidad de Wold participó.",
            {"Facultad de Ciencias del Mar", "Universidad de Wold"},
        ),
        (
            "de",
            "An der Fakultät für Maschinenbau der Universität Altfeld lehren 40 Menschen.",
            {"Fakultät für Maschinenbau", "Universität Altfeld"},
        ),
    ],
)
def test_a_part_ends_where_the_whole_is_named(
    read_text: Read, language: str, text: str, names: set[str]
) -> None:
    """A faculty and its university are two bodies."""
    assert named(read_text, language, text, "Organisation") == names
