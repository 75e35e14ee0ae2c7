"""Which entities match, and which identity was predicted for each mention."""

from __future__ import annotations

from typing import TYPE_CHECKING

from regiongraph.evaluation.matching import BETTER, Pairs, best_pairs
from regiongraph.evaluation.scores import Document, Link, Tally
from regiongraph.evaluation.wording import name_of, surfaces
from regiongraph.records import EntityType

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

TERRITORIES = (EntityType.REGION, EntityType.PLACE, EntityType.COUNTRY)
"""Types that count as one for entities and references: a text often leaves open which is meant."""


def entity_pairs(wanted: Sequence[Document], given: Sequence[Document]) -> Pairs:
    """Match by mention or name; the same exact type, then name, then most mentions are best."""
    weights: dict[tuple[int, int], int] = {}
    theirs = [surfaces(other) for other in given]
    for g, one in enumerate(wanted):
        ours = surfaces(one)
        for p, other in enumerate(given):
            if _broad(one["type"]) != _broad(other.get("type")):
                continue
            shared = len(ours & theirs[p])
            named = name_of(one) == name_of(other)
            if shared or named:
                same_type = one["type"] == other.get("type")
                weights[g, p] = (same_type * BETTER + named) * BETTER + shared
    return best_pairs(weights)


def entity_types(wanted: Sequence[Document], given: Sequence[Document]) -> Mapping[str, Tally]:
    """Match within each exact type; keys are sorted."""
    tallies = {}
    for kind in sorted({str(one.get("type")) for one in (*wanted, *given)}):
        ours = [one for one in wanted if one["type"] == kind]
        theirs = [one for one in given if str(one.get("type")) == kind]
        right = len(entity_pairs(ours, theirs))
        tallies[kind] = Tally(right, len(theirs) - right, len(ours) - right)
    return tallies


def identity_links(
    wanted: Sequence[Document], given: Sequence[Document], pairs: Mapping[int, int]
) -> Iterator[Link]:
    """Each mention of a gold entity with a key, and the ``iri`` predicted for it.

    Where several predicted entities have the mention, the one matched to the gold entity comes
    first, then one of its type, then the first in the prediction.
    """
    for g, one in enumerate(wanted):
        if not one.get("same_as"):
            continue
        for surface in sorted(surfaces(one)):
            holders = [
                (p != pairs.get(g), _broad(other.get("type")) != _broad(one["type"]), p)
                for p, other in enumerate(given)
                if surface in surfaces(other)
            ]
            iri = given[min(holders)[2]].get("iri") if holders else None
            yield Link(str(one["same_as"]), None if iri is None else str(iri))


def _broad(kind: object) -> object:
    return "Territory" if kind in TERRITORIES else kind
