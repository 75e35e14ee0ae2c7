"""What the user calls a thing, and which thing of the graph that is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from regiongraph.graph.triples import thing
from regiongraph.graph.vocabulary import BASE
from regiongraph.knowledge.registry import load_registry
from regiongraph.knowledge.spelling import index_form

if TYPE_CHECKING:
    from regiongraph.graph.store import GraphStore
    from regiongraph.knowledge.registry import Registry

_NAMES = (
    "SELECT DISTINCT ?thing ?name WHERE { ?thing rdfs:label|skos:prefLabel ?name }",
    "SELECT DISTINCT ?thing ?name WHERE { ?thing skos:altLabel ?name }",
    "SELECT DISTINCT ?thing ?name WHERE { ?passage rg:names ?thing ; oa:exact ?name }",
)
"""Names in three ranks: the name, another name, how a release happens to put it."""
_PEOPLE = "SELECT DISTINCT ?thing ?name WHERE { ?thing a foaf:Person ; rdfs:label ?name }"


class Names:
    """The names of all things in a store, in every language, folded.

    Args:
        store: The graph.
        registry: Knows more names; asked where the graph has none. By default the shipped one.
        base: Where the IRIs of things begin.
    """

    def __init__(
        self, store: GraphStore, *, registry: Registry | None = None, base: str = BASE
    ) -> None:
        self._registry, self._base = registry, base
        self._ranks: list[dict[str, set[str]]] = []
        self._shown: dict[str, str] = {}
        for query in _NAMES:
            rank: dict[str, set[str]] = {}
            for row in store.select(query):
                form = index_form(row["name"].value)
                rank.setdefault(form, set()).add(row["thing"].value)
                self._shown.setdefault(form, row["name"].value)
            self._ranks.append(rank)
        self._ranks.append(self._family_names(store))

    def find(self, text: str) -> tuple[str, ...]:
        """Return the IRIs of the things of that name, sorted; empty if there is none.

        Args:
            text: A name, an abbreviation, a key such as ``region/DED``, or an IRI. Case
                and accents do not matter.
        """
        if text.startswith(("http://", "https://")):
            return (text,)
        form = index_form(text)
        for rank in self._ranks:
            if form in rank:
                return tuple(sorted(rank[form]))
        known = (self._registry or load_registry()).find(text)
        return tuple(sorted(thing(entry.key, base=self._base).value for entry in known))

    @staticmethod
    def _family_names(store: GraphStore) -> dict[str, set[str]]:
        """Return people by the end of their name: "Chivite" and "de la Cruz" will do."""
        found: dict[str, set[str]] = {}
        for row in store.select(_PEOPLE):
            words = index_form(row["name"].value).split()
            for start in range(1, len(words)):
                found.setdefault(" ".join(words[start:]), set()).add(row["thing"].value)
        return found

    def suggest(self, text: str, *, limit: int = 3) -> tuple[str, ...]:
        """Return names that look like the text, nearest first."""
        form = index_form(text)
        near = process.extract(
            form, sorted(self._shown), scorer=fuzz.WRatio, limit=limit, score_cutoff=60
        )
        return tuple(dict.fromkeys(self._shown[name] for name, _, _ in near))
