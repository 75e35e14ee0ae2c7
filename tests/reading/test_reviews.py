"""What a person decided stands in a table; a row that is wrong is named with its line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from regiongraph.build import read_paths
from regiongraph.errors import ReviewError
from regiongraph.reading.reviews import Review, read_reviews
from regiongraph.records import Verdict

if TYPE_CHECKING:
    from pathlib import Path

HEAD = "verdict,a,b,note\n"
RELEASE = """---
language: de
published: 2024-05-0{day}
publisher: Sächsische Staatskanzlei
---

# Brücke eröffnet

Sachsens Staatsminister Jens Vogelsang hat die Brücke am {day}. Mai eröffnet.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with two releases that name one minister."""
    for day in (4, 6):
        (tmp_path / f"bruecke-{day}.md").write_text(RELEASE.format(day=day), encoding="utf-8")
    return tmp_path


def people(folder: Path, **options: Path) -> list[str]:
    """Read the folder and return the keys of people, release by release."""
    read = read_paths([folder], **options).read
    return [i.key for one in read for i in one.identities if i.key.startswith("person/")]


def test_rows_are_read_with_their_lines(tmp_path: Path) -> None:
    """Comments and empty lines are passed over; a note may hold commas."""
    file = tmp_path / "decisions.csv"
    file.write_text(f'{HEAD}# mayors\n\ndifferent,a @ 1,b @ 2,"one, and another"\n', "utf-8")
    rows, notes = read_reviews(file)
    assert rows == [
        Review(Verdict.TWO, "a @ 1", "b @ 2", "one, and another", "decisions.csv, line 4")
    ]
    assert notes == []


@pytest.mark.parametrize(
    ("row", "what"),
    [
        ("same,a,b", "3 cells where the header has 4"),
        ("equal,a,b,", "'equal' is neither same nor different"),
    ],
)
def test_a_wrong_row_is_noted_and_the_others_count(tmp_path: Path, row: str, what: str) -> None:
    """File and line are named."""
    file = tmp_path / "decisions.csv"
    file.write_text(f"{HEAD}{row}\nsame,a,b,\n", encoding="utf-8")
    rows, (note,) = read_reviews(file)
    assert [one.where for one in rows] == ["decisions.csv, line 3"]
    assert note.where == "decisions.csv, line 2"
    assert what in note.what


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00", b"", b"a,b\n"])
def test_a_file_that_is_no_table_is_refused(tmp_path: Path, content: bytes | None) -> None:
    """A missing file, bytes that are no UTF-8, and other columns say what to write."""
    file = tmp_path / "decisions.csv"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(ReviewError, match=r"decisions\.csv"):
        read_reviews(file)
    with pytest.raises(ReviewError):
        read_paths([tmp_path], decisions=file)


def test_a_refusal_beside_the_releases_survives_a_rebuild(folder: Path) -> None:
    """The minister is one until a row says that he is two, in this build and the next."""
    assert len(set(people(folder))) == 1
    row = "different,Jens Vogelsang @ bruecke-4.md,Jens Vogelsang @ bruecke-6.md,cousins\n"
    (folder / "decisions.csv").write_text(HEAD + row, encoding="utf-8")
    apart = people(folder)
    assert len(set(apart)) == 2
    assert people(folder) == apart


def test_a_file_may_be_named(folder: Path) -> None:
    """It need not stand beside the releases."""
    file = folder / "reviewed" / "people.csv"
    file.parent.mkdir()
    row = "different,Jens Vogelsang @ bruecke-4,Jens Vogelsang @ bruecke-6,cousins\n"
    file.write_text(HEAD + row, encoding="utf-8")
    assert len(set(people(folder, decisions=file))) == 2


@pytest.mark.parametrize(
    ("row", "what"),
    [
        ("same,Nobody @ bruecke-4,Jens Vogelsang @ bruecke-6,", "nothing is called 'Nobody"),
        ("same,Jens Vogelsang @ bruecke-4,region/DED,", "are of different kinds"),
        ("same,Jens Vogelsang,region/DED,", "nothing is called 'Jens Vogelsang'"),
    ],
)
def test_a_row_that_matches_nothing_is_reported(folder: Path, row: str, what: str) -> None:
    """The report names file and line; everything is read all the same."""
    (folder / "decisions.csv").write_text(f"{HEAD}{row}\n", encoding="utf-8")
    reading = read_paths([folder])
    problem = next(p for p in reading.problems if p.source == "decisions.csv, line 2")
    assert what in problem.what
    assert not problem.lost
    assert len(reading.read) == 2


def test_a_broken_table_beside_the_releases_stops_no_build(folder: Path) -> None:
    """It counts as a file that could not be read."""
    (folder / "decisions.csv").write_text("who,what\n", encoding="utf-8")
    reading = read_paths([folder])
    assert [p.source for p in reading.problems if p.lost] == ["decisions.csv"]
    assert len(reading.read) == 2
