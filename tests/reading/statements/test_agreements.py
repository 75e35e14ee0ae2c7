"""Agreements: who signed what with whom."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Facts = Callable[..., list[dict[str, Any]]]


@pytest.mark.parametrize(
    "sentence",
    [
        "Hessen und Thüringen unterzeichneten das „Weser-Abkommen“.",
        "Hessen und Thüringen haben das „Weser-Abkommen“ geschlossen.",
        "Das „Weser-Abkommen“ wurde zwischen Hessen und Thüringen geschlossen.",
    ],
)
def test_two_regions_sign_a_document(sentence: str, facts: Facts) -> None:
    """Both are parties to it."""
    assert facts("agreement", sentence) == [
        {"parties": ["Hessen", "Thüringen"], "document": "Weser-Abkommen"}
    ]


def test_yesterday_is_the_day_before_publication(facts: Facts) -> None:
    """A release of 4 May tells of a signing on 3 May."""
    found = facts("agreement", "Hessen und Thüringen unterzeichneten gestern das „Weser-Abkommen“.")
    assert [one["date"] for one in found] == ["2024-05-03"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Hessen hat das „Weser-Abkommen“ nicht unterzeichnet.",
        "Hessen und Thüringen wollen das „Weser-Abkommen“ unterzeichnen.",
        "Hessen und Thüringen lobten das „Weser-Abkommen“.",
    ],
)
def test_unsigned_agreements_are_no_facts(sentence: str, facts: Facts) -> None:
    """Refused, planned or praised is not signed."""
    assert facts("agreement", sentence) == []


@pytest.mark.parametrize(
    ("sentence", "parties"),
    [
        ("Das Abkommen zwischen Hessen und Thüringen läuft fünf Jahre.", ["Hessen", "Thüringen"]),
        ("Hessen ist Partnerregion von Thüringen.", ["Hessen", "Thüringen"]),
    ],
)
def test_whom_an_agreement_binds_is_told_without_a_signing(
    sentence: str, parties: list[str], facts: Facts
) -> None:
    """An agreement between two binds both, and so does the twinning of towns."""
    (found,) = facts("agreement", sentence)
    assert found["parties"] == parties


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("de", "Der Verband fordert ein Abkommen zwischen Hessen und Thüringen."),
        ("de", "Verhandlungen über ein Abkommen zwischen Hessen und Thüringen scheiterten."),
        ("en", "The network called for an agreement between Spain and France."),
        ("fr", "Le réseau réclame un accord entre la Bretagne et la Normandie."),
        ("it", "La rete chiede un accordo tra la Toscana e la Liguria."),
        ("pl", "Sieć domaga się porozumienia między Mazowszem a Podlasiem."),
    ],
)
def test_an_agreement_that_may_not_exist_binds_nobody(
    language: str, sentence: str, facts: Facts
) -> None:
    """Only the agreement does, not one that somebody wants."""
    assert facts("agreement", sentence, language=language) == []


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("it", "Il decreto ministeriale è stato firmato ieri dalla ministra Marta Bellincioni."),
        ("fr", "La ministre Anna Roux a signé le décret sur l'eau."),
        ("de", "Ministerin Imke Dornbusch unterzeichnete die Wasserverordnung."),
    ],
)
def test_a_decree_is_agreed_on_with_nobody(code: str, sentence: str, facts: Facts) -> None:
    """Who signs a decree or a law makes it alone."""
    assert facts("agreement", sentence, language=code) == []
