"""Names that a letterhead or a signature writes in capitals, in usual case."""

from __future__ import annotations

import regex

from regiongraph.knowledge.languages import Language
from regiongraph.knowledge.registry import Registry
from regiongraph.knowledge.spelling import romanised
from regiongraph.records import EntityType

_SHORT = 5  # letters that an abbreviation has at most
_SMALL = ("words.of", "words.articles", "words.and", "words.in", "words.to", "names.particles")
_HEADS = ("organisation", "event", "document", "place")
_ROMAN = regex.compile(r"[IVXLCDM]+")
_GREEK = regex.compile(r"\p{Greek}")
_VOWEL = regex.compile(r"[AEIOUY]\p{M}*", regex.I)
_LETTERS = regex.compile(r"\p{L}+")


def in_usual_case(name: str, kind: EntityType, language: Language, registry: Registry) -> str:
    """Return a name without the capitals of a letterhead, or as it is where that is not sure.

    Of a person's name, words in capitals lose them; any other name does where every letter is
    one and the name is surely no brand: a head noun of the language or a small word is in it.
    Greek capitals have no accents, so they stay.
    """
    if not regex.search(r"\p{Lu}{3}", name) or _GREEK.search(name):
        return name
    words = name.split(" ")
    if kind is EntityType.PERSON:
        return " ".join(_person_word(word, language, first=not i) for i, word in enumerate(words))
    if len(words) < 2 or not name.isupper():  # noqa: PLR2004
        return name
    usual = [_usual(word, language, registry, first=not i) for i, word in enumerate(words)]
    plain = " ".join(usual)
    small = any(word.islower() for word in usual[1:-1])
    headed = any(regex.search(language.fragment(f"heads.{kind}"), plain) for kind in _HEADS)
    return plain if small or headed else name


def _person_word(word: str, language: Language, *, first: bool) -> str:
    """Return a word of a person's name in usual case; its particles in capitals are small."""
    if not word.isupper() or "." in word or len(word) < 2 or _ROMAN.fullmatch(word):  # noqa: PLR2004
        return word
    if not first and regex.fullmatch(language.fragment("names.particles"), word.lower()):
        return word.lower()
    return _titled(word) if _VOWEL.search(romanised(word)) else word


def _usual(word: str, language: Language, registry: Registry, *, first: bool) -> str:
    lower = word.lower()
    if not first and any(regex.fullmatch(language.fragment(key), lower) for key in _SMALL):
        return lower
    if not first and regex.match(r"\p{Lu}['’]\p{Lu}", word):  # "D'ÉTIAGE"
        return word[:2].lower() + _titled(word[2:])
    letters = "".join(_LETTERS.findall(word))
    if "." in word or _ROMAN.fullmatch(letters):
        return word
    known = any(
        word in entry.abbreviations.get(code, ())
        for entry in registry.find(word)
        for code in entry.abbreviations
    )
    if len(letters) <= _SHORT and (known or not _VOWEL.search(romanised(letters))):
        return word
    return _titled(word)


def _titled(word: str) -> str:
    return _LETTERS.sub(lambda part: part.group()[0] + part.group()[1:].lower(), word)
