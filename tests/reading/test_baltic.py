"""Sentences that end in a date in Lithuanian, and guests in both Baltic languages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from regiongraph.knowledge.languages import load_language
from regiongraph.reading.sentences import find_quotations, run_text, split_sentences
from regiongraph.records import Release

Facts = Callable[..., list[dict[str, Any]]]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Forumas vyko Kaune 2031 m. gegužės 3 d. Miestas svečius pasitiko.", 2),
        ("Forumas vyko 2031 m. gegužės 3 d. Kaune.", 1),
        ("Forumas vyko Kaune 2031 m. gegužės 3 d. Apie vandenį kalbėta.", 2),
        ("Nuo 2031 m. gegužės 3 d. Europos miškų tarybai vadovaus kita narė.", 1),
        ("Sąjunga įkurta 2011 m. Ji vienija regionus.", 2),
        ("Gegužės 3 d. Kauno forumas baigėsi.", 1),
    ],
)
def test_a_date_ends_a_lithuanian_sentence_behind_its_verb(
    text: str, number: int, release_of: Callable[..., Release]
) -> None:
    """The abbreviated day has its full stop anyway; a place where something is goes on."""
    language = load_language("lt")
    running = run_text(release_of(text, language="lt", title="X"))
    found = split_sentences(running, find_quotations(running, language), language)
    assert len(found) - 1 == number


@pytest.mark.parametrize(
    ("language", "text", "roles"),
    [
        ("lt", "Garbės viešnia bus Irena Vilkaitė.", ["invited"]),
        ("lt", "Laidos viešnia bus Irena Vilkaitė.", []),
        ("lv", "Runātāju vidū būs Juris Ērglis un Irēna Vilka.", ["invited", "invited"]),
        ("lv", "Raidījuma viešņa būs Irēna Vilka.", []),
    ],
)
def test_who_is_announced_is_invited(
    language: str, text: str, roles: list[str], facts: Facts
) -> None:
    """Whoever is a guest of a broadcast is no guest of the forum."""
    held = {
        "lt": "Baltijos regionų forumas 2031 vyks Kaune 2031 m. gegužės 3 d. ",
        "lv": "Baltijas reģionu forums 2031 notiks Valmierā 2031. gada 3. maijā. ",
    }
    found = facts("participation", held[language] + text, language=language, title="X")
    assert [one["role"] for one in found] == roles


def test_one_office_in_the_singular_is_held_by_one(facts: Facts) -> None:
    """The rector is named first, the next person is none."""
    text = "Kalbėjo universiteto rektorius Tomas Erelis ir Irena Vilkaitė."
    assert [one["person"] for one in facts("post", text, language="lt")] == ["Tomas Erelis"]


def test_money_is_no_count(facts: Facts) -> None:
    """A budget in euros counts nothing of the union."""
    text = "Baltijas reģionu savienības budžets ir 3 miljoni eiro."
    assert not facts("count", text, language="lv")
