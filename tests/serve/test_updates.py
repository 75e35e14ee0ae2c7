"""Updates over HTTP: only where asked for, only from whoever may, whole or not at all."""

from __future__ import annotations

import os
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

import pytest

from regiongraph.errors import EndpointError
from regiongraph.graph import vocabulary as v
from regiongraph.graph.store.embedded import EmbeddedStore
from regiongraph.graph.store.remote import RemoteStore
from regiongraph.graph.triples import nquads
from regiongraph.serve import Service, application, serve

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.serve.conftest import Heard, Server

    from regiongraph.knowledge_graph import KnowledgeGraph

MINE = f"{v.BASE}graph/own/mine"
UPDATE, FORM = "application/sparql-update", "application/x-www-form-urlencoded"
NAVARRA = f"{v.BASE}region/ES22"
COUNT = "SELECT (COUNT(*) AS ?n) { ?s rdfs:comment ?o }"


def note(*texts: str) -> str:
    """Return an update that writes texts."""
    said = " ".join(f'<{NAVARRA}> rdfs:comment "{text}" .' for text in texts)
    return f"INSERT DATA {{ GRAPH <{MINE}> {{ {said} }} }}"


@pytest.fixture(scope="module")
def writable(
    graph: KnowledgeGraph,
    start_server: Callable[..., Server],
    tmp_path_factory: pytest.TempPathFactory,
) -> Server:
    """Return a service that takes updates from this machine."""
    folder = tmp_path_factory.mktemp("writable") / "graph"
    graph.save(folder)
    return start_server(
        folder, "--writable", "--seconds", "20", "--allow-origin", "https://yasgui.example"
    )


def post(server: Server, body: str | bytes, kind: str = UPDATE, **headers: str) -> Heard:
    """Send a body to the endpoint."""
    data = body.encode() if isinstance(body, str) else body
    heads = {"Content-Type": kind, **{k.replace("_", "-"): v for k, v in headers.items()}}
    return server.send(f"{server.url}/sparql", "", heads, data=data)


def held(folder: Path) -> bytes:
    """Return what a folder holds; its record and its store say the same."""
    found = nquads(EmbeddedStore.open(folder).quads())
    assert found == nquads(EmbeddedStore.from_record(folder).quads())
    return found


def n_notes(server: Server) -> int:
    """Return how many notes a query finds."""
    return int(server.ask(COUNT).json()["results"]["bindings"][0]["n"]["value"])


def test_two_ways_to_send_an_update(writable: Server) -> None:
    """As it is and as a form: every query after it sees the change, the folder holds it."""
    heard = post(writable, note("as it is", "žluťoučký"))
    assert (heard.status, heard.kind) == (200, "application/json")
    assert heard.json() == {"graphs": [MINE], "added": 2, "removed": 0}
    form = urlencode({"update": note("as a form")})
    assert post(writable, form, FORM).json()["added"] == 1
    assert [n_notes(writable) for _ in range(4)] == [3, 3, 3, 3]
    assert b"as a form" in held(writable.folder)
    assert "as a form" in writable.get(f"/id/{NAVARRA.removeprefix(v.BASE)}").text
    assert post(writable, f"CLEAR GRAPH <{MINE}>").json()["removed"] == 3
    assert n_notes(writable) == 0


@pytest.mark.parametrize(
    ("body", "kind", "status", "words"),
    [
        ("INSERT DATA {\n nonsense }", UPDATE, 400, "error at 2:"),
        ("SELECT * { ?s ?p ?o }", UPDATE, 400, "no update"),
        (b"\xff", UPDATE, 400, "not UTF-8"),
        ("update=DROP+ALL&update=DROP+ALL", FORM, 400, "one parameter 'update'"),
        ("update=DROP+ALL&query=ASK{}", FORM, 400, "no query beside it"),
        (urlencode({"update": note("x"), "using-graph-uri": MINE}), FORM, 400, "by USING"),
        (urlencode({"update": note("x"), "using-named-graph-uri": MINE}), FORM, 400, "by USING"),
        ("LOAD <http://127.0.0.1:9/x.ttl>", UPDATE, 400, "LOAD would fetch"),
        ("LOAD SILENT <file:///etc/passwd>", UPDATE, 400, "LOAD would fetch"),
        (f"INSERT {{ GRAPH <{MINE}> {{ ?s ?p ?o }} }} WHERE {{ SERVICE <http://127.0.0.1:9/> "
         "{ ?s ?p ?o } }", UPDATE, 400, "SERVICE would fetch"),
        (f"INSERT {{ GRAPH <{MINE}> {{ ?s ?p ?o }} }} USING <file:///etc/passwd> "
         "WHERE { ?s ?p ?o }", UPDATE, 400, "not a graph of this store"),
        ("DROP ALL", UPDATE, 403, "must not change"),
        (f"CLEAR GRAPH <{v.BASE}graph/entities>", UPDATE, 403, "graph/own/NAME"),
        (f"{note('first')} ; DROP GRAPH <{v.BASE}graph/entities>", UPDATE, 403, "must not change"),
        (f"INSERT DATA {{ GRAPH <{MINE}> {{ <{v.BASE}claim/x> a rg:Claim }} }}", UPDATE, 422,
         "break its shapes"),
        (f"COPY GRAPH <{v.BASE}graph/entities> TO GRAPH <{MINE}>", UPDATE, 422,
         "one named graph only"),
        (note("x"), "text/plain", 415, UPDATE),
        ('{"update": "DROP ALL"}', "application/json", 415, UPDATE),
        (note("x" * (300 << 10)), UPDATE, 413, ""),
    ],
)  # fmt: skip
def test_a_bad_update_is_told_and_changes_nothing(
    body: str | bytes, kind: str, status: int, words: str, writable: Server
) -> None:
    """With the status of the fault."""
    before = held(writable.folder)
    heard = post(writable, body, kind)
    assert (heard.status, words in heard.text) == (status, True), heard.text
    assert held(writable.folder) == before


def test_an_update_by_get_is_not_allowed(writable: Server) -> None:
    """A link, a picture or a crawler must not write."""
    heard = writable.get(f"/sparql?update={quote(note('x'))}")
    assert (heard.status, heard.headers["Allow"]) == (405, "POST")
    assert writable.send(f"{writable.url}/sparql", method="PUT").status == 405


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Origin": "https://yasgui.example"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
    ],
)
@pytest.mark.parametrize("kind", [UPDATE, FORM, "text/plain"])
def test_pages_from_elsewhere_cannot_write(
    headers: dict[str, str], kind: str, writable: Server
) -> None:
    """Neither by a form nor as text, and no preflight says that it may: who may ask, may not."""
    before = held(writable.folder)
    body = urlencode({"update": note("x")}) if kind == FORM else note("x")
    heard = post(writable, body, kind, **headers)
    assert heard.status == 403 or (kind, heard.status) == ("text/plain", 415)
    assert held(writable.folder) == before
    preflight = {**headers, "Access_Control_Request_Method": "POST"}
    asked = writable.send(
        f"{writable.url}/sparql",
        headers={
            **{name.replace("_", "-"): value for name, value in preflight.items()},
            "Access-Control-Request-Headers": "content-type",
        },
        method="OPTIONS",
    )
    assert asked.status in {400, 403, 405}


def test_our_own_page_may_write(writable: Server) -> None:
    """What a browser sends for a page of the service itself."""
    heard = post(writable, f"DROP SILENT GRAPH <{MINE}>", Origin=writable.url,
                 Sec_Fetch_Site="same-origin")  # fmt: skip
    assert heard.status == 200


def test_a_strangers_name_for_this_machine_is_refused(writable: Server) -> None:
    """A page whose own name points here is of the same origin, but the name is none of ours."""
    heard = post(writable, note("x"), Host="evil.example", Origin="http://evil.example")
    assert heard.status == 400


def test_a_proxy_does_not_let_others_write(writable: Server) -> None:
    """What it passes on for another machine is not from this one."""
    heard = post(writable, note("x"), X_Forwarded_For="203.0.113.7")
    assert (heard.status, "203.0.113.7" in heard.text) == (403, True)


def test_reading_alone_stays_the_default(server: Server) -> None:
    """Without ``--writable`` no update is taken, and the service says so."""
    assert post(server, note("x")).status == 403
    assert post(server, urlencode({"update": note("x")}), FORM).status == 403
    assert "SPARQL11Update" not in server.get("/sparql", "text/turtle").text


def test_our_own_client_writes_and_reads(writable: Server) -> None:
    """The service says that it is writable; a foreign graph is refused in plain words."""
    assert "SPARQL11Update" in writable.get("/sparql", "text/turtle").text
    store = RemoteStore.connect(f"{writable.url}/sparql")
    assert store.endpoint.writable
    store.update(note("from our client"))
    assert "from our client" in {row["o"].value for row in store.select(
        "SELECT ?o { ?s rdfs:comment ?o }")}  # fmt: skip
    with pytest.raises(EndpointError, match="403"):
        store.update("DROP ALL")
    store.update(f"DROP GRAPH <{MINE}>")


def test_a_token_opens_the_way(
    graph: KnowledgeGraph,
    start_server: Callable[..., Server],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Without it, or with another, 401; with it, also under a name of its own."""
    graph.save(tmp_path / "graph")
    monkeypatch.setenv("REGIONGRAPH_SERVE_TOKEN", "long-secret")
    own = start_server(tmp_path / "graph", "--writable", "--name", "graph.example")
    assert post(own, note("x")).status == 401
    wrong = post(own, note("x"), Authorization="Bearer wrong")
    assert (wrong.status, wrong.headers["WWW-Authenticate"]) == (401, "Bearer")
    assert post(own, note("x"), Authorization="Bearer long-secret").status == 200
    assert post(own, note("y"), Authorization="Bearer long-secret",
                Host="graph.example").status == 200  # fmt: skip
    assert post(own, note("z"), Authorization="Bearer long-secret",
                Origin="https://evil.example").status == 403  # fmt: skip
    assert n_notes(own) == 2
    monkeypatch.setenv("REGIONGRAPH_ENDPOINT", own.url)
    monkeypatch.setenv("REGIONGRAPH_ENDPOINT_TOKEN", "long-secret")
    RemoteStore(f"{own.url}/sparql").update(f"DROP GRAPH <{MINE}>")
    assert n_notes(own) == 0


@pytest.mark.parametrize(
    ("host", "names"),
    [("0.0.0.0", ()), ("127.0.0.1", ("graph.example",))],  # noqa: S104
)
def test_without_a_token_others_cannot_be_served(
    host: str, names: tuple[str, ...], server: Server
) -> None:
    """Neither at another address nor under another name; the service does not start."""
    from regiongraph.serve.updates import LOOPBACK

    service = Service(server.folder, writable=True, names=(*LOOPBACK, *names))
    with pytest.raises(EndpointError, match=r"anybody could write.*REGIONGRAPH_SERVE_TOKEN"):
        serve(service, host=host)
    if names:
        with pytest.raises(EndpointError, match="anybody could write"):
            application(service)


def test_writers_take_turns_and_readers_go_on(writable: Server) -> None:
    """Of eight updates at once each is made, or told to come again; queries are answered."""
    heard: list[Heard] = []
    threads = [
        threading.Thread(target=lambda n=n: heard.append(post(writable, note(f"turn {n}"))))
        for n in range(8)
    ]
    for thread in threads:
        thread.start()
    seen = []
    while any(thread.is_alive() for thread in threads):
        seen.append(n_notes(writable))
    for thread in threads:
        thread.join()
    made = sum(one.status == 200 for one in heard)
    assert {one.status for one in heard} <= {200, 503}
    assert made >= 2
    assert seen == sorted(seen)
    assert n_notes(writable) == made == held(writable.folder).count(b'"turn ')
    assert post(writable, f"DROP GRAPH <{MINE}>").status == 200


def test_an_update_that_runs_away_is_stopped(
    graph: KnowledgeGraph, start_server: Callable[..., Server], tmp_path: Path
) -> None:
    """It changes nothing, and the next one is made."""
    graph.save(tmp_path / "graph")
    own = start_server(tmp_path / "graph", "--writable", "--seconds", "6")
    before = held(own.folder)
    runaway = f"""INSERT {{ GRAPH <{MINE}> {{ <a:s> <a:p> ?n }} }} WHERE {{
        {{ SELECT (COUNT(*) AS ?n) {{ GRAPH ?g {{ ?a ?b ?c }} GRAPH ?h {{ ?d ?e ?f }}
           GRAPH ?i {{ ?j ?k ?l }} }} }} }}"""
    heard = post(own, runaway)
    assert (heard.status, "whole or not at all" in heard.text) == (500, True)
    assert held(own.folder) == before
    assert post(own, note("after it")).status == 200


def test_a_service_puts_back_what_a_killed_writer_moved_aside(
    graph: KnowledgeGraph, start_server: Callable[..., Server], tmp_path: Path
) -> None:
    """Between the two renames nothing stands in its place; queries, pages, updates go on."""
    folder = tmp_path / "graph"
    graph.save(folder)
    own = start_server(folder, "--writable")
    for act in (lambda: own.ask(COUNT), lambda: own.get("/void"), lambda: post(own, note("x"))):
        folder.rename(tmp_path / ".graph.old")
        assert act().status == 200
        assert folder.is_dir()


def test_a_service_that_is_killed_while_it_writes_leaves_a_whole_graph(
    graph: KnowledgeGraph, start_server: Callable[..., Server], tmp_path: Path
) -> None:
    """All its processes die at eight moments of an update of two triples: both or none stand."""
    folder = tmp_path / "graph"
    graph.save(folder)
    without = len(held(folder).splitlines())
    own = start_server(folder, "--writable")
    start = time.monotonic()
    assert post(own, note("a", "b")).status == 200
    taken = time.monotonic() - start
    post(own, f"DROP GRAPH <{MINE}>")
    found = set()
    for number in range(8):
        killing = threading.Timer(taken * (number + 1) / 8, _kill_writers, [own.process.pid])
        killing.start()
        status = post(own, note("a", "b")).status
        killing.join()
        n_quads = len(held(folder).splitlines()) - without
        assert n_quads in ({2} if status == 200 else {0, 2})
        found.add((status, n_quads))
        for _ in range(3):  # a writer that is dead is noticed when it is asked next
            post(own, f"DROP SILENT GRAPH <{MINE}>")
        assert post(own, f"DROP SILENT GRAPH <{MINE}>").status == 200
        assert len(held(folder).splitlines()) == without
    assert any(status == 500 for status, _ in found)


def _kill_writers(server: int) -> None:
    children = Path(f"/proc/{server}/task/{server}/children").read_text(encoding="ascii")
    for child in children.split():
        with suppress(FileNotFoundError, ProcessLookupError):  # it ended meanwhile
            if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes():
                os.kill(int(child), 9)
