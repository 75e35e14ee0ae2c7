"""What our store costs beside the bare engines: CPU ratios, measured in one run.

``python benchmarks/stores.py [RELEASES]`` makes an invented graph of so many releases
(5,700 are about a million quads) and prints each figure with its goal. What was measured
stands in ``benchmarks/stores.md``.
"""

from __future__ import annotations

import http.client
import io
import json
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager, suppress
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urlsplit

import pyshacl
import rdflib
from pyoxigraph import Literal, Quad, RdfFormat, Store
from questions import geometric_mean, measure_questions

from regiongraph.graph import vocabulary as v
from regiongraph.graph.answers import Answer, cell
from regiongraph.graph.names import Names
from regiongraph.graph.questions import answer_question, load_questions
from regiongraph.graph.shapes import check_shapes
from regiongraph.graph.store.embedded import EmbeddedStore
from regiongraph.graph.store.remote import RemoteStore
from regiongraph.graph.triples import nquads, thing
from regiongraph.resources import shipped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

CLAIMS = 14
PART, FEW = 500, 100
"""Releases of the smaller graphs: over HTTP; for pyshacl."""
REGIONS, BODIES, PEOPLE = 240, 60, 900
_FORM = "application/x-www-form-urlencoded"
QUERIES = {
    "one thing": "SELECT ?p ?o { <https://w3id.org/regiongraph/id/region/R7> ?p ?o }",
    "members of a body": "SELECT ?m ?l ?q { ?c org:organization"
    " <https://w3id.org/regiongraph/id/organisation/B7> ; org:member ?m ;"
    " rg:evidence/oa:exact ?q . ?m rdfs:label ?l }",
    "on a date": "SELECT ?m ?o { ?c org:member ?m ; org:organization ?o ; rg:attestedOn ?d"
    ' FILTER(?d = "2010-01-01"^^xsd:date) }',
    "all by kind": "SELECT ?k (COUNT(*) AS ?n) { ?s a ?k } GROUP BY ?k",
}


def quads(n_releases: int) -> Iterator[Quad]:
    """Yield an invented graph: names in one graph, a graph of claims a release."""
    about = thing("graph/entities")
    for kind, number in (("region/R", REGIONS), ("organisation/B", BODIES), ("person/P", PEOPLE)):
        for at in range(number):
            yield Quad(thing(f"{kind}{at}"), v.LABEL, Literal(f"{kind} {at}"), about)
    for release in range(n_releases):
        yield from _release(release, "")


def _release(release: int, text: str) -> Iterator[Quad]:
    graph, iri = thing(f"graph/release/{release:012x}"), thing(f"release/{release:012x}")
    day = Literal(f"20{10 + release % 15}-{1 + release % 12:02}-{1 + release % 28:02}",
                  datatype=v.XSD_DATE)  # fmt: skip
    yield Quad(iri, v.TYPE, v.RELEASE, graph)
    yield Quad(iri, v.PUBLISHED, day, graph)
    for at in range(CLAIMS):
        claim, place = thing(f"claim/{release}-{at}"), thing(f"passage/{release}-{at}")
        number = release * CLAIMS + at
        said = (
            (v.TYPE, v.CLAIM), (v.TYPE, v.KINDS["membership"]), (v.HAS_EVIDENCE, place),
            (v.MEMBER, thing(f"person/P{number % PEOPLE}")), (v.ATTESTED_ON, day),
            (v.ORGANIZATION, thing(f"organisation/B{number % BODIES}")),
            (v.CONFIDENCE, Literal("0.9", datatype=v.XSD_DECIMAL)),
        )  # fmt: skip
        where = (
            (v.TYPE, v.PASSAGE), (v.SOURCE, iri), (v.START, Literal(at * 90)),
            (v.END, Literal(at * 90 + 80)), (v.EXACT, Literal(f"words {number} {text}")),
        )  # fmt: skip
        yield from (Quad(claim, p, o, graph) for p, o in said)
        yield from (Quad(place, p, o, graph) for p, o in where)


def cpu(
    act: Callable[[], object], times: int = 3, *, clock: Callable[[], float] = time.process_time
) -> float:
    """Return the median CPU seconds of an act, or those of another clock."""
    spent = []
    for _ in range(times):
        start = clock()
        act()
        spent.append(clock() - start)
    return median(spent)


def in_turn(
    *acts: Callable[[], object], times: int = 9, clock: Callable[[], float] = time.process_time
) -> list[float]:
    """Return the median seconds of each act, done one after the other so many times."""
    spent = [[cpu(act, 1, clock=clock) for act in acts] for _ in range(times)]
    return [median(column) for column in zip(*spent, strict=True)]


def say(what: str, ours: float, other: float, goal: str, name: str = "bare") -> None:
    """Print a figure with its goal; against a slower engine, how many times faster."""
    line = f"{what}: {ours * 1000:.2f} ms, {name} {other * 1000:.2f} ms,"
    ratio = f"ratio {ours / other:.2f}" if name == "bare" else f"{other / ours:.0f} times faster"
    sys.stdout.write(f"{line} {ratio} (goal {goal})\n")
    sys.stdout.flush()


def main(n_releases: int) -> None:
    """Measure and print."""
    made = list(quads(n_releases))
    sys.stdout.write(f"{n_releases} releases, {len(made)} quads\n")
    with TemporaryDirectory() as place:
        folder = Path(place) / "graph"
        EmbeddedStore.in_memory(made).save(folder, report={})
        _measure_load(folder, made)
        _measure_memory(folder, len(made))
        store = EmbeddedStore.from_record(folder)
        _measure_queries(store)
        _measure_question(store)
        _measure_frame(store)
        _measure_replace(folder)
    ratios = _measure_rdflib(made) + measure_questions()
    sys.stdout.write(f"beside rdflib, {len(ratios)} in all: {geometric_mean(ratios):.1f} times\n")
    _measure_remote(list(quads(min(PART, n_releases))))
    _measure_checks(list(quads(min(FEW, n_releases))))


def _measure_load(folder: Path, made: list[Quad]) -> None:
    lines = nquads(made)
    bare = cpu(lambda: Store().bulk_load(io.BytesIO(lines), RdfFormat.N_QUADS))
    say("load of the record", cpu(lambda: EmbeddedStore.from_record(folder)), bare, "<= 1.11")
    first = "SELECT ?l { <https://w3id.org/regiongraph/id/region/R7> rdfs:label ?l }"
    opened = cpu(lambda: list(EmbeddedStore.open(folder).select(first)))
    sys.stdout.write(f"first answer from the folder: {opened * 1000:.1f} ms (goal <= 300)\n")
    ours = cpu(lambda: EmbeddedStore.from_record(folder), 1)
    say("load of the record", ours, cpu(lambda: _rdflib(lines), 1), ">= 9", "rdflib")


def _measure_queries(store: EmbeddedStore) -> None:
    for name, sparql in QUERIES.items():

        def ours(sparql: str = sparql) -> list[object]:
            return [tuple(map(cell, row)) for row in store.select(sparql)]

        def bare(sparql: str = sparql) -> list[object]:
            found = store.oxigraph.query(
                sparql, prefixes=dict(v.PREFIXES), use_default_graph_as_union=True
            )
            return [tuple(term.value if term else None for term in row) for row in found]

        say(f"query, {name}", *in_turn(ours, bare), "<= 1.15 or + 0.3 ms")


def _measure_replace(folder: Path) -> None:
    """Replace releases in a copy of the store, as `save_changes` does, and by a bare update."""
    with TemporaryDirectory() as place:
        EmbeddedStore.open(folder).oxigraph.backup(f"{place}/store")
        store = EmbeddedStore(Store(f"{place}/store"))
        texts = iter(range(1_000_000))

        def ours() -> None:
            for release in range(50):
                graph = thing(f"graph/release/{release:012x}")
                store.replace(graph.value, _release(release, str(next(texts))))

        def bare() -> None:
            for release in range(50):
                graph = thing(f"graph/release/{release:012x}")
                said = "".join(f"{q.triple} ." for q in _release(release, str(next(texts))))
                insert = f"INSERT DATA {{ GRAPH {graph} {{ {said} }} }}"
                store.oxigraph.update(f"DROP SILENT GRAPH {graph} ; {insert}")

        say("50 releases replaced", cpu(ours), cpu(bare), "<= 1.5")


def _measure_question(store: EmbeddedStore) -> None:
    """Ask a named question with a parameter, to Python rows; bare, the same text to terms."""
    question, names = load_questions()["members"], Names(store)
    asked = {"of": thing("organisation/B7").value}
    sparql = question.bind(question.terms(asked, names))

    def bare() -> list[object]:
        found = store.oxigraph.query(sparql, use_default_graph_as_union=True)
        return [tuple(term.value if term else None for term in row) for row in found]

    ours = cpu(lambda: answer_question(question, asked, store=store, names=names), 5)
    say(f"question, {len(bare())} rows", ours, cpu(bare, 5), "<= 1.15")


def _measure_frame(store: EmbeddedStore) -> None:
    """Turn rows into a data frame; bare, iterate over them to values."""
    sparql = "SELECT ?c ?m ?o ?d { ?c org:member ?m ; org:organization ?o ; rg:attestedOn ?d }"

    def frame(to: str) -> Any:
        found = store.select(sparql)
        columns = tuple(variable.value for variable in found.variables)
        answer = Answer("rows", columns, tuple(tuple(map(cell, row)) for row in found))
        return getattr(answer, to)()

    def bare() -> int:
        rows = [tuple(term.value for term in row) for row in store.select(sparql)]
        return len(rows)

    for to in ("to_pandas", "to_polars"):
        frame(to)
        say(f"{bare()} rows, {to}", cpu(lambda to=to: frame(to)), cpu(bare), "<= 1.5")


def _measure_memory(folder: Path, n_quads: int) -> None:
    """Load the record in a process of its own, and see how much that grows."""
    program = f"""
from pathlib import Path
from regiongraph.graph.store.embedded import EmbeddedStore
def held():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096
before = held()
store = EmbeddedStore.from_record(Path({str(folder)!r}))
print(held() - before)"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    sys.stdout.write(f"memory: {int(done.stdout) / n_quads:.0f} bytes a quad (goal <= 450)\n")


def _rdflib(lines: bytes) -> Any:
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(data=lines.decode(), format="nquads")
    return dataset


def _measure_rdflib(made: list[Quad]) -> list[float]:
    """Ask rdflib the same queries; return how many times faster we are."""
    store, dataset = EmbeddedStore.in_memory(made), _rdflib(nquads(made))
    ratios = []
    for name, sparql in QUERIES.items():

        def ours(sparql: str = sparql) -> list[object]:
            return [tuple(map(cell, row)) for row in store.select(sparql)]

        def theirs(sparql: str = sparql) -> list[object]:
            return [tuple(row) for row in dataset.query(sparql, initNs=dict(v.PREFIXES))]

        if len(ours()) != len(theirs()):
            raise ValueError(f"{name}: other rows in rdflib")
        taken = cpu(ours, 9), cpu(theirs)
        ratios.append(taken[1] / taken[0])
        say(f"query, {name}", *taken, ">= 25 in the mean", "rdflib")
    return ratios


@contextmanager
def _served(made: list[Quad]) -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    program = str(Path(sys.executable).with_name("oxigraph"))
    command = [program, "serve", "--bind", f"127.0.0.1:{port}", "--union-default-graph"]
    server, url = subprocess.Popen(command, stderr=subprocess.DEVNULL), f"http://127.0.0.1:{port}"
    try:
        for _ in range(200):
            with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
                break
            time.sleep(0.05)
        head = {"Content-Type": "application/n-quads"}
        urllib.request.urlopen(urllib.request.Request(f"{url}/store", nquads(made), head)).close()
        yield f"{url}/query"
    finally:
        server.kill()
        server.wait()


def _measure_remote(made: list[Quad]) -> None:
    """Ask a server; bare, by HTTP and JSON. By the wall clock, since the server's time counts."""
    every = "SELECT ?c ?m ?o ?d { ?c org:member ?m ; org:organization ?o ; rg:attestedOn ?d }"
    sys.stdout.write(f"over HTTP: {len(made)} quads\n")
    with _served(made) as url:
        store = RemoteStore.connect(url)
        kept = http.client.HTTPConnection(urlsplit(url).netloc)
        prefixes = "".join(f"PREFIX {name}: <{iri}> " for name, iri in v.PREFIXES.items())
        for name, sparql in {**QUERIES, "every claim": every}.items():
            body = urlencode({"query": prefixes + sparql}).encode()
            head = {"Accept": "application/sparql-results+json", "Content-Type": _FORM}

            def ours(sparql: str = sparql) -> list[object]:
                return [tuple(map(cell, row)) for row in store.select(sparql)]

            def bare(body: bytes = body, head: dict[str, str] = head) -> list[object]:
                with urllib.request.urlopen(urllib.request.Request(url, body, head)) as reply:
                    return _values(reply.read())

            def bare_kept(body: bytes = body, head: dict[str, str] = head) -> list[object]:
                kept.request("POST", urlsplit(url).path, body, head)
                return _values(kept.getresponse().read())

            if not len(ours()) == len(bare()) == len(bare_kept()):
                raise ValueError(f"{name}: other rows")
            taken = in_turn(ours, bare, bare_kept, times=51, clock=time.perf_counter)
            what = f"remote, {name}, {len(bare())} rows"
            say(what, *taken[:2], "<= 1.2")
            say(f"{what}, connection kept", taken[0], taken[2], "<= 1.2")


def _values(body: bytes) -> list[object]:
    """Return the rows of a JSON answer."""
    found = json.loads(body)
    names, bindings = found["head"]["vars"], found["results"]["bindings"]
    return [tuple(row[n]["value"] for n in names if n in row) for row in bindings]


def _measure_checks(made: list[Quad]) -> None:
    """Check a few releases against the shapes, as `build` does and with pyshacl."""
    store, graph = EmbeddedStore.in_memory(made), rdflib.Graph()
    graph.parse(data="".join(f"{q.triple} .\n" for q in made), format="nt")
    files = (shipped("ontology") / name for name in ("shapes.ttl", "regiongraph.ttl"))
    shapes, ontology = (rdflib.Graph().parse(data=file.read_text("utf-8")) for file in files)

    def theirs() -> object:
        return pyshacl.validate(graph, shacl_graph=shapes, ont_graph=ontology)

    ours = cpu(lambda: check_shapes(store.oxigraph))
    say(f"shapes, {len(made)} quads", ours, cpu(theirs, 1), ">= 10", "pyshacl")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5_700)
