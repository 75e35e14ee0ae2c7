"""Direct edges between things, derived from claims and followable back to them.

Each edge ``s p o`` comes with a node that names its subject, predicate and object
(RDF reification) and the claims that it was derived from (PROV-O). What is denied by
the claim itself gives no edge: a former post, or a mere invitation.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import Literal, NamedNode, Quad

from regiongraph.graph import vocabulary as v
from regiongraph.graph.triples import thing
from regiongraph.records import StatementType

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Properties = dict[NamedNode, list[NamedNode | Literal]]
Edge = tuple[NamedNode, NamedNode, NamedNode]


class _Shortcut(NamedTuple):
    """From what a claim says under one property to what it says under another."""

    source: NamedNode
    edge: NamedNode
    target: NamedNode
    unless: tuple[NamedNode, str] | None = None
    only_if: tuple[NamedNode, frozenset[str]] | None = None


def _in_role(*roles: str) -> tuple[NamedNode, frozenset[str]]:
    return v.ROLE_NAME, frozenset(roles)


_FORMER = (v.FORMER, "true")
_SHORTCUTS: dict[StatementType, tuple[_Shortcut, ...]] = {
    StatementType.POST: (
        _Shortcut(v.MEMBER, v.HOLDS_OFFICE, v.ORGANIZATION, unless=_FORMER),
        _Shortcut(v.MEMBER, v.HOLDS_OFFICE, v.IN_REGION, unless=_FORMER),
    ),
    StatementType.MEMBERSHIP: (_Shortcut(v.MEMBER, v.MEMBER_OF, v.ORGANIZATION),),
    StatementType.EVENT: (_Shortcut(v.IN_EVENT, v.LOCATION, v.LOCATION),),
    StatementType.PARTICIPATION: (
        _Shortcut(v.AGENT, v.HOSTED, v.IN_EVENT, only_if=_in_role("host")),
        _Shortcut(v.AGENT, v.TOOK_PART_IN, v.IN_EVENT, only_if=_in_role("speaker", "participant")),
        _Shortcut(v.IN_EVENT, v.ORGANIZER, v.AGENT, only_if=_in_role("organiser")),
    ),
    StatementType.FOUNDING: (_Shortcut(v.ABOUT, v.FOUNDER, v.AGENT),),
    StatementType.ADOPTION: (_Shortcut(v.AGENT, v.ADOPTED, v.OBJECT),),
    StatementType.STATEMENT: (_Shortcut(v.AGENT, v.SPOKE_FOR, v.ON_BEHALF_OF),),
    StatementType.LOCATED: (_Shortcut(v.ABOUT, v.LOCATION, v.LOCATION),),
}
_PAIRS = {StatementType.MEETING: v.MET, StatementType.AGREEMENT: v.AGREED_WITH}
EDGES = frozenset(
    {rule.edge for rules in _SHORTCUTS.values() for rule in rules} | set(_PAIRS.values())
)
"""The predicates of direct edges."""
_KIND_OF = {iri: kind for kind, iri in v.KINDS.items()}


def derived_graph(*, base: str = v.BASE) -> NamedNode:
    """Return the named graph of direct edges."""
    return thing("graph/derived", base=base)


def derived_quads(quads: Iterable[Quad], *, base: str = v.BASE) -> list[Quad]:
    """Return the direct edges that claims allow, sorted.

    Args:
        quads: Quads of releases and of the registry.
        base: Where the IRIs of things begin.
    """
    graph = derived_graph(base=base)
    support: dict[Edge, set[NamedNode]] = defaultdict(set)
    for claim, properties in _claims(quads):
        for edge in _edges(properties):
            support[edge].add(claim)
    found: set[Quad] = set()
    for (source, predicate, target), claims in support.items():
        said = f"{source} {predicate} {target}"
        node = thing(f"edge/{hashlib.sha256(said.encode()).hexdigest()[:20]}", base=base)
        found |= {
            Quad(source, predicate, target, graph),
            Quad(node, v.TYPE, v.EDGE, graph),
            Quad(node, v.EDGE_SUBJECT, source, graph),
            Quad(node, v.EDGE_PREDICATE, predicate, graph),
            Quad(node, v.EDGE_OBJECT, target, graph),
        }
        found |= {Quad(node, v.DERIVED_FROM, claim, graph) for claim in claims}
    return sorted(found, key=str)


def _claims(quads: Iterable[Quad]) -> Iterator[tuple[NamedNode, Properties]]:
    nodes: dict[NamedNode, Properties] = defaultdict(lambda: defaultdict(list))
    for quad in quads:
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
            nodes[quad.subject][quad.predicate].append(quad.object)
    for iri, properties in nodes.items():
        if v.CLAIM in properties.get(v.TYPE, ()):
            yield iri, properties


def _edges(properties: Properties) -> Iterator[Edge]:
    kind = next(_KIND_OF[t] for t in _things(properties, v.TYPE) if t in _KIND_OF)
    for rule in _SHORTCUTS.get(kind, ()):
        if _applies(rule, properties):
            for source in _things(properties, rule.source):
                for target in _things(properties, rule.target):
                    yield source, rule.edge, target
    if kind in _PAIRS:
        agents = sorted(_things(properties, v.AGENT), key=str)
        for source, target in combinations(agents, 2):
            yield source, _PAIRS[kind], target


def _things(properties: Properties, role: NamedNode) -> list[NamedNode]:
    return [value for value in properties.get(role, ()) if isinstance(value, NamedNode)]


def _applies(rule: _Shortcut, properties: Properties) -> bool:
    def says(role: NamedNode) -> set[str]:
        return {value.value for value in properties.get(role, ())}

    if rule.unless and rule.unless[1] in says(rule.unless[0]):
        return False
    return rule.only_if is None or bool(says(rule.only_if[0]) & rule.only_if[1])
