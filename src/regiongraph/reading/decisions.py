"""The same thing in several releases: which are one, which are two, which are left open.

1. Things are compared only with their namesakes, or with events of their day and place.
2. A name alone makes nothing one: a `Rule` says what else must agree.
3. What contradicts (other days, other seats) keeps two apart, whatever agrees.
4. A person's review stands above all rules.
5. A thing bears the registry's key if it is there; else the key of its first attestation: the
   earliest published, then the lowest release id. So a later release renames nothing; an
   earlier one, added afterwards, does become the first attestation.

Things with a trait in common meet in a bucket, each compared with the first there: the work
grows with the number of traits, never with its square.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from itertools import chain, product
from typing import TYPE_CHECKING

from regiongraph.knowledge.offices import OfficeClasses
from regiongraph.knowledge.spelling import index_form
from regiongraph.reading.attestations import Attestation, attest, attest_entry, name_form
from regiongraph.reading.identity_rules import ONE_AT_A_TIME, RULES, SEATS, WORDS, Rule
from regiongraph.reading.reviews import Note, References
from regiongraph.records import (
    FIELDS,
    Decision,
    EntityType,
    FieldKind,
    Identity,
    ReadRelease,
    Statement,
    Verdict,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from regiongraph.knowledge.entries import Claim, Entry
    from regiongraph.knowledge.registry import Registry
    from regiongraph.reading.reviews import Review
    from regiongraph.records import FieldValue

_FULL_NAME = 2  # words

ORDER = (
    EntityType.REGION,
    EntityType.PLACE,
    EntityType.ORGANISATION,
    EntityType.EVENT,
    EntityType.DOCUMENT,
    EntityType.PERSON,
)
"""Each type is decided with the help of those before it."""


@dataclass(frozen=True, slots=True)
class United:
    """Releases in which the same thing has the same key.

    Args:
        read: The releases, in the order given.
        decisions: What was decided and why, sorted.
        notes: Rows of a review that could not be followed.
    """

    read: tuple[ReadRelease, ...]
    decisions: tuple[Decision, ...] = ()
    notes: tuple[Note, ...] = ()


def unite(
    read: Sequence[ReadRelease], *, registry: Registry, reviews: Sequence[Review] = ()
) -> United:
    """Give the same person, body, event, document and place one key in all releases.

    The order of the releases does not matter.

    Args:
        read: Releases, each id once.
        registry: What is known beforehand.
        reviews: What a person decided; it stands above the rules.
    """
    offices = OfficeClasses(registry.offices)
    references = References(read, registry)
    rows, notes = references.resolve(reviews)
    now: dict[str, str] = {}

    def attested(type_: EntityType) -> list[Attestation]:
        found = (attest(one, type_, registry=registry, offices=offices, now=now) for one in read)
        return sorted(chain.from_iterable(found), key=lambda a: a.order)

    judges = {}
    for type_ in ORDER:
        judge = judges[type_] = _Judge(type_, attested(type_), registry, references.name)
        notes += judge.follow(rows)
        judge.apply_rules()
        now |= judge.keys()
    for type_ in sorted({rule.type for rule in RULES if rule.late}):
        judges[type_].apply_late_rules(attested(type_))
        now |= judges[type_].keys()
    made = chain.from_iterable(judge.decisions() for judge in judges.values())
    notes += [_undecidable(row) for row, key, _ in rows if _type_of(key) not in ORDER]
    renamed = tuple(_renamed(one, now, registry) for one in read)
    ordered = sorted(made, key=lambda d: (d.type, d.name, d.first, d.second, d.verdict))
    return United(renamed, tuple(ordered), tuple(sorted(notes)))


@dataclass(eq=False, slots=True)
class _Cluster:
    """Attestations of one thing, with all that they say."""

    first: Attestation
    nodes: dict[str, Attestation]
    traits: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    enemies: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Finding:
    verdict: Verdict
    rule: str
    evidence: str
    first: Attestation
    second: Attestation


class _Judge:
    """Decides about the things of one type."""

    def __init__(
        self,
        type_: EntityType,
        found: Sequence[Attestation],
        registry: Registry,
        name: Callable[[str], str],
    ) -> None:
        self._type, self._registry, self._name = type_, registry, name
        self._attested = found
        self._of: dict[str, _Cluster] = {}
        self._findings: list[_Finding] = []
        for node in found:
            self._add(node)

    def _add(self, node: Attestation) -> _Cluster:
        if node.key not in self._of:
            cluster = self._of[node.key] = _Cluster(node, {node.key: node})
            for kind, value in node.traits:
                cluster.traits[kind].add(value)
            cluster.traits["form"].update({node.form} - {""})
            cluster.traits["release"].update({node.release} - {""})
        return self._of[node.key]

    def follow(self, rows: Iterable[tuple[Review, str, str]]) -> list[Note]:
        """Do what a person's review says of things of this type; return what cannot be."""
        notes = []
        for review, *keys in rows:
            if _type_of(keys[0]) is not self._type:
                continue
            for key in keys:
                if key not in self._of:
                    self._add(attest_entry(key, (), self._registry))
            one, other = (self._of[key] for key in keys)
            same = review.verdict is Verdict.ONE
            if (one is other and not same) or (same and not one.enemies.isdisjoint(other.nodes)):
                what = f"{review.a} and {review.b} were decided otherwise in a row before"
                notes.append(Note(review.where, what, "Remove one of the rows."))
                continue
            ends = [self._of[key].nodes[key] for key in keys]
            self._find(review.verdict, "review", review.note or "a person said so", *ends)
            if same:
                self._join(one, other)
            else:
                one.enemies.add(keys[1])
                other.enemies.add(keys[0])
        return notes

    def apply_rules(self) -> None:
        """Join what the registry and the rules say is one; leave open what only shares a name."""
        if self._type is EntityType.PERSON:
            self._link_people()
        if self._type is EntityType.ORGANISATION:
            self._link_bodies()
        self._apply(rule for rule in RULES if rule.type is self._type and not rule.late)
        self._leave_open()

    def apply_late_rules(self, found: Sequence[Attestation]) -> None:
        """Join by what is known of things once all types have been decided.

        Args:
            found: What the releases say of them, in terms of what was decided.
        """
        self._attested = found
        self._apply(rule for rule in RULES if rule.type is self._type and rule.late)

    def _apply(self, rules: Iterable[Rule]) -> None:
        for rule in rules:
            buckets: dict[tuple[str, ...], list[Attestation]] = defaultdict(list)
            for node in self._attested:
                for meeting in _meetings(node, rule):
                    self._meet(node, buckets[meeting], rule)

    def _meet(self, node: Attestation, bucket: list[Attestation], rule: Rule) -> None:
        """Compare a node with those in a bucket that are not one yet."""
        for other in bucket:
            if self._of[node.key] is self._of[other.key]:
                return
            if rule.across and node.language == other.language:
                continue
            if not self._against(node, other, rule):
                evidence = self._shared(other.traits & node.traits, rule)
                self._find(Verdict.ONE, rule.name, evidence, other, node)
                self._join(self._of[other.key], self._of[node.key])
                return
        bucket.append(node)

    def _link_people(self) -> None:
        """Join people and the registry's where its claims of that time give seat or office."""
        claims: dict[str, list[Claim]] = defaultdict(list)
        for claim in self._registry.claims:
            claims[claim.subject].append(claim)
        entries = self._namesakes()
        for node in self._attested:
            fitting = []
            for key in entries.get(node.form, ()):
                self._add(attest_entry(key, tuple(claims[key]), self._registry))
                current = tuple(claim for claim in claims[key] if _holds(claim, node.published))
                entry = attest_entry(key, current, self._registry)
                rule = _sharing(node, entry)
                if rule is not None and not self._against(node, entry, rule):
                    fitting.append((entry, rule))
            if len(fitting) == 1:
                entry, rule = fitting[0]
                evidence = self._shared(entry.traits & node.traits, rule)
                self._find(Verdict.ONE, rule.name, evidence, entry, node)
                self._join(self._of[entry.key], self._of[node.key])

    def _namesakes(self) -> dict[str, list[str]]:
        forms = {node.form for node in self._attested if node.form}
        found: dict[str, list[str]] = defaultdict(list)
        for entry in self._registry.entries.values() if forms else ():
            if entry.type is self._type:
                name = self._registry.name(entry.key, "en")
                form = name_form(name, entry.type, self._registry, "mul")
                if form in forms:
                    found[form].append(entry.key)
        return found

    def _link_bodies(self) -> None:
        """Join a body and the only one of the registry that bears its full name.

        In a language for which the registry has no name, kind and abbreviation do.
        """
        for node in self._attested:
            found = [e for e in self._registry.find(node.name) if e.type is self._type]
            if len(found) == 1 and len(index_form(node.name).split()) >= _FULL_NAME:
                self._link_body(node, found[0].key, "the registry has one body of this full name")
                continue
            for short in sorted(node.values("abbreviation")):
                entries = [e for e in self._registry.find(short) if self._fits(e, node)]
                if len(entries) == 1:
                    self._link_body(node, entries[0].key, f"a body of this kind called {short}")

    def _fits(self, entry: Entry, node: Attestation) -> bool:
        kinds = attest_entry(entry.key, (), self._registry).values("kind")
        return (
            entry.type is self._type
            and node.language not in entry.names
            and not kinds.isdisjoint(node.values("kind"))
        )

    def _link_body(self, node: Attestation, key: str, why: str) -> None:
        entry = attest_entry(key, (), self._registry)
        self._add(entry)
        if not self._against(node, entry, Rule(self._type, ("form",))):
            self._find(Verdict.ONE, "organisation.registry", why, entry, node)
            self._join(self._of[entry.key], self._of[node.key])

    def _against(self, node: Attestation, other: Attestation, rule: Rule) -> str:
        """Return in words what speaks against two nodes being one; empty if nothing does."""
        one, two = self._of[node.key], self._of[other.key]
        if any(enemy in two.nodes for enemy in one.enemies):
            return "a person said that they are two"
        if self._type is EntityType.ORGANISATION and self._elsewhere(one, two, ("territory",)):
            return "bodies of other territories"
        if one.traits["release"] & two.traits["release"]:
            return "one release names both"
        if one.first.key != two.first.key and not (one.first.release or two.first.release):
            return "the registry has two"
        for kind in ONE_AT_A_TIME.get(self._type, ()):
            if one.traits[kind] and two.traits[kind] and not one.traits[kind] & two.traits[kind]:
                values = (self._listed(kind, found.traits[kind]) for found in (one, two))
                return f"another {kind}: {', '.join(values)}"
        return "" if rule.sure else self._other_seats(one, two)

    def _other_seats(self, one: _Cluster, two: _Cluster) -> str:
        held = one.traits["office"] and two.traits["office"]
        seats = self._elsewhere(one, two, SEATS) if held else ""
        return f"offices elsewhere: {seats}" if seats else ""

    def _elsewhere(self, one: _Cluster, two: _Cluster, kinds: Iterable[str]) -> str:
        """Return the seats of both if none of the one is, or is part of, one of the other."""
        seats = [set().union(*(found.traits[kind] for kind in kinds)) for found in (one, two)]
        related = (b in self._above(a) or a in self._above(b) for a, b in product(*seats))
        if not all(seats) or any(related):
            return ""
        return ", ".join(self._listed("body", found) for found in seats)

    def _above(self, key: str) -> set[str]:
        found, waiting = set(), [key]
        while waiting:
            key = waiting.pop()
            found.add(key)
            entry = self._registry.entries.get(key)
            links = (entry.parent, entry.country, entry.region) if entry else ()
            waiting += [link for link in links if link and link not in found]
        return found

    def _leave_open(self) -> None:
        """Report namesakes that remained apart, each with the first of them."""
        firsts: dict[str, Attestation] = {}
        told = {self._pair(finding.first, finding.second) for finding in self._findings}
        nodes = (node for cluster in self._clusters() for node in cluster.nodes.values())
        for node in sorted(nodes, key=lambda node: node.order):
            first = firsts.setdefault(node.form, node) if node.form else node
            pair = self._pair(first, node)
            if len(pair) == 1 or pair in told:
                continue
            told.add(pair)
            rule = Rule(self._type, ("form",), sure=False)
            against = self._against(node, first, rule)
            certain = against and self._type in ONE_AT_A_TIME
            why = f"the same name, but {against or 'nothing else agrees'}"
            self._find(Verdict.TWO if certain else Verdict.OPEN, rule.name, why, first, node)

    def _pair(self, one: Attestation, other: Attestation) -> frozenset[str]:
        return frozenset((self._of[one.key].first.key, self._of[other.key].first.key))

    def _clusters(self) -> list[_Cluster]:
        return list({cluster.first.key: cluster for cluster in self._of.values()}.values())

    def _join(self, one: _Cluster, other: _Cluster) -> None:
        if one is other:
            return
        large, small = (one, other) if len(one.nodes) >= len(other.nodes) else (other, one)
        large.first = min(one.first, other.first, key=lambda node: node.order)
        large.nodes |= small.nodes
        large.enemies |= small.enemies
        for kind, values in small.traits.items():
            large.traits[kind] |= values
        for key in small.nodes:
            self._of[key] = large

    def _find(
        self, verdict: Verdict, rule: str, why: str, first: Attestation, second: Attestation
    ) -> None:
        self._findings.append(_Finding(verdict, rule, why, first, second))

    def _shared(self, traits: Iterable[tuple[str, str]], rule: Rule) -> str:
        """Say what two nodes share, that which the rule asks for first."""
        values: dict[str, set[str]] = defaultdict(set)
        for kind, value in traits:
            values[kind].add(value)
        kinds = [*rule.same, *(kind for kind in WORDS if kind in values and kind not in rule.same)]
        return "; ".join(
            WORDS[kind].format(self._listed(kind, values.get(kind, set()))) for kind in kinds
        )

    def _listed(self, kind: str, values: Iterable[str]) -> str:
        plain = kind in {"office", "post", "kind", "beside"}
        return ", ".join(
            value.replace("_", " ") if plain else self._name(value) for value in sorted(values)
        )

    def keys(self) -> dict[str, str]:
        """Return the key of each thing that has got another."""
        firsts = ((key, cluster.first.key) for key, cluster in self._of.items())
        return {key: first for key, first in firsts if key != first}

    def decisions(self) -> Iterator[Decision]:
        """Yield what was decided, with the keys that things bear in the end."""
        for found in self._findings:
            keys = tuple(self._of[node.key].first.key for node in (found.first, found.second))
            yield Decision(
                found.verdict,
                found.rule,
                f"{found.second.name} ({found.first.source}, {found.second.source}): "
                f"{found.evidence}",
                self._type,
                found.second.name,
                found.first.key,
                found.second.key,
                (keys[0], keys[1]),
            )


def _type_of(key: str) -> EntityType:
    return next(t for t in EntityType if t.value.lower() == key.partition("/")[0])


def _undecidable(review: Review) -> Note:
    what = f"{review.a} and {review.b} are neither person, body, event, document nor place"
    return Note(review.where, what, "Mend the registry instead.")


def _meetings(node: Attestation, rule: Rule) -> Iterator[tuple[str, ...]]:
    """Yield the buckets in which a node waits for others of which the rule may say the same."""
    values = [
        ([node.form] if node.form else []) if kind == "form" else sorted(node.values(kind))
        for kind in rule.same
    ]
    yield from product(*values)


def _holds(claim: Claim, published: str | None) -> bool:
    """Say whether a claim of the registry may speak of the day of a release."""
    if published is None:
        return True
    after = claim.start is None or claim.start <= published
    return after and (claim.end is None or published <= f"{claim.end}-99")


def _sharing(node: Attestation, entry: Attestation) -> Rule | None:
    """Return the first rule by which a person is one of the registry."""
    rules = (rule for rule in RULES if rule.type is node.type)
    return next((r for r in rules if node.values(r.same[1]) & entry.values(r.same[1])), None)


def _renamed(read: ReadRelease, now: Mapping[str, str], registry: Registry) -> ReadRelease:
    identities: dict[str, Identity] = {}
    for identity in read.identities:
        key = now.get(identity.key, identity.key)
        known = identities.get(key)
        mentions = tuple(sorted({*identity.mentions, *(known.mentions if known else ())}))
        entry = key if key in registry.entries else identity.registry
        kept = known or identity
        inner = tuple(sorted({*identity.inner, *(known.inner if known else ())}))
        identities[key] = replace(kept, key=key, mentions=mentions, registry=entry, inner=inner)
    statements = tuple(_retold(statement, now) for statement in read.statements)
    ordered = tuple(identities[key] for key in sorted(identities))
    return replace(read, identities=ordered, statements=statements)


def _retold(statement: Statement, now: Mapping[str, str]) -> Statement:
    fields: dict[str, FieldValue] = dict(statement.fields)
    for name, kind in FIELDS[statement.type].items():
        value = fields[name]
        if kind is FieldKind.ENTITY and value is not None:
            fields[name] = now.get(str(value), str(value))
        elif kind is FieldKind.ENTITIES and isinstance(value, tuple):
            fields[name] = tuple(dict.fromkeys(now.get(key, key) for key in value))
    return replace(statement, fields=fields)
