"""JSON-LD with a context of our own: short names in, no address fetched.

The context ships as ``ontology/context.jsonld`` and is written into each file, so that any
JSON-LD parser reads it without a connection. Property names are those of the vocabulary's
terms; things keep their whole IRIs.
"""

from __future__ import annotations

import json
from collections import defaultdict
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from regiongraph.errors import ExchangeError
from regiongraph.graph.vocabulary import TYPE, term
from regiongraph.resources import shipped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

CONTEXT = "https://w3id.org/regiongraph/context.jsonld"
"""The address of the context; a file may name it, it is never fetched."""

_INTEGER, _BOOLEAN, _STRING = (
    term(f"xsd:{name}").value for name in ("integer", "boolean", "string")
)
_EXACT_INTEGERS = 2**53
"""JSON numbers are exact below."""


def write_jsonld(quads: Iterable[Quad]) -> bytes:
    """Return quads as JSON-LD in UTF-8: an object a named graph, the nodes in it sorted."""
    ordered = sorted(set(quads), key=lambda quad: (str(quad.graph_name), str(quad)))
    graphs = []
    for graph, inside in groupby(ordered, key=lambda quad: quad.graph_name):
        nodes = [
            _node(subject.value, about)
            for subject, about in groupby(inside, key=lambda quad: quad.subject)
        ]
        graphs.append({"id": graph.value, "graph": nodes})
    document = {"@context": load_context(), "@graph": graphs}
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def read_jsonld(text: str, *, where: str) -> Iterator[Quad]:
    """Yield the quads of a JSON-LD document.

    Args:
        text: The document. Where it names our context by its address, the shipped one is read.
        where: Its name, for errors.

    Raises:
        ExchangeError: It is not JSON, or names a context that would have to be fetched.
    """
    try:
        document = json.loads(text)
        named = [document] if isinstance(document, dict) else document
        for node in named:
            if isinstance(node, dict) and "@context" in node:
                node["@context"] = _own_context(node["@context"])
        yield from parse(json.dumps(document), RdfFormat.JSON_LD)
    except (SyntaxError, ValueError, TypeError, RecursionError) as error:
        remedy = f"Write the context into the file, or name {CONTEXT}; no other is fetched."
        raise ExchangeError(f"not JSON-LD: {error}", where=where, remedy=remedy) from error


@cache
def load_context() -> dict[str, Any]:
    """Return the context that ships."""
    text = (shipped("ontology") / "context.jsonld").read_text(encoding="utf-8")
    context: dict[str, Any] = json.loads(text)["@context"]
    return context


def _own_context(context: Any) -> Any:
    if isinstance(context, list):
        return [_own_context(one) for one in context]
    return load_context() if context == CONTEXT else context


@cache
def _short() -> dict[str, tuple[str, str | None]]:
    """Return the short name of each property and class, and the type of its values."""
    found = {}
    for name, about in load_context().items():
        if isinstance(about, dict):
            found[about["@id"]] = name, about.get("@type")
        elif not (name.startswith("@") or about.startswith("@")):
            found[about] = name, None
    return found


def _node(iri: str, about: Iterable[Quad]) -> dict[str, Any]:
    values: dict[str, list[Any]] = defaultdict(list)
    for quad in about:
        name, kind = _short().get(quad.predicate.value, (quad.predicate.value, None))
        if quad.predicate == TYPE:
            short = _short().get(quad.object.value, (quad.object.value, None))[0]  # type: ignore[union-attr]
            values["type"].append(short)
        else:
            values[name].append(_value(quad.object, kind))
    return {
        "id": iri,
        **{key: found[0] if len(found) == 1 else found for key, found in values.items()},
    }


def _value(node: object, kind: str | None) -> Any:
    """Return the JSON of an object, given the type that the context says of its property."""
    if isinstance(node, NamedNode):
        return node.value if kind == "@id" else {"id": node.value}
    if not isinstance(node, Literal):
        raise ExchangeError(f"{node} is neither an IRI nor a literal")
    if node.language:
        return {"@value": node.value, "@language": node.language}
    datatype = node.datatype.value
    if datatype == kind or (kind is None and datatype == _STRING):
        return node.value
    if kind is None and datatype == _BOOLEAN and node.value in {"true", "false"}:
        return node.value == "true"
    if kind is None and datatype == _INTEGER and _is_exact(node.value):
        return int(node.value)
    return {"@value": node.value, "@type": datatype}


def _is_exact(text: str) -> bool:
    digits = text.removeprefix("-")
    short = digits.isascii() and digits.isdigit() and len(digits) < len(str(_EXACT_INTEGERS))
    return short and str(int(text)) == text
