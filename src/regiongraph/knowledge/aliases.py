"""Known names in running text: the longest names of the registry, in inflected forms too.

The matcher knows no language. How names bend, which type words stand beside them, which names
are no evidence and what speaks for a small town comes from ``inflection.toml``,
``type-words.toml``, ``stop-words.toml`` and ``place-words.toml``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from regiongraph.knowledge.inflection import SHORT_WORD
from regiongraph.knowledge.memo import Memo
from regiongraph.knowledge.name_tree import TERRITORIES, Alias, NameTree, Node, alias_named
from regiongraph.knowledge.running_text import RunningText
from regiongraph.knowledge.small_towns import TOWN, Form, Hit, SmallTowns
from regiongraph.knowledge.spelling import WORD, bare, index_form, marked
from regiongraph.knowledge.type_words import TypeWords
from regiongraph.records import EntityType

if TYPE_CHECKING:
    from collections.abc import Sequence

    from regiongraph.knowledge.registry import Registry

_SPELT_ALIKE = {*TERRITORIES, EntityType.PERSON}  # their capitals are part of the name
_LOOSE_GAP = re.compile(r"(?:[^\S\n]|\n(?!\s*\n)|['\u2018\u2019\u02bc\u2010\u2011\u2013-])*")
_WELL_KNOWN = 100_000  # inhabitants from which a town's name counts wherever it stands
_HYPHENS = {"-", "\u2010", "\u2011"}
_TYPES = (EntityType.REGION, EntityType.PLACE)
_MOST_CHOICES = 1 << 16  # spellings of names remembered


class _Choice(NamedTuple):
    """Names that are spelt alike, the one most likely meant first.

    Args:
        ranked: All of them.
        regions: Those of regions.
        towns: Those of places.
        named: Those that are not listed as ordinary words.
        doubtful: Those that a text must speak for.
        settled: Their keys, if nothing beside them and nothing else in the text matters.
    """

    ranked: list[Alias]
    regions: list[Alias]
    towns: list[Alias]
    named: list[Alias]
    doubtful: list[Alias]
    settled: tuple[str, ...] | None


_Place = tuple[tuple[Node, ...], str, frozenset[str]]
"""Where names end in the tree, how a text writes them, and the letters that the text has."""


@dataclass(frozen=True, slots=True, order=True)
class AliasMatch:
    """A known name at one place of a text.

    Args:
        start: Offset of the first character.
        end: Offset after the last character.
        keys: Registry entries of that name, the one most likely meant first.
        form: Whether a name or an abbreviation stands there.
        proper: Where the name begins and ends without the type word beside it.
    """

    start: int
    end: int
    keys: tuple[str, ...]
    form: Form
    proper: tuple[int, int] | None = None


class AliasMatcher:
    """Finds the registry's names in texts of one language.

    Names in that language come first; names in other languages are found if no name of the
    language is spelt the same and only one thing is called so.

    Args:
        registry: What is known.
        language: Language of the texts, two letters.
    """

    def __init__(self, registry: Registry, language: str) -> None:
        self._entries = registry.entries
        self._towns = registry.towns
        self._inflection = registry.inflection(language)
        types = registry.setting("type-words.toml").get(language, {})
        self._types = TypeWords(types, self._inflection)
        place_words = registry.setting("place-words.toml").get(language, {})
        self._small = SmallTowns(place_words, registry)
        stop = registry.setting("stop-words.toml")
        self._never = {index_form(text) for text in chain(stop.get("mul", ()), *types.values())}
        self._ordinary = {index_form(text) for text in stop.get(language, ())}
        self._tree = NameTree(
            registry, language, types=self._types, home=self._small.home, never=self._never
        )
        self._opens = Memo(self._may_open)
        self._town_openings = Memo(self._town_opening)
        self._choices: dict[_Place, _Choice | None] = {}
        demonyms = registry.demonyms(language)
        self._stems = tuple(demonyms)
        self._demonyms = {bare(stem): key for stem, key in demonyms.items()}

    def find(self, text: str) -> list[AliasMatch]:
        """Return the known names in a text, leftmost first, longest at a place, none overlapping.

        Case, accents lost in capitals, apostrophes and white space do not matter; an abbreviation
        counts in its own case only, a name of one word with a capital, a part of a hyphenated
        compound not at all. A type word belongs to its region ("Freistaat Sachsen", "Provincia di
        Cuneo"), but in "region of Alentejo" it is no part of the name. A small town counts where
        the text speaks for it.
        """
        read = RunningText(text)
        opens, spans = self._opens, read.spans
        found: list[Hit] = []
        floor = 0
        for index in [n for n, word in enumerate(read.written) if opens[word]]:
            if spans[index][0] < floor:
                continue
            hit = self._at(read, index, floor)
            if hit:
                found.append(hit)
                floor = hit.end
        sure = self._small.settle(read, found)
        return [
            AliasMatch(hit.start, hit.end, hit.keys, hit.form, self._proper(read, hit))
            for hit in sure
        ]

    def _proper(self, read: RunningText, hit: Hit) -> tuple[int, int] | None:
        """Return where a name stands that a type word widens, or None."""
        span = read.spans[hit.first][0], read.spans[hit.last][1]
        return span if span[0] != hit.start or span[1] < hit.end - 1 else None

    def _may_open(self, word: str) -> bool:
        """Tell whether a name may open with a word as it is written."""
        form = bare(word)
        return bool(self._tree.opening[form] or (self._capital(word) and self._town_openings[form]))

    def demonym(self, word: str) -> str | None:
        """Return the key of the territory that an adjective of origin names, or None.

        The longest stem wins: ``niedersächsischen`` is Lower Saxony's, not Saxony's.
        """
        form = bare(word)
        for cut in range(len(form), 0, -1):
            if form[:cut] in self._demonyms and form[cut:] in self._inflection.demonym_endings:
                return self._demonyms[form[:cut]]
        return self._origin(word)

    def _origin(self, word: str) -> str | None:
        """Return the key of the territory whose name makes an adjective in small letters."""
        for ending, bases in self._inflection.origins:
            stem = word.removesuffix(ending)
            if stem == word or not stem[:1].islower() or len(stem) < SHORT_WORD:
                continue
            for base in bases:
                name = "-".join(part[:1].upper() + part[1:] for part in f"{stem}{base}".split("-"))
                for hit in self.find(f"{name}."):
                    if hit.end == len(name) and hit.start == 0 and self._exactly(hit, name):
                        return hit.keys[0]
        return None

    def _exactly(self, hit: AliasMatch, name: str) -> bool:
        """Tell whether a name is one of an entry as it stands, not bent."""
        entry = self._entries[hit.keys[0]]
        names = (text for texts in entry.names.values() for text in texts)
        return entry.type in TERRITORIES and name in names

    @cached_property
    def demonym_pattern(self) -> str:
        """A pattern of the adjectives of origin, in all their forms, accents as listed."""
        stems = "|".join(sorted(map(re.escape, self._stems), key=len, reverse=True))
        endings = "|".join(sorted(self._inflection.demonym_endings, key=len, reverse=True))
        return rf"(?:(?:{stems or '(?!)'})(?:{endings}))"

    def _at(self, read: RunningText, first: int, floor: int) -> Hit | None:
        """Return the longest name that opens at a word, with its type word."""
        tree, words, last = self._tree, read.words, first
        best, choice = self._town_at(read, first) or (-1, None)
        nodes = tree.opening[words[first]]
        while nodes:
            ends, tail = tree.ends[nodes]
            if ends and last >= best and not self._in_compound(read, first, last):
                written = read.raw[read.spans[first][0] : read.spans[last][1] + tail]
                true = self._spelt(read, first, ends, (nodes, written, read.letters))
                if true is not None:
                    best, choice = last, true
            last += 1
            nodes = tree.onward[nodes, words[last]] if last < len(words) else ()
        return self._with_type_words(read, first, best, choice, floor=floor) if choice else None

    def _spelt(
        self, read: RunningText, first: int, ends: tuple[Alias, ...], place: _Place
    ) -> _Choice | None:
        """Return those of the names that end in the tree that are really spelt as in the text."""
        try:
            return self._choices[place]
        except KeyError:
            if len(self._choices) >= _MOST_CHOICES:
                self._choices.clear()
            true = [alias for alias in ends if self._spelt_so(read, first, alias)]
            choice = self._choices[place] = self._choice(true, read.words[first:]) if true else None
            return choice

    def _choice(self, aliases: list[Alias], words: Sequence[str]) -> _Choice:
        """Rank names that words of a text may spell, and say what of each depends on the text.

        Of two towns or two regions that comes first whose usual name is spelt so, in no other case.
        """

        def rank(alias: Alias) -> tuple[int, int, bool, int, str]:
            level, inhabitants, key = alias.rank
            bent = any(bare(name) != word for name, word in zip(alias.words, words, strict=False))
            return -len(alias.tail), level, bent or not alias.usual, inhabitants, key

        ranked = sorted(aliases, key=rank)
        of = {type_: [a for a in ranked if self._entries[a.key].type is type_] for type_ in _TYPES}
        named = [a for a in ranked if index_form(" ".join(a.words)) not in self._ordinary]
        doubtful = [alias for alias in ranked if self._is_doubtful(alias)]
        open_ = any(of.values()) or doubtful
        settled = None if open_ or len(named) < len(ranked) else _keys(ranked)
        return _Choice(
            ranked, of[EntityType.REGION], of[EntityType.PLACE], named, doubtful, settled
        )

    def _town_opening(self, word: str) -> tuple[str, ...]:
        return tuple(base for base in self._tree.bases[word] if base in self._towns.first_words)

    def _town_at(self, read: RunningText, first: int) -> tuple[int, _Choice] | None:
        """Return the small towns of the longest such name that opens at a word."""
        openings = self._town_openings[read.words[first]]
        if not openings or not self._capital(read.written[first]):
            return None
        more = first + 1 < len(read.words)
        seconds = self._tree.bases[read.words[first + 1]] if more else ()
        found: dict[int, list[Alias]] = defaultdict(list)
        for opening in chain(openings, (f"{one} {two}" for one in openings for two in seconds)):
            for name, key in self._towns.by_opening.get(opening, ()):
                words = tuple(WORD.findall(name))
                last = first + len(words) - 1
                if index_form(name) in self._never or last >= len(read.words):
                    continue
                alias = alias_named(self._entries[key], "mul", name, "name")
                if self._spelt_so(read, first, alias) and not self._in_compound(read, first, last):
                    found[last].append(alias)
        last = max(found, default=-1)
        return (last, self._choice(found[last], read.words[first:])) if found else None

    def _capital(self, word: str) -> bool:
        """Tell whether a word is written with a capital; a changed first letter comes before it."""
        return word[0].isupper() or (
            self._inflection.mutates and any(char.isupper() for char in word[1:SHORT_WORD])
        )

    def _spelt_so(self, read: RunningText, first: int, alias: Alias) -> bool:
        """Tell whether words that lead to a name are really spelt like it."""
        if not all(_same_gap(read.gap(first + n), gap) for n, gap in enumerate(alias.gaps)):
            return False
        if not read.raw.startswith(alias.tail, read.spans[first + len(alias.words) - 1][1]):
            return False
        pairs = [(read.word(first + n), name) for n, name in enumerate(alias.words)]
        if alias.form == "abbreviation":
            return all(word == name for word, name in pairs)
        if len(pairs) == 1 and not self._capital(pairs[0][0]):
            return False
        if self._entries[alias.key].type in _SPELT_ALIKE and not all(
            self._capital(word)
            for word, name in pairs
            if name[0].isupper() and len(name) > SHORT_WORD
        ):
            return False
        return all(
            bare(name) in self._inflection.bases(bare(word), last=count == len(pairs))
            and _same_marks(word, name, read.letters)
            for count, (word, name) in enumerate(pairs, start=1)
        )

    def _in_compound(self, read: RunningText, first: int, last: int) -> bool:
        """Tell whether a hyphen ties the words to another word, as in ``EU-Kommissar``."""
        start, end = read.spans[first][0], read.spans[last][1]
        if read.raw[max(0, start - 1) : start] not in _HYPHENS and (
            read.raw[end : end + 1] not in _HYPHENS
        ):
            return False
        ahead = read.word(first - 1) if first and read.gap(first - 1) in _HYPHENS else None
        more = last + 1 < len(read.words) and read.gap(last) in _HYPHENS
        return self._inflection.ties(ahead, read.word(last + 1) if more else None)

    def _with_type_words(
        self, read: RunningText, first: int, last: int, choice: _Choice, *, floor: int
    ) -> Hit | None:
        """Widen a region's name by its type word, and let type words choose among the keys."""
        ranked = choice.ranked
        start, end = read.spans[first][0], read.spans[last][1] + len(ranked[0].tail)
        if choice.settled:
            return Hit(start, end, choice.settled, ranked[0].form, first, last, doubtful=False)
        ahead, behind = self._beside(read, first, last, choice)
        before, after = self._types.before(ahead), self._types.after(behind)
        if choice.regions and before and read.spans[first - sum(before)][0] >= floor:
            ranked, opening = choice.regions, first - sum(before)
            if not before[1] or read.word(opening)[0].isupper():
                start = read.spans[opening][0]
        elif choice.regions and after:
            ranked, end = choice.regions, read.spans[last + after][1]
        elif choice.towns and self._types.marks_town(ahead, behind):
            keys = _keys(choice.towns)
            return Hit(start, end, keys, "name", first, last, doubtful=False)
        else:
            ranked = [a for a in choice.named if not self._is_common(a, read)]
        doubtful = [a for a in ranked if a in choice.doubtful]
        if doubtful and first == last and read.words[first] in read.common:
            ranked = [a for a in ranked if a not in doubtful]
        sure = [a for a in ranked if a not in doubtful]
        if not ranked:
            return None
        if doubtful and sure:
            ranked = sorted(
                ranked, key=lambda a: a in doubtful and self._inhabitants(a) < _WELL_KNOWN
            )
        return Hit(start, end, _keys(ranked), ranked[0].form, first, last, doubtful=not sure)

    def _beside(
        self, read: RunningText, first: int, last: int, choice: _Choice
    ) -> tuple[list[str], list[str]]:
        """Return the words beside a territory's name in which type words may stand."""
        if not (choice.regions or choice.towns):
            return [], []
        words, reach = read.words, self._types.reach
        ahead = first > 0 and self._types.may_stand_before[words[first - 1]]
        behind = last + 1 < len(words) and self._types.may_stand_behind[words[last + 1]]
        return (
            _phrase(read, first, -reach) if ahead else [],
            _phrase(read, last, reach) if behind else [],
        )

    def _inhabitants(self, alias: Alias) -> int:
        return self._entries[alias.key].population or 0

    def _is_doubtful(self, alias: Alias) -> bool:
        """Tell whether a name is a town's that needs a text to speak for it."""
        entry = self._entries[alias.key]
        if entry.type is not EntityType.PLACE or entry.kind:  # a kind: rivers, islands
            return False
        if not alias.usual:
            return True
        at_home = entry.country in self._small.home or len(alias.words) > 1
        return self._inhabitants(alias) < (TOWN if at_home else _WELL_KNOWN)

    def _is_small(self, alias: Alias) -> bool:
        """Tell whether a name is a town's or small territory's: such words may be ordinary ones."""
        entry = self._entries[alias.key]
        return entry.type in TERRITORIES and entry.standing[0] > 1

    def _is_common(self, alias: Alias, read: RunningText) -> bool:
        """Tell whether a name stands in small letters in this text, so that it is an ordinary word.

        That holds for towns and small territories only: "la economía navarra" does not make
        Navarra ordinary.
        """
        return self._is_small(alias) and index_form(" ".join(alias.words)) in read.common


def _phrase(read: RunningText, index: int, reach: int) -> list[str]:
    """Return the words ahead of a word (reach below 0) or behind it, up to what parts phrases."""
    step = -1 if reach < 0 else 1
    found: list[str] = []
    while len(found) < abs(reach) and 0 <= index + step < len(read.words):
        if not _LOOSE_GAP.fullmatch(read.gap(min(index, index + step))):
            break
        index += step
        found.append(read.words[index])
    return found[::step]


def _keys(aliases: list[Alias]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(alias.key for alias in aliases))


def _same_gap(found: str, known: str) -> bool:
    return bool(_LOOSE_GAP.fullmatch(found)) or found.strip() == known.strip() != ""


def _same_marks(found: str, known: str, letters: frozenset[str]) -> bool:
    """Tell whether accents agree; a text may lose them in capitals, or where it never uses them.

    An ending may change the last letters: Łódź, w Łodzi; Igaunija, Igaunijā.
    """
    one, two = marked(found), marked(known)
    lost = one == bare(found) and (
        found.isupper() or not letters.intersection(two) - set(bare(two))
    )
    ending = 1 if bare(found) == bare(known) else SHORT_WORD
    kept = max(1, len(two) - ending)
    return lost or all(
        a == b or bare(a) != bare(b) for a, b in zip(one[:kept], two[:kept], strict=False)
    )
