"""A graph at a SPARQL 1.1 endpoint, asked like the embedded one.

SPARQLWrapper builds the requests; `regiongraph.graph.store.http` sends them. Only
formats with an end mark are asked for (JSON for rows, JSON-LD or RDF/XML for triples),
because a server that gives up half-way may end a CSV or N-Triples answer as if it were
whole.
"""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Triple,
    parse,
    parse_query_results,
)

from regiongraph.errors import EndpointError, QueryRefusedError
from regiongraph.graph.store import names_graphs, query_form, refuse_unsafe
from regiongraph.graph.store.endpoint import Endpoint, find_out
from regiongraph.graph.store.http import Limits, exchange
from regiongraph.graph.vocabulary import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pyoxigraph import QuerySolution, Variable

    from regiongraph.graph.store.http import Reply

_JSON = ("application/sparql-results+json", "application/json")
_TRIPLES = {"application/ld+json": RdfFormat.JSON_LD, "application/rdf+xml": RdfFormat.RDF_XML}
_BAD_QUERY, _FORBIDDEN, _ERROR = 400, (401, 403), 300
_DECLARED = re.compile(r"\bPREFIX\s+([\w.-]*):", re.IGNORECASE)
_AGENT = "regiongraph (https://w3id.org/regiongraph)"


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a SELECT, all of them at hand.

    Args:
        variables: The columns.
        rows: Each gives a term by ``row["name"]``.
    """

    variables: Sequence[Variable]
    rows: Sequence[QuerySolution]

    def __iter__(self) -> Iterator[QuerySolution]:
        """Yield the rows."""
        return iter(self.rows)


class RemoteStore:
    """A SPARQL 1.1 endpoint. Make one with `connect`.

    Args:
        url: Where queries go.
        update_url: Where updates go.
        limits: What one request may cost.
    """

    def __init__(self, url: str, *, update_url: str | None = None, limits: Limits | None = None):
        for address in (url, update_url):
            _refuse_address(address or url)
        self.url, self.update_url = url, update_url or _update_url(url)
        self.limits = limits or Limits()
        self.endpoint = Endpoint(url)

    @classmethod
    def connect(
        cls, url: str, *, update_url: str | None = None, limits: Limits | None = None
    ) -> RemoteStore:
        """Connect to an endpoint and find out what it is; see its ``endpoint``.

        Args:
            url: Where queries go.
            update_url: Where updates go; by default the same address, with ``update`` for
                a last ``query``.
            limits: What one request may cost.

        Raises:
            EndpointError: It cannot be reached, or does not answer as SPARQL 1.1 has it.
        """
        store = cls(url, update_url=update_url, limits=limits)
        store.endpoint = find_out(store)
        return store

    def __len__(self) -> int:
        """Return the number of quads in named graphs."""
        (row,) = self.select("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }")
        return int(cast("Literal", row["n"]).value)

    def __contains__(self, graph: object) -> bool:
        """Return whether there is a named graph of that IRI."""
        try:
            node = NamedNode(str(graph))
        except ValueError:
            return False
        return bool(self.query(f"ASK {{ GRAPH {node} {{ ?s ?p ?o }} }}"))

    def graphs(self) -> list[str]:
        """Return the IRIs of the named graphs, sorted."""
        rows = self.select("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }")
        return sorted(cast("NamedNode", row["g"]).value for row in rows)

    def quads(self) -> Iterator[Quad]:
        """Yield every quad of the named graphs, a request a graph."""
        for graph in self.graphs():
            node = NamedNode(graph)
            for row in self.select(f"SELECT ?s ?p ?o {{ GRAPH {node} {{ ?s ?p ?o }} }}"):
                yield Quad(
                    cast("NamedNode | BlankNode", row["s"]),
                    cast("NamedNode", row["p"]),
                    cast("NamedNode | BlankNode | Literal", row["o"]),
                    node,
                )

    def query(self, sparql: str) -> Rows | QueryBoolean | list[Triple]:
        """Answer a query that only reads, of all named graphs as one unless it names some.

        Args:
            sparql: SELECT, ASK, CONSTRUCT or DESCRIBE; the prefixes of the ontology are known.

        Raises:
            QueryRefusedError: It would write or fetch, or the server finds a fault in it.
            EndpointError: There is no whole answer.
        """
        refuse_unsafe(sparql, graphs=self)
        if not names_graphs(sparql):
            return self.ask_as_it_is(_with_prefixes(sparql), self.endpoint.union_by)
        if self.endpoint.heeds_from is False:
            remedy = "Name the graphs by GRAPH instead."
            raise QueryRefusedError(f"{self.url} ignores FROM", remedy=remedy)
        return self.ask_as_it_is(_with_prefixes(sparql), {})

    def select(self, sparql: str) -> Rows:
        """Answer a SELECT.

        Raises:
            QueryRefusedError: It would write or fetch, is no SELECT, or the server finds a
                fault in it.
            EndpointError: There is no whole answer.
        """
        answer = self.query(sparql)
        if isinstance(answer, Rows):
            return answer
        raise QueryRefusedError("a question must be a SELECT", remedy="Ask with SELECT.")

    def ask_as_it_is(
        self, sparql: str, parameters: Mapping[str, str]
    ) -> Rows | QueryBoolean | list[Triple]:
        """Send a query that is known to be harmless, with parameters of the protocol."""
        form = query_form(sparql)
        wanted = _JSON if form in {"SELECT", "ASK"} else tuple(_TRIPLES)
        reply = self._send(sparql, form, ", ".join(wanted), parameters)
        if reply.media_type not in wanted:
            what = f"it answers {reply.media_type or 'without a media type'}: {reply.words}"
            raise EndpointError(what, where=self.url, remedy="Is this a SPARQL endpoint?")
        try:
            answer = _answer(reply, form)
        except (SyntaxError, ValueError) as error:
            what = f"the answer is broken or cut off ({error}): …{reply.body[-80:]!r}"
            remedy = "Ask for less, or try again."
            raise EndpointError(what, where=self.url, remedy=remedy) from error
        self._refuse_cut(answer)
        return answer

    def update(self, sparql: str) -> None:
        """Send an update. It is sent again if the server is busy: write what may be repeated.

        Raises:
            EndpointError: It is not allowed, or failed.
        """
        self._send(sparql, "INSERT", "*/*", {})

    def _send(self, sparql: str, form: str, accept: str, parameters: Mapping[str, str]) -> Reply:
        request = _request(self, sparql, form, accept, parameters)
        reply = exchange(request, limits=self.limits)
        where = request.full_url
        if reply.status == _BAD_QUERY and form != "INSERT":
            raise QueryRefusedError(f"the server says: {reply.words}", remedy="Mend the query.")
        if reply.status in _FORBIDDEN:
            remedy = "Set REGIONGRAPH_ENDPOINT with _USER and _PASSWORD or _TOKEN, or write netrc."
            what = f"it wants other credentials ({reply.status})"
            raise EndpointError(what, where=where, remedy=remedy)
        if reply.status >= _ERROR:
            what = f"it answers {reply.status}: {reply.words}"
            raise EndpointError(what, where=where, remedy="Ask its keeper, or try later.")
        return reply

    def _refuse_cut(self, answer: Rows | QueryBoolean | list[Triple]) -> None:
        most = self.endpoint.row_limit
        if most is not None and isinstance(answer, Rows) and len(answer.rows) >= most:
            what = f"it gives {most} rows at most, so this answer may be cut off"
            raise EndpointError(what, where=self.url, remedy="Ask for fewer rows at a time.")


def _request(
    store: RemoteStore, sparql: str, form: str, accept: str, parameters: Mapping[str, str]
) -> Any:
    from SPARQLWrapper import JSON, POST  # noqa: PLC0415

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        wrapper = _wrapper()(store.url, updateEndpoint=store.update_url, agent=_AGENT)
        wrapper.form, wrapper.accept = form, accept
        wrapper.setMethod(POST)
        wrapper.setReturnFormat(JSON)
        wrapper.setOnlyConneg(True)
        wrapper.setQuery(sparql)
        for name, value in parameters.items():
            wrapper.addParameter(name, value)
        return wrapper._createRequest()


@cache
def _wrapper() -> Any:
    from SPARQLWrapper import SPARQLWrapper  # noqa: PLC0415

    class Told(SPARQLWrapper):
        """Is told what its guess gets wrong: the form, and what is accepted."""

        form = accept = ""

        def _parseQueryType(self, query: str) -> str:  # noqa: N802
            return self.form

        def _getAcceptHeader(self) -> str:  # noqa: N802
            return self.accept

    return Told


def _answer(reply: Reply, form: str) -> Rows | QueryBoolean | list[Triple]:
    if form not in {"SELECT", "ASK"}:
        return _triples(reply)
    found = parse_query_results(reply.body, QueryResultsFormat.JSON)
    if isinstance(found, QuerySolutions) is not (form == "SELECT"):
        raise ValueError(f"it is none to {form}")
    return Rows(found.variables, list(found)) if isinstance(found, QuerySolutions) else found


def _triples(reply: Reply) -> list[Triple]:
    if b"<!DOCTYPE" in reply.body[:4096]:
        raise ValueError("it declares a document type")
    return [quad.triple for quad in parse(reply.body, _TRIPLES[reply.media_type])]


def _with_prefixes(sparql: str) -> str:
    """Declare the known prefixes that a query uses without; its lines keep their numbers."""
    declared = set(_DECLARED.findall(sparql))
    missing = (
        f"PREFIX {p}: <{iri}>"
        for p, iri in PREFIXES.items()
        if f"{p}:" in sparql and p not in declared
    )
    return " ".join((*missing, sparql))


def _update_url(url: str) -> str:
    return url.removesuffix("query") + "update" if url.endswith("/query") else url


def _refuse_address(url: str) -> None:
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        what = f"{url!r} is no address of an endpoint"
        raise EndpointError(what, remedy="Give one that begins with http:// or https://.")
    if parts.username or parts.password:
        what = "the address holds credentials, which end up in logs"
        remedy = "Set REGIONGRAPH_ENDPOINT_USER and _PASSWORD, or write netrc."
        raise EndpointError(what, where=parts.hostname, remedy=remedy)
