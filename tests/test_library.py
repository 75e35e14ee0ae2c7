"""The public functions: read one release, build a graph of many, open it again."""

from __future__ import annotations

import runpy
from typing import TYPE_CHECKING

import pytest

import regiongraph as rg

if TYPE_CHECKING:
    from pathlib import Path


def test_read_gives_statements_with_their_words(leipzig: Path) -> None:
    """Every statement of the release quotes exactly the stored text."""
    read = rg.read(leipzig)
    proofs = [one.evidence for one in read.statements]
    assert proofs
    assert all(read.release.text[proof.start : proof.end] == proof.text for proof in proofs)


def test_read_says_why_a_file_is_no_release(tmp_path: Path) -> None:
    """An empty file is an error with its place and what to do about it."""
    (tmp_path / "empty.md").write_text("", encoding="utf-8")
    with pytest.raises(rg.ReadingError, match="empty") as raised:
        rg.read(tmp_path / "empty.md")
    assert raised.value.where == "empty.md"
    assert raised.value.remedy


def test_a_built_graph_opens_with_the_same_record(leipzig: Path, tmp_path: Path) -> None:
    """What `build` saves, `open` reads back, byte for byte."""
    built = rg.build([leipzig, tmp_path / "missing.md"], out=tmp_path / "graph")
    opened = rg.open(tmp_path / "graph")
    assert opened.nquads() == built.nquads()
    assert [problem.source for problem in built.report.problems] == ["missing.md"]


def test_the_module_is_the_command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """``python -m regiongraph`` is ``regiongraph``."""
    monkeypatch.setattr("sys.argv", ["regiongraph", "--help"])
    with pytest.raises(SystemExit) as left:
        runpy.run_module("regiongraph", run_name="__main__")
    assert not left.value.code
    assert "Usage: regiongraph" in capsys.readouterr().out
