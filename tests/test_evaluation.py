"""Scoring follows the published rules: each rule has a fact of European history to prove it."""

from __future__ import annotations

import json
from copy import deepcopy
from itertools import permutations
from typing import TYPE_CHECKING, Any

import pytest

from regiongraph.errors import GoldError
from regiongraph.evaluation import (
    CORE,
    Tally,
    mistakes,
    score_folder,
    score_release,
)
from regiongraph.records import FIELDS, StatementType

if TYPE_CHECKING:
    from pathlib import Path

TEXT = """Paris, 9 May 1950

Robert Schuman, Foreign Minister of France, spoke in Paris. The French government adopted
the Schuman Declaration. “Europe will not be made all at once, or according to a single
plan,” said Schuman. Konrad Adenauer and Schuman had met in Bonn in January 1950.
France hosted the Schuman Plan Conference, which opened in Paris on 20 June 1950.
France, Italy and Belgium signed the Treaty of Paris on 18 April 1951.
The European Coal and Steel Community (ECSC) was founded on 23 July 1952. It had six
member states; France was a founding member. The seat of the ECSC is Luxembourg.
Jean Monnet was appointed President of the High Authority.
"""


def entity(name: str, kind: str, *others: str, same_as: str = "") -> dict[str, Any]:
    key = {"same_as": same_as} if same_as else {}
    return {"name": name, "type": kind, "mentions": [name, *others], **key}


def fact(kind: str, quote: str, /, **fields: Any) -> dict[str, Any]:
    empty = dict.fromkeys(FIELDS[StatementType(kind)])
    return {"type": kind, **empty, **fields, "quote": quote}


ECSC = "European Coal and Steel Community"
SCHUMAN = "Robert Schuman"

FACTS = [
    fact(
        "post",
        "Robert Schuman, Foreign Minister of France",
        person=SCHUMAN,
        office="Foreign Minister",
        region="France",
        former=False,
    ),
    fact(
        "adoption",
        "The French government adopted\nthe Schuman Declaration",
        document="Schuman Declaration",
        by="French government",
        date="1950-05-09",
    ),
    fact(
        "statement",
        "said Schuman",
        speaker=SCHUMAN,
        text="Europe will not be made all at once, or according to a single",
        direct=True,
        on_behalf_of="French government",
    ),
    fact(
        "meeting",
        "Konrad Adenauer and Schuman had met in Bonn in January 1950",
        agents=["Konrad Adenauer", SCHUMAN],
        date="1950-01",
        place="Bonn",
    ),
    fact(
        "participation",
        "France hosted the Schuman Plan Conference",
        agent="France",
        event="Schuman Plan Conference",
        role="host",
    ),
    fact(
        "event",
        "opened in Paris on 20 June 1950",
        name="Schuman Plan Conference",
        date="1950-06-20",
        place="Paris",
    ),
    fact(
        "agreement",
        "France, Italy and Belgium signed the Treaty of Paris on 18 April 1951",
        parties=["France", "Italy", "Belgium"],
        document="Treaty of Paris",
        date="1951-04-18",
    ),
    fact(
        "founding",
        "(ECSC) was founded on 23 July 1952",
        organisation=ECSC,
        date="1952-07-23",
        founder="France",
        event="Schuman Plan Conference",
    ),
    fact(
        "count",
        "six\nmember states",
        subject=ECSC,
        what="member states",
        number=6,
        date="1952",
    ),
    fact(
        "membership",
        "France was a founding member",
        member="France",
        organisation=ECSC,
        role="founding member",
        date="1952",
    ),
    fact("located", "seat of the ECSC is Luxembourg", subject=ECSC, place="Luxembourg"),
    fact(
        "appointment",
        "Jean Monnet was appointed President of the High Authority",
        person="Jean Monnet",
        office="President",
        organisation="High Authority",
        date="1952",
        kind="appointed",
    ),
]

GOLD: dict[str, Any] = {
    "language": "en",
    "entities": [
        entity(SCHUMAN, "Person", "Schuman"),
        entity("Konrad Adenauer", "Person"),
        entity("Jean Monnet", "Person"),
        entity("French government", "Organisation"),
        entity(ECSC, "Organisation", "ECSC"),
        entity("High Authority", "Organisation"),
        entity("France", "Country"),
        entity("Italy", "Country"),
        entity("Belgium", "Country"),
        entity("Luxembourg", "Place"),
        entity("Paris", "Place"),
        entity("Bonn", "Place"),
        entity("Schuman Plan Conference", "Event"),
        entity("Schuman Declaration", "Document"),
        entity("Treaty of Paris", "Document"),
    ],
    "facts": FACTS,
}

WRONG: dict[str, Any] = {
    "date": "1960-01-01",
    "number": 9,
    "direct": False,
    "former": True,
    "role": "speaker",
    "kind": "elected",
    "office": "Chancellor",
    "what": "languages",
    "text": "A united Europe was not achieved and we had war",
    "agents": ["Jean Monnet"],
    "parties": ["Italy", "Luxembourg", "Bonn"],
}
"""A false value for each field; where there is none, another thing of the release is named."""

STATED = [
    (str(one["type"]), name)
    for one in FACTS
    for name in FIELDS[StatementType(one["type"])]
    if one[name] is not None
]


def changed(kind: str, /, **fields: Any) -> dict[str, Any]:
    """The gold as a prediction, with other values in its one fact of a kind."""
    prediction = deepcopy(GOLD)
    for one in prediction["facts"]:
        if one["type"] == kind:
            one.update(fields)
    return prediction


def right(prediction: dict[str, Any], kind: str) -> tuple[int, int]:
    """Core and full matches of a kind."""
    score = score_release(prediction, GOLD, TEXT)
    return score.core[kind].right, score.full[kind].right


def post(office: str, **fields: Any) -> dict[str, Any]:
    return fact("post", "Foreign Minister", person=SCHUMAN, office=office, **fields)


def release(facts: list[dict[str, Any]]) -> dict[str, Any]:
    return {**GOLD, "facts": facts}


def test_a_perfect_prediction_scores_one_throughout() -> None:
    """Every kind of fact is in the release, and all of it is found."""
    score = score_release(GOLD, GOLD, TEXT)
    assert set(score.core) == set(StatementType)
    assert set(score.core.values()) == set(score.full.values()) == {Tally(right=1)}
    assert score.entities == Tally(right=15)
    assert score.entity_types["Person"] == Tally(right=3)
    assert score.overlapping == 12
    assert list(mistakes(score)) == []


def test_an_empty_prediction_misses_all_of_it() -> None:
    """Nothing said is nothing invented, but everything is missed."""
    score = score_release({}, GOLD, TEXT)
    assert score.entities == Tally(missed=15)
    assert set(score.core.values()) == set(score.full.values()) == {Tally(missed=1)}
    assert len(score.missed) == 12
    assert not score.invented


@pytest.mark.parametrize(("kind", "name"), STATED)
def test_a_wrong_field_costs_the_full_match_and_a_core_field_the_core_match(
    kind: str, name: str
) -> None:
    """Schuman was no chancellor, the ECSC had not nine members, the treaty is not of 1960."""
    wrong = "founder" if (kind, name) == ("membership", "role") else WRONG.get(name, "Bonn")
    if (kind, name) == ("meeting", "place"):
        wrong = "Paris"
    core = int(name not in CORE[StatementType(kind)])
    assert right(changed(kind, **{name: wrong}), kind) == (core, 0)


@pytest.mark.parametrize(("kind", "name"), STATED)
def test_a_field_left_out_counts_as_wrong(kind: str, name: str) -> None:
    """What the gold states and the prediction leaves open is not found."""
    core = int(name not in CORE[StatementType(kind)])
    assert right(changed(kind, **{name: None}), kind) == (core, 0)


def test_a_field_that_the_gold_leaves_open_is_not_judged() -> None:
    """The gold says no organisation of Schuman's post; a prediction may."""
    assert right(changed("post", organisation="French government"), "post") == (1, 1)


@pytest.mark.parametrize(
    ("date", "full"),
    [("1951", 1), ("1951-04", 1), ("1951-04-18/1951-04-19", 1), ("1951-05", 0), ("", 0)],
)
def test_a_date_matches_as_far_as_it_is_known(date: str, full: int) -> None:
    """The Treaty of Paris was signed on 18 April 1951."""
    assert right(changed("agreement", date=date), "agreement") == (1, full)


@pytest.mark.parametrize(
    ("said", "full"),
    [
        ("EUROPE will not be\nmade all at once, by force", 1),  # 30 characters agree
        ("He said: Europe will not be made all at once, or", 1),  # they stand further in
        ("Europe will not be made all by one plan", 0),  # 27 agree
        ("", 0),
    ],
)
def test_a_quotation_matches_by_its_first_thirty_characters(said: str, full: int) -> None:
    """Case and line breaks do not matter."""
    assert right(changed("statement", text=said), "statement") == (1, full)


@pytest.mark.parametrize(
    ("office", "core"), [("Minister", 1), ("foreign  MINISTER for Europe", 1), ("Ministers", 0)]
)
def test_an_office_matches_by_half_of_the_golds_words(office: str, core: int) -> None:
    """“Foreign Minister” has two words, so one is enough."""
    assert right(changed("post", office=office), "post") == (core, core)


@pytest.mark.parametrize(
    ("seat", "full"),
    [
        ({"organisation": "France", "region": None}, 1),
        ({"organisation": "French government", "region": "France"}, 1),
        ({"organisation": "French government", "region": None}, 0),
        ({"organisation": None, "region": None}, 0),
    ],
)
def test_organisation_and_region_are_one_seat(seat: dict[str, str | None], full: int) -> None:
    """Schuman was minister of France: it may stand in either field."""
    assert right(changed("post", **seat), "post") == (1, full)


@pytest.mark.parametrize(
    ("parties", "core"),
    [
        (["Belgium", "Italy"], 1),  # 2 of 3
        (["Belgium", "Italy", "Bonn"], 1),  # 2 of 4
        (["Belgium", "Italy", "Bonn", "Paris"], 0),  # 2 of 5
        (["Belgium"], 0),  # 1 of 3
        (["France", "Italy", "Belgium", "Atlantis"], 1),  # an unknown name is one too many: 3 of 4
    ],
)
def test_lists_match_from_a_jaccard_overlap_of_one_half(parties: list[str], core: int) -> None:
    """France, Italy and Belgium signed."""
    assert right(changed("agreement", parties=parties), "agreement")[0] == core


def test_entities_match_by_a_shared_mention_whatever_their_name() -> None:
    """Who writes “R. Schuman” but lists “SCHUMAN” means Robert Schuman, also in facts."""
    prediction = changed("post", person="R. Schuman")
    prediction["entities"][0] = {"name": "R. Schuman", "type": "Person", "mentions": ["SCHUMAN"]}
    score = score_release(prediction, GOLD, TEXT)
    assert score.entities == Tally(right=15)
    assert score.full["post"] == Tally(right=1)


def test_region_place_and_country_are_one_type_unless_strict() -> None:
    """Luxembourg is a city and a country; the text leaves open which."""
    prediction = deepcopy(GOLD)
    prediction["entities"][9]["type"] = "Country"
    score = score_release(prediction, GOLD, TEXT)
    assert score.entities == Tally(right=15)
    assert score.entity_types["Place"] == Tally(right=2, missed=1)
    assert score.entity_types["Country"] == Tally(right=3, invented=1)
    assert score.full["located"] == Tally(right=1)


def test_an_entity_of_another_type_is_another_entity() -> None:
    """Jean Monnet is no organisation."""
    prediction = deepcopy(GOLD)
    prediction["entities"][2]["type"] = "Organisation"
    score = score_release(prediction, GOLD, TEXT)
    assert score.entities == Tally(right=14, invented=1, missed=1)
    assert score.core["appointment"] == Tally(invented=1, missed=1)


def test_one_entity_is_matched_once() -> None:
    """Schuman split in two is one found and one invented; the one with his name is found."""
    prediction = deepcopy(GOLD)
    prediction["entities"][0]["mentions"] = [SCHUMAN]
    prediction["entities"].insert(0, entity("S", "Person", SCHUMAN, "Schuman"))
    score = score_release(prediction, GOLD, TEXT)
    assert score.entities == Tally(right=15, invented=1)
    assert [one["name"] for one in score.invented_entities] == ["S"]


def test_namesakes_are_matched_by_type() -> None:
    """Luxembourg the country is not Luxembourg the city, where both are told apart."""
    twins = [committee("Luxembourg", key=kind, iri=kind) for kind in ("Place", "Country")]
    for one in twins:
        one["type"] = one["same_as"]
    gold = {**GOLD, "entities": twins, "facts": []}
    score = score_release({"entities": twins[::-1]}, gold, TEXT)
    assert all(link.same_as == link.iri for link in score.links)


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_as_many_facts_match_as_can_in_whatever_order(order: tuple[int, ...]) -> None:
    """“Minister of Justice” would do for “Minister”, but then nothing is left for itself."""
    offices = ["Minister", "Minister of Justice", "Prime Minister of France"]
    gold = release([post(office) for office in offices])
    prediction = release([post(offices[place]) for place in order])
    score = score_release(prediction, gold, TEXT)
    assert score.core["post"] == score.full["post"] == Tally(right=3)


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_full_matches_are_preferred_to_core_ones(order: tuple[int, ...]) -> None:
    """Three quotations by one speaker agree at the core; each finds its words, not its place."""
    said = [
        ("World peace cannot be safeguarded without", "Paris, 9 May 1950"),
        ("A united Europe was not achieved and we had war", "spoke in Paris"),
        ("Europe will not be made all at once", "said Schuman"),
    ]
    facts = [fact("statement", place, speaker=SCHUMAN, text=text) for text, place in said]
    moved = [{**one, "quote": facts[n - 1]["quote"]} for n, one in enumerate(facts)]
    score = score_release(release([moved[n] for n in order]), release(facts), TEXT)
    assert score.full["statement"] == Tally(right=3)
    assert score.overlapping == 0


@pytest.mark.parametrize("order", list(permutations(range(2))))
def test_a_full_match_does_not_cost_a_core_match(order: tuple[int, ...]) -> None:
    """The first pair is full, but taken it leaves two facts alone that are found otherwise."""
    gold = [post("Minister of Justice", former=False), post("Minister", former=True)]
    given = [post("Minister of Justice", former=False), post("Court of Justice", former=True)]
    score = score_release(release([given[n] for n in order]), release(gold), TEXT)
    assert score.core["post"] == Tally(right=2)
    assert score.full["post"] == Tally(right=0, invented=2, missed=2)


@pytest.mark.parametrize("order", list(permutations(range(2))))
def test_among_equal_facts_the_one_with_the_golds_evidence_is_matched(
    order: tuple[int, ...],
) -> None:
    """Two predictions without words: the one whose quote overlaps is right, the other repeats."""
    away = fact("statement", "Treaty of Paris", speaker=SCHUMAN)
    near = fact("statement", "plan,” said", speaker=SCHUMAN)
    gold = release([fact("statement", "said Schuman", speaker=SCHUMAN)])
    score = score_release(release([(away, near)[n] for n in order]), gold, TEXT)
    assert score.overlapping == 1
    assert score.core["statement"] == Tally(right=1, invented=1)
    assert score.repeated == (away,)


@pytest.mark.parametrize(
    ("span", "overlapping"),
    [
        ((TEXT.index("Schuman, Foreign"), "Schuman"), 12),
        ((TEXT.index("Schuman had met"), "Schuman"), 11),  # another place of the same word
        ((TEXT.index("Robert") - 2, "\n\n"), 11),  # ends where the gold's quote begins
        ((0, "Foreign Minister"), 12),  # offsets into another text: the quote is looked up
        ((0, "not in the text"), 11),
    ],
)
def test_evidence_is_right_if_it_overlaps_the_golds_quote(
    span: tuple[int, str], overlapping: int
) -> None:
    """Offsets are half-open; the gold's quote may stand at any of its places."""
    start, quote = span
    prediction = changed("post", quote=quote, start=start, end=start + len(quote))
    assert score_release(prediction, GOLD, TEXT).overlapping == overlapping


def test_mistakes_name_what_is_missed_invented_repeated_and_different() -> None:
    """A person who improves the reading sees each mistake with its rule."""
    prediction = changed("founding", date="1951")
    prediction["facts"][0] = {**post("Chancellor"), "rule": "en.post.apposition"}
    prediction["facts"].append(prediction["facts"][10])
    prediction["entities"].append(entity("Treaty of Rome", "Document"))
    lines = list(mistakes(score_release(prediction, GOLD, TEXT)))
    assert lines[0] == "invented  Document 'Treaty of Rome'"
    assert lines[1].startswith("missed    post person='Robert Schuman' office='Foreign Minister'")
    assert lines[2].startswith(f"repeated  located subject='{ECSC}'")
    assert lines[3].endswith("office='Chancellor' 'Foreign Minister' [en.post.apposition]")
    assert lines[4].endswith("date: '1951', expected '1952-07-23'")
    assert len(lines) == 5


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"facts": None}, "No list of objects under 'facts'"),
        ({"entities": ["France"]}, "No list of objects under 'entities'"),
        ({"entities": [entity("France", "Nation")]}, "Unknown entity type 'Nation'"),
        ({"entities": [{"name": "France", "type": "Country"}]}, "without a name or mentions"),
        ({"facts": [{"type": "marriage"}]}, "Unknown kind of fact 'marriage'"),
        ({"facts": [{**FACTS[0], "offcie": "Minister"}]}, "Unknown field 'offcie'"),
        ({"facts": [{**FACTS[0], "person": "Gaston"}]}, "'person' names 'gaston', which is no"),
        ({"facts": [{**FACTS[0], "office": None}]}, "No 'office' in a post fact"),
        ({"facts": [{**FACTS[3], "agents": SCHUMAN}]}, "'agents' is no list"),
        ({"facts": [{**FACTS[0], "quote": "Schuman resigned"}]}, "'Schuman resigned' is not in"),
    ],
)
def test_a_broken_gold_is_refused_with_place_and_remedy(
    change: dict[str, Any], message: str
) -> None:
    """A slip in an annotation must not pass for a mistake of the product."""
    with pytest.raises(GoldError, match=message) as caught:
        score_release(GOLD, {**GOLD, **change}, TEXT, where="schuman.gold.json")
    assert caught.value.where.startswith("schuman.gold.json")
    assert caught.value.remedy


@pytest.mark.parametrize(
    "prediction",
    [
        {"entities": None, "facts": "none"},
        {"entities": [None, {}, {"name": 3, "mentions": 4, "iri": []}], "facts": [1, {}]},
        {"facts": [{**one, "quote": None, "start": "0"} for one in FACTS]},
        {"entities": [{"type": ["Place"], "name": [], "mentions": [None]}]},
        changed("meeting", agents="Bonn", place=["Bonn"], date=1950),
    ],
)
def test_a_broken_prediction_scores_low_and_does_no_harm(prediction: dict[str, Any]) -> None:
    """Extractors of other people may give anything."""
    assert score_release(prediction, GOLD, TEXT).full["meeting"].right == 0


def committee(*mentions: str, key: str, iri: str | None = None) -> dict[str, Any]:
    return {
        "name": mentions[0],
        "type": "Organisation",
        "mentions": list(mentions),
        "same_as": key,
        "iri": iri,
    }


def write(folder: Path, stem: str, gold: dict[str, Any], *, text: str = TEXT) -> None:
    head = "---\ntitle: Europe\nlanguage: en\n---\n\n"
    (folder / f"{stem}.md").write_text(head + text, encoding="utf-8")
    (folder / f"{stem}.gold.json").write_text(json.dumps(gold), encoding="utf-8")


def test_identity_is_b_cubed_over_the_folder(tmp_path: Path) -> None:
    """The figures are worked out by hand.

    The Committee of the Regions has three mentions in two releases, of which two get the same
    ``iri`` as COTER's one mention and one is not found. Precision, over what was found:
    (2/3 + 2/3 + 1/3) / 3 = 5/9. Recall: (2/3 + 2/3 + 1/3 + 1) / 4 = 2/3.
    """
    cor, coter = committee("CoR", "Committee", key="cor"), committee("COTER", key="coter")
    write(tmp_path, "1-plenary", {"language": "en", "entities": [cor, coter], "facts": []})
    cdr = committee("CdR", key="cor")
    write(tmp_path, "2-pleniere", {"language": "fr", "entities": [cdr], "facts": []})
    predictions = {
        "1-plenary": {
            "entities": [
                committee("CoR", key="", iri="body/COR"),
                committee("COTER", key="", iri="body/COR"),
            ]
        },
        "2-pleniere": {"entities": [committee("CdR", key="", iri="body/COR")]},
    }
    identity = score_folder(predictions, tmp_path).identity
    assert identity.precision == pytest.approx(5 / 9)
    assert identity.recall == pytest.approx(2 / 3)
    assert identity.f1 == pytest.approx(2 * (5 / 9) * (2 / 3) / (5 / 9 + 2 / 3))


def test_a_folder_is_averaged_over_all_its_facts(tmp_path: Path) -> None:
    """One release perfect, one with two of its three facts: 14 of 15, not the mean of means."""
    write(tmp_path, "1-schuman", GOLD)
    write(tmp_path, "2-schuman", {**release(FACTS[:3]), "language": "fr"})
    predictions = {"1-schuman": GOLD, "2-schuman": release(FACTS[:2]), "9-other": GOLD}
    score = score_folder(predictions, tmp_path)
    assert score.as_dict()["core"]["recall"] == round(14 / 15, 4)
    assert score.as_dict()["languages"]["fr"]["core"]["recall"] == round(2 / 3, 4)
    assert score.core["statement"] == Tally(right=1, missed=1)
    assert score.evidence == 1.0
    assert score.entity_types["Country"] == Tally(right=6)


def test_a_release_without_a_prediction_counts_as_missed(tmp_path: Path) -> None:
    """What could not be read cannot raise the score."""
    write(tmp_path, "1-schuman", GOLD)
    write(tmp_path, "2-schuman", GOLD)
    score = score_folder({"1-schuman": GOLD}, tmp_path)
    assert score.unread == ("2-schuman",)
    assert score.entities == Tally(right=15, missed=15)


def test_a_half_or_a_language_may_be_scored_alone(tmp_path: Path) -> None:
    """Files whose name has no number are in neither half."""
    for stem, language in (("1-a", "en"), ("02-b", "en"), ("103-c", "fr"), ("d", "en")):
        write(tmp_path, stem, {**GOLD, "language": language})
    assert list(score_folder({}, tmp_path, half="odd").releases) == ["1-a", "103-c"]
    assert list(score_folder({}, tmp_path, half="even").releases) == ["02-b"]
    assert list(score_folder({}, tmp_path, half="odd", language="fr").releases) == ["103-c"]
    with pytest.raises(GoldError, match="No gold annotation"):
        score_folder({}, tmp_path, language="mt")


def test_the_text_begins_after_front_matter_and_blank_lines(tmp_path: Path) -> None:
    """Offsets are those of the text, whether it has front matter, or Windows line ends, or not."""
    write(tmp_path, "1-md", GOLD)
    (tmp_path / "2-txt.txt").write_bytes(b"\r\n" + TEXT.replace("\n", "\r\n").encode())
    (tmp_path / "2-txt.gold.json").write_text(json.dumps(GOLD), encoding="utf-8")
    start = TEXT.index("Schuman had met")
    elsewhere = changed("post", quote="Schuman", start=start, end=start + 7)
    score = score_folder({"1-md": elsewhere, "2-txt": elsewhere}, tmp_path)
    assert [one.overlapping for one in score.releases.values()] == [11, 11]


def test_a_gold_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    """The error says which file, be it no JSON, no object, or without its release."""
    path = tmp_path / "1-schuman.gold.json"
    for content, message in (("{", "Not valid JSON"), ("[]", "Not a JSON"), ("{}", "without its")):
        path.write_text(content, encoding="utf-8")
        with pytest.raises(GoldError, match=message) as caught:
            score_folder({}, tmp_path)
        assert "1-schuman.gold.json" in caught.value.where


def test_figures_without_anything_to_find_are_one_and_with_only_mistakes_zero() -> None:
    """Nothing expected and nothing said is right."""
    assert (Tally().precision, Tally().recall, Tally().f1) == (1.0, 1.0, 1.0)
    assert (Tally(invented=1).precision, Tally(invented=1).recall) == (0.0, 0.0)
    assert Tally(missed=1).f1 == 0.0
    assert Tally(right=2, invented=1, missed=2).precision == pytest.approx(2 / 3)
    assert Tally(right=2, invented=1, missed=2).recall == 0.5
