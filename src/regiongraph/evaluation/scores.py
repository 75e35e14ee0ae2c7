"""What scoring yields: figures for one release and for a folder, and what is behind them."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Document: TypeAlias = "Mapping[str, Any]"
"""A gold or a prediction as JSON gives it."""

Fact: TypeAlias = "Mapping[str, Any]"


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


def _row(group: str, name: str, measure: str, tally: Tally) -> Row:
    shares = (tally.precision, tally.recall, tally.f1)
    return Row(group, name, measure, *shares, tally.right, tally.invented, tally.missed)


def _figures(score: Tally | Agreement) -> dict[str, float]:
    shares = {"precision": score.precision, "recall": score.recall, "f1": score.f1}
    counts = asdict(score) if isinstance(score, Tally) else {}
    return {name: round(value, 4) for name, value in shares.items()} | counts


def _sum(tallies: Iterable[Tally]) -> Tally:
    return sum(tallies, Tally())


def _merged(parts: Iterable[Mapping[str, Tally]]) -> Mapping[str, Tally]:
    total: dict[str, Tally] = {}
    for part in parts:
        for name, tally in part.items():
            total[name] = total.get(name, Tally()) + tally
    return dict(sorted(total.items()))


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
