"""Places and bodies that no list knows, recognised by the words before them.

"in Oberwiesen", "Bürgermeisterin von Oberwiesen", "Oberwiesens Bürgermeister": the pack says
after which words a name without an article is a place, and after which a body's: "la empresa
Acerías Norte".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

import regex

from regiongraph.knowledge.languages import Language
from regiongraph.knowledge.patterns import compiled
from regiongraph.knowledge.registry import Registry
from regiongraph.reading.mentions.names import Name
from regiongraph.records import EntityType

_CAPITALS = r"(?:\p{Lu}[\p{L}\p{N}&'’-]+(?: \p{Lu}[\p{L}\p{N}&'’-]*){0,3})"
_PROPER = r"\p{Lu}\p{Ll}+(?:-\p{L}+)*"


def find_places(text: str, names: Sequence[Name], language: Language) -> Iterator[Name]:
    """Find place names by their context, and all their later mentions.

    Yields:
        Names of rule ``place``; they may overlap others.
    """
    seen: set[str] = set()
    taken = bytearray(len(text) + 1)
    for name in names:
        taken[name.start : name.end] = b"\1" * (name.end - name.start)
    never = regex.compile(rf"{language.fragment('names.never')}(?!\p{{L}})")
    for match in _pattern(language).finditer(text):
        place = match["place"]
        if language.is_abbreviated(f"{place}."):
            continue
        if taken[match.start("place")] or regex.search(
            rf"{language.fragment('words.common')}$|^{language.fragment('names.never')}\b", place
        ):
            continue
        if never.match(text, match.start("place")) or _is_body(text, match, language):
            continue
        seen.add(place)
    for place in sorted(seen):
        genitive = language.fragment("names.genitive")
        pattern = rf"(?<![\p{{L}}-]){regex.escape(place)}(?:{genitive})?(?![\p{{L}}-])"
        for match in regex.finditer(pattern, text):
            yield Name(*match.span(), EntityType.PLACE, "place")


def _is_body(text: str, match: regex.Match[str], language: Language) -> bool:
    """Say whether a noun for a body stands where a town may: "des Verbandes Landrat Weber"."""
    word = regex.compile(r"\p{Lu}[\p{L}-]*").match(text, match.start("place"))
    body = language.heads[EntityType.ORGANISATION]
    return language.nouns_capitalised and word is not None and bool(body.search(word.group()))


@cache
def _pattern(language: Language) -> regex.Pattern[str]:
    part = language.fragment
    place = rf"(?P<place>(?:{part('names.place_first')}\s+)?{_PROPER}(?:\s+{_PROPER})?)"
    dateline = rf"(?<=\n\n|^){place}(?=\.\s|,\s+(?:{part('dates.on')}\s+)?\d|\s*/)"
    owner = rf"(?<!\p{{L}}|{part('words.articles')} )(?P<place>{_PROPER})"
    office = rf"(?={part('names.genitive')} {part('offices.nouns')}\b)"
    return compiled(
        rf"(?<!\p{{L}}){part('words.at')}\s+{place}(?=[\s.,;:)])|{owner}{office}|{dateline}"
    )


def find_country_codes(text: str, people: Sequence[Name], registry: Registry) -> Iterator[Name]:
    """Find states by the codes that EU bodies set behind people: "Anna Holm (DK/EPP)".

    Yields:
        Names of rule ``code``.
    """
    for name in people:
        match = _CODE.match(text, name.end)
        code = _EU_CODES.get(match[1], match[1]) if match else ""
        if match and f"country/{code}" in registry.entries:
            yield Name(*match.span(1), EntityType.COUNTRY, "code", (f"country/{code}",))


_CODE = regex.compile(r"\s\((\p{Lu}{2})(?=[/)])")
_EU_CODES = {"EL": "GR", "UK": "GB"}  # where EU usage leaves ISO 3166


def find_bodies(text: str, names: Sequence[Name], language: Language) -> Iterator[Name]:
    """Find bodies by the word before them, in a list after a word in the plural; all mentions.

    Yields:
        Names of rule ``body``; they may overlap others.
    """
    known = {name.start for name in names if name.type is not EntityType.REGION}
    never = regex.compile(rf"{language.fragment('names.never')}\b")
    seen: set[str] = set()
    for match in _body_pattern(language).finditer(text):
        for start, body in zip(match.starts("body"), match.captures("body"), strict=True):
            if start in known or never.match(body):
                break
            seen.add(body)
    for body in sorted(seen):
        for match in regex.finditer(rf"(?<![\p{{L}}-]){regex.escape(body)}(?![\p{{L}}-])", text):
            yield Name(*match.span(), EntityType.ORGANISATION, "body")


@cache
def _body_pattern(language: Language) -> regex.Pattern[str]:
    part = language.fragment
    body = rf"(?P<body>{_CAPITALS})"
    joint = rf"(?:,\s+|\s+{part('words.and')}\s+)"
    return compiled(
        rf"(?<!\p{{L}})(?:{part('words.body_at')}\s+{body}"
        rf"|{part('words.bodies_at')}\s+{body}(?:{joint}{body})*)"
    )
