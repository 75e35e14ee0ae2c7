"""Agreements: who signed what with whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from regiongraph.reading.claims import claim
from regiongraph.reading.frames import Clause, Match, date_of
from regiongraph.reading.identities import Phrase, Scene
from regiongraph.reading.signals import find_told
from regiongraph.records import Statement, StatementType

_SLOTS = ("parties", "parties2", "party", "party2", "agents", "agents2")


def _parties(match: Match) -> tuple[int, ...]:
    return tuple(dict.fromkeys(t for s in _SLOTS for t in match.things(s)))


def _binds(match: Match) -> bool:
    """Say whether a match names somebody and what they signed, or with whom."""
    parties = _parties(match)
    return len(parties) > 1 or (bool(parties) and match.thing("document") is not None)


def find_agreements(scene: Scene, clauses: Sequence[Clause]) -> Iterator[Statement]:
    """Find agreements: parties and the document they signed."""
    decreed = regex.compile(rf"(?i:{scene.language.fragment('heads.decreed')})(?!\p{{L}})")
    for match in find_told(scene, clauses, StatementType.AGREEMENT, _binds):
        parties = _parties(match)
        papers = (p for p in match.slots.get("document", ()) if isinstance(p, Phrase))
        if any(decreed.match(scene.text, p.core[0]) for p in papers):
            continue
        document = match.thing("document")
        alone = len(parties) < 2  # noqa: PLR2004
        if not _binds(match) or (alone and match.is_signal):
            continue
        parts = {"parties": parties, "document": document, "date": date_of(scene, match)}
        yield claim(
            scene,
            StatementType.AGREEMENT,
            parts,
            (match.start, match.end),
            rule=f"agreement.{match.frame.id}",
        )
