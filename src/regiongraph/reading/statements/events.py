"""Events: when and where a gathering takes or took place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from regiongraph.reading.claims import claim
from regiongraph.reading.frames import Clause, Match, date_of, find_frames
from regiongraph.reading.identities import Scene
from regiongraph.records import Statement, StatementType

_YEAR = regex.compile(r"(?<=\s)(?:19|20)\d\d$")


def find_events(scene: Scene, clauses: Sequence[Clause]) -> Iterator[Statement]:
    """Find the date and place of events; one statement an event, from its best frame."""
    best: dict[int, tuple[tuple[bool, bool], int, Statement]] = {}
    for match in find_frames(scene, clauses, StatementType.EVENT):
        event = match.thing("event")
        if event is None:
            event = scene.main_event if match.frame.sets.get("event") == "main" else None
        date, place = date_of(scene, match), match.thing("place")
        if event is None or (date is None and place is None):
            continue
        made = _event(scene, match, event, date or _year_of(scene, event), place)
        rank = (date is not None, place is not None)
        if event not in best or rank > best[event][0]:
            best[event] = (rank, match.start, made)
    yield from (statement for _, _, statement in best.values())


def _year_of(scene: Scene, event: int) -> str | None:
    """Return the year at the end of an event's name: "Alpine Forum 2024"."""
    year = _YEAR.search(scene.things[event].name)
    return year.group() if year else None


def _event(
    scene: Scene, match: Match, event: int, date: str | None, place: int | None
) -> Statement:
    parts = {"name": event, "date": date, "place": place}
    spans = [match.start, match.end]
    return claim(
        scene,
        StatementType.EVENT,
        parts,
        (min(spans), max(spans)),
        rule=f"event.{match.frame.id}",
    )
