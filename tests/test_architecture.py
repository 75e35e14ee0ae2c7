"""The house keeps its plan: what imports what, what is public, how big things get."""

from __future__ import annotations

import ast
import importlib
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import pytest

import regiongraph

if TYPE_CHECKING:
    from regiongraph.knowledge_graph import KnowledgeGraph

ROOT = Path(__file__).parents[1]
MODULES = sorted((ROOT / "src" / "regiongraph").rglob("*.py"))
SHIPPED_TEXT = sorted(
    path
    for folder in ("src", "ontology", "queries", "data", "tests")
    for path in (ROOT / folder).rglob("*")
    if path.suffix in {".py", ".ttl", ".rq", ".toml", ".csv", ".tsv", ".css", ".js", ".jinja"}
)
SAYS_NOTHING = {"utils", "helpers", "common", "core", "manager"}
LONGEST_FUNCTION = 50


def test_imports_go_one_way() -> None:
    """import-linter finds every contract of pyproject.toml kept."""
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache", "--no-logo"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_public_names_are_sorted_and_importable() -> None:
    """``regiongraph.__all__`` lists, in order, exactly the names that can be taken from it."""
    names = regiongraph.__all__
    assert list(names) == sorted(names)
    assert all(hasattr(regiongraph, name) for name in names)
    public = {
        name
        for name, value in vars(regiongraph).items()
        if not name.startswith("_") and not isinstance(value, ModuleType)
    }
    assert public - {"annotations", "TYPE_CHECKING"} == set(names)


def _loaded(program: str, *names: str) -> list[str]:
    """Return which modules a program of its own process has loaded when it ends."""
    listing = f"import atexit, sys; atexit.register(lambda: print([m for m in {list(names)}"
    listing += f" if m in sys.modules])); {program}"
    done = subprocess.run(
        [sys.executable, "-c", listing], capture_output=True, text=True, check=True
    )
    return list(ast.literal_eval(done.stdout.splitlines()[-1]))


HEAVY = ("rdflib", "networkx", "pyvis", "SPARQLWrapper", "numpy", "IPython", "babel", "regex")
HELP = "from regiongraph.cli import main; main(['--help'])"
ASK = "import regiongraph as rg; rg.open({!r}).ask('chaired', body='COTER', on='2022-11-17')"


@pytest.mark.parametrize(
    ("program", "more"),
    [
        ("import regiongraph", ("pyoxigraph", "regiongraph.records", "regiongraph.reading")),
        (HELP, ("pyoxigraph", "rich.console", "regiongraph.reading", "regiongraph.graph")),
        (ASK, ("filelock", "rapidfuzz", "regiongraph.reading", "regiongraph.knowledge.registry")),
    ],
    ids=["import", "help", "first answer"],
)
def test_starting_is_light(
    program: str, more: tuple[str, ...], leipzig_graph: KnowledgeGraph, tmp_path: Path
) -> None:
    """Importing, helping and answering wait for no library that only other verbs need."""
    leipzig_graph.save(tmp_path / "graph")
    assert not _loaded(program.format(str(tmp_path / "graph")), *HEAVY, *more)
    assert _loaded("import numpy", *HEAVY) == ["numpy"]


def test_a_public_name_is_found_when_it_is_asked_for() -> None:
    """A name that does not exist is an AttributeError, as in every module."""
    with pytest.raises(AttributeError, match="has no attribute 'no_such'"):
        _ = regiongraph.no_such


def test_module_names_say_what_they_produce() -> None:
    """No module or folder bears a name that says nothing."""
    parts = {part for path in MODULES for part in path.relative_to(ROOT).with_suffix("").parts}
    assert not parts & SAYS_NOTHING


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT / "src")))
def test_functions_fit_on_a_screen(path: Path) -> None:
    """No function is longer than fifty lines, docstring included."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    long = [
        f"{node.name}, line {node.lineno}"
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno >= LONGEST_FUNCTION
    ]
    assert not long


def test_every_module_says_what_it_is() -> None:
    """Every module of the package has a docstring and imports."""
    for path in MODULES:
        dotted = ".".join(path.relative_to(ROOT / "src").with_suffix("").parts)
        if not dotted.endswith("__main__"):
            assert importlib.import_module(dotted.removesuffix(".__init__")).__doc__, dotted


def test_text_files_are_clean() -> None:
    """Every text file we ship is UTF-8 with LF line ends and ends with a newline."""
    unclean = []
    for path in SHIPPED_TEXT:
        content = path.read_bytes()
        content.decode("utf-8")
        if b"\r" in content or (content and not content.endswith(b"\n")):
            unclean.append(str(path.relative_to(ROOT)))
    assert not unclean


def test_every_query_explains_itself() -> None:
    """The first line of each query is its help, a comment."""
    queries = sorted((ROOT / "queries").glob("*.rq"))
    assert queries
    silent = [q.name for q in queries if not q.read_text(encoding="utf-8").startswith("# ")]
    assert not silent
