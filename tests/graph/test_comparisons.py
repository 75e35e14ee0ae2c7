"""``why`` tells what two names rest on, from the graph's own report."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from regiongraph.build import build
from regiongraph.errors import QuestionError
from regiongraph.knowledge_graph import KnowledgeGraph
from regiongraph.records import Verdict

if TYPE_CHECKING:
    from pathlib import Path

HEAD = "---\nlanguage: de\npublished: 2024-05-0{}\n---\n\n# Brücke eröffnet\n\n"
TEXTS = (
    "Sachsens Staatsminister Jens Vogelsang hat die Brücke am Montag eröffnet.",
    "Die Brücke hat Sachsens Staatsminister Jens Vogelsang am Dienstag gesperrt.",
    "Bayerns Staatsminister Jens Vogelsang hat die Brücke am Mittwoch besucht.",
)


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeGraph:
    """Return the saved and opened graph of three releases with two ministers of one name."""
    folder: Path = tmp_path_factory.mktemp("ministers")
    for day, text in enumerate(TEXTS, 1):
        (folder / f"{day}.md").write_text(f"{HEAD.format(day)}{text}\n", encoding="utf-8")
    build(folder, out=folder / "graph")
    return KnowledgeGraph.open(folder / "graph")


def test_the_same_name_twice_compares_all_that_bear_it(graph: KnowledgeGraph) -> None:
    """The two ministers were left open: another office's seat, nothing else agrees."""
    found = graph.why("Jens Vogelsang", "jens vogelsang")
    assert found.verdict is Verdict.OPEN
    assert len(found.keys) == 2
    assert str(found).startswith("Left open, and kept apart: person/jens-vogelsang-")
    assert "open by person.form: Jens Vogelsang (1.md, 3.md): the same name, but" in str(found)


def test_the_key_of_a_merged_attestation_leads_to_what_it_became(graph: KnowledgeGraph) -> None:
    """Keys that a rebuild gave away still say what became of them, and why."""
    joined = next(d for d in graph.report.decisions if d.verdict is Verdict.ONE)
    found = graph.why(joined.first, joined.second)
    assert (found.verdict, found.keys) == (Verdict.ONE, (joined.first,))
    assert "one by person.form-territory" in str(found)
    assert "both of Saxony" in str(found)


def test_what_shares_no_name_was_never_compared(graph: KnowledgeGraph) -> None:
    """A region and a person are two."""
    found = graph.why("Sachsen", "region/DE2")
    assert (found.verdict, found.decisions) == (Verdict.TWO, ())
    assert "share no name" in str(found)


def test_one_name_of_one_thing_needs_no_decision(graph: KnowledgeGraph) -> None:
    """Saxony is Saxony by the registry."""
    assert graph.why("Sachsen", "Saxony").verdict is Verdict.ONE


def test_a_name_that_nothing_bears_is_told(graph: KnowledgeGraph) -> None:
    """The nearest names are offered."""
    with pytest.raises(QuestionError, match="Did you mean: Jens Vogelsang"):
        graph.why("Jens Vogelsand", "Sachsen")
