"""A text, taken apart into words once."""

from __future__ import annotations

import re
from functools import cached_property

from regiongraph.knowledge.spelling import WORD, bare, fold

_FREE_WORD = re.compile(r"(?<![\w.@/:#-])[^\W\d_]+(?![\w@/-]|\.\w)")
"""A word outside of addresses, which are in small letters throughout."""


class RunningText:
    """A text, taken apart once.

    Args:
        raw: The text.

    Attributes:
        raw: The text.
        spans: Where its words begin and end.
        written: Its words as they are written.
        words: Its words without case and accents.
    """

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.spans = [match.span() for match in WORD.finditer(raw)]
        self.written: list[str] = WORD.findall(raw)
        self.words = list(map(bare, self.written))

    @cached_property
    def letters(self) -> frozenset[str]:
        """Its letters, in small form."""
        return frozenset(fold(self.raw))

    @cached_property
    def common(self) -> frozenset[str]:
        """The bare words that stand in small letters somewhere."""
        found = set(_FREE_WORD.findall(self.raw))
        return frozenset(bare(word) for word in found if word.islower())

    def word(self, index: int) -> str:
        """Return a word as it is written."""
        return self.written[index]

    def gap(self, index: int) -> str:
        """Return what stands between a word and the next."""
        return self.raw[self.spans[index][1] : self.spans[index + 1][0]]
