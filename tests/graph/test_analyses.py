"""What is estimated says so, is the same each time, and is near what is exact."""

from __future__ import annotations

import random

import networkx as nx
import pytest

from regiongraph.graph import analyses
from regiongraph.graph.analyses import EXACT_UP_TO, PIVOTS, brokers
from regiongraph.graph.answers import CITATION, Answer

NODES = 1_200
COLUMNS = ("subject", "subjectLabel", "subjectType", "relation",
           "object", "objectLabel", "objectType")  # fmt: skip


def ties(network: nx.Graph[int], *, order: int = 0) -> Answer:
    """Return invented ties between people as the query of ``brokers`` gives them."""
    person = "http://xmlns.com/foaf/0.1/Person"
    rows = []
    for one, other in network.edges:
        ends = [(f"urn:p{end:04}", f"Person {end}", person) for end in sorted((one, other))]
        cited = dict.fromkeys(CITATION) | {"confidence": 0.9, "claim": f"urn:c{one}-{other}"}
        rows.append((*ends[0], "urn:met", *ends[1], *(cited[name] for name in CITATION)))
    random.Random(order).shuffle(rows)  # noqa: S311
    return Answer("brokers", (*COLUMNS, *CITATION), tuple(rows))


@pytest.fixture(scope="module")
def large() -> nx.Graph[int]:
    """Return 1,200 people in circles of 12, some of whom know others elsewhere."""
    network = nx.relaxed_caveman_graph(NODES // 12, 12, 0.1, seed=7)
    assert len(network) == NODES > EXACT_UP_TO
    return network


def scores(answer: Answer) -> dict[object, float]:
    """Return the betweenness of each node."""
    return {row["node"]: row["betweenness"] for row in answer.to_dicts()}


def test_a_large_network_is_estimated_and_says_so(large: nx.Graph[int]) -> None:
    """In a column that is shown, of each row."""
    answer = brokers(ties(large), {})
    assert "basis" in answer.shown_columns()
    assert {row["basis"] for row in answer} == {f"estimated from {PIVOTS} of {NODES}"}


def test_an_estimate_is_the_same_each_time(
    large: nx.Graph[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever the order in which a store gives the rows, and also with a node left out."""
    monkeypatch.setattr(analyses, "PIVOTS", 50)  # the fewer, the more depends on which
    for asked in ({}, {"without": ("urn:p0010",)}):
        answers = [brokers(ties(large, order=order), asked) for order in range(3)]
        assert answers[0].rows == answers[1].rows == answers[2].rows


def test_an_estimate_is_near_the_exact_value(
    large: nx.Graph[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of the ten true brokers at least eight are found, on average less than a tenth off.

    None of them is off by more than a third.
    """
    estimated = scores(brokers(ties(large), {}))
    monkeypatch.setattr(analyses, "EXACT_UP_TO", NODES)
    answer = brokers(ties(large), {})
    assert {row["basis"] for row in answer} == {"exact"}
    exact = scores(answer)
    true = nx.betweenness_centrality(large)
    assert all(exact[f"urn:p{n:04}"] == round(true[n], 4) for n in large if round(true[n], 4))
    first, found = list(exact)[:10], list(estimated)[:10]
    off = [abs(estimated[node] - exact[node]) / exact[node] for node in first]
    assert len(set(first) & set(found)) >= 8
    assert sum(off) / len(off) < 0.1
    assert max(off) < 1 / 3


def test_what_is_left_out_is_reckoned_the_same_way(monkeypatch: pytest.MonkeyPatch) -> None:
    """One more than the limit, one left out: both sides are estimates, so they compare."""
    monkeypatch.setattr(analyses, "EXACT_UP_TO", 50)
    network = nx.barabasi_albert_graph(51, 2, seed=1)
    asked = {"without": ("urn:p0050",)}
    rest = network.subgraph(range(50))
    true = {f"urn:p{n:04}": round(b, 4) for n, b in nx.betweenness_centrality(rest).items()}
    for pivots, same in ((51, True), (20, False)):
        monkeypatch.setattr(analyses, "PIVOTS", pivots)
        rows = brokers(ties(network), asked).to_dicts()
        assert {row["basis"] for row in rows} == {f"estimated from {pivots} of 51"}
        others = [row for row in rows if row["node"] in true]
        assert all(row["without"] == true[str(row["node"])] for row in others) is same
