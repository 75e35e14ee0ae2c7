"""Names built on a head noun, quoted names, and bare heads."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from regiongraph.knowledge.languages import parse_language
from regiongraph.reading.annotations import annotate
from regiongraph.reading.mentions import Mentions
from regiongraph.reading.mentions.designations import find_designations
from regiongraph.reading.mentions.quoted import find_quoted_names
from regiongraph.reading.sentences import Quotation
from regiongraph.records import EntityType, ReadRelease

Find = Callable[[str], tuple[Mentions, str]]


@pytest.mark.parametrize(
    ("text", "name", "type_"),
    [
        ("Das 12. Alpenforum tagte.", "12. Alpenforum", EntityType.EVENT),
        ("Die „Kasseler Erklärung“ liegt vor.", "Kasseler Erklärung", EntityType.DOCUMENT),
        ("Die Universität Kassel forscht.", "Universität Kassel", EntityType.ORGANISATION),
        (
            "Im Kongresszentrum Oberwiesen war Markt.",
            "Kongresszentrum Oberwiesen",
            EntityType.PLACE,
        ),
        (
            "Das Netzwerk der Weserregionen wuchs.",
            "Netzwerk der Weserregionen",
            EntityType.ORGANISATION,
        ),
        (
            "Der Ausschuss für Wald und Wasser tagte.",
            "Ausschuss für Wald und Wasser",
            EntityType.ORGANISATION,
        ),
    ],
)
def test_the_head_noun_says_what_is_named(
    text: str, name: str, type_: EntityType, mentions: Find
) -> None:
    """Bodies, events, documents and venues are told apart by their noun."""
    found, running = mentions(text)
    assert (name, type_) in [(running[n.start : n.end], n.type) for n in found.names]


@pytest.mark.parametrize(
    "text", ["Das Netzwerk wuchs.", "Die Konferenz tagte.", "Der Vertrag gilt."]
)
def test_a_head_alone_describes(text: str, mentions: Find) -> None:
    """“Das Netzwerk” names nothing; it means something named elsewhere."""
    found, _ = mentions(text)
    assert found.names == ()
    assert [one.head for one in found.descriptions] == [text.split()[1]]


def test_one_of_many_is_neither_named_nor_described(mentions: Find) -> None:
    """“Ein Netzwerk” and “keine Konferenz” speak of no certain thing."""
    found, _ = mentions("Ein Netzwerk half. Keine Konferenz fand statt.")
    assert (found.names, found.descriptions) == ((), ())


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("la Alianzo dei regioni verdi vidis", ["Alianzo dei regioni verdi"]),
        ("la Alianzo dei regioni di Boski vidis", ["Alianzo dei regioni di Boski"]),
        ("la alianzo regionala di Boski vidis", ["alianzo regionala di Boski"]),
        ("la alianzo dei regioni vidis", []),
        ("de la alianzo Mirka Boska venis", []),
        ("de Alianzo dei regioni Mirka Boska venis", ["Alianzo dei regioni"]),
        ("l'Alianzo Boski vidis", ["Alianzo Boski"]),
        ("la kunveno di Boski komencis", ["kunveno di Boski"]),
        ("Kunveno dei regioni komencis", []),
        ("la Kunveno dei regioni komencis", ["Kunveno dei regioni"]),
        ("la Tria kunveno dei regioni komencis", ["Tria kunveno dei regioni"]),
    ],
)
def test_a_complement_may_follow_in_lower_case(text: str, names: list[str]) -> None:
    """It belongs to a head with a capital; a head without one needs a capital after it."""
    pack = {
        "meta": {"code": "fr"},
        "quotes": {"pairs": [["«", "»"]]},
        "words": {"of": ["di"]},
        "heads": {
            "organisation": ["(?i:^alianzo)"],
            "event": ["(?i:^kunveno)"],
            "event_of": ["di"],
            "event_modifiers": ["Tria"],
            "after": ["dei regioni", "verdi", "regionala"],
        },
    }
    found, _ = find_designations(text, [], parse_language(pack, "test"), frozenset())
    assert [text[n.start : n.end] for n in found] == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("je la Nacia kunveno «Akvo»", "Nacia kunveno «Akvo»"),
        ("je la Kunveno «Akvo»", "Kunveno «Akvo»"),
        ("je la kunveno «Akvo»", "Akvo"),
        ("la «Akvo» SA", "Akvo"),
    ],
)
def test_a_capital_joins_the_head_to_a_quoted_name(text: str, name: str) -> None:
    """A head in lower case and a legal form only say what bears the name."""
    heads = {"event": ["(?i:^kunveno)"], "event_modifiers": ["Nacia"], "legal": ["SA"]}
    pack = {"meta": {"code": "fr"}, "quotes": {"pairs": [["«", "»"]]}, "heads": heads}
    start, end = text.index("«"), text.index("»") + 1
    quotation = Quotation(start, end, text[start + 1 : end - 1])
    (found,) = find_quoted_names(text, [quotation], [], parse_language(pack, "test"))
    assert text[found.start : found.end] == name


def test_a_type_word_may_announce_a_name() -> None:
    """It is no part of the name then; with a preposition it is."""
    pack = {
        "meta": {"code": "it"},
        "quotes": {"pairs": [["«", "»"]]},
        "words": {"of": ["di"]},
        "heads": {"organisation": ["^rete$"], "type_words": ["rete"]},
    }
    text = "La rete Ponti Nuovi e la rete di Porti crescono."
    names, _ = find_designations(text, [], parse_language(pack, "test"), frozenset())
    assert [text[n.start : n.end] for n in names] == ["Ponti Nuovi", "rete di Porti"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("ili firmis una pakto dei regioni. Fino.", ["pakto dei regioni"]),
        ("una pakto dei regioni estas bona. Ili firmis.", []),
        ("la kunveno ordinara komencis", ["kunveno ordinara"]),
        ("una kunveno ordinara komencis", []),
        ("la alianzo di Alianzo Boski", ["Alianzo Boski"]),
    ],
)
def test_phrases_in_lower_case_that_are_names(text: str, names: list[str]) -> None:
    """Signed documents and listed phrases are; a name inside another phrase is its own."""
    pack = {
        "meta": {"code": "fr"},
        "quotes": {"pairs": [["«", "»"]]},
        "words": {"of": ["di"], "indefinite": ["una"]},
        "heads": {
            "organisation": ["(?i:^alianzo)"],
            "event": ["(?i:^kunveno)"],
            "document": ["^pakto"],
            "alone": ["kunveno ordinara"],
            "signed": ["firmis"],
            "after": ["dei regioni", "ordinara"],
        },
    }
    found, _ = find_designations(text, [], parse_language(pack, "test"), frozenset())
    assert [text[n.start : n.end] for n in found] == names


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("da", "Det tredje Fjordforum Nord blev holdt.", "Fjordforum Nord"),
        ("da", "Det 3. Fjordforum Nord blev holdt.", "3. Fjordforum Nord"),
        ("en", "Members read the Wold Action Strategy for 2024–2030 aloud.",
         "Wold Action Strategy for 2024–2030"),
        ("fi", "Turussa Rannikkojen foorumi alkoi.", "Rannikkojen foorumi"),
        ("lt", "Atvyko 3 000. Nemuno krantų forumas prasidėjo.", "Nemuno krantų forumas"),
    ],
)  # fmt: skip
def test_where_a_name_begins_and_ends(
    language: str, text: str, name: str, read_text: Callable[..., ReadRelease]
) -> None:
    """An ordinal word before capitals, a place and a number are no part; years of a plan are."""
    found = annotate(read_text(text, language=language))["entities"]
    assert name in {mention for one in found for mention in one["mentions"]}


@pytest.mark.parametrize(
    ("code", "sentence", "names"),
    [
        ("pt", "Veio uma delegação da Rede Europeia de Cidades Termais.", 1),
        ("en", "A delegation of the Network of Thermal Towns came.", 1),
    ],
)
def test_the_article_of_another_noun_makes_no_name_indefinite(
    code: str, sentence: str, names: int, read_text: Callable[..., ReadRelease]
) -> None:
    """A delegation is one of many, the network that it comes from is not."""
    read = read_text(sentence, language=code)
    assert len([i for i in read.identities if i.type is EntityType.ORGANISATION]) == names
