"""The command line does what its help says, and tells what went wrong in one line."""

from __future__ import annotations

import csv
import io
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from regiongraph.cli import main
from regiongraph.graph.questions import load_questions

if TYPE_CHECKING:
    from collections.abc import Callable

VERBS = (
    *("build", "extract", "evaluate", "ledger", "ask", "sparql", "why", "page"),
    *("load", "endpoint", "serve"),
    *("export", "import", "validate", "rebuild", "link"),
)
QUESTIONS = load_questions()


@dataclass(frozen=True)
class Done:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., Done]:
    """Run the command line in this process."""

    def runs(*words: object) -> Done:
        with pytest.raises(SystemExit) as left:
            main([str(word) for word in words])
        printed = capsys.readouterr()
        return Done(int(left.value.code or 0), printed.out, printed.err)

    return runs


@pytest.fixture(scope="module")
def graph(leipzig: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the graph of the shipped release."""
    folder = tmp_path_factory.mktemp("cli") / "graph"
    with pytest.raises(SystemExit) as left:
        main(["build", str(leipzig), "--out", str(folder)])
    assert left.value.code == 0
    return folder


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_explains_itself_with_an_example(verb: str, run: Callable[..., Done]) -> None:
    """``--help`` of each verb shows an example that names the verb."""
    done = run(verb, "--help")
    assert done.code == 0
    assert f"Example: `regiongraph {verb}" in done.out


def test_every_verb_stands_in_the_overview(run: Callable[..., Done]) -> None:
    """``regiongraph --help`` lists every verb."""
    done = run("--help")
    assert all(f" {verb} " in done.out for verb in VERBS)


def test_build_reports_claims_and_misses(
    leipzig: Path, tmp_path: Path, run: Callable[..., Done]
) -> None:
    """A build says how many claims of each kind it read and what it left."""
    done = run("build", leipzig, "--out", tmp_path / "graph")
    assert done.code == 0
    assert "participation" in done.out
    assert "Read 1 release into" in done.out
    assert "named someone without a claim" in done.out


def test_build_goes_on_past_a_broken_file(
    leipzig: Path, tmp_path: Path, run: Callable[..., Done]
) -> None:
    """A file that is no text is reported with its remedy; the others are built; the code is 1."""
    (tmp_path / "broken.md").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    done = run("build", leipzig, tmp_path / "broken.md", "--out", tmp_path / "graph")
    assert done.code == 1
    assert "Read 1 release into" in done.out
    assert done.err.startswith("regiongraph: broken.md: ")
    assert run("ask", "chaired", "--body", "COTER", "--graph", tmp_path / "graph").code == 0


@pytest.mark.parametrize(
    "words",
    [
        ("build", "nowhere"),
        ("extract", "nowhere.md"),
        ("ledger", "nowhere.md"),
        ("ask", "members", "--of", "COTER", "--graph", "nowhere"),
        ("sparql", "SELECT * { ?s ?p ?o }", "--graph", "nowhere"),
        ("why", "AdR", "COTER", "--graph", "nowhere"),
        ("page", "page.html", "--graph", "nowhere"),
    ],
)
def test_nothing_done_is_one_line_and_code_two(
    words: tuple[str, ...],
    run: Callable[..., Done],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What is not there is named in a sentence, not in a traceback."""
    monkeypatch.chdir(tmp_path)
    done = run(*words)
    assert done.code == 2
    assert "nowhere" in done.err
    assert "Traceback" not in done.err
    assert done.out == ""


def test_extract_quotes_the_text(leipzig: Path, run: Callable[..., Done]) -> None:
    """Every fact's offsets cut exactly its quote out of the stored text."""
    from regiongraph import read

    text = read(leipzig).release.text
    extracted = json.loads(run("extract", leipzig, "--format", "json").out)
    assert {"url", "language", "published", "publisher", "entities", "facts"} == set(extracted)
    assert extracted["facts"]
    assert all(text[fact["start"] : fact["end"]] == fact["quote"] for fact in extracted["facts"])


def test_extract_writes_a_folder(leipzig: Path, tmp_path: Path, run: Callable[..., Done]) -> None:
    """A folder goes to ``DIR/NAME.json``, one file a release; without ``--out`` it is refused."""
    assert run("extract", leipzig.parent).code == 2
    assert run("extract", leipzig.parent, "--out", tmp_path / "read").code == 0
    written = json.loads((tmp_path / "read" / "leipziger-erklaerung.json").read_text("utf-8"))
    assert written == json.loads(run("extract", leipzig).out)


def test_evaluate_scores_against_gold(run: Callable[..., Done]) -> None:
    """The hand-made gold of the shipped release is scored, as a table and as JSON."""
    folder = Path(__file__).parent / "corpus" / "leipzig"
    done = run("evaluate", folder, "--misses")
    assert done.code == 0
    assert "core" in done.out
    assert "missed" in done.out
    scores = json.loads(run("evaluate", folder, "--format", "json").out)
    assert 0 < scores["core"]["f1"] <= 1


def test_evaluate_scores_what_an_extractor_wrote(
    leipzig: Path, tmp_path: Path, run: Callable[..., Done]
) -> None:
    """A folder of predictions is scored as what is read here is; no reading takes place."""
    folder = Path(__file__).parent / "corpus" / "leipzig"
    (stem,) = (path.name.removesuffix(".gold.json") for path in folder.glob("*.gold.json"))
    run("extract", leipzig.parent, "--out", tmp_path)
    (tmp_path / f"{leipzig.stem}.json").rename(tmp_path / f"{stem}.json")
    done = run("evaluate", folder, "--predictions", tmp_path, "--format", "json")
    assert done.out == run("evaluate", folder, "--format", "json").out
    assert "loosen the filters" in run("evaluate", folder, "--language", "mt").err
    (tmp_path / f"{stem}.json").write_text("{", encoding="utf-8")
    done = run("evaluate", folder, "--predictions", tmp_path)
    assert (done.code, "one JSON object" in done.err) == (2, True)


def test_ledger_lists_sentences_with_their_offsets(leipzig: Path, run: Callable[..., Done]) -> None:
    """Each row of the ledger is a stretch of the stored text."""
    from regiongraph import read

    text = read(leipzig).release.text
    rows = json.loads(run("ledger", leipzig, "--format", "json").out)
    assert all(text[row["start"] :].startswith(row["sentence"]) for row in rows)


def test_ask_lists_every_question(run: Callable[..., Done]) -> None:
    """Without a name, ``ask`` lists what can be asked; no graph is needed."""
    rows = json.loads(run("ask", "--format", "json").out)
    assert [row["question"] for row in rows] == list(QUESTIONS)


@pytest.mark.parametrize("name", QUESTIONS)
def test_ask_explains_every_question(name: str, run: Callable[..., Done]) -> None:
    """``ask NAME --help`` prints the question's help and each parameter."""
    done = run("ask", name, "--help")
    assert QUESTIONS[name].help in done.out
    assert all(f"--{one.name}" in done.out for one in QUESTIONS[name].parameters)


def test_ask_answers_with_its_sentence(graph: Path, run: Callable[..., Done]) -> None:
    """Emil Boc chaired COTER on 17 November 2022; the release's words stand below the table."""
    words = ("ask", "chaired", "--body", "COTER", "--on=2022-11-17", "--graph", graph)
    cited = run(*words).out
    assert "Emil Boc" in cited
    assert "“" in cited
    assert "“" not in run(*words, "--no-cite").out


def test_ask_prints_the_same_rows_in_every_format(graph: Path, run: Callable[..., Done]) -> None:
    """CSV and JSON have every column, Markdown those for people, with footnotes."""
    words = ("ask", "spoke-for", "--graph", graph, "--format")
    rows = json.loads(run(*words, "json").out)
    assert rows
    table = list(csv.DictReader(io.StringIO(run(*words, "csv").out)))
    assert [set(row) for row in table] == [set(row) for row in rows]
    lines = run(*words, "markdown").out.splitlines()
    assert lines[2].startswith("| [^1] | María Chivite |")
    assert lines[-1].startswith("[^1]: “")
    assert not [
        line for line in run(*words, "markdown", "--no-cite").out.splitlines() if "“" in line
    ]


def test_ask_gives_bibtex(graph: Path, run: Callable[..., Done]) -> None:
    """Below the footnotes, or as a column where a program reads the rows."""
    words = ("ask", "spoke-for", "--graph", graph, "--bibtex")
    assert "\n@misc{release2022-" in run(*words).out
    (row,) = json.loads(run(*words, "--format", "json").out)
    assert row["bibtex"].startswith("@misc{release2022-")


def test_ask_finds_the_users_own_questions(
    graph: Path, tmp_path: Path, run: Callable[..., Done], monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the folder that is named, or that the environment names."""
    text = "# Which rules found something.\nSELECT DISTINCT ?rule { ?claim rg:rule ?rule }\n"
    (tmp_path / "rules.rq").write_text(text, encoding="utf-8")
    words = ("ask", "rules", "--graph", graph)
    assert run(*words).code == 2
    assert "de." in run(*words, "--questions", tmp_path).out
    assert "Which rules" in run("ask", "--questions", tmp_path).out
    monkeypatch.setenv("REGIONGRAPH_QUESTIONS", str(tmp_path))
    assert "de." in run(*words).out


def test_a_graph_goes_out_and_comes_in(
    graph: Path, tmp_path: Path, run: Callable[..., Done]
) -> None:
    """What `export` wrote, `import` takes in; the record is the same."""
    file = tmp_path / "leipzig.rdf"
    assert run("export", file, "--graph", graph).code == 0
    assert "Took 1 release into" in run("import", file, "--out", tmp_path / "again").out
    records = ((folder / "record").iterdir() for folder in (graph, tmp_path / "again"))
    ours, theirs = ({one.name: one.read_bytes() for one in record} for record in records)
    assert ours == theirs
    assert run("export", tmp_path / "leipzig.docx", "--graph", graph).code == 2


def test_validate_says_what_is_broken(
    graph: Path, tmp_path: Path, run: Callable[..., Done]
) -> None:
    """A sound graph passes; a claim without evidence is listed, and the code is 1."""
    assert run("validate", graph).out.endswith(" quads checked: no fault.\n")
    kind = "<https://w3id.org/regiongraph/ontology#Claim>"
    (tmp_path / "broken.ttl").write_text(f"<https://example.org/claim/1> a {kind} .\n", "utf-8")
    done = run("validate", tmp_path / "broken.ttl", "--format", "json")
    assert done.code == 1
    assert "a claim has exactly one piece of evidence" in [r["rule"] for r in json.loads(done.out)]
    assert "1 quads checked: 3 faults." in run("validate", tmp_path / "broken.ttl").out


def test_rebuild_compares_bytes(
    graph: Path, leipzig: Path, tmp_path: Path, run: Callable[..., Done]
) -> None:
    """From the kept files and from the releases the bytes are the same; from others they differ."""
    assert "the same, byte for byte" in run("rebuild", "--graph", graph).out
    assert "the same, byte for byte" in run("rebuild", leipzig, "--graph", graph).out
    text = leipzig.read_text(encoding="utf-8").replace("Dulig", "Dullig")
    (tmp_path / leipzig.name).write_text(text, encoding="utf-8")
    done = run("rebuild", tmp_path, "--graph", graph, "--format", "json")
    assert done.code == 1
    assert "differs" in {row["verdict"] for row in json.loads(done.out)}
    assert run("rebuild", "--graph", tmp_path / "nowhere").code == 2


@pytest.mark.parametrize(
    ("line", "completed"),
    [
        ("ask chair", ["chaired"]),
        ("ask chaired ", ["--body", "--on"]),
        ("ask chaired --bo", ["--body"]),
        ("ask chaired --body COTER --", ["--on"]),
        ("ask chaired --graph {graph} --body Nobody", []),
        ("ask said --graph {graph} --person Emil", ["Emil Boc"]),
        ("ask nothing --gr", ["--graph"]),
    ],
)
def test_the_shell_completes_questions(
    line: str,
    completed: list[str],
    graph: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Names of questions, their parameters, and what things are called in the graph."""
    words = f"regiongraph {line}".format(graph=graph)
    monkeypatch.setenv("_REGIONGRAPH_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", words)
    monkeypatch.setenv("COMP_CWORD", str(words.count(" ")))
    with pytest.raises(SystemExit):
        main([])
    found = capsys.readouterr().out.split("\n")
    assert set(completed) <= set(found)
    assert completed or not any(found)


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (("chared", "--body", "COTER"), "chaired"),
        (("chaired", "--bodi", "COTER"), "body"),
        (("chaired",), "body"),
        (("chaired", "--body", "COTRE"), "COTER"),
        (("chaired", "--body", "COTER", "--on", "yesterday"), "2022-11-17"),
        (("chaired", "COTER"), "--NAME"),
        (("chaired", "--body"), "--NAME"),
    ],
)
def test_ask_says_what_it_needs(
    words: tuple[str, ...], hint: str, graph: Path, run: Callable[..., Done]
) -> None:
    """A wrong question, parameter or name is answered with the nearest right one."""
    done = run("ask", *words, "--graph", graph)
    assert done.code == 2
    assert hint in done.err


def test_sparql_answers_and_reads_stdin(
    graph: Path, run: Callable[..., Done], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A query may stand on the command line or come from stdin."""
    query = "SELECT (COUNT(*) AS ?n) { ?claim <https://w3id.org/regiongraph/ontology#rule> ?r }"
    done = run("sparql", query, "--graph", graph, "--format", "json")
    monkeypatch.setattr(sys, "stdin", io.StringIO(query))
    assert run("sparql", "-", "--graph", graph, "--format", "json") == done
    assert json.loads(done.out)[0]["n"] > 0


@pytest.mark.parametrize(
    "query",
    [
        "INSERT DATA { <http://example.org/a> <http://example.org/b> 1 }",
        "SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }",
        "SELECT * {",
    ],
)
def test_sparql_refuses_what_it_must_not_run(
    query: str, graph: Path, run: Callable[..., Done]
) -> None:
    """What would write or fetch, and what is no query, ends in one line and code 2."""
    done = run("sparql", query, "--graph", graph)
    assert done.code == 2
    assert done.err.startswith("regiongraph: ")


def test_page_is_one_file(graph: Path, tmp_path: Path, run: Callable[..., Done]) -> None:
    """The page is written where it was asked for."""
    done = run("page", tmp_path / "leipzig.html", "--graph", graph)
    assert done.code == 0
    assert (tmp_path / "leipzig.html").read_text("utf-8").startswith("<!DOCTYPE html>")


def test_release_text_cannot_steer_the_terminal(graph: Path, run: Callable[..., Done]) -> None:
    """Escape sequences and marks that turn the reading direction are not printed."""
    query = 'SELECT ("a\x1b[31m\u202eb" AS ?text) {}'
    for form in ("table", "markdown"):
        out = run("sparql", query, "--graph", graph, "--format", form).out
        assert "\x1b" not in out
        assert "\u202e" not in out


def test_csv_cells_are_no_formulas(graph: Path, run: Callable[..., Done]) -> None:
    """A text that a spreadsheet would run begins with an apostrophe; a number does not."""
    query = 'SELECT ("=HYPERLINK(1)" AS ?text) (-1 AS ?number) {}'
    out = run("sparql", query, "--graph", graph, "--format", "csv").out
    assert out.splitlines()[1] == "'=HYPERLINK(1),-1"


def test_why_lists_and_explains_decisions(graph: Path, run: Callable[..., Done]) -> None:
    """Emil Boc is the registry's because he chairs COTER in both; all decisions can be listed."""
    told = run("why", "Emil Boc", "person/emil-boc", "--graph", graph).out
    assert told.startswith("One thing: person/emil-boc\n  one by person.form-body: Emil Boc")
    assert run("why", "Emil Boc", "--graph", graph).out == told
    rows = json.loads(run("why", "--graph", graph, "--format", "json").out)
    assert {row["verdict"] for row in rows} <= {"one", "two", "open"}
    assert "person/emil-boc" in {row["first"] for row in rows}


def test_build_follows_a_file_of_decisions(
    leipzig: Path, tmp_path: Path, run: Callable[..., Done]
) -> None:
    """A person parts Emil Boc from the registry's; a row that fits nothing is told."""
    file = tmp_path / "reviewed.csv"
    rows = (
        "different,Emil Boc @ leipziger-erklaerung,person/emil-boc,someone else",
        "same,Nobody @ nowhere,person/emil-boc,",
    )
    file.write_text("\n".join(("verdict,a,b,note", *rows, "")), encoding="utf-8")
    done = run("build", leipzig, "--decisions", file, "--out", tmp_path / "graph")
    assert done.code == 0
    assert "reviewed.csv, line 3: nothing is called 'Nobody @ nowhere'" in done.err
    told = run("why", "Emil Boc", "person/emil-boc", "--graph", tmp_path / "graph").out
    assert "two by review" in told
    assert "someone else" in told
    missing = run("build", leipzig, "--decisions", tmp_path / "no.csv", "--out", tmp_path / "graph")
    assert missing.code == 2
    assert "no.csv" in missing.err
