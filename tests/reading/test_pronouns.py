"""Pronouns that a pack lets stand for people in frames and before speech."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import pytest

from regiongraph.knowledge.languages import Language, parse_language
from regiongraph.reading.annotations import annotate
from regiongraph.reading.reader import read
from regiongraph.resources import shipped

if TYPE_CHECKING:
    from collections.abc import Callable

    from regiongraph.knowledge.registry import Registry
    from regiongraph.records import ReadRelease, Release


@pytest.fixture(scope="module")
def pronominal() -> Language:
    """Return the German pack with pronouns that may be subjects."""
    file = shipped("data/languages") / "de.toml"
    pack = tomllib.loads(file.read_text(encoding="utf-8"))
    pack["persons"]["subjects"] = ["[Ss]ie"]
    return parse_language(pack, "de.toml")


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Karin Halbach traf Karl Wegener. Sie ist Landrätin.", "Karin Halbach"),
        ("Karin Halbach sagte: „Karl Wegener geht bald weg.“ Sie ist Landrätin.", "Karin Halbach"),
        ("Das Wetter war gut. Sie ist Landrätin.", None),
    ],
)
def test_a_pronoun_means_who_was_named_first_in_the_sentence_before(
    text: str,
    who: str | None,
    pronominal: Language,
    release_of: Callable[..., Release],
    registry: Registry,
) -> None:
    """Nobody named in a quotation is meant, and nobody at all where none is named."""
    found = annotate(read(release_of(text), language=pronominal, registry=registry))["facts"]
    posts = [f["person"] for f in found if f["type"] == "post"]
    assert posts == ([who] if who else [])


@pytest.mark.parametrize(
    ("pronoun", "who"), [("sie", "Karin Halbach"), ("er", "Karl Wegener"), ("wir", "Karl Wegener")]
)
def test_a_pronoun_means_who_has_its_gender(
    pronoun: str, who: str, release_of: Callable[..., Release], registry: Registry
) -> None:
    """Titles and offices tell it; a pronoun that tells none means the person named last."""
    file = shipped("data/languages") / "de.toml"
    pack = tomllib.loads(file.read_text(encoding="utf-8"))
    pack["persons"]["pronouns"] = ["sie", "er", "wir"]
    pack["persons"]["feminine"] = ["[Ss]ie", "Landrätin"]
    pack["persons"]["masculine"] = ["[Ee]r", "Landrat"]
    language = parse_language(pack, "de.toml")
    text = f"Landrätin Karin Halbach traf Landrat Karl Wegener. „Das war gut so“, sagte {pronoun}."
    found = annotate(read(release_of(text), language=language, registry=registry))["facts"]
    assert [f["speaker"] for f in found if f["type"] == "statement"] == [who]


@pytest.mark.parametrize(("subject", "who"), [("Sie", "Karin Halbach"), ("Er", "Karl Wegener")])
def test_first_names_tell_a_gender(
    subject: str, who: str, release_of: Callable[..., Release], registry: Registry
) -> None:
    """Where no title or office does; the registry knows who bears them."""
    pack = tomllib.loads((shipped("data/languages") / "de.toml").read_text(encoding="utf-8"))
    pack["persons"] |= {"subjects": ["Sie", "Er"], "feminine": ["Sie"], "masculine": ["Er"]}
    language = parse_language(pack, "de.toml")
    text = f"Karin Halbach und Karl Wegener kamen. {subject} ist Landrat."
    found = annotate(read(release_of(text), language=language, registry=registry))["facts"]
    assert [f["person"] for f in found if f["type"] == "post"] == [who]


def test_the_latter_is_who_was_named_last(
    release_of: Callable[..., Release], registry: Registry
) -> None:
    """Not the subject of the sentence before."""
    pack = tomllib.loads((shipped("data/languages") / "de.toml").read_text(encoding="utf-8"))
    pack["persons"]["latter"] = ["Letztere"]
    language = parse_language(pack, "de.toml")
    text = "Karin Halbach traf Inge Wegener. Letztere ist Landrätin."
    found = annotate(read(release_of(text), language=language, registry=registry))["facts"]
    assert [f["person"] for f in found if f["type"] == "post"] == ["Inge Wegener"]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Jean Dupin, président sortant, est parti. « Bonjour à tous », a dit le président.", []),
        ("Jean Dupin, président, est parti. « Bonjour à tous », a dit le nouveau président.", []),
        (
            "Jean Dupin, président, est parti. « Bonjour à tous », a dit le président.",
            ["Jean Dupin"],
        ),
    ],
)
def test_who_follows_in_an_office_is_not_who_held_it(
    text: str, speakers: list[str], read_text: Callable[..., ReadRelease]
) -> None:
    """The new president is none named as president, nor the president who was it."""
    facts = annotate(read_text(text, language="fr"))["facts"]
    assert [f["speaker"] for f in facts if f["type"] == "statement"] == speakers
