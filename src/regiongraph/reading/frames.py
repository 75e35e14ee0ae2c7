"""From phrases to matched frames: who did what, by the patterns of the language pack.

Every sentence is laid out with one sign for each phrase, date, number, free office and long
quotation; the pack's patterns are matched on it. Slots of a pattern:

``{person}``, ``{org}``, ``{region}``, ``{place}``, ``{country}``, ``{event}``,
``{document}``, ``{agent}`` (person, body, region, country or city, but no territory behind a word
of ``words.where``), ``{party}`` (the same without city), ``{date}``, ``{number}``,
``{office}``, ``{quotation}``; in the plural a list
with commas and "and" (``{agents}``). A digit makes a second slot (``{org2}``). ``{what}`` is
a noun with its adjectives; ``{words.of}`` one of the words of that key and the space after
it; ``{speech.verbs}`` a word of any other key. ``~`` is a gap inside the clause. ``{org:acc}``
wants a form that the pack's ``[cases]`` describes.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import chain

import regex

from regiongraph.knowledge.languages import Frame, Language
from regiongraph.knowledge.memo import Memo
from regiongraph.knowledge.patterns import compiled
from regiongraph.reading.dates import DateMention, moved_by_tense
from regiongraph.reading.identities import Phrase, Scene
from regiongraph.reading.marked import Marked, mark, signs
from regiongraph.reading.mentions.numbers import NumberMention
from regiongraph.reading.mentions.offices import Office
from regiongraph.reading.sentences import Quotation, Sentence
from regiongraph.reading.triggers import SLOTS, candidates, classes_of
from regiongraph.records import BlockKind, Evidence, StatementType

_LONGEST = 4000  # characters of a sentence; what is longer is no sentence
_AHEAD = 100  # characters before a quotation in which a verb of saying stands
_DATELINE = regex.compile(r"(?:\s*[,(/][^–—\n]{0,40}?)?\s*[–—]\s+")
_EDGE = r"(?:(?<!\p{L})|(?!\p{L}))"  # not within a word
_JOINED_END = regex.compile(r"(?:[’']|:)s\s+\p{L}")
_GAP_WORD = regex.compile(r" \\p\{Ll\}\+(?=[|)])")
_SAID = 4  # words from which a quotation is speech rather than a name
_FROM = 80  # characters of what says where one of a list comes from
_TERRITORIES = frozenset(SLOTS["place"])
_READ = {
    BlockKind.BODY,
    BlockKind.BACKGROUND,
    BlockKind.LIST,
    BlockKind.TITLE,
    BlockKind.SUBTITLE,
    BlockKind.HEADING,
}

_DONE = {
    StatementType.ADOPTION,
    StatementType.AGREEMENT,
    StatementType.COUNT,
    StatementType.FOUNDING,
    StatementType.MEETING,
}

Item = Phrase | DateMention | NumberMention | Office | Quotation


@dataclass(frozen=True, slots=True)
class _Sign:
    """A quotation or office as one sign."""

    start: int
    end: int
    sign: str
    item: Item


@dataclass(frozen=True)
class Clause:
    """A sentence laid out with signs."""

    sentence: Sentence
    marked: Marked[_Sign]
    said: bool  # it stands inside a quotation

    @cached_property
    def classes(self) -> frozenset[str]:
        """The classes of the signs in it."""
        return frozenset(sign.sign for sign in self.marked.things.values())

    @cached_property
    def holds(self) -> Callable[[frozenset[str]], bool]:
        """Say whether one of some words stands in it; many patterns ask for the same words."""
        text = self.marked.text
        return Memo[frozenset[str], bool](lambda words: any(w in text for w in words)).__getitem__


@dataclass(frozen=True, slots=True)
class Match:
    """A frame that matched a clause.

    Args:
        frame: Which frame.
        clause: Where.
        start: Offset of its first character in the running text.
        end: Offset after its last.
        slots: What filled each slot, in order.
        texts: Words that filled ``{what}`` and other named groups.
        planned: The clause speaks of the future.
        is_signal: A single word told it, not a pattern.
    """

    frame: Frame
    clause: Clause
    start: int
    end: int
    slots: Mapping[str, tuple[Item, ...]]
    texts: Mapping[str, str]
    planned: bool
    is_signal: bool = False

    def things(self, slot: str) -> tuple[int, ...]:
        """Return the numbers of the things in a slot."""
        return tuple(p.thing for p in self.slots.get(slot, ()) if isinstance(p, Phrase))

    def thing(self, *names: str) -> int | None:
        """Return the first thing in the first slot that is filled."""
        return next(iter(chain.from_iterable(self.things(n) for n in names)), None)

    def dates(self) -> tuple[DateMention, ...]:
        """Return the dates in the frame's own slots."""
        return tuple(d for d in self.slots.get("date", ()) if isinstance(d, DateMention))


def lay_out(scene: Scene) -> tuple[Clause, ...]:
    """Lay out every sentence that is read for facts, and those inside long quotations."""
    dashed = [q for q in scene.quotations if q.dashed]
    long = [
        q
        for q in scene.quotations
        if not _is_name(scene, q)
        and (q.dashed or q.n_words >= _SAID or _is_said(scene, q))
        and not any(d.start < q.start < d.end for d in dashed)
    ]
    items = sorted(_items(scene), key=lambda i: i.start)
    starts = [i.start for i in items]
    clauses = []
    for sentence in scene.sentences:
        if sentence.kind not in _READ or sentence.end - sentence.start > _LONGEST:
            continue
        inside = [q for q in long if sentence.start <= q.start and q.end <= sentence.end]
        near = items[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
        begin = _after_dateline(scene, sentence, near)
        outer = [i for i in near if not any(q.start < i.start < q.end for q in inside)]
        outer += [_Sign(q.start, q.end, "quotation", q) for q in inside]
        clauses.append(Clause(sentence, mark(scene.text, begin, sentence.end, outer), False))
        for q in inside:
            clauses += [
                Clause(part, mark(scene.text, part.start, part.end, near), True)
                for part in _spoken(scene, q, sentence.kind)
            ]
    return tuple(clauses)


def _is_said(scene: Scene, quotation: Quotation) -> bool:
    """Say whether a verb of saying stands beside a quotation, which then is speech.

    Of words in lower case it may also be what a speaker praises or calls for, or what is so
    according to somebody whom the sentence begins with.
    """
    after, before, around = _says(scene.language)
    head = scene.text[max(0, quotation.start - _AHEAD) : quotation.start]
    if after.match(scene.text, quotation.end) or before.search(head):
        return True
    start = max((s.start for s in scene.sentences if s.start <= quotation.start), default=0)
    lead = scene.text[max(start, quotation.start - 2 * _AHEAD) : quotation.start]
    return quotation.inner[:1].islower() and bool(around.search(lead))


def _after_dateline(scene: Scene, sentence: Sentence, items: Sequence[_Sign]) -> int:
    """Return where a sentence begins behind the town it is datelined in: "Kassel, 3. Mai – …"."""
    first = items[0] if items else None
    if first is None or first.start != sentence.start or first.sign not in {"place", "region"}:
        return sentence.start
    dash = _DATELINE.match(scene.text, first.end, sentence.end)
    return dash.end() if dash else sentence.start


@cache
def _says(language: Language) -> tuple[regex.Pattern[str], ...]:
    """Return the patterns of what follows and what goes before a quotation that is speech."""
    keys = ("speech.after", "speech.verbs", "speech.inverted")
    verbs = "|".join(map(language.fragment, keys))
    after = regex.compile(rf"(?:\s*,|\s+[–—-](?=\s)|(?<=,.))\s*(?:{verbs})(?!\p{{L}})")
    before = regex.compile(rf"(?<!\p{{L}})(?:{verbs})(?!\p{{L}})[^.!?:;]*:\s*$")
    named = rf"(?<!\p{{L}}){language.fragment('speech.names')}[\s'’]*(?:\p{{L}}{{1,4}}['’\s]\s*)?$"
    led = rf"^(?:{language.fragment('speech.voice')}|{language.fragment('speech.according')})"
    return after, before, regex.compile(rf"{named}|{led}(?!\p{{L}})[^.!?:;«»]*$")


def _is_name(scene: Scene, quotation: Quotation) -> bool:
    return any(
        quotation.start < n.start <= quotation.start + 3 and n.end >= quotation.end - 3
        for n in scene.mentions.names
    )


def _items(scene: Scene) -> list[_Sign]:
    held = {h.office for h in scene.mentions.holdings}
    for_another = regex.compile(scene.language.fragment("words.representing"))
    free = [
        o
        for o in scene.mentions.offices
        if o not in held and not (o.seats and for_another.match(scene.text, o.start))
    ]
    spoken = {(p.start, p.end) for p in scene.phrases}
    made = [_Sign(p.start, p.end, p.sign, p) for p in scene.phrases]
    made += [_Sign(d.start, d.end, d.sign, d) for d in scene.mentions.dates]
    made += [_Sign(n.start, n.end, n.sign, n) for n in scene.mentions.numbers]
    made += [_Sign(o.start, o.end, o.sign, o) for o in free if (o.start, o.end) not in spoken]
    return made


def _spoken(scene: Scene, quotation: Quotation, kind: BlockKind) -> Iterator[Sentence]:
    begin = scene.text.index(quotation.inner, quotation.start)
    last = begin + len(quotation.inner)
    for match in scene.language.sentence_end.finditer(scene.text, begin, last):
        if scene.language.is_abbreviated(
            scene.text[max(begin, match.start() - 20) : match.start() + 1]
        ):
            continue
        yield Sentence(begin, match.end(), kind)
        begin = match.end()
    if scene.text[begin:last].strip():
        yield Sentence(begin, last, kind)


@cache
def _compile(language: Language, pattern: str) -> regex.Pattern[str]:
    part = language.fragment
    det, joint = "(?&D)", "(?&J)"  # defined once: a pattern has many slots
    where = rf"(?<!\p{{L}}){part('words.where')}\s+"
    acting = rf"(?:(?<!{where})|(?={det}{signs('person', 'organisation')}))"
    acting = acting if "words.where" in language.fragments else ""

    def slot(match: regex.Match[str]) -> str:
        name, digit = match["name"], match["digit"]
        group = f"{name}{digit}_{match['case']}" if match["case"] else f"{name}{digit}"
        if name == "what":
            after = rf"(?:\s+{part('words.adjective_after')}(?!\p{{L}}))?"
            adjective = rf"(?:(?:{part('words.adjective')})\s+)?"
            noun = rf"(?:\p{{L}}[\p{{L}}-]{{2,}}|{signs('office')})"
            unit = rf"(?!{part('counts.units')}(?!\p{{L}}))"
            return rf"{unit}(?P<what{digit}>{adjective}{noun}{after})"
        sign = signs(*classes_of(name))
        apposed = rf"(?:(?<={signs('person')}),(?=\s\p{{Ll}}))?"
        acts = {"person", "region"} <= set(classes_of(name))
        begin = rf"{acting}{det}" if acts else det
        if name in SLOTS:
            return rf"{begin}(?P<{group}>{sign}){apposed}"
        further = acting.replace(det, "") if acts else ""  # "X, in Y" joins no place to X
        return rf"{begin}(?P<{group}>{sign}(?:(?&O){joint}{further}{sign})*){apposed}"

    text = pattern.replace("~", rf"{_EDGE}[^;:\n]{{0,160}}?{_EDGE}")
    if "{number" not in pattern:  # "after eleven years": a number is a word of a gap too
        text = _GAP_WORD.sub(lambda _: rf" (?:\p{{Ll}}+|{signs('number')})", text)
    text = regex.sub(r"\{words\.([a-z_]+)\}", lambda m: _word(language, m[1]), text)
    text = regex.sub(r"\{([a-z]+\.[a-z_]+)\}", lambda m: part(m[1]), text)
    text = regex.sub(r"\{(?P<name>[a-z]+)(?P<digit>\d?)(?::(?P<case>[a-z]+))?\}", slot, text)
    return compiled(rf"{_defined(language)}(?<!\p{{L}})(?:{text})(?!\p{{L}})")


@cache
def _defined(language: Language) -> str:
    """Return what slots share: a determiner, what joins two, whence one of a list is, or what."""
    det = rf"{language.led('words.determiners')}?"
    if "words.representing" in language.fragments:  # "representatives of the network"
        det = rf"(?:{language.led('words.representing')})?{det}"
    together = language.fragment("words.and")
    joint = rf"\)?\s*(?:[,;]\s*(?:{together}\s+)?|\s{together}\s+)(?&D)"
    origin = rf"(?:(?<={signs('person')}){_origin(language)})?"
    return rf"(?(DEFINE)(?P<D>{det})(?P<J>{joint})(?P<O>{origin}))"


@cache
def _origin(language: Language) -> str:
    """Return the pattern of where one of a list is from, or works: ", a poet from X"."""
    seat = signs("organisation", "place", "region", "country")
    led = rf"{language.led('words.determiners')}?"
    other = rf"{language.fragment('speech.joined')}\s"  # ", while X" tells of another
    work = rf",\s(?!{led}{seat}|{other})(?:\p{{Ll}}[\p{{Ll}}’'-]*\s){{1,5}}{led}"
    return rf"(?:,?\s{language.led('words.from_body')}{led}|{work}){seat}"


@cache
def _come_from(language: Language) -> regex.Pattern[str]:
    """Return the pattern of a person of a list and where that person comes from."""
    return regex.compile(rf"{signs('person')}{_origin(language)}$")


def _word(language: Language, key: str) -> str:
    """Return the pattern of one of the pack's words and the space after it."""
    return rf"(?<!\p{{L}}){language.led(f'words.{key}')}"


def find_frames(scene: Scene, clauses: Sequence[Clause], kind: StatementType) -> Iterator[Match]:
    """Find where the frames of one kind match.

    A frame is passed over where its clause denies it, or plans it and the frame does not
    allow that. Of two matches of one frame in a clause that overlap, the first counts.
    """
    for clause in clauses:
        for frame, patterns in candidates(scene.language, kind, clause.classes):
            last = -1
            for pattern in (p for p, needs in patterns if all(map(clause.holds, needs))):
                for match in _compile(scene.language, pattern).finditer(clause.marked.text):
                    if match.start() < last:
                        continue
                    made = matched(scene, clause, frame, match)
                    if made is not None:
                        last = match.end()
                        yield made


def matched(scene: Scene, clause: Clause, frame: Frame, match: regex.Match[str]) -> Match | None:
    """Return what a pattern of a frame found in a clause, unless the clause denies or plans it."""
    last = match.end() - match.group().endswith(",")
    around = clause_around(clause.marked.text, match.start(), last)
    language = scene.language
    if "negation" not in frame.allow and has_cue(language, "cues.negation", around):
        return None
    planned = has_cue(language, "cues.planned", around)
    if planned and "planned" not in frame.allow:
        return None
    slots: dict[str, tuple[Item, ...]] = {}
    texts: dict[str, str] = {}
    for group, value in match.groupdict().items():
        if value is None:
            continue
        name, _, case = group.partition("_")
        held = clause.marked.within(*match.span(group))
        if len(held) > 1:
            held = _without_origins(clause, *match.span(group), language=language)
        slots[name] = tuple(sign.item for sign in held if not _is_where(scene, sign.item, name))
        if held and not slots[name]:
            return None
        if match.end(group) >= last and _owns(scene, slots[name]):
            return None
        texts[name] = scene.text[slice(*clause.marked.origin(*match.span(group)))]
        if case and not stands_in(scene, slots[name][-1], case):
            return None
    start, end = clause.marked.origin(match.start(), last)
    return Match(frame, clause, start, end, slots, texts, planned)


def _without_origins(clause: Clause, start: int, end: int, language: Language) -> list[_Sign]:
    """Return the things of a list but those that people of it come from: "A from X and B"."""
    text, things = clause.marked.text, clause.marked.things
    pattern = _come_from(language)
    return [
        things[at]
        for at in range(start, end)
        if at in things
        and (things[at].sign == "person" or not pattern.search(text, max(0, at - _FROM), at + 1))
    ]


def _is_where(scene: Scene, item: Item, slot: str) -> bool:
    """Say whether the case of a territory says where something is: such a one does nothing."""
    if "cases.where" not in scene.language.fragments or not isinstance(item, Phrase):
        return False
    acts = slot.rstrip("23s") in {"agent", "party", "partie"} and item.sign in _TERRITORIES
    return acts and stands_in(scene, item, "where")


def _owns(scene: Scene, items: Sequence[Item]) -> bool:
    """Say whether the last of some things only owns what comes next: "welcomes Navarre's plans".

    A name does with the "s" of a possessor before a word, if the language bends names so, or one
    that an apostrophe or colon joins to its ending.
    """
    last = items[-1] if items else None
    if not isinstance(last, Phrase) or last.sign in {"event", "document"}:
        return False
    if _JOINED_END.match(scene.text, last.core[1]):
        return True
    bent = scene.text[slice(*last.core)] == f"{scene.things[last.thing].name}s"
    bends = regex.fullmatch(scene.language.fragment("names.genitive"), "s")
    word = r"\s+\p{L}" if scene.language.nouns_capitalised else r"\s+\p{Ll}"
    return bent and bends is not None and bool(regex.match(word, scene.text[last.core[1] :]))


def stands_in(scene: Scene, item: Item, case: str) -> bool:
    """Say whether a name, or the office that follows it, ends as the pack's ``[cases]`` says."""
    core = item.core if isinstance(item, Phrase) else (item.start, item.end)
    ending = regex.compile(rf"{scene.language.fragment(f'cases.{case}')}\W*$")
    return any(ending.search(scene.text[a:b]) for a, b in (core, (item.start, item.end)))


def clause_around(text: str, start: int, end: int) -> str:
    """Return the part of a laid-out sentence, between punctuation marks, that holds a stretch."""
    return text[slice(*clause_bounds(text, start, end))]


def clause_bounds(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the part begins and ends that `clause_around` returns."""
    begin = max(text.rfind(mark, 0, start) for mark in ",;:–") + 1
    stops = [at for mark in ",;:–" if (at := text.find(mark, end)) >= 0]
    return begin, min(stops, default=len(text))


def has_cue(language: Language, key: str, text: str) -> bool:
    """Say whether one of the words of a key stands in a stretch of text."""
    return bool(regex.search(rf"(?<!\p{{L}}){language.fragment(key)}(?!\p{{L}})", text))


def date_of(
    scene: Scene, match: Match, *, among: Container[DateMention] | None = None
) -> str | None:
    """Return the date of a matched frame: its own, or the only one near it in the sentence.

    A signal has no dates but its own.

    Args:
        scene: The release.
        match: The frame.
        among: The dates that count; by default all of the sentence.

    Returns:
        ISO 8601 cut to what is known, or None if the sentence gives none or several.
    """
    own = match.dates()
    if own:
        return _resolved(scene, match, own[0])
    if match.is_signal:
        return None
    signs_ = match.clause.marked.things
    inside = [s.item for s in signs_.values() if isinstance(s.item, DateMention)]
    around = [d for d in inside if _same_clause(scene, d, match)]
    around = [d for d in around if among is None or d in among]
    if len(around) == 1 or (around and all(d.value == around[0].value for d in around)):
        return _resolved(scene, match, around[0])
    within = [d for d in around if match.start <= d.start < match.end]
    return _resolved(scene, match, within[0]) if len(within) == 1 else None


def event_date(scene: Scene, clauses: Sequence[Clause], event: int | None) -> str | None:
    """Return the date of an event: the only one in the first sentence that dates it."""
    for clause in clauses:
        items = [sign.item for sign in clause.marked.things.values()]
        spoken = any(isinstance(i, Phrase) and i.thing == event for i in items)
        dates = {i.value for i in items if isinstance(i, DateMention)}
        if spoken and len(dates) == 1 and (value := next(iter(dates))) is not None:
            return value
    return None


def date_before(scene: Scene, match: Match) -> str | None:
    """Return the last date before a matched frame in its paragraph, if its sentence has none.

    "The assembly met on 3 May. It elected Karin Halbach as chair." A bare year is history.
    """
    sentence = match.clause.sentence
    passage = next(p for p in scene.running.passages if p.start <= match.start < p.end)
    dates = [d for d in scene.mentions.dates if passage.start <= d.start < sentence.end]
    if not dates or dates[-1].start >= sentence.start:
        return None
    value = _resolved(scene, match, dates[-1])
    return value if value is None or "-" in value else None


def _same_clause(scene: Scene, date: DateMention, match: Match) -> bool:
    between = (
        scene.text[date.end : match.start]
        if date.end <= match.start
        else scene.text[match.end : date.start]
    )
    return not regex.search(r"[;:]", between)


def _resolved(scene: Scene, match: Match, date: DateMention) -> str | None:
    """Return the value of a date; what was done was done before it was published.

    A frame with ``comes`` tells in the present of what is yet to come: "takes up her post in May".
    """
    published = scene.release.published
    coming = match.planned or "comes" in match.frame.sets
    value = moved_by_tense(date, planned=coming, past=not coming, published=published)
    if value is None or published is None or match.frame.kind not in _DONE:
        return value
    return value if value[: len(published)] <= published[: len(value)] else None


def evidence(scene: Scene, start: int, end: int) -> Evidence:
    """Return the stored words that stand behind a stretch of the running text."""
    span = scene.running.span(start, end)
    return Evidence(span.start, span.end, scene.release.text[span.start : span.end])
