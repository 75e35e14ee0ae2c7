"""Spellings that count as one: case, apostrophes, cedillas, marks."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

WORD = re.compile(r"[^\W_]+")
"""A word: a run of letters and digits; apostrophes and hyphens part words."""

_APOSTROPHES = dict.fromkeys(map(ord, "\u2018\u2019\u02bc\u00b4`"), "'")
_CEDILLAS = {0x15F: "\u0219", 0x163: "\u021b"}  # Romanian ş ţ stand for ș ț
_STROKES = {0x142: "l", 0x111: "d", 0xF8: "o", 0x127: "h", 0xE6: "ae", 0x153: "oe"}
_TONOS = str.maketrans("άέήίόύώ\u0390\u03b0", "αεηιουω\u03ca\u03cb")
_SINGLE = dict(zip("абвгдезийклмнопрстуфхъь", "abvgdeziyklmnoprstufhay", strict=True))
_SINGLE |= dict(zip("αβγδεζηικλμνξοπρσςτυφω", "avgdeziiklmnxoprsstyfo", strict=True))
_SEVERAL = {"ж": "zh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sht", "ю": "yu", "я": "ya"}
_SEVERAL |= {"θ": "th", "χ": "ch", "ψ": "ps"}
_ROMAN = str.maketrans(_SINGLE | _SEVERAL)  # Bulgarian law of 2009; ELOT 743, letter by letter
_ALIKE = {**_APOSTROPHES, **_CEDILLAS, 0xAD: None}
_MARKS = dict.fromkeys(range(0x300, 0x370))  # the combining accents of Latin, Greek and Cyrillic


def fold(text: str) -> str:
    """Return text without differences of case, apostrophe, cedilla and soft hyphen."""
    if text.isascii():
        return text.lower().replace("`", "'")
    return unicodedata.normalize("NFC", text).casefold().translate(_ALIKE)


@lru_cache(maxsize=1 << 16)  # the words of a text come again and again
def bare(text: str) -> str:
    """Return folded text without accents and strokes: ``Łódź`` → ``lodz``."""
    return bare_once(text)


def bare_once(text: str) -> str:
    """Return the same for a name of a list: it comes once and would crowd words out."""
    if text.isascii():
        return text.lower().replace("`", "'")
    return unicodedata.normalize("NFC", text).translate(_BARE)


class _Bare(dict[int, str]):
    """What each character is without case, accent and stroke, found when one is first met."""

    def __missing__(self, code: int) -> str:
        folded = fold(chr(code)).translate(_STROKES)
        self[code] = unicodedata.normalize("NFD", folded).translate(_MARKS)
        return self[code]


_BARE = _Bare()


def index_form(text: str) -> str:
    """Return the bare words of a name, parted by one space: what a look-up compares."""
    spelt = bare_once(text)
    return spelt if spelt.isalnum() else " ".join(WORD.findall(spelt))


def marked(text: str) -> str:
    """Return folded text with the accents that tell names apart; the Greek stress mark moves."""
    return fold(text).translate(_TONOS)


def romanised(text: str) -> str:
    """Return bare text in plain Latin letters: ``Ръжена`` → ``razhena``."""
    return bare(text).replace("ου", "ou").translate(_ROMAN)
