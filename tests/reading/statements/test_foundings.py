"""Foundings: when, by whom and on which occasion a body was founded."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Facts = Callable[..., list[dict[str, Any]]]
BODY = "Netzwerk der Weserregionen"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (f"Das {BODY} wurde am 3. Mai 2011 gegründet.", {"date": "2011-05-03"}),
        (
            f"Das {BODY} wurde 2011 auf Initiative der Stadt Kassel gegründet.",
            {"date": "2011", "founder": "Kassel"},
        ),
        (f"Hessen gründete 2011 das {BODY}.", {"date": "2011", "founder": "Hessen"}),
        (f"Das {BODY} wurde gegründet.", {}),
    ],
)
def test_date_and_founder_are_read(sentence: str, expected: dict[str, Any], facts: Facts) -> None:
    """What the text does not say of a founding stays open."""
    assert facts("founding", sentence) == [{"organisation": BODY, **expected}]


def test_each_founder_is_one_fact(facts: Facts) -> None:
    """Two regions that founded a network are two founders of it."""
    found = facts("founding", f"Hessen und Thüringen gründeten 2011 das {BODY}.")
    assert {one["founder"] for one in found} == {"Hessen", "Thüringen"}


def test_two_sentences_tell_one_founding(facts: Facts) -> None:
    """The exact date of the one and the founder of the other belong together."""
    found = facts(
        "founding",
        f"Das {BODY} wurde auf Initiative der Stadt Kassel gegründet. "
        f"Das {BODY} wurde am 3. Mai 2011 gegründet.",
    )
    assert found == [{"organisation": BODY, "date": "2011-05-03", "founder": "Kassel"}]


@pytest.mark.parametrize(
    "sentence",
    [
        f"Das {BODY} soll 2025 gegründet werden.",
        f"Das {BODY} wurde nie gegründet.",
        f"Das {BODY} begründete seine Wahl.",
    ],
)
def test_denied_and_planned_foundings_are_no_facts(sentence: str, facts: Facts) -> None:
    """What shall be founded, or never was, has no founding."""
    assert facts("founding", sentence) == []


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("en", "The fund, founded by the Lake Council, helps towns."),
        ("fr", "Le fonds, créé par le Conseil du Lac, aide les communes."),
        ("it", "La misura, istituita dalla ministra con il Ministero del Lago, aiuta i comuni."),
        ("sv", "Fonden, som grundades av Vattenrådet, hjälper kommuner."),
        ("nl", "Het fonds, opgericht door de Meerraad, helpt gemeenten."),
        ("pt", "A Universidade da Raia apoia a criação de um observatório."),
        ("en", "The University of Wold supported the founding of an observatory."),
    ],
)
def test_who_founds_something_is_not_founded(code: str, sentence: str, facts: Facts) -> None:
    """What has no name was founded; whoever stands behind "by" did it."""
    assert facts("founding", sentence, language=code) == []
