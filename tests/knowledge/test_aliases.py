"""Known names are found in running text: inflected, in capitals, with their type words."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regiongraph.knowledge.aliases import AliasMatch, AliasMatcher
from regiongraph.knowledge.registry import load_registry


@cache
def matcher(language: str = "de") -> AliasMatcher:
    """Return the matcher of a language, built once."""
    return AliasMatcher(load_registry(), language)


def found(text: str, language: str = "de") -> list[tuple[str, str]]:
    """Return what stands in a text and the key that is most likely meant."""
    return [(text[m.start : m.end], m.keys[0]) for m in matcher(language).find(text)]


@pytest.mark.parametrize(
    ("text", "name", "key"),
    [
        ("Sachsens Ministerpräsident", "Sachsens", "region/DED"),
        ("Nordrhein-Westfalens Landtag", "Nordrhein-Westfalens", "region/DEA"),
        (
            "Plenum des Europäischen Ausschusses der Regionen",
            "Europäischen Ausschusses der Regionen",
            "organisation/cor",
        ),
        (
            "Programme des mehrjährigen Finanzrahmens",
            "mehrjährigen Finanzrahmens",
            "policy/multiannual-financial-framework",
        ),
        ("der Europäischen Kommission", "Europäischen Kommission", "organisation/ec"),
        (
            "im Sächsischen Staatsministerium\nfür Infrastruktur und  \nLandesentwicklung",
            "Sächsischen Staatsministerium\nfür Infrastruktur und  \nLandesentwicklung",
            "organisation/smil",
        ),
        ("der Tschechischen Republik", "Tschechischen Republik", "country/CZ"),
    ],
)
def test_german_names_are_found_in_every_case(text: str, name: str, key: str) -> None:
    """Adjectives and nouns of a name bend."""
    assert found(text) == [(name, key)]


@pytest.mark.parametrize(
    ("text", "name", "key"),
    [
        ("im Freistaat Sachsen", "Freistaat Sachsen", "region/DED"),
        ("des Landes Sachsen-Anhalt", "Landes Sachsen-Anhalt", "region/DEE"),
        ("der Freien Hansestadt Bremen", "Freien Hansestadt Bremen", "region/DE5"),
        ("Präsident der Region Molise", "Region Molise", "region/ITF2"),
        ("Deputierter der Provinz Drenthe", "Provinz Drenthe", "region/NL13"),
        ("Landrätin des Kreises Ostholstein", "Kreises Ostholstein", "region/DEF08"),
        ("Landkreis Leipzig", "Landkreis Leipzig", "region/DED52"),
        ("Provinz Groningen", "Provinz Groningen", "region/NL11"),
        ("Region Marken", "Region Marken", "region/ITI3"),
    ],
)
def test_a_type_word_belongs_to_its_region(text: str, name: str, key: str) -> None:
    """A type word also tells a region from the town of its name, and from an ordinary word."""
    assert found(text) == [(name, key)]


@pytest.mark.parametrize(
    ("text", "name", "key", "language"),
    [
        ("presidente della Provincia di Cuneo", "Provincia di Cuneo", "region/ITC16", "it"),
        ("the Portuguese region of Alentejo", "Alentejo", "region/PT1C", "en"),
        ("La région Nouvelle-Aquitaine", "région Nouvelle-Aquitaine", "region/FRI", "fr"),
        ("la Comunidad Foral de Navarra", "Comunidad Foral de Navarra", "region/ES22", "es"),
    ],
)
def test_type_words_are_known_in_other_languages(
    text: str, name: str, key: str, language: str
) -> None:
    """In "region of Alentejo" the type word is no part of the name."""
    assert found(text, language) == [(name, key)]


def test_a_name_without_its_type_word_is_told() -> None:
    """In "Region Molise" stands "Molise"; "Leipzig" has nothing inside of it."""
    text = "die Region Molise und Leipzig"
    inside = [text[slice(*m.proper)] for m in matcher().find(text) if m.proper]
    assert inside == ["Molise"]


def test_type_words_do_not_reach_over_a_full_stop_or_into_a_name() -> None:
    """A sentence on a Land may be followed by one on Saxony."""
    assert found("Ministerin des Landes. Sachsen tagt") == [("Sachsen", "region/DED")]


def test_the_word_town_chooses_the_town() -> None:
    """Bare "Leipzig" may be three things, "Stadt Leipzig" only one."""
    (bare,) = matcher().find("in Leipzig")
    (town,) = matcher().find("die Stadt Leipzig")
    assert bare == AliasMatch(3, 10, ("place/2879139", "region/DED52", "region/DED5"), "name")
    assert town == AliasMatch(10, 17, ("place/2879139",), "name")


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Brüssel", ("place/2800866", "region/BE1")),
        ("Mailand", ("place/3173435", "region/ITC4C")),
        ("Luxemburg", ("country/LU", "place/2960316", "region/BE34")),
        ("Berlin", ("region/DE3", "place/2950159")),
    ],
)
def test_what_is_most_likely_meant_stands_first(text: str, keys: tuple[str, ...]) -> None:
    """Country, governing region, town, province: in this order."""
    (match,) = matcher().find(text)
    assert match.keys == keys


def test_abbreviations_count_in_their_own_case_only() -> None:
    """The Committee is "AdR", not "ADR" or "adr"."""
    text = "Der AdR und seine CoRAI, COTER und NAT; adr, ADR, nat, Corai"
    assert found(text) == [
        ("AdR", "organisation/cor"),
        ("CoRAI", "organisation/corai"),
        ("COTER", "organisation/cor-coter"),
        ("NAT", "organisation/cor-nat"),
    ]
    assert {match.form for match in matcher().find(text)} == {"abbreviation"}


def test_names_are_found_in_capitals_without_their_accents() -> None:
    """Headlines shout; Greek and French capitals drop accents."""
    assert found("EUROPÄISCHER AUSSCHUSS DER REGIONEN")[0][1] == "organisation/cor"
    assert found("PROVENCE-ALPES-COTE D’AZUR", "fr")[0][1] == "region/FRL"
    assert found("ΠΕΡΙΦΕΡΕΙΑ ΑΤΤΙΚΗΣ, ΑΤΤΙΚΗ", "el")[-1] == ("ΑΤΤΙΚΗ", "region/EL30")


def test_accents_count_elsewhere() -> None:
    """A text that writes umlauts does not drop them: "Lander" is not "Länder"."""
    assert found("Thüringen und Thuringen") == [("Thüringen", "region/DEG")]


def test_the_longest_name_wins() -> None:
    """COTER's German name holds "Kohäsionspolitik" and "EU"; the Intergroup's the Committee."""
    text = "Fachkommission für Kohäsionspolitik und EU-Haushalt"
    assert found(text) == [(text, "organisation/cor-coter")]
    text = "Automotive Intergroup des Europäischen Ausschusses der Regionen"
    assert found(text) == [(text, "organisation/corai")]
    assert found("Fachkommission für Kohäsionspolitik") == [
        ("Fachkommission für Kohäsionspolitik", "organisation/cor-coter")
    ]


def test_a_name_does_not_run_over_a_paragraph_or_a_full_stop() -> None:
    """A line end parts no name, an empty line does."""
    assert found("der Europäischen\nUnion") == [("Europäischen\nUnion", "organisation/eu")]
    assert found("der Europäischen\n\nUnion") == []
    assert found("Sachsen. Anhalt") == [("Sachsen", "region/DED")]


def test_parts_of_hyphenated_compounds_are_no_mentions() -> None:
    """Nobody is named by "EU-Kommissar"; "EU-Kommission" is a name itself."""
    assert found("EU-Kommissar, Leipzig-Konferenz") == []
    assert found("die EU-Kommission") == [("EU-Kommission", "organisation/ec")]


def test_foreign_names_are_found_in_a_german_text() -> None:
    """A German release may say it in the original."""
    assert found("Comunidad Foral de Navarra, Automotive Regions Alliance, Emil Bocs Rede") == [
        ("Comunidad Foral de Navarra", "region/ES22"),
        ("Automotive Regions Alliance", "organisation/ara"),
        ("Emil Bocs", "person/emil-boc"),
    ]


def test_ordinary_words_and_words_in_small_letters_are_no_names() -> None:
    """Essen, Halle, Marken and the Danish word for six are also places."""
    assert found("Das Essen in der Halle: Auch Marken und Namen, sachsen.de, leipzig") == []
    assert found("Essen", "es") != []
    assert found("Como dijo ayer, como siempre", "es") == []


def test_a_name_that_is_an_address_part_stays_a_name() -> None:
    """Addresses in small letters do not make Leipzig an ordinary word."""
    assert found("Leipzig, medien@leipzig.de, www.leipzig.de") == [("Leipzig", "place/2879139")]


def test_signs_at_the_end_belong_to_a_name() -> None:
    """ESF+ is not ESF, and Halle (Saale) is not Halle in Westphalia."""
    assert found("ESF+ und ESF") == [("ESF+", "policy/esf-plus"), ("ESF", "policy/esf")]
    assert found("in Halle (Saale) gegründet") == [("Halle (Saale)", "place/2911522")]
    assert found("Erasmus von Rotterdam")[-1][0] == "Rotterdam"


@pytest.mark.parametrize(
    ("word", "key"),
    [
        ("sächsische", "region/DED"),
        ("Sächsischer", "region/DED"),
        ("niedersächsischen", "region/DE9"),
        ("bayerisches", "region/DE2"),
        ("Tiroler", "region/AT33"),
        ("Groninger", "region/NL11"),
        ("steirischem", "region/AT22"),
        ("schleswig-holsteinische", "region/DEF"),
        ("deutschen", "country/DE"),
        ("politische", None),
        ("Sachse", None),
        ("", None),
    ],
)
def test_an_adjective_of_origin_names_a_territory(word: str, key: str | None) -> None:
    """The longest stem wins, and endings must be those of an adjective."""
    assert matcher().demonym(word) == key


def test_every_official_language_has_a_matcher() -> None:
    """Without inflection a language still finds the names as they stand."""
    for language in ("bg", "el", "ga", "mt", "pl"):
        name = load_registry().name("organisation/ep", language)
        assert (name, "organisation/ep") in found(name, language), language


def test_the_union_is_found_by_its_abbreviation_in_each_language() -> None:
    """EU, UE, AE: one union."""
    assert found("AE", "ga") == [("AE", "organisation/eu")]
    assert found("l'UE", "fr") == [("UE", "organisation/eu")]
    assert found("AE", "de") == []


def test_a_maltese_article_is_no_compound() -> None:
    """Maltese joins its article with a hyphen."""
    assert found("fil-Parlament Ewropew", "mt") == [("Parlament Ewropew", "organisation/ep")]


PIECES = [
    "Sachsens",
    "EU",
    "-",
    " ",
    "\n",
    "Freistaat ",
    "AdR",
    "(",
    "’",
    "İ",
    "ß",
    "Halle (Saale)",
]


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=25).map("".join))
def test_matches_are_sorted_apart_and_inside_any_text(text: str) -> None:
    """Whatever the text, matches lie in it, in order, and are not empty."""
    matches = matcher().find(text)
    assert matches == sorted(matches)
    assert all(one.end <= two.start for one, two in pairwise(matches))
    assert all(0 <= match.start < match.end <= len(text) and match.keys for match in matches)


def test_the_same_text_gives_the_same_matches() -> None:
    """A second matcher of the same registry agrees with the first."""
    text = "Sachsen, Brüssel, Luxemburg, Groningen, Leipzig und Mailand"
    assert AliasMatcher(load_registry(), "de").find(text) == matcher().find(text)


def test_a_long_text_is_matched_to_its_end() -> None:
    """Each of a thousand sentences names the same two places."""
    text = "Die Region ist Gastgeberin: Sachsens Ministerpräsident sprach in Leipzig. " * 1000
    assert len(matcher().find(text)) == 2000


def test_a_town_spelt_so_comes_before_a_larger_one_in_another_case() -> None:
    """Galați is no case of Galata, which the larger town of Iași is also called."""
    registry = load_registry()
    (found,) = AliasMatcher(registry, "ro").find("Întâlnirea a avut loc la Galați.")
    assert registry.entries[found.keys[0]].names["mul"][0] == "Galaţi"
