"""A real server process over a graph with a hostile release, spoken to over real HTTP."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pytest

from regiongraph.knowledge_graph import KnowledgeGraph

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from regiongraph.records import ReadRelease

HOSTILE = "</script><script>alert(1)</script>\"'><img src=x onerror=alert(2)>"
"""A headline that wants to run."""


@dataclass(frozen=True)
class Heard:
    """A whole answer."""

    status: int
    kind: str
    text: str
    headers: Any

    def json(self) -> Any:
        """Return what its JSON says."""
        return json.loads(self.text)


@dataclass(frozen=True)
class Server:
    """A running service."""

    url: str
    folder: Path
    process: subprocess.Popen[bytes]

    def get(self, path: str, accept: str = "", **headers: str) -> Heard:
        """Send a GET."""
        return self.send(self.url + path, accept, headers)

    def ask(self, query: str, accept: str = "", **more: str) -> Heard:
        """Send a query as a form."""
        body = urlencode({"query": query, **more}).encode()
        return self.send(f"{self.url}/sparql", accept, data=body)

    def post(self, body: bytes, kind: str) -> Heard:
        """Send a body to the endpoint."""
        return self.send(f"{self.url}/sparql", "", {"Content-Type": kind}, data=body)

    @staticmethod
    def send(
        url: str, accept: str = "", headers: dict[str, str] | None = None, **more: Any
    ) -> Heard:
        """Send a request and return the answer, whatever its status."""
        heads = {**(headers or {}), **({"Accept": accept} if accept else {})}
        request = urllib.request.Request(url, headers=heads, **more)  # noqa: S310
        try:
            answer = urllib.request.urlopen(request, timeout=30)  # noqa: S310
        except urllib.error.HTTPError as error:
            answer = error
        with answer:
            kind = answer.headers.get("Content-Type", "").partition(";")[0]
            return Heard(answer.status, kind, answer.read().decode(), answer.headers)


@pytest.fixture(scope="session")
def graph(read_by_hand: ReadRelease) -> KnowledgeGraph:
    """Return the Leipzig release, and another of a hostile headline."""
    release = replace(
        read_by_hand.release,
        id="badbadbadbad",
        title=HOSTILE,
        url="https://example.org/x?javascript:alert(3)",
        published="2023-01-01",
    )
    bad = replace(read_by_hand, release=release, statements=read_by_hand.statements[:3])
    return KnowledgeGraph.from_read([read_by_hand, bad])


@pytest.fixture(scope="session")
def start_server() -> Iterator[Callable[..., Server]]:
    """Return a function that serves a folder by the command line, in a process of its own."""
    running: list[subprocess.Popen[bytes]] = []

    def start(folder: Path, *options: str) -> Server:
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        command = [sys.executable, "-m", "regiongraph", "serve", str(folder), "--port", str(port)]
        process = subprocess.Popen([*command, *options], stdout=subprocess.DEVNULL)
        running.append(process)
        for _ in range(400):
            with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
                return Server(f"http://127.0.0.1:{port}", folder, process)
            time.sleep(0.05)
        pytest.fail("the service did not start")

    yield start
    for process in running:
        process.terminate()
        assert process.wait(timeout=20) in {0, -15, 143}


@pytest.fixture(scope="session")
def server(
    graph: KnowledgeGraph,
    start_server: Callable[..., Server],
    tmp_path_factory: pytest.TempPathFactory,
) -> Server:
    """Return a service whose queries may take two seconds."""
    folder = tmp_path_factory.mktemp("serve") / "graph"
    graph.save(folder)
    return start_server(folder, "--seconds", "2", "--allow-origin", "https://yasgui.example")
