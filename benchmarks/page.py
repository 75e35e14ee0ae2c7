"""How fast the page opens beside a plain pyvis page of the same graph, in the same browser.

``python benchmarks/page.py 100 500 1000 2000 5000`` prints, for each number of nodes (with 2.5
times as many edges): seconds from navigation to the first full drawing after which no frame takes
longer than 200 ms for a second, for plain pyvis (``in_line``, its defaults) and for our page, in
turn; frames a second while the whole picture is panned; size of the file and seconds of
processor time to make it. Plain pyvis is stopped after 120 seconds and reported as ``>= 120``.
"""

from __future__ import annotations

import random
import shutil
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import networkx as nx
from playwright.sync_api import TimeoutError as TooLate
from playwright.sync_api import sync_playwright
from pyvis.network import Network

from regiongraph.views.page import write_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CAP = 120
PAN_SECONDS = 2
NEAR = 0.85
HEAD = """\
| nodes | plain s | ours s | times faster | whole s | pan frames/s | kB | made in CPU s |
|---|---|---|---|---|---|---|---|
"""
LARGEST_PLAIN = 2000
SWITCHES = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
# The time when a picture is first drawn in full and the page then answers: a second in which no
# frame takes longer than 200 ms. A bar of progress is no picture.
WATCH = """
window.lastLong = window.firstDrawn = window.fills = 0;
let before = 0;
const hidden = (bar) => !bar || getComputedStyle(bar).display === "none"
  || Number(getComputedStyle(bar).opacity) === 0;
const tick = (now) => {
  if (before && now - before > 200) window.lastLong = now;
  before = window.lastTick = now;
  const drawn = window.fills > 20 && hidden(document.getElementById("loadingBar"));
  if (!window.firstDrawn && drawn) window.firstDrawn = now;
  requestAnimationFrame(tick);
};
const fill = CanvasRenderingContext2D.prototype.fill;
CanvasRenderingContext2D.prototype.fill = function (...given) {
  window.fills += 1;
  return fill.apply(this, given);
};
requestAnimationFrame(tick);
"""
READY = """() => window.firstDrawn
  && window.lastTick - Math.max(window.firstDrawn, window.lastLong) > 1000
  && Math.max(window.firstDrawn, window.lastLong)"""


def panned(page: Page) -> float:
    """Drag the picture to and fro for two seconds and return frames a second."""
    page.evaluate(
        "window.count = 0; const f = () => { window.count += 1; requestAnimationFrame(f); }; f()"
    )
    page.mouse.move(680, 740)
    page.mouse.down()
    start, first = time.monotonic(), page.evaluate("window.count")
    while time.monotonic() - start < PAN_SECONDS:
        for step in range(20):
            page.mouse.move(680 + 8 * step, 740 - 4 * step)
    frames = page.evaluate("window.count") - first
    seconds = time.monotonic() - start
    page.mouse.up()
    return float(frames / seconds)


def graph(count: int) -> nx.MultiDiGraph[str]:
    """Make communities of about 40 nodes and 2.5 edges a node, each with a sentence."""
    dice = random.Random(count)  # noqa: S311
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph(title=f"{count} nodes")
    for i in range(count):
        network.add_node(f"n{i:06}", label=f"Regional Body {i}", type="Organisation")
    for number in range(count * 5 // 2):
        one = dice.randrange(count)
        near = dice.random() < NEAR
        other = (one // 40 * 40 + dice.randrange(40)) % count if near else dice.randrange(count)
        quote = f"Regional Body {one} signed with Regional Body {other} on day {number // 5}."
        facts = {"claim": f"c{number:06}", "relation": "agreement", "label": "agreed with"}
        facts |= {"quote": quote, "context": quote, "confidence": 0.9, "rule": "en.agreement",
                  "attested": "2022-11-17"}  # fmt: skip
        network.add_edge(f"n{one:06}", f"n{other:06}", key=f"c{number:06}", **facts)
    return network


def plain_page(network: nx.MultiDiGraph[str], path: Path) -> None:
    """Write a page with pyvis as its documentation does."""
    plain = Network(directed=True, cdn_resources="in_line")
    for node, label in network.nodes(data="label"):
        plain.add_node(node, label=label)
    for one, other, label in network.edges(data="label"):
        plain.add_edge(one, other, label=label)
    path.write_text(plain.generate_html(), encoding="utf-8")


def opened(browser: Browser, address: str, *, pan: bool = False) -> tuple[float, float]:
    """Return seconds until the page can be used, and frames a second while it is panned."""
    page = browser.new_page(viewport={"width": 1360, "height": 820}, reduced_motion="reduce")
    page.route("**/*", lambda r: r.continue_() if r.request.url.startswith("file:") else r.abort())
    page.add_init_script(WATCH)
    page.set_default_timeout(CAP * 1000)
    try:
        page.goto(address, wait_until="commit")
        seconds = page.wait_for_function(READY, polling=100).json_value() / 1000
        frames = panned(page) if pan else 0.0
    except TooLate:
        seconds, frames = float(CAP), 0.0
    page.close()
    return seconds, frames


def main(counts: list[int], rounds: int = 1) -> None:
    """Print a row for each number of nodes, the best of each in turn."""
    sys.stdout.write(HEAD)
    with sync_playwright() as playwright, TemporaryDirectory() as folder:
        chromium = shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=chromium, args=SWITCHES)
        for count in counts:
            network, ours, plain = graph(count), Path(folder, "o.html"), Path(folder, "p.html")
            start = time.process_time()
            write_page(network, ours)
            made = time.process_time() - start
            slow, fast = [], []
            if count <= LARGEST_PLAIN:
                plain_page(network, plain)
            for _ in range(rounds):
                fast.append(opened(browser, ours.as_uri())[0])
                if plain.exists() and (not slow or min(slow) < CAP):
                    slow.append(opened(browser, plain.as_uri())[0])
            whole, frames = opened(browser, f"{ours.as_uri()}#whole=1", pan=True)
            plain.unlink(missing_ok=True)
            best = min(slow) if slow else float("nan")
            sign = ">= " if best >= CAP else ""
            sys.stdout.write(
                f"| {count:,} | {sign}{best:.1f} | {min(fast):.2f} | {sign}{best / min(fast):.0f} "
                f"| {whole:.2f} | {frames:.0f} | {ours.stat().st_size / 1000:,.0f} | {made:.1f} |\n"
            )
            sys.stdout.flush()
        browser.close()


if __name__ == "__main__":
    main([int(count) for count in sys.argv[1:]] or [100, 500, 1000, 2000, 5000])
