"""What ``queries/README.md`` shows is what there is: every question, every example."""

from __future__ import annotations

import doctest
import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from regiongraph.cli import main
from regiongraph.graph.questions import load_questions

if TYPE_CHECKING:
    from regiongraph.graph.questions import Question

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "queries" / "README.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^\$ regiongraph (.*)$", TEXT, re.MULTILINE)
OWN = re.search(r"```sparql\n(.*?)```", TEXT, re.DOTALL)


def listed(question: Question) -> str:
    """Return the cell that names a question's parameters."""
    marked = (f"`{one.name}`{'' if one.required else '?'}" for one in question.parameters)
    return ", ".join(marked)


def test_every_question_is_listed_with_its_parameters() -> None:
    """No more and no fewer rows than questions, and the same parameters."""
    rows = dict(re.findall(r"^\| `([\w-]+)` \| .* \| ?(.*?) ?\|$", TEXT, re.MULTILINE))
    questions = {name: listed(question) for name, question in load_questions().items()}
    assert {name: rows[name] for name in rows if name in questions} == questions


def test_every_question_has_an_example() -> None:
    """Each is asked once at least."""
    asked = {shlex.split(command)[1] for command in COMMANDS if command.startswith("ask ")}
    assert asked >= set(load_questions())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the graph of the shipped release and the question of one's own."""
    folder = tmp_path_factory.mktemp("readme")
    (folder / "data").symlink_to(ROOT / "data")
    (folder / "my-questions").mkdir()
    assert OWN
    (folder / "my-questions" / "bodies-of.rq").write_text(OWN[1], encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        with pytest.raises(SystemExit):
            main(["build", "data/releases"])
    return folder


@pytest.mark.parametrize("command", COMMANDS)
def test_every_example_runs(
    command: str, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each command succeeds and prints something."""
    monkeypatch.chdir(folder)
    with pytest.raises(SystemExit) as left:
        main(shlex.split(command))
    assert left.value.code == 0
    assert capsys.readouterr().out


def test_the_python_examples_print_what_they_show(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are run as a doctest."""
    monkeypatch.chdir(folder)
    block = re.search(r"```pycon\n(.*?)```", TEXT, re.DOTALL)
    assert block
    example = doctest.DocTestParser().get_doctest(block[1], {}, "queries/README.md", None, 0)
    told: list[str] = []
    doctest.DocTestRunner(verbose=False).run(example, out=told.append)
    assert not told, "".join(told)
