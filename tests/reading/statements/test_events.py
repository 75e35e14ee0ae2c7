"""Events: when and where a gathering takes or took place."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Facts = Callable[..., list[dict[str, Any]]]


@pytest.mark.parametrize(
    ("sentence", "date"),
    [
        ("Die 12. Weserkonferenz fand am 3. Mai 2024 in Kassel statt.", "2024-05-03"),
        (
            "Die 12. Weserkonferenz findet vom 3. bis 5. Juni 2024 in Kassel statt.",
            "2024-06-03/2024-06-05",
        ),
        ("Die 12. Weserkonferenz soll 2025 in Kassel stattfinden.", "2025"),
        ("Die 12. Weserkonferenz fand gestern in Kassel statt.", "2024-05-03"),
    ],
)
def test_past_and_planned_events_have_date_and_place(
    sentence: str, date: str, facts: Facts
) -> None:
    """A planned event is an event; several days are an interval."""
    assert facts("event", sentence) == [
        {"name": "12. Weserkonferenz", "date": date, "place": "Kassel"}
    ]


def test_a_place_alone_is_said(facts: Facts) -> None:
    """Where no date is given, none is made up."""
    sentence = "Bei der 12. Weserkonferenz in Kassel ging es um Wald."
    assert facts("event", sentence) == [{"name": "12. Weserkonferenz", "place": "Kassel"}]


@pytest.mark.parametrize(
    "sentence",
    [
        "Die 12. Weserkonferenz findet am 3. Juni 2024 nicht in Kassel statt.",
        "Die 12. Weserkonferenz wurde abgesagt.",
        "Die für den 3. Mai 2024 geplante 12. Weserkonferenz in Kassel wurde abgesagt.",
        "Am 3. Mai 2024 war in Kassel Markt.",
    ],
)
def test_denied_and_cancelled_events_are_no_facts(sentence: str, facts: Facts) -> None:
    """What does not take place, there or at all, has neither date nor place."""
    assert facts("event", sentence) == []


@pytest.mark.parametrize(
    ("language", "sentence", "name", "place"),
    [
        ("en", "The Wold Forum 2023 took place in Leeds.", "Wold Forum 2023", "Leeds"),
        ("fr", "Le Forum des Alpes 2023 s'est tenu à Lyon.", "Forum des Alpes 2023", "Lyon"),
        ("pl", "Forum Leśne 2023 odbyło się w Krakowie.", "Forum Leśne 2023", "Kraków"),
    ],
)
def test_a_year_behind_an_event_is_part_of_its_name(
    language: str, sentence: str, name: str, place: str, facts: Facts
) -> None:
    """The year sets it apart from those of other years, and dates it if nothing else does."""
    found = facts("event", sentence, language=language)
    assert found == [{"name": name, "date": "2023", "place": place}]
