"""From mentions to the things a release speaks of.

1. Names of one registry entry, names written alike, an abbreviation and the name it was
   introduced for, a surname and the full name before it: one thing each.
2. A description ("das Bündnis", "der Konferenz") means the thing named last whose name
   holds that noun, or the only one of its kind; an office without a name ("die
   Senatorin") means its last-named holder. Where the text leaves a doubt, it means nothing.
3. Name, office, apposition and brackets of one thing form one phrase.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

import regex

from regiongraph.knowledge.languages import Language
from regiongraph.knowledge.registry import Registry
from regiongraph.knowledge.spelling import romanised
from regiongraph.reading.identities.genders import genders_of
from regiongraph.reading.identities.phrases import (
    joined,
    phrases_of_descriptions,
    phrases_of_names,
    phrases_of_offices,
    phrases_of_pronouns,
)
from regiongraph.reading.identities.phrases import seat_after as seat_after
from regiongraph.reading.identities.scenes import Phrase as Phrase
from regiongraph.reading.identities.scenes import Scene as Scene
from regiongraph.reading.identities.scenes import Thing
from regiongraph.reading.identities.things import gather, implied
from regiongraph.reading.mentions import Mentions
from regiongraph.reading.sentences import Quotation, RunningText, Sentence
from regiongraph.records import BlockKind, EntityType, Identity, Mention, Release


def identify(
    release: Release,
    running: RunningText,
    mentions: Mentions,
    *,
    quotations: Sequence[Quotation],
    sentences: Sequence[Sentence],
    language: Language,
    registry: Registry,
) -> Scene:
    """Gather mentions into things and lay out the phrases that speak of them."""
    text = running.text
    things, thing_of = gather(text, mentions, language, registry)
    things += implied(mentions, things, registry, language)
    phrases = joined(text, phrases_of_names(text, mentions, thing_of, language), language)
    inflection = registry.inflection(language.code)
    people = {t.number: (t.name, t.names) for t in things if t.type is EntityType.PERSON}
    genders = genders_of(text, people, mentions.holdings, registry.first_name_genders, language)
    phrases += phrases_of_descriptions(text, mentions.descriptions, things, language)
    phrases += phrases_of_offices(text, mentions, things, inflection, language, genders=genders)
    phrases.sort(key=lambda p: (p.start, -p.end))
    outside = [s for s in sentences if s.kind in {BlockKind.BODY, BlockKind.BACKGROUND}]
    phrases += phrases_of_pronouns(text, phrases, outside, quotations, language, genders=genders)
    return Scene(
        release,
        running,
        tuple(quotations),
        tuple(sentences),
        mentions,
        language,
        tuple(things),
        tuple(sorted(phrases, key=lambda p: (p.start, -p.end))),
        thing_of,
        tuple((h, thing_of[h.name.start, h.name.end]) for h in mentions.holdings),
        genders,
    )


def identities(scene: Scene) -> tuple[Identity, ...]:
    """Return the things of a release as they are published, sorted by key."""
    made = [_identity(scene, thing) for thing in scene.things]
    return tuple(sorted(made, key=lambda i: i.key))


def key_of(scene: Scene, thing: int | None) -> str | None:
    """Return the key of a thing, the tail of its IRI."""
    if thing is None:
        return None
    it = scene.things[thing]
    if it.key is not None and it.type is not EntityType.PERSON:
        return it.key
    slug = _slug(it.name)
    digest = hashlib.sha256(f"{scene.release.id} {it.type} {it.name}".encode()).hexdigest()[:8]
    return f"{it.type.value.lower()}/{slug}-{digest}"


def _identity(scene: Scene, thing: Thing) -> Identity:
    mentions = []
    for start, end in sorted({*((n.start, n.end) for n in thing.names), *_short(scene, thing)}):
        span = scene.running.span(start, end)
        mentions.append(Mention(span.start, span.end, scene.release.text[span.start : span.end]))
    key = key_of(scene, thing.number)
    whole = {mention.text for mention in mentions}
    inner = {scene.text[slice(*n.proper)] for n in thing.names if n.proper is not None}
    named = tuple(sorted(mentions))
    return Identity(
        key or "", thing.type, thing.name, named, thing.key, tuple(sorted(inner - whole))
    )


def _short(scene: Scene, thing: Thing) -> Iterator[tuple[int, int]]:
    """Yield where a capital inside a sentence makes a noun the thing's short name: "la Junta"."""
    if scene.language.nouns_capitalised or thing.type is EntityType.PERSON:
        return
    starts = {sentence.start for sentence in scene.sentences}
    for phrase in scene.phrases:
        start, end = phrase.core
        noun = phrase.thing == thing.number and not phrase.named and start not in starts
        if noun and scene.text[start].isupper() and _INSIDE.search(scene.text, start - 2, start):
            yield start, end


_INSIDE = regex.compile(r"[\p{L}\d,;)][\p{Z}\n]|['’-]")


def _slug(name: str) -> str:
    plain = romanised(name).replace("'", "-")
    return regex.sub(r"[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode()).strip("-")[:40]
