"""Foundings: when, by whom and on which occasion a body was founded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from regiongraph.reading.claims import claim
from regiongraph.reading.frames import Clause, Match, date_of
from regiongraph.reading.identities import Scene
from regiongraph.reading.signals import find_told
from regiongraph.records import EntityType, Statement, StatementType


def find_foundings(scene: Scene, clauses: Sequence[Clause]) -> Iterator[Statement]:
    """Find foundings; what several sentences say of one founding is put together.

    The most exact date counts; founders and occasion are taken from wherever they stand.
    """
    told: dict[int, list[Match]] = {}
    for match in find_told(scene, clauses, StatementType.FOUNDING):
        body = match.thing("org")
        if match.frame.sets.get("body") == "main":
            body = scene.main_body
        if body is None and match.frame.sets.get("subject") == "org":
            body = scene.topic_before(match.start, EntityType.ORGANISATION)
        if body is not None:
            told.setdefault(body, []).append(match)
    for body, matches in told.items():
        best = max(matches, key=lambda m: (len(date_of(scene, m) or ""), -m.start))
        founders = dict.fromkeys(f for m in matches for f in m.things("agents") + m.things("agent"))
        event = next((e for m in matches if (e := m.thing("event")) is not None), None)
        anyone: list[int | None] = [*founders] or [None]
        for founder in anyone:
            parts = {
                "organisation": body,
                "date": date_of(scene, best),
                "founder": founder,
                "event": event,
            }
            yield claim(
                scene,
                StatementType.FOUNDING,
                parts,
                (best.start, best.end),
                rule=f"founding.{best.frame.id}",
            )
