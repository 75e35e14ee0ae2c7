"""Slots of frames that want a case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from regiongraph.reading.annotations import annotate
from regiongraph.records import EntityType

if TYPE_CHECKING:
    from collections.abc import Callable

    from regiongraph.records import ReadRelease


def test_the_case_says_who_founds_what(read_text: Callable[..., ReadRelease]) -> None:
    """Where words may stand in any order, their endings tell founder and founded apart."""

    def founders(text: str) -> list[tuple[Any, Any]]:
        found = annotate(read_text(text, language="hu"))["facts"]
        return [(f["organisation"], f["founder"]) for f in found if f["type"] == "founding"]

    one = founders("A Kék Klasztert 2016-ban a Zöld Egyesület alapította.")
    two = founders("A Zöld Egyesület 2016-ban megalapította a Kék Klasztert.")
    assert [founder for _, founder in one + two] == ["Zöld Egyesület"] * 2


def test_capitals_at_the_end_tell_a_short_name(read_text: Callable[..., ReadRelease]) -> None:
    """The words between the head and the name may be left out."""
    text = "Zebrał się Związek Gmin Nadwiślańskich FLUMINA. Związek FLUMINA ma 41 członków."
    found = annotate(read_text(text, language="pl"))["entities"]
    assert [e["name"] for e in found if e["type"] == "Organisation"] == [
        "Związek Gmin Nadwiślańskich FLUMINA"
    ]


@pytest.mark.parametrize(
    ("code", "sentence", "place"),
    [
        ("pl", "Spotkanie odbyło się 3 maja 2024 r. w Nysie.", "Nysa"),
        ("lt", "Susitikimas įvyko 2024 m. gegužės 3 d. Zarasuose.", "Zarasai"),
        ("hr", "Sastanak je održan 3. svibnja 2024. u Anconi.", "Ancona"),
        ("sk", "Stretnutie sa konalo 3. mája 2024 v Banskej Bystrici.", "Banská Bystrica"),
        ("fi", "Tapaaminen pidettiin Gdyniassa 3. toukokuuta 2024.", "Gdynia"),
        ("ro", "Întâlnirea a avut loc la Constanța, pe 3 mai 2024.", "Constanța"),
        ("de", "Das Treffen fand am 3. Mai 2024 in Sondershausen statt.", "Sondershausen"),
    ],
)
def test_a_town_bears_its_name_and_no_case_of_it(
    code: str, sentence: str, place: str, read_text: Callable[..., ReadRelease]
) -> None:
    """A text says "in Nysie"; who looks at the graph sees Nysa."""
    read = read_text(sentence, language=code)
    assert [i.name for i in read.identities if i.type is EntityType.PLACE] == [place]


@pytest.mark.parametrize(
    ("code", "sentence", "body"),
    [
        ("pl", "Ewa Lipska jest prezeską Agencji Rozwoju Podbeskidzia.", "Agencja Rozwoju"),
        ("cs", "Jana Lipinová je ředitelkou Moravské agentury pro vodu.", "Moravská agentura"),
        ("sk", "Jana Lipinová je riaditeľkou Karpatskej agentúry pre vodu.", "Karpatská agentúra"),
        ("sl", "Ana Lipovič je direktorica Savske agencije za vode.", "Savska agencija"),
        ("hr", "Ana Lipović je ravnateljica Dravske agencije za vode.", "Dravska agencija"),
        ("bg", "Ана Липова е директор на Дунавската агенция за водите.", "Дунавска агенция"),
    ],
)
def test_an_unlisted_body_bears_its_name_in_the_nominative(
    code: str, sentence: str, body: str, read_text: Callable[..., ReadRelease]
) -> None:
    """Its head noun and the adjectives that agree with it are turned back."""
    read = read_text(sentence, language=code)
    names = [i.name for i in read.identities if i.type is EntityType.ORGANISATION]
    assert [name.startswith(body) for name in names] == [True]


def test_the_adjectives_of_a_german_event_stand_in_the_nominative(
    read_text: Callable[..., ReadRelease],
) -> None:
    """Where its head may be in any case, they tell."""
    text = "Die Allianz traf sich am 3. Mai 2024 in Kassel zu ihrer ersten politischen Konferenz."
    read = read_text(text, language="de")
    events = [i.name for i in read.identities if i.type is EntityType.EVENT]
    assert events == ["erste politische Konferenz"]
