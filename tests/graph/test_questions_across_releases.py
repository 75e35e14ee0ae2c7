"""Questions that only several releases answer: what is shared, left out, changed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from regiongraph.knowledge_graph import KnowledgeGraph
from regiongraph.records import (
    FIELDS,
    EntityType,
    Evidence,
    FieldKind,
    Identity,
    Mention,
    ReadRelease,
    Release,
    Statement,
    StatementType,
)

ARA, ESRA, COR = "organisation/ara", "organisation/esra", "organisation/cor"
SAXONY, NAVARRE, STYRIA, BAVARIA = "region/DED", "region/ES22", "region/AT22", "region/DE2"
ANA, JENS = "person/ana-zubiri", "person/jens-vogelsang"


def told(published: str, *facts: tuple[str, dict[str, Any]]) -> ReadRelease:
    """Return a release of a day that says some facts; each thing is called by its key."""
    statements = []
    named: set[str] = set()
    for at, (kind, fields) in enumerate(facts):
        of = StatementType(kind)
        said = {name: fields.get(name) for name in FIELDS[of]}
        named |= {said[name] for name, kind_ in FIELDS[of].items() if kind_ is FieldKind.ENTITY} - {
            None
        }
        statements.append(Statement(of, said, Evidence(at, at + 1, "Satz für Satz"[at]), "hand", 1))
    types = {type_.value.lower(): type_ for type_ in EntityType}
    identities = tuple(
        Identity(key, types[key.partition("/")[0]], key, (Mention(0, 1, "S"),))
        for key in sorted(named)
    )
    release = Release(published.replace("-", "0000"), f"{published}.md", "Satz für Satz", "de")
    from dataclasses import replace

    return ReadRelease(replace(release, published=published), identities, tuple(statements))


def member(who: str, of: str, role: str | None = None) -> Any:
    """Return a membership."""
    return ("membership", {"member": who, "organisation": of, "role": role})


def post(who: str, office: str, region: str, *, former: bool = False) -> Any:
    """Return a post for a region."""
    return ("post", {"person": who, "office": office, "region": region, "former": former})


def graph_of(*read: ReadRelease) -> KnowledgeGraph:
    """Return the graph of some releases, without the registry's claims."""
    return KnowledgeGraph.from_read(read, scope="none")


def test_regions_that_share_two_networks() -> None:
    """Navarre shares both alliances with Saxony, Styria one, and no region shares with itself."""
    graph = graph_of(
        told(
            "2024-03-14",
            *(member(region, ARA) for region in (SAXONY, NAVARRE, STYRIA)),
            *(member(region, ESRA) for region in (SAXONY, NAVARRE)),
        )
    )
    rows = graph.ask("shares-networks", region=SAXONY).to_dicts()
    assert [(r["otherLabel"], r["networkLabel"], r["shared"]) for r in rows] == [
        (NAVARRE, ARA, 2),
        (NAVARRE, ESRA, 2),
    ]
    assert all(r["quote"] and r["published"] == date(2024, 3, 14) for r in rows)


def test_release_and_registry_together_tell_who_shares(read_by_hand: ReadRelease) -> None:
    """A release names Saxony in the automotive alliance; the registry adds the rest, cited."""
    graph = KnowledgeGraph.from_read([read_by_hand], scope="whole")
    rows = graph.ask("shares-networks", region="Sachsen").to_dicts()
    styria = [r for r in rows if r["other"].endswith(STYRIA)]
    assert {str(r["network"]).rpartition("/")[2] for r in styria} == {"ara", "esra"}
    assert all(r["source"] for r in styria)


def speech(event: str) -> Any:
    """Return a speech of Ana Zubiri at an event."""
    return ("participation", {"agent": ANA, "event": event, "role": "speaker"})


@pytest.fixture(scope="module")
def speeches() -> KnowledgeGraph:
    """Return a graph in which a member of the Committee speaks at its plenary and elsewhere."""
    plenary, fair = "event/plenum", "event/messe"
    hosts = ("participation", {"agent": COR, "event": plenary, "role": "host"})
    when = ("event", {"name": fair, "date": "2024-05-02"})
    return graph_of(
        told("2024-01-10", member(ANA, COR)),
        told("2024-03-14", hosts, speech(plenary), post(ANA, "Rätin", NAVARRE)),
        told("2024-05-06", when, speech(fair), post(ANA, "Präsidentin", NAVARRE)),
    )


def test_members_speak_elsewhere_in_a_capacity(speeches: KnowledgeGraph) -> None:
    """At the fair she spoke as president of Navarre; the Committee's own plenary is not outside."""
    (row,) = speeches.ask("spoke-outside", body=COR).to_dicts()
    assert (row["personLabel"], row["eventLabel"], row["capacity"], row["seatLabel"]) == (
        ANA,
        "event/messe",
        "Präsidentin",
        NAVARRE,
    )
    assert row["date"] == date(2024, 5, 2)
    assert not speeches.ask("spoke-outside", body=NAVARRE).rows


def test_members_speak_in_a_period(speeches: KnowledgeGraph) -> None:
    """The fair of 2 May lies in May and not in June."""
    assert speeches.ask("spoke-outside", **{"body": COR, "from": "2024-05-01"}).rows
    assert not speeches.ask("spoke-outside", **{"body": COR, "from": "2024-06-01"}).rows
    assert not speeches.ask("spoke-outside", body=COR, until="2024-05-01").rows


def test_founders_that_a_later_list_leaves_out() -> None:
    """Styria founded the alliance and is missing where three members are listed later."""
    founders = [member(region, ARA, "Gründungsmitglied") for region in (SAXONY, NAVARRE)]
    founded = ("founding", {"organisation": ARA, "founder": STYRIA})
    later = [member(region, ARA) for region in (SAXONY, NAVARRE, BAVARIA)]
    graph = graph_of(
        told("2022-06-30", founded, *founders),
        told("2024-03-14", *later),
        told("2025-01-08", member(BAVARIA, ARA)),
    )
    (row,) = graph.ask("founders-no-longer-named", of="organisation/ara").to_dicts()
    assert (row["founderLabel"], row["namedThen"]) == (STYRIA, 3)
    assert (row["lastNamed"], row["latest"]) == (date(2022, 6, 30), date(2024, 3, 14))


def test_a_single_member_named_later_is_no_list() -> None:
    """That a release speaks of one member does not mean that the others left."""
    founders = [member(region, ARA, "Gründungsmitglied") for region in (SAXONY, NAVARRE, STYRIA)]
    graph = graph_of(told("2022-06-30", *founders), told("2025-01-08", member(SAXONY, ARA)))
    assert not graph.ask("founders-no-longer-named", of="organisation/ara").rows


def test_whose_office_changed() -> None:
    """A minister of Saxony was its government's head in the next release: both are quoted."""
    graph = graph_of(
        told("2024-03-14", post(JENS, "Staatsminister", SAXONY), post(ANA, "Rätin", NAVARRE)),
        told(
            "2025-01-08",
            post(JENS, "Ministerpräsident", SAXONY),
            post(JENS, "Staatsminister", SAXONY, former=True),
            post(ANA, "Rätin für Verkehr", NAVARRE),
        ),
    )
    (row,) = graph.ask("changed-office").to_dicts()
    assert (row["personLabel"], row["before"], row["office"]) == (
        JENS,
        "Staatsminister",
        "Ministerpräsident",
    )
    assert (row["beforeAttested"], row["attested"]) == (date(2024, 3, 14), date(2025, 1, 8))
    assert row["beforeQuote"]
    assert row["quote"]
    assert graph.ask("changed-office", person=JENS).rows == graph.ask("changed-office").rows
    assert not graph.ask("changed-office", body=NAVARRE).rows


@pytest.mark.parametrize(
    "facts",
    [
        [post(JENS, "Staatsminister", SAXONY), post(JENS, "Ministerpräsident", SAXONY)],
        [post(JENS, "Ministerpräsident", BAVARIA)],
        [post(JENS, "Staatsministerin", SAXONY)],
    ],
    ids=["still named in the old one", "elsewhere", "the same word, inflected"],
)
def test_an_office_beside_another_is_no_change(facts: list[Any]) -> None:
    """Two offices at once, an office at another seat, and another form of a word are none."""
    graph = graph_of(
        told("2024-03-14", post(JENS, "Staatsminister", SAXONY)), told("2025-01-08", *facts)
    )
    assert not graph.ask("changed-office").rows
