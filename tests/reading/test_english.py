"""What English asks of the engine: speech without "that", block quotations, pronouns, posts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from regiongraph.reading.annotations import annotate

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from regiongraph.records import ReadRelease, Statement

    Read = Callable[..., ReadRelease]
    Statements = Callable[[str], Sequence[Statement]]

TITLE = "Network of Wold Regions invites to its 12th Wold Conference"


@pytest.fixture
def statements(read_text: Callable[..., ReadRelease]) -> Statements:
    """Return what an English release says."""
    return lambda text: read_text(text, language="en", title=TITLE).statements


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "Karen Halbrook, Mayor of Leipzig, said the town would build more homes.",
            "the town would build more homes",
        ),
        (
            "The town will build more homes by the river, Karen Halbrook announced today.",
            "The town will build more homes by the river",
        ),
        (
            "Asked whether Saxony would help, Karen Halbrook replied that nobody had asked.",
            "nobody had asked",
        ),
        ("“Who pays for all of this?” Ms Karen Halbrook asked.", "Who pays for all of this?"),
        ("Karen Halbrook said:\n\n> Rivers know no borders.", "Rivers know no borders."),
        (
            "“Rivers know no borders at all.”\nKaren Halbrook, Mayor of Leipzig – 04/05/2024",
            "Rivers know no borders at all.",
        ),
        (
            '"Rivers know no borders," said Karen Halbrook. "They never really did."',
            "Rivers know no borders They never really did.",
        ),
    ],
)
def test_somebody_said_it(text: str, words: str, statements: Statements) -> None:
    """Reported speech without a conjunction, block quotations and signed quotations."""
    (found,) = [s for s in statements(text) if s.type == "statement"]
    assert found.fields["text"] == words


def test_a_quotation_may_open_every_paragraph(statements: Statements) -> None:
    """Where one mark opens and closes, the next paragraph repeats it."""
    text = 'Karen Halbrook said: "Rivers know no borders.\n\n"We do not know any either."'
    (found,) = [s for s in statements(text) if s.type == "statement"]
    assert str(found.fields["text"]).endswith("We do not know any either.")


def test_a_pronoun_stands_for_the_person_spoken_of(statements: Statements) -> None:
    """Frames read it like a name."""
    found = statements("Karen Halbrook came to Leipzig. She was elected president of the network.")
    assert [s.type for s in found if s.type == "appointment"] == ["appointment"]


def test_words_before_an_office_tell_that_it_is_over(statements: Statements) -> None:
    """They may stand before its owner: "until May Saxony's minister"."""
    found = statements("Karen Halbrook, until January Saxony's minister for industry, spoke.")
    (post,) = [s for s in found if s.type == "post"]
    assert (post.fields["office"], post.fields["former"]) == ("minister for industry", True)


def test_joining_its_members_is_no_membership(statements: Statements) -> None:
    """Who joins the members of a body for a debate does not join the body."""
    said = statements("Karen Halbrook will join CoR members for the debate in Brussels.")
    assert [one for one in said if one.type.value == "membership"] == []


def test_an_office_alone_means_the_holder_of_its_whole_title(read_text: Read) -> None:
    """Of a first minister and a minister named last, "the First Minister" is the former."""
    text = (
        "First Minister Karen Halbrook came with Carl Wegland, the new Minister for Economy. "
        "The First Minister said: “Rivers know no borders.”"
    )
    facts = annotate(read_text(text, language="en", title=TITLE))["facts"]
    assert [f["speaker"] for f in facts if f["type"] == "statement"] == ["Karen Halbrook"]


def test_a_party_behind_an_office_is_no_seat(read_text: Read) -> None:
    """The holder is its member, and the seat stays the town."""
    text = "Karen Halbrook, Mayor of Leipzig (EPP/DE), opened the meeting."
    facts = annotate(read_text(text, language="en", title=TITLE))["facts"]
    (post,) = [f for f in facts if f["type"] == "post"]
    assert (post["organisation"], post["region"]) == (None, "Leipzig")
    (member,) = [f for f in facts if f["type"] == "membership"]
    assert member["member"] == "Karen Halbrook"
