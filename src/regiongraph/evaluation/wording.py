"""How text is compared: after NFC, case folding and white-space folding."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from regiongraph.evaluation.scores import Document


def fold(value: object) -> str:
    """Text as it is compared; None is empty."""
    return _folded("" if value is None else str(value))


@lru_cache(maxsize=100_000)
def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def words(value: object) -> set[str]:
    """Its folded words: runs of letters, digits and underscores."""
    return set(re.findall(r"\w+", fold(value)))


def name_of(entity: Document) -> str:
    """An entity's folded name."""
    return fold(entity.get("name"))


def surfaces(entity: Document) -> set[str]:
    """An entity's folded mentions."""
    return folded_names(entity.get("mentions"))


def folded_names(value: object) -> set[str]:
    """The folded strings of a list; what is no list has none."""
    return {fold(name) for name in value} if isinstance(value, list | tuple) else set()


def stored(text: str) -> str:
    """Text in the form to which offsets refer: NFC, lines ended by a line feed."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def places_of(quote: object, text: str) -> list[tuple[int, int]]:
    """Every place of a quote in the text, as half-open offsets."""
    wanted = stored(quote) if isinstance(quote, str) else ""
    found = re.finditer(f"(?={re.escape(wanted)})", text) if wanted else ()
    return [(one.start(), one.start() + len(wanted)) for one in found]
