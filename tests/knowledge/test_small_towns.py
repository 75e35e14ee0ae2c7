"""Small towns count where the text speaks for them; surnames and ordinary words do not."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from regiongraph.errors import RegistryError
from regiongraph.knowledge.aliases import AliasMatcher
from regiongraph.knowledge.registry import load_registry
from regiongraph.knowledge.towns import Towns


@cache
def matcher(language: str) -> AliasMatcher:
    """Return the matcher of a language, built once."""
    return AliasMatcher(load_registry(), language)


def names(text: str, language: str) -> list[str]:
    """Return the known names in a text."""
    return [text[match.start : match.end] for match in matcher(language).find(text)]


@pytest.mark.parametrize(
    ("text", "language", "town"),
    [
        ("Der Rat tagte in Schirgiswalde.", "de", "Schirgiswalde"),
        ("La réunion s'est tenue à Sabres.", "fr", "Sabres"),
        ("Rada obradowała w Lądku-Zdroju.", "pl", "Lądku-Zdroju"),
        ("Sestanek je bil v Bovcu.", "sl", "Bovcu"),
        ("Kokous pidettiin Inarissa.", "fi", "Inarissa"),
        ("Sapulce notika Krāslavā.", "lv", "Krāslavā"),
        ("Susitikimas vyko Zarasuose.", "lt", "Zarasuose"),
    ],
)
def test_a_word_or_an_ending_of_place_speaks_for_a_town(
    text: str, language: str, town: str
) -> None:
    """Small towns of the language's countries need no other evidence."""
    assert names(text, language) == [town]


def test_a_mayor_is_of_a_town_in_the_genitive() -> None:
    """Ahead of a name in its first case the noun is a title of the person who bears it."""
    assert names("Smlouvu podepsal starosta Telče.", "cs") == ["Telče"]
    assert names("Smlouvu podepsal starosta Telč.", "cs") == []
    assert names("Zarasų meras pasirašė sutartį.", "lt") == ["Zarasų"]


def test_a_town_is_also_found_as_a_dateline_and_in_an_enumeration() -> None:
    """A date or a neighbour shows that a place is meant."""
    assert names("Sabres, le 3 mars 2024", "fr") == ["Sabres"]
    assert names("Bordeaux, Sabres et Labouheyre", "fr") == ["Bordeaux", "Sabres", "Labouheyre"]


def test_a_first_name_makes_it_a_surname() -> None:
    """A surname may hold a preposition: "Sagaseta de Goñi"."""
    assert names("según María Goñi, consejera", "es") == []
    assert names("según María Sagaseta de Goñi, consejera", "es") == []
    assert names("una reunión en Goñi", "es") == ["Goñi"]


def test_a_word_that_also_stands_in_small_letters_is_no_town() -> None:
    """Sama is a town in Spain and an Estonian pronoun."""
    assert names("Sama päeva õhtul kohtus sama minister.", "et") == []


def test_a_small_town_abroad_counts_if_its_country_is_named() -> None:
    """Best lies in the Netherlands."""
    assert names("Das Treffen in Best war gut.", "de") == []
    assert names("Das Treffen in Wijhe fand statt.", "de") == []
    assert names("Das Treffen in Wijhe (Niederlande) fand statt.", "de")[0] == "Wijhe"


def test_a_town_is_an_entry_that_is_made_when_asked_for() -> None:
    """Sabres, GeoNames 2982063, lies in France and has some 1,400 inhabitants."""
    registry = load_registry()
    (town,) = registry.find("sabres")
    assert (town.key, town.country, town.population) == ("place/2982063", "country/FR", 1393)
    assert town.key in registry.entries
    assert town.key not in set(registry.entries)
    assert "GeoNames" in town.source
    assert "place/1" not in registry.entries


@pytest.mark.parametrize("line", ["1\tFR\t12", "1\tFR\tmany\tSabres", "1\tFR\t12\t"])
def test_a_wrong_line_is_refused_with_its_number(line: str) -> None:
    """The error says file, line and remedy."""
    towns = Towns(lambda: ["2\tFR\t5\tMont", line])
    with pytest.raises(RegistryError, match=r"towns.tsv, line 3.*four cells"):
        towns.row("place/2")


def test_the_file_holds_no_town_twice() -> None:
    """One line a town."""
    towns = Towns(lambda: ["2\tFR\t5\tMont", "2\tFR\t5\tMont"])
    with pytest.raises(RegistryError, match="stands twice"):
        towns.row("place/2")


def test_the_file_stays_small() -> None:
    """It ships with the package."""
    from regiongraph.resources import shipped

    assert Path(str(shipped("data/registry") / "towns.tsv")).stat().st_size < 5_000_000
