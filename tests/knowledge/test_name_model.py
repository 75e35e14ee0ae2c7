"""The name model finds people whom no list knows, in text of any official language."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest

from regiongraph.knowledge.name_model import NameModel, load_name_model, tokens


@pytest.fixture(scope="module")
def model() -> NameModel:
    """The model that ships."""
    return load_name_model()


def names(model: NameModel, text: str, language: str) -> list[str]:
    """Return the names of two words or more that are likelier than not."""
    found = (
        text[name.start : name.end]
        for name in model.find(text, language)
        if name.probability >= 0.5
    )
    return [name for name in found if " " in name]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("de", "Das erklärte Reiner Haseloff am Montag in Magdeburg.", "Reiner Haseloff"),
        ("de", "Ursula von der Leyen sprach im Ausschuss der Regionen.", "Ursula von der Leyen"),
        ("en", "The meeting was opened by Apostolos Tzitzikostas.", "Apostolos Tzitzikostas"),
        ("fr", "Selon Karl-Heinz Lambertz, les régions doivent agir.", "Karl-Heinz Lambertz"),
        ("es", "El presidente Juanma Moreno viajó a Bruselas.", "Juanma Moreno"),
        ("it", "Lo ha dichiarato Alberto Cirio a Torino.", "Alberto Cirio"),
        ("nl", "Dat zei gedeputeerde Jeannette Baljeu gisteren.", "Jeannette Baljeu"),
        ("pl", "Jak powiedział Olgierd Geblewicz, regiony chcą działać.", "Olgierd Geblewicz"),
        ("el", "Ο Στέλιος Αγγελούδης μίλησε στις Βρυξέλλες.", "Στέλιος Αγγελούδης"),
        ("bg", "Срещата откри Николай Диков в София.", "Николай Диков"),
        ("fi", "Kokouksen avasi maakuntajohtaja Ossi Savolainen.", "Ossi Savolainen"),
        ("sv", "Det säger Heléne Fritzon i ett uttalande.", "Heléne Fritzon"),
    ],
)
def test_a_full_name_is_found(model: NameModel, language: str, text: str, expected: str) -> None:
    """Whoever is named in full stands among the proposals, particles included."""
    assert expected in names(model, text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "de",
            "Die Landesregierung stellt den Gemeinden mehr Geld für Schulen und Straßen bereit.",
        ),
        ("en", "The European Committee of the Regions adopted its opinion in Brussels."),
        ("fr", "la région finance de nouvelles lignes de train."),
    ],
)
def test_text_without_people_names_none(model: NameModel, language: str, text: str) -> None:
    """Capitals alone make no person: German nouns, bodies, towns."""
    assert names(model, text, language) == []


def test_an_abbreviated_title_is_no_part_of_the_name(model: NameModel) -> None:
    """``Dr.`` stands before the name, ``J.`` is part of it."""
    assert names(model, "Es sprach Dr. Michael Schneider.", "de") == ["Michael Schneider"]
    assert "J. Bogdanović" in " ".join(names(model, "The speaker was J. Bogdanović.", "en"))


def test_offsets_count_characters_of_the_text_given(model: NameModel) -> None:
    """Line breaks, wide signs and unusual spaces move nothing."""
    text = "🇪🇺 Sitzung\n\n\u00a0 – Es sagte  Emil Boc : »Danke.«\n"
    found = [text[name.start : name.end] for name in model.find(text, "de")]
    assert "Emil Boc" in found


def test_spans_come_in_order_and_never_overlap(model: NameModel) -> None:
    """Each has a probability, and the same text gives the same spans."""
    text = "Emil Boc, Karl-Heinz Lambertz und Luc Van den Brande trafen Markku Markkula. " * 3
    found = model.find(text, "de")
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(0 < name.probability <= 1 for name in found)
    assert found == model.find(text, "de")


@pytest.mark.parametrize(
    "text", ["", " \n\n ", "...", "1 234", "\u0301", "A", "’s-’", "👩‍👩‍👧" * 50]
)
def test_odd_text_is_no_trouble(model: NameModel, text: str) -> None:
    """A language that no list knows is none either."""
    for language in ("de", "xx"):
        assert all(0 <= name.start < name.end <= len(text) for name in model.find(text, language))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("d’Emmanuel O’Neill", ["d’", "Emmanuel", "O’Neill"]),
        ("il-President J.-P. Meyer-Landrut", ["il-", "President", "J.-P.", "Meyer-Landrut"]),
        ("Macron's Élysée.", ["Macron", "'", "s", "Élysée", "."]),
    ],
)
def test_what_leans_on_a_name_is_a_token_of_its_own(text: str, words: list[str]) -> None:
    """Elided articles and Maltese articles part from the name; double names stay whole."""
    found = [text[start:end] for start, end in tokens(text)]
    assert found == words


def test_a_long_release_takes_a_moment(model: NameModel) -> None:
    """Fifteen thousand words a second on one core, with a margin for a busy machine."""
    text = "Der Präsident der Region begrüßte Karl-Heinz Lambertz in Eupen. " * 1000
    model.find("Emil Boc", "de")
    start = time.process_time()
    model.find(text, "de")
    assert time.process_time() - start < 3
