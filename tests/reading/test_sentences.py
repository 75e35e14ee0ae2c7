"""Running text, quotations and sentences, and where each character stands in the stored text."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
import regex

from regiongraph.reading.sentences import RunningText, find_quotations, split_sentences

if TYPE_CHECKING:
    from collections.abc import Callable

    from regiongraph.knowledge.languages import Language
    from regiongraph.records import ReadRelease, Release

PATIENCE = 20.0  # seconds: far more than any machine needs, far less than a runaway pattern
ODD = "\u200b\u202e\u2066\u00ad\ufeff"  # invisible, hyphenating, or turning the reading direction


@pytest.fixture(scope="module")
def sentences(
    running: Callable[[str], RunningText], german: Language
) -> Callable[[str], list[str]]:
    """Split a text into sentences, the headline left out."""

    def split(text: str) -> list[str]:
        laid_out = running(text)
        found = split_sentences(laid_out, find_quotations(laid_out, german), german)
        return [laid_out.text[one.start : one.end] for one in found][1:]

    return split


@pytest.fixture(scope="module")
def quotations(
    running: Callable[[str], RunningText], german: Language
) -> Callable[[str], list[str]]:
    """Return what stands in quotation marks."""
    return lambda text: [one.inner for one in find_quotations(running(text), german)]


@pytest.mark.parametrize(
    "text",
    [
        "Der **Rat** der _Stadt_ hat [hier](https://example.org/a) getagt.",
        "Eine Zeile, die\numbrochen ist,   und viele    Leerzeichen hat, soll ein Satz sein.",
        "> Ein Zitat mit \\* Stern.\n\n- erster Punkt\n- zweiter Punkt",
        f"Un{ODD}sichtbar und ver\u00adsteckt\u202e ist das, was hier steht.",
        "Tabelle:\n\n| Jahr | Gäste |\n|---|---|\n| 2023 | 310 |",
    ],
)
def test_every_character_knows_where_it_is_stored(
    text: str, release_of: Callable[..., Release], running: Callable[[str], RunningText]
) -> None:
    """A character of the running text is the same one in the stored text, or stands for space."""
    stored, laid_out = release_of(text).text, running(text)
    assert len(laid_out.stored) == len(laid_out.text) + 1
    for at, character in enumerate(laid_out.text):
        if not character.isspace():
            assert stored[laid_out.stored[at]] == character


def test_marks_of_markdown_and_invisible_characters_are_not_read(
    running: Callable[[str], RunningText],
) -> None:
    """Bold, links, soft hyphens and marks of direction are no text."""
    text = running(f"Der **Rat** der [Stadt](https://example.org) ta\u00adgt{ODD} heute.").text
    assert text.endswith("Der Rat der Stadt tagt heute.")


@pytest.mark.parametrize(
    "text",
    [
        'Der [Rat](https://example.org/a_(b) "Der Rat"){:target="_blank"} tagt.',
        "Der [Rat]({% link rat.md %}) tagt.\n{:.small}",
        "Der _„Rat“_ tagt.",
        'Der <strong>Rat</strong> <span class="x">tagt</span>.<br/>',
    ],
)
def test_where_a_link_leads_and_how_it_looks_is_no_text(
    text: str, running: Callable[[str], RunningText]
) -> None:
    """Brackets, titles and templates in a link, attributes in braces and stress are not read."""
    assert regex.sub(r"[„“]", "", running(text).text).strip().endswith("Der Rat tagt.")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Am 3. Mai kam Dr. Imke Dornbusch. Sie blieb.", 2),
        ("J. R. Tamms kam. Er ging.", 2),
        ("Die 12. Weserkonferenz tagte! Wer kam? Alle… Und nun?", 4),
        ("Der Verein, vgl. Art. 3 Abs. 2, hat ca. 3 Mio. Euro. Das ist viel.", 2),
        ("Das gilt bzw. galt lange. Nun nicht mehr.", 2),
        ("Im Jahr 2024. Danach 2025.", 2),
        ("Er zahlte 3.50 Euro. www.example.org ist eine Adresse.", 1),
        ("Prof. Dr. med. Ole Tamms kam. Niemand sonst.", 2),
    ],
)
def test_a_full_stop_does_not_always_end_a_sentence(
    text: str, expected: int, sentences: Callable[[str], list[str]]
) -> None:
    """Abbreviations, initials, ordinals and figures have full stops, too."""
    assert len(sentences(text)) == expected


def test_a_quotation_of_several_sentences_is_not_divided(
    sentences: Callable[[str], list[str]],
) -> None:
    """What was said stays with the sentence that it stands in."""
    assert sentences("Er sagte: „Das ist gut. Sehr gut.“ Dann ging er.") == [
        "Er sagte: „Das ist gut. Sehr gut.“",
        "Dann ging er.",
    ]
    assert sentences("„Ist das gut?“, fragte er. Ja.") == ["„Ist das gut?“, fragte er.", "Ja."]


def test_paragraphs_end_sentences(sentences: Callable[[str], list[str]]) -> None:
    """A heading and a list item need no full stop."""
    text = "Der Rat tagte.\n\n## Weitere Termine\n\n- erster Punkt\n- zweiter Punkt"
    assert sentences(text) == [
        "Der Rat tagte.",
        "Weitere Termine",
        "- erster Punkt",
        "- zweiter Punkt",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            'Es heißt „eins zwei“ und »drei vier« und "fünf sechs" und “sieben acht” und «neun».',
            ["eins zwei", "drei vier", "fünf sechs", "sieben acht", "neun"],
        ),
        ("Es heißt „außen ‚innen‘ außen“.", ["außen ‚innen‘ außen"]),
        ("Es heißt „außen „innen“ außen“.", ["außen „innen“ außen"]),
        ('Es heißt „eins zwei" und „drei”.', ["eins zwei", "drei"]),
        ("Es heißt „nie geschlossen. Und weiter.", []),
        ("Es heißt nie geöffnet“. Und weiter.", []),
        ('Ein 12" Rohr und ein 5" Rohr.', []),
        ("Ob's geht? Das geht's.", []),
    ],
)
def test_quotation_marks_pair_in_every_style(
    text: str, expected: list[str], quotations: Callable[[str], list[str]]
) -> None:
    """German, French, English and typewriter marks; an unclosed one opens nothing."""
    assert quotations(text) == expected


def test_a_quotation_runs_over_paragraphs(quotations: Callable[[str], list[str]]) -> None:
    """What is opened in one paragraph may be closed in the next."""
    text = (
        "Landrätin Imke Dornbusch sagte: „Der Wald ist krank.\n\n"
        "Darum braucht er Hilfe.“ Dann ging sie."
    )
    assert quotations(text) == ["Der Wald ist krank. Darum braucht er Hilfe."]


def test_an_unclosed_mark_swallows_no_later_quotation(
    quotations: Callable[[str], list[str]],
) -> None:
    """A forgotten closing mark costs its own paragraph only."""
    text = "Der Rat sagte: „Das ist gut.\n\nEin anderer Satz: »Das ist schlecht.« So war es."
    assert "Das ist schlecht." in quotations(text)


@pytest.mark.parametrize(
    "text",
    [
        "„ " * 1000,
        "„Das " * 1000,
        '"a ' * 1000,
        "»" * 1000,
        "(" * 2000,
        "3. " * 500,
        "Der Rat tagt mit vielen Menschen, " * 300,
        "a" * 20_000,
        "\u202e\u200b" * 1000 + "Ende.",
        "\x01\x07\x1b[31m Der Rat tagt. " * 100,
    ],
    ids=[
        "open-marks",
        "open-quotations",
        "typewriter-marks",
        "guillemets",
        "brackets",
        "ordinals",
        "long-line",
        "long-word",
        "invisible",
        "control",
    ],
)
def test_hostile_text_is_read_in_bounded_time(
    text: str, read_text: Callable[..., ReadRelease]
) -> None:
    """No text, however odd, stops the reader."""
    begin = time.monotonic()
    read = read_text(text)
    assert time.monotonic() - begin < PATIENCE
    assert read.release.text.startswith("# Kurz gemeldet")
