"""What all tests share: no network, repeatable examples, and the shipped release."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings
from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser

    from regiongraph.knowledge_graph import KnowledgeGraph
    from regiongraph.records import ReadRelease

ROOT = Path(__file__).parents[1]
LOCAL = {"127.0.0.1", "::1", "localhost"}
SWITCHES = [
    "--no-sandbox",
    "--headless",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
]

# A failure must come back on the next run, on any machine, however slow it is.
settings.register_profile("repeatable", derandomize=True, deadline=None, database=None)
settings.load_profile("repeatable")


@pytest.fixture(autouse=True, scope="session")
def _no_network() -> Iterator[None]:
    """Refuse every connection that leaves this machine."""
    connect = socket.socket.connect

    def connect_locally(self: socket.socket, address: Any) -> None:
        if self.family != socket.AF_UNIX and address[0] not in LOCAL:
            pytest.fail(f"a test wanted to connect to {address}")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", connect_locally)
        yield


@pytest.fixture(scope="session")
def start_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., str]]:
    """Return a function that starts a server on a free port and returns its base address.

    The function is told the server's command, in which ``PORT`` stands for the port. The server
    works in a folder of its own, where it may leave logs.
    """
    running: list[subprocess.Popen[bytes]] = []
    folder = tmp_path_factory.mktemp("server")

    def start(*command: str) -> str:
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        words = [word.replace("PORT", str(port)) for word in command]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        server = subprocess.Popen(words, cwd=folder, **quiet)
        running.append(server)
        for _ in range(600):
            with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
                return f"http://127.0.0.1:{port}"
            if server.poll() is not None:
                break
            time.sleep(0.05)
        pytest.fail(f"it did not start: {' '.join(words)}")

    yield start
    for server in running:
        server.kill()
        server.wait()


@pytest.fixture(scope="session")
def start_oxigraph(start_server: Callable[..., str]) -> Callable[..., str]:
    """Return a function that starts an empty Oxigraph server and returns its base address."""
    program = str(Path(sys.executable).with_name("oxigraph"))
    return partial(start_server, program, "serve", "--bind", "127.0.0.1:PORT")


@pytest.fixture(scope="session")
def start_corese(start_server: Callable[..., str]) -> Callable[[], str]:
    """Return a function that starts an empty CORESE and returns where it takes queries.

    It needs a Java runtime of version 11 or later.
    """
    program = Path(__file__).with_name("graph") / "store" / "corese_server.py"
    return partial(start_server, sys.executable, str(program), "PORT")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return one Chromium for all tests: Playwright cannot be started twice in a process."""
    with sync_playwright() as playwright:
        chromium = shutil.which("chromium") or shutil.which("google-chrome")
        launched = playwright.chromium.launch(executable_path=chromium, args=SWITCHES)
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def leipzig() -> Path:
    """Return the release that ships with the package."""
    return ROOT / "data" / "releases" / "leipziger-erklaerung.md"


@pytest.fixture(scope="session")
def leipzig_graph(leipzig: Path) -> KnowledgeGraph:
    """Return the graph of the shipped release."""
    import regiongraph

    return regiongraph.build([leipzig])


@pytest.fixture(scope="session")
def read_by_hand() -> ReadRelease:
    """Return the Leipzig release as a person read it: its gold annotation as records."""
    import json

    from regiongraph.records import (
        FIELDS,
        EntityType,
        Evidence,
        FieldKind,
        Identity,
        Mention,
        ReadRelease,
        Release,
        Statement,
        StatementType,
    )

    folder = ROOT / "tests" / "corpus" / "leipzig"
    text = (folder / "leipziger-erklaerung.txt").read_text(encoding="utf-8")
    gold = json.loads((folder / "leipziger-erklaerung.gold.json").read_text(encoding="utf-8"))
    release = Release(
        id="5f2a9c1b5d7e",
        source="leipziger-erklaerung.txt",
        text=text,
        language="de",
        published=gold["published"],
        publisher=gold["publisher"],
        title="Allianz der europäischen Automobilregionen beschließt »Leipziger Erklärung«",
    )
    linked = {
        "automotive-regions-alliance": "organisation/ara",
        "cor": "organisation/cor",
        "coter": "organisation/cor-coter",
        "corai": "organisation/corai",
        "saxony": "region/DED",
        "navarra": "region/ES22",
    }
    keys = {
        entity["name"]: linked.get(
            entity.get("same_as"),
            f"{entity['type'].lower()}/{entity.get('same_as') or f'{release.id}-{number}'}",
        )
        for number, entity in enumerate(gold["entities"])
    }

    def mentions(surface: str) -> list[Mention]:
        return [
            Mention(at, at + len(surface), surface)
            for at in range(len(text))
            if text.startswith(surface, at)
        ]

    def value(kind: FieldKind, found: Any) -> Any:
        if found is None or kind not in {FieldKind.ENTITY, FieldKind.ENTITIES}:
            return found
        return keys[found] if isinstance(found, str) else tuple(keys[name] for name in found)

    identities = [
        Identity(
            key=keys[entity["name"]],
            type=EntityType(entity["type"]),
            name=entity["name"],
            mentions=tuple(m for surface in entity["mentions"] for m in mentions(surface)),
        )
        for entity in gold["entities"]
    ]
    statements = []
    for fact in gold["facts"]:
        kind, quote = StatementType(fact["type"]), fact["quote"]
        fields = {name: value(of, fact[name]) for name, of in FIELDS[kind].items()}
        start = text.index(quote)
        evidence = Evidence(start, start + len(quote), quote)
        statements.append(Statement(kind, fields, evidence, "hand", 0.9))
    return ReadRelease(release, tuple(identities), tuple(statements))
