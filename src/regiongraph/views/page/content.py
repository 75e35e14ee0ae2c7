"""What a page holds: nodes, claims, sentences and releases, each once, as plain JSON values.

A claim is a row of numbers and references: every text stands once in a list and is referred to
by its index, so a sentence that proves five claims is written once.
"""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING, Any

from regiongraph.views.layout import FIRST_DRAWN, label_lines, layout, opening_order
from regiongraph.views.page.drawing import claim_edges
from regiongraph.views.whole_layout import whole_layout

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import networkx as nx

    from regiongraph.views.page.story import Story

_TEXTS = (
    "relation",
    "label",
    "sentence",
    "said",
    "date",
    "earliest",
    "latest",
    "until",
    "attested",
    "rule",
    "source",
    "source_text",
    "language",
)
_NUMBERS = ("at", "length", "former", "confidence", "start", "end", "release")
_RELEASE = ("id", "title", "publisher", "published", "url", "language")
_MOST = 50_000
"""How many nodes a page holds; of more, the most connected ones."""


class _Register:
    """Things in the order of their first use, each once."""

    def __init__(self) -> None:
        self._index: dict[str, int] = {}

    def __iter__(self) -> Iterator[str]:
        return iter(self._index)

    def __contains__(self, thing: str) -> bool:
        return thing in self._index

    def add(self, thing: str) -> int:
        return self._index.setdefault(thing, len(self._index))


class PageContent:
    """A network in the form that a page takes in.

    Args:
        network: As `regiongraph.views.network` makes it. It is not changed.
        around: The node that the page opens with; without one, the most connected.
        before: Where nodes stood on an older page.
        texts: Whether the page shall hold the releases as a whole.

    Attributes:
        nodes: One mapping a node, those drawn at first before others; ``id`` is its index.
        edges: One mapping an edge: ``from``, ``to`` and ``claim`` are indices.
        claims: What the edges and nodes refer to, with the texts and releases it needs.
    """

    def __init__(
        self,
        network: nx.MultiDiGraph[str],
        *,
        around: str | None = None,
        before: Mapping[str, tuple[float, float]] | None = None,
        texts: bool = True,
    ) -> None:
        self._texts, self._claims, self._releases = _Register(), _Register(), _Register()
        self._rows: list[list[Any]] = []
        self._conflicts: dict[int, Sequence[str]] = {}
        self._release_facts: list[dict[str, Any]] = []
        self._released: dict[str, str] = {}
        self._whole = texts
        order = opening_order(network, around=around)
        left_out, order = max(0, len(order) - _MOST), order[:_MOST]
        if left_out:
            network = network.subgraph(order)
        number = {node: index for index, node in enumerate(order)}
        for release in network.graph.get("releases", ()):
            self._released[str(release["id"])] = str(release.get("text") or "")
            self._release(str(release["id"]), release)
        self.edges = [
            {
                "from": number[subject],
                "to": number[object_],
                "claim": self._claim(claim, key),
                "label": self._text(claim.get("label") or claim.get("relation")),
            }
            for subject, object_, key, claim in claim_edges(network)
        ]
        positions = layout(network, first=order[:FIRST_DRAWN], before=before)
        base = _common_start(order)
        self.nodes = [
            self._node(node, network.nodes[node])
            | {"id": number[node], "iri": node[len(base) :]}
            | dict(zip("xy", positions[node], strict=True))
            for node in order
        ]
        if self._whole:
            self._add_texts(network.graph.get("releases", ()), number)
        self.claims: dict[str, Any] = {
            "around": number.get(around or ""),
            "firstDrawn": FIRST_DRAWN,
            "leftOut": left_out,
            "nodeBase": base,
            **self._claim_table(),
            "releases": self._release_facts,
            "whole": _whole(network, order),
        }

    def told(self, story: Story) -> dict[str, Any]:
        """Give a story in the form that the page takes in; things it does not hold are left out."""
        number = {self.claims["nodeBase"] + node["iri"]: node["id"] for node in self.nodes}
        steps = [
            {
                "nodes": [number[iri] for iri in step.nodes if iri in number],
                "text": step.text,
                "on": step.on,
            }
            for step in story
        ]
        return {"steps": steps}

    def _claim_table(self) -> dict[str, Any]:
        base = _common_start(list(self._claims))
        index = {iri: row for row, iri in enumerate(self._claims)}
        known = {
            row: [index[iri] for iri in rivals if iri in index]
            for row, rivals in self._conflicts.items()
        }
        return {
            "claimBase": base,
            "texts": list(self._texts),
            "textColumns": _TEXTS,
            "numberColumns": _NUMBERS,
            "conflicts": {str(row): rivals for row, rivals in known.items() if rivals},
            "rows": [
                [iri[len(base) :], *row] for iri, row in zip(self._claims, self._rows, strict=True)
            ],
        }

    def _add_texts(self, releases: Sequence[Mapping[str, Any]], number: Mapping[str, int]) -> None:
        """Give each release its text and, as start, length and node, what it names where."""
        for facts, release in zip(self._release_facts, releases, strict=False):
            facts["text"] = release.get("text") or None
            facts["mentions"] = [
                value
                for start, end, thing in release.get("mentions") or ()
                if thing in number
                for value in (start, end - start, number[thing])
            ]

    def _node(self, node: str, facts: Mapping[str, Any]) -> dict[str, Any]:
        label = str(facts.get("label") or node)
        lines = label_lines(label)
        shown = {
            "label": label,
            "type": facts.get("type"),
            "kind": facts.get("kind"),
            "names": sorted(set(facts.get("names") or ()) - {label}),
            "identifiers": sorted(facts.get("identifiers") or ()),
            "reviews": sorted(facts.get("reviews") or ()),
            "lines": lines if lines != [label] else None,
            "claims": [
                self._claim(claim, "")
                for claim in sorted(facts.get("claims") or (), key=lambda claim: claim["claim"])
            ],
        }
        return {key: value for key, value in shown.items() if value}

    def _claim(self, claim: Mapping[str, Any], key: str) -> int:
        """Note a claim and return its index; one that joins several nodes is noted once."""
        iri = str(claim.get("claim") or key)
        if iri not in self._claims:
            text = self._released.get(str(claim.get("release")), "")
            facts = {**claim, **_evidence(claim, text, whole=self._whole)}
            facts["former"] = int(bool(claim.get("former")))
            if claim.get("release") is not None:
                named = {**claim, "title": claim.get("release_title")}
                facts["release"] = self._release(str(claim["release"]), named)
            self._rows.append(
                [self._text(facts.get(column)) for column in _TEXTS]
                + [facts.get(column) for column in _NUMBERS]
            )
            self._conflicts[len(self._rows) - 1] = claim.get("conflicts") or ()
        return self._claims.add(iri)

    def _text(self, value: object) -> int | None:
        return None if value is None else self._texts.add(str(value))

    def _release(self, key: str, facts: Mapping[str, Any]) -> int:
        """Note a release and return its index; a claim may bring one that is not listed."""
        if key not in self._releases:
            self._release_facts.append({**{name: facts.get(name) for name in _RELEASE}, "id": key})
        return self._releases.add(key)


def _evidence(claim: Mapping[str, Any], text: str, *, whole: bool) -> dict[str, Any]:
    """Give the passage that holds the proving words of a claim, and where in it they stand.

    The passage is whole paragraphs of the release, so that claims share it; where the page holds
    the whole text, only the place in it is given. Without the text of the release, it is the
    context that the claim brings. The words of a quotation are left out where the passage holds
    them.
    """
    quote, said = str(claim.get("quote") or ""), claim.get("text")
    start, end = int(claim.get("start") or 0), int(claim.get("end") or 0)
    in_text = bool(quote) and text[start:end] == quote
    if not in_text:
        text = str(claim.get("context") or "")
        if quote not in text:
            text = quote
        start = text.find(quote)
        end = start + len(quote)
    if said and (spoken := text.find(str(said), start)) >= 0 and claim["relation"] == "statement":
        end, said = max(end, spoken + len(str(said))), None
    if in_text and whole:
        return {"sentence": None, "at": start, "length": end - start, "said": said}
    first = text.rfind("\n\n", 0, start) + 2 if "\n\n" in text[:start] else 0
    last = text.find("\n\n", end)
    passage = text[first : last if last >= 0 else None]
    return {"sentence": passage or None, "at": start - first, "length": end - start, "said": said}


def _whole(network: nx.MultiDiGraph[str], order: Sequence[str]) -> list[int] | None:
    """Place all nodes for the picture of the whole, if a page does not draw all at first."""
    if len(order) <= FIRST_DRAWN:
        return None
    return [value for place in whole_layout(network, order) for value in place]


def _common_start(texts: Sequence[str]) -> str:
    """Return the characters with which all texts begin."""
    first, last = min(texts, default=""), max(texts, default="")
    same = takewhile(lambda pair: pair[0] == pair[1], zip(first, last, strict=False))
    return "".join(character for character, _ in same)
