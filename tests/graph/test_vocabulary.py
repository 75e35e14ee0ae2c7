"""The constants and the ontology file say the same."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from regiongraph.graph import vocabulary
from regiongraph.records import CHOICES, FIELDS
from regiongraph.resources import shipped

TURTLE = (shipped("ontology") / "regiongraph.ttl").read_text(encoding="utf-8")


def _own_terms() -> set[str]:
    quads = parse(TURTLE, RdfFormat.TURTLE)
    subjects = {quad.subject.value for quad in quads}
    return {iri for iri in subjects if iri.startswith(vocabulary.ONTOLOGY)}


def _constants() -> set[str]:
    values = [value for value in vars(vocabulary).values() if isinstance(value, NamedNode)]
    values += vocabulary.KINDS.values()
    return {value.value for value in values if value.value.startswith(vocabulary.ONTOLOGY)}


def test_constants_are_the_terms_of_the_ontology() -> None:
    """Every constant of our namespace is a term of the file, and every term a constant."""
    assert _constants() == _own_terms()


def test_every_term_has_label_and_definition_in_four_languages() -> None:
    """Users in Brussels read English, German, French or Spanish."""
    for predicate in ("rdfs:label", "skos:definition"):
        iri = vocabulary.term(predicate)
        languages: dict[str, list[str | None]] = {term: [] for term in _own_terms()}
        for quad in parse(TURTLE, RdfFormat.TURTLE):
            if quad.predicate == iri and isinstance(quad.object, Literal):
                languages[quad.subject.value].append(quad.object.language)
        for term, found in languages.items():
            assert sorted(map(str, found)) == ["de", "en", "es", "fr"], (term, predicate)


def test_every_field_of_every_kind_has_a_property_of_its_own() -> None:
    """Two fields of one kind never share a property, so none is lost."""
    for kind, fields in FIELDS.items():
        assert list(vocabulary.ROLES[kind]) == list(fields)
        assert len(set(vocabulary.ROLES[kind].values())) == len(fields)


def test_the_shapes_allow_exactly_the_choices_of_the_records() -> None:
    """The five roles at an event and the four changes of an office stand in both files."""
    shapes = (shipped("ontology") / "shapes.ttl").read_text(encoding="utf-8")
    for choices in CHOICES.values():
        quoted = " ".join(f'"{choice}"' for choice in choices)
        assert f"sh:in ( {quoted} )" in shapes
