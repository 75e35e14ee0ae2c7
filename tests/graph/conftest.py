"""A small world that is invented: three releases, two later ones, and rows of the registry.

No such release was published and no such person exists; regions, alliances and places do.
Questions are answered over it by hand.
"""

from __future__ import annotations

import re
from copy import copy
from typing import Any

import pytest

from regiongraph.knowledge.registry import load_registry
from regiongraph.knowledge_graph import KnowledgeGraph
from regiongraph.records import (
    FIELDS,
    EntityType,
    Evidence,
    FieldKind,
    Identity,
    Mention,
    ReadRelease,
    Release,
    Statement,
    StatementType,
)

CALLED = {
    "Sachsen": "region/DED",
    "Navarra": "region/ES22",
    "Steiermark": "region/AT22",
    "Automotive Regions Alliance": "organisation/ara",
    "Sächsische Staatsregierung": "organisation/saxony-government",
    "Gobierno de Navarra": "organisation/navarra-government",
    "Europäische Kommission": "organisation/ec",
    "Motorwerk Zwickau GmbH": "organisation/motorwerk",
    "Batteriecluster Steiermark": "organisation/batteriecluster",
    "Ana Zubiri": "person/ana-zubiri",
    "Jens Vogelsang": "person/jens-vogelsang",
    "Ida Vestal": "person/ida-vestal",
    "Emil Boc": "person/emil-boc",
    "Gründungskonferenz": "event/gruendungskonferenz",
    "Batterieforum": "event/batterieforum",
    "Fit for 55": "policy/fit-for-55",
    "Batterieerklärung": "document/batterieerklaerung",
    "CoRAI": "organisation/corai",
    "COTER": "organisation/cor-coter",
    "Dresden": "place/2935022",
}
"""What the invented releases call the things they name."""
NAMED = re.compile("|".join(sorted(map(re.escape, CALLED), key=len, reverse=True)))
KEYS = {key: surface for surface, key in CALLED.items()}
ARA, EC = "organisation/ara", "organisation/ec"
COTER, CORAI = "organisation/cor-coter", "organisation/corai"
DECLARATION = "document/batterieerklaerung"
SAXONY, NAVARRE, STYRIA = "region/DED", "region/ES22", "region/AT22"
ANA, JENS, IDA = "person/ana-zubiri", "person/jens-vogelsang", "person/ida-vestal"
FOUNDING, FORUM = "event/gruendungskonferenz", "event/batterieforum"

STYRIA_IN_ESRA, BOC_CHAIRS_COTER = "f0056", "f0100"

Facts = list[tuple[str, dict[str, Any]]]


def part(agent: str, event: str, role: str = "participant") -> tuple[str, dict[str, Any]]:
    """Return a participation."""
    return "participation", {"agent": agent, "event": event, "role": role}


def member(region: str, date: str | None = None) -> tuple[str, dict[str, Any]]:
    """Return a membership in the automotive alliance."""
    return "membership", {"member": region, "organisation": ARA, "date": date}


FOUNDED: list[tuple[str, Facts]] = [
    (
        "Sachsen, Navarra und Steiermark gehören seit heute der Automotive Regions Alliance an.",
        [member(region, "2022-06-30") for region in (SAXONY, NAVARRE, STYRIA)],
    ),
    (
        "Gastgeber der Gründungskonferenz am 30. Juni 2022 in Dresden war Sachsen, teilte die"
        " Sächsische Staatsregierung mit.",
        [
            ("event", {"name": FOUNDING, "date": "2022-06-30", "place": "place/2935022"}),
            part(SAXONY, FOUNDING, "host"),
        ],
    ),
    (
        "Ana Zubiri, Präsidentin von Navarra, nahm an der Gründungskonferenz teil.",
        [
            ("post", {"person": ANA, "office": "Präsidentin", "region": NAVARRE}),
            part(ANA, FOUNDING),
        ],
    ),
]
MET: list[tuple[str, Facts]] = [
    (
        "En la Gründungskonferenz participaron Jens Vogelsang y Motorwerk Zwickau GmbH.",
        [part(JENS, FOUNDING), part("organisation/motorwerk", FOUNDING)],
    ),
    (
        "La comisaria Ida Vestal se reunió el 4 de julio de 2022 con Ana Zubiri sobre Fit for 55,"
        " informa el Gobierno de Navarra.",
        [
            ("post", {"person": IDA, "office": "comisaria", "organisation": EC}),
            ("meeting", {"agents": (ANA, IDA), "date": "2022-07-04"}),
        ],
    ),
]
FORUM_HELD: list[tuple[str, Facts]] = [
    ("Sachsen und Navarra sind Mitglieder.", [member(SAXONY), member(NAVARRE)]),
    (
        "Jens Vogelsang, Minister in Sachsen, sagte auf dem Batterieforum: »Wir brauchen mehr"
        " Förderung.«",
        [
            ("post", {"person": JENS, "office": "Minister", "region": SAXONY}),
            (
                "statement",
                {"speaker": JENS, "text": "Wir brauchen mehr Förderung.", "direct": True},
            ),
            part(JENS, FORUM, "speaker"),
        ],
    ),
    (
        "Am Batterieforum nahmen Ana Zubiri und das Batteriecluster Steiermark teil.",
        [part(ANA, FORUM), part("organisation/batteriecluster", FORUM)],
    ),
]


SAT: list[tuple[str, Facts]] = [
    (
        "Ana Zubiri ist Vorsitzende der COTER und Mitglied der CoRAI.",
        [
            ("post", {"person": ANA, "office": "Vorsitzende", "organisation": COTER}),
            ("membership", {"member": ANA, "organisation": CORAI, "role": "Mitglied"}),
        ],
    ),
    (
        "Jens Vogelsang ist Mitglied der COTER und der CoRAI.",
        [
            ("membership", {"member": JENS, "organisation": body, "role": "Mitglied"})
            for body in (COTER, CORAI)
        ],
    ),
    (
        "Die Automotive Regions Alliance nahm am 2. Mai 2024 am Batterieforum teil und beschloss"
        " dort die Batterieerklärung.",
        [
            ("event", {"name": FORUM, "date": "2024-05-02"}),
            part(ARA, FORUM),
            ("adoption", {"document": DECLARATION, "by": ARA, "date": "2024-05-02"}),
        ],
    ),
    ("Sie dankte Emil Boc.", []),
    (
        "Für die CoRAI sagte Ana Zubiri: »Wir handeln.«",
        [
            (
                "statement",
                {"speaker": ANA, "text": "Wir handeln.", "direct": True, "on_behalf_of": CORAI},
            )
        ],
    ),
]
CHANGED: list[tuple[str, Facts]] = [
    (
        "Jens Vogelsang, Ministerpräsident von Sachsen, wurde am 7. Januar 2025 zum Vorsitzenden"
        " der COTER gewählt.",
        [
            ("post", {"person": JENS, "office": "Ministerpräsident", "region": SAXONY}),
            (
                "appointment",
                {"person": JENS, "office": "Vorsitzender", "organisation": COTER}
                | {"date": "2025-01-07", "kind": "elected"},
            ),
        ],
    ),
]


def _read(
    number: int, language: str, head: tuple[str, str, str], said: list[tuple[str, Facts]]
) -> ReadRelease:
    """Return a release as a person would read it."""
    published, publisher, title = head
    text = "\n\n".join(sentence for sentence, _ in said)
    mentions: dict[str, list[Mention]] = {}
    for found in NAMED.finditer(text):
        mention = Mention(found.start(), found.end(), found[0])
        mentions.setdefault(CALLED[found[0]], []).append(mention)
    statements = []
    for sentence, facts in said:
        start = text.index(sentence)
        evidence = Evidence(start, start + len(sentence), sentence)
        for kind, known in facts:
            fields = {name: known.get(name) for name in FIELDS[StatementType(kind)]}
            statements.append(Statement(StatementType(kind), fields, evidence, "hand", 0.9))
            for name, of in FIELDS[StatementType(kind)].items():
                if of in {FieldKind.ENTITY, FieldKind.ENTITIES} and fields[name]:
                    keys = fields[name] if of is FieldKind.ENTITIES else (fields[name],)
                    for key in keys:
                        mentions.setdefault(key, [])
    types = {type_.value.lower(): type_ for type_ in EntityType}
    identities = tuple(
        Identity(key, types[key.partition("/")[0]], KEYS[key], tuple(found))
        for key, found in sorted(mentions.items())
    )
    url = f"https://example.org/{number}"
    release = Release(f"{number:012x}", f"{number}.md", text, language, published, publisher, title)
    from dataclasses import replace

    return ReadRelease(replace(release, url=url), identities, tuple(statements))


@pytest.fixture(scope="session")
def small_world() -> tuple[ReadRelease, ...]:
    """Return the three invented releases."""
    saxon = ("2022-06-30", "Sächsische Staatsregierung", "Autoregionen verbünden sich")
    navarrese = ("2022-07-05", "Gobierno de Navarra", "Navarra mira a Europa")
    forum = ("2024-03-14", "Automotive Regions Alliance", "Regionen beraten")
    return (
        _read(1, "de", saxon, FOUNDED),
        _read(2, "es", navarrese, MET),
        _read(3, "de", forum, FORUM_HELD),
    )


@pytest.fixture(scope="session")
def small_graph(small_world: tuple[ReadRelease, ...]) -> KnowledgeGraph:
    """Return their graph; of the registry's claims, only that Styria founded ESRA."""
    return _graph(small_world, STYRIA_IN_ESRA)


@pytest.fixture(scope="session")
def larger_graph(small_world: tuple[ReadRelease, ...]) -> KnowledgeGraph:
    """Return the graph of two more; the registry knows, too, who chaired COTER before."""
    committee = ("2024-05-02", "Europäischer Ausschuss der Regionen", "Die COTER tagt")
    later = ("2025-01-08", "Sächsische Staatsregierung", "Neuer Vorsitz")
    read = (*small_world, _read(4, "de", committee, SAT), _read(5, "de", later, CHANGED))
    return _graph(read, STYRIA_IN_ESRA, BOC_CHAIRS_COTER)


def _graph(read: tuple[ReadRelease, ...], *claims: str) -> KnowledgeGraph:
    registry = copy(load_registry())
    registry.claims = tuple(claim for claim in registry.claims if claim.id in claims)
    return KnowledgeGraph.from_read(read, registry=registry)
