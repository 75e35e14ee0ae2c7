"""Names in quotation marks, whose head noun, inside or beside them, says their kind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from functools import cache

import regex

from regiongraph.knowledge.languages import Language
from regiongraph.reading.mentions.extents import (
    CAPITAL,
    TERRITORIES,
    kind_of,
    modifiers_before,
    opens,
)
from regiongraph.reading.mentions.names import Name
from regiongraph.reading.sentences import Quotation
from regiongraph.records import EntityType

_LONGEST_TITLE = 14  # words of a quoted name


def find_quoted_names(
    text: str, quotations: Sequence[Quotation], known: Sequence[Name], language: Language
) -> Iterator[Name]:
    """Find names in quotation marks whose head noun, inside or just before, says their kind.

    So does a legal form behind them. Where nouns have no capital, a head that has one, or
    whose modifier has, belongs to the name: "Nationales forum „Wasser“". Of the names known
    already, a territory before a head in lower case is only where the thing is.
    """
    before = _before(language)
    places = {name.start for name in known if name.type in TERRITORIES}
    legal = regex.compile(rf"\s+{language.fragment('heads.legal')}(?!\p{{L}})")
    adopted = regex.compile(rf"(?:\s+\([^)]*\))?\s+{language.fragment('heads.adopted')}(?!\p{{L}})")
    for quotation in quotations:
        titled = quotation.inner[:1].isupper() and quotation.inner[-1:] not in {".", "!", "?"}
        if quotation.dashed or quotation.n_words > _LONGEST_TITLE or not titled:
            continue
        head = text[max(0, quotation.start - 60) : quotation.start]
        if _said(language).match(text, quotation.end) or _announced(language).search(head):
            continue
        kind = _kind_before(text[max(0, quotation.start - 60) : quotation.start], before, language)
        if kind is None and language.words.get("heads.last"):
            kind = _kind_after(text, quotation.end, language)
        kind = _kind_inside(quotation.inner, language) or kind
        if kind is None and adopted.match(text, quotation.end):
            kind = EntityType.DOCUMENT
        if kind is None and legal.match(text, quotation.end):
            kind = EntityType.ORGANISATION
        headed = _headed(text, quotation, places, language)
        if headed is not None:
            yield headed
        elif kind is not None:
            start = text.index(quotation.inner[:1], quotation.start + 1)
            yield Name(start, start + len(quotation.inner), kind, "quoted")


def _headed(text: str, quotation: Quotation, places: Set[int], language: Language) -> Name | None:
    """Return the name of an event whose head stands, with a capital, right before a quotation."""
    tail = text[max(0, quotation.start - 60) : quotation.start]
    head = regex.search(r"(?P<head>\p{L}[\p{L}-]*)\s$", tail)
    kind = kind_of(head["head"], language) if head else None
    if head is None or kind is not EntityType.EVENT or language.nouns_capitalised:
        return None
    at = quotation.start - len(tail) + head.start()
    left = modifiers_before(language, kind, proper=False).search(text, max(0, at - 80), at)
    start = left.start("mods") if left else at
    if start in places and text[at].islower():
        return None  # "w Lublinie konferencja „Woda“"
    capital = text[start].isupper() and (left is not None or not opens(text, start))
    return Name(start, quotation.end, kind, "quoted") if capital else None


@cache
def _said(language: Language) -> regex.Pattern[str]:
    """Return the pattern of what follows speech: a comma, adverbs, a verb of saying."""
    verbs = f"{language.fragment('speech.after')}|{language.fragment('speech.verbs')}"
    aside = r"(?:[–—-]\s*)?(?:\p{Ll}+,?\s+){0,3}"
    return regex.compile(rf"(?:\s*,|(?<=,.))\s*{aside}(?:{verbs})(?!\p{{L}})")


@cache
def _announced(language: Language) -> regex.Pattern[str]:
    """Return the pattern of what goes before speech: a verb of saying and a colon."""
    verbs = language.fragment("speech.verbs")
    return regex.compile(rf"(?<!\p{{L}})(?:{verbs})(?!\p{{L}})[^.!?:;]{{0,40}}:\s*$")


@cache
def _before(language: Language) -> regex.Pattern[str]:
    named = language.fragment("heads.named")
    elided = r"(?:(?<!\p{L})\p{L}{1,4}['’])?"  # "L'avis « … »"
    return regex.compile(rf"{elided}(?P<head>{CAPITAL}|\p{{L}}+)(?:\s+{named})?[\s,:]*$")


@cache
def _described(language: Language) -> regex.Pattern[str]:
    """Return the pattern of a head with its adjective: "le groupe interrégional « … »".

    A head with a capital begins a name of its own.
    """
    ways = ("heads.after", "offices.after", "words.adjective")
    behind = "|".join(language.fragment(way) for way in ways if way in language.fragments)
    step = r"(?!)" if language.nouns_capitalised else behind or r"(?!)"
    return regex.compile(rf"(?<!\p{{L}})(?P<head>\p{{Ll}}+)\s+(?:{step})\s*$")


def _kind_before(tail: str, before: regex.Pattern[str], language: Language) -> EntityType | None:
    heads = (pattern.search(tail) for pattern in (before, _described(language)))
    kinds = (kind_of(match["head"], language) for match in heads if match)
    return next((kind for kind in kinds if kind is not None), None)


def _kind_after(text: str, end: int, language: Language) -> EntityType | None:
    """Return the kind that a head behind a quoted name gives it, two words behind at most."""
    named = language.fragment("heads.named")
    match = regex.compile(
        rf"\s+(?:{named}\s+)?-?(\p{{L}}[\p{{L}}-]*)(?:\s+(\p{{L}}[\p{{L}}-]*))?"
    ).match(text, end)
    words = (word for word in match.groups() if word) if match else iter(())
    return next((kind for word in words if (kind := kind_of(word, language)) is not None), None)


def _kind_inside(inner: str, language: Language) -> EntityType | None:
    words = regex.findall(r"[\p{L}\p{N}'’-]+", inner)
    if len(words) > 1 or (words and "-" in words[0]):
        for word in words:
            kind = kind_of(word, language)
            if kind is not None and (language.nouns_capitalised or word[0].isupper()):
                return kind
    elif words:
        return kind_of(words[0], language)
    return None
