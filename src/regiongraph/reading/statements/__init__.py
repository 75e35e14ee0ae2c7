"""From a scene to statements: one module a kind of fact; they do not know each other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from regiongraph.reading.frames import Clause
from regiongraph.reading.identities import Scene
from regiongraph.reading.statements.adoptions import find_adoptions
from regiongraph.reading.statements.agreements import find_agreements
from regiongraph.reading.statements.appointments import find_appointments
from regiongraph.reading.statements.counts import find_counts
from regiongraph.reading.statements.events import find_events
from regiongraph.reading.statements.foundings import find_foundings
from regiongraph.reading.statements.locations import find_locations
from regiongraph.reading.statements.meetings import find_meetings
from regiongraph.reading.statements.memberships import find_memberships
from regiongraph.reading.statements.participations import find_participations
from regiongraph.reading.statements.posts import find_posts
from regiongraph.reading.statements.quotes import find_quotes
from regiongraph.records import Statement

KINDS: tuple[Callable[[Scene, Sequence[Clause]], Iterator[Statement]], ...] = (
    find_posts,
    find_memberships,
    find_events,
    find_participations,
    find_foundings,
    find_adoptions,
    find_quotes,
    find_meetings,
    find_agreements,
    find_appointments,
    find_counts,
    find_locations,
)
"""One function a kind of statement, in the order of `regiongraph.records.StatementType`."""

__all__ = ["KINDS"]
