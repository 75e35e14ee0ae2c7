"""Names built on a head noun: "Netzwerk der Ostseeregionen", "12. Alpenkonferenz".

The head noun says what kind of thing it is; the language pack lists the heads of bodies,
events, documents and venues. A name is a head with a complement that sets it apart, or
quoted words with a head in them or before them. A head alone ("das Netzwerk") is a
description of something named elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

import regex

from regiongraph.knowledge.languages import Language
from regiongraph.reading.dates import months
from regiongraph.reading.mentions.compounds import (
    another_follows,
    compounds_nouns,
    is_portfolio,
    is_set_apart,
    may_be_named,
    part_short,
)
from regiongraph.reading.mentions.extents import (
    CAPITAL,
    MODIFIERS,
    SPACE,
    TERRITORIES,
    grown,
    kind_of,
    opens,
    set_apart,
)
from regiongraph.reading.mentions.gatherings import as_gatherings
from regiongraph.reading.mentions.names import Name
from regiongraph.records import EntityType

_RANGE = r"(?:19|20)\d\d\.?\s?[-–/]\s?(?:19|20)?\d\d(?!\d)(?:\.(?=\s\p{Ll}))?"
_YEARS = regex.compile(rf"[^\S\n](?:\p{{Ll}}{{1,4}}[^\S\n])?(?:\p{{Ll}}{{3,9}}[^\S\n])?{_RANGE}")
_YEAR = r"(?:19|20)\d\d(?![\d/-]|\.\d)"
_ONE_YEAR = regex.compile(rf"{SPACE}{_YEAR}")
_IN_YEAR = regex.compile(r"\.?\s\p{Ll}{1,2}\.|\.\s\p{Ll}")  # "2024. godine", "2024 r."
_NEXT_WORD = regex.compile(r"[.\s]+(\p{L}{3,})")
_STOP = regex.compile(r"(?<!\d)[.!?] |\n")
_TAIL = regex.compile(r"(?:\s+\p{Ll}{1,3})+\s*$")  # prepositions and articles
_COMPOUND = 3  # letters that the first part of a compound has at least
_SHORT = 3  # letters of a preposition


@dataclass(frozen=True, slots=True)
class Description:
    """A head noun without a name: "das Netzwerk", "der Konferenz".

    Args:
        start: First character of the noun.
        end: After its last.
        type: What kind of thing it describes.
        head: The noun as it stands.
    """

    start: int
    end: int
    type: EntityType
    head: str

    @property
    def sign(self) -> str:
        """The class of its sign."""
        return self.type.value.lower()


def find_designations(
    text: str,
    known: Sequence[Name],
    language: Language,
    first_names: frozenset[str],
    people: Sequence[tuple[int, int]] = (),
    *,
    foreign: frozenset[str] = frozenset(),
) -> tuple[list[Name], list[Description]]:
    """Find names built on a head noun, and bare heads.

    Args:
        text: The running text.
        known: Names found already; a complement may hold them.
        language: The pack.
        first_names: First names; a complement never runs into a person.
        people: Spans that surely name people; no name that its head ends begins in one.
        foreign: First names of all languages.
    """
    names = list(_set_phrases(text, language))
    descriptions: list[Description] = []
    starts = {name.start: name for name in known}
    for match in _capitals(language).finditer(text):
        kind = _kind_there(text, match, language)
        if kind is None or any(n.start <= match.start() < n.end for n in (*names, *known)):
            continue
        if another_follows(text, match.end(), language) or _announces(match, starts, language):
            continue
        start, end, whole = _extent(text, match, kind, starts, language, people=people)
        if _is_surname(text, start, match, language, first_names):
            continue
        if _is_whole(text, start, whole, kind, language):
            kind = _whole_kind(text[start:whole], kind, language)
            names.append(Name(start, whole, kind, "designation"))
            continue
        start = _after_ordinal(text, start, match, kind, language)
        announced = _after_type(text, (start, end), match.group(), language, first_names)
        if announced == start:
            given = first_names, foreign
            end = _before_person(text, match, end, starts, given=given, language=language)
        made = _made(text, match, kind, (start, end, announced), language)
        if isinstance(made, Name):
            names.append(_over_years(text, made))
        elif made is not None:
            descriptions.append(made)
    if compounds_nouns(language):
        names, alone = part_short(text, names, known)
        descriptions += [Description(n.start, n.end, n.type, text[n.start : n.end]) for n in alone]
    return as_gatherings(text, names, language), sorted(descriptions, key=lambda d: d.start)


def _announces(head: regex.Match[str], starts: dict[int, Name], language: Language) -> bool:
    """Say whether a noun for a firm only says what the name behind it is of."""
    firm = starts.get(head.end() + 1)
    return (
        firm is not None
        and firm.type is EntityType.ORGANISATION
        and bool(regex.fullmatch(rf"(?i:{language.fragment('heads.firms')})", head.group()))
    )


def _made(
    text: str,
    head: regex.Match[str],
    kind: EntityType,
    span: tuple[int, int, int],
    language: Language,
) -> Name | Description | None:
    """Return what a grown head is: a name, a description, or one of many, which is neither.

    Args:
        text: The running text.
        head: The head noun.
        kind: What it says.
        span: Where it begins and ends, and where the name after its type word does.
        language: The pack.
    """
    start, end, announced = span
    if is_portfolio(text, start, head.start(), language):
        return None
    if _is_indefinite(text, start, language) and not is_set_apart(text[start:end], language):
        return None
    years = _planned(text, head, (start, end), language) or _of_year(
        text, head, kind, (start, end), language
    )
    if years is not None:
        return Name(start, years, kind, "designation")
    if kind_of(head.group(), language) is None and not _has_capital(text, (start, end), head):
        return None  # where the name of a plan in lower case ends, nobody can tell
    name = text[announced:end]
    if regex.match(language.fragment("heads.bodies"), name):
        kind = EntityType.ORGANISATION
    if _is_name(name, head.group(), kind, language, opens=opens(text, announced)):
        return Name(announced, end, kind, "designation")
    return Description(head.start(), head.end(), kind, head.group())


def _has_capital(text: str, span: tuple[int, int], head: regex.Match[str]) -> bool:
    """Say whether words beside a head have a capital."""
    beside = text[span[0] : head.start()] + text[head.end() : span[1]]
    return any(char.isupper() for char in beside)


def _after_ordinal(
    text: str, start: int, head: regex.Match[str], kind: EntityType, language: Language
) -> int:
    """Return where an event's name with capitals begins: "the third Wold Summit" is no third one.

    A number in figures belongs to the name, and so does what says that an event is the next.
    """
    if kind is not EntityType.EVENT or language.nouns_capitalised or not head.group()[0].isupper():
        return start
    modifiers = language.fragment("heads.event_modifiers")
    ordinal = regex.compile(rf"(?!{language.fragment('cues.next')}\s)\p{{Ll}}+\s+(?=\p{{Lu}})")
    match = ordinal.match(text, start, head.start() + 1)
    word = match.group().strip() if match else ""
    return match.end() if match and regex.fullmatch(modifiers, word) else start


def _over_years(text: str, name: Name) -> Name:
    """Let a document's name reach over the years that it is for: "… Plan for 2024–2030"."""
    if name.type is not EntityType.DOCUMENT:
        return name
    years = _YEARS.match(text, name.end)
    return replace(name, end=years.end()) if years else name


def _planned(
    text: str, head: regex.Match[str], span: tuple[int, int], language: Language
) -> int | None:
    """Return where a plan's name ends that years end: "Climate Strategy 2040"."""
    start, end = span
    if not (_plans(language).fullmatch(head.group()) and text[start].isupper()):
        return None
    pattern = _up_to_year(language)
    named = pattern.match(text, end) or pattern.match(text, head.end())
    return named.end() if named else None


def _of_year(
    text: str,
    head: regex.Match[str],
    kind: EntityType,
    span: tuple[int, int],
    language: Language,
) -> int | None:
    """Return where an event's name ends that a year sets apart: "Europaforum 2024".

    Behind a head in lower case it may be part of a date, of which its other words tell.
    """
    year = _ONE_YEAR.match(text, span[1]) if kind is EntityType.EVENT else None
    if year is None or head.group()[0].isupper():
        return year.end() if year else None
    named = text[span[0]].isupper() and span[0] < head.start()
    return year.end() if named and not _dated(text, year.end(), language) else None


def _dated(text: str, end: int, language: Language) -> bool:
    """Say whether a year that ends here belongs to a date: "2024. godine", "2024 május"."""
    if _IN_YEAR.match(text, end):
        return True
    word = _NEXT_WORD.match(text, end)
    if word is None:
        return False
    said = word[1].lower()
    words = rf"(?i:{language.fragment('dates.seasons')}|{language.fragment('dates.on')}$)"
    return said.startswith(tuple(months(language.code))) or bool(regex.match(words, said))


@cache
def _up_to_year(language: Language) -> regex.Pattern[str]:
    date = rf"{language.fragment('dates.on')}(?!\p{{L}})"
    word = rf"(?!{date})(?:\p{{Ll}}{{4,}}|{language.fragment('words.of')})"
    words = "" if language.nouns_capitalised else rf"(?:{SPACE}{word}){{0,4}}"
    return regex.compile(rf"(?:{SPACE}\p{{Ll}}+){{0,4}}{SPACE}{_RANGE}|{words}{SPACE}{_YEAR}")


def _kind_there(text: str, head: regex.Match[str], language: Language) -> EntityType | None:
    """Return what a head says.

    One of bodies and events alike is an event after its modifiers. A plan, law or budget is a
    document where its sentence says that it was adopted.
    """
    kind = kind_of(head.group(), language)
    if kind is None and not head.group().isupper() and _plans(language).fullmatch(head.group()):
        adopted = _sentence_has(text.lower(), head.span(), "signals.adopted", language)
        return EntityType.DOCUMENT if adopted else None
    if kind is EntityType.ORGANISATION and language.heads[EntityType.EVENT].search(head.group()):
        said = rf"(?<!\p{{L}}){language.fragment('heads.event_modifiers')}{SPACE}$"
        if regex.search(said, text[max(0, head.start() - 40) : head.start()]):
            return EntityType.EVENT
    return kind


def _after_type(
    text: str, span: tuple[int, int], head: str, language: Language, first_names: frozenset[str]
) -> int:
    """Return where a name begins that a type word in lower case announces: "rete Alpi Vive"."""
    if not regex.fullmatch(language.fragment("heads.type_words"), head):
        return span[0]
    adjective = rf"(?:{language.fragment('words.adjective')}{SPACE})?"
    pattern = regex.compile(rf"{head}{SPACE}{adjective}(?=(?P<first>{CAPITAL}))")
    named = pattern.match(text, *span)
    return named.end() if named and named["first"] not in first_names else span[0]


def _set_phrases(text: str, language: Language) -> Iterator[Name]:
    """Find what is a name by its wording alone: "asamblea general", "sesión constitutiva"."""
    for key, kind in (
        ("heads.events", EntityType.EVENT),
        ("heads.documents", EntityType.DOCUMENT),
    ):
        for match in regex.finditer(
            rf"(?<!\p{{L}}){language.fragment(key)}(?!\p{{L}}| (?:\p{{Ll}}+ )?\p{{Lu}})", text
        ):
            yield Name(*match.span(), kind, "designation")


def _is_whole(text: str, start: int, end: int, kind: EntityType, language: Language) -> bool:
    """Say whether a phrase in lower case is a name all the same.

    It is one if the pack lists it ("session plénière"), or if it is a document that its
    sentence says was signed ("un accord de coopération").
    """
    phrase = text[start:end]
    if language.nouns_capitalised:
        return False
    if " " in phrase and regex.fullmatch(language.fragment("heads.alone"), phrase):
        return not _is_indefinite(text, start, language)
    if kind is not EntityType.DOCUMENT or " " not in phrase:
        return False
    return _sentence_has(text, (start, end), "heads.signed", language)


def _sentence_has(text: str, span: tuple[int, int], key: str, language: Language) -> bool:
    """Say whether the sentence around a span has one of the words of a key of the pack."""
    if key not in language.fragments:
        return False
    begin = max((m.end() for m in _STOP.finditer(text, 0, span[0])), default=0)
    stop = _STOP.search(text, span[1])
    sentence = text[begin : stop.start() if stop else len(text)]
    return bool(regex.search(rf"(?<!\p{{L}}){language.fragment(key)}(?!\p{{L}})", sentence))


@cache
def _plans(language: Language) -> regex.Pattern[str]:
    endings = language.fragments.get("heads.endings")
    bent = rf"{endings}?" if endings else ""
    return regex.compile(rf"{language.fragment('heads.plans')}{bent}")


def _whole_kind(phrase: str, kind: EntityType, language: Language) -> EntityType:
    """Return what a listed phrase names: the pack may list phrases as heads of events."""
    return EntityType.EVENT if language.heads[EntityType.EVENT].search(phrase) else kind


def _cut(text: str, end: int, before: int, language: Language) -> int:
    """Return where a designation ends that a person's name cuts short: before the joint."""
    if before == end:
        return end
    together = language.fragment("words.and")
    joint = regex.compile(rf"(?:,(?:\s*{together})?|\s+{together})\s*$")
    match = joint.search(text, max(0, before - 40), before)
    end = match.start() if match else before
    tail = _TAIL.search(text, max(0, end - 40), end)
    return tail.start() if tail else end


def _after_people(
    text: str, start: int, head: int, people: Sequence[tuple[int, int]], language: Language
) -> int:
    """Return where a name that its head ends begins: behind the people named before it."""
    last = language.words.get("heads.last") and not language.words.get("names.surname_first")
    ends = [b for a, b in people if start < b <= head and a < head] if last else []
    if not ends:
        return start
    joint = regex.compile(rf"(?:\s+{language.fragment('words.and')}(?=\s)|,)?\s*")
    gap = joint.match(text, max(ends))
    return min(head, gap.end() if gap else max(ends))


def _extent(
    text: str,
    head: regex.Match[str],
    kind: EntityType,
    starts: dict[int, Name],
    language: Language,
    *,
    people: Sequence[tuple[int, int]],
) -> tuple[int, int, int]:
    """Return where a designation begins, where its name ends, and where all that may follow does.

    It begins behind people named before its head; a listed territory before a body's is none.
    """
    span = grown(text, head, kind, starts, language)
    start, end, whole = set_apart(text, head, span, starts, language)
    if kind is EntityType.ORGANISATION:
        listed = {(n.start, n.end) for n in starts.values() if n.type in TERRITORIES}
        people = [one for one in people if one not in listed]
    return _after_people(text, start, head.start(), people, language), end, whole


def _is_surname(
    text: str, start: int, head: regex.Match[str], language: Language, first_names: frozenset[str]
) -> bool:
    """Say whether a head is a surname behind a first name: "Carlo Rocca" is no castle.

    A building that bears a first name has an article before it: "the Albert Hall".
    """
    if text[start : head.start()].strip() not in first_names or not head.group().istitle():
        return False
    article = rf"(?<!\p{{L}}){language.led('words.determiners')}$"
    return not regex.search(article, text[max(0, start - 20) : start])


def _before_person(
    text: str,
    head: regex.Match[str],
    end: int,
    starts: dict[int, Name],
    *,
    given: tuple[frozenset[str], frozenset[str]],
    language: Language,
) -> int:
    """Return where a designation ends if a first name and surname stand in its complement.

    Two capitals right after a head in lower case are such a name, unless they are known as
    another; where there are no articles, after any word in lower case. First names of the
    language count everywhere, of other languages behind a noun in lower case: "dei comuni Lauri
    Aho", but "Santa Clara" is what "Network Santa Clara" is called.
    """
    first_names, foreign = given
    pattern = regex.compile(r"[^\S\n](?P<first>\p{Lu}[\p{L}-]+)(?= \p{Lu}\p{Ll})")
    of = regex.compile(language.fragment("words.of"))  # "pentru Dezvoltare Locală" names nobody
    for match in pattern.finditer(text, head.end(), end):
        known = any(match.start("first") <= start <= match.end() for start in starts)
        word = regex.search(r"\p{L}+$", text[head.start() : match.start()])
        anywhere = match.start() == head.end() or "words.articles" not in language.fragments
        lower = word.group() if word and word.group().islower() else ""
        beside = anywhere and not known and len(lower) > _SHORT and not of.fullmatch(lower)
        noun = match.start() > head.end() and lower and not of.fullmatch(lower)
        if beside or match["first"] in first_names or (noun and match["first"] in foreign):
            return _cut(text, end, _behind_town(text, match, first_names), language)
    return end


def _behind_town(text: str, match: regex.Match[str], first_names: frozenset[str]) -> int:
    """Return where a designation ends at two capitals: the first may be its town.

    So it is if the second is a first name with a surname behind it: "uprave Senj Ivan Perić".
    """
    further = regex.compile(r" (?P<first>\p{Lu}[\p{L}-]+)(?= \p{Lu}\p{Ll})").match(
        text, match.end()
    )
    town = match["first"] not in first_names and further and further["first"] in first_names
    return match.end() if town else match.start()


@cache
def _capitals(language: Language) -> regex.Pattern[str]:
    if language.nouns_capitalised:
        return regex.compile(rf"(?<![\w.@/-]){CAPITAL}")
    article = rf"(?<!\p{{L}}){language.fragment('words.joined')}\K"  # "Il-Kunsill"
    joined = rf"(?:{article})?" if "words.joined" in language.fragments else ""
    return regex.compile(rf"{joined}\p{{L}}[\p{{L}}-]*")


def _is_indefinite(text: str, start: int, language: Language) -> bool:
    """Say whether an indefinite article makes a designation one of many.

    In "a delegation of the Network" it belongs to another noun.
    """
    before = text[max(0, start - 40) : start]
    article, of = language.fragment("words.indefinite"), language.led("words.of")
    other = rf"(?!{of}|{language.led('words.articles')})" if text[start].isupper() else ""
    between = rf"(?:{other}\p{{Ll}}+\s+){{0,2}}"
    return bool(regex.search(rf"(?<!\p{{L}}){article}\s+{between}$", before))


def _is_name(phrase: str, head: str, kind: EntityType, language: Language, *, opens: bool) -> bool:
    """Say whether a head is set apart enough to be a name.

    Events and documents need something before the head ("12. Alpenkonferenz", "Kasseler
    Erklärung"): what follows it only says what they are about. Where nouns have no capital,
    one at the head or in what follows sets them apart as well.
    """
    if kind is EntityType.EVENT and regex.fullmatch(
        rf"\p{{Lu}}[\p{{L}}]*\p{{Lu}}[\p{{L}}]*-{language.fragment('heads.generic_event')}", phrase
    ):
        return False  # "AdR-Plenum" says whose it is, not which
    if not phrase.startswith(head):
        last = language.words.get("heads.last", False)
        held = not last or kind in MODIFIERS or not phrase[0].islower()
        return held and may_be_named(phrase, head, kind, language)
    if phrase != head and kind not in {EntityType.EVENT, EntityType.DOCUMENT}:
        return True
    if phrase != head and not language.nouns_capitalised:
        return _is_capital(phrase, head, kind, opens=opens)
    if head[0].isupper() and not (head.isupper() or opens or language.nouns_capitalised):
        bent = language.fragments.get("words.definite")  # "the" conference, where an ending says so
        certain = kind is EntityType.ORGANISATION or bent is None or regex.search(f"{bent}$", head)
        compound = certain and kind_of(head[_COMPOUND:], language) is kind
        return bool(compound) or _is_alone(head, language)
    return _is_alone(head, language)


def _is_alone(head: str, language: Language) -> bool:
    return bool(regex.fullmatch(language.fragment("heads.alone"), head))


def _is_capital(phrase: str, head: str, kind: EntityType, *, opens: bool) -> bool:
    """Say whether capitals make a name of an event or document with a complement."""
    after = bool(regex.search(r"\p{Lu}", phrase[len(head) :]))
    if head[0].isupper():
        return after or not opens
    return after and kind is EntityType.EVENT
