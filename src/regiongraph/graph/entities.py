"""What things are and are called, for all releases together: one named graph.

A thing that several releases name has its type, names and identifiers here and only
here, because a triple that stood in two graphs would be counted twice.
"""

from __future__ import annotations

from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from regiongraph.graph import vocabulary as v
from regiongraph.graph.dates import date_literal
from regiongraph.graph.triples import text_literal, thing
from regiongraph.records import EntityType
from regiongraph.resources import shipped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from regiongraph.graph.triples import Property
    from regiongraph.knowledge.entries import Claim, Entry, Office
    from regiongraph.records import Identity, ReadRelease

_WIKIDATA = "http://www.wikidata.org/entity/"
_NUTS = "http://data.europa.eu/nuts/code/"
_CORPORATE_BODY = "http://publications.europa.eu/resource/authority/corporate-body/"
_LABEL_LANGUAGES = ("mul", "en", "de", "fr", "und")
"""Where no release names a thing: the first of these languages gives the label shown."""


def entities_graph(*, base: str = v.BASE) -> NamedNode:
    """Return the named graph of types, names and identifiers."""
    return thing("graph/entities", base=base)


def used_claims(read: Iterable[ReadRelease], claims: Iterable[Claim]) -> list[Claim]:
    """Return the registry's claims about what releases name.

    That is: posts and memberships of a person, body or region that is named, and the
    members of a body that is named.
    """
    named = {identity.key for one in read for identity in one.identities}
    return [
        claim
        for claim in claims
        if claim.subject in named or (claim.kind != "post" and claim.organisation in named)
    ]


def used_entries(
    read: Iterable[ReadRelease], claims: Iterable[Claim], entries: Mapping[str, Entry]
) -> dict[str, Entry]:
    """Return the entries that releases name or claims speak of, and what those are part of."""
    wanted = {identity.key for one in read for identity in one.identities}
    wanted |= {key for c in claims for key in (c.subject, c.organisation, c.region) if key}
    found: dict[str, Entry] = {}
    waiting = sorted(wanted & entries.keys())
    while waiting:
        entry = entries[waiting.pop()]
        found[entry.key] = entry
        links = (entry.parent, entry.country, entry.region)
        waiting.extend(key for key in links if key and key not in found)
    return found


def entity_quads(
    read: Iterable[ReadRelease], *, entries: Mapping[str, Entry], base: str = v.BASE
) -> list[Quad]:
    """Return types, names and identifiers of everything named, sorted.

    Args:
        read: The releases, in the order in which names count: the first that names a
            thing gives the name that is shown.
        entries: The registry entries to write, by key.
        base: Where the IRIs of things begin.
    """
    graph = entities_graph(base=base)
    named: dict[str, list[tuple[Identity, str]]] = {key: [] for key in entries}
    for one in read:
        for identity in one.identities:
            named.setdefault(identity.key, []).append((identity, one.release.language))
    quads: set[Quad] = set()
    for key, identities in named.items():
        iri, entry = thing(key, base=base), entries.get(key)
        kind = entry.type if entry else identities[0][0].type
        quads.add(Quad(iri, v.TYPE, v.ENTITY_CLASSES[kind], graph))
        known = chain(_names(entry, identities), _registered(entry, base))
        quads |= {Quad(iri, p, o, graph) for p, o in known}
    return sorted(quads, key=str)


def office_quads(
    used: Iterable[NamedNode], offices: Iterable[Office], *, base: str = v.BASE
) -> list[Quad]:
    """Return the generic offices that claims point to, with their words, sorted."""
    graph = entities_graph(base=base)
    wanted = set(used)
    quads = {Quad(role, v.TYPE, v.ROLE_CLASS, graph) for role in wanted}
    quads |= {Quad(role, v.BROADER, _wider()[role], graph) for role in wanted & _wider().keys()}
    labelled: set[tuple[NamedNode, str]] = set()
    for office in offices:
        role = NamedNode(v.OFFICES + office.office_class)
        if role in wanted:
            first = (role, office.language) not in labelled
            labelled.add((role, office.language))
            label = text_literal(office.label, office.language)
            quads.add(Quad(role, v.PREF_LABEL if first else v.ALT_LABEL, label, graph))
    return sorted(quads, key=str)


@cache
def _wider() -> Mapping[NamedNode, NamedNode]:
    """Return the wider office of each generic office for which the ontology names one."""
    text = (shipped("ontology") / "regiongraph.ttl").read_text(encoding="utf-8")
    return {
        quad.subject: quad.object
        for quad in parse(text, RdfFormat.TURTLE)
        if quad.predicate == v.BROADER
        and isinstance(quad.subject, NamedNode)
        and isinstance(quad.object, NamedNode)
    }


def _names(entry: Entry | None, named: list[tuple[Identity, str]]) -> Iterator[Property]:
    names: dict[str, dict[str, None]] = {}
    for language, texts in entry.names.items() if entry else ():
        names.setdefault(language, {}).update(dict.fromkeys(texts))
    for identity, language in named:
        names.setdefault(language, {})[identity.name] = None
    for language, short in entry.abbreviations.items() if entry else ():
        names.setdefault(language, {}).update(dict.fromkeys(short))
    for language, called in names.items():
        preferred, *others = called
        yield v.PREF_LABEL, text_literal(preferred, language)
        for other in others:
            yield v.ALT_LABEL, text_literal(other, language)
    yield v.LABEL, _shown(named, names)


def _shown(named: list[tuple[Identity, str]], names: dict[str, dict[str, None]]) -> Literal:
    if named:
        return text_literal(named[0][0].name, named[0][1])
    language = next(code for code in (*_LABEL_LANGUAGES, *names) if code in names)
    return text_literal(next(iter(names[language])), language)


def _registered(entry: Entry | None, base: str) -> Iterator[Property]:
    if entry is None:
        return
    yield v.CITATION, Literal(entry.source)
    if entry.kind:
        yield v.SUBTYPE, Literal(entry.kind)
    if entry.wikidata:
        yield v.EXACT_MATCH, NamedNode(_WIKIDATA + entry.wikidata)
    if entry.authority:
        yield v.EXACT_MATCH, NamedNode(_CORPORATE_BODY + entry.authority)
    if entry.nuts:
        yield v.TERRITORY, NamedNode(_NUTS + entry.nuts)
    if entry.founded:
        yield v.FOUNDED, date_literal(entry.founded)
    if entry.homepage:
        yield v.HOMEPAGE, Literal(entry.homepage, datatype=v.XSD_ANY_URI)
    body = entry.type is EntityType.ORGANISATION
    if entry.parent:
        yield (v.PART_OF_BODY if body else v.WITHIN), thing(entry.parent, base=base)
    if entry.region and body:
        yield v.AREA_SERVED, thing(entry.region, base=base)
    if entry.country and not entry.parent:
        yield v.WITHIN, thing(entry.country, base=base)
