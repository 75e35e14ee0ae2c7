"""Releases in, graph out: the way from files to a knowledge graph."""

# What a function needs is imported inside it: whoever only opens a graph waits for no reader.
from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from regiongraph.errors import RegiongraphError, ReviewError, StoreError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from regiongraph.graph.answers import Answer, Cell
    from regiongraph.knowledge.registry import Registry
    from regiongraph.knowledge_graph import KnowledgeGraph
    from regiongraph.reading.reviews import Review
    from regiongraph.records import Decision, ReadRelease

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
        sources: The files that went in, by a path that is theirs alone: ``ID/NAME`` for a
            release, ``decisions-N/decisions.csv`` for what a person decided.
    """

    read: tuple[ReadRelease, ...]
    problems: tuple[Problem, ...]
    decisions: tuple[Decision, ...] = ()
    sources: Mapping[str, bytes] = field(default_factory=dict)


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
    from regiongraph.knowledge.registry import load_registry
    from regiongraph.reading.decisions import unite

    paths, registry = list(paths), registry or load_registry()
    done: dict[str, ReadRelease] = {}
    reviews, problems, sources = _reviews(paths, decisions)
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
        sources[f"{release.id}/{path.name}"] = path.read_bytes()
    united = unite(tuple(done.values()), registry=registry, reviews=reviews)
    problems += [Problem(n.where, n.what, n.remedy, lost=False) for n in united.notes]
    kept = tuple(_sure(one, min_confidence) for one in united.read)
    return Reading(kept, tuple(problems), united.decisions, sources)


def _sure(one: ReadRelease, least: float) -> ReadRelease:
    return replace(one, statements=tuple(s for s in one.statements if s.confidence >= least))


def _read_one(path: Path, registry: Registry) -> ReadRelease | Problem:
    """Read one file; whatever goes wrong with it stops no other."""
    from regiongraph.knowledge.languages import load_language
    from regiongraph.reading.reader import read
    from regiongraph.reading.releases import read_file, read_release

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
    into: str | Path | None = None,
    registry: Registry | None = None,
    decisions: str | Path | None = None,
    min_confidence: float = 0.0,
    progress: Callable[[str], None] | None = None,
) -> KnowledgeGraph:
    """Build a knowledge graph from releases.

    Args:
        paths: Files and folders of releases.
        out: A folder to save the graph in; it stays in memory if this is None.
        into: A stored graph that the releases join; one of the same address or file name is
            replaced. What comes out is what a build from all files would give.
        registry: What is known beforehand; the shipped one by default.
        decisions: A file in which a person decided what is one.
        min_confidence: What is less likely to be right is left out.
        progress: Called with the name of each file before it is read.

    Returns:
        The graph. What went wrong with single files stands in its ``report``.

    Raises:
        StoreError: The graph to join does not keep the files that it was built from.
    """
    from regiongraph.knowledge.registry import load_registry

    registry = registry or load_registry()
    wanted = [paths] if isinstance(paths, str | Path) else list(paths)
    reading = read_paths(
        wanted if into is None else joined(wanted, Path(into)),
        registry=registry,
        decisions=decisions,
        min_confidence=min_confidence,
        progress=progress,
    )
    graph = graph_of(reading, registry=registry)
    if into is not None:
        graph.save_changes(into)
    if out is not None:
        graph.save(out)
    return graph


def graph_of(reading: Reading, *, registry: Registry | None = None) -> KnowledgeGraph:
    """Return the graph of what was read, with its report and the files it came from."""
    from regiongraph.knowledge.registry import load_registry
    from regiongraph.knowledge_graph import KnowledgeGraph

    graph = KnowledgeGraph.from_read(reading.read, registry=registry or load_registry())
    graph.report.problems = reading.problems
    graph.report.decisions = reading.decisions
    graph.sources = reading.sources
    return graph


def joined(paths: Iterable[str | Path], folder: Path) -> list[str | Path]:
    """Return what to read so that releases join a stored graph: they, and the others' files.

    Args:
        paths: Files and folders of releases. One of the same address or file name as a
            stored release takes its place.
        folder: A graph folder that was built from files.

    Raises:
        StoreError: It does not keep the files that it was built from.
    """
    from regiongraph.reading.releases import read_file, read_release

    kept = folder / "sources"
    if not kept.is_dir():
        remedy = "Build it once more from all files, with --out."
        what = "it does not keep the files it was read from"
        raise StoreError(what, where=str(folder), remedy=remedy)
    paths = list(paths)
    new = list(_files(paths))
    names, ids = {path.name for path in new}, set()
    for path in new:
        with suppress(RegiongraphError):  # told when it is read
            ids.add(read_release(read_file(path)).id)
    stored: list[str | Path] = []
    for place in sorted(kept.iterdir()):
        if (place / REVIEWS).is_file():
            stored.append(place)
        elif place.name not in ids:
            stored += [file for file in sorted(place.iterdir()) if file.name not in names]
    return paths + stored


def rebuild(
    folder: str | Path,
    paths: Sequence[str | Path] = (),
    *,
    registry: Registry | None = None,
    min_confidence: float = 0.0,
) -> Answer:
    """Build a stored graph once more and compare the bytes of its record.

    A person's own graphs come from no file, and are left out.

    Args:
        folder: A graph folder.
        paths: Files and folders of releases; by default the files that the folder keeps.
        registry: What is known beforehand; the shipped one by default.
        min_confidence: What the graph was built with.

    Returns:
        A row for each file of the record: its name, whether it is the ``same``, ``differs`` or
        stands ``only stored`` or ``only rebuilt``, how many quads stand on one side only, and
        the SHA-256 of both sides.

    Raises:
        StoreError: The folder holds no graph, or does not keep the files it was built from.
    """
    from tempfile import TemporaryDirectory

    from regiongraph.graph.answers import Answer

    stored = _record(Path(folder))
    with TemporaryDirectory() as aside:
        read = list(paths) or joined((), Path(folder))
        build(read, out=Path(aside, "graph"), registry=registry, min_confidence=min_confidence)
        rebuilt = _record(Path(aside, "graph"))
    columns = ("file", "verdict", "onlyStored", "onlyRebuilt", "sha256Stored", "sha256Rebuilt")
    names = sorted(stored | rebuilt)
    rows = tuple((name, *_compared(stored.get(name), rebuilt.get(name))) for name in names)
    return Answer("rebuild", columns, rows)


def _compared(stored: bytes | None, rebuilt: bytes | None) -> tuple[Cell, ...]:
    import hashlib

    lost, new = (set((side or b"").splitlines()) for side in (stored, rebuilt))
    verdict = "same" if stored == rebuilt else "differs"
    if stored is None or rebuilt is None:
        verdict = "only rebuilt" if stored is None else "only stored"
    digests = [hashlib.sha256(side).hexdigest() if side else None for side in (stored, rebuilt)]
    return (verdict, len(lost - new), len(new - lost), *digests)


def _record(folder: Path) -> dict[str, bytes]:
    from regiongraph.graph.store.folder import OWN

    if not (folder / "record").is_dir():
        remedy = "Name a folder that `regiongraph build` wrote."
        raise StoreError("it holds no graph", where=str(folder), remedy=remedy)
    files = sorted((folder / "record").glob("*.nq"))
    return {file.name: file.read_bytes() for file in files if not file.name.startswith(OWN)}


def _reviews(
    paths: Iterable[str | Path], named: str | Path | None
) -> tuple[list[Review], list[Problem], dict[str, bytes]]:
    """Read what a person decided: the named file first, which must be there, then those found."""
    from regiongraph.reading.reviews import read_reviews

    first = [Path(named)] if named is not None else []
    found = {file for path in paths if (file := Path(path, REVIEWS)).is_file()}
    reviews: list[Review] = []
    problems: list[Problem] = []
    sources: dict[str, bytes] = {}
    for number, path in enumerate(first + sorted(found - set(first)), 1):
        try:
            rows, notes = read_reviews(path)
        except ReviewError as error:
            if path in first:
                raise
            problems.append(Problem(path.name, error.what, error.remedy))
            continue
        reviews += rows
        problems += [Problem(n.where, n.what, n.remedy, lost=False) for n in notes]
        sources[f"decisions-{number}/{REVIEWS}"] = path.read_bytes()
    return reviews, problems, sources


def _files(paths: Iterable[str | Path]) -> Iterator[Path]:
    for given in paths:
        path = Path(given)
        if path.is_dir():
            yield from sorted(
                p for p in path.iterdir() if p.suffix in SUFFIXES and p.name != "README.md"
            )
        else:
            yield path
