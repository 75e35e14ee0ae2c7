"""Every EU body, commission of the Committee and NUTS 1-2 region is found under each of its names.

The names come from the registry, one sentence a name. Names that mean something else first, or
are ordinary words, are listed with the reason in ``ambiguous-names.csv``.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from regiongraph.knowledge.aliases import AliasMatcher
from regiongraph.knowledge.registry import load_registry
from regiongraph.records import EntityType

if TYPE_CHECKING:
    from regiongraph.knowledge.entries import Entry

SENTENCES = {
    "bg": "Днес беше спомената {}, каза тя.",
    "cs": "Dnes byla zmíněna {}, řekla.",
    "da": "I dag blev {} nævnt.",
    "de": "Heute wurde {} genannt.",
    "el": "Σήμερα αναφέρθηκε: {}, είπε.",
    "en": "Today she mentioned {}, too.",
    "es": "Hoy se mencionó {}, dijo.",
    "et": "Täna mainiti: {}, ütles ta.",
    "fi": "Tänään mainittiin {}, hän sanoi.",
    "fr": "Aujourd'hui fut nommé {}, dit-elle.",
    "ga": "Luadh {} inniu.",
    "hr": "Danas se spominje {}, rekla je.",
    "hu": "Ma szóba került: {}, mondta.",
    "it": "Oggi si parla di {}, dice.",
    "lt": "Šiandien paminėta: {}, sakė ji.",
    "lv": "Šodien pieminēja: {}, viņa teica.",
    "mt": "Illum issemma: {}, qalet.",
    "nl": "Vandaag werd {} genoemd.",
    "pl": "Dzisiaj wspomniano: {}, powiedziała.",
    "pt": "Hoje falou-se de {}, disse.",
    "ro": "Astăzi s-a vorbit de {}, a spus.",
    "sk": "Dnes bola spomenutá {}, povedala.",
    "sl": "Danes je omenjena {}, je dejala.",
    "sv": "I dag nämndes {}, sade hon.",
}
INSTITUTIONS = {
    *("cjeu", "cor", "council-eu", "ec", "eca", "ecb", "eesc", "ep", "eu", "european-council"),
}
LISTED = Path(__file__).with_name("ambiguous-names.csv")


def is_wanted(entry: Entry) -> bool:
    """Tell whether an entry must be found under every name."""
    tail = entry.key.partition("/")[2]
    if entry.type is EntityType.REGION:
        return len(entry.nuts or "") in {len("DE1"), len("DE11")}
    return tail in INSTITUTIONS or entry.kind == "cor commission"


def names_of(language: str) -> list[tuple[str, str]]:
    """Return key and name of what must be found in a language."""
    return [
        (entry.key, text)
        for entry in load_registry().entries.values()
        if is_wanted(entry)
        for names in (entry.names, entry.abbreviations)
        for code in (language, "mul")
        for text in names.get(code, ())
    ]


@cache
def listed() -> dict[tuple[str, str, str], str]:
    """Return key, language and name of what is ambiguous, with the reason."""
    with LISTED.open(encoding="utf-8", newline="") as file:
        return {(r["key"], r["language"], r["name"]): r["reason"] for r in csv.DictReader(file)}


def unfound(language: str) -> set[tuple[str, str, str]]:
    """Return key, language and name of what is not the first meaning of its name in a sentence."""
    matcher = AliasMatcher(load_registry(), language)
    return {
        (key, language, name)
        for key, name in names_of(language)
        if all(match.keys[0] != key for match in matcher.find(SENTENCES[language].format(name)))
    }


@pytest.mark.parametrize("language", sorted(SENTENCES))
def test_each_name_is_found_in_a_sentence_of_its_language(language: str) -> None:
    """What is not found is listed, and what is listed is really not found."""
    assert unfound(language) == {row for row in listed() if row[1] == language}


def test_there_is_something_to_find() -> None:
    """Some 300 regions and the EU's bodies have thousands of names."""
    assert sum(len(names_of(language)) for language in SENTENCES) > 5000
    assert len(listed()) < 0.05 * sum(len(names_of(language)) for language in SENTENCES)


def test_every_ambiguity_has_a_reason() -> None:
    """A reader can see why a name is not taken at its first meaning."""
    assert all(listed().values())
