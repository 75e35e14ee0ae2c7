"""Lists of people in Slavic languages, and events that are still to come."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from regiongraph.reading.annotations import annotate
from regiongraph.records import ReadRelease

Read = Callable[..., ReadRelease]
Polish = Callable[[str, str], list[dict[str, Any]]]


@pytest.fixture
def polish(read_text: Read) -> Polish:
    """Return the facts of one kind in a Polish text."""

    def facts(kind: str, text: str) -> list[dict[str, Any]]:
        found = annotate(read_text(text, language="pl", title="Krótko"))["facts"]
        return [one for one in found if one["type"] == kind]

    return facts


def test_where_one_of_a_list_comes_from_does_not_end_it(polish: Polish) -> None:
    """Nor does it take part; what is said of one goes before the next, too."""
    text = (
        "Wiceprzewodniczącymi zostali Tomasz Orzelski z Saksonii, Irena Wolska, starosta, "
        "oraz Marek Lubicki."
    )
    found = polish("appointment", text)
    assert {one["person"] for one in found} == {"Tomasz Orzelski", "Irena Wolska", "Marek Lubicki"}


def test_an_event_to_come_has_its_own_host(polish: Polish) -> None:
    """The host of the next meeting did not receive the one that is over."""
    text = (
        "Na II Forum Regionów Nadrzecznych mówiono o wodzie. Kolejne forum odbędzie się 3 maja "
        "2031 r. w Warszawie, a jego gospodarzem będzie Dolny Śląsk."
    )
    assert [one["event"] for one in polish("participation", text)] == ["Kolejne forum"]


def test_the_body_that_meets_is_not_part_of_its_meeting(read_text: Read) -> None:
    """A name whose adjectives have capitals is one of its own behind a head in lower case."""
    text = "Podczas dorocznego posiedzenia Europejskiej Rady Leśnej mówiono o drewnie."
    things = annotate(read_text(text, language="pl", title="Krótko"))["entities"]
    assert "Europejska Rada Leśna" in {one["name"] for one in things}


def test_the_next_general_assembly_is_another(read_text: Read) -> None:
    """Though the one that was held is called the same without "next"."""
    text = (
        "Walne zgromadzenie Europejskiej Rady Leśnej obradowało 3 maja 2031 r. w Warszawie. "
        "Następne walne zgromadzenie odbędzie się w maju 2032 r. w Gdańsku."
    )
    found = annotate(read_text(text, language="pl", title="Krótko"))["facts"]
    dates = {one["name"]: one["date"] for one in found if one["type"] == "event"}
    assert dates["Następne walne zgromadzenie"] == "2032-05"
    assert "2031-05-03" in dates.values()


def test_a_town_between_office_and_name_is_no_part_of_the_name(read_text: Read) -> None:
    """A first name and surname follow it, and it is itself no first name."""
    text = "Powitał nas burmistrz Drzewkowa Tomasz Orzelski."
    things = annotate(read_text(text, language="pl", title="Krótko"))["entities"]
    assert [one["name"] for one in things if one["type"] == "Person"] == ["Tomasz Orzelski"]


HELD = {
    "pl": "Forum Karpackie 2031 odbędzie się w Krośnie 3 maja 2031 r. ",
    "cs": "Fórum horských regionů 2031 se bude konat v Liberci 3. května 2031. ",
    "sk": "Fórum horských regiónov 2031 sa bude konať v Žiline 3. mája 2031. ",
    "sl": "Alpski forum 2031 bo potekal v Kranju 3. maja 2031. ",
    "hr": "Jadranski forum 2031 održat će se u Zadru 3. svibnja 2031. ",
    "bg": "Родопският форум 2031 ще се проведе в Пловдив на 3 май 2031 г. ",
}


@pytest.mark.parametrize(
    ("language", "sentence", "agents"),
    [
        ("pl", "Wśród prelegentów znajdą się Tomasz Orzelski i Irena Wolska.", 0),
        ("pl", "Udział potwierdzili już Tomasz Orzelski i Irena Wolska.", 2),
        ("pl", "Gościem programu radiowego będzie Irena Wolska.", 0),
        ("cs", "Mezi řečníky budou Tomáš Orlický a Irena Volská.", 0),
        ("cs", "Hostem pořadu České televize bude Irena Volská.", 0),
        ("sk", "Čestným hosťom bude Irena Volská.", 0),
        ("sk", "Hosťom relácie bude Irena Volská.", 0),
        ("sl", "Udeležbo sta že potrdila Tomaž Orel in Irena Volk.", 2),
        ("hr", "Među govornicima bit će Tomislav Orlić i Irena Vuk.", 0),
        ("hr", "Gost emisije bit će Irena Vuk.", 0),
        ("bg", "Сред лекторите ще бъдат Тодор Орлов и Ирена Вълкова.", 0),
    ],
)
def test_who_accepts_is_invited_and_who_is_announced_is_nothing(
    language: str, sentence: str, agents: int, facts: Callable[..., list[dict[str, Any]]]
) -> None:
    """An announcement is no invitation, and nobody has spoken yet."""
    found = facts("participation", HELD[language] + sentence, language=language, title="X")
    assert [one["role"] for one in found] == ["invited"] * agents


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("cs", "V Evropském výboru regionů Vysočinu zastupovala Irena Volská."),
        ("hr", "U Europskom odboru regija Istarsku županiju predstavljala je Irena Vuk."),
        ("sl", "V Evropskem odboru regij je Koroško zastopala Irena Volk."),
    ],
)
def test_who_represents_a_region_elsewhere_attends_nothing(
    language: str, sentence: str, facts: Callable[..., list[dict[str, Any]]]
) -> None:
    """A committee is not the event of the release."""
    assert not facts("participation", HELD[language] + sentence, language=language, title="X")


def test_an_abbreviated_number_goes_on_over_its_full_stop(polish: Polish) -> None:
    """Thousands are counted of something behind the stop."""
    found = polish("count", "Krosno ma 45 tys. mieszkańców.")
    assert [(one["number"], one["what"]) for one in found] == [(45000, "mieszkańców")]


def test_a_verb_says_no_second_office(facts: Callable[..., list[dict[str, Any]]]) -> None:
    """A headline's "will lead" is the directorship that the text tells."""
    text = (
        "Krkonošskou rozvojovou agenturu povede Irena Volská.\n\n"
        "Rada jmenovala ředitelkou Krkonošské rozvojové agentury Irenu Volskou."
    )
    found = facts("appointment", text, language="cs", title="X")
    assert [one["office"] for one in found] == ["ředitelkou"]


def test_a_year_at_the_end_of_a_sentence_counts_no_event(read_text: Read) -> None:
    """What begins behind it is not the 2031st."""
    text = "Svaz byl založen v roce 2011. Jednání se koná v Liberci."
    things = annotate(read_text(text, language="cs", title="X"))["entities"]
    assert not [one for one in things if "2011" in one["name"]]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("pl", "Związek Miast Leśnych ma 45 tys. euro na projekty."),
        ("cs", "Svaz lesních měst má 45 tis. korun na projekty."),
        ("bg", "Съюзът на горските градове има 3 млн. лева за проекти."),
    ],
)
def test_money_is_measured_and_not_counted(
    language: str, sentence: str, facts: Callable[..., list[dict[str, Any]]]
) -> None:
    """An abbreviated number goes on over its full stop, but euros are no members."""
    assert not facts("count", sentence, language=language, title="X")


@pytest.mark.parametrize(
    ("language", "sentence", "event"),
    [
        ("hr", "Na Alpskom forumu 2024 govorila je Ivana Matošević.", "Alpski forum 2024"),
        ("hr", "Na Alpskom forumu 2024. godine govorila je Ivana Matošević.", "Alpski forum"),
        ("lv", "Alpu forums 2024. gadā notika Rīgā.", "Alpu forums"),
    ],
)
def test_a_year_is_part_of_a_name_unless_it_is_part_of_a_date(
    language: str, sentence: str, event: str, read_text: Read
) -> None:
    """Also behind a noun for an event in lower case."""
    things = annotate(read_text(sentence, language=language, title="X"))["entities"]
    assert [one["name"] for one in things if one["type"] == "Event"] == [event]


@pytest.mark.parametrize(
    ("kind", "sentence", "read"),
    [
        ("appointment", "Vlada je razriješila Zorana Matića dužnosti državnog tajnika.", True),
        ("appointment", "Vlada nije razriješila Zorana Matića dužnosti državnog tajnika.", False),
        ("founding", "Jadranski savez otoka utemeljilo je 2006. godine šest zemalja.", True),
        (
            "participation",
            "Alpski forum održan je u Bledu. Na njemu je Istarsku županiju zastupao Luka Barić.",
            True,
        ),
        (
            "participation",
            "Istra je podnijela tužbu. Na njoj je Istarsku županiju zastupao Luka Barić.",
            False,
        ),
    ],
)
def test_croatian_verbs_before_whom_they_concern(
    kind: str, sentence: str, read: bool, facts: Callable[..., list[dict[str, Any]]]
) -> None:
    """Somebody is dismissed, a union founded by six countries, a county represented."""
    assert bool(facts(kind, sentence, language="hr", title="X")) is read


@pytest.mark.parametrize(
    ("kind", "sentence", "read"),
    [
        ("meeting", "Gregor Žagar in Elena Ricci sta se srečala v Bruslju.", True),
        ("meeting", "Gregor Žagar in Elena Ricci sta se srečala s težavami.", False),
        ("participation", "Osrednja govornica na Alpskem forumu je bila Tina Rozman.", True),
        ("participation", "Osrednja govornica na Alpskem forumu bo Tina Rozman.", False),
        ("appointment", "Osrednji govornik na Alpskem forumu bo Aleš Jereb.", False),
        ("appointment", "Vlada je z mesta državnega sekretarja razrešila Andreja Novaka.", True),
        ("appointment", "Vlada z mesta državnega sekretarja ni razrešila Andreja Novaka.", False),
    ],
)
def test_slovene_duals_speakers_and_dismissals(
    kind: str, sentence: str, read: bool, facts: Callable[..., list[dict[str, Any]]]
) -> None:
    """A speaker holds no office, and who meets with difficulties meets nobody."""
    assert bool(facts(kind, sentence, language="sl", title="X")) is read
