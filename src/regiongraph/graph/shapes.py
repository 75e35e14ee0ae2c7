"""What a graph must satisfy: the shapes of ``ontology/shapes.ttl``, run as SPARQL.

1. The shapes are read, and each constraint becomes one SELECT that finds what breaks it.
   SHACL Core is the published contract; a query a constraint is a hundred times faster.
2. Subclasses come from ``ontology/regiongraph.ttl``, not from the graph that is checked.
3. Beyond SHACL's reach, one more rule: no triple stands in two named graphs, because
   stores that read all graphs as one would count it twice.

Only the part of SHACL that the shapes use is known; another constraint is refused.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, QuerySolutions, RdfFormat, parse

from regiongraph.errors import ShapeError
from regiongraph.graph.vocabulary import term
from regiongraph.resources import shipped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import BlankNode, Literal, Store

    Node = NamedNode | BlankNode | Literal
    Graph = dict[Node, dict[str, list[Node]]]

_SH = "http://www.w3.org/ns/shacl#"
_FIRST, _REST = term("rdf:first").value, term("rdf:rest").value
_SUBCLASS = term("rdfs:subClassOf").value
_DATATYPE, _IN, _OR = f"{_SH}datatype", f"{_SH}in", f"{_SH}or"
_COMPARED = {
    f"{_SH}minInclusive": "?value >= {0}",
    f"{_SH}maxInclusive": "?value <= {0}",
}
_ORDERED = {f"{_SH}lessThan": "<", f"{_SH}lessThanOrEquals": "<="}
_KINDS = {f"{_SH}Literal": "isLiteral(?value)", f"{_SH}IRI": "isIRI(?value)"}
_CAST = {
    term(f"xsd:{name}") for name in ("boolean", "date", "decimal", "gYear", "gYearMonth", "integer")
}
"""Datatypes with a form that a literal must have: a cast fails where it has not."""
_SILENT = {f"{_SH}path", f"{_SH}message"}
_TWICE = """SELECT DISTINCT ?this WHERE {
  GRAPH ?one { ?this ?p ?o } GRAPH ?two { ?this ?p ?o } FILTER(STR(?one) < STR(?two)) }"""


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """A node that breaks a rule.

    Args:
        node: Its IRI.
        rule: What is required, in words.
        path: The property at fault, or empty.
    """

    node: str
    rule: str
    path: str = ""

    def __str__(self) -> str:
        """Say it in one line."""
        return f"{self.node}: {self.rule}{f' ({self.path})' if self.path else ''}"


@dataclass(frozen=True, slots=True)
class ShapeReport:
    """What a graph breaks; nothing if it is sound.

    Args:
        violations: Sorted, without duplicates.
    """

    violations: tuple[Violation, ...] = ()

    @property
    def conforms(self) -> bool:
        """Whether no rule is broken."""
        return not self.violations

    def __str__(self) -> str:
        """Say what is broken, a line each."""
        if self.conforms:
            return "The graph satisfies its shapes."
        lines = map(str, self.violations)
        return "\n".join((f"The graph breaks its shapes {len(self.violations)} times.", *lines))


@dataclass(frozen=True, slots=True)
class Check:
    """One constraint as a query that selects ``?this``, the nodes that break it."""

    rule: str
    path: str
    sparql: str


def check_shapes(store: Store) -> ShapeReport:
    """Check a whole store.

    Args:
        store: The graph; all its named graphs are read as one.
    """
    found: set[Violation] = set()
    for check in shape_checks():
        rows = store.query(check.sparql, use_default_graph_as_union=True)
        if isinstance(rows, QuerySolutions):
            found |= {Violation(row["this"].value, check.rule, check.path) for row in rows}
    return ShapeReport(tuple(sorted(found)))


@cache
def shape_checks() -> tuple[Check, ...]:
    """Return the checks that ``ontology/shapes.ttl`` asks for, in its order."""
    shapes, ontology = _graph("shapes.ttl"), _graph("regiongraph.ttl")
    compiler = _Compiler(shapes, _subclasses(ontology))
    checks = [
        check
        for about in shapes.values()
        for target in about.get(f"{_SH}targetClass", ())
        for prop in about[f"{_SH}property"]
        for check in compiler.checks(target, prop)
    ]
    twice = Check("a triple stands in one named graph only", "", _TWICE)
    return (*checks, twice)


class _Compiler:
    """Turns property shapes into queries."""

    def __init__(self, shapes: Graph, subclasses: dict[Node, set[Node]]) -> None:
        self._shapes = shapes
        self._subclasses = subclasses

    def checks(self, target: Node, prop: Node) -> Iterator[Check]:
        """Yield the checks of one property shape for the instances of a class."""
        shape = self._shapes[prop]
        path, rule = shape[f"{_SH}path"][0], shape[f"{_SH}message"][0]
        for constraint, values in shape.items():
            if constraint not in _SILENT:
                condition = self._breach(constraint, values[0], path)
                kinds = " ".join(self._kinds(target))
                where = f"VALUES ?type {{ {kinds} }} ?this a ?type . {condition}"
                sparql = f"SELECT DISTINCT ?this WHERE {{ {where} }}"
                yield Check(rule.value, path.value, sparql)

    def _breach(self, constraint: str, value: Node, path: Node) -> str:
        """Return the pattern that matches where ``?this`` breaks a constraint."""
        if constraint == f"{_SH}minCount" and value.value == "1":
            return f"FILTER NOT EXISTS {{ ?this {path} ?value }}"
        if constraint == f"{_SH}maxCount" and value.value == "1":
            return f"?this {path} ?value , ?other . FILTER(!sameTerm(?value, ?other))"
        if constraint == f"{_SH}uniqueLang" and value.value == "true":
            same = "LANG(?value) != '' && LANG(?value) = LANG(?other) && ?value != ?other"
            return f"?this {path} ?value , ?other . FILTER({same})"
        # What cannot be compared, such as a number with a text, does not hold.
        if constraint in _ORDERED:
            test = f"?value {_ORDERED[constraint]} ?bound"
            return f"?this {path} ?value ; {value} ?bound . FILTER(!COALESCE({test}, false))"
        holds = self._holds(constraint, value)
        return f"?this {path} ?value . FILTER(!COALESCE({holds}, false))"

    def _holds(self, constraint: str, value: Node) -> str:
        """Return the expression that is true where ``?value`` keeps a constraint."""
        if constraint in _COMPARED:
            return _COMPARED[constraint].format(value)
        if constraint == _DATATYPE:
            cast = f" && STR({value}(STR(?value))) != ''" if value in _CAST else ""
            return f"COALESCE(DATATYPE(?value) = {value}{cast}, false)"
        if constraint == f"{_SH}nodeKind" and value.value in _KINDS:
            return _KINDS[value.value]
        if constraint == f"{_SH}class":
            kinds = ", ".join(self._kinds(value))
            return f"EXISTS {{ ?value a ?kind . FILTER(?kind IN ({kinds})) }}"
        if constraint == _IN:
            return f"?value IN ({', '.join(map(str, self._list(value)))})"
        if constraint == _OR:
            return " || ".join(self._alternative(node) for node in self._list(value))
        remedy = "Write the rule with the constraints that ontology/shapes.ttl uses."
        what = f"the constraint {constraint} {value} is not known"
        raise ShapeError(what, where="ontology/shapes.ttl", remedy=remedy)

    def _alternative(self, node: Node) -> str:
        return " && ".join(
            self._holds(constraint, value)
            for constraint, values in self._shapes[node].items()
            for value in values
        )

    def _kinds(self, cls: Node) -> list[str]:
        return sorted(str(kind) for kind in self._subclasses.get(cls, set()) | {cls})

    def _list(self, head: Node) -> Iterator[Node]:
        while head in self._shapes:
            yield self._shapes[head][_FIRST][0]
            head = self._shapes[head][_REST][0]


def _graph(file: str) -> Graph:
    text = (shipped("ontology") / file).read_text(encoding="utf-8")
    graph: Graph = defaultdict(lambda: defaultdict(list))
    for quad in parse(text, RdfFormat.TURTLE):
        graph[quad.subject][quad.predicate.value].append(quad.object)
    return dict(graph)


def _subclasses(ontology: Graph) -> dict[Node, set[Node]]:
    """Return every class with all classes below it."""
    below: dict[Node, set[Node]] = defaultdict(set)
    for cls in ontology:
        for above in _above(cls, ontology):
            below[above].add(cls)
    return below


def _above(cls: Node, ontology: Graph) -> Iterable[Node]:
    for parent in ontology.get(cls, {}).get(_SUBCLASS, ()):
        yield parent
        yield from _above(parent, ontology)
