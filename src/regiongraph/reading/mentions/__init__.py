"""From running text to mentions: names, offices, descriptions, dates and numbers.

1. Names of registry entries, in any inflection. 2. Quoted names whose head noun says what
they are. 3. Names built on a head noun. 4. Abbreviations that brackets introduce.
5. Offices, with seats from what was found. 6. People: at offices, after titles and verbs of
saying, by first name, by surname. 7. Dates and numbers. Where two names overlap, quoted
ones win, then the longer.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

import regex

from regiongraph.knowledge.languages import Language
from regiongraph.knowledge.name_model import NameSpan, load_name_model
from regiongraph.knowledge.patterns import compiled
from regiongraph.knowledge.registry import Registry
from regiongraph.reading.dates import DateMention, find_dates
from regiongraph.reading.mentions.designations import (
    Description,
    find_designations,
)
from regiongraph.reading.mentions.firms import find_announced, find_firms
from regiongraph.reading.mentions.holdings import Holding
from regiongraph.reading.mentions.names import (
    Name,
    alias_matcher,
    find_abbreviations,
    find_introduced,
    find_known_names,
    find_parties,
    find_short_names,
    known_by_abbreviation,
)
from regiongraph.reading.mentions.numbers import NumberMention, find_numbers
from regiongraph.reading.mentions.offices import Office, find_offices
from regiongraph.reading.mentions.people import SURE, find_people
from regiongraph.reading.mentions.places import find_bodies, find_country_codes, find_places
from regiongraph.reading.mentions.quoted import find_quoted_names
from regiongraph.reading.sentences import Quotation, RunningText
from regiongraph.records import EntityType

__all__ = ["Mentions", "find_mentions"]


@dataclass(frozen=True, slots=True)
class Mentions:
    """Everything recognised in a running text; all offsets are the running text's.

    Args:
        names: Names that do not overlap, sorted by offset.
        descriptions: Bare head nouns, sorted by offset.
        offices: Offices, sorted by offset.
        holdings: Which office the text attaches to which name.
        dates: Dates.
        numbers: Numbers.
    """

    names: tuple[Name, ...]
    descriptions: tuple[Description, ...]
    offices: tuple[Office, ...]
    holdings: tuple[Holding, ...]
    dates: tuple[DateMention, ...]
    numbers: tuple[NumberMention, ...]


def find_mentions(
    running: RunningText,
    quotations: Sequence[Quotation],
    language: Language,
    registry: Registry,
    *,
    published: str | None,
    publisher: str | None,
) -> Mentions:
    """Find all mentions in a running text, given what stands in quotation marks.

    Args:
        running: The running text.
        quotations: Its quotations.
        language: The pack.
        registry: Names known beforehand.
        published: ISO date of publication.
        publisher: Who issued the release, as it is written there.
    """
    text = running.text
    listed = find_known_names(text, registry, language.code)
    proposed = load_name_model().find(text, language.code)
    names, descriptions = _named(
        text,
        quotations,
        listed,
        language,
        publisher=publisher,
        registry=registry,
        proposed=proposed,
    )
    found = find_places(text, names, language)
    places = [p for p in found if not _in_proposed(text, p, proposed)]
    offices = _offices(
        text, names, places=places, descriptions=descriptions, language=language, registry=registry
    )
    names = [n for n in names if n.rule == "quoted" or not _in_a_title(n, offices)]
    known = [n for n in listed if n.type is EntityType.PERSON]
    people, holdings = _people(
        text, offices, names, language, registry=registry, known=known, proposed=proposed
    )
    codes = find_country_codes(text, people, registry)
    names = _with_free(_settled([*names, *people]), [*places, *codes])
    return Mentions(
        tuple(names),
        tuple(d for d in descriptions if not _inside(d, names)),
        tuple(offices),
        _kept(holdings, names),
        *_dates_and_numbers(text, names, language, published),
    )


@cache
def _first_names(language: Language, registry: Registry) -> frozenset[str]:
    """Return the first names of a language: the registry's, and those that its pack adds."""
    return registry.first_names(language.code) | frozenset(language.words.get("names.given", ()))


def _people(
    text: str,
    offices: Sequence[Office],
    names: Sequence[Name],
    language: Language,
    *,
    registry: Registry,
    known: Sequence[Name],
    proposed: Sequence[NameSpan],
) -> tuple[list[Name], list[Holding]]:
    """Find people and their offices with what the registry knows of names in a language."""
    return find_people(
        text,
        offices,
        names,
        language,
        first_names=_first_names(language, registry),
        foreign=registry.first_names(),
        inflection=registry.inflection(language.code),
        known=known,
        proposed=proposed,
    )


def _dates_and_numbers(
    text: str, names: Sequence[Name], language: Language, published: str | None
) -> tuple[tuple[DateMention, ...], tuple[NumberMention, ...]]:
    """Find dates that are part of no document's name, and the numbers that are part of none."""
    documents = [n for n in names if n.type is EntityType.DOCUMENT]
    dates = [d for d in find_dates(text, language, published) if not _inside(d, documents)]
    covered = {at for d in dates for at in range(d.start, d.end)}
    numbers = find_numbers(text, language)
    return tuple(dates), tuple(n for n in numbers if n.start not in covered)


def _beside_people(
    text: str,
    found: Sequence[Name],
    proposed: Sequence[NameSpan],
    first_names: frozenset[str],
    language: Language,
) -> list[Name]:
    """Drop the names that are part of a person's, and cut those that run into one."""
    office = compiled(rf"{language.bent('offices.nouns', 'offices.endings')}\s")
    beside = [p for p in proposed if not office.match(text, p.start)]
    return [
        _before_person(text, n, proposed, language)
        for n in found
        if (_seats_a_holder(text, n, language) or not _in_a_person(text, n, beside, first_names))
        and not _ends_a_person(text, n, found, first_names, language)
        and not _before_surname(text, n, first_names, proposed)
    ]


def _kept(holdings: Sequence[Holding], names: Iterable[Name]) -> tuple[Holding, ...]:
    kept = set(names)
    return tuple(h for h in holdings if h.name in kept)


def _in_a_title(name: Name, offices: Sequence[Office]) -> bool:
    """Say whether a name begins inside an office: it is part of the portfolio."""
    return any(o.title[0] <= name.start < o.title[1] for o in offices)


def _in_proposed(text: str, place: Name, proposed: Sequence[NameSpan]) -> bool:
    """Say whether the model holds words around a place for a person's name: "à Anny Duval"."""
    return any(
        p.probability >= SURE
        and p.start <= place.start
        and place.end <= p.end
        and " " in text[p.start : p.end]
        for p in proposed
    )


def _with_free(names: list[Name], places: Sequence[Name]) -> list[Name]:
    """Add the places that lie in no other name."""
    taken = {at for n in names for at in range(n.start, n.end)}
    return _settled([*names, *(p for p in places if taken.isdisjoint(range(p.start, p.end)))])


def _named(
    text: str,
    quotations: Sequence[Quotation],
    listed: Sequence[Name],
    language: Language,
    *,
    publisher: str | None,
    registry: Registry,
    proposed: Sequence[NameSpan],
) -> tuple[list[Name], list[Description]]:
    """Find the names of everything but people and unlisted places, and bare heads."""
    first_names = _first_names(language, registry)
    known = [n for n in listed if n.type is not EntityType.PERSON]
    people = [(p.start, p.end) for p in proposed if p.probability >= SURE]
    quoted = [_linked(n, known) for n in find_quoted_names(text, quotations, known, language)]
    announced = list(find_announced(text, language, known, first_names, people))
    named = [*quoted, *known, *announced]
    built, descriptions = find_designations(
        text, named, language, first_names, people, foreign=registry.first_names()
    )
    built = [known_by_abbreviation(text, n, known, registry, language) for n in built]
    quoted = [n for n in quoted if not any(_holds_quoted(text, b, n) for b in built)]
    issuing = [replace(_linked(n, known), rule="quoted") for n in _published_by(publisher, text)]
    firms = find_firms(text, language, registry, people)
    names = _settled([*issuing, *quoted, *known, *built, *announced, *firms])
    names = _settled([*names, *find_introduced(text), *find_parties(text, language)])
    names = _settled([*names, *find_bodies(text, names, language)])
    names = _settled([*names, *find_abbreviations(text, names, language)])
    names = _settled([*names, *find_short_names(text, names, registry, language.code)])
    names = _with_endings(text, names, language)
    alone = [d for d in descriptions if not _inside(d, names)]
    return _beside_people(text, names, proposed, first_names, language), alone


def _holds_quoted(text: str, built: Name, quoted: Name) -> bool:
    """Say whether a name goes on into quotation marks: "Związek Gmin „Nad Odrą”"."""
    return built.start < quoted.start and quoted.end < built.end and text[built.start].isupper()


def _with_endings(text: str, names: Sequence[Name], language: Language) -> list[Name]:
    """Let names reach over the endings that a sign joins to them: "EU:n", "NATO-nak"."""
    joined = regex.compile(rf"{language.fragment('names.joined')}(?![\p{{L}}\p{{N}}-])")
    ends = (joined.match(text, name.end) for name in names)
    return [
        replace(name, end=end.end()) if end else name for name, end in zip(names, ends, strict=True)
    ]


def _offices(
    text: str,
    names: Sequence[Name],
    *,
    places: Sequence[Name],
    descriptions: Sequence[Description],
    language: Language,
    registry: Registry,
) -> list[Office]:
    """Find the offices that do not stand inside a name."""
    seats: list[Name | Description] = [*_settled([*_with_brackets(text, names), *places])]
    seats += descriptions
    first_names = _first_names(language, registry)
    found = find_offices(text, seats, language, alias_matcher(registry, language.code), first_names)
    return [
        o for o in found if not any(n.start <= o.title[0] and o.title[1] <= n.end for n in names)
    ]


def _in_a_person(
    text: str, name: Name, proposed: Sequence[NameSpan], first_names: frozenset[str]
) -> bool:
    """Say whether a listed place is only part of a person's name: "Karin Kassel".

    That is so where a first name stands right before it or where the model holds so.
    """
    if name.rule != "registry" or name.type not in _PLACED:
        return False
    if " " in text[name.start : name.end]:
        return False
    ahead = regex.search(
        r"(?<![\p{L}-])(\p{Lu}[\p{L}-]+) $", text[: name.start], pos=max(0, name.start - 40)
    )
    if ahead and ahead[1] in first_names:
        return True
    return any(
        p.start <= name.start and name.end <= p.end and p.end - p.start > name.end - name.start
        for p in proposed
        if p.probability >= SURE and " " in text[p.start : p.end]
    )


def _ends_a_person(
    text: str,
    name: Name,
    found: Sequence[Name],
    first_names: frozenset[str],
    language: Language,
) -> bool:
    """Say whether a listed place is the end of a surname: "Elena Robledo de Soria"."""
    if name.type is not EntityType.PLACE or name.rule != "registry":
        return False
    if not language.two_surnames:
        return False
    second = regex.search(
        r"(?<![\p{L}-])(?P<first>\p{Lu}\p{Ll}+) \p{Lu}\p{Ll}+ $",
        text[max(0, name.start - 60) : name.start],
    )
    if second and second["first"] in first_names and regex.match(r"[,;.)\n]|$", text[name.end :]):
        return True  # "Elena Robledo Soria, alcaldesa"
    ahead = regex.compile(
        rf"(?<![\p{{L}}-])(?!{language.fragment('names.never')} )\p{{Lu}}\p{{Ll}}+"
        rf"(?: \p{{Lu}}[\p{{L}}-]+){{1,2}} {language.fragment('names.particles')} $"
    )
    match = ahead.search(text, max(0, name.start - 60), name.start)
    return match is not None and not any(n.start <= match.start() < n.end for n in found)


def _before_person(text: str, name: Name, proposed: Sequence[NameSpan], language: Language) -> Name:
    """Cut a body's name before the person who stands right after it."""
    if name.rule != "designation":
        return name
    leads = regex.compile(rf"(?<!\p{{L}}){language.fragment('words.of')}$")
    for p in proposed:
        if leads.search(text[name.start : p.start].rstrip()):
            continue  # "the Forum of Mountain Towns" goes on, whomever the words may look like
        over = name.start < p.start < name.end <= p.end and " " in text[p.start : p.end]
        own = text[name.start : p.start].split()
        if over and p.probability >= SURE and sum(w[0].isupper() for w in own) > 1:
            joint = rf"(?:,|\s{language.fragment('words.and')})?\s*$"
            body = regex.sub(joint, "", text[name.start : p.start])
            return replace(name, end=name.start + len(body))
    sure = (text[p.start : p.end] for p in proposed if p.probability >= SURE)
    surnames = {name.rpartition(" ")[2] for name in sure}
    rest, _, last = text[name.start : name.end].rpartition(" ")
    again = (
        rest[:1].islower() and last in surnames and not leads.search(rest)
    )  # "after the session Roe met"
    return replace(name, end=name.start + len(rest.rstrip())) if again else name


def _seats_a_holder(text: str, name: Name, language: Language) -> bool:
    """Say whether a place stands between an office and a full name: "starosta Brna Jan Novák"."""
    if language.nouns_capitalised:
        return False
    office = language.bent("offices.nouns", "offices.endings")
    ahead = rf"(?<!\p{{L}}){office}\s+(?:{language.fragment('offices.seat')}\s+)?$"
    holder = regex.compile(r"(?:[^\S\n]\p{Lu}[\p{L}-]+){2}")
    return bool(
        holder.match(text, name.end)
        and regex.search(ahead, text[max(0, name.start - 60) : name.start])
    )


def _before_surname(
    text: str, name: Name, first_names: frozenset[str], proposed: Sequence[NameSpan]
) -> bool:
    """Say whether a listed place is a first name before a surname: "Nancy DUPRÉ", "Hervé Duval".

    In capitals the surname is sure; otherwise the model must hold both words for a name.
    """
    placed = name.rule == "registry" and name.type in _PLACED
    if not placed or text[name.start : name.end] not in first_names:
        return False
    surname = regex.compile(r"[^\S\n](?:\p{Lu}{2,3}[^\S\n])?\p{Lu}{3,}(?!\p{L})")
    return surname.match(text, name.end) is not None or any(
        p.start == name.start and name.end < p.end and p.probability >= _LIKELY for p in proposed
    )


def _published_by(publisher: str | None, text: str) -> list[Name]:
    """Find the publisher's name, however its letters and lines are set."""
    words = (publisher or "").split()
    if len(words) < 2:  # noqa: PLR2004
        return []
    pattern = regex.compile(
        r"(?i)(?<!\p{L})" + r"\s+".join(map(regex.escape, words)) + r"(?!\p{L})"
    )
    return [Name(*m.span(), EntityType.ORGANISATION, "quoted") for m in pattern.finditer(text)]


def _with_brackets(text: str, names: Sequence[Name]) -> list[Name]:
    """Let a name reach over the abbreviation in brackets after it."""
    wide: list[Name] = []
    for name in names:
        last = wide[-1] if wide else None
        opened = last is not None and regex.fullmatch(r"\s*\([\"„“»]?", text[last.end : name.start])
        if last is not None and opened and (name.rule == "bracket" or name.keys == last.keys):
            wide[-1] = replace(last, end=text.find(")", name.end) + 1 or name.end)
            continue
        wide.append(name)
    return wide


def _linked(quoted: Name, known: Iterable[Name]) -> Name:
    """Return the registry's reading of a quoted name where it has one."""
    return next((n for n in known if (n.start, n.end) == (quoted.start, quoted.end)), quoted)


def _inside(found: Description | DateMention, names: Iterable[Name]) -> bool:
    return any(n.start <= found.start < n.end for n in names)


_PLACED = {EntityType.PLACE, EntityType.REGION, EntityType.COUNTRY}
_LIKELY = 0.5  # of the model, for a first name and the word behind it
_RANK = {"bracket": 0, "registry": 1, "quoted": 2}


def _settled(names: Iterable[Name]) -> list[Name]:
    """Drop the weaker of two names that overlap: quoted ones win, then the longer."""
    kept: list[Name] = []
    taken: set[int] = set()
    ordered = sorted(
        dict.fromkeys(names),
        key=lambda n: (n.rule != "quoted", n.start - n.end, _RANK.get(n.rule, 3), n.start, n.type),
    )
    for name in ordered:
        span = range(name.start, name.end)
        if not taken.isdisjoint(span):
            continue
        taken.update(span)
        kept.append(name)
    return sorted(kept, key=lambda n: n.start)
