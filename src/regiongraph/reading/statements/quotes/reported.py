"""Reported speech: what a verb of saying, "according to" or a mood governs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import regex

from regiongraph.knowledge.languages import Language
from regiongraph.knowledge.patterns import compiled
from regiongraph.reading.frames import Clause
from regiongraph.reading.identities import Scene
from regiongraph.reading.statements.quotes.speakers import (
    AGENTS,
    Q,
    attached_pattern,
    behalf_of,
    speaker_at,
    speaker_pattern,
)
from regiongraph.records import BlockKind, EntityType

_NO_DATELINE = r"(?!\s+[–—]\s+\p{Lu})"  # "KASSEL, Hessen – Die Regionen"


@dataclass(slots=True)
class Speech:
    """What one speaker said in one go."""

    speaker: int
    pieces: list[tuple[int, int]]
    proof: tuple[int, int]
    passage: int
    rule: str
    behalf: int | None = None
    sure: bool = True
    direct: bool = True


def reported_speech(scene: Scene, clause: Clause, passage: int) -> Speech | None:
    """Return what a sentence reports; a headline reports nothing.

    Args:
        scene: The release.
        clause: The sentence.
        passage: Offset at which its paragraph begins.
    """
    if clause.sentence.kind in {BlockKind.TITLE, BlockKind.SUBTITLE}:
        return None
    for rule, pattern in _reports(scene.language):
        match = pattern.search(clause.marked.text)
        if match is None:
            continue
        speaker = speaker_at(scene, clause, match.start("speaker"), match["speaker"])
        if speaker is None:
            continue
        if denials(scene.language).search(clause.marked.text, match.start(), match.start("said")):
            return None
        said = clause.marked.origin(*match.span("said"))
        proof = clause.marked.origin(*match.span())
        named = match.start("speaker") in clause.marked.things
        behalf = behalf_of(scene, clause)
        name = f"reported-{rule}"
        return Speech(speaker, [said], proof, passage, name, behalf, named, direct=False)
    return _reported_unnamed(scene, clause, passage)


@cache
def denials(language: Language) -> regex.Pattern[str]:
    """Return the pattern of a verb that takes back what it governs: "denied that"."""
    return regex.compile(rf"(?<!\p{{L}}){language.fragment('speech.denied')}(?!\p{{L}})")


@cache
def _reports(language: Language) -> tuple[tuple[str, regex.Pattern[str]], ...]:
    part = language.fragment
    verb = _verb(language)
    mood = rf"(?<!\p{{L}}){part('speech.subjunctive')}(?!\p{{L}})"
    optional = "?" if language.words.get("speech.subjunctive") else ""
    that = rf"(?:{language.led('speech.that')}){optional}"
    aside = "" if optional else rf",[^,:;{AGENTS[1:-1]}{Q[1:-1]}]{{3,70}}(?=,)"
    clause = rf"(?:{aside or '(?!)'})?(?:,\s*{that}|\s+{language.led('speech.that')})"
    speaker, anyone = (
        speaker_pattern(language, nouns=False) + _NO_DATELINE,
        speaker_pattern(language),
    )
    source = speaker_pattern(language, nouns=False, free=True)
    ahead = r"(?P<said>.{15,}?),\s*"
    least = 15 if optional else 6  # letters of what "that" need not introduce
    said = rf"(?P<said>[^\n]{{15,}}?|(?=[^\n]*{Q})[^\n]{{5,}}?)[.!]?$"
    introduced = rf"(?P<said>[^\n]{{{least},}}?|(?=[^\n]*{Q})[^\n]{{5,}}?)[.!]?$"
    told = rf"(?P<said>(?=[^\n]*{mood})[^\n]{{15,}}?)[.!]?$"
    behind = rf"{part('speech.according_after')}(?!\p{{L}})"
    spelt = rf"(?!{AGENTS}\s*,){said}"  # a list of names is no speech
    brief, wide = r"[^:;,]{0,90}?", r"[^:;]{0,160}"
    home = rf"(?:\s+{language.led('words.from_body')}{AGENTS})?"  # "Halbach of the Wold Council"
    beside = rf"{home}(?:,(?:[^:;]{{0,120}},)?)?\s+(?:\p{{Ll}}+\s+){{0,2}}"
    says = rf"(?:{part('speech.after')}|{part('speech.verbs')})\s+"
    ordered = (
        ("interposed", _interposed(language, anyone, mood)),
        ("so", rf"^{ahead}(?:{part('speech.after')}\s+{source}|{says}{anyone})[^,;]{{0,40}}[.]?$"),
        ("attached", rf"^{ahead}{attached_pattern(language)}[^;]{{0,90}}[.]?$"),
        ("trailing", rf"^{ahead}{speaker}{beside}(?:{part('speech.trailing')})[^,;]{{0,40}}[.]?$"),
        ("direct", rf"{speaker}{beside}{verb}{brief}{clause}{introduced}"),
        ("bare", rf"{speaker}{beside}(?:{part('speech.bare')})\s+(?![^\n]*{Q}){said}"),
        ("that", rf"{speaker}{wide}?{verb}{brief}{clause}{introduced}"),
        ("verb", rf"^[^,;:]{{0,60}}{verb}\s+{speaker}{brief}{clause}{introduced}"),
        ("colon", rf"{speaker}[^:;]{{0,60}}?{verb}[^:;]{{0,90}}:\s*+{spelt}"),
        ("subjunctive", rf"^(?=[^,]*{mood}){ahead}\p{{Ll}}+\s+{anyone}[^;]{{0,60}}[.]?$"),
        ("mood", rf"{speaker}{wide}(?:,\s*{that}|:\s*){told}"),
        ("according", rf"^(?=[^\n]*(?<!\p{{L}}){part('speech.according')}\s+{source}){said}"),
        ("according", rf"^{speaker}[^,;:]{{0,40}}?\s+{behind},?\s+{said}"),
        ("according", rf"^(?=[^\n]*{speaker}[^,;:]{{0,40}}?\s+{behind}){said}"),
    )
    return tuple((name, compiled(text)) for name, text in ordered)


def _verb(language: Language) -> str:
    """Return the pattern of a verb of saying with no object: "praised the plan that" says none."""
    object_ = rf"(?!\s+{language.fragment('speech.object')})"
    return rf"(?<!\p{{L}}){language.fragment('speech.reported')}(?!\p{{L}}){object_}"


def _interposed(language: Language, speaker: str, mood: str) -> str:
    """Return the pattern of "Die Frage, sagte sie, sei offen": the words before it count."""
    says = rf"(?:{language.fragment('speech.after')}|\p{{Ll}}+)\s+"
    return (
        rf"^(?=[^\n]*{mood})(?P<said>[^,]{{3,80}}),\s*{says}{speaker}(?:\s+\p{{Ll}}+){{0,2}},\s+"
        rf"[^\n]*$"
    )


def _reported_unnamed(scene: Scene, clause: Clause, passage: int) -> Speech | None:
    match = _dropped_report(scene.language).search(clause.marked.text)
    speaker = scene.topic_before(clause.sentence.start, EntityType.PERSON)
    if match is None or speaker is None:
        return None
    said = clause.marked.origin(*match.span("said"))
    proof = clause.marked.origin(*match.span())
    return Speech(speaker, [said], proof, passage, "reported-verb-alone", sure=False, direct=False)


@cache
def _dropped_report(language: Language) -> regex.Pattern[str]:
    """Return the pattern of "Añadió que …": a verb of saying that begins the sentence."""
    if not language.words.get("persons.dropped"):
        return regex.compile(r"(?!)")
    verb, that = _verb(language), language.led("speech.that")
    subject = language.led("words.articles")
    aside = rf"(?:[^,;:{AGENTS[1:-1]}{Q[1:-1]}]{{2,50}},\s+)?"
    lead = rf"^{aside}(?:(?!{subject})\p{{L}}+\s+){{0,2}}?"
    head = rf"{lead}(?i:{verb})[^:;,{Q[1:-1]}]{{0,60}}?,?\s+{that}"
    return compiled(rf"{head}(?P<said>[^\n]{{15,}}?)[.!]?$")
