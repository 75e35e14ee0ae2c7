"""Meetings: talks between named agents."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Facts = Callable[..., list[dict[str, Any]]]


@pytest.mark.parametrize(
    "sentence",
    [
        "Landrätin Imke Dornbusch hat sich mit Falko Rehwinkel getroffen.",
        "Landrätin Imke Dornbusch traf sich mit Falko Rehwinkel.",
        "Landrätin Imke Dornbusch empfing Botschafter Falko Rehwinkel zu einem Gespräch.",
    ],
)
def test_two_people_meet(sentence: str, facts: Facts) -> None:
    """Meeting and receiving are meetings of both."""
    assert [set(one["agents"]) for one in facts("meeting", sentence)] == [
        {"Imke Dornbusch", "Falko Rehwinkel"}
    ]


def test_date_and_place_are_read(facts: Facts) -> None:
    """When and where they met, as the sentence says it."""
    found = facts(
        "meeting",
        "Landrätin Imke Dornbusch traf sich am 3. Mai 2024 mit Falko Rehwinkel in Kassel.",
    )
    assert [(one["date"], one["place"]) for one in found] == [("2024-05-03", "Kassel")]


@pytest.mark.parametrize(
    "sentence",
    [
        "Landrätin Imke Dornbusch traf sich nicht mit Falko Rehwinkel.",
        "Landrätin Imke Dornbusch will sich mit Falko Rehwinkel treffen.",
        "Ein Treffen von Landrätin Imke Dornbusch mit Falko Rehwinkel wurde abgesagt.",
        "Landrätin Imke Dornbusch traf eine Entscheidung.",
    ],
)
def test_denied_planned_and_cancelled_meetings_are_no_facts(sentence: str, facts: Facts) -> None:
    """Nobody meets by wanting to; and a decision is no person."""
    assert facts("meeting", sentence) == []


def test_the_town_of_a_dateline_and_the_place_of_a_meeting_meet_nobody(facts: Facts) -> None:
    """A territory acts only where it is the subject."""
    sentence = "Kassel – Auf seiner Reise in Bayern traf Falko Rehwinkel heute Imke Dornbusch."
    assert [set(one["agents"]) for one in facts("meeting", sentence)] == [
        {"Imke Dornbusch", "Falko Rehwinkel"}
    ]


def test_a_town_where_people_meet_is_none_of_them(facts: Facts) -> None:
    """A preposition of place before it keeps it out of the list."""
    said = "La ministre Anna Roux s'est entretenue avec Jean Morel, à Turin."
    found = facts("meeting", said, language="fr")
    assert [sorted(one["agents"]) for one in found] == [["Anna Roux", "Jean Morel"]]


def test_people_meet_on_the_day_of_the_event_at_whose_margins_they_do(facts: Facts) -> None:
    """The sentence that dates the event dates the meeting, too."""
    text = (
        "Am 3. Mai 2024 fand in Kassel die 2. Moorkonferenz statt. Am Rande der 2. Moorkonferenz "
        "traf Imke Dornbusch sich mit Falko Rehwinkel."
    )
    assert [one["date"] for one in facts("meeting", text)] == ["2024-05-03"]
