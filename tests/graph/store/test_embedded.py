"""A graph folder is whole or absent, is read only, and holds its record as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pyoxigraph import QueryBoolean

from regiongraph.errors import QueryRefusedError, StoreError
from regiongraph.graph import vocabulary as v
from regiongraph.graph.entities import entity_quads
from regiongraph.graph.store.embedded import EmbeddedStore
from regiongraph.graph.triples import nquads, release_quads

if TYPE_CHECKING:
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
    """Nothing of the old graph stays, and nothing aside."""
    EmbeddedStore.in_memory([]).save(tmp_path / "graph", report={})
    store.save(tmp_path / "graph", report={})
    assert len(EmbeddedStore.open(tmp_path / "graph")) == len(store)
    assert [path.name for path in tmp_path.iterdir()] == ["graph"]


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

    monkeypatch.setattr(EmbeddedStore, "_write", full)
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
    with pytest.raises(StoreError, match=r"damaged.*Build the graph again"):
        EmbeddedStore.open(tmp_path / "graph")
    (tmp_path / "graph" / "store" / "CURRENT").unlink()
    with pytest.raises(StoreError, match="the store is missing"):
        EmbeddedStore.open(tmp_path / "graph")
