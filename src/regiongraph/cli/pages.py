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
    *,
    graph: GraphFolder = None,
    endpoint: Endpoint = None,
    around: Annotated[
        str | None, typer.Option(metavar="NAME", help="What the page opens with, and what is near.")
    ] = None,
    on: Annotated[
        str | None, typer.Option(metavar="DATE", help="The day as of which it opens.")
    ] = None,
    include: Annotated[
        list[str] | None,
        typer.Option(
            metavar="PART",
            help="`texts`, the releases as a whole (alone by default); `registry`, what only the "
            "registry speaks of; `none`. May be repeated.",
        ),
    ] = None,
    story: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Steps to be shown one after the other.")
    ] = None,
    after: Annotated[
        Path | None, typer.Option(metavar="PAGE", help="An older page; what was there stays put.")
    ] = None,
    min_confidence: MinConfidence = 0.0,
) -> None:
    """Write the network as one HTML file that needs no connection.

    Example: `regiongraph page out/leipzig.html --around COTER --on 2022-11-17`
    """
    opened(graph, endpoint).page(
        out,
        around=around,
        on=on,
        include=["texts"] if include is None else [part for part in include if part != "none"],
        story=story,
        after=after,
        min_confidence=min_confidence,
    )
    say(f"{out} written; it opens in any browser")
