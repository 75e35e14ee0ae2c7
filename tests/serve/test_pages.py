"""Pages of things and the query page: hostile text is shown, and a real browser works offline."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from pyoxigraph import RdfFormat, parse

from regiongraph.graph import vocabulary as v

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page
    from tests.serve.conftest import Server

POLICY = "default-src 'none'"


class Tags(HTMLParser):
    """The tags of a document."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        self.found.append((tag, dict(attrs)))


def test_a_thing_has_a_page_and_triples(server: Server) -> None:
    """HTML for people, Turtle and JSON-LD for machines, at one address."""
    page = server.get("/id/region/DED", "text/html,*/*;q=0.8")
    assert (page.status, page.kind) == (200, "text/html")
    assert "Sachsen" in page.text
    assert "Sachsens Ministerpräsident Michael Kretschmer" in page.text
    turtle = server.get("/id/region/DED", "text/turtle")
    linked = server.get("/id/region/DED?as=jsonld")
    one = {str(q.triple) for q in parse(turtle.text.encode(), RdfFormat.TURTLE)}
    other = {str(q.triple) for q in parse(linked.text.encode(), RdfFormat.JSON_LD)}
    assert one == other
    assert any(f"<{v.BASE}region/DED>" in triple for triple in one)
    assert server.get("/id/region/DED", "image/png").status == 406


def test_an_unknown_thing_is_not_found(server: Server) -> None:
    """Whatever stands in the address."""
    for path in ("/id/region/NONE", "/id/%22%3E%3Cscript%3E", "/id/../../etc/passwd", "/id/"):
        heard = server.get(path)
        assert heard.status == 404
        assert heard.kind == "text/plain"
    assert server.get("/parts/..%2Fapp.py").status == 404
    assert server.get("/parts/app.py").status == 404


def test_a_hostile_release_is_shown_and_not_run(server: Server) -> None:
    """Its headline is text; no tag, handler or address of it comes to life."""
    page = server.get("/id/release/badbadbadbad", "text/html")
    assert "&lt;script&gt;alert(1)" in page.text
    tags = Tags(page.text).found
    assert not [tag for tag, _ in tags if tag in {"script", "img", "iframe", "style"}]
    assert not [a for _, attributes in tags for a in attributes if a.startswith("on")]
    links = [attributes.get("href") or "" for tag, attributes in tags if tag == "a"]
    assert all(link.startswith(("/", "?", "http")) for link in links)
    assert not any("javascript" in link for link in links)


@pytest.mark.parametrize("path", ["/", "/id/region/DED", "/sparql?query=ASK{}", "/health", "/void"])
def test_every_answer_is_guarded(path: str, server: Server) -> None:
    """A strict policy, no sniffing, no referrer."""
    headers = server.get(path).headers
    assert POLICY in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"


def test_a_question_becomes_sparql(server: Server) -> None:
    """Its parameters are bound as terms; what does not fit is told."""
    heard = server.get("/questions/chaired?body=COTER&on=2022-11-17")
    assert heard.kind == "application/sparql-query"
    assert f"(<{v.BASE}organisation/cor-coter> " in heard.text
    assert len(server.ask(heard.text).json()["results"]["bindings"]) > 0
    assert "nothing is called" in server.get("/questions/chaired?body=Nowhere").text
    assert server.get("/questions/chaired?body=Nowhere").status == 400
    assert server.get("/questions/chaired?other=1").status == 400
    assert server.get("/questions/nonsense").status == 400


@pytest.fixture
def page(server: Server, browser: Browser) -> Iterator[Page]:
    """Open the query page in Chromium; nothing else may be asked for, and nothing may fail."""
    opened = browser.new_page()
    strange: list[str] = []
    opened.on("request", lambda sent: strange.append(sent.url))
    opened.on("pageerror", lambda error: strange.append(f"error {error}"))
    opened.on("dialog", lambda dialog: strange.append(f"dialog {dialog.message}"))
    opened.goto(f"{server.url}/")
    yield opened
    opened.close()
    assert [one for one in strange if not one.startswith(f"{server.url}/")] == []


def test_the_query_page_runs_a_query(page: Page) -> None:
    """The example that stands there gives rows; things lead to their pages."""
    page.get_by_role("button", name="Run").click()
    expect(page.get_by_role("status")).to_contain_text("rows")
    page.get_by_label("SPARQL", exact=True).fill(
        'SELECT ?r ?title { ?r schema:headline ?title FILTER(CONTAINS(?title, "script")) }'
    )
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("status")).to_have_text("1 row")
    expect(page.locator("#rows td").nth(1)).to_contain_text("<script>alert(1)")
    page.get_by_role("link", name="badbadbadbad").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("</script><script>")


def test_the_query_page_shows_an_error_at_its_place(page: Page) -> None:
    """The line is marked and the cursor stands where the parser stopped."""
    editor = page.get_by_label("SPARQL", exact=True)
    editor.fill("SELECT ?s\nWHERE {\n  ?s ?p }")
    page.get_by_role("button", name="Run").click()
    expect(page.get_by_role("alert")).to_contain_text("error at 3:10")
    expect(page.locator("#lines .wrong")).to_have_text("3")
    assert editor.evaluate("area => area.selectionStart") == len("SELECT ?s\nWHERE {\n  ?s ?p }")


def test_the_query_page_asks_a_question(page: Page) -> None:
    """An example is chosen, told its parameters, written as SPARQL and run."""
    page.get_by_label("Question", exact=True).select_option("chaired")
    page.locator("fieldset:not([hidden]) input[name=body]").fill("COTER")
    page.get_by_role("button", name="Write as SPARQL").and_(page.locator(":visible")).click()
    expect(page.get_by_role("status")).to_contain_text("row")
    expect(page.locator("#rows")).to_contain_text("Emil Boc")
    page.locator("fieldset:not([hidden]) input[name=body]").fill("Nowhere")
    page.get_by_role("button", name="Write as SPARQL").and_(page.locator(":visible")).click()
    expect(page.get_by_role("alert")).to_contain_text("nothing is called 'Nowhere'")
