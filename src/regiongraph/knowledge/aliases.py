"""Known names in running text: the longest names of the registry, in inflected forms too.

The matcher knows no language. How names bend, which type words stand beside them and which names
are no evidence comes from ``inflection.toml``, ``type-words.toml`` and ``stop-words.toml``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from itertools import chain, product
from typing import TYPE_CHECKING, Literal, NamedTuple

from regiongraph.knowledge.spelling import WORD, bare, fold, index_form
from regiongraph.records import EntityType

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from regiongraph.knowledge.registry import Entry, Registry

Form = Literal["name", "abbreviation"]

_TERRITORIES = {EntityType.REGION, EntityType.COUNTRY, EntityType.PLACE}
_SPELT_ALIKE = {*_TERRITORIES, EntityType.PERSON}  # their capitals are part of the name
_LOOSE_GAP = re.compile(r"(?:[^\S\n]|\n(?!\s*\n)|['\u2018\u2019\u02bc\u2010\u2011\u2013-])*")
_LOWER_WORD = re.compile(r"(?<![\w.@/:#-])[^\W\d_]+(?![\w@/-]|\.\w)")
"""A word outside of addresses, which are in small letters throughout."""
_WELL_KNOWN = 100_000  # inhabitants from which a town's alternate names are looked for
_ACRONYM_LENGTH = 6
_SHORT_WORD = 3  # articles and prepositions within names
_BEHIND_TOWNS = 2  # what a region loses in standing where a name is not its proper one
_TYPE_WORDS = 4  # in the longest type phrase


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


class _Word(NamedTuple):
    start: int
    end: int
    text: str
    bare: str


class _Alias(NamedTuple):
    words: tuple[str, ...]  # as the registry spells them
    gaps: tuple[str, ...]  # what stands between them
    key: str
    form: Form
    rank: tuple[int, int, str]  # among things of one name


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
        self._inflection = registry.setting("inflection.toml").get(language, {})
        self._add_endings = [bare(ending) for ending in self._inflection.get("add", ())]
        self._swap = [list(map(bare, swap)) for swap in self._inflection.get("swap", ())]
        inner = self._inflection.get("swap_inner", ())
        self._swap_inner = [*self._swap, *(list(map(bare, swap)) for swap in inner)]
        self._known_forms: dict[tuple[str, bool], tuple[str, ...]] = {}
        types = registry.setting("type-words.toml").get(language, {})
        self._before = self._phrases(types.get("before", ()))
        self._after = self._phrases(types.get("after", ()))
        self._link = {index_form(text) for text in types.get("link", ())}
        self._links = {word for link in self._link for word in link.split()}
        self._town = self._phrases(types.get("town", ()))
        stop = registry.setting("stop-words.toml")
        never = {index_form(text) for text in chain(stop.get("mul", ()), *types.values())}
        self._ordinary = {index_form(text) for text in stop.get(language, ())}
        self._root = _Node()
        for alias in _aliases(self._entries, language, never):
            self._add(alias)
            if alias.form == "name":
                self._add_without_type_word(alias)
        self._demonyms = {
            bare(cells["stem"]): cells["key"]
            for _, cells in registry.rows("demonyms")
            if cells["language"] == language
        }

    def find(self, text: str) -> list[AliasMatch]:
        """Return the known names in a text, leftmost first, longest at a place, none overlapping.

        Case, accents lost in capitals, apostrophes and white space do not matter; an abbreviation
        counts in its own case only, a name of one word with a capital, a part of a hyphenated
        compound not at all. A type word belongs to its region ("Freistaat Sachsen", "Provincia di
        Cuneo"), but in "region of Alentejo" it is no part of the name.
        """
        words = [
            _Word(match.start(), match.end(), match[0], bare(match[0]))
            for match in WORD.finditer(text)
        ]
        letters = frozenset(fold(text))
        common = {bare(word) for word in _LOWER_WORD.findall(text) if word.islower()}
        found: list[AliasMatch] = []
        index = 0
        while index < len(words):
            hit = (
                self._longest(text, words, index, letters)
                if words[index].bare in self._root.next
                else None
            )
            if hit is None:
                index += 1
                continue
            last, aliases = hit
            floor = found[-1].end if found else 0
            match = self._with_type_words(words, (index, last), aliases, floor, common)
            if match is None:
                index += 1
                continue
            found.append(match)
            while index < len(words) and words[index].start < found[-1].end:
                index += 1
        return found

    def demonym(self, word: str) -> str | None:
        """Return the key of the territory that an adjective of origin names, or None.

        The longest stem wins: ``niedersächsischen`` is Lower Saxony's, not Saxony's.
        """
        form, endings = bare(word), set(self._inflection.get("demonym", [""]))
        for cut in range(len(form), 0, -1):
            if form[:cut] in self._demonyms and form[cut:] in endings:
                return self._demonyms[form[:cut]]
        return None

    def _longest(
        self, text: str, words: Sequence[_Word], first: int, letters: frozenset[str]
    ) -> tuple[int, list[_Alias]] | None:
        """Return the last word of the longest name that opens at a word, and what it may name."""
        node: _Node | None = self._root
        best = None
        for last in range(first, len(words)):
            node = node.next.get(words[last].bare) if node else None
            if node is None:
                break
            if node.ends:
                span = words[first : last + 1]
                true = [alias for alias in node.ends if self._spelt_so(text, span, alias, letters)]
                if true and not self._in_compound(text, span):
                    best = last, sorted(true, key=lambda alias: alias.rank)
        return best

    def _spelt_so(
        self, text: str, span: Sequence[_Word], alias: _Alias, letters: frozenset[str]
    ) -> bool:
        """Tell whether words that lead to a name are really spelt like it."""
        between = zip(span, span[1:], alias.gaps, strict=False)
        if not all(_same_gap(text[one.end : two.start], gap) for one, two, gap in between):
            return False
        pairs = list(zip(span, alias.words, strict=True))
        if alias.form == "abbreviation":
            return all(word.text == name for word, name in pairs)
        if len(span) == 1 and not span[0].text[0].isupper():
            return False
        if self._entries[alias.key].type in _SPELT_ALIKE and not _same_capitals(pairs):
            return False
        return all(
            word.bare in self._forms(bare(name), last=index == len(pairs))
            and _same_marks(word.text, name, letters)
            for index, (word, name) in enumerate(pairs, start=1)
        )

    def _in_compound(self, text: str, span: Sequence[_Word]) -> bool:
        """Tell whether a hyphen ties the words to another word, as in ``EU-Kommissar``."""
        start, end = span[0].start, span[-1].end
        ahead = re.search(r"([^\W\d_]+)[-\u2010\u2011]\Z", text[max(0, start - 20) : start])
        behind = re.match(r"[-\u2010\u2011]([^\W\d_]+)", text[end : end + 40])
        joined_ahead = self._inflection.get("before", ())
        joined_behind = self._inflection.get("after", ())
        return bool(
            (ahead and fold(ahead[1]) not in joined_ahead)
            or (behind and fold(behind[1]) not in joined_behind)
        )

    def _with_type_words(
        self,
        words: Sequence[_Word],
        place: tuple[int, int],
        aliases: Sequence[_Alias],
        floor: int,
        common: set[str],
    ) -> AliasMatch | None:
        """Widen a region's name by its type word, and let type words choose among the keys."""
        first, last = place
        regions = [a for a in aliases if self._entries[a.key].type is EntityType.REGION]
        towns = [a for a in aliases if self._entries[a.key].type is EntityType.PLACE]
        chosen = [alias for alias in aliases if not self._is_ordinary(alias, words[first], common)]
        start, end = words[first].start, words[last].end
        opening = self._type_word(words, first, self._before) if regions else None
        behind = self._phrase_after(words, last) if regions else 0
        if opening is not None and words[opening].start >= floor:
            chosen = regions
            linked = words[first - 1].bare in self._links
            if words[opening].text[0].isupper() or not linked:
                start = words[opening].start
        elif behind:
            end, chosen = words[last + behind].end, regions
        elif towns and self._type_word(words, first, self._town) is not None:
            chosen = towns
        keys = tuple(dict.fromkeys(alias.key for alias in chosen))
        return AliasMatch(start, end, keys, chosen[0].form) if keys else None

    def _is_ordinary(self, alias: _Alias, word: _Word, common: set[str]) -> bool:
        """Tell whether a name is an ordinary word too: listed, or in small letters in this text.

        The second holds for towns and small territories only: "la economía navarra" does not make
        Navarra ordinary.
        """
        if index_form(" ".join(alias.words)) in self._ordinary:
            return True
        small = self._entries[alias.key].standing[0] > 1
        one = len(alias.words) == 1 and self._entries[alias.key].type in _TERRITORIES
        return one and small and word.bare in common

    def _type_word(
        self, words: Sequence[_Word], first: int, phrases: set[tuple[str, ...]]
    ) -> int | None:
        """Return the index of the word where a type phrase before a name opens."""
        near = [word.bare for word in words[max(0, first - 2 * _TYPE_WORDS) : first]]
        for link in range(3):
            if link and " ".join(near[-link:]) not in self._link:
                continue
            ahead = near[: len(near) - link]
            for length in range(min(_TYPE_WORDS, len(ahead)), 0, -1):
                if tuple(ahead[-length:]) in phrases:
                    return first - link - length
        return None

    def _phrase_after(self, words: Sequence[_Word], last: int) -> int:
        """Return the number of words of a type phrase after a name; 0 if there is none."""
        near = [word.bare for word in words[last + 1 : last + 1 + _TYPE_WORDS]]
        lengths = range(len(near), 0, -1)
        return next((length for length in lengths if tuple(near[:length]) in self._after), 0)

    def _add(self, alias: _Alias) -> None:
        """Enter a name in the tree, under every form of every word."""
        nodes = [self._root]
        for position, word in enumerate(alias.words):
            forms: tuple[str, ...] = (bare(word),)
            if alias.form == "name":
                forms = self._forms(bare(word), last=position == len(alias.words) - 1)
            following: dict[int, _Node] = {}
            for node in nodes:
                shared = next((node.next[f] for f in forms if f in node.next), None) or _Node()
                for form in forms:
                    branch = node.next.setdefault(form, shared)
                    following[id(branch)] = branch
            nodes = list(following.values())
        for node in nodes:
            if alias not in node.ends:
                node.ends.append(alias)

    def _forms(self, word: str, *, last: bool) -> tuple[str, ...]:
        """Return a word and what its endings may change to."""
        known = self._known_forms.get((word, last))
        if known is None:
            known = self._known_forms[word, last] = tuple(
                dict.fromkeys(self._bend(word, last=last))
            )
        return known

    def _bend(self, word: str, *, last: bool) -> Iterator[str]:
        yield word
        if len(word) < _SHORT_WORD:
            return
        yield from (word + ending for ending in self._add_endings)
        for endings in self._swap if last else self._swap_inner:
            fitting = [ending for ending in endings if word.endswith(ending)]
            if fitting:
                stem = word[: len(word) - len(max(fitting, key=len))]
                yield from (stem + ending for ending in endings)

    def _phrases(self, texts: Sequence[str]) -> set[tuple[str, ...]]:
        """Return type phrases in all their forms."""
        phrases: set[tuple[str, ...]] = set()
        for text in texts:
            words = index_form(text).split()
            forms = [self._forms(word, last=word == words[-1]) for word in words]
            phrases.update(product(*forms))
        return phrases

    def _add_without_type_word(self, alias: _Alias) -> None:
        """Enter the bare name of a region whose registry name carries a type word."""
        if self._entries[alias.key].type is not EntityType.REGION:
            return
        words = [_Word(0, 0, word, bare(word)) for word in alias.words]
        level, inhabitants, key = alias.rank
        plain = alias._replace(rank=(level + _BEHIND_TOWNS, inhabitants, key))
        for first in range(len(words) - 1, 0, -1):
            opens = self._type_word(words, first, self._before) == 0
            if opens and words[first].text[0].isupper():
                self._add(plain._replace(words=alias.words[first:], gaps=alias.gaps[first:]))
                break
        for count in range(1, len(words)):
            closes = self._phrase_after(words, count - 1) == len(words) - count
            if closes and words[0].text[0].isupper():
                self._add(plain._replace(words=alias.words[:count], gaps=alias.gaps[: count - 1]))
                break


def _aliases(entries: Mapping[str, Entry], language: str, never: set[str]) -> Iterator[_Alias]:
    """Yield what to look for in texts of a language."""
    own: dict[str, set[str | None]] = defaultdict(set)  # name to countries
    foreign: dict[str, list[tuple[bool, Entry, str, str, Form]]] = defaultdict(list)
    for entry in entries.values():
        for code, text, form in _spellings(entry):
            name = index_form(text)
            if len(name) < _SHORT_WORD - (form == "abbreviation") or name in never:
                continue
            if code in (language, "mul"):
                own[name].add(entry.country)
                yield _alias(entry, code, text, form)
            else:
                worth = _worth_it(entry, code, name, form)
                foreign[name].append((worth, entry, code, text, form))
    for name, found in foreign.items():
        only = len({entry.key for worth, entry, *_ in found if worth}) == 1
        for worth, entry, code, text, form in found:
            # a town may be called like the region around it: Mailand, the town and the province
            town = entry.type is EntityType.PLACE and entry.country in own.get(name, ())
            if town or (worth and only and name not in own):
                yield _alias(entry, code, text, form)


def _spellings(entry: Entry) -> Iterator[tuple[str, str, Form]]:
    """Yield language, text and form of every name of an entry."""
    for code, texts in entry.abbreviations.items():
        for text in texts:
            yield code, text, "abbreviation"
    for code, texts in entry.names.items():
        for text in texts:
            acronym = text.isupper() and len(text) <= _ACRONYM_LENGTH
            yield code, text, "abbreviation" if acronym else "name"


def _worth_it(entry: Entry, code: str, name: str, form: Form) -> bool:
    """Tell whether a name in another language may be looked for.

    One word is too little evidence unless the language is English or undetermined, and for a
    town's alternate names unless the town is large.
    """
    longer = len(name) > _SHORT_WORD
    if form == "abbreviation":
        return code == "en" and longer
    if entry.type is EntityType.PLACE:
        return (entry.population or 0) >= _WELL_KNOWN and longer
    return " " in name or (code in ("en", "und") and longer)


def _alias(entry: Entry, code: str, text: str, form: Form) -> _Alias:
    matches = list(WORD.finditer(text))
    ends = [match.end() for match in matches[:-1]]
    gaps = tuple(text[end : match.start()] for end, match in zip(ends, matches[1:], strict=True))
    level, inhabitants, key = entry.standing
    # a region that is properly called otherwise stands behind the town: Brüssel
    if entry.type is EntityType.REGION and entry.names.get(code, (text,))[0] != text:
        level += _BEHIND_TOWNS
    words = tuple(match[0] for match in matches)
    return _Alias(words, gaps, entry.key, form, (level, inhabitants, key))


def _same_gap(found: str, known: str) -> bool:
    return bool(_LOOSE_GAP.fullmatch(found)) or found.strip() == known.strip() != ""


def _same_capitals(pairs: Sequence[tuple[_Word, str]]) -> bool:
    """Tell whether every longer word that the name writes with a capital has one."""
    return all(
        word.text[0].isupper()
        for word, name in pairs
        if name[0].isupper() and len(name) > _SHORT_WORD
    )


def _same_marks(found: str, known: str, letters: frozenset[str]) -> bool:
    """Tell whether accents agree; a text may lose them in capitals, or where it never uses them."""
    one, two = fold(found), fold(known)
    lost = one == bare(found) and (
        found.isupper() or not letters.intersection(two) - set(bare(two))
    )
    return lost or all(a == b or bare(a) != bare(b) for a, b in zip(one, two, strict=False))
