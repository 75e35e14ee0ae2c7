"""Whom a matched frame speaks of, and which office it means where it names none."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache

import regex

from regiongraph.knowledge.languages import Language
from regiongraph.reading.frames import Match
from regiongraph.reading.identities import Scene
from regiongraph.reading.marked import signs
from regiongraph.reading.mentions.offices import Office
from regiongraph.records import BlockKind, EntityType


def previous_office(scene: Scene, at: int) -> Office | None:
    """Return the office spoken of last before an offset, rather one without a holder beside it.

    One in the same paragraph goes before all others; nobody follows in what is called former.
    """
    held = {h.office for h in scene.mentions.holdings}
    start = max((p.start for p in scene.running.passages if p.start <= at), default=0)
    before = [o for o in scene.mentions.offices if o.end <= at and not o.former]
    before = [o for o in before if o.start >= start] or before
    before = [o for o in before if o in held or not _is_subject(scene, o, at)]
    free = [o for o in before if o not in held] or before
    return free[-1] if free and not _is_anothers(scene, free[-1], at) else None


def _is_subject(scene: Scene, office: Office, at: int) -> bool:
    """Say whether an office with an article begins the sentence of an offset: whoever follows."""
    here = next((s.start for s in scene.sentences if s.start <= at < s.end), at)
    article = scene.text[here : office.start].strip()
    return office.determined and here <= office.start and " " not in article


def headlined_office(scene: Scene) -> Office | None:
    """Return the office that the headline calls new, if it names no other and no holder."""
    titles = [p for p in scene.running.passages if p.kind is BlockKind.TITLE]
    there = [o for o in scene.mentions.offices for t in titles if t.start <= o.start < t.end]
    people = (p for p in scene.phrases if p.sign == "person")
    if len(there) != 1 or any(t.start <= p.start < t.end for p in people for t in titles):
        return None
    start = next(t.start for t in titles if t.start <= there[0].start < t.end)
    new = rf"(?i:(?<!\p{{L}}){scene.language.fragment('offices.new')}\s+)"
    called = regex.search(rf"{new}(?:\p{{Ll}}+\s+)?$", scene.text[start : there[0].title[0]])
    return there[0] if called and not there[0].former else None


def _is_anothers(scene: Scene, office: Office, at: int) -> bool:
    """Say whether an office is another's than of whom a sentence speaks before an offset.

    The people of the office's own sentence are those who may hold it.
    """
    here = next((s.start for s in scene.sentences if s.start <= at < s.end), at)
    there = next((s for s in scene.sentences if s.start <= office.start < s.end), None)
    people = [p for p in scene.phrases if p.sign == "person"]
    subjects = {p.thing for p in people if here <= p.start < at}
    if there is None or there.start == here:
        return False
    holders = {p.thing for p in people if there.start <= p.start < there.end}
    return bool(subjects and holders) and subjects.isdisjoint(holders)


def people_of(scene: Scene, match: Match) -> tuple[int, ...]:
    """Return the people of a match: the one in its slot for a person, or a list of them.

    A frame with ``person = "topic"`` leaves its subject out, as languages do whose verbs have
    endings: it is said of the person whom the text before it, in its paragraph, is about.
    """
    own = match.things("person")[:1] or match.things("persons")
    if own or match.frame.sets.get("person") != "topic":
        return own
    return topic_of(scene, match, EntityType.PERSON)


def topic_of(scene: Scene, match: Match, *types: EntityType) -> tuple[int, ...]:
    """Return what the text before a match, in its paragraph, is about, if it is of such a type."""
    topic = scene.topic_here(match.start, *types)
    return () if topic is None else (topic,)


def own_office(scene: Scene, person: int, start: int, end: int) -> Office | None:
    """Return the office that a stretch of text attaches to a person, a present one first.

    Of titles that stand side by side the first is the office: "Präsident Landrat Karl Wegener".
    """
    offices = [
        holding.office
        for holding, holder in scene.holders
        if holder == person and start <= holding.office.start and holding.office.end <= end
    ]
    offices.sort(key=lambda office: office.start)
    offices = [office for office in offices if not office.former] or offices
    while len(offices) > 1 and scene.text[offices[-2].end : offices[-1].start].isspace():
        offices.pop()
    return offices[-1] if offices else None


def office_ahead(language: Language, match: Match) -> Office | None:
    """Return the office right behind a match: "Mayor Halbrook was re-elected | as chair"."""
    marked = match.clause.marked
    last = bisect_left(marked.origins, match.end)
    found = _ahead(language).match(marked.text, last)
    item = marked.things[found.end() - 1].item if found else None
    return item if isinstance(item, Office) else None


@cache
def _ahead(language: Language) -> regex.Pattern[str]:
    """Return the pattern of an office after a few words, of which none joins another clause."""
    word = rf"(?!{language.fragment('words.and')}(?!\p{{L}}))\p{{L}}+['’]?"
    return regex.compile(rf"(?:\s?{word}|\s?{signs('date', 'number')}){{0,5}}\s?{signs('office')}")
