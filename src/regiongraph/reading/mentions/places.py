"""Places that no list knows, recognised by the words before them.

"in Oberwiesen", "Bürgermeisterin von Oberwiesen", "Oberwiesens Bürgermeister": the pack says
after which words a name without an article is a place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

import regex

from regiongraph.knowledge.languages import Language
from regiongraph.reading.mentions.names import Name
from regiongraph.records import EntityType

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
    for match in _pattern(language).finditer(text):
        place = match["place"]
        if language.is_abbreviated(f"{place}."):
            continue
        if taken[match.start("place")] or regex.search(
            rf"{language.fragment('words.common')}$|^{language.fragment('names.never')}\b", place
        ):
            continue
        seen.add(place)
    for place in sorted(seen):
        genitive = language.fragment("names.genitive")
        pattern = rf"(?<![\p{{L}}-]){regex.escape(place)}(?:{genitive})?(?![\p{{L}}-])"
        for match in regex.finditer(pattern, text):
            yield Name(*match.span(), EntityType.PLACE, "place")


@cache
def _pattern(language: Language) -> regex.Pattern[str]:
    part = language.fragment
    place = rf"(?P<place>(?:{part('names.place_first')}\s+)?{_PROPER}(?:\s+{_PROPER})?)"
    dateline = rf"(?<=\n\n|^){place}(?=\.\s|,\s+(?:{part('dates.on')}\s+)?\d|\s*/)"
    owner = rf"(?<!\p{{L}}|{part('words.articles')} )(?P<place>{_PROPER})"
    office = rf"(?={part('names.genitive')} {part('offices.nouns')}\b)"
    return regex.compile(
        rf"(?<!\p{{L}}){part('words.at')}\s+{place}(?=[\s.,;:)])|{owner}{office}|{dateline}"
    )
