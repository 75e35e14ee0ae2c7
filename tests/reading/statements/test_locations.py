"""Locations: where a body has its seat, and in which country a region lies."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Facts = Callable[..., list[dict[str, Any]]]
BODY = "Netzwerk der Weserregionen"


@pytest.mark.parametrize(
    ("sentence", "subject", "place"),
    [
        (f"Das {BODY} mit Sitz in Kassel tagte.", BODY, "Kassel"),
        (f"Das {BODY} hat seinen Sitz in Kassel.", BODY, "Kassel"),
        ("Es kamen Gäste aus der Region Navarra (Spanien).", "Navarra", "Spanien"),
        (f"Das {BODY} (Kassel) nahm teil.", BODY, "Kassel"),
        ("Västra Götaland in Schweden ist dabei.", "Västra Götaland", "Schweden"),
    ],
)
def test_seats_and_countries_are_places(
    sentence: str, subject: str, place: str, facts: Facts
) -> None:
    """A seat, a country in brackets and a country after “in”."""
    assert facts("located", sentence) == [{"subject": subject, "place": place}]


@pytest.mark.parametrize(
    "sentence",
    [
        f"Das {BODY} hat seinen Sitz nicht in Kassel.",
        "Imke Dornbusch war in Kassel.",
        "Es kamen Gäste aus Navarra und Spanien.",
        f"Das {BODY} tagte im Jahr 2011 Kassel gegenüber.",
    ],
)
def test_a_visit_is_no_seat(sentence: str, facts: Facts) -> None:
    """Where somebody was, and where something is not, locates nothing."""
    assert facts("located", sentence) == []


def test_a_seat_is_that_of_a_body_of_its_paragraph(facts: Facts) -> None:
    """What "the office" belongs to is not said elsewhere."""
    said = "Seine Geschäftsstelle ist in Kassel."
    assert facts("located", f"Das {BODY} wächst. {said}") == [{"subject": BODY, "place": "Kassel"}]
    assert facts("located", f"Das {BODY} wächst.\n\nDer Verein hilft. {said}") == []
