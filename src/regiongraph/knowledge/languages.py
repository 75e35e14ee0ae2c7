"""Language packs: how each language says what the engine looks for.

A pack is one TOML file, ``data/languages/<code>.toml``. It holds words and fragments of
regular expressions (syntax of the `regex` module). ``data/language-pack.toml`` says what each key
means; by it this module checks the file, which it then compiles. The engine that uses it is the
same for all languages.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import regex

from regiongraph.errors import LanguagePackError, UnknownLanguageError
from regiongraph.knowledge.dialogue import Dialogue, Interposed
from regiongraph.knowledge.patterns import compiled
from regiongraph.records import EntityType, StatementType
from regiongraph.resources import shipped

_ANY = "*"  # a section that describes this key takes every key


@cache
def _sections() -> Mapping[str, frozenset[str]]:
    """Return the keys of every section of a pack, in the order of the schema."""
    schema = tomllib.loads((shipped("data") / "language-pack.toml").read_text(encoding="utf-8"))
    return {  # frames are tables in a list, whose keys are checked one by one
        section: frozenset(keys) if isinstance(keys, Mapping) else frozenset()
        for section, keys in schema.items()
    }


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """A way to say one kind of fact.

    Args:
        id: Unique within the language; the tail of the rule's name.
        kind: The kind of statement it yields.
        patterns: Regular expressions with ``{slots}``; ``~`` stands for a short gap.
        sets: Fields with a fixed value, such as ``role = "host"``.
        example: A sentence that it must match.
        allow: Cues that do not forbid it: ``planned``, ``negation``.
    """

    id: str
    kind: StatementType
    patterns: tuple[str, ...]
    sets: Mapping[str, str]
    example: str
    allow: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """A checked and compiled language pack.

    Its attributes are named after the pack's keys; a `regex.Pattern` matches any of
    the fragments of the key.
    """

    code: str
    nouns_capitalised: bool
    ordinal_dot: bool
    two_surnames: bool
    closers: Mapping[str, frozenset[str]]
    dialogue: Dialogue | None
    interposed: Interposed | None
    abbreviations: regex.Pattern[str]
    sentence_end: regex.Pattern[str]
    letterhead: regex.Pattern[str]
    dateline: regex.Pattern[str]
    address: regex.Pattern[str]
    contact: regex.Pattern[str]
    background: regex.Pattern[str]
    footer: regex.Pattern[str]
    fragments: Mapping[str, str]
    words: Mapping[str, Any]
    heads: Mapping[EntityType, regex.Pattern[str]]
    frames: tuple[Frame, ...]

    def fragment(self, key: str) -> str:
        """Return an alternation of a key's fragments, ready to stand in a pattern.

        Args:
            key: ``section.key``, such as ``offices.nouns``. An empty key never matches.
        """
        return self.fragments.get(key, r"(?!)")

    def led(self, key: str) -> str:
        """Return the fragments of a key and the space after, saved by an apostrophe or hyphen."""
        return rf"(?:{self.fragment(key)}(?:\s+|(?<=['’-])))"

    def in_name_of(self, body: str) -> str:
        """Return the pattern of speaking in the name of a body, whose pattern is given."""
        ways = self.words.get("speech.behalf", ("(?!)",))
        spelt = (way.replace("{words.of}", self.led("words.of")) for way in ways)
        return "|".join(way.replace("{body}", body) for way in spelt)

    def bent(self, key: str, endings: str) -> str:
        """Return the fragments of a key with the endings that another key lists, if any."""
        if endings not in self.fragments:
            return self.fragment(key)
        return rf"(?:{self.fragment(key)}{self.fragment(endings)}?)"

    def frames_of(self, kind: StatementType) -> tuple[Frame, ...]:
        """Return the frames of one kind of statement, in the order of the pack."""
        return tuple(frame for frame in self.frames if frame.kind is kind)

    def spoken(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Yield start, end and words of speech that dashes set off in a paragraph."""
        yield from self.dialogue.spoken(text) if self.dialogue else ()

    def quoted(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield the half-open spans of quotations, marks included, outermost only."""
        at = 0
        while (start := self._opening(text, at)) is not None:
            end = self._closing(text, start)
            if end is not None:
                yield start, end
            at = start + 1 if end is None else end

    def leaves_open(self, text: str, rest: Sequence[str]) -> bool:
        """Say whether a quotation opened in ``text`` is only closed in one of ``rest``."""
        at = 0
        while (start := self._opening(text, at)) is not None:
            end = self._closing(text, start)
            if end is None and text[start] not in self.closers[text[start]]:
                return any(self._closes_first(paragraph, text[start]) for paragraph in rest)
            if end is None:  # where one mark does both, the next paragraph repeats it
                return any(paragraph.startswith(text[start]) for paragraph in rest[:1])
            at = start + 1 if end is None else end
        return False

    def is_abbreviated(self, tail: str) -> bool:
        """Say whether the full stop that ends ``tail`` does not end a sentence."""
        return bool(self.abbreviations.search(tail))

    def _opening(self, text: str, at: int) -> int | None:
        for position in range(at, len(text)):
            if text[position] in self.closers and self._opens(text, position):
                return position
        return None

    def _opens(self, text: str, at: int) -> bool:
        """Say whether a mark opens a quotation; only one that never closes has a space in it."""
        if text[at] in _APOSTROPHES and _CLITIC.match(text, at + 1):
            return False
        before, after = text[at - 1 : at], text[at + 1 : at + 2]
        spaced = after.isspace() and any(text[at] in ends for ends in self.closers.values())
        return not (before.isalnum() or spaced or after == "" or before in {".", ","})

    def _closing(self, text: str, start: int) -> int | None:
        opened, depth = text[start], 0
        for at in range(start + 1, len(text)):
            if _is_apostrophe(text, at):
                continue
            if text[at] in self.closers[opened] and (text[at] != opened or _can_close(text, at)):
                if depth == 0:
                    return at + 1
                depth -= 1
            elif text[at] == opened and self._opens(text, at) and not _reopens(text, at):
                depth += 1
        return None

    def _closes_first(self, paragraph: str, opened: str) -> bool:
        ends = [at for mark in self.closers[opened] if (at := paragraph.find(mark)) >= 0]
        begin = paragraph.find(opened, 1)
        return bool(ends) and (begin < 0 or min(ends) < begin)


_APOSTROPHES = {"'", "’"}
_CLITIC = regex.compile(r"\p{Ll}(?!\p{L})")  # "'s morgens", "'t Hof"


def _can_close(text: str, at: int) -> bool:
    """Say whether a mark that also opens may close here: it stands after a word."""
    return not text[at - 1].isspace()


def _is_apostrophe(text: str, at: int) -> bool:
    """Say whether a closing mark is an apostrophe before letters: "regio’s", "’s avonds"."""
    return text[at] in _APOSTROPHES and text[at + 1 : at + 2].isalpha()


def _reopens(text: str, at: int) -> bool:
    """Say whether a mark repeats the opening at the head of a further paragraph."""
    return text[max(0, at - 2) : at].endswith((". ", "! ", "? "))


@cache
def load_language(code: str) -> Language:
    """Load the pack of a language.

    Args:
        code: ISO 639-1, two letters.

    Raises:
        UnknownLanguageError: There is no pack for it.
        LanguagePackError: The pack breaks its schema.
    """
    file = shipped("data/languages") / f"{code}.toml"
    if not code.isalpha() or not file.is_file():
        raise UnknownLanguageError(
            f"there is no language pack for '{code}'",
            remedy=f"Packs exist for: {', '.join(languages())}. A new one is a file in "
            "data/languages/.",
        )
    try:
        pack = tomllib.loads(file.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise LanguagePackError(str(error), where=file.name, remedy="Mend the TOML.") from error
    return parse_language(pack, file.name)


def languages() -> tuple[str, ...]:
    """Return the codes of the languages that have a pack, sorted."""
    folder = shipped("data/languages")
    names = [file.name for file in folder.iterdir()] if folder.is_dir() else []
    return tuple(sorted(n.removesuffix(".toml") for n in names if n.endswith(".toml")))


def parse_language(pack: Mapping[str, Any], where: str) -> Language:
    """Check and compile a pack.

    Args:
        pack: The parsed TOML.
        where: Its name, for errors.

    Raises:
        LanguagePackError: A section or key is unknown or missing, or a fragment does not
            compile.
    """
    _check_sections(pack, where)
    pack = _spelt_out(pack, pack.get("phrases", {}), where)
    sections = {name: values for name, values in pack.items() if isinstance(values, Mapping)}
    fragments = {
        f"{section}.{key}": _alternation(value, f"{where} [{section}] {key}")
        for section, values in sections.items()
        for key, value in values.items()
        if isinstance(value, list) and all(isinstance(item, str) for item in value)
    }
    pairs = pack["quotes"]["pairs"]
    marks = {opened: frozenset(b for a, b in pairs if a == opened) for opened, _ in pairs}
    return Language(
        code=pack["meta"]["code"],
        nouns_capitalised=pack["meta"].get("nouns_capitalised", False),
        ordinal_dot=pack["meta"].get("ordinal_dot", False),
        two_surnames=pack["meta"].get("two_surnames", False),
        closers=marks,
        dialogue=_dialogue(fragments) if pack["quotes"].get("dash") else None,
        interposed=_interposed(pack, fragments),
        abbreviations=_abbreviations(pack, fragments),
        sentence_end=_SENTENCE_END,
        fragments=fragments,
        words={
            f"{s}.{key}": value for s, values in sections.items() for key, value in values.items()
        },
        heads={kind: _ending(fragments, f"heads.{key}") for key, kind in _HEADS.items()},
        frames=tuple(_frames(pack, where)),
        **{key: _beginning(fragments, f"blocks.{key}") for key in _sections()["blocks"]},
    )


def _dialogue(fragments: Mapping[str, str]) -> Dialogue:
    office, verbs = (fragments.get(key, r"(?!)") for key in ("offices.nouns", "speech.verbs"))
    return Dialogue(_says(fragments), office, verbs)


def _interposed(pack: Mapping[str, Any], fragments: Mapping[str, str]) -> Interposed | None:
    way = pack["quotes"].get("interposed")
    inverted = fragments.get("speech.inverted", r"(?!)")
    return Interposed(_says(fragments), inverted, commas=way == "commas") if way else None


def _says(fragments: Mapping[str, str]) -> str:
    return "|".join(fragments.get(f"speech.{key}", r"(?!)") for key in ("verbs", "after"))


_SENTENCE_END = regex.compile(
    r"[.!?…]+(?:\s»)?[\"“”»«’›‹)\]]*"
    r"(?=\s+(?:[–—-]\s+)?(?:[\"„“”»«‚‘’(\[–—¿¡-]*|«\s)[\p{Lu}\p{N}])"
)
_HEADS = {
    "organisation": EntityType.ORGANISATION,
    "event": EntityType.EVENT,
    "document": EntityType.DOCUMENT,
    "venue": EntityType.PLACE,
}


def _ending(fragments: Mapping[str, str], key: str) -> regex.Pattern[str]:
    endings = fragments.get("heads.endings")
    bent = rf"{endings}?" if endings and key != "heads.endings" else ""
    return compiled(rf"(?:{fragments.get(key, '(?!)')}){bent}$")


def _beginning(fragments: Mapping[str, str], key: str) -> regex.Pattern[str]:
    return compiled(rf"(?i)^\W*(?:{fragments.get(key, '(?!)')})")


def _check_sections(pack: Mapping[str, Any], where: str) -> None:
    sections = _sections()
    for section, values in pack.items():
        if section not in sections:
            raise LanguagePackError(
                f"section [{section}] is unknown",
                where=where,
                remedy=f"Sections are: {', '.join(sections)}.",
            )
        free = _ANY in sections[section] or not isinstance(values, Mapping)
        unknown = set() if free else set(values) - sections[section]
        if unknown:
            raise LanguagePackError(
                f"[{section}] does not know {', '.join(sorted(unknown))}",
                where=where,
                remedy=f"Keys are: {', '.join(sorted(sections[section]))}.",
            )
    for section, key in (("meta", "code"), ("quotes", "pairs")):
        if key not in pack.get(section, {}):
            raise LanguagePackError(f"[{section}] {key} is missing", where=where, remedy="Add it.")


def _alternation(fragments: Sequence[str], where: str) -> str:
    joined = "|".join(sorted(fragments, key=len, reverse=True))
    try:
        compiled(regex.sub(r"\{[a-z]+\}", "x", joined))  # slots are filled in later
    except regex.error as error:
        raise LanguagePackError(
            f"not a regular expression ({error})", where=where, remedy="Mend the fragment."
        ) from error
    return f"(?:{joined})" if fragments else r"(?!)"


def _abbreviations(pack: Mapping[str, Any], fragments: Mapping[str, str]) -> regex.Pattern[str]:
    listed = fragments.get("sentences.abbreviations", "(?!)")
    cases = [rf"(?<!\w){listed}\.$", r"(?<![\w'’])\p{L}\.$"]
    if pack["meta"].get("ordinal_dot"):
        cases.append(r"(?<![\w.,])(?:\d{1,3}|(?!19|20)\d{4})\.$")
    final = rf"(?<!(?<!\w){fragments.get('sentences.final', '(?!)')}\.)$"
    return compiled(rf"(?:{'|'.join(cases)}){final}")


def _frames(pack: Mapping[str, Any], where: str) -> Iterator[Frame]:
    seen: set[str] = set()
    for raw in pack.get("frames", ()):
        name = raw.get("id", "?")
        place = f"{where} [[frames]] {name}"
        missing = {"id", "kind", "patterns", "example"} - set(raw)
        if missing or name in seen:
            raise LanguagePackError(
                f"lacks {', '.join(sorted(missing))}" if missing else "stands twice",
                where=place,
                remedy="A frame has an id of its own, kind, patterns and an example.",
            )
        seen.add(name)
        try:
            kind = StatementType(raw["kind"])
        except ValueError as error:
            raise LanguagePackError(
                f"kind '{raw['kind']}' is unknown",
                where=place,
                remedy=f"Kinds are: {', '.join(StatementType)}.",
            ) from error
        sets = {k: v for k, v in raw.items() if k not in _FRAME_KEYS}
        yield Frame(
            name,
            kind,
            tuple(raw["patterns"]),
            sets,
            raw["example"],
            frozenset(raw.get("allow", ())),
        )


def _spelt_out(value: Any, phrases: Mapping[str, str], where: str) -> Any:
    """Put the pack's phrases in place of their names, ``<<says>>``, wherever they stand."""
    if isinstance(value, Mapping):
        return {key: _spelt_out(inner, phrases, where) for key, inner in value.items()}
    if isinstance(value, list):
        return [_spelt_out(inner, phrases, where) for inner in value]
    if not isinstance(value, str):
        return value
    for _ in range(_NESTED):
        for name in _PHRASE.findall(value):
            if name not in phrases:
                raise LanguagePackError(
                    f"phrase '{name}' is unknown", where=where, remedy="Add it to [phrases]."
                )
            value = value.replace(f"<<{name}>>", f"(?:{phrases[name]})")
    return value


_PHRASE = regex.compile(r"<<([a-z_]+)>>")
_NESTED = 3  # phrases may hold phrases
_FRAME_KEYS = frozenset({"id", "kind", "patterns", "example", "allow"})
