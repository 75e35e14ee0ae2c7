"""Which names of small towns count: the text must speak for them.

Most surnames and many ordinary words are also towns somewhere. A small town counts where its
country is at home in the language or named in the text, and a word or an ending of place, a
neighbour in an enumeration, or another place of the text shows that a place is meant.
"""

from __future__ import annotations

import re
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from regiongraph.knowledge.spelling import bare, fold
from regiongraph.records import EntityType

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from regiongraph.knowledge.registry import Registry
    from regiongraph.knowledge.running_text import RunningText

Form = Literal["name", "abbreviation"]

_PLACES = {EntityType.REGION, EntityType.COUNTRY, EntityType.PLACE}
_BESIDE = re.compile(r",?\s*(?:\b\w{1,4}\s+)?|\s*\(", re.UNICODE)
"""What parts two places of an enumeration, or a town from the territory in brackets."""
_SPACE = re.compile(r"[^\S\n]+|[^\S\n]*\n[^\S\n]*")
_BESIDE_WORD = re.compile(r",?\s*|['’]")
_DATE_FOLLOWS = re.compile(r"\s?[,.–-]+\s*(?:\w+\s+){0,3}?\d")
_INITIALS = 4  # letters
_ENDING = 5  # letters, at most, that a noun adds to its stem
_NAME_WORDS = 3  # of a person, ahead of the last: "Halbach de Kassel"
TOWN = 15_000
"""Inhabitants from which a town may be meant in whatever country."""
CITY = 100_000
"""Inhabitants from which a city's names in other languages count without a word of place."""


class Hit(NamedTuple):
    """A name that stands in a text.

    Args:
        start: Offset of the first character.
        end: Offset after the last character.
        keys: What it may mean, best first.
        form: Whether a name or an abbreviation.
        first: Its first word.
        last: Its last word, or that of the name proper.
        doubtful: Whether it counts only if the text speaks for it.
    """

    start: int
    end: int
    keys: tuple[str, ...]
    form: Form
    first: int
    last: int
    doubtful: bool


class SmallTowns:
    """What speaks for small towns in one language.

    Args:
        table: The language's part of ``place-words.toml``.
        registry: What is known.
    """

    def __init__(self, table: Mapping[str, Any], registry: Registry) -> None:
        self.home = frozenset(f"country/{code}" for code in table.get("home", ()))
        self._entries = registry.entries
        self._at = {bare(word) for word in table.get("at", ())}
        self._locative = tuple(fold(ending) for ending in table.get("locative", ()))
        self._mayors = tuple(bare(stem) for stem in table.get("mayors", ()))
        self._particles = {bare(word) for word in table.get("particles", ())}
        self._capital_nouns = bool(table.get("capital_nouns"))
        self._first_names = {bare(name) for name in registry.first_names()}

    def settle(self, read: RunningText, hits: Sequence[Hit]) -> list[Hit]:
        """Return the hits that count, in order, each with the keys that the text allows."""
        if not any(hit.doubtful for hit in hits):
            return list(hits)
        countries = self.home | self._named(hit for hit in hits if not hit.doubtful)
        near = [self._near(hit, countries) for hit in hits]
        backed = [bool(hit.keys) and (not hit.doubtful or self._speaks(read, hit)) for hit in near]
        self._enumerate(read, near, backed)
        known = {hit.keys for hit, true in zip(near, backed, strict=True) if true}
        return [
            hit
            for hit, true in zip(near, backed, strict=True)
            if true or (hit.keys in known and not self._in_a_name(read, hit))
        ]

    def _named(self, hits: Iterable[Hit]) -> frozenset[str]:
        """Return the countries that hits name, or name a part of."""
        entries = (self._entries[hit.keys[0]] for hit in hits)
        return frozenset(e.country for e in entries if e.type in _PLACES and e.country)

    def _near(self, hit: Hit, countries: frozenset[str]) -> Hit:
        """Keep of a doubtful name the towns in countries that the text speaks of."""
        if not hit.doubtful:
            return hit
        return hit._replace(
            keys=tuple(
                key
                for key in hit.keys
                if self._entries[key].country in countries
                or (self._entries[key].population or 0) >= TOWN
            )
        )

    def _speaks(self, read: RunningText, hit: Hit) -> bool:
        """Tell whether what stands around a name shows that a place is meant."""
        if self._looks_like_initials(read, hit) or self._of_a_person(read, hit):
            return False
        ahead = read.words[hit.first - 1] if hit.first else ""
        last = fold(read.word(hit.last))
        bent = last.endswith(self._locative) and fold(self._name(hit)) != last
        led = bool(ahead) and bool(_BESIDE_WORD.fullmatch(read.gap(hit.first - 1)))
        if led and ahead in self._particles:
            return not self._in_a_name(read, hit)
        if bent or (led and (ahead in self._at or ahead.isdigit())):
            return True
        if led and self._is_mayor(ahead) and fold(self._name(hit)) != last:
            return True
        if self._opens_dateline(read, hit):
            return True
        large = (self._entries[hit.keys[0]].population or 0) >= CITY
        return (large or hit.last > hit.first) and not self._in_a_name(read, hit)

    def _is_mayor(self, word: str) -> bool:
        """Tell whether a word is a mayor, ahead of a surname or of a town in another case."""
        return any(word.startswith(m) and len(word) <= len(m) + _ENDING for m in self._mayors)

    def _looks_like_initials(self, read: RunningText, hit: Hit) -> bool:
        word = read.word(hit.first)
        return hit.first == hit.last and word.isupper() and len(word) <= _INITIALS

    def _opens_dateline(self, read: RunningText, hit: Hit) -> bool:
        opens = read.raw[: hit.start].rstrip(" \t*_")[-1:] in {"", "\n"}
        return opens and bool(_DATE_FOLLOWS.match(read.raw, hit.end))

    def _name(self, hit: Hit) -> str:
        return next(iter(self._entries[hit.keys[0]].names.values()))[0]

    def _of_a_person(self, read: RunningText, hit: Hit) -> bool:
        """Tell whether a first name stands ahead: "Karin Kassel", "Karin Halbach de Kassel"."""
        before = _words_before(read, hit.first)
        if before and before[0] in self._at and before[0] not in self._particles:
            return False
        capital = (read.word(hit.first - n)[0].isupper() for n in range(1, len(before) + 1))
        known = (word in self._first_names for word in before)
        return any(one and two for one, two in zip(capital, known, strict=True))

    def _in_a_name(self, read: RunningText, hit: Hit) -> bool:
        """Tell whether a name looks like a part of a longer one, or like a surname."""
        if self._capital_nouns or self._of_a_person(read, hit):
            return self._of_a_person(read, hit)
        before = _words_before(read, hit.first)
        if before and before[0] not in self._at and read.word(hit.first - 1)[0].isupper():
            return True
        after = hit.last + 1 < len(read.words) and _SPACE.fullmatch(read.gap(hit.last))
        return bool(after and read.word(hit.last + 1)[0].isupper())

    def _enumerate(self, read: RunningText, hits: Sequence[Hit], backed: list[bool]) -> None:
        """Let a place speak for the towns in one enumeration with it, and two towns for another."""
        beside = [
            bool(_BESIDE.fullmatch(read.raw, one.end, two.start)) for one, two in pairwise(hits)
        ]
        steps = range(len(beside))
        pairs = chain(((n, n + 1) for n in steps), ((n + 1, n) for n in reversed(steps)))
        for one, two in pairs:
            if not beside[min(one, two)] or backed[two] or not hits[two].keys:
                continue
            speaks = backed[one] or (self._is_town(hits[one]) and self._is_town(hits[two]))
            place = hits[one].keys and self._entries[hits[one].keys[0]].type in _PLACES
            backed[two] = bool(speaks and place) and not self._in_a_name(read, hits[two])

    def _is_town(self, hit: Hit) -> bool:
        return bool(hit.keys) and (self._entries[hit.keys[0]].population or 0) >= TOWN


def _words_before(read: RunningText, first: int) -> list[str]:
    """Return the words ahead of a word, the nearest first, parted by white space only."""
    found: list[str] = []
    for index in range(first - 1, max(first - 1 - _NAME_WORDS, -1), -1):
        if not _SPACE.fullmatch(read.gap(index)):
            break
        found.append(read.words[index])
    return found
