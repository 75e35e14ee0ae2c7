"""The network as GraphML comes back with its nodes, edges and words, and always the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx

from regiongraph.views.graphml import write_graphml

if TYPE_CHECKING:
    from pathlib import Path

    from regiongraph.knowledge_graph import KnowledgeGraph


def test_a_network_comes_back(leipzig_graph: KnowledgeGraph, tmp_path: Path) -> None:
    """Every node and edge, with label, quotation and confidence."""
    network = leipzig_graph.to_networkx()
    again = nx.read_graphml(leipzig_graph.export(tmp_path / "x.graphml"), force_multigraph=True)
    assert set(again) == set(network)
    assert set(again.edges(keys=True)) == set(network.edges(keys=True))
    for edge in network.edges(keys=True):
        assert again.edges[edge].get("quote", "") == network.edges[edge]["quote"]
        assert again.edges[edge]["confidence"] == network.edges[edge]["confidence"]


def test_the_same_network_gives_the_same_bytes(leipzig_graph: KnowledgeGraph) -> None:
    """Whatever the order of nodes, edges and attributes."""
    network = leipzig_graph.to_networkx()
    turned: nx.MultiDiGraph[str] = nx.MultiDiGraph(**network.graph)
    for node in reversed(list(network)):
        turned.add_node(node, **dict(reversed(network.nodes[node].items())))
    for *ends, key, about in reversed(list(network.edges(keys=True, data=True))):
        turned.add_edge(*ends, key=key, **dict(reversed(about.items())))
    assert write_graphml(turned) == write_graphml(network)


def test_what_xml_cannot_hold_becomes_a_space() -> None:
    """Text of a release is hostile: markup is escaped, control characters go."""
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph(title="<b>&\x00")
    network.add_node("http://a/1", label="]]><script>\x01", names=["\x02"], kind=None)
    written = write_graphml(network)
    (node,) = nx.parse_graphml(written.decode()).nodes(data=True)
    assert node == ("http://a/1", {"label": "]]><script> ", "names": '["\\u0002"]'})
