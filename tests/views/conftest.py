"""The network of the Leipzig release, drawn by hand, for tests of what is shown."""

from __future__ import annotations

import networkx as nx
import pytest

BASE = "https://w3id.org/regiongraph/id/"
RELEASE = {
    "id": "5f2a9c1b5d7e",
    "title": "Allianz der europäischen Automobilregionen beschließt »Leipziger Erklärung«",
    "publisher": "Sächsisches Staatsministerium für Infrastruktur und Landesentwicklung",
    "published": "2022-11-17",
    "url": "https://www.medienservice.sachsen.de/medien/news/1056861",
    "language": "de",
    "text": "",
}
NODES = {
    "kretschmer": ("Michael Kretschmer", "Person"),
    "schmit": ("Nicolas Schmit", "Person"),
    "boc": ("Emil Boc", "Person"),
    "schmidt": ("Thomas Schmidt", "Person"),
    "chivite": ("María Chivite", "Person"),
    "dulig": ("Martin Dulig", "Person"),
    "tzitzikostas": ("Apostolos Tzitzikostas", "Person"),
    "DED": ("Sachsen", "Region"),
    "ES22": ("Navarra", "Region"),
    "spain": ("Spanien", "Country"),
    "leipzig": ("Leipzig", "Place"),
    "congress-center": ("Congress Center der Messe Leipzig", "Place"),
    "bruessel": ("Brüssel", "Place"),
    "cor": ("Europäischer Ausschuss der Regionen", "Organisation"),
    "coter": ("Fachkommission für Kohäsionspolitik und EU-Haushalt", "Organisation"),
    "corai": ("Automotive Intergroup des Europäischen Ausschusses der Regionen", "Organisation"),
    "commission": ("Europäische Kommission", "Organisation"),
    "alliance": ("Automotive Regions Alliance", "Organisation"),
    "conference": ("Erste politische Konferenz", "Event"),
    "plenary": ("150. Plenum des AdR", "Event"),
    "declaration": ("Leipziger Erklärung", "Document"),
    "paper": ("Internes Arbeitspapier", "Document"),
    "fit": ("Fit for 55", "Policy"),
}
NAMES = {
    "cor": ["AdR", "CoR", "European Committee of the Regions", "Comité européen des régions"],
    "DED": ["Saxony", "Saxe", "Freistaat Sachsen"],
    "coter": ["COTER"],
    "corai": ["CoRAI"],
}
INVITED = (
    "Die Mitglieder der »Automotive Regions Alliance« trafen sich auf Einladung von Sachsens "
    "Ministerpräsident Michael Kretschmer zu ihrer ersten politischen Konferenz, an der auch der "
    "EU-Kommissar für Beschäftigung und soziale Rechte, Nicolas Schmit, und der Vorsitzende der "
    "Fachkommission für Kohäsionspolitik und EU-Haushalt (COTER) des Europäischen Ausschusses der "
    "Regionen (AdR), Emil Boc, teilnahmen."
)
FOUNDED = (
    "Die »Automotive Regions Alliance« wurde im 150. Plenum des AdR am 30. Juni 2022 mit 23 "
    "Mitgliedern gegründet."
)
MEMBER = (
    "Staatsminister Thomas Schmidt ist ordentliches Mitglied für Sachsen und arbeitet intensiv in "
    "der Automotive Intergroup des AdR (CoRAI) mit."
)
DULIG = (
    "Sachsens Staatsminister für Wirtschaft, Arbeit und Verkehr und stellvertretender "
    "Ministerpräsident Martin Dulig:"
)
PREPARED = (
    "Die Gründung der Allianz wurde von der CoRAI vorbereitet und vom damaligen Präsidenten "
    "Apostolos Tzitzikostas unterstützt."
)
SPOKE = (
    "Präsidentin María Chivite (Navarra, Spanien), die auch für die ‚Automotive Intergroup des "
    "Europäischen Ausschusses der Regionen (CoRAI)‘ sprach, unterstrich:"
)
HOST = "»Gastgeber des ersten Treffens der Allianz zu sein, war für Sachsen eine große Ehre."
ADOPTED = "Allianz der europäischen Automobilregionen beschließt »Leipziger Erklärung«"
SEAT = "Der AdR mit Sitz in Brüssel ist die Versammlung der Regional- und Kommunalvertreter."
VENUE = "Tagungsort war das Congress Center der Messe Leipzig."
JOINED = "Der Freistaat Sachsen ist als Gründungsmitglied beigetreten."
GROWN = "Die Allianz ist inzwischen auf 29 regionale Mitglieder angewachsen."

EDGES = [
    ("kretschmer", "DED", "post", "Ministerpräsident", INVITED, "Sachsens Ministerpräsident"),
    ("kretschmer", "conference", "participation", "invited", INVITED, "auf Einladung von"),
    ("alliance", "conference", "participation", "participant", INVITED, "trafen sich"),
    ("schmit", "conference", "participation", "participant", INVITED, "Nicolas Schmit"),
    ("schmit", "commission", "post", "EU-Kommissar", INVITED, "EU-Kommissar"),
    ("boc", "conference", "participation", "participant", INVITED, "Emil Boc, teilnahmen"),
    ("boc", "coter", "post", "Vorsitzender", INVITED, "der Vorsitzende der"),
    ("coter", "cor", "membership", "part of", INVITED, "des Europäischen Ausschusses"),
    ("schmidt", "cor", "membership", "ordentliches Mitglied", MEMBER, "ordentliches Mitglied"),
    ("schmidt", "corai", "membership", "member", MEMBER, "arbeitet intensiv in"),
    ("schmidt", "DED", "post", "Staatsminister", MEMBER, "Staatsminister Thomas Schmidt"),
    ("corai", "cor", "membership", "part of", MEMBER, "Automotive Intergroup des AdR"),
    ("dulig", "DED", "post", "Staatsminister für Wirtschaft", DULIG, "Sachsens Staatsminister"),
    ("dulig", "DED", "post", "stellvertretender Ministerpräsident", DULIG, "stellvertretender"),
    ("tzitzikostas", "cor", "post", "Präsident", PREPARED, "damaligen Präsidenten"),
    ("corai", "alliance", "founding", "founder", PREPARED, "von der CoRAI vorbereitet"),
    ("chivite", "ES22", "post", "Präsidentin", SPOKE, "Präsidentin María Chivite (Navarra"),
    ("chivite", "corai", "statement", "spoke for", SPOKE, "die auch für die"),
    ("ES22", "spain", "located", "in", SPOKE, "(Navarra, Spanien)"),
    ("DED", "conference", "participation", "host", HOST, "Gastgeber des ersten Treffens"),
    ("alliance", "declaration", "adoption", "adopted", ADOPTED, "beschließt"),
    ("cor", "alliance", "founding", "founder", FOUNDED, "im 150. Plenum des AdR"),
    ("alliance", "plenary", "founding", "founded at", FOUNDED, "im 150. Plenum"),
    ("cor", "bruessel", "located", "seat", SEAT, "mit Sitz in Brüssel"),
    ("conference", "congress-center", "event", "place", VENUE, "Tagungsort war"),
    ("congress-center", "leipzig", "located", "in", VENUE, "Messe Leipzig"),
    ("DED", "alliance", "membership", "Gründungsmitglied", JOINED, "als Gründungsmitglied"),
]


def claim(number: int, relation: str, label: str, context: str, quote: str) -> dict[str, object]:
    """Make the attributes of one claim."""
    assert quote in context
    return {
        "claim": f"{BASE}claim/{number:016x}",
        "relation": relation,
        "label": label,
        "quote": quote,
        "context": context,
        "start": 100 * number,
        "end": 100 * number + len(quote),
        "release": RELEASE["id"],
        "release_title": RELEASE["title"],
        "publisher": RELEASE["publisher"],
        "published": RELEASE["published"],
        "url": RELEASE["url"],
        "language": "de",
        "date": "2022-06-30" if relation == "founding" else None,
        "earliest": None,
        "latest": None,
        "former": "damaligen" in quote,
        "rule": f"de.{relation}.frame",
        "confidence": 0.9,
        "source": "release",
        "source_text": None,
    }


@pytest.fixture
def leipzig_network() -> nx.MultiDiGraph:
    """What the Leipzig release says, as a network."""
    network = nx.MultiDiGraph(title="Leipzig Declaration", releases=[RELEASE])
    for key, (label, kind) in NODES.items():
        network.add_node(
            BASE + key,
            label=label,
            type=kind,
            names=NAMES.get(key, []),
            identifiers=["http://data.europa.eu/nuts/code/DED"] if key == "DED" else [],
            kind=None,
            claims=[],
        )
    for number, (subject, object_, *facts) in enumerate(EDGES):
        attributes = claim(number, *facts)
        network.add_edge(BASE + subject, BASE + object_, key=attributes["claim"], **attributes)
    grown = claim(900, "count", "29 regionale Mitglieder", GROWN, "29 regionale Mitglieder")
    network.nodes[BASE + "alliance"]["claims"].append(grown)
    said = claim(901, "statement", "said", HOST, HOST[1:])
    network.nodes[BASE + "schmidt"]["claims"].append(said | {"text": HOST[1:]})
    return network
