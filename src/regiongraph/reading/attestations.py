"""What one release says of a thing that may tell it from its namesakes.

A `ReadRelease` becomes an `Attestation` for each thing that is not in the registry: its name
in a form that compares, and its traits (bodies, territories, offices, events, days …).
Traits are keys where the release names a thing, else folded words; no two kinds mix.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

from regiongraph.knowledge.inflection import Inflection
from regiongraph.knowledge.spelling import bare, index_form
from regiongraph.records import FIELDS, EntityType, FieldKind, StatementType

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from regiongraph.knowledge.entries import Claim
    from regiongraph.knowledge.offices import OfficeClasses
    from regiongraph.knowledge.registry import Registry
    from regiongraph.records import Identity, ReadRelease, Statement

Trait = tuple[str, str]
"""Kind and value, such as ``("body", "organisation/cor")``."""

LONGEST_EVENT = 31
"""Days; what is said to last longer is a series or a year, and its days prove nothing."""
_FULL_NAME = 2  # words
_STEM = 3  # letters that an ending leaves
_STEM_ALONE = 4  # letters
_ENDING = 1  # letters that an adjective may take from a name
_TERRITORY_WORD = 5  # letters; shorter names are everyday words somewhere
_TOWN = 15_000  # inhabitants; the names of smaller towns are everyday words more often
_DAY = len("2022-11-17")
_MONTH = len("2022-11")
_BODY, _REGION = EntityType.ORGANISATION, EntityType.REGION


@dataclass(frozen=True, slots=True)
class Attestation:
    """One thing as one release, or the registry, speaks of it.

    Args:
        key: Its key in that release; it never changes, whatever else is read.
        type: What kind of thing it is.
        name: Its fullest name there.
        form: The name so that spellings of one name agree; empty if it is no full name.
        traits: What is said of it.
        published: ISO date of the release, or None.
        release: The release's id; empty for the registry.
        source: The release's file name, or ``registry``.
        language: The release's, two letters; ``mul`` for the registry.
    """

    key: str
    type: EntityType
    name: str
    form: str
    traits: frozenset[Trait]
    published: str | None = None
    release: str = ""
    source: str = "registry"
    language: str = "mul"

    @property
    def order(self) -> tuple[bool, str, str, str]:
        """Sort key: the registry first, then as published; releases without a date come last."""
        return bool(self.release), self.published or "9999", self.release, self.key

    def values(self, kind: str) -> frozenset[str]:
        """Return the values of one kind of trait."""
        return frozenset(value for name, value in self.traits if name == kind)


def attest(
    read: ReadRelease,
    type_: EntityType,
    *,
    registry: Registry,
    offices: OfficeClasses,
    now: Mapping[str, str],
) -> Iterator[Attestation]:
    """Yield what a release says of its things of one type that the registry does not have.

    Args:
        read: The release with what was read from it.
        type_: The type.
        registry: What is known beforehand.
        offices: Generic classes of office words.
        now: For keys of things that are known to be another: the key of that.
    """
    traits: dict[str, set[Trait]] = defaultdict(set)
    types = {identity.key: identity.type for identity in read.identities}
    language = read.release.language
    people = set(_full_names(read, registry)) if type_ is EntityType.PERSON else set()
    for statement in read.statements:
        for key, trait in _said(statement, types, lambda o: offices.of(o, language)):
            traits[key].add((trait[0], now.get(trait[1], trait[1])))
    for identity in read.identities:
        if identity.type is type_ and identity.key not in registry.entries:
            name = fullest_name(identity)
            said = traits[identity.key] | set(_context(identity, name, read, registry, now))
            form = name_form(name, type_, registry, language)
            said |= {("beside", other) for other in people - {form}} if form else set()
            release = read.release
            yield Attestation(
                identity.key,
                type_,
                name,
                form,
                frozenset(said | set(_governed(said, registry))),
                release.published,
                release.id,
                release.source,
                language,
            )


def _full_names(read: ReadRelease, registry: Registry) -> Iterator[str]:
    """Yield the names of a release's people, but of those whom everybody names: the registry's."""
    public = _public_names(registry)
    for identity in read.identities:
        if identity.type is EntityType.PERSON:
            name = fullest_name(identity)
            form = name_form(name, identity.type, registry, read.release.language)
            if form and form not in public:
                yield form


@cache
def _public_names(registry: Registry) -> frozenset[str]:
    people = (entry for entry in registry.entries.values() if entry.type is EntityType.PERSON)
    names = (name for entry in people for texts in entry.names.values() for name in texts)
    return frozenset(name_form(name, EntityType.PERSON, registry, "mul") for name in names)


def attest_entry(key: str, claims: tuple[Claim, ...], registry: Registry) -> Attestation:
    """Return what claims of the registry say of one of its entries."""
    said: set[Trait] = set()
    for claim in claims:
        said |= {("body", claim.organisation)} if claim.organisation else set()
        said |= {("territory", claim.region)} if claim.region else set()
        said |= {("office", claim.office_class)} if claim.office_class else set()
    entry, name = registry.entries[key], registry.name(key, "en")
    said |= {("territory", entry.region)} if entry.region else set()
    names = " ".join(chain.from_iterable(entry.names.values()))
    said |= set(_kinds(entry.type, index_form(names).split(), registry))
    form = name_form(name, entry.type, registry, "mul")
    return Attestation(
        key, entry.type, name, form, frozenset(said | set(_governed(said, registry)))
    )


def fullest_name(identity: Identity) -> str:
    """Return the name; for a lone surname, which a caption may give first, the longest mention."""
    if identity.type is not EntityType.PERSON or " " in identity.name:
        return identity.name
    texts = [identity.name, *(" ".join(mention.text.split()) for mention in identity.mentions)]
    return max(texts, key=lambda text: len(text.split()))


def name_form(name: str, type_: EntityType, registry: Registry, language: str) -> str:
    """Return a name so that its spellings agree, or nothing if it is no full name.

    People: accents, order of words and the ending of Czech and Slovak women's surnames do
    not count, and a surname alone is no full name. Others: endings of the language do not.
    """
    words = index_form(name).split()
    if type_ is EntityType.PERSON:
        if len(words) < _FULL_NAME or name[:1].islower():
            return ""
        return " ".join(sorted(_without_ending(word, _feminine(registry)) for word in words))
    if type_ is EntityType.EVENT and len(words) < _FULL_NAME:
        return ""
    inflection = _inflection(registry, language)
    bases = [inflection.bases(word, last=word is words[-1]) for word in words]
    return " ".join(min(found, key=lambda base: (len(base), base)) for found in bases)


def _without_ending(word: str, endings: tuple[str, ...]) -> str:
    found = (e for e in endings if word.endswith(e) and len(word) - len(e) >= _STEM)
    return word.removesuffix(next(found, ""))


@cache
def _inflection(registry: Registry, language: str) -> Inflection:
    return Inflection(registry.setting("inflection.toml").get(language, {}))


@cache
def _feminine(registry: Registry) -> tuple[str, ...]:
    """Return the endings of women's surnames that other languages may leave out."""
    tables = registry.setting("inflection.toml").values()
    return tuple(sorted({bare(ending) for table in tables for ending in table.get("feminine", ())}))


def _said(
    statement: Statement,
    types: Mapping[str, EntityType],
    classes: Callable[[str], tuple[str, ...]],
) -> Iterator[tuple[str, Trait]]:
    """Yield what a statement says of each thing in it: the things it stands beside, and more."""
    fields = statement.fields
    named = [
        str(fields[field])
        for field, kind in FIELDS[statement.type].items()
        if kind is FieldKind.ENTITY and fields[field] is not None
    ]
    for key in named:
        for other in named:
            if other != key:
                yield from ((key, (kind, other)) for kind in _KINDS.get(types[other], ()))
    if fields.get("role") in _HOLDING and fields.get("event") and fields.get("agent"):
        yield str(fields["event"]), ("host", str(fields["agent"]))
    office = fields.get("office")
    if office is not None:
        found = _office(str(office), classes)
        yield from ((str(fields["person"]), ("office", one)) for one in found)
        yield from _held_alone(statement, set(classes(str(office))) - _SHARED)
    date = fields.get("date")
    if date is not None and statement.type in _DATED:
        about = fields.get(_DATED[statement.type])
        yield from ((str(about), trait) for trait in _days(str(date)) if about is not None)


def _held_alone(statement: Statement, classes: Iterable[str]) -> Iterator[tuple[str, Trait]]:
    """Yield what a post says that only one person holds at a time."""
    person, body = str(statement.fields["person"]), statement.fields.get("organisation")
    yield from ((person, ("post", one)) for one in classes)
    if classes and body is not None and not statement.fields.get("former"):
        yield str(body), ("head", person)


_SHARED = frozenset(
    {
        *("alternate_member", "bureau_member", "cor_member", "councillor", "eu_commissioner"),
        *("local_or_regional_representative", "member", "member_of_parliament", "mep"),
        *(
            "minister",
            "observer",
            "permanent_representative",
            "rapporteur",
            "regional_board_member",
        ),
        *("regional_councillor", "regional_minister", "signatory", "state_representative"),
    }
)
"""Classes of office that several people hold at one seat."""
_KINDS = {
    _BODY: ("body",),
    _REGION: ("territory",),
    EntityType.COUNTRY: ("country",),
    EntityType.EVENT: ("event",),
    EntityType.PLACE: ("place",),
}
_HOLDING = {"host", "organiser"}
_DATED = {
    StatementType.EVENT: "name",
    StatementType.ADOPTION: "document",
    StatementType.AGREEMENT: "document",
}


def _office(office: str, classes: Callable[[str], tuple[str, ...]]) -> tuple[str, ...]:
    """Return the generic classes of an office, or its words where it has none."""
    return classes(office) or (index_form(office),)


def _days(date: str) -> Iterator[Trait]:
    """Yield the days and months of a date of which at least the month is known."""
    first, _, last = date.partition("/")
    if len(first) == _DAY and len(last) in {0, _DAY}:
        try:
            begin, end = dt.date.fromisoformat(first), dt.date.fromisoformat(last or first)
        except ValueError:
            return
        if (end - begin).days < LONGEST_EVENT:
            for number in range((end - begin).days + 1):
                day = (begin + dt.timedelta(number)).isoformat()
                yield from (("day", day), ("month", day[:_MONTH]))
    elif len(first) == _MONTH and not last:
        yield "month", first


def _context(
    identity: Identity,
    name: str,
    read: ReadRelease,
    registry: Registry,
    now: Mapping[str, str],
) -> Iterator[Trait]:
    """Yield what a name itself, and the release around it, say."""
    if read.release.publisher:
        yield "publisher", index_form(read.release.publisher)
    words = index_form(name).split()
    yield from _kinds(identity.type, words, registry)
    if identity.type in _NAMED_AFTER:
        keys = {*_territories(words, read, registry), *_own_territories(words, read)}
        yield from (("named", now.get(key, key)) for key in keys)
    if identity.type is EntityType.EVENT:
        yield from (("number", word) for word in words if word.isdecimal())
    elif identity.type is _BODY:
        texts = {mention.text for mention in identity.mentions}
        yield from (("abbreviation", text) for text in sorted(texts) if _is_abbreviation(text))
    elif identity.type is EntityType.DOCUMENT:
        events = [i.key for i in read.identities if i.type is EntityType.EVENT]
        yield from (("event", now.get(key, key)) for key in events)
    elif identity.type is EntityType.PERSON and len(words) >= _FULL_NAME:
        inflection = registry.inflection(read.release.language)
        found = registry.sounds.of(name, inflection, _feminine(registry))
        yield from (("sound", sound) for sound in found)


_NAMED_AFTER = {_BODY, EntityType.EVENT, EntityType.DOCUMENT}


def _kinds(type_: EntityType, words: Sequence[str], registry: Registry) -> Iterator[Trait]:
    """Yield the kinds that a name's words say: a conference, a charter, a network."""
    name = " ".join(words)
    for kind, stems in registry.setting("kinds.toml").get(type_.value.lower(), {}).items():
        for stem in map(bare, stems):
            if stem in name if " " in stem else any(_holds(word, stem) for word in words):
                yield "kind", kind
                break


def _holds(word: str, stem: str) -> bool:
    """Say whether a word holds a stem; short stems hide in other words, so they stand alone."""
    return stem in word if len(stem) > _STEM_ALONE else stem == word


def _territories(words: list[str], read: ReadRelease, registry: Registry) -> Iterator[str]:
    """Yield the regions and towns that a name holds: "Sächsische Staatskanzlei"."""
    language = read.release.language
    stems = {bare(stem): key for stem, key in registry.demonyms(language).items()}
    for word in words:
        yield from (key for stem, key in stems.items() if word.startswith(stem))
        if len(word) >= _TERRITORY_WORD:
            entry = next(iter(registry.find(word, language)), None)
            if entry and (entry.type is _REGION or (entry.population or 0) >= _TOWN):
                yield entry.key


def _own_territories(words: Sequence[str], read: ReadRelease) -> Iterator[str]:
    """Yield the places of the release of which a name holds the stem: "Zwickauer", "pamplonská"."""
    for identity in read.identities:
        if identity.type in {_REGION, EntityType.PLACE}:
            for text in {identity.name, *(mention.text for mention in identity.mentions)}:
                stem = index_form(text)[: -_ENDING if len(text) > _TERRITORY_WORD else None]
                if len(stem) >= _STEM_ALONE and any(word.startswith(stem) for word in words):
                    yield identity.key
                    break


def _is_abbreviation(text: str) -> bool:
    capitals = sum(char.isupper() for char in text)
    return " " not in text and capitals > 1 and 2 * capitals > len(text)


def _governed(traits: set[Trait], registry: Registry) -> Iterator[Trait]:
    """Yield the territories of the bodies among traits."""
    for kind, key in traits:
        entry = registry.entries.get(key) if kind == "body" else None
        if entry is not None and entry.region:
            yield "territory", entry.region
