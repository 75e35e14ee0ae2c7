"""The graph as a network: things are nodes, claims about two things are edges.

The edges are the claims themselves, not the derived shortcuts, so that each carries
its quotation. A claim about one thing only (a quotation, a count, a post that names
no seat) stands with its node.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, Any

import networkx as nx
from pyoxigraph import Literal, NamedNode

from regiongraph.graph import vocabulary as v
from regiongraph.graph.shortcuts import derived_graph
from regiongraph.records import FIELDS, StatementType
from regiongraph.views.conflicts import conflicts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from regiongraph.graph.store import GraphStore

Properties = dict[NamedNode, list[NamedNode | Literal]]
Nodes = dict[NamedNode, Properties]
Link = tuple[NamedNode, NamedNode, str]

_CONTEXT = 400
"""How many characters of its paragraph are shown on either side of a quotation."""
_KIND_OF = {iri: kind for kind, iri in v.KINDS.items()}
_TYPE_OF = {iri: kind for kind, iri in v.ENTITY_CLASSES.items()}
_PART = {
    "host": "host of",
    "speaker": "speaker at",
    "participant": "participant in",
    "organiser": "organiser of",
    "invited": "invited to",
}
_LINKS: dict[StatementType, tuple[tuple[NamedNode, NamedNode, str], ...]] = {
    StatementType.POST: (
        (v.MEMBER, v.ORGANIZATION, "{office} of"),
        (v.MEMBER, v.IN_REGION, "{office} of"),
    ),
    StatementType.MEMBERSHIP: ((v.MEMBER, v.ORGANIZATION, "{member} of"),),
    StatementType.EVENT: ((v.IN_EVENT, v.LOCATION, "took place in"),),
    StatementType.PARTICIPATION: ((v.AGENT, v.IN_EVENT, "{part}"),),
    StatementType.FOUNDING: ((v.AGENT, v.ABOUT, "founded"), (v.ABOUT, v.IN_EVENT, "founded at")),
    StatementType.ADOPTION: ((v.AGENT, v.OBJECT, "adopted"),),
    StatementType.STATEMENT: ((v.AGENT, v.ON_BEHALF_OF, "spoke for"),),
    StatementType.MEETING: ((v.AGENT, v.LOCATION, "met in"),),
    StatementType.AGREEMENT: ((v.AGENT, v.OBJECT, "party to"),),
    StatementType.APPOINTMENT: (
        (v.MEMBER, v.ORGANIZATION, "{change} {office} of"),
        (v.MEMBER, v.IN_REGION, "{change} {office} of"),
    ),
    StatementType.COUNT: (),
    StatementType.LOCATED: ((v.ABOUT, v.LOCATION, "located in"),),
}
_MUTUAL = {StatementType.MEETING: "met", StatementType.AGREEMENT: "agreed with"}


def to_networkx(
    store: GraphStore,
    *,
    base: str = v.BASE,
    language: str | None = None,
    beyond: bool = True,
    min_confidence: float = 0.0,
) -> nx.MultiDiGraph[str]:
    """Return the graph as a network.

    Args:
        store: The graph.
        base: Where the IRIs of things begin.
        language: What things are called in, where they have a name in it; by default the
            language of the releases if they share one.
        beyond: Whether to take in what only the registry speaks of. Without it, claims of the
            registry count only between things that a release names.
        min_confidence: Claims that are less likely to be right are left out.

    Returns:
        Nodes are IRIs with ``label``, ``type``, ``kind``, ``names``, ``identifiers`` and
        ``claims`` (dictionaries of claims about that one thing). Edge keys are claim IRIs,
        with a suffix where one claim relates several things; edges carry ``relation``,
        ``label``, ``quote``, ``context``, ``start`` and ``end`` (characters of the release
        text, half-open), the release's particulars, the stated ``date`` (and ``until``) with
        their bounds, ``attested``, ``rule``, ``confidence`` and ``source``; ``conflicts`` lists
        claims that cannot be right together with it. The graph carries ``title`` and
        ``releases``, each with its text and its ``mentions`` (start, end, IRI of the thing).
        Nodes, edges and lists are sorted.
    """
    nodes = _read(store, base)
    claims = {
        iri: about
        for iri, about in nodes.items()
        if v.CLAIM in about.get(v.TYPE, ()) and _confidence(about) >= min_confidence
    }
    if not beyond:
        claims = _within_releases(claims, nodes)
    releases = _releases(nodes)
    title = releases[0]["title"] if len(releases) == 1 else f"{len(releases)} releases"
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph(title=title or "", releases=releases)
    spoken = {release["language"] for release in releases}
    shown = language or (spoken.pop() if len(spoken) == 1 else None)
    for iri in sorted(_spoken_of(nodes, claims), key=str):
        network.add_node(iri.value, **_node(nodes[iri], shown))
    against = conflicts(claims)
    for iri in sorted(claims, key=str):
        _add_claim(network, iri, nodes, against.get(iri, []))
    return network


def _read(store: GraphStore, base: str) -> Nodes:
    derived = derived_graph(base=base)
    nodes: Nodes = defaultdict(lambda: defaultdict(list))
    for quad in store.quads():
        known = isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal)
        if known and quad.graph_name != derived:
            nodes[quad.subject][quad.predicate].append(quad.object)  # type: ignore[index,arg-type]
    for properties in nodes.values():
        for values in properties.values():
            values.sort(key=str)
    return {iri: dict(properties) for iri, properties in nodes.items()}


def _is_release(properties: Properties) -> bool:
    return v.RELEASE in properties.get(v.TYPE, ())


def _is_entity(properties: Properties) -> bool:
    return any(kind in _TYPE_OF for kind in properties.get(v.TYPE, ()))


def _spoken_of(nodes: Nodes, claims: Nodes) -> set[NamedNode]:
    """Return the things that a release names or a claim is about."""
    said = [values for about in claims.values() for values in about.values()]
    said += [about.get(v.NAMES, []) for about in nodes.values()]
    things = {value for values in said for value in values if isinstance(value, NamedNode)}
    return {thing for thing in things if thing in nodes and _is_entity(nodes[thing])}


def _within_releases(claims: Nodes, nodes: Nodes) -> Nodes:
    """Return the claims of releases, and those of the registry about what releases name."""
    told = {
        iri: about
        for iri, about in claims.items()
        if _things(nodes.get(_things(about, v.HAS_EVIDENCE)[0], {}), v.SOURCE)
    }
    named = _spoken_of(nodes, told)
    return {
        iri: about
        for iri, about in claims.items()
        if iri in told or _spoken_of(nodes, {iri: about}) <= named
    }


def _node(about: Properties, language: str | None) -> dict[str, Any]:
    names = {value.value for role in (v.PREF_LABEL, v.ALT_LABEL) for value in about.get(role, ())}
    preferred = (value for value in about.get(v.PREF_LABEL, ()) if isinstance(value, Literal))
    called = next((value.value for value in preferred if value.language == language), None)
    return {
        "label": called or _one(about, v.LABEL) or "",
        "type": next(_TYPE_OF[kind].value for kind in _things(about, v.TYPE) if kind in _TYPE_OF),
        "kind": _one(about, v.SUBTYPE) or "",
        "names": sorted(names),
        "identifiers": [value.value for value in about.get(v.EXACT_MATCH, ())],
        "claims": [],
    }


def _releases(nodes: Nodes) -> list[dict[str, Any]]:
    named = _mentions(nodes)
    releases = [_release(iri, nodes) for iri in sorted(nodes, key=str) if _is_release(nodes[iri])]
    return [release | {"mentions": named.get(release["id"], [])} for release in releases]


def _mentions(nodes: Nodes) -> dict[str, list[tuple[int, int, str]]]:
    """Return where each release names what: start, end and IRI, sorted."""
    found: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for about in nodes.values():
        for thing in _things(about, v.NAMES):
            release = _things(about, v.SOURCE)[0].value.rpartition("/")[2]
            span = int(_one(about, v.START) or 0), int(_one(about, v.END) or 0)
            found[release].append((*span, thing.value))
    return {release: sorted(places) for release, places in found.items()}


def _release(iri: NamedNode, nodes: Nodes) -> dict[str, Any]:
    about = nodes[iri]
    return {
        "id": iri.value.rpartition("/")[2],
        "title": _one(about, v.HEADLINE),
        "publisher": _one(about, v.PUBLISHER),
        "published": _one(about, v.PUBLISHED),
        "url": _one(about, v.URL),
        "language": _one(about, v.LANGUAGE),
        "text": _one(about, v.TEXT),
    }


def _add_claim(
    network: nx.MultiDiGraph[str], iri: NamedNode, nodes: Nodes, against: list[NamedNode]
) -> None:
    about = nodes[iri]
    kind = next(_KIND_OF[found] for found in _things(about, v.TYPE) if found in _KIND_OF)
    shared = {"claim": iri.value, "relation": kind.value, **_particulars(about, nodes)}
    shared["conflicts"] = [rival.value for rival in against]
    links = list(_links(kind, about))
    for number, (source, target, label) in enumerate(links):
        key = iri.value if len(links) == 1 else f"{iri.value}#{number + 1}"
        network.add_edge(source.value, target.value, key=key, **shared, label=label)
    if not links:
        fields = _fields(kind, about, nodes)
        text = fields.get("text") or " ".join(
            str(fields[name]) for name in ("number", "what", "kind", "office") if name in fields
        )
        entry = {**shared, "label": _wording(kind, about), "text": text, "fields": fields}
        for thing in _about(kind, about):
            network.nodes[thing.value]["claims"].append(entry)


def _links(kind: StatementType, about: Properties) -> Iterator[Link]:
    for source_role, target_role, wording in _LINKS[kind]:
        label = wording.format_map(_Words(about))
        for source in _things(about, source_role):
            for target in _things(about, target_role):
                yield source, target, label
    if kind in _MUTUAL:
        for source, target in combinations(_things(about, v.AGENT), 2):
            yield source, target, _MUTUAL[kind]


class _Words(dict[str, str]):
    """The words of a claim that a label is made of."""

    def __init__(self, about: Properties) -> None:
        role = _one(about, v.ROLE_NAME)
        super().__init__(
            office=role or "office",
            member=role or "member",
            part=_PART.get(role or "", role or ""),
            change=_one(about, v.CHANGE) or "",
        )


def _wording(kind: StatementType, about: Properties) -> str:
    """Return what a claim about one thing says of it, in short."""
    words = _Words(about)
    if kind is StatementType.POST:
        return words["office"]
    if kind is StatementType.APPOINTMENT:
        return f"{words['change']} {words['office']}"
    return {StatementType.STATEMENT: "said", StatementType.COUNT: "counts"}.get(kind, kind.value)


def _particulars(about: Properties, nodes: Nodes) -> dict[str, Any]:
    """Return where a claim stands, when it holds and how it was found."""
    evidence = nodes.get(_things(about, v.HAS_EVIDENCE)[0], {})
    places = _things(evidence, v.SOURCE)
    release = _release(places[0], nodes) if places else {}
    start, end = (int(_one(evidence, role) or 0) for role in (v.START, v.END))
    quote = _one(evidence, v.EXACT)
    return {
        "quote": quote or "",
        "context": _context(release.get("text") or "", start, end) if places else quote or "",
        "start": start if places else None,
        "end": end if places else None,
        "release": release.get("id"),
        "release_title": release.get("title"),
        **{name: release.get(name) for name in ("publisher", "published", "url", "language")},
        "date": _one(about, v.DATE) or _one(about, v.START_DATE),
        "until": _one(about, v.END_DATE),
        "earliest": _one(about, v.EARLIEST),
        "latest": _one(about, v.LATEST),
        "attested": _one(about, v.ATTESTED_ON),
        "former": _one(about, v.FORMER) == "true",
        "rule": _one(about, v.RULE) or "",
        "confidence": _confidence(about),
        "source": "release" if places else "registry",
        "source_text": _one(evidence, v.CITATION) or "",
    }


def _confidence(about: Properties) -> float:
    return float(_one(about, v.CONFIDENCE) or 0)


def _context(text: str, start: int, end: int) -> str:
    """Return the paragraph around a quotation, cut on both sides."""
    first = max(text.rfind("\n\n", 0, start) + 2 if "\n\n" in text[:start] else 0, start - _CONTEXT)
    stop = text.find("\n\n", end)
    last = min(stop if stop >= 0 else len(text), end + _CONTEXT)
    return text[first:last]


def _fields(kind: StatementType, about: Properties, nodes: Nodes) -> dict[str, Any]:
    """Return the fields of a claim by name, things by their label."""
    found: dict[str, Any] = {}
    for name in FIELDS[kind]:
        values = about.get(v.ROLES[kind][name], [])
        texts = [_shown(value, nodes) for value in values]
        if texts:
            found[name] = texts[0] if len(texts) == 1 else texts
    return found


def _shown(value: NamedNode | Literal, nodes: Nodes) -> str:
    label = _one(nodes.get(value, {}), v.LABEL) if isinstance(value, NamedNode) else None
    return label or value.value


def _about(kind: StatementType, about: Properties) -> list[NamedNode]:
    roles = v.ROLES[kind].values()
    return sorted({thing for role in roles for thing in _things(about, role)}, key=str)


def _things(about: Properties, role: NamedNode) -> list[NamedNode]:
    return [value for value in about.get(role, ()) if isinstance(value, NamedNode)]


def _one(about: Properties, role: NamedNode) -> str | None:
    values = about.get(role)
    return values[0].value if values else None
