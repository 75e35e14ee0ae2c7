"""Phrases: stretches of text that speak of one thing, by its name or by a description."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

import regex

from regiongraph.knowledge.inflection import Inflection
from regiongraph.knowledge.languages import Language
from regiongraph.reading.identities.genders import agree, gender_told, office_words
from regiongraph.reading.identities.scenes import Phrase, Thing
from regiongraph.reading.identities.things import is_coming
from regiongraph.reading.identities.wording import definite, stemmed
from regiongraph.reading.mentions import Mentions
from regiongraph.reading.mentions.designations import Description
from regiongraph.reading.mentions.holdings import Holding
from regiongraph.reading.mentions.names import Name
from regiongraph.reading.mentions.offices import Office
from regiongraph.reading.sentences import Quotation, Sentence
from regiongraph.records import EntityType

_LONGEST_NEW = 12  # characters of a word that calls an office new, or between it and its holder
_AFTER = regex.compile(r"[\"“”«’‘]?(?:\s*\((?P<b>[^()\n]{1,60})\))?[\"“”«’‘]?")


_SEATS = {EntityType.ORGANISATION, EntityType.REGION, EntityType.PLACE, EntityType.COUNTRY}


def phrases_of_names(
    text: str, mentions: Mentions, thing_of: dict[tuple[int, int], int], language: Language
) -> list[Phrase]:
    """Return the phrases around names, each with what belongs to it: office, title, brackets.

    An office that several hold belongs to the first of them: "die Landräte A und B".
    """
    ahead = _ahead(language)
    held: dict[tuple[int, int], list[Office]] = {}
    people = [name.start for name in mentions.names if name.type is EntityType.PERSON]
    for holding in mentions.holdings:
        if not _is_apart(holding, people):
            held.setdefault((holding.name.start, holding.name.end), []).append(holding.office)
    phrases = []
    named_at = {name.start: name for name in mentions.names if name.type in _SEATS}
    for name in mentions.names:
        offices = held.get((name.start, name.end), [])
        start = min([name.start, *(_begin(o, mentions.names) for o in offices)])
        end = max([name.end, *(o.end for o in offices)])
        if name.type is EntityType.PERSON:
            before = ahead.search(text, max(0, start - 80), start)
            dated = before and any(before.start("a") < d.end <= start for d in mentions.dates)
            start = before.start("a") if before and not dated else start
            seat = seat_after(text, end, named_at, language) if offices else None
            end = seat.end if seat else end
        if text[start - 1 : start] in {"»", "„", "“", "”", "«", "‚", '"'}:
            start -= 1
        elif text[start - 2 : start - 1] == "«" and text[end + 1 : end + 2] == "»":
            start, end = start - 2, end + 2
        after = _AFTER.match(text, end)
        end = after.end() if after and _closes(text, after) else end
        phrases.append(
            Phrase(
                start, end, (name.start, name.end), thing_of[name.start, name.end], name.sign, True
            )
        )
    return phrases


def _is_apart(held: Holding, people: Sequence[int]) -> bool:
    """Say whether another person stands between an office and its holder: "mayors A and B"."""
    start, end = sorted((held.office.start, held.name.start))
    return any(start < other < end for other in people)


def _begin(office: Office, names: Sequence[Name]) -> int:
    """Return where an office begins: its modifiers are none that lie in a name before it."""
    inside = any(n.start <= office.start < n.end <= office.title[0] for n in names)
    return office.title[0] if inside and not office.seats else office.start


def seat_after(text: str, at: int, seats: Mapping[int, Name], language: Language) -> Name | None:
    """Return what a holder is of, where the pack has words for it: "minister Jan Jansen van X"."""
    if "persons.of" not in language.fragments:
        return None
    match = regex.compile(rf"\s+{language.led('persons.of')}").match(text, at)
    return seats.get(match.end()) if match else None


@cache
def _ahead(language: Language) -> regex.Pattern[str]:
    """Return the pattern of what belongs to a person's phrase: titles, "die Juristin"."""
    titles = rf"(?:{language.fragment('names.titles')}\s+)+"
    if not language.nouns_capitalised:
        return regex.compile(rf"(?<!\p{{L}})(?P<a>{titles})$")
    noun = r"\p{Lu}\p{Ll}+(?:-\p{L}+)?[^\S\n]+"
    article = rf"(?<!\p{{L}}){language.led('words.articles')}"
    adjective = rf"(?:{language.fragment('words.adjective')}\s+)?"
    return regex.compile(
        rf"(?<!\p{{L}})(?P<a>{titles})$|{article}(?P<a>{adjective}{noun}(?:{titles})?)$"
    )


def joined(text: str, phrases: list[Phrase], language: Language) -> list[Phrase]:
    """Let "Automotive Intergroup des AdR" be one phrase, of the body named first."""
    of = regex.compile(rf"\s+{language.led('words.of')}")
    joined: list[Phrase] = []
    for phrase in sorted(phrases, key=lambda p: p.start):
        last = joined[-1] if joined else None
        if (
            last is not None
            and last.sign == phrase.sign == "organisation"
            and last.thing != phrase.thing
            and of.fullmatch(text[last.end : phrase.start])
        ):
            joined[-1] = replace(last, end=phrase.end)
        joined.append(phrase)
    return joined


def _closes(text: str, after: regex.Match[str]) -> bool:
    return after["b"] is not None or after.end() > after.start()


def phrases_of_descriptions(
    text: str, descriptions: Sequence[Description], things: Sequence[Thing], language: Language
) -> list[Phrase]:
    """Return the phrases that speak of a thing named elsewhere by a noun: "the network"."""
    found: list[Phrase] = []
    bare_nouns = "words.articles" not in language.fragments
    before, bent = definite(language)
    for description in descriptions:
        head = text[max(0, description.start - 40) : description.start]
        if description.type is EntityType.EVENT and is_coming(text, description.start, language):
            continue
        if bare_nouns or before.search(head) or bent.search(description.head):
            thing = _meant(description, things, language)
            if thing is not None:
                found.append(_described(description, thing))
    return found


def phrases_of_offices(
    text: str,
    mentions: Mentions,
    things: Sequence[Thing],
    inflection: Inflection,
    language: Language,
    *,
    genders: Mapping[int, str],
) -> list[Phrase]:
    """Return the phrases that speak by an office of somebody named elsewhere: "the minister"."""
    found: list[Phrase] = []
    bare_nouns = "words.articles" not in language.fragments
    bent = regex.compile(rf"{language.fragment('words.definite')}$")
    held = {h.office for h in mentions.holdings}
    after = regex.compile(rf"\s+{language.fragment('persons.introduced')}(?!\p{{L}})")
    becoming = regex.compile(
        rf"(?<!\p{{L}}){language.fragment('offices.becoming')}\s(?:\p{{Ll}}+\s)?$"
    )
    thing_of = {name: thing for thing in things for name in thing.names}
    gender_of = {h: genders.get(thing_of[h.name].number) for h in mentions.holdings}
    for office in mentions.offices:
        if after.match(text, office.end):  # "the mayor's predecessor" is not the mayor
            continue
        if becoming.search(text[max(0, office.start - 40) : office.start]):  # nor who becomes it
            continue
        if office not in held and (office.determined or bare_nouns or bent.search(office.noun)):
            told = gender_told(office_words(text, office), language)
            fitting = [h for h in mentions.holdings if agree(told, gender_of[h])]
            fitting = _not_another(text, office, fitting, language)
            holder = _holder(text, office, fitting, inflection, language)
            if holder is not None:
                span = (office.start, office.end)
                number = thing_of[holder].number
                found.append(Phrase(*span, office.title, number, "person", False))
    return found


def _not_another(
    text: str, office: Office, holdings: Sequence[Holding], language: Language
) -> list[Holding]:
    """Return the holdings that an office may speak of: "the new mayor" is none named as mayor.

    Nor does an office that is not over speak of who held it.
    """
    new = _is_new(text, office, language)
    return [
        h
        for h in holdings
        if h.office.former <= office.former
        and not (new and _beside(h) and not _is_new(text, h.office, language))
    ]


def _is_new(text: str, office: Office, language: Language) -> bool:
    """Say whether an office is called new, right before it or in it."""
    new = rf"(?<!\p{{L}})(?i:{language.fragment('offices.new')})(?!\p{{L}})"
    begin = max(0, office.start - _LONGEST_NEW)
    ahead = regex.search(rf"{new}\s+$", text[begin : office.start])
    return ahead is not None or regex.search(new, text[office.start : office.end]) is not None


def _beside(held: Holding) -> bool:
    """Say whether an office stands right beside the name of its holder."""
    office, name = held.office, held.name
    gap = max(name.start - office.end, office.start - name.end)
    return gap < _LONGEST_NEW


def _meant(description: Description, things: Sequence[Thing], language: Language) -> Thing | None:
    """Return the thing that a description means: the last one named with that noun."""
    noun = stemmed(description.head, language)
    fitting = [
        t
        for t in things
        if t.type is description.type and noun in _head(t.name, language).replace(" ", "")
    ]
    before = [t for t in fitting if t.names[0].start < description.start]
    if before:
        return max(
            before, key=lambda t: max(n.start for n in t.names if n.start < description.start)
        )
    generic = bool(regex.fullmatch(language.fragment("heads.generic"), description.head))
    if generic and description.type is not EntityType.EVENT:
        if not language.heads[EntityType.EVENT].search(description.head):
            return _last_named([t for t in things if t.type is description.type], description.start)
        return _last_named([t for t in things if t.type is EntityType.EVENT], description.start)
    alike = [t for t in things if t.type is description.type]
    only = len(alike) == 1 and description.type is EntityType.EVENT
    return _last_named(alike, description.start) if generic or only else None


def _head(name: str, language: Language) -> str:
    """Return the words of a name, folded, that no "of" leads: of what it is, it is none."""
    of = regex.compile(rf"(?<=\p{{L}}{{3}})\s+{language.led('words.of')}")
    return stemmed(of.split(name, maxsplit=1)[0], language)


def _last_named(things: Sequence[Thing], at: int) -> Thing | None:
    """Return the thing named last before an offset."""
    before = [(n.start, t) for t in things for n in t.names if n.start < at]
    return max(before, key=lambda pair: pair[0])[1] if before else None


def phrases_of_pronouns(
    text: str,
    phrases: Sequence[Phrase],
    sentences: Sequence[Sentence],
    quotations: Sequence[Quotation],
    language: Language,
    *,
    genders: Mapping[int, str],
) -> list[Phrase]:
    """Return the pronouns outside quotations that the pack lists as phrases of their own.

    One means the person of its gender named first in its sentence before it, or else in the
    nearest sentence before that names such a one; "the latter" means the one named last. Where
    a pronoun may stand for a thing, it means nobody unless the sentence before is about people.
    """
    keys = {"persons.subjects", "persons.latter"} & language.fragments.keys()
    if not keys:
        return []
    ways = "|".join(rf"(?P<{k.partition('.')[2]}>{language.fragments[k]})" for k in sorted(keys))
    pattern = regex.compile(rf"(?<![\p{{L}}-])(?:{ways})(?![\p{{L}}-])")
    found: list[Phrase] = []
    topics: list[list[int]] = []
    of_things = bool(language.words.get("persons.things"))
    for sentence in sentences:
        inside = [p for p in phrases if sentence.start <= p.start < sentence.end]
        people = [
            p
            for p in inside
            if p.sign == "person" and not any(q.start < p.start < q.end for q in quotations)
        ]
        for match in pattern.finditer(text, sentence.start, sentence.end):
            told = gender_told(match.group(), language)
            near = [[p.thing for p in people if p.end <= match.start()], *topics]
            step = -1 if match.groupdict().get("latter") else 1
            named = (t for group in near for t in group[::step])
            meant = next((t for t in named if agree(told, genders.get(t))), None)
            said = any(q.start < match.start() < q.end for q in quotations)
            if meant is not None and not said:
                found.append(Phrase(*match.span(), match.span(), meant, "person", False))
        if of_things:
            topics = [[p.thing for p in people]] if _is_of_people(inside) else []
        else:
            topics = [[p.thing for p in people], *topics] if people else topics
    return found


def _is_of_people(inside: Sequence[Phrase]) -> bool:
    """Say whether somebody is named in a sentence ahead of all bodies, events and documents."""
    subjects = (p for p in inside if p.sign in {"person", "organisation", "event", "document"})
    first = min(subjects, key=lambda p: p.start, default=None)
    return first is not None and first.sign == "person"


def _described(description: Description, thing: Thing) -> Phrase:
    span = (description.start, description.end)
    return Phrase(*span, span, thing.number, thing.type.value.lower(), False)


def _holder(
    text: str,
    office: Office,
    holdings: Sequence[Holding],
    inflection: Inflection,
    language: Language,
) -> Name | None:
    """Return whom an office without a name means: its holder named last, in any case form.

    Whose title has all its words comes first: "the First Minister" is no "Minister for Culture".
    """
    noun = _unbent(office, language)
    holders = [
        h
        for h in holdings
        if h.name.start < office.start
        and (
            _unbent(h.office, language).endswith(noun)
            or (not language.nouns_capitalised and inflection.agree(h.office.noun, office.noun))
        )
        and _same_seat(text, h.office, office, language)
    ]
    said = f" {stemmed(text[slice(*office.title)], language)} "
    alike = [h for h in holders if said in f" {stemmed(text[slice(*h.office.title)], language)} "]
    return (alike or holders)[-1].name if holders else None


def _same_seat(text: str, held: Office, office: Office, language: Language) -> bool:
    """Say whether an office with a seat may be one that somebody holds: the seats share a word."""
    if not office.seats:
        return True
    one, two = (
        {w for s in seats for w in stemmed(text[s.start : s.end], language).split()}
        for seats in (held.seats, office.seats)
    )
    return not one.isdisjoint(two)


def _unbent(office: Office, language: Language) -> str:
    """Return the noun of an office, folded, without the endings that the pack lists for offices."""
    endings = language.fragments.get("offices.endings", "")
    return regex.sub(rf"(?<=\p{{L}}{{3}}){endings}$", "", office.noun.casefold())
