"""Speech between dashes: where it begins, where it ends, what is none."""

from __future__ import annotations

import pytest

from regiongraph.knowledge.dialogue import Dialogue


@pytest.fixture(scope="module")
def dialogue() -> Dialogue:
    """Return a finder for a made-up language."""
    return Dialogue(says="mowi|dodal", office="burmistrz")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("– Rzeka jest nasza – mowi Anna. – Wasza tez.", ["Rzeka jest nasza", "Wasza tez."]),
        ("– Rzeka – bez granic – jest nasza – mowi Anna.", ["Rzeka – bez granic – jest nasza"]),
        ("- Rzeka jest nasza - jak zwykle mowi Anna - i wasza.", ["Rzeka jest nasza", "i wasza."]),
        ("—Rzeka jest nasza —mowi Anna—. Wasza tez.", ["Rzeka jest nasza", "Wasza tez."]),
        ("– Rzeka jest nasza, a mowi Anna.", ["Rzeka jest nasza"]),
        ("Deszcz padal. – Rzeka jest nasza – mowi Anna.", ["Rzeka jest nasza"]),
        ("Anna dodal: – Rzeka jest nasza.", ["Rzeka jest nasza."]),
        ("– Rzeka jest nasza – mowi Anna – burmistrz miasta.", ["Rzeka jest nasza"]),
        ("– Punkt pierwszy – oraz drugi.", []),
        ("Program: – Punkt pierwszy.", []),
    ],
)
def test_dashes_set_off_speech(dialogue: Dialogue, text: str, said: list[str]) -> None:
    """Dashes count only where a verb of saying follows one of them."""
    assert [words for _, _, words in dialogue.spoken(text)] == said
