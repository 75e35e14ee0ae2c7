"""Why two names mean one thing, two things, or were left open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from regiongraph.errors import QuestionError
from regiongraph.graph.vocabulary import BASE
from regiongraph.records import Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from regiongraph.graph.names import Names
    from regiongraph.records import Decision

_HEADS = {
    Verdict.ONE: "One thing: {}",
    Verdict.TWO: "Two things: {}",
    Verdict.OPEN: "Left open, and kept apart: {}",
}
_UNDECIDED = {
    Verdict.ONE: "Nothing else is called so; it needed no decision.",
    Verdict.TWO: "They share no name, so no rule compared them.",
}


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is known of two names.

    Args:
        verdict: One thing, two, or open.
        keys: Keys of the things, sorted.
        decisions: What was decided of them.
    """

    verdict: Verdict
    keys: tuple[str, ...]
    decisions: tuple[Decision, ...]

    def __str__(self) -> str:
        """Return the verdict and, a line each, what it rests on."""
        head = _HEADS[self.verdict].format(", ".join(self.keys))
        told = [f"  {d.verdict} by {d.rule}: {d.evidence}" for d in self.decisions]
        return "\n".join([head, *(told or [f"  {_UNDECIDED[self.verdict]}"])])


def compare(
    one: str, other: str, *, decisions: Sequence[Decision], names: Names, base: str = BASE
) -> Comparison:
    """Say why two names mean one thing, or two, or were left open.

    Args:
        one: A name, a key or an IRI; also the key that a thing has in its own release.
        other: Likewise.
        decisions: What was decided.
        names: The names of the graph.
        base: Where the IRIs of things begin.

    Raises:
        QuestionError: Nothing is called so.
    """
    ours, theirs = (_keys(text, decisions, names, base) for text in (one, other))
    keys = tuple(sorted(ours | theirs))
    if len(keys) == 1:
        about = [d for d in decisions if not ours.isdisjoint(d.keys)]
        return Comparison(Verdict.ONE, keys, tuple(about))
    between = tuple(
        d
        for d in decisions
        if d.keys[0] != d.keys[1]
        and any(a in ours and b in theirs for a, b in (d.keys, d.keys[::-1]))
    )
    still_open = any(decision.verdict is Verdict.OPEN for decision in between)
    return Comparison(Verdict.OPEN if still_open else Verdict.TWO, keys, between)


def _keys(text: str, decisions: Sequence[Decision], names: Names, base: str) -> set[str]:
    """Return the keys that what a text names bears in the graph."""
    key = text.removeprefix(base)
    ends = (end for d in decisions for end in zip((d.first, d.second), d.keys, strict=True))
    now = dict(ends)
    if key in now:
        return {now[key]}
    found = {iri.removeprefix(base) for iri in names.find(text)}
    if not found:
        near = ", ".join(names.suggest(text))
        remedy = f"Did you mean: {near}?" if near else "Give a name, a key or an IRI."
        raise QuestionError(f"nothing is called {text!r}", remedy=remedy)
    return found
