"""From a file to a `Release`: text, head, language, blocks, publisher, date."""

from __future__ import annotations

from regiongraph.reading.releases.files import read_file
from regiongraph.reading.releases.heads import read_release

__all__ = ["read_file", "read_release"]
