"""Facts told by a single word: who stands beside "opened", "elected" or "founded".

The patterns of a language pack read what they foresee, and a text says it otherwise. A signal is
a word that tells a kind of fact by itself, whatever the order of the words around it. What it is
said of is the nearest thing, or list of things, of the class that it takes, in the same part of
the sentence. Nothing is read where the part denies it, inside a quotation, or where a thing that
the fact cannot do without is too far away.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import pairwise

import regex

from regiongraph.knowledge.languages import Frame, Language
from regiongraph.knowledge.patterns import compiled
from regiongraph.reading.dates import DateMention
from regiongraph.reading.frames import (
    Clause,
    Item,
    Match,
    clause_around,
    clause_bounds,
    find_frames,
    has_cue,
    stands_in,
)
from regiongraph.reading.identities import Scene
from regiongraph.reading.identities.wording import begins, definite
from regiongraph.reading.marked import signs
from regiongraph.reading.sentences import Sentence
from regiongraph.records import BlockKind, StatementType

_PERSON = ("person",)
_BODY = ("organisation",)
_PARTY = ("person", "organisation", "region", "country")
_BOUND = ("person", "organisation", "region", "country", "place")
_MEMBER = ("organisation", "region", "country", "place")
_SUBJECT = regex.compile(  # "X, founded in 2010, unites", "X, which today unites"
    r"[^,]*(?:,[^,]{3,70},)?\s?(?:,\s(?:\p{L}{1,8}\s(?:\p{L}{1,4}\s)?)?)?"
)
_NAMED = r"(?:\p{Lu}[\p{L}-]+(?:\s\p{Lu}[\p{L}-]+){0,2},\s){0,2}"  # names of what is not known
_DIRECT = regex.compile(rf"\s(?:\p{{Ll}}{{6,13}}\s)?(?:\p{{L}}{{1,4}}[’']?\s?){{0,3}}{_NAMED}")
"""What stands between "unites" and whom: "today the "."""
_SEVERAL = 2  # whom a body unites are several
_GO_ON = {StatementType.PARTICIPATION}  # one sentence tells of several: "A opened, B closed it"
_OF_POSTS = ("elected", "appointed", "reappointed", "resigned")
_FOLLOW = {"elected", "appointed", "reappointed"}  # of whom somebody follows they tell nothing
_RIGHT_BEHIND = 6  # characters of an article: "the founding of the"
_FAR = 100  # characters between a word and the event that it tells of
_COUNTED = regex.compile(rf"{signs('number')}\s+(?:\p{{L}}+\s+)?$")  # "27 member states of"
_READ = {BlockKind.BODY, BlockKind.BACKGROUND, BlockKind.LIST}


@dataclass(frozen=True, slots=True)
class _Slot:
    """What a signal takes.

    Args:
        name: The slot of the match that it fills.
        classes: The classes of signs that may fill it.
        reach: Characters of laid-out text between it and the signal, at most.
        sides: Where it stands: before the signal, after it, or the nearer of the two.
        needed: Whether nothing is read without it.
        between: What the words between it and the signal have to be like.
        over: Marks that may stand between: a colon before a list, or any.
        several: Whether only a list of them fills it.
        placed: Whether what is only where something happens is passed over.
        beside: Classes that may stand with the others in a list, but do not fill it alone.
        undergoes: Whether what "by" leads behind the signal is passed over: that does it.
    """

    name: str
    classes: tuple[str, ...]
    reach: int = 60
    sides: str = "nearest"
    needed: bool = True
    between: regex.Pattern[str] | None = None
    over: str = ""
    several: bool = False
    placed: bool = False
    beside: tuple[str, ...] = ()
    undergoes: bool = False


@dataclass(frozen=True, slots=True)
class _Signal:
    """A key of the pack's signals: what its words tell, and of what.

    Words that say when something happens tell it only right before what ``ahead`` names. Those of
    a ``settled`` one tell it of a certain thing only: "the agreement", not "an agreement".
    """

    kind: StatementType
    slots: tuple[_Slot, ...]
    sets: Mapping[str, str] = field(default_factory=dict)
    allow: frozenset[str] = frozenset()
    ahead: str = ""
    settled: bool = False


def _attends(role: str, *classes: str) -> _Signal:
    planned = frozenset({"planned"} if role in {"host", "organiser"} else ())
    slots = (_Slot("agents", classes, over=":"), _Slot("event", ("event",), _FAR, over=":"))
    return _Signal(StatementType.PARTICIPATION, slots, {"role": role}, planned)


def _at(*classes: str) -> _Signal:
    slots = (_Slot("event", ("event",), 0), _Slot("agents", classes))
    return _Signal(StatementType.PARTICIPATION, slots, {"role": "speaker"}, ahead="event")


def _appoints(kind: str) -> _Signal:
    slots = (_Slot("persons", _PERSON), _Slot("office", ("office",), 40))
    return _Signal(StatementType.APPOINTMENT, slots, {"kind_of": kind})


_BINDING = (_Slot("parties", _BOUND, 25, "after", between=_DIRECT, several=True, placed=True),)

SIGNALS: Mapping[str, _Signal] = {
    "speaker": _attends("speaker", "person"),
    "host": _attends("host", "person", "organisation", "region"),
    "organiser": _attends("organiser", "organisation", "region"),
    "occasion": _at("person"),
    "elected": _appoints("elected"),
    "appointed": _appoints("appointed"),
    "reappointed": _appoints("reappointed"),
    "resigned": _appoints("resigned"),
    "founded": _Signal(StatementType.FOUNDING, (_Slot("org", _BODY, undergoes=True),)),
    "adopted": _Signal(
        StatementType.ADOPTION,
        (_Slot("documents", ("document",)), _Slot("party", _BODY, 100)),
    ),
    "signed": _Signal(
        StatementType.AGREEMENT,
        (
            _Slot("parties", _PARTY, 100, beside=("place",)),
            _Slot("document", ("document",), 100, needed=False),
        ),
    ),
    "pact": _Signal(StatementType.AGREEMENT, _BINDING, settled=True),
    "binding": _Signal(StatementType.AGREEMENT, _BINDING),
    "linked": _Signal(
        StatementType.AGREEMENT,
        (
            _Slot("parties", _MEMBER, 40, "before", between=_SUBJECT, placed=True),
            _Slot("parties2", _MEMBER, 25, "after", between=_DIRECT),
        ),
    ),
    "met": _Signal(
        StatementType.MEETING,
        (
            _Slot("agents", _PERSON, sides="before"),
            _Slot("agents2", _PERSON, sides="after", needed=False),
        ),
    ),
    "talks": _Signal(
        StatementType.MEETING,
        (_Slot("agents", _PERSON, 40, "after", several=True),),
        settled=True,
    ),
    "member": _Signal(
        StatementType.MEMBERSHIP,
        (_Slot("agents", _PARTY, 40, "before"), _Slot("org", _BODY, 25, "after")),
    ),
    "unites": _Signal(
        StatementType.MEMBERSHIP,
        (
            _Slot("org", _BODY, 80, "before", between=_SUBJECT),
            _Slot("agents", _MEMBER, 25, "after", between=_DIRECT, several=True, placed=True),
        ),
    ),
    "seated": _Signal(
        StatementType.LOCATED,
        (_Slot("org", _BODY, 40, "before"), _Slot("place", ("place",), 25, "after")),
    ),
}
"""The keys of the pack's section ``[signals]``."""


def find_told(
    scene: Scene,
    clauses: Sequence[Clause],
    kind: StatementType,
    enough: Callable[[Match], bool] = lambda _: True,
) -> Iterator[Match]:
    """Find what frames tell and, where none matches in a sentence, what single words tell.

    Args:
        scene: The release.
        clauses: Its sentences, laid out.
        kind: The kind of fact that is wanted.
        enough: Whether what a frame read makes a fact, so that no word need tell it.

    Yields:
        Matches; the frame of one that a word told is called ``signal-`` and the word's key.
    """
    read: dict[Sentence, list[tuple[int, int]]] = {}
    for match in find_frames(scene, clauses, kind):
        if enough(match):
            read.setdefault(match.clause.sentence, []).append((match.start, match.end))
        yield match
    wanted = {key: signal for key, signal in SIGNALS.items() if signal.kind is kind}
    for clause in clauses:
        sentence = clause.sentence
        if clause.said or sentence.kind not in _READ or (sentence in read and kind not in _GO_ON):
            continue
        known = read.get(sentence, ())
        for key, signal in wanted.items():
            for span in _spans(scene, clause, key, signal):
                first, last = clause.marked.origin(span[0], max(span[1], span[0] + 1))
                if any(first < end and start < last for start, end in known):
                    continue
                if told := _matched(scene, clause, key, signal, span):
                    yield told


def _spans(scene: Scene, clause: Clause, key: str, signal: _Signal) -> Iterator[tuple[int, int]]:
    """Yield where a signal's words stand, or a name whose case alone says the same."""
    text = clause.marked.text
    for found in _words(scene.language, key, signal.ahead).finditer(text):
        counted = key == "member" and _COUNTED.search(text, 0, found.start())
        if not counted and (not signal.settled or _is_settled(text, found, scene.language)):
            yield found.span()
    if signal.ahead and f"cases.{key}" in scene.language.fragments:
        for at, sign in clause.marked.things.items():
            if sign.sign == signal.ahead and stands_in(scene, sign.item, key):
                yield at, at


def _is_settled(text: str, noun: regex.Match[str], language: Language) -> bool:
    """Say whether a noun speaks of a certain thing, or begins the sentence without an article."""
    before, bent = definite(language)
    told = before.search(text, 0, noun.start()) or bent.search(noun.group().split()[0])
    return bool(told) or begins(text, 0, noun.start())


@cache
def _words(language: Language, key: str, ahead: str) -> regex.Pattern[str]:
    words = rf"(?i)(?<!\p{{L}}){language.fragment(f'signals.{key}')}"
    determiner = rf"(?:\s+|(?<=['’-])){language.led('words.determiners')}?"
    further = rf"{determiner}(?={signs(ahead)})" if ahead else r"(?!\p{L})"
    return compiled(words + further)


def _matched(
    scene: Scene, clause: Clause, key: str, signal: _Signal, span: tuple[int, int]
) -> Match | None:
    text, language = clause.marked.text, scene.language
    around = clause_around(text, *span)
    if signal.ahead and any(_words(language, k, "").search(text) for k in _OF_POSTS):
        return None
    planned = has_cue(language, "cues.planned", around)
    if has_cue(language, "cues.negation", around) or (planned and "planned" not in signal.allow):
        return None
    inside = clause.marked.within(*clause_bounds(text, *span))
    dates = [s.item for s in inside if isinstance(s.item, DateMention)]
    slots: dict[str, tuple[Item, ...]] = {"date": tuple(dates) if len(dates) == 1 else ()}
    first, last = span
    followed = _followed(clause, language) if key in _FOLLOW else frozenset[int]()
    for slot in _slots(signal, text[slice(*span)], language):
        places = _beside(clause, slot, span, language, without=followed)
        if signal.kind is StatementType.APPOINTMENT and not followed:
            places = _given(clause, slot, span, language) or places
            places = _without_electors(clause, places, span, language)
        if places:
            slots[slot.name] = tuple(clause.marked.things[at].item for at in places)
            first, last = min(first, places[0]), max(last, places[-1] + 1)
        elif slot.needed:
            return None
    if has_cue(language, "cues.negation", text[span[1] : last]):
        return None  # "elected A, mayor of B, not to the chair"
    frame = Frame(f"signal-{key}", signal.kind, (), signal.sets, "", signal.allow)
    start, end = clause.marked.origin(first, last)
    return Match(frame, clause, start, end, slots, {}, planned, is_signal=True)


def _slots(signal: _Signal, words: str, language: Language) -> Sequence[_Slot]:
    """Return what a signal takes; what is founded stands right behind "the founding of"."""
    led = regex.search(rf"\s(?i:{language.fragment('words.of')})$", words)
    if signal.kind is not StatementType.FOUNDING or not led:
        return signal.slots
    return [replace(slot, sides="after", reach=_RIGHT_BEHIND) for slot in signal.slots]


def names_followed(match: Match, language: Language) -> bool:
    """Say whether a match takes one whom somebody follows for one who gets an office."""
    if match.frame.sets.get("kind_of") not in _FOLLOW:
        return False
    things = match.clause.marked.things
    followed = [things[at].item for at in _followed(match.clause, language)]
    given = (*match.slots.get("person", ()), *match.slots.get("persons", ()))
    return any(item in followed for item in given)


def _followed(clause: Clause, language: Language) -> frozenset[int]:
    """Return where the signs stand of those whom somebody follows: "elected to succeed X"."""
    if "signals.followed" not in language.fragments:
        return frozenset()
    text = clause.marked.text
    people = (at for at, sign in clause.marked.things.items() if sign.sign == _PERSON[0])
    return frozenset(at for at in people if _follows(language).search(text, max(0, at - 60), at))


@cache
def _follows(language: Language) -> regex.Pattern[str]:
    led = rf"(?:\s*{language.led('words.determiners')}|\s+)"
    return regex.compile(rf"(?i)(?<!\p{{L}}){language.fragment('signals.followed')}{led}$")


def _beside(
    clause: Clause,
    slot: _Slot,
    span: tuple[int, int],
    language: Language,
    *,
    without: frozenset[int] = frozenset(),
) -> tuple[int, ...]:
    """Return where the signs stand of the nearest list of things that fill a slot."""
    text = clause.marked.text
    here = [
        at
        for at, s in clause.marked.things.items()
        if s.sign in {*slot.classes, *slot.beside}
        and at not in without
        and not (slot.placed and _is_where(text, at, language))
    ]
    parts = [m.start() for m in regex.finditer(r"[;:]", text)]

    def gap(at: int) -> int:
        return span[0] - at if at < span[0] else at - span[1]

    near = [
        at
        for at in here
        if gap(at) <= slot.reach
        and clause.marked.things[at].sign in slot.classes
        and not any(
            min(at, span[0]) <= p < max(at, span[1]) for p in parts if text[p] not in slot.over
        )
        and (not slot.between or slot.between.fullmatch(text, *_gap(at, span)))
        and (slot.sides == "nearest" or (at < span[0]) == (slot.sides == "before"))
        and not (slot.undergoes and at >= span[1] and _by(language).search(text, span[1], at))
    ]
    if not near:
        return ()
    nearest = min(near, key=gap)
    group = next(group for group in _lists(here, text, language) if nearest in group)
    return () if slot.several and len(group) < _SEVERAL else group


def _given(
    clause: Clause, slot: _Slot, span: tuple[int, int], language: Language
) -> tuple[int, ...]:
    """Return who was elected to what, where both follow the verb in this order.

    Whoever stands before it then elects: "The president and the governors elected X as chair".
    """
    stop = clause_bounds(clause.marked.text, *span)[1]
    person, office = _PERSON[0], "office"
    found = _behind(language).match(clause.marked.text, span[1], stop)
    if not found:
        return ()
    signed = person if slot.classes == _PERSON else office
    return tuple(
        at
        for at in range(*found.span())
        if at in clause.marked.things and clause.marked.things[at].sign == signed
    )


def _without_electors(
    clause: Clause, places: tuple[int, ...], span: tuple[int, int], language: Language
) -> tuple[int, ...]:
    """Leave out an office that, with its article, is the subject: "The president elected X"."""
    text, things = clause.marked.text, clause.marked.things
    if not places or places[0] > span[0] or things[places[0]].sign != "office":
        return places
    people = (at for at in things if things[at].sign == _PERSON[0])
    elects = _elector(language).search(text, 0, places[-1] + 1)
    after = any(span[1] <= at <= clause_bounds(text, *span)[1] for at in people)
    before = any(at < span[0] for at in people)
    return () if elects and after and not before else places


@cache
def _elector(language: Language) -> regex.Pattern[str]:
    """Return the pattern of an office behind an article that begins a sentence."""
    article = language.fragment("words.articles")
    return compiled(
        rf"^\W*{article}\s?(?:\p{{Ll}}+\s){{0,2}}{signs('office')}"
        rf"(?:,?\s[\p{{Ll}}\s]{{1,12}}{signs('office')})*$"
    )


@cache
def _behind(language: Language) -> regex.Pattern[str]:
    """Return the pattern of one person and then one office behind a verb."""
    no_and = rf"(?!{language.fragment('words.and')}(?!\p{{L}}))"
    words = rf"(?:{no_and}[\p{{L}}'’\s]|{signs('date', 'number')}){{1,40}}?"
    return compiled(rf"{words}{signs('person')}{words}{signs('office')}")


def _gap(at: int, span: tuple[int, int]) -> tuple[int, int]:
    """Return where the words between a sign and a signal begin and end."""
    return (at + 1, span[0]) if at < span[0] else (span[1], at)


def _is_where(text: str, at: int, language: Language) -> bool:
    """Say whether something is in a place, rather than of it."""
    if "words.where" not in language.fragments:
        return False
    return bool(_where(language).search(text, max(0, at - 20), at))


@cache
def _where(language: Language) -> regex.Pattern[str]:
    return regex.compile(rf"(?<!\p{{L}}){language.fragment('words.where')}\s+$")


@cache
def _by(language: Language) -> regex.Pattern[str]:
    """Return the pattern of what leads the one who does something, up to that one."""
    return regex.compile(rf"(?<!\p{{L}}){language.led('words.by')}[^,]*$")


def _lists(places: Sequence[int], text: str, language: Language) -> Iterator[tuple[int, ...]]:
    """Group signs that commas and "and" join."""
    joined = _joint(language)
    group: list[int] = list(places[:1])
    for one, two in pairwise(sorted(places)):
        if not joined.fullmatch(text, one + 1, two):
            yield tuple(group)
            group = []
        group.append(two)
    yield tuple(group)


@cache
def _joint(language: Language) -> regex.Pattern[str]:
    together = language.fragment("words.and")
    seat = signs("organisation", "place", "region", "country")
    origin = rf"(?:,?\s(?:\p{{L}}+\s){{0,3}}{seat})?"
    led = rf"(?:{language.led('words.determiners')}|\p{{L}}+\s)?"
    clitic = r"(?:\p{L}+\s)?\p{L}{1,4}['’-]"  # "e l'università", "u l-kunsill"
    further = rf"[,;]\s{led}|[,;]?\s{together}(?!\p{{L}})\s(?:{clitic}|(?:\p{{L}}+\s){{0,2}})"
    return compiled(rf"\)?{origin}\s*(?:{further})")
