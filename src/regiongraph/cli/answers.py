"""Verbs that ask a graph: ``ask``, ``sparql``, ``why``."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from regiongraph.cli.options import Endpoint, GraphFolder, MinConfidence, RowFormat, opened
from regiongraph.cli.printing import Format, print_rows, say

if TYPE_CHECKING:
    from regiongraph.graph.answers import Answer
    from regiongraph.graph.questions import Question

app = typer.Typer()


@app.command(
    add_help_option=False,
    context_settings={"allow_extra_args": True, "ignore_unknown_options": True},
)
def ask(
    context: typer.Context,
    question: Annotated[
        str | None, typer.Argument(help="Its name; without one, all questions are listed.")
    ] = None,
    *,
    graph: GraphFolder = None,
    endpoint: Endpoint = None,
    form: RowFormat = Format.TABLE,
    cite: Annotated[bool, typer.Option(help="With the proving words and their source.")] = True,
    min_confidence: MinConfidence = 0.0,
    explain: Annotated[bool, typer.Option("--help", help="Explain the question.")] = False,
) -> None:
    """Ask a question of the graph: `ask NAME --PARAMETER VALUE`.

    Without a name it lists the questions; `ask NAME --help` explains one.

    Example: `regiongraph ask chaired --body COTER --on 2022-11-17`
    """
    from regiongraph.graph.questions import load_questions

    questions = load_questions()
    if question is None and explain:
        typer.echo(context.get_help())
    elif question is None:
        rows = [(one.name, one.help) for one in questions.values()]
        print_rows(("question", "what it answers"), rows, form)
    elif explain and question in questions:
        _explain(questions[question])
    else:
        parameters = _parameters(context.args)
        answer = opened(graph, endpoint).ask(question, **parameters)
        _print_answer(answer.surer_than(min_confidence), form, cite=cite)


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
    _print_answer(answer, form, cite=True)


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


def _parameters(words: Sequence[str]) -> dict[str, str]:
    """Take ``--name value`` and ``--name=value`` apart."""
    found: dict[str, str] = {}
    rest = list(words)
    while rest:
        word = rest.pop(0)
        name, equals, value = word.removeprefix("--").partition("=")
        if not word.startswith("--") or not (equals or rest):
            raise typer.BadParameter(
                f"{word!r}: write the question first, then each parameter as --NAME VALUE."
            )
        found[name.replace("-", "_")] = value if equals else rest.pop(0)
    return found


def _explain(question: Question) -> None:
    say(question.help)
    for one in question.parameters:
        needed = one.kind if one.required else f"{one.kind}, optional"
        say(f"  --{one.name.replace('_', '-')} ({needed}): {one.help}")


def _print_answer(answer: Answer, form: Format, *, cite: bool) -> None:
    if form is Format.TABLE and cite:
        for line in str(answer).splitlines():
            say(line)
        return
    columns = answer.columns if cite else answer.shown_columns()
    rows = [[row[name] for name in columns] for row in answer.to_dicts()]
    print_rows(columns, rows, form)
