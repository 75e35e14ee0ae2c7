"""Lists of people that go on behind what is said of one of them."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from regiongraph.reading.frames import Match
from regiongraph.reading.identities import Phrase, Scene

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
