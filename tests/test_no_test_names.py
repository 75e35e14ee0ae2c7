"""Code and language packs know the language, not the texts they are tested on.

The registry may name real people and bodies, because its sources do.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
NAMED = {"Person", "Event", "Document"}


def names_of_the_test_texts() -> list[str]:
    """Return the names of people, events and documents in all golds.

    A single word, and what begins in lower case ("ersten Treffens"), is no name but a word.
    """
    golds = sorted((ROOT / "tests" / "corpus").rglob("*.gold.json"))
    entities = (
        entity
        for gold in golds
        for entity in json.loads(gold.read_text(encoding="utf-8"))["entities"]
        if entity["type"] in NAMED
    )
    names = {" ".join(name.split()) for e in entities for name in (e["name"], *e["mentions"])}
    return sorted(name for name in names if " " in name and not name[0].islower())


def test_no_name_of_a_test_text_stands_in_code_or_packs() -> None:
    """A person, event or document of a gold is found by rule, never by being listed."""
    names = names_of_the_test_texts()
    assert names, "no gold under tests/corpus"
    listed = re.compile("|".join(rf"\b{re.escape(name)}\b" for name in names))
    texts = sorted(
        path
        for folder in ("src", "data/languages")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in {".py", ".toml", ".jinja", ".js", ".css"}
    )
    found = {
        f"{path.relative_to(ROOT)}: {name}"
        for path in texts
        for name in listed.findall(" ".join(path.read_text(encoding="utf-8").split()))
    }
    assert not found
