"""Questions over a small invented world, with answers worked out by hand.

The world and its releases stand in ``conftest.py``: in 2022 Saxony hosts the founding of an
alliance, Navarre tells who was there and whom its president met, in 2024 there is a forum. Two
later releases tell of a committee: who sits in it, what was adopted, who chairs it next.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from regiongraph.graph.answers import CITATION

if TYPE_CHECKING:
    from regiongraph.graph.answers import Answer
    from regiongraph.knowledge_graph import KnowledgeGraph


def columns(answer: Answer, *names: str) -> list[tuple[object, ...]]:
    """Return some columns of an answer; every row of it must be cited."""
    for row in answer:
        assert all(name in row for name in CITATION)
        assert row["source"]
        assert row["quote"] or not row["title"]
    return [tuple(row[name] for name in names) for row in answer]


def test_whom_a_regions_government_met(small_graph: KnowledgeGraph) -> None:
    """Navarre's president met a commissioner on 4 July 2022, on Fit for 55; Saxony met none."""
    answer = small_graph.ask("met-office-holders", region="Navarra")
    assert columns(answer, "holderLabel", "office", "metLabel", "date", "topicLabel") == [
        ("Ida Vestal", "comisaria", "Ana Zubiri", date(2022, 7, 4), "Fit for 55")
    ]
    assert "se reunió" in str(answer.to_dicts()[0]["quote"])
    assert not small_graph.ask("met-office-holders", region="Sachsen").rows
    later = {"from": "2022-07-05"}
    assert not small_graph.ask("met-office-holders", region="Navarra", **later).rows


def test_meetings_on_a_subject(small_graph: KnowledgeGraph) -> None:
    """Two met on Fit for 55; three stood at the forum whose name holds the word battery."""
    answer = small_graph.ask("meetings-about", subject="fit for 55")
    assert columns(answer, "whoLabel", "side", "date", "found") == [
        ("Ida Vestal", "EU", date(2022, 7, 4), "words"),
        ("Ana Zubiri", "region", date(2022, 7, 4), "words"),
    ]
    forum = small_graph.ask("meetings-about", subject="Batterie")
    assert columns(forum, "whoLabel", "side", "role", "found") == [
        ("Batteriecluster Steiermark", "other", "participant", "name"),
        ("Ana Zubiri", "region", "participant", "name"),
        ("Jens Vogelsang", "region", "speaker", "name"),
    ]
    late = small_graph.ask("meetings-about", subject="Batterie", **{"from": "2024-03-15"})
    assert not late.rows


def test_network_matrix(small_graph: KnowledgeGraph) -> None:
    """Stated from 2022 by the founding release, attested in 2024; ESRA comes from the registry."""
    answer = small_graph.ask("network-matrix")
    assert columns(answer, "regionLabel", "networkLabel", "year", "basis") == [
        ("Navarra", "Automotive Regions Alliance", 2022, "stated"),
        ("Navarra", "Automotive Regions Alliance", 2024, "attested"),
        ("Sachsen", "Automotive Regions Alliance", 2022, "stated"),
        ("Sachsen", "Automotive Regions Alliance", 2024, "attested"),
        ("Steiermark", "Automotive Regions Alliance", 2022, "stated"),
        ("Steiermark", "European Semiconductor Regions Alliance", 2023, "stated"),
    ]
    assert len(small_graph.ask("network-matrix", network="ESRA")) == 1
    assert len(small_graph.ask("network-matrix", region="Sachsen")) == 2


def test_brokers(small_graph: KnowledgeGraph) -> None:
    """Of 13 things, 66 pairs are without a given one: Styria stands between ESRA and 11 others.

    Ida Vestal likewise stands between the Commission and 11 others. Without Ana Zubiri, Styria
    leads to 8 of 55 pairs, and Ida Vestal to none.
    """
    figures = ("betweenness", "without", "change")
    answer = small_graph.ask("brokers", without="Ana Zubiri")
    found = {row[0]: row[1:] for row in columns(answer, "nodeLabel", *figures)}
    assert found["Steiermark"] == (0.1667, 0.1455, -0.0212)
    assert found["Ida Vestal"] == (0.1667, 0, -0.1667)
    assert found["Ana Zubiri"][1:] == (None, None)
    whole = small_graph.ask("brokers")
    assert columns(whole, "rank", "nodeLabel")[0] == (1, "Ana Zubiri")
    assert set(columns(whole, "type")) == {("Person",), ("Region",)}
    assert "without" not in whole.shown_columns()


def test_who_attends_together(small_graph: KnowledgeGraph) -> None:
    """Ana Zubiri and Jens Vogelsang met at both events; the meeting counts as one, too."""
    answer = small_graph.ask("attended-together")
    assert len(answer) == 10
    sides = ("firstLabel", "firstLevel", "firstCountry", "secondLabel", "secondCountry")
    assert columns(answer, *sides, "together", "eventLabel")[:2] == [
        ("Ana Zubiri", "regional", "Spain", "Jens Vogelsang", "Germany", 2, "Batterieforum"),
        ("Ana Zubiri", "regional", "Spain", "Jens Vogelsang", "Germany", 2, "Gründungskonferenz"),
    ]
    ida = small_graph.ask("attended-together", who="Ida Vestal")
    assert columns(ida, "firstLabel", "secondLabel", "secondLevel", "date") == [
        ("Ana Zubiri", "Ida Vestal", "EU", date(2022, 7, 4))
    ]
    early = small_graph.ask("attended-together", until="2022-07-01")
    assert len(early) == 6  # four were at the founding


def test_demands(small_graph: KnowledgeGraph) -> None:
    """The minister demands more support, in German."""
    answer = small_graph.ask("demands", about="förderung", language="de")
    assert columns(answer, "whoLabel", "demand") == [
        ("Jens Vogelsang", "Wir brauchen mehr Förderung.")
    ]
    assert not small_graph.ask("demands", about="Wasserstoff").rows
    assert not small_graph.ask("demands", language="es").rows
    assert not small_graph.ask("demands", by="Ana Zubiri").rows


def test_nodes(small_graph: KnowledgeGraph) -> None:
    """Saxony has three neighbours and is named four times in two releases."""
    answer = small_graph.ask("nodes", **{"class": "Region"})
    figures = ("degree", "component", "releases", "mentions")
    assert columns(answer, "nodeLabel", "type", "country", *figures) == [
        ("Sachsen", "Region", "Germany", 3, 1, 2, 4),
        ("Navarra", "Region", "Spain", 2, 1, 2, 3),
        ("Steiermark", "Region", "Austria", 2, 1, 1, 1),
    ]
    assert [row["quote"] for row in answer] == ["Sachsen", "Navarra", "Steiermark"]


def test_edges(small_graph: KnowledgeGraph) -> None:
    """Sixteen edges; two of them rest on two claims each."""
    answer = small_graph.ask("edges")
    assert len(answer) == 18
    assert len({row["edge"] for row in answer}) == 16
    hosted = small_graph.ask("edges", relation="hosted")
    assert columns(hosted, "subjectLabel", "objectLabel", "attested", "rule") == [
        ("Sachsen", "Gründungskonferenz", date(2022, 6, 30), "hand")
    ]


def test_what_rests_on_one_release(small_graph: KnowledgeGraph) -> None:
    """Of 15 edges that releases tell, 13 stand in one only, and 2 in the actor's own."""
    answer = small_graph.ask("single-source")
    assert len(answer) == 13
    shares = ("edges", "oneReleaseShare", "ownReleaseShare")
    assert set(columns(answer, *shares)) == {(15, 0.8667, 0.1333)}
    own = columns(answer, "ownRelease", "subjectLabel", "relation", "objectLabel")
    assert [row[1:] for row in own if row[0]] == [
        ("Ana Zubiri", "met", "Ida Vestal"),
        ("Sachsen", "hosted", "Gründungskonferenz"),
    ]


def test_shortest_path(small_graph: KnowledgeGraph) -> None:
    """A commissioner is four documented steps from Styria; every step has its sentence."""
    answer = small_graph.ask("path", start="Ida Vestal", goal="Steiermark")
    assert columns(answer, "step", "fromLabel", "relation", "toLabel") == [
        (1, "Ida Vestal", "met", "Ana Zubiri"),
        (2, "Ana Zubiri", "holdsOffice", "Navarra"),
        (3, "Navarra", "memberOf", "Automotive Regions Alliance"),
        (4, "Automotive Regions Alliance", "^memberOf", "Steiermark"),
    ]
    dates = [date(2022, 7, 5), *[date(2022, 6, 30)] * 3]
    assert [row["published"] for row in answer] == dates
    assert not small_graph.ask("path", start="Sachsen", goal="Deutschland").rows
    assert not small_graph.ask("path", start="Sachsen", goal="Sachsen").rows


def test_absent_from_the_hosts_account(small_graph: KnowledgeGraph) -> None:
    """Navarre names a minister and a company whom Saxony's own release leaves out."""
    answer = small_graph.ask("absent-from-host-account")
    assert columns(answer, "whoLabel", "hostLabel", "ownPublished") == [
        ("Jens Vogelsang", "Sachsen", date(2022, 6, 30)),
        ("Motorwerk Zwickau GmbH", "Sachsen", date(2022, 6, 30)),
    ]
    assert {row["publisher"] for row in answer} == {"Gobierno de Navarra"}
    assert not small_graph.ask("absent-from-host-account", event="Batterieforum").rows


def test_companies_and_clusters_at_events(small_graph: KnowledgeGraph) -> None:
    """A cluster at the forum, a company at the founding; an alliance of regions is neither."""
    answer = small_graph.ask("companies-at-events")
    assert columns(answer, "bodyLabel", "form", "eventLabel") == [
        ("Batteriecluster Steiermark", "cluster", "Batterieforum"),
        ("Motorwerk Zwickau GmbH", "company", "Gründungskonferenz"),
    ]
    assert len(small_graph.ask("companies-at-events", event="Batterieforum")) == 1


@pytest.mark.parametrize(
    ("kind", "missing"),
    [
        ("meeting", [("Ana Zubiri", "place"), ("Ida Vestal", "place")]),
        ("membership", [("Navarra", "date"), ("Sachsen", "date")]),
        ("Post", [("Ana Zubiri", "date"), ("Ida Vestal", "date"), ("Jens Vogelsang", "date")]),
        ("event", []),
    ],
)
def test_what_has_no_date_or_place(
    kind: str, missing: list[tuple[str, str]], small_graph: KnowledgeGraph
) -> None:
    """The meeting has no place, a later list of members no begin, no office a term."""
    answer = small_graph.ask("without-date-or-place", kind=kind)
    assert columns(answer, "whatLabel", "missing") == missing
    assert len(small_graph.ask("without-date-or-place")) == 7


def test_members_on_a_day(larger_graph: KnowledgeGraph) -> None:
    """Three since the founding; a later list attests two of them on its day."""
    answer = larger_graph.ask("members", of="Automotive Regions Alliance", on="2024-03-14")
    assert columns(answer, "memberLabel", "date", "basis") == [
        *[(name, date(2022, 6, 30), "stated") for name in ("Navarra", "Sachsen", "Steiermark")],
        *[(name, None, "attested") for name in ("Navarra", "Sachsen")],
    ]
    before = larger_graph.ask("members", of="Automotive Regions Alliance", on="2022-01-01")
    assert sorted(columns(before, "memberLabel", "basis")) == [
        ("Navarra", "attested later"),
        ("Navarra", "later"),
        ("Sachsen", "attested later"),
        ("Sachsen", "later"),
        ("Steiermark", "later"),
    ]


def test_who_hosted_once(larger_graph: KnowledgeGraph) -> None:
    """Saxony hosted the founding in Dresden; nobody is said to have hosted the forum."""
    answer = larger_graph.ask("who-hosted")
    assert columns(answer, "hostLabel", "eventLabel", "placeLabel", "date") == [
        ("Sachsen", "Gründungskonferenz", "Dresden", date(2022, 6, 30))
    ]


@pytest.mark.parametrize(
    ("day", "chairs"),
    [
        ("2023-01-10", [("Emil Boc", "stated"), ("Ana Zubiri", "attested later")]),
        ("2024-05-02", [("Emil Boc", "stated"), ("Ana Zubiri", "attested")]),
        ("2025-01-10", [("Jens Vogelsang", "stated"), ("Emil Boc", "stated")]),
        ("2026-01-10", [("Jens Vogelsang", "stated")]),
    ],
)
def test_who_chaired_on_a_day(
    day: str, chairs: list[tuple[str, str]], larger_graph: KnowledgeGraph
) -> None:
    """The registry gives a term, one release an attestation, another an election."""
    answer = larger_graph.ask("chaired", body="COTER", on=day)
    assert columns(answer, "personLabel", "basis") == chairs


def test_who_holds_which_office(larger_graph: KnowledgeGraph) -> None:
    """The minister became head of the government; the earlier office is said to be earlier."""
    answer = larger_graph.ask("office-holders", body="Sachsen", on="2025-01-08")
    assert columns(answer, "personLabel", "office", "basis") == [
        ("Jens Vogelsang", "Ministerpräsident", "attested"),
        ("Jens Vogelsang", "Minister", "attested earlier"),
    ]
    words = larger_graph.ask("office-holders", body="Sachsen", words="präsident")
    assert columns(words, "office") == [("Ministerpräsident",)]


def test_who_is_responsible(larger_graph: KnowledgeGraph) -> None:
    """Words of the office, in one region or anywhere."""
    answer = larger_graph.ask("responsible-for", portfolio="präsident")
    assert columns(answer, "personLabel", "seatLabel") == [
        ("Ana Zubiri", "Navarra"),
        ("Jens Vogelsang", "Sachsen"),
    ]
    navarre = larger_graph.ask("responsible-for", portfolio="präsident", region="Navarra")
    assert columns(navarre, "personLabel") == [("Ana Zubiri",)]


def test_who_sits_in_both(larger_graph: KnowledgeGraph) -> None:
    """Chair or member, elected or said to be: a row for each claim."""
    answer = larger_graph.ask("sits-in-both", first="COTER", second="CoRAI")
    assert (
        columns(answer, "memberLabel", "bodyLabel", "role")
        == [
            ("Ana Zubiri", "COTER", "Vorsitzende"),
            ("Ana Zubiri", "CoRAI", "Mitglied"),
            ("Jens Vogelsang", "COTER", "Mitglied"),
            ("Jens Vogelsang", "COTER", "Vorsitzender"),
            ("Jens Vogelsang", "CoRAI", "Mitglied"),
        ]
        or columns(answer, "memberLabel", "bodyLabel", "role")[2:4][::-1]
    )


def test_what_was_adopted(larger_graph: KnowledgeGraph) -> None:
    """The alliance adopted a declaration at the forum of that day."""
    answer = larger_graph.ask("adopted", **{"from": "2024-01-01"})
    assert columns(answer, "documentLabel", "adopterLabel", "meetingLabel", "date") == [
        ("Batterieerklärung", "Automotive Regions Alliance", "Batterieforum", date(2024, 5, 2))
    ]
    assert not larger_graph.ask("adopted", until="2024-05-01").rows


def test_who_said_what_for_whom(larger_graph: KnowledgeGraph) -> None:
    """The words in German with their place, and the body for which they were said."""
    (row,) = larger_graph.ask("said", person="Ana Zubiri")
    assert (row["text"], row["language"], row["onBehalfOfLabel"]) == ("Wir handeln.", "de", "CoRAI")
    assert int(str(row["end"])) - int(str(row["start"])) == len(str(row["quote"]))
    answer = larger_graph.ask("spoke-for", body="CoRAI")
    assert columns(answer, "speakerLabel", "text") == [("Ana Zubiri", "Wir handeln.")]


def test_who_spoke_outside(larger_graph: KnowledgeGraph) -> None:
    """A member of CoRAI spoke at the forum as minister; the day of it stands in another release."""
    answer = larger_graph.ask("spoke-outside", body="CoRAI")
    assert columns(answer, "personLabel", "eventLabel", "capacity", "seatLabel", "date") == [
        ("Jens Vogelsang", "Batterieforum", "Minister", "Sachsen", date(2024, 5, 2))
    ]
