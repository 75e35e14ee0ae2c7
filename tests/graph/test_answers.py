"""Answers: typed cells, a table for people, a citation for each row."""

from __future__ import annotations

from datetime import date

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode

from regiongraph.errors import MissingLibraryError
from regiongraph.graph.answers import Answer, cell
from regiongraph.graph.vocabulary import XSD_DATE, XSD_DECIMAL, XSD_YEAR

ANSWER = Answer(
    "chaired",
    ("person", "personLabel", "office", "since", "quote", "title", "published", "claim"),
    (
        (
            "https://w3id.org/regiongraph/id/person/emil-boc",
            "Emil Boc",
            "Vorsitzender der Fachkommission für Kohäsionspolitik und EU-Haushalt",
            None,
            "der Vorsitzende\nder Fachkommission",
            "Leipziger Erklärung",
            date(2022, 11, 17),
            "https://w3id.org/regiongraph/id/claim/1",
        ),
    ),
)


def test_cells_are_python_values() -> None:
    """Dates, numbers and flags are what they are; a bare year stays text."""
    assert cell(Literal("2022-11-17", datatype=XSD_DATE)) == date(2022, 11, 17)
    assert cell(Literal(29)) == 29
    assert cell(Literal("0.9", datatype=XSD_DECIMAL)) == 0.9
    assert cell(Literal(True)) is True
    assert cell(Literal("2022", datatype=XSD_YEAR)) == "2022"
    assert cell(NamedNode("http://a/b")) == "http://a/b"
    assert cell(Literal("no day", datatype=XSD_DATE)) == "no day"
    assert cell(None) is None
    assert cell(BlankNode("x")) is None


def test_the_table_shows_names_not_iris() -> None:
    """IRIs that have a name, empty columns and the citation do not widen the table."""
    assert ANSWER.shown_columns() == ("personLabel", "office")
    table = str(ANSWER).splitlines()
    assert table[0].split() == ["person", "office"]
    assert table[2].startswith("1  Emil Boc")
    assert table[3].strip() == "Kohäsionspolitik und EU-Haushalt"


def test_each_row_is_cited() -> None:
    """The quote, on one line, with its release and date."""
    (cited,) = ANSWER.citations()
    assert cited == "“der Vorsitzende der Fachkommission” — Leipziger Erklärung, 2022-11-17"
    assert f"[1] {cited}" in str(ANSWER)


def test_a_long_quote_is_cut_in_the_citation_only() -> None:
    """The row keeps every word."""
    answer = Answer("said", ("quote", "source"), (("Wort " * 100, "registry.csv"),))
    assert "…” — registry.csv" in answer.citations()[0]
    assert answer.to_dicts()[0]["quote"] == "Wort " * 100


def test_an_empty_answer_says_so() -> None:
    """Nothing known is an answer too."""
    assert str(Answer("said", ("text",), ())) == "Nothing is known."
    assert len(Answer("said", ("text",), ())) == 0


MIXED = Answer(
    "members",
    ("member", "since", "number"),
    (("Sachsen", date(2022, 6, 30), 29), ("Navarra", "2022", None)),
)


def test_an_answer_is_its_rows() -> None:
    """Going through it gives dictionaries."""
    assert [row["member"] for row in MIXED] == ["Sachsen", "Navarra"]


def test_a_data_frame_of_pandas() -> None:
    """Columns and values are the same."""
    pytest.importorskip("pandas")
    frame = MIXED.to_pandas()
    assert list(frame.columns) == ["member", "since", "number"]
    assert frame["since"][0] == date(2022, 6, 30)
    assert frame["number"].isna().tolist() == [False, True]


def test_a_data_frame_of_polars() -> None:
    """A column of one type keeps it; a date beside a mere year is written as text."""
    polars = pytest.importorskip("polars")
    frame = MIXED.to_polars()
    assert frame["number"].to_list() == [29, None]
    assert frame["since"].to_list() == ["2022-06-30", "2022"]
    assert frame.schema["number"] == polars.Int64
    assert Answer("x", ("day",), ((date(2022, 6, 30),),)).to_polars().schema["day"] == polars.Date


def test_a_library_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """The error says what to install."""
    import sys

    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(MissingLibraryError, match="pip install pandas"):
        MIXED.to_pandas()
