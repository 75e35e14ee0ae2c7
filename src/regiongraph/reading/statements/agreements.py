"""Agreements: who signed what with whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from regiongraph.reading.claims import claim
from regiongraph.reading.frames import Clause, date_of
from regiongraph.reading.identities import Scene
from regiongraph.reading.signals import find_told
from regiongraph.records import Statement, StatementType


def find_agreements(scene: Scene, clauses: Sequence[Clause]) -> Iterator[Statement]:
    """Find agreements: parties and the document they signed."""
    for match in find_told(scene, clauses, StatementType.AGREEMENT):
        slots = ("parties", "parties2", "party", "party2", "agents", "agents2")
        parties = tuple(dict.fromkeys(t for s in slots for t in match.things(s)))
        document = match.thing("document")
        alone = len(parties) < 2  # noqa: PLR2004
        if not parties or (alone and (document is None or match.is_signal)):
            continue
        parts = {"parties": parties, "document": document, "date": date_of(scene, match)}
        yield claim(
            scene,
            StatementType.AGREEMENT,
            parts,
            (match.start, match.end),
            rule=f"agreement.{match.frame.id}",
        )
