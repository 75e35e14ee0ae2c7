"""Names of people, and the offices that the text attaches to them.

A name counts as a person's if an office stands at it, a title before it, a first name
begins it, or a verb of saying governs it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations_with_replacement

import regex

from regiongraph.knowledge.inflection import Inflection
from regiongraph.knowledge.languages import Language
from regiongraph.knowledge.name_model import NameSpan
from regiongraph.knowledge.patterns import compiled
from regiongraph.reading.mentions.extents import opens
from regiongraph.reading.mentions.holdings import Holding, attach_offices
from regiongraph.reading.mentions.names import Name
from regiongraph.reading.mentions.offices import Office
from regiongraph.reading.mentions.person_names import (
    GAP,
    INITIAL,
    LEANT,
    WORD,
    People,
    full_name,
    titles,
)
from regiongraph.records import EntityType

SURE = 0.7  # of the model, for names of two words and more
_THINKABLE = 0.25  # of the model, for names that begin with a first name of another language


def find_people(
    text: str,
    offices: Sequence[Office],
    taken: Sequence[Name],
    language: Language,
    *,
    first_names: frozenset[str],
    foreign: frozenset[str],
    inflection: Inflection,
    known: Sequence[Name],
    proposed: Sequence[NameSpan],
) -> tuple[list[Name], list[Holding]]:
    """Find the people of a running text and the offices attached to them.

    Args:
        text: The running text.
        offices: All offices in it.
        taken: Names of other things; a person's name never overlaps one.
        language: The pack.
        first_names: First names of the language, as written.
        foreign: First names of all languages: guests come from everywhere.
        inflection: How names bend in the language.
        known: Names of people that the registry lists; each counts as a person's name.
        proposed: What the name model holds for people; the rules above it have the last word.

    Returns:
        Names sorted by offset, and one holding for each office with a holder.
    """
    people = People(text, taken, language, first_names, inflection, foreign=foreign)
    for name in known:
        if not _goes_on(people, name.end):
            people.add(name.start, name.end, "known")
    if language.words.get("names.surname_first"):
        _by_first_name_behind(people)
    _by_first_name(people)
    _by_title_and_speech(people)
    titled = [o.title for o in offices]
    outside = [p for p in proposed if not any(a < p.start < b for a, b in titled)]
    _by_model(people, outside)
    _from_first_name(people, outside)
    _over_lines(people)
    holdings = attach_offices(people, sorted(offices, key=lambda o: o.start))
    _by_surname(people)
    return sorted(people.names.values(), key=lambda n: n.start), holdings


def _goes_on(people: People, at: int) -> bool:
    """Say whether a further name follows, so that a listed one is only part of somebody else's."""
    if people.language.nouns_capitalised:
        return False
    further = regex.compile(rf"{GAP}(?P<n>{WORD})").match(people.text, at)
    return further is not None and people.cut(*further.span("n")) > further.start("n")


def _by_first_name(people: People) -> None:
    particle = people.language.led("names.particles")
    pattern = compiled(
        rf"(?<![\p{{L}}\p{{N}}.-])(?P<first>{WORD})(?:{GAP}(?:{WORD}|{INITIAL})){{0,2}}"
        rf"{GAP}(?:{particle}){{0,2}}{WORD}(?:{GAP}(?:{particle})?{WORD})?"
    )
    at = 0
    while (match := pattern.search(people.text, at)) is not None:
        at = match.start() + 1
        first = match["first"]
        known = any(map(people.is_first_name, (first, *first.split("-"))))
        if not known or " " not in people.text[match.start() : people.cut(*match.span())].strip():
            continue
        end = _plausible_end(people, match.start(), match.end())
        if end and people.add(match.start(), end, "first-name") is not None:
            at = end


def _by_first_name_behind(people: People) -> None:
    """Find names whose surname stands first: "Kovács Anna", "Kiss-Nagy Anna Mária"."""
    pattern = compiled(
        rf"(?<![\p{{L}}\p{{N}}.-])(?P<n>(?:(?:{WORD}|{INITIAL}){GAP}){{1,2}}(?P<first>{WORD}))"
    )
    at = 0
    while (match := pattern.search(people.text, at)) is not None:
        at = match.start() + 1
        words = list(regex.finditer(r"\S+", match["n"]))
        given = [i for i, w in enumerate(words) if i and people.is_first_name(w.group())]
        if not given:
            continue
        end = _given_end(people, match.start() + words[given[-1]].end())
        found = people.add(match.start(), end, "first-name")
        at = found.end if found is not None else at


def _given_end(people: People, end: int) -> int:
    """Return where a name ends whose first name ends here: after a further one."""
    further = regex.compile(rf"{GAP}(?P<n>{WORD})(?![\p{{L}}-])").match(people.text, end)
    if further is None or people.blocked[further.start("n")]:
        return end
    return further.end() if people.is_first_name(further["n"]) else end


def _plausible_end(people: People, start: int, end: int) -> int | None:
    """Cut a name before a word that is no name; None if less than two words are left."""
    common = people.language.fragment("words.common")
    tokens = list(regex.finditer(r"\S+", people.text[start:end]))
    kept = tokens[:1]
    for token in tokens[1:]:
        if token.group()[0].isupper() and regex.search(rf"^{common}$|{common}$", token.group()):
            break
        kept.append(token)
    while kept and not regex.match(rf"\p{{Lu}}|{LEANT}", kept[-1].group()):
        kept.pop()
    return start + kept[-1].end() if len(kept) > 1 else None


def _by_title_and_speech(people: People) -> None:
    language = people.language
    full, title = full_name(language), language.fragment("names.titles")
    for match in regex.finditer(rf"(?<!\p{{L}})(?:{title}\s+)+(?P<n>{full})", people.text):
        people.add(*match.span("n"), "title")
    named = language.fragment("persons.introduced")
    for match in regex.finditer(
        rf"(?<!\p{{L}}){named}\s*{titles(language)}(?P<n>{WORD}(?:{GAP}{WORD}){{1,3}})",
        people.text,
    ):
        people.add(*match.span("n"), "introduced")


def _by_model(people: People, proposed: Sequence[NameSpan]) -> None:
    """Take names of two words and more that the model is sure of, office words cut off."""
    nouns, title = (people.language.fragment(k) for k in ("offices.nouns", "names.titles"))
    office = regex.compile(rf"(?:(?:{nouns}|{title})\s+)+")
    surnames = {people.surname(people.text[n.start : n.end]) for n in people.names.values()}
    genitive = people.language.fragment("names.genitive")
    owner = regex.compile(rf"(?:{'|'.join(map(regex.escape, sorted(surnames)))}){genitive}\s")
    opening = regex.compile(rf"(?i:{people.language.fragment('words.articles')})\s+(?=\p{{Lu}})")
    for span in proposed:
        if not people.text[span.start].isupper() or (
            surnames and owner.match(people.text, span.start)
        ):
            continue
        ahead = office.match(people.text, span.start, span.end)
        start = ahead.end() if ahead else span.start
        if not people.text[start].isupper():
            continue  # "Maire de Coulaines"
        article = opening.match(people.text, start, span.end)
        if article and opens(people.text, start):
            start = article.end()
        start = people.begin(start, span.end)
        end = people.cut(start, span.end)
        words = people.text[start:end].split()
        shouted = people.text[start:end].isupper()  # of a heading only what holds a first name
        if shouted and not any(people.is_first_name(word.capitalize()) for word in words):
            continue
        if span.probability >= SURE and len(words) > 1:
            people.add(start, end, "model")


def _from_first_name(people: People, proposed: Sequence[NameSpan]) -> None:
    """Take what the model thinks a name from where a first name stands in it.

    "the Dane Asger Holm": the word before it may be no part of the name.
    """
    if people.language.nouns_capitalised:
        return
    for span in proposed:
        if not _THINKABLE <= span.probability < SURE:
            continue
        words = list(regex.finditer(r"\S+", people.text[span.start : span.end]))
        first = next((w for w in words[:-1] if w.group() in people.foreign), None)
        if first is None:
            continue
        start = span.start + first.start()
        end = people.cut(start, span.end)
        if not _inside(people, start) and " " in people.text[start:end]:
            people.add(start, end, "model")


def _over_lines(people: People) -> None:
    """Let names begin with a first name that ends the line before, inside a sentence."""
    first = regex.compile(rf"\p{{Ll}}[^\S\n](?P<first>{WORD})\n$")
    for start, name in list(people.names.items()):
        ahead = first.search(people.text, max(0, start - 40), start)
        if ahead is None or people.blocked[ahead.start("first")]:
            continue
        if people.is_first_name(ahead["first"]):
            del people.names[start]
            begin = ahead.start("first")
            people.names[begin] = replace(name, start=begin)


def _by_surname(people: People) -> None:
    """Find later mentions of a person by surname, in its inflections."""
    surnames = {
        surname
        for n in people.names.values()
        for surname in _surnames(people.text[n.start : n.end], people)
    }
    for surname in sorted(surnames, key=len, reverse=True):
        genitive = people.language.fragment("names.genitive")
        inflected = rf"(?<![\p{{L}}-]){regex.escape(surname)}(?:{genitive})?(?![\p{{L}}-])"
        for match in regex.finditer(inflected, people.text):
            _take_surname(people, *match.span())
    if people.language.nouns_capitalised:
        return
    single = [s for s in surnames if " " not in s]
    for match in regex.finditer(rf"(?<![\p{{L}}-]){WORD}(?![\p{{L}}-])", people.text):
        if any(people.inflection.agree(match.group(), surname) for surname in single):
            _take_surname(people, *match.span())


def _surnames(name: str, people: People) -> Iterator[str]:
    """Yield what a person may be called later; one of two surnames or both, where there are two."""
    language = people.language
    yield people.surname(name)
    if not language.two_surnames:
        return
    words = regex.sub(r"\s+", " ", name).split(" ")
    particle = regex.compile(language.fragment("names.particles"))
    given = 1 + next((i for i, w in enumerate(words[1:]) if w not in people.first_names), 0)
    proper = [i for i in range(given, len(words)) if not particle.fullmatch(words[i])]
    for first, last in combinations_with_replacement(proper, 2):
        yield " ".join(words[first : last + 1])
    for i in proper:
        yield from words[i].split("-") if len(words) > 1 else ()


def _take_surname(people: People, start: int, end: int) -> None:
    if not people.blocked[start] and not _inside(people, start):
        people.names[start] = Name(start, end, EntityType.PERSON, "surname")


def _inside(people: People, at: int) -> bool:
    return any(n.start <= at < n.end for n in people.names.values())
