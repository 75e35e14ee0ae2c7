"""One thing in several releases has one key, on evidence alone, and the reasons are told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regiongraph.knowledge.registry import Registry, load_registry
from regiongraph.knowledge_graph import KnowledgeGraph
from regiongraph.reading.decisions import RULES, United, unite
from regiongraph.reading.reviews import Review
from regiongraph.records import (
    FIELDS,
    EntityType,
    Evidence,
    Identity,
    Mention,
    ReadRelease,
    Release,
    Statement,
    StatementType,
    Verdict,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

REGISTRY = load_registry()
SAXONY, BAVARIA, NAVARRE = "region/DED", "region/DE2", "region/ES22"
COR, COTER = "organisation/cor", "organisation/cor-coter"
BODY = "organisation/ec"
BRUSSELS, LEIPZIG = "place/2800866", "place/2879139"


def told(
    number: int,
    *facts: tuple[str, dict[str, Any]],
    named: Sequence[str] = (),
    published: str | None = None,
    publisher: str | None = None,
    language: str = "de",
) -> ReadRelease:
    """Return a release as if it had been read: its facts, and what else it names.

    A thing is a key of the registry, or ``type/Name``, which gets a key of its release.
    """
    release = f"{number:012x}"
    text = "Wortlaut."
    things: dict[str, Identity] = {}

    def key(thing: str) -> str:
        kind, _, name = thing.partition("/")
        known = thing in REGISTRY.entries
        own = thing if known else f"{kind}/{'-'.join(name.lower().split())}-{release}"
        type_ = next(t for t in EntityType if t.value.lower() == kind)
        called = REGISTRY.name(thing, "de") if known else name
        things[own] = Identity(own, type_, called, (Mention(0, 9, called),))
        return own

    def value(given: Any) -> Any:
        return key(given) if isinstance(given, str) and "/" in given and given[0] > "9" else given

    statements = tuple(
        Statement(
            StatementType(kind),
            {name: value(fields.get(name)) for name in FIELDS[StatementType(kind)]},
            Evidence(0, 9, text),
            "hand",
            0.9,
        )
        for kind, fields in facts
    )
    for thing in named:
        key(thing)
    day = published or f"2024-03-{number:02}"
    head = Release(release, f"{number}.md", text, language, day, publisher)
    return ReadRelease(head, tuple(sorted(things.values(), key=lambda i: i.key)), statements)


def post(person: str, office: str, *, at: str | None = None, of: str | None = None) -> Any:
    """Return a post at a body or of a region."""
    return (
        "post",
        {
            "person": f"person/{person}",
            "office": office,
            "organisation": at,
            "region": of,
            "former": False,
        },
    )


def event(name: str, date: str | None, place: str | None) -> Any:
    """Return an event."""
    return ("event", {"name": f"event/{name}", "date": date, "place": place})


def keys(united: United, kind: str) -> list[str]:
    """Return the keys of the things of a type, release by release."""
    return [i.key for one in united.read for i in one.identities if i.key.startswith(f"{kind}/")]


def together(*read: ReadRelease, reviews: Sequence[Review] = ()) -> United:
    """Unite releases with the shipped registry."""
    return unite(read, registry=REGISTRY, reviews=reviews)


def test_a_minister_of_saxony_and_a_mayor_in_bavaria_stay_two() -> None:
    """The minister is one in both releases; the mayor of the same name is left open."""
    minister = post("Jens Vogelsang", "Staatsminister", of=SAXONY)
    united = together(
        told(1, minister),
        told(2, minister),
        told(3, post("Jens Vogelsang", "Bürgermeister", of=BAVARIA)),
    )
    first, second, other = keys(united, "person")
    assert first == second == "person/jens-vogelsang-000000000001"
    assert other != first
    one, still_open = united.decisions
    assert (one.verdict, one.rule) == (Verdict.ONE, "person.form-territory")
    assert "both of Saxony" in one.evidence
    assert (still_open.verdict, still_open.keys) == (Verdict.OPEN, (first, other))


@pytest.mark.parametrize(
    "facts",
    [
        [],
        [post("Jens Vogelsang", "Bürgermeister", of=BAVARIA)],
        [post("Jens Vogelsang", "Staatsminister", of=BAVARIA)],
    ],
    ids=["name alone", "another office and region", "the same office elsewhere"],
)
def test_a_name_makes_nobody_one(facts: list[Any]) -> None:
    """A namesake without office, with another, or with the same elsewhere is somebody else."""
    minister = told(1, post("Jens Vogelsang", "Staatsminister", of=SAXONY))
    united = together(minister, told(2, *facts, named=["person/Jens Vogelsang"]))
    assert len(set(keys(united, "person"))) == 2
    assert [d.verdict for d in united.decisions] == [Verdict.OPEN]


def test_the_same_publisher_does_not_make_two_mayors_one() -> None:
    """One office at two seats is two offices, whoever writes of them."""
    mayors = [
        told(n, post("Jens Vogelsang", "Bürgermeister", of=of), publisher="Landesdienst")
        for n, of in ((1, "place/2803560"), (2, LEIPZIG))
    ]
    united = together(*mayors)
    assert len(set(keys(united, "person"))) == 2
    assert "offices elsewhere: Leipzig, Zwickau" in united.decisions[0].evidence


def test_a_surname_is_no_name() -> None:
    """Two releases that say only "Vogelsang", and the same office, name nobody in full."""
    surname = post("Vogelsang", "Staatsminister", of=SAXONY)
    united = together(told(1, surname), told(2, surname))
    assert len(set(keys(united, "person"))) == 2
    assert united.decisions == ()


def test_a_caption_with_a_surname_hides_no_full_name() -> None:
    """The fullest mention counts, though the first was a surname."""
    read = told(1, post("Vogelsang", "Staatsminister", of=SAXONY))
    (identity,) = (i for i in read.identities if i.type is EntityType.PERSON)
    from dataclasses import replace

    full = replace(identity, mentions=(*identity.mentions, Mention(9, 23, "Jens\nVogelsang")))
    others = tuple(i for i in read.identities if i is not identity)
    caption = replace(read, identities=(*others, full))
    united = together(caption, told(2, post("Jens Vogelsang", "Minister", of=SAXONY)))
    assert len(set(keys(united, "person"))) == 1


def test_a_new_office_in_the_same_body_is_the_same_person() -> None:
    """A member of COTER becomes its chair: body and name agree."""
    united = together(
        told(1, ("membership", {"member": "person/Ana Zubiri", "organisation": COTER})),
        told(2, post("Ana Zubiri", "Vorsitzende", at=COTER)),
    )
    assert len(set(keys(united, "person"))) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jana Nováková", "Jana Novák"),
        ("Novák Jan", "Jan Novák"),
        ("Łukasz Świątek", "Lukasz Swiatek"),
    ],
)
def test_spellings_of_a_name_agree(one: str, other: str) -> None:
    """Czech women's surnames, surnames put first, and accents do not part a person."""
    united = together(told(1, post(one, "Rat", at=COR)), told(2, post(other, "Rat", at=COR)))
    assert len(set(keys(united, "person"))) == 1


def test_an_office_is_the_same_in_two_languages() -> None:
    """A Staatsminister of Saxony and a "regional minister": name, territory, and class agree."""
    united = together(
        told(1, post("Jens Vogelsang", "Ministerpräsident", of=SAXONY)),
        told(2, post("Jens Vogelsang", "minister-president", of=SAXONY), language="en"),
    )
    assert "the same office, head of regional government" in united.decisions[0].evidence


def test_two_at_one_event_are_one() -> None:
    """The event is united first; then whoever is named at it in both releases is one."""
    at = {"agent": "person/Ana Zubiri", "event": "event/Konferenz der Regionen", "role": "speaker"}
    held = event("Konferenz der Regionen", "2024-02-01", LEIPZIG)
    united = together(told(1, held, ("participation", at)), told(2, held, ("participation", at)))
    assert len(set(keys(united, "person"))) == len(set(keys(united, "event"))) == 1
    assert united.decisions[-1].rule == "person.form-event"


def test_two_who_are_named_together_twice_are_one_each() -> None:
    """Two names that stand together in two releases are hardly two pairs of namesakes.

    That holds neither beside somebody of the registry, whom many releases name, nor for those
    who hold offices at seats that have nothing in common.
    """
    pair = ["person/Ana Zubiri", "person/Jorrit Smeets"]
    united = together(told(1, named=pair), told(2, named=pair))
    assert len(set(keys(united, "person"))) == len(pair)
    assert {d.rule for d in united.decisions} == {"person.form-beside"}
    public = ["person/Ana Zubiri", "person/Emil Boc"]
    open_ = together(told(1, named=public), told(2, named=public))
    assert len({key for key in keys(open_, "person") if "zubiri" in key}) == len(open_.read)
    held = (post("Ana Zubiri", "Ministerin", at=SAXONY), post("Ana Zubiri", "Rätin", at=BRUSSELS))
    apart = together(*(told(n, held[n], named=["person/Jorrit Smeets"]) for n in (0, 1)))
    assert len({key for key in keys(apart, "person") if "zubiri" in key}) == len(apart.read)


def test_a_person_of_the_registry_needs_office_or_seat() -> None:
    """Emil Boc the chair of COTER is the registry's; an Emil Boc without office is not."""
    united = together(
        told(1, post("Emil Boc", "Vorsitzender", at=COTER)), told(2, named=["person/Emil Boc"])
    )
    assert keys(united, "person") == ["person/emil-boc", "person/emil-boc-000000000002"]
    linked = next(i for i in united.read[0].identities if i.key == "person/emil-boc")
    assert linked.registry == "person/emil-boc"
    assert {d.verdict for d in united.decisions} == {Verdict.ONE, Verdict.OPEN}


def test_a_claim_of_the_registry_holds_only_in_its_time() -> None:
    """Emil Boc chaired COTER from September 2022; in 2019 that is no evidence."""
    united = together(told(1, post("Emil Boc", "Vorsitz", at=COTER), published="2019-05-01"))
    assert keys(united, "person") == ["person/emil-boc-000000000001"]


def test_one_conference_in_three_languages_is_one() -> None:
    """Place, day and kind agree, though no name does."""
    united = together(
        told(1, event("Leipziger Konferenz der Automobilregionen", "2022-11-17", LEIPZIG)),
        told(2, event("conférence de Leipzig", "2022-11-17", LEIPZIG), language="fr"),
        told(3, event("conferenza politica", "2022-11-16/2022-11-17", LEIPZIG), language="it"),
    )
    assert len(set(keys(united, "event"))) == 1
    assert {d.rule for d in united.decisions} == {"event.place-day-kind"}


def test_a_conference_named_after_its_town_needs_no_place() -> None:
    """A town in both names, in the noun or as an adjective, and the day make one."""
    united = together(
        told(1, event("Leipziger Konferenz", "2022-11-17", None), named=[LEIPZIG]),
        told(2, event("Leipzig Conference", "2022-11-17", None), named=[LEIPZIG], language="en"),
        told(3, event("Leipzig Fair", "2022-11-17", None), named=[LEIPZIG], language="en"),
    )
    first, second, fair = keys(united, "event")
    assert first == second != fair


@pytest.mark.parametrize(
    ("name", "date", "place"),
    [
        ("Jahreskonferenz der Regionen", "2023-11-17", LEIPZIG),
        ("Jahreskonferenz der Regionen", "2022-11-17", BRUSSELS),
        ("Messe der Regionen", "2022-11-17", LEIPZIG),
        ("Jahreskonferenz der Regionen", None, None),
    ],
    ids=["another year", "another place", "another kind", "neither day nor place"],
)
def test_other_events_stay_apart(name: str, date: str | None, place: str | None) -> None:
    """Another day, place or kind is another event; a name alone proves nothing."""
    united = together(
        told(1, event("Jahreskonferenz der Regionen", "2022-11-17", LEIPZIG)),
        told(2, event(name, date, place)),
    )
    assert len(set(keys(united, "event"))) == 2


def test_events_of_other_days_are_said_to_be_two() -> None:
    """The days are named in the decision."""
    united = together(
        told(1, event("Jahreskonferenz der Regionen", "2022-11-17", LEIPZIG)),
        told(2, event("Jahreskonferenz der Regionen", "2023-11-09", LEIPZIG)),
    )
    (decision,) = united.decisions
    assert decision.verdict is Verdict.TWO
    assert "another day: 2023-11-09, 2022-11-17" in decision.evidence


@pytest.mark.parametrize(("host", "number"), [(COR, 1), (COTER, 2)])
def test_a_numbered_event_is_one_by_its_host(host: str, number: int) -> None:
    """A "Jahrestreffen 2024" is one where one body holds it; another body has its own."""
    held = [
        ("participation", {"agent": of, "event": "event/Jahrestreffen 2024", "role": "host"})
        for of in (COR, host)
    ]
    united = together(*(told(n, fact) for n, fact in enumerate(held, 1)))
    assert len(set(keys(united, "event"))) == number


def test_a_release_that_names_two_events_has_two() -> None:
    """A release keeps its own conferences of one day apart, so a third text does not join them."""
    day = "2022-11-17"
    united = together(
        told(1, event("erste Konferenz", day, LEIPZIG), event("zweite Konferenz", day, LEIPZIG)),
        told(2, event("Leipziger Konferenz", day, LEIPZIG)),
    )
    assert len(set(keys(united, "event"))) == 2


def test_a_document_is_one_by_name_and_adopting_body_or_date() -> None:
    """The same declaration of one body is one; that of another body is left open."""
    paper = "document/Gemeinsame Erklärung"
    united = together(
        told(1, ("adoption", {"document": paper, "by": COR})),
        told(2, ("adoption", {"document": paper, "by": COR, "date": "2024-02-01"})),
        told(3, ("adoption", {"document": paper, "date": "2024-02-01"})),
        told(4, ("adoption", {"document": paper, "by": COTER, "date": "2021-05-06"})),
    )
    first, second, third, other = keys(united, "document")
    assert first == second == third != other


def test_a_declaration_in_another_language_is_one_by_kind_town_and_body() -> None:
    """A charter of the same town and body is another thing, and so is a second declaration."""
    united = together(
        *(
            told(n, ("adoption", {"document": f"document/{name}", "by": COR}), language=language)
            for n, name, language in (
                (1, "Erklärung von Leipzig", "de"),
                (2, "Declaración de Leipzig", "es"),
                (3, "Charte de Leipzig", "fr"),
            )
        )
    )
    german, spanish, charter = keys(united, "document")
    assert german == spanish != charter


@pytest.mark.parametrize(
    ("name", "language", "office", "number"),
    [
        ("Αουρέλιο Μπερτόλντι", "el", "Πρόεδρος", 1),
        ("Аурелио Бертолди", "bg", "Председател", 1),
        ("Aureliem Bertoldim", "pl", "Przewodniczący", 1),
        ("Aurelio Bertoldi", "it", "Segretario generale", 2),
        ("Aurelia Bertini", "it", "Presidente", 2),
    ],
)
def test_a_name_in_another_script_is_one_by_post_and_body(
    name: str, language: str, office: str, number: int
) -> None:
    """What sounds alike is one only where the same body has but one such post."""
    united = together(
        told(1, post("Aurelio Bertoldi", "Präsident", at=COTER), publisher="A"),
        told(2, post(name, office, at=COTER if number == 1 else BODY), language=language),
    )
    assert len(set(keys(united, "person"))) == number


def test_a_body_in_another_language_is_one_by_kind_and_head() -> None:
    """Who presides over a network in German and in French presides over one network."""
    united = together(
        *(
            told(
                n,
                post("Ana Zubiri", office, at=f"organisation/{body}"),
                post("Ana Zubiri", seat, of=SAXONY),
                language=language,
            )
            for n, office, body, seat, language in (
                (1, "Präsidentin", "Netzwerk der Talregionen", "Ministerin", "de"),
                (2, "présidente", "Réseau des vallées", "ministre", "fr"),
                (3, "présidente", "Institut des vallées", "ministre", "fr"),
            )
        )
    )
    german, french, institute = keys(united, "organisation")
    assert german == french != institute
    assert "organisation.kind-head" in {d.rule for d in united.decisions}


def test_a_body_is_one_by_its_territory_or_abbreviation() -> None:
    """A ministry is one where name and region agree; the same name in another region is not."""
    office = "organisation/Ministerium für Wirtschaft"
    united = together(
        *(
            told(n, post("Ana Zubiri", "Ministerin", at=office, of=of))
            for n, of in ((1, SAXONY), (2, SAXONY), (3, BAVARIA))
        )
    )
    first, second, other = keys(united, "organisation")
    assert first == second != other


def test_a_body_under_its_abbreviation_is_one_where_the_publisher_is() -> None:
    """A long name with "(NWV)" and a variant with "(NWV)" from the same house are one."""
    from dataclasses import replace

    def read(number: int, name: str) -> ReadRelease:
        one = told(number, named=[f"organisation/{name}"], publisher="Verbund Nord")
        (body,) = one.identities
        return replace(one, identities=(replace(body, mentions=(Mention(0, 3, "NWV"),)),))

    united = together(read(1, "Nordwestverbund"), read(2, "Verbund Nordwest"))
    assert len(set(keys(united, "organisation"))) == 1


def test_a_body_named_after_its_region_is_one() -> None:
    """A "Sächsisches Amt für Brücken" says whose it is; an "Amt für Brücken" does not."""
    for name, number in (("Sächsisches Amt für Brücken", 1), ("Amt für Brücken", 2)):
        united = together(*(told(n, named=[f"organisation/{name}"]) for n in (1, 2)))
        assert len(set(keys(united, "organisation"))) == number


def test_a_full_name_that_the_registry_has_once_is_the_registry_s() -> None:
    """A body that was not linked in its release is linked by its full name."""
    united = together(told(1, named=["organisation/Europäischer Ausschuss der Regionen"]))
    assert keys(united, "organisation") == [COR]


def test_an_unlisted_place_is_one_in_one_country() -> None:
    """A museum in Spain is one in two releases, and another in France."""
    museum = "place/Museo del Automóvil"
    united = together(
        *(
            told(n, ("located", {"subject": museum, "place": country}))
            for n, country in ((1, "country/ES"), (2, "country/ES"), (3, "country/FR"))
        )
    )
    first, second, other = keys(united, "place")
    assert first == second != other


def test_a_key_comes_from_the_first_attestation() -> None:
    """The earliest published gives the key; what is published later renames nothing."""
    chair = post("Ana Zubiri", "Vorsitzende", at=COTER)
    march, may = told(7, chair, published="2024-03-01"), told(3, chair, published="2024-05-01")
    april = told(1, chair, published="2024-04-01")
    for read in ([march], [march, may], [may, march], [march, may, april]):
        assert set(keys(together(*read), "person")) == {"person/ana-zubiri-000000000007"}


def test_statements_follow_their_things() -> None:
    """Fields of every statement hold keys of things that the release names."""
    chair = post("Ana Zubiri", "Vorsitzende", at=COTER)
    met = ("meeting", {"agents": ("organisation/cor",), "date": "2024-01-01"})
    united = together(told(1, chair), told(2, chair, met))
    (claim, _) = united.read[1].statements
    assert claim.fields["person"] == "person/ana-zubiri-000000000001"


def review(verdict: Verdict, a: str, b: str) -> Review:
    """Return a row of a person's decisions."""
    return Review(verdict, a, b, "asked them", "decisions.csv, line 2")


def test_a_person_refuses_what_the_rules_join() -> None:
    """Two of one name, office and region are two if a person says so, and it is told why."""
    minister = post("Jens Vogelsang", "Staatsminister", of=SAXONY)
    row = review(Verdict.TWO, "Jens Vogelsang @ 1", "Jens Vogelsang @ 2.md")
    united = together(told(1, minister), told(2, minister), reviews=[row])
    assert len(set(keys(united, "person"))) == 2
    (decision,) = united.decisions
    assert (decision.verdict, decision.rule) == (Verdict.TWO, "review")
    assert "asked them" in decision.evidence


def test_a_refusal_holds_against_a_third_release() -> None:
    """A third attestation that fits both joins one of them, never both."""
    minister = post("Jens Vogelsang", "Staatsminister", of=SAXONY)
    row = review(Verdict.TWO, "Jens Vogelsang @ 1", "Jens Vogelsang @ 2")
    united = together(*(told(n, minister) for n in (1, 2, 3)), reviews=[row])
    first, second, third = keys(united, "person")
    assert first != second
    assert third in {first, second}


def test_a_person_confirms_what_the_rules_leave_open() -> None:
    """Keys last across builds, so a row by key, or by an IRI, is found again."""
    read = [told(1, named=["person/Jens Vogelsang"]), told(2, named=["person/Jens Vogelsang"])]
    a, b = keys(together(*read), "person")
    row = review(Verdict.ONE, a, f"https://w3id.org/regiongraph/id/{b}")
    assert keys(together(*read, reviews=[row]), "person") == [a, a]


def test_a_person_links_to_the_registry() -> None:
    """The registry's key may stand in a row though no release has it."""
    row = review(Verdict.ONE, "Emil Boc @ 1", "person/emil-boc")
    united = together(told(1, named=["person/Emil Boc"]), reviews=[row])
    assert keys(united, "person") == ["person/emil-boc"]


def test_of_two_rows_that_contradict_the_first_counts() -> None:
    """The second is reported."""
    read = [told(1, named=["person/Jens Vogelsang"]), told(2, named=["person/Jens Vogelsang"])]
    ends = ("Jens Vogelsang @ 1", "Jens Vogelsang @ 2")
    for first, count in ((Verdict.ONE, 1), (Verdict.TWO, 2)):
        second = Verdict.TWO if first is Verdict.ONE else Verdict.ONE
        united = together(*read, reviews=[review(first, *ends), review(second, *ends)])
        assert len(set(keys(united, "person"))) == count
        assert "decided otherwise" in united.notes[0].what


def test_a_country_cannot_be_decided() -> None:
    """What only the registry knows is left to it, and the row is reported."""
    read = told(1, named=["country/ES", "country/FR"])
    united = together(read, reviews=[review(Verdict.ONE, "country/ES", "country/FR")])
    assert keys(united, "country") == ["country/ES", "country/FR"]
    assert "neither person" in united.notes[0].what


OFFICES = [
    post("Jens Vogelsang", "Staatsminister", of=SAXONY),
    post("Jens Vogelsang", "Bürgermeister", of=BAVARIA),
    post("Jens Vogelsang", "Vorsitzender", at=COTER),
    post("Jens Vogelsang", "Vorsitzender", at=COR),
    ("membership", {"member": "person/Jens Vogelsang", "organisation": COR, "role": None}),
]
PUBLISHERS = [None, "Sächsische Staatskanzlei", "Ausschuss der Regionen"]


@given(
    st.lists(st.tuples(st.sampled_from(OFFICES), st.sampled_from(PUBLISHERS)), max_size=6).flatmap(
        lambda drawn: st.permutations(list(enumerate(drawn, 1)))
    )
)
def test_the_order_of_files_does_not_matter(drawn: list[tuple[int, Any]]) -> None:
    """Whatever is said of namesakes, files in any order give the same keys and decisions."""
    read = [told(n, fact, publisher=publisher) for n, (fact, publisher) in drawn]
    ordered = sorted(read, key=lambda one: one.release.id)
    mixed, plain = together(*read), together(*ordered)
    assert sorted(mixed.read, key=lambda one: one.release.id) == list(plain.read)
    assert mixed.decisions == plain.decisions


def test_the_same_releases_give_the_same_bytes() -> None:
    """The record of a graph does not show in which order the files came."""
    chair = post("Ana Zubiri", "Vorsitzende", at=COTER)
    read = [told(n, chair, event("Tagung der Räte", "2024-02-01", LEIPZIG)) for n in (1, 2, 3)]
    graphs = [KnowledgeGraph.from_read(together(*r).read) for r in (read, read[::-1])]
    assert graphs[0].nquads() == graphs[1].nquads()


def test_many_attestations_of_one_person_are_few_decisions() -> None:
    """Four hundred releases of one chair make 399 decisions, one for each that joins."""
    chair = post("Ana Zubiri", "Vorsitzende", at=COTER)
    united = together(*(told(n, chair, published="2024-01-01") for n in range(1, 401)))
    assert len(united.decisions) == 399
    assert len(set(keys(united, "person"))) == 1


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_no_rule_rests_on_a_name_alone(rule: Any) -> None:
    """Each rule asks for two traits at least."""
    assert len(set(rule.same)) >= 2


def test_a_registry_without_rows_for_it_changes_nothing() -> None:
    """Things of the registry keep their keys."""
    united = together(told(1, post("Ana Zubiri", "Rätin", at=COR)))
    assert keys(united, "organisation") == [COR]
    assert isinstance(REGISTRY, Registry)
