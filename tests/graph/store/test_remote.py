"""A graph on a real SPARQL server: loaded, asked, replaced, and found out about."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from regiongraph.cli import main
from regiongraph.errors import EndpointError, QueryRefusedError, StoreError
from regiongraph.graph.store.endpoint import try_duplicates
from regiongraph.graph.store.loading import load_record
from regiongraph.graph.store.remote import RemoteStore
from regiongraph.graph.triples import nquads
from regiongraph.knowledge_graph import KnowledgeGraph

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from regiongraph.records import ReadRelease


@pytest.fixture(scope="module")
def graph(read_by_hand: ReadRelease) -> KnowledgeGraph:
    """Return the graph of the Leipzig release."""
    return KnowledgeGraph.from_read([read_by_hand])


@pytest.fixture(scope="module", params=["union", "apart"])
def served(
    request: pytest.FixtureRequest, graph: KnowledgeGraph, start_oxigraph: Callable[..., str]
) -> str:
    """Return a server with the graph: one reads named graphs as one, the other when asked to."""
    base = start_oxigraph(*(["--union-default-graph"] if request.param == "union" else []))
    graph.load_into(f"{base}/query")
    return base


def test_a_question_has_the_same_answer(graph: KnowledgeGraph, served: str) -> None:
    """Names are found and rows are equal, cell by cell."""
    remote = KnowledgeGraph.connect(f"{served}/query")
    asked = {"body": "COTER", "on": "2022-11-17"}
    assert remote.ask("chaired", **asked) == graph.ask("chaired", **asked)
    assert len(remote) == len(graph)
    assert remote.store.graphs() == graph.store.graphs()


def test_the_record_comes_back(graph: KnowledgeGraph, served: str) -> None:
    """What was loaded in batches is, byte for byte, what can be read."""
    remote = KnowledgeGraph.connect(f"{served}/query")
    assert remote.nquads() == graph.nquads()
    assert remote.validate().conforms
    assert len(remote.to_networkx()) == len(graph.to_networkx())


def test_all_forms_are_answered(graph: KnowledgeGraph, served: str) -> None:
    """ASK, and CONSTRUCT with marks that show a cut."""
    remote = KnowledgeGraph.connect(f"{served}/query")
    made = "CONSTRUCT { ?p a ?t } WHERE { ?p a foaf:Person , ?t }"
    for query in ("ASK { ?c a rg:CountClaim }", "ASK { ?c a rg:NoSuch }", made):
        assert remote.sparql(query) == graph.sparql(query)


def test_a_thing_is_described(graph: KnowledgeGraph, served: str) -> None:
    """DESCRIBE gives the same triples as the graph in memory."""
    query = "DESCRIBE <https://w3id.org/regiongraph/id/region/ES22>"
    described = KnowledgeGraph.connect(f"{served}/query").sparql(query)
    assert len(described) > 1
    assert described == graph.sparql(query)


def test_from_narrows_a_query(graph: KnowledgeGraph, served: str) -> None:
    """A query may name stored graphs, and no others; where FROM is ignored it is refused.

    An Oxigraph 0.5 server with a union default graph reads all graphs whatever FROM says.
    """
    remote = KnowledgeGraph.connect(f"{served}/query")
    entities = next(name for name in graph.store.graphs() if name.endswith("entities"))
    query = f"SELECT (COUNT(*) AS ?n) FROM <{entities}> {{ ?s ?p ?o }}"
    if remote.store.endpoint.heeds_from:  # type: ignore[attr-defined]
        assert remote.sparql(query) == graph.sparql(query)
    else:
        with pytest.raises(QueryRefusedError, match=r"ignores FROM.*GRAPH"):
            remote.sparql(query)
    with pytest.raises(QueryRefusedError, match="not a graph of this store"):
        remote.sparql("SELECT * FROM <http://example.org/x.ttl> { ?s ?p ?o }")


@pytest.mark.parametrize(
    "query",
    [
        "# delete\nPREFIX a: <http://a/>\n# INSERT\nSELECT (1 AS ?one) {}",
        "PREFIX a: <http://a/> # delete\nSELECT (1 AS ?one) {}",
        "PREFIX a: <http://a/#> # DROP ALL\n # clear\nSELECT (1 AS ?one) { # load\n}",
    ],
)
def test_a_comment_does_not_make_an_update(query: str, graph: KnowledgeGraph, served: str) -> None:
    """SPARQLWrapper's own guess takes such a query for an update, and sends it as one."""
    remote = KnowledgeGraph.connect(f"{served}/query")
    assert remote.sparql(query).rows == ((1,),)
    assert len(remote) == len(graph)


def test_the_servers_words_about_a_bad_query_are_told(served: str) -> None:
    """The parser's message names the place."""
    remote = KnowledgeGraph.connect(f"{served}/query")
    with pytest.raises(QueryRefusedError, match=r"the server says: .*1:"):
        remote.sparql("SELECT WHERE WHERE")
    with pytest.raises(QueryRefusedError, match="none that reads"):
        remote.sparql("DROP ALL")


def test_an_endpoint_is_found_out(served: str) -> None:
    """Named graphs, limit of rows, and updates: asked without writing; duplicates by writing."""
    store = RemoteStore.connect(f"{served}/query")
    found = store.endpoint
    assert (found.union, found.writable, found.row_limit, found.empty) == (True, True, None, False)
    assert found.deduplicates is None
    tried = try_duplicates(store)
    assert tried.deduplicates is False  # Oxigraph 0.5 counts a triple in two graphs twice
    assert "counts: twice" in str(tried)
    assert not any(name.startswith("urn:uuid") for name in store.graphs())


def test_an_empty_endpoint_says_that_it_is(start_oxigraph: Callable[..., str]) -> None:
    """Nothing is claimed that could not be found out."""
    found = RemoteStore.connect(f"{start_oxigraph()}/query").endpoint
    assert found.empty
    assert found.union is None
    assert "unknown" in str(found)


@pytest.mark.parametrize("protocol", ["update", "graph store"])
def test_a_load_goes_on_where_it_stopped(
    protocol: str, graph: KnowledgeGraph, start_oxigraph: Callable[..., str], tmp_path: Path
) -> None:
    """Graphs that were sent whole are not sent again; one that changed behind our back is."""
    base = start_oxigraph()
    store = RemoteStore(f"{base}/query")
    record = graph.store.record()  # type: ignore[attr-defined]
    options = {
        "data_url": f"{base}/store" if protocol == "graph store" else None,
        "journal": tmp_path / "journal.json",
        "batch": 100,
    }
    first, *others = record

    def stop(name: str) -> None:
        if name != first:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        load_record(record, store, progress=stop, **options)
    assert store.graphs() == [first]
    loaded = load_record(record, store, **options)
    assert (list(loaded.kept), list(loaded.written)) == ([first], others)
    assert nquads(store.quads()) == graph.nquads()
    store.update(f"DELETE WHERE {{ GRAPH <{first}> {{ ?s a ?o }} }}")
    store.update("INSERT DATA { GRAPH <http://example.org/other> { <a:a> <a:b> <a:c> } }")
    again = load_record(record, store, **options)
    assert again.written == (first,)
    assert again.strange == ("http://example.org/other",)


def test_a_broken_journal_is_told(graph: KnowledgeGraph, served: str, tmp_path: Path) -> None:
    """The message says what removing it means."""
    (tmp_path / "journal.json").write_text("[", encoding="utf-8")
    with pytest.raises(StoreError, match="all is sent again"):
        graph.load_into(f"{served}/query", journal=tmp_path / "journal.json")


def test_the_command_line_loads_and_asks(
    graph: KnowledgeGraph,
    start_oxigraph: Callable[..., str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """From a folder to a server, twice, and a question asked there."""
    graph.save(tmp_path / "graph")
    url = f"{start_oxigraph()}/query"

    def run(*words: str) -> str:
        with pytest.raises(SystemExit) as left:
            main(words)
        assert left.value.code == 0
        return capsys.readouterr().out

    assert "4 named graphs sent, 0 there already" in run(
        "load", str(tmp_path / "graph"), "--endpoint", url
    )
    assert "0 named graphs sent, 4 there already" in run(
        "load", str(tmp_path / "graph"), "--endpoint", url
    )
    assert "updates: allowed" in run("endpoint", url)
    rows = json.loads(run("ask", "spoke-for", "--endpoint", url, "--format", "json"))
    assert rows == json.loads(
        run("ask", "spoke-for", "--graph", str(tmp_path / "graph"), "--format", "json")
    )
    monkeypatch.setenv("REGIONGRAPH_ENDPOINT", url)
    assert "María Chivite" in run("ask", "spoke-for")


@pytest.mark.parametrize(
    ("url", "match"),
    [
        ("ftp://example.org/sparql", "no address of an endpoint"),
        ("file:///etc/passwd", "no address of an endpoint"),
        ("http://user:secret@127.0.0.1/sparql", "holds credentials"),
    ],
)
def test_a_bad_address_is_refused(url: str, match: str) -> None:
    """No request is sent, and no password shown."""
    with pytest.raises(EndpointError, match=match) as caught:
        RemoteStore.connect(url)
    assert "secret" not in str(caught.value)
