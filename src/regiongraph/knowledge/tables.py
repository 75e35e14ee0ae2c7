"""The files of a registry folder, read row by row and checked."""

from __future__ import annotations

import csv
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING, Any

from regiongraph.errors import RegistryError
from regiongraph.knowledge.entries import Claim, Entry, Names, Office
from regiongraph.records import EntityType

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

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


class Tables:
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
