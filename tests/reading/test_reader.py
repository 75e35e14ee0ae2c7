"""Whatever the text, what is read from it stands in it, and is read again the same."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import settings as search
from hypothesis import strategies as st

from regiongraph.knowledge.languages import load_language
from regiongraph.knowledge.registry import load_registry
from regiongraph.reading.annotations import annotate
from regiongraph.reading.reader import read
from regiongraph.reading.releases import read_file, read_release
from regiongraph.reading.releases.files import StoredFile
from regiongraph.records import CHOICES, FIELDS, EntityType, FieldKind, ReadRelease, StatementType

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

CORPUS = Path(__file__).parents[1] / "corpus"
RELEASES = sorted(
    path
    for path in CORPUS.rglob("*")
    if path.suffix in {".md", ".txt"} and path.with_suffix(".gold.json").exists()
)
FRAGMENTS = (
    "Landrätin Imke Dornbusch", "Falko Rehwinkel, Bürgermeister von Oberwiesen,",
    "das Netzwerk der Weserregionen (NWR)", "die 12. Weserkonferenz", "die „Kasseler Erklärung“",
    "der Freistaat Sachsen", "Navarra (Spanien)", "Sachsens Ministerpräsident", "sagte", "betonte:",
    "so", "am 3. Mai 2024", "heute (4. Mai 2024)", "gestern", "31.02.2024", "41 Mitglieder",
    "in Kassel", "hat verabschiedet", "nahm teil", "nahm nicht teil", "trafen sich mit",
    "wurde gegründet", "unterzeichneten", "wurde zur Präsidentin gewählt", "im Namen der Region",
    "„", "“", "»", "«", '"', "‚", "‘", "(", ")", ",", ".", "!", ":", " – ", "\n", "\n\n", "\n\n- ",
    "\n\n## ", "| a | b |\n|---|---|\n", "**", "_", "\\*", "[x](https://example.org)", "> ",
    "Hintergrund:\n\n", "Impressum\n", "Hausanschrift:\n12345 Kassel\n", "\u00ad", "\u200b",
    "\u202e", "\u00a0", "\x1b[31m", "e\u0301", "𝔎𝔞𝔰𝔰𝔢𝔩", "<script>", "{person}", "\ue000", "%s",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=4), min_size=1, max_size=40).map(
    " ".join
)


@cache
def read_path(path: Path) -> ReadRelease:
    """Read a release of the corpus, once."""
    release = read_release(read_file(path))
    return read(release, language=load_language(release.language), registry=load_registry())


def read_german(text: str) -> ReadRelease:
    """Read a text as a German release."""
    head = {"language": "de", "title": "Kurz gemeldet", "published": "2024-05-04"}
    release = read_release(StoredFile("text.md", text, head))
    return read(release, language=load_language("de"), registry=load_registry())


def faults(done: ReadRelease) -> Iterator[str]:
    """Yield everything that is wrong with what was read; nothing is the right answer."""
    text = done.release.text
    keys = {identity.key for identity in done.identities}
    if len(keys) != len(done.identities):
        yield "two identities with one key"
    quoted = [(m.start, m.end, m.text) for i in done.identities for m in i.mentions]
    quoted += [(s.evidence.start, s.evidence.end, s.evidence.text) for s in done.statements]
    yield from (f"{one} is not in the text" for one in quoted if text[one[0] : one[1]] != one[2])
    spans = [(start, end) for start, end, _ in quoted]
    spans += [(p.start, p.end) for s in done.statements for p in s.evidence.pieces]
    spans += [(span.start, span.end) for span in done.missed]
    yield from (f"{a}, {b} is no span" for a, b in spans if not 0 <= a < b <= len(text))
    unnamed = (one for one in done.identities if not one.mentions)  # an adjective may mean it
    yield from (f"{one.key} is never mentioned" for one in unnamed if one.registry is None)
    for one in done.statements:
        if list(one.fields) != list(FIELDS[one.type]):
            yield f"{one.type} has the fields {list(one.fields)}"
        if not 0 < one.confidence <= 1:
            yield f"confidence {one.confidence}"
        yield from _dangling(one.type, dict(one.fields), keys)


def _dangling(kind: StatementType, fields: dict[str, object], keys: set[str]) -> Iterator[str]:
    """Yield fields whose things do not exist, or whose value is none that may be chosen."""
    for name, value in fields.items():
        of = FIELDS[kind][name]
        things = (value,) if of is FieldKind.ENTITY else value if of is FieldKind.ENTITIES else ()
        for thing in things if isinstance(things, tuple) else ():
            if thing is not None and thing not in keys:
                yield f"{kind} {name} is {thing}, which is no identity"
        if of is FieldKind.CHOICE and value not in CHOICES[kind, name]:
            yield f"{kind} {name} is {value}"


@search(max_examples=300)
@given(TEXTS)
def test_whatever_is_read_stands_in_the_text(text: str) -> None:
    """Spans, pieces, mentions and keys hold for any jumble of sentences, marks and characters."""
    if text.strip():
        assert list(faults(read_german(text))) == []


@pytest.mark.parametrize("line", ["Kassel", "**", "\u200b"])
def test_a_letterhead_may_begin_with_any_line(line: str) -> None:
    """A first line of which nothing can be read stops nothing."""
    done = read_german(f"{line}\nPressemitteilung\n\n# Kurz gemeldet\n\nLandrat Ole Tamms kam.")
    assert "Ole Tamms" in [identity.name for identity in done.identities]


@pytest.mark.parametrize("path", RELEASES, ids=lambda path: path.stem)
def test_whatever_is_read_from_a_release_stands_in_it(path: Path) -> None:
    """The same holds for every release of the corpus."""
    done = read_path(path)
    assert list(faults(done)) == []
    assert done.statements


@pytest.mark.parametrize("path", RELEASES, ids=lambda path: path.stem)
def test_a_quotation_is_what_its_pieces_say(path: Path) -> None:
    """The text of a direct statement is its pieces joined, but for Markdown and white space."""
    done = read_path(path)
    for one in done.statements:
        if one.type is StatementType.STATEMENT and one.fields["direct"]:
            pieces = [done.release.text[p.start : p.end] for p in one.evidence.pieces]
            assert letters(" ".join(pieces)) == letters(str(one.fields["text"]))


def letters(text: str) -> str:
    """Return the letters and digits of a text."""
    return "".join(character for character in text if character.isalnum())


@search(max_examples=30)
@given(TEXTS)
def test_the_same_text_is_read_the_same(text: str) -> None:
    """Reading has no memory."""
    if text.strip():
        assert read_german(text) == read_german(text)


def test_two_processes_print_the_same_bytes() -> None:
    """The order of hashes has no say in the annotation of the first text of each language."""
    program = (
        "import json, sys; from pathlib import Path; import regiongraph as rg;"
        "from regiongraph.reading.annotations import annotate;"
        "print(json.dumps([annotate(rg.read(p)) for p in map(Path, sys.argv[1:])]))"
    )
    paths = [str(next(iter(group))) for _, group in groupby(RELEASES, lambda path: path.parent)]
    printed = {
        subprocess.run(
            [sys.executable, "-c", program, *paths],
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2024")
    }
    assert len(printed) == 1
    assert len(json.loads(printed.pop())) == len(paths)


def test_statements_are_sorted_and_none_says_less_than_another() -> None:
    """In the order of the text; of two that say the same one is kept."""
    done = read_path(CORPUS / "leipzig" / "leipziger-erklaerung.txt")
    starts = [one.evidence.start for one in done.statements]
    assert starts == sorted(starts)
    claims = [(one.type, tuple(one.fields.items())) for one in done.statements]
    assert len(set(claims)) == len(claims)


def test_a_fact_told_twice_is_read_once(read_text: Callable[..., ReadRelease]) -> None:
    """Two sentences with one claim are one statement, in its fuller form."""
    done = read_text(
        "Das Netzwerk der Weserregionen zählt 41 Mitglieder. Am 3. Mai kam ein Gast. Das Netzwerk "
        "der Weserregionen zählt 41 Mitglieder."
    )
    assert [one.type for one in done.statements].count(StatementType.COUNT) == 1


def test_a_sentence_that_names_someone_without_a_claim_is_missed(
    read_text: Callable[..., ReadRelease],
) -> None:
    """The ledger quotes it; a sentence with a claim, or without a name, is not in it."""
    done = read_text("Imke Dornbusch mag Kuchen. Landrat Falko Rehwinkel kam. Es war schön.")
    assert [done.release.text[one.start : one.end] for one in done.missed] == [
        "Imke Dornbusch mag Kuchen."
    ]


def test_annotations_refer_to_entities_by_name(read_text: Callable[..., ReadRelease]) -> None:
    """Every entity field of a fact is the name of an entity of the same document."""
    document = annotate(
        read_text("Hessen und Thüringen unterzeichneten gestern das „Weser-Abkommen“.")
    )
    names = {entity["name"] for entity in document["entities"]}
    (fact,) = document["facts"]
    assert {*fact["parties"], fact["document"]} <= names
    assert list(document) == ["url", "language", "published", "publisher", "entities", "facts"]


def test_an_initial_stands_for_a_first_name() -> None:
    """“J. Dornbusch” is Jule Dornbusch, who was named in full; “K. Dornbusch” is not."""
    text = "Landrätin Jule Dornbusch kam. Landrätin J. Dornbusch sprach. Senator K. Dornbusch ging."
    release = read_release(StoredFile("initials.md", f"# Treffen in Kassel\n\n{text}\n", {}))
    found = read(release, language=load_language("de"), registry=load_registry())
    people = [i.name for i in found.identities if i.type is EntityType.PERSON]
    assert sorted(people) == ["Jule Dornbusch", "K. Dornbusch"]
