"""The wheel carries everything: it answers far from any checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the source archive, and the wheel out of it."""
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ROOT],
        check=True,
        capture_output=True,
    )
    return next(folder.glob("*.whl"))


def test_wheel_holds_the_shipped_folders_and_no_tests(wheel: Path) -> None:
    """Ontology, queries, packs, registry and page stand in the package; nothing else does."""
    names = zipfile.ZipFile(wheel).namelist()
    for part in ("ontology/regiongraph.ttl", "queries/", "data/languages/de.toml", "py.typed"):
        assert any(name.startswith(f"regiongraph/{part}") for name in names), part
    assert {name.split("/")[0] for name in names if ".dist-info" not in name} == {"regiongraph"}
    shipped = {
        path.relative_to(ROOT).as_posix()
        for folder in ("ontology", "queries", "data")
        for path in (ROOT / folder).rglob("*")
        if path.is_file()
    }
    assert {f"regiongraph/{name}" for name in shipped} <= set(names)


def test_installed_wheel_builds_and_answers(wheel: Path, tmp_path: Path) -> None:
    """Installed elsewhere and run from another folder, it builds, answers and draws."""
    site, work = tmp_path / "site", tmp_path / "work"
    work.mkdir()
    pip = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--no-index"]
    subprocess.run([*pip, "--target", site, wheel], check=True, capture_output=True)
    program = (
        "import pathlib, regiongraph as rg\n"
        "from regiongraph.resources import shipped\n"
        f"assert rg.__file__.startswith({str(site)!r}), rg.__file__\n"
        "release = pathlib.Path(str(shipped('data/releases'))) / 'leipziger-erklaerung.md'\n"
        "graph = rg.build([release])\n"
        "assert graph.ask('chaired', body='COTER', on='2022-11-17').rows\n"
        "graph.page('page.html')\n"
        "assert pathlib.Path('page.html').stat().st_size > 100_000\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(site)}
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=work,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
