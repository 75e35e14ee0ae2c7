"""How often each rule was right on releases kept for checking: the confidence of its claims.

The counts stand in ``data/models/reliability.csv``. A rule that was seen seldom leans on its kind
of statement, and a kind on all of them, so that three lucky hits make nobody sure.
"""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from regiongraph.resources import shipped

if TYPE_CHECKING:
    from collections.abc import Iterable

WEIGHT = 8
"""So many claims of its own make a rule count as much as its kind does."""
_UNKNOWN = 0.5


@dataclass(frozen=True, slots=True)
class Count:
    """How a rule did, in all languages together.

    Args:
        rule: Its name without the language: ``statement.after``.
        said: How many claims it made.
        right: How many of them were so.
    """

    rule: str
    said: int
    right: int

    @property
    def share(self) -> float:
        """The share of its claims that were so."""
        return self.right / self.said if self.said else 0.0


class Reliability:
    """What the counts say of every rule.

    Args:
        counts: One for each rule.
    """

    def __init__(self, counts: Iterable[Count]) -> None:
        self._said: Counter[str] = Counter()
        self._right: Counter[str] = Counter()
        for count in counts:
            for name in (count.rule, _kind(count.rule), ""):
                self._said[name] += count.said
                self._right[name] += count.right

    def confidence(self, rule: str) -> float:
        """Return how likely a claim of a rule is right, between 0 and 1, in hundredths.

        Args:
            rule: Its name without the language; it need not be among the counts.
        """
        share = _UNKNOWN
        for name in ("", _kind(rule), rule):
            share = (self._right[name] + WEIGHT * share) / (self._said[name] + WEIGHT)
        return round(share, 2)


def _kind(rule: str) -> str:
    return rule.partition(".")[0]


@cache
def load_reliability() -> Reliability:
    """Return the counts that ship."""
    file = shipped("data") / "models" / "reliability.csv"
    lines = file.read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader(line for line in lines if not line.startswith("#"))
    return Reliability(Count(row["rule"], int(row["said"]), int(row["right"])) for row in rows)
