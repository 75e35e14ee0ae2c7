"""The addresses of the service, and what guards them.

::

    /              a page to write queries in        /sparql   SPARQL 1.1 Protocol
    /id/…          a thing: HTML, Turtle, JSON-LD    /void     what the graph holds
    /questions/…   a named question as SPARQL        /health   whether it can answer
"""

from __future__ import annotations

import threading
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import jinja2
from pyoxigraph import serialize
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from regiongraph.errors import (
    QueryRefusedError,
    QueryStoppedError,
    QuestionError,
    ShapeError,
    StoreError,
    UpdateRefusedError,
)
from regiongraph.graph import vocabulary as v
from regiongraph.graph.names import Names
from regiongraph.graph.questions import load_questions, named_question
from regiongraph.graph.store.embedded import EmbeddedStore
from regiongraph.graph.vocabulary import PREFIXES
from regiongraph.serve import descriptions, protocol
from regiongraph.serve.protocol import TRIPLES, Refusal, preferred
from regiongraph.serve.things import thing
from regiongraph.serve.updates import LOOPBACK, refuse_open, refuse_writer, update
from regiongraph.serve.workers import Bounds, NoFreeWorkerError, Workers, standing

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Mapping, Sequence

    from pyoxigraph import Triple
    from starlette.requests import Request
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_HTML = "text/html"
_FORMS = (_HTML, *TRIPLES)
_AS = {"turtle": "text/turtle", "jsonld": "application/ld+json", "html": _HTML}
_GUARDS = {
    "content-security-policy": "default-src 'none'; style-src 'self'; script-src 'self';"
    " connect-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none';"
    " frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
}
_PARTS = {"page.css": "text/css", "query.js": "text/javascript"}
_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Service:
    """What is served, to whom.

    Args:
        folder: A graph folder. If it is replaced, the new one is served.
        bounds: What one query may cost.
        names: Names under which the service is reached; by default this machine's loopback.
        origins: Origins of web pages elsewhere that may ask, such as ``https://yasgui.org``.
        base: Where the IRIs of things begin.
        writable: Whether updates are taken, of a person's own graphs.
        token: What who writes must present; without one, only this machine may be served.
    """

    folder: Path
    bounds: Bounds = field(default_factory=Bounds)
    names: Sequence[str] = LOOPBACK
    origins: Sequence[str] = ()
    base: str = v.BASE
    writable: bool = False
    token: str | None = field(default=None, repr=False)


def serve(service: Service, *, host: str = "127.0.0.1", port: int = 7200) -> None:
    """Serve until interrupted.

    Raises:
        StoreError: The folder holds no graph that can be read.
        EndpointError: Anybody could write.
    """
    import uvicorn  # noqa: PLC0415

    if service.writable:
        refuse_open((host,), service.token)

    uvicorn.run(
        application(service), host=host, port=port, log_level="warning", server_header=False
    )


def application(service: Service) -> Starlette:
    """Return the ASGI application.

    Raises:
        StoreError: The folder holds no graph that can be read.
        EndpointError: Anybody could write.
    """
    if service.writable:
        refuse_open(service.names, service.token)
    pages = _Pages(service)
    routes = [
        Route("/", pages.query_page),
        Route("/sparql", pages.sparql, methods=["GET", "POST"]),
        Route("/id/{key:path}", pages.thing),
        Route("/questions/{name}", pages.question),
        Route("/void", pages.void),
        Route("/.well-known/void", pages.void),
        Route("/health", pages.health),
        Route("/parts/{name}", _part),
    ]
    guards = [
        Middleware(TrustedHostMiddleware, allowed_hosts=list(service.names), www_redirect=False),
        Middleware(_Guard, origins=service.origins),
    ]
    if service.origins:
        guards.append(Middleware(CORSMiddleware, allow_origins=list(service.origins)))
    return Starlette(
        routes=routes,
        middleware=guards,
        exception_handlers={
            Refusal: _refused,
            QueryRefusedError: _bad_request,
            QuestionError: _bad_request,
            QueryStoppedError: _stopped,
            UpdateRefusedError: _forbidden,
            ShapeError: _unsound,
            StoreError: _broken,
        },
        lifespan=pages.lifespan,
        max_body_size=protocol.LONGEST,
    )


class _Pages:
    """Answers requests; what takes time runs in threads, queries in workers."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._lock = threading.Lock()
        self._standing: tuple[int, int] | None = None
        self._kept: dict[str, Any] = {}
        self._opened = self._store
        self._workers = Workers(service.folder, service.bounds)
        one = replace(service.bounds, workers=1)  # one change at a time, beside the queries
        self._writer = Workers(service.folder, one) if service.writable else None
        self._templates = jinja2.Environment(
            loader=jinja2.FileSystemLoader(_HERE),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    @property
    def _store(self) -> EmbeddedStore:
        """The store of the folder as it stands now."""
        with self._lock:
            now = standing(self._service.folder)
            if now != self._standing:
                self._opened = EmbeddedStore.open(self._service.folder)
                self._standing, self._kept = now, {}
            return self._opened

    def _keep(self, name: str, make: Callable[[], Any]) -> Any:
        """Return what was made for this store before, or make it."""
        if name not in self._kept:
            self._kept[name] = make()
        return self._kept[name]

    @asynccontextmanager
    async def lifespan(self, _: Starlette) -> AsyncIterator[None]:
        """End the workers with the service."""
        yield
        self._workers.close()
        if self._writer is not None:
            self._writer.close()

    async def sparql(self, request: Request) -> Response:
        """Answer a request of the SPARQL 1.1 Protocol, or describe the service."""
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        body = await request.body() if request.method == "POST" else b""
        found = protocol.parameters(
            request.url.query, kind if request.method == "POST" else "", body
        )
        accept = request.headers.get("accept", "")
        if request.method == "GET" and not found:
            return self._service_description(request, accept)
        if any(name == "update" for name, _ in found):
            return await self._update(request, found)
        job = protocol.job(found, accept, graphs=self._store)
        answer = await run_in_threadpool(self._workers.answer, job)
        return Response(answer, media_type=job.media_type, headers={"vary": "Accept"})

    async def _update(self, request: Request, found: Sequence[tuple[str, str]]) -> Response:
        if self._writer is None:
            raise Refusal(403, "This endpoint only reads: it takes queries, no updates.")
        here = f"{request.url.scheme}://{request.headers.get('host', '')}"
        client = request.client.host if request.client else ""
        refuse_writer(
            request.method, request.headers, here=here, client=client, token=self._service.token
        )
        job = update(found, base=self._service.base)
        changed = await run_in_threadpool(self._writer.answer, job)
        return Response(changed, media_type="application/json")

    def query_page(self, request: Request) -> Response:
        """Return the page to write queries in."""
        questions = [q for q in load_questions().values() if q.compute is None]
        return self._html("query.html.jinja", questions=questions, n_quads=self._n_quads())

    def question(self, request: Request) -> Response:
        """Return a named question as SPARQL, its parameters bound to terms."""
        found = named_question(request.path_params["name"], load_questions())
        given = {name: value for name, value in request.query_params.items() if value.strip()}
        store = self._store
        names = self._keep("names", lambda: Names(store, base=self._service.base))
        sparql = found.bind(found.terms(given, names))
        return PlainTextResponse(sparql, media_type="application/sparql-query")

    def thing(self, request: Request) -> Response:
        """Return what the graph says of a thing, as a page or as triples."""
        base, key = self._service.base, request.path_params["key"]
        iri = base + quote(key, safe="/-._~")
        found = thing(self._store, iri, base=base)
        if found is None:
            raise Refusal(404, f"Nothing is known of {iri}.")
        wanted = _AS.get(request.query_params.get("as", ""))
        wanted = wanted or preferred(request.headers.get("accept", ""), _FORMS)
        if wanted is None:
            raise Refusal(406, f"This can be had as {', '.join(_FORMS)}.")
        if wanted == _HTML:
            return self._html("thing.html.jinja", thing=found, base=base)
        return _triples(found.triples, wanted, PREFIXES)

    def void(self, request: Request) -> Response:
        """Return what the graph holds, in numbers."""
        wanted = preferred(request.headers.get("accept", ""), tuple(TRIPLES))
        if wanted is None:
            raise Refusal(406, f"This can be had as {', '.join(TRIPLES)}.")
        store, here = self._store, str(request.base_url)
        triples = self._keep(
            f"void {here}",
            lambda: descriptions.void_description(
                store, void=f"{here}void", endpoint=f"{here}sparql", base=self._service.base
            ),
        )
        return _triples(triples, wanted, descriptions.DESCRIBED_WITH)

    def health(self, request: Request) -> Response:
        """Run a query from end to end."""
        self._workers.answer(protocol.Job("ASK {}", "application/sparql-results+json"))
        return JSONResponse({"status": "ok", "quads": self._n_quads()})

    def _n_quads(self) -> int:
        store = self._store
        return int(self._keep("number", lambda: len(store)))

    def _service_description(self, request: Request, accept: str) -> Response:
        wanted = preferred(accept, (*TRIPLES, _HTML))
        if wanted is None or wanted == _HTML:
            return RedirectResponse(request.base_url, status_code=303)
        here = request.base_url
        triples = descriptions.service_description(
            f"{here}sparql", f"{here}void", writable=self._service.writable
        )
        return _triples(triples, wanted, descriptions.DESCRIBED_WITH)

    def _html(self, template: str, **values: Any) -> Response:
        page = self._templates.get_template(template).render(**values)
        text = page.encode("utf-8", "replace").decode()
        return Response(text, media_type=_HTML, headers={"vary": "Accept"})


class _Guard:
    """Refuses web pages of strangers, and tells browsers what ours may do."""

    def __init__(self, app: ASGIApp, origins: Sequence[str]) -> None:
        self._app, self._origins = app, origins

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer 403."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        origin = headers.get("origin")
        ours = f"{scope['scheme']}://{headers.get('host', '')}"
        if origin is not None and origin != ours and origin not in self._origins:
            words = f"Pages of {origin} may not ask here; allow it with --allow-origin."
            await PlainTextResponse(words, status_code=403)(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(_GUARDS)
            await send(message)

        await self._app(scope, receive, guarded)


def _part(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in _PARTS:
        raise Refusal(404, "There is no such part.")
    return Response((_HERE / name).read_bytes(), media_type=_PARTS[name])


def _triples(triples: Sequence[Triple], media_type: str, prefixes: Mapping[str, str]) -> Response:
    body = serialize(triples, format=TRIPLES[media_type], prefixes=dict(prefixes))
    return Response(body, media_type=media_type, headers={"vary": "Accept"})


def _refused(_: Request, error: Exception) -> Response:
    assert isinstance(error, Refusal)  # noqa: S101
    return PlainTextResponse(str(error), status_code=error.status, headers=error.headers)


def _bad_request(_: Request, error: Exception) -> Response:
    return PlainTextResponse(str(error), status_code=400)


def _stopped(_: Request, error: Exception) -> Response:
    if isinstance(error, NoFreeWorkerError):
        return PlainTextResponse(str(error), status_code=503, headers={"retry-after": "1"})
    return PlainTextResponse(str(error), status_code=500)  # 2.2.4: QueryRequestRefused


def _forbidden(_: Request, error: Exception) -> Response:
    return PlainTextResponse(str(error), status_code=403)


def _unsound(_: Request, error: Exception) -> Response:
    return PlainTextResponse(str(error), status_code=422)


def _broken(_: Request, error: Exception) -> Response:
    return PlainTextResponse(str(error), status_code=503)
