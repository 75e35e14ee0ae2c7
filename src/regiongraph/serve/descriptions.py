"""What this service and its graph are, in RDF: SPARQL 1.1 Service Description and VoID.

Sources: https://www.w3.org/TR/sparql11-service-description/ and https://www.w3.org/TR/void/.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from regiongraph.graph import vocabulary as v
from regiongraph.graph.vocabulary import PREFIXES
from regiongraph.serve.protocol import ROWS, TRIPLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from regiongraph.graph.store.embedded import EmbeddedStore

    Node = NamedNode | BlankNode | Literal

SD = "http://www.w3.org/ns/sparql-service-description#"
VOID = "http://rdfs.org/ns/void#"
FORMAT_NAMES = "http://www.w3.org/ns/formats/"
DESCRIBED_WITH: Mapping[str, str] = {
    "sd": SD,
    "void": VOID,
    "formats": FORMAT_NAMES,
    "dcterms": PREFIXES["dcterms"],
}
_NAMES = {
    "application/sparql-results+json": "SPARQL_Results_JSON",
    "application/sparql-results+xml": "SPARQL_Results_XML",
    "text/csv": "SPARQL_Results_CSV",
    "text/tab-separated-values": "SPARQL_Results_TSV",
    "text/turtle": "Turtle",
    "application/n-triples": "N-Triples",
    "application/ld+json": "JSON-LD",
    "application/rdf+xml": "RDF_XML",
}
_BY_CLASS = "SELECT ?of (COUNT(*) AS ?n) { ?s a ?of } GROUP BY ?of ORDER BY ?of"
_BY_PROPERTY = "SELECT ?of (COUNT(*) AS ?n) { ?s ?of ?o } GROUP BY ?of ORDER BY ?of"


def service_description(endpoint: str, void: str, *, writable: bool = False) -> list[Triple]:
    """Return what the endpoint can do.

    Args:
        endpoint: Its address.
        void: The address of the graph's description.
        writable: Whether it takes updates.
    """
    service, dataset = NamedNode(endpoint), NamedNode(void)
    found = [
        (v.TYPE, NamedNode(f"{SD}Service")),
        (NamedNode(f"{SD}endpoint"), service),
        (NamedNode(f"{SD}supportedLanguage"), NamedNode(f"{SD}SPARQL11Query")),
        (NamedNode(f"{SD}feature"), NamedNode(f"{SD}UnionDefaultGraph")),
        (NamedNode(f"{SD}defaultDataset"), dataset),
    ]
    if writable:
        found.append((NamedNode(f"{SD}supportedLanguage"), NamedNode(f"{SD}SPARQL11Update")))
    for media_type in (*ROWS, *TRIPLES):
        node = NamedNode(FORMAT_NAMES + _NAMES[media_type])
        found.append((NamedNode(f"{SD}resultFormat"), node))
    triples = [Triple(service, predicate, node) for predicate, node in found]
    return [*triples, Triple(dataset, v.TYPE, NamedNode(f"{SD}Dataset"))]


def void_description(store: EmbeddedStore, *, void: str, endpoint: str, base: str) -> list[Triple]:
    """Return what the graph holds, in numbers.

    Args:
        store: The graph.
        void: The address of this description, which names the graph, too.
        endpoint: The address for queries.
        base: Where the IRIs of things begin.
    """
    graph = NamedNode(void)
    found: list[tuple[str, Node]] = [
        ("triples", Literal(len(store))),
        ("sparqlEndpoint", NamedNode(endpoint)),
        ("uriSpace", Literal(base)),
        ("feature", NamedNode(f"{FORMAT_NAMES}Turtle")),
        ("feature", NamedNode(f"{FORMAT_NAMES}JSON-LD")),
        *(("vocabulary", NamedNode(iri)) for iri in PREFIXES.values()),
    ]
    triples = [
        Triple(graph, v.TYPE, NamedNode(f"{VOID}Dataset")),
        Triple(graph, NamedNode(f"{PREFIXES['dcterms']}title"), Literal(_TITLE, language="en")),
        *(Triple(graph, NamedNode(VOID + name), node) for name, node in found),
    ]
    triples += _partitions(store, graph, _BY_CLASS, ("classPartition", "class", "entities"))
    triples += _partitions(store, graph, _BY_PROPERTY, ("propertyPartition", "property", "triples"))
    return triples


_TITLE = "Claims of press releases of European regions, each with its sentence"


def _partitions(
    store: EmbeddedStore, graph: NamedNode, query: str, names: tuple[str, str, str]
) -> Iterator[Triple]:
    part, of, counted = (NamedNode(VOID + name) for name in names)
    for number, row in enumerate(store.select(query)):
        node = BlankNode(f"{names[1]}{number}")
        yield Triple(graph, part, node)
        yield Triple(node, of, row["of"])
        yield Triple(node, counted, row["n"])
