"""Adoptions: which document was adopted, by whom, when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from regiongraph.reading.claims import claim
from regiongraph.reading.frames import Clause, Match, date_of, event_date
from regiongraph.reading.identities import Scene
from regiongraph.reading.signals import find_told
from regiongraph.records import BlockKind, EntityType, Statement, StatementType


def find_adoptions(scene: Scene, clauses: Sequence[Clause]) -> Iterator[Statement]:
    """Find adoptions. Where no body is named, the release's main body adopted it."""
    seen: set[int] = set()
    matches = list(find_told(scene, clauses, StatementType.ADOPTION))
    for match in sorted(matches, key=_later):
        by = match.thing("party", "org", "event")
        if by is None:
            event = match.frame.sets.get("by") == "event"
            by = _occasion(scene, match) if event else scene.main_body
        for document in match.things("documents") + match.things("document"):
            if document in seen or by is None:
                continue
            seen.add(document)
            date = date_of(scene, match) or event_date(scene, clauses, _occasion(scene, match))
            parts = {"document": document, "by": by, "date": date}
            yield claim(
                scene,
                StatementType.ADOPTION,
                parts,
                (match.start, match.end),
                rule=f"adoption.{match.frame.id}",
                sure=match.thing("party", "org", "event") is not None,
            )


def _later(match: Match) -> tuple[bool, bool]:
    """Rank matches: titles last, and those that name a body first."""
    title = match.clause.sentence.kind in {BlockKind.TITLE, BlockKind.SUBTITLE}
    return title, match.thing("party", "org") is None


def _occasion(scene: Scene, match: Match) -> int | None:
    """Return the event spoken of last, or the main one: what bears no date was adopted there."""
    last = scene.last_before(match.start, EntityType.EVENT)
    return scene.main_event if last is None else last
