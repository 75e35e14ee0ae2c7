"""Gold annotations and predictions in, precision and recall out.

Both sides are documents of one schema: ``language``, ``entities`` (``name``, ``type``,
``mentions``, ``same_as``) and ``facts`` (``type``, the fields of `regiongraph.records.FIELDS`,
``quote``). A prediction adds ``iri`` to each entity and ``start``, ``end``, ``rule`` to each fact.
Text is compared after NFC, case folding and white-space folding.

- **Entities** match if their types agree and they share a mention or their names are equal. Region,
  Place and Country are one type for `ReleaseScore.entities`, and three for `entity_types`.
- **Facts** match at the *core* if the fields of `CORE` agree, and in *full* if every field agrees
  that the gold does not leave open (null).
- **Evidence**: the share of core matches whose quotes overlap in the text.
- **Identity**: B³ over the folder, see `Agreement`.

Every match is one to one: as many as possible, and among those the best ones, so that neither the
order of the facts nor a loose match ever takes the partner of a full one.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import unicodedata
from collections import Counter
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import networkx as nx

from regiongraph.errors import GoldError, RegiongraphError
from regiongraph.records import FIELDS, EntityType, FieldKind, StatementType

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

Document: TypeAlias = "Mapping[str, Any]"
"""A gold or a prediction as JSON gives it."""
Fact: TypeAlias = "Mapping[str, Any]"
Pairs: TypeAlias = "tuple[tuple[int, int], ...]"
"""Positions in the gold list and in the predicted list, of what matches."""

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

TERRITORIES = (EntityType.REGION, EntityType.PLACE, EntityType.COUNTRY)
"""Types that count as one for entities and references: a text often leaves open which is meant."""

ABOUT_A_FACT = frozenset({"type", "quote", "start", "end", "rule", "confidence"})
"""What a fact may hold beside the fields of its kind."""

OPENING = 30
"""Characters of a quotation that are compared."""

BETTER = 10_000
"""One step of preference: more than a release has matches, so lower steps never add up to it."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Right, invented and missed things.

    Where nothing was expected and nothing was said, all figures are 1; any other zero
    denominator gives 0.
    """

    right: int = 0
    invented: int = 0
    missed: int = 0

    def __add__(self, other: Tally) -> Tally:
        """Add up, as micro-averaging does."""
        return Tally(
            self.right + other.right, self.invented + other.invented, self.missed + other.missed
        )

    @property
    def precision(self) -> float:
        """The share of what was said that is right."""
        return self._share(self.right + self.invented)

    @property
    def recall(self) -> float:
        """The share of what was expected that was said."""
        return self._share(self.right + self.missed)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return _f1(self.precision, self.recall)

    def _share(self, whole: int) -> float:
        if whole:
            return self.right / whole
        return 0.0 if self.right + self.invented + self.missed else 1.0


@dataclass(frozen=True, slots=True)
class Agreement:
    """B³ of the predicted identities against the gold's.

    One item is one surface string of one gold entity that has a ``same_as`` key, in one release.
    Its gold cluster is all items of the folder with the same key. Its predicted cluster is all
    items with the same predicted ``iri``; an item whose string is no mention of any predicted
    entity was not predicted. Precision is the mean, over the predicted items, of the share of an
    item's predicted cluster that has its key. Recall is the mean, over all items, of the share of
    an item's gold cluster that has its ``iri``; an item that was not predicted stands alone, so it
    finds only itself.
    """

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return _f1(self.precision, self.recall)


class Link(NamedTuple):
    """One item of `Agreement`: the gold key and the predicted ``iri``, None if not predicted."""

    same_as: str
    iri: str | None


class Differing(NamedTuple):
    """A core match and the fields in which it is wrong; ``seat`` is organisation and region."""

    gold: Fact
    predicted: Fact
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReleaseScore:
    """How one prediction agrees with its gold, in figures and in particulars.

    Args:
        language: The release's language.
        entities: Entities, with Region, Place and Country as one type.
        entity_types: Entities by exact type.
        core: Core matches by kind of fact.
        full: Full matches by kind of fact; the right ones are among the core matches.
        overlapping: Core matches whose quotes overlap.
        links: What identity is scored from.
        missed_entities: Gold entities that were not predicted.
        invented_entities: Predicted entities that are not in the gold.
        missed: Gold facts without a core match.
        invented: Predicted facts without a core match.
        repeated: Those of ``invented`` that say again what another prediction already matched.
        differing: Core matches that are not full.
    """

    language: str
    entities: Tally
    entity_types: Mapping[str, Tally]
    core: Mapping[str, Tally]
    full: Mapping[str, Tally]
    overlapping: int
    links: tuple[Link, ...]
    missed_entities: tuple[Mapping[str, Any], ...] = ()
    invented_entities: tuple[Mapping[str, Any], ...] = ()
    missed: tuple[Fact, ...] = ()
    invented: tuple[Fact, ...] = ()
    repeated: tuple[Fact, ...] = ()
    differing: tuple[Differing, ...] = ()


class Row(NamedTuple):
    """One line of the table: what is measured, over which part, and how it did.

    ``group`` is ``all``, ``language``, ``entity`` or ``fact``, and ``name`` the part of it that is
    measured; ``measure`` is ``entities``, ``entities_strict``, ``core``, ``full``, ``identity`` or
    ``evidence``, whose share stands under precision. What a measure does not have is None.
    """

    group: str
    name: str
    measure: str
    precision: float
    recall: float | None = None
    f1: float | None = None
    right: int | None = None
    invented: int | None = None
    missed: int | None = None


@dataclass(frozen=True, slots=True)
class FolderScore:
    """The scores of a folder, micro-averaged.

    Args:
        releases: File stem to score, sorted.
        unread: Stems for which there was no prediction; all that they hold counts as missed.
    """

    releases: Mapping[str, ReleaseScore]
    unread: tuple[str, ...] = ()

    @property
    def entities(self) -> Tally:
        """Entities, with Region, Place and Country as one type."""
        return _sum(score.entities for score in self.releases.values())

    @property
    def entities_strict(self) -> Tally:
        """Entities, by exact type."""
        return _sum(self.entity_types.values())

    @property
    def entity_types(self) -> Mapping[str, Tally]:
        """Exact entity type to tally."""
        return _merged(score.entity_types for score in self.releases.values())

    @property
    def core(self) -> Mapping[str, Tally]:
        """Kind of fact to tally of core matches."""
        return _merged(score.core for score in self.releases.values())

    @property
    def full(self) -> Mapping[str, Tally]:
        """Kind of fact to tally of full matches."""
        return _merged(score.full for score in self.releases.values())

    @property
    def evidence(self) -> float:
        """The share of core matches whose quotes overlap; 0 if all facts were missed."""
        core = _sum(self.core.values())
        overlapping = sum(score.overlapping for score in self.releases.values())
        return Tally(overlapping, core.right - overlapping, core.missed).precision

    @property
    def identity(self) -> Agreement:
        """B³ over the folder."""
        return _agreement([link for score in self.releases.values() for link in score.links])

    @property
    def languages(self) -> Mapping[str, FolderScore]:
        """Language to the score of its releases."""
        found = sorted({score.language for score in self.releases.values()})
        return {
            language: FolderScore(
                {stem: one for stem, one in self.releases.items() if one.language == language}
            )
            for language in found
        }

    def table(self) -> tuple[Row, ...]:
        """The rows to print: over all, by language, by entity type, by kind of fact."""
        identity = self.identity
        rows = [
            *self._rows("all", ""),
            Row("all", "", "evidence", self.evidence),
            Row("all", "", "identity", identity.precision, identity.recall, identity.f1),
        ]
        for language, score in self.languages.items():
            rows += score._rows("language", language)
        for kind, tally in self.entity_types.items():
            rows.append(_row("entity", kind, "entities_strict", tally))
        for kind, tally in self.core.items():
            rows.append(_row("fact", kind, "core", tally))
            rows.append(_row("fact", kind, "full", self.full[kind]))
        return tuple(rows)

    def as_dict(self) -> dict[str, Any]:
        """The same figures for JSON, rounded to four places."""
        return {
            "releases": len(self.releases),
            "unread": list(self.unread),
            **self._measured(),
            "evidence": round(self.evidence, 4),
            "identity": _figures(self.identity),
            "languages": {name: score._measured() for name, score in self.languages.items()},
            "entity_types": {name: _figures(one) for name, one in self.entity_types.items()},
            "fact_types": {
                kind: {"core": _figures(tally), "full": _figures(self.full[kind])}
                for kind, tally in self.core.items()
            },
        }

    def _measured(self) -> dict[str, Any]:
        return {measure: _figures(tally) for measure, tally in self._tallies().items()}

    def _rows(self, group: str, name: str) -> list[Row]:
        return [_row(group, name, measure, tally) for measure, tally in self._tallies().items()]

    def _tallies(self) -> dict[str, Tally]:
        return {
            "entities": self.entities,
            "entities_strict": self.entities_strict,
            "core": _sum(self.core.values()),
            "full": _sum(self.full.values()),
        }


def score_folder(
    predictions: Mapping[str, Document],
    folder: Path,
    *,
    half: str | None = None,
    language: str | None = None,
) -> FolderScore:
    """Score a folder of releases that have a gold beside them.

    Args:
        predictions: File stem (``NAME`` of ``NAME.md``) to prediction. Those without a gold are
            passed over; a gold without a prediction counts as missed throughout.
        folder: Where ``NAME.md`` or ``NAME.txt`` and ``NAME.gold.json`` stand.
        half: ``odd`` or ``even``: only files whose name begins with such a number.
        language: Only releases whose gold has this language.

    Raises:
        GoldError: If a gold is broken, or none is left to score.
    """
    scores: dict[str, ReleaseScore] = {}
    for path in sorted(folder.glob("*.gold.json")):
        stem = path.name.removesuffix(".gold.json")
        if half and not _in_half(stem, half):
            continue
        gold = _json(path)
        if language and gold.get("language") != language:
            continue
        text = _body(folder, stem)
        scores[stem] = score_release(predictions.get(stem, {}), gold, text, where=path.name)
    if not scores:
        raise GoldError(
            "No gold annotation to score against",
            where=str(folder),
            remedy="Put NAME.gold.json beside each NAME.md, or loosen the filters.",
        )
    return FolderScore(scores, tuple(stem for stem in scores if stem not in predictions))


def score_release(
    predicted: Document, gold: Document, text: str, *, where: str = "gold"
) -> ReleaseScore:
    """Score one prediction against its gold.

    Args:
        predicted: What was read; what is missing in it is missed, and nothing in it is an error.
        gold: What was annotated.
        text: The release's text after its front matter, to which quotes and offsets refer.
        where: What errors call the gold.

    A gold that breaks its schema, or quotes what the text does not say, is a `GoldError`.
    """
    text = _stored(text)
    _check(gold, text, where)
    wanted, given = gold["entities"], _mappings(predicted.get("entities"))
    pairs = _entity_pairs(wanted, given)
    facts = _score_facts(
        gold["facts"],
        _mappings(predicted.get("facts")),
        _Context(frozenset((_name(wanted[g]), _name(given[p])) for g, p in pairs), text),
    )
    missed, invented = _rest(wanted, [g for g, _ in pairs]), _rest(given, [p for _, p in pairs])
    return ReleaseScore(
        language=str(gold.get("language", "")),
        entities=Tally(len(pairs), len(invented), len(missed)),
        entity_types=_entity_types(wanted, given),
        core=facts.core,
        full=facts.full,
        overlapping=facts.overlapping,
        links=tuple(_links(wanted, given, dict(pairs))),
        missed_entities=missed,
        invented_entities=invented,
        missed=tuple(facts.missed),
        invented=tuple(facts.invented),
        repeated=tuple(facts.repeated),
        differing=tuple(facts.differing),
    )


# Entities


def _entity_pairs(wanted: Sequence[Document], given: Sequence[Document]) -> Pairs:
    """Match by mention or name; the same exact type, then name, then most mentions are best."""
    weights: dict[tuple[int, int], int] = {}
    theirs = [_surfaces(other) for other in given]
    for g, one in enumerate(wanted):
        ours = _surfaces(one)
        for p, other in enumerate(given):
            if _broad(one["type"]) != _broad(other.get("type")):
                continue
            shared = len(ours & theirs[p])
            named = _name(one) == _name(other)
            if shared or named:
                same_type = one["type"] == other.get("type")
                weights[g, p] = (same_type * BETTER + named) * BETTER + shared
    return _matching(weights)


def _entity_types(wanted: Sequence[Document], given: Sequence[Document]) -> Mapping[str, Tally]:
    tallies = {}
    for kind in sorted({str(one.get("type")) for one in (*wanted, *given)}):
        ours = [one for one in wanted if one["type"] == kind]
        theirs = [one for one in given if str(one.get("type")) == kind]
        right = len(_entity_pairs(ours, theirs))
        tallies[kind] = Tally(right, len(theirs) - right, len(ours) - right)
    return tallies


def _links(
    wanted: Sequence[Document], given: Sequence[Document], pairs: Mapping[int, int]
) -> Iterator[Link]:
    """Each mention of a gold entity with a key, and the ``iri`` predicted for it.

    Where several predicted entities have the mention, the one matched to the gold entity comes
    first, then one of its type, then the first in the prediction.
    """
    for g, one in enumerate(wanted):
        if not one.get("same_as"):
            continue
        for surface in sorted(_surfaces(one)):
            holders = [
                (p != pairs.get(g), _broad(other.get("type")) != _broad(one["type"]), p)
                for p, other in enumerate(given)
                if surface in _surfaces(other)
            ]
            iri = given[min(holders)[2]].get("iri") if holders else None
            yield Link(str(one["same_as"]), None if iri is None else str(iri))


def _agreement(links: Sequence[Link]) -> Agreement:
    if not links:
        return Agreement(1.0, 1.0)
    both = Counter(links)
    keys = Counter(link.same_as for link in links)
    iris = Counter(link.iri for link in links)
    predicted = len(links) - iris[None]
    precise = sum(n * n / iris[link.iri] for link, n in both.items() if link.iri is not None)
    found = sum((n if link.iri is None else n * n) / keys[link.same_as] for link, n in both.items())
    return Agreement(precise / predicted if predicted else 0.0, found / len(links))


# Facts


@dataclass(frozen=True, slots=True)
class _Context:
    """What facts are compared in: names of matched entities (gold, predicted), and the text."""

    matched: frozenset[tuple[str, str]]
    text: str

    def same(self, gold: object, predicted: object) -> bool:
        return (_fold(gold), _fold(predicted)) in self.matched


@dataclass(slots=True)
class _Facts:
    core: dict[str, Tally] = field(default_factory=dict)
    full: dict[str, Tally] = field(default_factory=dict)
    overlapping: int = 0
    missed: list[Fact] = field(default_factory=list)
    invented: list[Fact] = field(default_factory=list)
    repeated: list[Fact] = field(default_factory=list)
    differing: list[Differing] = field(default_factory=list)


def _score_facts(wanted: Sequence[Fact], given: Sequence[Fact], context: _Context) -> _Facts:
    found = _Facts()
    for kind in sorted({str(fact.get("type")) for fact in (*wanted, *given)}):
        ours = [fact for fact in wanted if fact["type"] == kind]
        theirs = [fact for fact in given if str(fact.get("type")) == kind]
        _score_kind(kind, ours, theirs, context, found)
    return found


def _score_kind(
    kind: str, ours: Sequence[Fact], theirs: Sequence[Fact], context: _Context, found: _Facts
) -> None:
    wrong = {
        (g, p): _wrong_fields(one, other, context)
        for g, one in enumerate(ours)
        for p, other in enumerate(theirs)
    }
    core = {pair: fields for pair, fields in wrong.items() if not _breaks_core(kind, fields)}
    overlap = {(g, p): _overlaps(ours[g], theirs[p], context.text) for g, p in core}
    pairs = _matching(
        {
            pair: ((not fields) * BETTER + overlap[pair]) * BETTER - len(fields)
            for pair, fields in core.items()
        }
    )
    missed = _rest(ours, [g for g, _ in pairs])
    invented = _rest(theirs, [p for _, p in pairs])
    right = sum(not core[pair] for pair in pairs)
    found.core[kind] = Tally(len(pairs), len(invented), len(missed))
    found.full[kind] = Tally(right, len(theirs) - right, len(ours) - right)
    found.overlapping += sum(overlap[pair] for pair in pairs)
    found.missed += missed
    found.invented += invented
    again = {p for _, p in core} - {p for _, p in pairs}
    found.repeated += [theirs[p] for p in sorted(again)]
    found.differing += [Differing(ours[g], theirs[p], core[g, p]) for g, p in pairs if core[g, p]]


def _wrong_fields(gold: Fact, predicted: Fact, context: _Context) -> tuple[str, ...]:
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
    kind: StatementType, name: str, gold: object, predicted: object, context: _Context
) -> bool:
    match FIELDS[kind][name]:
        case _ if predicted in (None, ""):
            agrees = False
        case FieldKind.ENTITY:
            agrees = context.same(gold, predicted)
        case FieldKind.ENTITIES:
            agrees = _overlap_by_half(gold, predicted, context)
        case FieldKind.TEXT if kind is StatementType.STATEMENT:
            agrees = _share_opening(_fold(gold), _fold(predicted))
        case FieldKind.TEXT:
            agrees = 2 * len(_words(gold) & _words(predicted)) >= len(_words(gold))
        case FieldKind.DATE:
            agrees = _one_begins_other(str(gold), str(predicted))
        case _:
            agrees = gold == predicted
    return agrees


def _share_opening(one: str, other: str) -> bool:
    return one[:OPENING] in other or other[:OPENING] in one


def _one_begins_other(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def _overlap_by_half(gold: object, predicted: object, context: _Context) -> bool:
    """Whether two lists of entities have a Jaccard overlap of at least one half."""
    ours, theirs = _names(gold), _names(predicted)
    shared = sum(any((one, other) in context.matched for other in theirs) for one in ours)
    return 2 * shared >= len(ours) + len(theirs) - shared


def _overlaps(gold: Fact, predicted: Fact, text: str) -> bool:
    """Whether the quotes share a character; a quote that occurs often counts everywhere."""
    given = predicted.get("quote")
    start, end = predicted.get("start"), predicted.get("end")
    if isinstance(start, int) and isinstance(end, int) and text[start:end] == given:
        places = [(start, end)]
    else:  # offsets into another form of the text
        places = _places(given, text)
    return any(
        begin < right and left < stop
        for begin, stop in _places(gold["quote"], text)
        for left, right in places
    )


def _places(quote: object, text: str) -> list[tuple[int, int]]:
    wanted = _stored(quote) if isinstance(quote, str) else ""
    return [(one.start(), one.start() + len(wanted)) for one in _anywhere(wanted, text)]


def _anywhere(wanted: str, text: str) -> Iterator[re.Match[str]]:
    return re.finditer(f"(?={re.escape(wanted)})", text) if wanted else iter(())


# Matching


def _matching(weights: Mapping[tuple[int, int], int]) -> Pairs:
    """The most pairs that are one to one and, among those, the heaviest; sorted."""
    graph: nx.Graph[tuple[int, int]] = nx.Graph()
    for (g, p), weight in weights.items():
        graph.add_edge((0, g), (1, p), weight=weight)
    pairs = nx.max_weight_matching(graph, maxcardinality=True)
    return tuple(sorted((min(pair)[1], max(pair)[1]) for pair in pairs))


def _rest(items: Sequence[Document], taken: Iterable[int]) -> tuple[Document, ...]:
    used = set(taken)
    return tuple(item for place, item in enumerate(items) if place not in used)


# Comparing text


@lru_cache(maxsize=100_000)
def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def _fold(value: object) -> str:
    return _folded("" if value is None else str(value))


def _words(value: object) -> set[str]:
    return set(re.findall(r"\w+", _fold(value)))


def _name(entity: Document) -> str:
    return _fold(entity.get("name"))


def _names(value: object) -> set[str]:
    return {_fold(name) for name in value} if isinstance(value, list | tuple) else set()


def _surfaces(entity: Document) -> set[str]:
    return _names(entity.get("mentions"))


def _broad(kind: object) -> object:
    return "Territory" if kind in TERRITORIES else kind


def _stored(text: str) -> str:
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


# Figures


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _sum(tallies: Iterable[Tally]) -> Tally:
    return sum(tallies, Tally())


def _merged(parts: Iterable[Mapping[str, Tally]]) -> Mapping[str, Tally]:
    total: dict[str, Tally] = {}
    for part in parts:
        for name, tally in part.items():
            total[name] = total.get(name, Tally()) + tally
    return dict(sorted(total.items()))


def _row(group: str, name: str, measure: str, tally: Tally) -> Row:
    shares = (tally.precision, tally.recall, tally.f1)
    return Row(group, name, measure, *shares, tally.right, tally.invented, tally.missed)


def _figures(score: Tally | Agreement) -> dict[str, float]:
    shares = {"precision": score.precision, "recall": score.recall, "f1": score.f1}
    counts = asdict(score) if isinstance(score, Tally) else {}
    return {name: round(value, 4) for name, value in shares.items()} | counts


# Files


def _in_half(stem: str, half: str) -> bool:
    number = re.match(r"\d+", stem)
    return number is not None and int(number[0]) % 2 == (half == "odd")


def _body(folder: Path, stem: str) -> str:
    """The text of ``NAME.md`` or ``NAME.txt`` after its front matter and leading blank lines."""
    for path in (folder / f"{stem}.md", folder / f"{stem}.txt"):
        if path.is_file():
            text = _stored(path.read_text(encoding="utf-8-sig"))
            text = re.sub(r"\A---\n.*?^---[ \t]*$", "", text, flags=re.DOTALL | re.MULTILINE)
            return re.sub(r"\A(?:[ \t]*\n)+", "", text)
    raise GoldError(
        "A gold annotation without its release",
        where=str(folder / f"{stem}.gold.json"),
        remedy=f"Put {stem}.md or {stem}.txt beside it.",
    )


def _json(path: Path) -> dict[str, Any]:
    try:
        document = json.loads(path.read_text(encoding="utf-8-sig"))
    except ValueError as error:
        raise GoldError(
            f"Not valid JSON ({error})", where=str(path), remedy="Write it as one JSON object."
        ) from error
    if not isinstance(document, dict):
        raise GoldError("Not a JSON object", where=str(path), remedy="Write it as one JSON object.")
    return document


def _mappings(value: object) -> list[Document]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


# Checking a gold


def _check(gold: Document, text: str, where: str) -> None:
    for part in ("entities", "facts"):
        if not isinstance(gold.get(part), list) or len(_mappings(gold[part])) < len(gold[part]):
            raise GoldError(
                f"No list of objects under {part!r}",
                where=where,
                remedy="Add it, empty if need be.",
            )
    for number, entity in enumerate(gold["entities"], start=1):
        _check_entity(entity, f"{where}, entity {number}")
    names = {_name(entity) for entity in gold["entities"]}
    for number, fact in enumerate(gold["facts"], start=1):
        _check_fact(fact, names, f"{where}, fact {number}")
        if not _places(fact.get("quote"), text):
            raise GoldError(
                f"The quote {fact.get('quote')!r} is not in the text",
                where=f"{where}, fact {number}",
                remedy="Copy it from the release, character for character.",
            )


def _check_entity(entity: Document, where: str) -> None:
    if entity.get("type") not in list(EntityType):
        raise GoldError(
            f"Unknown entity type {entity.get('type')!r}",
            where=where,
            remedy=f"Use one of {', '.join(EntityType)}.",
        )
    if not _name(entity) or not _surfaces(entity):
        raise GoldError(
            "An entity without a name or mentions",
            where=where,
            remedy="Give its name, and its mentions as a list of the strings in the text.",
        )


def _check_fact(fact: Fact, names: set[str], where: str) -> None:
    if fact.get("type") not in list(StatementType):
        raise GoldError(
            f"Unknown kind of fact {fact.get('type')!r}",
            where=where,
            remedy=f"Use one of {', '.join(StatementType)}.",
        )
    kind = StatementType(fact["type"])
    unknown = sorted(set(fact) - set(FIELDS[kind]) - ABOUT_A_FACT)
    if unknown:
        raise GoldError(
            f"Unknown field {unknown[0]!r} of a {kind} fact",
            where=where,
            remedy=f"Its fields are {', '.join(FIELDS[kind])}.",
        )
    _check_references(kind, fact, names, where)


def _check_references(kind: StatementType, fact: Fact, names: set[str], where: str) -> None:
    for name, what in FIELDS[kind].items():
        value = fact.get(name)
        if value in (None, []) and name in CORE[kind]:
            raise GoldError(
                f"No {name!r} in a {kind} fact", where=where, remedy="A fact is nothing without it."
            )
        if what is FieldKind.ENTITIES and not isinstance(value, list | None):
            raise GoldError(f"{name!r} is no list", where=where, remedy="Write it as a JSON list.")
        if what not in (FieldKind.ENTITY, FieldKind.ENTITIES) or value is None:
            continue
        strangers = sorted((_names(value) if isinstance(value, list) else {_fold(value)}) - names)
        if strangers:
            raise GoldError(
                f"{name!r} names {strangers[0]!r}, which is no entity of the gold",
                where=where,
                remedy="Refer to an entity by its name, or add the entity.",
            )


# Command line


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m regiongraph.evaluation", description="Score predictions against gold."
    )
    parser.add_argument("predictions", type=Path, help="folder of NAME.json")
    parser.add_argument("gold", type=Path, help="folder of NAME.md or NAME.txt and NAME.gold.json")
    parser.add_argument("--half", choices=("odd", "even"), help="only files with such numbers")
    parser.add_argument("--language", help="only releases in this language, such as de")
    parser.add_argument("--misses", action="store_true", help="list what is wrong, by release")
    return parser.parse_args(argv)


def _lines(score: FolderScore) -> Iterator[str]:
    yield f"{len(score.releases)} releases, {len(score.unread)} of them without a prediction"
    for row in (Row._fields, *score.table()):
        yield "".join(f"{_cell(cell):>{16 if place < 3 else 10}}" for place, cell in enumerate(row))


def _cell(cell: str | float | None) -> str:
    if cell is None:
        return ""
    return f"{cell:.3f}" if isinstance(cell, float) else str(cell)


def mistakes(score: ReleaseScore) -> Iterator[str]:
    """What is wrong with one prediction, a line each.

    ``missed`` and ``invented`` name entities and facts; ``repeated`` is a fact said once more than
    the gold says it; ``differing`` a core match, with the fields in which it is wrong.
    """
    for entity in score.missed_entities:
        yield f"missed    {entity['type']} {entity['name']!r}"
    for entity in score.invented_entities:
        yield f"invented  {entity.get('type')} {entity.get('name')!r}"
    for fact in score.missed:
        yield f"missed    {_shown(fact)}"
    for fact in score.invented:
        yield f"{'repeated' if fact in score.repeated else 'invented':10}{_shown(fact)}"
    for one in score.differing:
        for name in one.fields:
            expected, got = _value(one.gold, name), _value(one.predicted, name)
            yield f"differing {_shown(one.predicted)} {name}: {got}, expected {expected}"


def _value(fact: Fact, name: str) -> str:
    parts = ("organisation", "region") if name == "seat" else (name,)
    return " / ".join(repr(fact.get(part)) for part in parts)


def _shown(fact: Fact) -> str:
    fields = [
        f"{name}={value!r}"
        for name, value in fact.items()
        if name not in ABOUT_A_FACT and value is not None
    ]
    rule = f" [{fact['rule']}]" if "rule" in fact else ""
    return f"{fact.get('type')} {' '.join(fields)} «{_quote(fact)}»{rule}"


def _quote(fact: Fact) -> str:
    return " ".join(str(fact.get("quote")).split())


def main(argv: Sequence[str] | None = None) -> int:
    """Print the table and, if asked, the mistakes; return the exit code."""
    options = _arguments(argv)
    try:
        predictions = {
            path.stem: _json(path) for path in sorted(options.predictions.glob("*.json"))
        }
        score = score_folder(
            predictions, options.gold, half=options.half, language=options.language
        )
    except RegiongraphError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    lines = list(_lines(score))
    if options.misses:
        for stem, one in score.releases.items():
            lines += ["", stem, *(f"  {line}" for line in mistakes(one))]
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
