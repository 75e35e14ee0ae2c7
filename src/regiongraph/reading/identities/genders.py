"""Whether people are spoken of as women or as men, as far as the words tell.

A pack that has the keys ``persons.feminine`` and ``persons.masculine`` lists in them what tells
it: pronouns, titles, nouns of offices, articles before them. First names are the registry's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

import regex

from regiongraph.knowledge.languages import Language
from regiongraph.reading.mentions.holdings import Holding
from regiongraph.reading.mentions.names import Name
from regiongraph.reading.mentions.offices import Office

_AHEAD = 15  # characters before a name in which its title stands
_WORDS = 3  # of an office that may tell a gender
_GIVEN = regex.compile(r"[\s-]")  # of two first names the first one tells: "Jean-Marie"
_KEYS = {"f": "persons.feminine", "m": "persons.masculine"}


def gender_told(words: str, language: Language) -> str | None:
    """Return the gender that words tell, ``f`` or ``m``; None if they tell none, or both."""
    told = [gender for gender, (anywhere, _) in _patterns(language) if anywhere.search(words)]
    return told[0] if len(told) == 1 else None


def genders_of(
    text: str,
    people: Mapping[int, tuple[str, Sequence[Name]]],
    holdings: Sequence[Holding],
    first_names: Mapping[str, str],
    language: Language,
) -> Mapping[int, str]:
    """Return the gender of every person whose titles, first name or offices tell one.

    Args:
        text: The running text.
        people: Whom it speaks of: name and mentions by the number of the thing.
        holdings: Who holds which office in it.
        first_names: The gender of those who bear them.
        language: The pack.

    Returns:
        The gender by the number of the thing; whom words call now this, now that, has none.
    """
    if not _patterns(language):
        return {}
    offices: dict[int, list[str]] = {}
    for holding in holdings:
        offices.setdefault(holding.name.start, []).append(office_words(text, holding.office))
    genders = {}
    for number, (name, names) in people.items():
        titles = [_title(text[max(0, n.start - _AHEAD) : n.start], language) for n in names]
        given = first_names.get(name.split()[0], first_names.get(_GIVEN.split(name)[0]))
        held = [gender_told(o, language) for n in names for o in offices.get(n.start, ())]
        for told in (titles, [given], held):
            found = set(told) - {None}
            if found:
                genders[number] = found.pop() if len(found) == 1 else ""
                break
    return {number: gender for number, gender in genders.items() if gender}


def office_words(text: str, office: Office) -> str:
    """Return the words of an office that may tell a gender: article, noun, one adjective."""
    before = text[max(0, office.start - _AHEAD) : office.start].split()[-1:]
    words = text[office.start : office.title[1]].split()[:_WORDS]
    return " ".join([*(before if office.determined else ()), *words])


def agree(one: str | None, two: str | None) -> bool:
    """Say whether two genders may be one person's: they are not known to differ."""
    return one is None or two is None or one == two


def _title(head: str, language: Language) -> str | None:
    told = [gender for gender, (_, before) in _patterns(language) if before.search(head)]
    return told[0] if len(told) == 1 else None


@cache
def _patterns(
    language: Language,
) -> tuple[tuple[str, tuple[regex.Pattern[str], regex.Pattern[str]]], ...]:
    return tuple(
        (
            gender,
            (
                regex.compile(rf"(?<!\p{{L}}){language.fragments[key]}(?!\p{{L}})"),
                regex.compile(rf"(?<!\p{{L}}){language.fragments[key]}\s+$"),
            ),
        )
        for gender, key in _KEYS.items()
        if key in language.fragments
    )
