"""Requests of the SPARQL 1.1 Protocol: which query, over which graphs, in which format.

Source: https://www.w3.org/TR/sparql11-protocol/, sections 2.1 and 2.2.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from pyoxigraph import QueryResultsFormat, RdfFormat

from regiongraph.errors import QueryRefusedError
from regiongraph.graph.store import query_form, refuse_unsafe

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping, Sequence

FORM, QUERY, UPDATE = (
    "application/x-www-form-urlencoded",
    "application/sparql-query",
    "application/sparql-update",
)
LONGEST = 256 << 10
"""Bytes of a query."""

ROWS: Mapping[str, QueryResultsFormat] = {
    "application/sparql-results+json": QueryResultsFormat.JSON,
    "application/sparql-results+xml": QueryResultsFormat.XML,
    "text/csv": QueryResultsFormat.CSV,
    "text/tab-separated-values": QueryResultsFormat.TSV,
}
TRIPLES: Mapping[str, RdfFormat] = {
    "text/turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/ld+json": RdfFormat.JSON_LD,
    "application/rdf+xml": RdfFormat.RDF_XML,
}
FORMATS: Mapping[str, QueryResultsFormat | RdfFormat] = {**ROWS, **TRIPLES}
_ALSO = {
    "application/json": "application/sparql-results+json",
    "application/xml": "application/sparql-results+xml",
    "text/xml": "application/sparql-results+xml",
    "text/plain": "application/n-triples",
}


@dataclass(frozen=True, slots=True)
class Job:
    """A query that was found harmless.

    Args:
        sparql: SELECT, ASK, CONSTRUCT or DESCRIBE.
        media_type: How the answer is to be written.
        default_graphs: IRIs of the graphs read as the default graph; none: as the query says.
        named_graphs: IRIs of the graphs that GRAPH may name; none: as the query says.
    """

    sparql: str
    media_type: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


class Refusal(Exception):  # noqa: N818
    """A request that is answered by a status and a sentence.

    Args:
        status: The HTTP status.
        words: What is wrong and what to do.
        headers: What the status asks for, such as ``allow``.
    """

    def __init__(self, status: int, words: str, **headers: str) -> None:
        super().__init__(words)
        self.status, self.words, self.headers = status, words, headers


def parameters(url_query: str, kind: str, body: bytes) -> list[tuple[str, str]]:
    """Return the parameters of a request by GET (empty ``kind``) or POST.

    Args:
        url_query: What follows the ``?``.
        kind: The media type of the body.
        body: The body.

    Raises:
        Refusal: They cannot be read.
    """
    try:
        found = parse_qsl(url_query, keep_blank_values=True, errors="strict")
        if kind == FORM:
            found += parse_qsl(body.decode("ascii"), keep_blank_values=True, errors="strict")
        elif kind in {QUERY, UPDATE}:
            found.append((kind.removeprefix("application/sparql-"), body.decode("utf-8")))
        elif kind:
            raise Refusal(415, f"Send {FORM}, {QUERY} or {UPDATE}, not {kind}.")
    except ValueError as error:
        raise Refusal(400, f"The request is not UTF-8: {error}.") from error
    return found


def job(found: Sequence[tuple[str, str]], accept: str, *, graphs: Container[str]) -> Job:
    """Return the query of a request, found harmless.

    Args:
        found: Its parameters.
        accept: What the client takes.
        graphs: IRIs of the stored named graphs.

    Raises:
        Refusal: There is not one query, a graph is not stored, or no format fits.
        QueryRefusedError: It would write or fetch.
    """
    queries = [value for name, value in found if name == "query"]
    if len(queries) != 1:
        raise Refusal(400, f"Send one parameter 'query', not {len(queries)}.")
    (sparql,) = queries
    default = tuple(value for name, value in found if name == "default-graph-uri")
    named = tuple(value for name, value in found if name == "named-graph-uri")
    for graph in (*default, *named):
        if graph not in graphs:
            what = f"{graph} is not a graph of this store"
            raise QueryRefusedError(what, remedy="Nothing is fetched: name a stored graph.")
    refuse_unsafe(sparql, graphs=graphs)
    offered = ROWS if query_form(sparql) in {"SELECT", "ASK"} else TRIPLES
    if query_form(sparql) == "ASK":
        offered = {name: ROWS[name] for name in list(ROWS)[:2]}
    media_type = preferred(accept, tuple(offered))
    if media_type is None:
        raise Refusal(406, f"This can be answered as {', '.join(offered)}.")
    return Job(sparql, media_type, default, named)


def preferred(accept: str, offered: Sequence[str]) -> str | None:
    """Return the offered media type that a client likes best (RFC 9110, 12.5.1).

    Args:
        accept: Its header; empty takes the first that is offered.
        offered: Media types, the best first.

    Returns:
        One of them, or None if it takes none.
    """
    ranges = dict(_ranges(accept or "*/*"))
    for short, long in _ALSO.items():
        if short in ranges:
            ranges.setdefault(long, ranges[short])

    def liking(media_type: str) -> float:
        kind = media_type.partition("/")[0]
        found = (ranges.get(name) for name in (media_type, f"{kind}/*", "*/*"))
        return next((quality for quality in found if quality is not None), 0.0)

    best = max(offered, key=liking)
    return best if liking(best) > 0 else None


def _ranges(accept: str) -> Iterable[tuple[str, float]]:
    for part in accept.split(","):
        media_type, *options = (piece.strip() for piece in part.split(";"))
        quality = next((o[2:] for o in options if o.replace(" ", "").startswith("q=")), "1")
        try:
            yield media_type.lower(), min(1.0, max(0.0, float(quality)))
        except ValueError:
            yield media_type.lower(), 0.0
