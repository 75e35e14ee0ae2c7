"""Participations: who hosted, organised, addressed, attended or was invited to an event."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from regiongraph.reading.claims import claim
from regiongraph.reading.frames import Clause, Match, find_frames
from regiongraph.reading.identities import Scene
from regiongraph.records import EntityType, Statement, StatementType

_PLANNED_ROLES = {"host", "organiser", "invited"}


def find_participations(scene: Scene, clauses: Sequence[Clause]) -> Iterator[Statement]:
    """Find participations. A planned event has hosts, organisers and invited guests only."""
    seen: set[tuple[int, int, str]] = set()
    for match in find_frames(scene, clauses, StatementType.PARTICIPATION):
        role = match.frame.sets["role"]
        event = _event(scene, match)
        if event is None or (match.planned and role not in _PLANNED_ROLES):
            continue
        for agent, end in _agents(scene, match):
            if (agent, event, role) in seen:
                continue
            seen.add((agent, event, role))
            parts = {"agent": agent, "event": event, "role": role}
            yield claim(
                scene,
                StatementType.PARTICIPATION,
                parts,
                (match.start, max(match.end, end)),
                rule=f"participation.{match.frame.id}",
                sure="event" in match.slots,
            )


def _event(scene: Scene, match: Match) -> int | None:
    if "event" in match.slots:
        return match.thing("event")
    main = scene.main_event
    return scene.last_before(match.start, EntityType.EVENT) if main is None else main


def _agents(scene: Scene, match: Match) -> Iterator[tuple[int, int]]:
    for name in ("agents", "agents2", "agent", "agent2", "parties"):
        for thing in match.things(name):
            yield thing, match.end
    if match.frame.sets.get("agents") == "list":
        for passage in (p for p in scene.running.passages if p.start >= match.end):
            if passage.kind.value != "list":
                return
            for phrase in scene.phrases:
                if passage.start <= phrase.start < passage.end and phrase.sign == "person":
                    yield phrase.thing, phrase.end
