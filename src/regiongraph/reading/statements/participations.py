"""Participations: who hosted, organised, addressed, attended or was invited to an event."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from functools import cache
from itertools import chain

import regex

from regiongraph.knowledge.languages import Language
from regiongraph.reading.claims import claim
from regiongraph.reading.frames import Clause, Match, event_date
from regiongraph.reading.identities import Phrase, Scene
from regiongraph.reading.identities.things import is_coming, says_next
from regiongraph.reading.lists import behind_appositions
from regiongraph.reading.signals import find_told
from regiongraph.records import EntityType, Statement, StatementType

_FAR = 120  # characters between two people of one list
_PLANNED_ROLES = {"host", "organiser", "invited"}


def find_participations(scene: Scene, clauses: Sequence[Clause]) -> Iterator[Statement]:
    """Find participations. A planned event has hosts, organisers and invited guests only."""
    seen: set[tuple[int, int, str]] = set()
    inviting: set[tuple[int, int]] = set()
    for match in find_told(scene, clauses, StatementType.PARTICIPATION):
        role = match.frame.sets["role"]
        event, past = _event(scene, match), role not in _PLANNED_ROLES
        if event is None or (past and _is_to_come(scene, clauses, match, event)):
            continue
        leading = _leading(match, inviting)
        if role == "host":
            inviting |= {(p.thing, p.end) for p in _people(match) if match.end - p.end in {0, 1}}
        for agent, end in _agents(scene, match):
            if agent == leading:
                continue
            known = {part[2] for part in seen if part[:2] == (agent, event)}
            if role in known or (known and match.is_signal):
                continue
            seen.add((agent, event, role))
            parts = {"agent": agent, "event": event, "role": role}
            yield claim(
                scene,
                StatementType.PARTICIPATION,
                parts,
                (match.start, max(match.end, end)),
                rule=f"participation.{match.frame.id}",
                sure="event" in match.slots,
            )


def _event(scene: Scene, match: Match) -> int | None:
    """Return the event of a frame: its own, the release's, or the one spoken of last.

    What is still to come ("the next conference") had no speakers yet.
    """
    events = [p for p in scene.phrases if scene.type_of(p.thing) is EntityType.EVENT]
    ahead = {p.thing for p in events if p.named and _is_ahead(scene, p)}
    if "event" in match.slots:
        named = match.thing("event")
        past = not match.planned and match.frame.sets["role"] not in _PLANNED_ROLES
        return None if past and named in ahead else named
    near = max((p for p in events if p.start < match.start), key=lambda p: p.start, default=None)
    here = match.clause.sentence.start
    if match.planned and near and (near.thing in ahead or near.start >= here):
        return near.thing  # "the next meeting is in May, and X will be its host"
    held = sorted((p for p in events if p.thing not in ahead), key=lambda p: p.end)
    if any(p.thing == scene.main_event for p in held):
        return scene.main_event
    last = next((p.thing for p in reversed(held) if p.end <= match.start), None)
    if last is None and near and match.frame.sets["role"] in _PLANNED_ROLES:
        same = any(p.start <= near.start < match.start < p.end for p in scene.running.passages)
        return near.thing if same else None  # "The next meeting is in May. Its host is X."
    return last


def _people(match: Match) -> list[Phrase]:
    """Return the people and bodies in the slots of a frame, in their order."""
    items = chain.from_iterable(match.slots.values())
    found = [i for i in items if isinstance(i, Phrase) and i.sign != "event"]
    return sorted(found, key=lambda p: p.start)


def _leading(match: Match, inviting: Container[tuple[int, int]]) -> int | None:
    """Return the host who heads a list but is none of it: "At the invitation of A, B spoke"."""
    people = _people(match)
    if match.frame.sets["role"] == "host" or len(people) <= 1:
        return None
    return people[0].thing if (people[0].thing, people[0].end) in inviting else None


def _is_to_come(scene: Scene, clauses: Sequence[Clause], match: Match, event: int) -> bool:
    """Say whether a clause plans an event, or the event's date lies behind the publication."""
    date, published = event_date(scene, clauses, event), scene.release.published
    return match.planned or (date is not None and published is not None and date > published)


def _is_ahead(scene: Scene, event: Phrase) -> bool:
    """Say whether an event's name, or what stands before it, says that it is still to come."""
    name = scene.text[event.start : event.end]
    return says_next(name, EntityType.EVENT, scene.language) or is_coming(
        scene.text, event.start, scene.language
    )


def _agents(scene: Scene, match: Match) -> Iterator[tuple[int, int]]:
    for name in ("agents", "agents2", "agent", "agent2", "person", "persons", "parties"):
        for thing in match.things(name):
            yield thing, match.end
    yield from behind_appositions(scene, match, "agents")
    wanted = match.frame.sets.get("agents")
    if wanted == "list":
        yield from _listed(scene, match.end)
    if wanted == "after":
        yield from _following(scene, match)


def _listed(scene: Scene, at: int) -> Iterator[tuple[int, int]]:
    """Yield the people of the list items that follow."""
    for passage in (p for p in scene.running.passages if p.start >= at):
        if passage.kind.value != "list":
            return
        for phrase in scene.phrases:
            if passage.start <= phrase.start < passage.end and phrase.sign == "person":
                yield phrase.thing, phrase.end


def _following(scene: Scene, match: Match) -> Iterator[tuple[int, int]]:
    """Yield the people that follow in the sentence, up to a colon, a quotation or a further verb.

    A list holds more than names: "the rector of the university, Ms …; and the mayor, …".
    """
    at = match.end
    for phrase in sorted(scene.phrases, key=lambda p: p.start):
        if phrase.sign != "person" or phrase.start < at or not phrase.named:
            continue
        if phrase.end > match.clause.sentence.end:
            return
        between = scene.text[at : phrase.start]
        if len(between) > _FAR or _ends_list(scene.language).search(between):
            return
        at = phrase.end
        yield phrase.thing, phrase.end


@cache
def _ends_list(language: Language) -> regex.Pattern[str]:
    verbs = rf"{language.fragment('speech.verbs')}|{language.fragment('speech.reported')}"
    return regex.compile(rf"[:„“”«»\"]|(?<!\p{{L}})(?:{verbs})(?!\p{{L}})")
