"""The nominative of a person's name that a text only has in another case.

A first name that is listed gives gender and case away, the ending of the surname must agree;
where two readings are left, the name stays as it is written.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import regex

from regiongraph.knowledge.spelling import bare

if TYPE_CHECKING:
    from regiongraph.knowledge.inflection import Inflection

_SHORT_STEM = 2
_Rules = tuple[tuple[str, str], ...]


class Nominatives:
    """Finds nominatives in one language.

    Args:
        table: The language's part of ``inflection.toml``; without its keys ``surname_m`` and
            ``surname_f`` nothing is ever changed.
        first_names: First names of the language, in the nominative.
        foreign: First names of any language; they count where no name of the language fits.
        inflection: How names bend.
    """

    def __init__(
        self,
        table: Mapping[str, Any],
        first_names: Iterable[str],
        foreign: Iterable[str],
        inflection: Inflection,
    ) -> None:
        self._men = _rules(table.get("surname_m", ()))
        self._women = _rules(table.get("surname_f", ()))
        self._sure = regex.compile(rf"(?:{'|'.join(table.get('oblique', ())) or '(?!)'})$")
        self._woman = regex.compile(rf"(?:{'|'.join(table.get('woman', ())) or '(?!)'})$")
        endings = tuple(table.get("feminine", ()))
        self._hers = tuple(form for form, base in self._women if base in endings)
        self._inflection = inflection
        self._lists = (_by_letters(first_names), _by_letters(foreign))

    def of(self, name: str) -> str:
        """Return a full name in the nominative, or as it is where that is not sure."""
        words = name.split()
        if not self._men or len(words) < 2:  # noqa: PLR2004
            return name
        for listed in self._lists:
            readings = set(self._readings(words, listed))
            if readings:
                return readings.pop() if len(readings) == 1 else name
        return name

    def _readings(self, words: list[str], known: Mapping[str, Sequence[str]]) -> Iterator[str]:
        first, *more, last = words
        hers = bool(self._hers) and last.endswith(self._hers)
        if bare(first) in known and not self._sure.search(last):
            yield " ".join(words)
        elif hers and first in known.get(bare(first), ()):  # a foreign first name does not bend
            yield " ".join(
                [first, *(self._surname(word, woman=True) or word for word in words[1:])]
            )
        for base in self._inflection.bases(bare(first), last=True):
            for listed in known.get(base, ()) if base != bare(first) else ():
                woman = bool(self._woman.search(listed))
                surname = self._surname(last, woman=woman)
                seen = surname != last or self._sure.search(first)
                if surname is not None and seen and not more and (woman or not hers):
                    yield f"{listed} {surname}"

    def _surname(self, surname: str, *, woman: bool) -> str | None:
        """Return a surname in the nominative; None if its ending does not fit the gender."""
        rules = self._women if woman else self._men
        parts = surname.split("-")
        changed = [_unbent(part, rules) for part in parts]
        if changed[-1] is None and not (woman and not self._sure.search(parts[-1])):
            return None
        return "-".join(new or old for new, old in zip(changed, parts, strict=True))


def _by_letters(names: Iterable[str]) -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for name in sorted(names):
        found[bare(name)].append(name)
    return found


def _rules(written: Iterable[str]) -> _Rules:
    """Return pairs of ending in the text and in the nominative, the longest first."""
    pairs = []
    for rule in written:
        base, _, forms = rule.partition(":")
        pairs += [(form, base.strip().replace("_", "")) for form in forms.split()]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


def _unbent(word: str, rules: _Rules) -> str | None:
    for ending, base in rules:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= _SHORT_STEM:
            return stem + base
    return None
