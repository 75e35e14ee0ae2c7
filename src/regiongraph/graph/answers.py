"""Answer tables: typed rows, each with the words and the release that it rests on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from textwrap import wrap
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from regiongraph.graph.vocabulary import XSD_DATE, term

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Cell = str | int | float | bool | date | None

_CITATION = ("quote", "title", "publisher", "published", "url", "source", "confidence", "claim")
_READERS: Mapping[NamedNode, Callable[[str], Cell]] = {
    term("xsd:integer"): int,
    term("xsd:decimal"): lambda text: float(Decimal(text)),
    term("xsd:boolean"): lambda text: text in {"true", "1"},
    XSD_DATE: date.fromisoformat,
}
_WIDTH = 44
_QUOTE_WIDTH = 96


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a question or a query.

    Args:
        name: What was asked.
        columns: Names of the columns. Where ``x`` holds IRIs, ``xLabel`` holds names.
        rows: Cells in the order of the columns; None where nothing is known.
    """

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.rows)

    def surer_than(self, least: float) -> Answer:
        """Return the answer without rows whose claim is less likely to be right."""
        at = self.columns.index("confidence") if "confidence" in self.columns else None
        kept = (row for row in self.rows if at is None or _as_number(row[at]) >= least)
        return replace(self, rows=tuple(kept))

    def to_dicts(self) -> list[dict[str, Cell]]:
        """Return each row as a dictionary by column."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def shown_columns(self) -> tuple[str, ...]:
        """Return the columns that a reader wants beside the citation.

        IRIs that have a name in another column are left out, and so are empty columns.
        """
        filled = {name for row in self.to_dicts() for name in row if row[name] not in {None, ""}}
        return tuple(
            name
            for name in self.columns
            if name in filled and f"{name}Label" not in self.columns and name not in _CITATION
        )

    def citations(self) -> tuple[str, ...]:
        """Return, for each row, its quote and where it stands, in one line."""
        return tuple(_cite(row) for row in self.to_dicts())

    def __str__(self) -> str:
        """Return a table for people, and the citations below it."""
        if not self.rows:
            return "Nothing is known."
        names = self.shown_columns()
        heads = ("", *(name.removesuffix("Label") for name in names))
        body = [
            (str(number), *(_text(row[name]) for name in names))
            for number, row in enumerate(self.to_dicts(), 1)
        ]
        lines = _table([heads, *body])
        if set(_CITATION) & set(self.columns):
            lines += ["", *(f"[{n}] {cited}" for n, cited in enumerate(self.citations(), 1))]
        return "\n".join(lines)


def _as_number(value: Cell) -> float:
    return float(value) if isinstance(value, int | float) else 1.0


def cell(node: object) -> Cell:
    """Return the Python value of an RDF term; a date cut to year or month stays text."""
    if not isinstance(node, Literal):
        return node.value if isinstance(node, NamedNode) else None
    reader = _READERS.get(node.datatype)
    try:
        return reader(node.value) if reader else node.value
    except (ValueError, ArithmeticError):
        return node.value


def _text(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return " ".join(str(value).split())


def _cite(row: Mapping[str, Cell]) -> str:
    quote = _text(row.get("quote"))
    short = quote if len(quote) <= _QUOTE_WIDTH else quote[: _QUOTE_WIDTH - 1].rstrip() + "…"
    where = [_text(row.get(name)) for name in ("title", "publisher", "published", "url")]
    if not any(where):
        where = [_text(row.get("source"))]
    said = [f"“{short}”"] if short else []
    return " — ".join((*said, ", ".join(part for part in where if part)))


def _table(rows: list[tuple[str, ...]]) -> list[str]:
    wrapped = [[wrap(text, _WIDTH) or [""] for text in row] for row in rows]
    widths = [
        max(len(line) for text in column for line in text) for column in zip(*wrapped, strict=True)
    ]
    lines = []
    for place, row in enumerate(wrapped):
        for depth in range(max(len(text) for text in row)):
            parts = [text[depth] if depth < len(text) else "" for text in row]
            padded = (part.ljust(width) for part, width in zip(parts, widths, strict=True))
            lines.append("  ".join(padded).rstrip())
        if place == 0:
            lines.append("  ".join("─" * width for width in widths))
    return lines
