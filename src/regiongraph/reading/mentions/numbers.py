"""Numbers in running text: digits with separators, and number words of the pack."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import regex

from regiongraph.knowledge.languages import Language

_SHARE = r"(?<!\d\s\p{Ll}{3,4}\s)"  # "24 per cento" counts no hundred


@dataclass(frozen=True, slots=True)
class NumberMention:
    """A whole number at one place of the running text."""

    start: int
    end: int
    value: int

    @property
    def sign(self) -> str:
        """The class of its sign."""
        return "number"


@cache
def _pattern(language: Language) -> regex.Pattern[str]:
    scale = "|".join(map(regex.escape, language.words.get("numbers.scale", {}))) or "(?!)"
    words = "|".join(
        sorted(map(regex.escape, language.words.get("numbers.words", {})), key=len, reverse=True)
    )
    noun = r"\p{L}" if language.nouns_capitalised else r"\p{Ll}"  # a capital begins a sentence
    opening = rf"(?!{language.fragment('names.never')}(?!\p{{L}}))"
    ordinal = rf"(?(scale)|(?!\.[^\S\n]+{opening}{noun}))" if language.ordinal_dot else ""
    group = regex.escape(language.words.get("numbers.thousands", "."))
    point = regex.escape(language.words.get("numbers.decimal", ","))
    digits = rf"\d{{1,3}}(?:[{group} \u00a0\u202f]\d{{3}}(?!\d))+|\d+"
    told = "counts.units" in language.fragments  # what is measured is told from what is counted
    stop = r"(?:\.(?=[^\S\n]\p{Ll}))?" if told else ""
    after = r"(?![\w%]|[.,]\d|\.\s\d|-\p{L}{0,30}\s?(?:%|Euro))"
    return regex.compile(
        rf"(?<![\w.,/-])(?:(?P<digits>{digits})(?:{point}(?P<rest>\d+))?(?:(?:\s*|-)(?P<scale>{scale})\w*{stop})?"
        rf"{ordinal}{after}|{_SHARE}\b(?P<word>(?i:{words or '(?!)'}))\b)"
    )


def find_numbers(text: str, language: Language) -> list[NumberMention]:
    """Find whole numbers; decimals only where a scale word makes them whole."""
    found: list[NumberMention] = []
    table = language.words.get("numbers.words", {})
    words = {word.lower(): number for word, number in table.items()}
    scales = language.words.get("numbers.scale", {})
    together = regex.compile(rf"\s+(?:{language.fragment('words.and')}\s+)?")
    least = 0.0  # the scale of the last number, to which a smaller one may be added
    for match in _pattern(language).finditer(text):
        if match["word"]:
            value: float = words[match["word"].lower()]
        else:
            value = float(regex.sub(r"\D", "", match["digits"]) + "." + (match["rest"] or "0"))
            value *= scales[match["scale"]] if match["scale"] else 1
            if match["rest"] and not match["scale"]:
                continue
        start, scale = match.start(), scales.get(match["scale"], 0) if match["scale"] else 0
        if found and scale and value < least and together.fullmatch(text, found[-1].end, start):
            last = found.pop()  # "2 million and 300 thousand"
            start, value = last.start, value + last.value
        least = scale
        found.append(NumberMention(start, match.end(), round(value)))
    return found
