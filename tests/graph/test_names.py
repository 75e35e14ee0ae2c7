"""What a user calls a thing finds it; what nothing is called has near names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from regiongraph.graph.names import Names
from regiongraph.graph.triples import thing
from regiongraph.knowledge_graph import KnowledgeGraph

if TYPE_CHECKING:
    from regiongraph.records import ReadRelease


@pytest.fixture(scope="module")
def names(read_by_hand: ReadRelease) -> Names:
    """Return the names of the Leipzig graph."""
    return Names(KnowledgeGraph.from_read([read_by_hand]).store)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Sachsen", "region/DED"),
        ("SAXONY", "region/DED"),
        ("COTER", "organisation/cor-coter"),
        ("Comité européen des régions", "organisation/cor"),
        ("Europäischen Ausschusses der Regionen", "organisation/cor"),
        ("Maria Chivite", "person/maria-chivite"),
        ("Kretschmer", "person/michael-kretschmer"),
        ("region/ES22", "region/ES22"),
    ],
)
def test_a_thing_is_found_by_any_of_its_names(text: str, key: str, names: Names) -> None:
    """In any language, in capitals, without accents, inflected as a release has it."""
    assert names.find(text) == (thing(key).value,)


def test_the_registry_knows_what_no_release_names(names: Names) -> None:
    """A region that is not in the graph is still a region: the answer is empty, not an error."""
    assert names.find("Andalucía") == (thing("region/ES61").value,)


def test_near_names_are_suggested(names: Names) -> None:
    """A slip of the finger is forgiven with a hint."""
    assert names.find("Sachhsen") == ()
    assert "Sachsen" in names.suggest("Sachhsen")
