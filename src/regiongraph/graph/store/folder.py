"""A graph folder: what it holds, and how a new one takes its place.

::

    format        the version of this layout
    record/       sorted N-Quads, one file a named graph: the graph itself. What a person
                  wrote stands in own-NAME.nq, which a build keeps
    store/        an Oxigraph store made from the record, which can be made again
    report.json   what was built
    sources/      the files that were read, if it was built from files

A folder is written aside and renamed into place, so what stands there is always whole:
the old graph or the new one. One process writes at a time; readers wait for nobody and
keep the graph that they opened.
"""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from regiongraph.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from filelock import FileLock

FORMAT = 1
"""The version of the layout. A folder without one is of version 1."""
RECORD, STORE, REPORT, SOURCES = "record", "store", "report.json", "sources"
OWN = "own-"
"""How the files of a person's own graphs begin."""
MAKE_AGAIN = "Make the store again from its record: regiongraph load {}"

_FORMAT = "format"
_RENAMING = 5.0  # seconds that a reader waits for a writer between two renames


@contextmanager
def replacing(folder: Path) -> Iterator[Path]:
    """Yield a new folder aside, which takes the place of ``folder`` when the block ends well.

    Args:
        folder: A graph folder, an empty one, or one that does not exist yet.

    Raises:
        StoreError: It holds something else, another process is writing it, or it cannot
            be written.
    """
    from filelock import Timeout

    _refuse_other(folder)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with _lock(folder, wait=0):
            _restore(folder)
            aside = folder.with_name(f".{folder.name}.new")
            shutil.rmtree(aside, ignore_errors=True)
            aside.mkdir()
            (aside / _FORMAT).write_text(f"{FORMAT}\n", encoding="utf-8")
            yield aside
            _replace(folder, aside)
    except StoreError:
        raise
    except Timeout as error:
        what, remedy = "another process is writing it", "Wait until it is done, then try again."
        raise StoreError(what, where=str(folder), remedy=remedy) from error
    except OSError as error:
        remedy = "Choose a folder that can be written, with room on the disk."
        what = f"the graph cannot be written: {error.strerror or error}"
        raise StoreError(what, where=str(folder), remedy=remedy) from error


def refuse_unreadable(folder: Path) -> None:
    """Return if a folder holds a graph in a layout that is known.

    Raises:
        StoreError: It is missing, holds no graph, or was written by a newer version.
    """
    if not folder.exists() and _old(folder).is_dir():
        with _lock(folder, wait=_RENAMING):
            _restore(folder)
    if not folder.is_dir():
        remedy = "Build a graph first, or name the folder of one."
        raise StoreError("there is no graph folder", where=str(folder), remedy=remedy)
    if not (folder / REPORT).is_file() and not (folder / RECORD).is_dir():
        remedy = "Name a folder that `regiongraph build` wrote."
        raise StoreError("it holds no graph", where=str(folder), remedy=remedy)
    mark = folder / _FORMAT
    written = mark.read_text(encoding="utf-8").strip() if mark.is_file() else str(FORMAT)
    if written != str(FORMAT):
        what = f"its layout is version {written[:20]!r}; this regiongraph knows version {FORMAT}"
        remedy = "Install the regiongraph that wrote it, or build the graph again."
        raise StoreError(what, where=str(folder), remedy=remedy)


def _refuse_other(folder: Path) -> None:
    strange = folder.is_dir() and any(folder.iterdir()) and not (folder / REPORT).is_file()
    if folder.is_file() or strange:
        remedy = "Choose a new folder, or empty this one."
        raise StoreError("it holds something other than a graph", where=str(folder), remedy=remedy)


def _lock(folder: Path, *, wait: float) -> FileLock:
    from filelock import FileLock

    return FileLock(folder.with_name(f".{folder.name}.lock"), timeout=wait)


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
