"""The verb ``ask``: named questions, listed, explained, completed and answered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperCommand

from regiongraph.cli.options import Endpoint, GraphFolder, MinConfidence, RowFormat, opened
from regiongraph.cli.printing import Format, print_answer, print_rows, say
from regiongraph.errors import RegiongraphError

if TYPE_CHECKING:
    from regiongraph.graph.questions import Question

MOST_COMPLETED = 50

app = typer.Typer()


class _Ask(TyperCommand):
    """Completes the parameters of a question where the shell asks for options."""

    def shell_complete(self, ctx: Any, incomplete: str) -> list[Any]:
        words = next(param for param in self.params if param.name == "words")
        return [*super().shell_complete(ctx, incomplete), *words.shell_complete(ctx, incomplete)]


def complete_names(incomplete: str) -> Iterator[tuple[str, str]]:
    """Yield the questions whose name begins so, with their help."""
    from regiongraph.graph.questions import load_questions

    for question in load_questions().values():
        if question.name.startswith(incomplete):
            yield question.name, question.help


def complete_words(ctx: typer.Context, incomplete: str) -> Iterator[tuple[str, str]]:
    """Yield the parameters of the named question, or the names that a parameter may take."""
    from regiongraph.graph.questions import load_questions

    given = ctx.params
    folder = (given["questions"],) if given.get("questions") else ()
    try:
        question = load_questions(*folder)[given.get("question") or ""]
        words = given.get("words") or []
        kinds = {f"--{one.name}": one for one in question.parameters}
        if words and words[-1] in kinds:
            if kinds[words[-1]].kind == "entity":
                yield from _things(given.get("graph"), incomplete)
            return
        yield from (
            (name, one.help)
            for name, one in kinds.items()
            if name.startswith(incomplete) and name not in words
        )
    except (RegiongraphError, LookupError):
        return  # a shell that completes must not be told of errors


def _things(graph: Path | None, incomplete: str) -> Iterator[tuple[str, str]]:
    from pyoxigraph import Literal

    from regiongraph.graph.parameters import bind

    begins = """SELECT DISTINCT ?name { VALUES (?begins) { (UNDEF) }
      ?thing rdfs:label|skos:altLabel ?label . BIND(STR(?label) AS ?name)
      FILTER(STRSTARTS(?name, ?begins)) } ORDER BY ?name"""
    query = bind(begins, {"begins": (Literal(incomplete),)})
    for row in opened(graph).sparql(query).rows[:MOST_COMPLETED]:
        yield str(row[0]), ""


Name = Annotated[
    str | None,
    typer.Argument(
        help="Its name; without one, all questions are listed.", autocompletion=complete_names
    ),
]
Words = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[--PARAMETER VALUE]...",
        help="What the question must be told.",
        autocompletion=complete_words,
    ),
]
OwnQuestions = Annotated[
    Path | None,
    typer.Option("--questions", metavar="DIR", help="A folder of your own questions."),
]


@app.command(
    cls=_Ask,
    add_help_option=False,
    context_settings={"allow_extra_args": True, "ignore_unknown_options": True},
)
def ask(
    context: typer.Context,
    question: Name = None,
    words: Words = None,
    *,
    graph: GraphFolder = None,
    endpoint: Endpoint = None,
    questions: OwnQuestions = None,
    form: RowFormat = Format.TABLE,
    cite: Annotated[bool, typer.Option(help="With the proving words and their source.")] = True,
    bibtex: Annotated[bool, typer.Option("--bibtex", help="With BibTeX entries, too.")] = False,
    min_confidence: MinConfidence = 0.0,
    explain: Annotated[bool, typer.Option("--help", help="Explain the question.")] = False,
) -> None:
    """Ask a question of the graph: `ask NAME --PARAMETER VALUE`.

    Without a name it lists the questions; `ask NAME --help` explains one. Questions of your own
    are found in the folders that `--questions` or the variable `REGIONGRAPH_QUESTIONS` names.

    Example: `regiongraph ask chaired --body COTER --on 2022-11-17`
    """
    from regiongraph.graph.questions import load_questions, named_question

    folders = (questions,) if questions else ()
    if question is None and explain:
        typer.echo(context.get_help())
    elif question is None:
        rows = [(one.name, one.help) for one in load_questions(*folders).values()]
        print_rows(("question", "what it answers"), rows, form)
    elif explain:
        _explain(named_question(question, load_questions(*folders)))
    else:
        parameters = _parameters(words or ())
        known = opened(graph, endpoint)
        for folder in folders:
            known.add_questions(folder)
        answer = known.ask(question, **parameters).surer_than(min_confidence)
        print_answer(answer, form, cite=cite, bibtex=bibtex)


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
