"""What all tests share: no network, repeatable examples, and the shipped release."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from regiongraph.knowledge_graph import KnowledgeGraph

ROOT = Path(__file__).parents[1]
LOCAL = {"127.0.0.1", "::1", "localhost"}

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
def leipzig() -> Path:
    """Return the release that ships with the package."""
    return ROOT / "data" / "releases" / "leipziger-erklaerung.md"


@pytest.fixture(scope="session")
def leipzig_graph(leipzig: Path) -> KnowledgeGraph:
    """Return the graph of the shipped release."""
    import regiongraph

    return regiongraph.build([leipzig])
