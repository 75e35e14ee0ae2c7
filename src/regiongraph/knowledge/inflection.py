"""How names change in running text: the forms of a word, from ``inflection.toml``."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any

from regiongraph.knowledge.spelling import bare, fold, index_form

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

SHORT_WORD = 3
"""Articles and prepositions have at most so many letters; shorter words do not bend."""


class Inflection:
    """The endings of one language; without a table words stand as they are.

    Args:
        table: The language's part of ``inflection.toml``.
    """

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._add = [bare(ending) for ending in table.get("add", ())]
        self._swap = [[bare(ending) for ending in swap] for swap in table.get("swap", ())]
        inner = [[bare(ending) for ending in swap] for swap in table.get("swap_inner", ())]
        self._swap_inner = [*self._swap, *inner]
        self.demonym_endings = frozenset(table.get("demonym", ("",)))
        self._joined_before = {fold(word) for word in table.get("before", ())}
        self._joined_after = {fold(word) for word in table.get("after", ())}
        self._known: dict[tuple[str, bool], tuple[str, ...]] = {}

    def forms(self, word: str, *, last: bool) -> tuple[str, ...]:
        """Return a bare word and what its endings may change to.

        Args:
            word: A word of a name, without case and accents.
            last: Whether it is the name's last word.
        """
        known = self._known.get((word, last))
        if known is None:
            known = self._known[word, last] = tuple(dict.fromkeys(self._bend(word, last=last)))
        return known

    def _bend(self, word: str, *, last: bool) -> Iterator[str]:
        yield word
        if len(word) < SHORT_WORD:
            return
        yield from (word + ending for ending in self._add)
        for endings in self._swap if last else self._swap_inner:
            fitting = [ending for ending in endings if word.endswith(ending)]
            if fitting:
                stem = word[: len(word) - len(max(fitting, key=len))]
                yield from (stem + ending for ending in endings)

    def phrases(self, texts: Iterable[str]) -> set[tuple[str, ...]]:
        """Return phrases as tuples of bare words, in all their forms."""
        found: set[tuple[str, ...]] = set()
        for text in texts:
            *inner, last = index_form(text).split()
            forms = [self.forms(word, last=False) for word in inner]
            found.update(product(*forms, self.forms(last, last=True)))
        return found

    def ties(self, ahead: str | None, behind: str | None) -> bool:
        """Tell whether words joined by a hyphen make a name part of a compound.

        Articles and case endings do not: ``is-Sassonja``.
        """
        return bool(
            (ahead and fold(ahead) not in self._joined_before)
            or (behind and fold(behind) not in self._joined_after)
        )
