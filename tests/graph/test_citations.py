"""Rows are cited as footnotes and in BibTeX; what a release wrote stays text."""

from __future__ import annotations

from datetime import date

from regiongraph.graph.answers import Answer
from regiongraph.graph.citations import bibtex, citation_key

ROW = {
    "quote": "sagte er",
    "title": "Allianz beschließt »Erklärung«",
    "publisher": "Freistaat Sachsen",
    "published": date(2022, 11, 17),
    "url": "https://www.medienservice.sachsen.de/1",
    "source": "1.md",
}


def test_a_release_becomes_an_entry() -> None:
    """Author, title, date and address, in braces that keep the capitals."""
    key = citation_key(ROW)
    assert key.startswith("release2022-")
    assert bibtex([ROW]) == (
        f"@misc{{{key},\n"
        "  author = {{Freistaat Sachsen}},\n"
        "  title = {{Allianz beschließt »Erklärung«}},\n"
        "  year = {2022},\n"
        "  date = {2022-11-17},\n"
        "  howpublished = {Press release},\n"
        "  url = {https://www.medienservice.sachsen.de/1},\n"
        "}"
    )


def test_rows_of_one_release_share_an_entry() -> None:
    """Another quotation of the same release is no other source."""
    rows = [ROW, {**ROW, "quote": "sagte sie"}, {**ROW, "title": "Eine andere"}]
    assert bibtex(rows).count("@misc") == 2


def test_a_registry_source_is_cited_by_its_address() -> None:
    """What no release says has its source as title, and the address in it."""
    entry = bibtex([{"source": "list of members (https://example.org/members); seen"}])
    assert "url = {https://example.org/members}" in entry
    assert "releasend-" in entry


def test_text_of_a_release_ends_no_field_and_runs_no_command() -> None:
    """Braces, backslashes and TeX's own characters are escaped."""
    row = {**ROW, "title": r"}} @misc{x, \input{/etc/passwd} 50 % & $1", "url": "https://a/}{\\x"}
    entry = bibtex([row])
    assert r"\}\} @misc\{x, \textbackslash{}input\{/etc/passwd\} 50 \% \& \$1" in entry
    assert "url = {https://a/x}" in entry


def test_an_answer_has_a_bibliography() -> None:
    """One entry for each release that its rows rest on."""
    answer = Answer("said", tuple(ROW), (tuple(ROW.values()),) * 2)
    assert answer.bibliography() == bibtex([ROW])
