"""Options that several verbs share, and the exit codes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from regiongraph.cli.printing import Format

if TYPE_CHECKING:
    from regiongraph.knowledge_graph import KnowledgeGraph

SOME_FAILED, NOTHING_DONE = 1, 2
DEFAULT_GRAPH = Path("out/graph")

GraphFolder = Annotated[
    Path | None,
    typer.Option(
        "--graph",
        metavar="DIR",
        help="A folder that `build` wrote.",
        show_default=str(DEFAULT_GRAPH),
    ),
]
Endpoint = Annotated[
    str | None,
    typer.Option(
        "--endpoint",
        metavar="URL",
        envvar="REGIONGRAPH_ENDPOINT",
        help="A SPARQL endpoint that holds the graph, instead of a folder.",
    ),
]
MinConfidence = Annotated[
    float,
    typer.Option(
        "--min-confidence", min=0, max=1, help="Leave out what is less likely to be right."
    ),
]
RowFormat = Annotated[Format, typer.Option("--format", help="How to print the rows.")]


def opened(graph: Path | None, endpoint: str | None = None) -> KnowledgeGraph:
    """Open the graph that the options name: a folder if one is given, else the endpoint."""
    from regiongraph.knowledge_graph import KnowledgeGraph

    if endpoint is not None and graph is None:
        return KnowledgeGraph.connect(endpoint)
    return KnowledgeGraph.open(graph or DEFAULT_GRAPH)
