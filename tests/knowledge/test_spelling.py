"""Spellings that count as one, and names in Latin letters."""

from __future__ import annotations

import pytest

from regiongraph.knowledge.spelling import bare, romanised


@pytest.mark.parametrize(
    ("written", "plain"),
    [("Łódź", "lodz"), ("Ærø", "aero"), ("Straße", "strasse"), ("Ħal", "hal")],
)
def test_accents_and_strokes_fall_away(written: str, plain: str) -> None:
    """Look-ups compare bare words."""
    assert bare(written) == plain


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("Ръжена Жекова", "razhena zhekova"),
        ("Θεανώ Ψυχούλη", "theano psychouli"),
        ("Łódź", "lodz"),
    ],
)
def test_greek_and_cyrillic_are_written_in_latin_letters(written: str, plain: str) -> None:
    """So a thing's IRI can be read, whatever script its release is in."""
    assert romanised(written) == plain
