"""Identifiers and names that Wikidata or the EU have and we lack: proposed, never applied.

1. The things of a graph that have no identifier of an authority are sought there by their
   codes and names; people among people, bodies among bodies.
2. For things with an identifier, names in the Union's languages are fetched that we lack.
3. All goes into a table with an empty column ``accept`` for a person to fill. A row that
   stands in the table already stays as it is.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from regiongraph.errors import ExchangeError
from regiongraph.graph import vocabulary as v
from regiongraph.graph.names import OFFICIAL

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from regiongraph.graph.lookups import Lookup
    from regiongraph.graph.store import GraphStore

COLUMNS = ("accept", "key", "name", "type", "field", "value", "language", "basis", "note")
"""The columns of the table; ``accept`` is for a person to fill."""

_ASKED_AT_ONCE = 40
_LANGUAGES = ("en", "de", "fr", "es", "it", "mul")
"""In which a name is sought that may be the same in several."""
_UNPRINTED = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]+")
_CODE = re.compile(r"[A-Za-z0-9_./-]+")
_FORMULA = ("=", "+", "-", "@")
_WIKIDATA = "http://www.wikidata.org/entity/"
_EU = "http://publications.europa.eu/resource/authority/"


@dataclass(frozen=True, slots=True)
class Authority:
    """Where identifiers and names are looked up.

    Args:
        url: The SPARQL endpoint.
        identifiers: How its identifiers of things begin.
        by_name: A SELECT of ``?name ?item ?kind ?note`` with ``%s`` for names as literals.
        names: A SELECT of ``?item ?label`` with ``%s`` for items.
        by_code: A SELECT of ``?code ?item`` with ``%s`` for NUTS codes, if it knows them.
    """

    url: str
    identifiers: str
    by_name: str
    names: str
    by_code: str = ""

    def names_thing(self, iri: str) -> bool:
        """Return whether an IRI is an identifier of this authority, and nothing more."""
        tail = iri.removeprefix(self.identifiers)
        return tail != iri and _CODE.fullmatch(tail) is not None


AUTHORITIES: Mapping[str, Authority] = MappingProxyType(
    {
        "wikidata": Authority(
            url="https://query.wikidata.org/sparql",
            identifiers=_WIKIDATA,
            by_name="""PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX wd: <http://www.wikidata.org/entity/>
PREFIX wdt: <http://www.wikidata.org/prop/direct/>
SELECT DISTINCT ?name ?item ?kind ?note WHERE {
  VALUES ?name { %s }
  { ?item rdfs:label ?name } UNION { ?item skos:altLabel ?name }
  FILTER NOT EXISTS { ?item wdt:P31 wd:Q4167410 }
  BIND(IF(EXISTS { ?item wdt:P31 wd:Q5 }, "Person", "other") AS ?kind)
  OPTIONAL { ?item <http://schema.org/description> ?note FILTER(LANG(?note) = "en") } }""",
            names="""PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT DISTINCT ?item ?label WHERE { VALUES ?item { %s } ?item rdfs:label ?label }""",
            by_code="""PREFIX wdt: <http://www.wikidata.org/prop/direct/>
SELECT DISTINCT ?code ?item WHERE { VALUES ?code { %s } ?item wdt:P605 ?code }""",
        ),
        "eu": Authority(
            url="https://publications.europa.eu/webapi/rdf/sparql",
            identifiers=_EU,
            by_name=f"""PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?name ?item ?kind ?note WHERE {{
  VALUES ?name {{ %s }}
  VALUES (?scheme ?kind) {{ (<{_EU}corporate-body> "Organisation") (<{_EU}country> "Country")
    (<{_EU}place> "Place") }}
  {{ ?item skos:prefLabel ?name }} UNION {{ ?item skos:altLabel ?name }}
  ?item skos:inScheme ?scheme .
  OPTIONAL {{ ?item skos:definition ?note FILTER(LANG(?note) = "en") }} }}""",
            names="""PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?item ?label WHERE { VALUES ?item { %s } ?item skos:prefLabel ?label }""",
        ),
    }
)
"""The authorities, by the name that the command line knows them by."""

_THINGS = """SELECT ?thing ?type ?label ?name ?match ?territory WHERE {
  VALUES ?type { foaf:Person org:Organization rg:Region schema:Country schema:Place }
  ?thing a ?type ; rdfs:label ?label .
  { ?thing skos:prefLabel|skos:altLabel ?name }
  UNION { ?thing skos:exactMatch ?match } UNION { ?thing rg:territory ?territory } }"""
_TYPES = {iri: kind.value for kind, iri in v.ENTITY_CLASSES.items()}


@dataclass(slots=True)
class _Thing:
    key: str
    type: str
    label: str
    names: set[Literal] = field(default_factory=set)
    matches: set[str] = field(default_factory=set)
    code: str = ""

    def sought(self) -> set[Literal]:
        """Return the names to look for, in their own language and where others may have them.

        A person is called the same in most languages, and so is what has a name without one.
        """
        found = set()
        for name in self.names:
            own = {name.language} - {None, "und"}
            wide = self.type == "Person" or not own
            found |= {
                Literal(name.value, language=tag)
                for tag in own | set(_LANGUAGES if wide else ("en", "mul"))
            }
        return found

    def languages(self) -> set[str | None]:
        """Return the languages in which it has a name; ``mul`` stands for all."""
        return {name.language for name in self.names}


Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Links:
    """What is proposed.

    Args:
        rows: Dictionaries by `COLUMNS`, sorted.
        n_asked: How many questions went to the endpoint; the rest came from the cache.
    """

    rows: tuple[Row, ...]
    n_asked: int

    def write(self, path: str | Path) -> int:
        """Add the rows to a table; what stands in it stays, with what a person wrote.

        Returns:
            How many rows are new.

        Raises:
            ExchangeError: The file is another table, or cannot be read or written.
        """
        return _write_table(self.rows, Path(path))


def propose_links(
    store: GraphStore, authority: Authority, lookup: Lookup, *, base: str = v.BASE
) -> Links:
    """Return what an authority knows and the graph lacks.

    Args:
        store: The graph; nothing in it is changed.
        authority: Where to look.
        lookup: Its endpoint.
        base: Where the IRIs of things begin.

    Raises:
        EndpointError: The endpoint gives no whole answer.
    """
    things = _things(store, base)
    rows: list[Row] = []
    linked: dict[str, list[_Thing]] = defaultdict(list)
    unlinked = []
    for one in things:
        known = sorted(m for m in one.matches if authority.names_thing(m))
        for item in known:
            linked[item].append(one)
        if not known:
            unlinked.append(one)
    found, rest = _by_code(unlinked, authority, lookup)
    for one, item in found:
        linked[item].append(one)
        rows.append(_row(one, "exactMatch", item, basis=f"NUTS code {one.code}"))
    rows += _by_name(rest, authority, lookup)
    rows += _missing_names(linked, authority, lookup)
    rows.sort(key=lambda row: tuple(row[name] for name in COLUMNS))
    return Links(tuple(rows), lookup.n_asked)


def _write_table(rows: Iterable[Row], path: Path) -> int:
    kept = _read_table(path) if path.exists() else []
    there = {_said(row) for row in kept}
    new = [clean for clean in map(_clean, rows) if _said(clean) not in there]
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
            writer.writeheader()
            writer.writerows(kept + new)
    except OSError as error:
        what = error.strerror or str(error)
        remedy = "Name a file that can be written."
        raise ExchangeError(what, where=str(path), remedy=remedy) from error
    return len(new)


def _said(row: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(row[name] for name in ("key", "field", "value", "language"))


def _read_table(path: Path) -> list[Row]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            rows = [{name: row[name] or "" for name in COLUMNS} for row in reader]
            named = tuple(reader.fieldnames or ()) == COLUMNS
    except (OSError, UnicodeDecodeError, csv.Error, KeyError):
        rows, named = [], False
    if not named:
        remedy = f"Name a new file, or one with the columns {', '.join(COLUMNS)}."
        raise ExchangeError("it is no table of links", where=str(path), remedy=remedy)
    return rows


def _clean(row: Row) -> Row:
    """Keep what an endpoint said on one line, and a spreadsheet from running it."""
    found = {}
    for name in COLUMNS:
        text = " ".join(_UNPRINTED.sub(" ", row[name]).split())
        found[name] = f"'{text}" if text.startswith(_FORMULA) else text
    return found


def _things(store: GraphStore, base: str) -> list[_Thing]:
    found: dict[str, _Thing] = {}
    for row in store.select(_THINGS):
        key = row["thing"].value.removeprefix(base)
        about = found.setdefault(key, _Thing(key, _TYPES[row["type"]], row["label"].value))
        name, match, territory = row["name"], row["match"], row["territory"]
        if isinstance(name, Literal):
            about.names.add(name)
        if isinstance(match, NamedNode):
            about.matches.add(match.value)
        if isinstance(territory, NamedNode):
            about.code = territory.value.rpartition("/")[2]
    return [found[key] for key in sorted(found)]


def _by_code(
    things: Sequence[_Thing], authority: Authority, lookup: Lookup
) -> tuple[list[tuple[_Thing, str]], list[_Thing]]:
    """Return what is found by its code, and the rest."""
    coded = {one.code: one for one in things if one.code} if authority.by_code else {}
    found: dict[str, set[str]] = defaultdict(set)
    for some in _batches(sorted(map(str, map(Literal, coded)))):
        for row in lookup.ask(authority.by_code % " ".join(some)):
            if row["code"][0] in coded and authority.names_thing(row["item"][0]):
                found[row["code"][0]].add(row["item"][0])
    pairs = [(coded[code], item) for code in sorted(found) for item in sorted(found[code])]
    done = {one.key for one, _ in pairs}
    return pairs, [one for one in things if one.key not in done]


def _by_name(things: Sequence[_Thing], authority: Authority, lookup: Lookup) -> Iterator[Row]:
    sought: dict[tuple[str, str], list[_Thing]] = defaultdict(list)
    for one in things:
        for name in one.sought():
            sought[name.value, name.language or ""].append(one)
    found: dict[str, dict[str, Row]] = defaultdict(dict)
    literals = sorted(str(Literal(text, language=tag)) for text, tag in sought)
    for some in _batches(literals):
        for row in lookup.ask(authority.by_name % " ".join(some)):
            if not authority.names_thing(row["item"][0]):
                continue
            for one in sought.get(row["name"], ()):
                if _fits(one, row["kind"][0], authority):
                    note = row.get("note", ("", ""))[0]
                    named = f"named {row['name'][0]}@{row['name'][1]}"
                    link = _row(one, "exactMatch", row["item"][0], basis=named, note=note)
                    found[one.key].setdefault(row["item"][0], link)
    for links in found.values():
        for link in links.values():
            others = len(links) - 1
            yield link | {"basis": link["basis"] + (f"; {others} more so" if others else "")}


def _fits(one: _Thing, kind: str, authority: Authority) -> bool:
    if authority.identifiers == _WIKIDATA:
        return (one.type == "Person") == (kind == "Person")
    return one.type == kind


def _missing_names(
    linked: Mapping[str, Sequence[_Thing]], authority: Authority, lookup: Lookup
) -> Iterator[Row]:
    for some in _batches([str(NamedNode(item)) for item in sorted(linked)]):
        for row in lookup.ask(authority.names % " ".join(some)):
            text, language = row["label"]
            for one in linked.get(row["item"][0], ()):
                if language in OFFICIAL and not {language, "mul"} & one.languages():
                    item = row["item"][0].removeprefix(authority.identifiers)
                    yield _row(one, "name", text, language=language, basis=f"label of {item}")


def _row(
    one: _Thing, what: str, value: str, *, basis: str, language: str = "", note: str = ""
) -> Row:
    about = (one.key, one.label, one.type, what, value, language, basis, note)
    return dict(zip(COLUMNS, ("", *about), strict=True))


def _batches(items: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(items), _ASKED_AT_ONCE):
        yield items[start : start + _ASKED_AT_ONCE]
