"""Connections wait for the next request, are trusted by their certificate, and never mixed up."""

from __future__ import annotations

import multiprocessing
import socket
import ssl
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest
import trustme

from regiongraph.errors import EndpointError
from regiongraph.graph.store.http import Limits
from regiongraph.graph.store.remote import RemoteStore

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

QUICK = Limits(wait=1, deadline=3, tries=2)


@dataclass
class Server:
    """An endpoint that answers with the number of the connection that asks.

    Args:
        url: Its address.
        asked: The connection of each request.
        idle: Seconds for which it keeps a connection open.
        stray: What it sends after an answer, asked by nobody.
        length: What it adds to the length that it promises.
    """

    url: str = ""
    asked: list[int] = field(default_factory=list)
    heads: list[str | None] = field(default_factory=list)
    idle: float | None = None
    stray: bytes = b""
    length: int = 0

    def ask(self, store: RemoteStore) -> int:
        """Ask, and return which connection was answered."""
        (row,) = store.select("SELECT ?n { VALUES ?n { 1 } }")
        return int(row["n"].value)


@contextmanager
def serving(tls: ssl.SSLContext | None = None) -> Iterator[Server]:
    """Serve on loopback, under TLS if a context is given."""
    server = Server()
    connections: list[object] = []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def setup(self) -> None:
            connections.append(self)
            self.timeout = server.idle
            super().setup()

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            number = connections.index(self)
            server.asked.append(number)
            server.heads.append(self.headers["Authorization"])
            body = b'{"head":{"vars":["n"]},"results":{"bindings":[{"n":{"type":"literal",'
            body += b'"value":"%d"}}]}}' % number
            self.send_response(200)
            self.send_header("Content-Type", "application/sparql-results+json")
            self.send_header("Content-Length", str(len(body) + server.length))
            self.end_headers()
            self.wfile.write(body)
            if server.stray:
                time.sleep(0.05)
                self.wfile.write(server.stray)

        def log_message(self, *_: object) -> None:
            pass

    class Quiet(ThreadingHTTPServer):
        daemon_threads = True
        request_queue_size = 64

        def handle_error(self, *_: object) -> None:
            pass  # a client that hangs up, as it should

    http = Quiet(("127.0.0.1", 0), Handler)
    if tls is not None:
        http.socket = tls.wrap_socket(http.socket, server_side=True, do_handshake_on_connect=False)
    server.url = f"http{'s' if tls else ''}://127.0.0.1:{http.server_port}/sparql"
    running = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.05})
    running.start()
    try:
        yield server
    finally:
        http.shutdown()
        http.server_close()
        running.join()


@pytest.fixture
def server() -> Iterator[Server]:
    """Serve without TLS."""
    with serving() as server:
        yield server


def test_requests_share_a_connection(server: Server) -> None:
    """Those of one thread to one server, whichever store sends them."""
    one, other = RemoteStore(server.url, limits=QUICK), RemoteStore(server.url, limits=QUICK)
    assert [server.ask(one), server.ask(other), server.ask(one)] == [0, 0, 0]


def test_a_connection_that_the_server_gave_up_is_opened_anew(server: Server) -> None:
    """Without counting as a failure: the store would not try a second time."""
    server.idle = 0.2
    store = RemoteStore(server.url, limits=Limits(wait=1, deadline=3, tries=1))
    assert server.ask(store) == 0
    time.sleep(0.5)
    assert server.ask(store) == 1


def test_what_nobody_asked_for_is_no_answer(server: Server) -> None:
    """A server that goes on talking is asked over another connection."""
    server.stray = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
    store = RemoteStore(server.url, limits=QUICK)
    assert server.ask(store) == 0
    time.sleep(0.3)
    assert server.ask(store) == 1


def test_a_broken_answer_ends_its_connection(server: Server) -> None:
    """What is left of it must not be taken for the next answer."""
    store = RemoteStore(server.url, limits=Limits(wait=0.3, deadline=3, tries=1))
    server.length = 5
    with pytest.raises(EndpointError, match="nothing came for"):
        server.ask(store)
    server.length = 0
    assert server.ask(store) == 1


def test_threads_do_not_share_a_connection(server: Server) -> None:
    """Each hears its own answers."""
    store = RemoteStore(server.url, limits=QUICK)
    heard: dict[int, set[int]] = {}

    def ask(name: int) -> None:
        heard[name] = {server.ask(store) for _ in range(20)}

    threads = [threading.Thread(target=ask, args=(name,)) for name in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(map(len, heard.values())) == [1, 1, 1, 1]
    assert len(set.union(*heard.values())) == 4


@pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")
def test_a_forked_process_opens_its_own(server: Server) -> None:
    """Two processes that read from one connection would take each other's answers."""
    store = RemoteStore(server.url, limits=QUICK)
    assert server.ask(store) == 0
    forks = multiprocessing.get_context("fork")
    found = forks.Queue()
    child = forks.Process(target=lambda: found.put(server.ask(store)))
    child.start()
    child.join(timeout=10)
    assert (found.get(timeout=5), server.ask(store)) == (1, 0)


def test_credentials_are_sent_with_each_request_or_not_at_all(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A connection remembers none."""
    store = RemoteStore(server.url, limits=QUICK)
    monkeypatch.setenv("REGIONGRAPH_ENDPOINT", server.url)
    monkeypatch.setenv("REGIONGRAPH_ENDPOINT_TOKEN", "secret")
    server.ask(store)
    monkeypatch.delenv("REGIONGRAPH_ENDPOINT")
    server.ask(store)
    assert server.asked == [0, 0]
    assert server.heads == ["Bearer secret", None]


def test_a_proxy_is_asked_in_the_servers_stead(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As the environment says."""
    from regiongraph.graph.store.connections import opener

    monkeypatch.setenv("http_proxy", server.url)
    opener.cache_clear()
    try:
        store = RemoteStore("http://store.example/sparql", limits=QUICK)
        assert server.ask(store) == 0
    finally:
        opener.cache_clear()


def test_many_threads_ask_at_once_and_few_connections_wait(server: Server) -> None:
    """More than may wait; none closes another's, and each is answered."""
    from regiongraph.graph.store.connections import _MOST_RESTING, _RESTING

    store = RemoteStore(server.url, limits=Limits(wait=5, deadline=20, tries=1))
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)  # let threads meet where they rarely do
    try:
        with ThreadPoolExecutor(4 * _MOST_RESTING) as pool:
            answers = list(pool.map(lambda _: server.ask(store), range(40 * _MOST_RESTING)))
    finally:
        sys.setswitchinterval(usual)
    assert len(answers) == len(server.asked) == 40 * _MOST_RESTING
    assert len(_RESTING) <= _MOST_RESTING


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    """Return a certificate authority that no machine trusts."""
    return trustme.CA()


def tls(authority: trustme.CA, name: str) -> ssl.SSLContext:
    """Return what a server needs to show a certificate for a name."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name).configure_cert(context)
    return context


@pytest.fixture
def trusting(authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Trust the authority, by ``SSL_CERT_FILE``."""
    file = tmp_path / "authority.pem"
    authority.cert_pem.write_to_path(file)
    monkeypatch.setenv("SSL_CERT_FILE", str(file))


def test_a_certificate_of_nobody_known_is_refused(authority: trustme.CA) -> None:
    """Nothing is sent; the error says how to trust it."""
    with (
        serving(tls(authority, "127.0.0.1")) as server,
        pytest.raises(EndpointError, match=r"certificate is not trusted \(.*issuer.*SSL_CERT_FILE"),
    ):
        server.ask(RemoteStore(server.url, limits=QUICK))
    assert server.asked == []


@pytest.mark.usefixtures("trusting")
def test_a_named_authority_is_trusted(
    authority: trustme.CA, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Credentials travel, and the connection waits as others do."""
    with serving(tls(authority, "127.0.0.1")) as server:
        store = RemoteStore(server.url, limits=QUICK)
        monkeypatch.setenv("REGIONGRAPH_ENDPOINT", server.url)
        monkeypatch.setenv("REGIONGRAPH_ENDPOINT_TOKEN", "secret")
        assert [server.ask(store), server.ask(store)] == [0, 0]
        assert server.heads == ["Bearer secret"] * 2


@pytest.mark.usefixtures("trusting")
def test_a_certificate_for_another_name_is_refused(authority: trustme.CA) -> None:
    """Although its issuer is trusted."""
    with (
        serving(tls(authority, "other.example")) as server,
        pytest.raises(EndpointError, match=r"not trusted .*IP address mismatch"),
    ):
        server.ask(RemoteStore(server.url, limits=QUICK))


def test_a_missing_file_of_authorities_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """OpenSSL would pass over it in silence."""
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "none.pem"))
    with pytest.raises(EndpointError, match=r"none\.pem: SSL_CERT_FILE names no file"):
        RemoteStore("https://127.0.0.1:1/sparql", limits=QUICK).select("SELECT ?n {}")


def test_a_handshake_that_never_ends_is_left() -> None:
    """A server that takes the connection and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as mute:
        url = f"https://127.0.0.1:{mute.getsockname()[1]}/sparql"
        start = time.monotonic()
        with pytest.raises(EndpointError, match="nothing came for 1 seconds"):
            RemoteStore(url, limits=QUICK).select("SELECT ?n {}")
        assert time.monotonic() - start < 2
