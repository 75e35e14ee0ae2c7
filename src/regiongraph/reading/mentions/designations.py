"""Names built on a head noun: "Netzwerk der Ostseeregionen", "12. Alpenkonferenz".

The head noun says what kind of thing it is; the language pack lists the heads of bodies,
events, documents and venues. A name is a head with a complement that sets it apart, or
quoted words with a head in them or before them. A head alone ("das Netzwerk") is a
description of something named elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import regex

from regiongraph.knowledge.languages import Language
from regiongraph.reading.mentions.compounds import (
    another_follows,
    compounds_nouns,
    first_of_its_own,
    is_portfolio,
    is_set_apart,
    may_be_named,
    part_short,
)
from regiongraph.reading.mentions.names import Name
from regiongraph.reading.sentences import Quotation
from regiongraph.records import EntityType

_CAPITAL = r"\p{Lu}[\p{L}\p{M}\p{N}'’]*(?:[-/]\p{L}[\p{L}\p{N}'’]*)*"
_TWO_CAPITALS = regex.compile(r"[^\S\n]\p{Lu}\p{Ll}[\p{L}-]* \p{Lu}\p{Ll}")
_SPACE = r"(?:[^\S\n]|\n(?!\n))+"
_SHORT = 3  # letters of a preposition
_LONGEST_TITLE = 14  # words of a quoted name
_MOST_BEFORE = 6  # words of a name before its head
_TERRITORIES = (EntityType.REGION, EntityType.PLACE, EntityType.COUNTRY)
_MODIFIERS = {
    EntityType.EVENT: "heads.event_modifiers",
    EntityType.DOCUMENT: "heads.document_modifiers",
}
_KINDS = (
    EntityType.ORGANISATION,
    EntityType.EVENT,
    EntityType.DOCUMENT,
    EntityType.PLACE,
)


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


def find_quoted_names(
    text: str, quotations: Sequence[Quotation], language: Language
) -> Iterator[Name]:
    """Find names in quotation marks whose head noun, inside or just before, says their kind.

    So does a legal form behind them. Where nouns have no capital, a head that has one, or
    whose modifier has, belongs to the name: "Nationales forum „Wasser“".
    """
    before = _before(language)
    legal = regex.compile(rf"\s+{language.fragment('heads.legal')}(?!\p{{L}})")
    adopted = regex.compile(rf"(?:\s+\([^)]*\))?\s+{language.fragment('heads.adopted')}(?!\p{{L}})")
    for quotation in quotations:
        titled = quotation.inner[:1].isupper() and quotation.inner[-1:] not in {".", "!", "?"}
        if quotation.dashed or quotation.n_words > _LONGEST_TITLE or not titled:
            continue
        if _said(language).match(text, quotation.end):
            continue
        kind = _kind_before(text[max(0, quotation.start - 60) : quotation.start], before, language)
        if kind is None and language.words.get("heads.last"):
            kind = _kind_after(text, quotation.end, language)
        kind = _kind_inside(quotation.inner, language) or kind
        if kind is None and adopted.match(text, quotation.end):
            kind = EntityType.DOCUMENT
        if kind is None and legal.match(text, quotation.end):
            kind = EntityType.ORGANISATION
        headed = _headed(text, quotation, language)
        if headed is not None:
            yield headed
        elif kind is not None:
            start = text.index(quotation.inner[:1], quotation.start + 1)
            yield Name(start, start + len(quotation.inner), kind, "quoted")


def _headed(text: str, quotation: Quotation, language: Language) -> Name | None:
    """Return the name of an event whose head stands, with a capital, right before a quotation."""
    tail = text[max(0, quotation.start - 60) : quotation.start]
    head = regex.search(r"(?P<head>\p{L}[\p{L}-]*)\s$", tail)
    kind = _kind(head["head"], language) if head else None
    if head is None or kind is not EntityType.EVENT or language.nouns_capitalised:
        return None
    at = quotation.start - len(tail) + head.start()
    left = _left(language, kind, proper=False).search(text, max(0, at - 80), at)
    start = left.start("mods") if left else at
    capital = text[start].isupper() and (left is not None or not _opens(text, start))
    return Name(start, quotation.end, kind, "quoted") if capital else None


@cache
def _said(language: Language) -> regex.Pattern[str]:
    """Return the pattern of what follows speech: a comma and a verb of saying."""
    verbs = f"{language.fragment('speech.after')}|{language.fragment('speech.verbs')}"
    return regex.compile(rf"(?:\s*,|(?<=,.))\s*(?:{verbs})(?!\p{{L}})")


@cache
def _before(language: Language) -> regex.Pattern[str]:
    named = language.fragment("heads.named")
    return regex.compile(rf"(?P<head>{_CAPITAL}|\p{{L}}+)(?:\s+{named})?[\s,:]*$")


def _kind_before(tail: str, before: regex.Pattern[str], language: Language) -> EntityType | None:
    match = before.search(tail)
    return _kind(match["head"], language) if match else None


def _kind_after(text: str, end: int, language: Language) -> EntityType | None:
    """Return the kind that a head behind a quoted name gives it, two words behind at most."""
    named = language.fragment("heads.named")
    match = regex.compile(
        rf"\s+(?:{named}\s+)?-?(\p{{L}}[\p{{L}}-]*)(?:\s+(\p{{L}}[\p{{L}}-]*))?"
    ).match(text, end)
    words = (word for word in match.groups() if word) if match else iter(())
    return next((kind for word in words if (kind := _kind(word, language)) is not None), None)


def _kind_inside(inner: str, language: Language) -> EntityType | None:
    words = regex.findall(r"[\p{L}\p{N}'’-]+", inner)
    if len(words) > 1 or (words and "-" in words[0]):
        for word in words:
            kind = _kind(word, language)
            if kind is not None and (language.nouns_capitalised or word[0].isupper()):
                return kind
    elif words:
        return _kind(words[0], language)
    return None


def _kind(word: str, language: Language) -> EntityType | None:
    return next((kind for kind in _KINDS if language.heads[kind].search(word)), None)


def find_designations(
    text: str,
    known: Sequence[Name],
    language: Language,
    first_names: frozenset[str],
    people: Sequence[tuple[int, int]] = (),
) -> tuple[list[Name], list[Description]]:
    """Find names built on a head noun, and bare heads.

    Args:
        text: The running text.
        known: Names found already; a complement may hold them.
        language: The pack.
        first_names: First names; a complement never runs into a person.
        people: Spans that surely name people; no name that its head ends begins in one.
    """
    names = list(_set_phrases(text, language))
    descriptions: list[Description] = []
    starts = {name.start: name for name in known}
    for match in _capitals(language).finditer(text):
        kind = _kind_there(text, match, language)
        if kind is None or any(n.start <= match.start() < n.end for n in (*names, *known)):
            continue
        if another_follows(text, match.end(), language):
            continue
        start, end, whole = _grown(text, match, kind, starts, language)
        start = _after_people(text, start, match.start(), people, language)
        if _is_whole(text, start, whole, kind, language):
            kind = _whole_kind(text[start:whole], kind, language)
            names.append(Name(start, whole, kind, "designation"))
            continue
        announced = _after_type(text, (start, end), match.group(), language, first_names)
        if announced == start:
            before = _before_person(
                text, match, end, starts, first_names=first_names, language=language
            )
            end = _cut(text, end, before, language)
        made = _made(text, match, kind, (start, end, announced), language)
        if isinstance(made, Name):
            names.append(made)
        elif made is not None:
            descriptions.append(made)
    if compounds_nouns(language):
        names, alone = part_short(text, names, known)
        descriptions += [Description(n.start, n.end, n.type, text[n.start : n.end]) for n in alone]
    return names, sorted(descriptions, key=lambda d: d.start)


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
    name = text[announced:end]
    if regex.match(language.fragment("heads.bodies"), name):
        kind = EntityType.ORGANISATION
    if _is_name(name, head.group(), kind, language, opens=_opens(text, announced)):
        return Name(announced, end, kind, "designation")
    return Description(head.start(), head.end(), kind, head.group())


def _kind_there(text: str, head: regex.Match[str], language: Language) -> EntityType | None:
    """Return what a head says; one of bodies and events alike is an event after its modifiers."""
    kind = _kind(head.group(), language)
    if kind is EntityType.ORGANISATION and language.heads[EntityType.EVENT].search(head.group()):
        said = rf"(?<!\p{{L}}){language.fragment('heads.event_modifiers')}{_SPACE}$"
        if regex.search(said, text[max(0, head.start() - 40) : head.start()]):
            return EntityType.EVENT
    return kind


def _after_type(
    text: str, span: tuple[int, int], head: str, language: Language, first_names: frozenset[str]
) -> int:
    """Return where a name begins that a type word in lower case announces: "rete Alpi Vive"."""
    if not regex.fullmatch(language.fragment("heads.type_words"), head):
        return span[0]
    adjective = rf"(?:{language.fragment('words.adjective')}{_SPACE})?"
    pattern = regex.compile(rf"{head}{_SPACE}{adjective}(?=(?P<first>{_CAPITAL}))")
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
    signed = language.fragments.get("heads.signed")
    if signed is None or kind is not EntityType.DOCUMENT or " " not in phrase:
        return False
    begin = max(text.rfind(mark, 0, start) for mark in (". ", "\n")) + 1
    stops = [at for mark in (". ", "\n") if (at := text.find(mark, end)) >= 0]
    sentence = text[begin : min(stops, default=len(text))]
    return bool(regex.search(rf"(?<!\p{{L}}){signed}(?!\p{{L}})", sentence))


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
    return match.start() if match else before


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


def _before_person(
    text: str,
    head: regex.Match[str],
    end: int,
    starts: dict[int, Name],
    *,
    first_names: frozenset[str],
    language: Language,
) -> int:
    """Return where a designation ends if a first name and surname stand in its complement.

    Two capitals right after a head in lower case are such a name, unless they are known as
    another; where there are no articles, after any word in lower case.
    """
    pattern = regex.compile(r"[^\S\n](?P<first>\p{Lu}[\p{L}-]+)(?= \p{Lu}\p{Ll})")
    for match in pattern.finditer(text, head.end(), end):
        known = any(match.start("first") <= start <= match.end() for start in starts)
        word = regex.search(r"\p{L}+$", text[head.start() : match.start()])
        anywhere = match.start() == head.end() or "words.articles" not in language.fragments
        beside = anywhere and word is not None and word.group().islower() and not known
        beside = beside and len(word.group() if word else "") > _SHORT
        if beside or match["first"] in first_names:
            return match.start()
    return end


@cache
def _capitals(language: Language) -> regex.Pattern[str]:
    if language.nouns_capitalised:
        return regex.compile(rf"(?<![\w.@/-]){_CAPITAL}")
    article = rf"(?<!\p{{L}}){language.fragment('words.joined')}\K"  # "Il-Kunsill"
    joined = rf"(?:{article})?" if "words.joined" in language.fragments else ""
    return regex.compile(rf"{joined}\p{{L}}[\p{{L}}-]*")


def _grown(
    text: str,
    head: regex.Match[str],
    kind: EntityType,
    starts: dict[int, Name],
    language: Language,
) -> tuple[int, int, int]:
    """Extend a head to the left over its modifiers and to the right over its complement.

    Returns:
        Where it begins, where its name ends, and where all ends that the pack lets follow:
        a head in lower case has its name end at a name or capital.
    """
    proper = kind is EntityType.PLACE or regex.fullmatch(
        language.fragment("heads.legal"), head.group()
    )
    left = _left(language, kind, proper=bool(proper)).search(
        text, max(0, head.start() - 80), head.start()
    )
    start = left.start("mods") if left and left["mods"] else head.start()
    start = first_of_its_own(text, start, head.start(), language)
    end = sure = head.end()
    placed = False
    adjective = False  # one with a capital came last: its noun may stand in lower case
    opens = regex.fullmatch(language.fragment("heads.first"), head.group())
    if opens:
        start = head.start()
    while opens or not language.words.get("heads.last"):
        match = _right(language, kind).match(text, end)
        name = starts.get(match.start("word")) if match else None
        if placed and _TWO_CAPITALS.match(text, end):
            return start, end, end  # "Universidad de Soria Elena Robledo"
        if match is not None and name is None and _is_nested(text, head.group(), match, language):
            return start, end if start < head.start() else sure, end
        if match is not None and _belongs(match, name, kind, text[head.end() : end], language):
            end = sure = max(name.end if name else 0, match.end())
            territory = name is not None and name.type in _TERRITORIES
            placed = territory and not language.nouns_capitalised
            adjective = bool(regex.fullmatch(language.fragment("heads.before"), match["word"]))
            continue
        placed = False
        step = _step(text, end, starts, language)
        if step is None:
            named_so = text[start].isupper() or (
                text[start].isdigit() and text[head.start()].isupper()
            )
            return start, end if named_so else sure, end
        end, named = step
        sure = end if named or adjective else sure
    return start, end, end


def _is_nested(text: str, head: str, match: regex.Match[str], language: Language) -> bool:
    """Say whether a complement is a name of its own: "secrétariat du Réseau des villes".

    Adjectives with a capital may begin it: "zasedání Evropského výboru regionů".
    """
    if language.nouns_capitalised or head[0].isupper():
        return False
    if _kind(match["word"], language) is EntityType.ORGANISATION:
        return True
    further = _modified(language).match(text, match.start("word"))
    return further is not None and _kind(further["head"], language) is EntityType.ORGANISATION


@cache
def _modified(language: Language) -> regex.Pattern[str]:
    """Return the pattern of a noun behind adjectives of which the first has a capital."""
    before = rf"(?=\p{{Lu}}){language.fragment('heads.before')}{_SPACE}"
    more = rf"(?:{language.fragment('words.adjective')}{_SPACE}){{0,2}}?"
    return regex.compile(rf"{before}{more}(?P<head>\p{{L}}+)")


def _step(
    text: str, end: int, starts: dict[int, Name], language: Language
) -> tuple[int, bool] | None:
    """Return how far the pack lets a name go on from ``end``, and whether that names a thing.

    "Alliance" goes on over "des régions" and "automobiles"; a head in lower case only to
    where a name or capital stands: "conseil départemental des Landes".
    """
    after = language.fragments.get("heads.after")
    match = _onward(after).match(text, end) if after else None
    if match is None:
        return None
    named = [starts[at] for at in range(match.start(), match.end()) if at in starts]
    if any(name.type is EntityType.PERSON for name in named):
        return None
    return max(match.end(), *(name.end for name in named), 0), bool(named)


@cache
def _onward(after: str) -> regex.Pattern[str]:
    return regex.compile(rf"(?:{_SPACE}|(?=,)){after}(?!\p{{L}})")


def _belongs(
    match: regex.Match[str],
    name: Name | None,
    kind: EntityType,
    complement: str,
    language: Language,
) -> bool:
    """Say whether a further word belongs to a designation."""
    if "\n" in match.group() and not (match["of"] or match["and"]):
        return False
    if regex.match(language.fragment("names.titles"), match["word"] + "."):
        return False
    if match["and"]:
        territory = name is not None and name.type in _TERRITORIES
        return not territory and bool(
            regex.search(language.fragment("words.portfolio"), complement)
        )
    if kind is EntityType.EVENT and language.nouns_capitalised:
        return name is None and bool(match["of"]) and _kind(match["word"], language) is None
    led = bool(match["of"] or match["adj"])
    if name is not None and (led or complement or not compounds_nouns(language)):
        return name.type is not EntityType.PERSON
    alone = compounds_nouns(language) and not complement
    return led or (not alone and _looks_proper(match["word"], language))


@cache
def _left(language: Language, kind: EntityType, *, proper: bool) -> regex.Pattern[str]:
    key = _MODIFIERS.get(kind, "heads.modifiers")
    key = key if key in language.fragments else "heads.modifiers"
    ways = [language.fragment(key), language.fragment("words.capital_adjective")]
    counted = kind in _MODIFIERS or not language.words.get("heads.last")
    ways += [r"\d{1,4}\."] if counted else []
    office = rf"{language.bent('offices.nouns', 'offices.endings')}(?!\p{{L}})"
    ways.append(rf"(?!{office}){language.fragment('heads.before')}")
    if proper:
        ways.append(rf"(?!{language.fragment('names.never')}\s){_CAPITAL}")
    begin = ""
    if language.words.get("heads.last"):  # whatever stands before them, names begin with a capital
        first = rf"(?!{language.fragment('names.never')}\s)[\p{{Lu}}\d]"
        begin = rf"(?={first}|{language.fragment(key)}\s)"
    return regex.compile(
        rf"(?<![\p{{L}}\d-]){begin}(?P<mods>(?:(?:{'|'.join(ways)}){_SPACE}){{1,{_MOST_BEFORE}}})$"
    )


@cache
def _right(language: Language, kind: EntityType) -> regex.Pattern[str]:
    of = language.fragment("heads.event_of" if kind is EntityType.EVENT else "words.of")
    adjective = language.fragment("words.adjective")
    genitive = language.fragment("words.genitive_adjective")
    together = language.fragment("words.and")
    led = rf"(?:{adjective}|{language.fragment('words.capital_adjective')}(?={_SPACE}{_CAPITAL}))"
    further = "" if language.nouns_capitalised else rf"(?:{_SPACE}{of}(?={_SPACE}|(?<=['’])))?"
    return regex.compile(
        rf"(?:{_SPACE}(?P<of>{of})(?={_SPACE}|(?<=['’]))|(?P<and>,?{_SPACE}{together}{further}|,(?={_SPACE}{_CAPITAL}(?:,{_SPACE}{_CAPITAL})*{_SPACE}{together}\s)))?"
        rf"(?P<adj>(?:{_SPACE}(?(of){led}|(?(and){adjective}|{genitive})))?)(?:{_SPACE}|(?<=['’]))(?P<word>{_CAPITAL})"
    )


def _looks_proper(word: str, language: Language) -> bool:
    """Say whether a capitalised word right after a head may be its proper name."""
    if not language.nouns_capitalised:
        return True
    return not regex.search(rf"{language.fragment('words.common')}$", word)


def _is_indefinite(text: str, start: int, language: Language) -> bool:
    """Say whether an indefinite article makes a designation one of many."""
    before = text[max(0, start - 40) : start]
    article = language.fragment("words.indefinite")
    return bool(regex.search(rf"(?<!\p{{L}}){article}\s+(?:\p{{Ll}}+\s+){{0,2}}$", before))


def _opens(text: str, at: int) -> bool:
    """Say whether a capital at an offset may be due to a sentence or line that begins there."""
    return bool(regex.search(r"(?:^|[.!?:\n»«“”„\"–—-])\s*$", text[max(0, at - 4) : at]))


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
        held = not last or kind in _MODIFIERS or not phrase[0].islower()
        return held and may_be_named(phrase, head, kind, language)
    if phrase != head and kind not in {EntityType.EVENT, EntityType.DOCUMENT}:
        return True
    if phrase != head and not language.nouns_capitalised:
        return _is_capital(phrase, head, kind, opens=opens)
    return bool(regex.fullmatch(language.fragment("heads.alone"), head))


def _is_capital(phrase: str, head: str, kind: EntityType, *, opens: bool) -> bool:
    """Say whether capitals make a name of an event or document with a complement."""
    after = bool(regex.search(r"\p{Lu}", phrase[len(head) :]))
    if head[0].isupper():
        return after or not opens
    return after and kind is EntityType.EVENT
