"""What our store costs beside the bare engine: CPU ratios, measured in one run.

``python benchmarks/stores.py [RELEASES]`` makes an invented graph of so many releases
(5,700 are about a million quads) and prints each figure with its goal.

Measured once, on a loaded machine of two cores, with 1,000 releases (171,200 quads): load of
the record 1.06 of bare; first answer from the folder 7 ms; queries 1.00 to 1.47 of bare, at
most 0.5 ms more; replacing releases 0.74 of a bare update of the same form. A million quads
were not measured.
"""

from __future__ import annotations

import io
import sys
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from pyoxigraph import Literal, Quad, RdfFormat, Store

from regiongraph.graph import vocabulary as v
from regiongraph.graph.answers import cell
from regiongraph.graph.store.embedded import EmbeddedStore
from regiongraph.graph.triples import nquads, thing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

CLAIMS = 14
REGIONS, BODIES, PEOPLE = 240, 60, 900
QUERIES = {
    "one thing": "SELECT ?p ?o { <https://w3id.org/regiongraph/id/region/R7> ?p ?o }",
    "members of a body": "SELECT ?m ?l ?q { ?c org:organization"
    " <https://w3id.org/regiongraph/id/organisation/B7> ; org:member ?m ;"
    " rg:evidence/oa:exact ?q . ?m rdfs:label ?l }",
    "on a date": "SELECT ?m ?o { ?c org:member ?m ; org:organization ?o ; rg:attestedOn ?d"
    ' FILTER(?d = "2020-03-04"^^xsd:date) }',
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


def cpu(act: Callable[[], object], times: int = 3) -> float:
    """Return the median CPU seconds of an act."""
    spent = []
    for _ in range(times):
        start = time.process_time()
        act()
        spent.append(time.process_time() - start)
    return median(spent)


def say(what: str, ours: float, bare: float, goal: str) -> None:
    """Print a figure with its goal."""
    line = f"{what}: {ours * 1000:.1f} ms, bare {bare * 1000:.1f} ms,"
    sys.stdout.write(f"{line} ratio {ours / bare:.2f} (goal {goal})\n")
    sys.stdout.flush()


def main(n_releases: int) -> None:
    """Measure and print."""
    made = list(quads(n_releases))
    sys.stdout.write(f"{n_releases} releases, {len(made)} quads\n")
    with TemporaryDirectory() as place:
        folder = Path(place) / "graph"
        EmbeddedStore.in_memory(made).save(folder, report={})
        _measure_load(folder, made)
        _measure_queries(EmbeddedStore.from_record(folder))
        _measure_replace(folder)


def _measure_load(folder: Path, made: list[Quad]) -> None:
    lines = nquads(made)
    bare = cpu(lambda: Store().bulk_load(io.BytesIO(lines), RdfFormat.N_QUADS))
    say("load of the record", cpu(lambda: EmbeddedStore.from_record(folder)), bare, "<= 1.11")
    first = "SELECT ?l { <https://w3id.org/regiongraph/id/region/R7> rdfs:label ?l }"
    opened = cpu(lambda: list(EmbeddedStore.open(folder).select(first)))
    sys.stdout.write(f"first answer from the folder: {opened * 1000:.1f} ms (goal <= 300)\n")


def _measure_queries(store: EmbeddedStore) -> None:
    for name, sparql in QUERIES.items():

        def ours(sparql: str = sparql) -> list[object]:
            return [tuple(map(cell, row)) for row in store.select(sparql)]

        def bare(sparql: str = sparql) -> list[object]:
            found = store.oxigraph.query(
                sparql, prefixes=dict(v.PREFIXES), use_default_graph_as_union=True
            )
            return [tuple(term.value if term else None for term in row) for row in found]

        say(f"query, {name}", cpu(ours, 9), cpu(bare, 9), "<= 1.15 or + 0.3 ms")


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


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5_700)
