"""The command line: one verb a stage, the twin of the Python library.

::

    build     releases in, graph out            ask      a question, answered with its sentences
    extract   what one release says, as JSON    sparql   a query of your own
    ledger    what was named but not read       page     the network in one offline file
    evaluate  agreement with hand annotations   why      why two names are one thing, or two

Exit codes: 0 all is well; 1 some files could not be read, the others were; 2 nothing was done.
"""

# What a verb needs is imported inside it: `regiongraph --help` waits for no RDF library.
from __future__ import annotations

import csv
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from regiongraph.errors import ReadingError, RegiongraphError

if TYPE_CHECKING:
    from regiongraph.build import Problem, Reading
    from regiongraph.graph.answers import Answer
    from regiongraph.graph.questions import Question
    from regiongraph.knowledge.reliability import Count
    from regiongraph.knowledge_graph import KnowledgeGraph

SOME_FAILED, NOTHING_DONE = 1, 2
UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]+")
"""What a release could use to steer a terminal, or to turn the reading direction round."""
MARKDOWN = re.compile(r"[\\`*_\[\]<>|]")
FORMULA = ("=", "+", "-", "@")
WIDTH = 100

app = typer.Typer(
    help="Read press releases of European regions into a knowledge graph"
    " in which every claim keeps its sentence.",
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    add_completion=False,
)

registry_app = typer.Typer(help="Look after what is known beforehand.", no_args_is_help=True)
app.add_typer(registry_app, name="registry")


class Half(StrEnum):
    """Which files of a folder, by the number their name begins with."""

    ODD = "odd"
    EVEN = "even"


class Format(StrEnum):
    """How rows are printed."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    MARKDOWN = "markdown"


class DataFormat(StrEnum):
    """How a structured result is printed."""

    JSON = "json"


class ScoreFormat(StrEnum):
    """How scores are printed."""

    TABLE = "table"
    JSON = "json"


Sources = Annotated[
    list[Path], typer.Argument(metavar="FILES_OR_FOLDERS...", help="Releases, or folders of them.")
]
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
DEFAULT_GRAPH = Path("out/graph")


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave with its exit code; no known error shows a traceback.

    Args:
        arguments: The words after the program's name; None takes those it was started with.
    """
    try:
        app(arguments, prog_name="regiongraph")
    except RegiongraphError as error:
        _complain(error)
        sys.exit(NOTHING_DONE)


@app.command()
def build(
    sources: Sources,
    out: Annotated[Path, typer.Option(metavar="DIR", help="Where the graph goes.")] = DEFAULT_GRAPH,
    decisions: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="What you decided to be one, or two: verdict,a,b,note."),
    ] = None,
    min_confidence: MinConfidence = 0.0,
) -> None:
    """Read releases and write their graph.

    Reports what was read, what was named without yielding a claim, and what could not be read.

    Example: `regiongraph build data/releases --out out/graph`
    """
    from regiongraph.knowledge.registry import load_registry
    from regiongraph.knowledge_graph import KnowledgeGraph

    reading = _read(sources, decisions, min_confidence)
    graph = KnowledgeGraph.from_read(reading.read, registry=load_registry())
    graph.report.problems = reading.problems
    graph.report.decisions = reading.decisions
    graph.save(out)
    _print_report(reading, graph, out)
    _leave(reading.problems)


@app.command()
def extract(
    source: Annotated[Path, typer.Argument(metavar="FILE_OR_FOLDER", help="A release or folder.")],
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Write NAME.json for each release.")
    ] = None,
    form: Annotated[DataFormat, typer.Option("--format", help="The output.")] = DataFormat.JSON,
    min_confidence: MinConfidence = 0.0,
) -> None:
    """Print what releases say: entities, and facts with the words that prove them.

    The files of a folder are read as one corpus: the same thing has the same IRI in all of them.

    Example: `regiongraph extract data/releases/leipziger-erklaerung.md --format json`
    """
    if source.is_dir() and out is None:
        raise typer.BadParameter(f"{source} is a folder: say with --out where the files go.")
    from regiongraph.reading.annotations import annotate

    reading = _read([source], min_confidence=min_confidence)
    for one in reading.read:
        annotation = json.dumps(annotate(one), ensure_ascii=False, indent=1) + "\n"
        if out is None:
            sys.stdout.write(annotation)
        else:
            out.mkdir(parents=True, exist_ok=True)
            (out / f"{Path(one.release.source).stem}.{form}").write_text(annotation, "utf-8")
    _leave(reading.problems)


@app.command()
def evaluate(
    folder: Annotated[Path, typer.Argument(help="Releases with NAME.gold.json beside them.")],
    *,
    half: Annotated[Half | None, typer.Option(help="Only files with such a number.")] = None,
    language: Annotated[str | None, typer.Option(help="Only releases in this language.")] = None,
    misses: Annotated[bool, typer.Option("--misses", help="List what differs, too.")] = False,
    reliability: Annotated[
        bool, typer.Option("--reliability", help="List how often each rule is right, too.")
    ] = False,
    min_confidence: MinConfidence = 0.0,
    form: Annotated[ScoreFormat, typer.Option("--format", help="The output.")] = ScoreFormat.TABLE,
) -> None:
    """Compare what is read with annotations made by hand.

    Prints precision, recall and F1 for entities and facts, by type and language.

    Example: `regiongraph evaluate tests/corpus/de --half odd --misses`
    """
    from regiongraph.evaluation import Row, count_by_rule, mistakes, score_folder
    from regiongraph.reading.annotations import annotate

    reading = _read([folder], min_confidence=min_confidence)
    predictions = {Path(one.release.source).stem: annotate(one) for one in reading.read}
    score = score_folder(predictions, folder, half=half, language=language)
    if form is ScoreFormat.JSON:
        _print_json(score.as_dict())
    else:
        rows = [[_figure(cell) for cell in row] for row in score.table()]
        _print_rows(Row._fields, rows, Format.TABLE)
    if reliability:
        counts = count_by_rule(score, predictions)
        columns = ("rule", "claims", "right", "share", "confidence")
        _print_rows(columns, [_reliability(count) for count in counts], Format.TABLE)
    if misses:
        for stem, one in score.releases.items():
            for line in (stem, *mistakes(one)):
                _say(line)
    _leave(reading.problems)


@app.command()
def ledger(sources: Sources, form: RowFormat = Format.TABLE) -> None:
    """List the sentences that name someone but yielded no claim.

    Example: `regiongraph ledger data/releases`
    """
    reading = _read(sources)
    rows = [
        [one.release.source, span.start, one.release.text[span.start : span.end]]
        for one in reading.read
        for span in one.missed
    ]
    _print_rows(("release", "start", "sentence"), rows, form)
    _leave(reading.problems)


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
    graph: GraphFolder = DEFAULT_GRAPH,
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
    from regiongraph.knowledge_graph import KnowledgeGraph

    questions = load_questions()
    if question is None and explain:
        typer.echo(context.get_help())
    elif question is None:
        rows = [(one.name, one.help) for one in questions.values()]
        _print_rows(("question", "what it answers"), rows, form)
    elif explain and question in questions:
        _explain(questions[question])
    else:
        parameters = _parameters(context.args)
        answer = KnowledgeGraph.open(graph).ask(question, **parameters)
        _print_answer(answer.surer_than(min_confidence), form, cite=cite)


@app.command()
def sparql(
    query: Annotated[str, typer.Argument(help="SPARQL that reads; `-` takes it from stdin.")],
    graph: GraphFolder = DEFAULT_GRAPH,
    form: RowFormat = Format.TABLE,
) -> None:
    """Run a query of your own. One that would write or fetch is refused.

    Example: `regiongraph sparql "SELECT ?kind (COUNT(*) AS ?n) { ?s a ?kind } GROUP BY ?kind"`
    """
    from regiongraph.knowledge_graph import KnowledgeGraph

    text = sys.stdin.read() if query == "-" else query
    answer = KnowledgeGraph.open(graph).sparql(text)
    _print_answer(answer, form, cite=True)


@app.command()
def why(
    one: Annotated[str, typer.Argument(metavar="A", help="A name, a key or an IRI.")] = "",
    other: Annotated[str, typer.Argument(metavar="B", help="Another; by default A again.")] = "",
    graph: GraphFolder = DEFAULT_GRAPH,
    form: RowFormat = Format.TABLE,
) -> None:
    """Say why two names mean one thing, or two, or were left open.

    One name compares all things that bear it; without a name, all decisions are listed. To decide
    otherwise, write a row into a file for `build --decisions`.

    Example: `regiongraph why AdR organisation/cor`
    """
    from regiongraph.knowledge_graph import KnowledgeGraph

    known = KnowledgeGraph.open(graph)
    if not one:
        columns = ("verdict", "rule", "evidence", "first", "second")
        decisions = known.report.decisions
        rows = [[getattr(decision, name) for name in columns] for decision in decisions]
        _print_rows(columns, rows, form)
        return
    for line in str(known.why(one, other or one)).splitlines():
        _say(line)


@registry_app.command()
def check(
    folder: Annotated[
        Path | None, typer.Argument(help="A registry; by default the one that ships.")
    ] = None,
    form: RowFormat = Format.TABLE,
) -> None:
    """Check every row of a registry; the first wrong one is named with file, line and remedy.

    Example: `regiongraph registry check data/registry`
    """
    from regiongraph.knowledge.registry_check import check_registry

    _print_rows(("what", "number"), sorted(check_registry(folder).items()), form)


@app.command()
def page(
    out: Annotated[Path, typer.Argument(metavar="OUT.html", help="The file to write.")],
    graph: GraphFolder = DEFAULT_GRAPH,
    beyond: Annotated[
        bool, typer.Option("--beyond", help="Draw what only the registry speaks of, too.")
    ] = False,
    min_confidence: MinConfidence = 0.0,
) -> None:
    """Write the network as one HTML file that needs no connection.

    Example: `regiongraph page out/leipzig.html`
    """
    from regiongraph.knowledge_graph import KnowledgeGraph

    KnowledgeGraph.open(graph).page(out, beyond=beyond, min_confidence=min_confidence)
    _say(f"{out} written; it opens in any browser")


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
    _say(question.help)
    for one in question.parameters:
        needed = one.kind if one.required else f"{one.kind}, optional"
        _say(f"  --{one.name.replace('_', '-')} ({needed}): {one.help}")


def _print_answer(answer: Answer, form: Format, *, cite: bool) -> None:
    if form is Format.TABLE and cite:
        for line in str(answer).splitlines():
            _say(line)
        return
    columns = answer.columns if cite else answer.shown_columns()
    rows = [[row[name] for name in columns] for row in answer.to_dicts()]
    _print_rows(columns, rows, form)


def _read(
    sources: Iterable[Path], decisions: Path | None = None, min_confidence: float = 0.0
) -> Reading:
    """Read releases, naming the current one on a terminal; nothing readable is an error."""
    from regiongraph.build import read_paths

    with Console(stderr=True, markup=False).status("Reading") as status:
        reading = read_paths(
            sources,
            decisions=decisions,
            min_confidence=min_confidence,
            progress=lambda name: status.update(_shown(name)),
        )
    if not reading.read:
        _print_problems(reading.problems)
        raise ReadingError(
            "No release could be read",
            remedy="Name text or Markdown files, or folders that hold some.",
        )
    return reading


def _leave(problems: Sequence[Problem]) -> None:
    """Tell what went wrong, and leave with the exit code that says so if a file was lost."""
    _print_problems(problems)
    if any(problem.lost for problem in problems):
        raise typer.Exit(SOME_FAILED)


def _print_problems(problems: Iterable[Problem]) -> None:
    for problem in problems:
        _complain(f"{problem.source}: {problem.what}. {problem.remedy}".rstrip())


def _print_report(reading: Reading, graph: KnowledgeGraph, out: Path) -> None:
    claims = Counter(one.type.value for read in reading.read for one in read.statements)
    n_missed = sum(len(read.missed) for read in reading.read)
    rows = [*sorted(claims.items()), ("all claims", claims.total())]
    _print_rows(("claim", "number"), rows, Format.TABLE)
    _say("")
    _say(f"Read {_counted(len(reading.read), 'release')} into {out}, {len(graph)} quads.")
    for refusal in graph.report.refused:
        _say(f"Refused {refusal['node']}: {refusal['rule']}")
    n_open = sum(decision.verdict == "open" for decision in graph.report.decisions)
    if n_open:
        _say(f"{_counted(n_open, 'pair')} of one name left open: see `regiongraph why`.")
    _say(f"{_counted(n_missed, 'sentence')} named someone without a claim: see the ledger.")


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _print_rows(columns: Sequence[str], rows: Iterable[Sequence[Any]], form: Format) -> None:
    """Print rows in a format; whatever a release wrote into them is shown, never obeyed."""
    match form:
        case Format.JSON:
            _print_json([dict(zip(columns, row, strict=True)) for row in rows])
        case Format.CSV:
            writer = csv.writer(sys.stdout, lineterminator="\n")
            writer.writerows([columns, *([_csv_cell(cell) for cell in row] for row in rows)])
        case Format.MARKDOWN:
            for row in (columns, ["---"] * len(columns), *rows):
                typer.echo(f"| {' | '.join(_markdown_cell(cell) for cell in row)} |")
        case Format.TABLE:
            table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False)
            for column in columns:
                table.add_column(column)
            for row in rows:
                table.add_row(*(Text(_shown(cell)) for cell in row))
            console = _console()
            with console.capture() as captured:
                console.print(table)
            typer.echo("\n".join(line.rstrip() for line in captured.get().splitlines()))


def _print_json(value: object) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False, indent=1, default=str))


def _csv_cell(cell: object) -> object:
    """Keep a spreadsheet from running a text of a release as a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell


def _markdown_cell(cell: object) -> str:
    return MARKDOWN.sub(r"\\\g<0>", _shown(cell))


def _reliability(count: Count) -> list[str]:
    from regiongraph.knowledge.reliability import load_reliability

    given = load_reliability().confidence(count.rule)
    return [count.rule, str(count.said), str(count.right), *map(_figure, (count.share, given))]


def _figure(cell: object) -> str:
    return f"{cell:.3f}" if isinstance(cell, float) else _shown(cell)


def _console() -> Console:
    # Beyond a terminal, a fixed width: the same answer has the same bytes everywhere.
    width = None if sys.stdout.isatty() else WIDTH
    return Console(width=width, markup=False, highlight=False, emoji=False)


def _say(line: str) -> None:
    typer.echo(_shown(line))


def _complain(error: object) -> None:
    typer.echo(f"regiongraph: {_shown(error)}", err=True)


def _shown(value: object) -> str:
    """Write a value so that it stays on its line and cannot steer the terminal."""
    return "" if value is None else UNSAFE.sub(" ", str(value))
