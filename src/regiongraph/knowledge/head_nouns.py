"""The nominative of names whose head noun stands last, or first behind its adjectives.

A noun of the table is looked for where the language puts the head; of it the form in the text
gives the nominative, and adjectives right before it (right behind it where the table says so)
that cannot be anything else follow it. Anything else of the name stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import regex

from regiongraph.knowledge.spelling import bare, fold

_STEM = 2
_COMPOUND = 3  # letters that the first part of a compound has at least
_TAIL = r"\s*\([^()]*\)"
_Rules = tuple[tuple[str, str, int], ...]
_ANY = -1


class HeadNouns:
    """Finds nominatives by the head nouns of one language.

    Args:
        table: The language's part of ``head-nouns.toml``; without it names stay as they are.
    """

    def __init__(self, table: Mapping[str, Any]) -> None:
        cases = tuple(table.get("cases", ()))
        self._last = bool(table.get("last"))
        self._compounds = bool(table.get("compounds"))
        self._tail = regex.compile(rf"(?:{_TAIL}|{table.get('tail', '(?!)')})$")
        self._stays = regex.compile(rf"(?:{table.get('stays', '(?!)')})$")
        self._plural = regex.compile(rf"(?:{table.get('plural', '(?!)')})$")
        self._initial = regex.compile(table.get("initial", "(?!)"))
        self._loose = bare if table.get("loose") else fold
        self._before = {g: _rules(r, cases) for g, r in table.get("before", {}).items()}
        self._behind = {g: _rules(r, cases) for g, r in table.get("behind", {}).items()}
        self._forms: dict[str, set[tuple[str, str, int]]] = {}
        self._nominatives: set[str] = set()
        for gender, words in table.get("heads", {}).items():
            rules = _rules(table["nouns"][gender], cases)
            for word in words.split():
                self._nominatives.add(self._loose(word))
                for form, case in _declined(word, rules):
                    self._forms.setdefault(self._loose(form), set()).add((word, gender, case))

    def of(self, name: str) -> str:
        """Return a name in the nominative, or as it is where that is not sure."""
        name = self._initial.sub("", name)
        tail = self._tail.search(name) if self._last else None
        core = name[: tail.start()] if tail else name
        words = core.split(" ")
        if core.isupper() or not self._forms:
            return name
        at = self._head_at(words)
        found = self._noun(words[at]) if at is not None else None
        if at is None or found is None:
            return name
        words[at], gender, case = found
        bend = self._bend_before if self._last else self._bend_around
        if not bend(words, at, gender, case):
            return name
        return " ".join(words) + (tail.group() if tail else "")

    def _head_at(self, words: Sequence[str]) -> int | None:
        if self._last:
            return len(words) - 1
        adjectives = tuple(rule[0] for rules in self._before.values() for rule in rules)
        for at, word in enumerate(words[:4]):
            if self._noun(word) is not None:
                return at
            if not adjectives or not word.endswith(adjectives):
                return None
        return None

    def _noun(self, word: str) -> tuple[str, str, int] | None:
        """Return a noun's nominative, gender and case; None if it has none or may stand in it."""
        spelt = self._loose(word)
        for cut in range(len(word) - 2 if self._compounds else 1):
            if 0 < cut < _COMPOUND:
                continue
            part = spelt[cut:]
            if part in self._nominatives:
                return None
            found = self._forms.get(part)
            if found is not None:
                base, gender, case = min(found)
                fresh = base.capitalize() if word[cut].isupper() else base
                sure = len({one[:2] for one in found}) == 1
                return (word[:cut] + fresh, gender, case) if sure else None
        return None

    def _bend_before(self, words: list[str], at: int, gender: str, case: int) -> bool:
        """Let adjectives before a head that stands last follow it; say whether all is sure.

        Behind such an adjective may stand plurals, with which it cannot go; before any other
        noun it may go with that, or with the head.
        """
        rules = self._before.get(gender, ())
        beside = True
        for i in range(at - 1, -1, -1):
            new = _unbent(words[i], rules, case)
            if new is not None and not beside:
                return False
            if new is not None:
                words[i] = new
            elif not self._plural.search(words[i]):
                beside = False
        return True

    def _bend_around(self, words: list[str], at: int, gender: str, case: int) -> bool:
        """Let adjectives around the head follow it; say whether all of them could."""
        for i in range(at):
            new = _unbent(words[i], self._before.get(gender, ()), case)
            if new is None:
                return False
            words[i] = new
        for i in range(at + 1, len(words) if self._behind.get(gender) else 0):
            new = _unbent(words[i], self._behind[gender], case)
            if new is None:
                return not self._stays.search(words[i])
            words[i] = new
        return True


def _rules(written: Iterable[str], cases: Sequence[str]) -> _Rules:
    """Return triples of ending in the text, in the nominative, and case, the longest first."""
    triples = []
    for rule in written:
        base, _, forms = rule.partition(":")
        columns = enumerate(forms.split())
        for column, form in ((n, form) for n, group in columns for form in group.split("/")):
            stem = form.removesuffix("+").replace("_", "")
            for case in cases if form.endswith("+") else ("",):
                number = _ANY if cases else column
                triples.append((stem + case, base.strip().replace("_", ""), number))
    return tuple(sorted(triples, key=lambda one: -len(one[0])))


def _declined(word: str, rules: _Rules) -> Iterator[tuple[str, int]]:
    """Yield a noun's other forms with their cases, by its longest ending in the nominative."""
    longest = max((len(base) for _, base, _ in rules if word.endswith(base)), default=None)
    for form, base, case in rules:
        if longest is not None and len(base) == longest and word.endswith(base):
            yield word[: len(word) - longest] + form, case


def _unbent(word: str, rules: _Rules, case: int) -> str | None:
    for ending, base, own in rules:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= _STEM and own == case:
            return stem + base
    return None
