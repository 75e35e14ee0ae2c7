"""The command line: one verb a stage, the twin of the Python library.

::

    build     releases in, graph out            ask      a question, answered with its sentences
    extract   what one release says, as JSON    sparql   a query of your own
    ledger    what was named but not read       page     the network in one offline file
    evaluate  agreement with hand annotations   why      why two names are one thing, or two
    load      the graph into a SPARQL server    endpoint what a SPARQL endpoint is
    export    the graph as one file of RDF      import   a graph that another regiongraph made
    validate  a graph against its shapes        rebuild  are the bytes the same?
    serve     the graph over HTTP               link     identifiers that others have for our things

Exit codes: 0 all is well; 1 some files could not be read, the others were; 2 nothing was done.
"""

# What a verb needs is imported inside it: `regiongraph --help` waits for no RDF library.
from __future__ import annotations

import atexit
import gc
import sys
from collections.abc import Sequence

import typer

from regiongraph.cli import answers, exchange, links, pages, questions, registry, releases, stores
from regiongraph.cli.options import NOTHING_DONE
from regiongraph.cli.printing import complain
from regiongraph.errors import RegiongraphError

app = typer.Typer(
    help="Read press releases of European regions into a knowledge graph"
    " in which every claim keeps its sentence.",
    no_args_is_help=True,
    rich_markup_mode=None,  # typer's rich help takes twice as long as all the rest
    pretty_exceptions_enable=False,
)
for verbs in (releases, questions, answers, pages, stores, exchange, links):
    app.add_typer(verbs.app)
app.add_typer(registry.app, name="registry")


_COLLECT = (300_000, 50, 50)
"""What a run makes lives to its end: looking for garbage in it took a sixth of a run."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave with its exit code; no known error shows a traceback.

    Args:
        arguments: The words after the program's name; None takes those it was started with.
    """
    gc.set_threshold(*_COLLECT)
    atexit.register(gc.freeze)  # nor at the end, when it goes with the process
    try:
        app(arguments, prog_name="regiongraph")
    except RegiongraphError as error:
        complain(error)
        sys.exit(NOTHING_DONE)
