"""What the user calls a thing, and which thing of the graph that is."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from regiongraph.graph.parameters import UNPRINTED
from regiongraph.graph.triples import text_literal, thing
from regiongraph.graph.vocabulary import BASE
from regiongraph.knowledge.spelling import index_form
from regiongraph.records import EntityType

if TYPE_CHECKING:
    from pyoxigraph import NamedNode

    from regiongraph.graph.store import GraphStore
    from regiongraph.knowledge.registry import Registry

_NAMES = ("rdfs:label|skos:prefLabel", "skos:altLabel", "^rg:names/oa:exact")
"""Names in three ranks: the name, another name, how a release happens to put it."""
_ALL = "SELECT DISTINCT ?thing ?name WHERE {{ ?thing {} ?name }}"
_EXACT = "SELECT DISTINCT ?thing WHERE {{ VALUES ?name {{ {} }} ?thing {} ?name }}"
_PEOPLE = "SELECT DISTINCT ?thing ?name WHERE { ?thing a foaf:Person ; rdfs:label ?name }"
_NAMED_SO = "SELECT DISTINCT ?thing WHERE {{ VALUES ?thing {{ {} }} ?thing rdfs:label ?name }}"
_KEY = re.compile(rf"({'|'.join(kind.value.lower() for kind in EntityType)})/\S+")
OFFICIAL = (
    *("bg", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "ga", "hr"),
    *("hu", "it", "lt", "lv", "mt", "nl", "pl", "pt", "ro", "sk", "sl", "sv"),
)
"""The official languages of the Union."""
_TAGS = (None, "mul", "und", *OFFICIAL)


class Names:
    """What the things of a store are called, in every language.

    A name spelled as the graph has it is found by its literal, which any store looks up at
    once; only for another spelling are all names read and folded.

    Args:
        store: The graph.
        registry: Knows more names; asked where the graph has none. By default the shipped one.
        base: Where the IRIs of things begin.
    """

    def __init__(
        self, store: GraphStore, *, registry: Registry | None = None, base: str = BASE
    ) -> None:
        self._store, self._registry, self._base = store, registry, base
        self._found: dict[str, tuple[str, ...]] = {}

    def find(self, text: str) -> tuple[str, ...]:
        """Return the IRIs of the things of that name, sorted; empty if there is none.

        Args:
            text: A name, an abbreviation, a key such as ``region/DED``, or an IRI. Case
                and accents do not matter, but a name that is spelled just so comes first.
        """
        if text.startswith(("http://", "https://")):
            return (text,)
        if text not in self._found:
            self._found[text] = self._find(text)
        return self._found[text]

    def _find(self, text: str) -> tuple[str, ...]:
        if UNPRINTED.search(text):
            return ()
        spelled = " ".join(str(text_literal(text, tag)) for tag in _TAGS)
        for path in _NAMES[:2]:
            if exact := self._things(_EXACT.format(spelled, path)):
                return exact
        if _KEY.fullmatch(text) and (known := self._things(_NAMED_SO.format(self._iri(text)))):
            return known
        form = index_form(text)
        for rank in (*self._ranks, self._family_names):
            if form in rank:
                return tuple(sorted(rank[form]))
        from regiongraph.knowledge.registry import load_registry

        entries = (self._registry or load_registry()).find(text)
        return tuple(sorted(self._iri(entry.key).value for entry in entries))

    def _iri(self, key: str) -> NamedNode:
        return thing(key, base=self._base)

    def _things(self, sparql: str) -> tuple[str, ...]:
        return tuple(sorted(row["thing"].value for row in self._store.select(sparql)))

    @cached_property
    def _named(self) -> tuple[tuple[tuple[str, str], ...], ...]:
        """The things and their names, a rank each."""
        return tuple(
            tuple((row["thing"].value, row["name"].value) for row in self._store.select(query))
            for query in map(_ALL.format, _NAMES)
        )

    @cached_property
    def _ranks(self) -> tuple[dict[str, set[str]], ...]:
        ranks: list[dict[str, set[str]]] = []
        for named in self._named:
            rank: dict[str, set[str]] = {}
            for iri, name in named:
                rank.setdefault(index_form(name), set()).add(iri)
            ranks.append(rank)
        return tuple(ranks)

    @cached_property
    def _shown(self) -> dict[str, str]:
        """One spelling of each folded name."""
        spelled = sorted(name for named in self._named for _, name in named)
        return {index_form(name): name for name in reversed(spelled)}

    @cached_property
    def _family_names(self) -> dict[str, set[str]]:
        """People by the end of their name: "Chivite" and "de la Cruz" will do."""
        found: dict[str, set[str]] = {}
        for row in self._store.select(_PEOPLE):
            words = index_form(row["name"].value).split()
            for start in range(1, len(words)):
                found.setdefault(" ".join(words[start:]), set()).add(row["thing"].value)
        return found

    def suggest(self, text: str, *, limit: int = 3) -> tuple[str, ...]:
        """Return names that look like the text, nearest first."""
        from rapidfuzz import fuzz, process

        form = index_form(text)
        near = process.extract(
            form, sorted(self._shown), scorer=fuzz.WRatio, limit=limit, score_cutoff=60
        )
        return tuple(dict.fromkeys(self._shown[name] for name, _, _ in near))
