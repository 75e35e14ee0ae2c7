"""What Swedish asks of the engine: the definite article is the end of a noun."""

from __future__ import annotations

from regiongraph.knowledge.languages import load_language
from regiongraph.knowledge.registry import load_registry
from regiongraph.reading.reader import read
from regiongraph.reading.releases import read_release
from regiongraph.reading.releases.files import StoredFile


def test_a_noun_with_a_definite_ending_means_what_was_named() -> None:
    """The noun "alliansen" needs no article before it to stand for the alliance named."""
    text = "Nordsjöalliansen samlades. I dag har alliansen 41 medlemmar."
    head = {"language": "sv", "published": "2024-05-04", "title": "Möte"}
    release = read_release(StoredFile("x.md", f"# Möte\n\n{text}\n", head))
    found = read(release, language=load_language("sv"), registry=load_registry()).statements
    assert [s.fields["number"] for s in found if s.type == "count"] == [41]
