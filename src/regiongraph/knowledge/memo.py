"""Answers to questions that texts ask again and again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

K = TypeVar("K")
V = TypeVar("V")

_MOST = 1 << 17
"""Answers kept; then all are forgotten, so that memory stays bounded over many texts."""


class Memo(dict[K, V], Generic[K, V]):
    """Answers by question, each found when it is first asked.

    Args:
        find: Finds an answer; the same question has the same answer always.
    """

    def __init__(self, find: Callable[[K], V]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, question: K) -> V:
        """Find an answer and keep it."""
        answer = self._find(question)
        if len(self) >= _MOST:
            self.clear()
        self[question] = answer
        return answer
