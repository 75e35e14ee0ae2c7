"""Counts: how many members, regions, participants or staff something has, and when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

import regex

from regiongraph.knowledge.languages import Frame, Language
from regiongraph.knowledge.patterns import compiled
from regiongraph.reading.claims import claim
from regiongraph.reading.dates import DateMention
from regiongraph.reading.frames import (
    Clause,
    Match,
    clause_bounds,
    date_of,
    event_date,
    find_frames,
    matched,
)
from regiongraph.reading.identities import Phrase, Scene
from regiongraph.reading.marked import signs
from regiongraph.reading.mentions.numbers import NumberMention
from regiongraph.reading.statements.counts.again import Counted, counts_again
from regiongraph.records import BlockKind, EntityType, Statement, StatementType

_NOUN = Frame("noun", StatementType.COUNT, (), {}, "", frozenset())
_NEAR = 15  # characters between two numbers of one thing
_FEW = 3  # what is fewer is rarely counted of a whole
_COUNTED: Mapping[str, tuple[EntityType, ...]] = {
    "bodies": (EntityType.ORGANISATION, EntityType.EVENT),
    "gatherings": (EntityType.EVENT,),
    "territories": (EntityType.REGION, EntityType.PLACE, EntityType.COUNTRY),
}
"""Keys of the pack's counted nouns, and what has so many of them, the likeliest first."""
_BESIDE = {**_COUNTED, "beside": (EntityType.ORGANISATION, EntityType.EVENT)}
"""The same, and nouns that the pack has counted only right beside a name."""


def find_counts(scene: Scene, clauses: Sequence[Clause]) -> Iterator[Statement]:
    """Find counts of a named thing."""
    yield from _tabulated(scene)
    told: dict[int, Counted] = {}
    for match in find_frames(scene, clauses, StatementType.COUNT):
        subject = _subject(scene, match)
        if subject is None:
            continue
        for digit in ("", "2", "3"):
            number = next(
                (n for n in match.slots.get(f"number{digit}", ()) if isinstance(n, NumberMention)),
                None,
            )
            what = match.texts.get(f"what{digit}") or match.texts.get("what")
            if number is None or what is None:
                continue
            told[number.start] = Counted(subject, what, number, sure=True)
            parts = {
                "subject": subject,
                "what": what,
                "number": number.value,
                "date": _date(scene, clauses, match, subject, number),
            }
            yield claim(
                scene,
                StatementType.COUNT,
                parts,
                (match.start, match.end),
                rule=f"count.{match.frame.id}",
            )
    for statement, counted in _beside_names(scene):
        if counted.number.start not in told:
            told[counted.number.start] = counted
            yield statement
    yield from _nouns(scene, clauses, told)
    yield from counts_again(scene, clauses, told)


def _beside_names(scene: Scene) -> Iterator[tuple[Statement, Counted]]:
    """Find counts in the brackets or the apposition of a name: "Brzeg (35,000 inhabitants)"."""
    counted = _counted_after(scene.language)
    for phrase in scene.phrases:
        start, end = phrase.core
        for number in scene.mentions.numbers:
            if not (phrase.named and end < number.start and number.end < phrase.end):
                continue
            found = counted.match(scene.text, number.end, phrase.end)
            keys = (key for key in _BESIDE if found and found[key])
            if found is None or scene.type_of(phrase.thing) not in _BESIDE[next(keys)]:
                continue
            parts = {"subject": phrase.thing, "what": found["what"], "number": number.value}
            span = (start, found.end())
            made = claim(scene, StatementType.COUNT, parts, span, rule="count.beside")
            yield made, Counted(phrase.thing, found["what"], number, sure=True)


@cache
def _counted_after(language: Language) -> regex.Pattern[str]:
    return regex.compile(rf"\.?\s+(?:{language.led('words.of')})?{_what(language, _BESIDE)}")


def _what(language: Language, keys: Iterable[str]) -> str:
    """Return the pattern of what is counted; the group of the noun is the key of its list."""
    part = language.fragment
    nouns = "|".join(f"(?P<{key}>{part(f'counts.{key}')})" for key in keys)
    adjective = rf"(?:{part('words.adjective')}\s+)?"
    after = rf"(?:\s+{part('words.adjective_after')}(?!\p{{L}}))?"
    return rf"(?P<what>{adjective}(?:{nouns})(?!\p{{L}}){after})"


def _nouns(
    scene: Scene, clauses: Sequence[Clause], told: dict[int, Counted]
) -> Iterator[Statement]:
    """Find numbers of things that are counted of bodies, gatherings and territories.

    The pack lists the nouns. What is counted is told by the noun; whose number it is, by what
    the sentence is about. Numbers that a frame has read are left to it.
    """
    for clause in clauses:
        last: tuple[int, int | None] = (-_NEAR, None)
        for found in _counted(scene.language).finditer(clause.marked.text):
            match = matched(scene, clause, _NOUN, found)
            joined = found.start() - last[0] < _NEAR  # "130 Gäste aus 34 Regionen"
            subject = last[1] if joined else _counting(scene, clause, found)
            last = (found.end(), subject)
            number = next(iter(match.slots["number"])) if match else None
            if match is None or subject is None or not isinstance(number, NumberMention):
                continue
            if number.start in told or number.value < _FEW:
                continue
            told[number.start] = Counted(subject, match.texts["what"], number, sure=False)
            parts = {
                "subject": subject,
                "what": match.texts["what"],
                "number": number.value,
                "date": _date(scene, clauses, match, subject, number),
            }
            ahead = [p.start for p in scene.phrases if p.thing == subject and p.start < match.start]
            start = max((at for at in ahead if at >= clause.sentence.start), default=match.start)
            span = (start, match.end)
            yield claim(scene, StatementType.COUNT, parts, span, rule="count.noun", sure=False)


@cache
def _counted(language: Language) -> regex.Pattern[str]:
    owner = signs("organisation", "event")
    return compiled(
        rf"(?P<number>{signs('number')})\s+(?:{language.led('words.of')})?"
        rf"{_what(language, _COUNTED)}"
        rf"(?:\s+(?:{language.led('words.of')}|{language.led('offices.seat')})(?P<owner>{owner}))?"
    )


def _counting(scene: Scene, clause: Clause, match: regex.Match[str]) -> int | None:
    """Return whose number it is: what follows it, the sentence's subject, or the text's."""
    types = next(types for key, types in _COUNTED.items() if match[key])
    owner = clause.marked.things.get(match.start("owner")) if match["owner"] else None
    if owner is not None and isinstance(owner.item, Phrase):
        return owner.item.thing
    at = clause.marked.origins[match.start()]
    sentence = clause.sentence
    inside = [
        p
        for p in scene.phrases
        if sentence.start <= p.start and p.end <= sentence.end and scene.type_of(p.thing) in types
    ]
    ahead = [p for p in inside if p.end <= at]
    ranked = sorted(ahead or inside, key=lambda p: (types.index(scene.type_of(p.thing)), p.start))
    if ranked:
        return ranked[0].thing
    if types[0] is EntityType.EVENT:
        last = scene.last_before(at, EntityType.EVENT)
        return scene.main_event if last is None else last
    return scene.topic_here(at, *types)


def _tabulated(scene: Scene) -> Iterator[Statement]:
    """Find counts in tables whose head says what is counted in which year."""
    rows = [p for p in scene.running.passages if p.kind is BlockKind.TABLE]
    heads: list[tuple[int, int, str, str]] = []
    for row in rows:
        cells = [m.span() for m in regex.finditer(r"[^|]+", scene.text[row.start : row.end])]
        spans = [(row.start + a, row.start + b) for a, b in cells]
        found = [_column(scene, *span) for span in spans]
        if any(found):
            heads = [(*s, *c) for s, c in zip(spans, found, strict=True) if c is not None]
            continue
        subject = next((p for p in scene.phrases if row.start <= p.start < spans[0][1]), None)
        for head, (start, end) in zip(heads, spans[-len(heads) :] if heads else (), strict=False):
            number = next((n for n in scene.mentions.numbers if start <= n.start < end), None)
            if subject is None or number is None:
                continue
            parts = {
                "subject": subject.thing,
                "what": head[2],
                "number": number.value,
                "date": head[3],
            }
            span = (head[0], number.end)
            yield claim(scene, StatementType.COUNT, parts, span, rule="count.table")


def _column(scene: Scene, start: int, end: int) -> tuple[str, str] | None:
    """Return what a column counts, and when, if its head says both."""
    date = next((d for d in scene.mentions.dates if start <= d.start and d.end <= end), None)
    what = scene.text[start : date.start].strip() if date else ""
    return (what, date.value) if date and date.value and what else None


def _subject(scene: Scene, match: Match) -> int | None:
    named = match.thing("agent", "org", "event", "place", "region")
    if named is not None:
        return named
    wanted = match.frame.sets.get("subject")
    if wanted == "event":
        last = scene.last_before(match.start, EntityType.EVENT)
        return scene.main_event if last is None else last
    if wanted == "main":
        return scene.main_body
    if wanted == "org":
        return scene.topic_before(match.start, EntityType.ORGANISATION)
    return None


def _date(
    scene: Scene, clauses: Sequence[Clause], match: Match, subject: int, number: NumberMention
) -> str | None:
    if match.frame.sets.get("date") == "published" and not match.dates():
        return scene.release.published
    if match.frame.sets.get("date") == "own" and not match.dates():
        return None
    if scene.type_of(subject) is EntityType.EVENT:
        return date_of(scene, match) or event_date(scene, clauses, subject)
    return date_of(scene, match, among=_beside(scene, match, number))


def _beside(scene: Scene, match: Match, number: NumberMention) -> list[DateMention]:
    """Return the dates of a number's own clause, and those between commas that stand alone.

    A date since when something exists dates no count: "founded in 2015, it has 64".
    """
    marked = match.clause.marked
    at = next((i for i, origin in enumerate(marked.origins) if origin >= number.start), 0)
    since = regex.compile(
        rf"(?<!\p{{L}}){scene.language.fragment('dates.since')}(?:\s+\p{{Ll}}+){{0,3}}\s+$"
    )
    found = []
    for place, sign in marked.things.items():
        begin, end = clause_bounds(marked.text, place, place)
        alone = regex.fullmatch(r"\s*(?:\p{L}+\s+)?.\s*", marked.text[begin:end])
        own = begin <= at < end and not since.search(marked.text[:place])
        if isinstance(sign.item, DateMention) and (own or alone):
            found.append(sign.item)
    return found
