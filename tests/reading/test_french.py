"""What the French pack reads: names with adjectives before a noun, offices with a bracket."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from regiongraph.reading.annotations import annotate
from regiongraph.records import ReadRelease

Facts = Callable[..., list[dict[str, Any]]]


@pytest.mark.parametrize(
    "name",
    [
        "Réseau des petites communes de Lorraine",
        "Union des jeunes éleveurs de Lorraine",
        "Conseil national des petites et moyennes entreprises",
        "Association des villes moyennes de Lorraine",
        "ministère de la Transition forestière",
        "ministère de la Culture et de la Fonction publiques",
    ],
)
def test_an_adjective_may_stand_before_what_a_body_is_of(
    name: str, read_text: Callable[..., ReadRelease]
) -> None:
    """Small, large and young ones too have their bodies."""
    read = read_text(f"Le {name} a écrit à la ministre.", language="fr")
    assert name in [one["name"] for one in annotate(read)["entities"]]


@pytest.mark.parametrize(
    ("sentence", "office"),
    [
        ("Odile Marchevin, directrice du littoral (DL), a parlé.", "directrice du littoral"),
        (
            "Odile Marchevin, déléguée interdépartementale aux forêts, a parlé.",
            "déléguée interdépartementale aux forêts",
        ),
        (
            "Odile Marchevin, ministre de l'Énergie, et Régis Valcourt ont parlé.",
            "ministre de l'Énergie",
        ),
    ],
)
def test_an_office_ends_at_a_bracket_or_comma(sentence: str, office: str, facts: Facts) -> None:
    """What it is of belongs to it, the mark behind does not."""
    assert facts("post", sentence, language="fr")[0]["office"] == office
