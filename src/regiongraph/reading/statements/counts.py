"""Counts: how many members, regions, participants or staff something has, and when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from regiongraph.reading.claims import claim
from regiongraph.reading.frames import Clause, Match, date_of, event_date, find_frames
from regiongraph.reading.identities import Scene
from regiongraph.reading.mentions.numbers import NumberMention
from regiongraph.records import BlockKind, EntityType, Statement, StatementType


def find_counts(scene: Scene, clauses: Sequence[Clause]) -> Iterator[Statement]:
    """Find counts of a named thing."""
    yield from _tabulated(scene)
    for match in find_frames(scene, clauses, StatementType.COUNT):
        subject = _subject(scene, match)
        if subject is None:
            continue
        for digit in ("", "2", "3"):
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
                "date": _date(scene, clauses, match, subject),
            }
            yield claim(
                scene,
                StatementType.COUNT,
                parts,
                (match.start, match.end),
                rule=f"count.{match.frame.id}",
            )


def _tabulated(scene: Scene) -> Iterator[Statement]:
    """Find counts in tables whose head says what is counted in which year."""
    rows = [p for p in scene.running.passages if p.kind is BlockKind.TABLE]
    heads: list[tuple[int, int, str, str]] = []
    for row in rows:
        cells = [m.span() for m in regex.finditer(r"[^|]+", scene.text[row.start : row.end])]
        spans = [(row.start + a, row.start + b) for a, b in cells]
        found = [_column(scene, *span) for span in spans]
        if any(found):
            heads = [(*s, *c) for s, c in zip(spans, found, strict=True) if c is not None]
            continue
        subject = next((p for p in scene.phrases if row.start <= p.start < spans[0][1]), None)
        for head, (start, end) in zip(heads, spans[-len(heads) :] if heads else (), strict=False):
            number = next((n for n in scene.mentions.numbers if start <= n.start < end), None)
            if subject is None or number is None:
                continue
            parts = {
                "subject": subject.thing,
                "what": head[2],
                "number": number.value,
                "date": head[3],
            }
            span = (head[0], number.end)
            yield claim(scene, StatementType.COUNT, parts, span, rule="count.table")


def _column(scene: Scene, start: int, end: int) -> tuple[str, str] | None:
    """Return what a column counts, and when, if its head says both."""
    date = next((d for d in scene.mentions.dates if start <= d.start and d.end <= end), None)
    what = scene.text[start : date.start].strip() if date else ""
    return (what, date.value) if date and date.value and what else None


def _subject(scene: Scene, match: Match) -> int | None:
    named = match.thing("agent", "org", "event", "place", "region")
    if named is not None:
        return named
    wanted = match.frame.sets.get("subject")
    if wanted == "event":
        last = scene.last_before(match.start, EntityType.EVENT)
        return scene.main_event if last is None else last
    if wanted == "main":
        return scene.main_body
    if wanted == "org":
        return scene.topic_before(match.start, EntityType.ORGANISATION)
    return None


def _date(scene: Scene, clauses: Sequence[Clause], match: Match, subject: int) -> str | None:
    if match.frame.sets.get("date") == "published" and not match.dates():
        return scene.release.published
    if match.frame.sets.get("date") == "own" and not match.dates():
        return None
    if scene.type_of(subject) is EntityType.EVENT:
        return date_of(scene, match) or event_date(scene, clauses, subject)
    return date_of(scene, match)
