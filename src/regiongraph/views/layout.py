"""Where the things of a network stand on the page.

1. The most connected nodes, as many as a page draws at first, are laid out one connected
   component at a time: by stress majorisation (distances in the picture follow distances in the
   graph) and, if there are many, by forces then (communities stand apart).
2. A component is turned until it lies as wide as a page does; of several ways to lay out and
   turn a small one, that is taken in which the fewest links cross each other or a label.
3. Components are packed in rows, largest first, and nodes whose labels overlap pushed apart.
4. Every other node is put beside its neighbours, where a search will show it.

Positions are whole pixels at zoom 1, x to the right and y downwards. The only random numbers
come from a generator with a fixed seed, so the same network is always drawn alike.

References:
    Gansner, Koren, North: Graph Drawing by Stress Majorization (2004).
    Noack: Energy Models for Graph Clustering (2007): LinLog and the models between.
"""

from __future__ import annotations

import textwrap
import unicodedata
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

import networkx as nx
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    Points = NDArray[np.float64]
    Links = NDArray[np.int64]

FIRST_DRAWN = 300
LINE_CHARACTERS = 22
LABEL_LINES = 3
LINE_HEIGHT = 16.0
CHARACTER_WIDTH = 7.4
NODE_RADIUS = 15.0

_ASPECT = 1.25  # width by height of the free canvas on a common screen
_WINDOW = np.array([620.0, 590.0])  # pixels on the same canvas, less the room of outer labels
_LINK = 120.0  # pixels between linked things
_STRESS_LIMIT = 60  # beyond it, LinLog shows communities better
_TRIALS = 12  # ways to lay out a small component; two, if there are many of them
_NOTHING = 1e-6
_ROOM = 110.0 * 80.0  # square pixels a node with its label
_PULL = 0.5  # 0 pulls in proportion to the distance, 1 evenly (LinLog)
_GAP = 10.0  # pixels between two labels


def by_connections(network: nx.Graph[str]) -> list[str]:
    """List the nodes of a network, the most connected first.

    Args:
        network: Any networkx graph; parallel edges count.

    Returns:
        Every node once.
    """
    degree = dict(network.degree())
    return sorted(network, key=lambda node: (-degree[node], node))


def opening_order(network: nx.Graph[str], *, around: str | None = None) -> list[str]:
    """List the nodes of a network in the order in which a page draws them.

    Args:
        network: Any networkx graph.
        around: The node to begin with; its neighbours follow, step by step.

    Returns:
        Every node once; of equally near ones, the most connected first.
    """
    order = by_connections(network)
    if around is None:
        return order
    steps = nx.single_source_shortest_path_length(network.to_undirected(as_view=True), around)
    return sorted(order, key=lambda node: steps.get(node, len(order)))


def layout(
    network: nx.Graph[str],
    *,
    first: Sequence[str] | None = None,
    before: Mapping[str, tuple[float, float]] | None = None,
) -> dict[str, tuple[int, int]]:
    """Place every node of a network.

    Args:
        network: Any networkx graph whose nodes may have a ``label``; directions and parallel
            edges do not matter. It is not changed.
        first: What a page draws at first; by default the most connected nodes.
        before: Where nodes stood before the network grew. If most of ``first`` are among them,
            they keep their places, as far as labels of new ones let them.

    Returns:
        x and y of each node in pixels, centred on the origin.
    """
    graph: nx.Graph[str] = nx.Graph()
    order = by_connections(network)
    graph.add_nodes_from(order)
    graph.add_edges_from(sorted({(min(a, b), max(a, b)) for a, b in network.edges() if a != b}))
    first = order[:FIRST_DRAWN] if first is None else first
    known = {node: before[node] for node in first if node in (before or {})} if before else {}
    if not first:
        return {}
    if 2 * len(known) >= len(first):
        positions = _grown(network, graph.subgraph(first), known)
    else:
        positions = _fresh(network, graph.subgraph(first))
    drawn = set(first)
    _add_rest(graph, [node for node in order if node not in drawn], positions)
    return {node: (round(float(x)), round(float(y))) for node, (x, y) in positions.items()}


def _fresh(network: nx.Graph[str], first: nx.Graph[str]) -> dict[str, Points]:
    """Lay out what is drawn at first from nothing."""
    parts = sorted(map(sorted, nx.connected_components(first)), key=lambda part: (-len(part), part))
    nodes = [node for part in parts for node in part]
    points = _placed(first, parts, _boxes(network, nodes))
    points -= (points.min(axis=0) + points.max(axis=0)) / 2
    return dict(zip(nodes, points, strict=True))


def _grown(
    network: nx.Graph[str], first: nx.Graph[str], known: Mapping[str, tuple[float, float]]
) -> dict[str, Points]:
    """Let known nodes stand and put each new one beside its neighbours."""
    positions = {node: np.array(known[node], dtype=np.float64) for node in sorted(known)}
    _add_rest(first, sorted(set(first) - set(positions)), positions)
    nodes = list(positions)
    boxes = _boxes(network, nodes) / (2 if len(nodes) > _STRESS_LIMIT else 1)
    return dict(
        zip(nodes, _spread(np.array([positions[node] for node in nodes]), boxes), strict=True)
    )


def _boxes(network: nx.Graph[str], nodes: Sequence[str]) -> Points:
    return np.array([label_box(str(network.nodes[node].get("label") or node)) for node in nodes])


def _placed(graph: nx.Graph[str], parts: Sequence[list[str]], boxes: Points) -> Points:
    """Lay out each part, pack the parts, and push labels apart; rows follow the parts."""
    ends = np.cumsum([0, *map(len, parts)])
    trials = _TRIALS if sum(len(part) > 1 for part in parts) <= _TRIALS else 2
    points = _pack(
        [
            _component(graph.subgraph(part), boxes[a:b], trials)
            for part, (a, b) in zip(parts, pairwise(ends), strict=True)
        ],
        boxes,
    )
    if len(points) > _STRESS_LIMIT:
        return _spread(points, boxes / 2)  # what zooming in separates need not be apart here
    for _ in range(3):
        points = _spread(_fill(points), boxes)
    return points


def _add_rest(graph: nx.Graph[str], rest: Sequence[str], positions: dict[str, Points]) -> None:
    """Put each further node beside its neighbours, turning by the golden angle."""
    for number, node in enumerate(rest):
        near = [positions[other] for other in sorted(graph[node]) if other in positions]
        middle = np.mean(near, axis=0) if near else np.zeros(2)
        angle = number * np.pi * (3 - 5**0.5)
        away = _LINK if near else _LINK * (FIRST_DRAWN + number) ** 0.5
        positions[node] = middle + away * np.array([np.cos(angle), np.sin(angle)])


def label_lines(label: str) -> list[str]:
    """Break a label into the lines that are drawn below a node.

    Args:
        label: A name; control characters and marks of text direction are left out.

    Returns:
        At most three lines of at most 22 characters; the last ends in ``…`` if the name goes on.
    """
    plain = "".join(" " if unicodedata.category(c)[0] in "CZ" else c for c in label)
    return textwrap.wrap(
        plain[: 2 * LINE_CHARACTERS * LABEL_LINES],
        LINE_CHARACTERS,
        max_lines=LABEL_LINES,
        placeholder="…",
    ) or ["–"]


def label_box(label: str) -> tuple[float, float]:
    """Estimate the room that a node takes together with its label.

    Args:
        label: The name of the node.

    Returns:
        Width and height in pixels; the height counts from the top of the node's shape.
    """
    lines = label_lines(label)
    widest = max(sum(1 + (unicodedata.east_asian_width(c) in "WF") for c in line) for line in lines)
    width = max(widest * CHARACTER_WIDTH, 2 * NODE_RADIUS)
    return width, 2 * NODE_RADIUS + LINE_HEIGHT * len(lines)


def _component(graph: nx.Graph[str], boxes: Points, tries: int) -> Points:
    """Lay out one connected component; rows follow the sorted nodes."""
    nodes = sorted(graph)
    if len(nodes) == 1:
        return np.zeros((1, 2))
    index = {node: row for row, node in enumerate(nodes)}
    links = np.array(sorted(sorted((index[a], index[b])) for a, b in graph.edges()))
    if len(nodes) > _STRESS_LIMIT:
        return _turned(_roomy(_communities(_stress(graph, trials=1)[0], links)))[0]
    clutter = partial(_clutter, boxes, links)
    trials = [
        way for trial in _stress(graph, trials=tries) for way in _turned(_scaled(trial, links))
    ]
    return min((_spread(way, boxes) for way in sorted(trials, key=clutter)[:6]), key=clutter)


def _scaled(points: Points, links: Links) -> Points:
    """Make links as long as labels need, most of them."""
    lengths = np.linalg.norm(points[links[:, 0]] - points[links[:, 1]], axis=1)
    return points * (_LINK / float(np.median(lengths)))


def _roomy(points: Points) -> Points:
    """Give every node the room that a label needs, on average."""
    area = float(np.prod(np.ptp(points, axis=0)))
    roomy: Points = points * (len(points) * _ROOM / max(area, _NOTHING)) ** 0.5
    return roomy


def _clutter(boxes: Points, links: Links, points: Points) -> float:
    """Count how often a link runs over a label, two links cross, or two labels overlap."""
    centre = points + np.array([0.0, 1.0]) * (boxes / 2 - NODE_RADIUS)
    start, end = points[links[:, 0]], points[links[:, 1]]
    steps = np.linspace(0.1, 0.9, 17)[:, None, None]
    along = start + (end - start) * steps
    inside: NDArray[np.bool_] = np.all(np.abs(along[:, :, None] - centre) < boxes / 2, axis=3).any(
        axis=0
    )
    inside[np.arange(len(links))[:, None], links] = False
    lacking = (boxes[:, None] + boxes[None]) / 2 - np.abs(centre[:, None] - centre[None])
    overlaps = np.triu((lacking > 0).all(axis=2), 1).sum()
    return float(inside.sum() + overlaps) + 0.5 * _crossings(start, end)


def _crossings(start: Points, end: Points) -> int:
    def side(of: Points) -> Points:
        way, to = (end - start)[:, None], of[None] - start[:, None]
        return np.sign(np.round(way[..., 0] * to[..., 1] - way[..., 1] * to[..., 0], 6))

    cut = side(start) * side(end) < 0
    return int((cut & cut.T).sum()) // 2


def _stress(graph: nx.Graph[str], *, trials: int) -> list[Points]:
    """Place nodes so that distances follow the length of the ways between them, a few times.

    A link is the longer, the more neighbours its two ends have that they do not share.
    """
    nodes = sorted(graph)
    apart = {(a, b): len(set(graph[a]) ^ set(graph[b])) ** 0.5 for a, b in graph.edges()}
    weighted: nx.Graph[str] = nx.Graph()
    weighted.add_weighted_edges_from((a, b, length) for (a, b), length in apart.items())
    ways = dict(nx.all_pairs_dijkstra_path_length(weighted))
    distance = np.array([[ways[a][b] for b in nodes] for a in nodes], dtype=np.float64)
    np.fill_diagonal(distance, 1.0)
    weight = distance**-2
    np.fill_diagonal(weight, 0.0)
    rng = np.random.default_rng(0)
    return [_majorise(rng.normal(size=(len(nodes), 2)), distance, weight) for _ in range(trials)]


def _majorise(points: Points, distance: Points, weight: Points) -> Points:
    """Lower the stress step by step."""
    total = weight.sum(axis=1, keepdims=True)
    for _ in range(250):
        length = _lengths(points)
        pull = weight * distance / length
        points = (
            weight @ points + pull.sum(axis=1, keepdims=True) * points - pull @ points
        ) / total
    return points


def _lengths(points: Points) -> Points:
    x, y = points.T
    length: Points = np.hypot(x[:, None] - x, y[:, None] - y)
    return np.maximum(length, _NOTHING)


def _communities(points: Points, links: Links) -> Points:
    """Let links pull and all nodes push each other: what is linked densely gathers."""
    degree = np.bincount(links.ravel(), minlength=len(points)).astype(np.float64)[:, None]
    points = points / np.abs(points).max()
    for cool in np.linspace(0.1, 0.0, 200, endpoint=False):
        push = degree.T / _lengths(points) ** 2
        force = (push.sum(axis=1, keepdims=True) * points - push @ points) * degree / degree.sum()
        along = points[links[:, 1]] - points[links[:, 0]]
        along /= np.maximum(np.linalg.norm(along, axis=1, keepdims=True), _NOTHING) ** _PULL
        np.add.at(force, links[:, 0], along)
        np.add.at(force, links[:, 1], -along)
        strength = np.maximum(np.linalg.norm(force, axis=1, keepdims=True), _NOTHING)
        points = points + force / strength * np.minimum(strength / degree, 1.0) * cool
    return points


def _turned(points: Points) -> list[Points]:
    """Turn and mirror a component; the ways that lie as wide as the page come first."""
    ways = []
    for angle in np.arange(0, 2 * np.pi, np.pi / 18):
        rotation = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
        way = points @ rotation
        width, height = np.ptp(way, axis=0) + 60
        ways.append((round(abs(float(np.log(width / height / _ASPECT))), 3), way))
    ways.sort(key=lambda way: way[0])
    return [way * mirror for _, way in ways[:12] for mirror in ([1, 1], [-1, 1])]


def _pack(parts: Sequence[Points], boxes: Points) -> Points:
    """Set components in rows below each other, in the order given."""
    firsts = np.cumsum([0, *(len(part) for part in parts)])
    rooms = [
        np.ptp(part, axis=0) + boxes[a:b].max(axis=0) + 2 * _GAP
        for part, (a, b) in zip(parts, pairwise(firsts), strict=True)
    ]
    area = sum(float(width * height) for width, height in rooms)
    limit = max(float(rooms[0][0]), (area * _ASPECT) ** 0.5)
    x = y = row = 0.0
    placed = []
    for part, (width, height) in zip(parts, rooms, strict=True):
        if x and x + width > limit:
            x, y, row = 0.0, y + row, 0.0
        middle = (part.min(axis=0) + part.max(axis=0)) / 2
        placed.append(part - middle + [x + width / 2, y + height / 2])
        x, row = x + width, max(row, float(height))
    return np.vstack(placed)


def _fill(points: Points) -> Points:
    """Stretch or shrink a picture to the canvas, each way for itself but neither way far."""
    scale: Points = np.clip(_WINDOW / np.maximum(np.ptp(points, axis=0), 1.0), 0.75, 1.4)
    return points * scale


def _spread(points: Points, boxes: Points) -> Points:
    """Push nodes apart until no label box overlaps another."""
    half = ((boxes[:, None] + boxes[None]) / 2 + _GAP).transpose(2, 0, 1)
    offset = np.array([0.0, 1.0]) * (boxes / 2 - NODE_RADIUS)  # a label hangs below its node
    rank = np.subtract.outer(np.arange(len(points)), np.arange(len(points)))
    centre = (points + offset).T
    for _ in range(300):
        apart = centre[:, :, None] - centre[:, None]
        lacking = half - np.abs(apart)
        overlap = (lacking[0] > 0) & (lacking[1] > 0) & (rank != 0)
        if not overlap.any():
            break
        sideways = overlap & (lacking[0] < lacking[1])
        step = np.where([sideways, overlap & ~sideways], lacking, 0.0)
        # Each gives way by a little more than a third, or the crowd would swing to and fro.
        centre = centre + (step * np.where(apart == 0, rank, np.sign(apart))).sum(axis=2) * 0.36
    return centre.T - offset
