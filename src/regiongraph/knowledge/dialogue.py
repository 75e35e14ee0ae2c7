"""Speech and dashes: "– So ist es – sagt X. – Und so weiter", "So ist es – sagt X –, und so".

Such speech begins with a dash at the head of a paragraph or of a sentence and ends at a
dash or comma before a verb of saying, or before one and a name that end the paragraph; after
that, dashes open and close it in turn. In some languages dashes also put the speaker between
the words of a quotation.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

_MARK = r"(?:[–—-]\s+|—(?=\S))"
_BEGIN = r"(?=[\"“„«»¿¡(]?[\p{Lu}\p{N}])"
_OPENS = regex.compile(rf"(?:^\s*|(?<=[.!?…:][\"”»)—]?)\s+){_MARK}{_BEGIN}|(?<=—)[.,;:]?\s+")
_WORDS = r"(?:\p{Ll}+\s+){0,3}"  # "– jak zwykle mówi X"
_NAME = r"\p{Lu}[\p{L}’'-]+\s+\p{Lu}[\p{L}’'-]+"
_ANNOUNCED = 100  # characters before a colon in which a verb of saying stands


class Dialogue:
    """Finds speech between dashes in one language.

    Args:
        says: Pattern of a verb of saying, or whatever follows speech.
        office: Pattern of an office; after a dash it describes the speaker.
        verbs: Pattern of a verb of saying alone.
    """

    def __init__(self, says: str, office: str, verbs: str) -> None:
        tag = rf"{_WORDS}(?:{says})(?!\p{{L}})"
        dash = r"(?<![\p{L}\p{N}])[–—-]\s+|(?<=\s)—"
        self._closes = regex.compile(rf"(?:{dash})(?={tag})")
        self._breaks = regex.compile(rf"(?<=[,!?…])\s+(?={tag})")
        held = rf"(?:\p{{L}}+-\s+\p{{Ll}}+\s+)?(?:{office})\s+(?:[\p{{L}}-]+\s+){{0,6}}?"
        self._ends = regex.compile(rf"\s+(?=(?:{verbs})\s+(?:{held})?{_NAME}\.?\s*$)")
        self._resumes = regex.compile(rf"{_OPENS.pattern}|(?<=\s)[–—-]\s+(?!{office})(?=\p{{Ll}})")
        self._announces = regex.compile(rf"(?<!\p{{L}})(?:{says})(?!\p{{L}})[^.!?]*:\s*$")

    def spoken(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Yield start, end and words of what is said in a paragraph, dashes inside the span."""
        at, going_on = 0, False
        while (opened := (self._resumes if going_on else _OPENS).search(text, at)) is not None:
            begin = opened.end()
            start = begin - len(opened.group().lstrip())
            closed = self._closes.search(text, begin) or self._breaks.search(text, begin)
            if closed is None and not text[:start].strip():
                closed = self._ends.search(text, begin)
            if closed is None and not (going_on or self._announced(text, start)):
                at = begin
                continue
            stop, end = closed.span() if closed else (len(text.rstrip()),) * 2
            said = text[begin:stop].strip().rstrip(",–—").rstrip()
            if said:
                yield start, end, said
            if closed is None:
                return
            at, going_on = end, True

    def _announced(self, text: str, start: int) -> bool:
        return bool(self._announces.search(text[max(0, start - _ANNOUNCED) : start]))


class Interposed:
    """Finds the speaker whom dashes or commas put into a quotation.

    Args:
        says: Pattern of a verb of saying, or whatever follows speech.
        inverted: Pattern of a verb of saying with its pronoun.
        commas: Commas set the speaker off as well: "…, dit X, …".
    """

    def __init__(self, says: str, inverted: str = r"(?!)", *, commas: bool = False) -> None:
        tag = rf"(?={_WORDS}(?:{says})(?!\p{{L}}))"
        end = r"(?:\s?[–—](?=[\s.,;:!?]|$)|\s-(?=[\s.,;:]|$)|$)"
        ways = [rf"[,.!?…]?\s[–—-]\s?{tag}[^–—\n]{{2,200}}?{end}[.,;:]?"]
        if commas:
            ways.append(rf",\s(?:{inverted})(?:\s\p{{Ll}}+){{0,3}}[,.]")
            ways.append(rf",\s(?:{says})\s[^,.;:!?\n]{{2,60}}(?:[,.]|(?=\s[»”]))")
        self._tags = regex.compile("|".join(ways))

    def pieces(self, said: str) -> Iterator[tuple[int, int]]:
        """Yield the half-open spans of what is said, or the whole where nobody stands in it."""
        at = 0
        for match in self._tags.finditer(said):
            if match.start() > at:
                yield at, match.start()
            at = match.end()
        if at < len(said):
            yield at, len(said)
