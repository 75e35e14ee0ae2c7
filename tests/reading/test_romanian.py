"""What Romanian asks of the engine: no articles before nouns, complements with capitals."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from regiongraph.reading.annotations import annotate
from regiongraph.records import ReadRelease


@pytest.mark.parametrize(
    "name",
    [
        "Agenția pentru Dezvoltare Montană",
        "Agenția pentru Dezvoltare Montană Nord-Vest",
        "Agenția pentru Protecția Apelor Sibiu",
    ],
)
def test_two_capitals_behind_a_preposition_are_no_person(
    name: str, read_text: Callable[..., ReadRelease]
) -> None:
    """They are what the body is for."""
    read = read_text(f"{name} are sediul la Zalău.", language="ro")
    assert [e["name"] for e in annotate(read)["entities"] if e["type"] == "Organisation"] == [name]
