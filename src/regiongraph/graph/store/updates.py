"""SPARQL updates of a graph folder: of a person's own graphs, and of nothing else.

What releases say follows from their texts and is made again by every build, so that a
change by hand would be lost there, or lie about its source. A person's own graphs,
``…/graph/own/NAME``, are beside it: every build keeps them.

An update runs on a copy in memory. What it would leave behind is checked; then record and
store are written aside with the change and renamed into place together. A process that
dies on the way leaves the old graph, or the new one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, Literal, NamedNode

from regiongraph.errors import QueryRefusedError, ShapeError, UpdateRefusedError
from regiongraph.graph import vocabulary as v
from regiongraph.graph.shapes import check_shapes
from regiongraph.graph.store import refuse_fetching_update
from regiongraph.graph.store.embedded import (
    EmbeddedStore,
    changed_graphs,
    keep_rest,
    stored,
    write_changes,
)
from regiongraph.graph.store.folder import refuse_unreadable, replacing
from regiongraph.graph.triples import own_graph
from regiongraph.graph.vocabulary import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_NAME = r"[a-z0-9][a-z0-9-]{0,63}"
_SHOWN = 20  # faults


@dataclass(frozen=True, slots=True)
class Updated:
    """What an update changed.

    Args:
        graphs: IRIs of the named graphs, sorted.
        added: Number of quads.
        removed: Number of quads.
    """

    graphs: tuple[str, ...] = ()
    added: int = 0
    removed: int = 0


def update_folder(folder: Path, sparql: str, *, base: str = v.BASE) -> Updated:
    """Make an update of a graph folder, whole or not at all.

    Args:
        folder: A graph folder.
        sparql: A SPARQL 1.1 update; the prefixes of the ontology are known.
        base: Where the IRIs of things begin.

    Raises:
        QueryRefusedError: It would fetch, or is not SPARQL.
        UpdateRefusedError: It would change what is no graph of a person's own.
        ShapeError: It would break the shapes, put a triple into two graphs, or hold a node
            without an IRI.
        StoreError: The folder holds no graph, or another process is writing it.
    """
    refuse_unreadable(folder)
    with replacing(folder) as aside:
        store = EmbeddedStore.from_record(folder)
        _run(store, sparql)
        _refuse_default(store, base)
        record = store.record()
        changed = changed_graphs(folder, record)
        _refuse_others(changed, base)
        _refuse_unsound(store, changed)
        after = {graph: record.get(graph, b"") for graph in changed}
        made = _difference({graph: stored(folder, graph) for graph in changed}, after)
        write_changes(folder, aside, after)
        keep_rest(folder, aside)
    return made


def _run(store: EmbeddedStore, sparql: str) -> None:
    refuse_fetching_update(sparql, graphs=store)
    try:
        store.oxigraph.update(sparql, prefixes=dict(PREFIXES))
    except (SyntaxError, ValueError, RuntimeError) as error:
        raise QueryRefusedError(f"not SPARQL: {error}", remedy="Mend the update.") from error


def _refuse_default(store: EmbeddedStore, base: str) -> None:
    if any(store.oxigraph.quads_for_pattern(None, None, None, DefaultGraph())):
        raise _not_own("the default graph", base)


def _refuse_others(changed: Iterable[str], base: str) -> None:
    own = re.compile(re.escape(own_graph("", base=base).value) + _NAME)
    for graph in changed:
        if not own.fullmatch(graph):
            raise _not_own(graph, base)


def _not_own(graph: str, base: str) -> UpdateRefusedError:
    remedy = (
        f"Write into GRAPH <{own_graph('NAME', base=base).value}>, with a NAME of a-z, 0-9 and -."
    )
    return UpdateRefusedError(f"an update must not change {graph}", remedy=remedy)


def _refuse_unsound(store: EmbeddedStore, changed: Iterable[str]) -> None:
    for graph in changed:
        for quad in store.oxigraph.quads_for_pattern(None, None, None, NamedNode(graph)):
            known = isinstance(quad.object, NamedNode | Literal)
            if not known or not isinstance(quad.subject, NamedNode):
                what = f"a blank node or a triple term: {quad}"
                raise ShapeError(what, remedy="Give every node an IRI.")
    found = check_shapes(store.oxigraph).violations
    if found:
        more = f"\n… and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
        told = "\n".join(map(str, found[:_SHOWN])) + more
        raise ShapeError(f"the graph would break its shapes:\n{told}", remedy="Mend the update")


def _difference(before: dict[str, bytes], after: dict[str, bytes]) -> Updated:
    lines = {graph: (_lines(before[graph]), _lines(after[graph])) for graph in after}
    return Updated(
        tuple(lines),
        added=sum(len(new - old) for old, new in lines.values()),
        removed=sum(len(old - new) for old, new in lines.values()),
    )


def _lines(nquads: bytes) -> set[bytes]:
    return set(nquads.split(b"\n")) - {b""}
