"""The network of the Leipzig release, drawn by hand, and a browser cut off from every network."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import networkx as nx
import pytest

from regiongraph.views.page import write_page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page, Route

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


# Notes what is written on the canvas and where, as the reader sees it, before the page starts.
WATCH_CANVAS = """
window.drawn = []; window.dashes = [];
const proto = CanvasRenderingContext2D.prototype;
const fill = proto.fillText, dash = proto.setLineDash, clear = proto.clearRect;
proto.clearRect = function (...a) { window.drawn = []; window.dashes = []; clear.apply(this, a); };
proto.setLineDash = function (d) { if (d.length) window.dashes.push(d); dash.call(this, d); };
proto.fillText = function (text, x, y) {
  const m = this.getTransform(), size = this.measureText(text);
  const ratio = this.canvas.width / this.canvas.clientWidth;
  window.drawn.push({ text, italic: this.font.startsWith("italic"),
    x: (m.a * x + m.e) / ratio, y: (m.d * y + m.f) / ratio, width: size.width * m.a / ratio,
    height: parseFloat(this.font.match(/([\\d.]+)px/)[1]) * m.d / ratio });
  fill.call(this, text, x, y);
};
"""


class Visit:
    """A page opened in a browser, with everything it tried besides being shown."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.trouble: list[str] = []
        page.on("console", lambda message: self.trouble.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: self.trouble.append(f"error: {error}"))
        page.on("dialog", lambda dialog: self.trouble.append(f"dialog: {dialog.message}"))
        page.on("popup", lambda popup: self.trouble.append(f"popup: {popup.url}"))

    def guard(self, route: Route) -> None:
        """Let nothing through but the page itself."""
        if route.request.url.startswith("file:"):
            route.continue_()
        else:
            self.trouble.append(f"request: {route.request.url}")
            route.abort()

    def labels(self) -> list[dict[str, Any]]:
        """Return what stands on the canvas, entity names only."""
        return [d for d in self.page.evaluate("window.drawn") if not d["italic"]]

    def click_label(self, text: str) -> None:
        """Click where a name or a relation is written on the canvas."""
        label = next(d for d in self.page.evaluate("window.drawn") if d["text"] == text)
        self.page.locator("#graph").click(position={"x": label["x"], "y": label["y"]})

    def rows(self) -> list[list[str]]:
        """Turn to the table and return its cells."""
        self.page.locator("#view-table").click()
        return self.page.evaluate(
            "[...document.querySelectorAll('#rows tbody tr')].map("
            "(row) => [...row.children].map((cell) => cell.innerText))"
        )

    def panel(self) -> str:
        """Return what the panel says."""
        return self.page.locator("#panel").inner_text()


@pytest.fixture
def visit(browser: Browser, tmp_path: Path) -> Iterator[Callable[..., Visit]]:
    """Write a network as a page and open it offline; in the end nothing odd may have happened."""
    visits = []

    def open_page(
        network: nx.MultiDiGraph[str],
        fragment: str = "",
        write: dict[str, Any] | None = None,
        before: str = "",
        **options: Any,
    ) -> Visit:
        path = write_page(network, tmp_path / "page.html", **(write or {}))
        size = {"width": 1360, "height": 820}
        context = browser.new_context(**{"viewport": size, "reduced_motion": "reduce"} | options)
        context.set_offline(True)
        visited = Visit(context.new_page())
        visited.page.route("**/*", visited.guard)
        visited.page.add_init_script(WATCH_CANVAS + before)
        visited.page.goto(f"{path.as_uri()}{fragment}")
        visited.page.wait_for_function("document.body.dataset.ready")
        visited.page.wait_for_timeout(100)
        visits.append((context, visited))
        return visited

    yield open_page
    for context, visited in visits:
        context.close()
        assert visited.trouble == []
