"""Statements: who said what, in direct and in reported speech.

1. A quotation takes the speaker that its own sentence gives it: after it ("…", sagte X),
   before it (X betonte: "…"), or around it.
2. A quotation without one goes on with the speaker before it in the same paragraph; the
   pieces make one statement. At the head of a paragraph it takes the speaker whom the
   sentence just before names with a verb of saying.
3. Reported speech is what a verb of saying, "laut" or "so" governs.
A pronoun means the person spoken of last. Where no speaker is sure, nothing is stated.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import regex

from regiongraph.knowledge.languages import Language
from regiongraph.reading.claims import claim
from regiongraph.reading.frames import Clause, evidence
from regiongraph.reading.identities import Phrase, Scene
from regiongraph.reading.marked import mark, signs
from regiongraph.reading.sentences import Quotation, Sentence
from regiongraph.records import BlockKind, EntityType, Evidence, Statement, StatementType

_Q = signs("quotation")
_AGENTS = signs("person", "organisation", "region")
_NO_DATELINE = r"(?!\s+[–—]\s+\p{Lu})"  # "KASSEL, Hessen – Die Regionen"
_BRIEF = 160  # characters of a quotation that its evidence shows
_INTRODUCED = {"voice", "according"}  # what they introduce is said in full, in lower case too
_SPOKEN = {
    BlockKind.BODY,
    BlockKind.BACKGROUND,
    BlockKind.TITLE,
    BlockKind.SUBTITLE,
    BlockKind.LIST,
}


@dataclass(slots=True)
class _Speech:
    """What one speaker said in one go."""

    speaker: int
    pieces: list[tuple[int, int]]
    proof: tuple[int, int]
    passage: int
    rule: str
    behalf: int | None = None
    sure: bool = True
    direct: bool = True


def find_quotes(scene: Scene, clauses: Sequence[Clause]) -> Iterator[Statement]:
    """Find what was said, and by whom."""
    for speech in _speeches(scene, clauses):
        text = " ".join(scene.text[a:b].strip() for a, b in speech.pieces)
        spans = tuple(span for a, b in speech.pieces for span in scene.running.pieces(a, b))
        proof = evidence(scene, *speech.proof)
        parts = {
            "speaker": speech.speaker,
            "text": text,
            "direct": speech.direct,
            "on_behalf_of": speech.behalf,
        }
        yield claim(
            scene,
            StatementType.STATEMENT,
            parts,
            speech.proof,
            rule=f"statement.{speech.rule}",
            sure=speech.sure,
            proof=Evidence(proof.start, proof.end, proof.text, spans),
        )


def _inner(scene: Scene, quotation: Quotation) -> tuple[int, int]:
    """Return where the words of a quotation stand, without marks and white space."""
    start = scene.text.index(quotation.inner, quotation.start)
    return start, start + len(quotation.inner.rstrip(",").rstrip())


def _speeches(scene: Scene, clauses: Sequence[Clause]) -> list[_Speech]:
    speeches: list[_Speech] = []
    spoken = [c for c in clauses if not c.said and c.sentence.kind in _SPOKEN]
    around = [None, *spoken, None]
    for before, clause, after in zip(around, spoken, around[2:], strict=False):
        near = (before, after)
        first, *more = _parts(scene, clause)
        n_before = len(speeches)
        _spoken(scene, first, near, speeches)
        if more and len(speeches) == n_before:
            _spoken(scene, clause, near, speeches)
            continue
        for part in more:
            speeches += _continued(scene, part, speeches[-1].speaker)
    return speeches


def _spoken(
    scene: Scene,
    clause: Clause,
    near: tuple[Clause | None, Clause | None],
    speeches: list[_Speech],
) -> None:
    """Add what a clause reports or quotes."""
    passage = _passage(scene, clause)
    quotations = _quotations(clause)
    if quotations:
        _quoted(scene, clause, quotations, passage=passage, near=near, speeches=speeches)
        return
    reported = _reported(scene, clause, passage)
    if reported is not None:
        speeches.append(reported)


def _quotations(clause: Clause) -> list[tuple[int, Quotation]]:
    things = sorted(clause.marked.things.items())
    return [(at, s.item) for at, s in things if isinstance(s.item, Quotation)]


def _parts(scene: Scene, clause: Clause) -> list[Clause]:
    """Cut a sentence before every further verb of saying: "X sagte, …, und fügte hinzu, …"."""
    joined = _joined(scene.language).finditer(clause.marked.text)
    cuts = [clause.marked.origins[match.start()] for match in joined]
    if not cuts:
        return [clause]
    sentence = clause.sentence
    edges = [sentence.start, *cuts, sentence.end]
    items = list(clause.marked.things.values())
    return [
        Clause(Sentence(a, b, sentence.kind), mark(scene.text, a, b, items), False)
        for a, b in pairwise(edges)
    ]


@cache
def _joined(language: Language) -> regex.Pattern[str]:
    """Return the pattern of a further verb of saying: "y añadió que", "quien recordó «…»"."""
    joint = rf"(?:,\s*|\s)(?:{language.fragment('speech.joined')})\s+(?:\p{{Ll}}+\s+){{0,2}}?"
    object_ = rf"[^:;,{_Q[1:-1]}]{{0,80}}?(?:\s{language.led('speech.that')}|\s*:?\s*{_Q})"
    return regex.compile(rf"{joint}{language.fragment('speech.verbs')}(?!\p{{L}})(?={object_})")


def _continued(scene: Scene, part: Clause, speaker: int) -> Iterator[_Speech]:
    """Yield what a further verb of saying of a sentence reports or quotes."""
    span = (part.sentence.start, part.sentence.end)
    passage = _passage(scene, part)
    quotations = _quotations(part)
    if quotations and _whole(scene, part, quotations):
        pieces = [_inner(scene, q) for _, q in quotations]
        yield _Speech(speaker, pieces, span, passage, "joined")
        return
    that = regex.compile(rf"\s{scene.language.led('speech.that')}(?P<said>[^\n]+?)[,.!]?$")
    match = that.search(part.marked.text)
    if match is not None:
        said = part.marked.origin(*match.span("said"))
        yield _Speech(speaker, [said], span, passage, "reported-joined", direct=False)


def _quoted(
    scene: Scene,
    clause: Clause,
    quotations: Sequence[tuple[int, Quotation]],
    *,
    passage: int,
    near: tuple[Clause | None, Clause | None],
    speeches: list[_Speech],
) -> None:
    if not _is_utterance(scene, clause, quotations[0]):
        return
    first = quotations[0][1]
    pieces = [_inner(scene, q) for _, q in quotations]
    found = _attributed(scene, clause)
    if found is not None:
        phrase_start, phrase_end, speaker, rule, sure = found
        behalf = _behalf(scene, clause)
        if rule not in _INTRODUCED and not _whole(scene, clause, quotations):
            embedded = _embedded(scene, clause, speaker, passage, behalf)
            speeches += [embedded] if embedded else []
            return
        shown = _shown(scene, first.start, first.end)
        proof = (min(phrase_start, shown[0]), max(phrase_end, shown[1]))
        speeches.append(_Speech(speaker, pieces, proof, passage, rule, behalf, sure))
        return
    last = speeches[-1] if speeches else None
    shown = _shown(scene, first.start, first.end)
    own = _subjectless(scene, clause, last, passage, near)
    if own is not None:
        rule, speaker = own
        speeches.append(_Speech(speaker, pieces, shown, passage, rule, sure=False))
        return
    alone = clause.marked.text.strip()[:1] == clause.marked.text[quotations[0][0]]
    if not alone:
        reported = _reported(scene, clause, passage)
        speeches += [reported] if reported else []
        return
    if last is not None and last.passage == passage and last.direct:
        last.pieces += pieces
    elif near[0] is not None:
        announced = _announced(scene, near[0])
        if announced is None and last is not None and _is_part(scene, near[0], last):
            announced = last.speaker
        if announced is not None:
            speeches.append(_Speech(announced, pieces, shown, passage, "following", sure=False))


def _is_part(scene: Scene, clause: Clause, speech: _Speech) -> bool:
    """Say whether a sentence holds a quotation that belongs to a speech."""
    quotes = any(isinstance(s.item, Quotation) for s in clause.marked.things.values())
    return quotes and speech.direct and speech.passage == _passage(scene, clause)


def _subjectless(
    scene: Scene,
    clause: Clause,
    last: _Speech | None,
    passage: int,
    near: tuple[Clause | None, Clause | None],
) -> tuple[str, int] | None:
    """Return rule and speaker of a quotation whose own sentence names nobody.

    The next sentence may ("…". So X), or a verb without a subject goes on with the speaker
    before it ("…", fügte hinzu).
    """
    before, after = near
    if after is not None:
        match = _closing(scene.language).match(after.marked.text)
        speaker = _who(scene, after, match.start("speaker")) if match else None
        if speaker is not None:
            return "closing", speaker
    if not _dropped(scene.language).search(clause.marked.text):
        return None
    if last is not None and last.passage == passage:
        return "dropped", last.speaker
    speaker = _announced(scene, before) if before is not None else None
    if speaker is None:
        speaker = scene.topic_before(clause.sentence.start, EntityType.PERSON)
    return ("dropped", speaker) if speaker is not None else None


@cache
def _closing(language: Language) -> regex.Pattern[str]:
    """Return the pattern of a sentence that says who spoke before it: "Così X", "X, mayor"."""
    speaker = _speaker(language)
    ways = [w.replace("{who}", speaker) for w in language.words.get("speech.closing", ())]
    ways.append(rf"[–—-]?\s*(?P<speaker>{signs('person')})\s*[.]?$")
    return regex.compile("|".join(ways))


@cache
def _dropped(language: Language) -> regex.Pattern[str]:
    """Return the pattern of a verb of saying beside a quotation, with nobody else in its clause."""
    if not language.words.get("persons.dropped"):
        return regex.compile(r"(?!)")
    verb = language.fragment("speech.verbs")
    said = rf"(?:\p{{Ll}}+\s+){{0,2}}(?:{verb})(?!\p{{L}})"
    nobody = rf"[^{signs('person', 'organisation', 'office', 'quotation')[1:-1]}]"
    body = language.bent("heads.organisation", "heads.endings")
    other = rf"[^;{_AGENTS[1:-1]}{_Q[1:-1]}]"
    ahead = rf"^(?:\p{{L}}+\s+){{0,3}}?(?:{verb})(?!\p{{L}}){other}{{0,40}}:\s*{_Q}"
    return regex.compile(
        rf"{_Q}\s*[,.]?\s*[–—-]?\s*{said}(?!\s+{body}(?!\p{{L}}))(?:{nobody}*$|\s*(?:[,;:–—]|-\s|{_Q}))|{ahead}"
    )


def _shown(scene: Scene, start: int, end: int) -> tuple[int, int]:
    """Return as much of a quotation as its evidence shows: to the end of a sentence."""
    cut = next((j for j in scene.running.joints if start < j < end), end)
    if cut - start <= _BRIEF:
        return start, cut
    stop = scene.text.find(". ", start + _BRIEF // 2, cut)
    return start, stop + 1 if stop > 0 else cut


def _passage(scene: Scene, clause: Clause) -> int:
    return next(
        p.start
        for p in scene.running.passages
        if p.start <= clause.sentence.start and clause.sentence.end <= p.end
    )


def _speaker(language: Language, *, nouns: bool = True, free: bool = False) -> str:
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
    return rf"{det}(?P<speaker>{_AGENTS}|{other})"


@cache
def _patterns(language: Language) -> tuple[tuple[str, regex.Pattern[str]], ...]:
    part = language.fragment
    verb, after = part("speech.verbs"), part("speech.after")
    speaker = _speaker(language)
    short = rf"[^;:{_Q[1:-1]}]{{0,60}}?"
    gap = rf"[^;{_Q[1:-1]}]{{0,200}}?"
    then = rf"{_Q}\s*[,.]?\s*[–—-]?\s*"
    word = rf"(?<!\p{{L}}){verb}(?!\p{{L}})"
    person = rf"(?<!{signs('organisation', 'region')})"  # of a body, a verb must say that it spoke
    voice = rf"{part('speech.voice')}\s*{speaker}"
    ordered = (
        ("voice", rf"{voice}{gap}{_Q}|{_Q}[^;{_Q[1:-1]}]{{0,80}}?{voice}"),
        (
            "after",
            rf"{then}(?:{after}\s+{_speaker(language, free=True)}"
            rf"|(?:{part('words.and')}\s+)?{verb}\s+{short}{speaker})",
        ),
        ("attached", rf"{then}{_attached(language)}|^{_attached(language)}{short}:?\s*{_Q}"),
        ("signed", rf"^{then}(?P<speaker>{signs('person')})\s*[.]?$"),
        ("colon", rf"{speaker}(?:{person}{gap}|(?:{gap}{word}{gap})?)\s*:\s*{_Q}"),
        ("inverted", rf"{then}{speaker}\s+{short}{verb}"),
        ("around", rf"{speaker}{gap}{word}{gap}{_Q}"),
        ("according", rf"(?<!\p{{L}}){part('speech.according')}\s+{speaker}{gap}{_Q}"),
        ("any-verb", rf"{_Q}\s*,\s*(?:\p{{Ll}}+\s+){{1,3}}{speaker}"),
        ("inner", rf"(?<!\p{{L}}){verb}\s+{short}{speaker}{gap}{_Q}"),
    )
    return tuple((name, regex.compile(text)) for name, text in ordered)


def _attached(language: Language) -> str:
    """Return the pattern of a verb of saying with its pronoun: "ajoute-t-elle"."""
    return rf"(?<!\p{{L}})(?P<speaker>{language.fragment('speech.inverted')})(?!\p{{L}})"


def _attributed(scene: Scene, clause: Clause) -> tuple[int, int, int, str, bool] | None:
    """Return span, speaker and rule of an attribution, and whether it names the speaker."""
    for rule, pattern in _patterns(scene.language):
        match = pattern.search(clause.marked.text)
        if match is None or (rule == "colon" and not _heads(clause, match)):
            continue
        at = match.start("speaker")
        speaker = _who(scene, clause, at)
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


def _who(scene: Scene, clause: Clause, at: int) -> int | None:
    """Return the thing that a speaker slot means; a pronoun means the last person."""
    sign = clause.marked.things.get(at)
    if sign is not None and isinstance(sign.item, Phrase):
        return sign.item.thing
    origin = clause.marked.origins[at]
    return scene.last_before(origin, EntityType.PERSON)


def _behalf(scene: Scene, clause: Clause) -> int | None:
    pattern = _behalf_pattern(scene.language)
    match = pattern.search(clause.marked.text)
    return _who(scene, clause, match.start("body")) if match else None


@cache
def _behalf_pattern(language: Language) -> regex.Pattern[str]:
    det = rf"{language.led('words.determiners')}?"
    body = rf"{det}[‚'„\"»]?(?P<body>{signs('organisation', 'region')})"
    ways = [way.replace("{body}", body) for way in language.words.get("speech.behalf", ())]
    return regex.compile("|".join(ways) or r"(?!)")


def _is_utterance(scene: Scene, clause: Clause, quotation: tuple[int, Quotation]) -> bool:
    """Say whether a quotation that begins with a capital is speech rather than a title.

    Speech stands alone or is set off from the sentence around it by a colon, a comma, a verb
    of saying before it, or its own full stop: "das Programm „Grenzen überwinden" begann".
    """
    at, quoted = quotation
    head, tail = clause.marked.text[:at].rstrip(), clause.marked.text[at + 1 :].lstrip()
    verb = rf"(?<!\p{{L}}){scene.language.fragment('speech.verbs')}(?:\s+\p{{Ll}}+){{0,4}}$"
    return (
        not head[-1:].isalpha()
        or not quoted.inner[:1].isupper()
        or quoted.inner[-1:] in {".", "!", "?", "…", ","}
        or tail[:1] in {",", ""}
        or bool(regex.search(verb, head))
    )


def _whole(scene: Scene, clause: Clause, quotations: Sequence[tuple[int, Quotation]]) -> bool:
    """Say whether the quotation is the utterance, not a fragment in a reported sentence."""
    at, first = quotations[0]
    if first.inner[:1].isupper() or not first.inner[:1].isalpha():
        return True
    head, tail = clause.marked.text[:at], clause.marked.text[at + 1 :]
    that = rf"(?<!\p{{L}}){scene.language.led('speech.that')}$"
    if regex.search(that, head) and regex.fullmatch(r"\W*", tail):
        return True
    return head.rstrip().endswith(":") or bool(
        regex.search(rf"(?<!\p{{L}}){scene.language.fragment('speech.names')}(?!\p{{L}})", head)
    )


def _embedded(
    scene: Scene, clause: Clause, speaker: int, passage: int, behalf: int | None
) -> _Speech | None:
    reported = _reported(scene, clause, passage)
    if reported is not None:
        return reported
    sentence = clause.sentence
    span = (sentence.start, sentence.end)
    return _Speech(speaker, [span], span, passage, "embedded", behalf, sure=False, direct=False)


def _announced(scene: Scene, clause: Clause) -> int | None:
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


@cache
def _reports(language: Language) -> tuple[tuple[str, regex.Pattern[str]], ...]:
    part = language.fragment
    verb = rf"(?<!\p{{L}}){part('speech.reported')}(?!\p{{L}})"
    mood = rf"(?<!\p{{L}}){part('speech.subjunctive')}(?!\p{{L}})"
    optional = "?" if language.words.get("speech.subjunctive") else ""
    that = rf"(?:{language.led('speech.that')}){optional}"
    clause = rf"(?:,\s*{that}|\s+{language.led('speech.that')})"
    speaker, anyone = _speaker(language, nouns=False) + _NO_DATELINE, _speaker(language)
    source = _speaker(language, nouns=False, free=True)
    ahead = r"(?P<said>.{15,}?),\s*"
    said = rf"(?P<said>[^\n]{{15,}}?|(?=[^\n]*{_Q})[^\n]{{5,}}?)[.!]?$"
    told = rf"(?P<said>(?=[^\n]*{mood})[^\n]{{15,}}?)[.!]?$"
    behind = rf"{part('speech.according_after')}(?!\p{{L}})"
    spelt = rf"(?!{_AGENTS}\s*,){said}"  # a list of names is no speech
    brief, wide = r"[^:;,]{0,90}?", r"[^:;]{0,160}"
    beside = r"(?:,(?:[^:;]{0,120},)?)?\s+(?:\p{Ll}+\s+){0,2}"
    says = rf"(?:{part('speech.after')}|{part('speech.verbs')})\s+"
    ordered = (
        ("interposed", _interposed(language, anyone, mood)),
        ("so", rf"^{ahead}(?:{part('speech.after')}\s+{source}|{says}{anyone})[^,;]{{0,40}}[.]?$"),
        ("attached", rf"^{ahead}{_attached(language)}[^;]{{0,90}}[.]?$"),
        ("trailing", rf"^{ahead}{speaker}{beside}(?:{part('speech.trailing')})[^,;]{{0,40}}[.]?$"),
        ("direct", rf"{speaker}{beside}{verb}{brief}{clause}{said}"),
        ("bare", rf"{speaker}{beside}(?:{part('speech.bare')})\s+(?!{_Q}){said}"),
        ("that", rf"{speaker}{wide}?{verb}{brief}{clause}{said}"),
        ("verb", rf"^[^,;:]{{0,60}}{verb}\s+{speaker}{brief}{clause}{said}"),
        ("colon", rf"{speaker}[^:;]{{0,60}}?{verb}[^:;]{{0,90}}:\s*+{spelt}"),
        ("subjunctive", rf"^(?=[^,]*{mood}){ahead}\p{{Ll}}+\s+{anyone}[^;]{{0,60}}[.]?$"),
        ("mood", rf"{speaker}{wide}(?:,\s*{that}|:\s*){told}"),
        ("according", rf"^(?=[^\n]*(?<!\p{{L}}){part('speech.according')}\s+{source}){said}"),
        ("according", rf"^{speaker}[^,;:]{{0,40}}?\s+{behind},?\s+{said}"),
        ("according", rf"^(?=[^\n]*{speaker}[^,;:]{{0,40}}?\s+{behind}){said}"),
    )
    return tuple((name, regex.compile(text)) for name, text in ordered)


def _interposed(language: Language, speaker: str, mood: str) -> str:
    """Return the pattern of "Die Frage, sagte sie, sei offen": the words before it count."""
    says = rf"(?:{language.fragment('speech.after')}|\p{{Ll}}+)\s+"
    return (
        rf"^(?=[^\n]*{mood})(?P<said>[^,]{{3,80}}),\s*{says}{speaker}(?:\s+\p{{Ll}}+){{0,2}},\s+"
        rf"[^\n]*$"
    )


@cache
def _dropped_report(language: Language) -> regex.Pattern[str]:
    """Return the pattern of "Añadió que …": a verb of saying that begins the sentence."""
    if not language.words.get("persons.dropped"):
        return regex.compile(r"(?!)")
    verb, that = language.fragment("speech.reported"), language.led("speech.that")
    subject = language.led("words.articles")
    aside = rf"(?:[^,;:{_AGENTS[1:-1]}{_Q[1:-1]}]{{2,50}},\s+)?"
    lead = rf"^{aside}(?:(?!{subject})\p{{L}}+\s+){{0,2}}?"
    head = rf"{lead}(?i:{verb})(?!\p{{L}})[^:;,{_Q[1:-1]}]{{0,60}}?,?\s+{that}"
    return regex.compile(rf"{head}(?P<said>[^\n]{{15,}}?)[.!]?$")


def _reported_unnamed(scene: Scene, clause: Clause, passage: int) -> _Speech | None:
    match = _dropped_report(scene.language).search(clause.marked.text)
    speaker = scene.topic_before(clause.sentence.start, EntityType.PERSON)
    if match is None or speaker is None:
        return None
    said = clause.marked.origin(*match.span("said"))
    proof = clause.marked.origin(*match.span())
    return _Speech(speaker, [said], proof, passage, "reported-verb-alone", sure=False, direct=False)


def _reported(scene: Scene, clause: Clause, passage: int) -> _Speech | None:
    if clause.sentence.kind in {BlockKind.TITLE, BlockKind.SUBTITLE}:
        return None
    for rule, pattern in _reports(scene.language):
        match = pattern.search(clause.marked.text)
        if match is None:
            continue
        speaker = _who(scene, clause, match.start("speaker"))
        if speaker is None:
            continue
        said = clause.marked.origin(*match.span("said"))
        proof = clause.marked.origin(*match.span())
        named = match.start("speaker") in clause.marked.things
        behalf = _behalf(scene, clause)
        name = f"reported-{rule}"
        return _Speech(speaker, [said], proof, passage, name, behalf, named, direct=False)
    return _reported_unnamed(scene, clause, passage)
