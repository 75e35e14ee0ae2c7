"""Which claims cannot be right together: one thing, one fact, two values that exclude each other.

Only facts that have one value are compared: when a body was founded, when and where an event
took place, when a document was adopted, how many of something there were on a day. Dates
exclude each other if no day fits both, so "2022" and "30 June 2022" agree.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from regiongraph.graph import vocabulary as v
from regiongraph.records import StatementType

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyoxigraph import Literal, NamedNode

    Properties = Mapping[NamedNode, list[NamedNode | Literal]]

_SUBJECTS = {
    v.KINDS[StatementType.FOUNDING]: (v.ABOUT,),
    v.KINDS[StatementType.EVENT]: (v.IN_EVENT,),
    v.KINDS[StatementType.ADOPTION]: (v.OBJECT,),
    v.KINDS[StatementType.COUNT]: (v.ABOUT, v.UNIT, v.ATTESTED_ON),
}
"""What makes two claims of a kind speak of the same fact."""
_VALUES = (v.LOCATION, v.VALUE)


def conflicts(claims: Mapping[NamedNode, Properties]) -> dict[NamedNode, list[NamedNode]]:
    """List, for each claim, those that it contradicts.

    Args:
        claims: The properties of each claim.

    Returns:
        IRIs, sorted; claims without a contradiction are left out.
    """
    same: dict[tuple[str, ...], list[NamedNode]] = defaultdict(list)
    for iri in sorted(claims, key=str):
        for kind in set(claims[iri].get(v.TYPE, ())) & set(_SUBJECTS):
            values = [claims[iri].get(role) for role in _SUBJECTS[kind]]  # type: ignore[index]
            if all(values):
                same[(str(kind), *(str(value[0]) for value in values if value))].append(iri)
    found: dict[NamedNode, list[NamedNode]] = defaultdict(list)
    for rivals in same.values():
        for one, other in combinations(rivals, 2):
            if _exclude(claims[one], claims[other]):
                found[one].append(other)
                found[other].append(one)
    return {iri: sorted(others, key=str) for iri, others in found.items()}


def _exclude(one: Properties, other: Properties) -> bool:
    for role in _VALUES:
        if role in one and role in other and not set(one[role]) & set(other[role]):
            return True
    bounds = [about.get(role) for about in (one, other) for role in (v.EARLIEST, v.LATEST)]
    if not all(bounds):
        return False
    first, last, begins, ends = (bound[0].value for bound in bounds if bound)
    return first > ends or begins > last
