"""What can be a person's name: its pattern, where it begins and ends, and those found so far."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise

import regex

from regiongraph.knowledge.inflection import Inflection
from regiongraph.knowledge.languages import Language
from regiongraph.knowledge.patterns import compiled
from regiongraph.knowledge.spelling import bare
from regiongraph.reading.dates import months, weekdays
from regiongraph.reading.mentions.compounds import compounds_nouns
from regiongraph.reading.mentions.names import Name, is_title
from regiongraph.records import EntityType

_TAIL = r"['’-]\p{L}[\p{L}\p{M}]+|(?<=[cC])['’][hH](?!\p{L})"  # "Maro-Bell", "Kermarc'h"
WORD = rf"(?:\p{{Lu}}['’])?\p{{Lu}}[\p{{L}}\p{{M}}]+(?:{_TAIL})*"
INITIAL = r"\p{Lu}\."
LEANT = r"\p{Ll}{1,4}['’]\p{Lu}\p{Ll}"  # "d'Estan", a particle that leans on its surname
GAP = r"[^\S\n]+"  # a name does not run over the lines of a letterhead


@cache
def full_name(language: Language) -> str:
    """Return the pattern of a name: up to five words, with initials and particles."""
    particle = language.led("names.particles")
    return rf"(?:{WORD}|{INITIAL})(?:{GAP}(?:{particle}){{0,2}}(?:{WORD}|{INITIAL})){{0,4}}"


@cache
def titles(language: Language) -> str:
    """Return the pattern of the titles that may stand before a name, with their white space."""
    return rf"(?:{language.fragment('names.titles')}\s+)*"


Match = regex.Match[str]


class People:
    """Collects the people of one running text."""

    def __init__(
        self,
        text: str,
        taken: Sequence[Name],
        language: Language,
        first_names: frozenset[str],
        inflection: Inflection,
        *,
        foreign: frozenset[str] = frozenset(),
    ) -> None:
        self.text, self.language, self.first_names = text, language, first_names
        self.inflection, self.foreign = inflection, foreign
        # Where names of things are in capitals throughout, more words look like first names.
        self._lower = not language.nouns_capitalised and not compounds_nouns(language)
        self._calendar = {*months(language.code), *weekdays(language.code)}
        self._bare_first_names = _bare(first_names)
        self.taken = sorted(taken, key=lambda n: n.start)
        self.names: dict[int, Name] = {}
        self.blocked = bytearray(len(text) + 1)
        for name in self.taken:
            self.blocked[name.start : name.end] = b"\1" * (name.end - name.start)

    def is_first_name(self, word: str) -> bool:
        """Say whether a word is a first name; bent ones count where nouns have no capital.

        "Peters Haus" is no name, "Anny Kowalskiej" is one; those of other languages do not bend.
        """
        given = word in self.first_names or (self._lower and word in self.foreign)
        if given or self.language.nouns_capitalised:
            return given
        forms = self.inflection.bases(bare(word), last=True)
        return not self._bare_first_names.isdisjoint(forms)

    def surname(self, name: str) -> str:
        """Return the surname in a full name; where the language puts it first, it is the first."""
        words = name.split()
        ahead = self.language.words.get("names.surname_first", False)
        if ahead and len(words) > 1 and self.is_first_name(words[-1]):
            return words[0]
        return last_surname(name, self.language)

    def add(self, start: int, end: int, rule: str) -> Name | None:
        """Take ``text[start:end]`` as a person's name, cut to what can be one."""
        title = compiled(rf"(?:{self.language.fragment('names.titles')}\s+)+")
        ahead = title.match(self.text, start, end)
        start = self.begin(ahead.end() if ahead else start, end)
        end = self.cut(start, end)
        if end <= start or self._is_office(start, end):
            return None
        around = next((n for n in self.names.values() if n.start <= start < n.end), None)
        if around is not None:
            return around
        name = Name(start, end, EntityType.PERSON, rule)
        self.names[start] = name
        return name

    def again(self, start: int, end: int) -> Name | None:
        """Take ``text[start:end]`` as the surname of somebody named before."""
        if self.blocked[start]:
            return None
        return self.names.setdefault(start, Name(start, end, EntityType.PERSON, "surname"))

    def begin(self, start: int, end: int) -> int:
        """Return where the name begins: after nouns that stand before it."""
        tokens = list(regex.finditer(r"\S+", self.text[start:end]))
        for token, following in pairwise(tokens):
            if token.group() in self.first_names or not following.group()[0].isupper():
                break
            leads = self._is_noun(token.group()) or token.group().casefold() in self._calendar
            leads = leads or self._is_seat(token, following, end - start)
            leads = leads or self._is_origin(token, following, end)
            leads = leads or bool(_former(self.language).fullmatch(token.group()))
            leads = leads or is_title(token.group(), self.language)
            leads = leads or self._is_party(token, following)
            if not leads and not self._opens_nothing(token.group()):
                break
            start += following.start() - token.start()
        return start

    def _is_office(self, start: int, end: int) -> bool:
        """Say whether an office with its seat looks like somebody's name: "Maire de X"."""
        word = regex.compile(r"\S+(?=\s+\p{Ll})").match(self.text, start, end)
        return word is not None and bool(_office(self.language).fullmatch(word.group()))

    def _is_origin(self, word: Match, following: Match, end: int) -> bool:
        """Say whether a word tells where somebody is from: "the Dane Asger Holm"."""
        first = following.group()
        given = self.is_first_name(first)
        if self.language.nouns_capitalised or word.group() in self.foreign or not given:
            return False
        at = end - len(word.string)  # the tokens' offsets count from the start of the name
        article = rf"(?<!\p{{L}}){self.language.led('words.articles')}$"
        led = regex.search(article, self.text[max(0, at - 20) : at])
        return led is not None and following.end() < len(word.string)

    def _is_seat(self, word: Match, following: Match, length: int) -> bool:
        """Say whether a word is where somebody holds office: "starosta Telče Karel Novák".

        It is no first name, and a first name and surname follow it. Where there are articles, a
        word stands between a town and its mayor's name, or the town has a preposition.
        """
        bare = "words.articles" not in self.language.fragments
        if not bare or self.language.words.get("names.surname_first"):
            return False
        full = following.end() < length
        first = self.is_first_name(following.group())
        return full and first and not self.is_first_name(word.group())

    def _is_noun(self, word: str) -> bool:
        if not self.language.nouns_capitalised:
            return False
        heads = self.language.heads.values()
        common = self.language.fragment("words.common")
        return bool(regex.search(rf"^{common}$", word)) or any(h.search(word) for h in heads)

    def _is_party(self, word: Match, following: Match) -> bool:
        """Say whether a word is the party of somebody named behind it: "l'UDI Yann Morel"."""
        first = following.group()
        given = self.is_first_name(first)
        return given and bool(_parties(self.language).fullmatch(word.group()))

    def _opens_nothing(self, word: str) -> bool:
        """Say whether a name never holds a capitalised word, so that one may begin after it."""
        never = self.language.fragment("names.never")
        return not self.language.nouns_capitalised and bool(regex.fullmatch(never, word))

    def cut(self, start: int, end: int) -> int:
        """Return where a name that begins here ends: before what belongs to no name."""
        if self.blocked[start]:
            return start
        never = self.language.fragment("names.never")
        of = self.language.fragment("persons.of")
        last, capitals = start, list[str]()
        for token in regex.finditer(r"\S+", self.text[start:end]):
            at, word = start + token.start(), token.group()
            if self.blocked[at] or regex.fullmatch(never, word):
                break
            if self._is_anothers(capitals, start + token.start(), start + token.end()):
                return self._without_possessor(start, last, capitals)
            leant = not self._is_whole(capitals) and regex.match(LEANT, word)
            if word[0].isupper() or leant:
                behind = bool(capitals) and last < at - 1  # behind a particle
                if behind and (_is_initials(word) or _office(self.language).fullmatch(word)):
                    break
                last = start + token.end()
                capitals.append(word)
            elif regex.fullmatch(of, word) and self._is_whole(capitals):
                break
        return last

    def _is_anothers(self, capitals: Sequence[str], start: int, end: int) -> bool:
        """Say whether the office of somebody else stands right behind a whole name."""
        if not self._is_whole(capitals) or not is_title(self.text[start:end], self.language):
            return False
        return regex.compile(rf"{GAP}\p{{Lu}}").match(self.text, end) is not None

    def _without_possessor(self, start: int, end: int, capitals: Sequence[str]) -> int:
        """Return where a name ends that may run into whose office follows: "Jan Weber Kassels"."""
        genitive = rf"{self.language.fragment('names.genitive')}$"
        if len(capitals) == 2 or not regex.search(genitive, capitals[-1]):  # noqa: PLR2004
            return end
        return start + len(self.text[start : end - len(capitals[-1])].rstrip())

    def _is_whole(self, capitals: Sequence[str]) -> bool:
        """Say whether a first name and a surname are there, so that "van" begins no surname."""
        return len(capitals) > 1 and not self.is_first_name(capitals[-1])


@cache
def _bare(names: frozenset[str]) -> frozenset[str]:
    return frozenset(map(bare, names))


def _is_initials(word: str) -> bool:
    """Say whether a word abbreviates a body: "Jan Peeters van de VRT"."""
    return len(word) > 1 and word.isalpha() and word.isupper()


def last_surname(name: str, language: Language) -> str:
    """Return the surname of a full name that ends with it, its particles too."""
    words = regex.sub(r"\s+", " ", name).split(" ")
    particle = regex.compile(language.fragment("names.particles"))
    at = len(words) - 1
    if len(words) == 2 or not any(particle.fullmatch(w) for w in words):  # noqa: PLR2004
        return words[at]
    first = next(i for i, w in enumerate(words) if particle.fullmatch(w))
    return " ".join(words[first:]) if first > 0 else words[at]


@cache
def _former(language: Language) -> regex.Pattern[str]:
    return regex.compile(language.fragment("offices.former"))


@cache
def _parties(language: Language) -> regex.Pattern[str]:
    return regex.compile(language.fragment("heads.parties"))


@cache
def _office(language: Language) -> regex.Pattern[str]:
    return regex.compile(language.fragment("offices.nouns"))
