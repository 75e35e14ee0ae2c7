"""What a graph says of one thing: rows for a page, triples for a machine."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from regiongraph.graph import vocabulary as v
from regiongraph.graph.vocabulary import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Quad

    from regiongraph.graph.store.embedded import EmbeddedStore

MOST = 500
"""Triples in either direction; a page that holds more is read by nobody."""

_LABELS = (v.LABEL, v.HEADLINE, v.PREF_LABEL, v.EXACT, v.TEXT)
_SHORT = 80


@dataclass(frozen=True, slots=True)
class Value:
    """A cell of a page.

    Args:
        text: What is shown.
        path: The path of its own page here, or None.
        address: Its address elsewhere on the web, or None.
        language: The language of a text, or None.
    """

    text: str
    path: str | None = None
    address: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Thing:
    """What the graph says of a thing.

    Args:
        iri: What it is identified by.
        label: What it is called.
        says: Property and values, by property.
        said_of: Property and the things that point here, by property.
        quotations: Exact words that prove a claim, or that name the thing, with their release.
        triples: All of it.
        cut: Whether more is known than is shown.
    """

    iri: str
    label: str
    says: tuple[tuple[str, tuple[Value, ...]], ...]
    said_of: tuple[tuple[str, tuple[Value, ...]], ...]
    quotations: tuple[tuple[Value, Value], ...]
    triples: tuple[Triple, ...]
    cut: bool


def thing(store: EmbeddedStore, iri: str, *, base: str) -> Thing | None:
    """Return what the graph says of a thing, or None if it says nothing.

    Args:
        store: The graph.
        iri: The thing.
        base: Where the IRIs of things begin.

    Raises:
        ValueError: It is no IRI.
    """
    node, engine = NamedNode(iri), store.oxigraph
    out = list(islice(engine.quads_for_pattern(node, None, None), MOST + 1))
    into = list(islice(engine.quads_for_pattern(None, None, node), MOST + 1))
    if not out and not into:
        return None
    cut = len(out) > MOST or len(into) > MOST
    out, into = out[:MOST], into[:MOST]
    page = _Page(store, base)
    return Thing(
        iri=iri,
        label=page.label(node),
        says=page.grouped((quad.predicate, quad.object) for quad in out),
        said_of=page.grouped((quad.predicate, quad.subject) for quad in into),
        quotations=page.quotations(node, into),
        triples=tuple(quad.triple for quad in (*out, *into)),
        cut=cut,
    )


class _Page:
    """Turns terms into cells."""

    def __init__(self, store: EmbeddedStore, base: str) -> None:
        self._engine, self._base = store.oxigraph, base

    def label(self, node: NamedNode) -> str:
        """Return what a thing is called; its short IRI if it is called nothing."""
        for predicate in _LABELS:
            found = next(self._engine.quads_for_pattern(node, predicate, None), None)
            if found is not None and isinstance(found.object, Literal):
                text = " ".join(found.object.value.split())
                return text if len(text) <= _SHORT else text[: _SHORT - 1] + "…"
        return self._short(node.value)

    def grouped(
        self, pairs: Iterable[tuple[NamedNode, object]]
    ) -> tuple[tuple[str, tuple[Value, ...]], ...]:
        """Return cells by property, sorted."""
        groups: dict[str, list[Value]] = {}
        for predicate, term in pairs:
            groups.setdefault(self._short(predicate.value), []).append(self._value(term))
        return tuple(
            (name, tuple(sorted(groups[name], key=lambda value: value.text)))
            for name in sorted(groups)
        )

    def quotations(self, node: NamedNode, into: Iterable[Quad]) -> tuple[tuple[Value, Value], ...]:
        """Return the words that prove a claim, or those of the claims about a thing."""
        claims = {quad.subject for quad in into if isinstance(quad.subject, NamedNode)} | {node}
        proofs = {
            proof.object
            for claim in claims
            for proof in self._engine.quads_for_pattern(claim, v.HAS_EVIDENCE, None)
        }
        found = []
        for proof in proofs:
            if isinstance(proof, NamedNode):
                exact = next(self._engine.quads_for_pattern(proof, v.EXACT, None), None)
                source = next(self._engine.quads_for_pattern(proof, v.SOURCE, None), None)
                if exact is not None and source is not None:
                    found.append((self._value(exact.object), self._value(source.object)))
        return tuple(sorted(found, key=lambda pair: (pair[1].text, pair[0].text)))

    def _value(self, term: object) -> Value:
        if isinstance(term, NamedNode):
            iri = term.value
            if iri.startswith(self._base):
                return Value(self.label(term), path=iri.removeprefix(self._base))
            web = iri if iri.startswith(("http://", "https://")) else None
            return Value(self._short(iri), address=web)
        if isinstance(term, Literal):
            return Value(term.value, language=term.language)
        return Value("_" if isinstance(term, BlankNode) else str(term))

    def _short(self, iri: str) -> str:
        for prefix, start in PREFIXES.items():
            if iri.startswith(start):
                return f"{prefix}:{iri.removeprefix(start)}"
        return iri.removeprefix(self._base)
