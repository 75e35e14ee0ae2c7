"""Wordings that count as one name: white space, case, endings."""

from __future__ import annotations

from functools import cache

import regex

from regiongraph.knowledge.languages import Language
from regiongraph.knowledge.spelling import marked

_SPACE = regex.compile(r"\s+")
_WORD = regex.compile(r"[\p{L}\p{N}]+")
STEM = 4  # letters by which an ordinal or adjective is known in all its forms


def spaced(text: str) -> str:
    """Return text with one space where it has white space."""
    return _SPACE.sub(" ", text)


def folded(text: str) -> str:
    """Return text without differences of case and white space."""
    return _SPACE.sub(" ", text).strip().casefold()


@cache
def definite(language: Language) -> tuple[regex.Pattern[str], regex.Pattern[str]]:
    """Return the patterns of what says that a noun means a certain thing: before it, its ending."""
    adjective = rf"(?:{language.fragment('words.adjective')}\s+)?"
    before = rf"(?<!\p{{L}}){language.led('words.demonstrative')}{adjective}$"
    return regex.compile(before), regex.compile(rf"{language.fragment('words.definite')}$")


def begins(text: str, start: int, at: int) -> bool:
    """Say whether nothing but opening marks stands between a sentence's start and an offset."""
    return not text[start:at].strip(" \"“„«»(’'")


def stemmed(text: str, language: Language) -> str:
    """Fold a name so that its inflected forms agree: the ends of its words are cut."""
    ending = _ending(language)
    words = _WORD.findall(marked(text))
    return " ".join(ending.sub("", w) if len(w) > STEM else w for w in words)


@cache
def _ending(language: Language) -> regex.Pattern[str]:
    return regex.compile(rf"{language.fragment('words.endings')}$")
