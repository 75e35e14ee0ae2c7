"""What an office is held in: its own words say so, a possessive, or whom its holder stands for."""

from __future__ import annotations

from functools import cache

import regex

from regiongraph.knowledge.languages import Language
from regiongraph.reading.identities import Phrase, Scene
from regiongraph.reading.mentions.names import Name
from regiongraph.reading.mentions.offices import Office
from regiongraph.records import EntityType

_TERRITORIES = (EntityType.REGION, EntityType.PLACE, EntityType.COUNTRY)
_BODIES = (EntityType.ORGANISATION, *_TERRITORIES)
_OPENS = regex.compile(r"(?:^|[.!?,;–]\s+)(?:\p{L}{1,3}\s+)?$")  # a clause begins
_BESIDE = 60  # characters before an office in which a possessive or a verb stands


def seats_of(scene: Scene, office: Office) -> tuple[int | None, int | None]:
    """Return the things that an office is held in: a body, and a territory."""
    organisation = region = None
    for seat in office.seats:
        thing = _thing(scene, seat)
        if thing is None:
            continue
        if scene.type_of(thing) in _TERRITORIES:
            region = thing if region is None else region
        elif scene.type_of(thing) is EntityType.ORGANISATION:
            organisation = thing if organisation is None else organisation
    if region is None and office.region is not None:
        region = next((t.number for t in scene.things if t.key == office.region), None)
    if organisation is None and region is None and not office.seats:
        return _meant(scene, office)
    return organisation, region


def _thing(scene: Scene, seat: object) -> int | None:
    if isinstance(seat, Name):
        return scene.thing_at.get(seat.start)
    core = (getattr(seat, "start", -1), getattr(seat, "end", -1))
    return next((p.thing for p in scene.phrases if p.core == core), None)


def _meant(scene: Scene, office: Office) -> tuple[int | None, int | None]:
    """Return body and territory of an office that names none: "its president", "for Navarre"."""
    start, end = office.title
    ahead = scene.text[max(0, start - _BESIDE) : start]
    its, anybody, behind, bent = _possessives(scene.language)
    own = its.search(ahead) or (bent.fullmatch(office.noun) and _OPENS.search(ahead))
    if own or anybody.search(ahead) or behind.match(scene.text, end):
        thing = _possessor(scene, start, of_things=bool(own))
    else:
        thing = _stood_for(scene, start)
    if thing is None:
        return None, None
    return (None, thing) if scene.type_of(thing) in _TERRITORIES else (thing, None)


def _possessor(scene: Scene, at: int, *, of_things: bool) -> int | None:
    """Return whom a possessive means: the one body or territory named before it, near by.

    Args:
        scene: The release.
        at: Where the office begins.
        of_things: No person is meant by that word; of others, people named leave it open.
    """
    last = max((i for i, s in enumerate(scene.sentences) if s.start <= at), default=0)
    for sentence in scene.sentences[last : last - 2 if last > 1 else None : -1]:
        if "\n\n" in scene.text[sentence.start : at]:
            return None
        end = min(at, sentence.end)
        near = [p for p in scene.phrases if sentence.start <= p.start and p.end <= end]
        people = any(scene.type_of(p.thing) is EntityType.PERSON for p in near)
        bodies = {p.thing for p in near if scene.type_of(p.thing) is EntityType.ORGANISATION}
        lands = {p.thing for p in near if scene.type_of(p.thing) in _TERRITORIES}
        found = bodies or lands
        if people and not of_things:
            return None
        if found:
            return next(iter(found)) if len(found) == 1 else None
    return None


def _stood_for(scene: Scene, at: int) -> int | None:
    """Return the territory that an office's holder stands for: "Navarre was represented by"."""
    ahead = [p for p in scene.phrases if p.end <= at and at - p.end < _BESIDE]
    last: Phrase | None = max(ahead, key=lambda p: (p.end, p.start), default=None)
    if last is None or scene.type_of(last.thing) not in _TERRITORIES:
        return None
    standing, represented, where = _stands(scene.language)
    between = scene.text[last.end : at]
    before = scene.text[max(0, last.start - _BESIDE) : last.start]
    if represented.fullmatch(between) and not where.search(before):
        return last.thing
    near = regex.fullmatch(r",?\s+(?:\p{Ll}+['’]?\s*){0,5}", between)
    return last.thing if near and standing.search(before) else None


@cache
def _possessives(language: Language) -> tuple[regex.Pattern[str], ...]:
    """Return the patterns of possessives: of things and of anybody before an office, behind it.

    The fourth is of an office whose own ending says that it is somebody's.
    """
    keys = ("its", "possessive", "possessive_after", "possessed")
    its, anybody, behind, bent = (language.fragment(f"offices.{key}") for key in keys)
    before = r"(?<!\p{L})(?i:%s)(?:\s+|(?<=['’]))(?:\p{Ll}+\s+)?$"
    ways = (before % its, before % anybody, rf"\s+{behind}(?!\p{{L}})", rf"(?i:{bent})")
    return tuple(map(regex.compile, ways))


@cache
def _stands(
    language: Language,
) -> tuple[regex.Pattern[str], regex.Pattern[str], regex.Pattern[str]]:
    """Return the patterns beside a territory that somebody stands for: before it, behind it.

    The third is of what stands before one where something merely is.
    """
    det = rf"{language.led('words.determiners')}?"
    ahead = rf"(?<!\p{{L}})(?i:{language.fragment('offices.stands_for')})(?:\s+|(?<=['’])){det}$"
    behind = rf",?\s+(?i:{language.fragment('offices.represented')})(?:\s+|(?<=['’])){det}\s*"
    where = rf"(?<!\p{{L}}){language.fragment('words.where')}(?:\s+|(?<=['’])){det}$"
    return regex.compile(ahead), regex.compile(behind), regex.compile(where)
