"""The checks agree with a SHACL engine, on a sound graph and on broken ones."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, serialize

from regiongraph.errors import ShapeError
from regiongraph.graph import shapes
from regiongraph.graph import vocabulary as v
from regiongraph.graph.entities import entity_quads
from regiongraph.graph.shapes import check_shapes
from regiongraph.graph.shortcuts import derived_quads
from regiongraph.graph.triples import release_quads
from regiongraph.records import StatementType
from regiongraph.resources import shipped

if TYPE_CHECKING:
    from collections.abc import Callable

    from regiongraph.knowledge_graph import KnowledgeGraph
    from regiongraph.records import ReadRelease


def _without(predicate: NamedNode) -> Callable[[list[Quad]], list[Quad]]:
    def broken(quads: list[Quad]) -> list[Quad]:
        first = next(quad for quad in quads if quad.predicate == predicate)
        return [quad for quad in quads if quad != first]

    return broken


def _with_object(
    predicate: NamedNode, value: Literal | NamedNode
) -> Callable[[list[Quad]], list[Quad]]:
    def broken(quads: list[Quad]) -> list[Quad]:
        first = next(quad for quad in quads if quad.predicate == predicate)
        changed = Quad(first.subject, predicate, value, first.graph_name)
        return [changed if quad == first else quad for quad in quads]

    return broken


def _also(predicate: NamedNode, value: Literal | NamedNode) -> Callable[[list[Quad]], list[Quad]]:
    def broken(quads: list[Quad]) -> list[Quad]:
        first = next(quad for quad in quads if quad.predicate == predicate)
        return [*quads, Quad(first.subject, predicate, value, first.graph_name)]

    return broken


def _also_named(name: Literal) -> Callable[[list[Quad]], list[Quad]]:
    def broken(quads: list[Quad]) -> list[Quad]:
        named = (q for q in quads if q.predicate == v.PREF_LABEL and q.object.language == "de")
        first = next(named)
        return [*quads, Quad(first.subject, v.PREF_LABEL, name, first.graph_name)]

    return broken


BROKEN = {
    "no evidence": _without(v.HAS_EVIDENCE),
    "two rules": _also(v.RULE, Literal("another.rule")),
    "no confidence": _without(v.CONFIDENCE),
    "confidence above 1": _with_object(v.CONFIDENCE, Literal("1.5", datatype=v.XSD_DECIMAL)),
    "confidence below 0": _with_object(v.CONFIDENCE, Literal("-0.1", datatype=v.XSD_DECIMAL)),
    "confidence in words": _with_object(v.CONFIDENCE, Literal("sure")),
    "no exact words": _without(v.EXACT),
    "no start": _without(v.START),
    "end before start": _with_object(v.END, Literal(0)),
    "passage of no release": _without(v.SOURCE),
    "date in words": _with_object(v.DATE, Literal("gestern")),
    "earliest after latest": _with_object(v.EARLIEST, Literal("2099-01-01", datatype=v.XSD_DATE)),
    "member missing": _without(v.MEMBER),
    "a place holds a post": _with_object(v.MEMBER, NamedNode(v.BASE + "place/leipzig")),
    "member of a person": _with_object(v.ORGANIZATION, NamedNode(v.BASE + "person/emil-boc")),
    "evidence that is a place": _with_object(v.HAS_EVIDENCE, NamedNode(v.BASE + "place/leipzig")),
    "located in a document": _with_object(
        v.LOCATION, NamedNode(v.BASE + "document/leipzig-declaration")
    ),
    "a count of about twenty": _with_object(v.VALUE, Literal("about twenty")),
    "a count of two things": _also(v.ABOUT, NamedNode(v.BASE + "place/leipzig")),
    "an unnamed thing": _without(v.LABEL),
    "a day that no calendar has": _with_object(
        v.ATTESTED_ON, Literal("2022-02-30", datatype=v.XSD_DATE)
    ),
    "two preferred names in a language": _also_named(Literal("Bund", language="de")),
    "a thing with two names to show": _also(v.LABEL, Literal("AdR", language="de")),
    "an edge that nobody claims": _without(v.DERIVED_FROM),
    "a release without text": _without(v.TEXT),
}


@pytest.fixture(scope="module")
def sound(read_by_hand: ReadRelease) -> list[Quad]:
    """Return the quads of the Leipzig release and of what it names."""
    said = release_quads(read_by_hand)
    return [*said, *entity_quads([read_by_hand], entries={}), *derived_quads(said)]


def _check(quads: list[Quad]) -> bool:
    store = Store()
    store.bulk_extend(quads)
    return check_shapes(store).conforms


def _referee(quads: list[Quad]) -> bool:
    import pyshacl
    from rdflib import Graph

    graph = Graph().parse(data=serialize((q.triple for q in quads), format=RdfFormat.N_TRIPLES))
    files = (shipped("ontology") / name for name in ("shapes.ttl", "regiongraph.ttl"))
    shacl, ontology = (Graph().parse(data=file.read_text(encoding="utf-8")) for file in files)
    verdict, *_ = pyshacl.validate(graph, shacl_graph=shacl, ont_graph=ontology)
    return bool(verdict)


def test_a_sound_graph_satisfies_the_shapes(sound: list[Quad]) -> None:
    """Both engines accept the graph of the Leipzig release."""
    assert _check(sound)
    assert _referee(sound)


@pytest.mark.parametrize("fault", BROKEN)
def test_both_engines_refuse_a_broken_graph(fault: str, sound: list[Quad]) -> None:
    """What SHACL refuses, the checks refuse."""
    broken = BROKEN[fault](sound)
    assert not _check(broken)
    assert not _referee(broken)


@pytest.fixture(scope="module")
def shacl() -> tuple[Any, Any]:
    """Return shapes and ontology as the referee reads them."""
    from rdflib import Graph

    texts = (
        (shipped("ontology") / name).read_text("utf-8")
        for name in ("shapes.ttl", "regiongraph.ttl")
    )
    shapes, ontology = (Graph().parse(data=text) for text in texts)
    return shapes, ontology


TERMS = st.sampled_from(
    [
        *(Literal("text"), Literal("host"), Literal("host", language="en"), Literal(True)),
        *(Literal(-1), Literal(10**6), Literal("0.5", datatype=v.XSD_DECIMAL)),
        *(Literal("1.5", datatype=v.XSD_DECIMAL), Literal("soon", datatype=v.XSD_DATE)),
        *(Literal("1999-01-01", datatype=v.XSD_DATE), Literal("1999", datatype=v.XSD_YEAR)),
        *(NamedNode(v.BASE + name) for name in ("region/DED", "person/ana-zubiri", "nothing")),
        *(NamedNode(v.BASE + name) for name in ("place/2935022", "event/batterieforum")),
        *(v.CLAIM, v.PASSAGE, v.RELEASE, v.REGION, v.KINDS[StatementType.MEETING]),
    ]
)


@settings(max_examples=40)
@given(data=st.data())
def test_the_referee_finds_the_same_faults(
    data: st.DataObject, small_graph: KnowledgeGraph, shacl: tuple[Any, Any]
) -> None:
    """However a graph is damaged, both name the same nodes and properties."""
    import pyshacl
    from rdflib import Graph, Namespace

    quads = sorted(small_graph.store.quads(), key=str)
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(quads) - 1))
        hit, term = quads[at], data.draw(TERMS)
        damaged = Quad(hit.subject, hit.predicate, term, hit.graph_name)
        how = data.draw(st.sampled_from(["lost", "changed", "added"]))
        quads = [
            *quads[:at],
            *([] if how == "lost" else [damaged]),
            *quads[at + (how != "added") :],
        ]
    store = Store()
    store.bulk_extend(quads)
    ours = {(one.node, one.path) for one in check_shapes(store).violations if one.path}

    text = serialize({q.triple for q in quads}, format=RdfFormat.N_TRIPLES)
    graph = Graph().parse(data=text, format="nt")
    _, results, _ = pyshacl.validate(graph, shacl_graph=shacl[0], ont_graph=shacl[1])
    sh = Namespace("http://www.w3.org/ns/shacl#")
    found = results.subject_objects(sh.focusNode)  # type: ignore[union-attr]
    theirs = {(str(node), str(results.value(one, sh.resultPath))) for one, node in found}  # type: ignore[union-attr]
    assert ours == theirs


def test_a_triple_in_two_graphs_is_refused(sound: list[Quad]) -> None:
    """A store that reads all graphs as one would count it twice."""
    again = Quad(*sound[0].triple, NamedNode(v.BASE + "graph/other"))
    store = Store()
    store.bulk_extend([*sound, again])
    report = check_shapes(store)
    assert [found.rule for found in report.violations] == [
        "a triple stands in one named graph only"
    ]
    assert sound[0].subject.value in str(report)  # type: ignore[union-attr]


def test_every_kind_of_claim_has_a_shape() -> None:
    """No kind goes unchecked, and each of its entities has a type."""
    text = (shipped("ontology") / "shapes.ttl").read_text(encoding="utf-8")
    for iri in v.KINDS.values():
        assert f"sh:targetClass rg:{iri.value.rpartition('#')[2]} " in text


def test_a_constraint_that_is_not_known_is_refused() -> None:
    """A rule that would silently go unchecked stops the check instead."""
    target, prop = NamedNode("http://a/T"), NamedNode("http://a/p")
    sh = "http://www.w3.org/ns/shacl#"
    about: dict[str, list[object]] = {
        f"{sh}path": [NamedNode("http://a/q")],
        f"{sh}message": [Literal("one of a kind")],
        f"{sh}pattern": [Literal("[a-z]+")],
    }
    compiler = shapes._Compiler({prop: about}, {})  # type: ignore[dict-item]
    with pytest.raises(ShapeError, match="pattern"):
        list(compiler.checks(target, prop))


def test_a_claim_about_the_wrong_type_is_named_in_the_report(read_by_hand: ReadRelease) -> None:
    """The report says which claim breaks which rule at which property."""
    person = replace(read_by_hand.statements[0], fields={"person": "place/leipzig", "office": "x"})
    said = release_quads(replace(read_by_hand, statements=(person,)))
    store = Store()
    store.bulk_extend([*said, *entity_quads([read_by_hand], entries={})])
    violation = check_shapes(store).violations[0]
    assert violation.rule == "a post is held by one person"
    assert violation.path == v.MEMBER.value
    assert "/claim/" in violation.node
