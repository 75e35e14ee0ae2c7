"""How often each rule is right, counted against annotations made by hand."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from regiongraph.knowledge.reliability import Count

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from regiongraph.evaluation.scores import Document, FolderScore


def count_by_rule(score: FolderScore, predictions: Mapping[str, Document]) -> Sequence[Count]:
    """Count the claims of each rule, and those that match a gold fact at the core.

    Args:
        score: How the predictions agree with the gold.
        predictions: By file stem; each fact has its ``rule``.

    Returns:
        One count a rule, its name without the language, sorted.
    """
    said: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    for stem, one in score.releases.items():
        said.update(_rule(fact) for fact in predictions.get(stem, {}).get("facts", ()))
        wrong.update(_rule(fact) for fact in one.invented)
    return [Count(rule, said[rule], said[rule] - wrong[rule]) for rule in sorted(said)]


def _rule(fact: Mapping[str, str]) -> str:
    return fact["rule"].partition(".")[2]
