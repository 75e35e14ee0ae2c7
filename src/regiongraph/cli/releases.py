"""Verbs that read releases: ``build``, ``extract``, ``evaluate``, ``ledger``."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from regiongraph.cli.options import DEFAULT_GRAPH, SOME_FAILED, MinConfidence, RowFormat
from regiongraph.cli.printing import (
    Format,
    complain,
    counted,
    figure,
    print_json,
    print_rows,
    say,
    shown,
)
from regiongraph.errors import ReadingError

if TYPE_CHECKING:
    from regiongraph.build import Problem, Reading
    from regiongraph.knowledge.reliability import Count
    from regiongraph.knowledge_graph import KnowledgeGraph

app = typer.Typer()


class Half(StrEnum):
    """Which files of a folder, by the number their name begins with."""

    ODD = "odd"
    EVEN = "even"


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


@app.command()
def build(
    sources: Sources,
    out: Annotated[Path, typer.Option(metavar="DIR", help="Where the graph goes.")] = DEFAULT_GRAPH,
    into: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="A stored graph that the releases join, instead."),
    ] = None,
    decisions: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="What you decided to be one, or two: verdict,a,b,note."),
    ] = None,
    min_confidence: MinConfidence = 0.0,
) -> None:
    """Read releases and write their graph.

    Reports what was read, what was named without yielding a claim, and what could not be read.
    With `--into`, a release of the same address or file name is replaced; the graph becomes what a
    build from all files would give, and who reads it meanwhile is not disturbed.

    Example: `regiongraph build data/releases --out out/graph`
    """
    from regiongraph.build import graph_of, joined

    wanted = sources if into is None else joined(sources, into)
    reading = _read(wanted, decisions, min_confidence)
    graph = graph_of(reading)
    if into is None:
        graph.save(out)
    else:
        changed = graph.save_changes(into)
    _print_report(reading, graph, into or out)
    if into is not None:
        say(f"{counted(len(changed), 'named graph')} of it changed.")
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
    """Print what releases say: things and facts, with their words.

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
    predictions: Annotated[
        Path | None,
        typer.Option(
            help="A folder of NAME.json to score instead of reading, as `extract` writes."
        ),
    ] = None,
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
    from regiongraph.evaluation import Row, count_by_rule, mistakes, read_json, score_folder

    said: dict[str, dict[str, Any]]
    problems: Sequence[Problem] = ()
    if predictions is None:
        said, problems = _annotated(folder, min_confidence)
    else:
        said = {path.stem: read_json(path) for path in sorted(predictions.glob("*.json"))}
    score = score_folder(said, folder, half=half, language=language)
    if form is ScoreFormat.JSON:
        print_json(score.as_dict())
    else:
        rows = [[figure(cell) for cell in row] for row in score.table()]
        print_rows(Row._fields, rows, Format.TABLE)
    if reliability:
        counts = count_by_rule(score, said)
        columns = ("rule", "claims", "right", "share", "confidence")
        print_rows(columns, [_reliability(count) for count in counts], Format.TABLE)
    if misses:
        for stem, one in score.releases.items():
            for line in (stem, *mistakes(one)):
                say(line)
    _leave(problems)


def _annotated(
    folder: Path, min_confidence: float
) -> tuple[dict[str, dict[str, Any]], Sequence[Problem]]:
    """Return what is read in a folder, by the stems of its files, and what went wrong."""
    from regiongraph.reading.annotations import annotate

    reading = _read([folder], min_confidence=min_confidence)
    return {Path(one.release.source).stem: annotate(one) for one in reading.read}, reading.problems


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
    print_rows(("release", "start", "sentence"), rows, form)
    _leave(reading.problems)


def _reliability(count: Count) -> list[str]:
    from regiongraph.knowledge.reliability import load_reliability

    given = load_reliability().confidence(count.rule)
    return [count.rule, str(count.said), str(count.right), *map(figure, (count.share, given))]


def _read(
    sources: Iterable[str | Path], decisions: Path | None = None, min_confidence: float = 0.0
) -> Reading:
    """Read releases, naming the current one on a terminal; nothing readable is an error."""
    from rich.console import Console

    from regiongraph.build import read_paths

    with Console(stderr=True, markup=False).status("Reading") as status:
        reading = read_paths(
            sources,
            decisions=decisions,
            min_confidence=min_confidence,
            progress=lambda name: status.update(shown(name)),
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
        complain(f"{problem.source}: {problem.what}. {problem.remedy}".rstrip())


def _print_report(reading: Reading, graph: KnowledgeGraph, out: Path) -> None:
    claims = Counter(one.type.value for read in reading.read for one in read.statements)
    n_missed = sum(len(read.missed) for read in reading.read)
    rows = [*sorted(claims.items()), ("all claims", claims.total())]
    print_rows(("claim", "number"), rows, Format.TABLE)
    say("")
    say(f"Read {counted(len(reading.read), 'release')} into {out}, {len(graph)} quads.")
    for refusal in graph.report.refused:
        say(f"Refused {refusal['node']}: {refusal['rule']}")
    n_open = sum(decision.verdict == "open" for decision in graph.report.decisions)
    if n_open:
        say(f"{counted(n_open, 'pair')} of one name left open: see `regiongraph why`.")
    say(f"{counted(n_missed, 'sentence')} named someone without a claim: see the ledger.")
