"""Rows, lines and JSON for a terminal: what a release wrote is shown, never obeyed."""

from __future__ import annotations

import csv
import json
import re
import sys
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from regiongraph.graph.answers import Answer

UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]+")
"""What a release could use to steer a terminal, or to turn the reading direction round."""
MARKDOWN = re.compile(r"[\\`*_\[\]<>|]")
FORMULA = ("=", "+", "-", "@")
WIDTH = 100
WIDEST = 44


class Format(StrEnum):
    """How rows are printed."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    MARKDOWN = "markdown"


class Footnote(int):
    """The number of a citation that stands below a table."""


def print_answer(answer: Answer, form: Format, *, cite: bool = True, bibtex: bool = False) -> None:
    """Print an answer; where people read it, the citations stand below as footnotes.

    Args:
        answer: The answer.
        form: The format; CSV and JSON hold every column.
        cite: With the words and the release that each row rests on.
        bibtex: With BibTeX entries: below, or as a column of CSV and JSON.
    """
    if form in {Format.CSV, Format.JSON}:
        print_rows(*_every_column(answer, cite=cite, bibtex=bibtex), form)
        return
    if not answer.rows:
        say("Nothing is known.")
        return
    names = answer.shown_columns()
    heads = ("", *(name.removesuffix("Label") for name in names))
    cited = cite and answer.is_cited()
    number = Footnote if cited else int
    rows = [[number(n), *(row[c] for c in names)] for n, row in enumerate(answer, 1)]
    print_rows(heads, rows, form, widest=WIDEST)
    for n, citation in enumerate(answer.citations() if cited else (), 1):
        if n == 1:
            say("")
        said = markdown_cell(citation) if form is Format.MARKDOWN else citation
        say(f"[^{n}]: {said}" if form is Format.MARKDOWN else f"[{n}] {said}")
    for line in ("", *answer.bibliography().splitlines()) if bibtex else ():
        say(line)


def _every_column(
    answer: Answer, *, cite: bool, bibtex: bool
) -> tuple[tuple[str, ...], list[list[object]]]:
    columns = answer.columns if cite else answer.shown_columns()
    rows: list[list[object]] = [[row[name] for name in columns] for row in answer]
    if not bibtex:
        return columns, rows
    from dataclasses import replace

    entries = (replace(answer, rows=(row,)).bibliography() for row in answer.rows)
    return (*columns, "bibtex"), [[*row, entry] for row, entry in zip(rows, entries, strict=True)]


def print_rows(
    columns: Sequence[str],
    rows: Iterable[Sequence[Any]],
    form: Format,
    *,
    widest: int | None = None,
) -> None:
    """Print rows in a format; whatever a release wrote into them is shown, never obeyed.

    Args:
        columns: Their heads.
        rows: A cell each.
        form: The format.
        widest: Where a cell of a table is wrapped, so that many columns fit.
    """
    match form:
        case Format.JSON:
            print_json([dict(zip(columns, row, strict=True)) for row in rows])
        case Format.CSV:
            writer = csv.writer(sys.stdout, lineterminator="\n")
            writer.writerows([columns, *([_csv_cell(cell) for cell in row] for row in rows)])
        case Format.MARKDOWN:
            for row in (columns, ["---"] * len(columns), *rows):
                typer.echo(f"| {' | '.join(markdown_cell(cell) for cell in row)} |")
        case Format.TABLE:
            _print_table(columns, rows, widest)


def _print_table(columns: Sequence[str], rows: Iterable[Sequence[Any]], widest: int | None) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for column in columns:
        table.add_column(column, max_width=widest)
    for row in rows:
        table.add_row(*(Text(shown(cell)) for cell in row))
    # Beyond a terminal, a fixed width: the same answer has the same bytes everywhere.
    width = WIDTH if widest is None else len(columns) * (widest + 2)
    width_here = None if sys.stdout.isatty() else width
    console = Console(width=width_here, markup=False, highlight=False, emoji=False)
    with console.capture() as captured:
        console.print(table)
    typer.echo("\n".join(line.rstrip() for line in captured.get().splitlines()))


def print_json(value: object) -> None:
    """Print a value as JSON; what JSON does not know is written as text."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=1, default=str))


def _csv_cell(cell: object) -> object:
    """Keep a spreadsheet from running a text of a release as a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell


def markdown_cell(cell: object) -> str:
    """Return a cell so that Markdown shows its very characters."""
    if isinstance(cell, Footnote):
        return f"[^{cell}]"
    return MARKDOWN.sub(r"\\\g<0>", shown(cell))


def figure(cell: object) -> str:
    """Return a fraction with three digits, anything else as it is shown."""
    return f"{cell:.3f}" if isinstance(cell, float) else shown(cell)


def say(line: str) -> None:
    """Print one line."""
    typer.echo(shown(line))


def complain(error: object) -> None:
    """Print one line about what went wrong, on the error stream."""
    typer.echo(f"regiongraph: {shown(error)}", err=True)


def shown(value: object) -> str:
    """Write a value so that it stays on its line and cannot steer the terminal."""
    return "" if value is None else UNSAFE.sub(" ", str(value))


def counted(number: int, what: str) -> str:
    """Return ``1 release`` or ``2 releases``."""
    return f"{number} {what}{'' if number == 1 else 's'}"
