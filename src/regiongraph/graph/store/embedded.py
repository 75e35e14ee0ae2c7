"""The embedded store: in memory for library work, in a folder for the command line.

A folder holds three things::

    record/       sorted N-Quads, one file a named graph: the graph itself
    store/        a store made from the record, which can be made again
    report.json   what was built

A folder is written aside and renamed into place, so what stands there is always whole:
the old graph or the new one.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Quad, QueryBoolean, QuerySolutions, QueryTriples, RdfFormat
from pyoxigraph import Store as Oxigraph

from regiongraph.errors import QueryRefusedError, StoreError
from regiongraph.graph.store import names_graphs, refuse_unsafe
from regiongraph.graph.triples import nquads
from regiongraph.graph.vocabulary import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

Result = QuerySolutions | QueryBoolean | QueryTriples

_BUILD_AGAIN = "Build the graph again into a new folder."


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
        """Open a graph folder, for reading only.

        Args:
            folder: A folder that `save` wrote.

        Raises:
            StoreError: It is missing, is no graph folder, or is damaged.
        """
        _restore(folder)
        if not folder.is_dir():
            remedy = "Build a graph first, or name the folder of one."
            raise StoreError("there is no graph folder", where=str(folder), remedy=remedy)
        if not (folder / "store" / "CURRENT").is_file():
            raise StoreError("the store is missing", where=str(folder), remedy=_BUILD_AGAIN)
        try:
            return cls(Oxigraph.read_only(str(folder / "store")))
        except (OSError, ValueError) as error:
            what = f"the store is damaged: {error}"
            raise StoreError(what, where=str(folder), remedy=_BUILD_AGAIN) from error

    def __len__(self) -> int:
        """Return the number of quads."""
        return len(self.oxigraph)

    def graphs(self) -> list[str]:
        """Return the IRIs of the named graphs, sorted."""
        return sorted(graph.value for graph in self.oxigraph.named_graphs())

    def quads(self) -> Iterator[Quad]:
        """Yield every quad."""
        return self.oxigraph.quads_for_pattern(None, None, None, None)

    def query(self, sparql: str) -> Result:
        """Answer a query that only reads.

        Args:
            sparql: SELECT, ASK or CONSTRUCT; the prefixes of the ontology are known.

        Raises:
            QueryRefusedError: It would write or fetch, or is not SPARQL.
        """
        refuse_unsafe(sparql, graphs=self.graphs())
        union = not names_graphs(sparql)  # the engine ignores FROM where it reads all as one
        try:
            return self.oxigraph.query(
                sparql, prefixes=dict(PREFIXES), use_default_graph_as_union=union
            )
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

    def save(self, folder: Path, *, report: Mapping[str, object]) -> None:
        """Write record, store and report to a folder; what stood there is replaced.

        Args:
            folder: A graph folder, an empty one, or one that does not exist yet.
            report: What was built; values that JSON can hold.

        Raises:
            StoreError: The folder holds something else, or cannot be written.
        """
        _refuse_other(folder)
        _restore(folder)
        aside = folder.with_name(f".{folder.name}.new")
        try:
            shutil.rmtree(aside, ignore_errors=True)
            self._write(aside, report)
            _replace(folder, aside)
        except OSError as error:
            remedy = "Choose a folder that can be written, with room on the disk."
            what = f"the graph cannot be written: {error.strerror or error}"
            raise StoreError(what, where=str(folder), remedy=remedy) from error

    def _write(self, folder: Path, report: Mapping[str, object]) -> None:
        (folder / "record").mkdir(parents=True)
        files = []
        for graph, lines in self.record().items():
            files.append(folder / "record" / f"{_file_name(graph)}.nq")
            files[-1].write_bytes(lines)
        engine = Oxigraph(str(folder / "store"))
        for file in files:
            engine.bulk_load(path=str(file), format=RdfFormat.N_QUADS)
        engine.flush()
        text = json.dumps(report, ensure_ascii=False, indent=2, sort_keys=True)
        (folder / "report.json").write_text(text + "\n", encoding="utf-8")

    def record(self) -> dict[str, bytes]:
        """Return the N-Quads of each named graph, by its IRI, sorted."""
        found: dict[str, list[Quad]] = {graph: [] for graph in self.graphs()}
        for quad in self.quads():
            found[quad.graph_name.value].append(quad)  # type: ignore[union-attr]
        return {graph: nquads(quads) for graph, quads in found.items()}


def _file_name(graph: str) -> str:
    """Return ``release-1f2e…`` for ``…/graph/release/1f2e…``."""
    return graph.rpartition("/graph/")[2].replace("/", "-")


def _refuse_other(folder: Path) -> None:
    strange = folder.is_dir() and any(folder.iterdir()) and not (folder / "report.json").is_file()
    if folder.is_file() or strange:
        remedy = "Choose a new folder, or empty this one."
        raise StoreError("it holds something other than a graph", where=str(folder), remedy=remedy)


def _old(folder: Path) -> Path:
    return folder.with_name(f".{folder.name}.old")


def _replace(folder: Path, aside: Path) -> None:
    old = _old(folder)
    shutil.rmtree(old, ignore_errors=True)
    if folder.exists():
        folder.rename(old)
    aside.rename(folder)
    shutil.rmtree(old, ignore_errors=True)


def _restore(folder: Path) -> None:
    """Put the old graph back if writing stopped between the two renames."""
    if not folder.exists() and _old(folder).is_dir():
        _old(folder).rename(folder)
