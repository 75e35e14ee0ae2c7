"""Where the shipped folders live, and where a user's cache does: the only module that knows.

In a wheel they stand inside the package, in a checkout beside ``src/``.
"""

from __future__ import annotations

import os
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

_CHECKOUT = Path(__file__).parents[2]


def shipped(folder: str) -> Traversable:
    """Return a folder that ships with regiongraph.

    Args:
        folder: ``ontology``, ``queries`` or ``data``; deeper ones with slashes.
    """
    packaged = files("regiongraph") / folder
    return packaged if packaged.is_dir() else _CHECKOUT / folder


def user_cache() -> Path:
    """Return the folder of what can be made again: below ``XDG_CACHE_HOME``, or ``~/.cache``.

    Raises:
        RuntimeError: The user has no home.
    """
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "regiongraph"
