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
from functools import cache
from itertools import pairwise

import regex

from regiongraph.knowledge.languages import Language
from regiongraph.knowledge.patterns import compiled
from regiongraph.reading.claims import claim
from regiongraph.reading.frames import Clause, evidence
from regiongraph.reading.identities import Phrase as Phrase
from regiongraph.reading.identities import Scene
from regiongraph.reading.marked import mark, signs
from regiongraph.reading.sentences import Quotation, Sentence
from regiongraph.reading.statements.quotes.reported import Speech, denials, reported_speech
from regiongraph.reading.statements.quotes.speakers import (
    AGENTS,
    Q,
    announced_by,
    attribution,
    behalf_of,
    speaker_at,
    speaker_pattern,
)
from regiongraph.records import BlockKind, EntityType, Evidence, Statement, StatementType

_BRIEF = 160  # characters of a quotation that its evidence shows
_INTRODUCED = {"voice", "according"}  # what they introduce is said in full, in lower case too
_SPOKEN = {
    BlockKind.BODY,
    BlockKind.BACKGROUND,
    BlockKind.TITLE,
    BlockKind.SUBTITLE,
    BlockKind.LIST,
}


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


def _speeches(scene: Scene, clauses: Sequence[Clause]) -> list[Speech]:
    speeches: list[Speech] = []
    heard = [c for c in clauses if not c.said and c.sentence.kind in {*_SPOKEN, BlockKind.HEADING}]
    around = [None, *heard, None]
    for before, clause, after in zip(around, heard, around[2:], strict=False):
        if clause.sentence.kind not in _SPOKEN:  # it may still say who spoke before it
            continue
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
    speeches: list[Speech],
) -> None:
    """Add what a clause reports or quotes."""
    passage = _passage(scene, clause)
    quotations = _quotations(clause)
    if quotations:
        _quoted(scene, clause, quotations, passage=passage, near=near, speeches=speeches)
        return
    reported = reported_speech(scene, clause, passage)
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
    """Return the pattern of a further verb of saying: "y añadió que", "und sagte, es sei".

    No article stands before it: somebody else would be its subject.
    """
    word = rf"(?:(?!{language.led('words.articles')})\p{{Ll}}+\s+)"
    joint = rf"(?:,\s*|\s)(?:{language.fragment('speech.joined')})\s+{word}{{0,2}}?"
    verbs = rf"(?:{language.fragment('speech.verbs')}|{language.fragment('speech.reported')})"
    ways = rf"(?:{joint}{verbs}|(?:,\s*|\s){language.fragment('speech.adding')})(?!\p{{L}})"
    quoted = rf"\s*:?\s*{Q}"
    object_ = rf"[^:;,{Q[1:-1]}]{{0,80}}?(?:{_reported_object(language)}|{quoted})"
    return compiled(rf"{ways}(?={object_})")


@cache
def _reported_object(language: Language) -> str:
    """Return the pattern of where begins what a verb reports: "that", or a comma and a mood."""
    that = rf",?\s{language.led('speech.that')}"
    if "speech.subjunctive" not in language.fragments:
        return that
    mood = rf"(?<!\p{{L}}){language.fragment('speech.subjunctive')}(?!\p{{L}})"
    return rf"(?:{that}|,\s(?=[^\n]*{mood}))"


def _continued(scene: Scene, part: Clause, speaker: int) -> Iterator[Speech]:
    """Yield what a further verb of saying of a sentence reports or quotes."""
    span = (part.sentence.start, part.sentence.end)
    passage = _passage(scene, part)
    quotations = _quotations(part)
    if quotations and _whole(scene, part, quotations):
        pieces = [_inner(scene, q) for _, q in quotations]
        yield Speech(speaker, pieces, span, passage, "joined")
        return
    that = regex.compile(rf"{_reported_object(scene.language)}(?P<said>[^\n]+?)[,.!]?$")
    match = that.search(part.marked.text)
    denied = match and denials(scene.language).search(part.marked.text, 0, match.start())
    if match is not None and not denied:
        said = part.marked.origin(*match.span("said"))
        yield Speech(speaker, [said], span, passage, "reported-joined", direct=False)


def _quoted(
    scene: Scene,
    clause: Clause,
    quotations: Sequence[tuple[int, Quotation]],
    *,
    passage: int,
    near: tuple[Clause | None, Clause | None],
    speeches: list[Speech],
) -> None:
    if not _is_utterance(scene, clause, quotations[0]):
        return
    first = quotations[0][1]
    pieces = [_inner(scene, q) for _, q in quotations]
    found = attribution(scene, clause)
    if found is not None:
        phrase_start, phrase_end, speaker, rule, sure = found
        behalf = behalf_of(scene, clause)
        if rule not in _INTRODUCED and not _whole(scene, clause, quotations):
            embedded = _embedded(scene, clause, speaker, passage, behalf)
            speeches += [embedded] if embedded else []
            return
        shown = _shown(scene, first.start, first.end)
        proof = (min(phrase_start, shown[0]), max(phrase_end, shown[1]))
        speeches.append(Speech(speaker, pieces, proof, passage, rule, behalf, sure))
        return
    last = speeches[-1] if speeches else None
    shown = _shown(scene, first.start, first.end)
    own = _subjectless(scene, clause, last, passage, near)
    if own is not None:
        rule, speaker = own
        speeches.append(Speech(speaker, pieces, shown, passage, rule, sure=False))
        return
    if not _stands_alone(scene, clause, quotations[0][0]):
        reported = reported_speech(scene, clause, passage)
        speeches += [reported] if reported else []
        return
    if last is not None and last.passage == passage and last.direct:
        last.pieces += pieces
    elif near[0] is not None:
        announced = announced_by(scene, near[0])
        if announced is None and last is not None and _is_part(scene, near[0], last):
            announced = last.speaker
        if announced is not None:
            speeches.append(Speech(announced, pieces, shown, passage, "following", sure=False))


def _stands_alone(scene: Scene, clause: Clause, at: int) -> bool:
    """Say whether a quotation opens its sentence, and nobody unknown says it there."""
    verb = rf"{Q}\s*,?\s*[–—-]?\s*(?:{scene.language.fragment('speech.verbs')})(?!\p{{L}})"
    opens = clause.marked.text.strip()[:1] == clause.marked.text[at]
    return opens and not regex.search(verb, clause.marked.text)


def _is_part(scene: Scene, clause: Clause, speech: Speech) -> bool:
    """Say whether a sentence holds a quotation that belongs to a speech."""
    quotes = any(isinstance(s.item, Quotation) for s in clause.marked.things.values())
    return quotes and speech.direct and speech.passage == _passage(scene, clause)


def _subjectless(
    scene: Scene,
    clause: Clause,
    last: Speech | None,
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
        match = match or _signed(scene, after)
        at = match.start("speaker") if match else 0
        speaker = speaker_at(scene, after, at, match["speaker"]) if match else None
        if speaker is not None:
            return "closing", speaker
    if not _dropped(scene.language).search(clause.marked.text):
        return None
    if last is not None and last.passage == passage:
        return "dropped", last.speaker
    speaker = announced_by(scene, before) if before is not None else None
    if speaker is None:
        speaker = scene.topic_before(clause.sentence.start, EntityType.PERSON)
    return ("dropped", speaker) if speaker is not None else None


@cache
def _closing(language: Language) -> regex.Pattern[str]:
    """Return the pattern of a sentence that says who spoke before it: "Così X", "X, mayor"."""
    speaker = speaker_pattern(language)
    ways = [w.replace("{who}", speaker) for w in language.words.get("speech.closing", ())]
    ways.append(rf"[–—-]?\s*(?P<speaker>{signs('person')})\s*[.]?$")
    return compiled("|".join(ways))


def _signed(scene: Scene, clause: Clause) -> regex.Match[str] | None:
    """Match a line that signs what stands above it: a name and offices, with no full stop."""
    line = scene.text[clause.sentence.start : clause.sentence.end]
    signs_it = regex.search(r"[,(]", line) and not regex.search(r"[.!?…:]$", line)
    return _signature().match(clause.marked.text) if signs_it else None


@cache
def _signature() -> regex.Pattern[str]:
    """Return the pattern of a line that opens with a name: "X, mayor of Y and member of Z"."""
    return compiled(rf"[–—-]?\s*(?P<speaker>{signs('person')})[^.!?:;{Q[1:-1]}]{{1,160}}$")


@cache
def _dropped(language: Language) -> regex.Pattern[str]:
    """Return the pattern of a verb of saying beside a quotation, with nobody else in its clause."""
    if not language.words.get("persons.dropped"):
        return regex.compile(r"(?!)")
    verb = language.fragment("speech.verbs")
    said = rf"(?:\p{{Ll}}+\s+){{0,2}}(?:{verb})(?!\p{{L}})"
    nobody = rf"[^{signs('person', 'organisation', 'office', 'quotation')[1:-1]}]"
    body = language.bent("heads.organisation", "heads.endings")
    other = rf"[^;{AGENTS[1:-1]}{Q[1:-1]}]"
    ahead = rf"^(?:\p{{L}}+\s+){{0,3}}?(?:{verb})(?!\p{{L}}){other}{{0,40}}:\s*{Q}"
    return compiled(
        rf"{Q}\s*[,.]?\s*[–—-]?\s*{said}(?!\s+{body}(?!\p{{L}}))(?:{nobody}*$|\s*(?:[,;:–—]|-\s|{Q}))|{ahead}"
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
) -> Speech | None:
    reported = reported_speech(scene, clause, passage)
    if reported is not None:
        return reported
    sentence = clause.sentence
    span = (sentence.start, sentence.end)
    return Speech(speaker, [span], span, passage, "embedded", behalf, sure=False, direct=False)
