"""The knowledge graph: asked by name, in SPARQL, from Python, and seen as a network."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pyoxigraph import NamedNode, QueryBoolean

from regiongraph.errors import ShapeError
from regiongraph.graph import vocabulary as v
from regiongraph.graph.answers import Answer, cell
from regiongraph.graph.comparisons import Comparison, compare
from regiongraph.graph.entities import entity_quads, office_quads, used_claims, used_entries
from regiongraph.graph.names import Names
from regiongraph.graph.questions import (
    Question,
    answer_question,
    load_questions,
    named_question,
)
from regiongraph.graph.report import Report, report_build, report_releases
from regiongraph.graph.shapes import ShapeReport, check_shapes
from regiongraph.graph.shortcuts import derived_quads
from regiongraph.graph.store import Solutions, query_form, refuse_twice
from regiongraph.graph.store.embedded import EmbeddedStore
from regiongraph.graph.triples import nquads, registry_quads, release_quads

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    import networkx as nx
    import rdflib
    from pyoxigraph import Quad
    from pyvis.network import Network

    from regiongraph.graph.links import Links
    from regiongraph.graph.store import GraphStore
    from regiongraph.graph.store.http import Limits
    from regiongraph.graph.store.loading import Loaded
    from regiongraph.knowledge.entries import Claim, Entry
    from regiongraph.knowledge.registry import Registry
    from regiongraph.records import ReadRelease

Scope = Literal["none", "used", "whole"]
"""How much of the registry goes into a graph: nothing, what the releases name, or all."""


class KnowledgeGraph:
    """A graph of claims, each with the words that prove it.

    Make one with `from_read`, `open` or `connect`.

    Args:
        store: The graph.
        report: What was built; it is saved with the graph.
        registry: Knows names that no release uses.
        base: Where the IRIs of things begin.
        sources: The files that it was built from, by path; they are saved with the graph.
    """

    def __init__(
        self,
        store: GraphStore,
        *,
        report: Report,
        registry: Registry | None = None,
        base: str = v.BASE,
        sources: Mapping[str, bytes] | None = None,
    ) -> None:
        self.store = store
        self.report = report
        self.sources = sources or {}
        self._registry = registry
        self._base = base
        self._folders: tuple[str | Path, ...] = ()

    @classmethod
    def from_read(
        cls,
        read: Iterable[ReadRelease],
        *,
        registry: Registry | None = None,
        scope: Scope = "used",
        base: str = v.BASE,
    ) -> KnowledgeGraph:
        """Build a graph in memory.

        A claim that breaks the shapes is refused: it is left out and reported.

        Args:
            read: Releases with what was read from them; of two with one id, the first counts.
            registry: What is known beforehand; by default the registry that ships.
            scope: What of the registry goes into the graph: ``used``, what the releases
                name and what is claimed about it; ``whole``, all; ``none``, nothing, so
                that only the releases speak.
            base: Where the IRIs of things begin.
        """
        from regiongraph.knowledge.registry import load_registry

        releases = _in_order(read)
        registry = registry or load_registry()
        said, about = _quads(releases, registry, scope, base)
        store = EmbeddedStore.in_memory((*said, *about))
        found = check_shapes(store.oxigraph)
        if not found.conforms:
            said = _without(said, {violation.node for violation in found.violations})
        direct = derived_quads(said, base=base)
        refuse_twice((*said, *about, *direct))
        store = EmbeddedStore.in_memory((*said, *about, *direct))
        report = report_build(releases, store=store, found=found)
        return cls(store, report=report, registry=registry, base=base)

    @classmethod
    def open(
        cls, folder: str | Path, *, registry: Registry | None = None, base: str = v.BASE
    ) -> KnowledgeGraph:
        """Open a graph folder for reading.

        Args:
            folder: What `save` wrote.
            registry: Knows names that no release uses.
            base: Where the IRIs of things begin.
        """
        path = Path(folder)
        store = EmbeddedStore.open(path)
        return cls(store, report=Report.read(path), registry=registry, base=base)

    @classmethod
    def connect(
        cls,
        url: str,
        *,
        update_url: str | None = None,
        limits: Limits | None = None,
        registry: Registry | None = None,
        base: str = v.BASE,
    ) -> KnowledgeGraph:
        """Connect to a graph at a SPARQL 1.1 endpoint; ``store.endpoint`` says what that is.

        Credentials come from the environment (``REGIONGRAPH_ENDPOINT`` with ``_USER`` and
        ``_PASSWORD``, or ``_TOKEN``) or from netrc.

        Args:
            url: Where queries go.
            update_url: Where updates go, if elsewhere.
            limits: What one request may cost in time and size.
            registry: Knows names that no release uses.
            base: Where the IRIs of things begin.

        Raises:
            EndpointError: It cannot be reached, or does not answer as SPARQL 1.1 has it.
        """
        from regiongraph.graph.store.remote import RemoteStore

        store = RemoteStore.connect(url, update_url=update_url, limits=limits)
        return cls(store, report=Report(), registry=registry, base=base)

    def save(self, folder: str | Path) -> None:
        """Write record, store and report to a folder; a graph that stood there is replaced."""
        self._embedded.save(Path(folder), report=self.report.as_dict(), sources=self.sources)

    def save_changes(self, folder: str | Path) -> list[str]:
        """Make a graph folder hold this graph, at once; named graphs that are equal stay.

        Returns:
            The IRIs of the named graphs that were written or dropped, sorted.
        """
        report = self.report.as_dict()
        return self._embedded.save_changes(Path(folder), report=report, sources=self.sources)

    def load_into(
        self,
        url: str,
        *,
        update_url: str | None = None,
        data_url: str | None = None,
        journal: str | Path | None = None,
        limits: Limits | None = None,
        progress: Callable[[str], None] | None = None,
    ) -> Loaded:
        """Load the graph into a SPARQL server, by updates or the Graph Store Protocol.

        Args:
            url: Where the server takes queries.
            update_url: Where it takes updates, if elsewhere.
            data_url: Its Graph Store Protocol address, to be used instead of updates.
            journal: A file that notes what was sent, so that a load can go on.
            limits: What one request may cost in time and size.
            progress: Called with the IRI of each named graph before it is sent.

        Raises:
            EndpointError: The server refuses, or cannot be reached.
        """
        from regiongraph.graph.store.loading import load_record
        from regiongraph.graph.store.remote import RemoteStore

        return load_record(
            self._embedded.record(),
            RemoteStore(url, update_url=update_url, limits=limits),
            data_url=data_url,
            journal=Path(journal) if journal is not None else None,
            progress=progress,
        )

    def __len__(self) -> int:
        """Return the number of quads."""
        return len(self.store)

    def questions(self) -> tuple[Question, ...]:
        """Return the named questions, sorted by name."""
        return tuple(self._questions.values())

    def add_questions(self, folder: str | Path) -> None:
        """Take in the questions of a folder of ``.rq`` files, beside those that ship.

        Raises:
            QuestionError: There is no such folder, a file does not fit, or its name is taken.
        """
        self._questions = load_questions(*self._folders, folder)
        self._folders = (*self._folders, folder)

    def ask(self, name: str, **parameters: object) -> Answer:
        """Ask a named question.

        Args:
            name: One of `questions`.
            **parameters: What it must be told: names of things, ISO dates, texts.

        Raises:
            QuestionError: There is no such question, or a parameter does not fit it.
        """
        question = named_question(name, self._questions)
        return answer_question(question, parameters, store=self.store, names=self._names)

    def sparql(self, query: str) -> Answer:
        """Answer a SELECT, ASK, CONSTRUCT or DESCRIBE, with the prefixes of the ontology.

        An ASK gives one row with ``answer``; the last two give ``subject``, ``predicate``
        and ``object``; what DESCRIBE tells of a thing, each engine decides. Whatever would write
        or fetch is refused.
        """
        result = self.store.query(query)
        if isinstance(result, QueryBoolean):
            return Answer("ASK", ("answer",), ((bool(result),),))
        if isinstance(result, Solutions):
            columns = tuple(variable.value for variable in result.variables)
            rows = tuple(tuple(cell(row[name]) for name in columns) for row in result)
            return Answer("SELECT", columns, rows)
        triples = sorted(result, key=str)
        table = tuple(tuple(cell(node) for node in triple) for triple in triples)
        return Answer(query_form(query), ("subject", "predicate", "object"), table)

    def why(self, one: str, other: str) -> Comparison:
        """Say why two names mean one thing, or two, or were left open.

        Args:
            one: A name, a key or an IRI; also the key that a thing has in its own release.
            other: Likewise.

        Raises:
            QuestionError: Nothing is called so.
        """
        return compare(
            one, other, decisions=self.report.decisions, names=self._names, base=self._base
        )

    def to_networkx(
        self, *, beyond: bool = True, min_confidence: float = 0.0
    ) -> nx.MultiDiGraph[str]:
        """Return the network of things and claims; `regiongraph.views.network` describes it.

        Args:
            beyond: Whether to take in what only the registry speaks of.
            min_confidence: Claims that are less likely to be right are left out.
        """
        from regiongraph.views.network import to_networkx

        return to_networkx(
            self.store, base=self._base, beyond=beyond, min_confidence=min_confidence
        )

    def to_rdflib(self) -> rdflib.Dataset:
        """Return the graph as an rdflib dataset on the same store, all graphs read as one."""
        from oxrdflib import OxigraphStore
        from rdflib import Dataset

        return Dataset(store=OxigraphStore(store=self._embedded.oxigraph), default_union=True)

    def page(
        self,
        path: str | Path,
        *,
        around: str | None = None,
        on: str | None = None,
        include: Iterable[str] = ("texts",),
        story: str | Path | None = None,
        after: str | Path | None = None,
        min_confidence: float = 0.0,
    ) -> Path:
        """Write the interactive network to one HTML file that needs no connection.

        Args:
            path: The file.
            around: What the page opens with, together with its neighbourhood.
            on: The day as of which it opens, as an ISO date.
            include: ``texts``, the releases to be read as a whole; ``registry``, what only the
                registry speaks of.
            story: A YAML file of steps; `regiongraph.views.page.story` describes it.
            after: An older page; what stood on it keeps its place.
            min_confidence: Claims that are less likely to be right are left out.

        Returns:
            The file.

        Raises:
            PageError: Something that is asked for is not there or not understood.
            StoreError: The page cannot be written, or the older one not be read.
        """
        from regiongraph.views.page import add_reviews, checked_parts, opening, write_page

        parts = checked_parts(include)
        network = self.to_networkx(beyond="registry" in parts, min_confidence=min_confidence)
        add_reviews(network, self.report.decisions, base=self._base)
        find = self._names.find
        how = opening(network, find, around=around, on=on, story=story, after=after)
        return write_page(network, path, texts="texts" in parts, **how)

    def to_pyvis(self, *, beyond: bool = False, min_confidence: float = 0.0) -> Network:
        """Return the network for pyvis, to be styled and saved by itself.

        Args:
            beyond: Whether to take in what only the registry speaks of.
            min_confidence: Claims that are less likely to be right are left out.
        """
        from regiongraph.views.page import to_pyvis

        return to_pyvis(self.to_networkx(beyond=beyond, min_confidence=min_confidence))

    def _repr_html_(self) -> str:
        """Show the network in a notebook."""
        from regiongraph.views.page import embedded

        return embedded(self.to_networkx(beyond=False))

    @classmethod
    def from_files(cls, *paths: str | Path, registry: Registry | None = None) -> KnowledgeGraph:
        """Take in a graph that another regiongraph made: files, or graph folders.

        Args:
            *paths: N-Quads, TriG, Turtle, JSON-LD or RDF/XML files, by their endings, or folders.
            registry: Knows names that no release uses.

        Raises:
            ExchangeError: A file cannot be read, or holds what no regiongraph writes.
            ShapeError: The graph breaks its shapes, or a triple stands in two graphs.
        """
        from regiongraph.graph.exchange import base_of, read_graph

        quads = read_graph([Path(path) for path in paths])
        refuse_twice(quads)
        store = EmbeddedStore.in_memory(quads)
        found = check_shapes(store.oxigraph)
        if not found.conforms:
            what = f"{found.violations[0]}, and {len(found.violations) - 1} further faults"
            remedy = "See them all: regiongraph validate."
            raise ShapeError(what, where=", ".join(map(str, paths)), remedy=remedy)
        report = report_build((), store=store, found=found)
        report.releases = report_releases(store)
        return cls(store, report=report, registry=registry, base=base_of(quads))

    def export(self, path: str | Path) -> Path:
        """Write the graph to one file; the same graph gives the same bytes.

        Args:
            path: The file; its ending says how: ``.nq``, ``.trig``, ``.ttl``, ``.jsonld`` or
                ``.rdf``; Turtle and RDF/XML merge the named graphs. ``.graphml`` gives the
                network, for Gephi and the like.

        Returns:
            The file.

        Raises:
            ExchangeError: The ending names no format, or the format lacks a character.
        """
        from regiongraph.graph.exchange import format_of, write_graph

        file = Path(path)
        if file.suffix == ".graphml":
            from regiongraph.views.graphml import write_graphml

            content = write_graphml(self.to_networkx())
        else:
            content = write_graph(self.store.quads(), format_of(file))
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
        return file

    def propose_links(
        self,
        authority: str,
        *,
        at: str | None = None,
        cache: str | Path | None = None,
        pause: float = 1.0,
        refresh: bool = False,
    ) -> Links:
        """Ask Wikidata or the EU's authority tables for identifiers and names that we lack.

        This asks a server on the internet. The graph stays as it is: a person decides.

        Args:
            authority: ``wikidata`` or ``eu``.
            at: Another endpoint with the same data.
            cache: Where answers are kept; by default in the user's cache folder.
            pause: Seconds between two questions.
            refresh: Whether to ask again what is kept.

        Raises:
            EndpointError: The endpoint gives no whole answer.
        """
        from regiongraph.graph.links import AUTHORITIES, propose_links
        from regiongraph.graph.lookups import Lookup
        from regiongraph.resources import user_cache

        whom = AUTHORITIES[authority]
        folder = Path(cache) if cache else user_cache()
        lookup = Lookup(at or whom.url, cache=folder, pause=pause, refresh=refresh)
        return propose_links(self.store, whom, lookup, base=self._base)

    def validate(self) -> ShapeReport:
        """Check the graph against its shapes."""
        return check_shapes(self._embedded.oxigraph)

    def nquads(self) -> bytes:
        """Return the record: N-Quads, sorted. The same input gives the same bytes."""
        return nquads(self.store.quads())

    @cached_property
    def _questions(self) -> dict[str, Question]:
        return load_questions()

    @cached_property
    def _embedded(self) -> EmbeddedStore:
        """The store itself, or a copy in memory of one that is far away."""
        if isinstance(self.store, EmbeddedStore):
            return self.store
        return EmbeddedStore.in_memory(self.store.quads())

    @cached_property
    def _names(self) -> Names:
        return Names(self.store, registry=self._registry, base=self._base)


def _in_order(read: Iterable[ReadRelease]) -> list[ReadRelease]:
    """Return releases as they were published; of two with one id, the first counts."""
    by_id: dict[str, ReadRelease] = {}
    for one in read:
        by_id.setdefault(one.release.id, one)
    return sorted(by_id.values(), key=lambda r: (r.release.published or "9999", r.release.id))


def _quads(
    releases: Sequence[ReadRelease], registry: Registry, scope: Scope, base: str
) -> tuple[list[Quad], list[Quad]]:
    """Return what is said, by releases and registry, and what the things are."""
    from regiongraph.knowledge.offices import OfficeClasses

    offices = OfficeClasses(registry.offices)
    claims, entries = _scoped(releases, registry, scope)
    said = [quad for one in releases for quad in release_quads(one, base=base, offices=offices)]
    said += registry_quads(claims, entries=entries, base=base, offices=offices)
    about = entity_quads(releases, entries=entries, base=base)
    roles = (quad.object for quad in said if quad.predicate == v.ROLE)
    used = {role for role in roles if isinstance(role, NamedNode)}
    return said, about + office_quads(used, registry.offices, base=base)


def _scoped(
    releases: Sequence[ReadRelease], registry: Registry, scope: Scope
) -> tuple[Sequence[Claim], Mapping[str, Entry]]:
    if scope == "none":
        return (), {}
    if scope == "whole":
        return registry.claims, registry.entries
    claims = used_claims(releases, registry.claims)
    return claims, used_entries(releases, claims, registry.entries)


def _without(said: Iterable[Quad], refused: set[str]) -> list[Quad]:
    return [
        quad
        for quad in said
        if not (isinstance(quad.subject, NamedNode) and quad.subject.value in refused)
    ]
