"""Direct edges: derived from claims, and followable back to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from regiongraph.graph import vocabulary as v
from regiongraph.graph.shortcuts import derived_quads
from regiongraph.graph.triples import release_quads, thing
from regiongraph.records import Evidence, ReadRelease, Release, Statement, StatementType

if TYPE_CHECKING:
    from pyoxigraph import Quad

KRETSCHMER, LEIPZIG = thing("person/michael-kretschmer"), thing("place/leipzig")
CONFERENCE, SAXONY = thing("event/leipzig-conference"), thing("region/DED")


def _edges(quads: list[Quad]) -> set[tuple[str, ...]]:
    nodes = {q.subject for q in quads if q.object == v.EDGE}
    return {tuple(str(node) for node in quad.triple) for quad in quads if quad.subject not in nodes}


def _edge(*nodes: object) -> tuple[str, ...]:
    return tuple(str(node) for node in nodes)


def test_claims_give_direct_edges(read_by_hand: ReadRelease) -> None:
    """Kretschmer hosted the conference in Leipzig; Saxony belongs to the Alliance."""
    edges = _edges(derived_quads(release_quads(read_by_hand)))
    assert _edge(KRETSCHMER, v.HOSTED, CONFERENCE) in edges
    assert _edge(CONFERENCE, v.LOCATION, LEIPZIG) in edges
    assert _edge(SAXONY, v.MEMBER_OF, thing("organisation/ara")) in edges
    assert _edge(KRETSCHMER, v.HOLDS_OFFICE, SAXONY) in edges
    spoke = _edge(thing("person/maria-chivite"), v.SPOKE_FOR, thing("organisation/corai"))
    assert spoke in edges


def test_a_host_is_not_said_to_have_taken_part(read_by_hand: ReadRelease) -> None:
    """Only who attended or spoke took part."""
    edges = _edges(derived_quads(release_quads(read_by_hand)))
    assert _edge(KRETSCHMER, v.TOOK_PART_IN, CONFERENCE) not in edges
    assert _edge(thing("person/emil-boc"), v.TOOK_PART_IN, CONFERENCE) in edges


def test_every_edge_leads_back_to_its_claims(read_by_hand: ReadRelease) -> None:
    """Each edge's node names both ends and at least one claim of the release."""
    said = release_quads(read_by_hand)
    claims = {q.subject for q in said if q.object == v.CLAIM}
    quads = derived_quads(said)
    nodes = {q.subject for q in quads if q.object == v.EDGE}
    assert len(nodes) == len(_edges(quads))
    for node in nodes:
        assert {q.object for q in quads if q.subject == node and q.predicate == v.DERIVED_FROM} <= (
            claims
        )


def _say(kind: StatementType, **fields: object) -> list[Quad]:
    release = Release("0123456789ab", "a.txt", "Bericht aus Brüssel", "de", "2022-11-17")
    evidence = Evidence(0, 7, "Bericht")
    statement = Statement(kind, fields, evidence, "hand", 0.9)  # type: ignore[arg-type]
    return derived_quads(release_quads(ReadRelease(release, (), (statement,))))


def test_a_former_post_gives_no_edge() -> None:
    """The former president Tzitzikostas holds no office."""
    post = {"person": "person/apostolos-tzitzikostas", "organisation": "organisation/cor"}
    assert _say(StatementType.POST, **post, office="Präsident", former=False)
    assert not _say(StatementType.POST, **post, office="Präsident", former=True)


def test_an_invitation_gives_no_edge() -> None:
    """Who was invited may have stayed at home."""
    fields = {"agent": "person/emil-boc", "event": "event/leipzig-conference"}
    assert not _say(StatementType.PARTICIPATION, **fields, role="invited")
    assert _say(StatementType.PARTICIPATION, **fields, role="organiser")


def test_those_who_meet_are_linked_in_pairs() -> None:
    """Three people who met make three edges, each written once."""
    agents = ("person/b", "person/a", "person/c")
    edges = _edges(_say(StatementType.MEETING, agents=agents))
    a, b, c = (thing(f"person/{name}") for name in "abc")
    assert edges == {_edge(a, v.MET, b), _edge(a, v.MET, c), _edge(b, v.MET, c)}
