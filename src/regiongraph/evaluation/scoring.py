"""Predictions and gold in, scores out: for one release and for a folder."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from regiongraph.errors import GoldError
from regiongraph.evaluation.entities import entity_pairs, entity_types, identity_links
from regiongraph.evaluation.facts import Context, score_facts
from regiongraph.evaluation.gold import check, mappings, read_body, read_json
from regiongraph.evaluation.matching import unpaired
from regiongraph.evaluation.scores import Document, FolderScore, ReleaseScore, Tally
from regiongraph.evaluation.wording import name_of, stored

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def score_folder(
    predictions: Mapping[str, Document],
    folder: Path,
    *,
    half: str | None = None,
    language: str | None = None,
) -> FolderScore:
    """Score a folder of releases that have a gold beside them.

    Args:
        predictions: File stem (``NAME`` of ``NAME.md``) to prediction. Those without a gold are
            passed over; a gold without a prediction counts as missed throughout.
        folder: Where ``NAME.md`` or ``NAME.txt`` and ``NAME.gold.json`` stand.
        half: ``odd`` or ``even``: only files whose name begins with such a number.
        language: Only releases whose gold has this language.

    Raises:
        GoldError: If a gold is broken, or none is left to score.
    """
    scores: dict[str, ReleaseScore] = {}
    for path in sorted(folder.glob("*.gold.json")):
        stem = path.name.removesuffix(".gold.json")
        if half and not _in_half(stem, half):
            continue
        gold = read_json(path)
        if language and gold.get("language") != language:
            continue
        text = read_body(folder, stem)
        scores[stem] = score_release(predictions.get(stem, {}), gold, text, where=path.name)
    if not scores:
        raise GoldError(
            "No gold annotation to score against",
            where=str(folder),
            remedy="Put NAME.gold.json beside each NAME.md, or loosen the filters.",
        )
    return FolderScore(scores, tuple(stem for stem in scores if stem not in predictions))


def score_release(
    predicted: Document, gold: Document, text: str, *, where: str = "gold"
) -> ReleaseScore:
    """Score one prediction against its gold.

    Args:
        predicted: What was read; what is missing in it is missed, and nothing in it is an error.
        gold: What was annotated.
        text: The release's text after its front matter, to which quotes and offsets refer.
        where: What errors call the gold.

    A gold that breaks its schema, or quotes what the text does not say, is a `GoldError`.
    """
    text = stored(text)
    check(gold, text, where)
    wanted, given = gold["entities"], mappings(predicted.get("entities"))
    pairs = entity_pairs(wanted, given)
    facts = score_facts(
        gold["facts"],
        mappings(predicted.get("facts")),
        Context(frozenset((name_of(wanted[g]), name_of(given[p])) for g, p in pairs), text),
    )
    missed, invented = (
        unpaired(wanted, [g for g, _ in pairs]),
        unpaired(given, [p for _, p in pairs]),
    )
    return ReleaseScore(
        language=str(gold.get("language", "")),
        entities=Tally(len(pairs), len(invented), len(missed)),
        entity_types=entity_types(wanted, given),
        core=facts.core,
        full=facts.full,
        overlapping=facts.overlapping,
        links=tuple(identity_links(wanted, given, dict(pairs))),
        missed_entities=missed,
        invented_entities=invented,
        missed=tuple(facts.missed),
        invented=tuple(facts.invented),
        repeated=tuple(facts.repeated),
        differing=tuple(facts.differing),
    )


def _in_half(stem: str, half: str) -> bool:
    number = re.match(r"\d+", stem)
    return number is not None and int(number[0]) % 2 == (half == "odd")
