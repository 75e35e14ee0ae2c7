"""Language packs are checked when they are read, and every frame reads its own example."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

import pytest
import regex

from regiongraph.errors import LanguagePackError, UnknownLanguageError
from regiongraph.knowledge.languages import (
    Frame,
    languages,
    load_language,
    parse_language,
)
from regiongraph.knowledge.registry import load_registry
from regiongraph.reading.reader import read
from regiongraph.reading.releases import read_release
from regiongraph.reading.releases.files import StoredFile
from regiongraph.reading.triggers import classes_of
from regiongraph.records import StatementType
from regiongraph.resources import shipped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

FRAMES = [(code, frame) for code in languages() for frame in load_language(code).frames]
SCHEMA = tomllib.loads((shipped("data") / "language-pack.toml").read_text(encoding="utf-8"))
LONGEST = 140  # characters that say what a key means


def keys_of(pack: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield each key of a pack, or of the schema, with its section."""
    for section, tables in pack.items():
        for table in tables if isinstance(tables, list) else [tables]:
            yield from ((section, key) for key in table if key != "slots")


@pytest.fixture
def pack() -> dict[str, Any]:
    """Return the German pack as its file has it."""
    file = shipped("data/languages") / "de.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


def frame_of(pack: dict[str, Any]) -> dict[str, Any]:
    """Return the first frame of a pack."""
    first: dict[str, Any] = pack["frames"][0]
    return first


@pytest.mark.parametrize(
    ("spoil", "where", "what"),
    [
        (lambda p: p.update(wörter={}), "de.toml", "wörter"),
        (lambda p: p["names"].update(tytles=["Dr"]), "de.toml", "tytles"),
        (lambda p: p["meta"].pop("code"), "de.toml", "code"),
        (lambda p: p.pop("quotes"), "de.toml", "pairs"),
        (lambda p: p["names"].update(titles=["Dr("]), "de.toml [names] titles", "regular"),
        (lambda p: p["heads"].update(event=["[a-"]), "de.toml [heads] event", "regular"),
        (lambda p: frame_of(p).update(kind="gossip"), "[[frames]] copula", "gossip"),
        (lambda p: frame_of(p).pop("id"), "[[frames]]", "id"),
        (lambda p: frame_of(p).pop("example"), "[[frames]] copula", "example"),
        (lambda p: frame_of(p).pop("patterns"), "[[frames]] copula", "patterns"),
        (lambda p: p["frames"].append(p["frames"][0]), "[[frames]] copula", "twice"),
    ],
    ids=[
        "section",
        "key",
        "code",
        "quotes",
        "regex-of-names",
        "regex-of-heads",
        "kind",
        "no-id",
        "no-example",
        "no-patterns",
        "same-id",
    ],
)
def test_a_broken_pack_is_refused_where_it_is_broken(
    spoil: Callable[[dict[str, Any]], Any], where: str, what: str, pack: dict[str, Any]
) -> None:
    """The error names file, section or frame, and what is wrong with it."""
    parse_language(pack, "de.toml")
    spoil(pack)
    with pytest.raises(LanguagePackError, match=what) as raised:
        parse_language(pack, "de.toml")
    assert where in raised.value.where
    assert raised.value.where.startswith("de.toml")
    assert raised.value.remedy


@pytest.mark.parametrize("code", ["xx", "hu-HU", "../de", "", "de.toml"])
def test_an_unknown_language_is_answered_with_the_known_ones(code: str) -> None:
    """There is no pack for it; those that exist are listed."""
    with pytest.raises(UnknownLanguageError, match=f"'{code}'") as raised:
        load_language(code)
    assert all(known in raised.value.remedy for known in languages())


def test_there_is_a_german_pack() -> None:
    """Packs are listed by their code, sorted."""
    assert "de" in languages()
    assert list(languages()) == sorted(languages())
    assert all(load_language(code).code == code for code in languages())


@pytest.mark.parametrize(
    ("code", "frame"), FRAMES, ids=[f"{code}-{frame.id}" for code, frame in FRAMES]
)
def test_every_frame_reads_its_own_example(code: str, frame: Frame) -> None:
    """The example of a frame yields a statement of its kind, found by this frame.

    The pack's ``examples.title`` is what an example speaks of when it says "the network"; its
    ``examples.items`` follow an example that ends in a colon. An example may have a headline.
    """
    language = load_language(code)
    title, items = language.words["examples.title"], language.words["examples.items"]
    own, _, example = frame.example.rpartition("\n\n")
    title = own.removeprefix("# ") or title
    more = "".join(f"\n- {item}" for item in items) if frame.example.endswith(":") else ""
    head = {"language": code, "published": "2024-05-04", "title": title}
    text = f"# {title}\n\n{example}\n{more}\n"
    release = read_release(StoredFile(f"{frame.id}.md", text, head))
    found = read(release, language=language, registry=load_registry())
    rules = [one.rule.removesuffix("-unsure") for one in found.statements]
    assert f"{code}.{frame.kind.value}.{frame.id}" in rules


@pytest.mark.parametrize("code", languages())
def test_every_template_of_a_pack_is_filled(code: str) -> None:
    """What stands in braces is a slot or a key that the engine fills; nothing else is."""
    language = load_language(code)
    filled = {"speech.behalf": "{body}", "speech.closing": "{who}"}
    for key, slot in filled.items():
        assert all(slot in way for way in language.words.get(key, ()))
    for frame in language.frames:
        for slot in regex.findall(r"\{([a-z_.]+)\d?\}", " ".join(frame.patterns)):
            assert classes_of(slot) or slot == "what" or slot in language.fragments, frame.id


@pytest.mark.parametrize("code", languages())
def test_frames_are_grouped_by_kind_and_keep_their_order(code: str) -> None:
    """Every frame of a pack belongs to exactly one kind; the first that matches counts."""
    language = load_language(code)
    grouped = [frame for kind in StatementType for frame in language.frames_of(kind)]
    assert len(grouped) == len(language.frames)
    for kind in StatementType:
        listed = [frame for frame in language.frames if frame.kind is kind]
        assert list(language.frames_of(kind)) == listed


def test_a_key_that_a_pack_leaves_out_matches_nothing(pack: dict[str, Any]) -> None:
    """A language without seasons finds none, and nothing else in their place."""
    pack["dates"].pop("seasons")
    language = parse_language(pack, "de.toml")
    assert regex.search(language.fragment("dates.seasons"), "Im Sommer 2024") is None
    assert regex.search(language.fragment("dates.early"), "Anfang 2024") is not None


def test_an_abbreviation_may_end_a_sentence(pack: dict[str, Any]) -> None:
    """What the pack calls final is no abbreviation there, though single letters are."""
    pack["sentences"]["final"] = ["\\d{4} y"]
    language = parse_language(pack, "de.toml")
    assert language.is_abbreviated("seit y.")
    assert not language.is_abbreviated("seit 2011 y.")


def test_phrases_stand_in_for_what_patterns_share(pack: dict[str, Any]) -> None:
    """A phrase may hold others; one that is not listed is an error."""
    pack["phrases"] = pack.get("phrases", {}) | {"says": "sagt(?:e)?", "speaks": "<<says>>|spricht"}
    pack["speech"]["verbs"] = ["<<speaks>> wohl"]
    language = parse_language(pack, "de.toml")
    assert regex.fullmatch(language.fragment("speech.verbs"), "sagte wohl")
    pack["speech"]["verbs"] = ["<<sings>>"]
    with pytest.raises(LanguagePackError, match="sings"):
        parse_language(pack, "de.toml")


def test_every_key_is_described_in_one_line() -> None:
    """The schema says of each key, in a line that a reader can take in, what it means."""
    (frames,) = SCHEMA["frames"]
    told = [SCHEMA[section][key] for section, key in keys_of(SCHEMA) if section != "frames"]
    told += [text for key, text in frames.items() if key != "slots"]
    told += frames["slots"].values()
    for text in told:
        assert text
        assert text == text.strip()
        assert "\n" not in text
        assert len(text) <= LONGEST, text


def test_every_key_is_used_and_every_used_one_is_described() -> None:
    """No key is in the schema for nothing; a pack has no other but those of its own naming."""
    files = [shipped("data/languages") / f"{code}.toml" for code in languages()]
    packs = [tomllib.loads(file.read_text(encoding="utf-8")) for file in files]
    used = {named for pack in packs for named in keys_of(pack)}
    free = {section for section, keys in SCHEMA.items() if "*" in keys}
    described = {(section, key) for section, key in keys_of(SCHEMA) if key != "*"}
    assert described <= used
    assert {(section, key) for section, key in used if section not in free} <= described


def test_every_slot_of_a_pattern_is_described() -> None:
    """The schema tells of each slot that a frame uses, and of none that no frame does."""
    slots = {
        slot
        for code in languages()
        for frame in load_language(code).frames
        for slot in regex.findall(r"\{([a-z]{2,})\d?(?::[a-z]+)?\}", " ".join(frame.patterns))
    }
    described = set(regex.findall(r"\{([a-z]+)\}", " ".join(SCHEMA["frames"][0]["slots"])))
    assert slots == described


@pytest.mark.parametrize("code", languages())
def test_every_phrase_and_case_of_a_pack_is_used(code: str) -> None:
    """What a pack names itself stands in one of its patterns; some cases the code itself reads."""
    text = (shipped("data/languages") / f"{code}.toml").read_text(encoding="utf-8")
    own = tomllib.loads(text)
    assert all(f"<<{name}>>" in text for name in own.get("phrases", {}))
    called = {*regex.findall(r"\{[a-z]+\d?:([a-z]+)\}", text), *SCHEMA["cases"]}
    assert own.get("cases", {}).keys() <= called
