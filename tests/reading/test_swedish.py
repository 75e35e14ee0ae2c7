"""What Swedish asks of the engine: the definite article is the end of a noun."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from regiongraph.records import ReadRelease


def test_a_noun_with_a_definite_ending_means_what_was_named(
    read_text: Callable[..., ReadRelease],
) -> None:
    """The noun "alliansen" needs no article before it to stand for the alliance named."""
    text = "Nordsjöalliansen samlades. I dag har alliansen 41 medlemmar."
    found = read_text(text, language="sv", title="Möte").statements
    assert [s.fields["number"] for s in found if s.type == "count"] == [41]


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Det är bra att Nordsjöalliansen ligger i Sveriges framkant.", "located"),
        ("Kommissionären Karl Wegener träffade Ukrainas försvarare.", "meeting"),
        ("I maj besökte Lettlands minister Karin Halbach Sverige.", "meeting"),
        ("Karl Wegener deltar i EU:s försvarsministermöte.", "membership"),
        ("Vattenverket har infört regler i ett nära 400 hektar stort område.", "count"),
        (
            "Rådet läser det brev som ministern Karin Halbach skickade till parlamentet.",
            "statement",
        ),
    ],
)
def test_what_only_looks_like_a_fact_is_none(
    sentence: str, kind: str, facts: Callable[..., list[dict[str, Any]]]
) -> None:
    """Owners of what follows, visits to a country, taking part in a meeting, areas."""
    assert facts(kind, sentence, language="sv") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Regeringen har i går utsett Karin Halbach till direktör för Skogsförmedlingen.",
        "Regeringen beslutade att utnämna Karin Halbach till direktör för Skogsförmedlingen.",
        "Karin Halbach ny direktör och chef för Skogsförmedlingen",
    ],
)
def test_a_government_appoints(sentence: str, facts: Callable[..., list[dict[str, Any]]]) -> None:
    """Whatever stands between; a headline needs no verb."""
    found = facts("appointment", sentence, language="sv")
    assert [(f["person"], f["office"], f["organisation"], f["kind"]) for f in found] == [
        ("Karin Halbach", "direktör", "Skogsförmedlingen", "appointed")
    ]


def test_a_headline_says_which_office_somebody_takes_up(
    facts: Callable[..., list[dict[str, Any]]],
) -> None:
    """The day is yet to come."""
    text = "Karin Halbach är chef för Vattenrådet. Hon tillträder sin nya tjänst i mars."
    title = "Ny direktör för Skogsförmedlingen"
    assert facts("appointment", text, language="sv", title=title) == [
        {
            "person": "Karin Halbach",
            "office": "direktör",
            "organisation": "Skogsförmedlingen",
            "date": "2025-03",
            "kind": "appointed",
        }
    ]


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Nyhet", "Regeringen har inte utsett Karin Halbach till direktör för Skogsförmedlingen."),
        ("Ny direktör för Skogen", "Karl Wegener tillträder sin tjänst som han sökte i maj."),
        ("Ny direktör för Skogen: Karin Halbach", "Karl Wegener tillträder sin tjänst i maj."),
        ("Direktören för Skogen slutar", "Karl Wegener tillträder sin tjänst i maj."),
    ],
)
def test_nobody_is_appointed_to_what_another_holds(
    title: str, text: str, facts: Callable[..., list[dict[str, Any]]]
) -> None:
    """The headline must call the office new, and name nobody in it."""
    assert facts("appointment", text, language="sv", title=title) == []


def test_a_speaker_does_not_hold_the_office_spoken_of(
    facts: Callable[..., list[dict[str, Any]]],
) -> None:
    """The verb of saying parts what was said from who said it."""
    text = "– Hon blir en bra landshövding i Skåne län, säger civilminister Karl Wegener."
    assert [f["office"] for f in facts("post", text, language="sv")] == ["civilminister"]


def test_what_somebody_did_before_is_not_what_they_take_up(
    facts: Callable[..., list[dict[str, Any]]],
) -> None:
    """The office right behind the verb is."""
    text = "Karl Wegener tillträder som direktör i juni 2024 och kommer från en tjänst som chef."
    assert [f["office"] for f in facts("appointment", text, language="sv")] == ["direktör"]


def test_no_office_is_held_in_what_begins_the_next_paragraph(
    facts: Callable[..., list[dict[str, Any]]],
) -> None:
    """A headline has no full stop."""
    text = "Vattenrådet möttes. Karin Halbach tillträder sin nya tjänst den 1 juni 2024."
    (found,) = facts("appointment", text, language="sv", title="Ny landshövding i Skåne")
    assert "organisation" not in found


@pytest.mark.parametrize(
    ("kind", "sentence", "read"),
    [
        ("membership", "Eva Sundin tar plats i Folkhälsorådet.", True),
        ("membership", "Eva Sundin tar inte plats i Folkhälsorådet.", False),
        ("membership", "I styrelsen för Norra skogsnätverket ingår Anna Holm.", True),
        ("membership", "I styrelsen för Norra skogsnätverket ingår inte Anna Holm.", False),
        ("appointment", "Nils Brodin efterträder Åsa Berglund som kommunalråd.", True),
        ("appointment", "Nils Brodin ersätter Åsa Berglund som talare.", False),
    ],
)
def test_who_sits_where_and_who_follows_whom(
    kind: str, sentence: str, read: bool, facts: Callable[..., list[dict[str, Any]]]
) -> None:
    """The one who follows is appointed, and nobody to a talk."""
    assert bool(facts(kind, sentence, language="sv", title="X")) is read


def test_an_event_of_one_word_is_no_place(read_text: Callable[..., ReadRelease]) -> None:
    """A compound with a capital inside a sentence names what its last part says."""
    read = read_text("På Myrkonferensen talade Karin Halbach.", language="sv", title="Möte")
    assert [one.type.value for one in read.identities] == ["Event", "Person"]
