"""Text in which every thing that was recognised stands as one sign.

"Auf Einladung von ⟨person⟩ trafen sich ⟨organisation⟩ in ⟨place⟩." The patterns of a
language pack are matched on such text: they see the grammar, not the names. A sign is one
private-use character; its class is the range it comes from.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

_SIGNS_A_CLASS = 0x200
_CLASSES = (
    "person",
    "organisation",
    "region",
    "place",
    "country",
    "event",
    "document",
    "policy",
    "date",
    "number",
    "quotation",
    "office",
)
_BASE: Mapping[str, int] = {name: 0xE000 + i * _SIGNS_A_CLASS for i, name in enumerate(_CLASSES)}


class Markable(Protocol):
    """Anything that covers a stretch of running text and has a class of sign."""

    @property
    def start(self) -> int: ...  # noqa: D102
    @property
    def end(self) -> int: ...  # noqa: D102
    @property
    def sign(self) -> str: ...  # noqa: D102


T = TypeVar("T", bound=Markable)


def signs(*names: str) -> str:
    """Return a character class that matches one sign of the named classes."""
    ranges = (f"{chr(_BASE[n])}-{chr(_BASE[n] + _SIGNS_A_CLASS - 1)}" for n in names)
    return f"[{''.join(ranges)}]"


@dataclass(frozen=True, slots=True)
class Marked(Generic[T]):
    """A stretch of running text with signs in place of things.

    Args:
        text: The text with its signs.
        origins: For each character its offset in the running text, one more for the end.
        things: The thing at each offset of ``text`` that holds a sign.
    """

    text: str
    origins: tuple[int, ...]
    things: Mapping[int, T]

    def within(self, start: int, end: int) -> list[T]:
        """Return the things whose signs stand in ``text[start:end]``, in order."""
        return [self.things[at] for at in range(start, end) if at in self.things]

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """Return the half-open span in the running text of ``text[start:end]``."""
        last = self.things.get(end - 1)
        return self.origins[start], last.end if last is not None else self.origins[end - 1] + 1


def mark(text: str, start: int, end: int, things: Iterable[T]) -> Marked[T]:
    """Put a sign in place of every thing in ``text[start:end]``.

    Args:
        text: The running text.
        start: Where to begin.
        end: Where to stop.
        things: What to replace; of two that overlap, the one that begins first, and of
            those the longest.
    """
    inside = sorted(
        (t for t in things if start <= t.start and t.end <= end), key=lambda t: (t.start, -t.end)
    )
    shown: list[str] = []
    origins: list[int] = []
    placed: dict[int, T] = {}
    used = dict.fromkeys(_CLASSES, 0)
    at = start
    for thing in inside:
        if thing.start < at or used[thing.sign] >= _SIGNS_A_CLASS:
            continue
        shown += text[at : thing.start]
        origins += range(at, thing.start)
        placed[len(shown)] = thing
        shown.append(chr(_BASE[thing.sign] + used[thing.sign]))
        origins.append(thing.start)
        used[thing.sign] += 1
        at = thing.end
    shown += text[at:end]
    origins += range(at, end)
    return Marked("".join(shown), (*origins, end), placed)
