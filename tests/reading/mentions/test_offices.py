"""Offices with portfolio, seat and whether they are over."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from regiongraph.knowledge.aliases import AliasMatcher
from regiongraph.knowledge.languages import parse_language
from regiongraph.knowledge.registry import Registry
from regiongraph.reading.mentions import Mentions
from regiongraph.reading.mentions.names import Name
from regiongraph.reading.mentions.offices import Office, find_offices
from regiongraph.records import EntityType

Find = Callable[[str], tuple[Mentions, str]]


def offices(find: Find, text: str) -> list[tuple[str, list[str]]]:
    """Return the offices of a text, as they are reported, with their seats."""
    found, running = find(text)
    return [
        (running[slice(*one.title)], [running[s.start : s.end] for s in one.seats])
        for one in found.offices
    ]


def one_office(find: Find, text: str) -> Office:
    """Return the only office of a text."""
    (office,) = find(text)[0].offices
    return office


@pytest.mark.parametrize(
    ("text", "title", "seats"),
    [
        ("Der Präsident der Region Molise kam.", "Präsident", ["Molise"]),
        ("Sachsens Ministerpräsident kam.", "Ministerpräsident", ["Sachsens"]),
        (
            "Die Ministerin für Wissenschaft, Forschung und Kunst des Landes Hessen kam.",
            "Ministerin für Wissenschaft, Forschung und Kunst",
            ["Landes Hessen"],
        ),
        (
            "Die Bürgermeisterin von Bad Rehburg ist hier.",
            "Bürgermeisterin",
            ["Bad Rehburg"],
        ),
        (
            "Der Präsident des Europäischen Ausschusses der Regionen kam.",
            "Präsident",
            ["Europäischen Ausschusses der Regionen"],
        ),
    ],
)
def test_an_office_has_portfolio_and_seat(
    text: str, title: str, seats: list[str], mentions: Find
) -> None:
    """A seat stands after the office or before it in the genitive; a portfolio belongs to it."""
    ((found, held_in),) = offices(mentions, text)
    assert found == title
    assert [seat.removeprefix("Region ") for seat in held_in] == seats


@pytest.mark.parametrize(
    ("text", "title", "seats"),
    [
        (
            "Die Vorsitzende des Aufsichtsrats der Hafengesellschaft Holm ist hier.",
            "Vorsitzende des Aufsichtsrats",
            ["Hafengesellschaft Holm"],
        ),
        ("Die Vorsitzende des Kreistags ist hier.", "Vorsitzende des Kreistags", ["Kreistags"]),
        (
            "Der Präsident des Kuratoriums der Region Molise kam.",
            "Präsident des Kuratoriums",
            ["Region Molise"],
        ),
    ],
)
def test_an_office_in_an_organ_is_one_of_the_whole_body(
    text: str, title: str, seats: list[str], mentions: Find
) -> None:
    """A board is part of the office; what the board belongs to is the seat, else the board."""
    assert offices(mentions, text) == [(title, seats)]


def test_a_portfolio_ends_ahead_of_a_person(mentions: Find) -> None:
    """What "and" joins to an office may be somebody."""
    text = "Die Ministerin für Verkehr und Anna Dornbusch kamen."
    assert offices(mentions, text) == [("Ministerin für Verkehr", [])]


def test_an_adjective_names_the_region(mentions: Find) -> None:
    """“Sächsischer” puts the office in Saxony and is no part of its title."""
    text = "Sächsischer Staatsminister Falko Rehwinkel kam."
    assert one_office(mentions, text).region == "region/DED"
    assert offices(mentions, text) == [("Staatsminister", [])]


@pytest.mark.parametrize(
    "text",
    [
        "Der frühere Minister Falko Rehwinkel kam.",
        "Die ehemalige Ministerin Imke Dornbusch kam.",
        "Altbürgermeister Falko Rehwinkel kam.",
        "Ex-Minister Falko Rehwinkel kam.",
    ],
)
def test_former_offices_are_over(text: str, mentions: Find) -> None:
    """Adjectives and prefixes of the past."""
    assert one_office(mentions, text).former


def test_a_deputy_is_a_deputy(mentions: Find) -> None:
    """“Stellvertretend” belongs to the office and ends nothing."""
    office = one_office(mentions, "Der stellvertretende Vorsitzende Falko Rehwinkel kam.")
    assert not office.former
    text = "Der stellvertretende Vorsitzende Falko Rehwinkel kam."
    assert offices(mentions, text) == [("stellvertretende Vorsitzende", [])]


def test_chained_offices_are_two(mentions: Find) -> None:
    """A minister who is deputy head of government, too."""
    text = (
        "Minister für Wirtschaft, Arbeit und Verkehr und stellvertretender Ministerpräsident "
        "Falko Rehwinkel kam."
    )
    assert [title for title, _ in offices(mentions, text)] == [
        "Minister für Wirtschaft, Arbeit und Verkehr",
        "stellvertretender Ministerpräsident",
    ]


@pytest.mark.parametrize(
    "text",
    ["Der Rat tagte.", "Der Vorrat reicht.", "Das Sekretariat schloss.", "Der Apparat lief."],
)
def test_councils_and_stocks_are_no_offices(text: str, mentions: Find) -> None:
    """A noun that ends like an office need not be one."""
    assert mentions(text)[0].offices == ()


@pytest.mark.parametrize(
    ("text", "title", "region"),
    [
        ("presido regionalo venne", "presido regionalo", None),
        ("presido sächsische venne", "presido", "region/DED"),
        ("presido sächsische pro Boski venne", "presido sächsische pro Boski", "region/DED"),
        ("presido venne", "presido", None),
    ],
)
def test_adjectives_may_stand_behind_an_office(
    text: str, title: str, region: str | None, registry: Registry
) -> None:
    """They belong to it, but for one of origin at its end; that names the region."""
    pack = {
        "meta": {"code": "de"},
        "quotes": {"pairs": [["«", "»"]]},
        "words": {"portfolio": ["pro"]},
        "offices": {"nouns": ["presido"], "after": ["regionalo"]},
    }
    found = find_offices(text, [], parse_language(pack, "test"), AliasMatcher(registry, "de"))
    assert [(text[slice(*o.title)], o.region) for o in found] == [(title, region)]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("presido de Wold tasked with ports, Bo Ra, venne", "presido de Wold tasked with ports"),
        ("presido tasked with ports and water venne", "presido tasked with ports"),
        ("presido de soils and ports, Ann Roe, venne", "presido de soils and ports"),
        ("Ann Roe, presido de soils, venne", "presido de soils"),
        ("presido de soils venne, Ann Roe venne", "presido"),
    ],
)
def test_an_office_reaches_over_its_charge(text: str, title: str, registry: Registry) -> None:
    """What it is in charge of belongs to it, and words up to the holder that they part it from."""
    pack = {
        "meta": {"code": "de"},
        "quotes": {"pairs": [["«", "»"]]},
        "words": {"portfolio": ["pro"], "of": ["de"], "and": ["and"]},
        "offices": {"nouns": ["presido"], "charged": ["tasked with"], "seat": ["de"]},
    }
    starts = [at for at in (text.find("Wold"),) if at > 0]
    seats = [Name(at, at + 4, EntityType.REGION, "test") for at in starts]
    language = parse_language(pack, "test")
    found = find_offices(text, seats, language, AliasMatcher(registry, "de"))
    assert [text[slice(*one.title)] for one in found] == [title]


def test_two_seats_may_stand_before_an_office(mentions: Find) -> None:
    """A territory and its body, both as possessors, are both seats."""
    ((_, held_in),) = offices(mentions, "Sachsens Landtags erste Präsidentin kam.")
    assert held_in == ["Sachsens", "Landtags"]
