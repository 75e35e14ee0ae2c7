"""Meetings: talks between named agents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from regiongraph.reading.claims import claim
from regiongraph.reading.frames import Clause, Match, date_of, event_date
from regiongraph.reading.identities import Phrase, Scene
from regiongraph.reading.signals import find_told
from regiongraph.records import EntityType, Statement, StatementType

_SLOTS = ("agents", "agents2", "agent", "agent2", "persons", "persons2", "person", "person2")


def _agents(match: Match) -> tuple[int, ...]:
    return tuple(dict.fromkeys(t for s in _SLOTS for t in match.things(s)))


def find_meetings(scene: Scene, clauses: Sequence[Clause]) -> Iterator[Statement]:
    """Find meetings of at least two named agents."""
    for match in find_told(scene, clauses, StatementType.MEETING, lambda m: len(_agents(m)) > 1):
        agents = _agents(match)
        if len(agents) < 2:  # noqa: PLR2004
            continue
        date = date_of(scene, match) or _date_of_occasion(scene, clauses, match)
        parts = {"agents": agents, "date": date, "place": match.thing("place")}
        yield claim(
            scene,
            StatementType.MEETING,
            parts,
            (match.start, match.end),
            rule=f"meeting.{match.frame.id}",
        )


def _date_of_occasion(scene: Scene, clauses: Sequence[Clause], match: Match) -> str | None:
    """Return the date of the event at whose margins a sentence says that somebody met."""
    spoken = [s.item for s in match.clause.marked.things.values() if isinstance(s.item, Phrase)]
    events = {p.thing for p in spoken if scene.type_of(p.thing) is EntityType.EVENT}
    return event_date(scene, clauses, events.pop()) if len(events) == 1 else None
