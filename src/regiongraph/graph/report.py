"""What a build did: what was read, what was claimed, what was refused and missed."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from regiongraph.errors import StoreError
from regiongraph.graph import vocabulary as v
from regiongraph.records import Decision, EntityType, Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from regiongraph.graph.shapes import ShapeReport
    from regiongraph.graph.store.embedded import EmbeddedStore
    from regiongraph.records import ReadRelease


@dataclass(slots=True)
class Report:
    """What a build did; it is saved beside the graph as ``report.json``.

    Args:
        releases: For each release: id, source, title, number of statements, notes, and the
            sentences that name someone but yielded no statement (offsets and text).
        claims: Number of claims by kind, those of the registry included.
        entities: Number of things by type.
        quads: Number of quads.
        refused: Claims that broke the shapes and were left out: node, rule and path.
        problems: Files that could not be read, as whoever read them tells it.
        decisions: Which things of several releases are one, and why.
    """

    releases: list[dict[str, Any]] = field(default_factory=list)
    claims: dict[str, int] = field(default_factory=dict)
    entities: dict[str, int] = field(default_factory=dict)
    quads: int = 0
    refused: list[dict[str, str]] = field(default_factory=list)
    problems: Sequence[Any] = field(default_factory=list)
    decisions: Sequence[Decision] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        """Return the report as values that JSON can hold."""
        return asdict(self)

    @classmethod
    def read(cls, folder: Path) -> Report:
        """Return the report of a graph folder.

        Raises:
            StoreError: It is missing or broken.
        """
        try:
            saved = json.loads((folder / "report.json").read_text(encoding="utf-8"))
            saved["decisions"] = [_decision(one) for one in saved.get("decisions", ())]
            return cls(**saved)
        except (OSError, ValueError, TypeError, KeyError) as error:
            what = f"the report cannot be read: {error}"
            remedy = "Build the graph again."
            raise StoreError(what, where=str(folder), remedy=remedy) from error


def _decision(saved: dict[str, Any]) -> Decision:
    exact = {"verdict": Verdict(saved["verdict"]), "type": EntityType(saved["type"])}
    first, second = saved["keys"]
    return Decision(**saved | exact | {"keys": (first, second)})


def report_build(
    read: Sequence[ReadRelease], *, store: EmbeddedStore, found: ShapeReport
) -> Report:
    """Return the report of a build.

    Args:
        read: The releases in the graph.
        store: The graph.
        found: What broke the shapes before it was left out.
    """
    kinds = {iri: kind.value for kind, iri in v.KINDS.items()}
    types = {iri: kind.value for kind, iri in v.ENTITY_CLASSES.items()}
    typed = Counter(
        quad.object for quad in store.oxigraph.quads_for_pattern(None, v.TYPE, None, None)
    )
    return Report(
        releases=[_release(one) for one in read],
        claims={name: typed[iri] for iri, name in kinds.items() if typed[iri]},
        entities={name: typed[iri] for iri, name in types.items() if typed[iri]},
        quads=len(store),
        refused=[{"node": v.node, "rule": v.rule, "path": v.path} for v in found.violations],
    )


_RELEASES = """SELECT ?release ?source ?title (COUNT(DISTINCT ?claim) AS ?statements) WHERE {
  ?release a schema:NewsArticle .
  OPTIONAL { ?release dcterms:source ?source }
  OPTIONAL { ?release schema:headline ?title }
  OPTIONAL { ?passage dcterms:source ?release . ?claim rg:evidence ?passage }
} GROUP BY ?release ?source ?title ORDER BY ?release"""


def report_releases(store: EmbeddedStore) -> list[dict[str, Any]]:
    """Return the releases of a graph as far as it tells of them: what was missed, it does not."""
    return [
        {
            "id": row["release"].value.rpartition("/")[2],
            "source": row["source"].value if row["source"] else "",
            "title": row["title"].value if row["title"] else None,
            "statements": int(row["statements"].value),
            "notes": [],
            "missed": [],
        }
        for row in store.select(_RELEASES)
    ]


def _release(one: ReadRelease) -> dict[str, Any]:
    release = one.release
    missed = [(span.start, span.end) for span in one.missed]
    return {
        "id": release.id,
        "source": PurePath(release.source).name,
        "title": release.title,
        "statements": len(one.statements),
        "notes": list(release.notes),
        "missed": [{"start": a, "end": b, "text": release.text[a:b]} for a, b in missed],
    }
