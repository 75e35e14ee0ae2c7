"""A build reads what can be read, names what cannot, and gives the same bytes again."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from regiongraph.build import build, read_paths
from regiongraph.cli import main
from regiongraph.errors import StoreError

if TYPE_CHECKING:
    from regiongraph.knowledge_graph import KnowledgeGraph
    from regiongraph.reading.releases.files import StoredFile
    from regiongraph.records import ReadRelease, Release

GOOD = """---
language: de
published: 2024-05-04
---

# Brücke eröffnet

Landrätin Imke Dornbusch hat gestern die neue Brücke über die Weser eröffnet.
"""
BAD = {
    "binary.md": b"\x89PNG\r\n\x1a\n\x00\x00",
    "broken-front-matter.md": b"---\nlanguage: de\ntitle: a: b\n---\nDer Rat tagt heute.\n",
    "empty.md": b"",
    "latin-1.txt": "Grüße aus Thüringen an alle Gäste der Konferenz.".encode("latin-1"),
    "turkish.md": "---\nlanguage: tr\n---\n# Yeni köprü\n\nBaşkan köprüyü bugün açtı.\n".encode(),
    "unclosed-front-matter.md": b"---\nlanguage: de\n\nDer Rat tagt heute.\n",
    "wrong-date.md": b"---\nlanguage: de\npublished: gestern\n---\nDer Rat tagt heute.\n",
}
"""Files that cannot be read as releases, by what is wrong with them."""


@pytest.fixture(scope="module")
def folder(leipzig: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of good, bad and undated releases."""
    made = tmp_path_factory.mktemp("releases")
    shutil.copy(leipzig, made)
    (made / "bridge.md").write_text(GOOD, encoding="utf-8")
    (made / "undated.txt").write_text(
        "Landrat Falko Rehwinkel hat heute die neue Brücke über die Weser eröffnet.",
        encoding="utf-8",
    )
    (made / "README.md").write_text("About these releases.", encoding="utf-8")
    (made / "notes.csv").write_text("a,b", encoding="utf-8")
    for name, raw in BAD.items():
        (made / name).write_bytes(raw)
    return made


@pytest.fixture(scope="module")
def graph(folder: Path) -> KnowledgeGraph:
    """Return the graph of the folder."""
    return build(folder)


@pytest.mark.parametrize("name", sorted(BAD))
def test_every_bad_file_is_reported_with_its_remedy(name: str, graph: KnowledgeGraph) -> None:
    """Each is named once, as lost, with what is wrong and what to do."""
    (problem,) = [one for one in graph.report.problems if one.source == name]
    assert problem.lost
    assert problem.what
    assert problem.remedy


def test_a_release_without_a_date_is_read_and_noted(graph: KnowledgeGraph) -> None:
    """It is not lost; the note says what to add."""
    (problem,) = [one for one in graph.report.problems if one.source == "undated.txt"]
    assert not problem.lost
    assert "published: YYYY-MM-DD" in problem.what


def test_a_language_without_a_pack_is_named(graph: KnowledgeGraph) -> None:
    """The Turkish release is called Turkish, and the packs that exist are listed."""
    (problem,) = [one for one in graph.report.problems if one.source == "turkish.md"]
    assert "'tr'" in problem.what
    assert "de" in problem.remedy


def test_all_other_files_are_read(folder: Path) -> None:
    """In the order of their names; a README and other kinds of file are no releases."""
    reading = read_paths([folder])
    assert [one.release.source for one in reading.read] == [
        "bridge.md",
        "leipziger-erklaerung.md",
        "undated.txt",
    ]
    assert {one.source for one in reading.problems} == {*BAD, "undated.txt"}


def test_progress_names_every_file_before_it_is_read(folder: Path) -> None:
    """Good or bad, in the order of their names."""
    seen: list[str] = []
    read_paths([folder], progress=seen.append)
    assert seen == sorted([*BAD, "bridge.md", "leipziger-erklaerung.md", "undated.txt"])


def test_the_command_says_so_and_ends_with_code_one(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every bad file stands on the error output; the graph of the others is written."""
    with pytest.raises(SystemExit) as left:
        main(["build", str(folder), "--out", str(tmp_path / "graph")])
    printed = capsys.readouterr()
    assert left.value.code == 1
    assert all(name in printed.err for name in BAD)
    assert "Traceback" not in printed.err
    assert "Read 3 releases" in printed.out


def test_two_builds_give_the_same_bytes(folder: Path, graph: KnowledgeGraph) -> None:
    """The record has no time stamps and no chance order, in whatever order files are named."""
    again = build([folder / name for name in ("undated.txt", "leipziger-erklaerung.md")] + [folder])
    assert build(folder).nquads() == graph.nquads()
    assert again.nquads() == graph.nquads()


def test_the_leipzig_graph_conforms_to_its_shapes(leipzig_graph: KnowledgeGraph) -> None:
    """No claim of the shipped release had to be refused, and none that breaks a shape is left."""
    assert leipzig_graph.report.claims["participation"] > 0
    assert leipzig_graph.report.refused == []
    assert leipzig_graph.validate().conforms


def test_the_same_release_twice_is_reported(leipzig: Path, tmp_path: Path) -> None:
    """The second file is named with its twin, and adds nothing."""
    for name in ("a.md", "b.md"):
        shutil.copy(leipzig, tmp_path / name)
    twice = build(tmp_path)
    (problem,) = twice.report.problems
    assert (problem.source, problem.what) == ("b.md", "the same release as a.md")
    assert problem.remedy


def test_a_fault_of_our_own_loses_one_file_only(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A defect that one file brings to light is reported with that file; the others are read."""
    whole = read_paths([folder])
    victim = whole.read[0].release.source
    module = sys.modules["regiongraph.reading.releases"]
    original = module.read_release

    def failing(file: StoredFile) -> Release:
        if file.source == victim:
            message = "list index out of range"
            raise IndexError(message)
        return original(file)

    monkeypatch.setattr(module, "read_release", failing)
    rest = read_paths([folder])
    assert [one.release.source for one in rest.read] == [
        one.release.source for one in whole.read[1:]
    ]
    (fault,) = [problem for problem in rest.problems if problem.source == victim and problem.lost]
    assert "IndexError" in fault.what
    assert fault.remedy


def _release(folder: Path, name: str, body: str) -> None:
    head = "---\nlanguage: en\npublished: 2024-05-{0}\npublisher: Region of Invention\n---\n"
    day = "02" if name.startswith("a") else "03"
    (folder / name).write_text(head.format(day) + body + "\n", encoding="utf-8")


def test_a_release_joins_a_stored_graph(leipzig: Path, tmp_path: Path) -> None:
    """What comes out is, byte for byte, what a build from all files gives; texts are invented."""
    from regiongraph.knowledge_graph import KnowledgeGraph

    files, graph = tmp_path / "files", tmp_path / "graph"
    files.mkdir()
    _release(files, "a.md", "# Visit\n\nThe mayor, Jane Example, said: “We agree.”")
    (files / "decisions.csv").write_text(
        "verdict,a,b,note\ndifferent,Jane Example @ a.md,person/thomas-schmidt,invented\n",
        encoding="utf-8",
    )
    (files / leipzig.name).write_bytes(leipzig.read_bytes())
    build([files], out=graph)
    before = KnowledgeGraph.open(graph).nquads()
    _release(files, "b.md", "# Reply\n\nThe mayor, Jane Example, met Emil Boc.")
    build([files / "b.md"], into=graph)
    _release(files, "a.md", "# Visit\n\nThe mayor, Jane Example, said: “We disagree.”")
    build([files / "a.md"], into=graph)
    joined, whole = KnowledgeGraph.open(graph), build([files])
    assert joined.nquads() == whole.nquads()
    assert joined.nquads() != before
    assert tuple(joined.report.decisions) == whole.report.decisions
    assert sorted(p.name for p in (graph / "sources").rglob("*.*")) == [
        "a.md", "b.md", "decisions.csv", leipzig.name,
    ]  # fmt: skip


def test_a_graph_without_its_files_cannot_be_joined(
    read_by_hand: ReadRelease, leipzig: Path, tmp_path: Path
) -> None:
    """The message says what to do instead."""
    from regiongraph.knowledge_graph import KnowledgeGraph

    KnowledgeGraph.from_read([read_by_hand]).save(tmp_path / "graph")
    with pytest.raises(StoreError, match=r"does not keep the files.*--out"):
        build([leipzig], into=tmp_path / "graph")
