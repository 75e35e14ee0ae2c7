"""The page as one HTML document that opens from a folder or a mail, without a network.

pyvis draws: its own vis-network script is taken out of the installed package and its
``generate_html`` fills our template. Everything that a release says travels as JSON in a block
that no browser runs, and a content security policy allows nothing but the three parts whose
hashes it names, so that a hostile release cannot run or fetch anything.
"""

from __future__ import annotations

import base64
import hashlib
import os
import re
from contextlib import suppress
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from babel.dates import format_date
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from regiongraph.errors import StoreError
from regiongraph.views.page.content import PageContent
from regiongraph.views.page.drawing import filled

if TYPE_CHECKING:
    import networkx as nx

_UNWRITABLE = re.compile("[\0\ud800-\udfff]")  # what UTF-8 or HTML cannot hold


def render_page(network: nx.MultiDiGraph[str], *, title: str | None = None) -> str:
    """Write a network as one HTML document.

    Args:
        network: As `regiongraph.views.network` makes it: nodes with ``label``, ``type``,
            ``names``, ``identifiers`` and ``claims``; one edge a claim, with its evidence. It is
            not changed.
        title: The heading; without one, the network's own ``title``.

    Returns:
        The document; the same for the same network.
    """
    content = PageContent(network)
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
    network: nx.MultiDiGraph[str], path: str | Path, *, title: str | None = None
) -> Path:
    """Write a network as an HTML file in UTF-8; an older file is replaced only by a whole one.

    Args:
        network: As for `render_page`.
        path: Where the file shall stand; its folder must exist.
        title: As for `render_page`.

    Returns:
        The path.

    Raises:
        StoreError: The folder cannot be written.
    """
    path = Path(path)
    document = render_page(network, title=title)
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
    texts = {
        "engine": engine.read_text("utf-8").partition("\n//# sourceMappingURL")[0],
        "script": (here / "page.js").read_text("utf-8"),
        "style": (here / "page.css").read_text("utf-8"),
    }
    texts["script"] = _squeezed(texts["script"], r"=>|[=?{}(),:|&;<>+*-]+")
    texts["style"] = _squeezed(texts["style"], r"[{};,]|:(?= )")
    parts = {name: Markup(text.replace("\r\n", "\n")) for name, text in texts.items()}  # noqa: S704
    return parts | {f"{name}_hash": _policy_hash(text) for name, text in parts.items()}


def _squeezed(text: str, marks: str) -> str:
    """Drop comments, which stand on lines of their own, and blanks that mean nothing.

    What stands between double quotes or backticks stays as it is.
    """
    lines = (line.strip() for line in text.splitlines())
    dense = "\n".join(line for line in lines if line and not line.startswith("// "))
    literal = r'"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`'
    blanks = re.compile(rf"({literal})|[ \t]*({marks})[ \t]*")
    dense = blanks.sub(lambda found: found[1] or found[2], dense)
    return re.sub(r"([{;,(])\n", r"\1", dense)


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
