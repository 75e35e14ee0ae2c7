"""Whatever a parameter holds is bound as one term or refused; it is never part of a query."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode

from regiongraph.errors import QuestionError
from regiongraph.graph.names import Names
from regiongraph.graph.parameters import KINDS, Parameter, bind, declared_parameters
from regiongraph.graph.store.embedded import EmbeddedStore

if TYPE_CHECKING:
    from regiongraph.graph.parameters import Terms

ECHO = """# What was asked.
# @param asked text What is given back
SELECT ?asked WHERE { VALUES (?asked) { (UNDEF) } }"""
STORE = EmbeddedStore.in_memory([])
NAMES = Names(STORE)
HOSTILE = st.lists(
    st.sampled_from(
        [
            *('"', "'", '"""', "'''", "\\", "\\u0022", "{", "}", "(", ")", "<", ">", "#", "?x"),
            *("$y", "UNDEF", " } SELECT * { ?s ?p ?o } #", "SERVICE <http://evil.example/>", "\n"),
            *("<http://a b>", "<http://a>b>", "http://a b", "https://a/{", "DROP ALL", "\x00"),
            *("@de", "^^xsd:date", "\r", "\t", "\ud800", "\u202e", "ä", "2022-11-17", "1", "de"),
        ]
    )
    | st.characters(),
    max_size=6,
).map("".join)


def _terms(kind: str, value: object) -> Terms:
    return Parameter("asked", kind, required=True, help="").terms(value, where="echo", names=NAMES)


@given(text=HOSTILE, kind=st.sampled_from([kind for kind in KINDS if kind != "entity"]))
@example(text='") } SELECT * { ?s ?p ?o } #', kind="text")
@example(text="\\u0022) } #", kind="text")
def test_what_is_bound_comes_back_as_it_was_given(text: str, kind: str) -> None:
    """The engine reads one term, with the very characters that were given; or it is refused."""
    try:
        terms = _terms(kind, text)
    except QuestionError:
        return
    (row,) = STORE.select(bind(ECHO, {"asked": terms}))
    assert row["asked"] == terms[0]
    if kind == "text":
        assert row["asked"] == Literal(text.strip())


@given(text=HOSTILE)
def test_rdflib_reads_the_same_term(text: str) -> None:
    """The block is plain SPARQL 1.1: another engine reads the same characters."""
    from rdflib import Graph

    try:
        terms = _terms("text", text)
    except QuestionError:
        return
    (row,) = Graph().query(bind(ECHO, {"asked": terms}))
    assert str(row[0]) == text.strip()  # type: ignore[index]


@given(text=HOSTILE, scheme=st.sampled_from(["http://", "https://", ""]))
@example(text="a> } DROP ALL #", scheme="https://")
@example(text="a/?x", scheme="http://")
def test_an_iri_is_one_iri_or_refused(text: str, scheme: str) -> None:
    """What is no IRI is refused; nothing is called by a hostile name."""
    try:
        terms = _terms("entity", scheme + text)
    except QuestionError:
        return
    (row,) = STORE.select(bind(ECHO, {"asked": terms}))
    assert row["asked"] == terms[0]
    assert isinstance(row["asked"], NamedNode)


@given(text=HOSTILE)
def test_names_of_things_are_looked_up_not_run(text: str) -> None:
    """A name may hold anything; it is found or it is not."""
    assert isinstance(NAMES.find(text), tuple)


@pytest.mark.parametrize(
    ("kind", "value", "term"),
    [
        ("date", date(2022, 11, 17), '"2022-11-17"^^<http://www.w3.org/2001/XMLSchema#date>'),
        ("date", " 2022-11-17 ", '"2022-11-17"^^<http://www.w3.org/2001/XMLSchema#date>'),
        ("integer", -5, '"-5"^^<http://www.w3.org/2001/XMLSchema#integer>'),
        ("language", "de", '"de"'),
        ("text", 'Sie sagte: "nein"', r'"Sie sagte: \"nein\""'),
    ],
)
def test_each_type_has_its_term(kind: str, value: Any, term: str) -> None:
    """A date is a date and a number is a number, not a text that looks like one."""
    assert [str(found) for found in _terms(kind, value)] == [term]


@pytest.mark.parametrize(
    ("kind", "value", "message"),
    [
        ("integer", "9" * 30, "18 at most"),
        ("integer", "٣", "no whole number"),
        ("integer", True, "no whole number"),
        ("language", "de-DE", "no language"),
        ("date", "2022-02-30", "no day"),
        ("text", "a\x00b", "control characters"),
        ("text", r"\u0041", "escapes"),
    ],
)
def test_what_is_not_of_its_type_is_refused_with_a_remedy(
    kind: str, value: Any, message: str
) -> None:
    """The error names the question and the parameter."""
    with pytest.raises(QuestionError, match=message) as refused:
        _terms(kind, value)
    assert refused.value.where == "echo, asked"


def test_a_name_that_things_share_asks_about_all() -> None:
    """Every combination of terms stands in the block; what is not given stays open."""
    query = "SELECT * { VALUES (?a ?b ?c) { (UNDEF UNDEF UNDEF) } }"
    one, two = NamedNode("http://a/1"), NamedNode("http://a/2")
    bound = bind(query, {"a": (one, two), "c": (Literal("x"),)})
    assert '{ (<http://a/1> UNDEF "x") (<http://a/2> UNDEF "x") }' in bound


def test_a_declaration_is_a_line_of_its_own() -> None:
    """Name, type, whether it may be left out, and help."""
    (asked,) = declared_parameters(ECHO)
    assert asked == Parameter("asked", "text", required=True, help="What is given back")
    assert not declared_parameters('SELECT * { ?s ?p "# @param x text No" }')
