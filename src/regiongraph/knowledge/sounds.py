"""How a name sounds, roughly: its consonants in signs that scripts and spellings share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby, islice, product
from typing import TYPE_CHECKING

import regex

from regiongraph.knowledge.spelling import WORD, bare, fold

if TYPE_CHECKING:
    from regiongraph.knowledge.inflection import Inflection

_START = "^"
_FEWEST = 5  # consonants; names with fewer sound like too many others
_MOST = 24  # readings of one name in an inflected form


class Sounds:
    """Turns names into signs for their consonants.

    Args:
        table: ``sounds.toml``: for each row of signs the letters that stand for it.
    """

    def __init__(self, table: Mapping[str, str]) -> None:
        self._signs = {written: signs for signs, row in table.items() for written in row.split()}
        longest = sorted(self._signs, key=lambda written: (-len(written), written))
        self._pattern = regex.compile("|".join(regex.escape(written) for written in longest))

    def of(self, name: str, inflection: Inflection, endings: Iterable[str] = ()) -> frozenset[str]:
        """Return what a name may sound like, in any case that its words may stand in.

        Args:
            name: A person's full name.
            inflection: Of the language that the name was written in.
            endings: Bare endings of women's surnames that other languages leave out.
        """
        words = [self._readings(word, inflection, tuple(endings)) for word in WORD.findall(name)]
        readings = islice(product(*words), _MOST)
        found = (" ".join(sorted(filter(None, reading))) for reading in readings)
        return frozenset(signs for signs in found if len(signs.replace(" ", "")) >= _FEWEST)

    def _readings(
        self, word: str, inflection: Inflection, endings: tuple[str, ...]
    ) -> tuple[str, ...]:
        forms = [fold(word), *inflection.bases(bare(word), last=True)]
        shorter = [form.removesuffix(end) for form in forms for end in endings]
        return tuple(dict.fromkeys(self._spelt(form) for form in (*forms, *shorter)))

    def _spelt(self, word: str) -> str:
        signs = "".join(self._signs[m[0]] for m in self._pattern.finditer(f"{_START}{word}"))
        return "".join(sign for sign, _ in groupby(signs))
