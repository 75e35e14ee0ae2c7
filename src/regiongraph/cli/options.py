"""Options that several verbs share, and the exit codes."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from regiongraph.cli.printing import Format

SOME_FAILED, NOTHING_DONE = 1, 2
DEFAULT_GRAPH = Path("out/graph")

GraphFolder = Annotated[
    Path, typer.Option("--graph", metavar="DIR", help="A folder that `build` wrote.")
]
MinConfidence = Annotated[
    float,
    typer.Option(
        "--min-confidence", min=0, max=1, help="Leave out what is less likely to be right."
    ),
]
RowFormat = Annotated[Format, typer.Option("--format", help="How to print the rows.")]
