"""Meetings: talks between named agents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from regiongraph.reading.claims import claim
from regiongraph.reading.frames import Clause, date_of
from regiongraph.reading.identities import Scene
from regiongraph.reading.signals import find_told
from regiongraph.records import Statement, StatementType


def find_meetings(scene: Scene, clauses: Sequence[Clause]) -> Iterator[Statement]:
    """Find meetings of at least two named agents."""
    for match in find_told(scene, clauses, StatementType.MEETING):
        slots = ("agents", "agents2", "agent", "agent2", "persons", "person", "person2")
        agents = tuple(dict.fromkeys(t for s in slots for t in match.things(s)))
        if len(agents) < 2:  # noqa: PLR2004
            continue
        parts = {"agents": agents, "date": date_of(scene, match), "place": match.thing("place")}
        yield claim(
            scene,
            StatementType.MEETING,
            parts,
            (match.start, match.end),
            rule=f"meeting.{match.frame.id}",
        )
