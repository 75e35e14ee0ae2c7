"""Counts that go on from one before: "The network has 41 members; in 2019 it had 30"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import regex

from regiongraph.knowledge.languages import Frame, Language
from regiongraph.reading.claims import claim
from regiongraph.reading.dates import DateMention
from regiongraph.reading.frames import Clause, clause_bounds, matched
from regiongraph.reading.identities import Phrase, Scene
from regiongraph.reading.marked import signs
from regiongraph.reading.mentions.numbers import NumberMention
from regiongraph.records import Statement, StatementType

_AGAIN = Frame("again", StatementType.COUNT, (), {}, "", frozenset())
_UNITS = r"(?!\s*(?:[kcm]?m[²³]?|k?g|t|ha|[kMGT]W(?:h|p)?|EUR|[€$£%‰°])(?!\p{L}))"


@dataclass(frozen=True, slots=True)
class Counted:
    """A count that was read.

    Args:
        subject: What has so many.
        what: What is counted.
        number: The number, where it stands.
        sure: Whether the text itself names the subject.
    """

    subject: int
    what: str
    number: NumberMention
    sure: bool


def counts_again(
    scene: Scene, clauses: Sequence[Clause], told: dict[int, Counted]
) -> Iterator[Statement]:
    """Find numbers without a noun that stand behind a count, in its sentence or the next.

    Such a number counts the same thing at another time, so its part of the sentence must hold a
    date or a word of ``counts.again``, and name nothing but the thing that is counted.

    Args:
        scene: The release.
        clauses: Its sentences.
        told: The counts read so far, by where their numbers begin; what is found joins them.
    """
    for ahead, clause in pairwise((clauses[0], *clauses) if clauses else ()):
        gap = scene.text[ahead.sentence.end : clause.sentence.start]
        near = ahead.said == clause.said and "\n\n" not in gap
        start = (ahead if near else clause).sentence.start
        for found in _bare(scene.language).finditer(clause.marked.text):
            sign = clause.marked.things[found.start()]
            number = sign.item
            if not isinstance(number, NumberMention) or number.start in told:
                continue
            before = [c for at, c in told.items() if start <= at < number.start]
            last = max(before, key=lambda c: c.number.start, default=None)
            dated = _part(scene, clause, found, last) if last else None
            if last is None or dated is None or matched(scene, clause, _AGAIN, found) is None:
                continue
            told[number.start] = Counted(last.subject, last.what, number, last.sure)
            parts = {
                "subject": last.subject,
                "what": last.what,
                "number": number.value,
                "date": dated[0].value if dated else None,
            }
            ends = (number.end, *(d.end for d in dated))
            span = (last.number.start, max(ends))
            yield claim(scene, StatementType.COUNT, parts, span, rule="count.again", sure=last.sure)


def _part(
    scene: Scene, clause: Clause, found: regex.Match[str], last: Counted
) -> list[DateMention] | None:
    """Return the dates of a number's part of the sentence, or None if it tells something else."""
    marked = clause.marked
    at = found.start()
    after = next(
        (i for i, o in enumerate(marked.origins) if o >= last.number.end), len(marked.text)
    )
    begin = 0
    if last.number.start >= clause.sentence.start:
        edge = regex.compile(r"[,;:–(·]").search(marked.text, after, at)
        if edge is None:
            return None
        begin = edge.end()
    end = clause_bounds(marked.text, at, at + 1)[1]
    others = [sign.item for i, sign in marked.things.items() if begin <= i < end and i != at]
    dates = [item for item in others if isinstance(item, DateMention)]
    named = (i for i in others if not isinstance(i, DateMention))
    if not all(isinstance(i, Phrase) and i.thing == last.subject for i in named):
        return None
    if not dates and not _cue(scene.language).search(marked.text, begin, end):
        return None
    return dates


@cache
def _cue(language: Language) -> regex.Pattern[str]:
    """Return the pattern of words that say when something had so many, without a date."""
    return regex.compile(rf"(?<!\p{{L}})(?i:{language.fragment('counts.again')})(?!\p{{L}})")


@cache
def _bare(language: Language) -> regex.Pattern[str]:
    """Return the pattern of a number that counts no noun of its own."""
    word = r"\s+\p{Ll}{1,4}(?:['’]\p{Ll}{0,3})?"
    on = rf"\s+{language.fragment('dates.on')}"
    dated = rf"(?:(?:{word}){{0,2}}|{on})[\s'’]*{signs('date')}"
    keys = ("counts.again", "counts.were")
    again = rf"\s+(?:{'|'.join(map(language.fragment, keys))})(?!\p{{L}})"
    return regex.compile(
        rf"(?P<number>{signs('number')}){_UNITS}"
        rf"(?=[”\"'’»]?(?:\s*$|[.,;!?)–]|:\s|\s[–-]\s)|{dated}|{again})"
    )
