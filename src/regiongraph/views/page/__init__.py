"""One HTML file that shows a network with the sentence behind every claim, without a network."""

from __future__ import annotations

from regiongraph.views.page.document import render_page, write_page
from regiongraph.views.page.drawing import to_pyvis

__all__ = ["render_page", "to_pyvis", "write_page"]
