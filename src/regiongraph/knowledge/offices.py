"""Generic classes of office words, so that a chair is found in every language."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from regiongraph.knowledge.spelling import index_form

if TYPE_CHECKING:
    from collections.abc import Iterable

    from regiongraph.knowledge.entries import Office


class OfficeClasses:
    """Office words by their folded form.

    Args:
        offices: The office words of the registry.
    """

    def __init__(self, offices: Iterable[Office]) -> None:
        self._classes: dict[tuple[str | None, str], set[str]] = defaultdict(set)
        for office in offices:
            for word in (office.label, *office.forms):
                form = index_form(word)
                self._classes[office.language, form].add(office.office_class)
                self._classes[None, form].add(office.office_class)

    def of(self, office: str, language: str | None) -> tuple[str, ...]:
        """Return the classes of an office as a text words it, sorted.

        The longest beginning that is a known office word decides: "Vorsitzender der
        Fachkommission" is a chair if "Vorsitzender" is. What comes before an office word
        changes it ("stellvertretender Vorsitzender"), so only beginnings count.

        Args:
            office: The words.
            language: Two letters, or None for any language.
        """
        words = office.split()
        for length in range(len(words), 0, -1):
            form = index_form(" ".join(words[:length]))
            if found := self._classes.get((language, form)):
                return tuple(sorted(found))
        return ()
