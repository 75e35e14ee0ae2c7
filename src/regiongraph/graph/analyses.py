"""What SPARQL cannot reckon: paths, brokers, who attends together, a matrix by year.

A question names one of `ANALYSES` in its head (``# @compute path``). It is given the rows
of the question's query, in any order, and what the question was asked with; it returns
rows that carry the citation of the claims they rest on.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from itertools import combinations, pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from regiongraph.graph.answers import CITATION, Answer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    import networkx as nx

    from regiongraph.graph.answers import Cell

    Row = dict[str, Cell]
    Asked = Mapping[str, tuple[str, ...]]

EXACT_UP_TO = 1_000
"""Betweenness is exact up to so many nodes; beyond, it is estimated from `PIVOTS` of them."""
PIVOTS = 500
_LEVELS = ("EU", "national", "regional", "local", "unknown")
_SEATS = {"Region": "regional", "Country": "national", "Place": "local"}
_SYMMETRIC = {"agreedWith", "met"}
_REGIONAL_BODIES = {"regional government", "regional ministry", "regional parliament"}
_EU_OFFICES = {"eu institution", "eu body", "eu directorate general"}


def network_by_year(answer: Answer, asked: Asked) -> Answer:
    """Return a row for each region, network and year in which a claim makes it a member.

    A claim with a stated begin counts from then to the day of its source, or to the stated
    end; one without counts for the year of its source only.
    """
    columns = ("region", "regionLabel", "network", "networkLabel", "year", "basis", "role")
    cells: dict[tuple[Cell, ...], Row] = {}
    for row in _in_order(answer, "regionLabel", "networkLabel"):
        first, last, attested = row["begin"], row["end"], row["attested"]
        stated = isinstance(first, date) or isinstance(last, date)
        known = [day.year for day in (first, last or attested) if isinstance(day, date)]
        if stated and known:
            known = list(range(min(known), max(known) + 1))
        for year in known:
            basis = "stated" if stated else "attested"
            place = (row["region"], row["network"], year)
            if place not in cells or (stated and cells[place]["basis"] == "attested"):
                cells[place] = row | {"year": year, "basis": basis}
    found = sorted(cells.values(), key=lambda row: _key(row, "regionLabel", "networkLabel", "year"))
    return _table(answer.name, columns, found)


def brokers(answer: Answer, asked: Asked) -> Answer:
    """Return people and regions by betweenness, with and without a body.

    Betweenness is the share of shortest paths between all others that lead over a node
    (Freeman 1977, normalised). Beyond `EXACT_UP_TO` nodes it is estimated by the paths from
    `PIVOTS` of them (Brandes and Pich 2007), the same ones each time; ``basis`` says so. Each
    row cites one of the node's ties.
    """
    network = _ties(answer)
    exact = len(network) <= EXACT_UP_TO
    basis = "exact" if exact else f"estimated from {PIVOTS} of {len(network)}"
    whole = _betweenness(network, exact=exact)
    left_out = set(asked.get("without", ()))
    others = network.subgraph(set(network) - left_out)
    rest = _betweenness(others, exact=exact) if left_out else {}
    rows: list[Row] = []
    for node in sorted(whole, key=lambda node: (-whole[node], node)):
        about = network.nodes[node]
        score, other = whole[node], rest.get(node)
        if about["type"] in {"Person", "Region"} and (score or other):
            change = None if other is None else round(other - score, 4)
            tie = next(iter(network[node].values()))["row"]
            figures = {"betweenness": round(score, 4), "change": change}
            figures["without"] = None if other is None else round(other, 4)
            named = {"node": node, "nodeLabel": about["label"], "type": about["type"]}
            ties = {"ties": len(network[node]), "basis": basis, "rank": len(rows) + 1}
            rows.append(tie | named | figures | ties)
    numbers = ("betweenness", "without", "change", "ties", "basis")
    return _table(answer.name, ("rank", "node", "nodeLabel", "type", *numbers), rows)


def shortest_path(answer: Answer, asked: Asked) -> Answer:
    """Return the steps of a shortest path, each with the claim that documents it.

    A directed relation that is walked against its direction is marked as in SPARQL: ``^memberOf``.
    """
    import networkx as nx

    network = _ties(answer)
    found = [
        nx.shortest_path(network, start, goal)
        for start in asked["start"]
        for goal in asked["goal"]
        if start != goal and start in network and goal in network
        if nx.has_path(network, start, goal)
    ]
    path = min(found, key=lambda path: (len(path), path), default=[])
    rows: list[Row] = []
    for number, (here, there) in enumerate(pairwise(path), 1):
        row = network.edges[here, there]["row"]
        relation = _local(row["relation"])
        along = row["subject"] == here or relation in _SYMMETRIC
        step: Row = {"step": number, "relation": relation if along else f"^{relation}"}
        step |= {"from": here, "fromLabel": network.nodes[here]["label"]}
        step |= {"to": there, "toLabel": network.nodes[there]["label"]}
        rows.append(row | step)
    columns = ("step", "from", "fromLabel", "relation", "to", "toLabel")
    return _table(answer.name, columns, rows)


def attended_together(answer: Answer, asked: Asked) -> Answer:
    """Return pairs that attended the same events, with their levels and countries.

    Each pair has a row for each event; it cites the claim about the second of the two,
    and quotes the one about the first.
    """
    import networkx as nx

    attendance: nx.Graph[Any] = nx.Graph()
    levels: dict[Cell, str] = defaultdict(lambda: "unknown")
    countries: dict[Cell, Cell] = {}
    for row in _in_order(answer, "country", "actorLabel", "eventLabel"):
        actor = row["actor"]
        if row["event"] is None:
            levels[actor] = min(levels[actor], _level(row), key=_LEVELS.index)
            countries[actor] = countries.get(actor) or row["country"]
        elif not attendance.has_edge(actor, ("event", row["event"])):
            attendance.add_edge(actor, ("event", row["event"]), row=row)
    met: dict[tuple[Cell, Cell], list[tuple[Row, Row]]] = defaultdict(list)
    for event in (node for node in attendance if isinstance(node, tuple)):
        for pair in combinations(sorted(attendance[event], key=str), 2):
            if not asked.get("who") or set(pair) & set(asked["who"]):
                one, other = (attendance[actor][event]["row"] for actor in pair)
                met[pair].append((one, other))
    rows: list[Row] = []
    for (first, second), shared in met.items():
        for one, other in shared:
            pair_row: Row = {"together": len(shared), "firstQuote": one["quote"]}
            for side, actor, about in (("first", first, one), ("second", second, other)):
                pair_row |= {side: actor, f"{side}Label": about["actorLabel"]}
                pair_row |= {f"{side}Level": levels[actor], f"{side}Country": countries.get(actor)}
            rows.append(other | pair_row)
    columns = (
        *("first", "firstLabel", "firstLevel", "firstCountry"),
        *("second", "secondLabel", "secondLevel", "secondCountry"),
        *("together", "event", "eventLabel", "date", "firstQuote"),
    )
    rows.sort(key=lambda row: (-_number(row["together"]), *_key(row, *columns)))
    return _table(answer.name, columns, rows)


def node_table(answer: Answer, asked: Asked) -> Answer:
    """Return each thing once, with its degree, its component and where it is named first."""
    import networkx as nx

    ties = _ties(answer)
    named: dict[Cell, list[Row]] = defaultdict(list)
    for row in _in_order(answer, "published", "release", "start"):
        if row["node"] is not None:
            named[row["node"]].append(row)
    ties.add_nodes_from(str(node) for node in named)
    parts = sorted(
        nx.connected_components(ties), key=lambda part: (-len(part), min(map(str, part)))
    )
    part_of = {node: number for number, part in enumerate(parts, 1) for node in part}
    rows: list[Row] = []
    for node, found in named.items():
        releases = {row["release"] for row in found} - {None}
        mentions = {row["passage"] for row in found} - {None}
        figures: Row = {"degree": ties.degree[str(node)], "component": part_of[str(node)]}
        figures |= {"releases": len(releases), "mentions": len(mentions)}
        rows.append(found[0] | figures)
    rows.sort(key=lambda row: (-_number(row["degree"]), *_key(row, "nodeLabel", "node")))
    columns = (
        *("node", "nodeLabel", "type", "kind", "identifier", "country"),
        *("degree", "component", "releases", "mentions"),
    )
    return _table(answer.name, columns, rows)


def support(answer: Answer, asked: Asked) -> Answer:
    """Return the edges that rest on one release or on the actor's own, and their shares."""
    edges: dict[Cell, list[Row]] = defaultdict(list)
    publishing: dict[Cell, set[Cell]] = defaultdict(set)
    seats: dict[Cell, set[Cell]] = defaultdict(set)
    for row in _in_order(answer, "subjectLabel", "relation", "objectLabel", "published"):
        if row["edge"] is not None and row["release"] is not None:
            edges[row["edge"]].append(row)
        publishing[row["publisher"]] |= {row["publishing"], row["above"]} - {None}
        seats[row["holder"]].add(row["seat"])

    def is_own(row: Row) -> bool:
        actor = {row["subject"]} | seats.get(row["subject"], set())
        return bool(actor & publishing[row["publisher"]])

    on_one = {edge for edge, rows in edges.items() if len({row["release"] for row in rows}) == 1}
    on_own = {edge for edge, rows in edges.items() if all(map(is_own, rows))}
    shares = {
        f"{name}Share": round(len(found) / len(edges), 4) if edges else None
        for name, found in (("oneRelease", on_one), ("ownRelease", on_own))
    }
    found = [
        rows[0]
        | {"relation": _local(rows[0]["relation"]), "oneRelease": edge in on_one}
        | {"ownRelease": edge in on_own, "edges": len(edges)}
        | shares
        for edge, rows in edges.items()
        if edge in on_one | on_own
    ]
    columns = (
        *("subject", "subjectLabel", "relation", "object", "objectLabel"),
        *("oneRelease", "ownRelease", "edges", "oneReleaseShare", "ownReleaseShare"),
    )
    return _table(answer.name, columns, found)


ANALYSES: Mapping[str, Callable[[Answer, Asked], Answer]] = MappingProxyType(
    {
        "attended-together": attended_together,
        "brokers": brokers,
        "network-by-year": network_by_year,
        "node-table": node_table,
        "shortest-path": shortest_path,
        "support": support,
    }
)
"""What a question may name by ``@compute``."""


def _ties(answer: Answer) -> nx.Graph[str]:
    """Return things and what ties them; of several claims, the surest and earliest counts."""
    import networkx as nx

    network: nx.Graph[str] = nx.Graph()
    rows = [row for row in _in_order(answer, "published") if row["subject"] is not None]
    rows.sort(key=lambda row: -_number(row["confidence"]))
    for row in sorted(rows, key=lambda row: _key(row, "subject", "object")):
        ends = str(row["subject"]), str(row["object"])
        if ends[0] == ends[1] or network.has_edge(*ends):
            continue
        for side, end in zip(("subject", "object"), ends, strict=True):
            network.add_node(end, label=row[f"{side}Label"], type=_local(row[f"{side}Type"]))
        network.add_edge(*ends, row=row)
    return network


def _betweenness(network: nx.Graph[str], *, exact: bool) -> dict[str, float]:
    import networkx as nx

    pivots = None if exact else min(PIVOTS, len(network))
    return dict(nx.betweenness_centrality(network, k=pivots, seed=0))


def _level(row: Row) -> str:
    """Return the level on which an actor stands by itself, or by the seat of an office."""
    kind, itself = str(row["kind"] or ""), row["actor"] == row["stand"]
    if kind in _EU_OFFICES or (itself and (kind == "union" or kind.startswith(("eu ", "cor ")))):
        return "EU"
    return "regional" if kind in _REGIONAL_BODIES else _SEATS.get(_local(row["level"]), "unknown")


def _local(iri: Cell) -> str:
    """Return the end of an IRI: ``memberOf``."""
    return str(iri or "").rpartition("#")[2].rpartition("/")[2]


def _number(value: Cell) -> float:
    return float(value) if isinstance(value, int | float) else 0.0


def _key(row: Row, *columns: str) -> tuple[str, ...]:
    return tuple("" if row[name] is None else str(row[name]) for name in columns)


def _in_order(answer: Answer, *columns: str) -> list[Row]:
    """Return the rows by some columns and the claim, however the engine gave them."""
    every = (*columns, "claim", *sorted(answer.columns))
    return sorted(answer.to_dicts(), key=lambda row: _key(row, *every))


def _table(name: str, columns: tuple[str, ...], rows: Iterable[Row]) -> Answer:
    every = (*columns, *CITATION)
    return Answer(name, every, tuple(tuple(row[column] for column in every) for row in rows))
