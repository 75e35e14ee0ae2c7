"""The embedded store: Oxigraph, in memory for library work, in a folder for the command line.

The record, sorted N-Quads, is the graph; the store in the folder is made from it and can
be made again. See `regiongraph.graph.store.folder` for how a folder is laid out.
"""

from __future__ import annotations

import io
import json
import os
import shutil
from collections import defaultdict
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from pyoxigraph import DefaultGraph, NamedNode, Quad, QuerySolutions, RdfFormat, parse
from pyoxigraph import Store as Oxigraph

from regiongraph.errors import QueryRefusedError, StoreError
from regiongraph.graph.store import names_graphs, refuse_twice, refuse_unsafe
from regiongraph.graph.store.folder import (
    MAKE_AGAIN,
    OWN,
    RECORD,
    REPORT,
    SOURCES,
    STORE,
    refuse_unreadable,
    replacing,
)
from regiongraph.graph.triples import nquads
from regiongraph.graph.vocabulary import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from _typeshed import WriteableBuffer
    from pyoxigraph import QueryBoolean, QueryTriples

_BROKEN = (OSError, ValueError, RuntimeError)
"""What Oxigraph raises on a store that is locked, damaged or not its own."""
_CHUNK = 1 << 20  # bytes read at once


class EmbeddedStore:
    """A graph in Oxigraph. All named graphs are asked as one, unless a query names some.

    Args:
        oxigraph: The engine, filled.
    """

    def __init__(self, oxigraph: Oxigraph) -> None:
        self.oxigraph = oxigraph

    @classmethod
    def in_memory(cls, quads: Iterable[Quad]) -> EmbeddedStore:
        """Return a store that holds the quads in memory."""
        engine = Oxigraph()
        engine.bulk_extend(quads)
        return cls(engine)

    @classmethod
    def open(cls, folder: Path) -> EmbeddedStore:
        """Open a graph folder, for reading only; who writes it meanwhile is not disturbed.

        Args:
            folder: A folder that `save` wrote.

        Raises:
            StoreError: It is missing, is no graph folder, is damaged, or was written by a
                newer version.
        """
        refuse_unreadable(folder)
        remedy = MAKE_AGAIN.format(folder)
        if not (folder / STORE / "CURRENT").is_file():
            raise StoreError("the store is missing", where=str(folder), remedy=remedy)
        try:
            return cls(Oxigraph.read_only(str(folder / STORE)))
        except _BROKEN as error:
            what = f"the store is damaged: {error}"
            raise StoreError(what, where=str(folder), remedy=remedy) from error

    @classmethod
    def from_record(cls, folder: Path) -> EmbeddedStore:
        """Load the record of a graph folder into memory; its store is not looked at.

        Raises:
            StoreError: The folder holds no graph, or a file of its record is damaged.
        """
        refuse_unreadable(folder)
        engine = Oxigraph()
        _load(engine, _record_files(folder))
        return cls(engine)

    def __len__(self) -> int:
        """Return the number of quads."""
        return len(self.oxigraph)

    def __contains__(self, graph: object) -> bool:
        """Return whether there is a named graph of that IRI."""
        try:
            return self.oxigraph.contains_named_graph(NamedNode(str(graph)))
        except ValueError:
            return False

    def graphs(self) -> list[str]:
        """Return the IRIs of the named graphs, sorted."""
        return sorted(graph.value for graph in self.oxigraph.named_graphs())

    def quads(self) -> Iterator[Quad]:
        """Yield every quad."""
        return self.oxigraph.quads_for_pattern(None, None, None, None)

    def query(self, sparql: str) -> QuerySolutions | QueryBoolean | QueryTriples:
        """Answer a query that only reads.

        Args:
            sparql: SELECT, ASK, CONSTRUCT or DESCRIBE; the prefixes of the ontology are known.

        Raises:
            QueryRefusedError: It would write or fetch, or is not SPARQL.
        """
        refuse_unsafe(sparql, graphs=self)
        return self.query_dataset(sparql)

    def query_dataset(
        self, sparql: str, *, default_graphs: Sequence[str] = (), named_graphs: Sequence[str] = ()
    ) -> QuerySolutions | QueryBoolean | QueryTriples:
        """Answer a query that is known to be harmless, over graphs named beside it.

        Args:
            sparql: SELECT, ASK, CONSTRUCT or DESCRIBE; the prefixes of the ontology are known.
            default_graphs: IRIs of the graphs to read as one; without any graph here, FROM
                says, and without FROM all named graphs are read.
            named_graphs: IRIs of the graphs that GRAPH may name; likewise.

        Raises:
            QueryRefusedError: It is not SPARQL.
        """
        options: dict[str, Any] = {}
        if default_graphs or named_graphs:
            options["default_graph"] = [NamedNode(graph) for graph in default_graphs]
            options["named_graphs"] = [NamedNode(graph) for graph in named_graphs]
        elif not names_graphs(sparql):  # the engine ignores FROM where it reads all as one
            options["use_default_graph_as_union"] = True
        try:
            return self.oxigraph.query(sparql, prefixes=dict(PREFIXES), **options)
        except SyntaxError as error:
            raise QueryRefusedError(f"not SPARQL: {error}", remedy="Mend the query.") from error

    def select(self, sparql: str) -> QuerySolutions:
        """Answer a SELECT.

        Raises:
            QueryRefusedError: It would write or fetch, or is no SELECT.
        """
        answer = self.query(sparql)
        if isinstance(answer, QuerySolutions):
            return answer
        raise QueryRefusedError("a question must be a SELECT", remedy="Ask with SELECT.")

    def replace(self, graph: str, quads: Iterable[Quad]) -> None:
        """Put quads in the place of a named graph: all of it changes, or nothing.

        Args:
            graph: Its IRI; without quads the graph is dropped.
            quads: Quads of that graph.
        """
        lines = "".join(f"{quad.triple} .\n" for quad in quads)
        insert = f"; INSERT DATA {{ GRAPH <{graph}> {{ {lines} }} }}" if lines else ""
        self.oxigraph.update(f"DROP SILENT GRAPH <{graph}>{insert}")

    def save(
        self,
        folder: Path,
        *,
        report: Mapping[str, object],
        sources: Mapping[str, bytes] | None = None,
    ) -> None:
        """Write record, store and report to a folder; a graph that stood there is replaced.

        A person's own graphs in the folder stay, and are written as they are here where they
        are here, too.

        Args:
            folder: A graph folder, an empty one, or one that does not exist yet.
            report: What was built; values that JSON can hold.
            sources: The files that were read, by path below ``sources/``.

        Raises:
            StoreError: The folder holds something else, is being written by another
                process, or cannot be written.
            ShapeError: A triple stands in two graphs.
        """
        with replacing(folder) as aside:
            _write_record(aside, self._record_beside_own(folder))
            _fill_store(aside)
            _write_rest(aside, report, sources or {})

    def save_changes(
        self,
        folder: Path,
        *,
        report: Mapping[str, object],
        sources: Mapping[str, bytes] | None = None,
    ) -> list[str]:
        """Make a graph folder hold this graph; named graphs that are equal are left alone.

        A person's own graphs stay. Readers keep the graph that they opened. The arguments and
        errors are those of `save`.

        Returns:
            The IRIs of the graphs that were written or dropped, sorted.
        """
        with replacing(folder) as aside:
            record = self._record_beside_own(folder)
            changed = changed_graphs(folder, record)
            write_changes(folder, aside, {graph: record.get(graph, b"") for graph in changed})
            _write_rest(aside, report, sources or {})
        return changed

    def record(self) -> dict[str, bytes]:
        """Return the N-Quads of each named graph, by its IRI, sorted."""
        return _record_of(self.quads())

    def _record_beside_own(self, folder: Path) -> dict[str, bytes]:
        """Return the record of this graph and of the own graphs in a folder that it has not."""
        theirs = [quad for quad in _own_quads(folder) if _graph_of(quad) not in self]
        quads = [*self.quads(), *theirs]
        refuse_twice(quads)
        return _record_of(quads)


def changed_graphs(folder: Path, record: Mapping[str, bytes]) -> list[str]:
    """Return the graphs whose stored record is another, or that only one side has, sorted.

    Args:
        folder: A graph folder.
        record: N-Quads by the IRI of their graph.
    """
    gone = set(EmbeddedStore.open(folder).graphs()) - record.keys()
    return sorted(gone | {graph for graph in record if record[graph] != stored(folder, graph)})


def write_changes(folder: Path, aside: Path, changed: Mapping[str, bytes]) -> None:
    """Copy record and store of a folder aside, with some graphs changed.

    Args:
        folder: A graph folder.
        aside: An empty folder.
        changed: The N-Quads that graphs are to have, by IRI; those without any are dropped.
    """
    with _copied(folder, aside) as copy:
        for graph, lines in changed.items():
            _record_file(aside, graph).unlink(missing_ok=True)
            copy.replace(graph, parse(lines, RdfFormat.N_QUADS))
        copy.oxigraph.flush()
    _write_record(aside, {graph: lines for graph, lines in changed.items() if lines})


def keep_rest(folder: Path, aside: Path) -> None:
    """Take the report and the files that were read over to a folder aside."""
    if (folder / SOURCES).is_dir():
        shutil.copytree(folder / SOURCES, aside / SOURCES, copy_function=os.link)
    if (folder / REPORT).is_file():
        shutil.copy2(folder / REPORT, aside / REPORT)


def stored(folder: Path, graph: str) -> bytes:
    """Return the stored N-Quads of a named graph; none if it is not there."""
    file = _record_file(folder, graph)
    return file.read_bytes() if file.is_file() else b""


def make_store_again(folder: Path) -> None:
    """Make the store of a graph folder from its record.

    Raises:
        StoreError: There is no record, it is damaged, or the folder cannot be written.
    """
    refuse_unreadable(folder)
    with replacing(folder) as aside:
        if (folder / RECORD).is_dir():
            shutil.copytree(folder / RECORD, aside / RECORD, copy_function=os.link)
        keep_rest(folder, aside)
        _fill_store(aside)


@contextmanager
def _copied(folder: Path, aside: Path) -> Iterator[EmbeddedStore]:
    """Copy record and store aside by hard links, and yield the copy for changes."""
    refuse_unreadable(folder)
    shutil.copytree(folder / RECORD, aside / RECORD, copy_function=os.link)
    EmbeddedStore.open(folder).oxigraph.backup(str(aside / STORE))
    yield EmbeddedStore(Oxigraph(str(aside / STORE)))


def _graph_of(quad: Quad) -> str:
    if isinstance(quad.graph_name, NamedNode):
        return quad.graph_name.value
    where = "the default graph" if isinstance(quad.graph_name, DefaultGraph) else "a blank graph"
    remedy = "Put every triple into a named graph: the record has a file for each."
    raise StoreError(f"{quad.triple} stands in {where}", remedy=remedy)


def _record_file(folder: Path, graph: str) -> Path:
    """Return ``record/release-1f2e….nq`` for ``…/graph/release/1f2e…``."""
    name = graph.rpartition("/graph/")[2].replace("/", "-")
    return folder / RECORD / f"{name}.nq"


def _record_files(folder: Path) -> list[Path]:
    return sorted((folder / RECORD).glob("*.nq"))


def _own_quads(folder: Path) -> Iterator[Quad]:
    for file in sorted((folder / RECORD).glob(f"{OWN}*.nq")):
        _refuse_damaged(file)
        yield from parse(path=str(file), format=RdfFormat.N_QUADS)


def _record_of(quads: Iterable[Quad]) -> dict[str, bytes]:
    found: dict[str, list[Quad]] = defaultdict(list)
    for quad in quads:
        found[_graph_of(quad)].append(quad)
    return {graph: nquads(found[graph]) for graph in sorted(found)}


def _write_record(folder: Path, record: Mapping[str, bytes]) -> None:
    (folder / RECORD).mkdir(exist_ok=True)
    for graph, lines in record.items():
        _record_file(folder, graph).write_bytes(lines)


def _write_rest(folder: Path, report: Mapping[str, object], sources: Mapping[str, bytes]) -> None:
    text = json.dumps(report, ensure_ascii=False, indent=2, sort_keys=True)
    (folder / REPORT).write_text(text + "\n", encoding="utf-8")
    for name, content in sources.items():
        file = folder / SOURCES / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)


def _fill_store(folder: Path) -> None:
    """Make ``store/`` from ``record/`` in one bulk load."""
    engine = Oxigraph(str(folder / STORE))
    _load(engine, _record_files(folder))
    engine.flush()


def _load(engine: Oxigraph, files: Sequence[Path]) -> None:
    """Load all files at once: one bulk load is cheaper than one a file."""
    try:
        with io.BufferedReader(_Chain(files), _CHUNK) as lines:
            engine.bulk_load(input=lines, format=RdfFormat.N_QUADS)
    except (SyntaxError, *_BROKEN):
        for file in files:
            _refuse_damaged(file)
        raise


class _Chain(io.RawIOBase):
    """Files, read as if they were one."""

    def __init__(self, files: Iterable[Path]) -> None:
        self._waiting = iter(files)
        self._stream: io.RawIOBase | io.BufferedReader | io.BytesIO = io.BytesIO()

    def readable(self) -> bool:
        """Return that it can be read."""
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Fill a buffer from the current file, or the next; 0 at the end of the last."""
        while not (n_read := self._stream.readinto(buffer)):
            self._stream.close()
            file = next(self._waiting, None)
            if file is None:
                self._stream = io.BytesIO()
                return 0
            self._stream = file.open("rb")
        return n_read

    def close(self) -> None:
        """Close the current file."""
        self._stream.close()
        super().close()


def _refuse_damaged(file: Path) -> None:
    try:
        for _ in parse(path=str(file), format=RdfFormat.N_QUADS):
            pass
    except (SyntaxError, *_BROKEN) as error:
        what = f"the record is damaged: {error}"
        remedy = "Take the file from a copy, or build the graph again."
        raise StoreError(what, where=str(file), remedy=remedy) from error
