"""What must agree for two things to be one, what keeps them two, and how to say so."""

from __future__ import annotations

from dataclasses import dataclass

from regiongraph.records import EntityType


@dataclass(frozen=True, slots=True)
class Rule:
    """What must agree for two things of a type to be one.

    Args:
        type: The type.
        same: Kinds of trait of which a value must agree; ``form`` is the name.
        sure: It holds even for people who hold offices at seats that have nothing in common.
        across: It holds between languages only: in one language a thing keeps its name.
        late: It asks for what is known only when all types have been decided.
    """

    type: EntityType
    same: tuple[str, ...]
    sure: bool = True
    across: bool = False
    late: bool = False

    @property
    def name(self) -> str:
        """Its name, as decisions cite it."""
        return f"{self.type.value.lower()}.{'-'.join(self.same)}"


RULES = (
    *(
        Rule(type_, ("form", also))
        for type_, traits in (
            (EntityType.REGION, ("territory", "country", "publisher")),
            (EntityType.PLACE, ("place", "territory", "country", "publisher")),
            (EntityType.ORGANISATION, ("named", "territory", "place", "body", "event")),
            (EntityType.ORGANISATION, ("abbreviation", "publisher")),
            (EntityType.EVENT, ("day",)),
            (EntityType.DOCUMENT, ("day", "month", "body", "event", "publisher")),
            (EntityType.PERSON, ("body", "territory", "place", "event")),
        )
        for also in traits
    ),
    Rule(EntityType.ORGANISATION, ("abbreviation", "body")),
    Rule(EntityType.ORGANISATION, ("abbreviation", "publisher")),
    Rule(EntityType.ORGANISATION, ("abbreviation", "territory")),
    Rule(EntityType.ORGANISATION, ("abbreviation", "kind"), across=True),
    Rule(EntityType.ORGANISATION, ("kind", "head"), across=True, late=True),
    Rule(EntityType.EVENT, ("place", "day", "kind")),
    Rule(EntityType.EVENT, ("named", "day", "kind")),
    Rule(EntityType.EVENT, ("host", "day", "kind")),
    Rule(EntityType.EVENT, ("form", "number", "host")),
    Rule(EntityType.EVENT, ("form", "number", "publisher")),
    Rule(EntityType.EVENT, ("form", "place", "month")),
    *(
        Rule(EntityType.DOCUMENT, ("named", "kind", also), across=True)
        for also in ("day", "month", "body", "event")
    ),
    *(
        Rule(EntityType.PERSON, ("sound", "post", also), across=True)
        for also in ("body", "territory", "place", "event")
    ),
    Rule(EntityType.PERSON, ("form", "office"), sure=False),
    Rule(EntityType.PERSON, ("form", "publisher"), sure=False),
    Rule(EntityType.PERSON, ("form", "beside"), sure=False),
)

SEATS = ("body", "territory", "place", "country")
ONE_AT_A_TIME = {
    EntityType.REGION: ("country",),
    EntityType.PLACE: ("country",),
    EntityType.EVENT: ("day", "month", "place", "number"),
    EntityType.DOCUMENT: ("day", "month"),
}
"""Traits of which a thing has one value, or values side by side in one release."""
WORDS = {
    "form": "the same name",
    "body": "both with {}",
    "territory": "both of {}",
    "named": "both named after {}",
    "country": "both in {}",
    "place": "both in {}",
    "event": "both at {}",
    "host": "both held by {}",
    "office": "the same office, {}",
    "publisher": "the same publisher, {}",
    "beside": "both beside {}",
    "abbreviation": "the same abbreviation, {}",
    "kind": "both a {}",
    "day": "both on {}",
    "month": "both in {}",
    "number": "the same number, {}",
    "head": "both headed by {}",
    "post": "the same post, {}",
    "sound": "names that sound alike",
}
