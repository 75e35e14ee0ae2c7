"""Where the things of a network stand on the page.

1. Each connected component is laid out by itself: small ones by stress majorisation (distances
   in the picture follow distances in the graph), large ones by LinLog forces (communities stand
   apart), which cost a constant number of comparisons a node and step.
2. A component is turned until it lies as wide as a page does; of several ways to lay out and
   turn a small one, that is taken in which the fewest links cross each other or a label.
3. Components are packed in rows, largest first.
4. Things whose labels would overlap are pushed apart.

Positions are whole pixels at zoom 1, x to the right and y downwards. The only random numbers
come from a generator with a fixed seed, so the same network is always drawn alike.

References:
    Gansner, Koren, North: Graph Drawing by Stress Majorization (2004).
    Noack: Energy Models for Graph Clustering (2007), the LinLog model.
    Gove: A Random Sampling O(n) Force-calculation Algorithm for Graph Layouts (2019).
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
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Points = NDArray[np.float64]
    Links = NDArray[np.int64]

LINE_CHARACTERS = 22
LABEL_LINES = 3
LINE_HEIGHT = 16.0
CHARACTER_WIDTH = 7.4
NODE_RADIUS = 15.0

_ASPECT = 1.25  # width by height of the free canvas on a common screen
_WINDOW = np.array([620.0, 590.0])  # pixels on the same canvas, less the room of outer labels
_LINK = 120.0  # pixels between linked things
_STRESS_LIMIT = 60  # beyond it, LinLog shows communities better
_SPREAD_LIMIT = 300  # beyond it, zooming separates labels; pushing costs n² a step
_GAP = 10.0  # pixels between two labels


def layout(network: nx.Graph) -> dict[str, tuple[int, int]]:
    """Place every node of a network.

    Args:
        network: Any networkx graph whose nodes may have a ``label``; directions and parallel
            edges do not matter. It is not changed.

    Returns:
        x and y of each node in pixels, centred on the origin.
    """
    graph = nx.Graph()
    graph.add_nodes_from(sorted(network))
    graph.add_edges_from(sorted({tuple(sorted(edge[:2])) for edge in network.edges()}))
    graph.remove_edges_from(list(nx.selfloop_edges(graph)))
    parts = [sorted(part) for part in nx.connected_components(graph)]
    parts.sort(key=lambda part: (-len(part), part))
    nodes = [node for part in parts for node in part]
    if not nodes:
        return {}
    boxes = np.array([label_box(str(network.nodes[node].get("label", node))) for node in nodes])
    firsts = np.cumsum([0, *map(len, parts)])
    points = _pack(
        [
            _component(graph.subgraph(part), boxes[a:b])
            for part, (a, b) in zip(parts, pairwise(firsts), strict=True)
        ],
        boxes,
    )
    if len(nodes) <= _SPREAD_LIMIT:
        for _ in range(3):
            points = _spread(_fill(points), boxes)
    points -= (points.min(axis=0) + points.max(axis=0)) / 2
    return {
        node: (round(float(x)), round(float(y))) for node, (x, y) in zip(nodes, points, strict=True)
    }


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


def _component(graph: nx.Graph, boxes: Points) -> Points:
    """Lay out one connected component; rows follow the sorted nodes."""
    nodes = sorted(graph)
    if len(nodes) == 1:
        return np.zeros((1, 2))
    index = {node: row for row, node in enumerate(nodes)}
    links = np.array(sorted(sorted((index[a], index[b])) for a, b in graph.edges()))
    if len(nodes) > _STRESS_LIMIT:
        return _turned(_scaled(_linlog(graph, links), links))[0]
    trials = [way for trial in _stress(graph) for way in _turned(_scaled(trial, links))]
    spread = [_spread(way, boxes) for way in sorted(trials, key=partial(_clutter, boxes, links))[:6]]
    return min(spread, key=partial(_clutter, boxes, links))


def _scaled(points: Points, links: Links) -> Points:
    """Make links as long as labels need, most of them."""
    lengths = np.linalg.norm(points[links[:, 0]] - points[links[:, 1]], axis=1)
    return points * (_LINK / float(np.median(lengths)))


def _clutter(boxes: Points, links: Links, points: Points) -> float:
    """Count how often a link runs over a label, two links cross, or two labels overlap."""
    centre = points + np.array([0.0, 1.0]) * (boxes / 2 - NODE_RADIUS)
    start, end = points[links[:, 0]], points[links[:, 1]]
    steps = np.linspace(0.1, 0.9, 17)[:, None, None]
    along = start + (end - start) * steps
    inside = (np.abs(along[:, :, None] - centre) < boxes / 2).all(axis=3).any(axis=0)
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


def _stress(graph: nx.Graph) -> list[Points]:
    """Place nodes so that distances follow the length of the ways between them, a few times.

    A link is the longer, the more neighbours its two ends have that they do not share.
    """
    nodes = sorted(graph)
    apart = {(a, b): len(set(graph[a]) ^ set(graph[b])) ** 0.5 for a, b in graph.edges()}
    weighted = nx.Graph()
    weighted.add_weighted_edges_from((a, b, length) for (a, b), length in apart.items())
    ways = dict(nx.all_pairs_dijkstra_path_length(weighted))
    distance = np.array([[ways[a][b] for b in nodes] for a in nodes], dtype=np.float64)
    np.fill_diagonal(distance, 1.0)
    weight = distance**-2
    np.fill_diagonal(weight, 0.0)
    rng = np.random.default_rng(0)
    return [_majorise(rng.normal(size=(len(nodes), 2)), distance, weight) for _ in range(12)]


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
    length: Points = np.linalg.norm(points[:, None] - points[None], axis=2)
    return np.maximum(length, 1e-6)


def _linlog(graph: nx.Graph, links: Links, *, steps: int = 300, samples: int = 12) -> Points:
    """Place many nodes: links pull evenly, a few random others push at each step."""
    nodes = sorted(graph)
    degree = np.bincount(links.ravel(), minlength=len(nodes)).astype(np.float64)[:, None]
    rng = np.random.default_rng(0)
    points = _pivots(graph, nodes, rng)
    for step in range(steps):
        force = np.zeros_like(points)
        along = points[links[:, 1]] - points[links[:, 0]]
        along /= np.linalg.norm(along, axis=1, keepdims=True) + 1e-9
        np.add.at(force, links[:, 0], along)
        np.add.at(force, links[:, 1], -along)
        others = rng.integers(len(nodes), size=(len(nodes), samples))
        away = points[:, None] - points[others]
        square = (away**2).sum(axis=2, keepdims=True) + 1e-4
        push = (degree[others] * away / square).sum(axis=1)
        force += degree * push * len(nodes) / samples / degree.sum()
        length = np.linalg.norm(force, axis=1, keepdims=True) + 1e-9
        cool = 1 - step / steps
        points = points + force / length * np.minimum(length / degree, 1.0) * 0.1 * cool
    return points


def _pivots(graph: nx.Graph, nodes: Sequence[str], rng: np.random.Generator) -> Points:
    """Start from the distances to a few far-apart nodes, projected to the plane."""
    columns: list[list[int]] = []
    pivot = nodes[0]
    for _ in range(min(30, len(nodes))):
        hops = nx.single_source_shortest_path_length(graph, pivot)
        columns.append([hops[node] for node in nodes])
        nearest = np.min(columns, axis=0)
        pivot = nodes[int(nearest.argmax())]
    square = np.array(columns, dtype=np.float64).T ** 2
    centred = square - square.mean(axis=0) - square.mean(axis=1, keepdims=True) + square.mean()
    axes = rng.normal(size=(centred.shape[1], 2))
    for _ in range(30):  # power iteration: the same result on every linear algebra library
        axes = centred.T @ (centred @ axes)
        axes[:, 0] /= np.linalg.norm(axes[:, 0])
        axes[:, 1] -= axes[:, 0] * (axes[:, 0] @ axes[:, 1])
        axes[:, 1] /= np.linalg.norm(axes[:, 1]) + 1e-12
    points = centred @ axes
    spread: Points = points / (np.abs(points).max(axis=0) + 1e-9)
    return spread * len(nodes) ** 0.5 * 0.1 + rng.normal(scale=1e-3, size=points.shape)


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
    return points * np.clip(_WINDOW / np.maximum(np.ptp(points, axis=0), 1.0), 0.75, 1.4)


def _spread(points: Points, boxes: Points) -> Points:
    """Push nodes apart until no label box overlaps another."""
    half = (boxes[:, None] + boxes[None]) / 2 + _GAP
    offset = np.array([0.0, 1.0]) * (boxes / 2 - NODE_RADIUS)  # a label hangs below its node
    rank = np.sign(np.arange(len(points))[:, None] - np.arange(len(points))[None])[:, :, None]
    centre = points + offset
    for _ in range(400):
        apart = centre[:, None] - centre[None]
        side = np.where(np.abs(apart) < 1e-6, rank, np.sign(apart))
        lacking = half - np.abs(apart)
        overlap = (lacking > 0).all(axis=2)
        np.fill_diagonal(overlap, val=False)
        if not overlap.any():
            break
        shorter = lacking == lacking.min(axis=2, keepdims=True)
        push = np.where(overlap[:, :, None] & shorter, lacking * side / 2, 0.0)
        centre = centre + push.sum(axis=1) * 0.7 + np.sign(push.sum(axis=1)) * 0.1
    return centre - offset
