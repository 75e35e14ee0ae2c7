r"""The records that pass from stage to stage; in this order they are the flow.

``Release → Sentence → Mention → Identity → Statement``. All are frozen.
Offsets are half-open and count characters (code points) of ``Release.text``,
the stored text: the file's text after its front matter, in NFC, lines ended by ``\n``.
A `Statement` is one claim read from one place of one release; what a politician
said is a statement of type ``STATEMENT`` too, because the field calls it so.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class BlockKind(StrEnum):
    """What a stretch of a release is for."""

    LETTERHEAD = "letterhead"
    CONTACT = "contact"
    TITLE = "title"
    SUBTITLE = "subtitle"
    DATELINE = "dateline"
    HEADING = "heading"
    BODY = "body"
    LIST = "list"
    TABLE = "table"
    BACKGROUND = "background"
    FOOTER = "footer"


class EntityType(StrEnum):
    """The kinds of thing that a release names."""

    PERSON = "Person"
    ORGANISATION = "Organisation"
    REGION = "Region"
    PLACE = "Place"
    COUNTRY = "Country"
    EVENT = "Event"
    DOCUMENT = "Document"
    POLICY = "Policy"


class StatementType(StrEnum):
    """The twelve kinds of claim."""

    POST = "post"
    MEMBERSHIP = "membership"
    EVENT = "event"
    PARTICIPATION = "participation"
    FOUNDING = "founding"
    ADOPTION = "adoption"
    STATEMENT = "statement"
    MEETING = "meeting"
    AGREEMENT = "agreement"
    APPOINTMENT = "appointment"
    COUNT = "count"
    LOCATED = "located"


class FieldKind(StrEnum):
    """What stands in a field of a statement."""

    ENTITY = "entity"  # the key of an Identity
    ENTITIES = "entities"  # a tuple of such keys
    TEXT = "text"
    DATE = "date"  # ISO 8601, cut to what is known, or an interval a/b
    NUMBER = "number"
    FLAG = "flag"
    CHOICE = "choice"


_E, _ES, _T, _D = FieldKind.ENTITY, FieldKind.ENTITIES, FieldKind.TEXT, FieldKind.DATE

FIELDS: Mapping[StatementType, Mapping[str, FieldKind]] = {
    StatementType.POST: {
        "person": _E,
        "office": _T,
        "organisation": _E,
        "region": _E,
        "former": FieldKind.FLAG,
    },
    StatementType.MEMBERSHIP: {"member": _E, "organisation": _E, "role": _T, "date": _D},
    StatementType.EVENT: {"name": _E, "date": _D, "place": _E},
    StatementType.PARTICIPATION: {"agent": _E, "event": _E, "role": FieldKind.CHOICE},
    StatementType.FOUNDING: {"organisation": _E, "date": _D, "founder": _E, "event": _E},
    StatementType.ADOPTION: {"document": _E, "by": _E, "date": _D},
    StatementType.STATEMENT: {
        "speaker": _E,
        "text": _T,
        "direct": FieldKind.FLAG,
        "on_behalf_of": _E,
    },
    StatementType.MEETING: {"agents": _ES, "date": _D, "place": _E},
    StatementType.AGREEMENT: {"parties": _ES, "document": _E, "date": _D},
    StatementType.APPOINTMENT: {
        "person": _E,
        "office": _T,
        "organisation": _E,
        "region": _E,
        "date": _D,
        "kind": FieldKind.CHOICE,
    },
    StatementType.COUNT: {"subject": _E, "what": _T, "number": FieldKind.NUMBER, "date": _D},
    StatementType.LOCATED: {"subject": _E, "place": _E},
}
"""The fields of each kind of statement, in the order in which they are printed."""

CHOICES: Mapping[tuple[StatementType, str], tuple[str, ...]] = {
    (StatementType.PARTICIPATION, "role"): (
        "host",
        "speaker",
        "participant",
        "organiser",
        "invited",
    ),
    (StatementType.APPOINTMENT, "kind"): ("elected", "appointed", "resigned", "reappointed"),
}
"""What a field of kind `FieldKind.CHOICE` may hold."""

FieldValue = str | int | bool | tuple[str, ...] | None


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of text: half-open character offsets."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, order=True)
class Block:
    """A stretch of the stored text with one purpose.

    ``continues``: it is the other half of the block before it, which a page break or a
    new paragraph inside a quotation cut off.
    """

    start: int
    end: int
    kind: BlockKind
    continues: bool = False


@dataclass(frozen=True, slots=True)
class Release:
    """One press release as it is stored.

    Args:
        id: Twelve hexadecimal digits: a digest of the address, or of the text where there is none.
        source: The file name it was read from.
        text: The stored text.
        language: BCP 47 tag, two letters.
        published: ISO date, or None if the release does not give one.
        publisher: The body that issued it, as the release writes it.
        title: Its headline.
        url: Its address, http or https only.
        blocks: Blocks in reading order: what a page break cut in two stands together.
        notes: What was found or refused while reading, for the report.
    """

    id: str
    source: str
    text: str
    language: str
    published: str | None = None
    publisher: str | None = None
    title: str | None = None
    url: str | None = None
    blocks: tuple[Block, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """One name at one place of the stored text."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Identity:
    """One thing that a release speaks of, with all its mentions there.

    Args:
        key: Unique in the graph; the tail of its IRI, such as ``region/DED`` or
            ``person/3f2a9c1b5d7e-emil-boc``.
        type: What kind of thing it is.
        name: Canonical form in the release's language: nominative, without titles.
        mentions: Where it is named, sorted by offset; none for a territory of the registry that
            only an adjective means ("der hessische Ministerpräsident").
        registry: The registry entry it was linked to, or None.
        inner: Names of it that stand inside of longer ones: "Sachsen" in "Freistaat Sachsen".
    """

    key: str
    type: EntityType
    name: str
    mentions: tuple[Mention, ...]
    registry: str | None = None
    inner: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that prove a statement.

    Args:
        start: Offset of the first character in the stored text.
        end: Offset after the last character.
        text: Exactly ``release.text[start:end]``.
        pieces: For a quotation, the stretches of stored text that hold what was said, in
            order and without the marks; what lies between them (attribution, a letterhead
            at a page break) does not belong to it. Empty for other kinds.
    """

    start: int
    end: int
    text: str
    pieces: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """One claim, read at one place.

    Args:
        type: Its kind; `FIELDS` says which fields it has.
        fields: Every field of the kind; None where the text leaves it open.
        evidence: The proving words.
        rule: Which rule found it, such as ``de.post.apposition``.
        confidence: Between 0 and 1.
    """

    type: StatementType
    fields: Mapping[str, FieldValue]
    evidence: Evidence
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class ReadRelease:
    """A release with everything that was read from it.

    Args:
        release: The release.
        identities: The things it names, sorted by key.
        statements: The claims, sorted by offset, kind and fields.
        missed: Sentences that name someone but yielded no statement.
    """

    release: Release
    identities: tuple[Identity, ...]
    statements: tuple[Statement, ...]
    missed: tuple[Span, ...] = field(default=())


class Verdict(StrEnum):
    """What was decided of two things that may be one."""

    ONE = "one"
    TWO = "two"
    OPEN = "open"  # kept apart, for nothing proves either


@dataclass(frozen=True, slots=True)
class Decision:
    """Why two things that releases speak of are one, are two, or were left open.

    Args:
        verdict: What was decided.
        rule: Which rule decided, such as ``person.body``, or ``review`` for a person's word.
        evidence: Why, in words.
        type: What kind of thing they are.
        name: What the second is called.
        first: Key of the one, as its own release or the registry gives it.
        second: Key of the other, likewise.
        keys: The keys that the two bear in the graph; they are equal if the two are one.
    """

    verdict: Verdict
    rule: str
    evidence: str
    type: EntityType
    name: str
    first: str
    second: str
    keys: tuple[str, str]
