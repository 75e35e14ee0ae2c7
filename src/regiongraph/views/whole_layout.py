"""Where all things of a large network stand when it is drawn as a whole.

A start by pivot MDS (distances to a few nodes), then LinLog forces, where every node is pushed
by a few others drawn at random instead of by all: the time grows with nodes and links, and
communities stand apart. The generator has a fixed seed, so the same network is drawn alike.

References:
    Brandes, Pich: Eigensolver Methods for Progressive Multidimensional Scaling (2006).
    Gove: A Random Sampling O(n) Force-calculation Algorithm for Graph Layouts (2019).
    Noack: Energy Models for Graph Clustering (2007).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Points = NDArray[np.float64]
    Links = NDArray[np.int64]

_PIVOTS = 24
_PUSHED_BY = 12
_WORK = 1_500_000  # steps times nodes
_STEPS = (60, 300)
_SPACING = 64.0  # pixels between neighbours, on average
_NOTHING = 1e-6


def whole_layout(network: nx.Graph[str], nodes: Sequence[str]) -> list[tuple[int, int]]:
    """Place all nodes of a network.

    Args:
        network: Any networkx graph; directions and parallel edges do not matter.
        nodes: Its nodes in the order of the answer.

    Returns:
        x and y of each node in whole pixels; what has no link stands in rows below.
    """
    if not nodes:
        return []
    index = {node: row for row, node in enumerate(nodes)}
    pairs = {tuple(sorted((index[a], index[b]))) for a, b in network.edges() if a != b}
    links = np.array(sorted(pairs), dtype=np.int64).reshape(-1, 2)
    linked, rows = np.unique(links, return_inverse=True)
    points = np.zeros((len(nodes), 2))
    if len(linked):
        points[linked] = _forced(_started(rows.reshape(-1, 2)), rows.reshape(-1, 2))
    alone = np.setdiff1d(np.arange(len(nodes)), linked)
    points[alone] = _rows(len(alone), points)
    return [(round(float(x)), round(float(y))) for x, y in points]


def _started(links: Links) -> Points:
    """Place nodes so that their distances to a few of them are about right."""
    count = int(links.max()) + 1
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(count))
    graph.add_edges_from(links.tolist())
    pivot = int(np.bincount(links.ravel()).argmax())
    nearest = np.full(count, np.inf)
    columns = []
    for _ in range(min(_PIVOTS, count, max(6, _WORK // (4 * count)))):
        ways = nx.single_source_shortest_path_length(graph, pivot)
        far = max(ways.values()) + 2.0
        column = np.full(count, far)
        column[list(ways)] = list(ways.values())
        columns.append(column)
        nearest = np.minimum(nearest, column)
        pivot = int(nearest.argmax())
    squares = np.array(columns).T ** 2
    centred = squares - squares.mean(axis=0) - squares.mean(axis=1, keepdims=True) + squares.mean()
    _, axes = np.linalg.eigh(centred.T @ centred)
    points: Points = centred @ axes[:, -2:]
    jitter = np.random.default_rng(0).normal(scale=0.01, size=(count, 2))
    if points.shape[1] < jitter.shape[1]:
        points = np.hstack([points, np.zeros((count, 1))])
    return points / max(float(np.abs(points).max()), _NOTHING) + jitter


def _forced(points: Points, links: Links) -> Points:
    """Let links pull and a few others push, until what is linked densely gathers."""
    count = len(points)
    degree = np.bincount(links.ravel(), minlength=count).astype(np.float64)[:, None]
    rng = np.random.default_rng(0)
    fewest, most = _STEPS
    steps = min(most, max(fewest, _WORK // count))
    share = count / _PUSHED_BY / degree.sum()
    for cool in np.linspace(0.1, 0.0, steps, endpoint=False):
        force = np.zeros_like(points)
        for other in rng.integers(0, count, size=(_PUSHED_BY, count)):
            apart = points - points[other]
            square = np.maximum((apart**2).sum(axis=1, keepdims=True), 1e-4)
            force += apart * degree * degree[other] * share / square
        along = points[links[:, 1]] - points[links[:, 0]]
        along /= np.maximum(np.linalg.norm(along, axis=1, keepdims=True), _NOTHING) ** 0.5
        for axis in (0, 1):
            force[:, axis] += np.bincount(links[:, 0], along[:, axis], count)
            force[:, axis] -= np.bincount(links[:, 1], along[:, axis], count)
        strength = np.maximum(np.linalg.norm(force, axis=1, keepdims=True), _NOTHING)
        points = points + force / strength * np.minimum(strength / degree, 1.0) * cool
    points = points - np.median(points, axis=0)
    extent = float(np.prod(np.quantile(np.abs(points), 0.95, axis=0))) * 4
    scaled: Points = points * _SPACING * (count / max(extent, _NOTHING)) ** 0.5
    return scaled


def _rows(count: int, points: Points) -> Points:
    """Set single nodes in rows under the picture."""
    across = max(1, int((2 * count) ** 0.5))
    left, bottom = -across / 2 * _SPACING, float(points[:, 1].max()) + 3 * _SPACING
    number = np.arange(count)
    return np.stack([left + number % across * _SPACING, bottom + number // across * _SPACING], 1)
