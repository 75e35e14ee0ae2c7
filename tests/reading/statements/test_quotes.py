"""Statements: who said what, in direct and in reported speech."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from regiongraph.reading.annotations import annotate
from regiongraph.records import ReadRelease

Facts = Callable[..., list[dict[str, Any]]]


@pytest.mark.parametrize(
    "sentence",
    [
        "„Der Wald braucht unsere Hilfe“, sagte Landrätin Imke Dornbusch.",
        "»Der Wald braucht unsere Hilfe«, so Imke Dornbusch, Landrätin.",
        '"Der Wald braucht unsere Hilfe", erklärte Landrätin Imke Dornbusch.',
        "Landrätin Imke Dornbusch kam. „Der Wald braucht unsere Hilfe“, sagte sie.",
    ],
)
def test_a_quotation_has_its_speaker(sentence: str, facts: Facts) -> None:
    """In any marks; a pronoun means the person named last."""
    assert facts("statement", sentence) == [
        {"speaker": "Imke Dornbusch", "text": "Der Wald braucht unsere Hilfe", "direct": True}
    ]


@pytest.mark.parametrize("verb", ["", " betonte", " sagte gestern"])
def test_a_speaker_before_a_colon_says_all_of_it(verb: str, facts: Facts) -> None:
    """A quotation of two sentences is one statement."""
    said = "Der Wald braucht unsere Hilfe. Wir alle sind gefragt."
    found = facts("statement", f"Landrätin Imke Dornbusch{verb}: „{said}“")
    assert found == [{"speaker": "Imke Dornbusch", "text": said, "direct": True}]


def test_a_second_quotation_goes_on_with_the_speaker(facts: Facts) -> None:
    """What follows in the same paragraph belongs to the same statement."""
    found = facts(
        "statement",
        "»Der Wald braucht unsere Hilfe«, so Landrätin Imke Dornbusch. »Jetzt sind alle gefragt.«",
    )
    assert [one["speaker"] for one in found] == ["Imke Dornbusch"]
    assert found[0]["text"].endswith("Jetzt sind alle gefragt.")


def test_the_pieces_are_what_was_said(read_text: Callable[..., ReadRelease]) -> None:
    """Attribution between two halves is in no piece."""
    read = read_text(
        "»Der Wald braucht unsere Hilfe«, so Landrätin Imke Dornbusch. »Jetzt sind alle gefragt.«"
    )
    (said,) = [one for one in read.statements if one.type == "statement"]
    pieces = [read.release.text[p.start : p.end] for p in said.evidence.pieces]
    assert pieces == ["Der Wald braucht unsere Hilfe", "Jetzt sind alle gefragt."]


@pytest.mark.parametrize(
    "sentence",
    [
        "Landrätin Imke Dornbusch betonte, dass der Wald Hilfe brauche.",
        "Der Wald brauche Hilfe, sagte Landrätin Imke Dornbusch.",
    ],
)
def test_reported_speech_is_not_direct(sentence: str, facts: Facts) -> None:
    """“Dass” and the subjunctive report."""
    (found,) = facts("statement", sentence)
    assert (found["speaker"], found["direct"]) == ("Imke Dornbusch", False)
    assert "ald" in found["text"]
    assert "Dornbusch" not in found["text"]


def test_a_body_behind_a_name_does_not_speak(facts: Facts) -> None:
    """Who says something is the person, not the body named behind it."""
    said = "dass der Wald Hilfe braucht"
    found = facts("statement", f"Imke Dornbusch vom Netzwerk Waldregionen sagte, {said}.")
    assert [one["speaker"] for one in found] == ["Imke Dornbusch"]


def test_somebody_speaks_for_a_region(facts: Facts) -> None:
    """“Im Namen der Region” says on whose behalf."""
    found = facts(
        "statement",
        "„Wir danken allen sehr dafür“, sagte Imke Dornbusch im Namen der Region Molise.",
    )
    assert [one.get("on_behalf_of") for one in found] == ["Molise"]


@pytest.mark.parametrize(
    "sentence",
    [
        "„Der Wald braucht unsere Hilfe“, stand auf dem Schild.",
        "Das Buch „Der Wald in vier Jahreszeiten“ gehört Imke Dornbusch.",
        "Imke Dornbusch: „Ein Satz, der nie endet.",
    ],
)
def test_words_without_a_speaker_are_no_statement(sentence: str, facts: Facts) -> None:
    """A sign, a title and a quotation that is never closed are nobody's words."""
    assert facts("statement", sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Landrätin Imke Dornbusch erklärte, warum sie das Programm „Grenzen gemeinsam neu denken“ "
        "gegründet hat.",
        "Landrätin Imke Dornbusch kündigte neue Partner an: Falko Rehwinkel, Ole Hark und Wiebke "
        "Tamms.",
    ],
)
def test_titles_and_lists_are_not_said(sentence: str, facts: Facts) -> None:
    """A title in quotation marks is a name; a list after a colon is a list."""
    assert not [one for one in facts("statement", sentence) if one["direct"] or ":" in sentence]


@pytest.mark.parametrize(
    "sentence",
    [
        "Solène Marchavel, présidente de la commission, salue « un bel élan ».",
        "Pour Solène Marchavel, présidente de la commission, c'est « un bel élan ».",
        "Solène Marchavel, présidente de la commission, y voit « un bel élan ».",
    ],
)
def test_few_words_in_lower_case_are_speech(sentence: str, facts: Facts) -> None:
    """What somebody praises, or what is so for somebody, is said and is no name."""
    found = facts("statement", sentence, language="fr")
    assert [(one["speaker"], one["text"]) for one in found] == [("Solène Marchavel", "un bel élan")]


def test_speech_that_begins_with_a_head_noun_is_no_name(read_text: Callable[..., Any]) -> None:
    """A dash and adverbs may stand between the closing mark and the verb of saying."""
    text = "„Taryba nebuvo girdima ilgai“, – vėliau pasakojo merė Karolina Hlebaitė."
    found = annotate(read_text(text, language="lt"))
    said = [f["text"] for f in found["facts"] if f["type"] == "statement"]
    assert said == ["Taryba nebuvo girdima ilgai"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Karin Halbach bestritt, dass die Brücke gesperrt werde.",
        "Karin Halbach lobte den Plan und dementierte, dass die Brücke gesperrt werde.",
    ],
)
def test_what_somebody_denies_is_not_said(sentence: str, facts: Facts) -> None:
    """It would turn the words round."""
    assert facts("statement", sentence) == []


@pytest.mark.parametrize(
    ("code", "sentence", "told"),
    [
        ("sv", "Rådet läser det brev som ministern Karin Holm skickade i maj.", 0),
        ("sv", "Som ministern Karin Holm säger är vattnet en resurs för alla.", 1),
        ("da", "Rådet drøfter den plan som borgmester Karen Holm sendte i maj.", 0),
        ("da", "Som borgmester Karen Holm siger, er vandet en ressource for alle.", 1),
        ("et", "Kogu maakond tegutseb nagu linnapea Anna Tamm eile.", 0),
    ],
)
def test_as_somebody_says_is_not_what_somebody_did(
    code: str, sentence: str, told: int, facts: Facts
) -> None:
    """The word for "as" also begins a relative clause; a verb of saying tells them apart."""
    assert len(facts("statement", sentence, language=code)) == told


@pytest.mark.parametrize(
    "line",
    [
        "Jeanne Kerlouan, présidente de la région Bretagne",
        "**Dr Jeanne Kerlouan, secrétaire générale (SG) - Bretagne**",
        "<br>\n<br>**Jeanne Kerlouan, maire de Brest et présidente de la région**",
        "— Jeanne Kerlouan",
    ],
)
def test_a_line_signs_the_quotation_above_it(line: str, facts: Facts) -> None:
    """It names a person and offices and has no full stop."""
    text = f"> « L'eau est un bien commun. »\n\n{line}\n\nLa séance est levée."
    found = facts("statement", text, language="fr")
    assert [(one["speaker"], one["text"]) for one in found] == [
        ("Jeanne Kerlouan", "L'eau est un bien commun.")
    ]


def test_a_sentence_about_somebody_signs_nothing(facts: Facts) -> None:
    """Who comes next need not be who spoke."""
    text = "« L'eau est un bien. »\n\nJeanne Kerlouan, maire de Brest, ouvre le port le 1er mai."
    assert facts("statement", text, language="fr") == []
