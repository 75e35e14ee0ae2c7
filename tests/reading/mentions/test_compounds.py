"""Names whose nouns stand before their head, each a word of its own."""

from __future__ import annotations

import pytest

from regiongraph.knowledge.languages import Language, parse_language
from regiongraph.reading.mentions.designations import find_designations


@pytest.fixture(scope="module")
def compounding() -> Language:
    """Return an invented language that writes "Wolda Fena Alianzo"."""
    pack = {
        "meta": {"code": "fr"},
        "quotes": {"pairs": [["«", "»"]]},
        "words": {"of": ["di"], "and": ["kaj"], "indefinite": ["unu"], "portfolio": ["por"]},
        "offices": {"nouns": ["(?:Direktoro|Ministro)"]},
        "heads": {
            "compound": True,
            "organisation": ["(?i:^(?:alianzo|estraro|universitato))"],
            "event_of": ["di"],
            "before": [r"\p{Lu}\p{L}+(?: (?:kaj|di|por)(?= \p{Lu}|$| $))?"],
        },
    }
    return parse_language(pack, "test")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("la Wolda Fena Alianzo vidis", ["Wolda Fena Alianzo"]),
        ("la Wolda Universitato Sana Estraro vidis", ["Wolda Universitato Sana Estraro"]),
        ("la Wolda Estraro kaj Fena Universitato", ["Wolda Estraro", "Fena Universitato"]),
        ("la Wolda kaj Fena Alianzo", ["Wolda kaj Fena Alianzo"]),
        ("la Direktoro di Wolda Universitato", ["Wolda Universitato"]),
        ("la Ministro por Fena Estraro", []),
        ("unu Wolda Fena Alianzo", ["Wolda Fena Alianzo"]),
        ("unu Wolda Alianzo", []),
        ("la Wolda alianzo vidis", []),
        ("la Wolda Alianzo Mirko vidis", ["Wolda Alianzo"]),
    ],
)
def test_the_last_head_ends_a_name(text: str, names: list[str], compounding: Language) -> None:
    """Offices, portfolios and other bodies before the head are left out."""
    found, _ = find_designations(text, [], compounding, frozenset())
    assert [text[n.start : n.end] for n in found] == names
