"""Bodies that are gatherings here: a "Forum" that takes place is an event.

Some heads name bodies and events alike, and are read as bodies. Where the words around one
mention say that it is held ("at the … Forum", "the … Forum opened in Kassel"), each mention of
that name is the event.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex

from regiongraph.knowledge.languages import Language
from regiongraph.reading.mentions.names import Name
from regiongraph.records import EntityType

_AROUND = 40  # characters in which the words beside a name stand
_STEM = 4  # letters that a word keeps in all its cases


def as_gatherings(text: str, names: Sequence[Name], language: Language) -> list[Name]:
    """Turn bodies into events where the text says that they are held.

    Args:
        text: The running text.
        names: Names built on head nouns.
        language: The pack; without ``heads.held_before`` and ``heads.held_after`` nothing changes.

    Returns:
        The same names, some of another type.
    """
    open_ones = [
        n for n in names if n.type is EntityType.ORGANISATION and _is_both(text, n, language)
    ]
    held = {_stems(text, name) for name in open_ones if _is_held(text, name, language)}
    return [
        replace(name, type=EntityType.EVENT)
        if name in open_ones and _stems(text, name) in held
        else name
        for name in names
    ]


def _is_both(text: str, name: Name, language: Language) -> bool:
    """Say whether a word in the name of a body is a head of events, too."""
    both = [language.heads[kind] for kind in (EntityType.ORGANISATION, EntityType.EVENT)]
    words = text[name.start : name.end].split()
    return name.type is EntityType.ORGANISATION and any(
        all(head.search(word) for head in both) for word in words
    )


def _is_held(text: str, name: Name, language: Language) -> bool:
    before = text[max(0, name.start - _AROUND) : name.start]
    after = text[name.end : name.end + _AROUND]
    return any(
        key in language.fragments
        and regex.search(pattern.format(language.fragment(key)), beside) is not None
        for key, pattern, beside in (
            ("heads.held_before", r"(?i)(?<!\p{{L}}){}\s*$", before),
            ("heads.held_after", r"(?i)^[^.;:!?]*?(?<!\p{{L}}){}(?!\p{{L}})", after),
        )
    )


def _stems(text: str, name: Name) -> tuple[str, ...]:
    return tuple(w[:_STEM].casefold() for w in text[name.start : name.end].split())
