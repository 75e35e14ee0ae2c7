"""Names known beforehand, and names that brackets introduce."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest

from regiongraph.reading.mentions import Mentions
from regiongraph.records import EntityType, ReadRelease

Find = Callable[[str], tuple[Mentions, str]]


def named(find: Find, text: str) -> list[tuple[str, EntityType]]:
    """Return the names of a text and their types."""
    mentions, running = find(text)
    return [(running[name.start : name.end], name.type) for name in mentions.names]


def test_brackets_introduce_an_abbreviation(mentions: Find) -> None:
    """Every later “NOR” is the network; “NORA” is something else."""
    text = "Das Netzwerk der Ostseeregionen (NOR) tagte. Das NOR wuchs. NORA nicht."
    assert [name for name, _ in named(mentions, text)] == [
        "Netzwerk der Ostseeregionen",
        "NOR",
        "NOR",
    ]


def test_an_unknown_body_is_known_by_its_initials(mentions: Find) -> None:
    """“Chambre de Métiers (CM)” is a body in any language."""
    found = named(mentions, "Die Chambre de Métiers (CM) kam. Später sprach die CM.")
    assert found == [
        ("Chambre de Métiers", EntityType.ORGANISATION),
        ("CM", EntityType.ORGANISATION),
        ("CM", EntityType.ORGANISATION),
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Die Commission d'amont de la Weser (CAW) kam.", "Commission d'amont de la Weser"),
        ("Es kam die Société École du Nord (SÉN).", "Société École du Nord"),
        ("Es kam die commission d'amont (CA).", None),
        ("Es kam (CA) später, die Stadt (CA) auch.", None),
        ("Die Commission kam. Amont (CA) nicht.", None),
    ],
)
def test_small_words_may_stand_in_a_name_that_initials_spell(
    text: str, name: str | None, mentions: Find
) -> None:
    """It begins with a capital and lies in one sentence; "de la" has no letter of its own."""
    assert next((n for n, t in named(mentions, text) if t is EntityType.ORGANISATION), None) == name


@pytest.mark.parametrize(
    ("text", "name", "type_", "key"),
    [
        (
            "Der Präsident des Europäischen Ausschusses der Regionen kam.",
            "Europäischen Ausschusses der Regionen",
            EntityType.ORGANISATION,
            "organisation/cor",
        ),
        ("Der Freistaat Sachsen wählt.", "Freistaat Sachsen", EntityType.REGION, "region/DED"),
        ("Die Wälder Sachsens wachsen.", "Sachsens", EntityType.REGION, "region/DED"),
        ("Navarra liegt im Norden.", "Navarra", EntityType.REGION, "region/ES22"),
        ("Gäste aus Spanien kamen.", "Spanien", EntityType.COUNTRY, "country/ES"),
    ],
)
def test_registry_names_are_found_in_any_inflection(
    text: str, name: str, type_: EntityType, key: str, mentions: Find
) -> None:
    """Genitives and full official names lead to one entry."""
    found, running = mentions(text)
    assert [(running[one.start : one.end], one.type, one.keys[0]) for one in found.names] == [
        (name, type_, key)
    ]


def test_a_party_stands_in_brackets(mentions: Find) -> None:
    """“(SPD)” is a party; the same letters in running text are not taken for one here."""
    found = named(mentions, "Imke Dornbusch (SPD) kam.")
    assert ("SPD", EntityType.ORGANISATION) in found


def test_names_do_not_overlap(mentions: Find) -> None:
    """Where two readings compete, one is kept."""
    found, _ = mentions(
        "Landrätin Imke Dornbusch, Präsidentin des Netzwerks der Ostseeregionen (NOR), sprach in "
        "Kassel mit dem Präsidenten der Region Molise über die „Kasseler Erklärung“."
    )
    assert all(a.end <= b.start for a, b in pairwise(found.names))


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("La présidente de la commission COTER a parlé.", "organisation/cor-coter"),
        ("L'agence de la COTER a parlé à Lyon.", "organisation/agence-de-la-coter"),
        ("Le conseil CNUE a parlé à Lyon.", "organisation/conseil-cnue"),
    ],
)
def test_an_abbreviation_after_a_kind_of_body_is_that_body(
    text: str, key: str, read_text: Callable[..., ReadRelease]
) -> None:
    """“commission COTER” is COTER; its agency, or what only looks so, is another body."""
    found = read_text(text, language="fr").identities
    (body,) = [i.key for i in found if i.type is EntityType.ORGANISATION]
    assert body.startswith(key)
