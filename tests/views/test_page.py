"""The page in a real browser, cut off from every network."""

from __future__ import annotations

import json
import re
from itertools import combinations
from typing import TYPE_CHECKING

import networkx as nx
import pytest

from regiongraph.build import build
from regiongraph.errors import StoreError
from regiongraph.views.layout import layout
from regiongraph.views.page import render_page, to_pyvis, write_page

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser
    from tests.views.conftest import Visit

BASE = "https://w3id.org/regiongraph/id/"


def test_all_names_are_drawn_without_overlap(
    visit: Callable[..., Visit], leipzig_network: nx.MultiDiGraph[str]
) -> None:
    """On a common screen every entity of the release is named, and every name can be read."""
    visited = visit(leipzig_network)
    labels = visited.labels()
    canvas = visited.page.locator("#graph").bounding_box()
    assert canvas is not None
    words = " ".join(d["text"].rstrip("…") for d in labels)
    for _, label in leipzig_network.nodes(data="label"):
        assert label[:17].split()[0] in words
    lines = sum(len(d["text"]) > 0 for d in labels)
    assert lines >= 23
    for d in labels:
        assert d["x"] - d["width"] / 2 >= 0
        assert d["x"] + d["width"] / 2 <= canvas["width"]
        assert 0 <= d["y"] <= canvas["height"]
    for a, b in combinations(labels, 2):
        beside = abs(a["x"] - b["x"]) >= (a["width"] + b["width"]) / 2 - 1
        assert beside or abs(a["y"] - b["y"]) >= (a["height"] + b["height"]) / 2 - 1, (a, b)


def test_an_entity_shows_every_claim_with_its_sentence(
    visit: Callable[..., Visit], leipzig_network: nx.MultiDiGraph[str]
) -> None:
    """The panel of Emil Boc says what he did, in the words of the release, and where it stands."""
    visited = visit(leipzig_network)
    visited.click_label("Emil Boc")
    shown = visited.panel()
    assert "Vorsitzender" in shown
    assert "Erste politische Konferenz" in shown
    assert "Sächsisches Staatsministerium" in shown
    assert "17 November 2022" in shown
    assert "de.participation.frame · confidence 0.9" in shown
    panel = visited.page.locator("#panel")
    assert panel.locator("blockquote").get_attribute("lang") == "de"
    assert panel.locator("mark").all_inner_texts() == [
        "der Vorsitzende der",
        "Emil Boc, teilnahmen",
    ]
    link = panel.locator("a").first
    assert link.get_attribute("rel") == "noopener noreferrer"
    assert link.get_attribute("href") == "https://www.medienservice.sachsen.de/medien/news/1056861"


def test_a_line_shows_the_sentence_that_proves_it(
    visit: Callable[..., Visit], leipzig_network: nx.MultiDiGraph[str]
) -> None:
    """Who clicks on a line reads its evidence."""
    visited = visit(leipzig_network)
    visited.click_label("host")
    assert visited.page.locator("#panel h2").inner_text().split() == [
        "Sachsen",
        "host",
        *["Erste", "politische", "Konferenz"],
    ]
    assert "eine große Ehre" in visited.panel()


def test_claims_about_one_entity_are_shown(
    visit: Callable[..., Visit], leipzig_network: nx.MultiDiGraph[str]
) -> None:
    """What was counted or said has no second entity, and is no less a claim."""
    visited = visit(leipzig_network)
    visited.click_label("Thomas Schmidt")
    assert "Gastgeber des ersten Treffens" in visited.panel()
    assert any("29 regionale Mitglieder" in row[1] for row in visited.rows())


def test_search_finds_a_region_by_its_french_name(
    visit: Callable[..., Visit], leipzig_network: nx.MultiDiGraph[str]
) -> None:
    """A reader finds Sachsen as Saxe, without leaving the keyboard."""
    visited = visit(leipzig_network)
    visited.page.keyboard.press("/")
    visited.page.keyboard.type("saxe")
    assert visited.page.locator("#suggestions li").all_inner_texts() == ["Sachsen\nSaxe"]
    visited.page.keyboard.press("Enter")
    assert visited.page.locator("#panel h2").inner_text() == "Sachsen"
    assert visited.page.locator("#announcer").inner_text() == "Sachsen, Region, 6 claims"


def test_switches_take_types_and_claims_out_of_graph_and_table(
    visit: Callable[..., Visit], leipzig_network: nx.MultiDiGraph[str]
) -> None:
    """Graph and table always show the same."""
    visited = visit(leipzig_network)
    legend = visited.page.locator("#types label").all_inner_texts()
    assert [entry.split() for entry in legend[:3]] == [
        ["People", "7"],
        ["Organisations", "5"],
        ["Regions", "2"],
    ]
    visited.page.get_by_label("People").uncheck()
    visited.page.get_by_label("Foundings").uncheck()
    assert "Emil Boc" not in [d["text"] for d in visited.labels()]
    left = visited.rows()
    assert len(left) == 29 - 15 - 3
    assert not any("Emil Boc" in row[0] for row in left)
    visited.page.get_by_role("button", name="Show everything").click()
    assert len(visited.rows()) == 29


def test_the_table_holds_every_claim_and_sorts(
    visit: Callable[..., Visit], leipzig_network: nx.MultiDiGraph[str]
) -> None:
    """Who cannot see the graph reads the same claims as a table."""
    visited = visit(leipzig_network)
    assert len(visited.rows()) == 29
    table = visited.page.locator("#table table")
    assert table.locator("caption").inner_text() == ("29 claims, each with its source")
    assert table.locator("thead th[scope=col]").count() == 6
    assert table.locator("tbody th[scope=row]").count() == 29
    visited.page.get_by_role("button", name="Who or what").click()
    assert visited.rows()[0][0] == "Apostolos Tzitzikostas"
    visited.page.get_by_role("button", name="Who or what").click()
    assert visited.rows()[0][0] == "Thomas Schmidt"
    assert table.locator("th[aria-sort=descending]").inner_text().startswith("Who or what")


def test_the_keyboard_walks_reads_and_leaves(
    visit: Callable[..., Visit], leipzig_network: nx.MultiDiGraph[str]
) -> None:
    """Arrow keys follow lines, Enter goes to the evidence, Esc comes back."""
    visited = visit(leipzig_network)
    page = visited.page
    page.locator("#graph").focus()
    heading = page.locator("#panel h2")
    page.keyboard.press("ArrowRight")
    first = heading.inner_text()
    page.keyboard.press("ArrowRight")
    second = heading.inner_text()
    ends = {
        frozenset((leipzig_network.nodes[a]["label"], leipzig_network.nodes[b]["label"]))
        for a, b in leipzig_network.edges()
    }
    assert frozenset((first, second)) in ends
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "panel"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == "graph"
    assert heading.inner_text() == "Every line has its source"
    before = [d["x"] for d in visited.labels()]
    page.keyboard.press("+")
    page.wait_for_timeout(50)
    assert [d["x"] for d in visited.labels()] != before
    page.keyboard.press("0")
    page.wait_for_timeout(50)
    assert [d["x"] for d in visited.labels()] == before


def test_every_claim_is_read_by_keyboard_alone(visit: Callable[..., Visit], leipzig: Path) -> None:
    """Each thing of the shipped release is found by its name, with the words of all its claims."""
    network = build(leipzig).to_networkx(beyond=False)
    page = visit(network).page
    heading = page.locator("#panel h2")
    for node, found in network.nodes(data=True):
        page.keyboard.press("Escape")
        page.keyboard.press("/")
        page.keyboard.press("Control+a")
        page.keyboard.type(found["label"])
        page.keyboard.press("Enter")
        assert squeezed(heading.inner_text()) == squeezed(found["label"])
        lines = (*network.in_edges(node, data=True), *network.out_edges(node, data=True))
        claims = [*found["claims"], *(claim for *_, claim in lines)]
        shown = squeezed(page.locator("#panel").inner_text())
        words = [squeezed(one.get("text") or one["quote"] or "") for one in claims]
        assert [said for said in words if said not in shown] == []


def squeezed(text: str) -> str:
    """Return a text without white space and marks of emphasis."""
    return "".join(text.replace("*", "").split())


def test_one_thing_without_a_date_is_a_page(visit: Callable[..., Visit]) -> None:
    """What is known of it is shown, and that no time is known of it."""
    claim = {"claim": f"{BASE}claim/1", "relation": "count", "label": "41 Mitglieder"}
    claim |= {"quote": "41 Mitglieder", "context": "Es hat 41 Mitglieder.", "start": 0, "end": 13}
    claim |= dict.fromkeys(("date", "earliest", "latest", "published", "publisher", "url"))
    claim |= {"release": "r", "release_title": "Kurz gemeldet", "language": "de", "former": False}
    claim |= {"rule": "de.count.frame", "confidence": 0.9, "source": "release"}
    release = {"id": "r", "title": "Kurz gemeldet", "publisher": None, "published": None}
    network = nx.MultiDiGraph(title="Kurz", releases=[release | {"url": None, "language": "de"}])
    thing = {"label": "Netzwerk", "type": "Organisation", "names": [], "identifiers": []}
    network.add_node(f"{BASE}netz", **thing, kind=None, claims=[claim | {"source_text": None}])
    visited = visit(network)
    visited.click_label("Netzwerk")
    assert "41 Mitglieder" in visited.panel()
    assert visited.rows()[0][1] == "41 Mitglieder"


def test_lines_show_how_the_time_is_known(
    visit: Callable[..., Visit], leipzig_network: nx.MultiDiGraph[str]
) -> None:
    """Stated, attested and past look different, and the legend says how."""
    visited = visit(leipzig_network)
    assert visited.page.evaluate("window.dashes.length") > 0
    legend = visited.page.locator("#strokes .key").all_inner_texts()
    assert [entry.split("\n")[0] for entry in legend] == [
        "time stated",
        "attested on release day",
        "no longer so",
    ]
    visited.page.get_by_label("Offices held").uncheck()
    assert visited.page.evaluate("window.dashes.length") == 0


def test_an_address_brings_back_what_was_chosen(
    visit: Callable[..., Visit], leipzig_network: nx.MultiDiGraph[str]
) -> None:
    """A link to the page can name an entity, so that a colleague sees the same."""
    visited = visit(leipzig_network)
    visited.click_label("Emil Boc")
    fragment = visited.page.evaluate("location.hash")
    again = visit(leipzig_network, fragment)
    assert again.page.locator("#panel h2").inner_text() == "Emil Boc"


def test_the_page_works_inside_another_document(
    visit: Callable[..., Visit], leipzig_network: nx.MultiDiGraph[str], browser: Browser
) -> None:
    """A notebook shows the page in a sandbox, where it may not change its address."""
    page = browser.new_page()
    trouble: list[str] = []
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.set_content("<iframe sandbox='allow-scripts' width=1200 height=700></iframe>")
    page.evaluate(
        "html => { document.querySelector('iframe').srcdoc = html; }", render_page(leipzig_network)
    )
    frame = page.frame_locator("iframe")
    frame.locator("#search").fill("Boc")
    frame.locator("#search").press("Enter")
    assert frame.locator("#panel h2").inner_text() == "Emil Boc"
    assert trouble == []
    page.close()


def test_paper_gets_the_table(
    visit: Callable[..., Visit], leipzig_network: nx.MultiDiGraph[str]
) -> None:
    """Who prints the page gets every claim in black on white."""
    visited = visit(leipzig_network)
    visited.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    visited.page.emulate_media(media="print")
    assert visited.page.locator("#table tbody tr").count() == 29
    assert visited.page.locator("#table").is_visible()
    assert not visited.page.locator("#view").is_visible()


@pytest.mark.parametrize(("scheme", "dark"), [("light", False), ("dark", True)])
def test_the_page_follows_the_scheme_of_the_reader(
    visit: Callable[..., Visit],
    leipzig_network: nx.MultiDiGraph[str],
    scheme: str,
    dark: bool,
) -> None:
    """The page is dark where the reader wants it dark, and the button turns it round."""
    visited = visit(leipzig_network, color_scheme=scheme)
    ground = "getComputedStyle(document.body).backgroundColor"
    assert (visited.page.evaluate(ground) == "rgb(20, 24, 29)") is dark
    visited.page.locator("#theme").click()
    assert (visited.page.evaluate(ground) == "rgb(20, 24, 29)") is not dark


def test_a_telephone_shows_all_without_scrolling_sideways(
    visit: Callable[..., Visit], leipzig_network: nx.MultiDiGraph[str]
) -> None:
    """At 420 pixels nothing is wider than the screen."""
    visited = visit(leipzig_network, viewport={"width": 420, "height": 860})
    assert visited.page.evaluate("document.documentElement.scrollWidth") <= 420
    assert len(visited.labels()) >= 12


def test_an_empty_network_says_so(visit: Callable[..., Visit]) -> None:
    """A release without a claim gives a page that tells it."""
    visited = visit(nx.MultiDiGraph(title="Terminhinweis"))
    assert "no claim was found" in visited.page.locator("#graph").inner_text()
    assert visited.page.locator("h1").inner_text() == "Terminhinweis"


def test_a_large_network_opens_with_its_best_connected(
    visit: Callable[..., Visit],
) -> None:
    """Of 320 entities 300 are drawn at first; a search brings in the others."""
    network = nx.MultiDiGraph(title="Members")
    network.add_node("cor", label="Committee of the Regions", type="Organisation")
    for number in range(319):
        network.add_node(f"m{number}", label=f"Member {number}", type="Person")
        facts = {"claim": f"c{number}", "relation": "membership", "label": "member"}
        network.add_edge(f"m{number}", "cor", key=f"c{number}", **facts)
    visited = visit(network)
    remainder = visited.page.locator("#remainder")
    assert "20 are not shown" in remainder.inner_text()
    hidden = layout(network).keys() - {"cor"}
    last = max(hidden)
    visited.page.locator("#search").fill(network.nodes[last]["label"])
    visited.page.keyboard.press("Enter")
    assert visited.page.locator("#panel h2").inner_text() == network.nodes[last]["label"]
    assert "19 are not shown" in remainder.inner_text()


HOSTILE = [
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "<a href='https://example.org/track.gif'>href</a>",
    "javascript:alert(1)",
    "{{ 7*7 }}{% for x in [] %}",
    "<!--<script>",
    "\u202egnihsilbup\u202c",
    "NUL\0and\x1bescape",
    "\ud800 lone surrogate",
    "' onmouseover='alert(1)",
    "url(https://example.org/a.png)",
    "x" * 10_000,
]


def test_hostile_text_is_shown_and_never_runs(
    visit: Callable[..., Visit], leipzig_network: nx.MultiDiGraph[str]
) -> None:
    """Whatever a release writes, the page shows it as text, runs nothing and fetches nothing."""
    network = leipzig_network
    network.graph["title"] = "".join(HOSTILE)
    for number, evil in enumerate(HOSTILE):
        release = {"id": f"r{number}", "title": evil, "url": evil, "publisher": evil}
        release |= {"text": evil, "language": evil, "published": evil, "mentions": [(0, 3, evil)]}
        network.graph["releases"].append(release)
        network.add_node(
            evil,
            label=evil,
            type=evil,
            kind=evil,
            names=[evil + "!"],
            identifiers=[evil],
            claims=[],
        )
        network.nodes[evil]["reviews"] = [evil]
        facts = dict.fromkeys(("label", "relation", "quote", "context", "rule", "date"), evil)
        facts |= {"claim": evil, "release": f"r{number}", "url": evil, "language": evil}
        network.add_edge(evil, f"{BASE}cor", key=evil, **facts)
        network.nodes[evil]["claims"].append(facts | {"claim": f"{evil} 2", "text": evil})
    visited = visit(network)
    page = visited.page
    assert page.title().strip()
    for evil in HOSTILE:
        page.locator("#search").fill(evil[:40])
        page.locator("#search").press("Enter")
        assert page.locator("#panel h2").text_content() == evil.replace("\ud800", "\ufffd")
        page.locator("#panel").get_by_role("button", name="In the release").first.click(force=True)
        assert page.locator("#text .body").text_content()
        page.keyboard.press("Escape")
    assert len(visited.rows()) == 29 + 2 * len(HOSTILE)
    page.locator("#view-graph").click()
    assert page.locator("script").count() == 4
    assert page.locator("img, iframe, object, embed, [onerror], [onload]").count() == 0
    for link in page.locator("a").all():
        assert re.match(r"https?:|#", link.get_attribute("href") or "")


def test_the_policy_allows_only_what_it_names(leipzig_network: nx.MultiDiGraph[str]) -> None:
    """Scripts and style run by their hash alone, and the same hashes hold for every page."""

    def policy(network: nx.MultiDiGraph[str]) -> str:
        found = re.search(r'Content-Security-Policy" content="([^"]+)"', render_page(network))
        assert found
        return found[1]

    assert policy(leipzig_network) == policy(nx.MultiDiGraph())
    sha = r"'sha256-[\w+/]{43}='"
    assert re.fullmatch(
        rf"default-src 'none'; script-src {sha} {sha}; style-src {sha}; img-src data:; "
        r"base-uri 'none'; form-action 'none'",
        policy(leipzig_network).replace("&#39;", "'"),
    )


def test_the_same_network_gives_the_same_bytes(leipzig_network: nx.MultiDiGraph[str]) -> None:
    """The order in which a network was put together leaves no trace."""
    turned = nx.MultiDiGraph(**leipzig_network.graph)
    turned.add_nodes_from(reversed(list(leipzig_network.nodes(data=True))))
    turned.add_edges_from(reversed(list(leipzig_network.edges(keys=True, data=True))))
    assert render_page(turned) == render_page(leipzig_network)


def test_a_sentence_that_proves_several_claims_is_written_once(
    leipzig_network: nx.MultiDiGraph[str],
) -> None:
    """Eight claims rest on one sentence, which the file holds one time."""
    assert render_page(leipzig_network).count("trafen sich auf Einladung") == 1


def test_one_release_makes_a_page_that_can_be_mailed(
    leipzig_network: nx.MultiDiGraph[str],
) -> None:
    """The page of one release stays below 520 kB, the drawing engine included."""
    assert len(render_page(leipzig_network).encode()) <= 520_000


def test_write_page_replaces_a_file_as_a_whole(
    leipzig_network: nx.MultiDiGraph[str], tmp_path: Path
) -> None:
    """A file is written in UTF-8 under its name, and nothing else is left in the folder."""
    path = tmp_path / "Erklärung.html"
    path.write_text("old", encoding="utf-8")
    assert write_page(leipzig_network, path, title="Sächsisch") == path
    assert '<h1 dir="auto">Sächsisch</h1>' in path.read_text(encoding="utf-8")
    assert list(tmp_path.iterdir()) == [path]


def test_write_page_names_a_folder_that_is_not_there(
    leipzig_network: nx.MultiDiGraph[str], tmp_path: Path
) -> None:
    """The error says which file could not be written and what to do."""
    with pytest.raises(StoreError, match=r"nowhere/page.html: the page cannot be written.*Name a"):
        write_page(leipzig_network, tmp_path / "nowhere" / "page.html")


def test_pyvis_keeps_every_claim(leipzig_network: nx.MultiDiGraph[str]) -> None:
    """Parallel claims, which pyvis drops from undirected networks, all become lines."""
    drawing = to_pyvis(leipzig_network)
    assert len(drawing.nodes) == 23
    assert len(drawing.edges) == leipzig_network.number_of_edges() == 27
    assert [edge["dashes"] for edge in drawing.edges].count(True) == 1
    assert drawing.directed
    assert not json.loads(drawing.options.to_json())["physics"]["enabled"]
    positions = {node["id"]: (node["x"], node["y"]) for node in drawing.nodes}
    assert positions == layout(leipzig_network)
