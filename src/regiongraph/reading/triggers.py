"""Which words a pattern cannot match without.

Compiling a pattern costs far more than looking for a word, and most sentences hold none of the
words that a frame turns on. ``{agents}~(?:nahm|nahmen)~an {event} teil`` needs signs of an agent
and of an event, "nahm" or "nahmen", "an " and " teil"; a sentence without one of them is passed
over before the pattern is even compiled.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import chain

import regex

from regiongraph.knowledge.languages import Frame, Language
from regiongraph.records import StatementType

Need = frozenset[str]
"""Literals of which a matching text holds at least one; a slot stands as ``{agents}``."""

SLOTS: Mapping[str, tuple[str, ...]] = {
    "person": ("person",),
    "org": ("organisation",),
    "region": ("region",),
    "place": ("place", "region", "country"),
    "country": ("country",),
    "event": ("event",),
    "document": ("document",),
    "policy": ("policy",),
    "agent": ("person", "organisation", "region", "place", "country"),
    "party": ("person", "organisation", "region", "country"),
    "date": ("date",),
    "number": ("number",),
    "office": ("office",),
    "quotation": ("quotation",),
}
"""The classes of signs that fill a slot."""

_TOKEN = regex.compile(
    r"(?P<slot>\{[a-z][a-z_.]+\d?(?::[a-z]+)?\})"
    r"|(?P<open>\((?:\?(?:P<\w+>|<?[=!]|[a-z]*:|\(\w+\)|>))?)"
    r"|(?P<close>\))|(?P<or>\|)"
    r"|(?P<class>\[\^?\]?(?:\\.|[^\]\\])*\]|\\[pP]\{[^}]*\}|\\[a-zA-Z\d]|[.~^$])"
    r"|(?P<many>[?*]|\{0?,\d*\}|\{0\})|(?P<some>\+|\{\d+(?:,\d*)?\})"
    r"|\\?(?P<letter>.)",
    regex.DOTALL,
)


@cache
def candidates(
    language: Language, kind: StatementType, classes: frozenset[str]
) -> tuple[tuple[Frame, tuple[tuple[str, tuple[Need, ...]], ...]], ...]:
    """Return the patterns of a kind that may match where signs of some classes stand.

    Returns:
        Each frame, in the order of the pack, with those of its patterns whose slots these signs
        may fill; and with each pattern the sets of words that it needs one of besides.
    """
    return tuple(
        (
            frame,
            tuple((p, words) for p in frame.patterns if (words := _words(p, classes)) is not None),
        )
        for frame in language.frames_of(kind)
    )


def _words(pattern: str, classes: frozenset[str]) -> tuple[Need, ...] | None:
    """Return the words that a pattern needs besides signs; None if a sign is missing."""
    needs = [(words, fill) for words, fill in _needs(pattern) if classes.isdisjoint(fill)]
    return tuple(words for words, _ in needs) if all(words for words, _ in needs) else None


@cache
def _needs(pattern: str) -> tuple[tuple[Need, frozenset[str]], ...]:
    """Return the literals and the classes of signs of which a pattern needs one, part by part."""
    found = []
    for need in needs_of(pattern):
        slots = {name for name in need if name.startswith("{")}
        filled = [classes_of(name.strip("{}0123456789")) for name in slots]
        if all(filled):
            found.append((need - slots, frozenset(chain.from_iterable(filled))))
    return tuple(found)


def classes_of(slot: str) -> tuple[str, ...]:
    """Return the classes of signs that fill a slot, in the plural too; none if words fill it."""
    singular = f"{slot[:-3]}y" if slot.endswith("ies") else slot.removesuffix("s")
    return SLOTS.get(slot) or SLOTS.get(singular, ())


def needs_of(pattern: str) -> tuple[Need, ...]:
    """Return what every text that a pattern matches holds.

    Args:
        pattern: A regular expression with ``{slots}`` and ``~``, as language packs write them.

    Returns:
        One set for each part of the pattern that cannot be left out; a part that might be
        anything gives none.
    """
    if "(?i" in pattern:
        return ()
    tokens = [(match.lastgroup or "", match.group()) for match in _TOKEN.finditer(pattern)]
    return tuple(need for need in _merged(_alternatives(iter(tokens))) if " " not in need)


def _alternatives(tokens: Iterator[tuple[str, str]]) -> list[list[Need]]:
    """Read up to the end of a group; return what each of its alternatives needs."""
    found: list[list[Need]] = [[]]
    run = ""
    last: list[Need] | None = None  # what the group or slot just read needs
    for kind, text in tokens:
        if kind == "letter":
            _keep(found[-1], last)
            run, last = run + text[-1], None
            continue
        if kind == "many":
            run, last = run[:-1] if last is None else run, None
        _keep(found[-1], [frozenset({run})] if run else None)
        run = ""
        if kind in {"many", "some"}:
            _keep(found[-1], last)
            last = None
            continue
        _keep(found[-1], last)
        last = None
        if kind == "open":
            inner = _alternatives(tokens)
            last = [] if text[-1] in "=!" or text.startswith("(?(") else list(_merged(inner))
        elif kind == "slot":
            last = [frozenset({regex.sub(r":[a-z]+", "", text)})]
        elif kind == "or":
            found.append([])
        elif kind == "close":
            return found
        else:
            last = []
    _keep(found[-1], [frozenset({run})] if run else None)
    _keep(found[-1], last)
    return found


def _keep(needs: list[Need], more: Sequence[Need] | None) -> None:
    needs += more or ()


def _merged(alternatives: list[list[Need]]) -> tuple[Need, ...]:
    """Return what all alternatives need: of several, one of the longest literals of each."""
    if len(alternatives) == 1:
        return tuple(alternatives[0])
    if not all(alternatives):
        return ()
    best = (max(needs, key=_weight) for needs in alternatives)
    return (frozenset().union(*best),)


def _weight(need: Need) -> int:
    return min(len(word) for word in need)
