"""The terms that the graph is written in, as constants.

Those of our own stand in ``ontology/regiongraph.ttl``; a test holds both equal.
All others are terms of published vocabularies. Sources: W3C ORG, PROV-O, Web
Annotation and SKOS recommendations, the FOAF specification, schema.org, DCMI Terms,
and the EDTF datatype of the Library of Congress.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from regiongraph.records import EntityType, StatementType

if TYPE_CHECKING:
    from collections.abc import Mapping

ONTOLOGY = "https://w3id.org/regiongraph/ontology#"
BASE = "https://w3id.org/regiongraph/id/"
"""Where the IRIs of things begin, unless a user sets another base."""
OFFICES = "https://w3id.org/regiongraph/office/"
"""Where the IRIs of generic offices (``chair``) begin; the same for every base."""

PREFIXES: Mapping[str, str] = MappingProxyType(
    {
        "rg": ONTOLOGY,
        "dcterms": "http://purl.org/dc/terms/",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "oa": "http://www.w3.org/ns/oa#",
        "office": OFFICES,
        "org": "http://www.w3.org/ns/org#",
        "prov": "http://www.w3.org/ns/prov#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "schema": "https://schema.org/",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    }
)
"""Every query may use these prefixes without declaring them."""


def term(name: str) -> NamedNode:
    """Return the IRI of a prefixed name such as ``rg:Claim``; the prefix is in `PREFIXES`."""
    prefix, local = name.split(":", 1)
    return NamedNode(PREFIXES[prefix] + local)


CLAIM = term("rg:Claim")
EVIDENCE = term("rg:Evidence")
PASSAGE = term("rg:Passage")
REGION = term("rg:Region")
POLICY = term("rg:Policy")
KINDS: Mapping[StatementType, NamedNode] = MappingProxyType(
    {kind: term(f"rg:{kind.value.capitalize()}Claim") for kind in StatementType}
)
"""The class of each kind of claim."""

HAS_EVIDENCE = term("rg:evidence")
PIECE = term("rg:piece")
NAMES = term("rg:names")
RULE = term("rg:rule")
CONFIDENCE = term("rg:confidence")
ATTESTED_ON = term("rg:attestedOn")
DATE = term("rg:date")
EARLIEST = term("rg:earliest")
LATEST = term("rg:latest")
IN_REGION = term("rg:inRegion")
IN_EVENT = term("rg:event")
ON_BEHALF_OF = term("rg:onBehalfOf")
FORMER = term("rg:former")
DIRECT = term("rg:direct")
CHANGE = term("rg:change")
TERRITORY = term("rg:territory")

HOLDS_OFFICE = term("rg:holdsOffice")
TOOK_PART_IN = term("rg:tookPartIn")
HOSTED = term("rg:hosted")
ADOPTED = term("rg:adopted")
SPOKE_FOR = term("rg:spokeFor")
MET = term("rg:met")
AGREED_WITH = term("rg:agreedWith")

TYPE = term("rdf:type")
LABEL = term("rdfs:label")
PREF_LABEL = term("skos:prefLabel")
ALT_LABEL = term("skos:altLabel")
BROADER = term("skos:broader")
EXACT_MATCH = term("skos:exactMatch")
NOTE = term("skos:note")
EXACT = term("oa:exact")
START = term("oa:start")
END = term("oa:end")
SOURCE = term("dcterms:source")
CITATION = term("dcterms:bibliographicCitation")
MEMBER = term("org:member")
ORGANIZATION = term("org:organization")
ROLE = term("org:role")
ROLE_CLASS = term("org:Role")
MEMBER_OF = term("org:memberOf")
PART_OF_BODY = term("org:subOrganizationOf")
AGENT = term("schema:agent")
ABOUT = term("schema:about")
OBJECT = term("schema:object")
LOCATION = term("schema:location")
FOUNDER = term("schema:founder")
ORGANIZER = term("schema:organizer")
ROLE_NAME = term("schema:roleName")
TEXT = term("schema:text")
UNIT = term("schema:unitText")
VALUE = term("schema:value")
START_DATE = term("schema:startDate")
END_DATE = term("schema:endDate")
RELEASE = term("schema:NewsArticle")
HEADLINE = term("schema:headline")
PUBLISHER = term("schema:publisher")
PUBLISHED = term("schema:datePublished")
LANGUAGE = term("schema:inLanguage")
URL = term("schema:url")
WITHIN = term("schema:containedInPlace")
AREA_SERVED = term("schema:areaServed")
FOUNDED = term("schema:foundingDate")
SUBTYPE = term("schema:additionalType")
HOMEPAGE = term("foaf:homepage")
DERIVED_FROM = term("prov:wasDerivedFrom")
EDGE = term("rdf:Statement")
EDGE_SUBJECT = term("rdf:subject")
EDGE_PREDICATE = term("rdf:predicate")
EDGE_OBJECT = term("rdf:object")

XSD_DATE = term("xsd:date")
XSD_MONTH = term("xsd:gYearMonth")
XSD_YEAR = term("xsd:gYear")
XSD_DECIMAL = term("xsd:decimal")
XSD_ANY_URI = term("xsd:anyURI")
EDTF = NamedNode("http://id.loc.gov/datatypes/edtf/EDTF")

ENTITY_CLASSES: Mapping[EntityType, NamedNode] = MappingProxyType(
    {
        EntityType.PERSON: term("foaf:Person"),
        EntityType.ORGANISATION: term("org:Organization"),
        EntityType.REGION: REGION,
        EntityType.PLACE: term("schema:Place"),
        EntityType.COUNTRY: term("schema:Country"),
        EntityType.EVENT: term("schema:Event"),
        EntityType.DOCUMENT: term("foaf:Document"),
        EntityType.POLICY: POLICY,
    }
)
"""The class of each kind of thing."""

ROLES: Mapping[StatementType, Mapping[str, NamedNode]] = MappingProxyType(
    {
        StatementType.POST: {
            "person": MEMBER,
            "office": ROLE_NAME,
            "organisation": ORGANIZATION,
            "region": IN_REGION,
            "former": FORMER,
        },
        StatementType.MEMBERSHIP: {
            "member": MEMBER,
            "organisation": ORGANIZATION,
            "role": ROLE_NAME,
            "date": START_DATE,
        },
        StatementType.EVENT: {"name": IN_EVENT, "date": DATE, "place": LOCATION},
        StatementType.PARTICIPATION: {"agent": AGENT, "event": IN_EVENT, "role": ROLE_NAME},
        StatementType.FOUNDING: {
            "organisation": ABOUT,
            "date": DATE,
            "founder": AGENT,
            "event": IN_EVENT,
        },
        StatementType.ADOPTION: {"document": OBJECT, "by": AGENT, "date": DATE},
        StatementType.STATEMENT: {
            "speaker": AGENT,
            "text": TEXT,
            "direct": DIRECT,
            "on_behalf_of": ON_BEHALF_OF,
        },
        StatementType.MEETING: {"agents": AGENT, "date": DATE, "place": LOCATION},
        StatementType.AGREEMENT: {"parties": AGENT, "document": OBJECT, "date": DATE},
        StatementType.APPOINTMENT: {
            "person": MEMBER,
            "office": ROLE_NAME,
            "organisation": ORGANIZATION,
            "region": IN_REGION,
            "date": DATE,
            "kind": CHANGE,
        },
        StatementType.COUNT: {"subject": ABOUT, "what": UNIT, "number": VALUE, "date": DATE},
        StatementType.LOCATED: {"subject": ABOUT, "place": LOCATION},
    }
)
"""The property of each field of each kind of claim."""
