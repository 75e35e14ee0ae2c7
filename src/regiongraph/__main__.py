"""``python -m regiongraph`` is the command ``regiongraph``."""

from __future__ import annotations

from regiongraph.cli import main

if __name__ == "__main__":
    main()
