"""Words that say what kind of territory a name is, from ``type-words.toml``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from regiongraph.knowledge.spelling import index_form

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
        self._before = inflection.phrases(table.get("before", ()))
        self._after = inflection.phrases(table.get("after", ()))
        self._town = inflection.phrases(table.get("town", ()))
        self._link = {tuple(index_form(text).split()) for text in table.get("link", ())}

    def before(self, words: Sequence[str]) -> tuple[int, int] | None:
        """Return how many of the words ahead of a name are its type phrase and its link.

        Args:
            words: The words ahead, the nearest last.
        """
        for link in range(_LONGEST_LINK + 1):
            cut = len(words) - link
            if link and tuple(words[cut:]) not in self._link:
                continue
            for length in range(min(_LONGEST, cut), 0, -1):
                if tuple(words[cut - length : cut]) in self._before:
                    return length, link
        return None

    def after(self, words: Sequence[str]) -> int:
        """Return how many of the words behind a name are its type phrase."""
        lengths = range(min(_LONGEST, len(words)), 0, -1)
        return next((length for length in lengths if tuple(words[:length]) in self._after), 0)

    def marks_town(self, words: Sequence[str]) -> bool:
        """Tell whether the words ahead of a name end in a word for a town."""
        lengths = range(1, min(_LONGEST, len(words)) + 1)
        return any(tuple(words[len(words) - length :]) in self._town for length in lengths)

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
