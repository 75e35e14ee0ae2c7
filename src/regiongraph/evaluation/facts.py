"""Which facts match, at the core and in full, and whether their evidence does."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from regiongraph.evaluation.matching import BETTER, best_pairs, unpaired
from regiongraph.evaluation.scores import Differing, Fact, Tally
from regiongraph.evaluation.wording import fold, folded_names, places_of, words
from regiongraph.records import FIELDS, FieldKind, StatementType

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

CORE: Mapping[StatementType, tuple[str, ...]] = {
    StatementType.POST: ("person", "office"),
    StatementType.MEMBERSHIP: ("member", "organisation"),
    StatementType.EVENT: ("name",),
    StatementType.PARTICIPATION: ("agent", "event"),
    StatementType.FOUNDING: ("organisation",),
    StatementType.ADOPTION: ("document", "by"),
    StatementType.STATEMENT: ("speaker",),
    StatementType.MEETING: ("agents",),
    StatementType.AGREEMENT: ("parties",),
    StatementType.APPOINTMENT: ("person", "office", "kind"),
    StatementType.COUNT: ("subject", "number"),
    StatementType.LOCATED: ("subject", "place"),
}
"""The fields without which a fact is another fact."""

SEATED = (StatementType.POST, StatementType.APPOINTMENT)
"""Kinds of fact whose organisation and region are one field, the seat of the office."""

OPENING = 30
"""Characters of a quotation that are compared."""


@dataclass(frozen=True, slots=True)
class Context:
    """What facts are compared in: names of matched entities (gold, predicted), and the text."""

    matched: frozenset[tuple[str, str]]
    text: str

    def same(self, gold: object, predicted: object) -> bool:
        """Whether the entities so named were matched to each other."""
        return (fold(gold), fold(predicted)) in self.matched


@dataclass(slots=True)
class FactScores:
    """The facts of one release: see `ReleaseScore`, whose fields these are."""

    core: dict[str, Tally] = field(default_factory=dict)
    full: dict[str, Tally] = field(default_factory=dict)
    overlapping: int = 0
    missed: list[Fact] = field(default_factory=list)
    invented: list[Fact] = field(default_factory=list)
    repeated: list[Fact] = field(default_factory=list)
    differing: list[Differing] = field(default_factory=list)


def score_facts(wanted: Sequence[Fact], given: Sequence[Fact], context: Context) -> FactScores:
    """Match the facts, kind by kind, in the order of their names."""
    found = FactScores()
    for kind in sorted({str(fact.get("type")) for fact in (*wanted, *given)}):
        ours = [fact for fact in wanted if fact["type"] == kind]
        theirs = [fact for fact in given if str(fact.get("type")) == kind]
        _score_kind(kind, ours, theirs, context, found)
    return found


def _score_kind(
    kind: str, ours: Sequence[Fact], theirs: Sequence[Fact], context: Context, found: FactScores
) -> None:
    wrong = {
        (g, p): _wrong_fields(one, other, context)
        for g, one in enumerate(ours)
        for p, other in enumerate(theirs)
    }
    core = {pair: fields for pair, fields in wrong.items() if not _breaks_core(kind, fields)}
    overlap = {(g, p): _overlaps(ours[g], theirs[p], context.text) for g, p in core}
    pairs = best_pairs(
        {
            pair: ((not fields) * BETTER + overlap[pair]) * BETTER - len(fields)
            for pair, fields in core.items()
        }
    )
    missed = unpaired(ours, [g for g, _ in pairs])
    invented = unpaired(theirs, [p for _, p in pairs])
    right = sum(not core[pair] for pair in pairs)
    found.core[kind] = Tally(len(pairs), len(invented), len(missed))
    found.full[kind] = Tally(right, len(theirs) - right, len(ours) - right)
    found.overlapping += sum(overlap[pair] for pair in pairs)
    found.missed += missed
    found.invented += invented
    again = {p for _, p in core} - {p for _, p in pairs}
    found.repeated += [theirs[p] for p in sorted(again)]
    found.differing += [Differing(ours[g], theirs[p], core[g, p]) for g, p in pairs if core[g, p]]


def _wrong_fields(gold: Fact, predicted: Fact, context: Context) -> tuple[str, ...]:
    """The fields that the gold states and the prediction does not."""
    kind = StatementType(gold["type"])
    seat = ("organisation", "region") if kind in SEATED else ()
    wrong = [
        name
        for name in FIELDS[kind]
        if name not in seat
        and gold.get(name) is not None
        and not _agree(kind, name, gold[name], predicted.get(name), context)
    ]
    seats = [gold[name] for name in seat if gold.get(name) is not None]
    offered = [predicted.get(name) for name in seat]
    if seats and not any(context.same(one, other) for one in seats for other in offered):
        wrong.append("seat")
    return tuple(wrong)


def _breaks_core(kind: str, fields: tuple[str, ...]) -> bool:
    return not set(CORE[StatementType(kind)]).isdisjoint(fields)


def _agree(
    kind: StatementType, name: str, gold: object, predicted: object, context: Context
) -> bool:
    match FIELDS[kind][name]:
        case _ if predicted in (None, ""):
            agrees = False
        case FieldKind.ENTITY:
            agrees = context.same(gold, predicted)
        case FieldKind.ENTITIES:
            agrees = _overlap_by_half(gold, predicted, context)
        case FieldKind.TEXT if kind is StatementType.STATEMENT:
            agrees = _share_opening(fold(gold), fold(predicted))
        case FieldKind.TEXT:
            agrees = 2 * len(words(gold) & words(predicted)) >= len(words(gold))
        case FieldKind.DATE:
            agrees = _one_begins_other(str(gold), str(predicted))
        case _:
            agrees = gold == predicted
    return agrees


def _share_opening(one: str, other: str) -> bool:
    return one[:OPENING] in other or other[:OPENING] in one


def _one_begins_other(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def _overlap_by_half(gold: object, predicted: object, context: Context) -> bool:
    """Whether two lists of entities have a Jaccard overlap of at least one half."""
    ours, theirs = folded_names(gold), folded_names(predicted)
    shared = sum(any((one, other) in context.matched for other in theirs) for one in ours)
    return 2 * shared >= len(ours) + len(theirs) - shared


def _overlaps(gold: Fact, predicted: Fact, text: str) -> bool:
    """Whether the quotes share a character; a quote that occurs often counts everywhere."""
    given = predicted.get("quote")
    start, end = predicted.get("start"), predicted.get("end")
    if isinstance(start, int) and isinstance(end, int) and text[start:end] == given:
        places = [(start, end)]
    else:  # offsets into another form of the text
        places = places_of(given, text)
    return any(
        begin < right and left < stop
        for begin, stop in places_of(gold["quote"], text)
        for left, right in places
    )
