"""Locations: where a body has its seat, and in which country a region lies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from regiongraph.reading.claims import claim
from regiongraph.reading.frames import Clause
from regiongraph.reading.identities import Phrase, Scene
from regiongraph.reading.signals import find_told
from regiongraph.records import BlockKind, EntityType, Statement, StatementType

_ADDRESS = {BlockKind.LETTERHEAD, BlockKind.CONTACT, BlockKind.FOOTER}
_POSTCODE = regex.compile(
    r"(?<!\d)(?:(?:[A-Z]{1,2}[- ])?\d{4,5}(?: [A-Z]{2})?|\d{2}-\d{3}|\d{3} \d{2}|\d{4}-\d{3})\s+$"
)
_YEAR = regex.compile(r"(?<![\d-])(?:19|20)\d\d[^\S\n]+$")
_REACH = 300  # characters between a letterhead's body and its postcode


def find_locations(scene: Scene, clauses: Sequence[Clause]) -> Iterator[Statement]:
    """Find locations: frames, "Navarra (Spanien)", and the address in a letterhead."""
    for match in find_told(scene, clauses, StatementType.LOCATED):
        subject = match.thing("agent", "org", "event", "region")
        if subject is None and match.frame.sets.get("subject") == "org":
            subject = scene.topic_here(match.start, EntityType.ORGANISATION)
        place = match.thing("place", "place2", "country")
        if match.frame.sets.get("subject") == "place":
            subject = match.thing("place")
            before = scene.last_before(match.start, EntityType.PLACE)
            place = match.thing("place2") or before
        if subject is not None and place is not None and subject != place:
            parts = {"subject": subject, "place": place}
            rule = f"located.{match.frame.id}"
            yield claim(scene, StatementType.LOCATED, parts, (match.start, match.end), rule=rule)
    yield from _bracketed(scene)
    yield from _situated(scene)
    yield from _addresses(scene)


def _bracketed(scene: Scene) -> Iterator[Statement]:
    """Find "(Navarra, Spanien)", "Zagora (Slowenien)", "Institut Holm (Riga)"."""
    cores = {p.core[0]: p for p in scene.phrases if p.named}
    for phrase in cores.values():
        wanted = _WITHIN.get(scene.type_of(phrase.thing))
        match = regex.compile(r"\s?[,(]\s?(?=\p{Lu})").match(scene.text, phrase.core[1])
        other = cores.get(match.end()) if match and wanted else None
        if match is None or other is None or scene.type_of(other.thing) not in (wanted or ()):
            continue
        body = scene.type_of(phrase.thing) is EntityType.ORGANISATION
        if scene.text[other.core[1] : other.core[1] + 1] != ")" or (body and "(" not in match[0]):
            continue
        parts = {"subject": phrase.thing, "place": other.thing}
        span = (phrase.core[0], other.core[1])
        yield claim(scene, StatementType.LOCATED, parts, span, rule="located.bracket")


_WITHIN = {
    EntityType.REGION: (EntityType.COUNTRY,),
    EntityType.PLACE: (EntityType.COUNTRY,),
    EntityType.ORGANISATION: (EntityType.PLACE, EntityType.COUNTRY),
}
"""In what brackets say that something lies."""


def _situated(scene: Scene) -> Iterator[Statement]:
    """Find "Hogeschool Zeeland in Vlissingen", where the pack says what stands between the two."""
    if "words.situated" not in scene.language.fragments:
        return
    between = regex.compile(rf"\)?\s+{scene.language.led('words.situated')}")
    cores = {p.core[0]: p for p in scene.phrases if p.named}
    for phrase in cores.values():
        match = between.match(scene.text, phrase.core[1])
        place = cores.get(match.end()) if match else None
        if place is None or scene.type_of(phrase.thing) is not EntityType.ORGANISATION:
            continue
        if scene.type_of(place.thing) is EntityType.PLACE:
            parts = {"subject": phrase.thing, "place": place.thing}
            span = (phrase.core[0], place.core[1])
            yield claim(scene, StatementType.LOCATED, parts, span, rule="located.situated")


def _addresses(scene: Scene) -> Iterator[Statement]:
    seen: set[int] = set()
    for phrase in scene.phrases:
        if scene.type_of(phrase.thing) is not EntityType.PLACE or not phrase.named:
            continue
        if not _has_postcode(scene, phrase.core[0]):
            continue
        body = _letterhead_body(scene, phrase)
        if body is not None and body.thing not in seen:
            seen.add(body.thing)
            parts = {"subject": body.thing, "place": phrase.thing}
            span = (body.core[0], phrase.core[1])
            yield claim(scene, StatementType.LOCATED, parts, span, rule="located.address")


def _has_postcode(scene: Scene, at: int) -> bool:
    """Say whether a postcode stands before an offset; outside addresses, "2011" is a year."""
    before = scene.text[max(0, at - 10) : at]
    in_address = any(p.kind in _ADDRESS and p.start <= at < p.end for p in scene.running.passages)
    if _YEAR.search(before) and not in_address:
        return False
    return bool(_POSTCODE.search(before))


def _letterhead_body(scene: Scene, place: Phrase) -> Phrase | None:
    """Return the body named last before an address, in letterhead, contact or footer."""
    spans = [
        (p.start, p.end)
        for p in scene.running.passages
        if p.kind in _ADDRESS or p.start <= place.start < p.end
    ]
    bodies = [
        p
        for p in scene.phrases
        if p.end <= place.start
        and place.start - p.end < _REACH
        and p.named
        and scene.type_of(p.thing) is EntityType.ORGANISATION
        and any(a <= p.start < b for a, b in spans)
    ]
    return bodies[-1] if bodies else None
