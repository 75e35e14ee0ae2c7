"""Firms, recognised by the legal form behind their names: "Idrolux S.r.l.", "Vesi Oy".

So are those that a common noun announces, which is no part of the name: "the company Idrolux".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

import regex

from regiongraph.knowledge.languages import Language
from regiongraph.knowledge.patterns import compiled
from regiongraph.knowledge.registry import Registry
from regiongraph.reading.mentions.extents import kind_of
from regiongraph.reading.mentions.names import Name
from regiongraph.records import EntityType

_WORD = r"\p{Lu}[\p{L}\p{N}&'’-]*"
_LEAST = 3  # letters of a name


def find_firms(
    text: str, language: Language, registry: Registry, people: Sequence[tuple[int, int]]
) -> Iterator[Name]:
    """Find the capitalised words before a legal form, people and offices before them cut off.

    A form all in capitals may be the abbreviation of anything, and makes no firm.

    Args:
        text: The running text.
        language: The pack; where nouns have capitals, its heads hold the legal forms.
        registry: It lists the legal forms that mean nothing else in any country.
        people: Spans that surely name people.
    """
    if language.nouns_capitalised:
        return
    forms = (
        *registry.setting("legal-forms.toml").get("forms", ()),
        language.fragment("heads.legal"),
    )
    for match in _pattern(forms).finditer(text):
        start = _begins(text, match.start(), match.end("name"), language)
        full = (p for p in people if " " in text[slice(*p)])  # a word alone may be the firm's
        ends = [b + 1 for a, b in full if start <= a < b < match.end("name")]
        start = max([start, *ends])
        name = text[start : match.end("name")]
        if len(name) >= _LEAST and regex.search(r"[\p{Ll}./]", match["form"]):
            yield Name(start, match.end(), EntityType.ORGANISATION, "body")


def find_announced(
    text: str,
    language: Language,
    known: Sequence[Name],
    first_names: frozenset[str],
    people: Sequence[tuple[int, int]],
) -> Iterator[Name]:
    """Find the capitalised words behind a noun for a firm: "the shipping company Nordwind".

    They are no firm if they are known as something else, or a person's; and a noun behind a
    capital is part of a name itself: "Vodní společnost Dolina".

    Args:
        text: The running text.
        language: The pack; without ``heads.firms`` there are none.
        known: Names found already.
        first_names: First names; none begins a firm's name.
        people: Spans that surely name people.
    """
    pattern = _behind_noun(language)
    if pattern is None:
        return
    taken = {n.start for n in known} | {a for a, b in people if " " in text[a:b]}
    for match in pattern.finditer(text):
        start, end = match.span("name")
        if start in taken or match["first"] in first_names:
            continue
        if kind_of(match["first"], language) is not None:
            continue  # a name with a head of its own
        end = min([end, *(a - 1 for a in taken if start < a < end)])
        if end - start >= _LEAST:
            yield Name(start, end, EntityType.ORGANISATION, "body")


@cache
def _behind_noun(language: Language) -> regex.Pattern[str] | None:
    nouns = language.fragments.get("heads.firms")
    if nouns is None:
        return None
    further = "" if language.nouns_capitalised else rf"(?: {_WORD}){{0,2}}"
    other = [language.fragment("names.never"), language.bent("offices.nouns", "offices.endings")]
    if language.nouns_capitalised:
        other.append(rf"\p{{L}}*{language.fragment('words.common')}")
    never = rf"(?!(?:{'|'.join(other)})(?!\p{{L}}))"
    return compiled(
        rf"(?<![\p{{L}}\p{{N}}-]|\p{{Lu}}\p{{L}}{{4,}} )(?i:{nouns})(?!\p{{L}})[^\S\n]{never}"
        rf"(?P<name>(?P<first>{_WORD}){further})"
    )


@cache
def _pattern(forms: Sequence[str]) -> regex.Pattern[str]:
    return compiled(
        rf"(?<![\p{{L}}\p{{N}}-])(?P<name>{_WORD}(?: (?:& )?{_WORD}){{0,3}}),? "
        rf"(?P<form>{'|'.join(forms)})(?![\p{{L}}\p{{N}}-])"
    )


def _begins(text: str, start: int, end: int, language: Language) -> int:
    """Return where a name begins: behind the offices, titles, nouns and openings before it."""
    never, titles = language.fragment("names.never"), language.fragment("names.titles")
    office = language.bent("offices.nouns", "offices.endings")
    noun = rf"(?i:{language.fragment('heads.firms')})"
    ahead = regex.compile(rf"(?:{never}|{titles}|{office}|{noun})\s+")
    while (match := ahead.match(text, start, end)) is not None:
        start = match.end()
    return start
