"""Verbs that look after what is known beforehand: ``registry check``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from regiongraph.cli.options import RowFormat
from regiongraph.cli.printing import Format, print_rows

app = typer.Typer(help="Look after what is known beforehand.", no_args_is_help=True)


@app.command()
def check(
    folder: Annotated[
        Path | None, typer.Argument(help="A registry; by default the one that ships.")
    ] = None,
    form: RowFormat = Format.TABLE,
) -> None:
    """Check every row of a registry; the first wrong one is named with file, line and remedy.

    Example: `regiongraph registry check data/registry`
    """
    from regiongraph.knowledge.registry_check import check_registry

    print_rows(("what", "number"), sorted(check_registry(folder).items()), form)
