"""Claims become RDF: one named graph a release, one for the claims of the registry.

1. The release itself, with its text, stands in its graph, and so does every passage
   of it that names a thing or proves a claim.
2. Each claim is a node. Its IRI is a digest of the release, the kind, the fields and
   the offsets, so that reading again adds nothing; the fields are properties.
3. What the registry claims is written in the same terms; its evidence cites a source
   where a release has a passage.

There are no blank nodes and no time stamps: the same input gives the same quads.
"""

from __future__ import annotations

import hashlib
import json
import re
from decimal import Decimal
from pathlib import PurePath
from typing import TYPE_CHECKING
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode, Quad

from regiongraph.graph import vocabulary as v
from regiongraph.graph.dates import bounds, date_literal, day_literal
from regiongraph.records import FIELDS, FieldKind, ReadRelease, Span, StatementType

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from regiongraph.knowledge.entries import Claim, Entry
    from regiongraph.knowledge.offices import OfficeClasses
    from regiongraph.records import FieldValue, Release, Statement

Term = NamedNode | Literal
Property = tuple[NamedNode, Term]

REGISTRY_CONFIDENCE = {"high": 0.95, "medium": 0.7, "low": 0.4}
"""What the grades of the registry mean between 0 and 1."""
_REGISTRY_KINDS = {
    "post": (StatementType.POST, "person", "office"),
    "membership": (StatementType.MEMBERSHIP, "member", "role"),
    "presidency": (StatementType.MEMBERSHIP, "member", "role"),
}
_LANGUAGE_TAG = re.compile("[a-z]{2,3}")


def thing(key: str, *, base: str = v.BASE) -> NamedNode:
    """Return the IRI of a thing; characters that an IRI may not hold are escaped.

    Args:
        key: The tail, such as ``region/DED``.
        base: Where the IRIs of things begin.
    """
    return NamedNode(base + quote(key, safe="/-._~"))


def release_graph(release_id: str, *, base: str = v.BASE) -> NamedNode:
    """Return the named graph of a release."""
    return thing(f"graph/release/{release_id}", base=base)


def registry_graph(*, base: str = v.BASE) -> NamedNode:
    """Return the named graph of the registry's claims."""
    return thing("graph/registry", base=base)


def own_graph(name: str, *, base: str = v.BASE) -> NamedNode:
    """Return a named graph of a person's own, which updates may change and builds keep."""
    return thing(f"graph/own/{name}", base=base)


def release_quads(
    read: ReadRelease, *, base: str = v.BASE, offices: OfficeClasses | None = None
) -> list[Quad]:
    """Return everything that one release says, as quads of its own named graph.

    Args:
        read: The release with what was read from it.
        base: Where the IRIs of things begin.
        offices: Generic classes of office words, for ``org:role``.

    Returns:
        Sorted quads without duplicates. Of two statements that say the same at the
        same place, the surer one counts.
    """
    release = read.release
    graph = release_graph(release.id, base=base)
    quads = {Quad(s, p, o, graph) for s, p, o in _release(release, base)}
    for identity in read.identities:
        for mention in identity.mentions:
            span = Span(mention.start, mention.end)
            place = _passage_iri(release, span, base)
            quads |= {Quad(place, p, o, graph) for p, o in _passage(release, span, base)}
            quads.add(Quad(place, v.NAMES, thing(identity.key, base=base), graph))
    for iri, statement in _surest(read, base).items():
        spans = (Span(statement.evidence.start, statement.evidence.end), *statement.evidence.pieces)
        for span in spans:
            place = _passage_iri(release, span, base)
            quads |= {Quad(place, p, o, graph) for p, o in _passage(release, span, base)}
        claim = (*_statement(statement, release, base), *_roles(statement, release, offices))
        quads |= {Quad(iri, p, o, graph) for p, o in claim}
    return sorted(quads, key=str)


def registry_quads(
    claims: Iterable[Claim],
    *,
    entries: Mapping[str, Entry],
    base: str = v.BASE,
    offices: OfficeClasses | None = None,
) -> list[Quad]:
    """Return claims of the registry, each with the source that its row cites, sorted.

    Args:
        claims: The claims.
        entries: The bodies that they speak of, by key.
        base: Where the IRIs of things begin.
        offices: Generic classes of office words, for ``org:role``.
    """
    graph = registry_graph(base=base)
    quads: set[Quad] = set()
    for claim in claims:
        iri = thing(f"claim/registry-{claim.id}", base=base)
        evidence = thing(f"evidence/registry-{claim.id}", base=base)
        quads |= {Quad(iri, p, o, graph) for p, o in _registry_claim(claim, entries, base)}
        quads |= {Quad(iri, v.ROLE, role, graph) for role in _registry_roles(claim, offices)}
        quads.add(Quad(iri, v.HAS_EVIDENCE, evidence, graph))
        quads.add(Quad(evidence, v.TYPE, v.EVIDENCE, graph))
        quads.add(Quad(evidence, v.CITATION, Literal(claim.source), graph))
        if claim.note:
            quads.add(Quad(evidence, v.NOTE, Literal(claim.note), graph))
    return sorted(quads, key=str)


def nquads(quads: Iterable[Quad]) -> bytes:
    """Return quads as N-Quads in UTF-8, one a line, sorted: equal graphs, equal bytes."""
    return "".join(f"{line} .\n" for line in sorted({str(quad) for quad in quads})).encode()


def text_literal(text: str, language: str | None = None) -> Literal:
    """Return a text with its language tag; what is no tag is left out."""
    tagged = language is not None and _LANGUAGE_TAG.fullmatch(language)
    return Literal(text, language=language) if tagged else Literal(text)


def _release(release: Release, base: str) -> Iterator[tuple[NamedNode, NamedNode, Term]]:
    iri = thing(f"release/{release.id}", base=base)
    yield iri, v.TYPE, v.RELEASE
    yield iri, v.TEXT, text_literal(release.text, release.language)
    yield iri, v.LANGUAGE, Literal(release.language)
    yield iri, v.SOURCE, Literal(PurePath(release.source).name)
    if release.title:
        yield iri, v.HEADLINE, text_literal(release.title, release.language)
    if release.publisher:
        yield iri, v.PUBLISHER, text_literal(release.publisher, release.language)
    if release.published:
        yield iri, v.PUBLISHED, date_literal(release.published)
    if release.url:
        # A literal: an address from outside is shown, never followed.
        yield iri, v.URL, Literal(release.url, datatype=v.XSD_ANY_URI)


def _passage_iri(release: Release, span: Span, base: str) -> NamedNode:
    return thing(f"passage/{release.id}-{span.start}-{span.end}", base=base)


def _passage(release: Release, span: Span, base: str) -> Iterator[Property]:
    yield v.TYPE, v.PASSAGE
    yield v.SOURCE, thing(f"release/{release.id}", base=base)
    yield v.EXACT, text_literal(release.text[span.start : span.end], release.language)
    yield v.START, Literal(span.start)
    yield v.END, Literal(span.end)


def _surest(read: ReadRelease, base: str) -> dict[NamedNode, Statement]:
    found: dict[NamedNode, Statement] = {}
    for statement in read.statements:
        iri = _claim_iri(statement, read.release, base)
        rival = found.setdefault(iri, statement)
        if (statement.confidence, statement.rule) > (rival.confidence, rival.rule):
            found[iri] = statement
    return found


def _claim_iri(statement: Statement, release: Release, base: str) -> NamedNode:
    evidence = statement.evidence
    place = (release.id, evidence.start, evidence.end)
    said = (*place, statement.type.value, sorted(statement.fields.items()))
    digest = hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()
    return thing(f"claim/{digest[:20]}", base=base)


def _statement(statement: Statement, release: Release, base: str) -> Iterator[Property]:
    evidence = statement.evidence
    span = Span(evidence.start, evidence.end)
    yield v.TYPE, v.CLAIM
    yield v.TYPE, v.KINDS[statement.type]
    yield v.HAS_EVIDENCE, _passage_iri(release, span, base)
    for piece in evidence.pieces:
        yield v.PIECE, _passage_iri(release, piece, base)
    yield v.RULE, Literal(statement.rule)
    yield v.CONFIDENCE, _decimal(statement.confidence)
    attested = bounds(release.published) if release.published else None
    if attested and attested[0] == attested[1]:
        yield v.ATTESTED_ON, day_literal(attested[0])
    yield from _fields(statement.type, statement.fields, language=release.language, base=base)


def _roles(
    statement: Statement, release: Release, offices: OfficeClasses | None
) -> Iterator[Property]:
    office = statement.fields.get("office")
    if offices is not None and isinstance(office, str):
        for name in offices.of(office, release.language):
            yield v.ROLE, NamedNode(v.OFFICES + name)


def _registry_claim(claim: Claim, entries: Mapping[str, Entry], base: str) -> Iterator[Property]:
    kind, who, what = _REGISTRY_KINDS[claim.kind]
    fields: dict[str, FieldValue] = {who: claim.subject, what: claim.office or None}
    fields |= {"organisation": claim.organisation}
    body = entries.get(claim.organisation or "")
    # A region that the body does not govern only says where the office-holder is from.
    if kind is StatementType.POST and (body is None or body.region == claim.region):
        fields |= {"region": claim.region}
    yield v.TYPE, v.CLAIM
    yield v.TYPE, v.KINDS[kind]
    yield v.RULE, Literal(f"registry.{claim.kind}")
    yield v.CONFIDENCE, _decimal(REGISTRY_CONFIDENCE[claim.confidence])
    yield from _fields(kind, fields, language=None, base=base)
    yield from _interval(claim)


def _registry_roles(claim: Claim, offices: OfficeClasses | None) -> list[NamedNode]:
    if claim.office_class:
        return [NamedNode(v.OFFICES + claim.office_class)]
    found = offices.of(claim.office, None) if offices else ()
    return [NamedNode(v.OFFICES + name) for name in found]


def _interval(claim: Claim) -> Iterator[Property]:
    for stated, stated_as, bound_as, side in (
        (claim.start, v.START_DATE, v.EARLIEST, 0),
        (claim.end, v.END_DATE, v.LATEST, 1),
    ):
        days = bounds(stated) if stated else None
        if stated and days:
            yield stated_as, date_literal(stated)
            yield bound_as, day_literal(days[side])
    attested = bounds(claim.as_of) if claim.as_of else None
    if attested and attested[0] == attested[1]:
        yield v.ATTESTED_ON, day_literal(attested[0])


def _fields(
    kind: StatementType, fields: Mapping[str, FieldValue], *, language: str | None, base: str
) -> Iterator[Property]:
    for name, field_kind in FIELDS[kind].items():
        value, role = fields.get(name), v.ROLES[kind][name]
        if value is None or value == ():
            continue
        if field_kind is FieldKind.DATE:
            yield from _date(role, str(value))
        elif field_kind in {FieldKind.ENTITY, FieldKind.ENTITIES}:
            for key in value if isinstance(value, tuple) else (value,):
                yield role, thing(str(key), base=base)
        elif isinstance(value, bool | int):
            yield role, Literal(value)
        else:
            tag = language if field_kind is FieldKind.TEXT else None
            yield role, text_literal(str(value), tag)


def _date(role: NamedNode, stated: str) -> Iterator[Property]:
    yield role, date_literal(stated)
    days = bounds(stated)
    if days:
        yield v.EARLIEST, day_literal(days[0])
        if role == v.DATE:  # a membership begins on its date and may go on
            yield v.LATEST, day_literal(days[1])


def _decimal(value: float) -> Literal:
    return Literal(format(Decimal(str(round(value, 3))), "f"), datatype=v.XSD_DECIMAL)
