"""Answer tables: typed rows, each with the words and the release that it rests on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from importlib import import_module
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal, NamedNode

from regiongraph.errors import MissingLibraryError
from regiongraph.graph.citations import bibtex, cite, one_line
from regiongraph.graph.vocabulary import XSD_DATE, term

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    import pandas
    import polars

Cell = str | int | float | bool | date | None

CITATION = ("quote", "title", "publisher", "published", "url", "source", "confidence", "claim")
"""The columns that every row of a question carries: its words, where they stand, its claim."""
_READERS: Mapping[NamedNode, Callable[[str], Cell]] = {
    term("xsd:integer"): int,
    term("xsd:decimal"): lambda text: float(Decimal(text)),
    term("xsd:boolean"): lambda text: text in {"true", "1"},
    XSD_DATE: date.fromisoformat,
}
_WIDTH = 44


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

    def __iter__(self) -> Iterator[dict[str, Cell]]:
        """Yield each row as a dictionary by column."""
        return iter(self.to_dicts())

    def is_cited(self) -> bool:
        """Return whether the rows say where they stand."""
        return bool(set(CITATION) & set(self.columns))

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
            if name in filled and f"{name}Label" not in self.columns and name not in CITATION
        )

    def to_pandas(self) -> pandas.DataFrame:
        """Return a pandas data frame, a column each.

        Raises:
            MissingLibraryError: pandas is not installed.
        """
        frame: pandas.DataFrame = _library("pandas").DataFrame(self._columnar())
        return frame

    def to_polars(self) -> polars.DataFrame:
        """Return a polars data frame; a column of mixed types is written as text.

        Raises:
            MissingLibraryError: polars is not installed.
        """
        columns = {name: _one_type(cells) for name, cells in self._columnar().items()}
        frame: polars.DataFrame = _library("polars").DataFrame(columns)
        return frame

    def _columnar(self) -> dict[str, list[Cell]]:
        return {name: [row[at] for row in self.rows] for at, name in enumerate(self.columns)}

    def citations(self) -> tuple[str, ...]:
        """Return, for each row, its quote and where it stands, in one line."""
        return tuple(cite(row) for row in self.to_dicts())

    def bibliography(self) -> str:
        """Return a BibTeX entry for each release or source that the rows rest on."""
        return bibtex(self.to_dicts())

    def __str__(self) -> str:
        """Return a table for people, and the citations below it."""
        if not self.rows:
            return "Nothing is known."
        names = self.shown_columns()
        heads = ("", *(name.removesuffix("Label") for name in names))
        body = [
            (str(number), *(one_line(row[name]) for name in names))
            for number, row in enumerate(self.to_dicts(), 1)
        ]
        lines = _table([heads, *body])
        if self.is_cited():
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


def _library(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError as error:
        remedy = f"Install it: pip install {name}."
        raise MissingLibraryError(f"{name} is not installed", remedy=remedy) from error


def _one_type(cells: list[Cell]) -> list[Cell]:
    types = {type(cell) for cell in cells} - {type(None)}
    if len(types) < 2:  # noqa: PLR2004  one type, or none
        return cells
    return [None if cell is None else str(cell) for cell in cells]


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
