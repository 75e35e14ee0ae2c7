"""Statements as plain annotations: the JSON that `regiongraph extract` prints."""

from __future__ import annotations

from typing import Any

from regiongraph.records import FIELDS, FieldKind, ReadRelease, Statement


def annotate(
    read: ReadRelease, *, base: str = "https://w3id.org/regiongraph/id/"
) -> dict[str, Any]:
    """Return what was read from a release in the annotation schema.

    Args:
        read: The release and what was read from it.
        base: What the IRIs of things begin with.

    Returns:
        ``url, language, published, publisher, entities, facts``; facts refer to entities by
        name, offsets count characters of the stored text.
    """
    release = read.release
    names = {identity.key: identity.name for identity in read.identities}
    return {
        "url": release.url,
        "language": release.language,
        "published": release.published,
        "publisher": release.publisher,
        "entities": [
            {
                "name": identity.name,
                "type": identity.type.value,
                "mentions": list(
                    dict.fromkeys((*(m.text for m in identity.mentions), *identity.inner))
                ),
                "iri": base + identity.key,
            }
            for identity in read.identities
        ],
        "facts": [_fact(statement, names) for statement in read.statements],
    }


def _fact(statement: Statement, names: dict[str, str]) -> dict[str, Any]:
    fact: dict[str, Any] = {"type": statement.type.value}
    for field, kind in FIELDS[statement.type].items():
        value = statement.fields[field]
        if kind is FieldKind.ENTITY and value is not None:
            fact[field] = names[str(value)]
        elif kind is FieldKind.ENTITIES and isinstance(value, tuple):
            fact[field] = [names[key] for key in value]
        else:
            fact[field] = value
    proof = statement.evidence
    return fact | {
        "quote": proof.text,
        "start": proof.start,
        "end": proof.end,
        "rule": statement.rule,
        "confidence": round(statement.confidence, 3),
    }
