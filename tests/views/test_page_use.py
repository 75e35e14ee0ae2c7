"""What a reader does on the page: time, neighbourhood, ways, filters, texts, downloads."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import networkx as nx
import pytest
from axe_playwright_python.sync_playwright import Axe

from regiongraph.errors import PageError, StoreError
from regiongraph.views.page import embedded, opening, positions_of, write_page
from regiongraph.views.page.story import Step, read_story

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser
    from tests.views.conftest import Visit

    from regiongraph.knowledge_graph import KnowledgeGraph

BASE = "https://w3id.org/regiongraph/id/"
TEXT = (
    "Medieninformation\n\nDer Vorsitzende Emil Boc 🚗 sprach in Leipzig. Er lobte Sachsen.\n\n"
    "Die Allianz wurde 2022 gegründet."
)


def span(words: str) -> tuple[int, int]:
    """Return where words stand in the text."""
    return TEXT.index(words), TEXT.index(words) + len(words)


@pytest.fixture
def dated() -> nx.MultiDiGraph[str]:
    """Claims whose times are known in every way; invented."""
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph(title="Times")
    network.graph["releases"] = [
        {"id": "r1", "title": "Erste", "published": "2022-11-17", "language": "de", "text": TEXT,
         "url": "https://example.org/a-b", "publisher": "Land",
         "mentions": [(*span("Boc"), "n2"), (*span("Emil Boc"), "n1"), (*span("Leipzig"), "n2")]},
        {"id": "r2", "title": "Zweite", "published": "2024-02-01", "language": "de", "text": None},
    ]  # fmt: skip
    for number, name in enumerate(["Ada", "Emil Boc", "Leipzig", "Allianz", "Alone"]):
        kind = ["Person", "Person", "Place", "Organisation", "Policy"][number]
        network.add_node(f"n{number}", label=name, type=kind, names=[], identifiers=[], claims=[])

    def add(one: int, other: int, key: str, **facts: Any) -> None:
        told = {"claim": key, "label": "member of", "relation": "membership", "confidence": 0.9}
        told |= {"release": "r1", "published": "2022-11-17", "attested": "2022-11-17"}
        network.add_edge(f"n{one}", f"n{other}", key=key, **(told | facts))

    add(0, 3, "stated", date="2020-01", earliest="2020-01-01", latest="2021-12-31")
    add(0, 3, "open", date="2021", earliest="2021-01-01", label="chair of", relation="post")
    start, end = span("Boc 🚗 sprach")
    add(1, 3, "attested", start=start, end=end, quote=TEXT[start:end])
    add(1, 2, "past", former=True, relation="post", label="mayor of", release="r2",
        attested="2024-02-01", confidence=0.4, conflicts=["attested"])  # fmt: skip
    add(2, 3, "undated", release=None, published=None, attested=None, source="registry")
    return network


def lines_on(visited: Visit) -> set[str]:
    """Return the claims that the table lists."""
    return {row[1] + " " + row[3].split("\n")[0] for row in visited.rows()}


@pytest.mark.parametrize(
    ("day", "count"), [("2019-06-01", 2), ("2021-06-01", 4), ("2022-12-01", 4), ("2024-03-01", 3)]
)
def test_a_day_shows_what_is_known_to_hold(
    visit: Callable[..., Visit], dated: nx.MultiDiGraph[str], day: str, count: int
) -> None:
    """Before a start, after an end and where something is said to be over, a claim is hidden."""
    visited = visit(dated, f"#on={day}")
    assert len(visited.rows()) == count
    assert visited.page.locator("#on").input_value() == day
    visited.page.get_by_role("button", name="Show everything").click()
    assert len(visited.rows()) == 5


def test_a_bar_of_the_histogram_chooses_a_period(
    visit: Callable[..., Visit], dated: nx.MultiDiGraph[str]
) -> None:
    """One bar stands for a year; who clicks on it sees what happened or held then."""
    visited = visit(dated)
    bars = visited.page.locator("#bars rect title").all_text_contents()
    assert bars == ["2020: 1 claim", "2021: 1 claim", "2022: 1 claim", "2023: 0 claims",
                    "2024: 1 claim"]  # fmt: skip
    visited.page.locator("#bars rect").nth(0).click()
    assert visited.page.locator("#from").input_value() == "2020-01-01"
    assert visited.page.locator("#to").input_value() == "2020-12-31"
    assert len(visited.rows()) == 3
    slider = visited.page.locator("#slide")
    slider.focus()
    slider.press("ArrowLeft")
    assert visited.page.locator("#on").input_value() == "2024-12-30"
    assert "30 December 2024" in (slider.get_attribute("aria-valuetext") or "")


def test_parallel_claims_are_one_line_until_it_is_opened(
    visit: Callable[..., Visit], dated: nx.MultiDiGraph[str]
) -> None:
    """A bundle says how many it holds; a click lists all of them and draws each."""
    visited = visit(dated)
    visited.click_label("chair of ×2")
    assert visited.page.locator("#panel .proves li").count() == 2
    drawn = [d["text"] for d in visited.page.evaluate("window.drawn") if d["italic"]]
    assert sorted(drawn) == ["chair of", "member of"]
    visited.click_label("chair of")
    assert visited.page.locator("#panel .proves li").count() == 1


def test_steps_widen_the_neighbourhood_and_keep_the_rest_in_sight(
    visit: Callable[..., Visit], dated: nx.MultiDiGraph[str]
) -> None:
    """With two steps around Emil Boc, Ada stands out; with one she is faded, not hidden."""
    visited = visit(dated, "#id=n1")
    assert visited.page.get_by_role("button", name="1 step").get_attribute("aria-pressed")
    assert "Ada" in [d["text"] for d in visited.labels()]
    assert "chair of ×2" not in [d["text"] for d in visited.page.evaluate("window.drawn")]
    visited.page.locator("#graph").press("2")
    assert "steps=2" in visited.page.evaluate("location.hash")
    assert "chair of ×2" in [d["text"] for d in visited.page.evaluate("window.drawn")]


def test_a_way_leads_from_one_to_another(
    visit: Callable[..., Visit], dated: nx.MultiDiGraph[str]
) -> None:
    """From Ada the way to Leipzig goes over the alliance, with the claims on it."""
    visited = visit(dated, "#id=n0")
    visited.page.get_by_role("button", name="Way to").click()
    visited.page.keyboard.type("leipz")
    visited.page.keyboard.press("Enter")
    assert visited.page.locator("#panel h2").inner_text().split() == [
        "Ada", "↓", "Allianz", "↓", "Leipzig"]  # fmt: skip
    assert visited.page.locator("#panel .proves li").count() == 3
    again = visit(dated, visited.page.evaluate("location.hash"))
    assert "Allianz" in again.page.locator("#panel h2").inner_text()


def test_filters_by_release_source_and_confidence(
    visit: Callable[..., Visit], dated: nx.MultiDiGraph[str]
) -> None:
    """What a filter hides is hidden in graph, panel and table, and the panel says so."""
    visited = visit(dated, "#id=n1")
    page = visited.page
    page.locator("#sure").fill("0.5")
    assert "1 more are hidden by the filters" in visited.panel()
    page.locator("#sure").fill("0")
    page.locator("#release").select_option("r2")
    assert len(visited.rows()) == 1
    page.locator("#release").select_option("")
    page.locator("#origin").select_option("registry")
    assert len(visited.rows()) == 1
    assert "origin=registry" in page.evaluate("location.hash")


def test_a_release_is_read_as_a_whole_and_leads_back(
    visit: Callable[..., Visit], dated: nx.MultiDiGraph[str]
) -> None:
    """Names are marked where they stand, also after an emoji; of two in one place the longer."""
    visited = visit(dated, "#id=n1")
    page = visited.page
    assert "widerspr" not in visited.panel()
    page.get_by_role("button", name="In the release").first.click()
    names = page.locator("#text .mention").all_inner_texts()
    assert names == ["Emil Boc", "Leipzig"]
    assert page.locator("#text mark").all_inner_texts() == ["Boc", " 🚗 sprach"]
    assert page.locator("#text .body").get_attribute("lang") == "de"
    page.locator("#text .mention").nth(1).press("Enter")
    assert page.locator("#panel h2").inner_text() == "Leipzig"
    assert page.locator("#graph").is_visible()


def test_evidence_can_be_cited_and_contradiction_is_flagged(
    visit: Callable[..., Visit], dated: nx.MultiDiGraph[str]
) -> None:
    """The link to the original names the words; a claim that another one excludes says so."""
    visited = visit(dated, "#id=n1", before="delete Navigator.prototype.clipboard")
    page = visited.page
    original = page.get_by_role("link", name="Original").first.get_attribute("href")
    assert original == "https://example.org/a-b#:~:text=Boc%20%F0%9F%9A%97%20sprach"
    page.get_by_role("button", name="Copy as citation").last.click()
    copied = page.locator("textarea.copied")
    assert copied.input_value() == (
        "“Boc 🚗 sprach”, Land, »Erste«, 17 November 2022, https://example.org/a-b, attested"
    )
    assert page.locator("#panel .conflict").inner_text().startswith("Contradicted: Emil Boc")


def test_the_table_is_filtered_and_taken_away(
    visit: Callable[..., Visit], dated: nx.MultiDiGraph[str]
) -> None:
    """CSV and JSON-LD hold what the table shows; a cell is never a formula."""
    dated.nodes["n1"]["label"] = "=Emil Boc"
    visited = visit(dated, "#view=table&query=emil")
    page = visited.page
    assert page.locator("#rows tbody tr").count() == 2
    with page.expect_download() as loading:
        page.get_by_role("button", name="CSV").click()
    table = list(csv.DictReader(io.StringIO(Path(loading.value.path()).read_text("utf-8-sig"))))
    assert [row["subject"] for row in table] == ["'=Emil Boc"] * 2
    assert {row["basis"] for row in table} == {"attested", "past"}
    with page.expect_download() as loading:
        page.get_by_role("button", name="JSON-LD").click()
    told = json.loads(Path(loading.value.path()).read_text("utf-8"))
    assert {claim["@id"] for claim in told["@graph"]} == {"attested", "past"}


def test_the_picture_is_taken_away(
    visit: Callable[..., Visit], dated: nx.MultiDiGraph[str]
) -> None:
    """The SVG holds every shape, line and name; the PNG is a picture."""
    visited = visit(dated)
    with visited.page.expect_download() as loading:
        visited.page.get_by_role("button", name="SVG").click()
    drawing = ET.fromstring(Path(loading.value.path()).read_bytes())  # noqa: S314
    tags = [element.tag.rpartition("}")[2] for element in drawing]
    assert tags.count("circle") + tags.count("polygon") == 5
    assert tags.count("polyline") == 4
    assert "Emil Boc" in "".join(drawing.itertext())
    with visited.page.expect_download() as loading:
        visited.page.get_by_role("button", name="PNG").click()
    assert Path(loading.value.path()).read_bytes().startswith(b"\x89PNG")


def test_the_interface_speaks_the_language_of_the_reader(
    visit: Callable[..., Visit], leipzig_network: nx.MultiDiGraph[str]
) -> None:
    """A German browser gets German words; the switch changes them, not the release's own."""
    visited = visit(leipzig_network, locale="de-DE")
    page = visited.page
    assert page.locator("#view-table").inner_text() == "Tabelle"
    assert (
        "23 Entitäten und 29 Aussagen aus 1 Pressemitteilung"
        in page.locator("#summary").inner_text()
    )
    for language, word in (("fr", "Tableau"), ("es", "Tabla"), ("en", "Table")):
        page.locator("#language").select_option(language)
        assert page.locator("#view-table").inner_text() == word
        assert page.locator("html").get_attribute("lang") == language
    assert "Vorsitzender" in " ".join(d["text"] for d in page.evaluate("window.drawn"))


def test_a_story_goes_step_by_step(
    visit: Callable[..., Visit], dated: nx.MultiDiGraph[str]
) -> None:
    """Each step shows its things, its day and its sentence; a link keeps the step."""
    story = (Step(("n1",), "Emil Boc chairs."), Step(("n0", "n2"), "A way.", on="2021-06-01"))
    visited = visit(dated, write={"story": story})
    page = visited.page
    page.get_by_role("button", name="Story").click()
    assert page.locator("#story-text").inner_text() == "1 / 2 Emil Boc chairs."
    page.get_by_role("button", name="On", exact=True).click()
    assert "Leipzig" in page.locator("#panel h2").inner_text()
    assert page.locator("#on").input_value() == "2021-06-01"
    assert page.locator("#announcer").text_content() == "A way."
    assert "step=2" in page.evaluate("location.hash")
    page.get_by_role("button", name="End the story").click()
    assert not page.locator("#story").is_visible()


def test_the_page_opens_around_a_thing_as_of_a_day(
    visit: Callable[..., Visit], dated: nx.MultiDiGraph[str]
) -> None:
    """`around` and `on` say what is seen first."""
    visited = visit(dated, write={"around": "n2", "on": "2021-06-01"})
    assert visited.page.locator("#panel h2").inner_text() == "Leipzig"
    assert len(visited.rows()) == 4


@pytest.mark.parametrize(
    ("scheme", "fragment"),
    [("light", ""), ("dark", "#id=n1"), ("light", "#view=table"), ("dark", "#view=text&text=r1")],
)
def test_axe_finds_no_violation(
    visit: Callable[..., Visit], dated: nx.MultiDiGraph[str], scheme: str, fragment: str
) -> None:
    """axe-core checks WCAG 2.2 AA and good practice in graph, panel, table and text."""
    visited = visit(dated, fragment, color_scheme=scheme, bypass_csp=True)
    found = Axe().run(visited.page)
    assert [rule["id"] for rule in found.response["violations"]] == []


def test_at_400_percent_nothing_is_cut_off(
    visit: Callable[..., Visit], dated: nx.MultiDiGraph[str]
) -> None:
    """A window of 1280 pixels at 400 % is 320 wide: everything is there without side-scrolling."""
    visited = visit(dated, "#id=n1", viewport={"width": 320, "height": 256})
    assert visited.page.evaluate("document.documentElement.scrollWidth") <= 320
    for name in ("Table", "Way to …", "Copy as citation"):
        control = visited.page.get_by_role("button", name=name).first
        control.scroll_into_view_if_needed()
        assert control.is_visible()


def test_more_than_vis_network_can_draw_becomes_points(
    visit: Callable[..., Visit],
) -> None:
    """5,100 nodes open with 300; all of them are drawn on request, and can be picked."""
    network = nx.random_partition_graph([51] * 100, 0.05, 0.0002, seed=1, directed=True)
    network = nx.MultiDiGraph(nx.relabel_nodes(network, lambda node: f"n{node:05}"))
    for node in network:
        network.nodes[node].update(label=f"Body {node}", type="Organisation")
    for number, (_, _, facts) in enumerate(network.edges(data=True)):
        facts.update(claim=f"c{number}", relation="membership", label="member of")
    visited = visit(network)
    assert "4,800 are not shown" in visited.page.locator("#remainder").inner_text()
    visited.page.get_by_role("button", name="Draw all").click()
    visited.page.wait_for_timeout(600)
    assert visited.page.locator("#graph.overview canvas").count() == 1
    label = visited.labels()[0]
    visited.click_label(label["text"])
    assert visited.page.locator("#panel h2").inner_text().startswith("Body n")
    visited.page.locator("#search").fill("n05099")
    visited.page.locator("#search").press("Enter")
    assert visited.page.locator("#panel h2").inner_text() == "Body n05099"


def test_a_browser_that_cannot_unpack_draws_points(
    visit: Callable[..., Visit], dated: nx.MultiDiGraph[str]
) -> None:
    """Without DecompressionStream the page draws by itself; panel and search work as ever."""
    visited = visit(dated, before="delete window.DecompressionStream")
    assert visited.page.locator("#graph.overview canvas").count() == 1
    visited.click_label("Emil Boc")
    assert visited.page.locator("#panel h2").inner_text() == "Emil Boc"


def test_100_000_nodes_make_a_page_that_says_what_is_left_out(
    visit: Callable[..., Visit],
) -> None:
    """The 50,000 most connected are in the file."""
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph(title="Many")
    network.add_nodes_from(
        (f"n{i}", {"label": f"Thing {i}", "type": "Place"}) for i in range(100_000)
    )
    network.add_edges_from(
        (f"n{i}", f"n{i // 2}", f"c{i}", {"relation": "located", "label": "located in"})
        for i in range(1, 400)
    )
    visited = visit(network)
    words = visited.page.locator("#remainder").inner_text()
    assert "49,700 are not shown" in words
    assert "50,000 less connected entities are not in this file" in words


def test_a_page_in_a_notebook_stays_in_its_frame(
    leipzig_network: nx.MultiDiGraph[str], browser: Browser
) -> None:
    """A notebook gets a sandboxed frame that holds the whole page."""
    document = embedded(leipzig_network)
    assert document.startswith('<iframe sandbox="allow-scripts ')
    assert "allow-same-origin" not in document
    page = browser.new_page()
    page.set_content(document)
    frame = page.frame_locator("iframe")
    frame.locator("#search").fill("Boc")
    frame.locator("#search").press("Enter")
    assert frame.locator("#panel h2").inner_text() == "Emil Boc"
    page.close()


def test_what_stood_on_the_older_page_stays_put(
    leipzig_network: nx.MultiDiGraph[str], tmp_path: Path
) -> None:
    """When a release brings one more person, all others keep their places to within a label."""
    before = positions_of(write_page(leipzig_network, tmp_path / "old.html"))
    grown = leipzig_network.copy()
    grown.add_node("new", label="New Person", type="Person", claims=[])
    grown.add_edge("new", f"{BASE}cor", key="k", claim="k", relation="post", label="member of")
    after = positions_of(write_page(grown, tmp_path / "new.html", before=before))
    moved = [abs(after[iri][0] - x) + abs(after[iri][1] - y) for iri, (x, y) in before.items()]
    assert max(moved) <= 120
    assert sorted(moved)[len(moved) // 2] == 0
    with pytest.raises(StoreError, match="no page of a network"):
        positions_of(tmp_path / "nothing.html")


def test_a_story_file_is_read_or_refused(tmp_path: Path) -> None:
    """Things are called by name; what is no story is refused with file and step."""
    path = tmp_path / "story.yaml"
    path.write_text("- show: [Boc, Leipzig]\n  text: He came.\n  on: 2022-11-17\n- text: End.\n")
    assert read_story(path, str.upper) == (
        Step(("BOC", "LEIPZIG"), "He came.", "2022-11-17"),
        Step((), "End."),
    )
    for wrong in ("", "a: b", "- show: x\n", "- [x]", "- text: x\n  colour: red", "{"):
        path.write_text(wrong)
        with pytest.raises(PageError, match=r"story\.yaml"):
            read_story(path, str.upper)


def test_an_opening_that_is_not_possible_is_refused(dated: nx.MultiDiGraph[str]) -> None:
    """A name that the page does not hold and a day that is none get an error that says so."""
    with pytest.raises(PageError, match="nothing on the page is called 'Atlantis'"):
        opening(dated, lambda name: ("n99",), around="Atlantis")
    with pytest.raises(PageError, match="'soon' is no day"):
        opening(dated, lambda name: ("n1",), on="soon")


def test_the_graph_writes_its_page(leipzig_graph: KnowledgeGraph, tmp_path: Path) -> None:
    """The Leipzig page opens as asked, can be mailed, and is shown in notebooks."""
    story = tmp_path / "story.yaml"
    story.write_text("- show: [Emil Boc, COTER]\n  text: He chairs it.\n", encoding="utf-8")
    path = leipzig_graph.page(
        tmp_path / "l.html", around="Saxony", on="2022-11-17", story=story, include=["texts"]
    )
    assert path.stat().st_size <= 520_000
    again = leipzig_graph.page(tmp_path / "m.html", after=path)
    assert again.stat().st_size <= 520_000
    assert leipzig_graph._repr_html_().startswith("<iframe sandbox=")
    assert len(leipzig_graph.to_pyvis().edges) > 20
    with pytest.raises(PageError, match="no part called 'pictures'"):
        leipzig_graph.page(path, include=["pictures"])
