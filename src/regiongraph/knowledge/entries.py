"""What the registry knows: entries, their names, dated claims, words for offices."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, ValuesView
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from regiongraph.knowledge.towns import Towns
from regiongraph.records import EntityType

if TYPE_CHECKING:
    pass

Names = dict[str, tuple[str, ...]]


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

    def values(self) -> ValuesView[Entry]:
        """Return the entries of the tables."""
        return self._rows.values()

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
