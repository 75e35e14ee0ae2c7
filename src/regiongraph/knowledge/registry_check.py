"""A whole registry, read and checked: also the tables that are otherwise read when needed."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from regiongraph.errors import RegistryError
from regiongraph.knowledge.registry import Registry
from regiongraph.resources import shipped

if TYPE_CHECKING:
    from pathlib import Path

_BY_LANGUAGE = (
    *("declension.toml", "given-names.toml", "inflection.toml", "place-words.toml"),
    *("short-names.toml", "stop-words.toml", "type-words.toml"),
)


def check_registry(folder: Path | None = None) -> dict[str, int]:
    """Read every table of a registry and return how many rows of each kind it has.

    Args:
        folder: A folder with the tables that ``data/registry/README.md`` describes, by default
            the one that ships.

    Raises:
        RegistryError: At the first row that is wrong: key or claim given twice, name given
            twice, parent, country or person without a row, a date that no calendar has, an end
            before its start, no source, a town in an unknown country. It says file, line and
            what to do.
    """
    registry = Registry(folder if folder is not None else shipped("data/registry"))
    counts = Counter(entry.type.value for entry in registry.entries.values())
    for file in _BY_LANGUAGE:
        for language in registry.setting(file):
            registry.demonyms(language)
    _check_towns(registry)
    return {
        **{f"entries: {kind}": number for kind, number in sorted(counts.items())},
        "small towns": len(registry.towns.keys),
        "claims": len(registry.claims),
        "office words": len(registry.offices),
        "first names": len(registry.first_names()),
    }


def _check_towns(registry: Registry) -> None:
    known = frozenset(registry.entries)
    for key in registry.towns.keys:
        if key in known:
            what = f"{key} stands in another table too"
            raise RegistryError(what, where="towns.tsv", remedy="Remove one row.")
        if registry.entries[key].country is None:
            what = f"the country of {key} has no row"
            raise RegistryError(what, where="towns.tsv", remedy="Add it, or mend the code.")
