"""Which of two lists belong together, one to one."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import networkx as nx

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from regiongraph.evaluation.scores import Document

Pairs: TypeAlias = "tuple[tuple[int, int], ...]"
"""Positions in the gold list and in the predicted list, of what matches."""

BETTER = 10_000
"""One step of preference: more than a release has matches, so lower steps never add up to it."""


def best_pairs(weights: Mapping[tuple[int, int], int]) -> Pairs:
    """The most pairs that are one to one and, among those, the heaviest; sorted."""
    graph: nx.Graph[tuple[int, int]] = nx.Graph()
    for (g, p), weight in weights.items():
        graph.add_edge((0, g), (1, p), weight=weight)
    pairs = nx.max_weight_matching(graph, maxcardinality=True)
    return tuple(sorted((min(pair)[1], max(pair)[1]) for pair in pairs))


def unpaired(items: Sequence[Document], taken: Iterable[int]) -> tuple[Document, ...]:
    """The items whose positions are not taken, in their order."""
    used = set(taken)
    return tuple(item for place, item in enumerate(items) if place not in used)
