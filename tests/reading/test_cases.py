"""Slots of frames that want a case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from regiongraph.knowledge.languages import load_language
from regiongraph.reading.annotations import annotate
from regiongraph.reading.reader import read
from regiongraph.reading.releases import read_release
from regiongraph.reading.releases.files import StoredFile

if TYPE_CHECKING:
    from regiongraph.knowledge.registry import Registry


def test_the_case_says_who_founds_what(registry: Registry) -> None:
    """Where words may stand in any order, their endings tell founder and founded apart."""

    def founders(text: str) -> list[tuple[Any, Any]]:
        head = {"language": "hu", "title": "Röviden", "published": "2024-05-04"}
        release = read_release(StoredFile("roviden.md", f"# Röviden\n\n{text}\n", head))
        found = annotate(read(release, language=load_language("hu"), registry=registry))["facts"]
        return [(f["organisation"], f["founder"]) for f in found if f["type"] == "founding"]

    one = founders("A Kék Klasztert 2016-ban a Zöld Egyesület alapította.")
    two = founders("A Zöld Egyesület 2016-ban megalapította a Kék Klasztert.")
    assert [founder for _, founder in one + two] == ["Zöld Egyesület"] * 2
