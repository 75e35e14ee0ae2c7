"""A gold annotation and its text, read and checked before anything is scored by it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from regiongraph.errors import GoldError
from regiongraph.evaluation.facts import CORE
from regiongraph.evaluation.wording import fold, folded_names, name_of, places_of, stored, surfaces
from regiongraph.records import FIELDS, EntityType, FieldKind, StatementType

if TYPE_CHECKING:
    from pathlib import Path

    from regiongraph.evaluation.scores import Document, Fact

ABOUT_A_FACT = frozenset({"type", "quote", "start", "end", "rule", "confidence"})
"""What a fact may hold beside the fields of its kind."""


def read_json(path: Path) -> dict[str, Any]:
    """Read a JSON object.

    Raises:
        GoldError: If it is not one.
    """
    try:
        document = json.loads(path.read_text(encoding="utf-8-sig"))
    except ValueError as error:
        raise GoldError(
            f"Not valid JSON ({error})", where=str(path), remedy="Write it as one JSON object."
        ) from error
    if not isinstance(document, dict):
        raise GoldError("Not a JSON object", where=str(path), remedy="Write it as one JSON object.")
    return document


def read_body(folder: Path, stem: str) -> str:
    """The text of ``NAME.md`` or ``NAME.txt`` after its front matter and leading blank lines."""
    for path in (folder / f"{stem}.md", folder / f"{stem}.txt"):
        if path.is_file():
            text = stored(path.read_text(encoding="utf-8-sig"))
            text = re.sub(r"\A---\n.*?^---[ \t]*$", "", text, flags=re.DOTALL | re.MULTILINE)
            return re.sub(r"\A(?:[ \t]*\n)+", "", text)
    raise GoldError(
        "A gold annotation without its release",
        where=str(folder / f"{stem}.gold.json"),
        remedy=f"Put {stem}.md or {stem}.txt beside it.",
    )


def mappings(value: object) -> list[Document]:
    """The objects of a JSON list; what else it holds, or is, is passed over."""
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def check(gold: Document, text: str, where: str) -> None:
    """Refuse a gold that breaks its schema or quotes what is not in the text.

    Raises:
        GoldError: With the number of the entity or fact, counted from 1.
    """
    for part in ("entities", "facts"):
        if not isinstance(gold.get(part), list) or len(mappings(gold[part])) < len(gold[part]):
            raise GoldError(
                f"No list of objects under {part!r}",
                where=where,
                remedy="Add it, empty if need be.",
            )
    for number, entity in enumerate(gold["entities"], start=1):
        _check_entity(entity, f"{where}, entity {number}")
    names = {name_of(entity) for entity in gold["entities"]}
    for number, fact in enumerate(gold["facts"], start=1):
        _check_fact(fact, names, f"{where}, fact {number}")
        if not places_of(fact.get("quote"), text):
            raise GoldError(
                f"The quote {fact.get('quote')!r} is not in the text",
                where=f"{where}, fact {number}",
                remedy="Copy it from the release, character for character.",
            )


def _check_entity(entity: Document, where: str) -> None:
    if entity.get("type") not in list(EntityType):
        raise GoldError(
            f"Unknown entity type {entity.get('type')!r}",
            where=where,
            remedy=f"Use one of {', '.join(EntityType)}.",
        )
    if not name_of(entity) or not surfaces(entity):
        raise GoldError(
            "An entity without a name or mentions",
            where=where,
            remedy="Give its name, and its mentions as a list of the strings in the text.",
        )


def _check_fact(fact: Fact, names: set[str], where: str) -> None:
    if fact.get("type") not in list(StatementType):
        raise GoldError(
            f"Unknown kind of fact {fact.get('type')!r}",
            where=where,
            remedy=f"Use one of {', '.join(StatementType)}.",
        )
    kind = StatementType(fact["type"])
    unknown = sorted(set(fact) - set(FIELDS[kind]) - ABOUT_A_FACT)
    if unknown:
        raise GoldError(
            f"Unknown field {unknown[0]!r} of a {kind} fact",
            where=where,
            remedy=f"Its fields are {', '.join(FIELDS[kind])}.",
        )
    _check_references(kind, fact, names, where)


def _check_references(kind: StatementType, fact: Fact, names: set[str], where: str) -> None:
    for name, what in FIELDS[kind].items():
        value = fact.get(name)
        if value in (None, []) and name in CORE[kind]:
            raise GoldError(
                f"No {name!r} in a {kind} fact", where=where, remedy="A fact is nothing without it."
            )
        if what is FieldKind.ENTITIES and not isinstance(value, list | None):
            raise GoldError(f"{name!r} is no list", where=where, remedy="Write it as a JSON list.")
        if what not in (FieldKind.ENTITY, FieldKind.ENTITIES) or value is None:
            continue
        strangers = sorted(
            (folded_names(value) if isinstance(value, list) else {fold(value)}) - names
        )
        if strangers:
            raise GoldError(
                f"{name!r} names {strangers[0]!r}, which is no entity of the gold",
                where=where,
                remedy="Refer to an entity by its name, or add the entity.",
            )
