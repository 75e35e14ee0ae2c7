"""Queries and updates in processes that can be stopped: one that runs away harms no other.

Each worker opens the graph folder by itself and takes one job at a time. It is killed
when its time is over or its memory is spent, and another takes its place. An answer is
made whole before a byte of it is sent, so that none is ever cut.
"""

from __future__ import annotations

import json
import multiprocessing
import queue
import signal
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from regiongraph.errors import QueryRefusedError, QueryStoppedError, RegiongraphError, StoreError
from regiongraph.graph.store.folder import refuse_unreadable
from regiongraph.serve.protocol import FORMATS
from regiongraph.serve.updates import Update

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from regiongraph.serve.protocol import Job

_SPAWN = multiprocessing.get_context("spawn")
_QUIT = 2.0  # seconds for a worker to end by itself


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one query may cost.

    Args:
        seconds: Time.
        size: Bytes of the answer.
        memory: Bytes that a worker may use in all.
        workers: Queries that run at the same time.
        patience: Seconds that a query waits for a free worker.
    """

    seconds: float = 30.0
    size: int = 64 << 20
    memory: int = 4 << 30
    workers: int = 2
    patience: float = 5.0


class NoFreeWorkerError(QueryStoppedError):
    """All workers are busy, and stayed so."""


class Workers:
    """A fixed number of worker processes over one graph folder.

    Args:
        folder: A graph folder; one that is replaced is read anew with the next query.
        bounds: What one query may cost.
    """

    def __init__(self, folder: Path, bounds: Bounds) -> None:
        self._folder, self._bounds = folder, bounds
        self._idle: queue.Queue[_Worker] = queue.Queue()
        self._all = {_Worker(folder, bounds) for _ in range(bounds.workers)}
        for worker in self._all:
            self._idle.put(worker)

    def answer(self, job: Job | Update) -> bytes:
        """Run a query or an update and return the whole answer.

        Raises:
            QueryRefusedError: It is not SPARQL.
            QueryStoppedError: It took too long or said too much.
            NoFreeWorkerError: All workers are busy.
        """
        try:
            worker = self._idle.get(timeout=self._bounds.patience)
        except queue.Empty:
            what, remedy = "all workers are busy", "Try again in a moment."
            raise NoFreeWorkerError(what, remedy=remedy) from None
        try:
            return worker.answer(job)
        finally:
            if not worker.alive:
                self._all.discard(worker)
                worker = _Worker(self._folder, self._bounds)
                self._all.add(worker)
            self._idle.put(worker)

    def close(self) -> None:
        """End all workers, whatever they do."""
        for worker in self._all:
            worker.stop()


class _Worker:
    """One process and the pipe to it."""

    def __init__(self, folder: Path, bounds: Bounds) -> None:
        self._bounds = bounds
        self._pipe, theirs = _SPAWN.Pipe()
        self._process = _SPAWN.Process(
            target=work, args=(theirs, folder, bounds.size, bounds.memory), daemon=True
        )
        self._process.start()
        theirs.close()

    @property
    def alive(self) -> bool:
        """Whether it can take another query."""
        return not self._pipe.closed and self._process.is_alive()

    def answer(self, job: Job | Update) -> bytes:
        """Run a query or an update; see `Workers.answer`."""
        try:
            self._pipe.send(job)
            in_time = self._pipe.poll(self._bounds.seconds)
            found = self._pipe.recv() if in_time else None
        except (EOFError, OSError):
            self.stop()
            what = "it was stopped: its worker ended, most likely for want of memory"
            raise QueryStoppedError(what, remedy=_remedy(job)) from None
        if found is None:
            self.stop()
            what = f"it was stopped after {self._bounds.seconds:g} seconds"
            raise QueryStoppedError(what, remedy=_remedy(job))
        if isinstance(found, RegiongraphError):
            raise found
        return bytes(found)

    def stop(self) -> None:
        """End the process, whatever it does."""
        self._pipe.close()
        self._process.kill()
        self._process.join(_QUIT)


def _remedy(job: Job | Update) -> str:
    if isinstance(job, Update):
        return "See whether the change is there: it was made whole or not at all."
    return "Ask for less at a time."


def work(pipe: Connection, folder: Path, size: int, memory: int) -> None:
    """Do jobs from a pipe until it is closed: what a worker process runs."""
    from regiongraph.graph.store.embedded import EmbeddedStore  # noqa: PLC0415

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the server ends us, in order
    _limit_memory(memory)
    seen, store = None, None
    with suppress(EOFError, OSError, BrokenPipeError):
        while True:
            job = pipe.recv()
            try:
                if isinstance(job, Update):
                    found: Any = _changed(folder, job)
                else:
                    if store is None or seen != standing(folder):
                        seen, store = standing(folder), EmbeddedStore.open(folder)
                    found = _answer(store, job, size)
            except RegiongraphError as error:
                found = error
            except MemoryError:
                return
            pipe.send(found)


def standing(folder: Path) -> tuple[int, int]:
    """Return what changes when a graph folder is replaced.

    Raises:
        StoreError: There is none.
    """
    if not folder.exists():  # who replaced it may have died between two renames
        refuse_unreadable(folder)
    try:
        status = folder.stat()
    except OSError as error:
        what, remedy = "the graph folder is gone", "Build it again."
        raise StoreError(what, where=str(folder), remedy=remedy) from error
    return status.st_dev, status.st_ino


def _limit_memory(memory: int) -> None:
    try:
        import resource  # noqa: PLC0415
    except ImportError:  # not on Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def _changed(folder: Path, job: Update) -> bytes:
    from regiongraph.graph.store.updates import update_folder  # noqa: PLC0415

    made = update_folder(folder, job.sparql, base=job.base)
    return json.dumps(asdict(made)).encode()


def _answer(store: Any, job: Job, size: int) -> bytes:
    sink = _Sink(size)
    try:
        result = store.query_dataset(
            job.sparql, default_graphs=job.default_graphs, named_graphs=job.named_graphs
        )
        result.serialize(sink, format=FORMATS[job.media_type])
    except _TooLargeError:
        what = f"the answer is larger than {size >> 20} MiB"
        raise QueryStoppedError(what, remedy="Ask for less at a time, with LIMIT.") from None
    except (OSError, RuntimeError) as error:
        raise QueryRefusedError(f"it cannot be answered: {error}", remedy="Mend it.") from error
    return b"".join(sink.chunks)


class _TooLargeError(Exception):
    """More bytes than an answer may have."""


class _Sink:
    """Takes an answer up to a size."""

    def __init__(self, size: int) -> None:
        self._left = size
        self.chunks: list[bytes] = []

    def write(self, chunk: bytes) -> int:
        """Take a chunk."""
        self._left -= len(chunk)
        if self._left < 0:
            raise _TooLargeError
        self.chunks.append(bytes(chunk))
        return len(chunk)

    def flush(self) -> None:
        """Do nothing: the chunks are in memory."""
