"""Lists of people in Slavic languages, and events that are still to come."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from regiongraph.reading.annotations import annotate
from regiongraph.records import ReadRelease

Read = Callable[..., ReadRelease]
Polish = Callable[[str, str], list[dict[str, Any]]]


@pytest.fixture
def polish(read_text: Read) -> Polish:
    """Return the facts of one kind in a Polish text."""

    def facts(kind: str, text: str) -> list[dict[str, Any]]:
        found = annotate(read_text(text, language="pl", title="Krótko"))["facts"]
        return [one for one in found if one["type"] == kind]

    return facts


def test_where_one_of_a_list_comes_from_does_not_end_it(polish: Polish) -> None:
    """Nor does it take part; what is said of one goes before the next, too."""
    text = (
        "Wiceprzewodniczącymi zostali Tomasz Orzelski z Saksonii, Irena Wolska, starosta, "
        "oraz Marek Lubicki."
    )
    found = polish("appointment", text)
    assert {one["person"] for one in found} == {"Tomasz Orzelski", "Irena Wolska", "Marek Lubicki"}


def test_an_event_to_come_has_its_own_host(polish: Polish) -> None:
    """The host of the next meeting did not receive the one that is over."""
    text = (
        "Na II Forum Regionów Nadrzecznych mówiono o wodzie. Kolejne forum odbędzie się 3 maja "
        "2031 r. w Warszawie, a jego gospodarzem będzie Dolny Śląsk."
    )
    assert [one["event"] for one in polish("participation", text)] == ["Kolejne forum"]


def test_the_body_that_meets_is_not_part_of_its_meeting(read_text: Read) -> None:
    """A name whose adjectives have capitals is one of its own behind a head in lower case."""
    text = "Podczas dorocznego posiedzenia Europejskiej Rady Leśnej mówiono o drewnie."
    things = annotate(read_text(text, language="pl", title="Krótko"))["entities"]
    assert "Europejskiej Rady Leśnej" in {one["name"] for one in things}


def test_the_next_general_assembly_is_another(read_text: Read) -> None:
    """Though the one that was held is called the same without "next"."""
    text = (
        "Walne zgromadzenie Europejskiej Rady Leśnej obradowało 3 maja 2031 r. w Warszawie. "
        "Następne walne zgromadzenie odbędzie się w maju 2032 r. w Gdańsku."
    )
    found = annotate(read_text(text, language="pl", title="Krótko"))["facts"]
    dates = {one["name"]: one["date"] for one in found if one["type"] == "event"}
    assert dates["Następne walne zgromadzenie"] == "2032-05"
    assert "2031-05-03" in dates.values()


def test_a_town_between_office_and_name_is_no_part_of_the_name(read_text: Read) -> None:
    """A first name and surname follow it, and it is itself no first name."""
    text = "Powitał nas burmistrz Drzewkowa Tomasz Orzelski."
    things = annotate(read_text(text, language="pl", title="Krótko"))["entities"]
    assert [one["name"] for one in things if one["type"] == "Person"] == ["Tomasz Orzelski"]
