"""Where a row stands: a footnote, or a BibTeX entry for the release that it rests on."""

from __future__ import annotations

import hashlib
import re
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    Row = Mapping[str, object]

_QUOTE_WIDTH = 96
_PLACE = ("title", "publisher", "published", "url")
_ADDRESS = re.compile(r"https?://[^\s,;)]+")
_SPECIAL = re.compile(r"[\\{}$&#^_~%]")
_ESCAPED = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
}
_UNSAFE_IN_URL = re.compile(r"[\\{}\s^`|\"<>]")


def one_line(value: object) -> str:
    """Return a cell as text on one line; what is not known is empty."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return " ".join(str(value).split())


def cite(row: Row) -> str:
    """Return the words that a row rests on, cut if they are long, and where they stand."""
    quote = one_line(row.get("quote"))
    short = quote if len(quote) <= _QUOTE_WIDTH else quote[: _QUOTE_WIDTH - 1].rstrip() + "…"
    where = [one_line(row.get(name)) for name in _PLACE]
    if not any(where):
        where = [one_line(row.get("source"))]
    said = [f"“{short}”"] if short else []
    return " — ".join((*said, ", ".join(part for part in where if part)))


def citation_key(row: Row) -> str:
    """Return the key of the BibTeX entry of a row; rows of one release share it."""
    place = "\n".join(one_line(row.get(name)) for name in (*_PLACE, "source"))
    published = row.get("published")
    year = str(published.year) if isinstance(published, date) else "nd"
    return f"release{year}-{hashlib.sha256(place.encode()).hexdigest()[:8]}"


def bibtex(rows: Iterable[Row]) -> str:
    """Return a BibTeX entry for each release or source that rows rest on, in their order.

    Text of a release is escaped: it ends no field and runs no TeX command.
    """
    entries = {citation_key(row): _entry(row) for row in rows}
    return "\n\n".join(entries.values())


def _entry(row: Row) -> str:
    source = one_line(row.get("source"))
    found = _ADDRESS.search(source)
    published = one_line(row.get("published"))
    fields = {
        "author": _braced(one_line(row.get("publisher"))),
        "title": _braced(one_line(row.get("title")) or source),
        "year": _escaped(published[:4]),
        "date": _escaped(published),
        "howpublished": "Press release" if row.get("title") else "",
        "url": _UNSAFE_IN_URL.sub("", one_line(row.get("url")) or (found[0] if found else "")),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@misc{{{citation_key(row)},", *lines, "}"])


def _braced(text: str) -> str:
    """Keep the capitals of a name or title."""
    return f"{{{_escaped(text)}}}" if text else ""


def _escaped(text: str) -> str:
    return _SPECIAL.sub(lambda found: _ESCAPED.get(found[0], f"\\{found[0]}"), text)
