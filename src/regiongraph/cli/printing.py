"""Rows, lines and JSON for a terminal: what a release wrote is shown, never obeyed."""

from __future__ import annotations

import csv
import json
import re
import sys
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Any

import typer
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]+")
"""What a release could use to steer a terminal, or to turn the reading direction round."""
MARKDOWN = re.compile(r"[\\`*_\[\]<>|]")
FORMULA = ("=", "+", "-", "@")
WIDTH = 100


class Format(StrEnum):
    """How rows are printed."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    MARKDOWN = "markdown"


def print_rows(columns: Sequence[str], rows: Iterable[Sequence[Any]], form: Format) -> None:
    """Print rows in a format; whatever a release wrote into them is shown, never obeyed."""
    match form:
        case Format.JSON:
            print_json([dict(zip(columns, row, strict=True)) for row in rows])
        case Format.CSV:
            writer = csv.writer(sys.stdout, lineterminator="\n")
            writer.writerows([columns, *([_csv_cell(cell) for cell in row] for row in rows)])
        case Format.MARKDOWN:
            for row in (columns, ["---"] * len(columns), *rows):
                typer.echo(f"| {' | '.join(_markdown_cell(cell) for cell in row)} |")
        case Format.TABLE:
            table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False)
            for column in columns:
                table.add_column(column)
            for row in rows:
                table.add_row(*(Text(shown(cell)) for cell in row))
            console = _console()
            with console.capture() as captured:
                console.print(table)
            typer.echo("\n".join(line.rstrip() for line in captured.get().splitlines()))


def print_json(value: object) -> None:
    """Print a value as JSON; what JSON does not know is written as text."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=1, default=str))


def _csv_cell(cell: object) -> object:
    """Keep a spreadsheet from running a text of a release as a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell


def _markdown_cell(cell: object) -> str:
    return MARKDOWN.sub(r"\\\g<0>", shown(cell))


def figure(cell: object) -> str:
    """Return a fraction with three digits, anything else as it is shown."""
    return f"{cell:.3f}" if isinstance(cell, float) else shown(cell)


def _console() -> Console:
    # Beyond a terminal, a fixed width: the same answer has the same bytes everywhere.
    width = None if sys.stdout.isatty() else WIDTH
    return Console(width=width, markup=False, highlight=False, emoji=False)


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
