"""A text, taken apart into words once."""

from __future__ import annotations

import re
from typing import NamedTuple

from regiongraph.knowledge.spelling import WORD, bare, fold

_FREE_WORD = re.compile(r"(?<![\w.@/:#-])[^\W\d_]+(?![\w@/-]|\.\w)")
"""A word outside of addresses, which are in small letters throughout."""


class RunningText(NamedTuple):
    """A text, taken apart once."""

    raw: str
    spans: list[tuple[int, int]]  # of its words
    words: list[str]  # without case and accents
    letters: frozenset[str]  # in small form
    common: frozenset[str]  # words that stand in small letters somewhere

    @classmethod
    def of(cls, raw: str) -> RunningText:
        """Return a text's words with their places."""
        spans = [match.span() for match in WORD.finditer(raw)]
        words = [bare(raw[start:end]) for start, end in spans]
        small = (word for word in _FREE_WORD.findall(raw) if word.islower())
        return cls(raw, spans, words, frozenset(fold(raw)), frozenset(map(bare, small)))

    def word(self, index: int) -> str:
        """Return a word as it is written."""
        start, end = self.spans[index]
        return self.raw[start:end]

    def gap(self, index: int) -> str:
        """Return what stands between a word and the next."""
        return self.raw[self.spans[index][1] : self.spans[index + 1][0]]
