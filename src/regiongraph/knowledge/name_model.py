"""Names of people whom no list knows: a small model of how names look and where they stand.

The model is a linear-chain conditional random field. It sees the shape of a word, its beginning
and its end, its neighbours, and whether the registry lists it as a first name, a place or an
office. Words are compared without accents and in Latin letters, so that what it learnt in one
language holds in the others. It proposes; whoever asks decides. ``data/models/README.md`` says
what it was trained on, and how often it is right.
"""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

import regex

from regiongraph.knowledge.registry import load_registry
from regiongraph.knowledge.spelling import WORD, bare, bare_once
from regiongraph.records import EntityType
from regiongraph.resources import shipped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from regiongraph.knowledge.registry import Registry

OPENS, CONTINUES, OTHER, OUTSIDE = "B", "I", "X", "O"
"""Labels: first word of a person's name; a further one; a name of something else; no name."""

_TOKEN = regex.compile(
    r"""
      (?:\p{Lu}\.-?)*\p{Lu}\.(?!\p{Ll})            # initials: J., J.-P.
    | \p{Lu}\p{Ll}\.(?=\s?\p{Lu})                  # Gy., Th., but also Dr.
    | \p{Ll}+(?:['’](?=\p{L})|-(?=\p{Lu}))         # what leans on a name: d’, il-
    | (?:\p{Lu}\p{Ll}*['’](?=\p{Lu}))?             # O’Neill, Dell’Anna
      \p{L}[\p{L}\p{M}\p{N}]*(?:[-‐]\p{L}[\p{L}\p{M}\p{N}]*)*
    | \p{N}+(?:[.,]\p{N}+)*
    | [^\s\p{L}\p{N}]
    """,
    regex.VERBOSE,
)
_SENTENCE_GAP = regex.compile(
    r"\s*\n\s*\n\s*"
    r"|(?<=[\p{L}\p{N}]{5}[.!?…][\"»«”“’)]?)\s+(?=\P{L}?\p{Lu})"  # not at "Prof. Dr. Meyer"
)
_LATIN = str.maketrans(
    dict(zip("абвгдезийклмнопрстуфхъьэαβγδεζηικλμνξοπρστυφω",
             "abvgdeziiklmnoprstufhaieavgdezhiklmnxoprstifo", strict=True))
    | {"ж": "zh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sht", "ю": "yu", "я": "ya"}
    | {"θ": "th", "χ": "ch", "ψ": "ps"}
)  # fmt: skip
_CROWDED = (0.08, 0.16, 0.3, 0.55)
"""Steps of the share of capitals: plain prose, names in a row, German nouns, headlines."""
_LONG_WORD = 4
_FAINT = 0.2
"""What a word must be likely by to be proposed at all."""
_TITLE = regex.compile(r"\p{Lu}\p{Ll}\.")


@dataclass(frozen=True, slots=True, order=True)
class NameSpan:
    """A stretch of text that may be a person's name.

    Args:
        start: Offset of the first character.
        end: Offset after the last character.
        probability: How sure the model is, between 0 and 1: the mean over the words.
    """

    start: int
    end: int
    probability: float


class _Word(NamedTuple):
    """What the model sees of a word, ready for each place in the window."""

    shape: str
    capital: bool
    listed: tuple[str, ...]
    here: tuple[str, ...]
    beside: tuple[tuple[str, ...], tuple[str, ...]]  # left, right
    beyond: tuple[tuple[str, ...], tuple[str, ...]]


def tokens(text: str) -> list[tuple[int, int]]:
    """Return the offsets of words, initials, numbers and signs."""
    return [match.span() for match in _TOKEN.finditer(text)]


def sentences(text: str) -> Iterator[list[tuple[int, int]]]:
    """Yield the tokens of each sentence; where in doubt, sentences stay together."""
    start = 0
    gaps = [match.span() for match in _SENTENCE_GAP.finditer(text)]
    for end, following in [*gaps, (len(text), len(text))]:
        yield [(start + first, start + last) for first, last in tokens(text[start:end])]
        start = following


class WordFeatures:
    """Turns the words of a sentence into what the model sees of them.

    Args:
        registry: Its first names, places and offices are features.
        language: Language of the sentences, two letters.
    """

    def __init__(self, registry: Registry, language: str) -> None:
        self._word = lru_cache(maxsize=1 << 15)(self._seen)  # words come again and again
        self._own = _forms(registry.first_names(language))
        self._lists = _lists(registry)

    def __call__(self, words: Sequence[str]) -> list[list[str]]:
        """Return the features of each word of a sentence."""
        seen = [self._word(word) for word in words]
        crowd = _crowd(seen)
        return [self._at(seen, index, crowd) for index in range(len(seen))]

    def _at(self, seen: list[_Word], index: int, crowd: str) -> list[str]:
        word, last = seen[index], len(seen) - 1
        left = seen[index - 1] if index else _EDGE
        right = seen[index + 1] if index < last else _EDGE
        if not (word.capital or left.capital or right.capital):
            return ["far"]
        found = [*word.here, *left.beside[0], *right.beside[1]]
        found += seen[index - 2].beyond[0] if index > 1 else ("-2^",)
        found += seen[index + 2].beyond[1] if index + 1 < last else ("+2^",)
        found.append(f"{left.shape}|{word.shape}|{right.shape}")
        found.append(f"{crowd}|{word.shape}")
        found += [f"{hit}|+{right.shape}" for hit in word.listed]
        found += [f"-{hit}|{word.shape}" for hit in left.listed]
        if index == 0:
            found.append(f"^{word.shape}|{right.shape}")
        return found

    def _seen(self, text: str) -> _Word:
        return _word(text, self._listed(text))

    def _listed(self, text: str) -> tuple[str, ...]:
        """Return in which lists a word stands."""
        if not text[-1].isalpha():
            return ()
        form = _form(text)
        found = [name for name, words in self._lists.items() if form in words]
        if text[0].isupper():
            found += self._first_name(form)
        return tuple(found)

    def _first_name(self, form: str) -> list[str]:
        """Return how a capitalised word is a first name: the language's own, bent, doubled."""
        if form in self._own:
            return ["own"]
        if any(form[:-cut] in self._own for cut in (1, 2) if len(form) - cut >= _LONG_WORD):
            return ["own-bent"]
        part, hyphen, _ = form.partition("-")
        return ["double"] if hyphen and part in self._lists["first"] else []


@lru_cache(maxsize=1)
def _lists(registry: Registry) -> dict[str, frozenset[str]]:
    """Return the lists in which words are looked up, as bare words."""
    territories = {EntityType.REGION, EntityType.COUNTRY, EntityType.PLACE}
    names = {
        name
        for entry in registry.entries.values()
        if entry.type in territories
        for names in entry.names.values()
        for name in names
    }
    offices = {form for office in registry.offices for form in (office.label, *office.forms)}
    return {
        "first": _forms(registry.first_names()),
        "place": _forms(name for name in names if " " not in name),
        "in-place": _long_words(name for name in names if " " in name),
        "office": _long_words(offices),
    }


def _long_words(names: Iterable[str]) -> frozenset[str]:
    words = (word for name in names for word in WORD.findall(name))
    return _forms({word for word in words if len(word) >= _LONG_WORD})


def _word(text: str, listed: tuple[str, ...]) -> _Word:
    form, shape = _form(text), _shape(text)
    starts = [f"p{n}{form[:n]}" for n in (2, 3, 5) if len(form) > n]
    ends = [f"s{n}{form[-n:]}" for n in (1, 2, 3, 4) if len(form) > n]
    here = (f"w{form}", shape, *starts, *ends, *listed)
    near = (f"w{form}", shape, f"p{form[:5]}", f"s{form[-3:]}", *listed)
    further = (shape, f"p{form[:5]}", *listed)
    return _Word(
        shape,
        any(char.isupper() for char in text),
        listed,
        here,
        (tuple(f"-{f}" for f in near), tuple(f"+{f}" for f in near)),
        (tuple(f"-2{f}" for f in further), tuple(f"+2{f}" for f in further)),
    )


def _form(text: str) -> str:
    return bare(text).translate(_LATIN)


def _forms(names: Iterable[str]) -> frozenset[str]:
    """Return what many words or names are compared by; most need no translation."""
    spelt = map(bare_once, names)
    return frozenset(form if form.isascii() else form.translate(_LATIN) for form in spelt)


def _shape(text: str) -> str:
    """Return how a word is written: ``O’Neill`` → ``A’Aa``, ``EU-Rat`` → ``AA-Aa``."""
    runs = ((kind, len(list(run))) for kind, run in groupby(map(_kind, text)))
    return "".join(kind * min(count, 2) if kind == "A" else kind for kind, count in runs)


def _kind(char: str) -> str:
    if char.isupper():
        return "A"
    if char.isalpha():
        return "a"
    return "0" if char.isnumeric() else char


def _crowd(seen: Sequence[_Word]) -> str:
    """Return how crowded with capitals a sentence is, its first word aside."""
    words = [word for word in seen[1:] if word.shape[0] in "Aa"]
    share = sum(word.capital for word in words) / len(words) if words else 0.0
    return f"crowd{sum(share > step for step in _CROWDED)}"


_EDGE = _Word("^", False, (), (), (("-^",), ("+^",)), ((), ()))


class NameModel:
    """Finds names of people in running text, in any language of the Union.

    Args:
        weights: What training wrote.
        registry: The lists that the weights were trained with.
    """

    def __init__(self, weights: bytes, registry: Registry) -> None:
        from pycrfsuite import Tagger  # noqa: PLC0415  # not needed by those who only ask

        self._registry = registry
        self._weights = weights  # the tagger reads from these bytes and does not keep them
        self._tagger = Tagger()
        self._tagger.open_inmemory(weights)
        self._features: dict[str, WordFeatures] = {}
        self._lock = Lock()  # the tagger holds one sentence at a time

    def find(self, text: str, language: str) -> list[NameSpan]:
        """Return what may be a person's name, by offset, none overlapping.

        Names of one word are among them, and faint guesses: choose by ``probability``.

        Args:
            text: Running text; offsets count its characters, half-open.
            language: Language of the text, two letters.
        """
        features = self._features.get(language)
        if features is None:
            features = self._features.setdefault(language, WordFeatures(self._registry, language))
        found: list[NameSpan] = []
        for sentence in sentences(text):
            words = [text[start:end] for start, end in sentence]
            if any(word[0].isupper() for word in words):
                found += self._names(sentence, words, features(words))
        return found

    def _names(
        self, sentence: list[tuple[int, int]], words: list[str], seen: list[list[str]]
    ) -> Iterator[NameSpan]:
        """Yield runs of words that are likely enough to belong to a person's name."""
        with self._lock:
            self._tagger.set(seen)
            chances = [self._chances(index) for index in range(len(words))]
        for first, last in _runs(words, chances):
            mean = sum(map(sum, chances[first:last])) / (last - first)
            yield NameSpan(sentence[first][0], sentence[last - 1][1], round(mean, 4))

    def _chances(self, index: int) -> tuple[float, float]:
        """Return how likely a word opens a name, and how likely it continues one."""
        return self._tagger.marginal(OPENS, index), self._tagger.marginal(CONTINUES, index)


def _runs(words: list[str], chances: list[tuple[float, float]]) -> Iterator[tuple[int, int]]:
    """Yield the first word of each name and the word after its last."""
    runs: list[list[int]] = []
    for index, (opens, continues) in enumerate(chances):
        if opens + continues < _FAINT or not words[index][0].isalpha():
            continue
        if runs and runs[-1][-1] == index - 1 and continues >= opens:
            runs[-1].append(index)
        else:
            runs.append([index])
    for run in runs:
        first, last = run[0], run[-1] + 1
        while last > first and not words[last - 1][0].isupper():
            last -= 1
        while last > first + 1 and _TITLE.fullmatch(words[first]):
            first += 1
        if last > first:
            yield first, last


@cache
def load_name_model() -> NameModel:
    """Return the model that ships, read once."""
    weights = shipped("data") / "models" / "person-names.crfsuite.gz"
    return NameModel(gzip.decompress(weights.read_bytes()), load_registry())
