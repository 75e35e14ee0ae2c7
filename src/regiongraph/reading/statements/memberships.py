"""Memberships: which person, region or body belongs to which body."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import regex

from regiongraph.reading.claims import claim
from regiongraph.reading.frames import Clause, Match, date_of
from regiongraph.reading.holders import topic_of
from regiongraph.reading.identities import Scene
from regiongraph.reading.identities.scenes import Phrase
from regiongraph.reading.mentions.names import is_party
from regiongraph.reading.signals import find_told
from regiongraph.records import EntityType, Statement, StatementType

_BODIES = (EntityType.ORGANISATION,)
_CLOSED = frozenset({"", ",", ".", ";", ")"})  # what ends an apposition


def find_memberships(scene: Scene, clauses: Sequence[Clause]) -> Iterator[Statement]:
    """Find memberships said by a frame; a list after a heading is one membership an item."""
    yield from _affiliations(scene)
    for match in find_told(scene, clauses, StatementType.MEMBERSHIP):
        body = match.thing("org", "org2")
        main = match.frame.sets.get("body") == "main"
        if body is None:
            body = None if main else scene.topic_before(match.start, *_BODIES)
            body = scene.main_body if body is None else body
        if body is None:
            continue
        for member, end in _members(scene, match):
            if member == body:
                continue
            parts = {
                "member": member,
                "organisation": body,
                "role": match.texts.get("role"),
                "date": date_of(scene, match) if "dated" in match.frame.sets else None,
            }
            yield claim(
                scene,
                StatementType.MEMBERSHIP,
                parts,
                (match.start, max(end, match.end)),
                rule=f"membership.{match.frame.id}",
            )


def _affiliations(scene: Scene) -> Iterator[Statement]:
    """Find "Karin Halbach (SPD)", "X vom Institut für Wald", "X, hydrologist at the Institute"."""
    cores = {p.core[0]: p for p in scene.phrases if p.named}
    starts = {p.start: p for p in scene.phrases if p.named and p.sign == "organisation"}
    led = scene.language.led
    together = scene.language.fragment("words.and")
    word = rf"(?!{together}\s)\p{{L}}[\p{{Ll}}’'-]*\s+"
    trade = rf",\s+{word}(?:(?=\p{{Ll}}){word}){{0,3}}"
    gap = regex.compile(
        rf"\s*\((?:\p{{Lu}}{{2}}/)?|,?\s+{led('words.from_body')}"
        rf"|(?P<trade>{trade}(?:{led('words.from_body')}|{led('words.at')}{led('words.articles')}?))"
    )
    for phrase in cores.values():
        if phrase.sign != "person":
            continue
        match = gap.match(scene.text, phrase.core[1])
        body = match and (starts.get(match.end()) or cores.get(match.end()))
        if not match or body is None or body.sign != "organisation":
            continue
        bracketed = "(" in match.group()
        if not bracketed and phrase.end >= body.core[1]:
            continue
        if match["trade"] and not _is_a_trade(scene, match.span("trade"), body):
            continue
        if bracketed and scene.text[body.core[1] : body.core[1] + 1] not in {")", "/", ","}:
            continue
        parts = {"member": phrase.thing, "organisation": body.thing}
        span = (phrase.core[0], body.core[1])
        yield claim(scene, StatementType.MEMBERSHIP, parts, span, rule="membership.affiliation")
    yield from _parties(scene, {p.core[0]: p for p in cores.values() if p.sign == "organisation"})


def _is_a_trade(scene: Scene, words: tuple[int, int], body: Phrase) -> bool:
    """Say whether a person works at a body as what: an office there may be the next person's."""
    offices = any(words[0] <= office.start < words[1] for office in scene.mentions.offices)
    return not offices and scene.text[body.core[1] : body.core[1] + 1] in _CLOSED


def _parties(scene: Scene, bodies: Mapping[int, Phrase]) -> Iterator[Statement]:
    """Find the party behind an office in apposition: "Ann Roe, Mayor of Bree (CD&V)"."""
    bracket = regex.compile(r"\s*\((?:\p{Lu}{2}/)?")
    names = (n for n in scene.mentions.names if is_party(scene.text, n, scene.language))
    parties = {name.start for name in names}
    for holding, person in scene.holders:
        match = bracket.match(scene.text, holding.office.end)
        if match and match.end() in parties & bodies.keys() and holding.name.end < match.start():
            body = bodies[match.end()]
            parts = {"member": person, "organisation": body.thing}
            span = (holding.name.start, body.core[1])
            yield claim(scene, StatementType.MEMBERSHIP, parts, span, rule="membership.affiliation")


def _members(scene: Scene, match: Match) -> Iterator[tuple[int, int]]:
    named = tuple(t for slot in ("agents", "agent", "person") for t in match.things(slot))
    if not named and match.frame.sets.get("person") == "topic":
        named = topic_of(scene, match, EntityType.PERSON, EntityType.ORGANISATION)
    for thing in named:
        yield thing, match.end
    if not named and match.frame.sets.get("members") == "list":
        yield from _listed(scene, match.end)


def _listed(scene: Scene, at: int) -> Iterator[tuple[int, int]]:
    """Yield the first thing of each list item that follows."""
    passages = scene.running.passages
    after = [p for p in passages if p.start >= at]
    for passage in after:
        if passage.kind.value != "list":
            return
        first = next(
            (p for p in scene.phrases if passage.start <= p.start < passage.end and p.named), None
        )
        if first is not None:
            yield first.thing, first.end
