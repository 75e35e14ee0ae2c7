"""Lists that go on behind what is said of one: of people, and of people each with an office."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

import regex

from regiongraph.knowledge.languages import Language
from regiongraph.reading.frames import Item, Match
from regiongraph.reading.identities import Phrase, Scene
from regiongraph.reading.marked import signs
from regiongraph.reading.mentions.offices import Office

_APPOSED = 80  # characters between a person of a list and the next: the end of an apposition


def behind_appositions(scene: Scene, match: Match, slot: str) -> Iterator[tuple[int, int]]:
    """Yield the people that go on a list behind an apposition: "A, mayor of X, B, rector, and C".

    Each stands behind a comma or "and", and is followed by punctuation or "and": a verb would
    make it the subject of a clause of its own.

    Args:
        scene: The release.
        match: A frame whose match a list of people ends.
        slot: The slot that holds the list.
    """
    people = match.slots.get(slot, ())
    last = people[-1] if people else None
    if not isinstance(last, Phrase) or last.sign != "person" or last.end != match.end:
        return
    at = last.end
    together = scene.language.fragment("words.and")
    ahead = regex.compile(
        rf"[^.;:\n„“”«»\"]{{0,{_APPOSED}}}?(?:,|\s{together})\s(?:\p{{L}}+['’]?\s?)?"
    )
    behind = regex.compile(rf"\s*(?:[,.;)(–]|$|{together}\s)")
    for phrase in sorted(scene.phrases, key=lambda p: p.start):
        if phrase.sign != "person" or phrase.start < at or not phrase.named:
            continue
        joined = ahead.fullmatch(scene.text, at, phrase.start)
        if not joined or not behind.match(scene.text, phrase.end):
            return
        at = phrase.end
        yield phrase.thing, phrase.end


def paired_with(scene: Scene, match: Match) -> tuple[tuple[Phrase, Office], ...]:
    """Return who got which office where one verb serves several: "elected A chair and B treasurer".

    Either all people stand before their offices or all offices before their people. What was
    read as the title of a person or as an apposition to one counts as an office of the list only
    if the sentence makes no such list without it.

    Args:
        scene: The release.
        match: A frame that names a person and an office; both have to be of the list.

    Returns:
        At least two pairs, or none.
    """
    slots = (*match.slots.get("person", ()), *match.slots.get("persons", ()))
    offices = match.slots.get("office", ())
    closed = regex.compile(rf"\)?\s*(?:[.;()–—,]|$|{scene.language.fragment('words.and')}\s)")
    for text, things in _readings(scene, match):
        for pattern in _runs(scene.language):
            for run in pattern.finditer(text):
                found = [things[at] for at in range(*run.span()) if at in things]
                people = tuple(i for i in found if isinstance(i, Phrase) and i.sign == "person")
                given = tuple(i for i in found if isinstance(i, Office))
                ends = people[-1].end <= match.end or closed.match(text, run.end())
                if (
                    ends
                    and not set(slots).isdisjoint(people)
                    and not set(offices).isdisjoint(given)
                ):
                    return tuple(zip(people, given, strict=True))
    return ()


def _readings(scene: Scene, match: Match) -> Iterator[tuple[str, Mapping[int, Item]]]:
    """Yield the sentence as it is laid out, and with the offices that phrases of people cover."""
    marked = match.clause.marked
    yield marked.text, {at: sign.item for at, sign in marked.things.items()}
    held = sorted({h.office for h, _ in scene.holders}, key=lambda o: o.start)
    office_sign = signs("office")[1]
    shown: list[str] = []
    things: dict[int, Item] = {}
    for at, char in enumerate(marked.text):
        item = marked.things[at].item if at in marked.things else None
        parts: list[Item] = [] if item is None else [item]
        if isinstance(item, Phrase) and item.sign == "person":
            inside = [o for o in held if item.start <= o.start and o.end <= item.end]
            ahead = [o for o in inside if o.end <= item.core[0]]
            parts = [*ahead[-1:], item, *[o for o in inside if o.start >= item.core[1]][:1]]
        for part in parts:
            if part is not parts[0]:
                shown += ", " if isinstance(part, Office) else " "
            things[len(shown)] = part
            shown.append(office_sign if isinstance(part, Office) else char)
        if item is None:
            shown.append(char)
    yield "".join(shown), things


@cache
def _runs(language: Language) -> tuple[regex.Pattern[str], ...]:
    """Return the patterns of pairs: offices before their people, people before their offices."""
    person, office = signs("person"), signs("office")
    seat = signs("organisation", "region", "place", "country")
    between = rf"[^;:.,{person[1:-1]}{office[1:-1]}]"
    words = r"(?:[\p{Ll}’'-]{1,4}\s?){0,3}"
    joint = rf"\)?(?:,?\s{language.fragment('words.and')}(?!\p{{L}})|,)\s{words}"
    of_seat = rf"(?:\s{words}{seat})?"
    dash = r"\s?(?:[–—:-]\s)?"
    origin = rf"(?:\s\({seat}\)|,?\s{words}{seat})?"
    first = rf"{office}{between}{{0,70}}{person}{origin}"
    again = rf"{joint}{office}{of_seat}{dash}{words}{person}"
    verb = r"(?:\s\p{Ll}+)?"
    offices_first = rf"{first}{verb}(?:{again}{origin})*{again}"
    pair = rf"{person}{origin},?{dash}{between}{{0,30}}{office}{of_seat}"
    people_first = rf"{pair}(?:{joint}{person}{origin},?{dash}{words}{office}{of_seat})+"
    return regex.compile(offices_first), regex.compile(people_first)
