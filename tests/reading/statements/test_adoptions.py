"""Adoptions: which document was adopted, by whom, when."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Facts = Callable[..., list[dict[str, Any]]]
BODY = "Netzwerk der Weserregionen"
PAPER = "Kasseler Erklärung"


@pytest.mark.parametrize(
    "sentence",
    [
        f"Das {BODY} verabschiedete die „{PAPER}“.",
        f"Das {BODY} hat die „{PAPER}“ beschlossen.",
        f"Die »{PAPER}« wurde vom {BODY} angenommen.",
    ],
)
def test_a_body_adopts_a_document(sentence: str, facts: Facts) -> None:
    """Active or passive, and in any quotation marks."""
    assert facts("adoption", sentence) == [{"document": PAPER, "by": BODY}]


def test_the_day_is_read(facts: Facts) -> None:
    """The date in the sentence is the date of adoption."""
    found = facts("adoption", f"Das {BODY} hat am 3. Mai 2024 die „{PAPER}“ verabschiedet.")
    assert found == [{"document": PAPER, "by": BODY, "date": "2024-05-03"}]


@pytest.mark.parametrize(
    "sentence",
    [
        f"Das {BODY} hat die „{PAPER}“ nicht verabschiedet.",
        f"Das {BODY} will die „{PAPER}“ verabschieden.",
        f"Das {BODY} hat die „{PAPER}“ abgelehnt.",
        f"Das {BODY} verabschiedete Landrätin Imke Dornbusch in die Rente.",
    ],
)
def test_denied_planned_and_rejected_papers_are_no_facts(sentence: str, facts: Facts) -> None:
    """What was refused, or only shall be adopted, was not; and people are not adopted."""
    assert facts("adoption", sentence) == []


PLANS = {
    "de": ("Der Steirische Landtag hat die {} am 3. Mai 2024 beschlossen.", "Klimastrategie 2040"),
    "en": ("The Regional Council of Styria approved its {} on 3 May 2024.", "Work Plan 2025"),
    "fr": ("Le Conseil régional de Bretagne a voté la {} le 3 mai 2024.", "Stratégie climat 2040"),
    "es": ("El Parlamento de Navarra aprobó la {} el 3 de mayo de 2024.", "Ley de Vivienda"),
    "nl": ("Provinciale Staten hebben de {} op 3 mei 2024 vastgesteld.", "Energiestrategie 2030"),
    "ga": ("Ghlac an Tionól leis an {} an 3 Bealtaine 2024.", "Straitéis Aeráide 2030"),
}


@pytest.mark.parametrize("language", PLANS)
def test_a_plan_that_was_adopted_is_a_document(language: str, facts: Facts) -> None:
    """A plan, law or budget is one, with the year that it is for, which dates nothing."""
    sentence, document = PLANS[language]
    found = facts("adoption", sentence.format(document), language=language)
    assert [(f["document"], f["date"]) for f in found] == [(document, "2024-05-03")]


@pytest.mark.parametrize(
    "sentence",
    [
        "The Regional Council of Styria adopted a plan for the new hospital.",
        "The Regional Council of Styria adopted the plan.",
        "The Regional Council of Styria has yet to adopt its Work Plan 2025.",
    ],
)
def test_some_plan_is_no_document(sentence: str, facts: Facts) -> None:
    """A plan without a name is no document, and one that waits was not adopted."""
    assert facts("adoption", sentence, language="en") == []


def test_an_article_that_is_elided_hides_no_head(facts: Facts) -> None:
    """An opinion called «…» is one behind an elided article too, whatever follows it."""
    sentence = "L’avis « Rails pour tous », élaboré jeudi, a été adopté par le Réseau du Doubs."
    assert facts("adoption", sentence, language="fr") == [
        {"document": "Rails pour tous", "by": "Réseau du Doubs"}
    ]


def test_the_body_that_is_named_adopts_before_the_main_one(facts: Facts) -> None:
    """A participle alone tells no body; the subject beside it does."""
    text = (
        "Elena Bordignon presiede la Rete delle regioni lacustri. "
        "Il Consiglio regionale del Veneto ha approvato la risoluzione «Acque comuni»."
    )
    assert facts("adoption", text, language="it") == [
        {"document": "Acque comuni", "by": "Consiglio regionale del Veneto"}
    ]


@pytest.mark.parametrize(
    ("language", "sentence", "document"),
    [
        ("sv", "Myrrådet antog i tisdags i Malmö Vattendeklarationen.", "Vattendeklarationen"),
        ("da", "Moserådet vedtog tirsdag i Aarhus Moseerklæringen.", "Moseerklæringen"),
        ("pl", "Związek Gmin Leśnych przyjął w Lublinie Kartę Torfową.", "Karta Torfowa"),
        ("fi", "Suokuntien liitto hyväksyi tiistaina Turussa Suojulistuksen.", "Suojulistus"),
        ("et", "Sooalade Liit võttis teisipäeval vastu Soodeklaratsiooni.", "Soodeklaratsioon"),
        ("hu", "A Lápi Községek Szövetsége kedden elfogadta a Lápchartát.", "Lápcharta"),
        ("en", "The Fen Network adopted the Ely Declaration on Tuesday.", "Ely Declaration"),
    ],
)
def test_neither_place_nor_day_is_part_of_the_name(
    language: str, sentence: str, document: str, facts: Facts
) -> None:
    """A compound with a capital is a name where other nouns have none."""
    assert [f["document"] for f in facts("adoption", sentence, language=language)] == [document]
