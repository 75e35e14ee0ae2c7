"""What Swedish asks of the engine: the definite article is the end of a noun."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from regiongraph.records import ReadRelease


def test_a_noun_with_a_definite_ending_means_what_was_named(
    read_text: Callable[..., ReadRelease],
) -> None:
    """The noun "alliansen" needs no article before it to stand for the alliance named."""
    text = "Nordsjöalliansen samlades. I dag har alliansen 41 medlemmar."
    found = read_text(text, language="sv", title="Möte").statements
    assert [s.fields["number"] for s in found if s.type == "count"] == [41]
