"""The registry's names as a tree of words, entered when a text may need them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from regiongraph.knowledge.inflection import SHORT_WORD
from regiongraph.knowledge.memo import Memo
from regiongraph.knowledge.small_towns import Form
from regiongraph.knowledge.spelling import WORD, bare
from regiongraph.records import EntityType

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from regiongraph.knowledge.entries import Entry, Naming
    from regiongraph.knowledge.registry import Registry
    from regiongraph.knowledge.type_words import TypeWords

TERRITORIES = {EntityType.REGION, EntityType.COUNTRY, EntityType.PLACE}
_ACRONYM_LENGTH = 6
_BEHIND_TOWNS = 2  # what a region loses in standing where a name is not its proper one


class Alias(NamedTuple):
    """One name of one entry, taken apart."""

    words: tuple[str, ...]  # as the registry spells them
    gaps: tuple[str, ...]  # what stands between them
    tail: str  # what stands after the last: ")" in "Frankfurt (Oder)", "+" in "Erasmus+"
    key: str
    form: Form
    rank: tuple[int, int, str]  # among things of one name
    usual: bool  # whether it is the entry's preferred name


class Node:
    """A place in the tree of names: the words that may follow, the names that end here."""

    __slots__ = ("ends", "next")

    def __init__(self) -> None:
        self.next: dict[str, Node] = {}
        self.ends: list[Alias] = []


class NameTree:
    """The names of a registry that texts of one language may hold.

    Args:
        registry: What is known.
        language: Language of the texts, two letters.
        types: Its words for kinds of territory.
        home: Keys of the countries where it is spoken.
        never: Index forms that are not looked for.
    """

    def __init__(
        self,
        registry: Registry,
        language: str,
        *,
        types: TypeWords,
        home: Collection[str],
        never: Collection[str],
    ) -> None:
        self._registry, self._language = registry, language
        self._entries, self._inflection = registry.entries, registry.inflection(language)
        self._types, self._home, self._never = types, home, never
        self._root = Node()
        self._entered: set[str] = set()
        self.bases = Memo(self._bases)
        """What a bare word of a text may be in the registry, itself first."""
        self.opening = Memo(self._opening)
        """Where names begin that a bare word of a text may open.

        All names that begin there are in the tree, so what these nodes lead to is settled.
        """
        self.onward = Memo(self._onward)
        """Where a bare word of a text, in whatever form, leads to from nodes."""
        self.ends = Memo(self._ends)
        """The names that end at nodes, and the most characters that one has after its words."""

    def _bases(self, word: str) -> tuple[str, ...]:
        inner = self._inflection.bases(word, last=False)
        return tuple(dict.fromkeys((*self._inflection.bases(word, last=True), *inner)))

    def _opening(self, word: str) -> tuple[Node, ...]:
        for base in self.bases[word]:
            self._enter(base)
        return self._onward(((self._root,), word))

    def _onward(self, step: tuple[tuple[Node, ...], str]) -> tuple[Node, ...]:
        nodes, word = step
        bases = self.bases[word]
        found = (node.next[base] for node in nodes for base in bases if base in node.next)
        return tuple(dict.fromkeys(found))

    def _ends(self, nodes: tuple[Node, ...]) -> tuple[tuple[Alias, ...], int]:
        found = tuple(alias for node in nodes for alias in node.ends)
        return found, max((len(alias.tail) for alias in found), default=0)

    def _enter(self, word: str) -> None:
        """Enter the names that a word may open in the tree, once."""
        for form in self._registry.openings.get(word, ()):
            if form not in self._entered and form not in self._never:
                self._entered.add(form)
                for alias in self._looked_for(form):
                    self._add_without_article(alias)
                    self._add_without_type_word(alias)

    def _looked_for(self, form: str) -> Iterator[Alias]:
        """Yield what to look for of the names of one index form."""
        own: set[str | None] = set()  # countries
        foreign: list[Naming] = []
        for naming in self._registry.namings[form]:
            entry, code = naming.entry, naming.language
            if len(form) < SHORT_WORD - _is_short(naming):
                continue
            native = code == "und" and entry.country in self._home and not form.isascii()
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

    def _add(self, alias: Alias) -> None:
        """Enter a name in the tree."""
        node = self._root
        for word in alias.words:
            node = node.next.setdefault(bare(word), Node())
        if alias not in node.ends:
            node.ends.append(alias)

    def _add_without_article(self, alias: Alias) -> None:
        """Enter a name; a body's article may be part of it, a territory's is not."""
        bare_name = alias
        if len(alias.words) > 1 and alias.words[0] in self._inflection.articles:
            bare_name = alias._replace(words=alias.words[1:], gaps=alias.gaps[1:])
        self._add(bare_name)
        if self._entries[alias.key].type not in TERRITORIES:
            self._add(alias)

    def _add_without_type_word(self, alias: Alias) -> None:
        """Enter the bare name of a region whose registry name carries a type word."""
        if self._entries[alias.key].type is not EntityType.REGION or len(alias.words) == 1:
            return
        first, last = self._types.bare_name([bare(word) for word in alias.words])
        if last - first < len(alias.words) and alias.words[first][0].isupper():
            level, inhabitants, key = alias.rank
            rank = level + _BEHIND_TOWNS, inhabitants, key
            words, gaps = alias.words[first:last], alias.gaps[first : last - 1]
            self._add(alias._replace(words=words, gaps=gaps, tail="", rank=rank))


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


def _alias_of(naming: Naming) -> Alias:
    form: Form = "abbreviation" if _is_short(naming) else "name"
    return alias_named(naming.entry, naming.language, naming.text, form)


def alias_named(entry: Entry, code: str, text: str, form: Form) -> Alias:
    """Take a name of an entry apart."""
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
    return Alias(words, gaps, tail, entry.key, form, (level, inhabitants, key), usual)
