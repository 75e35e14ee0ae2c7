"""Bodies that are gatherings here, because the words around them say so."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from regiongraph.reading.annotations import annotate

if TYPE_CHECKING:
    from regiongraph.records import ReadRelease


@pytest.mark.parametrize(
    ("language", "text", "name", "kind"),
    [
        ("sk", "Na Rašelinovom zhromaždení vystúpila Judita Farbiaková.", "zhrom", "Event"),
        ("sk", "Členom Rašelinového zhromaždenia je aj Dolinka.", "zhrom", "Organisation"),
        ("cs", "Rašelinové shromáždění se konalo v Brně.", "shrom", "Event"),
        ("fr", "L’Assemblée des Tourbières s’est tenue à Metz.", "Tourbières", "Event"),
        ("fr", "L’Assemblée des Tourbières a son siège à Metz.", "Tourbières", "Organisation"),
        # What one sentence says holds for the name in the others.
        (
            "sv",
            "Torvforum öppnades i Gävle. Torvforum är ett möte för alla.",
            "Torvforum",
            "Event",
        ),
    ],
)
def test_what_is_held_is_an_event(
    language: str, text: str, name: str, kind: str, read_text: Callable[..., ReadRelease]
) -> None:
    """A head of bodies and events alike is a body until its text says that it takes place."""
    entities = annotate(read_text(text, language=language))["entities"]
    assert [e["type"] for e in entities if name in e["name"]] == [kind]
