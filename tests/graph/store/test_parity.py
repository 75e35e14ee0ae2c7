"""The same question has the same rows on every engine; where one differs, that is pinned here.

The engines are Oxigraph in memory and in a folder, its server in two modes, CORESE (Java) behind
HTTP, and rdflib. Not among them: Debian's Virtuoso 7.2.5, which our loader fills. Of the five
questions tried there, three had the same rows; it stopped at the others with an internal
compiler error and for want of memory.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from pyoxigraph import NamedNode, Quad, QueryResultsFormat, RdfFormat, parse, parse_query_results

from regiongraph.build import build
from regiongraph.errors import QueryRefusedError
from regiongraph.graph.questions import load_questions
from regiongraph.graph.report import Report
from regiongraph.graph.store import refuse_unsafe
from regiongraph.graph.store.embedded import EmbeddedStore
from regiongraph.graph.vocabulary import PREFIXES
from regiongraph.knowledge_graph import KnowledgeGraph

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    import rdflib

    from regiongraph.graph.answers import Answer

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
ENTITIES = "https://w3id.org/regiongraph/id/graph/entities"
DERIVED = "https://w3id.org/regiongraph/id/graph/derived"
QUERIES = {
    "pattern": "SELECT ?p ?name { ?p a foaf:Person ; rdfs:label ?name }",
    "count": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
    "count nothing": "SELECT (COUNT(*) AS ?n) { ?s a rg:NoSuch }",
    "count distinct": "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s rg:names ?t }",
    "by kind": "SELECT ?k (COUNT(*) AS ?n) { ?s a ?k } GROUP BY ?k ORDER BY DESC(?n) ?k",
    "group nothing": "SELECT ?t (COUNT(*) AS ?n) { ?s a rg:NoSuch, ?t } GROUP BY ?t",
    "having": "SELECT ?t (COUNT(*) AS ?n) { ?s rg:names ?t } GROUP BY ?t HAVING(COUNT(*) > 2)",
    "sum": "SELECT (SUM(?n) AS ?all) { ?c a rg:CountClaim ; schema:value ?n }",
    "min max": "SELECT (MIN(?a) AS ?x) (MAX(?a) AS ?y) { ?s oa:start ?a }",
    "optional": "SELECT ?c ?r { ?c a rg:MembershipClaim OPTIONAL { ?c schema:roleName ?r } }",
    "nested optional": "SELECT ?c ?e ?x { ?c a rg:PostClaim OPTIONAL { ?c rg:evidence ?e"
    " OPTIONAL { ?e oa:exact ?x } } }",
    "union": "SELECT ?x { { ?x a rg:Region } UNION { ?x a schema:Country } }",
    "minus": "SELECT ?x { ?x rdfs:label ?l MINUS { ?x a rg:Region } }",
    "not exists": "SELECT ?c { ?c a rg:Claim FILTER NOT EXISTS { ?c rg:attestedOn ?d } }",
    "exists": "SELECT ?o { ?o a org:Organization FILTER EXISTS { ?m org:memberOf ?o } }",
    "path plus": "SELECT ?a ?b { ?a a rg:Region . ?a schema:containedInPlace+ ?b }",
    "path star": "SELECT ?a ?b { ?a a rg:Region . ?a schema:containedInPlace* ?b }",
    "path sequence": "SELECT ?c ?x { ?c rg:evidence/oa:exact ?x }",
    "path either": "SELECT ?s ?n { ?s a foaf:Person ; skos:prefLabel|skos:altLabel ?n }",
    "path back": "SELECT ?o ?p { ?o ^org:memberOf ?p }",
    "path not": "SELECT ?p ?o { ?p a foaf:Person ; !(rdf:type|rdfs:label) ?o }",
    "subquery": "SELECT ?o ?n ?l { { SELECT ?o (COUNT(*) AS ?n) { ?m org:memberOf ?o }"
    " GROUP BY ?o } ?o rdfs:label ?l }",
    "values": "SELECT ?t ?x { VALUES ?t { rg:Region schema:Country } ?x a ?t }",
    "bind": "SELECT ?x ?n { ?x oa:start ?a ; oa:end ?b BIND(?b - ?a AS ?n) }",
    "if": 'SELECT ?c ?w { ?c rg:confidence ?n BIND(IF(?n >= 0.9, "sure", "less") AS ?w) }',
    "coalesce": "SELECT ?c ?d { ?c a rg:Claim OPTIONAL { ?c rg:attestedOn ?a }"
    ' BIND(COALESCE(?a, "none") AS ?d) }',
    "contains": 'SELECT ?x { ?x rdfs:label ?l FILTER(CONTAINS(LCASE(STR(?l)), "sach")) }',
    "starts": 'SELECT ?x { ?x rdfs:label ?l FILTER(STRSTARTS(STR(?l), "B")) }',
    "regex": 'SELECT ?x { ?x rdfs:label ?l FILTER(REGEX(STR(?l), "^[A-D].*n$", "i")) }',
    "regex either": 'SELECT ?x { ?x rdfs:label ?l FILTER(REGEX(STR(?l), "^Sach|arra$")) }',
    "replace": 'SELECT ?x (REPLACE(STR(?l), "[aeiou]", "_") AS ?y) { ?x a rg:Region ;'
    " rdfs:label ?l }",
    "strings": "SELECT ?x (CONCAT(UCASE(SUBSTR(STR(?l), 1, 2)), STR(STRLEN(STR(?l)))) AS ?y)"
    " { ?x a rg:Region ; rdfs:label ?l }",
    "before after": 'SELECT ?x (STRBEFORE(STR(?x), "/id/") AS ?a) (STRAFTER(STR(?x), "/id/")'
    " AS ?b) { ?x a rg:Region }",
    "language": 'SELECT ?x ?l { ?x skos:prefLabel ?l FILTER(LANGMATCHES(LANG(?l), "de")) }',
    "datatype": "SELECT DISTINCT ?d { ?s rg:attestedOn|oa:start|rg:confidence ?o"
    " BIND(DATATYPE(?o) AS ?d) }",
    "date": 'SELECT ?c { ?c rg:attestedOn ?d FILTER(?d > "2022-11-01"^^xsd:date) }',
    "in": "SELECT ?x ?k { ?x a ?k FILTER(?k IN (rg:Region, foaf:Person)) }",
    "same": "SELECT ?c { ?c org:member ?m ; org:organization ?o FILTER(!sameTerm(?m, ?o)) }",
    "order": "SELECT ?l { ?x a foaf:Person ; rdfs:label ?l } ORDER BY DESC(STR(?l)) LIMIT 5",
    "offset": "SELECT ?x { ?x a rg:Region } ORDER BY ?x LIMIT 3 OFFSET 2",
    "graph": "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g",
    "one graph": f"SELECT ?s ?o {{ GRAPH <{DERIVED}> {{ ?s org:memberOf ?o }} }}",
    "from": f"SELECT (COUNT(*) AS ?n) FROM <{ENTITIES}> {{ ?s ?p ?o }}",
    "ask": "ASK { ?x a rg:Region }",
    "ask not": "ASK { ?x a rg:NoSuch }",
    "construct": "CONSTRUCT { ?o org:hasMember ?m } WHERE { ?m org:memberOf ?o }",
    "hash": "SELECT ?x (SHA256(STR(?x)) AS ?h) { ?x a rg:Region }",
    "mean": "SELECT (ROUND(AVG(?a)) AS ?n) { ?s oa:start ?a }",
}
DIFFERENCES = {
    ("server, union", "from"): "an Oxigraph server with a union default graph ignores FROM:"
    " RemoteStore refuses the query",
    ("rdflib", "group nothing"): "rdflib 7.6 makes one empty group of no rows",
    ("corese", "group nothing"): "CORESE 4.6 makes one empty group of no rows",
    ("corese", "founders-no-longer-named"): "the same: a body of which no day is known",
    ("rdflib", "founders-no-longer-named"): "the same: a body of which no day is known",
    ("corese", "regex either"): "CORESE 4.6 looks for .*a|b.* where a|b is asked for: our"
    " questions write (a|b)",
}
"""What an engine does otherwise, and what we do about it."""
EMPTY = {"group nothing"}


@dataclass
class RdflibStore:
    """rdflib's own engine, in memory, all named graphs read as one."""

    dataset: rdflib.Dataset

    @classmethod
    def of(cls, nquads: bytes) -> RdflibStore:
        """Return a store of N-Quads."""
        import rdflib

        dataset = rdflib.Dataset(default_union=True)
        dataset.parse(data=nquads.decode(), format="nquads")
        return cls(dataset)

    def __len__(self) -> int:
        """Return the number of quads."""
        return sum(1 for _ in self.quads())

    def __contains__(self, graph: object) -> bool:
        """Return whether there is a named graph."""
        return str(graph) in self.graphs()

    def graphs(self) -> list[str]:
        """Return the named graphs."""
        return sorted(str(g.identifier) for g in self.dataset.graphs() if len(g))

    def quads(self) -> Iterator[Quad]:
        """Yield every quad."""
        for graph in self.graphs():
            text = self.dataset.graph(graph).serialize(format="nt", encoding="utf-8")
            for quad in parse(text, RdfFormat.N_TRIPLES):
                yield Quad(*quad.triple, NamedNode(graph))

    def query(self, sparql: str) -> Any:
        """Answer a query by rdflib."""
        refuse_unsafe(sparql, graphs=self)
        found = self.dataset.query(sparql, initNs=dict(PREFIXES))
        if found.type == "CONSTRUCT":
            text = found.serialize(format="nt")
            return [quad.triple for quad in parse(text, RdfFormat.N_TRIPLES)]
        return parse_query_results(found.serialize(format="json"), QueryResultsFormat.JSON)

    def select(self, sparql: str) -> Any:
        """Answer a SELECT."""
        return self.query(sparql)


@pytest.fixture(scope="module")
def graph(leipzig: Path) -> KnowledgeGraph:
    """Return the graph of the Leipzig release."""
    return build([leipzig])


@pytest.fixture(scope="module", params=["rdflib", "folder", "server", "server, union", "corese"])
def engine(
    request: pytest.FixtureRequest,
    graph: KnowledgeGraph,
    start_oxigraph: Callable[..., str],
    start_corese: Callable[[], str],
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[str, KnowledgeGraph]:
    """Return an engine that holds the graph; the memory of Oxigraph is what it is held against."""
    if request.param == "rdflib":
        return request.param, KnowledgeGraph(RdflibStore.of(graph.nquads()), report=Report())
    if request.param == "folder":
        folder = tmp_path_factory.mktemp("parity") / "graph"
        graph.save(folder)
        return request.param, KnowledgeGraph.open(folder)
    if request.param == "corese":
        url = start_corese()
    else:
        url = start_oxigraph(*(["--union-default-graph"] if "union" in request.param else []))
        url = f"{url}/query"
    graph.load_into(url)
    return request.param, KnowledgeGraph.connect(url)


@pytest.mark.parametrize("name", QUERIES)
def test_queries_have_the_same_rows(
    name: str, engine: tuple[str, KnowledgeGraph], graph: KnowledgeGraph
) -> None:
    """As a multiset; in order where the query orders."""
    label, other = engine
    query = QUERIES[name]
    if (label, name) == ("server, union", "from"):
        with pytest.raises(QueryRefusedError):
            other.sparql(query)
        return
    ours, theirs = graph.sparql(query), other.sparql(query)
    assert ours.columns == theirs.columns
    assert bool(len(ours)) is (name not in EMPTY)
    if "ORDER BY" in query:
        assert ours.rows == theirs.rows
    assert _same(ours, theirs) is ((label, name) not in DIFFERENCES)


def _same(ours: Answer, theirs: Answer) -> bool:
    """Whether two answers hold the same rows, in any order."""
    return sorted(map(repr, ours.rows)) == sorted(map(repr, theirs.rows))


@pytest.mark.parametrize("name", load_questions())
def test_questions_have_the_same_rows(
    name: str, engine: tuple[str, KnowledgeGraph], graph: KnowledgeGraph
) -> None:
    """Each file as it stands, which asks about everything."""
    query = load_questions()[name].sparql
    ours, theirs = graph.sparql(query), engine[1].sparql(query)
    assert ours.columns == theirs.columns
    assert _same(ours, theirs) is ((engine[0], name) not in DIFFERENCES)


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("chaired", {"body": "COTER", "on": "2022-11-17"}),
        ("members", {"of": "Automotive Regions Alliance", "on": "2022-11-17"}),
        ("said", {"person": "Nicolas Schmit"}),
        ("demands", {"about": "Wandel"}),
    ],
)
def test_a_question_with_parameters(
    name: str, asked: dict[str, str], engine: tuple[str, KnowledgeGraph], graph: KnowledgeGraph
) -> None:
    """Names are found on each engine, and terms bound alike."""
    ours, theirs = graph.ask(name, **asked), engine[1].ask(name, **asked)
    assert len(ours)
    assert _same(ours, theirs)


INNER = "{ SELECT ?x { VALUES ?on { 1 } VALUES ?x { 1 } FILTER(?x = ?on) } }"


@pytest.mark.parametrize(
    ("asked", "portable"),
    [
        (f"VALUES ?on {{ 1 }} OPTIONAL {INNER}", f"VALUES ?on {{ 1 }} {INNER}"),
        ("BIND(BOUND(?y) && ?y AS ?x)", "BIND(COALESCE(?y, false) AS ?x)"),
    ],
    ids=["a variable bound again in OPTIONAL", "false and unbound"],
)
def test_what_rdflib_gets_wrong_is_asked_otherwise(asked: str, portable: str) -> None:
    """A row is lost by rdflib 7.6; the questions are written the other way."""
    ours, theirs = EmbeddedStore.in_memory(()), RdflibStore.of(b"")
    right, other = (f"SELECT ?x {{ {pattern} }}" for pattern in (portable, asked))
    rows = [[str(row["x"]) for row in ours.select(query)] for query in (right, other)]
    assert rows[0] == rows[1] == [str(row["x"]) for row in theirs.select(right)]
    assert rows[0] != [str(row["x"]) for row in theirs.select(other)]
