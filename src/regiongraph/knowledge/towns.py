"""Small towns: tens of thousands of names that are read only when a text may need them."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from regiongraph.errors import RegistryError
from regiongraph.knowledge.spelling import WORD, bare_once, index_form

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

_COLUMNS = 4
_OPENING = 2  # words by which names are found: few names share two


class Towns:
    """The towns of ``towns.tsv``, below those of ``places.csv``. Source: GeoNames.

    Args:
        read: Returns the lines of the file; called when a town is first asked for.
    """

    def __init__(self, read: Callable[[], Sequence[str]]) -> None:
        self._read = read

    @cached_property
    def _rows(self) -> Mapping[str, Sequence[str]]:
        """Country, inhabitants and names by key."""
        rows = {}
        for number, line in enumerate(self._read(), start=2):  # line 1 is a comment
            cells = line.split("\t")
            if len(cells) != _COLUMNS or not cells[2].isdecimal() or not cells[3]:
                raise RegistryError(
                    f"{line[:60]!r} is not number, country, inhabitants and names",
                    where=f"towns.tsv, line {number}",
                    remedy="Write four cells parted by tabs.",
                )
            if f"place/{cells[0]}" in rows:
                raise RegistryError(
                    f"number {cells[0]} stands twice",
                    where=f"towns.tsv, line {number}",
                    remedy="Remove one row.",
                )
            rows[f"place/{cells[0]}"] = cells[1:]
        return rows

    @property
    def keys(self) -> Collection[str]:
        """The keys of all towns."""
        return self._rows.keys()

    @cached_property
    def by_opening(self) -> Mapping[str, Sequence[tuple[str, str]]]:
        """Names with their towns' keys, by their first two bare words."""
        found: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for key, cells in self._rows.items():
            for name in cells[2].split("|"):
                spelt = bare_once(name)
                one = spelt.isalpha()  # most are: the words need not be looked for
                opening = spelt if one else " ".join(WORD.findall(spelt)[:_OPENING])
                found[opening].append((name, key))
        return found

    @cached_property
    def first_words(self) -> frozenset[str]:
        """The bare words with which a name may begin."""
        return frozenset(opening.partition(" ")[0] for opening in self.by_opening)

    def row(self, key: str) -> tuple[str, int, Sequence[str]] | None:
        """Return country code, inhabitants and names of a town, or None."""
        cells = self._rows.get(key)
        return (cells[0], int(cells[1]), cells[2].split("|")) if cells else None

    def find(self, text: str) -> tuple[str, ...]:
        """Return the keys of the towns of that name; case and accents do not matter."""
        form = index_form(text)
        opening = " ".join(form.split()[:_OPENING])
        named = self.by_opening.get(opening, ())
        return tuple(dict.fromkeys(key for name, key in named if index_form(name) == form))
