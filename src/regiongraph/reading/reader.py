"""The way of a text: from a release to the statements in it, stage by stage."""

from __future__ import annotations

from collections.abc import Iterable

from regiongraph.knowledge.languages import Language
from regiongraph.knowledge.registry import Registry
from regiongraph.reading.frames import lay_out
from regiongraph.reading.identities import Scene, identify, identities
from regiongraph.reading.mentions import find_mentions
from regiongraph.reading.sentences import find_quotations, run_text, split_sentences
from regiongraph.reading.statements import KINDS
from regiongraph.records import FIELDS, ReadRelease, Release, Span, Statement


def read(release: Release, *, language: Language, registry: Registry) -> ReadRelease:
    """Read the statements out of a release.

    Args:
        release: The release, with its blocks.
        language: The pack of its language.
        registry: What is known beforehand.
    """
    running = run_text(release)
    quotations = find_quotations(running, language)
    sentences = split_sentences(running, quotations, language)
    mentions = find_mentions(
        running,
        quotations,
        language,
        registry,
        published=release.published,
        publisher=release.publisher,
    )
    scene = identify(
        release,
        running,
        mentions,
        quotations=quotations,
        sentences=sentences,
        language=language,
        registry=registry,
    )
    clauses = lay_out(scene)
    statements = _ordered(s for find in KINDS for s in find(scene, clauses))
    return ReadRelease(release, identities(scene), statements, _missed(scene, statements))


def _ordered(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """Sort statements and keep one of those that claim the same in different words."""
    best: dict[object, Statement] = {}
    for statement in statements:
        claim = (statement.type, tuple(statement.fields.items()))
        known = best.get(claim)
        if known is None or _strength(statement) > _strength(known):
            best[claim] = statement
    kept = [s for s in best.values() if not any(_poorer(s, other) for other in best.values())]
    return tuple(
        sorted(
            kept,
            key=lambda s: (s.evidence.start, s.evidence.end, s.type, _values(s)),
        )
    )


def _poorer(statement: Statement, other: Statement) -> bool:
    """Say whether another statement says all that this one says, and more."""
    if other is statement or other.type is not statement.type:
        return False
    pairs = [(value, other.fields[name]) for name, value in statement.fields.items()]
    return all(a is None or a == b for a, b in pairs) and any(
        a is None and b is not None for a, b in pairs
    )


def _strength(statement: Statement) -> tuple[float, int]:
    return statement.confidence, -(statement.evidence.end - statement.evidence.start)


def _values(statement: Statement) -> str:
    return repr([statement.fields[name] for name in FIELDS[statement.type]])


def _missed(scene: Scene, statements: Iterable[Statement]) -> tuple[Span, ...]:
    """Return the stored spans of sentences that name someone but yielded no statement."""
    proven = [(s.evidence.start, s.evidence.end) for s in statements]
    found = []
    for sentence in scene.sentences:
        named = any(
            p.named
            and sentence.start <= p.start < sentence.end
            and p.sign in {"person", "organisation"}
            for p in scene.phrases
        )
        span = scene.running.span(sentence.start, sentence.end)
        if named and not any(a < span.end and span.start < b for a, b in proven):
            found.append(span)
    return tuple(sorted(found))
