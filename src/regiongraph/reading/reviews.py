"""A person's decisions about identity: a table, kept beside the releases.

::

    verdict,a,b,note
    different,Erika Muster @ c41a768e7b19,Erika Muster @ 0f2b77d1a3c4,"minister and mayor"
    same,organisation/cor,Ausschuss der Regionen @ 0f2b77d1a3c4,

A thing is a key or an IRI, as answers give it, or a name and, after ``@``, the id or the file
name of a release that names it. Both last: neither changes when other releases are added.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from regiongraph.errors import ReviewError
from regiongraph.knowledge.spelling import index_form
from regiongraph.records import EntityType, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from regiongraph.knowledge.registry import Registry
    from regiongraph.records import ReadRelease

COLUMNS = ["verdict", "a", "b", "note"]
VERDICTS = {"same": Verdict.ONE, "different": Verdict.TWO}
_IRI = "/id/"


@dataclass(frozen=True, slots=True)
class Review:
    """One row: what a person decided of two things.

    Args:
        verdict: `Verdict.ONE` or `Verdict.TWO`.
        a: The one, as written.
        b: The other, as written.
        note: Why.
        where: File and line.
    """

    verdict: Verdict
    a: str
    b: str
    note: str
    where: str


@dataclass(frozen=True, slots=True, order=True)
class Note:
    """A row that could not be followed.

    Args:
        where: File and line.
        what: What is wrong.
        remedy: What to do about it.
    """

    where: str
    what: str
    remedy: str


def read_reviews(path: Path) -> tuple[list[Review], list[Note]]:
    """Read a person's decisions; a row that is wrong is left out and noted.

    Args:
        path: A CSV file in UTF-8 with the columns ``verdict,a,b,note``; lines that begin
            with ``#`` are comments.

    Raises:
        ReviewError: The file cannot be read, or has other columns.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        remedy = "Name a CSV file in UTF-8."
        raise ReviewError(f"cannot be read: {error}", where=path.name, remedy=remedy) from error
    numbered = [(n, line) for n, line in enumerate(lines, 1) if line and line[0] != "#"]
    rows = [(n, next(csv.reader([line]))) for n, line in numbered]
    if not rows or rows[0][1] != COLUMNS:
        what = "the first line does not name the columns"
        raise ReviewError(what, where=path.name, remedy=f"Write: {','.join(COLUMNS)}")
    found: list[Review] = []
    notes: list[Note] = []
    for number, cells in rows[1:]:
        where = f"{path.name}, line {number}"
        if len(cells) != len(COLUMNS):
            what = f"{len(cells)} cells where the header has {len(COLUMNS)}"
            notes.append(Note(where, what, "Quote cells that hold commas."))
        elif cells[0] not in VERDICTS:
            what = f"verdict {cells[0]!r} is neither same nor different"
            notes.append(Note(where, what, "Use one of the two."))
        else:
            verdict, a, b, note = cells
            found.append(Review(VERDICTS[verdict], a, b, note, where))
    return found, notes


class References:
    """What a review may call the things of some releases.

    Args:
        read: The releases.
        registry: What is known beforehand.
    """

    def __init__(self, read: Iterable[ReadRelease], registry: Registry) -> None:
        self._registry = registry
        self._types: dict[str, EntityType] = {}
        self._called: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._names: dict[str, str] = {}
        for one in read:
            release = one.release
            file = PurePath(release.source)
            for identity in one.identities:
                self._types[identity.key] = identity.type
                self._names.setdefault(identity.key, identity.name)
                for text in {identity.name, *(mention.text for mention in identity.mentions)}:
                    for place in {release.id, file.name, file.stem}:
                        self._called[index_form(text), place].add(identity.key)

    def name(self, key: str) -> str:
        """Return what a thing is called; a text that is no key stands as it is."""
        known = key in self._registry.entries
        return self._registry.name(key, "en") if known else self._names.get(key, key)

    def resolve(
        self, reviews: Sequence[Review]
    ) -> tuple[list[tuple[Review, str, str]], list[Note]]:
        """Return the rows with the keys of what they speak of, and notes on the others."""
        rows: list[tuple[Review, str, str]] = []
        notes: list[Note] = []
        for review in reviews:
            found = [self._find(text) for text in (review.a, review.b)]
            faults = [self._fault(*pair) for pair in zip((review.a, review.b), found, strict=True)]
            keys = [min(found[0], default=""), min(found[1], default="")]
            if not any(faults) and keys[0].split("/")[0] != keys[1].split("/")[0]:
                faults = [f"{review.a} and {review.b} are of different kinds"]
            if any(faults):
                remedy = "Write a key, or NAME @ RELEASE with the release's id or file name."
                notes.append(Note(review.where, next(filter(None, faults)), remedy))
            else:
                rows.append((review, keys[0], keys[1]))
        return rows, notes

    def _find(self, text: str) -> set[str]:
        key = text.strip().rpartition(_IRI)[2]
        if key in self._types or key in self._registry.entries:
            return {key}
        name, _, release = text.rpartition("@")
        return self._called.get((index_form(name), release.strip()), set())

    @staticmethod
    def _fault(text: str, found: set[str]) -> str:
        if not found:
            return f"nothing is called {text!r}"
        return f"{text!r} may be {', '.join(sorted(found))}" if len(found) > 1 else ""
