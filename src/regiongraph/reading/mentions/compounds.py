"""Names whose head comes last: "Western Rivers Alliance", "Port Authority Board".

Where a pack says so (``heads.compound``), nouns stand before their head, each a word of its own.
Then of several heads in a row the last one counts, and what stands before a head may hold an
office or another body that is no part of the name.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import regex

from regiongraph.knowledge.languages import Language
from regiongraph.knowledge.patterns import compiled
from regiongraph.reading.mentions.names import Name
from regiongraph.records import EntityType

_FEW = 4  # capitalised words between two heads of one name
_APART = 2  # capitalised words that set a name apart, its head not counted


def compounds_nouns(language: Language) -> bool:
    """Say whether nouns of a language stand before their head, each a word of its own."""
    return bool(language.words.get("heads.compound"))


def another_follows(text: str, end: int, language: Language) -> bool:
    """Say whether a later head ends the name: "University" in "University Health Board"."""
    if not compounds_nouns(language):
        return False
    match = regex.compile(rf"(?:[ ]\p{{Lu}}[\p{{L}}-]+){{1,{_FEW}}}|[ ]\p{{Ll}}+").match(text, end)
    words = match.group().split() if match else []
    return any(head.search(word) for word in words for head in language.heads.values())


def first_of_its_own(text: str, start: int, head: int, language: Language) -> int:
    """Return where a name begins, after offices and other bodies that its head does not govern.

    "Director of Wold University" and "Wold Board and Fen University" both name the
    university alone.
    """
    if not compounds_nouns(language):
        return start
    start = max(start, text.rfind("\n", 0, head) + 1)
    for match in _others(language).finditer(text, start, head):
        ends_head = any(h.search(match["word"]) for h in language.heads.values())
        if ends_head if match["joint"] else _office(language).fullmatch(match["word"]):
            start = match.end()
    return start


@cache
def _others(language: Language) -> regex.Pattern[str]:
    together = language.fragment("words.and")
    return compiled(
        rf"(?<![\p{{L}}-])(?P<word>\p{{L}}[\p{{L}}-]*)\s+(?:(?P<joint>{together})\s+|\p{{Ll}}+\s+)*"
    )


@cache
def _office(language: Language) -> regex.Pattern[str]:
    return compiled(language.fragment("offices.nouns"))


def is_portfolio(text: str, start: int, head: int, language: Language) -> bool:
    """Say whether words before a head are an office's portfolio: "Minister for Social Services"."""
    if not compounds_nouns(language) or start == head:
        return False
    return bool(_portfolio(language).search(text, max(0, start - 60), start))


@cache
def _portfolio(language: Language) -> regex.Pattern[str]:
    office = language.fragment("offices.nouns")
    return compiled(rf"(?<!\p{{L}}){office}\s+{language.led('words.portfolio')}$")


def is_set_apart(phrase: str, language: Language) -> bool:
    """Say whether capitals alone make a name, even after an indefinite article."""
    capitals = [word for word in phrase.split() if word[0].isupper()]
    return compounds_nouns(language) and len(capitals) > _APART


def part_short(
    text: str, names: Sequence[Name], known: Sequence[Name]
) -> tuple[list[Name], list[Name]]:
    """Part names from heads that stand alone and shorten no longer name: "the Secretariat"."""
    ends = set[str]()
    for name in (*names, *known):
        words = text[name.start : name.end].split()
        ends.update((words[0], words[-1]) if len(words) > 1 else ())
    short = [n for n in names if text[n.start : n.end].isalpha()]
    alone = [n for n in short if text[n.start : n.end] not in ends]
    return [n for n in names if n not in alone], alone


def may_be_named(phrase: str, head: str, kind: EntityType, language: Language) -> bool:
    """Say whether a head with words before it may be a name: capitals must show it.

    A body's name has its head in capitals; an event may be told by its ordinal alone.
    """
    if not compounds_nouns(language):
        return True
    if kind is EntityType.ORGANISATION and head[0].islower():
        return False
    return kind is EntityType.EVENT or phrase[0].isupper() or phrase[0].isdigit()
