"""Whole numbers, in digits and words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from regiongraph.knowledge.languages import parse_language
from regiongraph.reading.mentions.numbers import find_numbers

if TYPE_CHECKING:
    from regiongraph.knowledge.languages import Language


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("41 Mitglieder", 41),
        ("1.200 Gäste", 1200),
        ("12.345.678 Menschen", 12_345_678),
        ("10\u202f000 Menschen", 10_000),
        ("zwölf Staaten", 12),
        ("Zwölf Staaten", 12),
        ("2,5 Millionen Menschen", 2_500_000),
        ("3 Mio. Euro", 3_000_000),
    ],
)
def test_a_whole_number_has_its_value(text: str, value: int, german: Language) -> None:
    """Groups of thousands, number words and scale words."""
    (number,) = find_numbers(text, german)
    assert number.value == value
    assert text[number.start : number.end].casefold() in text.casefold()


@pytest.mark.parametrize(
    "text", ["3,5 Prozent", "Version 2.0.1", "50% mehr", "Raum B12", "der Einsatz"]
)
def test_what_is_not_counted_is_no_number(text: str, german: Language) -> None:
    """Decimals, versions, shares and codes."""
    assert find_numbers(text, german) == []


def test_a_pack_says_what_divides_thousands_and_decimals() -> None:
    """Comma and point change places in "1,200" and "2.5 million"."""
    pack = {
        "meta": {"code": "xx"},
        "quotes": {"pairs": []},
        "numbers": {"thousands": ",", "decimal": ".", "scale": {"milla": 1_000_000}},
    }
    found = find_numbers("1,200 bo, 2.5 milla bo, 3.5 bo", parse_language(pack, "xx.toml"))
    assert [number.value for number in found] == [1200, 2_500_000]
