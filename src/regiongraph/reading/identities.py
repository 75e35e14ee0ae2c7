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
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property

import regex

from regiongraph.knowledge.inflection import Inflection
from regiongraph.knowledge.languages import Language
from regiongraph.knowledge.registry import Registry
from regiongraph.knowledge.spelling import marked
from regiongraph.reading.mentions import Mentions
from regiongraph.reading.mentions.designations import Description
from regiongraph.reading.mentions.holdings import Holding
from regiongraph.reading.mentions.names import Name
from regiongraph.reading.mentions.offices import Office
from regiongraph.reading.sentences import Quotation, RunningText, Sentence
from regiongraph.records import BlockKind, EntityType, Identity, Mention, Release

_AFTER = regex.compile(r"[\"“”«’‘]?(?:\s*\((?P<b>[^()\n]{1,60})\))?[\"“”«’‘]?")
_HEAD = 4  # title, subtitle and the first paragraphs
_SEATS = {EntityType.ORGANISATION, EntityType.REGION, EntityType.PLACE, EntityType.COUNTRY}
_BESIDE = 40  # characters before an event in which "next" stands
_STEM = 4  # letters by which an ordinal or adjective is known in all its forms


@dataclass(slots=True)
class Thing:
    """One thing, while its mentions are being gathered."""

    number: int
    type: EntityType
    name: str
    key: str | None = None
    names: list[Name] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A stretch of running text that speaks of one thing.

    Args:
        start: First character, with office, quotation mark and title.
        end: After the last, with apposition and brackets.
        core: Offsets of the name or noun itself.
        thing: Number of the thing.
        sign: The class of its sign.
        named: It holds a name, not only a description.
    """

    start: int
    end: int
    core: tuple[int, int]
    thing: int
    sign: str
    named: bool


@dataclass(frozen=True)
class Scene:
    """A release as the stages after this one see it: its things and where they are spoken of."""

    release: Release
    running: RunningText
    quotations: tuple[Quotation, ...]
    sentences: tuple[Sentence, ...]
    mentions: Mentions
    language: Language
    things: tuple[Thing, ...]
    phrases: tuple[Phrase, ...]
    thing_of: dict[tuple[int, int], int]
    holders: tuple[tuple[Holding, int], ...]

    @property
    def text(self) -> str:
        """The running text."""
        return self.running.text

    @cached_property
    def thing_at(self) -> dict[int, int]:
        """The thing named at an offset of the running text."""
        return {start: thing for (start, _), thing in self.thing_of.items()}

    @cached_property
    def publisher(self) -> int | None:
        """The thing that issued the release, if it is named in it."""
        wanted = _folded(self.release.publisher or "")
        return next((t.number for t in self.things if wanted and _folded(t.name) in {wanted}), None)

    @cached_property
    def main_event(self) -> int | None:
        """The event the release is about: the first named in its title or its first paragraphs."""
        running = {BlockKind.BODY, BlockKind.TITLE, BlockKind.SUBTITLE}
        head = [p for p in self.running.passages if p.kind in running][:_HEAD]
        for phrase in self.phrases:
            event = self.things[phrase.thing].type is EntityType.EVENT
            if event and any(p.start <= phrase.start < p.end for p in head):
                return phrase.thing
        return None

    @cached_property
    def main_body(self) -> int | None:
        """The body the release speaks of most often."""
        bodies = [t for t in self.things if t.type is EntityType.ORGANISATION]
        return max(bodies, key=lambda t: (len(t.names), -t.number)).number if bodies else None

    def type_of(self, thing: int) -> EntityType:
        """Return the type of a thing."""
        return self.things[thing].type

    def topic_before(self, at: int, *types: EntityType) -> int | None:
        """Return what the text before an offset is about.

        That is the first thing of one of the types in the same sentence, or else in the
        nearest sentence before it that names one: subjects stand first.
        """
        for sentence in reversed([s for s in self.sentences if s.start < at]):
            for phrase in self.phrases:
                inside = sentence.start <= phrase.start and phrase.end <= min(at, sentence.end)
                if inside and self.things[phrase.thing].type in types:
                    return phrase.thing
        return None

    def topic_here(self, at: int, *types: EntityType) -> int | None:
        """Return what the text before an offset is about, if its paragraph names that.

        A list goes on with what the text before it is about.
        """
        topic = self.topic_before(at, *types)
        passage = next(p for p in self.running.passages if p.start <= at < p.end)
        if passage.kind is BlockKind.LIST:
            return topic
        here = any(p.thing == topic and passage.start <= p.start <= at for p in self.phrases)
        return topic if here else None

    def last_before(self, at: int, *types: EntityType) -> int | None:
        """Return the thing of one of the types that was spoken of last before an offset."""
        before = [p for p in self.phrases if p.end <= at and self.things[p.thing].type in types]
        return before[-1].thing if before else None


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
    things, thing_of = _gather(text, mentions, language, registry)
    things += _implied(mentions, things, registry, language)
    phrases = _joined(text, _phrases(text, mentions, thing_of, language), language)
    inflection = registry.inflection(language.code)
    phrases += _descriptions(text, mentions, things, inflection, language)
    phrases.sort(key=lambda p: (p.start, -p.end))
    outside = [s for s in sentences if s.kind in {BlockKind.BODY, BlockKind.BACKGROUND}]
    phrases += _pronouns(text, phrases, outside, quotations, language)
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
    )


def _gather(
    text: str, mentions: Mentions, language: Language, registry: Registry
) -> tuple[list[Thing], dict[tuple[int, int], int]]:
    things: list[Thing] = []
    index: dict[object, Thing] = {}
    thing_of: dict[tuple[int, int], int] = {}
    cut = _cut_short(text, mentions, language)
    ordered = sorted(mentions.names, key=lambda n: (n.rule == "surname", n in cut, n.start))
    inflection = registry.inflection(language.code)
    for name in ordered:
        written = text[name.start : name.end]
        if name.type is EntityType.PERSON:
            thing = _known_person(name, written, things, inflection, language)
        else:
            coming = name.type is EntityType.EVENT and is_coming(text, name.start, language)
            thing = None if coming else _known(name, written, index, things, language)
            thing = thing or _bent(name, written, things, inflection, language)
        if thing is None:
            key = name.keys[0] if name.keys else None
            thing = Thing(len(things), name.type, _plain(written, name, registry, language), key)
            things.append(thing)
        for entry in _handles(name, written, language):
            index.setdefault(entry, thing)
        thing.names.append(name)
        thing_of[name.start, name.end] = thing.number
    for thing in things:
        if thing.type is EntityType.PERSON or _is_bent(thing, language):
            thing.name = _uninflected(text, thing, inflection)
        if thing.type is EntityType.PERSON:
            thing.name = registry.nominatives(language.code).of(thing.name)
    return things, thing_of


def _is_bent(thing: Thing, language: Language) -> bool:
    """Say whether a thing's name stands in the text in whatever cases it is used."""
    built = all(n.rule == "designation" for n in thing.names)
    return not language.nouns_capitalised and thing.key is None and built


def _cut_short(text: str, mentions: Mentions, language: Language) -> frozenset[Name]:
    """Return names of several words with which a longer name of their kind begins."""
    built = [n for n in mentions.names if n.rule == "designation"]
    words = {n: _stemmed(text[n.start : n.end], language) for n in built}
    return frozenset(
        n
        for n in built
        if " " in words[n]
        and any(
            m.type is n.type
            and _begins(words[m], words[n], n.type)
            and not _is_next(text[m.start : m.end], n.type, language)
            for m in built
        )
    )


def _is_next(name: str, kind: EntityType, language: Language) -> bool:
    """Say whether an event's name begins by saying that it is still to come: "next meeting"."""
    return kind is EntityType.EVENT and bool(
        regex.match(rf"{language.fragment('cues.next')}(?!\p{{L}})", name)
    )


def _begins(full: str, short: str, kind: EntityType) -> bool:
    """Say whether a name begins with another; an event's may have its ordinal before that."""
    first, _, rest = full.partition(" ")
    numbered = kind is EntityType.EVENT and first != short
    return full.startswith(f"{short} ") or (numbered and f"{rest} ".startswith(f"{short} "))


def _implied(
    mentions: Mentions, things: Sequence[Thing], registry: Registry, language: Language
) -> list[Thing]:
    """Return the regions that only adjectives name: "der hessische Ministerpräsident"."""
    named = {t.key for t in things}
    meant = dict.fromkeys(h.office.region for h in mentions.holdings)
    keys = [key for key in meant if key is not None and key not in named]
    return [
        Thing(len(things) + i, registry.entries[key].type, registry.name(key, language.code), key)
        for i, key in enumerate(keys)
    ]


def _known(
    name: Name,
    written: str,
    index: dict[object, Thing],
    things: list[Thing],
    language: Language,
) -> Thing | None:
    if name.short_for is not None and ("at", name.short_for) in index:
        return index["at", name.short_for]
    for handle in _handles(name, written, language)[2:]:
        if handle in index:
            return index[handle]
    if name.type in {EntityType.ORGANISATION, EntityType.EVENT}:
        longer = _longer(written, name, things, language)
        if longer is not None:
            return longer
    return index.get((name.type, _stemmed(written, language)))


def is_coming(text: str, at: int, language: Language) -> bool:
    """Say whether an event is one still to come: "the next meeting", "the next edition of …"."""
    pattern = rf"(?<!\p{{L}}){language.fragment('cues.next')}(?:\s[\p{{L}}'’]+){{0,3}}[\s'’]*$"
    return bool(regex.search(pattern, text[max(0, at - _BESIDE) : at]))


def _bent(
    name: Name, written: str, things: list[Thing], inflection: Inflection, language: Language
) -> Thing | None:
    """Return the unlisted thing of which a name of several words is another case form."""
    words = _folded(written).split()
    if language.nouns_capitalised or name.keys or len(words) < 2:  # noqa: PLR2004
        return None
    alike = [t for t in things if t.type is name.type and t.key is None]
    return next((t for t in alike if _agrees(_folded(t.name).split(), words, inflection)), None)


def _agrees(one: list[str], two: list[str], inflection: Inflection) -> bool:
    return len(one) == len(two) and all(
        inflection.agree(a, b) for a, b in zip(one, two, strict=True)
    )


def _longer(written: str, name: Name, things: list[Thing], language: Language) -> Thing | None:
    """Return the thing named last whose longer name begins or ends so; ends, if one word does."""
    word = _stemmed(written, language)
    alike = [(t, _stemmed(t.name, language)) for t in things if t.type is name.type]
    fitting = [
        t
        for t, full in alike
        if (_begins(full, word, name.type) and not _is_next(t.name, name.type, language))
        or _shortens(written, word, t.name, full)
        or (" " not in written and word in {full, full.split(" ")[-1], _second(full, language)})
    ]
    return max(fitting, key=lambda t: t.names[-1].start) if fitting else None


def _shortens(written: str, word: str, name: str, full: str) -> bool:
    """Say whether a name leaves out words before the capitals that both end with: "EVTZ TRITIA"."""
    proper = written.rsplit(maxsplit=1)[-1]
    if not (len(proper) > 2 and proper.isupper() and name.endswith(f" {proper}")):  # noqa: PLR2004
        return False
    words = iter(full.split())
    return " " in written and all(part in words for part in word.split())


def _second(full: str, language: Language) -> str:
    """Return the second word of a name, where an adjective may stand before its head."""
    words = full.split(" ")
    return words[1] if len(words) > 1 and not language.nouns_capitalised else ""


def _known_person(
    name: Name, written: str, things: list[Thing], inflection: Inflection, language: Language
) -> Thing | None:
    """Return the person whose name this is, whole or in part: rather unbent, then the last."""
    words = _name_words(written, language)
    best: tuple[tuple[bool, int], Thing] | None = None
    for person in (t for t in things if t.type is EntityType.PERSON):
        full = _name_words(person.name, language)
        whole = full[-len(words) :] == words or words[-len(full) :] == full
        whole = whole or (language.two_surnames and (_within(words, full) or _within(full, words)))
        if len(words) == 1 and language.words.get("names.surname_first"):
            whole = whole or full[:1] == words
            full = full[:1] if inflection.agree(full[0], words[0]) else full
        if whole or _inflected(full, words, inflection):
            before = [n.start for n in person.names if n.start <= name.start]
            rank = (whole, max(before, default=-1))
            if best is None or rank > best[0]:
                best = (rank, person)
    return best[1] if best else None


def _name_words(name: str, language: Language) -> list[str]:
    """Return the words of a name, folded; where people have two surnames, a hyphen joins two."""
    folded = _folded(name)
    return (folded.replace("-", " ") if language.two_surnames else folded).split()


def _within(words: list[str], full: list[str]) -> bool:
    """Say whether words stand in a full name, a single one not as its first."""
    first = 0 if len(words) > 1 else 1
    return any(full[i : i + len(words)] == words for i in range(first, len(full)))


def _inflected(full: list[str], words: list[str], inflection: Inflection) -> bool:
    """Say whether a name is a full name, or its end, in an inflected form."""
    tail = full[-len(words) :]
    return len(tail) == len(words) and all(
        _agree(a, b, inflection) or (b.startswith(a) and b[len(a) :] in {"s", "'", "’"})
        for a, b in zip(tail, words, strict=True)
    )


def _parts(name: str) -> list[str]:
    return regex.split(r"[\s-]+", name)


def _agree(a: str, b: str, inflection: Inflection) -> bool:
    """Say whether two words may be forms of one: in other cases, or one the other's initial."""
    short, long = sorted((a, b), key=len)
    return (short.endswith(".") and long.startswith(short[:-1])) or inflection.agree(a, b)


def _uninflected(text: str, person: Thing, inflection: Inflection) -> str:
    """Return the form of a person's full name that most of its forms may come from."""
    forms = list(dict.fromkeys(_spaced(text[n.start : n.end]) for n in person.names))
    longest = max(len(form.split()) for form in forms)
    full = [form for form in forms if len(form.split()) == longest]

    def explained(form: str) -> int:
        tail = _parts(form)
        return sum(
            all(
                inflection.stems_from(theirs, mine)
                for mine, theirs in zip(tail[::-1], _parts(other)[::-1], strict=False)
            )
            for other in forms
        )

    return max(full, key=lambda form: ("." not in form, explained(form)))


def _handles(name: Name, written: str, language: Language) -> list[object]:
    handles: list[object] = [("at", name.start), (name.type, _stemmed(written, language))]
    handles += [("key", key) for key in name.keys[:1]]
    if name.type is EntityType.EVENT:
        handles += _event_handle(written, language)
    return handles


def _event_handle(written: str, language: Language) -> list[object]:
    """Let "erste Konferenz" and "ersten Treffens" be one event of a release."""
    words = written.split()
    generic = regex.fullmatch(rf"\p{{L}}*{language.fragment('heads.generic_event')}", words[-1])
    return [("ordinal", words[0][:_STEM].casefold())] if generic and len(words) > 1 else []


def _plain(written: str, name: Name, registry: Registry, language: Language) -> str:
    if name.keys and language.code in registry.entries[name.keys[0]].names:
        return registry.name(name.keys[0], language.code)
    plain = _spaced(written)
    if name.rule == "designation":
        for pattern, instead in language.words.get("names.nominative", ()):
            plain = regex.sub(pattern, instead, plain)
    return plain


def _spaced(text: str) -> str:
    return regex.sub(r"\s+", " ", text)


def _folded(text: str) -> str:
    return regex.sub(r"[\s\u00a0]+", " ", text).strip().casefold()


def _stemmed(text: str, language: Language) -> str:
    """Fold a name so that its inflected forms agree: the ends of its words are cut."""
    words = regex.findall(r"[\p{L}\p{N}]+", marked(text))
    ending = rf"{language.fragment('words.endings')}$"
    return " ".join(regex.sub(ending, "", w) if len(w) > _STEM else w for w in words)


def _phrases(
    text: str, mentions: Mentions, thing_of: dict[tuple[int, int], int], language: Language
) -> list[Phrase]:
    ahead = _ahead(language)
    held: dict[tuple[int, int], list[Office]] = {}
    for holding in mentions.holdings:
        held.setdefault((holding.name.start, holding.name.end), []).append(holding.office)
    phrases = []
    named_at = {name.start: name for name in mentions.names if name.type in _SEATS}
    for name in mentions.names:
        offices = held.get((name.start, name.end), [])
        start = min([name.start, *(o.start for o in offices)])
        end = max([name.end, *(o.end for o in offices)])
        if name.type is EntityType.PERSON:
            before = ahead.search(text, max(0, start - 80), start)
            start = before.start("a") if before else start
            seat = seat_after(text, end, named_at, language) if offices else None
            end = seat.end if seat else end
        if text[start - 1 : start] in {"»", "„", "“", "”", "«", "‚", '"'}:
            start -= 1
        elif text[start - 2 : start - 1] == "«" and text[end + 1 : end + 2] == "»":
            start, end = start - 2, end + 2
        after = _AFTER.match(text, end)
        end = after.end() if after and _closes(text, after) else end
        phrases.append(
            Phrase(
                start, end, (name.start, name.end), thing_of[name.start, name.end], name.sign, True
            )
        )
    return phrases


def seat_after(text: str, at: int, seats: Mapping[int, Name], language: Language) -> Name | None:
    """Return what a holder is of, where the pack has words for it: "minister Jan Jansen van X"."""
    if "persons.of" not in language.fragments:
        return None
    match = regex.compile(rf"\s+{language.led('persons.of')}").match(text, at)
    return seats.get(match.end()) if match else None


@cache
def _ahead(language: Language) -> regex.Pattern[str]:
    """Return the pattern of what belongs to a person's phrase: titles, "die Juristin"."""
    titles = rf"(?:{language.fragment('names.titles')}\s+)+"
    if not language.nouns_capitalised:
        return regex.compile(rf"(?<!\p{{L}})(?P<a>{titles})$")
    noun = r"\p{Lu}\p{Ll}+(?:-\p{L}+)?[^\S\n]+"
    article = rf"(?<!\p{{L}}){language.led('words.articles')}"
    adjective = rf"(?:{language.fragment('words.adjective')}\s+)?"
    return regex.compile(
        rf"(?<!\p{{L}})(?P<a>{titles})$|{article}(?P<a>{adjective}{noun}(?:{titles})?)$"
    )


def _joined(text: str, phrases: list[Phrase], language: Language) -> list[Phrase]:
    """Let "Automotive Intergroup des AdR" be one phrase, of the body named first."""
    of = regex.compile(rf"\s+{language.led('words.of')}")
    joined: list[Phrase] = []
    for phrase in sorted(phrases, key=lambda p: p.start):
        last = joined[-1] if joined else None
        if (
            last is not None
            and last.sign == phrase.sign == "organisation"
            and last.thing != phrase.thing
            and of.fullmatch(text[last.end : phrase.start])
        ):
            joined[-1] = replace(last, end=phrase.end)
        joined.append(phrase)
    return joined


def _closes(text: str, after: regex.Match[str]) -> bool:
    return after["b"] is not None or after.end() > after.start()


def _descriptions(
    text: str,
    mentions: Mentions,
    things: list[Thing],
    inflection: Inflection,
    language: Language,
) -> list[Phrase]:
    found: list[Phrase] = []
    bare_nouns = "words.articles" not in language.fragments
    definite = regex.compile(
        rf"(?<!\p{{L}}){language.led('words.demonstrative')}(?:{language.fragment('words.adjective')}\s+)?$"
    )
    bent = regex.compile(rf"{language.fragment('words.definite')}$")
    for description in mentions.descriptions:
        head = text[max(0, description.start - 40) : description.start]
        if description.type is EntityType.EVENT and is_coming(text, description.start, language):
            continue
        if bare_nouns or definite.search(head) or bent.search(description.head):
            thing = _meant(description, things, language)
            if thing is not None:
                found.append(_described(description, thing))
    held = {h.office for h in mentions.holdings}
    after = regex.compile(rf"\s+{language.fragment('persons.introduced')}(?!\p{{L}})")
    for office in mentions.offices:
        if after.match(text, office.end):  # "the mayor's predecessor" is not the mayor
            continue
        if office not in held and (office.determined or bare_nouns or bent.search(office.noun)):
            holder = _holder(text, office, mentions, inflection, language)
            if holder is not None:
                thing = next(t for t in things if holder in t.names)
                span = (office.start, office.end)
                found.append(Phrase(*span, office.title, thing.number, "person", False))
    return found


def _meant(description: Description, things: Sequence[Thing], language: Language) -> Thing | None:
    """Return the thing that a description means: the last one named with that noun."""
    noun = _stemmed(description.head, language)
    fitting = [
        t
        for t in things
        if t.type is description.type and noun in _stemmed(t.name, language).replace(" ", "")
    ]
    before = [t for t in fitting if t.names[0].start < description.start]
    if before:
        return max(
            before, key=lambda t: max(n.start for n in t.names if n.start < description.start)
        )
    generic = bool(regex.fullmatch(language.fragment("heads.generic"), description.head))
    if generic and description.type is not EntityType.EVENT:
        if not language.heads[EntityType.EVENT].search(description.head):
            return _last_named([t for t in things if t.type is description.type], description.start)
        return _last_named([t for t in things if t.type is EntityType.EVENT], description.start)
    planned = regex.compile(rf"(?i)(?<!\p{{L}}){language.fragment('cues.planned')}")
    later = {t.number for t in things if t.names and t.names[0].start > description.start}
    alike = [
        t
        for t in things
        if t.type is description.type and not (t.number in later and planned.match(t.name))
    ]
    if generic:
        return _last_named(alike, description.start)
    return alike[0] if len(alike) == 1 and description.type is EntityType.EVENT else None


def _last_named(things: Sequence[Thing], at: int) -> Thing | None:
    """Return the thing named last before an offset."""
    before = [(n.start, t) for t in things for n in t.names if n.start < at]
    return max(before, key=lambda pair: pair[0])[1] if before else None


def _pronouns(
    text: str,
    phrases: Sequence[Phrase],
    sentences: Sequence[Sentence],
    quotations: Sequence[Quotation],
    language: Language,
) -> list[Phrase]:
    """Return the pronouns outside quotations that the pack lists as phrases of their own.

    One means the person named first in its sentence before it, or else in the nearest
    sentence before that names one.
    """
    if "persons.subjects" not in language.fragments:
        return []
    pattern = regex.compile(
        rf"(?<![\p{{L}}-]){language.fragment('persons.subjects')}(?![\p{{L}}-])"
    )
    found: list[Phrase] = []
    topic: int | None = None
    for sentence in sentences:
        inside = [p for p in phrases if sentence.start <= p.start < sentence.end]
        people = [
            p
            for p in inside
            if p.sign == "person" and not any(q.start < p.start < q.end for q in quotations)
        ]
        for match in pattern.finditer(text, sentence.start, sentence.end):
            meant = next((p.thing for p in people if p.end <= match.start()), topic)
            said = any(q.start < match.start() < q.end for q in quotations)
            if meant is not None and not said:
                found.append(Phrase(*match.span(), match.span(), meant, "person", False))
        topic = people[0].thing if people else topic
    return found


def _described(description: Description, thing: Thing) -> Phrase:
    span = (description.start, description.end)
    return Phrase(*span, span, thing.number, thing.type.value.lower(), False)


def _holder(
    text: str, office: Office, mentions: Mentions, inflection: Inflection, language: Language
) -> Name | None:
    """Return whom an office without a name means: its holder named last, in any case form."""
    noun = _unbent(office, language)
    holders = [
        h
        for h in mentions.holdings
        if h.name.start < office.start
        and (
            _unbent(h.office, language).endswith(noun)
            or (not language.nouns_capitalised and inflection.agree(h.office.noun, office.noun))
        )
        and _same_seat(text, h.office, office, language)
    ]
    return holders[-1].name if holders else None


def _same_seat(text: str, held: Office, office: Office, language: Language) -> bool:
    """Say whether an office with a seat may be one that somebody holds: the seats share a word."""
    if not office.seats:
        return True
    one, two = (
        {w for s in seats for w in _stemmed(text[s.start : s.end], language).split()}
        for seats in (held.seats, office.seats)
    )
    return not one.isdisjoint(two)


def _unbent(office: Office, language: Language) -> str:
    """Return the noun of an office, folded, without the endings that the pack lists for offices."""
    endings = language.fragments.get("offices.endings", "")
    return regex.sub(rf"(?<=\p{{L}}{{3}}){endings}$", "", office.noun.casefold())


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
    for name in sorted(thing.names, key=lambda n: n.start):
        span = scene.running.span(name.start, name.end)
        mentions.append(Mention(span.start, span.end, scene.release.text[span.start : span.end]))
    key = key_of(scene, thing.number)
    return Identity(key or "", thing.type, thing.name, tuple(sorted(mentions)), thing.key)


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.casefold())
    return regex.sub(r"[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode()).strip("-")[:40]
