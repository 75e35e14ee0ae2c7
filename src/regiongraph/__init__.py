"""Press releases of European regions, read into a knowledge graph that keeps its sentences.

::

    file → Release → Sentence → Mention → Identity → Statement → RDF → answer table
    └───────────────── read ──────────────────────────────────┘      → network → page
    └──────────────────────────── build ───────────────────────────────────┘

`read` gives what one release says, `build` the graph of many, `open` a graph that was saved.
A `KnowledgeGraph` is then asked by name (``ask``), in SPARQL (``sparql``), from Python
(``to_networkx``, ``to_rdflib``) or seen as one HTML file (``page``). The records that pass from
stage to stage are described in `regiongraph.records`, the errors in `regiongraph.errors`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from regiongraph.build import Problem, Reading, build, read_paths, rebuild
from regiongraph.errors import ReadingError, RegiongraphError

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    from regiongraph.knowledge_graph import KnowledgeGraph
    from regiongraph.records import (
        Block,
        BlockKind,
        Decision,
        EntityType,
        Evidence,
        Identity,
        Mention,
        ReadRelease,
        Release,
        Span,
        Statement,
        StatementType,
        Verdict,
    )

    # Named as in other libraries whose files are opened: ``regiongraph.open("out/graph")``.
    open = KnowledgeGraph.open

__all__ = [
    "Block",
    "BlockKind",
    "Decision",
    "EntityType",
    "Evidence",
    "Identity",
    "KnowledgeGraph",
    "Mention",
    "Problem",
    "ReadRelease",
    "Reading",
    "ReadingError",
    "RegiongraphError",
    "Release",
    "Span",
    "Statement",
    "StatementType",
    "Verdict",
    "build",
    "open",
    "read",
    "read_paths",
    "rebuild",
]


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for: `import regiongraph` waits for no store."""
    from importlib import import_module

    if name == "open":
        found: Any = __getattr__("KnowledgeGraph").open
    elif name in __all__:
        home = "knowledge_graph" if name == "KnowledgeGraph" else "records"
        found = getattr(import_module(f"{__name__}.{home}"), name)
    else:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    globals()[name] = found
    return found


def read(path: str | Path) -> ReadRelease:
    """Read one release.

    Args:
        path: A Markdown or plain text file.

    Returns:
        The release, what it names, and its statements with the words that prove them.

    Raises:
        RegiongraphError: The file cannot be read; the error says why and what to do.
    """
    reading = read_paths([path])
    if not reading.read:
        problem = reading.problems[0]
        raise ReadingError(problem.what, where=problem.source, remedy=problem.remedy)
    return reading.read[0]
