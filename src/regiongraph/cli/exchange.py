"""Verbs that hand a graph on and check it: ``export``, ``import``, ``validate``, ``rebuild``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from regiongraph.cli.options import (
    DEFAULT_GRAPH,
    SOME_FAILED,
    Endpoint,
    GraphFolder,
    MinConfidence,
    RowFormat,
    opened,
)
from regiongraph.cli.printing import Format, counted, print_rows, say

app = typer.Typer()

GraphFiles = Annotated[
    list[Path],
    typer.Argument(metavar="FILES_OR_FOLDERS...", help="Files of RDF, or graph folders."),
]


@app.command()
def export(
    out: Annotated[
        Path, typer.Argument(metavar="OUT.ttl", help="The file; its ending names the format.")
    ],
    graph: GraphFolder = None,
    endpoint: Endpoint = None,
) -> None:
    """Write a graph to one file of RDF, or its network as GraphML.

    The ending says which: .nq, .trig, .ttl, .jsonld, .rdf or .graphml.

    The same graph gives the same bytes. Turtle and RDF/XML merge the named graphs.

    Example: `regiongraph export out/leipzig.jsonld`
    """
    known = opened(graph, endpoint)
    known.export(out)
    say(f"{out} written, {len(known)} quads.")


@app.command("import")
def import_(
    sources: GraphFiles,
    out: Annotated[Path, typer.Option(metavar="DIR", help="Where the graph goes.")] = DEFAULT_GRAPH,
) -> None:
    """Take in a graph that another regiongraph made.

    One that breaks its shapes is refused.

    Example: `regiongraph import theirs.trig --out out/theirs`
    """
    from regiongraph.knowledge_graph import KnowledgeGraph

    graph = KnowledgeGraph.from_files(*sources)
    graph.save(out)
    releases = counted(len(graph.report.releases), "release")
    say(f"Took {releases} into {out}, {len(graph)} quads.")


@app.command()
def validate(
    sources: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[FILES_OR_FOLDERS...]", help="Files of RDF, or graph folders."),
    ] = None,
    form: RowFormat = Format.TABLE,
) -> None:
    """Check graphs against the shapes of the ontology.

    They stand in `ontology/shapes.ttl`. The exit code is 1 if a graph breaks one.

    Example: `regiongraph validate out/graph`
    """
    from regiongraph.graph.exchange import read_graph
    from regiongraph.graph.shapes import check_shapes
    from regiongraph.graph.store.embedded import EmbeddedStore

    store = EmbeddedStore.in_memory(read_graph(sources or [DEFAULT_GRAPH]))
    found = check_shapes(store.oxigraph)
    rows = [(one.node, one.rule, one.path) for one in found.violations]
    if rows or form is not Format.TABLE:
        print_rows(("node", "rule", "path"), rows, form)
    if form is Format.TABLE:
        broken = counted(len(rows), "fault") if rows else "no fault"
        say(f"{len(store)} quads checked: {broken}.")
    if rows:
        raise typer.Exit(SOME_FAILED)


@app.command()
def rebuild(
    sources: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[FILES_OR_FOLDERS...]",
            help="Releases; by default the files that the graph folder keeps.",
        ),
    ] = None,
    graph: GraphFolder = None,
    min_confidence: MinConfidence = 0.0,
    form: RowFormat = Format.TABLE,
) -> None:
    """Build a graph once more and compare the bytes.

    The exit code is 1 if they differ.

    Example: `regiongraph rebuild data/releases --graph out/graph`
    """
    from regiongraph.build import rebuild as compare

    answer = compare(graph or DEFAULT_GRAPH, sources or (), min_confidence=min_confidence)
    n_columns = 4 if form is Format.TABLE else len(answer.columns)
    print_rows(answer.columns[:n_columns], [row[:n_columns] for row in answer.rows], form)
    n_other = sum(row["verdict"] != "same" for row in answer)
    if form is Format.TABLE:
        same = "the same, byte for byte" if not n_other else f"{n_other} differ"
        say(f"{counted(len(answer), 'file')} of the record: {same}.")
    if n_other:
        raise typer.Exit(SOME_FAILED)
