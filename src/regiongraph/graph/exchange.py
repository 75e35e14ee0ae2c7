"""Graphs out and in: N-Quads, TriG, Turtle, JSON-LD and RDF/XML.

Equal graphs give equal bytes. N-Quads, TriG and JSON-LD keep the named graphs. Turtle and
RDF/XML have none; on the way in, each triple finds its graph again by what it is about: a
claim by its evidence, a passage by its release, an edge by its predicate.

What comes in is hostile until checked: it is parsed by pyoxigraph, which fetches nothing,
and a document type declaration, a blank node or a triple term is refused.
"""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, parse, serialize

from regiongraph.errors import ExchangeError
from regiongraph.graph import vocabulary as v
from regiongraph.graph.entities import entities_graph
from regiongraph.graph.jsonld import read_jsonld, write_jsonld
from regiongraph.graph.shortcuts import EDGES, derived_graph
from regiongraph.graph.store.embedded import EmbeddedStore
from regiongraph.graph.store.folder import REPORT
from regiongraph.graph.triples import nquads, registry_graph, thing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

FORMATS: Mapping[str, RdfFormat] = MappingProxyType(
    {
        ".nq": RdfFormat.N_QUADS,
        ".trig": RdfFormat.TRIG,
        ".ttl": RdfFormat.TURTLE,
        ".jsonld": RdfFormat.JSON_LD,
        ".rdf": RdfFormat.RDF_XML,
    }
)
"""The formats, by the ending of a file."""

_DTD = re.compile(r"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]")
"""What XML 1.0 cannot hold, or reads as something else."""
_CLAIM_IRI = re.compile(r"(.*/)claim/[^/]+")

Types = dict[NamedNode, set[NamedNode]]


def write_graph(quads: Iterable[Quad], form: RdfFormat) -> bytes:
    """Return quads in a format, sorted: equal graphs, equal bytes.

    Args:
        quads: The graph.
        form: One of `FORMATS`; those without named graphs merge them.

    Raises:
        ExchangeError: RDF/XML cannot hold a character of it.
    """
    if form == RdfFormat.N_QUADS:
        return nquads(quads)
    if form == RdfFormat.JSON_LD:
        return write_jsonld(quads)
    prefixes = dict(v.PREFIXES)
    if form == RdfFormat.TRIG:
        by_graph = sorted(set(quads), key=lambda quad: (str(quad.graph_name), str(quad)))
        return serialize(by_graph, format=form, prefixes=prefixes) or b""
    triples = sorted({quad.triple for quad in quads}, key=str)
    if form == RdfFormat.RDF_XML:
        for triple in triples:
            if isinstance(triple.object, Literal) and _NOT_IN_XML.search(triple.object.value):
                remedy = "Choose another format; only XML lacks that character."
                what = "a text holds a control character, which XML cannot"
                raise ExchangeError(what, where=str(triple.subject), remedy=remedy)
    return serialize(triples, format=form, prefixes=prefixes) or b""


def format_of(path: Path) -> RdfFormat:
    """Return the format that the ending of a file names.

    Raises:
        ExchangeError: It names none.
    """
    if path.suffix not in FORMATS:
        remedy = f"Name it with one of these endings: {', '.join(FORMATS)}."
        raise ExchangeError("its ending names no format", where=str(path), remedy=remedy)
    return FORMATS[path.suffix]


def read_graph(paths: Sequence[Path]) -> list[Quad]:
    """Return the quads of files and graph folders, each in a named graph, sorted.

    Args:
        paths: Files with an ending of `FORMATS`, or folders that `regiongraph build` wrote.

    Raises:
        ExchangeError: A file is missing, does not parse, or holds what no regiongraph writes.
        StoreError: A folder holds no graph.
    """
    found: set[Quad] = set()
    for path in paths:
        if (path / REPORT).is_file():
            found |= set(EmbeddedStore.from_record(path).quads())
        else:
            found |= set(_checked(_parsed(path), str(path)))
    return sorted(_placed(found), key=str)


def base_of(quads: Iterable[Quad]) -> str:
    """Return where the IRIs of things begin in a graph, as its claims tell."""
    for quad in quads:
        made = quad.predicate == v.TYPE and quad.object == v.CLAIM
        if made and (match := _CLAIM_IRI.fullmatch(quad.subject.value)):  # type: ignore[union-attr]
            return match[1]
    return v.BASE


def _parsed(path: Path) -> Iterator[Quad]:
    form = format_of(path)
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        what = getattr(error, "strerror", None) or "it is not UTF-8"
        remedy = "Name a file that can be read, saved as UTF-8."
        raise ExchangeError(what, where=str(path), remedy=remedy) from error
    if form == RdfFormat.JSON_LD:
        yield from read_jsonld(text, where=str(path))
        return
    if form == RdfFormat.RDF_XML and _DTD.search(text):
        remedy = "Remove it: its entities could blow the text up or read other files."
        raise ExchangeError("a document type declaration", where=str(path), remedy=remedy)
    try:
        yield from parse(text, form)
    except (SyntaxError, ValueError) as error:
        remedy = "Mend the line, or export the graph again."
        raise ExchangeError(
            f"it does not parse: {error}", where=str(path), remedy=remedy
        ) from error


def _checked(quads: Iterable[Quad], where: str) -> Iterator[Quad]:
    for quad in quads:
        named = isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal)
        if not named or not isinstance(quad.graph_name, NamedNode | DefaultGraph):
            what = f"a blank node or a triple term: {quad}"
            remedy = "Give every node an IRI; regiongraph writes no others."
            raise ExchangeError(what, where=where, remedy=remedy)
        yield quad


def _placed(quads: set[Quad]) -> Iterator[Quad]:
    """Yield quads with a named graph for those that have none."""
    loose = [quad for quad in quads if isinstance(quad.graph_name, DefaultGraph)]
    yield from quads.difference(loose)
    base = base_of(loose)
    homes = _Homes(loose, base)
    for quad in loose:
        yield Quad(quad.subject, quad.predicate, quad.object, homes.of(quad))


class _Homes:
    """Which named graph a triple belongs to.

    Args:
        quads: The triples.
        base: Where the IRIs of things begin.
    """

    def __init__(self, quads: Iterable[Quad], base: str) -> None:
        self._base = base
        self._types: Types = defaultdict(set)
        self._leads: Types = defaultdict(set)
        for quad in quads:
            if not isinstance(quad.subject, NamedNode) or not isinstance(quad.object, NamedNode):
                continue
            if quad.predicate == v.TYPE:
                self._types[quad.subject].add(quad.object)
            if quad.predicate in {v.HAS_EVIDENCE, v.SOURCE}:
                self._leads[quad.subject].add(quad.object)

    def of(self, quad: Quad) -> NamedNode:
        """Return the named graph of a triple."""
        edge = quad.predicate in EDGES and isinstance(quad.object, NamedNode)
        types = self._types[quad.subject]  # type: ignore[index]
        if v.EDGE in types or (edge and not types & {v.CLAIM, v.PASSAGE}):
            return derived_graph(base=self._base)
        return self._of_source(quad.subject)  # type: ignore[arg-type]

    def _of_source(self, node: NamedNode, *, depth: int = 3) -> NamedNode:
        types = self._types[node]
        if v.RELEASE in types:
            return thing(f"graph/release/{node.value.rpartition('/')[2]}", base=self._base)
        leads = sorted(self._leads[node] - {node}, key=str) if depth else []
        if types & {v.CLAIM, v.PASSAGE} and leads:
            return self._of_source(leads[0], depth=depth - 1)
        if types & {v.CLAIM, v.EVIDENCE}:
            return registry_graph(base=self._base)
        return entities_graph(base=self._base)
