"""Releases in, graph out: the way from files to a knowledge graph."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from regiongraph.errors import RegiongraphError
from regiongraph.knowledge.languages import load_language
from regiongraph.knowledge.registry import Registry, load_registry
from regiongraph.reading.reader import read
from regiongraph.reading.releases import read_file, read_release
from regiongraph.records import ReadRelease

if TYPE_CHECKING:
    from regiongraph.knowledge_graph import KnowledgeGraph

SUFFIXES = (".md", ".txt")
"""The files of a folder that are read as releases."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that went wrong with one file.

    Args:
        source: The file's name.
        what: What is wrong.
        remedy: What to do about it.
        lost: The file could not be read at all.
    """

    source: str
    what: str
    remedy: str
    lost: bool = True


@dataclass(frozen=True, slots=True)
class Reading:
    """What came out of a set of files.

    Args:
        read: The releases that could be read, in the order of their file names.
        problems: What went wrong, in the same order.
    """

    read: tuple[ReadRelease, ...]
    problems: tuple[Problem, ...]


def read_paths(
    paths: Iterable[str | Path],
    *,
    registry: Registry | None = None,
    progress: Callable[[str], None] | None = None,
) -> Reading:
    """Read files and folders of releases.

    A file that cannot be read is reported; the others are read all the same.

    Args:
        paths: Files, or folders whose ``.md`` and ``.txt`` files are read (``README.md`` is not).
        registry: What is known beforehand; the shipped one by default.
        progress: Called with the name of each file before it is read.
    """
    registry = registry or load_registry()
    done: dict[str, ReadRelease] = {}
    problems: list[Problem] = []
    for path in _files(paths):
        if progress is not None:
            progress(path.name)
        try:
            release = read_release(read_file(path))
            made = read(release, language=load_language(release.language), registry=registry)
        except RegiongraphError as error:
            problems.append(Problem(path.name, error.what, error.remedy))
            continue
        problems += [Problem(path.name, note, "", lost=False) for note in release.notes]
        if release.id in done:
            twin = done[release.id].release.source
            problems.append(Problem(path.name, f"the same release as {twin}", "Keep one of them."))
            continue
        done[release.id] = made
    return Reading(tuple(done.values()), tuple(problems))


def build(
    paths: Sequence[str | Path] | str | Path,
    *,
    out: str | Path | None = None,
    registry: Registry | None = None,
    progress: Callable[[str], None] | None = None,
) -> KnowledgeGraph:
    """Build a knowledge graph from releases.

    Args:
        paths: Files and folders of releases.
        out: A folder to save the graph in; it stays in memory if this is None.
        registry: What is known beforehand; the shipped one by default.
        progress: Called with the name of each file before it is read.

    Returns:
        The graph. What went wrong with single files stands in its ``report``.
    """
    from regiongraph.knowledge_graph import KnowledgeGraph  # noqa: PLC0415

    registry = registry or load_registry()
    wanted = [paths] if isinstance(paths, str | Path) else list(paths)
    reading = read_paths(wanted, registry=registry, progress=progress)
    graph = KnowledgeGraph.from_read(list(reading.read), registry=registry)
    graph.report.problems = reading.problems
    if out is not None:
        graph.save(Path(out))
    return graph


def _files(paths: Iterable[str | Path]) -> Iterator[Path]:
    for given in paths:
        path = Path(given)
        if path.is_dir():
            yield from sorted(
                p for p in path.iterdir() if p.suffix in SUFFIXES and p.name != "README.md"
            )
        else:
            yield path
