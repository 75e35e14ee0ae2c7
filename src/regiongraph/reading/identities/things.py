"""Mentions of one thing, gathered: names alike, abbreviations, case forms, surnames."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from operator import contains

import regex
from rapidfuzz.distance import Prefix

from regiongraph.knowledge.entries import Entry
from regiongraph.knowledge.inflection import Inflection
from regiongraph.knowledge.languages import Language
from regiongraph.knowledge.registry import Registry
from regiongraph.knowledge.spelling import WORD, bare, fold, index_form
from regiongraph.reading.identities.capitals import in_usual_case
from regiongraph.reading.identities.scenes import Thing
from regiongraph.reading.identities.wording import STEM, folded, spaced, stemmed
from regiongraph.reading.mentions import Mentions
from regiongraph.reading.mentions.names import Name
from regiongraph.records import EntityType

_BESIDE = 40  # characters before an event in which "next" stands


def gather(
    text: str, mentions: Mentions, language: Language, registry: Registry
) -> tuple[list[Thing], dict[tuple[int, int], int]]:
    """Return the things that names bear, and which thing each name, by its span, means."""
    things: list[Thing] = []
    index: dict[object, Thing] = {}
    thing_of: dict[tuple[int, int], int] = {}
    cut = _cut_short(text, mentions, language)
    ordered = sorted(mentions.names, key=lambda n: (n.rule == "surname", n in cut, n.start))
    inflection = registry.inflection(language.code)
    for name in ordered:
        written = text[name.start : name.end]
        handles = _handles(name, written, language, registry)
        if name.type is EntityType.PERSON:
            thing = _known_person(name, written, things, inflection, language)
        else:
            coming = name.type is EntityType.EVENT and is_coming(text, name.start, language)
            at = _indexed(name, handles, index)
            thing = None if coming else at or _known(name, written, index, things, language)
            thing = thing or _bent(name, written, things, inflection, language)
        if thing is None:
            key = name.keys[0] if name.keys else None
            thing = Thing(len(things), name.type, _plain(written, name, registry, language), key)
            things.append(thing)
        for entry in handles:
            index.setdefault(entry, thing)
        thing.names.append(name)
        thing_of[name.start, name.end] = thing.number
    borne = Counter(index_form(thing.name) for thing in things)
    for thing in things:
        shown, first = _shown(text, thing, language, registry), thing.names[0]
        borne[index_form(thing.name)] -= 1
        if borne[index_form(shown)]:  # facts speak of things by their names: none takes another's
            shown = thing.name if thing.key else spaced(text[first.start : first.end])
        thing.name = shown
        borne[index_form(shown)] += 1
    return things, thing_of


def _shown(text: str, thing: Thing, language: Language, registry: Registry) -> str:
    """Return the name by which a thing is shown: nominative, in usual case, as it is listed."""
    inflection = registry.inflection(language.code)
    if thing.key is not None:
        return _as_listed(thing.name, registry.entries[thing.key], inflection)
    name, person = thing.name, thing.type is EntityType.PERSON
    if person or _is_bent(thing, language):
        name = _uninflected(text, thing, inflection)
    if person:
        name = registry.nominatives(language.code).of(name)
    else:
        opens = _opens_sentences(text, name, thing)
        name = registry.in_nominative(name, language.code, opens=opens)
    return in_usual_case(name, thing.type, language, registry)


def _is_bent(thing: Thing, language: Language) -> bool:
    """Say whether a thing's name stands in the text in whatever cases it is used."""
    built = all(n.rule == "designation" for n in thing.names)
    return not language.nouns_capitalised and thing.key is None and built


def _opens_sentences(text: str, name: str, thing: Thing) -> bool:
    """Say whether one of a thing's names only opens sentences."""
    before = [text[: n.start] for n in thing.names if spaced(text[n.start : n.end]) == name]
    return all(
        regex.search(r"(?:^|\n|[.!?:;•–][\s\p{Pi}\p{Pf}\"]*)\s*$", b[-_BESIDE:]) for b in before
    )


def _cut_short(text: str, mentions: Mentions, language: Language) -> frozenset[Name]:
    """Return names of several words with which a longer name of their kind begins."""
    built = [n for n in mentions.names if n.rule == "designation"]
    words = {n: stemmed(text[n.start : n.end], language) for n in built}
    return frozenset(
        n
        for n in built
        if " " in words[n]
        and any(
            m.type is n.type
            and _begins(words[m], words[n], n.type)
            and not says_next(text[m.start : m.end], n.type, language)
            for m in built
        )
    )


def says_next(name: str, kind: EntityType, language: Language) -> bool:
    """Say whether an event's name itself says that it is still to come: "next meeting"."""
    return kind is EntityType.EVENT and bool(
        regex.search(rf"(?<!\p{{L}}){language.fragment('cues.next')}(?!\p{{L}})", name)
    )


def _begins(full: str, short: str, kind: EntityType) -> bool:
    """Say whether a name begins with another; an event's may have its ordinal before that."""
    first, _, rest = full.partition(" ")
    numbered = kind is EntityType.EVENT and first != short
    return full.startswith(f"{short} ") or (numbered and f"{rest} ".startswith(f"{short} "))


def implied(
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


def _indexed(name: Name, handles: list[object], index: dict[object, Thing]) -> Thing | None:
    """Return the thing that a name is short for, or that is surely called so."""
    ways = (("at", name.short_for), *handles[2:])
    return next((index[way] for way in ways if way in index), None)


def _known(
    name: Name,
    written: str,
    index: dict[object, Thing],
    things: list[Thing],
    language: Language,
) -> Thing | None:
    if name.type in {EntityType.ORGANISATION, EntityType.EVENT}:
        longer = _longer(written, name, things, language)
        if longer is not None:
            return longer
    return index.get((name.type, stemmed(written, language)))


def is_coming(text: str, at: int, language: Language) -> bool:
    """Say whether an event is one still to come: "the next meeting", "the next edition of …"."""
    pattern = rf"(?<!\p{{L}}){language.fragment('cues.next')}(?:\s[\p{{L}}'’]+){{0,3}}[\s'’]*$"
    return bool(regex.search(pattern, text[max(0, at - _BESIDE) : at]))


def _bent(
    name: Name, written: str, things: list[Thing], inflection: Inflection, language: Language
) -> Thing | None:
    """Return the unlisted thing of which a name of several words is another case form."""
    words = folded(written).split()
    if language.nouns_capitalised or name.keys or len(words) < 2:  # noqa: PLR2004
        return None
    alike = [t for t in things if t.type is name.type and t.key is None]
    return next((t for t in alike if _agrees(folded(t.name).split(), words, inflection)), None)


def _as_listed(written: str, entry: Entry, inflection: Inflection) -> str:
    """Return which of a thing's names a text has in another case: "Nysie" is Nysa.

    Names of unknown language come last; among them are case forms.
    """
    forms = WORD.findall(bare(written))
    options = [inflection.bases(form, last=form is forms[-1]) for form in forms]

    def fits(name: str) -> bool:
        words = WORD.findall(bare(name))
        return len(words) == len(forms) and all(map(contains, options, words))

    unknown = entry.names.get("und", ())
    sure = [name for code, names in entry.names.items() if code != "und" for name in names]
    fitting = list(filter(fits, sure)) or list(filter(fits, unknown))
    same = any(fold(name) == fold(written) for name in sure or unknown)
    if not fitting or (same and not written.isupper()):
        return written
    return max(fitting, key=lambda name: (Prefix.similarity(name, written), len(name)))


def _agrees(one: list[str], two: list[str], inflection: Inflection) -> bool:
    return len(one) == len(two) and all(
        inflection.agree(a, b) for a, b in zip(one, two, strict=True)
    )


def _longer(written: str, name: Name, things: list[Thing], language: Language) -> Thing | None:
    """Return the thing named last whose longer name begins or ends so; ends, if one word does."""
    word = stemmed(written, language)
    alike = [(t, stemmed(t.name, language)) for t in things if t.type is name.type]
    fitting = [
        t
        for t, full in alike
        if (_begins(full, word, name.type) and not says_next(t.name, name.type, language))
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
    plain = folded(name)
    return (plain.replace("-", " ") if language.two_surnames else plain).split()


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
    forms = list(dict.fromkeys(spaced(text[n.start : n.end]) for n in person.names))
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


def _handles(name: Name, written: str, language: Language, registry: Registry) -> list[object]:
    """Return by what a name is known: where it stands, its stem, and what is surer than that."""
    handles: list[object] = [("at", name.start), (name.type, stemmed(written, language))]
    handles += [("key", key) for key in name.keys[:1]]
    if name.type is EntityType.EVENT:
        handles += _event_handle(written, language)
    if name.rule == "designation":
        plain = registry.in_nominative(written, language.code)
        handles.append((name.type, "nominative", folded(plain)))
    return handles


def _event_handle(written: str, language: Language) -> list[object]:
    """Let "erste Konferenz" and "ersten Treffens" be one event of a release."""
    words = written.split()
    generic = regex.fullmatch(rf"\p{{L}}*{language.fragment('heads.generic_event')}", words[-1])
    return [("ordinal", words[0][:STEM].casefold())] if generic and len(words) > 1 else []


def _plain(written: str, name: Name, registry: Registry, language: Language) -> str:
    if name.keys and language.code in registry.entries[name.keys[0]].names:
        return registry.name(name.keys[0], language.code)
    plain = spaced(written)
    if name.rule == "designation":
        for pattern, instead in language.words.get("names.nominative", ()):
            plain = regex.sub(pattern, instead, plain)
    return plain
