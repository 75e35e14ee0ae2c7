"""The network as GraphML, which Gephi, igraph and yEd read: the same network, the same bytes."""

from __future__ import annotations

import io
import json
import re
from typing import TYPE_CHECKING, Any

import networkx as nx

if TYPE_CHECKING:
    from collections.abc import Mapping

_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def write_graphml(network: nx.MultiDiGraph[str]) -> bytes:
    """Return a network as GraphML in UTF-8.

    Args:
        network: What `regiongraph.views.network.to_networkx` gave. Lists and dictionaries
            become JSON, what is None is left out, and so is the text of the releases.
    """
    flat: nx.MultiDiGraph[str] = nx.MultiDiGraph(title=_plain(network.graph["title"]))
    for node in sorted(network):
        flat.add_node(node, **_flat(network.nodes[node]))
    for source, target, key in sorted(network.edges(keys=True)):
        flat.add_edge(source, target, key=key, **_flat(network.edges[source, target, key]))
    written = io.BytesIO()
    # Not write_graphml, which writes otherwise where lxml is installed.
    nx.write_graphml_xml(flat, written, named_key_ids=True)
    return written.getvalue()


def _flat(attributes: Mapping[str, Any]) -> dict[str, str | int | float | bool]:
    return {
        name: _plain(value)
        for name, value in sorted(attributes.items())
        if value is not None and value not in ("", [], {})
    }


def _plain(value: Any) -> str | int | float | bool:
    if isinstance(value, bool | int | float):
        return value
    text = (
        value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)
    )
    return _NOT_IN_XML.sub(" ", text)
