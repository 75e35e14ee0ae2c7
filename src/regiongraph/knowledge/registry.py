"""The registry: regions, countries, bodies, policies, people and places, with their sources.

It is read from the tables in ``data/registry`` (their README says where each comes from).
A row that is wrong stops the load with file, line and remedy.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache, cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any

from rapidfuzz import fuzz, process

from regiongraph.errors import RegistryError
from regiongraph.knowledge.declension import Declension
from regiongraph.knowledge.entries import Entries, Entry, Naming, Office
from regiongraph.knowledge.inflection import Inflection
from regiongraph.knowledge.nominatives import Nominatives
from regiongraph.knowledge.sounds import Sounds
from regiongraph.knowledge.spelling import WORD, index_form
from regiongraph.knowledge.tables import Tables
from regiongraph.knowledge.towns import Towns
from regiongraph.resources import shipped

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable
    from pathlib import Path


class Registry:
    """Everything known beforehand, read from one folder.

    Attributes:
        entries: Every entry by key, sorted by key.
        towns: Small towns, which are entries too.
        claims: Dated posts and memberships, sorted by id.
        offices: Office words.
    """

    def __init__(self, folder: Traversable) -> None:
        self._tables = Tables(folder)
        found = self._tables.entries()
        self.towns = Towns(lambda: self._tables.lines("towns.tsv"))
        self.entries: Mapping[str, Entry] = Entries(found, self.towns)
        self.claims = self._tables.claims(self.entries)
        self._inflections: dict[str, Inflection] = {}
        self._nominatives: dict[str, Nominatives] = {}
        self._declensions: dict[str, Declension] = {}

    @cached_property
    def offices(self) -> tuple[Office, ...]:
        """Office words of all languages."""
        return self._tables.offices()

    @cached_property
    def _first_name_rows(self) -> Sequence[Sequence[str]]:
        """Name, languages and gender; of a name that stands twice the last gender counts."""
        by_hand = (
            (name, language, gender)
            for language, names in self.setting("given-names.toml").items()
            for gender in ("f", "m")
            for name in names.get(gender, "").split()
        )
        return [*by_hand, *(line.split("\t") for line in self._tables.lines("first-names.tsv"))]

    @cached_property
    def _first_names(self) -> Mapping[str, frozenset[str]]:
        names: dict[str, set[str]] = defaultdict(set)
        for name, languages, _ in self._first_name_rows:
            for language in languages.split(","):
                names[language].add(name)
        return {language: frozenset(found) for language, found in names.items()}

    @cached_property
    def _all_first_names(self) -> frozenset[str]:
        own = self.setting("given-names.toml")["mul"]["own"].split()
        return frozenset(chain.from_iterable(self._first_names.values())) - {*own}

    def first_names(self, language: str | None = None) -> frozenset[str]:
        """Return the first names used in a language, or in any."""
        if language:
            return self._first_names.get(language, frozenset())
        return self._all_first_names

    @cached_property
    def first_name_genders(self) -> Mapping[str, str]:
        """Whether first names are women's (``f``) or men's (``m``); those of both are left out."""
        told = {name: gender for name, _, gender in self._first_name_rows}
        return {name: gender for name, gender in told.items() if gender in {"f", "m"}}

    def inflection(self, language: str) -> Inflection:
        """Return how names bend in a language; without rules they stand as they are."""
        if language not in self._inflections:
            table = self.setting("inflection.toml").get(language, {})
            self._inflections[language] = Inflection(table)
        return self._inflections[language]

    @cached_property
    def sounds(self) -> Sounds:
        """What tells names that sound alike in different scripts and spellings."""
        return Sounds(self.setting("sounds.toml"))

    def nominatives(self, language: str) -> Nominatives:
        """Return what finds the nominative of people's names in a language."""
        if language not in self._nominatives:
            table = self.setting("inflection.toml").get(language, {})
            self._nominatives[language] = Nominatives(
                table, self.first_names(language), self.first_names(), self.inflection(language)
            )
        return self._nominatives[language]

    def in_nominative(self, name: str, language: str, *, opens: bool = False) -> str:
        """Return the name of a body, event, document or venue in the nominative, where it is sure.

        Args:
            name: As a text has it.
            language: Language of the text, two letters.
            opens: Whether it only opens sentences, where it may as well be a plural.
        """
        if language not in self._declensions:
            declined = self.setting("declension.toml").get(language, {})
            self._declensions[language] = Declension(declined)
        return self._declensions[language].of(name, opens=opens)

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

    @cached_property
    def _wholes(self) -> frozenset[str]:
        return frozenset(entry.parent for entry in self.entries.values() if entry.parent)

    def has_parts(self, key: str) -> bool:
        """Tell whether entries are part of an entry."""
        return key in self._wholes

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
            if not more:
                continue
            rest = {more[0]}
            for naming in namings:
                words = zip(more, WORD.findall(naming.text)[1:], strict=False)
                rest.update(word for word, written in words if not written.islower())
            for word in rest - {first}:
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


@cache
def load_registry(folder: Path | None = None) -> Registry:
    """Return the registry of a folder, by default the one that ships; read once a folder.

    Args:
        folder: A folder with the tables that ``data/registry/README.md`` describes.

    A row that is wrong (unknown parent, bad code or date, name given twice, missing source)
    raises `RegistryError` with file, line and remedy.
    """
    return Registry(folder if folder is not None else shipped("data/registry"))
