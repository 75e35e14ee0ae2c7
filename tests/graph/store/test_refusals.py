"""Queries read; whatever would write or fetch is refused before an engine sees it."""

from __future__ import annotations

import pytest
from pyoxigraph import (
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    Triple,
)

from regiongraph.errors import QueryRefusedError
from regiongraph.graph.store import names_graphs, refuse_unsafe
from regiongraph.graph.store.embedded import EmbeddedStore

GRAPH = "https://w3id.org/regiongraph/id/graph/entities"
OWN_GRAPHS = "SELECT * FROM <GRAPH> FROM NAMED <GRAPH> { ?s ?p ?o }".replace("GRAPH", GRAPH)
HARMLESS = [
    "SELECT * WHERE { ?s ?p ?o }",
    "ASK { ?service ?load ?insert }",
    "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }",
    "DESCRIBE <http://ex/s>",
    "PREFIX ex: <http://ex/> SELECT * { ?s ex:service 'SERVICE <http://x> {}' }",
    'SELECT * { ?s ?p "INSERT DATA" } # DROP ALL',
    "SELECT * { ?s ?p '''LOAD <http://x> 'quoted' ''' }",
    "SELECT * { <http://ex/SERVICE> ?p ?o FILTER(?o < 3 && ?o > 1) }",
    'SELECT * { ?s ?p "don\'t LOAD \\" me" }',
    OWN_GRAPHS,
    "BASE <http://ex/> select distinct ?s { ?s ?p ?o }",
]
REFUSED = [
    "",
    "INSERT DATA { <http://a> <http://b> <http://c> }",
    "DELETE WHERE { ?s ?p ?o }",
    "LOAD <http://example.org/x.ttl>",
    "DROP ALL",
    "PREFIX ex: <http://ex/> CLEAR DEFAULT",
    "DESCRIBE <http://a> FROM <http://example.org/data.ttl>",
    "DESCRIBE ?s { SERVICE <http://x> { ?s ?p ?o } }",
    "SELECT * { SERVICE <http://example.org/sparql> { ?s ?p ?o } }",
    "SELECT * { sErViCe SILENT ?x { ?s ?p ?o } }",
    "SELECT * { SERVICESILENT<http://x>{ ?s ?p ?o } }",
    "SELECT * { ?s ?p '#' . SERVICE <http://x> { } }",
    "SELECT * { ?s ?p <http://a#b> . SERVICE <http://x> { } }",
    'SELECT * { ?s ?p "\\\\" . SERVICE <http://x> { } . ?s ?p "" }',
    'SELECT * { ?s ?p """a"" """ . SERVICE <http://x> { } }',
    "PREFIX ex: <http://ex/> SELECT * { ?s ex:o\\'x ?o . SERVICE <http://x> { } ?s ex:o\\'y ?o }",
    "SELECT * { FILTER(?a<?b)SERVICE<http://x>{ ?s ?p ?o } }",
    "SELECT * { \\u0053ERVICE <http://x> { ?s ?p ?o } }",
    "SELECT * FROM <http://example.org/data.ttl> { ?s ?p ?o }",
    "SELECT * FROM NAMED <file:///etc/passwd> { ?s ?p ?o }",
    "SELECT *FROM<http://x>{ ?s ?p ?o }",
    "PREFIX ex: <http://ex/> SELECT * FROM ex:g { ?s ?p ?o }",
    "SELECT * FROM",
    "SELECT * { ?s ?p 'never closed }",
]


@pytest.mark.parametrize("query", HARMLESS)
def test_a_query_that_reads_is_let_through(query: str) -> None:
    """Dangerous words inside strings, comments, names and IRIs are only words: it is answered."""
    triple = Triple(NamedNode("http://ex/s"), NamedNode("http://ex/p"), Literal("o"))
    store = EmbeddedStore.in_memory([Quad(*triple, NamedNode(GRAPH))])
    answer = store.query(query)
    assert isinstance(answer, (QuerySolutions, QueryTriples, QueryBoolean))


@pytest.mark.parametrize("query", REFUSED)
def test_a_query_that_writes_or_fetches_is_refused(query: str) -> None:
    """No comment, string, escape or missing blank hides it."""
    with pytest.raises(QueryRefusedError) as caught:
        refuse_unsafe(query, graphs={GRAPH})
    assert caught.value.remedy


def test_only_from_names_graphs() -> None:
    """GRAPH reads a graph in a query over all; FROM narrows the whole query."""
    assert names_graphs(OWN_GRAPHS)
    assert not names_graphs(f"SELECT * {{ GRAPH <{GRAPH}> {{ ?from ?p 'FROM' }} }}")
