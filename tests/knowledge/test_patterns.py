"""Compiled patterns are kept from one run to the next, and never stand in the way of one."""

from __future__ import annotations

import os
import pickle
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
import regex

from regiongraph.knowledge.patterns import KeptPatterns, compiled

TEXT = r"(?i)(?<!\p{L})(?P<office>mayors?|first minister|president)(?:\s+(?P<of>of|for))?(?!\p{L})"


def kept(file: Path) -> list[tuple[str, bytes]]:
    """Return what a file of patterns holds."""
    with sqlite3.connect(file) as rows:
        return rows.execute("SELECT text, compiled FROM pattern").fetchall()


def never_compiled(text: str) -> None:
    """Fail: what is kept need not be compiled."""
    pytest.fail(f"compiled again: {text}")


def test_a_kept_pattern_is_read_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second process compiles nothing and finds the same."""
    file = tmp_path / "cache" / "patterns.sqlite"
    first = KeptPatterns(file).compiled(TEXT)
    assert [text for text, _ in kept(file)] == [TEXT]
    monkeypatch.setattr(regex, "compile", never_compiled)
    again = KeptPatterns(file).compiled(TEXT)
    found = [
        pattern.search("the First Minister of Wales").groupdict() for pattern in (first, again)
    ]
    assert found == [{"office": "First Minister", "of": "of"}] * 2
    assert (again.pattern, again.flags, again.groupindex) == (
        first.pattern,
        first.flags,
        first.groupindex,
    )


def test_a_damaged_file_is_made_anew(tmp_path: Path) -> None:
    """No one is asked to delete it."""
    file = tmp_path / "patterns.sqlite"
    file.write_bytes(b"no database at all " * 500)
    assert KeptPatterns(file).compiled(TEXT).search("mayors")
    assert [text for text, _ in kept(file)] == [TEXT]


@pytest.mark.parametrize(
    "planted",
    [
        b"\x80\x05damaged",
        pickle.dumps("no pattern"),
        pickle.dumps(regex.compile("another")),
        b"cos\nsystem\n(S'touch planted'\ntR.",
    ],
)
def test_what_somebody_planted_does_not_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, planted: bytes
) -> None:
    """Only a pattern of that text is taken; nothing is run."""
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "patterns.sqlite"
    patterns = KeptPatterns(file)
    with sqlite3.connect(file) as rows:
        rows.execute("INSERT INTO pattern VALUES (?, ?)", (TEXT, planted))
    rows.close()
    assert patterns.compiled(TEXT).search("mayors")
    assert not (tmp_path / "planted").exists()
    assert kept(file) == [(TEXT, pickle.dumps(regex.compile(TEXT)))]


def test_a_busy_file_is_left_alone(tmp_path: Path) -> None:
    """While another process writes, patterns are compiled as ever."""
    file = tmp_path / "patterns.sqlite"
    patterns = KeptPatterns(file)
    with sqlite3.connect(file, isolation_level=None) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert patterns.compiled(TEXT).search("mayors")
        assert KeptPatterns(file).compiled(TEXT).search("mayors")
    assert file.is_file()


def test_no_place_to_keep_is_no_error(tmp_path: Path) -> None:
    """A home that cannot be written, or none at all."""
    (tmp_path / "file").write_text("in the way")
    assert KeptPatterns(tmp_path / "file" / "patterns.sqlite").compiled(TEXT).search("mayors")
    assert KeptPatterns(None).compiled(TEXT).search("mayors")


def test_a_wrong_expression_is_told() -> None:
    """Kept or not, what is no regular expression raises."""
    with pytest.raises(regex.error):
        compiled("(" * 60)


def test_a_run_keeps_patterns_below_the_cache_folder(tmp_path: Path) -> None:
    """They are the packs' words; a second run reads them; no word of the release is kept."""
    release = tmp_path / "release.md"
    release.write_text(
        "---\nlanguage: en\npublished: 2024-03-14\n"
        "publisher: Quisenberry Valley Office of Rivers, Ferries and Inland Harbours\n---\n"
        "The Quisenberry Valley Office of Rivers, Ferries and Inland Harbours invited. "
        "Wilhelmina Quisenberry, mayor of Quisenberry, spoke at the Quisenberry Forum in Graz.\n"
    )
    command = [sys.executable, "-m", "regiongraph", "extract", str(release)]
    environment = os.environ | {"XDG_CACHE_HOME": str(tmp_path / "cache")}
    outputs = [subprocess.check_output(command, env=environment) for _ in range(2)]
    assert outputs[0] == outputs[1]
    (file,) = (tmp_path / "cache" / "regiongraph").glob("patterns-*.sqlite")
    texts = [text for text, _ in kept(file)]
    assert texts
    assert not any("Quisenberry" in text for text in texts)
