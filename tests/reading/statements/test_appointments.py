"""Appointments: who was elected, appointed, confirmed, or resigned."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from regiongraph.reading.annotations import annotate
from regiongraph.records import ReadRelease

Facts = Callable[..., list[dict[str, Any]]]


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Der Landtag wählte Imke Dornbusch zur Präsidentin des Landtages.", "elected"),
        ("Zur Präsidentin wurde Imke Dornbusch gewählt.", "elected"),
        ("Imke Dornbusch wurde zur Präsidentin ernannt.", "appointed"),
        ("Imke Dornbusch wurde als Präsidentin bestätigt.", "reappointed"),
        ("Imke Dornbusch ist als Präsidentin zurückgetreten.", "resigned"),
    ],
)
def test_the_verb_says_which_change_it_was(sentence: str, kind: str, facts: Facts) -> None:
    """Electing, appointing, confirming and resigning are four kinds."""
    assert [
        (one["person"], one["office"], one["kind"]) for one in facts("appointment", sentence)
    ] == [("Imke Dornbusch", "Präsidentin", kind)]


def test_seat_and_date_are_read(facts: Facts) -> None:
    """The day of a resignation and the region that the office was held in."""
    sentence = "Falko Rehwinkel ist am 2. Mai 2024 als Präsident der Region Molise zurückgetreten."
    assert facts("appointment", sentence) == [
        {
            "person": "Falko Rehwinkel",
            "office": "Präsident",
            "region": "Molise",
            "date": "2024-05-02",
            "kind": "resigned",
        }
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Imke Dornbusch wurde nicht zur Vorsitzenden gewählt.",
        "Der Rat wählte Imke Dornbusch, Landrätin des Kreises Uelzen, nicht zur Vorsitzenden.",
        "Falko Rehwinkel soll zum Vorsitzenden gewählt werden.",
        "Falko Rehwinkel will als Vorsitzender zurücktreten.",
        "Falko Rehwinkel wählte den Zug.",
    ],
)
def test_denied_and_planned_changes_are_no_facts(sentence: str, facts: Facts) -> None:
    """Who was not elected, or shall be, has no appointment."""
    assert facts("appointment", sentence) == []


def test_the_body_that_elects_is_the_seat(facts: Facts) -> None:
    """If the sentence names it alone before whom it elects; elsewhere the seat is open."""
    voted = "wählte Karin Halbach zur Präsidentin."
    (found,) = facts("appointment", f"Das Netzwerk der Weserregionen {voted}")
    assert found["organisation"] == "Netzwerk der Weserregionen"
    (found,) = facts("appointment", f"Das Netzwerk der Weserregionen tagte. Die Runde {voted}")
    assert "organisation" not in found


def test_an_office_that_somebody_gets_means_nobody_named_before(facts: Facts) -> None:
    """Who held it goes; the sentence is about the one who is elected."""
    before = "Predsjednica Brezovačke skupštine Karla Hlebar otišla je."
    told = "Za predsjednicu Brezovačke skupštine jednoglasno je izabrana Ivanka Vegenić."
    found = facts("appointment", f"{before} {told}", language="hr")
    assert [(one["person"], one["kind"]) for one in found] == [("Ivanka Vegenić", "elected")]


def test_the_paragraph_dates_a_sentence_without_a_date(facts: Facts) -> None:
    """The last date before it in its paragraph counts, none of another paragraph."""
    elected = "Zur Präsidentin wählte er Imke Dornbusch."
    near = f"Der Landtag trat am 3. Mai 2024 zusammen. {elected}"
    far = f"Der Landtag trat am 3. Mai 2024 zusammen.\n\n{elected}"
    dates = [[f.get("date") for f in facts("appointment", text)] for text in (near, far)]
    assert dates == [["2024-05-03"], [None]]


@pytest.mark.parametrize(
    ("language", "sentence", "pairs"),
    [
        (
            "en",
            "The Network of Moss Regions elected Judith Farrow as chair and Peter Holloway as"
            " treasurer.",
            [("Judith Farrow", "chair"), ("Peter Holloway", "treasurer")],
        ),
        (
            "hr",
            "Za predsjednicu Mreže močvarnih regija izabrana je Ana Kovačević, a za"
            " potpredsjednika Petar Zubić.",
            [("Ana Kovačević", "predsjednicu"), ("Petar Zubić", "potpredsjednika")],
        ),
        (
            "en",
            "The Network of Moss Regions elected Judith Farrow as chair; Peter Holloway left.",
            [("Judith Farrow", "chair")],
        ),
    ],
)
def test_one_verb_serves_several(
    language: str, sentence: str, pairs: list[tuple[str, str]], facts: Facts
) -> None:
    """Each of a list of people gets the office beside them; who has none beside is not of it."""
    found = facts("appointment", sentence, language=language)
    assert [(one["person"], one["office"]) for one in found] == pairs


def test_a_weekday_is_no_title(facts: Facts) -> None:
    """“am Freitag Imke Dornbusch” is a date and a person, not the Friday Imke Dornbusch."""
    sentence = "Der Landtag wählte am Freitag Imke Dornbusch zur Präsidentin."
    assert [one["person"] for one in facts("appointment", sentence)] == ["Imke Dornbusch"]


@pytest.mark.parametrize(
    ("language", "sentence", "office"),
    [
        ("it", "Il presidente e i governatori hanno eletto Ugo Valdarni segretario.", "segretario"),
        ("nl", "Burgemeester Joris Tolkamp werd herkozen als voorzitter.", "voorzitter"),
        ("hu", "Nagy Benedek polgármestert újraválasztották elnökké.", "elnökké"),
    ],
)
def test_the_office_behind_the_verb_is_given(
    language: str, sentence: str, office: str, facts: Facts
) -> None:
    """Neither the office of who elects nor the one that the elected held before."""
    found = facts("appointment", sentence, language=language)
    assert {one["office"] for one in found} == {office}


def test_who_elects_is_not_elected(facts: Facts) -> None:
    """An office with its article ahead of the verb and of a person is the subject."""
    sentence = "The president and the governors elected Judith Farrow."
    assert facts("appointment", sentence, language="en") == []


def test_who_is_elected_again_is_not_elected_besides(facts: Facts) -> None:
    """One change is told once."""
    sentence = "Hejtman Petr Slavata byl znovu zvolen předsedou sítě."
    assert [one["kind"] for one in facts("appointment", sentence, language="cs")] == ["reappointed"]


def test_who_follows_gets_the_office_just_left(facts: Facts) -> None:
    """The one that somebody else leaves, not another spoken of before."""
    sentence = (
        "The treasurer sent regrets. Simon Darrow is stepping down as director of the Fenland"
        " Energy Agency. He will be succeeded on 1 June by Judith Amis."
    )
    found = {one["person"]: one for one in facts("appointment", sentence, language="en")}
    assert found["Judith Amis"]["office"] == "director"
    assert found["Judith Amis"]["organisation"] == "Fenland Energy Agency"


def test_a_number_is_a_word_of_a_gap(facts: Facts) -> None:
    """“After eleven years” keeps no verb from its office."""
    sentence = "Paolo Ghirardi lascia dopo undici anni la presidenza dell'Agenzia delle lagune."
    found = facts("appointment", sentence, language="it")
    assert [(one["person"], one["kind"]) for one in found] == [("Paolo Ghirardi", "resigned")]


def test_only_a_comma_or_and_goes_on_with_a_list_of_offices(facts: Facts) -> None:
    """Who handed an office over is not given it, nor the other the title borne before."""
    sentence = "Councillor Fiona Marsh takes over as chair of the network from Derek Holt."
    found = facts("appointment", sentence, language="en")
    assert [(one["person"], one["office"]) for one in found] == [("Fiona Marsh", "chair")]


def test_the_body_that_seats_an_office_elects_nobody(facts: Facts) -> None:
    """Its director may be elected elsewhere."""
    sentence = (
        "La directrice de l'Agence régionale des eaux, Anne Mercier a été élue vice-présidente."
    )
    (found,) = facts("appointment", sentence, language="fr")
    assert "organisation" not in found


def test_the_year_of_something_before_dates_no_appointment(facts: Facts) -> None:
    """A sitting that is dated does; the year of a founding is history."""
    elected = "It elected Karin Halbach as chair."
    (sitting,) = facts("appointment", f"The assembly met on 3 May 2024. {elected}", language="en")
    (history,) = facts("appointment", f"The assembly was founded in 2004. {elected}", language="en")
    assert (sitting["date"], "date" in history) == ("2024-05-03", False)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "The board elected Wren Aldous, mayor of Cardiff, as chair of the Fen Network."),
        ("nl", "De raad verkoos Wim Aldersma, burgemeester van Utrecht, tot voorzitter."),
        ("da", "Rådet valgte Karen Asmild, borgmester i Aarhus, til formand for Mosenetværket."),
        ("sv", "Rådet valde Karin Asmild, borgmästare i Malmö, till ordförande för Myrnätverket."),
    ],
)
def test_what_somebody_becomes_is_no_second_office(
    language: str, sentence: str, read_text: Callable[..., ReadRelease]
) -> None:
    """Behind what they are already, "as" or "to" leads to what they get."""
    found = annotate(read_text(sentence, language=language))["facts"]
    assert sorted(f["type"] for f in found) == ["appointment", "post"]


def test_a_wish_gives_nobody_an_office(read_text: Callable[..., ReadRelease]) -> None:
    """Who is to be elected is not yet what they may become."""
    text = "The board wants to elect Wren Aldous, mayor of Cardiff, as chair of the Fen Network."
    found = annotate(read_text(text, language="en"))["facts"]
    assert [f["office"] for f in found] == ["mayor"]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Wren Aldous succeeds Milo Farrant as chair of the Fen Network."),
        ("de", "Imke Dornbusch beerbt Falko Rehwinkel als Präsidentin des Landtages."),
        ("nl", "Anna Aldersma volgt Bob Farrink op als voorzitter van het Rijnnetwerk."),
        ("it", "Ada Sartirana succede a Elio Riccardini come presidente della Rete dei laghi."),
        ("es", "Ada Ruibal releva a Elio Gilarte como presidenta de la Red de Lagos."),
        ("sv", "Karin Asmild efterträder Nils Hedmark som ordförande för Myrnätverket."),
    ],
)
def test_who_succeeds_somebody_holds_the_office_that_they_held(
    language: str, sentence: str, read_text: Callable[..., ReadRelease]
) -> None:
    """One sentence tells of an appointment and of a former post."""
    found = annotate(read_text(sentence, language=language))["facts"]
    told = [(f["type"], f.get("former")) for f in found]
    assert sorted(told, key=str) == [("appointment", None), ("post", True)]


def test_who_is_expected_to_succeed_has_not_succeeded(facts: Facts) -> None:
    """Nor is the office of the other one over."""
    text = "Imke Dornbusch soll Falko Rehwinkel als Präsidentin des Landtages ablösen."
    assert facts("appointment", text) == facts("post", text) == []
