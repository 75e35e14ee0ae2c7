"""Answers that are found once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from regiongraph.knowledge import memo
from regiongraph.knowledge.memo import Memo

if TYPE_CHECKING:
    import pytest


def test_an_answer_is_found_once_and_forgotten_among_too_many(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """No more than a bounded number of answers is kept."""
    monkeypatch.setattr(memo, "_MOST", 2)
    asked: list[str] = []

    def found(word: str) -> int:
        asked.append(word)
        return len(word)

    lengths = Memo(found)
    assert [lengths["Elbe"], lengths["Elbe"], lengths["Oder"], lengths["Rhein"]] == [4, 4, 4, 5]
    assert asked == ["Elbe", "Oder", "Rhein"]
    assert set(lengths) == {"Rhein"}
