"""Counts: how many members, regions, participants or staff something has, and when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from regiongraph.reading.claims import claim
from regiongraph.reading.frames import Clause, Match, date_of, find_frames
from regiongraph.reading.identities import Scene
from regiongraph.reading.mentions.numbers import NumberMention
from regiongraph.records import EntityType, Statement, StatementType


def find_counts(scene: Scene, clauses: Sequence[Clause]) -> Iterator[Statement]:
    """Find counts of a named thing."""
    for match in find_frames(scene, clauses, StatementType.COUNT):
        subject = _subject(scene, match)
        if subject is None:
            continue
        for digit in ("", "2"):
            number = next(
                (n for n in match.slots.get(f"number{digit}", ()) if isinstance(n, NumberMention)),
                None,
            )
            what = match.texts.get(f"what{digit}") or match.texts.get("what")
            if number is None or what is None:
                continue
            parts = {
                "subject": subject,
                "what": what,
                "number": number.value,
                "date": _date(scene, match),
            }
            yield claim(
                scene,
                StatementType.COUNT,
                parts,
                (match.start, match.end),
                rule=f"count.{match.frame.id}",
            )


def _subject(scene: Scene, match: Match) -> int | None:
    named = match.thing("agent", "org", "event", "place", "region")
    if named is not None:
        return named
    wanted = match.frame.sets.get("subject")
    if wanted == "event":
        return scene.last_before(match.start, EntityType.EVENT)
    if wanted == "org":
        return scene.topic_before(match.start, EntityType.ORGANISATION)
    return None


def _date(scene: Scene, match: Match) -> str | None:
    if match.frame.sets.get("date") == "published":
        return scene.release.published
    return date_of(scene, match)
