"""The named questions beside rdflib: parameters bound, rows in Python, CPU time.

``python benchmarks/questions.py`` builds the graph of the release that ships and of the
invented ones in ``tests/corpus`` (about a minute) and asks each question of both engines.
Ours takes the parameters as a person gives them, finds the names, and makes rows of values;
rdflib takes the query with its terms bound already. What is reckoned from the rows afterwards
(``@compute``) is the same Python for both, and is left out.
"""

from __future__ import annotations

import multiprocessing
import sys
import time
from math import exp, log
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

import rdflib

from regiongraph.build import build
from regiongraph.graph.answers import cell
from regiongraph.graph.names import Names
from regiongraph.graph.questions import load_questions
from regiongraph.graph.store.embedded import EmbeddedStore

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from multiprocessing.queues import Queue

    from regiongraph.graph.questions import Question

ROOT = Path(__file__).parents[1]
LIMIT = 60.0
"""Seconds after which rdflib is stopped."""
QUICK = 1.0
"""Seconds below which an act is measured several times."""
ASKED: dict[str, dict[str, str]] = {
    "absent-from-host-account": {},
    "adopted": {"by": "Automotive Regions Alliance"},
    "attended-together": {"from": "2022-01-01"},
    "brokers": {},
    "chaired": {"body": "COTER", "on": "2022-11-17"},
    "changed-office": {"body": "Sachsen"},
    "companies-at-events": {"from": "2022-01-01"},
    "demands": {"language": "de"},
    "edges": {"relation": "memberOf"},
    "founders-no-longer-named": {"of": "Automotive Regions Alliance"},
    "meetings-about": {"subject": "Energ"},
    "members": {"of": "Automotive Regions Alliance", "on": "2022-11-17"},
    "met-office-holders": {"region": "Grand Est"},
    "network-matrix": {"region": "Sachsen"},
    "nodes": {"class": "Person"},
    "office-holders": {"body": "Sachsen", "on": "2022-11-17"},
    "path": {"start": "Sachsen", "goal": "Navarra"},
    "responsible-for": {"portfolio": "Energ", "region": "Sachsen"},
    "said": {"person": "Nicolas Schmit"},
    "shares-networks": {"region": "Sachsen"},
    "single-source": {},
    "sits-in-both": {"first": "CoRAI", "second": "Automotive Regions Alliance"},
    "spoke-for": {"body": "CoRAI"},
    "spoke-outside": {"body": "COTER"},
    "who-hosted": {"from": "2022-01-01", "until": "2026-12-31"},
    "without-date-or-place": {"kind": "event"},
}
"""What each question is asked."""


def geometric_mean(ratios: Sequence[float]) -> float:
    """Return the geometric mean."""
    return exp(sum(map(log, ratios)) / len(ratios))


def measure_questions() -> list[float]:
    """Print a line for each question; return how many times faster than rdflib we are."""
    made = build([*sorted(ROOT.glob("tests/corpus/*/[0-9]*.md")), ROOT / "data/releases"])
    store = EmbeddedStore.in_memory(made.store.quads())
    names, dataset = Names(store), rdflib.Dataset(default_union=True)
    dataset.parse(data=made.nquads().decode(), format="nquads")
    sys.stdout.write(f"named questions: {len(made.report.releases)} releases, {len(store)} quads\n")
    ratios = []
    for name, question in load_questions().items():

        def ours(question: Question = question) -> object:
            bound = question.bind(question.terms(ASKED[question.name], names))
            return [tuple(map(cell, row)) for row in store.select(bound)]

        sparql = question.bind(question.terms(ASKED[name], names))
        n_rows, spent = sum(1 for _ in store.select(sparql)), _cpu(ours)
        theirs = _in_time(dataset, sparql)
        ratios += _told(name, n_rows, spent, theirs)
    sys.stdout.write(f"named questions: {len(ratios)} beside rdflib, geometric mean")
    sys.stdout.write(f" {geometric_mean(ratios):.0f} times faster\n")
    return ratios


def _told(name: str, n_rows: int, ours: float, theirs: tuple[float, int] | None) -> list[float]:
    line = f"question, {name}, {n_rows} rows: {ours * 1000:.1f} ms, rdflib"
    if theirs is None:
        sys.stdout.write(f"{line} stopped after {LIMIT:g} s: more than {LIMIT / ours:.0f} times\n")
    else:
        spent, n_theirs = theirs
        other = "" if n_theirs == n_rows else f", BUT {n_theirs} ROWS"
        sys.stdout.write(f"{line} {spent * 1000:.1f} ms, {spent / ours:.1f} times faster{other}\n")
    sys.stdout.flush()
    return [] if theirs is None else [theirs[0] / ours]


def _cpu(act: Callable[[], object]) -> float:
    """Return the median CPU seconds of an act."""
    spent: list[float] = []
    while len(spent) < (5 if not spent or spent[0] < QUICK else 1):
        start = time.process_time()
        act()
        spent.append(time.process_time() - start)
    return median(spent)


def _in_time(dataset: Any, sparql: str) -> tuple[float, int] | None:
    """Ask rdflib in a process that can be stopped: CPU seconds and number of rows, or None."""
    forks = multiprocessing.get_context("fork")
    found: Queue[tuple[float, int]] = forks.Queue()

    def ask() -> None:
        rows: list[object] = []
        spent = _cpu(lambda: rows.__setitem__(slice(None), map(tuple, dataset.query(sparql))))
        found.put((spent, len(rows)))

    asking = forks.Process(target=ask)
    asking.start()
    asking.join(LIMIT)
    if asking.is_alive():
        asking.kill()
        asking.join()
        return None
    return found.get()


if __name__ == "__main__":
    measure_questions()
