"""The registry: regions, countries, bodies, policies, people and places, with their sources.

It is read from the tables in ``data/registry`` (their README says where each comes from).
A row that is wrong stops the load with file, line and remedy.
"""

from __future__ import annotations

import csv
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from rapidfuzz import fuzz, process

from regiongraph.errors import RegistryError
from regiongraph.knowledge.inflection import Inflection
from regiongraph.knowledge.nominatives import Nominatives
from regiongraph.knowledge.spelling import WORD, index_form
from regiongraph.knowledge.towns import Towns
from regiongraph.records import EntityType
from regiongraph.resources import shipped

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable
    from pathlib import Path

Names = dict[str, tuple[str, ...]]

ENTRY_TABLES = (
    *("regions", "countries", "territories", "bodies", "policies", "people", "meps"),
    *("landscapes", "places"),
)
"""Tables of entries, in the order in which they are read; ``meps`` may be left out."""

_TYPES = {type_.value.lower(): type_ for type_ in EntityType}
_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
_SHAPES = {
    "key": re.compile(rf"({'|'.join(_TYPES)})/[A-Za-z0-9][A-Za-z0-9-]*"),
    "nuts": re.compile(r"[A-Z]{2}[A-Z0-9]{0,3}"),
    "wikidata": re.compile(r"Q[1-9][0-9]*"),
    "founded": _DATE,
    "population": re.compile(r"[0-9]+"),
    "homepage": re.compile(r"https?://\S+"),
    "confidence": re.compile(r"high|medium|low"),
}
_SHAPES |= dict.fromkeys(("start", "end", "as_of"), _DATE)
_NAME = re.compile(r"([a-z]{2,3}):(\S.*)")
_SOURCE_ID = re.compile(r"[a-z0-9-]+")


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that the registry knows.

    Args:
        key: Tail of its IRI: ``region/DED``, ``organisation/cor``, ``person/emil-boc``.
        type: What kind of thing it is.
        names: Names by language, the preferred one first. ``mul`` holds names that are the same
            in every language, ``und`` names of unknown language.
        abbreviations: The same for abbreviations.
        kind: What it is called in its class, such as ``Land`` or ``cor commission``.
        parent: Key of what it is part of.
        country: Key of its country.
        region: Key of the territory that a body governs or serves.
        nuts: NUTS code, for regions and countries.
        wikidata: Wikidata item.
        authority: Code in the EU authority table of corporate bodies.
        founded: ISO date, cut to what is known.
        homepage: Its address, or its official IRI.
        population: Inhabitants, for places.
        source: Where the row comes from, in words.
    """

    key: str
    type: EntityType
    names: Mapping[str, tuple[str, ...]]
    abbreviations: Mapping[str, tuple[str, ...]]
    source: str
    kind: str = ""
    parent: str | None = None
    country: str | None = None
    region: str | None = None
    nuts: str | None = None
    wikidata: str | None = None
    authority: str | None = None
    founded: str | None = None
    homepage: str | None = None
    population: int | None = None

    @property
    def standing(self) -> tuple[int, int, str]:
        """Sort key among things of one name: the one most likely meant comes first.

        Countries, then regions that govern at NUTS 1 or 2, then towns by inhabitants, then
        provinces and other governing NUTS 3 units, districts, and last units made for statistics.
        """
        level = {"Province": 3, "District": 4, "Statistical region": 5}.get(self.kind, 1)
        if self.type is EntityType.REGION and level == 1 and len(self.nuts or "") == len("DED52"):
            level = 3
        level = {EntityType.COUNTRY: 0, EntityType.PLACE: 2}.get(self.type, level)
        return level, -(self.population or 0), self.key


@dataclass(frozen=True, slots=True)
class Claim:
    """One post, membership or presidency that a source states.

    Args:
        id: Unique in the registry.
        kind: ``post``, ``membership`` or ``presidency``.
        subject: Key of the person or region.
        office: Office or role as the source words it.
        office_class: Generic class of the office.
        organisation: Key of the body in which.
        region: Key of the territory for which.
        start: ISO date, only if the source states it.
        end: ISO date, only if the source states it.
        as_of: ISO date on which the source says it is so.
        confidence: ``high``, ``medium`` or ``low``.
        note: What a reader should know.
        source: Where it is said.
    """

    id: str
    kind: str
    subject: str
    confidence: str
    source: str
    office: str = ""
    office_class: str = ""
    organisation: str | None = None
    region: str | None = None
    start: str | None = None
    end: str | None = None
    as_of: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Office:
    """A word for an office in one language.

    Args:
        office_class: Generic class, such as ``head_of_regional_government``.
        language: Two letters.
        label: The word.
        forms: Its feminine and inflected forms.
        source: Where the word comes from, in words.
    """

    office_class: str
    language: str
    label: str
    forms: tuple[str, ...]
    source: str


class Entries(Mapping[str, Entry]):
    """Entries by key.

    It runs over the rows of the tables; a small town is an entry too, made when its key is
    asked for.
    """

    def __init__(self, rows: Mapping[str, Entry], towns: Towns) -> None:
        self._rows = dict(sorted(rows.items()))
        self._towns = towns

    def __getitem__(self, key: str) -> Entry:
        """Return an entry, or raise KeyError."""
        entry = self._rows.get(key)
        return entry if entry is not None else self._town(key)

    def __iter__(self) -> Iterator[str]:
        """Run over the keys of the tables."""
        return iter(self._rows)

    def __len__(self) -> int:
        """Return how many rows the tables have."""
        return len(self._rows)

    def _town(self, key: str) -> Entry:
        row = self._towns.row(key) if key.startswith("place/") else None
        if row is None:
            raise KeyError(key)
        country = f"country/{row[0]}"
        return Entry(
            key=key,
            type=EntityType.PLACE,
            names={"mul": tuple(row[2])},
            abbreviations={},
            source="GeoNames (www.geonames.org), CC BY 4.0",
            country=country if country in self._rows else None,
            population=row[1],
        )


class Naming(NamedTuple):
    """One name of one entry.

    Args:
        text: As the registry spells it.
        language: ``de``, ``mul`` (all languages), ``und`` (of which is not known) …
        entry: Who bears it.
        short: It is an abbreviation.
    """

    text: str
    language: str
    entry: Entry
    short: bool


class Registry:
    """Everything known beforehand, read from one folder.

    Attributes:
        entries: Every entry by key, sorted by key.
        towns: Small towns, which are entries too.
        claims: Dated posts and memberships, sorted by id.
        offices: Office words.
    """

    def __init__(self, folder: Traversable) -> None:
        self._tables = _Tables(folder)
        found = self._tables.entries()
        self.towns = Towns(lambda: self._tables.lines("towns.tsv"))
        self.entries: Mapping[str, Entry] = Entries(found, self.towns)
        self.claims = self._tables.claims(self.entries)
        self._inflections: dict[str, Inflection] = {}
        self._nominatives: dict[str, Nominatives] = {}

    @cached_property
    def offices(self) -> tuple[Office, ...]:
        """Office words of all languages."""
        return self._tables.offices()

    @cached_property
    def _first_names(self) -> Mapping[str, frozenset[str]]:
        names: dict[str, set[str]] = defaultdict(set)
        for line in self._tables.lines("first-names.tsv"):
            name, _, languages = line.partition("\t")
            for language in languages.split(","):
                names[language].add(name)
        return {language: frozenset(found) for language, found in names.items()}

    def first_names(self, language: str | None = None) -> frozenset[str]:
        """Return the first names used in a language, or in any. Source: Faker's EU locales."""
        if language:
            return self._first_names.get(language, frozenset())
        return frozenset(chain.from_iterable(self._first_names.values()))

    def inflection(self, language: str) -> Inflection:
        """Return how names bend in a language; without rules they stand as they are."""
        if language not in self._inflections:
            table = self.setting("inflection.toml").get(language, {})
            self._inflections[language] = Inflection(table)
        return self._inflections[language]

    def nominatives(self, language: str) -> Nominatives:
        """Return what finds the nominative of people's names in a language."""
        if language not in self._nominatives:
            table = self.setting("inflection.toml").get(language, {})
            self._nominatives[language] = Nominatives(
                table, self.first_names(language), self.first_names(), self.inflection(language)
            )
        return self._nominatives[language]

    def name(self, key: str, language: str) -> str:
        """Return the preferred name of an entry in a language, or the best there is.

        Raises:
            RegistryError: If there is no such entry.
        """
        if key not in self.entries:
            remedy = f"Nearest names: {', '.join(self.suggest(key.partition('/')[2])) or 'none'}."
            raise RegistryError(f"no entry {key!r}", where="registry", remedy=remedy)
        entry = self.entries[key]
        for names in (entry.names, entry.abbreviations):
            for code in (language, "mul", "und", "en", *names):
                if code in names:
                    return names[code][0]
        raise AssertionError(key)  # pragma: no cover - every row is checked to have a name

    def setting(self, file: str) -> Mapping[str, Any]:
        """Return a ``.toml`` file of the registry, keyed by language."""
        return self._tables.setting(file)

    def demonyms(self, language: str) -> Mapping[str, str]:
        """Return stems of adjectives of origin and the keys of the territories they name."""
        return self._tables.demonyms(language, self.entries)

    @cached_property
    def namings(self) -> Mapping[str, Sequence[Naming]]:
        """Every name and abbreviation, by its index form."""
        found: dict[str, list[Naming]] = defaultdict(list)
        for entry in self.entries.values():
            for short, names in ((True, entry.abbreviations), (False, entry.names)):
                for language, texts in names.items():
                    for text in texts:
                        found[index_form(text)].append(Naming(text, language, entry, short))
        return found

    @cached_property
    def openings(self) -> Mapping[str, Sequence[str]]:
        """Index forms by each word that may open them where an article or type word is left out."""
        found: dict[str, list[str]] = defaultdict(list)
        for form, namings in self.namings.items():
            first, *more = form.split(" ")
            found[first].append(form)
            if more:
                written = (enumerate(WORD.findall(naming.text)) for naming in namings)
                capital = {at for words in written for at, word in words if not word.islower()}
                rest = (word for at, word in enumerate(more, start=1) if at in capital | {1})
                for word in set(rest) - {first}:
                    found[word].append(form)
        return found

    def find(self, text: str, language: str | None = None) -> tuple[Entry, ...]:
        """Return the entries of that name, the one most likely meant first.

        Args:
            text: A key, a name or an abbreviation; case and accents do not matter.
            language: If the name is known in this language, other languages do not count.
        """
        if text in self.entries:
            return (self.entries[text],)
        named = self.namings.get(index_form(text), ())
        own = [n.entry.key for n in named if language and n.language in (language, "mul", "und")]
        keys = set(own or [n.entry.key for n in named] or self.towns.find(text))
        return tuple(sorted((self.entries[key] for key in keys), key=lambda entry: entry.standing))

    def suggest(self, text: str, *, limit: int = 5) -> tuple[str, ...]:
        """Return names that look like the text, nearest first."""
        scored = process.extract(
            index_form(text),
            list(self.namings),
            scorer=fuzz.ratio,
            limit=4 * limit,
            score_cutoff=60,
        )
        ranked = sorted(scored, key=lambda hit: (-hit[1], hit[0]))
        named = ([(n.language, n.entry.key) for n in self.namings[form]] for form, _, _ in ranked)
        nearest = map(min, named)
        return tuple(dict.fromkeys(self.name(key, code) for code, key in nearest))[:limit]


class _Tables:
    """The files of a registry folder, read row by row and checked."""

    def __init__(self, folder: Traversable) -> None:
        self._folder = folder
        self._sources = {cells["id"]: cells["title"] for _, cells in self.rows("sources")}
        self._cited: dict[str, str] = {}

    def lines(self, file: str) -> list[str]:
        """Return the lines of a file that are no comments."""
        path = self._folder / file
        if not path.is_file():
            remedy = "Point to a complete registry folder, or install regiongraph again."
            raise RegistryError("file is missing", where=file, remedy=remedy)
        lines = path.read_text(encoding="utf-8").splitlines()
        return [line for line in lines if not line.startswith("#")]

    def setting(self, file: str) -> Mapping[str, Any]:
        """Return a TOML file."""
        try:
            return tomllib.loads("\n".join(self.lines(file)))
        except tomllib.TOMLDecodeError as error:
            raise RegistryError(f"not TOML: {error}", where=file, remedy="Mend the line.") from None

    def rows(self, table: str) -> Iterator[tuple[str, dict[str, str]]]:
        """Yield place and cells of each row; every row must have a cell for every column."""
        file = f"{table}.csv"
        reader = csv.reader(self.lines(file))
        columns = next(reader, [])
        for cells in reader:
            where = f"{file}, line {reader.line_num}"
            if len(cells) != len(columns):
                what = f"{len(cells)} cells where the header has {len(columns)}"
                raise RegistryError(what, where=where, remedy="Quote cells that hold commas.")
            yield where, dict(zip(columns, cells, strict=True))

    def entries(self) -> dict[str, Entry]:
        """Return all entries; names.csv adds names to them."""
        added = self._added_names()
        found: dict[str, tuple[str, Entry]] = {}
        known: dict[tuple[str | None, ...], str] = {}
        for table in ENTRY_TABLES:
            if table == "meps" and not (self._folder / "meps.csv").is_file():
                continue
            for where, cells in self.rows(table):
                entry = self._entry(where, cells, added.pop(cells["key"], []))
                first = next(iter(chain(entry.names.values(), entry.abbreviations.values())))[0]
                if entry.key in found:
                    self._refuse(where, f"key {entry.key!r} stands twice", "Remove one row.")
                if entry.type is not EntityType.PLACE:
                    same = (entry.type, first, entry.parent, entry.country, entry.region)
                    twin = known.setdefault(same, entry.key)
                    if twin != entry.key:
                        what = f"{first!r} is already named by {twin}"
                        self._refuse(where, what, "Merge the rows, or tell the names apart.")
                found[entry.key] = where, entry
        for key, rows in added.items():
            self._refuse(rows[0][0], f"no entry {key!r}", "Add the entry, or mend the key.")
        return self._linked(found)

    def _added_names(self) -> dict[str, list[tuple[str, dict[str, str]]]]:
        added: dict[str, list[tuple[str, dict[str, str]]]] = defaultdict(list)
        for where, cells in self.rows("names"):
            if cells["kind"] not in {"name", "alias", "abbreviation"}:
                what = f"kind {cells['kind']!r} is not name, alias or abbreviation"
                self._refuse(where, what, "Use one of the three.")
            self._source(where, cells["source"])
            added[cells["key"]].append((where, cells))
        return added

    def _linked(self, found: dict[str, tuple[str, Entry]]) -> dict[str, Entry]:
        for where, entry in found.values():
            for link in (entry.parent, entry.country, entry.region):
                if link and link not in found:
                    what = f"{entry.key} points to {link!r}, which has no row"
                    self._refuse(where, what, "Add that row, or mend the key.")
        return {key: entry for key, (_, entry) in found.items()}

    def _entry(
        self, where: str, cells: dict[str, str], added: list[tuple[str, dict[str, str]]]
    ) -> Entry:
        self._check(where, cells)
        names = self._names(where, cells.get("names", ""))
        short = self._names(where, cells.get("abbreviations", ""))
        for _, row in added:
            target, first = (short if row["kind"] == "abbreviation" else names), row["text"]
            others = tuple(name for name in target.get(row["language"], ()) if name != first)
            order = (first, *others) if row["kind"] == "name" else (*others, first)
            target[row["language"]] = order
        if not names and not short:
            self._refuse(where, f"{cells['key']} has no name", "Give it one, as `de:Sachsen`.")
        links = ("parent", "country", "region", "nuts", "wikidata", "authority", "founded")
        return Entry(
            key=cells["key"],
            type=_TYPES[cells["key"].partition("/")[0]],
            names=names,
            abbreviations=short,
            kind=cells.get("kind", ""),
            homepage=cells.get("homepage") or None,
            population=int(cells["population"]) if cells.get("population") else None,
            source=self._source(where, cells["source"]),
            **{name: cells.get(name) or None for name in links},
        )

    def _names(self, where: str, cell: str) -> Names:
        names: dict[str, list[str]] = {}
        for part in cell.split("|") if cell else ():
            match = _NAME.fullmatch(part)
            if not match:
                self._refuse(where, f"name {part!r} has no language", "Write `de:Sachsen`.")
            else:
                names.setdefault(match[1], []).append(match[2])
        return {language: tuple(texts) for language, texts in names.items()}

    def claims(self, entries: Mapping[str, Entry]) -> tuple[Claim, ...]:
        """Return the claims; who and what they speak of must have rows."""
        found: dict[str, Claim] = {}
        for where, cells in self.rows("claims"):
            self._check(where, cells)
            if cells["id"] in found:
                self._refuse(where, f"claim {cells['id']!r} stands twice", "Remove one row.")
            if cells["start"] and cells["end"] and cells["end"] < cells["start"]:
                what = f"end {cells['end']} lies before start {cells['start']}"
                self._refuse(where, what, "Mend one of the two dates.")
            for name in ("subject", "organisation", "region"):
                if cells[name] and cells[name] not in entries:
                    what = f"{name} {cells[name]!r} has no row"
                    self._refuse(where, what, "Add that row, or mend the key.")
            source = self._source(where, cells.pop("source"))
            optional = ("organisation", "region", "start", "end", "as_of")
            empty = {name: cells.pop(name) or None for name in optional}
            found[cells["id"]] = Claim(**cells, **empty, source=source)  # type: ignore[arg-type]
        return tuple(found[number] for number in sorted(found))

    def offices(self) -> tuple[Office, ...]:
        """Return the office words."""
        return tuple(
            Office(
                office_class=cells["office_class"],
                language=cells["language"],
                label=cells["label"],
                forms=tuple(filter(None, cells["forms"].split("|"))),
                source=self._source(where, cells["source"]),
            )
            for where, cells in self.rows("offices")
        )

    def demonyms(self, language: str, entries: Mapping[str, Entry]) -> dict[str, str]:
        """Return the stems of a language; every territory must have a row."""
        found = {}
        for where, cells in self.rows("demonyms"):
            self._source(where, cells["source"])
            if cells["key"] not in entries:
                self._refuse(where, f"no entry {cells['key']!r}", "Add the entry, or mend the key.")
            if cells["language"] == language:
                found[cells["stem"]] = cells["key"]
        return found

    def _check(self, where: str, cells: dict[str, str]) -> None:
        for column, value in cells.items():
            shape = _SHAPES.get(column)
            if shape and (value or column == "key") and not shape.fullmatch(value):
                what = f"{column} {value!r} is not of the form {shape.pattern}"
                self._refuse(where, what, "Mend the cell.")
            if shape is _DATE and value and not _in_calendar(value):
                what = f"{column} {value!r} is a date that no calendar has"
                self._refuse(where, what, "Mend the date, or cut it to what is known.")

    def _source(self, where: str, cell: str) -> str:
        if cell not in self._cited:
            parts = [part for part in cell.split(" ; ") if part]
            if not parts:
                self._refuse(where, "the row has no source", "Say where the fact comes from.")
            for part in parts:
                if _SOURCE_ID.fullmatch(part) and part not in self._sources:
                    remedy = "Add it to sources.csv, or give an address."
                    self._refuse(where, f"source {part!r} is unknown", remedy)
            self._cited[cell] = "; ".join(self._sources.get(part, part) for part in parts)
        return self._cited[cell]

    @staticmethod
    def _refuse(where: str, what: str, remedy: str) -> None:
        raise RegistryError(what, where=where, remedy=remedy)


def _in_calendar(value: str) -> bool:
    """Tell whether a date that may lack month or day can be."""
    year, month, day = [*value.split("-"), "01", "01"][:3]
    try:
        date(int(year), int(month), int(day))
    except ValueError:
        return False
    return True


@cache
def load_registry(folder: Path | None = None) -> Registry:
    """Return the registry of a folder, by default the one that ships; read once a folder.

    Args:
        folder: A folder with the tables that ``data/registry/README.md`` describes.

    A row that is wrong (unknown parent, bad code or date, name given twice, missing source)
    raises `RegistryError` with file, line and remedy.
    """
    return Registry(folder if folder is not None else shipped("data/registry"))
