"""Appointments: who was elected, appointed, reappointed, or resigned."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import regex

from regiongraph.reading.claims import claim
from regiongraph.reading.frames import (
    Clause,
    Match,
    date_before,
    date_of,
)
from regiongraph.reading.holders import (
    headlined_office,
    office_ahead,
    own_office,
    people_of,
    previous_office,
)
from regiongraph.reading.identities import Phrase, Scene
from regiongraph.reading.lists import behind_appositions, paired_with
from regiongraph.reading.mentions.offices import Office
from regiongraph.reading.seats import seats_of
from regiongraph.reading.signals import find_told, names_followed
from regiongraph.records import EntityType, Statement, StatementType

_TERRITORIES = (EntityType.REGION, EntityType.PLACE, EntityType.COUNTRY)


@dataclass(frozen=True, slots=True)
class _Told:
    """What a match says of one person."""

    match: Match
    parts: Mapping[str, object]
    span: tuple[int, int]


def find_appointments(scene: Scene, clauses: Sequence[Clause]) -> Iterator[Statement]:
    """Find appointments; the office stands in the frame, as a title or a directing verb."""

    def enough(match: Match) -> bool:
        return not names_followed(match, scene.language)

    found = find_told(scene, clauses, StatementType.APPOINTMENT, enough)
    matches = tuple(filter(enough, found))
    told = [one for match in matches for one in _told(scene, match, matches)]
    follows = [m for m in matches if m.frame.sets.get("office") == "previous"]
    told += [one for match in follows for one in _following(scene, match, told)]
    for one in told:
        if not _is_said_better(one, told):
            rule = f"appointment.{one.match.frame.id}"
            yield claim(scene, StatementType.APPOINTMENT, one.parts, one.span, rule=rule)


def _told(scene: Scene, match: Match, matches: Sequence[Match]) -> Iterator[_Told]:
    """Yield what a match says of each of its people; of one whose office is unknown nothing."""
    further = behind_appositions(scene, match, "persons")
    people = (*people_of(scene, match), *(thing for thing, _ in further))
    person = next(iter(people), None)
    office = next((o for o in match.slots.get("office", ()) if isinstance(o, Office)), None)
    if match.frame.sets.get("office") == "previous":
        return
    if match.frame.sets.get("office") == "own" and person is not None:
        ahead = office_ahead(scene.language, match)
        office = ahead or own_office(scene, person, match.start, match.end)
        if ahead is None and len(people) > 1:
            yield from _each_own(scene, match, people)
            return
    if match.frame.sets.get("office") == "headline":
        office = headlined_office(scene)
    title = scene.text[slice(*office.title)] if office else match.texts.get("title")
    if person is None or title is None:
        return
    pairs = tuple(_pairs(scene, match, matches))
    for one, given, start, end in pairs or [(p, office, match.start, match.end) for p in people]:
        yield _one(scene, match, one, given, title=title, span=(start, end))


def _each_own(scene: Scene, match: Match, people: Sequence[int]) -> Iterator[_Told]:
    """Yield what a match says of several people, each of whom has an office beside the name."""
    for person in people:
        office = own_office(scene, person, match.start, match.end)
        if office is not None:
            yield _one(scene, match, person, office)


def _one(
    scene: Scene,
    match: Match,
    person: int,
    office: Office | None,
    *,
    title: str = "",
    span: tuple[int, int] | None = None,
) -> _Told:
    """Return what a match says of one person and an office, or of what else it calls one."""
    organisation, region = _seats(scene, match, office)
    parts = {
        "person": person,
        "office": scene.text[slice(*office.title)] if office else title,
        "organisation": organisation,
        "region": region,
        "date": _date(scene, match),
        "kind": match.frame.sets["kind_of"],
    }
    return _Told(match, parts, span or (match.start, match.end))


def _following(scene: Scene, match: Match, told: Sequence[_Told]) -> Iterator[_Told]:
    """Yield who follows in an office, or left it before: the one just left, or spoken of last."""
    for person in people_of(scene, match)[:1]:
        office = previous_office(scene, match.start)
        organisation, region = _seats(scene, match, office)
        seat = {"organisation": organisation, "region": region}
        title = scene.text[slice(*office.title)] if office else match.texts.get("title")
        left = _left(scene, match, person, told)
        parts = left.parts if left else {"office": title, **seat}
        if parts["office"] is not None:
            change = {"person": person, "date": _date(scene, match)}
            kind = {"kind": match.frame.sets["kind_of"]}
            yield _Told(match, {**parts, **change, **kind}, (match.start, match.end))


def _left(scene: Scene, match: Match, person: int, told: Sequence[_Told]) -> _Told | None:
    """Return what was said last, in the paragraph, of somebody else's leaving an office."""
    begin = max((p.start for p in scene.running.passages if p.start <= match.start), default=0)
    before = [
        one
        for one in told
        if begin <= one.span[0] < match.start
        and one.parts["kind"] == "resigned" != match.frame.sets["kind_of"]
        and one.parts["person"] != person
    ]
    return max(before, key=lambda one: one.span[0], default=None)


def _date(scene: Scene, match: Match) -> str | None:
    return date_of(scene, match) or date_before(scene, match)


def _is_said_better(one: _Told, told: Sequence[_Told]) -> bool:
    """Say whether the same sentence says of the same person which office it is, or that again.

    "Mayor Halbrook was re-elected as chair" says nothing of mayors; who is elected again is not
    elected besides. Where a verb stands for the office ("Halbrook to lead the network"), another
    sentence may say which one it is.
    """
    if any(_names_office(other, one) for other in told):
        return True
    kind, own = one.parts["kind"], one.match.frame.sets.get("office") == "own"
    for other in told:
        same = other.parts["person"] == one.parts["person"]
        if other is one or not same or other.match.clause is not one.match.clause:
            continue
        if (other.parts["kind"] == "resigned") != (kind == "resigned"):
            continue
        if own and other.match.frame.sets.get("office") != "own":
            return True
        again = other.parts["kind"] == "reappointed" != kind
        if again and other.parts["office"] == one.parts["office"]:
            return True
    return False


def _names_office(other: _Told, one: _Told) -> bool:
    """Say whether another match says which office it is that one only has a verb for."""
    title = one.match.texts.get("title")
    if title is None or title != one.parts["office"] or one.parts["organisation"] is None:
        return False
    same = all(other.parts[key] == one.parts[key] for key in ("person", "organisation", "kind"))
    return same and other.parts["office"] != other.match.texts.get("title")


def _pairs(
    scene: Scene, match: Match, matches: Sequence[Match]
) -> Iterator[tuple[int, Office, int, int]]:
    """Yield who got which office behind one verb, and the offsets of what says so.

    Whom another frame of that clause gives another kind has no part in it.
    """
    kind = match.frame.sets["kind_of"]
    others = {
        thing
        for other in matches
        if other.clause is match.clause and other.frame.sets["kind_of"] != kind
        for thing in people_of(scene, other)
    }
    for person, office in paired_with(scene, match):
        if person.thing not in others:
            start = min(match.start, person.start, office.start)
            yield person.thing, office, start, max(match.end, person.end, office.end)


def _seats(scene: Scene, match: Match, office: Office | None) -> tuple[int | None, int | None]:
    """Return body and territory of an office, from its phrase or else from the frame."""
    organisation, region = seats_of(scene, office) if office else (None, None)
    body = match.thing("org") if organisation is None else organisation
    region = match.thing("region") if region is None else region
    if body is None and region is None and office is not None and not office.seats:
        joined = _joined(scene, office)
        return seats_of(scene, joined) if joined else (_electing(scene, match), None)
    return body, region


def _joined(scene: Scene, office: Office) -> Office | None:
    """Return the office that another is joined to, with its seat: "director and head of the"."""
    together = regex.compile(rf"\s+{scene.language.fragment('words.and')}\s+")
    found = together.match(scene.text, office.end)
    behind = (o for o in scene.mentions.offices if found and o.start == found.end())
    return next((o for o in behind if o.seats), None)


def _electing(scene: Scene, match: Match) -> int | None:
    """Return the body that a sentence is about, if it names one alone ahead of who is appointed.

    "Members of the network elected Karin Halbach as their new chair." A body that only seats an
    office elects nobody: "The director of the network, Karin Halbach was elected chair".
    """
    slots = (*match.slots.get("person", ()), *match.slots.get("persons", ()))
    end = min((p.start for p in slots if isinstance(p, Phrase)), default=match.start)
    seats = {s.start for o in scene.mentions.offices if o.end <= end for s in o.seats}
    ahead = {
        p.thing
        for p in scene.phrases
        if match.clause.sentence.start <= p.start < end
        and p.core[0] not in seats
        and scene.type_of(p.thing) in {EntityType.ORGANISATION, EntityType.PERSON}
    }
    bodies = {t for t in ahead if scene.type_of(t) is EntityType.ORGANISATION}
    return next(iter(bodies)) if len(ahead) == len(bodies) == 1 else None
