"""Posts: who holds, or held, which office, and where."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from regiongraph.reading.annotations import annotate
from regiongraph.records import ReadRelease

Facts = Callable[..., list[dict[str, Any]]]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Imke Dornbusch, Landrätin des Landkreises Grafschaft Bentheim, besuchte die Schule.",
            {
                "person": "Imke Dornbusch",
                "office": "Landrätin",
                "region": "Grafschaft Bentheim",
                "former": False,
            },
        ),
        (
            "Der Bürgermeister von Oberwiesen, Falko Rehwinkel, lehnte ab.",
            {
                "person": "Falko Rehwinkel",
                "office": "Bürgermeister",
                "region": "Oberwiesen",
                "former": False,
            },
        ),
        (
            "Hessens Ministerpräsident Falko Rehwinkel reiste ab.",
            {
                "person": "Falko Rehwinkel",
                "office": "Ministerpräsident",
                "region": "Hessen",
                "former": False,
            },
        ),
        (
            "Die Staatsministerin für Umwelt, Klimaschutz und Energie, Imke Dornbusch, lud ein.",
            {
                "person": "Imke Dornbusch",
                "office": "Staatsministerin für Umwelt, Klimaschutz und Energie",
                "former": False,
            },
        ),
        (
            "Dr. Imke Dornbusch, Rektorin der Universität Kassel, dankte.",
            {
                "person": "Imke Dornbusch",
                "office": "Rektorin",
                "organisation": "Universität Kassel",
                "former": False,
            },
        ),
        (
            "Präsidentin der Region Molise ist Imke Dornbusch.",
            {
                "person": "Imke Dornbusch",
                "office": "Präsidentin",
                "region": "Molise",
                "former": False,
            },
        ),
    ],
)
def test_an_office_belongs_to_the_name_beside_it(
    sentence: str, expected: dict[str, Any], facts: Facts
) -> None:
    """Before the name, after it or by a verb: person, office and seat are read."""
    assert facts("post", sentence) == [expected]


@pytest.mark.parametrize(
    "sentence",
    [
        "Der frühere Senator Falko Rehwinkel ist tot.",
        "Der ehemalige Ministerpräsident des Landes Hessen, Falko Rehwinkel, sprach.",
        "Falko Rehwinkel war bis 2019 Landrat des Kreises.",
    ],
)
def test_a_past_office_is_former(sentence: str, facts: Facts) -> None:
    """“Früher”, “ehemalig” and “war bis” say that the office is over."""
    assert [one["former"] for one in facts("post", sentence)] == [True]


def test_a_list_gives_each_person_their_own_office(facts: Facts) -> None:
    """Three offices before three names are three posts."""
    found = facts(
        "post",
        "Es kamen Staatssekretärin Imke Dornbusch, Landrat Falko Rehwinkel und Bürgermeister "
        "Ole Tamms.",
    )
    assert [(one["person"], one["office"]) for one in found] == [
        ("Imke Dornbusch", "Staatssekretärin"),
        ("Falko Rehwinkel", "Landrat"),
        ("Ole Tamms", "Bürgermeister"),
    ]


def test_two_offices_of_one_person_are_two_posts(facts: Facts) -> None:
    """A deputy head of government who is also a minister holds both offices."""
    found = facts(
        "post",
        "Der stellvertretende Ministerpräsident und Wirtschaftsminister Falko Rehwinkel kam.",
    )
    assert {one["person"] for one in found} == {"Falko Rehwinkel"}
    assert {one["office"].split()[-1] for one in found} == {
        "Ministerpräsident",
        "Wirtschaftsminister",
    }


@pytest.mark.parametrize(
    "sentence",
    [
        "Der Landrat kam.",
        "Ein Bürgermeister ist nicht genug.",
        "Falko Rehwinkel ist nicht Präsident der Region Molise.",
        "Der Rat der Stadt tagte mit Falko Rehwinkel.",
        "Der Vorrat von Falko Rehwinkel reicht bis Mai.",
    ],
)
def test_no_holder_or_no_office_is_no_post(sentence: str, facts: Facts) -> None:
    """An office without a name, a denied one, and a council are no posts."""
    assert facts("post", sentence) == []


def test_an_adjective_gives_the_office_its_territory(facts: Facts) -> None:
    """Hessen need not be named: "hessisch" is enough."""
    (post,) = facts("post", "Der hessische Ministerpräsident Ole Tamms kam nach Kassel.")
    assert post["region"] == "Hessen"


def test_an_office_in_the_plural_is_held_by_all(facts: Facts) -> None:
    """Two district heads share one word."""
    found = facts("post", "Die Landräte Imke Dornbusch und Falko Rehwinkel sprachen.")
    assert {post["person"] for post in found} == {"Imke Dornbusch", "Falko Rehwinkel"}


def test_an_office_without_an_article_may_open_a_sentence(facts: Facts) -> None:
    """Nothing need close the apposition before the name."""
    found = facts("post", "Maire de Brest, Solène Marchavel a salué ce choix.", language="fr")
    assert [(one["person"], one["office"]) for one in found] == [("Solène Marchavel", "Maire")]


@pytest.mark.parametrize(
    "sentence",
    [
        "Hana Morávková-Sovová prišla. Predtým šesť rokov viedla Sieť brestových regiónov.",
        "Sieť brestových regiónov rastie. Odišla Hana Morávková-Sovová, ktorá ju dovtedy viedla.",
    ],
)
def test_a_verb_tells_a_post_that_is_over(sentence: str, facts: Facts) -> None:
    """Who led is in the sentence before or what was led is: Slovak needs no pronoun for it."""
    (post,) = facts("post", sentence, language="sk")
    assert (post["person"], post["office"]) == ("Hana Morávková-Sovová", "viedla")
    assert post["organisation"] == "Sieť brestových regiónov"
    assert post["former"]


@pytest.mark.parametrize(
    ("language", "text", "person"),
    [
        ("de", "Der Verband der Weserhäfen lud ein. Seine Präsidentin Karin Halbach kam.", "Karin"),
        ("en", "The Severn Ports Association met. Its chair, Alice Webster, spoke.", "Alice"),
        ("hu", "A Tisza Menti Kikötők Szövetsége ülésezett. Elnöke, Kovács Anna szólt.", "Anna"),
        ("el", "Η Ένωση Λιμένων του Νότου συνεδρίασε. Η πρόεδρός της, Άννα Παππά, ήρθε.", "Άννα"),
    ],
)
def test_a_possessive_means_the_one_body_named_before(
    language: str, text: str, person: str, facts: Facts
) -> None:
    """It stands before the office, behind it, or in its ending."""
    (found,) = facts("post", text, language=language)
    assert person in found["person"]
    assert found["organisation"] in text


@pytest.mark.parametrize(
    "text",
    [
        "Der Verband der Weserhäfen lud Falko Rehwinkel ein. Seine Vertreterin Karin Halbach kam.",
        "Der Verband der Weserhäfen traf den Verband der Elbhäfen. "
        "Seine Präsidentin Karin Halbach kam.",
        "Der Verband der Weserhäfen lud ein.\n\nSeine Präsidentin Karin Halbach kam.",
    ],
)
def test_a_possessive_that_may_mean_another_is_left_open(text: str, facts: Facts) -> None:
    """A person, a second body or a new paragraph leaves it open."""
    assert all("organisation" not in found for found in facts("post", text))


@pytest.mark.parametrize(
    ("language", "text", "region"),
    [
        ("de", "Für Hessen sprach Ministerin Karin Halbach.", "Hessen"),
        ("en", "Saxony was represented by Minister Alice Webster.", "Saxony"),
        ("fr", "Pour la Bretagne, la vice-présidente Anne Mercier a signé.", "Bretagne"),
        ("de", "In Zwickau sprach Ministerin Karin Halbach.", None),
    ],
)
def test_who_stands_for_a_territory_holds_office_there(
    language: str, text: str, region: str | None, facts: Facts
) -> None:
    """Where somebody merely is, nobody holds office."""
    (found,) = facts("post", text, language=language)
    assert found.get("region") == region


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Das ist eine Chance für Hessen, sagte Ministerin Karin Halbach."),
        ("fr", "Pour la Bretagne, la ministre Anne Mercier a promis une aide."),
        ("en", "It is good news for Saxony, said Minister Alice Webster."),
        ("de", "Die Konferenz fand in Zwickau statt. Ihre Präsidentin Karin Halbach kam."),
        ("en", "The association met in Leipzig. Its president, Alice Webster, spoke."),
        ("es", "El congreso se celebró en Soria. Su presidenta, Ana Molina, habló."),
    ],
)
def test_a_territory_spoken_of_is_nobodys_seat(language: str, text: str, facts: Facts) -> None:
    """Who promises it something, or meets there, may hold office elsewhere."""
    (found,) = facts("post", text, language=language)
    assert "region" not in found


def test_the_words_that_a_possessive_means_belong_to_the_proof(
    read_text: Callable[..., ReadRelease],
) -> None:
    """Whose president she is, is said in the sentence before."""
    text = "The Severn Ports Association met. Its chair, Alice Webster, spoke."
    (post,) = [f for f in annotate(read_text(text, language="en"))["facts"] if f["type"] == "post"]
    assert post["quote"] == text.removeprefix("The ").removesuffix(", spoke.")


EACH = {
    "de": "Die Bürgermeister von Graz und Leoben, Ann Berg und Paul Lind, sprachen.",
    "en": "The mayors of Graz and Leoben, Ann Berg and Paul Lind, spoke.",
    "fr": "Les maires de Graz et de Leoben, Ann Berg et Paul Lind, ont parlé.",
    "cs": "Starostové Třebíče a Znojma, Ann Berg a Paul Lind, promluvili.",
    "el": "Οι δήμαρχοι Βόλου και Λάρισας, Άννα Βεργή και Παύλος Λίντας, μίλησαν.",
}


@pytest.mark.parametrize("language", EACH)
def test_holders_of_a_shared_office_have_a_seat_each(language: str, facts: Facts) -> None:
    """Seats and people stand in the same order."""
    found = facts("post", EACH[language], language=language)
    assert [len({f["person"] for f in found}), len({f["region"] for f in found})] == [2, 2]


def test_seats_that_do_not_fit_the_holders_stay_open(facts: Facts) -> None:
    """Of three mayors, nobody knows who has which of two towns."""
    text = "The mayors of Graz and Leoben, Ann Berg, Paul Lind and Jane Hale, spoke."
    assert {f.get("region") for f in facts("post", text, language="en")} == {None}


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "As mayor of Graz, Ann Berg knows the problem."),
        ("de", "Als Bürgermeisterin von Graz kennt Ann Berg das Problem."),
        ("it", "In qualità di sindaca di Torino, Ann Berg conosce il problema."),
    ],
)
def test_an_office_introduces_its_holder(language: str, sentence: str, facts: Facts) -> None:
    """Who is said to act as something holds that office."""
    (found,) = facts("post", sentence, language=language)
    assert found["person"] == "Ann Berg"
    assert found["region"]


def test_whom_others_elect_as_something_is_not_it_yet(facts: Facts) -> None:
    """The verb says that somebody becomes it."""
    text = "Als Bürgermeisterin von Graz wurde Ann Berg vorgeschlagen."
    assert facts("post", text, language="de") == []


@pytest.mark.parametrize(
    ("sentence", "office"),
    [
        (
            "Il ministro per l'innovazione tecnologica e la digitalizzazione Aldo Brera è qui.",
            "ministro per l'innovazione tecnologica e la digitalizzazione",
        ),
        (
            "La ministra per la Pubblica amministrazione Ida Brera è qui.",
            "ministra per la Pubblica",
        ),
        ("Il ministro per l'innovazione e il presidente del Veneto Aldo Brera.", "presidente"),
        ("Aldo Brera è il Direttore Generale di LagoIT.", "Direttore Generale"),
    ],
)
def test_a_portfolio_of_two_has_two_articles(sentence: str, office: str, facts: Facts) -> None:
    """But no second office belongs to it, nor does a body's name to its head's."""
    found = facts("post", sentence, language="it")
    assert [f["office"].startswith(office) for f in found] == [True]
    assert all(f["person"] in {"Aldo Brera", "Ida Brera"} for f in found)
