"""One HTML file that shows a network with the sentence behind every claim, without a network."""

from __future__ import annotations

from regiongraph.views.page.document import embedded, positions_of, render_page, write_page
from regiongraph.views.page.drawing import to_pyvis
from regiongraph.views.page.opening import add_reviews, checked_parts, opening

__all__ = [
    "add_reviews",
    "checked_parts",
    "embedded",
    "opening",
    "positions_of",
    "render_page",
    "to_pyvis",
    "write_page",
]
