"""A graph folder is whole or absent, is read only, and holds its record as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pyoxigraph import NamedNode, Quad, QueryBoolean, Store

from regiongraph.errors import QueryRefusedError, ShapeError, StoreError
from regiongraph.graph import vocabulary as v
from regiongraph.graph.entities import entity_quads
from regiongraph.graph.store.embedded import EmbeddedStore, make_store_again
from regiongraph.graph.store.folder import replacing
from regiongraph.graph.triples import nquads, release_quads

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from regiongraph.records import ReadRelease


@pytest.fixture(scope="module")
def store(read_by_hand: ReadRelease) -> EmbeddedStore:
    """Return the Leipzig release in memory."""
    about = entity_quads([read_by_hand], entries={})
    return EmbeddedStore.in_memory((*release_quads(read_by_hand), *about))


def test_all_graphs_are_asked_as_one(store: EmbeddedStore) -> None:
    """A claim in the release's graph joins a name in the graph of entities."""
    query = 'SELECT ?c { ?c org:member ?m . ?m rdfs:label "Emil Boc"@de }'
    assert len(list(store.select(query))) == 1


def test_from_narrows_a_query(store: EmbeddedStore) -> None:
    """The graph of entities alone holds no claim."""
    query = "ASK FROM <{}graph/entities> {{ ?c a rg:Claim }}"
    answer = store.query(query.format(v.BASE))
    assert isinstance(answer, QueryBoolean)
    assert not answer
    assert store.query("ASK { ?c a rg:Claim }")


def test_what_is_not_sparql_is_refused_with_the_place(store: EmbeddedStore) -> None:
    """The engine's own message says where the query goes wrong."""
    with pytest.raises(QueryRefusedError, match="1:"):
        store.query("SELECT WHERE WHERE")


def test_a_question_must_be_a_select(store: EmbeddedStore) -> None:
    """An ASK has no rows."""
    with pytest.raises(QueryRefusedError, match="SELECT"):
        store.select("ASK { ?s ?p ?o }")


def test_a_folder_gives_back_what_was_saved(store: EmbeddedStore, tmp_path: Path) -> None:
    """Record and store hold the same quads, one file a named graph."""
    store.save(tmp_path / "graph", report={})
    again = EmbeddedStore.open(tmp_path / "graph")
    assert nquads(again.quads()) == nquads(store.quads())
    files = sorted((tmp_path / "graph" / "record").iterdir())
    assert [f.name for f in files] == ["entities.nq", "release-5f2a9c1b5d7e.nq"]
    lines = sorted(line for f in files for line in f.read_text(encoding="utf-8").splitlines())
    assert lines == nquads(store.quads()).decode().splitlines()


def test_saving_again_replaces_the_graph(store: EmbeddedStore, tmp_path: Path) -> None:
    """Nothing of the old graph stays, and nothing aside but the lock of the writers."""
    EmbeddedStore.in_memory([]).save(tmp_path / "graph", report={})
    store.save(tmp_path / "graph", report={})
    assert len(EmbeddedStore.open(tmp_path / "graph")) == len(store)
    assert {path.name for path in tmp_path.iterdir()} == {"graph", ".graph.lock"}


def test_a_crash_between_the_renames_loses_nothing(store: EmbeddedStore, tmp_path: Path) -> None:
    """The old graph, already moved aside, is put back on opening."""
    store.save(tmp_path / "graph", report={})
    (tmp_path / "graph").rename(tmp_path / ".graph.old")
    assert len(EmbeddedStore.open(tmp_path / "graph")) == len(store)


def test_a_crash_while_writing_leaves_the_old_graph(
    store: EmbeddedStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk while the new graph is written does not touch the old one."""
    store.save(tmp_path / "graph", report={})

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("regiongraph.graph.store.embedded._fill_store", full)
    with pytest.raises(StoreError, match="No space left"):
        store.save(tmp_path / "graph", report={})
    assert len(EmbeddedStore.open(tmp_path / "graph")) == len(store)


def test_a_folder_that_holds_something_else_is_not_touched(
    store: EmbeddedStore, tmp_path: Path
) -> None:
    """A slip of the user's finger must not cost a folder of documents."""
    (tmp_path / "thesis.txt").write_text("years of work", encoding="utf-8")
    with pytest.raises(StoreError, match="something other than a graph"):
        store.save(tmp_path, report={})
    assert (tmp_path / "thesis.txt").read_text(encoding="utf-8") == "years of work"


def test_missing_and_damaged_folders_say_what_to_do(store: EmbeddedStore, tmp_path: Path) -> None:
    """Each fault is named and has a remedy."""
    with pytest.raises(StoreError, match=r"no graph folder.*Build a graph first"):
        EmbeddedStore.open(tmp_path / "nowhere")
    store.save(tmp_path / "graph", report={})
    (tmp_path / "graph" / "store" / "CURRENT").write_text("MANIFEST-999999\n", encoding="utf-8")
    with pytest.raises(StoreError, match=r"damaged.*regiongraph load"):
        EmbeddedStore.open(tmp_path / "graph")
    (tmp_path / "graph" / "store" / "CURRENT").unlink()
    with pytest.raises(StoreError, match="the store is missing"):
        EmbeddedStore.open(tmp_path / "graph")


def test_a_damaged_store_is_made_again_from_its_record(
    store: EmbeddedStore, tmp_path: Path
) -> None:
    """Flipped bytes are found on opening; the record gives the store back."""
    folder = tmp_path / "graph"
    store.save(folder, report={"kept": True})
    for file in (folder / "store").glob("*.sst"):
        file.write_bytes(bytes(byte ^ 0xFF for byte in file.read_bytes()))
    with pytest.raises(StoreError, match=r"damaged.*regiongraph load"):
        EmbeddedStore.open(folder)
    assert nquads(EmbeddedStore.from_record(folder).quads()) == nquads(store.quads())
    make_store_again(folder)
    assert nquads(EmbeddedStore.open(folder).quads()) == nquads(store.quads())
    assert "kept" in (folder / "report.json").read_text(encoding="utf-8")


def test_a_damaged_record_is_told_with_file_and_line(store: EmbeddedStore, tmp_path: Path) -> None:
    """A cut record makes no store, and the store that stands is left alone."""
    folder = tmp_path / "graph"
    store.save(folder, report={})
    file = folder / "record" / "entities.nq"
    file.write_bytes(file.read_bytes()[:-20])
    with pytest.raises(StoreError, match=r"entities\.nq: the record is damaged.*line"):
        make_store_again(folder)
    assert len(EmbeddedStore.open(folder)) == len(store)


def test_a_newer_folder_is_told(store: EmbeddedStore, tmp_path: Path) -> None:
    """A layout of the future is not guessed at."""
    store.save(tmp_path / "graph", report={})
    (tmp_path / "graph" / "format").write_text("2\n", encoding="utf-8")
    with pytest.raises(StoreError, match=r"version '2'.*Install the regiongraph that wrote it"):
        EmbeddedStore.open(tmp_path / "graph")


def test_a_folder_that_another_process_writes_is_told(store: EmbeddedStore, tmp_path: Path) -> None:
    """The second writer stops, the first is not disturbed, and readers go on."""
    folder = tmp_path / "graph"
    store.save(folder, report={})
    with replacing(folder) as aside:
        (aside / "report.json").write_text("{}", encoding="utf-8")
        (aside / "record").mkdir()
        with pytest.raises(StoreError, match="another process is writing it"):
            store.save(folder, report={})
        assert len(EmbeddedStore.open(folder)) == len(store)
    assert (folder / "report.json").read_text(encoding="utf-8") == "{}"


def test_changes_reach_the_folder_and_spare_what_is_equal(
    store: EmbeddedStore, tmp_path: Path
) -> None:
    """One graph is replaced, one dropped, one left; a reader keeps what it opened."""
    folder = tmp_path / "graph"
    store.save(folder, report={})
    reader = EmbeddedStore.open(folder)
    changed = EmbeddedStore.in_memory(_with_another_release(store))
    release = f"{v.BASE}graph/release/5f2a9c1b5d7e"
    assert changed.save_changes(folder, report={}) == [release, f"{v.BASE}graph/release/new"]
    assert nquads(EmbeddedStore.open(folder).quads()) == nquads(changed.quads())
    assert nquads(reader.quads()) == nquads(store.quads())
    files = sorted(file.name for file in (folder / "record").iterdir())
    assert files == ["entities.nq", "release-new.nq"]
    assert changed.save_changes(folder, report={}) == []


def _with_another_release(store: EmbeddedStore) -> Iterator[Quad]:
    """Yield the graph of entities, and another release in the place of the first."""
    entities = NamedNode(f"{v.BASE}graph/entities")
    yield from (quad for quad in store.quads() if quad.graph_name == entities)
    other = NamedNode(f"{v.BASE}graph/release/new")
    yield Quad(NamedNode(f"{v.BASE}release/new"), v.TYPE, v.RELEASE, other)


def test_a_named_graph_is_replaced_at_once(store: EmbeddedStore) -> None:
    """What a release said before is gone, whatever stands in its texts."""
    copy = EmbeddedStore.in_memory(store.quads())
    graph = NamedNode(f"{v.BASE}graph/release/5f2a9c1b5d7e")
    said = list(copy.oxigraph.quads_for_pattern(None, None, None, graph))
    copy.replace(graph.value, said[:10])
    assert set(copy.oxigraph.quads_for_pattern(None, None, None, graph)) == set(said[:10])
    copy.replace(graph.value, said)
    assert nquads(copy.quads()) == nquads(store.quads())
    copy.replace(graph.value, [])
    assert graph.value not in copy


def test_a_triple_in_two_graphs_is_refused(store: EmbeddedStore, tmp_path: Path) -> None:
    """Read as one, the two graphs would count it twice."""
    quad = next(store.quads())
    twice = Quad(*quad.triple, NamedNode(f"{v.BASE}graph/release/copy"))
    broken = EmbeddedStore.in_memory((*store.quads(), twice))
    with pytest.raises(ShapeError, match=r"stands in .* and in "):
        broken.save(tmp_path / "graph", report={})
    assert not (tmp_path / "graph").exists()


def test_the_record_needs_named_graphs(tmp_path: Path) -> None:
    """A triple of the default graph belongs to no file of the record."""
    engine = Store()
    engine.update("INSERT DATA { <http://a> <http://b> <http://c> }")
    with pytest.raises(StoreError, match="default graph"):
        EmbeddedStore(engine).save(tmp_path / "graph", report={})
