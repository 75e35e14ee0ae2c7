"""Single words that tell a fact, where no pattern foresaw the wording around them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import regex

from regiongraph.errors import LanguagePackError
from regiongraph.knowledge.languages import languages, load_language, parse_language
from regiongraph.reading.signals import SIGNALS

Facts = Callable[..., list[dict[str, Any]]]


@pytest.mark.parametrize(
    ("kind", "language", "sentence", "wanted"),
    [
        (
            "founding",
            "de",
            "Das Netzwerk der Torfregionen, einst unter Spott gegründet, tagt heute in Kassel.",
            {"organisation": "Netzwerk der Torfregionen"},
        ),
        (
            "meeting",
            "en",
            "Mayor Judith Farrow, back from a long journey, met at last with Peter Holloway.",
            {"agents": ["Judith Farrow", "Peter Holloway"]},
        ),
        (
            "located",
            "es",
            "La Red de Regiones Resineras, con sede en Soria, cumple diez años.",
            {"subject": "Red de Regiones Resineras", "place": "Soria"},
        ),
        (
            "participation",
            "en",
            "During the Wold Summit, after a long night, Judith Farrow unrolled a map.",
            {"agent": "Judith Farrow", "event": "Wold Summit", "role": "speaker"},
        ),
        (
            "participation",
            "fi",
            "Rannikkojen foorumissa Aino Lehtola taitteli kartan.",
            {"agent": "Aino Lehtola", "event": "Rannikkojen foorumi", "role": "speaker"},
        ),
    ],
)
def test_a_word_tells_a_fact(
    kind: str, language: str, sentence: str, wanted: dict[str, Any], facts: Facts
) -> None:
    """Of what stands nearest to it, whatever else the sentence says."""
    found = facts(kind, sentence, language=language)
    assert [{key: one[key] for key in wanted} for one in found] == [wanted]
    assert not any("date" in one for one in found)  # "heute" dates another part of the sentence


@pytest.mark.parametrize(
    "sentence",
    [
        "Mayor Judith Farrow never met, she said, with Peter Holloway.",
        "Mayor Judith Farrow met many people; Peter Holloway stayed at home.",
        "“Judith Farrow met me and Peter Holloway in the hall of the old station”, said a guest.",
    ],
)
def test_it_tells_nothing(sentence: str, facts: Facts) -> None:
    """Where it is denied, of what another part of the sentence names, or inside a quotation."""
    assert facts("meeting", sentence, language="en") == []


def test_a_sentence_tells_of_several(facts: Facts) -> None:
    """What a pattern has read of a sentence leaves the words behind it to be read."""
    sentence = "Mayor Judith Farrow opened the Wold Summit and Peter Holloway closed the meeting."
    found = facts("participation", sentence, language="en")
    assert {(one["agent"], one["role"]) for one in found} == {
        ("Judith Farrow", "speaker"),
        ("Peter Holloway", "speaker"),
    }


def test_who_was_elected_somewhere_need_not_be_there(facts: Facts) -> None:
    """An election, an appointment or a resignation at a gathering names people who may be away."""
    sentence = "During the Wold Summit Peter Holloway was elected by all."
    assert facts("participation", sentence, language="en") == []


def test_a_pattern_comes_first(facts: Facts) -> None:
    """A sentence that a pattern has read is not read again for single words."""
    found = facts("meeting", "Landrätin Imke Dornbusch traf sich mit Falko Rehwinkel in Kassel.")
    assert [set(one["agents"]) for one in found] == [{"Imke Dornbusch", "Falko Rehwinkel"}]


@pytest.mark.parametrize("code", languages())
def test_every_language_has_its_words(code: str) -> None:
    """Each key of the engine has words, and no word of one language tells everything."""
    language = load_language(code)
    for key in SIGNALS:
        words = language.fragments[f"signals.{key}"]
        assert not regex.search(words, " , ; . - 12"), key


def test_an_unknown_key_is_told() -> None:
    """A pack with a signal that the engine does not know is refused."""
    pack = {
        "meta": {"code": "xx"},
        "quotes": {"pairs": [["«", "»"]]},
        "signals": {"danced": ["danced"]},
    }
    with pytest.raises(LanguagePackError, match="danced"):
        parse_language(pack, "xx.toml")


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("fr", "Le Réseau des régions tourbeuses parle aux 27 États membres de l'Union."),
        ("es", "La Red de Regiones Resineras habla a los 27 Estados miembros de la Unión Europea."),
    ],
)
def test_counted_members_are_nobody_named(language: str, sentence: str, facts: Facts) -> None:
    """What a number counts as members of a body says nothing of the body named before it."""
    assert facts("membership", sentence, language=language) == []
