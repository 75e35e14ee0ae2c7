"""What the Italian pack reads: names with adjectives before a noun, offices taken up."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from regiongraph.reading.annotations import annotate
from regiongraph.records import ReadRelease

Facts = Callable[..., list[dict[str, Any]]]


@pytest.mark.parametrize(
    "name",
    [
        "Associazione dei piccoli borghi del Molise",
        "Unione delle piccole e medie imprese",
    ],
)
def test_an_adjective_may_stand_before_what_a_body_is_of(
    name: str, read_text: Callable[..., ReadRelease]
) -> None:
    """Small ones too have their bodies."""
    read = read_text(f"La {name} ha scritto alla ministra.", language="it")
    assert name in [one["name"] for one in annotate(read)["entities"]]


def test_who_takes_up_an_office_does_not_leave_it(facts: Facts) -> None:
    """It is over only where the sentence says until when."""
    taken = "Anna Sartirana ha assunto la carica di presidente della Provincia di Cuneo"
    assert [f["former"] for f in facts("post", f"{taken}.", language="it")] in ([], [False])
    over = facts("post", f"{taken} nel 2011, tenendola fino al 2019.", language="it")
    assert [f["former"] for f in over] == [True]


@pytest.mark.parametrize("first", ["Anna", "Lauri", "Małgorzata"])
def test_a_body_named_after_a_plural_ends_before_a_person(
    first: str, read_text: Callable[..., ReadRelease]
) -> None:
    """First names of other languages are known as well."""
    read = read_text(f"Al Forum dei borghi {first} Sartirana ha parlato di torba.", language="it")
    named = {one["type"]: one["name"] for one in annotate(read)["entities"]}
    assert (named["Event"], named["Person"]) == ("Forum dei borghi", f"{first} Sartirana")
