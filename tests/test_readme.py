"""README shows what really comes out: its examples and figures are run and compared.

``python tests/test_readme.py`` writes what came out into README.
"""

from __future__ import annotations

import doctest
import io
import os
import re
import shlex
import subprocess
import sys
from contextlib import chdir, redirect_stdout
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parent))
from test_floors import SETS, scored
from test_floors import measured as figures

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
MEASURES = ("persons", "entities", "facts core", "facts full", "statements core")


def refreshed(text: str) -> str:
    """Return README with every example and figure replaced by what comes out now."""
    with TemporaryDirectory() as folder, chdir(folder):
        for shipped in ("data", "tests"):
            Path(shipped).symlink_to(ROOT / shipped)
        for language, run in (("console", run_console), ("pycon", run_python)):
            blocks = re.compile(rf"(?<=^```{language}\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)
            text = blocks.sub(lambda block, run=run: run(block[0]), text)
        rows = re.compile(r"^(\| \[[^\]]*\]\(tests/corpus/(\w+)\) )\|.*$", re.M)
        return rows.sub(measured, text)


def run(command: str) -> str:
    """Return what a command prints; an example that fails is none."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path}
    done = subprocess.run(
        shlex.split(command), env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def run_console(block: str) -> str:
    """Run the lines after ``$``."""
    commands = re.findall(r"^\$ (.*)$", block, re.MULTILINE)
    return "".join(f"$ {command}\n{run(command)}" for command in commands)


def run_python(block: str) -> str:
    """Run the lines after ``>>>``."""
    names: dict[str, object] = {}
    shown = ""
    for example in doctest.DocTestParser().get_examples(block):
        printed = io.StringIO()
        with redirect_stdout(printed):
            exec(compile(example.source, "README.md", "single"), names)  # noqa: S102  our own README
        shown += ">>> " + "\n... ".join(example.source.splitlines()) + "\n" + printed.getvalue()
    return shown


def measured(row: re.Match[str]) -> str:
    """Score the folder that a row of the table names: F1, of its odd and its even files."""
    sets = [name for name in SETS if name.partition(" ")[0] == row[2]]
    number = sum(len(scored(name).releases) for name in sets)
    cells = [" / ".join(f"{figures(name)[m]:.2f}" for name in sets) for m in MEASURES]
    return f"{row[1]}| {number} | {' | '.join(cells)} |"


def test_examples_and_figures_are_what_comes_out() -> None:
    """Commands, Python examples and the accuracy table give what README shows."""
    text = README.read_text(encoding="utf-8")
    assert all(mark in text for mark in ("\n$ ", "\n>>> ", "](tests/corpus/"))
    assert refreshed(text) == text


def test_commands_to_copy_are_one_line_each() -> None:
    """The two commands marked for copying are single lines; the second one runs the tests."""
    text = README.read_text(encoding="utf-8")
    marked = dict(re.findall(r"^<!-- (\w+) -->\n```sh\n([^\n]+)\n```$", text, re.MULTILINE))
    assert set(marked) == {"demo", "tests"}
    assert marked["tests"].endswith("pytest --cov -n auto --dist loadfile")


def test_links_lead_to_files_that_exist() -> None:
    """Every relative link or picture stands in the checkout."""
    targets = re.findall(r"\]\((?!https?:)([^)#]+)", README.read_text(encoding="utf-8"))
    assert targets
    assert [target for target in targets if not (ROOT / target).exists()] == []


if __name__ == "__main__":
    README.write_text(refreshed(README.read_text(encoding="utf-8")), encoding="utf-8")
