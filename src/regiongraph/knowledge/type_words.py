"""Words that say what kind of territory a name is, from ``type-words.toml``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from regiongraph.knowledge.inflection import phrases

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from regiongraph.knowledge.inflection import Inflection

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
