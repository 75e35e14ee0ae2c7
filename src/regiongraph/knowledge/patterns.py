"""Long patterns, compiled once a machine: a language has a second's worth of them.

Reading them back takes a hundredth of the time. What is kept holds the words of the language
packs and nothing of a release. It stands in the user's cache folder; where that cannot be read or
written, patterns are compiled as ever.
"""

from __future__ import annotations

import os
import pickle
import sqlite3
import sys
from functools import cache
from io import BytesIO
from threading import Lock
from typing import TYPE_CHECKING, Any

import regex

from regiongraph.resources import user_cache

if TYPE_CHECKING:
    from pathlib import Path

_LONG = 50  # characters; shorter ones compile in no time
_MOST_BYTES = 1 << 28  # of what is kept: then it begins anew
_PATIENCE = 0.2  # seconds to wait for another process that writes


@cache
def compiled(text: str) -> regex.Pattern[str]:
    """Return a pattern, compiled now or in an earlier run.

    Args:
        text: A regular expression made of a language's words. One made of a release's own
            words is not for here: it would be kept.

    Raises:
        regex.error: It is not a regular expression.
    """
    return _kept(os.getpid()).compiled(text) if len(text) > _LONG else regex.compile(text)


class KeptPatterns:
    """Compiled patterns in one file, by their text; several processes may share it.

    Args:
        file: Made if it is missing, and anew if it is damaged or too large; None keeps nothing.
    """

    def __init__(self, file: Path | None) -> None:
        self._lock = Lock()
        self._rows = _opened(file) if file else None

    def compiled(self, text: str) -> regex.Pattern[str]:
        """Return a pattern as kept, or compile and keep it."""
        found = self._find(text)
        if found is None:
            found = regex.compile(text)
            self._keep(text, found)
        return found

    def _find(self, text: str) -> regex.Pattern[str] | None:
        row = self._run("SELECT compiled FROM pattern WHERE text = ?", text)
        try:
            found = _Reader(BytesIO(row[0])).load() if row else None
        except Exception:  # damaged bytes may raise anything
            return None
        return found if isinstance(found, regex.Pattern) and found.pattern == text else None

    def _keep(self, text: str, found: regex.Pattern[str]) -> None:
        self._run("INSERT OR REPLACE INTO pattern VALUES (?, ?)", text, pickle.dumps(found))

    def _run(self, statement: str, *values: str | bytes) -> tuple[Any, ...] | None:
        """Return the first row, or None; a file that is busy or damaged has none."""
        if self._rows is None:
            return None
        try:
            with self._lock:
                row: tuple[Any, ...] | None = self._rows.execute(statement, values).fetchone()
        except sqlite3.Error:
            return None
        return row


class _Reader(pickle.Unpickler):  # noqa: S301  # it reads one kind of thing
    """Reads patterns and calls nothing else, whatever somebody put into the file."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) != ("regex._regex", "compile"):
            raise pickle.UnpicklingError(f"{module}.{name} is no pattern")
        return super().find_class(module, name)


@cache
def _kept(_process: int) -> KeptPatterns:
    """Return the patterns kept for this user; a forked process opens the file itself."""
    try:
        folder = user_cache()
    except RuntimeError:
        return KeptPatterns(None)
    version = f"{regex.__version__}-{sys.implementation.cache_tag}"
    return KeptPatterns(folder / f"patterns-{version}.sqlite")


def _opened(file: Path) -> sqlite3.Connection | None:
    """Open the file, or return None where that cannot be done."""
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if file.is_file() and file.stat().st_size > _MOST_BYTES:
            file.unlink()
        return _connected(file)
    except (OSError, sqlite3.OperationalError):  # no place to write, or somebody is writing
        return None
    except sqlite3.DatabaseError:
        return _made_anew(file)


def _made_anew(file: Path) -> sqlite3.Connection | None:
    try:
        file.unlink()
        return _connected(file)
    except (OSError, sqlite3.Error):
        return None


def _connected(file: Path) -> sqlite3.Connection:
    rows = sqlite3.connect(file, timeout=_PATIENCE, isolation_level=None, check_same_thread=False)
    rows.execute("PRAGMA synchronous = OFF")  # what a crash damages is made anew
    rows.execute("PRAGMA journal_mode = WAL")
    rows.execute("CREATE TABLE IF NOT EXISTS pattern (text TEXT PRIMARY KEY, compiled BLOB)")
    return rows
