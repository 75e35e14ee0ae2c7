"""The nominative of the name of a body, event, document or venue that a text has in another case.

The head of the name is a listed noun, whose class and endings are known; adjectives before it
(and, in some languages, right behind it) agree with it, and what else there is stays as it is.
Where it may be in the nominative already, or two readings are left, it stays as it is written.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import count
from typing import Any, NamedTuple

import regex

from regiongraph.knowledge.spelling import bare, fold

_NOMINATIVE, _GENITIVE, _PLURAL = 0, 1, -1
_FIXED = regex.compile(r"\d+\.?|[IVXLC]+\.?")
_STEM = 2  # letters that a word has at least in front of its ending
_COMPOUND = 3  # letters that the first part of a compound has at least
_BRACKET = r"\s*\([^()]*\)"
_NEVER = "(?!)"


class _Ending(NamedTuple):
    """What a word ends in, what it ends in in the nominative, and in which cases."""

    form: str
    nominative: str
    cases: frozenset[int]
    after: regex.Pattern[str] | None


class _Head(NamedTuple):
    """A noun that names things, with the cases that a form of it may be in."""

    word: str
    gender: str
    cases: frozenset[int]


class Declension:
    """Finds the nominatives of names with a head noun, in one language.

    Args:
        table: The language's part of ``declension.toml``; without it names stay as they are.
    """

    def __init__(self, table: Mapping[str, Any]) -> None:
        suffixes = tuple(table.get("cases", ()))
        self._before = _by_gender(table.get("adjectives", {}), suffixes)
        self._behind = _by_gender(table.get("behind", {}), suffixes)
        self._spelt = bare if table.get("loose") else fold
        nouns = _by_gender(table.get("nouns", {}), suffixes)
        self._heads = _forms(table.get("heads", {}), nouns, self._spelt)
        self._last = bool(table.get("last"))
        self._tail = regex.compile(rf"(?:{_BRACKET}|{table.get('tail', _NEVER)})$")
        self._compounds = bool(table.get("compounds"))
        self._and = frozenset(table.get("and", ()))
        self._free = frozenset(table.get("free", ()))
        self._after = {g: regex.compile(f"{e}$") for g, e in table.get("after", {}).items()}
        self._classing = regex.compile(rf"(?i:{'|'.join(table.get('classing', ())) or _NEVER})")
        self._stays = regex.compile(rf"(?:{table.get('stays', _NEVER)})$")
        self._plural = regex.compile(rf"(?:{table.get('plural', _NEVER)})$")
        self._initial = regex.compile(table.get("initial", _NEVER))
        endings = "|".join(table.get("acronym", ())) or _NEVER
        self._acronym = regex.compile(rf"(?<=^\p{{Lu}}{{2,}})-(?:{endings})(?= |$)")

    def of(self, name: str, *, opens: bool = False) -> str:
        """Return a name in the nominative, or as it is where that is not sure.

        Args:
            name: The name as a text has it.
            opens: Whether it only opens sentences, where it may as well be a plural.
        """
        plain = self._initial.sub("", self._acronym.sub("", name))
        tail = self._tail.search(plain) if self._last else None
        core = plain[: tail.start()] if tail else plain
        words = core.split(" ")
        at = self._head_at(words)
        if at is None or core.isupper():
            return plain
        found: set[str] = set()
        for head in self._heads_of(words[at]):
            reading = self._reading(words, at, head)
            if reading is None or _NOMINATIVE in reading[1]:
                return plain
            if reading[1] - {_PLURAL} and not (opens and _PLURAL in reading[1]):
                found.add(reading[0])
        found.discard("")
        return found.pop() + plain[len(core) :] if len(found) == 1 else plain

    def _heads_of(self, word: str) -> Sequence[_Head]:
        """Return the nouns that a word may be, or that it may end in where there are compounds."""
        spelt = self._spelt(word)
        for cut in range(len(spelt) - _STEM if self._compounds else 1):
            heads = () if 0 < cut < _COMPOUND else self._heads.get(spelt[cut:], ())
            if heads:
                return [h._replace(word=word[:cut] + _capital(h.word, word[cut:])) for h in heads]
        return ()

    def _head_at(self, words: Sequence[str]) -> int | None:
        if self._last:
            return len(words) - 1
        for at, word in enumerate(words):
            if self._heads_of(word):
                return at
            if not self._stands_between(words, at) and not any(
                _cases(word, endings) for endings in self._before.values()
            ):
                return None
        return None

    def _stands_between(self, words: Sequence[str], at: int) -> bool:
        """Say whether a word before the head is a numeral, or joins two adjectives."""
        return bool(_FIXED.fullmatch(words[at])) or (at > 0 and words[at] in self._and)

    def _reading(
        self, words: Sequence[str], at: int, head: _Head
    ) -> tuple[str, frozenset[int]] | None:
        """Return the nominative and the cases of the form, if any; None if its parts are unsure."""
        new = list(words)
        new[at] = head.word
        cases = self._bent_before(new, at, head)
        if cases is None:
            return None
        for i in range(at + 1, len(words)):
            adjective, fitting = _agreeing(words[i], self._behind.get(head.gender, ()), cases)
            if not fitting:
                if self._stays.search(words[i]):
                    return None
                break
            if _GENITIVE in fitting and not self._surely_behind(words, i, head.gender):
                return None
            new[i], cases = adjective, fitting
        if any(self._joins(words, i, cases) for i in range(at + 2, len(words))):
            return None
        return (" ".join(new) if cases else "", cases)

    def _bent_before(self, new: list[str], at: int, head: _Head) -> frozenset[int] | None:
        """Bend adjectives before a head; return the cases left, None if one may go elsewhere.

        Before a head that stands last there may be other nouns: an adjective in front of a
        genitive plural goes with the head, one in front of anything else with that or the head.
        """
        cases, beside = head.cases, True
        for i in reversed(range(at)):
            if self._stands_between(new, i):
                continue
            adjective, fitting = _agreeing(new[i], self._before.get(head.gender, ()), cases)
            if not fitting and not self._last:
                return fitting
            if not fitting:
                beside = beside and bool(self._plural.search(new[i]))
            elif beside:
                new[i], cases = adjective, fitting
            else:
                return None
        return cases

    def _joins(self, words: Sequence[str], at: int, cases: frozenset[int]) -> bool:
        """Say whether a word may be a second head, joined to the first."""
        heads = self._heads_of(words[at]) if words[at - 1] in self._and else ()
        return any(head.cases & cases for head in heads)

    def _surely_behind(self, words: Sequence[str], at: int, gender: str) -> bool:
        """Say whether an adjective in the genitive cannot belong to a noun that follows."""
        if at + 1 == len(words) or not self._free or self._classing.match(words[at]):
            return True
        following = words[at + 1]
        if following in self._free or following.isupper() or not following[0].isalpha():
            return True
        return gender in self._after and bool(self._after[gender].search(following))


def _capital(word: str, like: str) -> str:
    return word[0].upper() + word[1:] if like[0].isupper() else word


def _by_gender(
    table: Mapping[str, Iterable[str]], suffixes: Sequence[str]
) -> Mapping[str, Sequence[_Ending]]:
    return {gender: _endings(rules, suffixes) for gender, rules in table.items()}


def _endings(rules: Iterable[str], suffixes: Sequence[str]) -> Sequence[_Ending]:
    """Return endings, those of a rule with a condition and the longest first.

    Where a language has suffixes for its cases, a noun and its adjectives are only known to be
    in any other than the nominative.
    """
    found = []
    for rule in rules:
        condition, _, row = rule.rpartition("> ")
        after = regex.compile(f"(?:{condition.strip()})$") if condition else None
        singular, _, plural = row.partition("|")
        cases: dict[str, set[int]] = defaultdict(set)
        columns = zip(count(), singular.split(), strict=False)
        for case, column in [*columns, *((_PLURAL, form) for form in plural.split())]:
            known = min(case, _GENITIVE) if suffixes else case
            for form in column.split("/"):
                stem = form.removesuffix("+").replace("_", "")
                for suffix in suffixes if form.endswith("+") else ("",):
                    cases[stem + suffix].add(known)
        nominative = singular.split()[0].replace("_", "")
        found += [_Ending(f, nominative, frozenset(c), after) for f, c in cases.items()]
    return tuple(sorted(found, key=lambda e: (e.after is None, -len(e.form))))


def _cases(word: str, endings: Sequence[_Ending]) -> Mapping[str, frozenset[int]]:
    """Return what a word may be in the nominative, and in which cases it then is."""
    found: dict[str, frozenset[int]] = {}
    best: _Ending | None = None
    for ending in endings:
        stem = word.removesuffix(ending.form) if ending.form else word
        if not word.endswith(ending.form) or len(stem) < _STEM:
            continue
        if ending.after is not None and not ending.after.search(stem):
            continue
        if best is None:
            best = ending
        if len(ending.form) == len(best.form) and ending.after is best.after:
            base = stem + ending.nominative
            found[base] = found.get(base, frozenset()) | ending.cases
    return found


def _agreeing(
    word: str, endings: Sequence[_Ending], cases: frozenset[int]
) -> tuple[str, frozenset[int]]:
    """Return an adjective in the nominative and those of its head's cases that it may be in."""
    for base, own in _cases(word, endings).items():
        if own & cases:
            return base, own & cases
    return word, frozenset()


def _forms(
    heads: Mapping[str, str],
    nouns: Mapping[str, Sequence[_Ending]],
    spelt: Callable[[str], str],
) -> Mapping[str, Sequence[_Head]]:
    """Return the nouns that each form may be of."""
    found: dict[str, list[_Head]] = defaultdict(list)
    for gender, words in heads.items():
        for word in words.split():
            for form, cases in _declined(word, nouns[gender]):
                found[spelt(form)].append(_Head(word, gender, frozenset(cases)))
    return found


def _declined(word: str, endings: Sequence[_Ending]) -> Iterator[tuple[str, set[int]]]:
    """Yield the forms of a noun, each with its cases: by the longest nominative ending it has."""
    fitting = [e for e in endings if word.endswith(e.nominative)]
    longest = max((len(e.nominative) for e in fitting), default=0)
    forms: dict[str, set[int]] = defaultdict(set)
    for ending in fitting:
        if len(ending.nominative) == longest:
            forms[word[: len(word) - longest] + ending.form] |= ending.cases
    yield from forms.items()
