"""Memberships: which person, region or body belongs to which body."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Facts = Callable[..., list[dict[str, Any]]]
BODY = "Netzwerk der Weserregionen"


@pytest.mark.parametrize(
    "sentence",
    [
        f"Hessen ist Mitglied im {BODY}.",
        f"Hessen ist seit 2019 Mitglied im {BODY}.",
        f"Hessen gehört dem {BODY} an.",
    ],
)
def test_a_region_belongs_to_a_network(sentence: str, facts: Facts) -> None:
    """Three ways to say the same; since when is not the date of joining."""
    assert facts("membership", sentence) == [{"member": "Hessen", "organisation": BODY}]


def test_each_member_of_a_list_is_one_membership(facts: Facts) -> None:
    """“Hessen und Thüringen sind Mitglieder” is said of both."""
    found = facts("membership", f"Hessen und Thüringen sind Mitglieder im {BODY}.")
    assert [one["member"] for one in found] == ["Hessen", "Thüringen"]


def test_joining_has_a_date(facts: Facts) -> None:
    """The day of accession is written down."""
    found = facts("membership", f"Thüringen ist am 3. Mai 2024 dem {BODY} beigetreten.")
    assert found == [{"member": "Thüringen", "organisation": BODY, "date": "2024-05-03"}]


def test_the_kind_of_membership_is_its_role(facts: Facts) -> None:
    """An ordinary member of the Committee of the Regions, under its official name."""
    found = facts(
        "membership", "Imke Dornbusch ist ordentliches Mitglied im Ausschuss der Regionen."
    )
    assert found == [
        {
            "member": "Imke Dornbusch",
            "organisation": "Europäischer Ausschuss der Regionen",
            "role": "ordentliches Mitglied",
        }
    ]


def test_a_party_stands_in_brackets(facts: Facts) -> None:
    """“(SPD)” after a name is a membership."""
    assert facts("membership", "Imke Dornbusch (SPD) sprach.") == [
        {"member": "Imke Dornbusch", "organisation": "SPD"}
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        f"Hessen ist nicht Mitglied im {BODY}.",
        f"Thüringen will Mitglied im {BODY} werden.",
        f"Hessen besuchte das {BODY}.",
        f"Hessen könnte dem {BODY} künftig angehören.",
    ],
)
def test_denied_and_wished_memberships_are_no_facts(sentence: str, facts: Facts) -> None:
    """Who is no member, or only wants to be one, has no membership."""
    assert facts("membership", sentence) == []


def test_a_dropped_subject_is_what_the_paragraph_is_about(facts: Facts) -> None:
    """A paragraph that names nobody before leaves open who is meant."""
    told = "Je tiež členkou Siete brestových regiónov."
    (found,) = facts("membership", f"Hana Morávková-Sovová prišla. {told}", language="sk")
    assert found["member"] == "Hana Morávková-Sovová"
    assert facts("membership", f"Hana Morávková-Sovová prišla.\n\n{told}", language="sk") == []


@pytest.mark.parametrize(
    ("sentence", "members"),
    [
        ("Peter Holloway, a botanist at the University of Leeds, agreed.", ["Peter Holloway"]),
        ("Peter Holloway, and the rector of the University of Leeds, agreed.", []),
        ("The Network of Moss Regions, which unites Tyrol and Hesse, met.", ["Hesse", "Tyrol"]),
        ("Behind the Network of Moss Regions, a club that it unites Navarre and Tyrol with.", []),
    ],
)
def test_where_one_works_and_whom_a_body_unites(
    sentence: str, members: list[str], facts: Facts
) -> None:
    """An apposition ends behind the body; nobody is united by what another clause names."""
    found = facts("membership", sentence, language="en")
    assert sorted(one["member"] for one in found) == members


def test_a_clause_in_between_leaves_the_body_its_members(facts: Facts) -> None:
    """The alliance, founded in 2014, unites A and B."""
    sentence = "La Alianza de los Estuarios, que nació en 2014, agrupa a Cantabria y Galicia."
    found = facts("membership", sentence, language="es")
    assert {one["member"] for one in found} == {"Cantabria", "Galicia"}


def test_an_office_in_a_list_is_of_the_next_person(facts: Facts) -> None:
    """Whose office names a body is told by the list; the person before has no part in it."""
    text = (
        "Speakers included the mayor of Leeds, Ann Roe, the president of the Wold Network, "
        "Carl Wegland, and Jane Hale, a historian at the University of Leeds."
    )
    found = facts("membership", text, language="en")
    assert [f["member"] for f in found] == ["Jane Hale"]
