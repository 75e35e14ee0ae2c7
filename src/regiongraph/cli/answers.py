"""Verbs that query a graph: ``sparql``, ``why``."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from regiongraph.cli.options import Endpoint, GraphFolder, RowFormat, opened
from regiongraph.cli.printing import Format, print_answer, print_rows, say

app = typer.Typer()


@app.command()
def sparql(
    query: Annotated[str, typer.Argument(help="SPARQL that reads; `-` takes it from stdin.")],
    graph: GraphFolder = None,
    endpoint: Endpoint = None,
    form: RowFormat = Format.TABLE,
) -> None:
    """Run a query of your own. One that would write or fetch is refused.

    Example: `regiongraph sparql "SELECT ?kind (COUNT(*) AS ?n) { ?s a ?kind } GROUP BY ?kind"`
    """
    text = sys.stdin.read() if query == "-" else query
    answer = opened(graph, endpoint).sparql(text)
    print_answer(answer, form)


@app.command()
def why(
    one: Annotated[str, typer.Argument(metavar="A", help="A name, a key or an IRI.")] = "",
    other: Annotated[str, typer.Argument(metavar="B", help="Another; by default A again.")] = "",
    graph: GraphFolder = None,
    form: RowFormat = Format.TABLE,
) -> None:
    """Say why two names mean one thing, or two, or were left open.

    One name compares all things that bear it; without a name, all decisions are listed. To decide
    otherwise, write a row into a file for `build --decisions`.

    Example: `regiongraph why AdR organisation/cor`
    """
    known = opened(graph)
    if not one:
        columns = ("verdict", "rule", "evidence", "first", "second")
        decisions = known.report.decisions
        rows = [[getattr(decision, name) for name in columns] for decision in decisions]
        print_rows(columns, rows, form)
        return
    for line in str(known.why(one, other or one)).splitlines():
        say(line)
