"""Where a graph is kept and asked: what every store can do, and what none will.

`GraphStore` is what questions, names and the network need of a store; the embedded one
and the remote one provide it. `refuse_unsafe` stands before every query of both, and
`refuse_twice` before every graph that is written.

A query may read and nothing else. What would write (``INSERT``, ``DROP``, …) or fetch
from elsewhere (``SERVICE``, ``LOAD``, a foreign ``FROM``) is refused before any engine
sees it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from regiongraph.errors import QueryRefusedError, ShapeError

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

    from pyoxigraph import Quad, QueryBoolean, QuerySolution, Triple, Variable

_TOKEN = re.compile(
    r"""
    (?P<comment>\#[^\n\r]*)
  | (?P<string>\"{3}(?:\"{0,2}(?:[^"\\]|\\.))*\"{3}
      | '{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
      | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*')
  | (?P<iri><[^\x00-\x20<>"{}|^`\\]*>)
  | (?P<variable>[?$]\w+)
  | (?P<name>[\w.-]*:(?:[\w.:%-]|\\.)*)
  | (?P<tag>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
  | (?P<word>[A-Za-z_]\w*)
  | (?P<quote>["'])
  | (?P<other>\S)
    """,
    re.VERBOSE | re.DOTALL,
)
_PROLOGUE = frozenset({"PREFIX", "BASE"})
_READS = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})


@runtime_checkable
class Solutions(Protocol):
    """The rows of a SELECT: each gives the term of a variable by ``row["name"]``, or None."""

    @property
    def variables(self) -> Sequence[Variable]:
        """The columns, in order."""
        ...

    def __iter__(self) -> Iterator[QuerySolution]:
        """Yield the rows."""
        ...


class GraphStore(Protocol):
    """A graph that can be asked; its named graphs are read as one."""

    def __len__(self) -> int:
        """Return the number of quads."""
        ...

    def __contains__(self, graph: object) -> bool:
        """Return whether there is a named graph of that IRI."""
        ...

    def graphs(self) -> list[str]:
        """Return the IRIs of the named graphs, sorted."""
        ...

    def quads(self) -> Iterator[Quad]:
        """Yield every quad."""
        ...

    def query(self, sparql: str) -> Solutions | QueryBoolean | Iterable[Triple]:
        """Answer a query that only reads: rows, yes or no, or triples."""
        ...

    def select(self, sparql: str) -> Solutions:
        """Answer a SELECT."""
        ...


def refuse_twice(quads: Iterable[Quad]) -> None:
    """Refuse a graph in which a triple stands in two named graphs.

    Stores that read all named graphs as one, such as Oxigraph and Virtuoso, would count
    it twice.

    Raises:
        ShapeError: It names the triple and the graphs.
    """
    seen: dict[Triple, object] = {}
    for quad in quads:
        first = seen.setdefault(quad.triple, quad.graph_name)
        if first != quad.graph_name:
            what = f"the triple {quad.triple} stands in {first} and in {quad.graph_name}"
            remedy = "Write it into one of the two: read as one, they would count it twice."
            raise ShapeError(what, remedy=remedy)


def refuse_unsafe(sparql: str, *, graphs: Container[str] = ()) -> None:
    r"""Refuse a query that would write or fetch; return nothing if it only reads.

    Args:
        sparql: A SPARQL 1.1 query.
        graphs: IRIs of the stored named graphs, which alone may follow ``FROM``.

    Raises:
        QueryRefusedError: It is no SELECT, ASK, CONSTRUCT or DESCRIBE, as every update; it
            holds ``SERVICE`` or a foreign ``FROM``; or a ``\u`` escape, by which engines
            differ, could hide one.
    """
    _refuse_escapes(sparql)
    form = query_form(sparql)
    if form not in _READS:
        what = f"the query is a {form or 'blank'}, none that reads"
        remedy = "After the prefixes, begin with SELECT, ASK, CONSTRUCT or DESCRIBE."
        raise QueryRefusedError(what, remedy=remedy)
    _refuse_fetching(sparql, graphs)


def refuse_fetching_update(sparql: str, *, graphs: Container[str] = ()) -> None:
    r"""Refuse an update that would fetch; return nothing if it only writes.

    Args:
        sparql: A SPARQL 1.1 update.
        graphs: IRIs of the stored named graphs, which alone may follow ``USING``.

    Raises:
        QueryRefusedError: It reads like a query; it holds ``LOAD``, ``SERVICE`` or a foreign
            ``USING``; or a ``\u`` escape, which could hide one.
    """
    _refuse_escapes(sparql)
    if (form := query_form(sparql)) in _READS:
        raise QueryRefusedError(f"{form} is no update", remedy="Send it as a query.")
    if any(kind == "word" and "LOAD" in word for kind, word in _words(sparql)):
        remedy = "Send the triples themselves, with INSERT DATA."
        raise QueryRefusedError("LOAD would fetch from elsewhere", remedy=remedy)
    _refuse_fetching(sparql, graphs)


def names_graphs(sparql: str) -> bool:
    """Return whether a query says by ``FROM`` which graphs it reads."""
    return any(_is_from(token) for token in _words(sparql))


def query_form(sparql: str) -> str:
    """Return the first word after the prologue, such as ``SELECT``; empty if there is none."""
    bare = (word for kind, word in _words(sparql) if kind == "word")
    return next((word for word in bare if word not in _PROLOGUE), "")


def _is_from(token: tuple[str, str]) -> bool:
    return token[0] == "word" and token[1].startswith(("FROM", "USING"))


@lru_cache(maxsize=64)  # one query is looked at three times, and often asked again
def _words(sparql: str) -> tuple[tuple[str, str], ...]:
    """Return kind and text of each token that is no comment, string or language tag."""
    return tuple(_tokens(sparql))


def _tokens(sparql: str) -> Iterator[tuple[str, str]]:
    for found in _TOKEN.finditer(sparql):
        kind = found.lastgroup or ""
        if kind == "quote":
            what = f"a string that begins at character {found.start()} does not end"
            raise QueryRefusedError(what, remedy="Close it with the mark it began with.")
        if kind == "word":
            yield kind, found[0].upper()
        elif kind not in {"comment", "string", "tag"}:
            yield kind, found[0]


def _refuse_escapes(sparql: str) -> None:
    if re.search(r"\\[uU]", sparql):
        what = "SPARQL must not hold \\u escapes here"
        raise QueryRefusedError(what, remedy="Write the character itself.")


def _refuse_fetching(sparql: str, graphs: Container[str]) -> None:
    words = _words(sparql)
    # Some engines read "SERVICESILENT" as two words, so a part of a word counts.
    if any(kind == "word" and "SERVICE" in word for kind, word in words):
        remedy = "Ask that endpoint apart, or build a graph that holds its data."
        raise QueryRefusedError("SERVICE would fetch from elsewhere", remedy=remedy)
    for place, token in enumerate(words):
        if not _is_from(token):
            continue
        named = words[place + 1 : place + 2] == (("word", "NAMED"),)
        kind, iri = (*words, ("", ""), ("", ""))[place + 1 + named]
        if kind != "iri" or iri[1:-1] not in graphs:
            what = f"{token[1]} {iri} is not a graph of this store"
            remedy = f"Name a stored graph by its full IRI, or leave {token[1]} out."
            raise QueryRefusedError(what, remedy=remedy)
