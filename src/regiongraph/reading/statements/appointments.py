"""Appointments: who was elected, appointed, reappointed, or resigned."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from regiongraph.reading.claims import claim, seats_of
from regiongraph.reading.frames import (
    Clause,
    Match,
    date_before,
    date_of,
)
from regiongraph.reading.holders import own_office, people_of, previous_office
from regiongraph.reading.identities import Phrase, Scene
from regiongraph.reading.lists import behind_appositions, paired_with
from regiongraph.reading.mentions.offices import Office
from regiongraph.reading.signals import find_told
from regiongraph.records import EntityType, Statement, StatementType

_TERRITORIES = (EntityType.REGION, EntityType.PLACE, EntityType.COUNTRY)


def find_appointments(scene: Scene, clauses: Sequence[Clause]) -> Iterator[Statement]:
    """Find appointments; the office stands in the frame, as a title or a directing verb."""
    matches = tuple(find_told(scene, clauses, StatementType.APPOINTMENT))
    for match in matches:
        further = behind_appositions(scene, match, "persons")
        people = (*people_of(scene, match), *(thing for thing, _ in further))
        person = next(iter(people), None)
        office = next((o for o in match.slots.get("office", ()) if isinstance(o, Office)), None)
        if match.frame.sets.get("office") == "previous":
            office = previous_office(scene, match.start)
        if match.frame.sets.get("office") == "own" and person is not None:
            office = own_office(scene, person, match.start, match.end)
        title = scene.text[slice(*office.title)] if office else match.texts.get("title")
        if person is None or title is None:
            continue
        pairs = tuple(_pairs(scene, match, matches))
        for one, given, start, end in pairs or [
            (p, office, match.start, match.end) for p in people
        ]:
            organisation, region = _seats(scene, match, given)
            parts = {
                "person": one,
                "office": scene.text[slice(*given.title)] if given else title,
                "organisation": organisation,
                "region": region,
                "date": date_of(scene, match) or date_before(scene, match),
                "kind": match.frame.sets["kind_of"],
            }
            rule = f"appointment.{match.frame.id}"
            yield claim(scene, StatementType.APPOINTMENT, parts, (start, end), rule=rule)


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
        body = _electing(scene, match)
    return body, region


def _electing(scene: Scene, match: Match) -> int | None:
    """Return the body that a sentence is about, if it names one alone ahead of who is appointed.

    "Members of the network elected Karin Halbach as their new chair."
    """
    slots = (*match.slots.get("person", ()), *match.slots.get("persons", ()))
    end = min((p.start for p in slots if isinstance(p, Phrase)), default=match.start)
    ahead = {
        p.thing
        for p in scene.phrases
        if match.clause.sentence.start <= p.start < end
        and scene.type_of(p.thing) in {EntityType.ORGANISATION, EntityType.PERSON}
    }
    bodies = {t for t in ahead if scene.type_of(t) is EntityType.ORGANISATION}
    return next(iter(bodies)) if len(ahead) == len(bodies) == 1 else None
