"""Things have their names and identifiers in one graph, whoever names them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from regiongraph.graph import vocabulary as v
from regiongraph.graph.entities import entity_quads, office_quads, used_claims, used_entries
from regiongraph.graph.triples import thing
from regiongraph.knowledge.registry import load_registry

if TYPE_CHECKING:
    from regiongraph.records import ReadRelease

SAXONY = thing("region/DED")


def _about(read: list[ReadRelease], key: str) -> set[tuple[object, object]]:
    registry = load_registry()
    entries = used_entries(read, (), registry.entries)
    quads = entity_quads(read, entries=entries)
    return {(q.predicate, q.object) for q in quads if q.subject == thing(key)}


def test_saxony_is_an_actor_and_points_to_its_territory(read_by_hand: ReadRelease) -> None:
    """The region is not its NUTS unit: it has a type of its own and a link."""
    about = _about([read_by_hand], "region/DED")
    assert (v.TYPE, v.REGION) in about
    assert (v.TERRITORY, NamedNode("http://data.europa.eu/nuts/code/DED")) in about
    assert (v.EXACT_MATCH, NamedNode("http://www.wikidata.org/entity/Q1202")) in about


def test_a_body_has_official_identifier_and_parent(read_by_hand: ReadRelease) -> None:
    """The CoR stands in the EU table of corporate bodies; COTER is part of the CoR."""
    cor = "http://publications.europa.eu/resource/authority/corporate-body/COR"
    assert (v.EXACT_MATCH, NamedNode(cor)) in _about([read_by_hand], "organisation/cor")
    coter = _about([read_by_hand], "organisation/cor-coter")
    assert (v.PART_OF_BODY, thing("organisation/cor")) in coter


def test_the_name_shown_is_the_one_first_attested(read_by_hand: ReadRelease) -> None:
    """The German release says Sachsen, so Sachsen is shown; Saxony stays findable."""
    about = _about([read_by_hand], "region/DED")
    assert [o for p, o in about if p == v.LABEL] == [Literal("Sachsen", language="de")]
    assert (v.PREF_LABEL, Literal("Saxony", language="en")) in about


def test_each_language_has_one_preferred_name(read_by_hand: ReadRelease) -> None:
    """SKOS allows one preferred label a language; other names are alternatives."""
    languages = [
        o.language
        for p, o in _about([read_by_hand], "organisation/cor")
        if p == v.PREF_LABEL and isinstance(o, Literal)
    ]
    assert len(languages) == len(set(languages)) > 20


def test_two_releases_that_name_a_thing_write_it_once(read_by_hand: ReadRelease) -> None:
    """A second release adds no second type and no second name to show."""
    second = replace(read_by_hand, release=replace(read_by_hand.release, id="ffffffffffff"))
    assert entity_quads([read_by_hand, second], entries={}) == entity_quads(
        [read_by_hand], entries={}
    )


def test_only_what_releases_need_is_taken_from_the_registry(read_by_hand: ReadRelease) -> None:
    """Alliance members come along, the mayor of a town that nobody names does not."""
    registry = load_registry()
    claims = used_claims([read_by_hand], registry.claims)
    entries = used_entries([read_by_hand], claims, registry.entries)
    assert 0 < len(claims) < len(registry.claims)
    assert {"organisation/ara", "organisation/cor", "region/DED", "country/DE"} <= entries.keys()
    assert len(entries) < len(registry.entries) / 10


def test_offices_that_claims_use_have_their_words() -> None:
    """The generic office "chair" is called Vorsitzender in German."""
    chair = NamedNode(v.OFFICES + "chair")
    quads = office_quads([chair], load_registry().offices)
    assert NamedNode(v.OFFICES + "presiding") in {q.object for q in quads}
    assert {q.subject for q in quads} == {chair}
    assert "Vorsitzender" in {q.object.value for q in quads if isinstance(q.object, Literal)}
