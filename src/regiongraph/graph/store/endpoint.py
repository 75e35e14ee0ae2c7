"""What kind of store stands behind an endpoint: found out by asking, and said."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from regiongraph.errors import EndpointError, QueryRefusedError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from regiongraph.graph.store.remote import RemoteStore

_WAYS: tuple[Mapping[str, str], ...] = (
    {},
    {"union-default-graph": "true"},
    {"default-graph-uri": "urn:x-arq:UnionGraph"},
    {"default-graph-uri": "tag:stardog:api:context:all"},
)
"""How to have all named graphs read as one: by itself, Oxigraph, Jena Fuseki, Stardog."""
_SOME = "SELECT ?s ?p ?o { GRAPH ?g { ?s ?p ?o } FILTER(isIRI(?s) && isIRI(?o)) } LIMIT 1"
_NOWHERE = "FROM <urn:uuid:00000000-0000-0000-0000-000000000000>"
_SIDE = 28
_TRIED = _SIDE**3
"""How many rows are asked for to see whether there is a limit; 10,000 is a usual one."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """What an endpoint is.

    Args:
        url: Its address.
        empty: It holds no triple in a named graph, so that little could be found out.
        union: All named graphs are read as one, by itself or by ``union_by``; None: unknown.
        union_by: The parameters with which it does so.
        heeds_from: FROM narrows a query; an Oxigraph server that reads all named graphs as one
            ignores it. None: unknown.
        deduplicates: A triple in two graphs counts once; None: unknown.
        row_limit: It gives so many rows at most; None: no limit up to `_TRIED` rows.
        writable: It takes updates from us.
    """

    url: str
    empty: bool = True
    union: bool | None = None
    union_by: Mapping[str, str] = field(default_factory=dict)
    heeds_from: bool | None = None
    deduplicates: bool | None = None
    row_limit: int | None = None
    writable: bool = False

    def __str__(self) -> str:
        """Say it, a line each."""
        by = ", ".join(f"{name}={value}" for name, value in self.union_by.items())
        union = {True: f"yes{f', asked by {by}' if by else ''}", False: "no", None: "unknown"}
        heeded = {True: "heeded", False: "ignored", None: "unknown"}
        twice = {True: "once", False: "twice", None: "unknown"}
        lines = (
            f"endpoint: {self.url}{' (no named graphs yet)' if self.empty else ''}",
            f"all named graphs read as one: {union[self.union]}",
            f"FROM: {heeded[self.heeds_from]}",
            f"a triple in two graphs counts: {twice[self.deduplicates]}",
            f"rows at most: {self.row_limit or f'no limit up to {_TRIED}'}",
            f"updates: {'allowed' if self.writable else 'not allowed'}",
        )
        return "\n".join(lines)


def find_out(store: RemoteStore) -> Endpoint:
    """Ask an endpoint what it is. Nothing is written: the update sent is empty.

    Raises:
        EndpointError: It cannot be reached, or does not answer as SPARQL 1.1 has it.
    """
    found = replace(Endpoint(store.url), row_limit=_row_limit(store), writable=_writable(store))
    some = list(_rows(store, _SOME))
    if not some:
        return found
    triple = " ".join(str(some[0][name]) for name in "spo")
    found = replace(found, empty=False, heeds_from=not _holds(store, triple, {}, _NOWHERE))
    for way in _WAYS:
        if _holds(store, triple, way):
            return replace(found, union=True, union_by=way)
    return replace(found, union=False)


def try_duplicates(store: RemoteStore) -> Endpoint:
    """Find out, by writing a triple into two graphs and taking both away, what we could not.

    Returns:
        What the endpoint is, with ``deduplicates`` and ``union`` known.

    Raises:
        EndpointError: It refuses the update.
    """
    mark = uuid.uuid4().urn
    graphs = [f"<{mark}:{number}>" for number in (1, 2)]
    triple = f"<{mark}> <{mark}> <{mark}>"
    try:
        data = " ".join(f"GRAPH {graph} {{ {triple} }}" for graph in graphs)
        store.update(f"INSERT DATA {{ {data} }}")
        for way in _WAYS:
            counted = _count(store, f"<{mark}> ?p ?o", way)
            if counted:
                once = counted == 1
                return replace(store.endpoint, union=True, union_by=way, deduplicates=once)
        return replace(store.endpoint, union=False, union_by={})
    finally:
        store.update(" ; ".join(f"DROP SILENT GRAPH {graph}" for graph in graphs))


def _count(store: RemoteStore, pattern: str, way: Mapping[str, str]) -> int:
    try:
        rows = list(_rows(store, f"SELECT (COUNT(*) AS ?n) {{ {pattern} }}", way))
    except (EndpointError, QueryRefusedError):
        return 0  # a parameter that it does not know
    return int(rows[0]["n"].value)


def _holds(store: RemoteStore, triple: str, way: Mapping[str, str], graphs: str = "") -> bool:
    try:
        return bool(store.ask_as_it_is(f"ASK {graphs} {{ {triple} }}", way))
    except (EndpointError, QueryRefusedError):
        return False  # a parameter that it does not know


def _row_limit(store: RemoteStore) -> int | None:
    values = " ".join(map(str, range(_SIDE)))
    blocks = " ".join(f"VALUES ?{name} {{ {values} }}" for name in "abc")
    n_rows = len(list(_rows(store, f"SELECT ?a ?b ?c {{ {blocks} }}")))
    return n_rows if n_rows < _TRIED else None


def _writable(store: RemoteStore) -> bool:
    try:
        store.update("INSERT DATA { }")
    except EndpointError:
        return False
    return True


def _rows(store: RemoteStore, sparql: str, way: Mapping[str, str] | None = None) -> Any:
    answer = store.ask_as_it_is(sparql, way or {})
    try:
        return iter(answer)  # type: ignore[arg-type]
    except TypeError:
        what, remedy = "it gives no rows to a SELECT", "Is this a SPARQL endpoint?"
        raise EndpointError(what, where=store.url, remedy=remedy) from None
