"""Wordings that count as one name: white space, case, endings."""

from __future__ import annotations

import regex

from regiongraph.knowledge.languages import Language
from regiongraph.knowledge.spelling import marked

STEM = 4  # letters by which an ordinal or adjective is known in all its forms


def spaced(text: str) -> str:
    """Return text with one space where it has white space."""
    return regex.sub(r"\s+", " ", text)


def folded(text: str) -> str:
    """Return text without differences of case and white space."""
    return regex.sub(r"[\s\u00a0]+", " ", text).strip().casefold()


def stemmed(text: str, language: Language) -> str:
    """Fold a name so that its inflected forms agree: the ends of its words are cut."""
    words = regex.findall(r"[\p{L}\p{N}]+", marked(text))
    ending = rf"{language.fragment('words.endings')}$"
    return " ".join(regex.sub(ending, "", w) if len(w) > STEM else w for w in words)
