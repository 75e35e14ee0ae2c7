"""Claims that cannot be right together; what is said here is invented."""

from __future__ import annotations

import networkx as nx
import pytest
from pyoxigraph import Literal, NamedNode

from regiongraph.graph import vocabulary as v
from regiongraph.graph.dates import bounds, day_literal
from regiongraph.records import StatementType
from regiongraph.views.conflicts import conflicts
from regiongraph.views.whole_layout import whole_layout

ONE, OTHER = NamedNode("https://example.org/one"), NamedNode("https://example.org/other")
ALLIANCE = NamedNode("https://example.org/alliance")


def founding(date: str | None) -> dict[NamedNode, list[NamedNode | Literal]]:
    """Return the properties of a claim that the alliance was founded."""
    about: dict[NamedNode, list[NamedNode | Literal]] = {
        v.TYPE: [v.CLAIM, v.KINDS[StatementType.FOUNDING]],
        v.ABOUT: [ALLIANCE],
    }
    days = bounds(date) if date else None
    if days:
        about |= {v.EARLIEST: [day_literal(days[0])], v.LATEST: [day_literal(days[1])]}
    return about


@pytest.mark.parametrize(
    ("one", "other", "excluded"),
    [
        ("2022-06-30", "2022-07-01", True),
        ("2021", "2022-06-30", True),
        ("2022", "2022-06-30", False),
        ("2022-06-30", None, False),
    ],
)
def test_dates_exclude_each_other_if_no_day_fits_both(
    one: str, other: str | None, excluded: bool
) -> None:
    """A year and a day in it agree; two days do not."""
    found = conflicts({ONE: founding(one), OTHER: founding(other)})
    assert found == ({ONE: [OTHER], OTHER: [ONE]} if excluded else {})


def test_places_of_one_event_exclude_each_other() -> None:
    """An event takes place once."""
    kind = v.KINDS[StatementType.EVENT]
    claims = {
        iri: {v.TYPE: [kind], v.IN_EVENT: [ALLIANCE], v.LOCATION: [NamedNode(f"{iri.value}/place")]}
        for iri in (ONE, OTHER)
    }
    assert conflicts(claims) == {ONE: [OTHER], OTHER: [ONE]}


def test_the_whole_is_laid_out_alike_and_shows_communities() -> None:
    """Members of one community stand nearer to each other than to others; nothing is random."""
    graph = nx.relabel_nodes(nx.random_partition_graph([30] * 12, 0.3, 0.002, seed=1), str)
    graph.add_node("alone")
    nodes = list(graph)
    places = whole_layout(graph, nodes)
    assert places == whole_layout(graph, nodes)

    def apart(a: int, b: int) -> float:
        return ((places[a][0] - places[b][0]) ** 2 + (places[a][1] - places[b][1]) ** 2) ** 0.5

    within = sorted(apart(i, i + 1) for i in range(0, 360, 2))
    across = sorted(apart(i, (i + 180) % 360) for i in range(0, 360, 2))
    assert within[90] * 3 < across[90]
    assert places[nodes.index("alone")][1] > max(y for _, y in places[:-1])
    assert whole_layout(nx.Graph(), []) == []
