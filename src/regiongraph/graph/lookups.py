"""Questions to public SPARQL endpoints: slow, cached on disk, and only when someone asks.

An answer that was given once is read from the cache; between two questions to an endpoint
there is a pause. Time and size limits, retries and the user agent are those of the
remote store.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from regiongraph.errors import EndpointError, StoreError
from regiongraph.graph.store.remote import RemoteStore, Rows

if TYPE_CHECKING:
    from pyoxigraph import QuerySolution

PAUSE = 1.0
"""Seconds between two questions to an endpoint."""

Found = dict[str, tuple[str, str]]
"""A row: for each variable that is bound, the value and the language, or no language."""


class Lookup:
    """An endpoint that is asked politely.

    Args:
        url: Where it takes queries.
        cache: A folder for its answers.
        pause: Seconds between two questions.
        refresh: Whether to ask again what is in the cache.
    """

    def __init__(
        self, url: str, *, cache: Path, pause: float = PAUSE, refresh: bool = False
    ) -> None:
        self._endpoint, self._cache = RemoteStore(url), cache
        self._pause, self._refresh = pause, refresh
        self._last = -pause
        self.n_asked = 0

    def ask(self, sparql: str) -> list[Found]:
        """Return the rows of a SELECT, from the cache if they are there.

        Raises:
            EndpointError: The endpoint gives no whole answer.
            StoreError: The cache cannot be written.
        """
        digest = hashlib.sha256(f"{self._endpoint.url}\n{sparql}".encode()).hexdigest()
        file = self._cache / f"{digest}.json"
        if not self._refresh and (kept := _kept(file)) is not None:
            return kept
        time.sleep(max(0.0, self._last + self._pause - time.monotonic()))
        answer = self._endpoint.ask_as_it_is(sparql, {})
        self._last, self.n_asked = time.monotonic(), self.n_asked + 1
        if not isinstance(answer, Rows):
            remedy = "Is this a SPARQL endpoint?"
            raise EndpointError("it gives no rows", where=self._endpoint.url, remedy=remedy)
        names = [variable.value for variable in answer.variables]
        rows = [_found(row, names) for row in answer]
        _keep(file, {"endpoint": self._endpoint.url, "query": sparql, "rows": rows})
        return rows


def _found(row: QuerySolution, names: list[str]) -> Found:
    found = {}
    for name in names:
        node = row[name]
        if isinstance(node, NamedNode | Literal):
            language = node.language if isinstance(node, Literal) else None
            found[name] = node.value, language or ""
    return found


def _kept(file: Path) -> list[Found] | None:
    try:
        rows = json.loads(file.read_text(encoding="utf-8"))["rows"]
        return [{name: (str(v), str(tag)) for name, (v, tag) in row.items()} for row in rows]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None  # never asked, or cut off while it was written


def _keep(file: Path, answer: dict[str, object]) -> None:
    aside = file.with_suffix(f".{os.getpid()}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        aside.write_text(json.dumps(answer, ensure_ascii=False, indent=1), encoding="utf-8")
        aside.replace(file)
    except OSError as error:
        remedy = "Name another folder with --cache."
        what = f"answers cannot be kept: {error.strerror or error}"
        raise StoreError(what, where=str(file.parent), remedy=remedy) from error
