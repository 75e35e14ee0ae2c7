"""From the parts of a claim to a `Statement`: keys for things, words for evidence."""

from __future__ import annotations

from collections.abc import Mapping

import regex

from regiongraph.knowledge.reliability import load_reliability
from regiongraph.reading.frames import evidence
from regiongraph.reading.identities import Scene, key_of
from regiongraph.records import (
    FIELDS,
    EntityType,
    Evidence,
    FieldKind,
    FieldValue,
    Statement,
    StatementType,
)

_TERRITORIES = (EntityType.REGION, EntityType.PLACE, EntityType.COUNTRY)
UNSURE = "-unsure"
_WIDEST = 600  # characters of evidence from which a claim is doubted


def claim(
    scene: Scene,
    kind: StatementType,
    parts: Mapping[str, object],
    span: tuple[int, int],
    *,
    rule: str,
    sure: bool = True,
    proof: Evidence | None = None,
) -> Statement:
    """Make a statement.

    Args:
        scene: The release.
        kind: Its kind.
        parts: Values of its fields: things by number, the rest as it is; what is left out is
            None.
        span: Offsets of the proving words in the running text.
        rule: The rule's name without the language.
        sure: Whether the text itself names all that the rule turns on. The claims of an
            unsure rule, and of one whose proof is long, are counted apart as ``…-unsure``.
        proof: The evidence, if it is more than the words of ``span``.
    """
    fields: dict[str, FieldValue] = {}
    for name, field in FIELDS[kind].items():
        value = parts.get(name)
        if field is FieldKind.ENTITY and isinstance(value, int):
            fields[name] = key_of(scene, value)
        elif field is FieldKind.ENTITIES and isinstance(value, tuple):
            keys = {key_of(scene, thing) or "" for thing in value}
            fields[name] = tuple(sorted(keys))
        elif isinstance(value, str):
            fields[name] = regex.sub(r"\s+", " ", value).strip()
        elif isinstance(value, int):
            fields[name] = value
        else:
            fields[name] = None
    proof = proof or evidence(scene, *_trimmed(scene.text, *span))
    wide = proof.end - proof.start > _WIDEST and not proof.pieces
    counted = rule if sure and not wide else f"{rule}{UNSURE}"
    confidence = load_reliability().confidence(counted)
    return Statement(kind, fields, proof, f"{scene.language.code}.{counted}", confidence)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while end - start > 1 and text[end - 1] in " ,;\n":
        end -= 1
    while end - start > 1 and text[start] in " ,;\n":
        start += 1
    return start, end
