"""The network keeps every claim: as an edge, or with its node."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from regiongraph.graph.triples import thing
from regiongraph.knowledge_graph import KnowledgeGraph
from regiongraph.records import EntityType, StatementType

if TYPE_CHECKING:
    import networkx as nx

    from regiongraph.records import ReadRelease

KRETSCHMER, SAXONY = (thing(key).value for key in ("person/michael-kretschmer", "region/DED"))


@pytest.fixture(scope="module")
def network(read_by_hand: ReadRelease) -> nx.MultiDiGraph[str]:
    """Return the network of the Leipzig release alone."""
    return KnowledgeGraph.from_read([read_by_hand], scope="none").to_networkx()


def _edge(network: nx.MultiDiGraph[str], source: str, target: str) -> dict[str, Any]:
    (edge,) = network[thing(source).value][thing(target).value].values()
    return dict(edge)


def test_a_post_is_an_edge_with_its_words(
    network: nx.MultiDiGraph[str], read_by_hand: ReadRelease
) -> None:
    """Kretschmer is Ministerpräsident of Saxony, and the edge quotes who says so and where."""
    edge = _edge(network, "person/michael-kretschmer", "region/DED")
    assert edge["relation"] == StatementType.POST
    assert edge["label"] == "Ministerpräsident of"
    assert edge["quote"] == read_by_hand.release.text[edge["start"] : edge["end"]]
    assert edge["quote"] in edge["context"]
    assert (edge["published"], edge["language"]) == ("2022-11-17", "de")
    assert (edge["source"], edge["former"], edge["date"]) == ("release", False, None)
    assert edge["confidence"] == 0.9


@pytest.mark.parametrize(
    ("source", "target", "label"),
    [
        ("region/DED", "event/leipzig-conference", "host of"),
        ("person/emil-boc", "event/leipzig-conference", "participant in"),
        ("region/DED", "organisation/ara", "Gründungsmitglied of"),
        ("person/thomas-schmidt", "organisation/corai", "member of"),
        ("person/maria-chivite", "organisation/corai", "spoke for"),
        ("organisation/ara", "document/leipzig-declaration", "adopted"),
        ("organisation/cor", "organisation/ara", "founded"),
        ("organisation/ara", "event/cor-plenary-150", "founded at"),
        ("event/leipzig-conference", "place/leipzig", "took place in"),
        ("region/ES22", "country/spain", "located in"),
    ],
)
def test_each_kind_of_claim_reads_well(
    source: str, target: str, label: str, network: nx.MultiDiGraph[str]
) -> None:
    """From source over label to target, an edge is a short English sentence."""
    assert _edge(network, source, target)["label"] == label


def test_nodes_have_names_types_and_identifiers(read_by_hand: ReadRelease) -> None:
    """Saxony is a region, called so in many languages, with its Wikidata item."""
    node = KnowledgeGraph.from_read([read_by_hand]).to_networkx().nodes[SAXONY]
    assert (node["label"], node["type"]) == ("Sachsen", EntityType.REGION)
    assert {"Saxony", "Saxe"} <= set(node["names"])
    assert node["names"] == sorted(node["names"])
    assert "http://www.wikidata.org/entity/Q1202" in node["identifiers"]


def test_no_claim_is_lost(network: nx.MultiDiGraph[str], read_by_hand: ReadRelease) -> None:
    """What relates two things is an edge; a quotation, a count, a post without seat is not."""
    edges = {data["claim"] for _, _, data in network.edges(data=True)}
    told = {c["claim"]: c for _, node in network.nodes(data=True) for c in node["claims"]}
    assert not edges & told.keys()
    assert len(edges) + len(told) == len(read_by_hand.statements)
    assert {c["relation"] for c in told.values()} == {"statement", "count", "post", "event"}


def test_a_quotation_stands_with_its_speaker(network: nx.MultiDiGraph[str]) -> None:
    """The words themselves, whole, under the one who said them."""
    (said,) = network.nodes[KRETSCHMER]["claims"]
    assert said["label"] == "said"
    assert said["text"].startswith("Die Automobilindustrie hat nicht nur ihre Wiege")
    assert said["fields"]["speaker"] == "Michael Kretschmer"


def test_a_count_reads_as_number_and_unit(network: nx.MultiDiGraph[str]) -> None:
    """The Alliance has 29 regional members on the day of the release."""
    counts = network.nodes[thing("organisation/ara").value]["claims"]
    assert {(c["text"], c["date"]) for c in counts if c["relation"] == "count"} == {
        ("23 Mitgliedern", "2022-06-30"),
        ("29 regionale Mitglieder", "2022-11-17"),
    }


def test_those_who_meet_are_linked_each_with_each(read_by_hand: ReadRelease) -> None:
    """One claim that three people met in Leipzig makes six edges with six keys."""
    people = ("person/emil-boc", "person/martin-dulig", "person/thomas-schmidt")
    fields = {"agents": people, "date": None, "place": "place/leipzig"}
    met = replace(read_by_hand.statements[0], type=StatementType.MEETING, fields=fields)
    network = KnowledgeGraph.from_read(
        [replace(read_by_hand, statements=(met,))], scope="none"
    ).to_networkx()
    labels = sorted(data["label"] for _, _, data in network.edges(data=True))
    assert labels == ["met", "met", "met", "met in", "met in", "met in"]
    assert len({key for _, _, key in network.edges(keys=True)}) == 6


def test_what_the_registry_claims_is_marked(read_by_hand: ReadRelease) -> None:
    """An edge from the registry has a source instead of a place in a release."""
    network = KnowledgeGraph.from_read([read_by_hand]).to_networkx()
    edges = [data for _, _, data in network.edges(data=True) if data["source"] == "registry"]
    assert edges
    for edge in edges:
        assert (edge["release"], edge["start"], edge["quote"]) == (None, None, "")
        assert edge["source_text"]


def test_the_network_brings_its_releases(
    network: nx.MultiDiGraph[str], read_by_hand: ReadRelease
) -> None:
    """The page can show every quotation in the whole text."""
    (release,) = network.graph["releases"]
    assert release["text"] == read_by_hand.release.text
    assert network.graph["title"] == read_by_hand.release.title


def test_things_that_are_only_named_are_nodes_too(network: nx.MultiDiGraph[str]) -> None:
    """The package Fit for 55 is named, and nothing is claimed about it."""
    node = thing("policy/fit-for-55").value
    assert network.nodes[node]["type"] == EntityType.POLICY
    assert network.degree(node) == 0


def test_what_only_the_registry_speaks_of_can_be_left_out(read_by_hand: ReadRelease) -> None:
    """Without it, Navarra keeps its membership, and Lombardy, which no release names, is gone."""
    graph = KnowledgeGraph.from_read([read_by_hand])
    whole, within = graph.to_networkx(), graph.to_networkx(beyond=False)
    lombardy, navarra = thing("region/ITC4").value, thing("region/ES22").value
    assert lombardy in whole
    assert lombardy not in within
    assert navarra in within
    assert set(within.nodes) < set(whole.nodes)
    told = {key for *_, key, edge in whole.edges(keys=True, data=True) if edge["release"]}
    assert told <= {key for *_, key in within.edges(keys=True)}


def test_things_are_called_as_in_the_releases(read_by_hand: ReadRelease) -> None:
    """A network of German releases says Bretagne and Kroatien, not Brittany and Croatia."""
    network = KnowledgeGraph.from_read([read_by_hand]).to_networkx()
    assert network.nodes[thing("region/FRH").value]["label"] == "Bretagne"
