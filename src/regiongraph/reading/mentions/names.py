"""Names that are known beforehand, and what brackets after them introduce."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

import regex

from regiongraph.knowledge.aliases import AliasMatcher
from regiongraph.knowledge.languages import Language
from regiongraph.knowledge.registry import Registry
from regiongraph.knowledge.spelling import bare
from regiongraph.records import EntityType

_ABBREVIATION = regex.compile(
    r"\s*\((?:[\p{Ll}\s]{2,14}\s)?[\"„“»]?(?P<a>(?=[^\s)]*\p{Lu}[^\s)]*\p{Lu})[\p{L}\p{N}/&.-]{2,12})[\"“”«]?(?:,[^()\n]{1,40})?\)"
)

_CAPITALS = 3  # of an abbreviation that stands for a name alone


@dataclass(frozen=True, slots=True)
class Name:
    """A name at one place of the running text.

    Args:
        start: First character.
        end: After the last.
        type: What kind of thing bears it.
        rule: How it was recognised: ``registry``, ``designation``, ``quoted``, ``bracket``,
            ``office``, ``first-name``, ``speech``, ``surname``, ``place``.
        keys: Registry keys it may stand for, best first.
        short_for: Start of the name that this one abbreviates, if brackets introduced it.
        proper: Where a name of the same thing stands inside of it: "Sachsen" in "Freistaat
            Sachsen", "COTER" in "commission COTER".
    """

    start: int
    end: int
    type: EntityType
    rule: str
    keys: tuple[str, ...] = ()
    short_for: int | None = None
    proper: tuple[int, int] | None = None

    @property
    def sign(self) -> str:
        """The class of its sign."""
        return self.type.value.lower()

    def overlaps(self, other: Name) -> bool:
        """Say whether two names share a character."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Name) -> bool:
        """Say whether the other lies inside this one."""
        return self.start <= other.start and other.end <= self.end


def find_known_names(text: str, registry: Registry, language: str) -> list[Name]:
    """Find the names of registry entries, in any inflection, longest first.

    People are among them only as names: which person is meant, a name alone does not say.
    """
    matcher = alias_matcher(registry, language)
    return [
        Name(
            *(m.start, m.end, kind, "registry"),
            keys=m.keys if kind is not EntityType.PERSON else (),
            proper=m.proper,
        )
        for m in matcher.find(text)
        for kind in (registry.entries[m.keys[0]].type,)
    ]


def find_short_names(text: str, names: list[Name], registry: Registry, language: str) -> list[Name]:
    """Find short names such as "die Kommission" where the release leaves no doubt.

    A short name counts only if the release also names its context, and no other body whose
    name holds that word.
    """
    table = registry.setting("short-names.toml").get(language, {})
    keys = {key for name in names for key in name.keys[:1]}
    spoken = keys | {registry.entries[key].parent for key in keys}
    found: list[Name] = []
    for word, meant in table.items():
        others = (text[n.start : n.end] for n in names if n.keys[:1] != (meant["key"],))
        rival = any(word in other.split() and word != other for other in others)
        if rival or not spoken & {meant["context"], meant["key"]}:
            continue
        pattern = regex.compile(rf"(?<![\p{{L}}-]){regex.escape(word)}(?![\p{{L}}-])")
        kind = registry.entries[meant["key"]].type
        found += [Name(*m.span(), kind, "short", (meant["key"],)) for m in pattern.finditer(text)]
    return found


_MATCHERS: dict[tuple[int, str], AliasMatcher] = {}


def alias_matcher(registry: Registry, language: str) -> AliasMatcher:
    """Return the matcher of a language, built once for each registry."""
    key = (id(registry), language)
    if key not in _MATCHERS:
        _MATCHERS[key] = AliasMatcher(registry, language)
    return _MATCHERS[key]


_INTRODUCED = regex.compile(r"(?<=\p{L})[\"“”»]? \((?P<a>\p{Lu}[\p{L}&]{1,9})\)")
_LONG = 160  # characters of a name that an abbreviation stands for
_PARTICLE = 7  # letters and blank of a word that an abbreviation passes over


def find_abbreviations(text: str, names: list[Name], language: Language) -> list[Name]:
    """Find abbreviations that brackets introduce after a name, wherever they occur.

    "Netzwerk der Ostseeregionen (NOR)" makes every later "NOR" a name of the
    network, behind a joined article as well: "L-NOR".
    """
    joined = rf"(?<=(?<!\p{{L}}){language.fragment('words.joined')})"
    found: list[Name] = []
    for name in sorted(names, key=lambda n: n.start):
        if name.type is EntityType.PERSON:
            continue
        after = name.end + (text[name.end : name.end + 1] in '"“”«’‘')
        match = _ABBREVIATION.match(text, after)
        if match is None or not _stands_for(match["a"], text[name.start : name.end], name):
            continue
        short = regex.escape(match["a"])
        pattern = regex.compile(rf"(?:(?<![\w-])|{joined}){short}(?:s|-s)?(?![\w])")
        found += [
            Name(
                m.start(), m.start() + len(match["a"]), name.type, "bracket", name.keys, name.start
            )
            for m in pattern.finditer(text)
            if m.start() > name.start
        ]
    return found


def known_by_abbreviation(
    text: str, built: Name, known: Sequence[Name], registry: Registry, language: Language
) -> Name:
    """Return a name as the registry's body whose abbreviation ends it: "commission COTER".

    What stands before the abbreviation says what kind of body it is; a preposition there, or a
    body that has bodies of its own, makes the name one of a part: "agence de l'UE".
    """
    inside = [n for n in known if n.end == built.end and n.start > built.start and n.keys]
    if built.type is not EntityType.ORGANISATION or len(inside) != 1:
        return built
    (short,) = inside
    head = text[built.start : short.start]
    capitals = sum(char.isupper() for char in text[short.start : short.end])
    led = regex.search(rf"(?<!\p{{L}}){language.fragment('words.of')}\s*$", head)
    whole = short.type is EntityType.ORGANISATION and not registry.has_parts(short.keys[0])
    if capitals < _CAPITALS or led or not whole or not regex.search(r"\p{L}{4,}\s+$", head):
        return built
    return replace(built, keys=short.keys, proper=(short.start, short.end))


def find_parties(text: str, language: Language) -> list[Name]:
    """Find the parties and groups that stand in brackets after a name: "(SPD)", "(DE/EPP)"."""
    party = language.fragment("heads.parties")
    pattern = regex.compile(
        rf"\((?:\p{{Lu}}{{2}}/)?(?P<p>{party})(?:/\p{{Lu}}{{2}}|,[^()\n]{{1,40}})?\)"
    )
    return [Name(*m.span("p"), EntityType.ORGANISATION, "party") for m in pattern.finditer(text)]


def is_party(text: str, name: Name, language: Language) -> bool:
    """Say whether a name is a party or group in brackets, also one that the registry knows."""
    party = regex.fullmatch(language.fragment("heads.parties"), text[name.start : name.end])
    return party is not None and text[name.start - 1 : name.start] in {"(", "/"}


def find_introduced(text: str) -> list[Name]:
    """Find bodies of any language whose initials the abbreviation in brackets spells.

    "Chambre de Métiers (CM)", "Commission d'étiage de la Meuse (CEM)": the words before the
    brackets begin with its letters, one after the other, the first with a capital; short words
    in small letters may stand between.
    """
    found: list[Name] = []
    for match in _INTRODUCED.finditer(text):
        letters = [c for c in match["a"] if c.isupper()]
        begin = max(text.rfind("\n\n", 0, match.start()), match.start() - _LONG, 0)
        line = text[begin : match.start()]
        start = _spelled(line, letters) if len(letters) > 1 else None
        if start is not None:
            span = (begin + start, match.start())
            found.append(Name(*span, EntityType.ORGANISATION, "introduced"))
    return found


def _spelled(line: str, letters: list[str]) -> int | None:
    """Return where the words at the end of a line begin whose initials are the letters."""
    wanted = [bare(letter) for letter in letters]
    for word in reversed(list(regex.finditer(r"\p{L}[\p{L}\p{M}-]*(?P<end>[^\p{L}]*)", line))):
        if regex.search(r"[.;:!?()\"“”«»]", word["end"].rstrip('"“”»')):
            return None
        if bare(word.group()[0]) == wanted[-1]:
            wanted.pop()
            if not wanted:
                return word.start() if word.group()[0].isupper() else None
        elif word.group()[0].isupper() or len(word.group().rstrip()) > _PARTICLE:
            return None
    return None


def _stands_for(abbreviation: str, long: str, name: Name) -> bool:
    """Say whether an abbreviation may stand for a name: it begins like one of its words.

    One of another language may begin otherwise ("Europos krantų regionų tinklas (NEKR)"): then
    it holds three initials, and all but one, and one letter more at most.
    """
    initials = {word[0].casefold() for word in regex.findall(r"\p{L}[\p{L}\p{N}]*", long)}
    organised = name.type in {EntityType.ORGANISATION, EntityType.DOCUMENT, EntityType.POLICY}
    if name.type is EntityType.REGION:
        return _spells(abbreviation, long)
    letters = abbreviation.casefold()
    most = max(_CAPITALS, len(initials) - 1, len(letters) - 1)
    shared = abbreviation.isupper() and len(initials.intersection(letters)) >= most
    shared = shared and name.type is EntityType.ORGANISATION
    return organised and (letters[0] in initials or shared or bool(name.keys))


def _spells(abbreviation: str, long: str) -> bool:
    """Say whether an abbreviation holds the initials of a name of several words, in order."""
    letters = iter(abbreviation.casefold())
    words = regex.findall(r"\p{L}[\p{L}\p{N}]*", long.casefold())
    return len(words) > 1 and all(word[0] in letters for word in words)


def is_title(word: str, language: Language) -> bool:
    """Say whether a word is an office where nouns have a capital: "Präsident Landrat Weber"."""
    return language.nouns_capitalised and bool(_office(language).fullmatch(word))


@cache
def _office(language: Language) -> regex.Pattern[str]:
    return regex.compile(language.fragment("offices.nouns"))
