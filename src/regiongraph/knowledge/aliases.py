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
from regiongraph.knowledge.running_text import RunningText
from regiongraph.knowledge.small_towns import TOWN, Form, Hit, SmallTowns
from regiongraph.knowledge.spelling import WORD, bare, index_form, marked
from regiongraph.knowledge.type_words import TypeWords
from regiongraph.records import EntityType

if TYPE_CHECKING:
    from collections.abc import Iterator

    from regiongraph.knowledge.entries import Entry, Naming
    from regiongraph.knowledge.registry import Registry

_TERRITORIES = {EntityType.REGION, EntityType.COUNTRY, EntityType.PLACE}
_SPELT_ALIKE = {*_TERRITORIES, EntityType.PERSON}  # their capitals are part of the name
_LOOSE_GAP = re.compile(r"(?:[^\S\n]|\n(?!\s*\n)|['\u2018\u2019\u02bc\u2010\u2011\u2013-])*")
_WELL_KNOWN = 100_000  # inhabitants from which a town's name counts wherever it stands
_ACRONYM_LENGTH = 6
_BEHIND_TOWNS = 2  # what a region loses in standing where a name is not its proper one
_HYPHENS = {"-", "\u2010", "\u2011"}


@dataclass(frozen=True, slots=True, order=True)
class AliasMatch:
    """A known name at one place of a text.

    Args:
        start: Offset of the first character.
        end: Offset after the last character.
        keys: Registry entries of that name, the one most likely meant first.
        form: Whether a name or an abbreviation stands there.
    """

    start: int
    end: int
    keys: tuple[str, ...]
    form: Form


class _Alias(NamedTuple):
    words: tuple[str, ...]  # as the registry spells them
    gaps: tuple[str, ...]  # what stands between them
    tail: str  # what stands after the last: ")" in "Frankfurt (Oder)", "+" in "Erasmus+"
    key: str
    form: Form
    rank: tuple[int, int, str]  # among things of one name
    usual: bool  # whether it is the entry's preferred name


class _Node:
    """A place in the tree of names: the words that may follow, the names that end here."""

    __slots__ = ("ends", "next")

    def __init__(self) -> None:
        self.next: dict[str, _Node] = {}
        self.ends: list[_Alias] = []


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
        never = {index_form(text) for text in chain(stop.get("mul", ()), *types.values())}
        self._ordinary = {index_form(text) for text in stop.get(language, ())}
        self._never = never
        self._root = _Node()
        self._registry, self._language = registry, language
        self._entered: set[str] = set()
        self._openings: dict[str, tuple[_Node, ...]] = {}
        self._town_openings: dict[str, tuple[str, ...]] = {}
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
        read = RunningText.of(text)
        found: list[Hit] = []
        index = 0
        while index < len(read.words):
            floor = found[-1].end if found else 0
            opens = self._opening(read.words[index]) or self._capital(read.word(index))
            hit = self._at(read, index, floor) if opens else None
            index += 1
            if hit:
                found.append(hit)
                while index < len(read.words) and read.spans[index][0] < hit.end:
                    index += 1
        sure = self._small.settle(read, found)
        return [AliasMatch(hit.start, hit.end, hit.keys, hit.form) for hit in sure]

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
        return entry.type in _TERRITORIES and name in names

    @cached_property
    def demonym_pattern(self) -> str:
        """A pattern of the adjectives of origin, in all their forms, accents as listed."""
        stems = "|".join(sorted(map(re.escape, self._stems), key=len, reverse=True))
        endings = "|".join(sorted(self._inflection.demonym_endings, key=len, reverse=True))
        return rf"(?:(?:{stems or '(?!)'})(?:{endings}))"

    def _at(self, read: RunningText, first: int, floor: int) -> Hit | None:
        """Return the longest name that opens at a word, with its type word."""
        nodes, best = self._opening(read.words[first]), self._town_at(read, first)
        last = first
        while nodes:
            ends = [alias for node in nodes for alias in node.ends]
            longer = ends and (best is None or last >= best[0])
            if longer and not self._in_compound(read, first, last):
                true = [alias for alias in ends if self._spelt_so(read, first, alias)]
                best = (last, true) if true else best
            last += 1
            nodes = self._onward(nodes, read.words[last]) if last < len(read.words) else ()
        return self._with_type_words(read, first, *best, floor=floor) if best else None

    def _opening(self, word: str) -> tuple[_Node, ...]:
        nodes = self._openings.get(word)
        if nodes is None:
            for base in self._bases(word):
                self._enter(base)
            nodes = self._openings[word] = self._onward((self._root,), word)
        return nodes

    def _enter(self, word: str) -> None:
        """Enter the names that a word may open in the tree, once."""
        for form in self._registry.openings.get(word, ()):
            if form not in self._entered and form not in self._never:
                self._entered.add(form)
                for alias in self._looked_for(form):
                    self._add_without_article(alias)
                    self._add_without_type_word(alias)

    def _looked_for(self, form: str) -> Iterator[_Alias]:
        """Yield what to look for of the names of one index form."""
        own: set[str | None] = set()  # countries
        foreign: list[Naming] = []
        for naming in self._registry.namings[form]:
            entry, code = naming.entry, naming.language
            if len(form) < SHORT_WORD - _is_short(naming):
                continue
            native = code == "und" and entry.country in self._small.home and not form.isascii()
            if code in (self._language, "mul") or native:
                own.add(entry.country)
                alias = _alias_of(naming)
                yield alias._replace(usual=True) if native else alias
            else:
                foreign.append(naming)
        bearers = {n.entry.key: n.entry for n in foreign if _worth_it(n, form)}
        only = len(bearers) == 1 or all(e.type is EntityType.PLACE for e in bearers.values())
        for naming in foreign:
            # a town may be called like the region around it: Mailand, the town and the province
            if naming.entry.type is EntityType.PLACE and naming.entry.country in own:
                yield _alias_of(naming)._replace(usual=True)
            elif only and not own and _worth_it(naming, form):
                yield _alias_of(naming)

    def _onward(self, nodes: tuple[_Node, ...], word: str) -> tuple[_Node, ...]:
        """Return the places that a word of a text, in whatever form, leads to."""
        bases = self._bases(word)
        found = (node.next[base] for node in nodes for base in bases if base in node.next)
        return tuple(dict.fromkeys(found))

    def _bases(self, word: str) -> tuple[str, ...]:
        inner = self._inflection.bases(word, last=False)
        return tuple(dict.fromkeys((*self._inflection.bases(word, last=True), *inner)))

    def _town_opening(self, word: str) -> tuple[str, ...]:
        bases = self._town_openings.get(word)
        if bases is None:
            known = (base for base in self._bases(word) if base in self._towns.first_words)
            bases = self._town_openings[word] = tuple(known)
        return bases

    def _town_at(self, read: RunningText, first: int) -> tuple[int, list[_Alias]] | None:
        """Return the small towns of the longest such name that opens at a word."""
        openings = self._town_opening(read.words[first]) if self._capital(read.word(first)) else ()
        if not openings:
            return None
        seconds = self._bases(read.words[first + 1]) if first + 1 < len(read.words) else ()
        found: dict[int, list[_Alias]] = defaultdict(list)
        for opening in chain(openings, (f"{one} {two}" for one in openings for two in seconds)):
            for name, key in self._towns.by_opening.get(opening, ()):
                words = tuple(WORD.findall(name))
                last = first + len(words) - 1
                if index_form(name) in self._never or last >= len(read.words):
                    continue
                alias = _alias(self._entries[key], "mul", name, "name")
                if self._spelt_so(read, first, alias) and not self._in_compound(read, first, last):
                    found[last].append(alias)
        return max(found.items(), default=None)

    def _capital(self, word: str) -> bool:
        """Tell whether a word is written with a capital; a changed first letter comes before it."""
        return word[0].isupper() or (
            self._inflection.mutates and any(char.isupper() for char in word[1:SHORT_WORD])
        )

    def _spelt_so(self, read: RunningText, first: int, alias: _Alias) -> bool:
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
        ahead = read.word(first - 1) if first and read.gap(first - 1) in _HYPHENS else None
        more = last + 1 < len(read.words) and read.gap(last) in _HYPHENS
        return self._inflection.ties(ahead, read.word(last + 1) if more else None)

    def _with_type_words(
        self, read: RunningText, first: int, last: int, aliases: list[_Alias], *, floor: int
    ) -> Hit | None:
        """Widen a region's name by its type word, and let type words choose among the keys."""
        ranked = sorted(aliases, key=lambda alias: (-len(alias.tail), alias.rank))
        regions = [a for a in ranked if self._entries[a.key].type is EntityType.REGION]
        towns = [a for a in ranked if self._entries[a.key].type is EntityType.PLACE]
        ahead, behind = (
            _phrase(read, first, -self._types.reach),
            _phrase(read, last, self._types.reach),
        )
        before, after = self._types.before(ahead), self._types.after(behind)
        start, end = read.spans[first][0], read.spans[last][1] + len(ranked[0].tail)
        if regions and before and read.spans[first - sum(before)][0] >= floor:
            ranked, opening = regions, first - sum(before)
            if not before[1] or read.word(opening)[0].isupper():
                start = read.spans[opening][0]
        elif regions and after:
            ranked, end = regions, read.spans[last + after][1]
        elif towns and self._types.marks_town(ahead, behind):
            return Hit(start, end, _keys(towns), "name", first, last, doubtful=False)
        else:
            ranked = [a for a in ranked if not self._is_ordinary(a, read.common)]
        doubtful = [a for a in ranked if self._is_doubtful(a)]
        if first == last and read.words[first] in read.common:
            ranked = [a for a in ranked if a not in doubtful]
        sure = [a for a in ranked if a not in doubtful]
        if not ranked:
            return None
        ranked.sort(key=lambda alias: alias in doubtful and self._inhabitants(alias) < _WELL_KNOWN)
        return Hit(start, end, _keys(ranked), ranked[0].form, first, last, doubtful=not sure)

    def _inhabitants(self, alias: _Alias) -> int:
        return self._entries[alias.key].population or 0

    def _is_doubtful(self, alias: _Alias) -> bool:
        """Tell whether a name is a town's that needs a text to speak for it."""
        entry = self._entries[alias.key]
        if entry.type is not EntityType.PLACE or entry.kind:  # a kind: rivers, islands
            return False
        if not alias.usual:
            return True
        at_home = entry.country in self._small.home or len(alias.words) > 1
        return self._inhabitants(alias) < (TOWN if at_home else _WELL_KNOWN)

    def _is_ordinary(self, alias: _Alias, common: frozenset[str]) -> bool:
        """Tell whether a name is an ordinary word too: listed, or in small letters in this text.

        The second holds for towns and small territories only: "la economía navarra" does not make
        Navarra ordinary.
        """
        name, entry = index_form(" ".join(alias.words)), self._entries[alias.key]
        small = entry.type in _TERRITORIES and entry.standing[0] > 1
        return name in self._ordinary or (small and name in common)

    def _add(self, alias: _Alias) -> None:
        """Enter a name in the tree."""
        node = self._root
        for word in alias.words:
            node = node.next.setdefault(bare(word), _Node())
        if alias not in node.ends:
            node.ends.append(alias)

    def _add_without_article(self, alias: _Alias) -> None:
        """Enter a name; a body's article may be part of it, a territory's is not."""
        bare_name = alias
        if len(alias.words) > 1 and alias.words[0] in self._inflection.articles:
            bare_name = alias._replace(words=alias.words[1:], gaps=alias.gaps[1:])
        self._add(bare_name)
        if self._entries[alias.key].type not in _TERRITORIES:
            self._add(alias)

    def _add_without_type_word(self, alias: _Alias) -> None:
        """Enter the bare name of a region whose registry name carries a type word."""
        if self._entries[alias.key].type is not EntityType.REGION or len(alias.words) == 1:
            return
        first, last = self._types.bare_name([bare(word) for word in alias.words])
        if last - first < len(alias.words) and alias.words[first][0].isupper():
            level, inhabitants, key = alias.rank
            rank = level + _BEHIND_TOWNS, inhabitants, key
            words, gaps = alias.words[first:last], alias.gaps[first : last - 1]
            self._add(alias._replace(words=words, gaps=gaps, tail="", rank=rank))


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


def _keys(aliases: list[_Alias]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(alias.key for alias in aliases))


def _worth_it(naming: Naming, form: str) -> bool:
    """Tell whether a name in another language may be looked for.

    One word is too little evidence unless the language is English or undetermined.
    """
    longer = len(form) > SHORT_WORD
    if _is_short(naming):
        return naming.language == "en" and longer
    return longer and (" " in form or naming.language in ("en", "und"))


def _is_short(naming: Naming) -> bool:
    return naming.short or (naming.text.isupper() and len(naming.text) <= _ACRONYM_LENGTH)


def _alias_of(naming: Naming) -> _Alias:
    form: Form = "abbreviation" if _is_short(naming) else "name"
    return _alias(naming.entry, naming.language, naming.text, form)


def _alias(entry: Entry, code: str, text: str, form: Form) -> _Alias:
    matches = list(WORD.finditer(text))
    ends = [match.end() for match in matches[:-1]]
    gaps = tuple(text[end : match.start()] for end, match in zip(ends, matches[1:], strict=True))
    level, inhabitants, key = entry.standing
    # a region that is properly called otherwise stands behind the town: Brüssel
    if entry.type is EntityType.REGION and entry.names.get(code, (text,))[0] != text:
        level += _BEHIND_TOWNS
    words = tuple(match[0] for match in matches)
    tail = text[matches[-1].end() :]
    usual = form == "abbreviation" or code != "und"
    return _Alias(words, gaps, tail, entry.key, form, (level, inhabitants, key), usual)


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
