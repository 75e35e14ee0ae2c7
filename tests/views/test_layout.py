from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from regiongraph.views.layout import (
    FIRST_DRAWN,
    NODE_RADIUS,
    by_connections,
    label_box,
    label_lines,
    layout,
)

if TYPE_CHECKING:
    Box = tuple[float, float, float, float]


def boxes(network: nx.Graph[str]) -> list[Box]:
    """Return left, top, right and bottom of each node with its label."""
    found = []
    for node, (x, y) in layout(network).items():
        width, height = label_box(str(network.nodes[node].get("label", node)))
        top = y - NODE_RADIUS
        found.append((x - width / 2, top, x + width / 2, top + height))
    return found


def overlap(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def test_no_two_labels_of_the_leipzig_release_overlap(
    leipzig_network: nx.MultiDiGraph[str],
) -> None:
    """Every name in the picture of one release can be read without zooming."""
    drawn = boxes(leipzig_network)
    assert len(drawn) == 23
    assert not [pair for pair in combinations(drawn, 2) if overlap(*pair)]


def test_the_leipzig_release_fits_a_common_screen(leipzig_network: nx.MultiDiGraph[str]) -> None:
    """The picture needs no more than the canvas of a window of 1360 by 820 pixels."""
    lefts, tops, rights, bottoms = zip(*boxes(leipzig_network), strict=True)
    assert max(rights) - min(lefts) < 800
    assert max(bottoms) - min(tops) < 720


def test_the_order_of_making_does_not_matter(leipzig_network: nx.MultiDiGraph[str]) -> None:
    """A network made in another order is drawn alike."""
    turned = nx.MultiDiGraph()
    turned.add_nodes_from(reversed(list(leipzig_network.nodes(data=True))))
    turned.add_edges_from(reversed(list(leipzig_network.edges(keys=True))))
    assert layout(turned) == layout(leipzig_network)


def test_members_stand_nearer_to_their_own_committee_than_to_another() -> None:
    """Two committees with members of their own are seen as two groups."""
    network = nx.Graph()
    for committee in ("COTER", "ENVE"):
        members = [f"{committee} member {number}" for number in range(50)]
        network.add_edges_from((committee, member) for member in members)
        network.add_edges_from(zip(members, members[7:] + members[:7], strict=True))
    network.add_edge("COTER", "ENVE")
    at = {node: complex(*point) for node, point in layout(network).items()}
    for committee, other in (("COTER", "ENVE"), ("ENVE", "COTER")):
        members = [node for node in at if node.startswith(f"{committee} ")]
        nearer = [m for m in members if abs(at[m] - at[committee]) < abs(at[m] - at[other])]
        assert len(nearer) > 45


def test_what_is_not_drawn_at_first_stands_beside_its_neighbour() -> None:
    """A node that a search brings in appears near the one it belongs to."""
    network = nx.Graph()
    for number in range(FIRST_DRAWN):
        network.add_edges_from(
            (f"region {number:03}", f"region {(number + step) % FIRST_DRAWN:03}") for step in (1, 2)
        )
    network.add_edge("region 007", "Westerwald")
    assert by_connections(network)[-1] == "Westerwald"
    positions = layout(network)
    assert abs(complex(*positions["Westerwald"]) - complex(*positions["region 007"])) < 150


def test_an_empty_network_has_no_positions() -> None:
    """Nothing is drawn of nothing."""
    assert layout(nx.MultiDiGraph()) == {}


def test_a_network_is_not_changed(leipzig_network: nx.MultiDiGraph[str]) -> None:
    """Layout writes nothing into the network that it reads."""
    before = nx.to_dict_of_dicts(leipzig_network), dict(leipzig_network.nodes(data=True))
    layout(leipzig_network)
    assert before == (nx.to_dict_of_dicts(leipzig_network), dict(leipzig_network.nodes(data=True)))


@pytest.mark.parametrize(
    ("label", "lines"),
    [
        ("Sachsen", ["Sachsen"]),
        ("Europäischer Ausschuss der Regionen", ["Europäischer Ausschuss", "der Regionen"]),
        ("Leipzig\u202e\0gizpieL", ["Leipzig  gizpieL"]),
        ("", ["–"]),
    ],
)
def test_label_lines(label: str, lines: list[str]) -> None:
    """Long names are broken between words; marks that could turn the text round are left out."""
    assert label_lines(label) == lines


@given(st.text(max_size=400))
def test_a_label_never_takes_more_than_three_lines(label: str) -> None:
    """No name can cover the picture, however long it is."""
    lines = label_lines(label)
    assert 1 <= len(lines) <= 3
    assert max(map(len, lines)) <= 22
