"""Train the model that finds names of people, and say how often it is right.

``python tools/train_name_model.py FOLDER`` reads ``SOURCE.LANGUAGE.PART.tsv.xz`` (one token and
its BIO tag a line, a blank line after a sentence) and, under ``names``, ``first-names.tsv`` and
``last-names.tsv`` (a name and its languages). It writes ``data/models/person-names.crfsuite.gz``
and prints the figures of the model card. The same files give the same weights.

Held out: parallel sentences (``PUD``), every ``test`` that has a ``train`` or ``dev`` beside it,
and the last tenth of every file that stands alone.

Each sentence that names people is learnt a second time with strangers in their place: names of
any language, half of them made up from halves of two, many of them double. So the model learns
where names stand and how they are built rather than who was in the news.
"""

from __future__ import annotations

import gzip
import hashlib
import lzma
import random
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from pycrfsuite import Trainer

from regiongraph.knowledge import name_model
from regiongraph.knowledge.name_model import CONTINUES, OPENS, OTHER, OUTSIDE, WordFeatures
from regiongraph.knowledge.registry import load_registry

WEIGHTS = Path(__file__).parents[1] / "data" / "models" / "person-names.crfsuite.gz"
SETTINGS = {
    "c1": 0.2,
    "c2": 0.02,
    "max_iterations": 90,
    "feature.minfreq": 4,
    "feature.possible_transitions": False,
}
ONE_IN = {"person": 1, "other": 1, "none": 3}
"""Of sentences by what they name, one in so many is learnt."""
AT_MOST = 7000
"""Sentences of one kind from one file, so that no language drowns the others."""
TWICE = "de"
"""German has few sentences here, and its nouns look like names."""
PARTICLES = ("von", "von der", "van", "van der", "van den", "de", "del", "de la", "di", "da", "dos")
PARTICLES += ("du", "af", "zu", "ter", "degli", "d'")
LIKELY = 0.5

Name = tuple[int, int, str]
Files = dict[str, list["Sentence"]]


class Sentence(NamedTuple):
    """A sentence as running text, with the offsets and types of its names."""

    text: str
    names: tuple[Name, ...]

    @property
    def kind(self) -> str:
        """Whether it names a person, something else, or nothing."""
        types = {type_ for _, _, type_ in self.names}
        return "person" if "PER" in types else "other" if types else "none"


def main() -> None:
    """Train, write the weights, print the figures."""
    folder = Path(sys.argv[1])
    files, lists = sorted(folder.glob("*.tsv.xz")), sorted(folder.glob("names/*-names.tsv"))
    trained, held_out = split(files)
    lines = [f"sha256 over the files: {digest([*files, *lists])}"]
    lines.append(f"sentences learnt: {train(trained, Strangers(*lists)):,}")
    lines.append(f"size: {WEIGHTS.stat().st_size:,} bytes")
    for line in (*lines, *report(held_out)):
        print(line)  # noqa: T201


def split(files: Sequence[Path]) -> tuple[Files, Files]:
    """Return what to learn and what to hold out, by file."""
    parts: dict[str, list[str]] = defaultdict(list)
    for file in files:
        parts[file.name.split(".")[0]].append(file.name.split(".")[2])
    trained: Files = {}
    held_out: Files = {}
    for file in files:
        source, language, part = file.name.split(".")[:3]
        read = list(sentences(file))
        cut = len(read)
        if source.endswith("PUD") or (part == "test" and len(parts[source]) > 1):
            cut = 0
        elif len(parts[source]) == 1:
            cut = len(read) * 9 // 10
        name = f"{source}.{language}.{part}"
        trained[name], held_out[name] = read[:cut], read[cut:]
    return trained, {name: read for name, read in held_out.items() if read}


def digest(files: Iterable[Path]) -> str:
    """Return one digest over the contents of all files, in the order given."""
    whole = hashlib.sha256()
    for file in files:
        whole.update(file.read_bytes())
    return whole.hexdigest()


def sentences(file: Path) -> Iterator[Sentence]:
    """Yield the sentences of a file."""
    with lzma.open(file, "rt", encoding="utf-8") as stream:
        for block in stream.read().split("\n\n"):
            rows = [line.split("\t") for line in block.splitlines() if "\t" in line]
            if rows:
                yield running(rows)


def running(rows: Sequence[Sequence[str]]) -> Sentence:
    """Join tokens to text; inside a name, hyphens and the stops of initials stand close."""
    text, names, tight = "", list[Name](), True
    for position, (word, tag) in enumerate(rows):
        inside = tag[0] == "I"
        hyphen = inside and word == "-"
        stop = inside and word == "." and len(rows[position - 1][0]) == 1
        text += "" if tight or hyphen or stop else " "
        start, tight = len(text), hyphen
        text += word
        if inside and names:
            names[-1] = (names[-1][0], len(text), names[-1][2])
        elif tag != "O":
            names.append((start, len(text), tag[2:]))
    return Sentence(text, tuple(names))


class Strangers:
    """Makes up names of people who were never in the news.

    Args:
        given: First names and their languages.
        family: Family names and their languages.
    """

    def __init__(self, given: Path, family: Path) -> None:
        self._chance = random.Random(1)  # noqa: S311  # the same names at each training
        self._given, self._family = self._read(given), self._read(family)
        self._languages = sorted(self._given.keys() & self._family.keys())

    @staticmethod
    def _read(file: Path) -> dict[str, list[str]]:
        found = defaultdict(list)
        for line in file.read_text(encoding="utf-8").splitlines():
            if not line.startswith("#"):
                name, languages = line.split("\t")[:2]
                for language in languages.split(","):
                    found[language].append(name)
        return found

    def instead(self, sentence: Sentence) -> Sentence:
        """Return a sentence with strangers in place of the people it names."""
        text, names, at = "", list[Name](), 0
        for start, end, type_ in sentence.names:
            name, text = sentence.text[start:end], text + sentence.text[at:start]
            # a name of one word may bend in ways that a stranger's would not
            if type_ == "PER" and (" " in name or self._chance.random() < 0.3):  # noqa: PLR2004
                name = self._full_name() if " " in name else self._word(self._family)
            names.append((len(text), len(text) + len(name), type_))
            text, at = text + name, end
        return Sentence(text + sentence.text[at:], tuple(names))

    def _full_name(self) -> str:
        language = self._chance.choice(self._languages)
        given, family = self._word(self._given, language), self._word(self._family, language)
        build = self._chance.choices(
            ("plain", "double", "two", "double given", "two given", "particle"),
            (42, 25, 10, 5, 10, 8),
        )[0]
        if build == "double":
            family += "-" + self._word(self._family)
        elif build == "two":
            family += " " + self._word(self._family, language)
        elif build == "particle":
            family = f"{self._chance.choice(PARTICLES)} {family}"
        elif build != "plain":
            given += ("-" if build == "double given" else " ") + self._word(self._given, language)
        return f"{family} {given}" if language == "hu" else f"{given} {family}"

    def _word(self, names: dict[str, list[str]], language: str | None = None) -> str:
        choice = names[language or self._chance.choice(self._languages)]
        one, other = self._chance.choice(choice), self._chance.choice(choice)
        if self._chance.random() < LIKELY:
            return one
        return one[: (len(one) + 1) // 2] + other[len(other) // 2 :].lower()


def train(files: Files, strangers: Strangers) -> int:
    """Write the weights; return how many sentences were learnt."""
    trainer = Trainer("lbfgs", SETTINGS, verbose=False)
    registry, count = load_registry(), 0
    for name, read in files.items():
        language = name.split(".")[1]
        features = WordFeatures(registry, language)
        for sentence in chosen(read, strangers, twice=language == TWICE):
            spans = name_model.tokens(sentence.text)
            words = [sentence.text[start:end] for start, end in spans]
            trainer.append(features(words), labels(spans, sentence.names))
            count += 1
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "weights"
        trainer.train(str(plain))
        WEIGHTS.write_bytes(gzip.compress(plain.read_bytes(), mtime=0))
    return count


def chosen(read: Sequence[Sentence], strangers: Strangers, *, twice: bool) -> Iterator[Sentence]:
    """Yield the share of a file that is learnt."""
    seen = dict.fromkeys(ONE_IN, 0)
    for sentence in read:
        kind = sentence.kind
        seen[kind] += 1
        if seen[kind] % ONE_IN[kind] == 0 and seen[kind] // ONE_IN[kind] < AT_MOST:
            yield sentence
            if twice:
                yield sentence
            if kind == "person":
                yield strangers.instead(sentence)


def labels(spans: Sequence[tuple[int, int]], names: Sequence[Name]) -> list[str]:
    """Return the label of each token."""
    found = []
    for start, end in spans:
        name = next((n for n in names if n[0] < end and start < n[1]), None)
        if name is None:
            found.append(OUTSIDE)
        elif name[2] != "PER":
            found.append(OTHER)
        else:
            found.append(OPENS if start <= name[0] else CONTINUES)
    return found


def report(files: Files) -> Iterator[str]:
    """Yield a table of precision, recall and F1 for each held-out part."""
    yield "| held-out part | names | P | R | F1 | names of 2+ words | P | R | F1 |"
    yield "|---|---|---|---|---|---|---|---|---|"
    for name, read in sorted(files.items(), key=lambda item: item[0].split(".")[1]):
        cells = (figures(read, name.split(".")[1], least=least) for least in (1, 2))
        yield f"| {name} | {' | '.join(cells)} |"


def figures(read: Sequence[Sentence], language: str, *, least: int) -> str:
    """Return number of names, precision, recall and F1, for names of at least so many words."""
    model = name_model.load_name_model()
    right = given = wanted = 0
    for sentence in read:
        gold = {(start, end) for start, end, type_ in sentence.names if type_ == "PER"}
        names = model.find(sentence.text, language)
        found = {(name.start, name.end) for name in names if name.probability >= LIKELY}
        gold, found = (
            {(start, end) for start, end in some if len(sentence.text[start:end].split()) >= least}
            for some in (gold, found)
        )
        right, given, wanted = right + len(gold & found), given + len(found), wanted + len(gold)
    precision, recall = right / max(given, 1), right / max(wanted, 1)
    return f"{wanted} | {precision:.3f} | {recall:.3f} | {2 * right / max(given + wanted, 1):.3f}"


if __name__ == "__main__":
    main()
