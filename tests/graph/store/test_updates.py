"""An update changes a person's own graphs, whole or not at all, and nothing else."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from regiongraph.build import rebuild
from regiongraph.errors import QueryRefusedError, ShapeError, StoreError, UpdateRefusedError
from regiongraph.graph import vocabulary as v
from regiongraph.graph.store.embedded import EmbeddedStore
from regiongraph.graph.store.folder import replacing
from regiongraph.graph.store.updates import Updated, update_folder
from regiongraph.graph.triples import nquads
from regiongraph.knowledge_graph import KnowledgeGraph

if TYPE_CHECKING:
    from pathlib import Path

    from regiongraph.records import ReadRelease

MINE, YOURS = (f"{v.BASE}graph/own/{name}" for name in ("mine", "yours"))
RELEASE = f"{v.BASE}graph/release/5f2a9c1b5d7e"
NOTE = f'INSERT DATA {{ GRAPH <{MINE}> {{ <{v.BASE}region/ES22> rdfs:comment "Ask them." }} }}'
BOTH = f"""INSERT DATA {{
  GRAPH <{MINE}> {{ <{v.BASE}region/ES22> rdfs:comment "1" }}
  GRAPH <{YOURS}> {{ <{v.BASE}region/DED> rdfs:comment "2" }} }}"""


@pytest.fixture(scope="module")
def graph(read_by_hand: ReadRelease) -> KnowledgeGraph:
    """Return the graph of the Leipzig release."""
    return KnowledgeGraph.from_read([read_by_hand], scope="none")


@pytest.fixture
def folder(graph: KnowledgeGraph, tmp_path: Path) -> Path:
    """Return a graph folder."""
    graph.save(tmp_path / "graph")
    return tmp_path / "graph"


def agreed(folder: Path) -> str:
    """Return what a folder holds; its record and its store say the same."""
    held = nquads(EmbeddedStore.open(folder).quads())
    assert held == nquads(EmbeddedStore.from_record(folder).quads())
    return held.decode()


def test_record_and_store_change_together(folder: Path) -> None:
    """Sources and report stay, other files of the record are the very same."""
    before = agreed(folder)
    (folder / "sources" / "a").mkdir(parents=True)
    (folder / "sources" / "a" / "b.md").write_text("text", encoding="utf-8")
    report, inode = ((folder / name) for name in ("report.json", "record/entities.nq"))
    kept = report.read_bytes(), inode.stat().st_ino
    assert update_folder(folder, NOTE) == Updated((MINE,), added=1, removed=0)
    added = set(agreed(folder).splitlines()) - set(before.splitlines())
    assert len(added) == 1
    assert (folder / "record/own-mine.nq").read_text(encoding="utf-8").splitlines() == [*added]
    assert (report.read_bytes(), inode.stat().st_ino) == kept
    assert (folder / "sources/a/b.md").read_text(encoding="utf-8") == "text"
    assert update_folder(folder, f"DROP GRAPH <{MINE}>") == Updated((MINE,), 0, 1)
    assert agreed(folder) == before
    assert not (folder / "record/own-mine.nq").exists()


def test_an_update_may_read_every_graph(folder: Path) -> None:
    """By ``GRAPH`` or ``USING``, as SPARQL has it; later operations see earlier ones."""
    entities = f"{v.BASE}graph/entities"
    people = f"""INSERT {{ GRAPH <{MINE}> {{ ?p skos:note "a person" }} }}
        USING <{entities}> WHERE {{ ?p a foaf:Person }} ;
        DELETE {{ GRAPH <{MINE}> {{ ?p skos:note ?n }} }}
        INSERT {{ GRAPH <{MINE}> {{ ?p skos:note "the one" }} }}
        WHERE {{ GRAPH <{MINE}> {{ ?p skos:note ?n }}
                 GRAPH ?names {{ ?p rdfs:label "Emil Boc"@de }} }}"""
    made = update_folder(folder, people)
    store = EmbeddedStore.open(folder)
    (row,) = store.select("SELECT (COUNT(*) AS ?n) { ?p a foaf:Person }")
    assert made == Updated((MINE,), added=int(row["n"].value), removed=0)
    (row,) = store.select('SELECT ?l { ?p skos:note "the one" ; rdfs:label ?l }')
    assert row["l"].value == "Emil Boc"


@pytest.mark.parametrize(
    ("update", "error", "words"),
    [
        ("INSERT DATA { <a:s> rdfs:label 'x' }", UpdateRefusedError, "the default graph"),
        (f"INSERT DATA {{ GRAPH <{RELEASE}> {{ <a:s> <a:p> 'x' }} }}", UpdateRefusedError, RELEASE),
        (f"{BOTH} ; CLEAR GRAPH <{RELEASE}>", UpdateRefusedError, RELEASE),
        ("DELETE { GRAPH ?g { ?s rdfs:label ?l } } INSERT { GRAPH ?g { ?s rdfs:label 'x' } }"
         " WHERE { GRAPH ?g { ?s rdfs:label ?l } }", UpdateRefusedError, "entities"),
        (f"MOVE GRAPH <{RELEASE}> TO GRAPH <{MINE}>", UpdateRefusedError, RELEASE),
        ("DROP ALL", UpdateRefusedError, "must not change"),
        ("CLEAR NAMED", UpdateRefusedError, "must not change"),
        (NOTE.replace("own/mine", "own/a/b"), UpdateRefusedError, "own/a/b"),
        (NOTE.replace("own/mine", "own/..%2fx"), UpdateRefusedError, "own/"),
        (NOTE.replace("own/mine", "own/Mine"), UpdateRefusedError, "own/Mine"),
        (NOTE.replace(v.BASE + "graph", "http://elsewhere/graph"), UpdateRefusedError, "elsewhere"),
        (f"COPY GRAPH <{v.BASE}graph/entities> TO GRAPH <{MINE}>", ShapeError, "one named graph"),
        (NOTE.replace('"Ask them."', "[]"), ShapeError, "a blank node"),
        (NOTE.replace('"Ask them."', "<<( <a:s> <a:p> <a:o> )>>"), ShapeError, "a triple term"),
        (f"INSERT DATA {{ GRAPH <{MINE}> {{ <{v.BASE}claim/x> a rg:Claim }} }}", ShapeError,
         "claim/x"),
        ("LOAD <http://127.0.0.1:9/x.ttl>", QueryRefusedError, "LOAD would fetch"),
        ("LOAD SILENT <file:///etc/passwd> INTO GRAPH <a:b>", QueryRefusedError, "LOAD"),
        (f"INSERT {{ GRAPH <{MINE}> {{ ?s ?p ?o }} }} WHERE {{ SERVICE <http://127.0.0.1:9/> "
         "{ ?s ?p ?o } }", QueryRefusedError, "SERVICE would fetch"),
        (f"INSERT {{ GRAPH <{MINE}> {{ ?s ?p ?o }} }} USING <http://127.0.0.1:9/> "
         "WHERE { ?s ?p ?o }", QueryRefusedError, "not a graph of this store"),
        ("\\u004COAD <http://127.0.0.1:9/>", QueryRefusedError, "escapes"),
        ("SELECT * { ?s ?p ?o }", QueryRefusedError, "no update"),
        ("INSERT DATA {\n  nonsense }", QueryRefusedError, "2:"),
        (f"DROP GRAPH <{v.BASE}graph/nowhere>", QueryRefusedError, "does not exist"),
    ],
)  # fmt: skip
def test_what_must_not_be_is_refused_as_a_whole(
    update: str, error: type[Exception], words: str, folder: Path
) -> None:
    """The folder holds what it held, and takes the next update."""
    before = agreed(folder)
    with pytest.raises(error, match=words.replace("?", r"\?")):
        update_folder(folder, update)
    assert agreed(folder) == before
    assert update_folder(folder, NOTE).added == 1


def test_a_claim_of_ones_own_answers_questions(folder: Path) -> None:
    """With the words that prove it, as every claim needs them."""
    old = EmbeddedStore.open(folder)
    (row,) = old.select("SELECT ?c ?m { ?c a rg:MembershipClaim ; org:member ?m } LIMIT 1")
    copied = " ".join(
        f"<{v.BASE}claim/mine> {quad.predicate} {quad.object} ."
        for quad in old.oxigraph.quads_for_pattern(row["c"], None, None)
        if quad.predicate != v.ORGANIZATION
    )
    mine = f"{copied} <{v.BASE}claim/mine> org:organization <{v.BASE}organisation/mine> ."
    body = f'<{v.BASE}organisation/mine> a org:Organization ; rdfs:label "Mine"@en .'
    update_folder(folder, f"INSERT DATA {{ GRAPH <{MINE}> {{ {mine} {body} }} }}")
    found = KnowledgeGraph.open(folder).ask("members", of="Mine")
    assert len(found.rows) == 1
    agreed(folder)


def test_builds_keep_what_a_person_wrote(folder: Path, graph: KnowledgeGraph) -> None:
    """Saved anew, joined, or compared with a rebuild: own graphs stay beside what is built."""
    update_folder(folder, NOTE)
    own = (folder / "record/own-mine.nq").read_bytes()
    graph.save(folder)
    assert (folder / "record/own-mine.nq").read_bytes() == own
    assert "Ask them." in agreed(folder)
    assert graph.save_changes(folder) == []
    smaller = EmbeddedStore.in_memory(q for q in graph.store.quads() if RELEASE in str(q))
    assert MINE not in smaller.save_changes(folder, report={})
    assert "Ask them." in agreed(folder)
    KnowledgeGraph.open(folder).save(folder.with_name("copy"))
    assert "Ask them." in agreed(folder.with_name("copy"))


def test_a_build_that_says_the_same_is_told(folder: Path, graph: KnowledgeGraph) -> None:
    """Rather than counting it twice, or dropping what a person wrote."""
    quad = next(q for q in graph.store.quads() if RELEASE in str(q.graph_name))
    rest = EmbeddedStore.in_memory(q for q in graph.store.quads() if q.triple != quad.triple)
    rest.save(folder, report={})
    mine = folder / "record/own-mine.nq"
    mine.write_text(f"{quad.triple} <{MINE}> .\n", encoding="utf-8")
    with pytest.raises(ShapeError, match="own/mine"):
        graph.save(folder)
    assert mine.exists()


def test_a_rebuild_leaves_own_graphs_out(tmp_path: Path, leipzig: Path) -> None:
    """They come from no file, so nothing differs."""
    from regiongraph.build import build

    build(leipzig, out=tmp_path / "graph")
    update_folder(tmp_path / "graph", NOTE)
    assert {row["verdict"] for row in rebuild(tmp_path / "graph")} == {"same"}
    build(leipzig, into=tmp_path / "graph")
    assert "Ask them." in agreed(tmp_path / "graph")


def test_one_writes_at_a_time(folder: Path) -> None:
    """The second is told; readers go on, and see the old graph until the new one stands."""
    reader, before = EmbeddedStore.open(folder), agreed(folder)
    with replacing(folder) as aside:
        (aside / "record").mkdir()
        (aside / "report.json").write_text("{}", encoding="utf-8")
        with pytest.raises(StoreError, match="another process is writing it"):
            update_folder(folder, NOTE)
        assert agreed(folder) == before
    assert nquads(reader.quads()).decode() == before


KILLED = """
import os, signal, sys
from pathlib import Path
from regiongraph.graph.store import folder
from regiongraph.graph.store.updates import update_folder

rename, kills, done = Path.rename, int(sys.argv[2]), 0

def die_at(self, target):
    global done
    if done == kills:
        os.kill(os.getpid(), signal.SIGKILL)
    done += 1
    return rename(self, target)

Path.rename = die_at
if kills == 2:
    folder.shutil.rmtree = lambda *a, **k: done == 2 and os.kill(os.getpid(), signal.SIGKILL)
update_folder(Path(sys.argv[1]), sys.stdin.read())
"""


@pytest.mark.parametrize(
    ("renames", "made"), [(0, False), (1, False), (2, True)], ids=["before", "between", "after"]
)
def test_a_killed_writer_leaves_the_old_graph_or_the_new(
    renames: int, made: bool, folder: Path
) -> None:
    """Killed before, between and after the two renames; the next update goes through."""
    before = agreed(folder)
    command = [sys.executable, "-c", KILLED, str(folder), str(renames)]
    assert subprocess.run(command, input=BOTH, text=True, check=False).returncode == -9
    assert folder.exists() is (renames != 1)
    after = agreed(folder)
    assert len(after.splitlines()) == len(before.splitlines()) + 2 * made
    update_folder(folder, NOTE)
    assert "Ask them." in agreed(folder)
    assert sum(path.is_dir() for path in folder.parent.iterdir()) == 1


def test_a_folder_without_a_graph_is_told(tmp_path: Path) -> None:
    """And not made."""
    with pytest.raises(StoreError, match="no graph folder"):
        update_folder(tmp_path / "nowhere", NOTE)
    assert list(tmp_path.iterdir()) == []
