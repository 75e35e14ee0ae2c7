"""Nominatives of names with a head noun that a text has in other cases only."""

from __future__ import annotations

from functools import partial

import pytest

from regiongraph.knowledge.registry import load_registry


@pytest.mark.parametrize(
    ("language", "written", "expected"),
    [
        ("pl", "Instytutem Badań Leśnych", "Instytut Badań Leśnych"),
        ("pl", "Akademii Podhalańskiej w Żywcu", "Akademia Podhalańska w Żywcu"),
        ("pl", "Europejskiego Forum Gmin Górskich", "Europejskie Forum Gmin Górskich"),
        ("pl", "Towarzystwa Wodnego Doliny Bugu", "Towarzystwo Wodne Doliny Bugu"),
        ("pl", "Targach Ziemi Lubuskiej", "Targi Ziemi Lubuskiej"),
        ("cs", "Moravské agentury pro vodu", "Moravská agentura pro vodu"),
        ("cs", "5. Krajské konference o vodě", "5. Krajská konference o vodě"),
        ("cs", "Univerzity Zemanovy v Opavě", "Univerzita Zemanova v Opavě"),
        ("sk", "Krajského múzea Pohronia", "Krajské múzeum Pohronia"),
        ("sk", "Štátnej komisii pre vodu", "Štátna komisia pre vodu"),
        ("sk", "Spišskej univerzity", "Spišská univerzita"),
        ("sl", "Posavskega muzeja Brežice", "Posavski muzej Brežice"),
        ("sl", "Skupnostjo alpskih občin", "Skupnost alpskih občin"),
        ("hr", "Dravskog sveučilišta", "Dravsko sveučilište"),
        ("hr", "EGTS-a Drava", "EGTS Drava"),
        ("bg", "Регионалния исторически музей Русе", "Регионален исторически музей Русе"),
        ("bg", "Съюзът на крайбрежните общини", "Съюз на крайбрежните общини"),
        ("bg", "Обществения съвет по водите", "Обществен съвет по водите"),
        ("de", "Regionalen Ausschusses für Wasser", "Regionaler Ausschuss für Wasser"),
        ("el", "Δασικού Ινστιτούτου Ηπείρου", "Δασικό Ινστιτούτο Ηπείρου"),
        ("et", "Rahvusvahelise Metsafoorumi", "Rahvusvaheline Metsafoorum"),
        ("fi", "Alueellisen Metsäneuvoston", "Alueellinen Metsäneuvosto"),
        ("ga", "gComhdháil na nOileán", "Comhdháil na nOileán"),
        ("hu", "Dunai Vízügyi Szövetséggel", "Dunai Vízügyi Szövetség"),
        ("lt", "Regioninės miškų tarybos (RMT)", "Regioninė miškų taryba (RMT)"),
        ("lv", "Ezeru pilsētu asociācijā", "Ezeru pilsētu asociācija"),
        ("ro", "Agenției Naționale pentru Ape", "Agenția Națională pentru Ape"),
    ],
)
def test_head_and_adjectives_stand_in_the_nominative(
    language: str, written: str, expected: str
) -> None:
    """What follows them stays in its own case."""
    assert load_registry().in_nominative(written, language) == expected


@pytest.mark.parametrize(
    ("language", "name"),
    [
        ("pl", "Rada Programowa Instytutu"),
        ("pl", "Instytut Polskiego Drewna"),
        ("pl", "Targi Wodne"),
        ("pl", "KOMITETU GMIN"),
        ("cs", "Aliance solných měst"),
        ("cs", "Krajské zastupitelstvo"),
        ("sk", "Okresný úrad Hnúšťa"),
        ("sl", "Zveza alpskih občin"),
        ("hr", "Savez otočnih općina"),
        ("bg", "Дунавски форум на младите"),
        ("pl", "Stowarzyszenia i Fundacji Leśnej"),
        ("cs", "Rady a výboru lázeňských měst"),
        ("de", "Oberlausitzer Waldverbandes"),
        ("et", "Rahvusvahelise metsapäeva foorumi"),
        ("fi", "Metsäneuvosto"),
        ("lt", "Miškų organizacijos"),
        ("en", "Bundes der Gemeinden"),
    ],
)
def test_a_nominative_stays_as_it_is(language: str, name: str) -> None:
    """So does one that may be, one with two heads, in capitals or in a language without rules."""
    assert load_registry().in_nominative(name, language) == name


def test_an_adjective_that_may_belong_to_what_follows_leaves_the_name() -> None:
    """The wood may be Polish or the institute."""
    assert load_registry().in_nominative("Instytutu Polskiego Drewna", "pl").startswith("Instytutu")


def test_a_name_that_opens_sentences_may_be_a_plural() -> None:
    """Elsewhere one body is likelier; an adjective behind it tells anyway."""
    shown = partial(load_registry().in_nominative, language="pl")
    assert shown("Rady Gmin Leśnych", opens=True) == "Rady Gmin Leśnych"
    assert shown("Rady Gmin Leśnych") == "Rada Gmin Leśnych"
    assert shown("Rady Leśnej", opens=True) == "Rada Leśna"


def test_a_head_stands_once() -> None:
    """A noun in two classes of a language would be bent in two ways."""
    for language, table in load_registry().setting("declension.toml").items():
        heads = " ".join(table["heads"].values()).split()
        assert len(set(heads)) == len(heads), language
