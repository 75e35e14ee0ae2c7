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
