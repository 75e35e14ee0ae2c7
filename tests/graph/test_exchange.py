"""Graphs go out and come in again as they were; what no regiongraph writes is refused."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat

from regiongraph.errors import ExchangeError, ShapeError
from regiongraph.graph import vocabulary as v
from regiongraph.graph.exchange import FORMATS, read_graph, write_graph
from regiongraph.graph.jsonld import CONTEXT, load_context
from regiongraph.knowledge_graph import KnowledgeGraph

if TYPE_CHECKING:
    from pathlib import Path

    from regiongraph.records import ReadRelease


@pytest.mark.parametrize("ending", FORMATS)
def test_a_graph_comes_back_as_it_went(
    ending: str, small_graph: KnowledgeGraph, tmp_path: Path
) -> None:
    """Every quad, also where the format knows no named graphs: claims find theirs again."""
    again = KnowledgeGraph.from_files(small_graph.export(tmp_path / f"graph{ending}"))
    assert again.nquads() == small_graph.nquads()
    assert again.ask("members", of="ARA") == small_graph.ask("members", of="ARA")
    assert again.report.claims == small_graph.report.claims
    told = ("id", "source", "title", "statements")
    assert [[one[name] for name in told] for one in again.report.releases] == [
        [one[name] for name in told] for one in small_graph.report.releases
    ]


@pytest.mark.parametrize("ending", FORMATS)
def test_another_base_comes_back_too(
    ending: str, small_world: tuple[ReadRelease, ...], tmp_path: Path
) -> None:
    """An institution's own addresses are found out from its claims."""
    graph = KnowledgeGraph.from_read(small_world, base="https://data.example.org/rg/")
    again = KnowledgeGraph.from_files(graph.export(tmp_path / f"graph{ending}"))
    assert again.nquads() == graph.nquads()
    assert len(again.ask("members", of="region/DED")) == len(graph.ask("members", of="region/DED"))


def test_a_graph_folder_comes_in(small_graph: KnowledgeGraph, tmp_path: Path) -> None:
    """A folder and files may be mixed; what they share counts once."""
    small_graph.save(tmp_path / "graph")
    file = small_graph.export(tmp_path / "graph.trig")
    again = KnowledgeGraph.from_files(tmp_path / "graph", file)
    assert again.nquads() == small_graph.nquads()


@pytest.mark.parametrize("form", FORMATS.values(), ids=str)
def test_bytes_do_not_depend_on_order_or_process(
    form: RdfFormat, small_graph: KnowledgeGraph, tmp_path: Path
) -> None:
    """Shuffled quads, and another process with another hash seed, give the same file."""
    quads = list(small_graph.store.quads())
    written = write_graph(quads, form)
    assert write_graph(reversed(quads), form) == written
    record = tmp_path / "graph.nq"
    record.write_bytes(small_graph.nquads())
    program = (
        "import sys; from pathlib import Path; from pyoxigraph import RdfFormat;"
        "from regiongraph.graph.exchange import FORMATS, read_graph, write_graph;"
        f"form = FORMATS['.{form.file_extension}'];"
        f"sys.stdout.buffer.write(write_graph(read_graph([Path({str(record)!r})]), form))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert done.stdout == written


TEXTS = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=20)
LITERALS = st.one_of(
    TEXTS.map(Literal),
    TEXTS.map(lambda text: Literal(text, language="de")),
    st.integers().map(Literal),
    st.booleans().map(Literal),
    st.sampled_from(["0.9", "01", "x"]).map(lambda text: Literal(text, datatype=v.XSD_DECIMAL)),
    st.sampled_from(["007", "-0", "1e3", ""]).map(
        lambda text: Literal(text, datatype=v.term("xsd:integer"))
    ),
    st.sampled_from(["2022-11-17", "soon"]).map(lambda text: Literal(text, datatype=v.XSD_DATE)),
    st.sampled_from(["http://a/b", "rg:Claim", "id"]).map(
        lambda text: Literal(text, datatype=v.XSD_ANY_URI)
    ),
)
OBJECTS = LITERALS | st.sampled_from(
    [NamedNode("http://a/b"), NamedNode("urn:x:y"), NamedNode("rg:z"), v.CLAIM]
)
PREDICATES = st.sampled_from(
    [
        *(v.TEXT, v.VALUE, v.FORMER, v.CONFIDENCE, v.ATTESTED_ON, v.URL, v.SOURCE, v.HAS_EVIDENCE),
        NamedNode("http://elsewhere.example/said"),
    ]
)


@pytest.mark.parametrize("ending", FORMATS)
@given(said=st.lists(st.tuples(PREDICATES, OBJECTS), min_size=1, max_size=5))
def test_any_literal_comes_back(
    ending: str, said: list[tuple[NamedNode, Literal]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Languages, numbers, dates that are none, characters of any kind; or XML says it cannot."""
    graph = v.BASE + "graph/entities"
    quads = {Quad(NamedNode(v.BASE + "x"), p, o, NamedNode(graph)) for p, o in said}
    file = tmp_path_factory.mktemp("any") / f"graph{ending}"
    try:
        file.write_bytes(write_graph(quads, FORMATS[ending]))
    except ExchangeError as refused:
        assert ending == ".rdf"
        assert "control character" in refused.what
        return
    assert {quad.triple for quad in read_graph([file])} == {quad.triple for quad in quads}


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib's own
def test_jsonld_reads_with_rdflib_without_a_connection(small_graph: KnowledgeGraph) -> None:
    """The context stands in the file; another parser finds as many triples."""
    from rdflib import Dataset

    written = write_graph(small_graph.store.quads(), RdfFormat.JSON_LD)
    dataset = Dataset(default_union=True)
    dataset.parse(data=written, format="json-ld")
    assert len(dataset) == len(small_graph)


def test_the_context_knows_every_term(small_graph: KnowledgeGraph) -> None:
    """Short names for all properties and classes; no address stands where a name could."""
    document = json.loads(write_graph(small_graph.store.quads(), RdfFormat.JSON_LD))
    assert document["@context"] == load_context()
    nodes = [node for graph in document["@graph"] for node in graph["graph"]]
    names = {name for node in nodes for name in node}
    assert not [name for name in names if ":" in name]
    kinds = {kind for node in nodes for kind in [node.get("type")] if isinstance(kind, str)}
    assert not [kind for kind in kinds if ":" in kind]


def test_our_context_may_be_named_by_its_address(
    small_graph: KnowledgeGraph, tmp_path: Path
) -> None:
    """It is read from the package, not fetched: no test may connect to another machine."""
    document = json.loads(write_graph(small_graph.store.quads(), RdfFormat.JSON_LD))
    file = tmp_path / "graph.jsonld"
    file.write_text(json.dumps({**document, "@context": [CONTEXT]}), encoding="utf-8")
    assert KnowledgeGraph.from_files(file).nquads() == small_graph.nquads()


BOMB = """<?xml version="1.0"?>
<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:p="http://p/">
<rdf:Description rdf:about="http://a"><p:q>&b;</p:q></rdf:Description></rdf:RDF>"""


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("bomb.rdf", BOMB, "document type declaration"),
        ("bomb.rdf", BOMB.replace("<!DOCTYPE", "<! doctype"), "document type declaration"),
        ("far.jsonld", '{"@context": "https://evil.example/c", "id": "x"}', "context"),
        ("far.jsonld", '{"@context": {"@import": "https://evil.example/c"}}', "context"),
        ("cut.jsonld", '{"@context": {', "not JSON-LD"),
        ("deep.jsonld", "[" * 100_000, "not JSON-LD"),
        ("cut.nq", '<http://a> <http://b> "c', "does not parse"),
        ("relative.ttl", "<a> <b> <c> .", "does not parse"),
        ("blank.ttl", "_:a <http://b> <http://c> .", "blank node"),
        ("blank.ttl", "<http://a> <http://b> [] .", "blank node"),
        ("blank.trig", "_:g { <http://a> <http://b> <http://c> }", "blank node"),
        ("triple.ttl", "<http://a> <http://b> <<( <http://a> <http://b> 1 )>> .", "triple term"),
        ("graph.docx", "", "its ending names no format"),
    ],
)
def test_what_no_regiongraph_writes_is_refused(
    name: str, content: str, message: str, tmp_path: Path
) -> None:
    """Each is told with the file and what to do; nothing is fetched or blown up."""
    file = tmp_path / name
    file.write_text(content, encoding="utf-8")
    with pytest.raises(ExchangeError, match=message) as refused:
        read_graph([file])
    assert name in refused.value.where
    assert refused.value.remedy


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    """A declaration could hide in UTF-16; only UTF-8 is read."""
    file = tmp_path / "bomb.rdf"
    file.write_bytes(BOMB.replace('"1.0"', '"1.0" encoding="UTF-16"').encode("utf-16"))
    with pytest.raises(ExchangeError, match="UTF-8"):
        read_graph([file])
    with pytest.raises(ExchangeError, match="No such file"):
        read_graph([tmp_path / "nowhere.nq"])


def test_a_graph_that_breaks_its_shapes_does_not_come_in(tmp_path: Path) -> None:
    """The first fault is named, and where to see all."""
    file = tmp_path / "graph.ttl"
    file.write_text(f"<{v.BASE}claim/1> a <{v.CLAIM.value}> .\n", encoding="utf-8")
    with pytest.raises(ShapeError, match=r"claim/1: a claim .*regiongraph validate"):
        KnowledgeGraph.from_files(file)
