"""Identifiers and names are proposed to a person; a real server holds an invented sample.

The sample has the form of Wikidata and of the EU's authority tables. Its people are invented.
"""

from __future__ import annotations

import csv
import urllib.request
from copy import copy
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from regiongraph.cli import main
from regiongraph.errors import EndpointError, ExchangeError, StoreError
from regiongraph.graph.links import COLUMNS, Links
from regiongraph.graph.lookups import Lookup
from regiongraph.knowledge.registry import load_registry
from regiongraph.knowledge_graph import KnowledgeGraph

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from regiongraph.records import ReadRelease

SAMPLE = """
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX schema: <http://schema.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX wd: <http://www.wikidata.org/entity/>
PREFIX wdt: <http://www.wikidata.org/prop/direct/>
PREFIX eu: <http://publications.europa.eu/resource/authority/>

wd:Q1202 wdt:P605 "DED" ; rdfs:label "Sachsen"@de , "Saxony"@en , "Saxe"@fr , "Saksen"@af .
wd:Q900001 wdt:P31 wd:Q5 ; rdfs:label "Ana Zubiri"@en ; schema:description "politician"@en .
wd:Q900002 rdfs:label "Ana Zubiri"@en ; schema:description "song"@en .
wd:Q900003 wdt:P31 wd:Q4167410 ; rdfs:label "Ana Zubiri"@en .
wd:Q900004 wdt:P31 wd:Q5 ; skos:altLabel "Jens Vogelsang"@de ; rdfs:label "J. Vogelsang"@de .
wd:Q900005 wdt:P31 wd:Q5 ; rdfs:label "Jens Vogelsang"@de .
<http://elsewhere.example/x> wdt:P31 wd:Q5 ; rdfs:label "Ida Vestal"@en .
wd:Q900006 rdfs:label "Motorwerk Zwickau GmbH"@en ;
  schema:description "=HYPERLINK(\\"http://evil.example\\")\\n\\u202Enext"@en .

<http://publications.europa.eu/resource/authority/corporate-body/ESRA>
  skos:inScheme <http://publications.europa.eu/resource/authority/corporate-body> ;
  skos:prefLabel "European Semiconductor Regions Alliance"@en , "Halbleiterregionen"@de .
<http://publications.europa.eu/resource/authority/place/DE_ESRA>
  skos:inScheme <http://publications.europa.eu/resource/authority/place> ;
  skos:prefLabel "European Semiconductor Regions Alliance"@en .
<http://publications.europa.eu/resource/authority/corporate-body/COM>
  skos:inScheme <http://publications.europa.eu/resource/authority/corporate-body> ;
  skos:prefLabel "European Commission"@en , "Framkvæmdastjórn"@is .
""".replace("\\\\", "\\")


@pytest.fixture(scope="module")
def graph(small_world: tuple[ReadRelease, ...]) -> KnowledgeGraph:
    """Return the small world; its registry knows no Wikidata item and no French name of Saxony."""
    registry = copy(load_registry())
    registry.claims = tuple(claim for claim in registry.claims if claim.id == "f0056")
    saxony = registry.entries["region/DED"]
    names = {language: names for language, names in saxony.names.items() if language != "fr"}
    registry.entries = {
        **registry.entries,
        "region/DED": replace(saxony, wikidata=None, names=names),
    }
    return KnowledgeGraph.from_read(small_world, registry=registry)


@pytest.fixture(scope="module")
def served(start_oxigraph: Callable[..., str]) -> str:
    """Return the endpoint of a server with the sample."""
    base = start_oxigraph()
    sent = {"headers": {"Content-Type": "text/turtle"}, "data": SAMPLE.encode(), "method": "POST"}
    request = urllib.request.Request(f"{base}/store?default", **sent)  # type: ignore[arg-type]  # noqa: S310
    urllib.request.urlopen(request).close()  # noqa: S310
    return f"{base}/query"


@pytest.fixture
def ask(graph: KnowledgeGraph, served: str, tmp_path: Path) -> Callable[..., Links]:
    """Return a function that asks the sample."""

    def asks(authority: str, **options: object) -> Links:
        cache = tmp_path / "cache"
        return graph.propose_links(authority, at=served, cache=cache, pause=0, **options)  # type: ignore[arg-type]

    return asks


def shown(links: Links) -> list[tuple[str, ...]]:
    """Return what a person reads of each proposal."""
    names = ("key", "field", "value", "language", "basis")
    return [tuple(row[name].rpartition("/entity/")[2] for name in names) for row in links.rows]


def test_wikidata_by_code_and_by_name(ask: Callable[..., Links]) -> None:
    """A region by its code, with the name that we lack; people among people, all of them."""
    assert shown(ask("wikidata")) == [
        ("organisation/motorwerk", "exactMatch", "Q900006", "", "named Motorwerk Zwickau GmbH@en"),
        ("person/ana-zubiri", "exactMatch", "Q900001", "", "named Ana Zubiri@en"),
        *[
            ("person/jens-vogelsang", "exactMatch", item, "", "named Jens Vogelsang@de; 1 more so")
            for item in ("Q900004", "Q900005")
        ],
        ("region/DED", "exactMatch", "Q1202", "", "NUTS code DED"),
        ("region/DED", "name", "Saxe", "fr", "label of Q1202"),
    ]


def test_the_eu_by_kind(ask: Callable[..., Links]) -> None:
    """A body is sought among bodies; the Commission is linked already, Icelandic is not asked."""
    (row,) = shown(ask("eu"))
    assert row[0] == "organisation/esra"
    assert row[2].endswith("/corporate-body/ESRA")


def test_what_was_asked_once_is_kept(ask: Callable[..., Links]) -> None:
    """The second time nothing goes to the endpoint, unless it is asked for."""
    first = ask("wikidata")
    assert first.n_asked > 1
    again = ask("wikidata")
    assert (again.n_asked, again.rows) == (0, first.rows)
    assert ask("wikidata", refresh=True).n_asked == first.n_asked


def test_a_cut_answer_in_the_cache_is_asked_again(
    ask: Callable[..., Links], tmp_path: Path
) -> None:
    """A broken file is no answer."""
    first = ask("wikidata")
    for file in (tmp_path / "cache").iterdir():
        file.write_text('{"rows": [', encoding="utf-8")
    assert ask("wikidata") == first


def test_questions_wait_for_each_other(served: str, tmp_path: Path) -> None:
    """Between two there is a pause; what is in the cache waits for nothing."""
    import time

    lookup = Lookup(served, cache=tmp_path, pause=0.3)
    begin = time.monotonic()
    for number in (1, 2, 1, 2):
        lookup.ask(f"SELECT ?x {{ VALUES ?x {{ {number} }} }}")
    assert 0.3 <= time.monotonic() - begin < 2
    assert lookup.n_asked == 2


def test_a_person_decides_and_nothing_is_replaced(
    ask: Callable[..., Links], graph: KnowledgeGraph, tmp_path: Path
) -> None:
    """What stands in the table stays, with its yes or no; the graph is the same as before."""
    before = graph.nquads()
    links, table = ask("wikidata"), tmp_path / "links.csv"
    assert links.write(table) == 6
    text = table.read_text(encoding="utf-8")
    assert text.splitlines()[0] == ",".join(COLUMNS)
    table.write_text(text.replace("\n,region/DED", "\nyes,region/DED"), encoding="utf-8")
    decided = table.read_text(encoding="utf-8")
    assert links.write(table) == 0
    assert table.read_text(encoding="utf-8") == decided
    assert ask("eu").write(table) == 1
    assert graph.nquads() == before


def test_what_an_endpoint_says_stays_text(ask: Callable[..., Links], tmp_path: Path) -> None:
    """No formula, no second line, no turned direction reaches the spreadsheet."""
    ask("wikidata").write(tmp_path / "links.csv")
    with (tmp_path / "links.csv").open(encoding="utf-8", newline="") as file:
        notes = {row["key"]: row["note"] for row in csv.DictReader(file)}
    assert notes["organisation/motorwerk"] == '\'=HYPERLINK("http://evil.example") next'


def test_another_table_is_not_written_over(ask: Callable[..., Links], tmp_path: Path) -> None:
    """A file that is no table of links is left alone."""
    (tmp_path / "notes.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(ExchangeError, match=r"no table of links.*accept"):
        ask("wikidata").write(tmp_path / "notes.csv")
    assert (tmp_path / "notes.csv").read_text(encoding="utf-8") == "a,b\n1,2\n"


def test_faults_say_what_to_do(served: str, graph: KnowledgeGraph, tmp_path: Path) -> None:
    """An endpoint that is not there, and a cache that cannot be written."""
    with pytest.raises(EndpointError):
        graph.propose_links("eu", at="ftp://example.org/sparql", cache=tmp_path)
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(StoreError, match="--cache"):
        graph.propose_links("eu", at=served, cache=tmp_path / "file", pause=0)


def test_the_command_line(
    served: str, graph: KnowledgeGraph, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """``link`` says how much it asked and where the table is."""
    graph.save(tmp_path / "graph")
    words = ["link", "wikidata", "--graph", tmp_path / "graph", "--at", served, "--pause", "0"]
    words += ["--cache", tmp_path / "cache", "--out", tmp_path / "links.csv"]
    with pytest.raises(SystemExit) as left:
        main([str(word) for word in words])
    assert left.value.code == 0
    printed = capsys.readouterr().out
    assert ", 6 proposals." in printed
    assert "6 new rows in" in printed
