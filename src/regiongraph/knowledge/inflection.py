"""How names change in running text: what a word may stand for, from ``inflection.toml``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from itertools import product
from typing import TYPE_CHECKING, Any

from regiongraph.knowledge.spelling import bare, fold, index_form

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

SHORT_WORD = 3
"""Articles and prepositions have at most so many letters; a stem has no fewer."""
_NO_ENDING = "_"

Phrases = Mapping[int, frozenset[tuple[str, ...]]]
"""Phrases of bare words, by their length; at 0 stand their last words."""


class Inflection:
    """The endings of one language; without a table words stand as they are.

    Args:
        table: The language's part of ``inflection.toml``.
    """

    def __init__(self, table: Mapping[str, Any]) -> None:
        add = [bare(ending) for ending in table.get("add", ())]
        anywhere = [f"{_NO_ENDING}: {' '.join(add)}", *table.get("endings", ())]
        self._endings = {
            True: _reversed(anywhere, add),
            False: _reversed([*anywhere, *table.get("inner", ())], add),
        }
        initials = [tuple(map(bare, group.split())) for group in table.get("initial", ())]
        self._initials = {one: group for group in initials for one in group}
        self.articles = frozenset(table.get("article", ()))
        self.demonym_endings = frozenset(table.get("demonym", ("",)))
        rules = (rule.partition(":") for rule in table.get("origin", ()))
        self.origins = tuple(
            (ending.strip(), tuple(base.replace(_NO_ENDING, "") for base in bases.split()))
            for ending, _, bases in rules
        )
        self._joined_before = {fold(word) for word in table.get("before", ())}
        self._joined_after = {fold(word) for word in table.get("after", ())}
        self._known: dict[tuple[str, bool], tuple[str, ...]] = {}

    @property
    def mutates(self) -> bool:
        """Whether first letters change, so that a name's capital may come second."""
        return bool(self._initials)

    def bases(self, word: str, *, last: bool) -> tuple[str, ...]:
        """Return what a bare word of a text may be in the registry, itself first.

        Args:
            word: A word of a text, without case and accents.
            last: Whether it would be the name's last word.
        """
        known = self._known.get((word, last))
        if known is None:
            found = (base for whole in self._begun(word) for base in self._ended(whole, last=last))
            known = self._known[word, last] = tuple(dict.fromkeys(found))
        return known

    def agree(self, one: str, two: str) -> bool:
        """Tell whether two words of a text may be forms of one name, each part at hyphens."""
        if one == two:
            return True
        parts = one.split("-"), two.split("-")
        if len(parts[0]) != len(parts[1]):
            return False
        return all(
            not set(self.bases(bare(a), last=True)).isdisjoint(self.bases(bare(b), last=True))
            for a, b in zip(*parts, strict=True)
        )

    def stems_from(self, form: str, base: str) -> bool:
        """Tell whether a word of a text may be a form of a word that stands in its base."""
        parts = form.split("-"), base.split("-")
        return len(parts[0]) == len(parts[1]) and all(
            bare(b) in self.bases(bare(a), last=True) for a, b in zip(*parts, strict=True)
        )

    def _begun(self, word: str) -> Iterator[str]:
        yield word
        if len(word) > SHORT_WORD:
            for length in (3, 2, 1):
                for first in self._initials.get(word[:length], ()):
                    yield first + word[length:]

    def _ended(self, word: str, *, last: bool) -> Iterator[str]:
        yield word
        for cut in range(SHORT_WORD, len(word) + 1):
            for ending in self._endings[last].get(word[cut:], ()):
                yield word[:cut] + ending

    def fits(self, words: Sequence[str], phrases: Phrases) -> bool:
        """Tell whether bare words of a text are one of some phrases, in some form."""
        known = phrases.get(len(words)) if words else None
        if not known:
            return False
        *inner, last = words
        endings = self.bases(last, last=True)
        if phrases[0].isdisjoint(product(endings)):  # most words end no phrase
            return False
        options = [self.bases(word, last=False) for word in inner]
        return not known.isdisjoint(product(*options, endings))

    def ties(self, ahead: str | None, behind: str | None) -> bool:
        """Tell whether words joined by a hyphen make a name part of a compound.

        Articles and case endings do not: ``is-Sassonja``.
        """
        return bool(
            (ahead and fold(ahead) not in self._joined_before)
            or (behind and fold(behind) not in self._joined_after)
        )


def phrases(texts: Iterable[str]) -> Phrases:
    """Return phrases as tuples of bare words, by their length; at 0 stand their last words."""
    found: dict[int, set[tuple[str, ...]]] = defaultdict(set)
    for text in texts:
        words = tuple(index_form(text).split())
        found[len(words)].add(words)
        found[0].add(words[-1:])
    return {length: frozenset(group) for length, group in found.items()}


def _reversed(rules: Iterable[str], add: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
    """Return for each ending in text the endings in the registry that it may come from."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for rule in rules:
        base, _, written = rule.partition(":")
        for form in written.split():
            stem = form.removesuffix("+")
            for ending in add if form != stem else ("",):
                spelt = bare(stem.replace(_NO_ENDING, "")) + ending
                found[spelt][bare(base.strip().replace(_NO_ENDING, ""))] = None
    return {ending: tuple(bases) for ending, bases in found.items()}
