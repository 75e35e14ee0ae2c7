"""Words that say what kind of territory a name is, from ``type-words.toml``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from regiongraph.knowledge.inflection import phrases
from regiongraph.knowledge.memo import Memo

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from regiongraph.knowledge.inflection import Inflection, Phrases

_LONGEST = 4  # words in a type phrase
_LONGEST_LINK = 2


class TypeWords:
    """The type words of one language. All words are given bare, without case and accents.

    Args:
        table: The language's part of ``type-words.toml``.
        inflection: How they bend.
    """

    def __init__(self, table: Mapping[str, Sequence[str]], inflection: Inflection) -> None:
        self._fits = inflection.fits
        self._before = phrases(table.get("before", ()))
        self._after = phrases(table.get("after", ()))
        self._town = phrases(table.get("town", ()))
        self._town_after = phrases(table.get("town_after", ()))
        self._link = phrases(table.get("link", ()))
        first = {phrase[0] for group in (self._after, self._town_after) for phrase in _all(group)}
        last = {phrase[-1] for group in (self._before, self._town) for phrase in _all(group)}
        link = {phrase[-1] for phrase in _all(self._link)}
        bases = inflection.bases
        self.may_stand_behind = Memo[str, bool](
            lambda word: not first.isdisjoint((*bases(word, last=True), *bases(word, last=False)))
        )
        """Whether a word right behind a name may begin a type phrase; most cannot."""
        self.may_stand_before = Memo[str, bool](
            lambda word: word in link or not last.isdisjoint(bases(word, last=True))
        )
        """Whether a word right ahead of a name may end a type phrase or its link."""

    def before(self, words: Sequence[str]) -> tuple[int, int] | None:
        """Return how many of the words ahead of a name are its type phrase and its link.

        Args:
            words: The words ahead, the nearest last.
        """
        for link in range(_LONGEST_LINK + 1):
            cut = len(words) - link
            if link and tuple(words[cut:]) not in self._link.get(link, ()):
                continue
            for length in range(min(_LONGEST, cut), 0, -1):
                if self._fits(words[cut - length : cut], self._before):
                    return length, link
        return None

    def after(self, words: Sequence[str]) -> int:
        """Return how many of the words behind a name are its type phrase."""
        lengths = range(min(_LONGEST, len(words)), 0, -1)
        return next((n for n in lengths if self._fits(words[:n], self._after)), 0)

    def marks_town(self, ahead: Sequence[str], behind: Sequence[str]) -> bool:
        """Tell whether a word for a town stands right ahead of a name, or right behind it."""
        lengths = range(1, _LONGEST + 1)
        return any(self._fits(ahead[-length:], self._town) for length in lengths) or any(
            self._fits(behind[:length], self._town_after) for length in lengths
        )

    def bare_name(self, words: Sequence[str]) -> tuple[int, int]:
        """Return where the name proper begins and ends in a name that has a type word."""
        first = next((n for n in range(1, len(words)) if self._fills(words[:n])), 0)
        ends = range(len(words) - 1, first, -1)
        last = next((n for n in ends if self.after(words[n:]) == len(words) - n), len(words))
        return first, last

    def _fills(self, words: Sequence[str]) -> bool:
        found = self.before(words)
        return found is not None and sum(found) == len(words)

    @property
    def reach(self) -> int:
        """The most words beside a name that matter."""
        return _LONGEST + _LONGEST_LINK


def _all(group: Phrases) -> Iterator[tuple[str, ...]]:
    """Yield the phrases of a group; at 0 stand only their last words."""
    for length, found in group.items():
        if length:
            yield from found
