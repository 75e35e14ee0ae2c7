"""How a page opens: around what, as of when, with which story, and where things were before."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from regiongraph.errors import PageError
from regiongraph.graph.triples import thing
from regiongraph.views.page.document import positions_of
from regiongraph.views.page.story import read_story

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    import networkx as nx

    from regiongraph.records import Decision

Part = Literal["texts", "registry"]
"""What a page may take in besides the claims of releases: their whole texts, and what only the
registry speaks of."""
PARTS: tuple[Part, ...] = ("texts", "registry")


def checked_parts(include: Iterable[str]) -> frozenset[str]:
    """Return the parts of a page.

    Raises:
        PageError: There is no such part.
    """
    parts = frozenset(include)
    if unknown := sorted(parts - set(PARTS)):
        raise PageError(
            f"a page has no part called {unknown[0]!r}", remedy=f"Parts are {', '.join(PARTS)}."
        )
    return parts


def opening(
    network: nx.MultiDiGraph[str],
    find: Callable[[str], tuple[str, ...]],
    *,
    around: str | None = None,
    on: str | None = None,
    story: str | Path | None = None,
    after: str | Path | None = None,
) -> dict[str, Any]:
    """Return how a page shall open, as `regiongraph.views.page.render_page` takes it.

    Args:
        network: What the page shows.
        find: Gives the IRIs of what is called so.
        around: What to begin with, as the reader calls it.
        on: The day as of which it opens, as an ISO date.
        story: A file that `regiongraph.views.page.story` describes.
        after: An older page; what stood on it keeps its place.

    Raises:
        PageError: Nothing on the page is called so, the day is none, or the story is none.
        StoreError: The older page cannot be read.
    """

    def found(name: str) -> str:
        for iri in find(name):
            if iri in network:
                return iri
        raise PageError(
            f"nothing on the page is called {name!r}",
            remedy="Name a thing that the graph speaks of, in any language.",
        )

    return {
        "around": found(around) if around else None,
        "on": _day(on) if on else None,
        "story": read_story(story, found) if story else None,
        "before": positions_of(after) if after else None,
    }


def add_reviews(network: nx.MultiDiGraph[str], decisions: Iterable[Decision], *, base: str) -> None:
    """Note with each thing of a network what a person decided of it.

    Args:
        network: It is changed: nodes get ``reviews``.
        decisions: Of them, those with the rule ``review`` count.
        base: Where the IRIs of things begin.
    """
    for decision in decisions:
        if decision.rule != "review":
            continue
        words = f"{decision.verdict.value}: {decision.name}. {decision.evidence}"
        for key in set(decision.keys):
            iri = thing(key, base=base).value
            if iri in network:
                network.nodes[iri].setdefault("reviews", []).append(words)


def _day(on: str) -> str:
    try:
        return date.fromisoformat(on).isoformat()
    except ValueError as error:
        raise PageError(f"{on!r} is no day", remedy="Write it as 2022-11-17.") from error
