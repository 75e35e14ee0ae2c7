"""Adoptions: which document was adopted, by whom, when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from regiongraph.reading.claims import claim
from regiongraph.reading.frames import Clause, date_of, find_frames
from regiongraph.reading.identities import Scene
from regiongraph.records import Statement, StatementType


def find_adoptions(scene: Scene, clauses: Sequence[Clause]) -> Iterator[Statement]:
    """Find adoptions. Where no body is named, the release's main body adopted it."""
    seen: set[int] = set()
    for match in find_frames(scene, clauses, StatementType.ADOPTION):
        by = match.thing("party", "org", "event")
        by = scene.main_body if by is None else by
        for document in match.things("documents") + match.things("document"):
            if document in seen or by is None:
                continue
            seen.add(document)
            parts = {"document": document, "by": by, "date": date_of(scene, match)}
            yield claim(
                scene,
                StatementType.ADOPTION,
                parts,
                (match.start, match.end),
                rule=f"adoption.{match.frame.id}",
                confidence=0.9 if match.thing("party", "org", "event") is not None else 0.7,
            )

