"""Files that are no release are refused with place and remedy; all others are stored alike."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import pytest

from regiongraph.errors import (
    BinaryFileError,
    EmptyReleaseError,
    EncodingError,
    FrontMatterError,
    ReadingError,
)
from regiongraph.reading.releases import read_file

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("raw", "error", "where"),
    [
        (b"", EmptyReleaseError, "release.md"),
        (b" \n\t\r\n  \n", EmptyReleaseError, "release.md"),
        (b"---\nlanguage: de\n---\n\n \n", EmptyReleaseError, "release.md"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", BinaryFileError, "release.md"),
        ("Grüße\naus Thüringen".encode("latin-1"), EncodingError, "release.md:1"),
        ("Gruß\naus Thüringen".encode()[:-7] + b"\xff", EncodingError, "release.md:2"),
        (b"---\nlanguage: de\nTitle\n\nText.", FrontMatterError, "release.md:1"),
        (b"---\nlanguage: de\ntitle: a: b\n---\nText.", FrontMatterError, "release.md:3"),
        (b"---\n- de\n- 2024-05-04\n---\nText.", FrontMatterError, "release.md:1"),
        (b"---\njust words\n---\nText.", FrontMatterError, "release.md:1"),
        (b"---\npublished: 2024-13-45\n---\nText.", FrontMatterError, "release.md:1"),
    ],
    ids=[
        "empty",
        "blank",
        "front-matter-only",
        "binary",
        "latin-1",
        "broken-utf-8",
        "unclosed-front-matter",
        "broken-yaml",
        "list",
        "words",
        "impossible-date",
    ],
)
def test_what_is_no_release_is_refused(
    raw: bytes, error: type[ReadingError], where: str, tmp_path: Path
) -> None:
    """Each kind of bad file has its own error, which says where and what to do."""
    (tmp_path / "release.md").write_bytes(raw)
    with pytest.raises(error) as raised:
        read_file(tmp_path / "release.md")
    assert raised.value.where == where
    assert raised.value.remedy


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    """What cannot be opened is a reading error, never an OSError."""
    (tmp_path / "folder.md").mkdir()
    for name in ("missing.md", "folder.md"):
        with pytest.raises(ReadingError) as raised:
            read_file(tmp_path / name)
        assert raised.value.where == name
        assert raised.value.remedy


def test_a_file_of_21_megabytes_is_refused_unread(tmp_path: Path) -> None:
    """One file holds one release: 21 MB are many."""
    with (tmp_path / "large.md").open("wb") as large:
        large.truncate(21_000_000)
    with pytest.raises(ReadingError, match="20 MB") as raised:
        read_file(tmp_path / "large.md")
    assert "split" in raised.value.remedy


@pytest.mark.parametrize(
    "raw",
    [
        b"\xef\xbb\xbf---\nlanguage: de\n---\nErste Zeile\nzweite Zeile\n",
        b"---\r\nlanguage: de\r\n---\r\n\r\nErste Zeile\r\nzweite Zeile\r\n",
        b"---\rlanguage: de\r---\rErste Zeile\rzweite Zeile\r",
        b"---\nlanguage: de\n---\n\n \n\nErste Zeile\nzweite Zeile\n",
    ],
    ids=["byte-order-mark", "crlf", "cr", "blank-lines"],
)
def test_marks_and_line_ends_of_any_system_are_stored_alike(raw: bytes, tmp_path: Path) -> None:
    """Byte order mark, line ends and leading blank lines leave no trace."""
    (tmp_path / "release.md").write_bytes(raw)
    stored = read_file(tmp_path / "release.md")
    assert stored.text == "Erste Zeile\nzweite Zeile\n"
    assert stored.head == {"language": "de"}


def test_decomposed_letters_are_composed(tmp_path: Path) -> None:
    """A text in NFD is stored in NFC, so that offsets and names agree everywhere."""
    (tmp_path / "release.md").write_text(
        unicodedata.normalize("NFD", "Thüringen grüßt Västra Götaland."), encoding="utf-8"
    )
    assert read_file(tmp_path / "release.md").text == "Thüringen grüßt Västra Götaland."


def test_a_text_without_front_matter_has_an_empty_head(tmp_path: Path) -> None:
    """Three hyphens further down divide sections and open nothing."""
    (tmp_path / "release.txt").write_text("Text.\n\n---\n\nMehr Text.\n", encoding="utf-8")
    stored = read_file(tmp_path / "release.txt")
    assert (stored.head, stored.text) == ({}, "Text.\n\n---\n\nMehr Text.\n")
