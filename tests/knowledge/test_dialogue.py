"""Speech between dashes: where it begins, where it ends, what is none."""

from __future__ import annotations

import pytest

from regiongraph.knowledge.dialogue import Dialogue, Interposed


@pytest.fixture(scope="module")
def dialogue() -> Dialogue:
    """Return a finder for a made-up language."""
    return Dialogue(says="mowi|dodal", office="burmistrz", verbs="mowi")


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
        ("– Rzeka jest nasza mowi burmistrz miasta Anna Lis.", ["Rzeka jest nasza"]),
        ("– Rzeka jest nasza mowi Anna Lis", ["Rzeka jest nasza"]),
        ("– Nikt nie mowi rzece do widzenia Anna Lis.", []),
        ("– To co mowi Anna Lis jest nasze.", []),
        ("– Punkt pierwszy – oraz drugi.", []),
        ("Program: – Punkt pierwszy.", []),
    ],
)
def test_dashes_set_off_speech(dialogue: Dialogue, text: str, said: list[str]) -> None:
    """Dashes count only where a verb of saying follows one of them."""
    assert [words for _, _, words in dialogue.spoken(text)] == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("La riva – dise Ana –. E nostra.", ["La riva", " E nostra."]),
        ("La riva – gli dise Ana –, e nostra", ["La riva", " e nostra"]),
        ("La riva - dise Ana - e nostra - dise ela", ["La riva", " e nostra"]),
        ("La riva – nostra – dise", ["La riva – nostra"]),
        ("La riva – nostra –. Ana", ["La riva – nostra –. Ana"]),
    ],
)
def test_dashes_put_the_speaker_into_a_quotation(text: str, said: list[str]) -> None:
    """They do where a verb of saying follows the first of them."""
    finder = Interposed(says="dise")
    assert [text[a:b] for a, b in finder.pieces(text)] == said
