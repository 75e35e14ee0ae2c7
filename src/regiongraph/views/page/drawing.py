"""A networkx network as a pyvis drawing: directed, still, every claim a line of its own."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from pyvis.network import Network

from regiongraph.views.layout import layout

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import networkx as nx

_LOOKS = {
    "Person": ("dot", "#56b4e9"),
    "Organisation": ("square", "#e69f00"),
    "Region": ("diamond", "#009e73"),
    "Place": ("triangleDown", "#d55e00"),
    "Country": ("hexagon", "#0072b2"),
    "Event": ("star", "#cc79a7"),
    "Document": ("triangle", "#f0e442"),
    "Policy": ("box", "#d9d9d9"),
}  # the fills are the colour-blind-safe ones of Okabe and Ito, Color Universal Design (2008)
_UNKNOWN_LOOK = ("dot", "#ffffff")
_BORDER = "#1f2933"
_LINE = "#57606a"


def to_pyvis(network: nx.MultiDiGraph[str]) -> Network:
    """Turn a network into a pyvis one that can be styled, saved or shown by itself.

    Nodes keep their IRI as id. Each edge is one claim: its ``title`` is the sentence that proves
    it, and it is dashed if the claim is about the past. Positions are those of the page.

    Args:
        network: As `regiongraph.views.network` makes it. It is not changed.

    Returns:
        A directed pyvis network without physics.
    """
    positions = layout(network)
    nodes = []
    for node in sorted(network):
        facts = network.nodes[node]
        shape, fill = _LOOKS.get(facts.get("type", ""), _UNKNOWN_LOOK)
        x, y = positions[node]
        label = str(facts.get("label") or node)
        colour = {"background": fill, "border": _BORDER}
        nodes.append({"id": node, "label": label, "x": x, "y": y, "shape": shape, "color": colour})
    parallel: Counter[frozenset[str]] = Counter()
    edges = []
    for subject, object_, _, claim in claim_edges(network):
        pair = frozenset((subject, object_))
        edges.append(
            {
                "from": subject,
                "to": object_,
                "label": claim.get("label") or claim.get("relation") or "",
                "title": claim.get("quote") or "",
                "dashes": bool(claim.get("former")),
                "arrows": "to",
                "color": _LINE,
                "smooth": _bend(parallel[pair]),
            }
        )
        parallel[pair] += 1
    return filled(nodes, edges)


def claim_edges(network: nx.MultiDiGraph[str]) -> list[tuple[str, str, str, dict[str, Any]]]:
    """List the edges of a network in one order for all uses.

    Args:
        network: As `regiongraph.views.network` makes it.

    Returns:
        Subject, object, claim and attributes, sorted by the first three.
    """
    return sorted(network.edges(keys=True, data=True), key=lambda edge: edge[:3])


def filled(
    nodes: Iterable[Mapping[str, Any]], edges: Iterable[Mapping[str, Any]], *, heading: str = ""
) -> Network:
    """Fill a pyvis network at once: adding edge by edge compares each with all before it.

    Args:
        nodes: Attributes of each node, ``id`` among them.
        edges: Attributes of each edge, ``from`` and ``to`` among them.
        heading: The title of the drawing.

    Returns:
        A directed network (pyvis drops parallel edges of undirected ones) without physics.
    """
    drawing = Network(directed=True, heading=heading, cdn_resources="in_line")
    drawing.nodes = [dict(node) for node in nodes]
    drawing.edges = [dict(edge) for edge in edges]
    drawing.node_ids = [node["id"] for node in drawing.nodes]
    drawing.node_map = {node["id"]: node for node in drawing.nodes}
    drawing.toggle_physics(False)
    drawing.options.edges.smooth.enabled = False
    return drawing


def _bend(parallel: int) -> dict[str, Any]:
    """Bend a line the more, the more lines join the same two nodes already."""
    return {"enabled": parallel > 0, "type": "curvedCW", "roundness": round(0.12 * parallel, 2)}
