"""Servers that hang, drip, break off, lie and lead astray, on loopback."""

from __future__ import annotations

import socket
import threading
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from regiongraph.errors import EndpointError, QueryRefusedError
from regiongraph.graph.store.http import Limits, authorization
from regiongraph.graph.store.remote import RemoteStore

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Act = Callable[[socket.socket], None]

QUERY = "SELECT ?one { VALUES ?one { 1 } }"
ROWS = b'{"head":{"vars":["one"]},"results":{"bindings":[{"one":{"type":"literal","value":"1"}}]}}'
JSON = "application/sparql-results+json"
QUICK = Limits(wait=0.5, deadline=2, tries=3, size=1 << 20)


@dataclass
class Hostile:
    """A server that does, for each connection, what the next of its acts says."""

    url: str
    acts: list[Act] = field(default_factory=list)
    heard: list[bytes] = field(default_factory=list)

    def store(self, limits: Limits = QUICK) -> RemoteStore:
        """Return a store there."""
        return RemoteStore(self.url, limits=limits)


@pytest.fixture
def hostile() -> Iterator[Hostile]:
    """Serve on loopback until the test ends."""
    listening = socket.create_server(("127.0.0.1", 0))
    server = Hostile(f"http://127.0.0.1:{listening.getsockname()[1]}/sparql")
    threads = []

    def handle(connection: socket.socket, act: Act) -> None:
        with connection:
            try:
                server.heard.append(_request(connection))
                act(connection)
            except OSError:
                pass  # the client hung up, as it should

    def serve() -> None:
        while True:
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            act = server.acts.pop(0) if len(server.acts) > 1 else server.acts[0]
            threads.append(threading.Thread(target=handle, args=(connection, act)))
            threads[-1].start()

    accepting = threading.Thread(target=serve)
    accepting.start()
    yield server
    listening.shutdown(socket.SHUT_RDWR)
    listening.close()
    for thread in (accepting, *threads):
        thread.join(timeout=5)


def _request(connection: socket.socket) -> bytes:
    data = b""
    while b"\r\n\r\n" not in data:
        data += connection.recv(65536)
    head, _, body = data.partition(b"\r\n\r\n")
    length = next(
        int(line.split(b":")[1])
        for line in head.split(b"\r\n")
        if b"content-length" in line.lower()
    )
    while len(body) < length:
        body += connection.recv(65536)
    return head + b"\r\n\r\n" + body


def says(
    body: bytes = ROWS,
    status: str = "200 OK",
    kind: str = JSON,
    length: int | None = -1,
    **more: str,
) -> Act:
    """Return an act that answers; ``length`` None leaves it out, -1 tells the truth."""
    heads = {"Content-Type": kind, **{name.replace("_", "-"): text for name, text in more.items()}}
    if length is not None:
        heads["Content-Length"] = str(len(body) if length < 0 else length)
    lines = "".join(f"{name}: {text}\r\n" for name, text in heads.items())
    head = f"HTTP/1.1 {status}\r\n{lines}Connection: close\r\n\r\n"
    return lambda connection: connection.sendall(head.encode() + body)


def drips(head: bytes) -> Act:
    """Return an act that sends a byte now and then for a long time."""

    def act(connection: socket.socket) -> None:
        connection.sendall(head)
        for _ in range(200):
            time.sleep(0.1)
            connection.sendall(b" ")

    return act


def test_an_honest_answer_is_taken(hostile: Hostile) -> None:
    """By POST, as a form, with JSON asked for."""
    hostile.acts = [says()]
    assert [row["one"].value for row in hostile.store().select(QUERY)] == ["1"]
    (heard,) = hostile.heard
    assert heard.startswith(b"POST /sparql HTTP/1.1\r\n")
    assert b"Accept: application/sparql-results+json, application/json\r\n" in heard
    assert b"query=" in heard


@pytest.mark.parametrize(
    "act",
    [
        drips(b"HTTP/1.1 200 OK\r\nX-Header: "),
        drips(f"HTTP/1.1 200 OK\r\nContent-Type: {JSON}\r\n\r\n".encode()),
        drips(f"HTTP/1.1 200 OK\r\nContent-Type: {JSON}\r\nContent-Length: 900\r\n\r\n".encode()),
    ],
    ids=["header", "body", "promised body"],
)
def test_a_server_that_drips_is_left_at_the_deadline(act: Act, hostile: Hostile) -> None:
    """A time limit for each read alone would be held up for ever."""
    hostile.acts = [act]
    start = time.monotonic()
    with pytest.raises(EndpointError, match="not whole after 2 seconds"):
        hostile.store().select(QUERY)
    assert time.monotonic() - start < 3


def test_a_server_that_hangs_is_left(hostile: Hostile) -> None:
    """It is not asked again: the query may be what it labours at."""
    hostile.acts = [lambda _: time.sleep(3)]
    start = time.monotonic()
    with pytest.raises(EndpointError, match=r"nothing came for 0.5 seconds"):
        hostile.store().select(QUERY)
    assert time.monotonic() - start < 1.5
    assert len(hostile.heard) == 1


CUT = ROWS[:-20]


@pytest.mark.parametrize(
    "act",
    [
        says(CUT),
        says(CUT, length=None),
        says(ROWS[:-2] + b",The SPARQL operation has been cancelled"),
        says(ROWS, length=len(ROWS) + 5),
        says(b'5\r\n{"hea', length=None, Transfer_Encoding="chunked"),
        says(b""),
        says(b'{"boolean": true}'),
        says(b'{"head":{},"results":{"bindings":[{"one":{"type":"uri","value":"a b"}}]}}'),
        says(ROWS + ROWS),
    ],
    ids=["cut", "no length", "cancelled", "short", "chunk", "empty", "boolean", "term", "twice"],
)
def test_an_answer_that_is_not_whole_fails(act: Act, hostile: Hostile) -> None:
    """No row of a cut answer is ever returned."""
    hostile.acts = [act]
    with pytest.raises(EndpointError, match=r"breaks off|broken or cut off"):
        hostile.store().select(QUERY)


@pytest.mark.parametrize("kind", ["text/html", "text/csv", "application/sparql-results+xml", ""])
def test_only_json_is_taken(kind: str, hostile: Hostile) -> None:
    """A login page with status 200 is no answer, and its text is shown on one line."""
    hostile.acts = [says(b"<html>\n<h1>Please log in</h1>", kind=kind)]
    with pytest.raises(EndpointError, match=r"Please log in.*SPARQL endpoint\?"):
        hostile.store().select(QUERY)


def test_a_busy_server_is_asked_again_when_it_says(hostile: Hostile) -> None:
    """429 and 503 with Retry-After, in seconds and as a date, then rows."""
    hostile.acts = [
        says(b"", status="429 Too Many Requests", Retry_After="1"),
        says(b"", status="503 Busy", Retry_After="Wed, 21 Oct 2015 07:28:00 GMT"),
        says(),
    ]
    start = time.monotonic()
    assert len(hostile.store(Limits(deadline=5)).select(QUERY).rows) == 1
    assert 1 <= time.monotonic() - start < 3
    assert len(hostile.heard) == 3


def test_a_server_that_stays_busy_is_left(hostile: Hostile) -> None:
    """After the tries, or at once if the pause is longer than the time we have."""
    hostile.acts = [says(b"later", status="503 Busy", Retry_After="0")]
    with pytest.raises(EndpointError, match="503: later"):
        hostile.store().select(QUERY)
    assert len(hostile.heard) == QUICK.tries
    hostile.acts = [says(b"", status="429 Too Many Requests", Retry_After="3600")]
    with pytest.raises(EndpointError, match="429"):
        hostile.store().select(QUERY)
    assert len(hostile.heard) == QUICK.tries + 1


def test_a_dropped_connection_is_tried_again(hostile: Hostile) -> None:
    """A query may be repeated."""
    hostile.acts = [lambda connection: None, says()]
    assert len(hostile.store().select(QUERY).rows) == 1


def test_nobody_at_the_address_is_told() -> None:
    """With the address and a question."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        url = f"http://127.0.0.1:{free.getsockname()[1]}/sparql"
    with pytest.raises(EndpointError, match=rf"{url}: no connection .*Is the server running"):
        RemoteStore(url, limits=QUICK).select(QUERY)


@pytest.mark.parametrize("status", ["301 Moved", "302 Found", "303 See", "307 Temp", "308 Perm"])
def test_no_redirect_is_followed(
    status: str, hostile: Hostile, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither query nor credentials reach another address; that address is told."""
    _set(monkeypatch, hostile.url, REGIONGRAPH_ENDPOINT_TOKEN="secret")  # noqa: S106
    hostile.acts = [says(b"", status=status, Location=hostile.url + "/elsewhere")]
    with pytest.raises(EndpointError, match=r"points to .*/elsewhere.*If you trust"):
        hostile.store().select(QUERY)
    assert len(hostile.heard) == 1


@pytest.mark.parametrize("status", ["401 Unauthorized", "403 Forbidden"])
def test_missing_credentials_are_told(status: str, hostile: Hostile) -> None:
    """The message names the variables to set."""
    hostile.acts = [says(b"", status=status)]
    with pytest.raises(EndpointError, match=r"other credentials.*REGIONGRAPH_ENDPOINT"):
        hostile.store().select(QUERY)


def test_a_flood_is_stopped(hostile: Hostile) -> None:
    """An answer may have so many bytes, whatever it promises."""
    hostile.acts = [says(b" " * (2 << 20))]
    with pytest.raises(EndpointError, match="larger than 1 MiB"):
        hostile.store().select(QUERY)


def test_a_bad_query_is_told_in_the_servers_words(hostile: Hostile) -> None:
    """And not sent again."""
    hostile.acts = [says(b"expected {\nat 1:7", status="400 Bad Request", kind="text/plain")]
    with pytest.raises(QueryRefusedError, match=r"expected \{ at 1:7"):
        hostile.store().select(QUERY)
    assert len(hostile.heard) == 1


def test_an_entity_bomb_is_not_opened(hostile: Hostile) -> None:
    """Triples in RDF/XML may not declare a document type."""
    bomb = b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaa">]><rdf:RDF/>'
    hostile.acts = [says(bomb, kind="application/rdf+xml")]
    with pytest.raises(EndpointError, match="document type"):
        hostile.store().query("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }")


def test_a_row_limit_makes_a_full_answer_suspect(hostile: Hostile) -> None:
    """An endpoint that gives one row at most may have had more."""
    hostile.acts = [says()]
    store = RemoteStore.connect(hostile.url, limits=QUICK)
    assert store.endpoint.row_limit == 1
    with pytest.raises(EndpointError, match="1 rows at most, so this answer may be cut off"):
        store.select(QUERY)


def _set(monkeypatch: pytest.MonkeyPatch, endpoint: str, **values: str) -> None:
    monkeypatch.setenv("REGIONGRAPH_ENDPOINT", endpoint)
    for name, value in values.items():
        monkeypatch.setenv(name, value)


def test_credentials_go_to_their_endpoint_only(
    hostile: Hostile, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Same scheme, host and port; nobody else hears them."""
    _set(
        monkeypatch,
        hostile.url,
        REGIONGRAPH_ENDPOINT_USER="me",
        REGIONGRAPH_ENDPOINT_PASSWORD="pass",  # noqa: S106
    )
    hostile.acts = [says()]
    hostile.store().select(QUERY)
    assert b"Authorization: Basic bWU6cGFzcw==" in hostile.heard[0]
    _set(monkeypatch, "http://127.0.0.1:1/sparql")
    hostile.store().select(QUERY)
    assert b"Authorization" not in hostile.heard[1]


def test_credentials_from_netrc(
    hostile: Hostile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By host; a broken file is told."""
    file = tmp_path / "netrc"
    monkeypatch.setenv("NETRC", str(file))
    file.write_text("machine 127.0.0.1 login me password pass\n", encoding="utf-8")
    hostile.acts = [says()]
    hostile.store().select(QUERY)
    assert b"Authorization: Basic bWU6cGFzcw==" in hostile.heard[0]
    file.write_text("machine example.org login other password other\n", encoding="utf-8")
    hostile.store().select(QUERY)
    assert b"Authorization" not in hostile.heard[1]
    file.write_text("machine", encoding="utf-8")
    with pytest.raises(EndpointError, match="netrc cannot be read"):
        hostile.store().select(QUERY)


def test_credentials_do_not_travel_unencrypted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Except to this very machine."""
    _set(monkeypatch, "http://store.example.org/sparql", REGIONGRAPH_ENDPOINT_TOKEN="t")  # noqa: S106
    with pytest.raises(EndpointError, match=r"unencrypted.*https"):
        authorization("http://store.example.org/sparql")
    _set(monkeypatch, "https://store.example.org/sparql")
    assert authorization("https://store.example.org/update") == "Bearer t"
    assert authorization("https://store.example.org:8443/sparql") is None
    assert authorization("https://store.example.org.evil.test/sparql") is None
