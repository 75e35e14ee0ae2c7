"""What a release speaks of: things, and the phrases that speak of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from regiongraph.knowledge.languages import Language
from regiongraph.reading.identities.genders import agree
from regiongraph.reading.identities.wording import folded
from regiongraph.reading.mentions import Mentions
from regiongraph.reading.mentions.holdings import Holding
from regiongraph.reading.mentions.names import Name
from regiongraph.reading.sentences import Quotation, RunningText, Sentence
from regiongraph.records import BlockKind, EntityType, Release

_TITLES = {BlockKind.TITLE, BlockKind.SUBTITLE, BlockKind.HEADING}
_HEAD = 4  # title, subtitle and the first paragraphs


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
    genders: Mapping[int, str]

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
        wanted = folded(self.release.publisher or "")
        return next((t.number for t in self.things if wanted and folded(t.name) in {wanted}), None)

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

        A list goes on with what the text before it is about, the first paragraph with its title.
        """
        topic = self.topic_before(at, *types)
        passages = self.running.passages
        number = next(i for i, p in enumerate(passages) if p.start <= at < p.end)
        if passages[number].kind is BlockKind.LIST:
            return topic
        while number > 0 and passages[number - 1].kind in _TITLES:
            number -= 1
        start = passages[number].start
        here = any(p.thing == topic and start <= p.start <= at for p in self.phrases)
        return topic if here else None

    def last_before(self, at: int, *types: EntityType) -> int | None:
        """Return the thing of one of the types that was spoken of last before an offset."""
        before = [p for p in self.phrases if p.end <= at and self.things[p.thing].type in types]
        return before[-1].thing if before else None

    def person_before(self, at: int, gender: str | None) -> int | None:
        """Return the person, of a gender if one is told, who was spoken of last before here."""
        before = [p.thing for p in self.phrases if p.end <= at and p.sign == "person"]
        agreeing = (t for t in reversed(before) if agree(gender, self.genders.get(t)))
        return next(agreeing, None)
