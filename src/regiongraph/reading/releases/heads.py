"""From a stored file to a `Release`: language, title, publisher, date, blocks.

The front matter has the first word; where it is silent, the text is asked: py3langid for the
language, the letterhead for the publisher, letterhead, dateline and lead for the date.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import regex

from regiongraph.errors import FrontMatterError
from regiongraph.knowledge.languages import Language, load_language
from regiongraph.reading.dates import find_dates
from regiongraph.reading.releases.blocks import find_blocks
from regiongraph.reading.releases.files import StoredFile
from regiongraph.records import Block, BlockKind, EntityType, Release

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

EU_LANGUAGES = (
    "bg", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "ga", "hr",
    "hu", "it", "lt", "lv", "mt", "nl", "pl", "pt", "ro", "sk", "sl", "sv",
)  # fmt: skip
"""The 24 official languages of the European Union, ISO 639-1."""

_LONGEST_BLOCK = 20_000  # characters
_HEAD = {BlockKind.LETTERHEAD, BlockKind.DATELINE, BlockKind.CONTACT}


def read_release(file: StoredFile) -> Release:
    """Make a release of a file.

    Raises:
        UnknownLanguageError: Its language has no pack.
        FrontMatterError: A value of the front matter is not what it should be.
    """
    head = file.head
    code = _text(head, "language", file.source) or detect_language(file.text)
    language = load_language(code.lower()[:2])
    title = _text(head, "title", file.source)
    notes: list[str] = []
    blocks = _readable(find_blocks(file.text, language, title=title), notes)
    given = _text(head, "url", file.source)
    url = _address(given)
    if given and not url:
        notes.append("the address in the front matter is refused: it is neither http nor https")
    published = _published(file, blocks, language, notes)
    release = Release(
        id=hashlib.sha256((url or file.text).encode()).hexdigest()[:12],
        source=file.source,
        text=file.text,
        language=language.code,
        published=published,
        publisher=_text(head, "publisher", file.source) or _publisher(file.text, blocks, language),
        title=title or _headline(file.text, blocks),
        url=url,
        blocks=blocks,
    )
    return replace(release, notes=tuple(notes))


def _readable(blocks: Sequence[Block], notes: list[str]) -> tuple[Block, ...]:
    """Set aside what is too long to be a paragraph, and say so."""
    kept = tuple(b for b in blocks if b.end - b.start <= _LONGEST_BLOCK)
    notes.extend(
        f"a paragraph of {b.end - b.start} characters at offset {b.start} is set aside: "
        "no release has one so long; divide it by blank lines"
        for b in blocks
        if b.end - b.start > _LONGEST_BLOCK
    )
    return kept


def detect_language(text: str) -> str:
    """Return the language of a text, one of `EU_LANGUAGES`."""
    return str(_identifier().classify(text[:20_000])[0])


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(list(EU_LANGUAGES))
    return identifier


def _text(head: Mapping[str, Any], key: str, source: str) -> str | None:
    value = head.get(key)
    if value is None or isinstance(value, str):
        return value.strip() or None if value else None
    raise FrontMatterError(
        f"'{key}' is {type(value).__name__}, not text",
        where=source,
        remedy=f"Write {key}: as one line of text.",
    )


def _address(url: str | None) -> str | None:
    """Return an address if it is one that may be linked to."""
    try:
        return url if url and urlsplit(url).scheme in {"http", "https"} else None
    except ValueError:
        return None


def _published(
    file: StoredFile, blocks: Sequence[Block], language: Language, notes: list[str]
) -> str | None:
    if "published" in file.head:
        return _given_date(file, notes)
    found = _date_in_text(file.text, blocks, language)
    if found is None:
        notes.append(
            "no date of publication in front matter or text: relative dates stay open; "
            "add 'published: YYYY-MM-DD'"
        )
    return found


def _given_date(file: StoredFile, notes: list[str]) -> str | None:
    value = file.head["published"]
    if value is None:
        notes.append("the date of publication is unknown: relative dates stay open")
        return None
    if isinstance(value, dt.date):
        return value.isoformat()[:10]
    try:
        return dt.date.fromisoformat(str(value)[:10]).isoformat()
    except ValueError as error:
        raise FrontMatterError(
            f"'published' is '{value}', not a date",
            where=file.source,
            remedy="Write it as YYYY-MM-DD.",
        ) from error


def _date_in_text(text: str, blocks: Sequence[Block], language: Language) -> str | None:
    """Return the first full date of the letterhead or dateline, else of the lead's beginning."""
    heads = [b for b in blocks if b.kind in _HEAD and b.start < _body_start(blocks)]
    for block in heads:
        for date in find_dates(text[block.start : block.end], language, None):
            if date.value and len(date.value) == len("2022-11-17") and not date.yearless:
                return date.value
    lead = next((b for b in blocks if b.kind is BlockKind.BODY), None)
    if lead is None:
        return None
    opening = text[lead.start : lead.end][:200]
    for match in find_dates(opening, language, None):
        bracketed = "(" in opening[match.start : match.end]
        dated = (
            match.start == 0
            or bracketed
            or regex.search(r"[(,]\s*(?:\p{L}+\s+)?$", opening[: match.start])
        )
        if match.value and len(match.value) == len("2022-11-17") and dated:
            return match.value
    return None


def _body_start(blocks: Sequence[Block]) -> int:
    return min((b.start for b in blocks if b.kind is BlockKind.BODY), default=1 << 60)


def _headline(text: str, blocks: Sequence[Block]) -> str | None:
    block = next((b for b in blocks if b.kind is BlockKind.TITLE), None)
    return regex.sub(r"[#*_\\]+|\s+", " ", text[block.start : block.end]).strip() if block else None


def _publisher(text: str, blocks: Sequence[Block], language: Language) -> str | None:
    """Return the body that the letterhead names, its lines joined."""
    lines = [
        (b, regex.sub(r"[#*_\\]+|\s{2,}", "", text[b.start : b.end]).strip())
        for b in blocks
        if b.kind is BlockKind.LETTERHEAD and b.start < _body_start(blocks)
    ]
    for at, (block, line) in enumerate(lines):
        words = regex.findall(r"\p{L}[\p{L}-]*", line)
        if not any(language.heads[EntityType.ORGANISATION].search(w) for w in words):
            continue
        rest = lines[at + 1 : at + 2]
        unfinished = regex.search(
            rf"(?<!\p{{L}}){language.fragment('words.of')}$|(?<!\p{{L}}){language.fragment('words.and')}$|,$",
            line,
        )
        goes_on = (
            rest and _next_line(block, rest[0][0]) and (unfinished or rest[0][1][:1].islower())
        )
        return f"{line} {rest[0][1]}" if goes_on else line
    return None


def _next_line(first: Block, second: Block) -> bool:
    """Say whether a block stands in the line after another."""
    return second.start - first.end < len("  \n\n")
