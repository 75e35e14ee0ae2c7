"""Verbs that show a graph to people: ``page``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from regiongraph.cli.options import Endpoint, GraphFolder, MinConfidence, opened
from regiongraph.cli.printing import say

app = typer.Typer()


@app.command()
def page(
    out: Annotated[Path, typer.Argument(metavar="OUT.html", help="The file to write.")],
    graph: GraphFolder = None,
    endpoint: Endpoint = None,
    beyond: Annotated[
        bool, typer.Option("--beyond", help="Draw what only the registry speaks of, too.")
    ] = False,
    min_confidence: MinConfidence = 0.0,
) -> None:
    """Write the network as one HTML file that needs no connection.

    Example: `regiongraph page out/leipzig.html`
    """
    opened(graph, endpoint).page(out, beyond=beyond, min_confidence=min_confidence)
    say(f"{out} written; it opens in any browser")
