"""Claims as RDF: every word kept, every place exact, the same bytes each time."""

from __future__ import annotations

from dataclasses import replace

from pyoxigraph import BlankNode, Literal, Quad, RdfFormat, parse

from regiongraph.graph import vocabulary as v
from regiongraph.graph.triples import nquads, registry_quads, release_quads, thing
from regiongraph.knowledge.registry import load_registry
from regiongraph.records import Evidence, ReadRelease, Span, Statement, StatementType


def _objects(quads: list[Quad], predicate: object) -> list[str]:
    return [quad.object.value for quad in quads if quad.predicate == predicate]  # type: ignore[union-attr]


def test_every_statement_becomes_a_claim(read_by_hand: ReadRelease) -> None:
    """The Leipzig release makes as many claims as a person found statements in it."""
    quads = release_quads(read_by_hand)
    claims = [q for q in quads if q.predicate == v.TYPE and q.object == v.CLAIM]
    assert len(claims) == len(read_by_hand.statements)


def test_every_passage_stands_in_the_text_where_it_says(read_by_hand: ReadRelease) -> None:
    """Cutting the text at start and end gives the exact words."""
    quads = release_quads(read_by_hand)
    text = read_by_hand.release.text
    places = {q.subject for q in quads if q.predicate == v.TYPE and q.object == v.PASSAGE}
    assert len(places) > len(read_by_hand.identities)
    for place in places:
        about = {q.predicate: q.object.value for q in quads if q.subject == place}  # type: ignore[union-attr]
        assert text[int(about[v.START]) : int(about[v.END])] == about[v.EXACT]


def test_the_same_reading_gives_the_same_bytes(read_by_hand: ReadRelease) -> None:
    """The order in which statements were found does not show."""
    turned = replace(read_by_hand, statements=read_by_hand.statements[::-1])
    assert nquads(release_quads(turned)) == nquads(release_quads(read_by_hand))


def test_the_record_is_sorted_and_can_be_read_back(read_by_hand: ReadRelease) -> None:
    """N-Quads lose nothing: newlines, quotation marks and umlauts come back."""
    quads = release_quads(read_by_hand)
    record = nquads(quads)
    assert record.decode().splitlines() == sorted(record.decode().splitlines())
    assert set(parse(record, RdfFormat.N_QUADS)) == set(quads)


def test_there_are_no_blank_nodes(read_by_hand: ReadRelease) -> None:
    """Whatever is said can be pointed to."""
    for quad in release_quads(read_by_hand):
        assert not isinstance(quad.subject, BlankNode)
        assert not isinstance(quad.object, BlankNode)


def test_absent_fields_stay_absent(read_by_hand: ReadRelease) -> None:
    """The release does not say since when Emil Boc chairs COTER, so no start is written."""
    boc = [s for s in read_by_hand.statements if s.fields.get("person") == "person/emil-boc"]
    quads = release_quads(replace(read_by_hand, statements=tuple(boc)))
    assert _objects(quads, v.ATTESTED_ON) == ["2022-11-17"]
    for silent in (v.START_DATE, v.EARLIEST, v.LATEST, v.IN_REGION):
        assert _objects(quads, silent) == []


def test_a_date_keeps_its_precision_and_gets_bounds(read_by_hand: ReadRelease) -> None:
    """Founded "Ende Juni 2022": a month, between its first and its last day."""
    founding = next(s for s in read_by_hand.statements if s.type is StatementType.FOUNDING)
    june = replace(founding, fields={**founding.fields, "date": "2022-06"})
    quads = release_quads(replace(read_by_hand, statements=(june,)))
    dates = {q.predicate: q.object for q in quads}
    assert dates[v.DATE] == Literal("2022-06", datatype=v.XSD_MONTH)
    assert dates[v.EARLIEST] == Literal("2022-06-01", datatype=v.XSD_DATE)
    assert dates[v.LATEST] == Literal("2022-06-30", datatype=v.XSD_DATE)


def test_a_joined_member_may_stay(read_by_hand: ReadRelease) -> None:
    """The date of a membership is when it began: it has no latest day."""
    member = next(s for s in read_by_hand.statements if s.type is StatementType.MEMBERSHIP)
    dated = replace(member, fields={**member.fields, "date": "2022-06-30"})
    quads = release_quads(replace(read_by_hand, statements=(dated,)))
    assert _objects(quads, v.START_DATE) == ["2022-06-30"]
    assert _objects(quads, v.LATEST) == []


def test_of_two_equal_statements_the_surer_one_counts(read_by_hand: ReadRelease) -> None:
    """Two rules that read the same words alike make one claim, not two."""
    once = read_by_hand.statements[0]
    twice = (replace(once, rule="unsure", confidence=0.5), once)
    quads = release_quads(replace(read_by_hand, statements=twice))
    assert _objects(quads, v.RULE) == [once.rule]


def test_the_pieces_of_a_quotation_are_passages(read_by_hand: ReadRelease) -> None:
    """A quotation that a page break cuts keeps both halves and leaves out what lies between."""
    text = read_by_hand.release.text
    first, second = (text.index(w) for w in ("eine\n\n**Hausanschrift", "Schlüsseltechnologie"))
    pieces = (Span(first, first + 4), Span(second, second + 20))
    evidence = Evidence(first, second + 20, text[first : second + 20], pieces)
    fields = {"speaker": "person/michael-kretschmer", "text": "eine Schlüsseltechnologie"}
    said = Statement(StatementType.STATEMENT, fields, evidence, "hand", 0.9)
    quads = release_quads(replace(read_by_hand, statements=(said,)))
    held = {q.object for q in quads if q.predicate == v.PIECE}
    exact = {q.object.value for q in quads if q.subject in held and q.predicate == v.EXACT}  # type: ignore[union-attr]
    assert exact == {"eine", "Schlüsseltechnologie"}


def test_hostile_keys_and_titles_make_no_quads_of_their_own(read_by_hand: ReadRelease) -> None:
    """Angle brackets and line ends in a name are escaped, never taken for syntax."""
    evil = replace(read_by_hand.release, title='x" .\n<http://a> <http://b> <http://c> .')
    quads = release_quads(replace(read_by_hand, release=evil))
    assert set(parse(nquads(quads), RdfFormat.N_QUADS)) == set(quads)
    assert thing("person/<a> b\n").value.endswith("person/%3Ca%3E%20b%0A")


def test_a_claim_of_the_registry_cites_its_source() -> None:
    """Emil Boc chairs COTER from 28 September 2022, as the registry's row says and cites."""
    registry = load_registry()
    claims = [c for c in registry.claims if c.subject == "person/emil-boc" and c.start]
    quads = registry_quads(claims, entries=registry.entries)
    coter = next(q.subject for q in quads if q.object == thing("organisation/cor-coter"))
    about = {q.predicate: q.object for q in quads if q.subject == coter}
    assert about[v.EARLIEST] == Literal("2022-09-28", datatype=v.XSD_DATE)
    assert len(_objects(quads, v.CITATION)) == len(claims)


def test_a_post_in_a_body_is_for_a_region_only_if_the_body_governs_it() -> None:
    """A minister in the Saxon government is for Saxony; a chair of ESRA from Saxony is not."""
    registry = load_registry()
    posts = [c for c in registry.claims if c.region == "region/DED" and c.organisation]
    quads = registry_quads(posts, entries=registry.entries)
    regional = {q.subject for q in quads if q.predicate == v.IN_REGION}
    for claim in posts:
        iri = thing(f"claim/registry-{claim.id}")
        governs = registry.entries[claim.organisation or ""].region == "region/DED"
        assert (iri in regional) is (governs and claim.kind == "post")
