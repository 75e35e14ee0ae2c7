"""Languages that bend names, put the seat before the office and the surname first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from regiongraph.reading.annotations import annotate

if TYPE_CHECKING:
    from collections.abc import Callable

    from regiongraph.records import ReadRelease


@pytest.fixture
def hungarian(read_text: Callable[..., ReadRelease]) -> Callable[[str], dict[str, Any]]:
    """Read a Hungarian text, dated 4 May 2024."""
    return lambda text: annotate(read_text(text, language="hu"))


def posts(annotated: dict[str, Any]) -> list[tuple[str, str, str | None]]:
    """Return person, office and region of the posts."""
    return [
        (f["person"], f["office"], f["region"]) for f in annotated["facts"] if f["type"] == "post"
    ]


def test_an_office_follows_a_name_without_a_comma(hungarian: Callable[..., Any]) -> None:
    """The surname stands first; the office behind a name goes before the one ahead of it."""
    found = hungarian("Kerekes Anna alpolgármester Halmos Péter igazgatóval tárgyalt.")
    assert [post[:2] for post in posts(found)] == [
        ("Kerekes Anna", "alpolgármester"),
        ("Halmos Péter", "igazgatóval"),
    ]


def test_an_adjective_of_origin_is_the_seat(hungarian: Callable[..., Any]) -> None:
    """An adjective in small letters is read off the place's name."""
    assert posts(hungarian("A győri polgármester, Kerekes Anna beszélt.")) == [
        ("Kerekes Anna", "polgármester", "Győr")
    ]


def test_somebody_who_becomes_something_is_not_it_yet(hungarian: Callable[..., Any]) -> None:
    """The predicate form of an office is an appointment, no post."""
    found = hungarian("A testület Kerekes Annát elnökké választotta.")
    assert [f["type"] for f in found["facts"]] == ["appointment"]


def test_a_head_ends_a_name_that_begins_with_a_capital(hungarian: Callable[..., Any]) -> None:
    """What stands behind the head is no part of the name, and its ending does not hide it."""
    found = hungarian("A Kék Hegyek Hálózatának Győrben van irodája.")
    assert [e["mentions"] for e in found["entities"] if e["type"] == "Organisation"] == [
        ["Kék Hegyek Hálózatának"]
    ]


def test_names_with_one_nominative_are_one_body(hungarian: Callable[..., Any]) -> None:
    """Even where a stem's own end looks like a case."""
    found = hungarian("A Lápi Hálózat nő. Szeged is csatlakozott a Lápi Hálózathoz.")
    bodies = [e for e in found["entities"] if e["type"] == "Organisation"]
    assert [(e["name"], len(e["mentions"])) for e in bodies] == [("Lápi Hálózat", 2)]


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("hu", "A Magyar Lápvédelmi Szövetség beszélt.", "Magyar Lápvédelmi Szövetség"),
        ("hu", "Az Európai Lápvédelmi Kamara beszélt.", "Európai Lápvédelmi Kamara"),
        ("fi", "Suomen Suokeskus protestoi.", "Suomen Suokeskus"),
    ],
)
def test_a_country_may_begin_the_name_of_a_body(
    language: str, text: str, name: str, read_text: Callable[..., ReadRelease]
) -> None:
    """Though no person's name begins so."""
    entities = annotate(read_text(text, language=language))["entities"]
    assert [e["name"] for e in entities if e["type"] == "Organisation"] == [name]


def test_who_hosts_a_conference_need_not_attend_it(hungarian: Callable[..., Any]) -> None:
    """A relative clause between the event and those who took part has a subject of its own."""
    found = hungarian(
        "A Lápi Konferencián, amelynek a Szegedi Egyetem adott otthont, 180-an vettek részt."
    )
    roles = [f["role"] for f in found["facts"] if f["type"] == "participation"]
    assert "participant" not in roles


def test_a_rank_behind_a_name_is_no_office_of_the_next(hungarian: Callable[..., Any]) -> None:
    """Generals have theirs behind their names like mayors."""
    found = hungarian("Halmos Péter tábornok, Kerekes Anna, a Lápi Szövetség főtitkára beszélt.")
    assert [post[:2] for post in posts(found)] == [
        ("Halmos Péter", "tábornok"),
        ("Kerekes Anna", "főtitkára"),
    ]
