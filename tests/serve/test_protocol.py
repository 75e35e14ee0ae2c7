"""The endpoint keeps the SPARQL 1.1 Protocol, only reads, and stops what runs away."""

from __future__ import annotations

import json
import os
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from pyoxigraph import RdfFormat, parse

from regiongraph.graph import vocabulary as v
from regiongraph.knowledge_graph import KnowledgeGraph
from regiongraph.serve.protocol import preferred

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.serve.conftest import Server


ROWS = "SELECT ?p { ?p a foaf:Person } ORDER BY ?p LIMIT 2"
MADE = "CONSTRUCT { ?p a foaf:Person } WHERE { ?p a foaf:Person }"
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
FLOOD = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
JSON = "application/sparql-results+json"


def test_three_ways_to_send_a_query(server: Server) -> None:
    """By GET, as a form, and as it is: one answer."""
    by_get = server.get(f"/sparql?query={quote(ROWS)}")
    as_form = server.ask(ROWS)
    as_it_is = server.post(ROWS.encode(), "application/sparql-query")
    assert by_get.json() == as_form.json() == as_it_is.json()
    assert len(by_get.json()["results"]["bindings"]) == 2
    assert {by_get.kind, as_form.kind, as_it_is.kind} == {JSON}


@pytest.mark.parametrize(
    ("query", "accept", "kind"),
    [
        (ROWS, "", JSON),
        (ROWS, "*/*", JSON),
        (ROWS, "application/json", JSON),
        (ROWS, "text/csv", "text/csv"),
        (ROWS, "text/tab-separated-values", "text/tab-separated-values"),
        (ROWS, "application/sparql-results+xml;q=0.9, text/csv;q=0.1",
         "application/sparql-results+xml"),
        ("ASK {}", "", JSON),
        (MADE, "", "text/turtle"),
        (MADE, "application/n-triples", "application/n-triples"),
        (MADE, "application/ld+json", "application/ld+json"),
        (MADE, "application/rdf+xml", "application/rdf+xml"),
    ],
)  # fmt: skip
def test_the_client_chooses_the_format(query: str, accept: str, kind: str, server: Server) -> None:
    """Content is negotiated, and caches are told so."""
    heard = server.ask(query, accept)
    assert (heard.status, heard.kind) == (200, kind)
    assert "Accept" in heard.headers["Vary"]
    assert heard.text


def test_a_thing_is_described(server: Server) -> None:
    """DESCRIBE gives what the graph says of it, as triples; of an unknown thing, nothing."""
    navarra = "https://w3id.org/regiongraph/id/region/ES22"
    heard = server.ask(f"DESCRIBE <{navarra}>", "application/n-triples")
    triples = list(parse(heard.text.encode(), RdfFormat.N_TRIPLES))
    assert heard.status == 200
    assert len(triples) > 1
    assert {triple.subject.value for triple in triples} == {navarra}
    unknown = server.ask(f"DESCRIBE <{navarra}/none>", "application/n-triples")
    assert (unknown.status, unknown.text) == (200, "")


def test_an_impossible_format_is_refused(server: Server) -> None:
    """406 names what there is."""
    heard = server.ask(ROWS, "image/png")
    assert heard.status == 406
    assert "text/csv" in heard.text
    assert server.ask("ASK {}", "text/csv").status == 406


@pytest.mark.parametrize(
    ("body", "kind", "status", "words"),
    [
        (b"", "application/x-www-form-urlencoded", 400, "one parameter 'query', not 0"),
        (b"query=ASK{}&query=ASK{}", "application/x-www-form-urlencoded", 400, "not 2"),
        (b"query=%ff", "application/x-www-form-urlencoded", 400, "not UTF-8"),
        (b"\xff", "application/sparql-query", 400, "not UTF-8"),
        (b"ASK {}", "text/plain", 415, "application/sparql-query"),
        (b"DROP ALL", "application/sparql-update", 403, "only reads"),
        (b"update=DROP+ALL", "application/x-www-form-urlencoded", 403, "only reads"),
        (b"DROP ALL", "application/sparql-query", 400, "none that reads"),
        (b"LOAD <http://127.0.0.1:9/>", "application/sparql-query", 400, "none that reads"),
        (b"SELECT * { SERVICE <http://127.0.0.1:9/> {} }", "application/sparql-query", 400,
         "SERVICE would fetch"),
        (b"SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", "application/sparql-query", 400,
         "not a graph of this store"),
        (b"query=ASK{}&default-graph-uri=http://127.0.0.1:9/x", "application/x-www-form-urlencoded",
         400, "not a graph of this store"),
        (b"SELECT ?s WHERE {\n  ?s ?p }", "application/sparql-query", 400, "error at 2:10"),
        (b"SELECT * { ?s nope:x ?o }", "application/sparql-query", 400, "Prefix not found"),
        (b"ASK {} #" + b"x" * (300 << 10), "application/sparql-query", 413, ""),
    ],
)  # fmt: skip
def test_a_bad_request_is_told(
    body: bytes, kind: str, status: int, words: str, server: Server
) -> None:
    """With the status of the protocol, and the parser's place in the query."""
    heard = server.post(body, kind)
    assert (heard.status, words in heard.text) == (status, True), heard.text
    assert server.get("/health").json()["quads"] > 0


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_other_methods_are_not_allowed(method: str, server: Server) -> None:
    """Nothing is put or deleted."""
    assert server.send(f"{server.url}/sparql", method=method).status == 405


def test_graphs_beside_the_query(server: Server, graph: KnowledgeGraph) -> None:
    """``default-graph-uri`` narrows a query as FROM does."""
    entities = f"{v.BASE}graph/entities"
    count = "SELECT (COUNT(*) AS ?n) {} {{ ?s ?p ?o }}"
    beside = server.ask(count.format(""), **{"default-graph-uri": entities}).json()
    inside = server.ask(count.format(f"FROM <{entities}>")).json()
    assert beside == inside != server.ask(count.format("")).json()
    (row,) = graph.sparql(count.format(f"FROM <{entities}>")).rows
    assert beside["results"]["bindings"][0]["n"]["value"] == str(row[0])


def test_our_own_client_gets_the_same_answers(server: Server, graph: KnowledgeGraph) -> None:
    """Our service is an endpoint like any other; it says that it takes no updates."""
    remote = KnowledgeGraph.connect(f"{server.url}/sparql")
    assert remote.ask("said", person="Kretschmer") == graph.ask("said", person="Kretschmer")
    assert remote.nquads() == graph.nquads()
    endpoint = remote.store.endpoint  # type: ignore[attr-defined]
    assert (endpoint.union, endpoint.writable, endpoint.heeds_from) == (True, False, True)


def test_a_runaway_query_is_stopped_and_harms_no_other(server: Server) -> None:
    """It ends at its limit while others are answered, and its worker is replaced."""
    ended: list[tuple[int, str, float]] = []

    def run_away() -> None:
        start = time.monotonic()
        heard = server.ask(RUNAWAY)
        ended.append((heard.status, heard.text, time.monotonic() - start))

    running = threading.Thread(target=run_away)
    running.start()
    time.sleep(0.3)
    for _ in range(5):
        start = time.monotonic()
        assert server.ask(ROWS).status == 200
        assert time.monotonic() - start < 1
    running.join()
    ((status, text, seconds),) = ended
    assert (status, "stopped after 2 seconds" in text) == (500, True)
    assert seconds < 4
    assert all(server.ask(ROWS).status == 200 for _ in range(4))


def test_an_answer_that_is_too_large_or_too_hungry_is_stopped(server: Server) -> None:
    """No part of it is sent."""
    heard = server.ask(FLOOD)
    assert heard.status == 500
    assert "larger than 64 MiB" in heard.text or "stopped after 2 seconds" in heard.text
    assert server.ask(ROWS).status == 200


def test_a_killed_worker_is_replaced(server: Server, start_server: Callable[..., Server]) -> None:
    """As when the machine runs out of memory."""
    own = start_server(server.folder, "--workers", "1")
    children = f"/proc/{own.process.pid}/task/{own.process.pid}/children"
    assert own.ask(ROWS).status == 200
    for child in Path(children).read_text(encoding="ascii").split():
        if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes():
            os.kill(int(child), 9)
    heard = [own.ask(ROWS).status for _ in range(3)]
    assert heard[1:] == [200, 200]


def test_a_replaced_graph_is_served(
    read_by_hand: object,
    graph: KnowledgeGraph,
    start_server: Callable[..., Server],
    tmp_path: object,
) -> None:
    """Without a restart, every worker and every page shows the new graph."""
    from pathlib import Path

    folder = Path(str(tmp_path)) / "graph"
    graph.save(folder)
    own = start_server(folder)
    before = own.get("/health").json()["quads"]
    assert before == len(graph)
    smaller = KnowledgeGraph.from_read([read_by_hand], scope="none")
    smaller.save(folder)
    assert own.get("/health").json()["quads"] == len(smaller) < before
    counts = [own.ask("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").text for _ in range(4)]
    assert {json.loads(c)["results"]["bindings"][0]["n"]["value"] for c in counts} == {
        str(len(smaller))
    }


def test_only_allowed_names_and_pages_are_served(server: Server) -> None:
    """A name that a stranger's DNS points here is refused, and so are strangers' pages."""
    assert server.get("/health", Host="evil.example").status == 400
    assert server.get("/health", Host="localhost").status == 200
    assert server.get("/sparql?query=ASK{}", Origin="https://evil.example").status == 403
    allowed = server.get("/sparql?query=ASK{}", Origin="https://yasgui.example")
    assert allowed.status == 200
    assert allowed.headers["Access-Control-Allow-Origin"] == "https://yasgui.example"
    assert server.get("/health").headers["Access-Control-Allow-Origin"] is None


def test_the_service_describes_itself(server: Server) -> None:
    """Without a query, in the format that is asked for; browsers are led to the page."""
    for kind, form in (
        ("text/turtle", RdfFormat.TURTLE),
        ("application/ld+json", RdfFormat.JSON_LD),
    ):
        heard = server.get("/sparql", kind)
        triples = list(parse(heard.text.encode(), form))
        assert any(t.object.value.endswith("SPARQL11Query") for t in triples), heard.text
    assert server.get("/sparql", "text/html").text.startswith("<!doctype html>")


def test_void_counts_what_the_graph_holds(server: Server, graph: KnowledgeGraph) -> None:
    """Triples, classes and properties, at both addresses."""
    heard = server.get("/void", "text/turtle")
    triples = list(parse(heard.text.encode(), RdfFormat.TURTLE))
    by_name = {t.predicate.value.rpartition("#")[2]: t.object.value for t in triples}
    assert by_name["triples"] in {q.object.value for q in triples}
    void = "http://rdfs.org/ns/void#"
    (total,) = (
        t.object.value
        for t in triples
        if t.predicate.value == f"{void}triples" and t.subject.value == f"{server.url}/void"
    )
    assert int(total) == len(graph)
    assert sum(t.predicate.value == f"{void}classPartition" for t in triples) > 10
    assert server.get("/.well-known/void", "text/turtle").status == 200


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        ("", "a/x"), ("*/*", "a/x"), ("b/*", "b/y"), ("b/y, a/x", "a/x"),
        ("a/x;q=0.5, b/y", "b/y"), ("a/x;q=0, */*", "b/y"), ("c/z", None),
        ("a/x;q=nonsense", None), ("*/*;q=0.1, b/y;q=0.2", "b/y"), (",;q=,", None),
    ],
)  # fmt: skip
def test_the_best_liked_format_is_chosen(accept: str, chosen: str | None) -> None:
    """By quality, the more specific range first; ours first among equals."""
    assert preferred(accept, ("a/x", "b/y")) == chosen
