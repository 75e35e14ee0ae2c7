"""Dates in running text, resolved to ISO 8601 as far as they are known.

Month names come from CLDR; relative words, and what "early" and "on" are, from the
language pack. A date without a year takes the year of publication, moved by one where
the tense says so; without a date of publication it stays open.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import regex
from babel import Locale

from regiongraph.knowledge.languages import Language
from regiongraph.knowledge.patterns import compiled

_DECEMBER = 12
_FAR_MONTHS = 8
_EXACT = {"range", "range2", "day", "numeric", "iso"}  # wrong ones are no shorter dates


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date at one place of the running text.

    Args:
        start: First character.
        end: After the last.
        value: ISO 8601 cut to what is known, an interval ``a/b``, or None if it cannot be
            resolved.
        relative: It was read off the date of publication ("heute").
        yearless: The year was not in the text.
        weekday: Only the day of the week was.
    """

    start: int
    end: int
    value: str | None
    relative: bool = False
    yearless: bool = False
    weekday: bool = False

    @property
    def sign(self) -> str:
        """The class of its sign."""
        return "date"


@cache
def months(code: str) -> dict[str, int]:
    """Return the month names of a language, in lower case, with their numbers (CLDR)."""
    names: dict[str, int] = {}
    locale = Locale.parse(code)
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for number, name in locale.months[context][width].items():
                folded = name.lower().rstrip(".")
                if not folded.isdigit() and len(folded) > 2:  # noqa: PLR2004
                    names.setdefault(folded, number)
    return names


@cache
def _own(language: Language, key: str) -> dict[str, int]:
    """Return a table of the pack's own words for dates, in lower case."""
    table: dict[str, int] = language.words.get(f"dates.{key}", {})
    return {word.lower(): number for word, number in table.items()}


def _months(language: Language) -> dict[str, int]:
    """Return the months of CLDR and those that the pack adds: "Jänner"."""
    own = _own(language, "months")
    return months(language.code) | own


def _days(language: Language) -> dict[str, int]:
    """Return the weekdays of CLDR and those that the pack adds: "Sonnabend"."""
    own = _own(language, "days")
    return weekdays(language.code) | own


@cache
def weekdays(code: str) -> dict[str, int]:
    """Return the days of the week in a language, in lower case, Monday as 0 (CLDR)."""
    names = Locale.parse(code).days["format"]["wide"]
    return {name.lower(): number for number, name in names.items()}


def _weekday(name: str, language: Language, day: dt.date | None) -> str | None:
    """Return the last such day up to the day of publication."""
    if day is None:
        return None
    back = (day.weekday() - _days(language)[name.lower()]) % 7
    return (day - dt.timedelta(days=back)).isoformat()


@cache
def _patterns(language: Language) -> tuple[tuple[str, regex.Pattern[str]], ...]:
    month = "|".join(sorted(map(regex.escape, _months(language)), key=len, reverse=True))
    dot = r"\.?" if language.ordinal_dot else rf"(?:{language.fragment('dates.ordinal')})?"
    of = language.fragment("dates.on")
    day = rf"(?P<d>[0-3]?\d){dot}"
    day2 = rf"(?P<d2>[0-3]?\d){dot}"
    until = language.fragment("dates.until")
    after = rf"(?:\s?{language.fragment('dates.after')}(?!\p{{L}}))?"
    in_year = rf"(?:\s+(?:{of}\s+)?(?P<y>(?:19|20)\d\d){after})?"
    name = rf"(?:{of}\s+)?(?P<m>{month})\b\.?"
    early = rf"(?:{language.fragment('dates.early')}\s+)?"
    relative = _own(language, "relative")
    words = "|".join(sorted(map(regex.escape, relative), key=len, reverse=True)) or "(?!)"
    years = _own(language, "years")
    in_years = "|".join(sorted(map(regex.escape, years), key=len, reverse=True)) or "(?!)"
    seasons = language.fragment("dates.seasons")
    day_names = "|".join(sorted(map(regex.escape, _days(language)), key=len, reverse=True))
    counted = rf"{language.fragment('dates.counted')}(?!\p{{L}})"
    on_day = rf"(?:{of}\s+)?" if language.words.get("dates.bare_days") else rf"{of}\s+"
    part_of_day = language.fragment("dates.weekdays")
    ahead = rf"(?:(?<!\p{{L}})(?:{day_names})(?:{part_of_day})?,?\s+(?:{of}\s+)?)?"
    joined = rf"(?<=(?<!\p{{L}}){language.fragment('words.joined')})"
    ordered = {
        "range": rf"\b{ahead}{day}\s*(?:{until}|[-–/])\s*{day2}\s+{name}{in_year}",
        "range2": rf"\b{ahead}{day}\s+{name}\s*(?:{until}|[-–])\s*{day2}\s+"
        rf"(?P<m2>{month})\b{in_year}",
        "day": rf"\b{ahead}{day}\s+{name}{in_year}",
        "numeric": r"\b(?P<d>[0-3]?\d)[./]\s?(?P<n>[01]?\d)[./]\s?(?P<y>(?:19|20)\d\d)\b",
        "iso": r"\b(?P<y>(?:19|20)\d\d)-(?P<n>[01]\d)-(?P<d>[0-3]\d)\b",
        "month": rf"\b{early}{name}{in_year}",
        "season": rf"\b{seasons}\s+(?P<y>(?:19|20)\d\d)\b{after}",
        "relative": rf"\b(?P<w>{words})\b",
        "years": rf"\b(?P<w>{in_years})\b",
        "weekday": rf"(?<!\p{{L}}){on_day}(?P<wd>{day_names})(?:{part_of_day})?(?!\p{{L}}|,?\s\d)",
        "year": rf"(?:(?<![\w.,/-])|{joined})(?P<y>(?:19|20)\d\d)"
        rf"(?![\w/-]|[.,]\d|\s+{counted}){after}",
    }
    usual = ((kind, compiled(rf"(?i){text}")) for kind, text in ordered.items())
    return (*_written(language, month), *usual)


def _written(language: Language, month: str) -> Iterator[tuple[str, regex.Pattern[str]]]:
    """Yield the orders that only some languages write: "March 14, 2024", "2024. március 14."."""
    parts = {
        "day": r"(?P<d>[0-3]?\d)",
        "day2": r"(?P<d2>[0-3]?\d)",
        "month": rf"(?P<m>{month})",
        "month2": rf"(?P<m2>{month})",
        "year": r"(?P<y>(?:19|20)\d\d)",
    }
    for order in language.words.get("dates.written", ()):
        text = regex.sub(r"<([a-z]+2?)>", lambda slot: parts[slot[1]], order)
        kind = "day" if "<day>" in order else "month" if "<month>" in order else "year"
        yield kind, compiled(rf"(?i)(?<![\p{{L}}\d]){text}(?![\p{{L}}\d])")


def find_dates(text: str, language: Language, published: str | None) -> list[DateMention]:
    """Find every date in a running text.

    Args:
        text: The running text.
        language: Its language.
        published: ISO date of publication, against which relative dates are resolved.

    Returns:
        Dates that do not overlap, sorted by offset.
    """
    found: list[DateMention] = []
    taken = bytearray(len(text) + 1)
    day = dt.date.fromisoformat(published) if published else None
    for kind, pattern in _patterns(language):
        for match in pattern.finditer(text):
            if any(taken[match.start() : match.end()]):
                continue
            date = _read(kind, match, language, day)
            if date is not None or kind in _EXACT:
                taken[match.start() : match.end()] = b"\1" * (match.end() - match.start())
            if date is not None:
                found.append(date)
    return sorted(_merged(text, found), key=lambda d: d.start)


def _read(
    kind: str, match: regex.Match[str], language: Language, day: dt.date | None
) -> DateMention | None:
    groups = match.groupdict()
    span = match.span()
    if kind == "relative":
        shift = _own(language, "relative")[(groups["w"] or "").lower()]
        value = (day + dt.timedelta(days=shift)).isoformat() if day else None
        return DateMention(*span, value, relative=True)
    if kind == "weekday":
        return DateMention(*span, _weekday(groups["wd"] or "", language, day), weekday=True)
    if kind == "years":
        shift = _own(language, "years")[(groups["w"] or "").lower()]
        return DateMention(*span, str(day.year + shift) if day else None)
    yearless = groups.get("y") is None
    year = groups.get("y") or (str(day.year) if day else None)
    if kind in {"year", "season"}:
        return DateMention(*span, year)
    named = groups.get("m")
    month = _months(language)[named.lower()] if named else int(groups["n"] or 0)
    bare = kind == "month" and yearless and match.group().rstrip(".") == named
    value = _iso(kind, groups, month, year, language) if year else None
    if bare or not 1 <= month <= _DECEMBER or (year and value is None):
        return None
    return DateMention(*span, value, yearless=yearless)


def _iso(
    kind: str, groups: dict[str, str | None], month: int, year: str, language: Language
) -> str | None:
    if kind == "month":
        return f"{year}-{month:02}"
    last = groups.get("m2")
    end_month = _months(language)[last.lower()] if last else month
    try:
        began = int(year) - (month > end_month)
        first = dt.date(began, month, int(groups["d"] or 0)).isoformat()
        if "d2" not in groups:
            return first
        return f"{first}/{dt.date(int(year), end_month, int(groups['d2'] or 0)).isoformat()}"
    except ValueError:
        return None


def _merged(text: str, found: list[DateMention]) -> Iterator[DateMention]:
    """Join "heute (17. November 2022)" and "gestern, Mittwoch" into one date."""
    ordered = sorted(found, key=lambda d: d.start)
    skip: set[int] = set()
    for i, date in enumerate(ordered):
        if i in skip:
            continue
        after = ordered[i + 1] if i + 1 < len(ordered) else None
        between = text[date.end : after.start].strip() if after and date.relative else ""
        joined = between in {"(", ", den"} or (between == "," and after and after.weekday)
        if after is not None and joined:
            skip.add(i + 1)
            end = after.end + (text[after.end : after.end + 1] == ")")
            value = date.value if after.weekday else after.value or date.value
            yield DateMention(date.start, end, value)
        else:
            yield date


def moved_by_tense(
    date: DateMention, *, planned: bool, past: bool, published: str | None
) -> str | None:
    """Return the value of a date, its missing year chosen by the tense of its clause.

    Args:
        date: The date.
        planned: The clause speaks of the future.
        past: The clause speaks of the past.
        published: ISO date of publication.
    """
    value = date.value
    if value is not None and date.weekday and planned:
        return (dt.date.fromisoformat(value) + dt.timedelta(days=7)).isoformat()
    if value is None or not date.yearless or published is None or "/" in value:
        return value
    known = published[: len(value)]
    if planned and value < known:
        return f"{int(value[:4]) + 1}{value[4:]}"
    far = int(value[5:7]) - int(published[5:7]) >= _FAR_MONTHS
    if past and not planned and value > known and far:
        return f"{int(value[:4]) - 1}{value[4:]}"
    return value
