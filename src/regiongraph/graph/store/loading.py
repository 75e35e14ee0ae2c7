"""A graph loaded into a SPARQL server: graph by graph, in batches, resumable.

A named graph is replaced as a whole: its first batch drops what stood there, the others
add. What the server holds already, by a journal of what was sent and by its own count,
is not sent again, so a load that broke off goes on where it stopped.
"""

from __future__ import annotations

import hashlib
import json
import urllib.request
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast
from urllib.parse import quote

from regiongraph.errors import EndpointError, StoreError
from regiongraph.graph.store.http import exchange

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from pyoxigraph import Literal, NamedNode

    from regiongraph.graph.store.remote import RemoteStore

BATCH = 1_000
"""Triples in one request: Virtuoso 7 cannot compile an update of 5,000."""

_ERROR = 300


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did, as IRIs of named graphs, sorted.

    Args:
        written: Sent now.
        kept: There already.
        strange: On the server, but not in the graph that was loaded; they are left alone.
    """

    written: tuple[str, ...]
    kept: tuple[str, ...]
    strange: tuple[str, ...]


def load_record(
    record: Mapping[str, bytes],
    store: RemoteStore,
    *,
    data_url: str | None = None,
    journal: Path | None = None,
    batch: int = BATCH,
    progress: Callable[[str], None] | None = None,
) -> Loaded:
    """Load N-Quads into a server.

    Args:
        record: The sorted N-Quads of each named graph, by its IRI.
        store: The server.
        data_url: Its Graph Store Protocol address; without one, updates are sent.
        journal: A file in which to note what was sent; without one, all is sent.
        batch: Triples in one request.
        progress: Called with the IRI of each graph before it is sent.

    Raises:
        EndpointError: The server refuses, or cannot be reached. What was sent before is
            noted in the journal.
    """
    held, sent = _counts(store), _Journal(journal, data_url or store.update_url)
    written, kept = [], []
    for graph, lines in record.items():
        digest = hashlib.sha256(lines).hexdigest()
        triples = _triples(lines, graph)
        if held.get(graph) == len(triples) and sent.says(graph, digest):
            kept.append(graph)
            continue
        if progress is not None:
            progress(graph)
        sent.note(graph, None)
        for number, part in enumerate(_batches(triples, batch)):
            _send(store, data_url, graph, part, first=number == 0)
        sent.note(graph, digest)
        written.append(graph)
    return Loaded(tuple(written), tuple(kept), tuple(sorted(held.keys() - record.keys())))


def _counts(store: RemoteStore) -> dict[str, int]:
    rows = store.select("SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g")
    # CORESE groups nothing into one row without a graph.
    return {
        cast("NamedNode", row["g"]).value: int(cast("Literal", row["n"]).value)
        for row in rows
        if row["g"] is not None
    }


def _triples(nquads: bytes, graph: str) -> list[str]:
    """Return the lines without their graph; the record writes each in the same way."""
    tail = f" <{graph}> ."
    # A literal may hold other line ends, such as U+2028; only the line feed ends a quad.
    return [f"{line.removesuffix(tail)} ." for line in nquads.decode().split("\n") if line]


def _batches(triples: Sequence[str], size: int) -> Iterator[str]:
    for start in range(0, len(triples), size):
        yield "\n".join(triples[start : start + size])


def _send(store: RemoteStore, data_url: str | None, graph: str, part: str, *, first: bool) -> None:
    if data_url is None:
        drop = f"DROP SILENT GRAPH <{graph}> ; " if first else ""
        store.update(f"{drop}INSERT DATA {{ GRAPH <{graph}> {{\n{part}\n}} }}")
        return
    address = f"{data_url}?graph={quote(graph, safe='')}"
    request = urllib.request.Request(  # noqa: S310
        address,
        data=part.encode(),
        headers={"Content-Type": "application/n-triples"},
        method="PUT" if first else "POST",
    )
    reply = exchange(request, limits=store.limits)
    if reply.status >= _ERROR:
        what = f"it answers {reply.status}: {reply.words}"
        remedy = "Is this its Graph Store Protocol address, and may you write?"
        raise EndpointError(what, where=data_url, remedy=remedy)


class _Journal:
    """What was sent where: a digest for each graph and address."""

    def __init__(self, file: Path | None, address: str) -> None:
        self._file, self._address = file, address
        self._all: dict[str, dict[str, str]] = {}
        if file is not None and file.is_file():
            try:
                self._all = dict(json.loads(file.read_text(encoding="utf-8")))
            except (ValueError, TypeError) as error:
                what, remedy = f"the journal is broken: {error}", "Remove it: all is sent again."
                raise StoreError(what, where=str(file), remedy=remedy) from error
        self._sent = self._all.setdefault(address, {})

    def says(self, graph: str, digest: str) -> bool:
        return self._sent.get(graph) == digest

    def note(self, graph: str, digest: str | None) -> None:
        if digest is None:
            self._sent.pop(graph, None)
        else:
            self._sent[graph] = digest
        if self._file is not None:
            text = json.dumps(self._all, indent=1, sort_keys=True)
            self._file.write_text(text + "\n", encoding="utf-8")
