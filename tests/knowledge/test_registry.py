"""The registry knows who is who, and refuses rows that are wrong."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from regiongraph.errors import RegistryError
from regiongraph.knowledge.registry import Registry, load_registry
from regiongraph.records import EntityType
from regiongraph.resources import shipped

OFFICIAL = "bg cs da de el en es et fi fr ga hr hu it lt lv mt nl pl pt ro sk sl sv"


@pytest.fixture(scope="module")
def registry() -> Registry:
    """The registry that ships."""
    return load_registry()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the registry to break."""
    copy = tmp_path / "registry"
    shutil.copytree(Path(str(shipped("data/registry"))), copy)
    return copy


def first(registry: Registry, text: str, language: str | None = None) -> str:
    """Return the key of what is most likely meant."""
    return registry.find(text, language)[0].key


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("COTER", "organisation/cor-coter"),
        ("AdR", "organisation/cor"),
        ("Comité des régions", "organisation/cor"),
        ("Sachsen", "region/DED"),
        ("saxony", "region/DED"),
        ("Sajonia", "region/DED"),
        ("comunidad foral de navarra", "region/ES22"),
        ("Emil Boc", "person/emil-boc"),
        ("region/DED", "region/DED"),
        ("Deutschland", "country/DE"),
        ("Kohäsionspolitik", "policy/cohesion-policy"),
    ],
)
def test_a_name_in_any_language_and_case_finds_its_entry(
    registry: Registry, text: str, key: str
) -> None:
    """Users ask with the name they know."""
    assert first(registry, text) == key


def test_saxony_is_nuts_ded_in_germany_with_its_wikidata_item(registry: Registry) -> None:
    """Saxony: NUTS DED, Wikidata Q1202."""
    saxony = registry.entries["region/DED"]
    assert (saxony.type, saxony.kind, saxony.nuts) == (EntityType.REGION, "Land", "DED")
    assert (saxony.parent, saxony.country, saxony.wikidata) == ("country/DE", "country/DE", "Q1202")
    assert "Eurostat, NUTS 2021 and 2024" in saxony.source


def test_coter_is_part_of_the_committee_of_the_regions_which_has_an_eu_code(
    registry: Registry,
) -> None:
    """The EU table of corporate bodies lists the Committee as COR and no commission of it."""
    coter, committee = registry.find("COTER")[0], registry.entries["organisation/cor"]
    assert coter.parent == committee.key
    assert (committee.authority, coter.authority) == ("COR", None)
    assert committee.founded == "1994-03-09"


def test_leipzig_is_first_the_city_then_the_district_then_the_statistical_region(
    registry: Registry,
) -> None:
    """Three things are called Leipzig."""
    keys = [entry.key for entry in registry.find("Leipzig")]
    assert keys == ["place/2879139", "region/DED52", "region/DED5"]


def test_luxembourg_is_first_the_country(registry: Registry) -> None:
    """Luxembourg is a country, a Belgian province and a city."""
    found = registry.find("Luxemburg", "de")
    kinds = [EntityType.COUNTRY, EntityType.PLACE, EntityType.REGION]
    assert [entry.type for entry in found] == kinds


def test_navarra_is_one_entry_though_it_has_a_nuts_2_and_a_nuts_3_code(registry: Registry) -> None:
    """ES22 and ES220 are the same territory."""
    assert [entry.key for entry in registry.find("Navarra")] == ["region/ES22"]


def test_the_committee_has_a_name_in_every_official_language(registry: Registry) -> None:
    """The EU has 24 official languages."""
    names = {registry.name("organisation/cor", language) for language in OFFICIAL.split()}
    assert len(names) == 24
    assert registry.name("organisation/cor", "de") == "Europäischer Ausschuss der Regionen"


def test_a_name_falls_back_to_what_there_is(registry: Registry) -> None:
    """People have one name for all languages; the alliance has no Maltese one."""
    assert registry.name("person/emil-boc", "el") == "Emil Boc"
    assert registry.name("organisation/ara", "mt") == "Automotive Regions Alliance"


def test_an_unknown_key_is_answered_with_near_names(registry: Registry) -> None:
    """A typing error is not the end."""
    with pytest.raises(RegistryError, match="Nearest names"):
        registry.name("region/saxonny", "en")
    assert registry.suggest("Saxonny")[0] == "Saxony"
    assert "Emil Boc" in registry.suggest("Emil Bok")
    assert registry.suggest("qqqqqqqqqqqqqqq") == ()


def test_german_words_in_greek_or_cyrillic_names_are_in_one_script(registry: Registry) -> None:
    """Sources mix Latin look-alikes into Greek and Cyrillic words."""
    mixed = re.compile(r"[A-Za-z][\u0370-\u04ff]|[\u0370-\u04ff][A-Za-z]")
    names = (name for key in ("country/AT", "region/EL30") for name in all_names(registry, key))
    assert not [name for name in names if mixed.search(name)]
    assert registry.entries["region/EL30"].names["el"][0] == "Αττική"


def all_names(registry: Registry, key: str) -> list[str]:
    """Return every name of an entry."""
    return [name for names in registry.entries[key].names.values() for name in names]


def test_claims_have_a_person_or_region_a_source_and_a_confidence(registry: Registry) -> None:
    """Navarra and Abruzzo belong to the Automotive Regions Alliance."""
    assert len(registry.claims) > 300
    assert all(claim.source and claim.confidence for claim in registry.claims)
    members = {
        claim.subject for claim in registry.claims if claim.organisation == "organisation/ara"
    }
    assert {"region/ES22", "region/ITF1"} <= members


def test_offices_have_forms(registry: Registry) -> None:
    """Inflected forms help to find an office in a Czech text."""
    premier = next(office for office in registry.offices if office.label == "premiér")
    assert premier.office_class == "head_of_national_government"
    assert "premiérem" in premier.forms


def test_first_names_know_their_language(registry: Registry) -> None:
    """Aada is Finnish; Mathias is used in five languages."""
    assert "Aada" in registry.first_names("fi")
    assert "Aada" not in registry.first_names("de")
    assert {"Aada", "Mathias"} <= registry.first_names()
    assert registry.first_names("xx") == frozenset()


def test_everything_has_a_source_and_entries_are_sorted(registry: Registry) -> None:
    """Every row says where it comes from; the same files give the same order."""
    assert all(entry.source for entry in registry.entries.values())
    assert list(registry.entries) == sorted(registry.entries)
    with pytest.raises(TypeError):
        registry.entries["region/XX"] = registry.entries["region/DED"]  # type: ignore[index]


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("regions.csv", "region/DED,Land,1,country/DE", "region/DED,Land,1,country/XX", "XX"),
        ("regions.csv", "country/DE,DED,", "country/DE,ded,", "nuts 'ded'"),
        ("regions.csv", ",Q1202,", ",1202,", "wikidata '1202'"),
        ("bodies.csv", "1994-03-09", "9 March 1994", "founded '9 March 1994'"),
        ("regions.csv", "de:Sachsen|", "Sachsen|", "has no language"),
        ("people.csv", "person/emil-boc,", "Person/emil-boc,", "key 'Person/emil-boc'"),
        ("claims.csv", ",person/emil-boc,", ",person/emil-bock,", "person/emil-bock"),
        ("names.csv", "organisation/eu,", "organisation/eue,", "organisation/eue"),
        ("names.csv", ",abbreviation,EU,", ",acronym,EU,", "acronym"),
        ("demonyms.csv", "region/DED,", "region/DEX,", "region/DEX"),
        ("sources.csv", "geonames,", "geo,", "geonames"),
        ("inflection.toml", "[de]", "[de", "not TOML"),
    ],
)
def test_a_wrong_row_is_refused_with_file_and_remedy(
    folder: Path, file: str, old: str, new: str, message: str
) -> None:
    """A registry that is wrong in one cell says which."""
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(RegistryError, match=re.escape(message)) as caught:
        broken = Registry(folder)
        broken.demonyms("de")
        broken.setting("inflection.toml")
    assert caught.value.remedy
    assert Path(caught.value.where.partition(",")[0]).suffix in {".csv", ".toml"}


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("person/emil-boc,,,,mul:Emil Boc,geonames", "stands twice"),
        ("person/emil-boc-2,country/RO,,,mul:Emil Boc,geonames", "already named by"),
        ("person/nobody,,,,,geonames", "has no name"),
        ("person/nobody,,,,mul:No Body,", "no source"),
        ("person/nobody,,,mul:No Body,geonames", "5 cells where the header has 6"),
    ],
)
def test_a_row_too_many_or_too_poor_is_refused_with_its_line(
    folder: Path, row: str, message: str
) -> None:
    """A person given twice would split an identity; a row without source proves nothing."""
    path = folder / "people.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([*lines, row]) + "\n", encoding="utf-8")
    with pytest.raises(RegistryError, match=message) as caught:
        Registry(folder)
    assert caught.value.where == f"people.csv, line {len(lines) + 1}"


def test_one_row_adds_a_body_and_one_an_abbreviation(folder: Path) -> None:
    """Adding knowledge needs no code."""
    source = "https://www.errin.eu"
    with (folder / "bodies.csv").open("a", encoding="utf-8") as file:
        file.write(
            "organisation/errin,network,,,,2001,,,,"
            f"en:European Regions Research and Innovation Network,,{source}\n"
        )
    with (folder / "names.csv").open("a", encoding="utf-8") as file:
        file.write(f"organisation/errin,mul,abbreviation,ERRIN,{source}\n")
    found = Registry(folder).find("ERRIN")
    assert [(entry.key, entry.founded, entry.source) for entry in found] == [
        ("organisation/errin", "2001", source)
    ]


def test_members_of_parliament_may_be_left_out_and_nothing_else(folder: Path) -> None:
    """Whoever does not want personal data of 1,235 members deletes one file."""
    (folder / "meps.csv").unlink()
    assert not any(key.startswith("person/mep-") for key in Registry(folder).entries)
    (folder / "people.csv").unlink()
    with pytest.raises(RegistryError, match="file is missing"):
        Registry(folder)
