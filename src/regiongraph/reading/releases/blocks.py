"""From the stored text to blocks: what each stretch of a release is for.

1. Blank lines divide the text into paragraphs; a paragraph that is not prose (letterhead,
   headings, lists, tables) is divided into its lines.
2. The title is the headline given in the front matter, or the first line that is neither
   letterhead nor date nor contact.
3. What stands before it is letterhead, dateline or contact; after it come subtitle, body,
   lists, tables and headings. Marker words of the language pack ("Hintergrund", "Kontakt",
   "Impressum") open background, contact and footer; a heading of the body closes background.
4. Furniture that a page break put between two halves of a paragraph is stepped over: the
   second half continues the first if a quotation is still open, or if the first half has
   no end and the second begins in lower case or after furniture.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import regex

from regiongraph.knowledge.languages import Language
from regiongraph.records import Block, BlockKind

TARGET = r"\]\((?:[^()\n]|\([^()\n]*\))*\)"
"""Pattern of where a link of Markdown leads, with its title: `](https://example.org "A")`."""

TAG = r"</?(?:br|p|div|span|center|strong|b|em|i|u|small|big|sup|sub|blockquote)\b[^<>\n]{0,200}>"
"""Pattern of the tags of HTML that stand between words in Markdown: `<br>`, `<span class="a">`."""

_HIDDEN = regex.compile(rf"!?\[(?=[^\]\n]*\]\()|{TARGET}|\{{:[^{{}}\n]*\}}|{TAG}")
_TAGS_ONLY = regex.compile(rf"(?:[>\s]*{TAG})+\s*")

_PROSE = {BlockKind.BODY, BlockKind.BACKGROUND}
_FURNITURE_STATES = {BlockKind.CONTACT, BlockKind.FOOTER, BlockKind.LETTERHEAD}
_LONGEST_HEADING = 12  # words
_FULL_LINE = 60  # characters of a line that is wrapped
_LONGEST_QUOTATION = 6  # paragraphs that one quotation may run through
_TERMINAL = regex.compile(r"[.!?…:;](?:\s»)?[\"”“»«’‘)\]*_]*\s*$")
_BULLET = regex.compile(r"\s*(?:[-*•–—+]|\d{1,2}[.)])\s+\S")
_MARKS = regex.compile(r"^[#>\s]*[*_]{0,3}|[*_]{1,3}\s*$")
_FURNITURE = regex.compile(
    r"https?://|www\.|[\w.+-]{1,64}@[\w-]+\.\w|\+\d{2}[\s\d/()-]{6,}|^\\\*|^\W*\d{4,5} \p{Lu}"
)
_DATE_LINE = regex.compile(r"^\W*\d{1,2}\.\s?\d{1,2}\.\s?\d{4}\W*$|^\W*\d{4}-\d\d-\d\d\W*$")


_Lines = list[tuple[int, int]]
"""Offsets of lines, white space around them cut off."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A paragraph of prose, or one line of anything else."""

    start: int
    end: int
    text: str
    heading: bool
    prose: bool
    alone: bool  # a paragraph of one line

    @property
    def bare(self) -> str:
        return _MARKS.sub("", self.shown).replace("\\", "").strip(" *_")

    @property
    def shown(self) -> str:
        """What a reader sees of it: a link without where it leads."""
        return _HIDDEN.sub("", self.text)


def find_blocks(text: str, language: Language, *, title: str | None = None) -> tuple[Block, ...]:
    """Divide a stored text into blocks, in reading order.

    Args:
        text: The stored text.
        language: The pack whose marker words are used.
        title: The headline, if the front matter gives one.

    Returns:
        Blocks that do not overlap; white space between them belongs to none. A block with
        ``continues`` goes on where the block before it in the tuple stops.
    """
    pieces = list(_pieces(text, language))
    kinds = _kinds(pieces, language, _title_at(pieces, language, title))
    return _reading_order(pieces, kinds, language)


def _pieces(text: str, language: Language) -> Iterator[_Piece]:
    for lines in chain.from_iterable(_headed(text, lines) for lines in _paragraphs(text)):
        start, end = lines[0][0], lines[-1][1]
        said = _is_dialogue(text[start:end], language)
        if said or _is_prose(text[start:end], len(lines)):
            yield _Piece(start, end, text[start:end], False, True, False)
            continue
        for first, last in _items(text, lines):
            line = text[first:last]
            yield _Piece(first, last, line, line.startswith("#"), False, len(lines) == 1)


def _headed(text: str, lines: _Lines) -> Iterator[_Lines]:
    """Part a heading from the prose right below it."""
    heading, *prose = lines
    above, below = text[slice(*heading)], text[slice(prose[0][0], prose[-1][1])] if prose else ""
    short = len(above) < _FULL_LINE and not _TERMINAL.search(above)
    if short and len(below.split()) > _LONGEST_HEADING and _is_prose(below, len(prose)):
        yield [heading]
        yield prose
    else:
        yield lines


def _items(text: str, lines: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Join the lines over which an item of a list is wrapped."""
    held: tuple[int, int] | None = None
    for first, last in lines:
        if held is not None and _goes_on(text[slice(*held)], text[first:last]):
            held = held[0], last
            continue
        if held is not None:
            yield held
        held = first, last
    if held is not None:
        yield held


def _goes_on(item: str, line: str) -> bool:
    """Say whether a line goes on with an item whose last line is full and ends no sentence."""
    full = len(item.rsplit("\n", 1)[-1]) >= _FULL_LINE
    bulleted = _BULLET.match(item) and not _BULLET.match(line)
    return bool(bulleted) and full and not _TERMINAL.search(item) and "|" not in item


def _paragraphs(text: str) -> Iterator[_Lines]:
    """Yield the lines of each paragraph."""
    lines: _Lines = []
    at = 0
    for line in text.split("\n"):
        bare = line.strip()
        if bare and not _TAGS_ONLY.fullmatch(line):
            start = at + line.index(bare[0])
            lines.append((start, start + len(bare)))
        elif lines:
            yield lines
            lines = []
        at += len(line) + 1
    if lines:
        yield lines


def _is_dialogue(paragraph: str, language: Language) -> bool:
    """Say whether a paragraph that begins like a list is speech that dashes set off."""
    bulleted = sum(bool(_BULLET.match(line)) for line in paragraph.split("\n"))
    return bulleted == 1 and any(start == 0 for start, _, _ in language.spoken(paragraph))


def _is_prose(paragraph: str, n_lines: int) -> bool:
    if paragraph.startswith("#") or _BULLET.match(paragraph) or "|" in paragraph:
        return False
    if n_lines == 1:
        return bool(_TERMINAL.search(paragraph)) or len(paragraph.split()) > 25  # noqa: PLR2004
    first = paragraph.split("\n", 1)[0]
    wrapped = len(first.split()) > 8 and not first.endswith("  ")  # noqa: PLR2004
    return wrapped and (bool(_TERMINAL.search(paragraph)) or len(paragraph.split()) > 30)  # noqa: PLR2004


def _title_at(pieces: Sequence[_Piece], language: Language, title: str | None) -> int:
    if title is not None:
        wanted = _folded(title)
        for at, piece in enumerate(pieces):
            if _folded(piece.bare) and wanted.startswith(_folded(piece.bare)[:60]):
                return at
    for at, piece in enumerate(pieces):
        if piece.heading and not _is_letterhead(piece, language):
            return at
    for at, piece in enumerate(pieces):
        if piece.prose:
            break
        if len(piece.bare.split()) >= 3 and not _is_letterhead(piece, language):  # noqa: PLR2004
            return at
    return -1


def _is_letterhead(piece: _Piece, language: Language) -> bool:
    return bool(
        language.letterhead.search(piece.bare)
        or language.contact.search(piece.bare)
        or _FURNITURE.search(piece.shown)
        or _DATE_LINE.search(piece.text)
        or language.dateline.search(piece.bare)
    )


def _folded(text: str) -> str:
    return regex.sub(r"\W+", " ", text).strip().casefold()


def _kinds(pieces: Sequence[_Piece], language: Language, title: int) -> list[BlockKind]:
    kinds: list[BlockKind] = []
    state = BlockKind.LETTERHEAD if title >= 0 else BlockKind.BODY
    for at, piece in enumerate(pieces):
        state, kind = _next_kind(piece, language, state, at - title if title >= 0 else 99, kinds)
        kinds.append(kind)
    return kinds


def _next_kind(
    piece: _Piece, language: Language, state: BlockKind, after_title: int, before: list[BlockKind]
) -> tuple[BlockKind, BlockKind]:
    """Return the state after a piece and the kind of the piece."""
    if after_title == 0:
        return BlockKind.BODY, BlockKind.TITLE
    if after_title < 0:
        return _before_title(piece, language)
    opened = _opened(piece, language)
    if opened is not None:
        return opened, BlockKind.HEADING if piece.alone and opened not in _PROSE else opened
    if state in _FURNITURE_STATES:
        return (BlockKind.BODY, BlockKind.BODY) if _resumes(piece, state) else (state, state)
    return (state, state) if piece.prose else _line(piece, language, state, before)


def _line(
    piece: _Piece, language: Language, state: BlockKind, before: list[BlockKind]
) -> tuple[BlockKind, BlockKind]:
    """Return state and kind of a line that is not prose, after the title."""
    headed = bool(before) and before[-1] in {BlockKind.TITLE, BlockKind.SUBTITLE}
    short = piece.heading or len(piece.text.split()) <= _LONGEST_HEADING
    dated = _DATE_LINE.search(piece.text) or language.dateline.search(piece.bare)
    cases = (
        ("|" in piece.text, state, BlockKind.TABLE),
        (bool(_BULLET.match(piece.text)), state, BlockKind.LIST),
        (bool(dated), state, BlockKind.DATELINE),
        (bool(_FURNITURE.search(piece.shown)), BlockKind.LETTERHEAD, BlockKind.LETTERHEAD),
        (headed, state, BlockKind.SUBTITLE),
        (piece.alone and short, BlockKind.BODY, BlockKind.HEADING),
    )
    return next(((after, kind) for holds, after, kind in cases if holds), (state, state))


def _before_title(piece: _Piece, language: Language) -> tuple[BlockKind, BlockKind]:
    if _DATE_LINE.search(piece.text) or language.dateline.search(piece.bare):
        return BlockKind.LETTERHEAD, BlockKind.DATELINE
    if language.contact.search(piece.bare):
        return BlockKind.LETTERHEAD, BlockKind.CONTACT
    return BlockKind.LETTERHEAD, BlockKind.LETTERHEAD


def _opened(piece: _Piece, language: Language) -> BlockKind | None:
    markers = (
        (language.contact, BlockKind.CONTACT),
        (language.footer, BlockKind.FOOTER),
        (language.address, BlockKind.LETTERHEAD),
        (language.background, BlockKind.BACKGROUND),
    )
    return next((kind for marker, kind in markers if marker.match(piece.bare)), None)


def _resumes(piece: _Piece, state: BlockKind) -> bool:
    """Say whether the body goes on after furniture."""
    if state is not BlockKind.LETTERHEAD:
        return False
    return piece.prose and not _FURNITURE.search(piece.shown[:40])


def _reading_order(
    pieces: Sequence[_Piece], kinds: Sequence[BlockKind], language: Language
) -> tuple[Block, ...]:
    """Order the pieces so that the halves of a cut paragraph stand together."""
    blocks: list[Block] = []
    at = 0
    while at < len(pieces):
        halves, between = [at], list[int]()
        if kinds[at] in _PROSE:
            halves, between = _chain(pieces, kinds, at, language)
        for position in sorted(halves):
            half = position != at
            piece = pieces[position]
            blocks.append(Block(piece.start, piece.end, kinds[at if half else position], half))
        blocks += [Block(pieces[i].start, pieces[i].end, kinds[i]) for i in between]
        at = max(halves) + 1
    return tuple(blocks)


def _chain(
    pieces: Sequence[_Piece], kinds: Sequence[BlockKind], first: int, language: Language
) -> tuple[list[int], list[int]]:
    """Find the pieces that continue a piece of prose, and what was stepped over."""
    halves, between = [first], list[int]()
    said = pieces[first].text
    while (following := _next_prose(kinds, halves[-1])) is not None:
        skipped = list(range(halves[-1] + 1, following))
        if any(kinds[i] in {BlockKind.HEADING, BlockKind.TITLE, BlockKind.LIST} for i in skipped):
            break
        rest = [pieces[i].text for i in range(following, len(pieces)) if kinds[i] in _PROSE]
        if not (
            language.leaves_open(said, rest[:_LONGEST_QUOTATION])
            or _cut(pieces[halves[-1]].text, pieces[following].text, bool(skipped))
        ):
            break
        halves.append(following)
        between += skipped
        said = f"{said} {pieces[following].text}"
    return halves, between


def _next_prose(kinds: Sequence[BlockKind], after: int) -> int | None:
    return next((i for i in range(after + 1, len(kinds)) if kinds[i] in _PROSE), None)


def _cut(first: str, second: str, stepped_over: bool) -> bool:
    if _TERMINAL.search(first):
        return False
    return stepped_over or second[:1].islower()
