"""From a release to its running text, quotations and sentences.

The stages after this one read the *running text*: the release without Markdown, with the
halves of a cut paragraph joined. Every character of it knows where it stands in the stored
text, so whatever is found can be shown there.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import regex

from regiongraph.knowledge.languages import Language
from regiongraph.reading.releases.blocks import TAG, TARGET
from regiongraph.records import Block, BlockKind, Release, Span

_MARKDOWN = regex.compile(
    r"\*{1,3}(?=\S)|(?<=\S)\*{1,3}|\\(?=[*_#\[\]()~`>|\-+!])"
    r"|(?<!\w)_{1,2}(?=[^\s_])|(?<=[^\s_])_{1,2}(?!\w)|^[#>]+\s*|(?<=\n)[#>]+\s+"
    rf"|!?\[(?=[^\]\n]*\]\()|{TARGET}|\{{:[^{{}}\n]*\}}|{TAG}"
    r"|[\u00AD\u200B\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF\uE000-\uF8FF]"
    r"|\S{100,}"  # no word of any language, but what slows every pattern down
)

_LINES = {BlockKind.LETTERHEAD, BlockKind.CONTACT, BlockKind.FOOTER}


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of running text that belongs together: a paragraph, heading or list item.

    Args:
        start: Its first character.
        end: After its last.
        kind: What the block it comes from is for.
        cited: Markdown sets it off as a block quotation.
    """

    start: int
    end: int
    kind: BlockKind
    cited: bool = False


@dataclass(frozen=True, slots=True)
class RunningText:
    """The text that is read, and where each of its characters is stored.

    Args:
        text: Passages divided by a blank line; offsets below count its characters.
        stored: For each character its offset in the stored text, one more for the end.
        passages: In reading order.
        joints: Offsets at which the second half of a cut paragraph begins.
    """

    text: str
    stored: array[int]
    passages: tuple[Passage, ...]
    joints: tuple[int, ...]

    def span(self, start: int, end: int) -> Span:
        """Return the smallest stretch of stored text that holds ``text[start:end]``."""
        offsets = self.stored[start:end]
        return Span(min(offsets), max(offsets) + 1)

    def pieces(self, start: int, end: int) -> tuple[Span, ...]:
        """Return the stretches of stored text that make up ``text[start:end]``.

        What a page break put between them is left out; marks of Markdown are not.
        """
        edges = [start]
        edges += [p for p in self.joints if start < p < end]
        edges.append(end)
        return tuple(self.span(a, b) for a, b in pairwise(edges))


@dataclass(frozen=True, slots=True)
class Quotation:
    """What stands between quotation marks.

    Args:
        start: Offset of the opening mark in the running text.
        end: Offset after the closing mark.
        inner: What was said, without marks.
        dashed: Dashes set it off, so that it is speech, however short.
    """

    start: int
    end: int
    inner: str
    dashed: bool = False

    @property
    def n_words(self) -> int:
        """How many words were quoted."""
        return len(self.inner.split())


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: offsets in the running text; a long quotation is never divided."""

    start: int
    end: int
    kind: BlockKind


def run_text(release: Release) -> RunningText:
    """Lay out the running text of a release."""
    characters: list[str] = []
    stored = array("q")
    passages: list[Passage] = []
    joints: list[int] = []
    last: Block | None = None
    for block in release.blocks:
        if last is not None and _same_lines(release.text, last, block):
            begin = passages.pop().start
            characters.append("\n")
            stored.append(stored[-1] + 1 if stored else block.start)
        elif block.continues and passages:
            begin = passages.pop().start
            characters.append(" ")
            stored.append(stored[-1] + 1 if stored else block.start)
            joints.append(len(characters))
        else:
            begin = len(characters) + (2 if characters else 0)
            if characters:
                characters += "\n\n"
                stored.extend((stored[-1] + 1, stored[-1] + 1))
        for offset, character in _kept(release.text, block):
            characters.append(character)
            stored.append(offset)
        cited = release.text.startswith(">", block.start)
        passages.append(Passage(begin, len(characters), block.kind, cited))
        last = block
    stored.append(stored[-1] + 1 if stored else 0)
    return RunningText("".join(characters), stored, tuple(passages), tuple(joints))


def _same_lines(text: str, last: Block, block: Block) -> bool:
    """Say whether two blocks are neighbouring lines of one letterhead, contact or footer."""
    between = text[last.end : block.start]
    return last.kind is block.kind and block.kind in _LINES and between.count("\n") == 1


def _kept(text: str, block: Block) -> Iterator[tuple[int, str]]:
    """Yield offset and character of all that is not Markdown; white space runs become one."""
    raw = text[block.start : block.end]
    dropped = [m.span() for m in _MARKDOWN.finditer(raw)]
    skip = set[int]().union(*(range(a, b) for a, b in dropped)) if dropped else set[int]()
    flowing = block.kind not in _LINES
    previous = " "
    for at, character in enumerate(raw):
        if at in skip:
            continue
        shown = character
        if character.isspace():
            shown = " " if flowing or character != "\n" else "\n"
            if previous.isspace():
                continue
        previous = shown
        yield block.start + at, shown


def find_quotations(running: RunningText, language: Language) -> list[Quotation]:
    """Find what stands in quotation marks, outermost only, passage by passage.

    A mark that is never closed in its passage opens nothing. Where the language sets speech
    off with dashes, quotations may stand in it. A block quotation needs no marks.
    """
    found: list[Quotation] = []
    for passage in running.passages:
        text = running.text[passage.start : passage.end]
        marked = list(language.quoted(text))
        if passage.cited and not marked and text.strip():
            found.append(Quotation(passage.start, passage.end, text.strip(), dashed=True))
        for start, end in marked:
            found += _pieces(text, start, end, passage.start, language)
        for start, end, inner in language.spoken(text) if passage.kind not in _LINES else ():
            found.append(Quotation(passage.start + start, passage.start + end, inner, dashed=True))
    return sorted(found, key=lambda q: (q.start, -q.end))


def _pieces(
    text: str, start: int, end: int, offset: int, language: Language
) -> Iterator[Quotation]:
    """Yield a quotation, or its pieces where dashes put the speaker between them."""
    said = text[start + 1 : end - 1]
    pieces = list(language.interposed.pieces(said)) if language.interposed else []
    if not pieces or pieces == [(0, len(said))]:
        yield Quotation(offset + start, offset + end, said.strip())
        return
    for a, b in pieces:
        inner = said[a:b].strip()
        begin = start + 1 + said.index(inner, a) if a else start
        last = end if b == len(said) else start + 1 + b
        if inner:
            yield Quotation(offset + begin, offset + last, inner, dashed=True)


def split_sentences(
    running: RunningText, quotations: list[Quotation], language: Language
) -> list[Sentence]:
    """Split every passage into sentences.

    A sentence ends after ``. ! ? …`` before white space and a capital, digit or opening
    mark; not after an abbreviation, an initial, or an ordinal number. A quotation of
    several sentences belongs to the sentence that it stands in.
    """
    found: list[Sentence] = []
    for passage in running.passages:
        inside = [q for q in quotations if passage.start <= q.start < passage.end]
        begin = passage.start
        for end in _ends(running.text, passage, inside, language):
            found.append(_trimmed(running.text, begin, end, passage.kind))
            begin = end
        if running.text[begin : passage.end].strip():
            found.append(_trimmed(running.text, begin, passage.end, passage.kind))
    return found


def _ends(
    text: str, passage: Passage, inside: list[Quotation], language: Language
) -> Iterator[int]:
    for match in language.sentence_end.finditer(text, passage.start, passage.end):
        end = match.end()
        around = next((q for q in inside if q.start < match.start() < q.end), None)
        if around is not None and end != around.end:
            continue
        shortened = language.is_abbreviated(
            text[max(passage.start, match.start() - 20) : match.start() + 1]
        )
        at = match.start()
        closes = shortened and (
            _counted(language).match(text, at - 1, passage.end)
            or _closing(language).match(text, at, passage.end)
        )
        if not shortened or closes:
            yield end


@cache
def _counted(language: Language) -> regex.Pattern[str]:
    """Return the pattern of a number at the end of a sentence: no ordinal stands before "The"."""
    return regex.compile(rf"\d\.\s+{language.fragment('names.never')}(?!\p{{L}})")


@cache
def _closing(language: Language) -> regex.Pattern[str]:
    return regex.compile(language.fragment("sentences.closing"))


def _trimmed(text: str, start: int, end: int, kind: BlockKind) -> Sentence:
    stripped = text[start:end]
    return Sentence(
        start + len(stripped) - len(stripped.lstrip()), start + len(stripped.rstrip()), kind
    )
