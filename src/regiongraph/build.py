"""Releases in, graph out: the way from files to a knowledge graph."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from regiongraph.errors import RegiongraphError, ReviewError
from regiongraph.knowledge.languages import load_language
from regiongraph.knowledge.registry import Registry, load_registry
from regiongraph.reading.decisions import unite
from regiongraph.reading.reader import read
from regiongraph.reading.releases import read_file, read_release
from regiongraph.reading.reviews import Review, read_reviews
from regiongraph.records import Decision, ReadRelease

if TYPE_CHECKING:
    from regiongraph.knowledge_graph import KnowledgeGraph

SUFFIXES = (".md", ".txt")
"""The files of a folder that are read as releases."""
REVIEWS = "decisions.csv"
"""The file of a folder in which a person decided what is one; see `reading.reviews`."""


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
        decisions: Which things of several releases are one, and why.
    """

    read: tuple[ReadRelease, ...]
    problems: tuple[Problem, ...]
    decisions: tuple[Decision, ...] = ()


def read_paths(
    paths: Iterable[str | Path],
    *,
    registry: Registry | None = None,
    decisions: str | Path | None = None,
    min_confidence: float = 0.0,
    progress: Callable[[str], None] | None = None,
) -> Reading:
    """Read files and folders of releases; the same thing has the same key in all of them.

    A file that cannot be read is reported; the others are read all the same.

    Args:
        paths: Files, or folders whose ``.md`` and ``.txt`` files are read (``README.md`` is not).
        registry: What is known beforehand; the shipped one by default.
        decisions: A file in which a person decided what is one; ``decisions.csv`` in a folder
            of releases counts too.
        min_confidence: What is less likely to be right is left out.
        progress: Called with the name of each file before it is read.
    """
    paths, registry = list(paths), registry or load_registry()
    done: dict[str, ReadRelease] = {}
    reviews, problems = _reviews(paths, decisions)
    for path in _files(paths):
        if progress is not None:
            progress(path.name)
        made = _read_one(path, registry)
        if isinstance(made, Problem):
            problems.append(made)
            continue
        release = made.release
        problems += [Problem(path.name, note, "", lost=False) for note in release.notes]
        if release.id in done:
            twin = done[release.id].release.source
            problems.append(Problem(path.name, f"the same release as {twin}", "Keep one of them."))
            continue
        done[release.id] = made
    united = unite(tuple(done.values()), registry=registry, reviews=reviews)
    problems += [Problem(n.where, n.what, n.remedy, lost=False) for n in united.notes]
    kept = tuple(_sure(one, min_confidence) for one in united.read)
    return Reading(kept, tuple(problems), united.decisions)


def _sure(one: ReadRelease, least: float) -> ReadRelease:
    return replace(one, statements=tuple(s for s in one.statements if s.confidence >= least))


def _read_one(path: Path, registry: Registry) -> ReadRelease | Problem:
    """Read one file; whatever goes wrong with it stops no other."""
    try:
        release = read_release(read_file(path))
        return read(release, language=load_language(release.language), registry=registry)
    except RegiongraphError as error:
        return Problem(path.name, error.what, error.remedy)
    except Exception as error:  # a fault of ours must not lose the other files
        fault = f"regiongraph itself failed on it ({type(error).__name__}: {error})"
        return Problem(path.name, fault, "Please report it together with the file.")


def build(
    paths: Sequence[str | Path] | str | Path,
    *,
    out: str | Path | None = None,
    registry: Registry | None = None,
    decisions: str | Path | None = None,
    min_confidence: float = 0.0,
    progress: Callable[[str], None] | None = None,
) -> KnowledgeGraph:
    """Build a knowledge graph from releases.

    Args:
        paths: Files and folders of releases.
        out: A folder to save the graph in; it stays in memory if this is None.
        registry: What is known beforehand; the shipped one by default.
        decisions: A file in which a person decided what is one.
        min_confidence: What is less likely to be right is left out.
        progress: Called with the name of each file before it is read.

    Returns:
        The graph. What went wrong with single files stands in its ``report``.
    """
    from regiongraph.knowledge_graph import KnowledgeGraph  # noqa: PLC0415

    registry = registry or load_registry()
    wanted = [paths] if isinstance(paths, str | Path) else list(paths)
    reading = read_paths(
        wanted,
        registry=registry,
        decisions=decisions,
        min_confidence=min_confidence,
        progress=progress,
    )
    graph = KnowledgeGraph.from_read(list(reading.read), registry=registry)
    graph.report.problems = reading.problems
    graph.report.decisions = reading.decisions
    if out is not None:
        graph.save(Path(out))
    return graph


def _reviews(
    paths: Iterable[str | Path], named: str | Path | None
) -> tuple[list[Review], list[Problem]]:
    """Read what a person decided: the named file first, which must be there, then those found."""
    first = [Path(named)] if named is not None else []
    found = {file for path in paths if (file := Path(path, REVIEWS)).is_file()}
    reviews: list[Review] = []
    problems: list[Problem] = []
    for path in first + sorted(found - set(first)):
        try:
            rows, notes = read_reviews(path)
        except ReviewError as error:
            if path in first:
                raise
            problems.append(Problem(path.name, error.what, error.remedy))
            continue
        reviews += rows
        problems += [Problem(n.where, n.what, n.remedy, lost=False) for n in notes]
    return reviews, problems


def _files(paths: Iterable[str | Path]) -> Iterator[Path]:
    for given in paths:
        path = Path(given)
        if path.is_dir():
            yield from sorted(
                p for p in path.iterdir() if p.suffix in SUFFIXES and p.name != "README.md"
            )
        else:
            yield path
