"""The knowledge graph from start to end: built, asked, saved, opened, handed on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from regiongraph.errors import QueryRefusedError, StoreError
from regiongraph.graph.questions import load_questions
from regiongraph.knowledge_graph import KnowledgeGraph

if TYPE_CHECKING:
    from pathlib import Path

    from regiongraph.records import ReadRelease


@pytest.fixture(scope="module")
def graph(read_by_hand: ReadRelease) -> KnowledgeGraph:
    """Return the graph of the Leipzig release with what the registry knows about it."""
    return KnowledgeGraph.from_read([read_by_hand])


def test_a_built_graph_satisfies_its_shapes(graph: KnowledgeGraph) -> None:
    """Nothing was refused, and every claim has its sentence."""
    assert graph.validate().conforms
    assert graph.report.refused == []
    assert len(graph) == graph.report.quads


def test_the_same_input_gives_the_same_bytes(
    graph: KnowledgeGraph, read_by_hand: ReadRelease
) -> None:
    """Building again, with the release given twice, changes nothing."""
    assert KnowledgeGraph.from_read([read_by_hand, read_by_hand]).nquads() == graph.nquads()


def test_the_order_of_releases_does_not_matter(read_by_hand: ReadRelease) -> None:
    """Releases count in the order in which they were published."""
    later = replace(read_by_hand.release, id="000000000000", published="2023-01-09")
    second = replace(read_by_hand, release=later)
    one = KnowledgeGraph.from_read([read_by_hand, second], scope="none")
    other = KnowledgeGraph.from_read([second, read_by_hand], scope="none")
    assert one.nquads() == other.nquads()
    assert one.validate().conforms


def test_a_claim_that_breaks_the_shapes_is_refused_and_reported(
    read_by_hand: ReadRelease,
) -> None:
    """A place cannot hold an office: that claim goes, the others stay."""
    first, *others = read_by_hand.statements
    wrong = replace(first, fields={**first.fields, "person": "place/leipzig"})
    read = replace(read_by_hand, statements=(wrong, *others))
    graph = KnowledgeGraph.from_read([read], scope="none")
    assert graph.validate().conforms
    assert [refused["rule"] for refused in graph.report.refused] == ["a post is held by one person"]
    assert sum(graph.report.claims.values()) == len(others)


def test_the_whole_registry_can_be_taken_in(read_by_hand: ReadRelease) -> None:
    """Then a body that no release names can be asked about."""
    whole = KnowledgeGraph.from_read([read_by_hand], scope="whole")
    assert whole.validate().conforms
    assert len(whole.ask("chaired", body="NAT")) > 0


def test_a_saved_graph_opens_with_the_same_record(graph: KnowledgeGraph, tmp_path: Path) -> None:
    """The folder gives back quads, answers and report."""
    graph.save(tmp_path / "graph")
    again = KnowledgeGraph.open(tmp_path / "graph")
    assert again.nquads() == graph.nquads()
    assert again.report == graph.report
    asked = {"body": "COTER", "on": "2022-11-17"}
    assert again.ask("chaired", **asked) == graph.ask("chaired", **asked)


def test_saving_twice_writes_the_same_record(graph: KnowledgeGraph, tmp_path: Path) -> None:
    """Record and report have the same bytes wherever they are written."""
    for name in ("one", "two"):
        graph.save(tmp_path / name)
    for file in ("report.json", "record/entities.nq", "record/derived.nq"):
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()


def test_a_broken_report_is_told(graph: KnowledgeGraph, tmp_path: Path) -> None:
    """The message names the folder and what to do."""
    graph.save(tmp_path / "graph")
    (tmp_path / "graph" / "report.json").write_text("{", encoding="utf-8")
    with pytest.raises(StoreError, match=r"report cannot be read.*Build the graph again"):
        KnowledgeGraph.open(tmp_path / "graph")


def test_the_report_keeps_what_was_missed(read_by_hand: ReadRelease, tmp_path: Path) -> None:
    """Sentences that name someone without a claim are kept with their words."""
    from regiongraph.records import Span

    graph = KnowledgeGraph.from_read([replace(read_by_hand, missed=(Span(5, 21),))])
    graph.save(tmp_path / "graph")
    (release,) = KnowledgeGraph.open(tmp_path / "graph").report.releases
    text = read_by_hand.release.text[5:21]
    assert release["missed"] == [{"start": 5, "end": 21, "text": text}]


def test_sparql_answers_the_three_reading_forms(graph: KnowledgeGraph) -> None:
    """SELECT gives rows, ASK one cell, CONSTRUCT triples; nothing else is answered."""
    (row,) = graph.sparql('SELECT ?p { ?p rdfs:label "Emil Boc"@de }').rows
    assert str(row[0]).endswith("person/emil-boc")
    assert graph.sparql("ASK { ?c a rg:CountClaim }").rows == ((True,),)
    made = graph.sparql("CONSTRUCT { ?p a ?t } WHERE { ?p a foaf:Person , ?t }")
    assert made.columns == ("subject", "predicate", "object")
    assert len(made) == graph.report.entities["Person"]
    with pytest.raises(QueryRefusedError):
        graph.sparql("DROP ALL")


def test_a_direct_edge_leads_to_its_sentence(graph: KnowledgeGraph) -> None:
    """From "Saxony is a member of the Alliance" back to the words of the release."""
    answer = graph.sparql("""
        SELECT ?quote WHERE {
          ?edge rdf:subject ?s ; rdf:predicate org:memberOf ; rdf:object ?o ;
            prov:wasDerivedFrom ?claim .
          ?s rdfs:label "Sachsen"@de . ?o rdfs:label "Automotive Regions Alliance"@de .
          ?claim rg:evidence/oa:exact ?quote }""")
    assert any("Gründungsmitglied" in str(row[0]) for row in answer.rows)


def test_rdflib_reads_the_same_store(graph: KnowledgeGraph) -> None:
    """Users of rdflib get a dataset without a copy."""
    dataset = graph.to_rdflib()
    query = "SELECT ?c { ?c a <https://w3id.org/regiongraph/ontology#StatementClaim> }"
    assert len(list(dataset.query(query))) == graph.report.claims["statement"]


def test_the_questions_are_listed(graph: KnowledgeGraph) -> None:
    """A list of names with help, the same with and without a graph."""
    assert graph.questions() == tuple(load_questions().values())
    names = [question.name for question in graph.questions()]
    assert names == sorted(names)
    assert {"chaired", "members", "said", "who-hosted"} <= set(names)


def test_another_base_moves_every_thing(read_by_hand: ReadRelease) -> None:
    """An institution that publishes under its own address keeps questions and answers."""
    base = "https://data.example.org/rg/"
    graph = KnowledgeGraph.from_read([read_by_hand], base=base)
    (row, *_) = graph.ask("chaired", body="COTER", on="2022-11-17").to_dicts()
    assert row["person"] == f"{base}person/emil-boc"
    assert b"w3id.org/regiongraph/id/" not in graph.nquads()
    assert len(graph.to_networkx()) > 0
