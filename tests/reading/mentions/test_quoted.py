"""Names in quotation marks, and what the words before them say of their kind."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Facts = Callable[..., list[dict[str, Any]]]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "Soria organiza el 3 de mayo de 2025 en Soria la jornada técnica «Torf»."),
        ("it", "Ferrara ospita il 3 maggio 2025 a Ferrara il convegno nazionale «Torf»."),
        ("ro", "Zalăul găzduiește pe 3 mai 2025 la Zalău conferința regională „Torf”."),
        ("pl", "Miasto Lublin organizuje 3 maja 2025 r. w Lublinie konferencję naukową „Torf”."),
        ("da", 'Aarhus Kommune afholder den 3. maj 2025 i Aarhus konferencen "Torf".'),
        ("fr", "Rennes organise le 3 mai 2025 à Rennes la journée régionale « Torf »."),
    ],
)
def test_adjectives_may_stand_behind_the_head_of_an_event(
    language: str, text: str, facts: Facts
) -> None:
    """The name is what is quoted; a place before the head is where the event takes place."""
    (event,) = facts("event", text, language=language)
    assert (event["name"], event["date"]) == ("Torf", "2025-05-03")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "La conferencia pidió «Más torba para todos» el 3 de mayo de 2025 en Soria."),
        ("it", "Il convegno nazionale ha chiesto «Torba per tutti» il 3 maggio 2025 a Torino."),
    ],
)
def test_what_an_event_demands_is_not_its_name(language: str, text: str, facts: Facts) -> None:
    """A verb may stand where an adjective does."""
    assert facts("event", text, language=language) == []
