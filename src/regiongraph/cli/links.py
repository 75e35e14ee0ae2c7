"""The verb that looks beyond the graph: ``link``."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from regiongraph.cli.options import Endpoint, GraphFolder, opened
from regiongraph.cli.printing import counted, say

app = typer.Typer()


class Beyond(StrEnum):
    """Where identifiers and names are looked up."""

    WIKIDATA = "wikidata"
    EU = "eu"


@app.command()
def link(
    authority: Annotated[Beyond, typer.Argument(help="Whom to ask.")],
    *,
    out: Annotated[
        Path, typer.Option(metavar="FILE.csv", help="The table; its rows stay as they are.")
    ] = Path("out/links.csv"),
    graph: GraphFolder = None,
    endpoint: Endpoint = None,
    at: Annotated[
        str | None, typer.Option(metavar="URL", help="Another endpoint with the same data.")
    ] = None,
    cache: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Where answers are kept.")
    ] = None,
    pause: Annotated[
        float, typer.Option(min=0, metavar="SECONDS", help="Between two questions.")
    ] = 1.0,
    refresh: Annotated[bool, typer.Option("--refresh", help="Ask again what is kept.")] = False,
) -> None:
    """Propose identifiers and names of Wikidata or the EU.

    Those of the EU stand in its authority tables.

    This asks a server on the internet. Nothing is changed: each proposal becomes a row of a table
    with an empty column `accept` for you to fill.

    Example: `regiongraph link wikidata --out out/links.csv`
    """
    from regiongraph.resources import user_cache

    known = opened(graph, endpoint)
    folder = cache or user_cache()
    links = known.propose_links(authority, at=at, cache=folder, pause=pause, refresh=refresh)
    n_new = links.write(out)
    say(f"{counted(links.n_asked, 'question')} asked, {counted(len(links.rows), 'proposal')}.")
    say(f"{counted(n_new, 'new row')} in {out}: write yes or no into the column accept.")
