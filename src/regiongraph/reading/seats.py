"""What an office is held in: its own words say so, a possessive, or whom its holder stands for."""

from __future__ import annotations

from functools import cache

import regex

from regiongraph.knowledge.languages import Language
from regiongraph.reading.identities import Phrase, Scene
from regiongraph.reading.identities.wording import begins
from regiongraph.reading.marked import mark, signs
from regiongraph.reading.mentions.names import Name
from regiongraph.reading.mentions.offices import Office
from regiongraph.records import EntityType

_TERRITORIES = (EntityType.REGION, EntityType.PLACE, EntityType.COUNTRY)
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
    meant = meant_by(scene, office)
    if meant is None or (organisation, region) != (None, None):
        return organisation, region
    return (
        (None, meant.thing) if scene.type_of(meant.thing) in _TERRITORIES else (meant.thing, None)
    )


def _thing(scene: Scene, seat: object) -> int | None:
    if isinstance(seat, Name):
        return scene.thing_at.get(seat.start)
    core = (getattr(seat, "start", -1), getattr(seat, "end", -1))
    return next((p.thing for p in scene.phrases if p.core == core), None)


def meant_by(scene: Scene, office: Office) -> Phrase | None:
    """Return what speaks of the seat of an office that names none: "its president", "for Navarre".

    Its words belong to the proof of whatever is said of that office.
    """
    if office.seats or office.region is not None:
        return None
    start, end = office.title
    ahead = scene.text[max(0, start - _BESIDE) : start]
    its, anybody, behind, bent = _possessives(scene.language)
    own = its.search(ahead) or (bent.fullmatch(office.noun) and _OPENS.search(ahead))
    if own or anybody.search(ahead) or behind.match(scene.text, end):
        return _possessor(scene, start, of_things=bool(own))
    return _stood_for(scene, start)


def _possessor(scene: Scene, at: int, *, of_things: bool) -> Phrase | None:
    """Return whom a possessive means: the one body named before it, near by, or a territory.

    A territory is meant only where its name begins the sentence: elsewhere something else, which
    has no name, may be what the sentence is about.

    Args:
        scene: The release.
        at: Where the office begins.
        of_things: No person is meant by that word; of others, people named leave it open.
    """
    last = max((i for i, s in enumerate(scene.sentences) if s.start <= at), default=0)
    for sentence in reversed(scene.sentences[max(0, last - 1) : last + 1]):
        start, end = sentence.start, min(at, sentence.end)
        if "\n\n" in scene.text[start:at]:
            return None
        near = [p for p in scene.phrases if start <= p.start and p.end <= end]
        types = {scene.type_of(p.thing) for p in near}
        spoken = {p.core for p in near}
        unknown = any(
            start <= d.start and d.end <= end and (d.start, d.end) not in spoken
            for d in scene.mentions.descriptions
            if d.type in {EntityType.ORGANISATION, EntityType.EVENT}
        )
        if unknown or (EntityType.PERSON in types and not of_things):
            return None
        bodies = [p for p in near if scene.type_of(p.thing) is EntityType.ORGANISATION]
        if bodies:
            return bodies[0] if len({p.thing for p in bodies}) == 1 else None
        if near:
            first = min(near, key=lambda p: p.start)
            alone = begins(scene.text, start, first.core[0])
            return first if alone and len(types) == 1 and types <= {*_TERRITORIES} else None
    return None


def _stood_for(scene: Scene, at: int) -> Phrase | None:
    """Return the territory that an office's holder stands for: "Navarre was represented by".

    Who signs for one, or speaks in its name, holds office there; who promises something for one
    may not.
    """
    ahead = [p for p in scene.phrases if p.end <= at and at - p.end < _BESIDE]
    last: Phrase | None = max(ahead, key=lambda p: (p.end, p.start), default=None)
    if last is None or scene.type_of(last.thing) not in _TERRITORIES:
        return None
    laid_out = mark(scene.text, max(0, last.start - _BESIDE), at, [last]).text
    stands, signing = _standing(scene.language)
    found = stands.search(laid_out)
    sentence = next((s for s in scene.sentences if s.start <= at < s.end), None)
    if found is None or sentence is None:
        return None
    signed = signing.search(scene.text, sentence.start, sentence.end)
    return last if signed or not found["for"] else None


@cache
def _possessives(language: Language) -> tuple[regex.Pattern[str], ...]:
    """Return the patterns of possessives: of things and of anybody before an office, behind it.

    The fourth is of an office whose own ending says that it is somebody's.
    """
    part = language.fragment
    keys = ("its", "possessive", "possessive_after", "possessed")
    its, anybody, behind, bent = (part(f"offices.{key}") for key in keys)
    between = rf"(?:(?i:{part('offices.modifiers')}|{part('offices.new')})\s+)?"
    ahead = [rf"(?<!\p{{L}})(?i:{one})(?:\s+|(?<=['’])){between}$" for one in (its, anybody)]
    ways = (*ahead, rf"\s+{behind}(?!\p{{L}})", rf"(?i:{bent})")
    return tuple(map(regex.compile, ways))


@cache
def _standing(language: Language) -> tuple[regex.Pattern[str], regex.Pattern[str]]:
    """Return the pattern of a territory whose office somebody holds, up to that, and of a signing.

    Where something merely is in the territory, nobody stands for it.
    """
    part, space = language.fragment, r"(?:\s+|(?<=['’]))"
    det = rf"{language.led('words.determiners')}?"
    land = signs("region", "place", "country")
    standing = rf"(?<!\p{{L}})(?i:{part('offices.stands_for')}){space}{det}"
    signed = rf"(?P<for>{standing}{land},?\s+(?:\p{{Ll}}+['’]?\s*){{0,5}})"
    where = rf"(?<!(?<!\p{{L}}){part('words.where')}{space}{det})"
    represented = rf"{where}{land},?\s+(?i:{part('offices.represented')}){space}{det}\s*"
    named = rf"(?<!\p{{L}})(?i:{language.in_name_of(det + land)})[^.;:]{{0,40}}"
    pattern = rf"(?:{named}|{represented}|{signed})$"
    signing = rf"(?<!\p{{L}}){part('signals.signed')}(?!\p{{L}})"
    return regex.compile(pattern), regex.compile(signing)
