"""Who speaks: what the words around a quotation, or of a report, make its speaker."""

from __future__ import annotations

from functools import cache

import regex

from regiongraph.knowledge.languages import Language
from regiongraph.knowledge.patterns import compiled
from regiongraph.reading.frames import Clause
from regiongraph.reading.identities import Phrase, Scene
from regiongraph.reading.identities.genders import gender_told
from regiongraph.reading.marked import signs
from regiongraph.records import BlockKind

Q = signs("quotation")
"""The sign that stands for a quotation in a marked sentence."""

AGENTS = signs("person", "organisation", "region")
"""The signs of whoever may speak."""


def attribution(scene: Scene, clause: Clause) -> tuple[int, int, int, str, bool] | None:
    """Return span, speaker and rule of an attribution, and whether it names the speaker."""
    for rule, pattern in _patterns(scene.language):
        match = pattern.search(clause.marked.text)
        if match is None or (rule == "colon" and not _heads(clause, match)):
            continue
        at = match.start("speaker")
        speaker = speaker_at(scene, clause, at, match["speaker"])
        if speaker is None:
            continue
        start, end = clause.marked.origin(*match.span("speaker"))
        return start, end, speaker, rule, at in clause.marked.things
    return None


def _heads(clause: Clause, match: regex.Match[str]) -> bool:
    """Say whether a headline's words before a colon are its speaker: "After X: “…”" names none."""
    if clause.sentence.kind not in {BlockKind.TITLE, BlockKind.SUBTITLE, BlockKind.HEADING}:
        return True
    return bool(regex.match(r"\s*:", clause.marked.text[match.end("speaker") :]))


def announced_by(scene: Scene, clause: Clause) -> int | None:
    """Return whom a sentence without a quotation names with a verb of saying."""
    verb = scene.language.fragment("speech.verbs")
    if not regex.search(rf"(?<!\p{{L}}){verb}(?!\p{{L}})", clause.marked.text):
        return None
    people = [
        s.item.thing
        for _, s in sorted(clause.marked.things.items())
        if isinstance(s.item, Phrase) and s.sign == "person"
    ]
    return people[0] if len(set(people)) == 1 else None


def speaker_at(scene: Scene, clause: Clause, at: int, words: str = "") -> int | None:
    """Return the thing that a speaker slot means; a pronoun means the last person of its gender."""
    sign = clause.marked.things.get(at)
    if sign is not None and isinstance(sign.item, Phrase):
        return sign.item.thing
    origin = clause.marked.origins[at]
    return scene.person_before(origin, gender_told(words, scene.language))


def behalf_of(scene: Scene, clause: Clause) -> int | None:
    """Return the body in whose name a sentence says that somebody speaks."""
    pattern = _behalf_pattern(scene.language)
    match = pattern.search(clause.marked.text)
    return speaker_at(scene, clause, match.start("body")) if match else None


@cache
def _behalf_pattern(language: Language) -> regex.Pattern[str]:
    det = rf"{language.led('words.determiners')}?"
    body = rf"{det}[‚'„\"»]?(?P<body>{signs('organisation', 'region')})"
    return regex.compile(language.in_name_of(body))


def speaker_pattern(language: Language, *, nouns: bool = True, free: bool = False) -> str:
    """Return the pattern of a speaker: a thing, a pronoun, or a noun such as "die Forscherin".

    Args:
        language: The pack.
        nouns: A noun may stand for a speaker.
        free: It may also stand after words behind which nobody speaks, such as "con".
    """
    det = rf"{language.led('words.determiners')}?"
    det += "" if free else rf"(?<!(?<!\p{{L}})(?i:{language.fragment('speech.against')})\s)"
    person = rf"\p{{Lu}}\p{{L}}+(?!\p{{L}})(?<!{language.fragment('words.common')})"
    led = "speech.subject" if "speech.subject" in language.fragments else "words.demonstrative"
    noun = rf"{language.led(led)}(?:\p{{Ll}}+\s+)?(?:\d+-)?{person}"
    pronoun = rf"(?<!\p{{L}}){language.fragment('persons.pronouns')}(?!\p{{L}})"
    other = f"{pronoun}|{noun}" if nouns and language.nouns_capitalised else pronoun
    return rf"{det}(?P<speaker>{AGENTS}|{other})"


def attached_pattern(language: Language) -> str:
    """Return the pattern of a verb of saying with its pronoun: "ajoute-t-elle"."""
    return rf"(?<!\p{{L}})(?P<speaker>{language.fragment('speech.inverted')})(?!\p{{L}})"


@cache
def _patterns(language: Language) -> tuple[tuple[str, regex.Pattern[str]], ...]:
    part = language.fragment
    verb, after = part("speech.verbs"), part("speech.after")
    speaker, attached = speaker_pattern(language), attached_pattern(language)
    short = rf"[^;:{Q[1:-1]}]{{0,60}}?"
    gap = rf"[^;{Q[1:-1]}]{{0,200}}?"
    then = rf"{Q}\s*[,.]?\s*[–—-]?\s*"
    word = rf"(?<!\p{{L}}){verb}(?!\p{{L}})"
    person = rf"(?<!{signs('organisation', 'region')})"  # of a body, a verb must say that it spoke
    voice = rf"{part('speech.voice')}\s*{speaker}"
    aside = rf"^(?!\W*(?:{language.led('words.determiners')})?{AGENTS})[^{Q[1:-1]}:;]*?,\s+"
    ordered = (
        ("voice", rf"{voice}{gap}{Q}|{Q}[^;{Q[1:-1]}]{{0,80}}?{voice}"),
        (
            "after",
            rf"{then}(?:{after}\s+{speaker_pattern(language, free=True)}"
            rf"|(?:{part('words.and')}\s+)?{verb}\s+{short}{speaker})",
        ),
        ("attached", rf"{then}{attached}|^{attached}{short}:?\s*{Q}"),
        ("signed", rf"^{then}(?P<speaker>{signs('person')})\s*[.]?$"),
        ("colon", rf"{speaker}(?:{person}{gap}|(?:{gap}{word}{gap})?)\s*:\s*{Q}"),
        ("inverted", rf"{then}{speaker}\s+{short}{verb}"),
        ("behind", rf"{aside}{speaker}\s+(?:\p{{Ll}}+\s+){{0,2}}{word}{short}{Q}"),
        ("around", rf"{speaker}{gap}{word}{gap}{Q}"),
        ("according", rf"(?<!\p{{L}}){part('speech.according')}\s+{speaker}{gap}{Q}"),
        ("any-verb", rf"{Q}\s*,\s*(?:\p{{Ll}}+\s+){{1,3}}{speaker}"),
        ("inner", rf"(?<!\p{{L}}){verb}\s+{short}{speaker}{gap}{Q}"),
    )
    return tuple((name, compiled(text)) for name, text in ordered)
