"""Slots of frames that want a case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from regiongraph.reading.annotations import annotate

if TYPE_CHECKING:
    from collections.abc import Callable

    from regiongraph.records import ReadRelease


def test_the_case_says_who_founds_what(read_text: Callable[..., ReadRelease]) -> None:
    """Where words may stand in any order, their endings tell founder and founded apart."""

    def founders(text: str) -> list[tuple[Any, Any]]:
        found = annotate(read_text(text, language="hu"))["facts"]
        return [(f["organisation"], f["founder"]) for f in found if f["type"] == "founding"]

    one = founders("A Kék Klasztert 2016-ban a Zöld Egyesület alapította.")
    two = founders("A Zöld Egyesület 2016-ban megalapította a Kék Klasztert.")
    assert [founder for _, founder in one + two] == ["Zöld Egyesület"] * 2


def test_capitals_at_the_end_tell_a_short_name(read_text: Callable[..., ReadRelease]) -> None:
    """The words between the head and the name may be left out."""
    text = "Zebrał się Związek Gmin Nadwiślańskich FLUMINA. Związek FLUMINA ma 41 członków."
    found = annotate(read_text(text, language="pl"))["entities"]
    assert [e["name"] for e in found if e["type"] == "Organisation"] == [
        "Związek Gmin Nadwiślańskich FLUMINA"
    ]
