"""Offices with their portfolio and seat: "Staatsministerin für Wirtschaft in Sachsen".

An office has a holder or a seat. The seat stands after it ("Präsident der Region Molise"),
before it as a genitive ("Sachsens Ministerpräsident") or in it as an adjective
("Sächsischer Staatsminister").
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

import regex

from regiongraph.knowledge.aliases import AliasMatcher
from regiongraph.knowledge.languages import Language
from regiongraph.knowledge.patterns import compiled
from regiongraph.reading.marked import Marked, mark, signs
from regiongraph.reading.mentions.designations import Description
from regiongraph.reading.mentions.extents import TERRITORIES
from regiongraph.reading.mentions.names import Name, is_party

_WORD = r"\p{L}[\p{L}\p{N}'’-]*"
_GAP = r"[^\S\n]+"
_WRAPPED = r"(?:[^\S\n]|\n(?!\s*\n))"  # a line may end there, a paragraph not
_SEATS = signs("organisation", "region", "place", "country", "event", "document")


@dataclass(frozen=True, slots=True)
class Office:
    """An office named at one place of the running text.

    Args:
        start: First character of the phrase, genitive seat and modifiers included.
        end: After its last, seat included.
        title: Offsets of the office as it is reported: modifiers, noun and portfolio.
        seats: What it is held in, as far as the phrase says so.
        region: Registry key of the region that an adjective names.
        former: The phrase says that it is over.
        determined: An article or genitive stands before it.
        each: The seats of its holders, in their order: "the mayors of Graz and Leoben".
    """

    start: int
    end: int
    title: tuple[int, int]
    noun: str
    seats: tuple[Name | Description, ...]
    region: str | None
    former: bool
    determined: bool
    each: tuple[Name | Description, ...] = ()

    @property
    def sign(self) -> str:
        """The class of its sign."""
        return "office"


def find_offices(
    text: str,
    things: Sequence[Name | Description],
    language: Language,
    matcher: AliasMatcher,
    first_names: frozenset[str] = frozenset(),
) -> list[Office]:
    """Find every office named in a running text.

    Args:
        text: The running text.
        things: Names and descriptions found so far; seats are taken from them.
        language: The pack.
        matcher: Knows which adjectives mean a region.
        first_names: First names; a portfolio never runs into a person.

    Returns:
        Offices sorted by offset; they do not overlap.
    """
    organs = _organs(text, things, language)
    marked = mark(text, 0, len(text), [thing for thing in things if thing not in organs])
    found: list[Office] = []
    starts = {thing.start: thing for thing in things}
    for match in _pattern(language, matcher.demonym_pattern).finditer(marked.text):
        office = _office(text, marked, match, language, matcher)
        if office is not None:
            office = _with_clitic(text, _with_organ(text, office, organs, language), language)
            office = _with_charge(text, office, language)
            office = _of_each(text, office, starts, language)
            found.append(_ahead_of_person(text, office, first_names, language))
    return found


def _organs(
    text: str, things: Sequence[Name | Description], language: Language
) -> list[Name | Description]:
    """Return the things that are but part of a body, or a word of one: "the supervisory board"."""
    spans = [match.span() for match in _organ(language).finditer(text)]
    known = (isinstance(t, Name) and bool(t.keys or t.rule == "quoted") for t in things)
    return [
        thing
        for thing, is_known in zip(things, known, strict=True)
        if not is_known and any(a <= thing.start and thing.end <= b for a, b in spans)
    ]


def _with_organ(
    text: str, office: Office, organs: Sequence[Name | Description], language: Language
) -> Office:
    """Let an office reach over the organ that it is held in, where no pattern could see it.

    The organ is the seat where nothing else is, or where its name is that of the whole.
    """
    start, end = office.title
    if not office.seats:
        held = tuple(organ for organ in organs if start <= organ.start and organ.end <= end)
        return replace(office, seats=held, end=max(office.end, end))
    organ = _organ(language)
    for seat in office.seats:
        if isinstance(seat, Name) and not seat.keys:
            found = organ.match(text, seat.start, seat.end)
            if found and end < seat.start and text[found.end() : seat.end][:1].isspace():
                return replace(office, title=(start, found.end()))
            ending = next((m for m in organ.finditer(text, seat.start, seat.end)), None)
            last = ending is not None and ending.end() == seat.end
            if last and ending is not None and text[seat.end : start].isspace():
                return replace(office, title=(ending.start(), end))
    return office


def _with_charge(text: str, office: Office, language: Language) -> Office:
    """Let an office reach over what it is in charge of, its seat between: "… of Wold for ports".

    Words in lower case belong to it, too, that part it from its holder: "director of soils, Ann".
    """
    charge = _charge(language).match(text, office.end)
    if charge is None and not office.seats and office.region is None:
        apposed = _apposed(language).search(text, max(0, office.start - 60), office.start)
        behind = _complement(language, apposed=apposed is not None)
        charge = behind.match(text, office.title[1])
    if charge is None:
        return office
    return replace(office, title=(office.title[0], charge.end()), end=charge.end())


@cache
def _charge(language: Language) -> regex.Pattern[str]:
    return compiled(
        rf",?{_GAP}{language.led('offices.charged')}[^\s,.;:()][^,.;:()\n]{{1,60}}?"
        rf"(?=[,.;:()]|$|{_GAP}{language.fragment('words.and')}{_GAP})"
    )


@cache
def _apposed(language: Language) -> regex.Pattern[str]:
    """Return the pattern of a full name with a comma, behind which an apposition begins."""
    name = rf"\p{{Lu}}[\p{{L}}'’-]+{_GAP}(?:\p{{Ll}}{{1,3}}{_GAP})?\p{{Lu}}[\p{{L}}'’-]+"
    return regex.compile(rf"{name},\s+{language.led('words.articles')}?$")


@cache
def _complement(language: Language, *, apposed: bool) -> regex.Pattern[str]:
    """Return the pattern of words in lower case between an office and its holder, or its end."""
    led = rf"(?:{language.led('words.of')}|{language.led('words.portfolio')})"
    word = r"\p{Ll}[\p{L}'’-]+"
    together = rf"(?:,|{_GAP}{language.fragment('words.and')})"
    name = r"\p{Lu}[\p{L}'’-]+"
    full = rf"{name}(?:{_GAP}(?:\p{{Ll}}{{1,3}}{_GAP})?{name}){{1,3}}\s*(?:[^\s\p{{L}}]|$)"
    holder = rf",\s+(?:{language.fragment('names.titles')}\s+)*{full}"
    end = r"[,.;()]|$" if apposed else holder
    more = rf"(?:(?:{together})?{_GAP}{led}?{word}){{0,8}}?"
    return regex.compile(rf"{_GAP}{led}{word}{more}(?=\s*(?:{end}))")


def _of_each(
    text: str, office: Office, starts: Mapping[int, Name | Description], language: Language
) -> Office:
    """Let an office reach over the seats that its holders have, each another.

    "The mayors of Graz and Leoben": each of them is of the kind of the first.
    """
    joint = _seat_joint(language)
    each = list(office.seats)
    apart = [text[a.end : b.start] for a, b in pairwise(each)]
    if not each or each[-1].end != office.end or not all(map(joint.fullmatch, apart)):
        return office
    while (match := joint.match(text, each[-1].end)) and (seat := starts.get(match.end())):
        if (seat.type in TERRITORIES) != (each[0].type in TERRITORIES):
            break
        each.append(seat)
    several = len(each) > 1
    return replace(office, each=tuple(each), end=each[-1].end) if several else office


@cache
def _seat_joint(language: Language) -> regex.Pattern[str]:
    led = rf"(?:{language.led('offices.seat')})?(?:{language.led('words.determiners')})?"
    return regex.compile(rf"(?:,|{_GAP}{language.fragment('words.and')}){_GAP}{led}")


def _with_clitic(text: str, office: Office, language: Language) -> Office:
    """Let an office reach over a possessive behind it: its holder's name follows that."""
    after = rf"\s+{language.fragment('offices.possessive_after')}(?=\s*[,(]|\s+\p{{Lu}})"
    found = None if office.seats else regex.compile(after).match(text, office.title[1])
    return replace(office, end=max(office.end, found.end())) if found else office


@cache
def _organ(language: Language) -> regex.Pattern[str]:
    part = language.fragment
    return compiled(
        rf"(?<!\p{{L}})(?:{part('offices.organs')}|{part('offices.organs_before')})(?!\p{{L}})"
    )


def _ahead_of_person(
    text: str, office: Office, first_names: frozenset[str], language: Language
) -> Office:
    """Cut an office where its portfolio runs into a person: "minister for Trade and Elena Ruiz"."""
    for match in _joined_names(language).finditer(text, office.title[0]):
        if match.start("first") >= office.title[1]:
            break
        if match["first"] in first_names:
            return replace(
                office, title=(office.title[0], match.start()), end=match.start(), seats=()
            )
    return office


@cache
def _joined_names(language: Language) -> regex.Pattern[str]:
    joint = rf"(?:,?{_GAP}{language.fragment('words.and')}|,){_GAP}"
    return regex.compile(rf"{joint}(?P<first>\p{{Lu}}[\p{{L}}-]+)(?={_GAP}\p{{Lu}}\p{{Ll}})")


@cache
def _pattern(language: Language, demonym: str) -> regex.Pattern[str]:
    part = language.fragment
    held_by = signs("region", "place", "country", "organisation")
    genitive = part("names.genitive")
    owner = rf"(?:(?P<owner>{held_by}|\p{{Lu}}[\p{{L}}-]+{genitive})(?:{genitive})?)"
    whose = rf"(?P<whose>,\s+{part('words.whose')})"
    owner = rf"(?:{owner}|(?P<owner3>{held_by}){whose})"
    late = rf"(?P<late>(?<!\p{{L}}){language.led('offices.former')})?"
    body = rf"(?:{language.led('words.articles')}?(?P<owner2>{held_by}){_GAP})?"
    noun, seat = language.bent("offices.nouns", "offices.endings"), _seat(language)
    before = rf"(?:(?<!\p{{L}}){part('offices.organs_before')}{_GAP})?"
    organ = rf"(?:\s+(?:{part('offices.seat')}\s*)?{part('offices.organs')}(?![\p{{L}}-]))?"
    return compiled(
        rf"(?P<past>(?<!\p{{L}}){language.led('offices.past')})?"
        rf"(?P<det>(?<!\p{{L}}){language.led('words.articles')})?(?:{late}{owner}{_GAP}{body})?"
        rf"(?P<mods>{_modifiers(language)})"
        rf"(?P<title>{before}(?<![\p{{L}}])(?P<noun>{noun})(?!\p{{L}}|-\p{{L}})"
        rf"{_after(language, demonym)}(?:{_portfolio(language)})?{organ})"
        rf"(?:{seat}(?:{seat.replace('<seat>', '<seat2>')})?)?"
    )


def _modifiers(language: Language) -> str:
    """Return the pattern of what stands before an office: "stellvertretende", "frühere".

    After an article any adjective may stand; elsewhere it might be a verb.
    """
    part = language.fragment
    known = (part("offices.modifiers"), part("offices.former"), part("words.capital_adjective"))
    one = rf"(?(det)|(?<![\p{{L}}-]))(?:{'|'.join(known)}|\p{{L}}+-|(?<!\d)\d\.)\s+"
    adjective = rf"(?:{part('words.adjective')}\s+)?"
    return rf"(?(det){adjective})(?:{one}(?:{part('words.and')}\s+{adjective})?)*"


def _after(language: Language, demonym: str) -> str:
    """Return the pattern of adjectives behind an office: "ministra regional navarra de …"."""
    if "offices.after" not in language.fragments:
        return "(?P<after>)"
    return rf"(?P<after>(?:\s+(?:{language.fragment('offices.after')}|{demonym})(?![\p{{L}}-]))*)"


def _portfolio(language: Language) -> str:
    """Return the pattern of a portfolio: "für Wirtschaft, Arbeit und Verkehr"."""
    part, led = language.fragment, language.led("words.portfolio")
    capital = r"\p{Lu}[\p{L}\p{N}-]*-?"
    own = part("words.portfolio_noun") if "words.portfolio_noun" in language.fragments else capital
    noun = rf"(?:{part('words.adjective')}\s+)?{own}"
    article = rf"{language.led('words.articles')}(?!(?i:{part('offices.nouns')}))"
    also = rf"(?:{led}|{article})?"  # "for the economy and the environment"
    more = rf"(?:,\s+{also}{noun})*,?\s+{part('words.and')}\s+{also}{noun}"
    return rf"\s+{led}{noun}(?:{more})?(?!\p{{L}})"


def _seat(language: Language) -> str:
    part = language.fragment
    joint = rf"{_WRAPPED}+{part('offices.seat')}(?:\s+{part('words.adjective')})?"
    legal = rf"(?:\s+{part('heads.legal')}(?!\p{{L}}))?"
    owner = rf"(?:{_SEATS}['’]s?\s+(?={_SEATS}))?"  # "of the EU's Committee of the Regions"
    beside = rf"{_WRAPPED}+\(?(?={signs('organisation')})"
    return rf"(?:{joint}|{beside}){_WRAPPED}*{owner}(?P<seat>{_SEATS})\)?{legal}"


def _office(
    text: str,
    marked: Marked[Name | Description],
    match: regex.Match[str],
    language: Language,
    matcher: AliasMatcher,
) -> Office | None:
    if regex.fullmatch(language.fragment("offices.not_offices"), match["noun"]):
        return None
    said = [marked.things[match.start(g)] for g in ("seat", "seat2") if match[g]]
    party = next((s for s in said if isinstance(s, Name) and is_party(text, s, language)), None)
    seats = [seat for seat in said if seat is not party]
    owners, region, start = _owned(text, marked, match, language, matcher)
    seats = [*owners, *seats]
    title_start, region2 = _title_start(marked.text, match, language, matcher)
    begin, end = marked.origin(start, match.end())
    region3, title_end = _after_read(match, matcher)
    end = end if party is None else len(text[begin : party.start].rstrip(" (")) + begin
    title = marked.origin(title_start, title_end)
    former = bool(
        regex.search(
            rf"(?<!\p{{L}})(?:{language.fragment('offices.former')}|"
            rf"{language.fragment('offices.past')})(?!\p{{L}})",
            f"{match['past'] or ''} {match['late'] or ''} {match['mods']} {match['after']}",
        )
        or regex.search(rf"(?:^|-){language.fragment('offices.former_prefix')}", match["noun"])
    )
    return Office(
        begin,
        end,
        title,
        match["noun"],
        tuple(seats),
        region or region2 or region3,
        former,
        match["det"] is not None or match["owner"] is not None,
    )


def _owned(
    text: str,
    marked: Marked[Name | Description],
    match: regex.Match[str],
    language: Language,
    matcher: AliasMatcher,
) -> tuple[list[Name | Description], str | None, int]:
    """Return the seats before an office, the region of an adjective there, and where it begins.

    Where the pack says how a possessor ends, a thing in another case is no seat: "In Turku
    Pirkanmaa's governor".
    """
    start = match.end("det") if match["det"] else match.start()
    if match["whose"]:
        return [marked.things[match.start("owner3")]], None, match.start("mods")
    if not match["owner"]:
        return [], None, start
    if match.start("owner") not in marked.things:
        region = matcher.demonym(match["owner"])
        return [], region, match.start("mods") if region is None else start
    possessor = language.fragments.get("names.possessor", "")
    seats: list[Name | Description] = []
    begin = match.start("mods")
    for group in (g for g in ("owner2", "owner") if match[g]):
        seat = marked.things[match.start(group)]
        if not regex.search(rf"{possessor}\W*$", text[seat.start : seat.end]):
            return seats, None, begin
        seats.insert(0, seat)
        begin = match.start(group)
    return seats, None, start


def _after_read(match: regex.Match[str], matcher: AliasMatcher) -> tuple[str | None, int]:
    """Return the region of an adjective behind an office, and where the reported office ends.

    An adjective of origin that nothing follows is no part of the title.
    """
    words = list(regex.finditer(r"\S+", match["after"]))
    found = [key for word in words if (key := matcher.demonym(word.group())) is not None]
    end = match.end("title")
    while words and end == match.start("after") + words[-1].end():
        if matcher.demonym(words.pop().group()) is None:
            break
        end = match.start("after") + (words[-1].end() if words else 0)
    return (found[0] if found else None), end


def _title_start(
    text: str, match: regex.Match[str], language: Language, matcher: AliasMatcher
) -> tuple[int, str | None]:
    """Return where the reported office begins: after words for the past and region adjectives."""
    start, region = match.start("title"), None
    for word in reversed(list(regex.finditer(r"\S+", match["mods"]))):
        key = matcher.demonym(word.group())
        former = regex.fullmatch(language.fragment("offices.former"), word.group())
        if key is not None or former:
            region = region or key
            continue
        if not regex.fullmatch(
            rf"{language.fragment('offices.modifiers')}|\d\.|\p{{L}}+-|{language.fragment('words.and')}",
            word.group(),
        ):
            continue
        start = match.start("mods") + word.start()
    together = regex.compile(rf"{language.fragment('words.and')}\s+")
    joined = together.match(text, start, match.start("title"))
    return (joined.end() if joined else start), region
