"""Posts: who holds, or held, which office, and where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import regex

from regiongraph.reading.claims import claim
from regiongraph.reading.frames import Clause, find_frames
from regiongraph.reading.holders import people_of, previous_office, topic_of
from regiongraph.reading.identities import Scene, seat_after
from regiongraph.reading.mentions.names import Name
from regiongraph.reading.mentions.offices import Office
from regiongraph.reading.seats import meant_by, seats_of
from regiongraph.records import EntityType, Statement, StatementType


@dataclass(frozen=True, slots=True)
class _Post:
    person: int
    office: str
    noun: str
    organisation: int | None
    region: int | None
    former: bool
    start: int
    end: int
    rule: str

    @property
    def fullness(self) -> tuple[int, int, int]:
        seats = (self.organisation is not None) + (self.region is not None)
        return seats, len(self.office), -self.start


def find_posts(scene: Scene, clauses: Sequence[Clause]) -> Iterator[Statement]:
    """Find posts: offices attached to names, and offices said of someone by a verb.

    Each office of a person is reported once, in its fullest form.
    """
    posts = [*_attached(scene), *_said_of(scene, clauses)]
    for post in posts:
        if any(_fuller(other, post) for other in posts):
            continue
        parts = {
            "person": post.person,
            "office": post.office,
            "organisation": post.organisation,
            "region": post.region,
            "former": post.former,
        }
        yield claim(scene, StatementType.POST, parts, (post.start, post.end), rule=post.rule)


def _attached(scene: Scene) -> Iterator[_Post]:
    for holding, person in scene.holders:
        office, name = holding.office, holding.name
        organisation, region = seats_of(scene, office)
        if organisation is None and region is None:
            organisation, region = _after_name(scene, name)
        start = min(_without_article(scene, office), name.start)
        meant = meant_by(scene, office)
        start = min(start, meant.start) if meant else start
        end = max(office.end if office.seats else office.title[1], name.end)
        yield _post(
            scene,
            person,
            office,
            seats=(organisation, region),
            span=(start, end),
            rule="post.apposition",
        )


def _post(
    scene: Scene,
    person: int,
    office: Office,
    *,
    seats: tuple[int | None, int | None],
    span: tuple[int, int],
    rule: str,
) -> _Post:
    title = scene.text[slice(*office.title)]
    return _Post(person, title, office.noun.casefold(), *seats, office.former, *span, rule)


def _without_article(scene: Scene, office: Office) -> int:
    article = regex.compile(scene.language.led("words.articles")).match(scene.text, office.start)
    return article.end() if article else office.start


def _after_name(scene: Scene, name: Name) -> tuple[int | None, int | None]:
    """Return body and territory after a name: "Karin Halbach (Hessen)", "Jan Jansen van Gent"."""
    brackets = regex.compile(r"\s*\((?P<first>[^(),\n]{1,30})(?:, )?").match(scene.text, name.end)
    starts = {n.start: n for n in scene.mentions.names}
    held = [starts.get(at) for at in (brackets.start("first"), brackets.end())] if brackets else []
    bracketed = next((n for n in held if n and n.type is EntityType.REGION), None)
    seat = seat_after(scene.text, name.end, starts, scene.language)
    if bracketed is not None:
        return None, scene.thing_at.get(bracketed.start)
    if seat is None or seat.type is EntityType.PERSON:
        return None, None
    thing = scene.thing_at.get(seat.start)
    return (thing, None) if seat.type is EntityType.ORGANISATION else (None, thing)


def _said_of(scene: Scene, clauses: Sequence[Clause]) -> Iterator[_Post]:
    for match in find_frames(scene, clauses, StatementType.POST):
        person = next(iter(people_of(scene, match)), None)
        offices = match.slots.get("office", ())
        if not offices and match.frame.sets.get("office") == "previous":
            previous = previous_office(scene, match.start)
            offices = (previous,) if previous else ()
        past = match.frame.sets.get("former") == "true"
        verb, body = match.texts.get("title"), match.thing("org")
        if body is None and match.frame.sets.get("body") == "topic":
            body = next(iter(topic_of(scene, match, EntityType.ORGANISATION)), None)
        if verb and person is not None and body is not None:
            span = (match.start, match.end)
            yield _Post(person, verb, verb, body, None, past, *span, f"post.{match.frame.id}")
        for office in offices:
            if person is not None and isinstance(office, Office):
                rule = f"post.{match.frame.id}"
                seats = seats_of(scene, office)
                if seats == (None, None) and match.thing("org") is not None:
                    seats = (match.thing("org"), None)
                made = _post(
                    scene,
                    person,
                    office,
                    seats=seats,
                    span=(match.start, match.end),
                    rule=rule,
                )
                yield replace(made, former=True) if past else made


def _fuller(other: _Post, post: _Post) -> bool:
    """Say whether another post of the same person says the same and more."""
    if other is post or other.person != post.person or other.former != post.former:
        return False
    same = other.noun.endswith(post.noun) or post.noun.endswith(other.noun)
    seats = {other.organisation, other.region} - {None}
    mine = {post.organisation, post.region} - {None}
    if not same or (mine and seats and not mine & seats):
        return False
    if (
        len(post.office.split()) > 1
        and len(other.office.split()) > 1
        and other.office != post.office
    ):
        return False
    return other.fullness > post.fullness
