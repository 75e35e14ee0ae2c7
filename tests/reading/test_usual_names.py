"""Names of things that no table lists: in the nominative, and in usual case."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from regiongraph.knowledge.languages import load_language
from regiongraph.reading.identities.capitals import in_usual_case
from regiongraph.records import EntityType

if TYPE_CHECKING:
    from regiongraph.knowledge.registry import Registry


@pytest.mark.parametrize(
    ("code", "written", "name"),
    [
        ("lt", "Šiaurės miškų tinklo", "Šiaurės miškų tinklas"),
        ("lt", "Gintaro regiono tarybos", "Gintaro regiono taryba"),
        ("lt", "Tarptautinės jūrų konferencijoje", "Tarptautinės jūrų konferencija"),
        ("lt", "Nacionalinės agentūros", "Nacionalinė agentūra"),
        ("lt", "Steigimo sutartį", "Steigimo sutartis"),
        ("lt", "Upių taryba", "Upių taryba"),
        ("lt", "Nacionalinio muziejaus", "Nacionalinis muziejus"),
        ("lt", "Viešosios įstaigos", "Viešosios įstaigos"),
        ("lt", "Kalnų deklaracijai", "Kalnų deklaracija"),
        ("lv", "Ozolaines novada domes", "Ozolaines novada dome"),
        ("lv", "Zaļās attīstības ministriju", "Zaļās attīstības ministrija"),
        ("lv", "Nacionālās padomes", "Nacionālā padome"),
        ("lv", "Jūras klasterim", "Jūras klasteris"),
        ("lv", "Kalnijas pašvaldības", "Kalnijas pašvaldības"),
        ("lv", "Kalnijas pašvaldībai", "Kalnijas pašvaldība"),
        ("lv", "Meža centrs", "Meža centrs"),
        ("lv", "Reģionālā centra", "Reģionālais centrs"),
        ("lv", "Upju tīklā", "Upju tīkls"),
        ("et", "Metsaministeeriumi", "Metsaministeerium"),
        ("et", "Kasemaa Valdade Liidu", "Kasemaa Valdade Liit"),
        ("et", "Saarte võrgustikku", "Saarte võrgustik"),
        ("et", "Järve koostööleppe", "Järve koostöölepe"),
        ("et", "Rahvusvahelise Keskuse", "Rahvusvaheline Keskus"),
        ("et", "Eesti esinduses", "Eesti esindus"),
        ("et", "Metsa valitsus", "Metsa valitsus"),
        ("et", "Piirkondliku Foorumiga", "Piirkondlik Foorum"),
        ("et", "vallavolikogus", "vallavolikogu"),
        ("fi", "Lehtolan yliopistoon", "Lehtolan yliopisto"),
        ("fi", "Koivulan linnassa", "Koivulan linna"),
        ("fi", "Kansainvälisen metsäverkoston", "Kansainvälinen metsäverkosto"),
        ("fi", "Saariston liiton", "Saariston liitto"),
        ("fi", "Ympäristöministeriölle", "Ympäristöministeriö"),
        ("fi", "Koivulan keskuksen", "Koivulan keskus"),
        ("fi", "Koivulan keskus", "Koivulan keskus"),
        ("fi", "Pohjan instituutin", "Pohjan instituutti"),
        ("hu", "erdészeti megállapodást", "erdészeti megállapodás"),
        ("hu", "Új Városházán", "Új Városháza"),
        ("hu", "Kék Klasztert", "Kék Klaszter"),
        ("hu", "Folyók Szövetségével", "Folyók Szövetségével"),
        ("hu", "Zöld Tanácsnak", "Zöld Tanács"),
        ("hu", "Erdészeti Hálózatot", "Erdészeti Hálózat"),
        ("hu", "Erdészeti Hálózat", "Erdészeti Hálózat"),
        ("hu", "Völgyi Kamarában", "Völgyi Kamara"),
        ("ro", "Consiliului Județean Valea", "Consiliul Județean Valea"),
        ("ro", "Administrației Bazinale de Apă", "Administrația Bazinală de Apă"),
        ("ro", "Guvernului", "Guvernul"),
        ("ro", "Agenției Naționale a Pădurilor", "Agenția Națională a Pădurilor"),
        ("ro", "Rețelei Europene a Lacurilor", "Rețeaua Europeană a Lacurilor"),
        ("ro", "Universității Române", "Universității Române"),
        ("ro", "Primăriei Satului Nou", "Primăria Satului Nou"),
        ("ro", "Comisiei", "Comisia"),
        ("ro", "Asociația Munților", "Asociația Munților"),
        ("el", "Αλιευτικού Συνεταιρισμού Λίμνης", "Αλιευτικός Συνεταιρισμός Λίμνης"),
        ("el", "Δήμο Λίμνης", "Δήμος Λίμνης"),
        ("el", "Δικτύου Δασών", "Δίκτυο Δασών"),
        ("el", "Ευρωπαϊκής Ένωσης Λιμνών", "Ευρωπαϊκή Ένωση Λιμνών"),
        ("el", "Περιφερειακό Συμβούλιο", "Περιφερειακό Συμβούλιο"),
        ("el", "Περιφερειακού Συμβουλίου", "Περιφερειακό Συμβούλιο"),
        ("el", "Φορέα Δάσους", "Φορέας Δάσους"),
        ("de", "Allgemeinen Krankenhauses Waldau", "Allgemeines Krankenhaus Waldau"),
        ("de", "Europäischen Netzwerks der Waldregionen", "Europäisches Netzwerk der Waldregionen"),
        ("de", "Regionsrats von Waldland", "Regionsrat von Waldland"),
        ("de", "Europäischen Ausschusses der Wälder", "Europäischer Ausschuss der Wälder"),
        ("de", "Europäischen Kommission", "Europäischen Kommission"),
        ("de", "Waldhaus", "Waldhaus"),
        ("de", "Regionalen Waldverbandes", "Regionaler Waldverband"),
        ("de", "Waldauer Ministeriums", "Waldauer Ministeriums"),
        ("ga", "gCruinniú Oscailte", "Cruinniú Oscailte"),
        ("ga", "Chomhairle na Coille", "Comhairle na Coille"),
        ("ga", "bhFóram na Loch", "Fóram na Loch"),
        ("ga", "Comhairle na Coille", "Comhairle na Coille"),
        ("lt", "Tarptautinėje jūrų konferencijoje", "Tarptautinė jūrų konferencija"),
        ("lt", "Nacionalinės plėtros agentūros", "Nacionalinės plėtros agentūros"),
        ("lv", "Nacionālo padomi", "Nacionālā padome"),
        (
            "lv",
            "Viedās saimniecības un reģionālās attīstības ministriju",
            "Viedās saimniecības un reģionālās attīstības ministrija",
        ),
    ],
)
def test_a_name_is_shown_in_the_nominative(
    code: str, written: str, name: str, registry: Registry
) -> None:
    """The head noun and what agrees with it change; what is not sure stays as it is written."""
    assert registry.in_nominative(written, code) == name


@pytest.mark.parametrize(
    ("code", "kind", "written", "name"),
    [
        ("fr", EntityType.ORGANISATION, "PRÉFECTURE DU HAUT-VALLON", "Préfecture du Haut-Vallon"),
        ("ro", EntityType.ORGANISATION, "CONSILIUL JUDEȚEAN VALEA", "Consiliul Județean Valea"),
        ("fr", EntityType.ORGANISATION, "COMMISSION D'OMBRAGE", "Commission d'Ombrage"),
        ("de", EntityType.ORGANISATION, "WALDBUND", "WALDBUND"),
        ("pl", EntityType.ORGANISATION, "EUWT SILVANA", "EUWT SILVANA"),
        ("el", EntityType.ORGANISATION, "ΔΗΜΟΣ ΛΙΜΝΗΣ", "ΔΗΜΟΣ ΛΙΜΝΗΣ"),
        ("nl", EntityType.PERSON, "Wessel VAN DUINMEER", "Wessel van Duinmeer"),
        ("cs", EntityType.PERSON, "Alžběta ŘEPÍKOVÁ", "Alžběta Řepíková"),
        ("en", EntityType.PERSON, "JP Woodlake III", "JP Woodlake III"),
    ],
)
def test_a_letterhead_shows_no_usual_case(
    code: str, kind: EntityType, written: str, name: str, registry: Registry
) -> None:
    """Capitals of a letterhead go; those of brands, abbreviations and numerals stay."""
    assert in_usual_case(written, kind, load_language(code), registry) == name
