"""Names of people, and the offices attached to them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from regiongraph.knowledge.languages import load_language
from regiongraph.knowledge.registry import Registry
from regiongraph.reading.annotations import annotate
from regiongraph.reading.mentions import Mentions
from regiongraph.reading.mentions.people import find_people
from regiongraph.records import EntityType, ReadRelease

Find = Callable[[str], tuple[Mentions, str]]


def people(find: Find, text: str) -> list[str]:
    """Return the names of people in a text."""
    found, running = find(text)
    return [running[n.start : n.end] for n in found.names if n.type is EntityType.PERSON]


def holdings(find: Find, text: str) -> list[tuple[str, str]]:
    """Return who holds which office in a text, by the order of the offices."""
    found, running = find(text)
    return [
        (running[slice(*h.office.title)], running[h.name.start : h.name.end])
        for h in found.holdings
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Landrätin Imke Dornbusch kam.", "Imke Dornbusch"),
        ("Landrätin Prof. Dr. Imke von der Dornbusch kam.", "Imke von der Dornbusch"),
        ("Landrätin Imke Dornmarc'h kam.", "Imke Dornmarc'h"),
        ("J. Tamms, Bürgermeister der Stadt Kassel, kam.", "J. Tamms"),
        ("Es kam Falko O'Hara.", "Falko O'Hara"),
        ("Es kam Jean-Luc Rehwinkel-Tamms.", "Jean-Luc Rehwinkel-Tamms"),
        ("Herr Rehwinkel sagte nichts.", "Rehwinkel"),
        ("Landrätin IMKE DORNBUSCH kam.", "IMKE DORNBUSCH"),
        ("Ministerin Žaneta Škrobáková kam.", "Žaneta Škrobáková"),
    ],
)
def test_names_of_people_are_found_without_their_titles(
    text: str, name: str, mentions: Find
) -> None:
    """Particles, initials, hyphens and letters of other languages belong to a name."""
    assert people(mentions, text) == [name]


@pytest.mark.parametrize(
    ("text", "again"),
    [
        ("Dornbusch sprach.", "Dornbusch"),
        ("Alle dankten Dornbusch.", "Dornbusch"),
        ("Alle lobten Dornbuschs Mut.", "Dornbuschs"),
    ],
)
def test_a_surname_alone_is_the_same_person_again(text: str, again: str, mentions: Find) -> None:
    """In the genitive, too."""
    found = people(mentions, f"Landrätin Dr. Imke Dornbusch kam. {text}")
    assert found == ["Imke Dornbusch", again]


@pytest.mark.parametrize(
    "text", ["Die Stadt Kassel wuchs.", "Der Wald ist grün.", "Heute Mittag war Markt."]
)
def test_capitals_alone_make_no_person(text: str, mentions: Find) -> None:
    """German nouns are capitalised, too."""
    assert people(mentions, text) == []


def test_a_list_with_the_office_first(mentions: Find) -> None:
    """Each office goes to the name after it."""
    text = (
        "Es kamen Ministerpräsidentin Imke Dornbusch, Landrat Falko Rehwinkel, Bürgermeisterin "
        "Wiebke Tamms sowie Senator Ole Hark."
    )
    assert holdings(mentions, text) == [
        ("Ministerpräsidentin", "Imke Dornbusch"),
        ("Landrat", "Falko Rehwinkel"),
        ("Bürgermeisterin", "Wiebke Tamms"),
        ("Senator", "Ole Hark"),
    ]


def test_a_list_with_the_name_first(mentions: Find) -> None:
    """Each office goes to the name before it."""
    text = (
        "Es kamen Imke Dornbusch, Landrätin des Kreises, Falko Rehwinkel, Bürgermeister von "
        "Oberwiesen, und Wiebke Tamms, Rektorin der Universität Kassel."
    )
    assert holdings(mentions, text) == [
        ("Landrätin", "Imke Dornbusch"),
        ("Bürgermeister", "Falko Rehwinkel"),
        ("Rektorin", "Wiebke Tamms"),
    ]


def test_an_apposition_after_the_office(mentions: Find) -> None:
    """“Der Präsident, Falko Rehwinkel,” holds the office."""
    text = "Der Präsident der Region Molise, Falko Rehwinkel, und Imke Dornbusch kamen."
    assert holdings(mentions, text) == [("Präsident", "Falko Rehwinkel")]


@pytest.mark.parametrize("again", ["Zarrabeitia", "Mugaburu", "Zarrabeitia Mugaburu"])
def test_where_people_have_two_surnames_either_may_stand_for_them(
    again: str, registry: Registry
) -> None:
    """A second given name alone stands for nobody."""
    language = load_language("es")
    text = f"La alcaldesa Elena Zarrabeitia Mugaburu llegó. Nadie vio a {again}. Elena calló."
    taken = find_people(
        text,
        (),
        (),
        language,
        first_names=frozenset({"Elena"}),
        foreign=frozenset(),
        inflection=registry.inflection("es"),
        known=(),
        proposed=(),
    )
    assert [text[n.start : n.end] for n in taken[0]] == ["Elena Zarrabeitia Mugaburu", again]


def test_a_name_stands_behind_a_seat_that_no_list_knows(mentions: Find) -> None:
    """The first name tells where the seat ends."""
    text = "Es kam der Gouverneur des Halberlander Gebietes Falko Rehwinkel."
    assert holdings(mentions, text) == [("Gouverneur", "Falko Rehwinkel")]


def test_a_town_behind_a_first_name_is_a_surname(mentions: Find) -> None:
    """Kassel is a town, Heiko Kassel is not."""
    assert people(mentions, "Minister Heiko Kassel reiste nach Kassel.") == ["Heiko Kassel"]


def test_titles_are_no_part_of_a_name(mentions: Find) -> None:
    """However many there are."""
    text = "Er traf den Botschafter, S.E. Herrn Dr. Falko Rehwinkel."
    assert holdings(mentions, text) == [("Botschafter", "Falko Rehwinkel")]


def test_an_office_in_brackets_is_the_one_before_them(mentions: Find) -> None:
    """Whoever comes after the brackets has another."""
    text = "Anwesend waren Falko Rehwinkel, (Landrat), Imke Dornbusch, (Senatorin) und Gäste."
    assert holdings(mentions, text) == [
        ("Landrat", "Falko Rehwinkel"),
        ("Senatorin", "Imke Dornbusch"),
    ]


def test_a_pack_may_add_first_names(read_text: Callable[..., ReadRelease]) -> None:
    """They count as those of the registry do, behind a preposition of place, too."""
    read = read_text("Le prix revient à Quitterie Lavaudan.", language="fr")
    assert [e["name"] for e in annotate(read)["entities"]] == ["Quitterie Lavaudan"]


def test_a_genitive_without_article_joins_a_second_office(
    read_text: Callable[..., ReadRelease],
) -> None:
    """Both offices before a name are its holder's, whoever the second one belongs to."""
    read = read_text("Volikogu esimees, Haljala vallavanem Rein Kask avas ukse.", language="et")
    offices = [f["office"] for f in annotate(read)["facts"] if f["type"] == "post"]
    assert offices == ["esimees", "vallavanem"]


@pytest.mark.parametrize(
    ("language", "sentence", "name"),
    [
        ("fr", "Le Danois Asger Holmgaard a été élu président du conseil.", "Asger Holmgaard"),
        ("it", "Lo Spagnolo Iker Zabalaga è stato eletto presidente.", "Iker Zabalaga"),
        ("fr", "La Marie-Claire Dupontel est au port.", "Marie-Claire Dupontel"),
    ],
)
def test_where_somebody_is_from_is_no_part_of_the_name(
    language: str, sentence: str, name: str, read_text: Callable[..., ReadRelease]
) -> None:
    """Behind an article, a capitalised word before a first name and a surname."""
    found = annotate(read_text(sentence, language=language))["entities"]
    assert name in [e["name"] for e in found if e["type"] == "Person"]


def test_a_word_behind_an_office_in_apposition_is_nobody(mentions: Find) -> None:
    """Who stands before the comma holds it, unless a full name follows."""
    text = "Es kam Falko Rehwinkel, Referent Wasserbau, mit Gästen."
    assert holdings(mentions, text) == [("Referent", "Falko Rehwinkel")]


@pytest.mark.parametrize(
    "sentence",
    ["Maire de Coulanges depuis 2014, il a signé.", "On a reçu le Maire de Coulanges."],
)
def test_an_office_with_its_seat_is_nobody(
    sentence: str, read_text: Callable[..., ReadRelease]
) -> None:
    """However much its noun looks like a first name."""
    found = annotate(read_text(sentence, language="fr"))["entities"]
    assert [e["name"] for e in found if e["type"] == "Person"] == []


def test_what_is_former_begins_no_name(read_text: Callable[..., ReadRelease]) -> None:
    """It belongs to an office, even where a seat stands between."""
    found = annotate(read_text("Buvęs Kauno meras Jonas Petraitis kalbėjo.", language="lt"))
    assert [e["name"] for e in found["entities"] if e["type"] == "Person"] == ["Jonas Petraitis"]
