"""A registry is checked as a whole; the first wrong row is named."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from regiongraph.cli import main
from regiongraph.errors import RegistryError
from regiongraph.knowledge.registry_check import check_registry
from regiongraph.resources import shipped


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the registry to break."""
    copy = tmp_path / "registry"
    shutil.copytree(Path(str(shipped("data/registry"))), copy)
    return copy


def append(folder: Path, table: str, line: str) -> None:
    """Add a line to a table."""
    with (folder / table).open("a", encoding="utf-8") as file:
        file.write(line + "\n")


def test_the_registry_that_ships_is_right() -> None:
    """It holds some 240 countries, 1,200 regions and 60,000 small towns."""
    counts = check_registry()
    assert counts["entries: Country"] > 200
    assert counts["entries: Region"] > 1000
    assert counts["small towns"] > 50_000


@pytest.mark.parametrize(
    ("table", "line", "what"),
    [
        ("landscapes.csv", "place/elbe,River,,en:Elbe,nuts", "'place/elbe' stands twice"),
        ("landscapes.csv", "place/x,River,country/QQ,en:Xanadu,nuts", "country/QQ', which has no"),
        ("landscapes.csv", "place/x,River,,en:Xanadu,", "has no source"),
        ("names.csv", "organisation/nobody,en,alias,Nobody,nuts", "no entry"),
        ("towns.tsv", "2982063\tFR\t10\tSabres", "stands twice"),
        ("towns.tsv", "1\tQQ\t10\tNowhere", "country of place/1 has no row"),
        ("towns.tsv", "2879139\tDE\t600000\tLeipzig", "stands in another table too"),
    ],
)
def test_a_wrong_row_is_named(folder: Path, table: str, line: str, what: str) -> None:
    """Duplicates, dangling links and missing sources stop the check."""
    append(folder, table, line)
    with pytest.raises(RegistryError, match=re.escape(what)) as caught:
        check_registry(folder)
    assert caught.value.where.startswith(table)
    assert caught.value.remedy


@pytest.mark.parametrize(
    ("start", "end", "what"),
    [("2021-02-30", "", "no calendar has"), ("2022", "2021", "lies before start")],
)
def test_an_impossible_date_is_named(folder: Path, start: str, end: str, what: str) -> None:
    """30 February, and a post that ends before it begins."""
    head, first, *_ = (folder / "claims.csv").read_text(encoding="utf-8").splitlines()
    columns = head.split(",")
    cells = dict.fromkeys(columns, "")
    cells |= {"id": "claim-x", "kind": "post", "subject": "person/emil-boc", "source": "nuts"}
    cells |= {"start": start, "end": end, "confidence": "high"}
    assert first
    append(folder, "claims.csv", ",".join(cells[column] for column in columns))
    with pytest.raises(RegistryError, match=what):
        check_registry(folder)


def test_the_command_tells_by_its_exit_code(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """0 if all is well; 2, with file, line and remedy, if not."""
    with pytest.raises(SystemExit) as left:
        main(["registry", "check", str(folder)])
    assert not left.value.code
    assert "small towns" in capsys.readouterr().out
    append(folder, "landscapes.csv", "place/elbe,River,,en:Elbe,nuts")
    with pytest.raises(SystemExit) as left:
        main(["registry", "check", str(folder)])
    assert left.value.code == 2
    assert re.search(r"landscapes.csv, line \d+: .*Remove one row", capsys.readouterr().err)
