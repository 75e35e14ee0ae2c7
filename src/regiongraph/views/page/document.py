"""The page as one HTML document that opens from a folder or a mail, without a network.

pyvis draws: its own vis-network script is taken out of the installed package and its
``generate_html`` fills our template. Everything that a release says travels as JSON in a block
that no browser runs, and a content security policy allows nothing but the three parts whose
hashes it names, so that a hostile release cannot run or fetch anything. The engine is stored
compressed and unpacked by the page; the policy still lets only the shipped bytes run.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import html
import json
import os
import re
from contextlib import suppress
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from babel.dates import format_date
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from regiongraph.errors import StoreError
from regiongraph.views.page.content import PageContent
from regiongraph.views.page.drawing import filled

if TYPE_CHECKING:
    from collections.abc import Mapping

    import networkx as nx

    from regiongraph.views.page.story import Story

_SCRIPTS = (
    "dates",
    "data",
    "looks",
    "words",
    "state",
    "drawing",
    "labels",
    "overview",
    "choosing",
    "panel",
    "release",
    "legend",
    "search",
    "table",
    "exports",
    "story",
    "start",
)
"""The files of the script in the order in which they are read."""
_DATA = re.compile(r'<script type="application/json" id="(\w+)">(.*?)</script>', re.DOTALL)
_MOST_EMBEDDED = 2_000_000
"""How many characters a notebook gets at most."""
_UNWRITABLE = re.compile("[\0\ud800-\udfff]")  # what UTF-8 or HTML cannot hold


def render_page(
    network: nx.MultiDiGraph[str],
    *,
    title: str | None = None,
    around: str | None = None,
    on: str | None = None,
    story: Story | None = None,
    before: Mapping[str, tuple[float, float]] | None = None,
    texts: bool = True,
) -> str:
    """Write a network as one HTML document.

    Args:
        network: As `regiongraph.views.network` makes it: nodes with ``label``, ``type``,
            ``names``, ``identifiers`` and ``claims``; one edge a claim, with its evidence. It is
            not changed.
        title: The heading; without one, the network's own ``title``.
        around: The node that the page opens with, together with its neighbourhood.
        on: The day as of which it opens, as an ISO date.
        story: What to show one after the other.
        before: Where nodes stood on an older page; `positions_of` reads them.
        texts: Whether the releases can be read as a whole.

    Returns:
        The document; the same for the same network.
    """
    content = PageContent(network, around=around, before=before, texts=texts)
    content.claims |= {"on": on, "story": content.told(story) if story else None}
    heading = title or str(network.graph.get("title") or "") or "Knowledge graph"
    drawing = filled(content.nodes, content.edges, heading=heading)
    drawing.templateEnv = _environment()
    drawing.templateEnv.globals |= {
        "claims": content.claims,
        "summary": _summary(content),
        "parts": _parts(),
    }
    drawing.path = "page.html.jinja"
    return _UNWRITABLE.sub("\ufffd", drawing.generate_html())


def write_page(
    network: nx.MultiDiGraph[str], path: str | Path, *, title: str | None = None, **options: Any
) -> Path:
    """Write a network as an HTML file in UTF-8; an older file is replaced only by a whole one.

    Args:
        network: As for `render_page`.
        path: Where the file shall stand; its folder must exist.
        title: As for `render_page`.
        **options: As for `render_page`.

    Returns:
        The path.

    Raises:
        StoreError: The folder cannot be written.
    """
    path = Path(path)
    document = render_page(network, title=title, **options)
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        aside.write_text(document, encoding="utf-8", newline="\n")
        aside.replace(path)
    except OSError as error:
        with suppress(OSError):
            aside.unlink(missing_ok=True)
        raise StoreError(
            f"the page cannot be written ({error.strerror})",
            where=str(path),
            remedy="Name a file in a folder that exists and may be written.",
        ) from error
    return path


def embedded(network: nx.MultiDiGraph[str]) -> str:
    """Return a network as HTML for a notebook: the page in a frame that may do nothing else.

    Args:
        network: As for `render_page`.
    """
    document = render_page(network)
    if len(document) > _MOST_EMBEDDED:
        return "<p>The network is too large for a notebook; write it with <code>page</code>.</p>"
    return (
        '<iframe sandbox="allow-scripts allow-downloads allow-popups '
        'allow-popups-to-escape-sandbox" title="Network of entities and claims" width="100%" '
        f'height="720" style="border:1px solid #ccc" srcdoc="{html.escape(document)}"></iframe>'
    )


def positions_of(path: str | Path) -> dict[str, tuple[float, float]]:
    """Read from a page where its nodes stand, so that a later one can keep them there.

    Args:
        path: What `write_page` wrote.

    Returns:
        x and y by IRI.

    Raises:
        StoreError: It cannot be read, or is no such page.
    """
    try:
        document = Path(path).read_text("utf-8")
        blocks = dict(_DATA.findall(document))
        base = json.loads(blocks["claims"])["nodeBase"]
        return {base + node["iri"]: (node["x"], node["y"]) for node in json.loads(blocks["nodes"])}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreError(
            "no page of a network can be read there",
            where=str(path),
            remedy="Name a file that `regiongraph page` wrote.",
        ) from error


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("regiongraph.views.page", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    compact = {"ensure_ascii": False, "separators": (",", ":"), "sort_keys": True}
    environment.policies["json.dumps_kwargs"] = compact
    return environment


@cache
def _parts() -> dict[str, Markup]:
    """Read the scripts and the style, and name their hashes for the policy."""
    here = files("regiongraph.views.page")
    engine = files("pyvis") / "templates/lib/vis-9.1.2/vis-network.min.js"
    scripts = [(here / "script" / f"{name}.js").read_text("utf-8") for name in _SCRIPTS]
    script = _dense("\n".join(scripts))
    texts = {
        "engine": engine.read_text("utf-8").partition("\n//# sourceMappingURL")[0],
        "script": f'"use strict";(()=>{{{script}\n}})();',
        "style": _dense((here / "page.css").read_text("utf-8")),
    }
    parts = {name: Markup(text.replace("\r\n", "\n")) for name, text in texts.items()}  # noqa: S704
    hashes = {f"{name}_hash": _policy_hash(text) for name, text in parts.items()}
    packed = gzip.compress(parts["engine"].encode(), mtime=0)
    return parts | hashes | {"engine": Markup(base64.b64encode(packed).decode())}  # noqa: S704


def _dense(text: str) -> str:
    """Drop indentation, empty lines, and comments, which stand on lines of their own."""
    lines = (line.strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("// "))


def _policy_hash(text: str) -> Markup:
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return Markup(f"'sha256-{digest}'")  # noqa: S704


def _summary(content: PageContent) -> str:
    """Say in one sentence what is shown."""
    releases = content.claims["releases"]
    days = sorted(release["published"] for release in releases if release["published"])
    when = ""
    if days:
        first, last = _spelled(days[0]), _spelled(days[-1])
        when = f" of {first}" if first == last else f" of {first} to {last}"
    claims = content.claims["rows"]
    known = sum(claim[-1] is None for claim in claims)
    registry = f" and ({known:,} of them) from the registry" if known else ""
    return (
        f"{_counted(len(content.nodes), 'entity')} and {_counted(len(claims), 'claim')} read from "
        f"{_counted(len(releases), 'press release')}{when}{registry}; "
        "every line opens what proves it."
    )


def _counted(number: int, thing: str) -> str:
    if number == 1:
        return f"1 {thing}"
    return f"{number:,} {thing.removesuffix('y')}" + ("ies" if thing.endswith("y") else "s")


def _spelled(day: str) -> str:
    """Spell out an ISO date; anything else stands as it is."""
    try:
        return format_date(date.fromisoformat(day), "d MMMM y", locale="en")
    except ValueError:
        return day
