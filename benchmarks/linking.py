"""Measure the linking of names: build time, words a second, memory, beside spaCy's PhraseMatcher.

Run ``python benchmarks/linking.py``. spaCy is no dependency of the project: install it by hand
for the comparison. Each side runs in a process of its own, over the same 120,000 names and the
same text. Times are processor seconds of one core: building is everything from names in memory to
a matcher that has found one; memory is what the process grew by from before the names were read.

On 23 November 2026, two shared cores, Python 3.11, spaCy 3.8.18, both sides in one run:
regiongraph built in 1.04 s, 685,281 words/s, 109 MB; spaCy built in 4.88 s, 282,864 words/s,
772 MB. (spaCy also counts names inside of longer ones, so it finds more.)
"""

from __future__ import annotations

import csv
import resource
import subprocess
import sys
import tempfile
import time
from importlib import import_module
from importlib.util import find_spec
from itertools import chain, islice
from pathlib import Path

from regiongraph.knowledge.aliases import AliasMatcher
from regiongraph.knowledge.registry import Registry, load_registry
from regiongraph.resources import shipped

NAMES = 120_000
SENTENCE = (
    "The Free State of Saxony hosted the European Committee of the Regions in Leipzig, where the "
    "minister spoke with colleagues from Navarra about batteries, skills and the years to come. "
)
TEXT = SENTENCE * 4_000


def names() -> list[str]:
    """Return names of the registry, then names of small towns."""
    registry = load_registry()
    known = chain.from_iterable(
        chain.from_iterable(entry.names.values()) for entry in registry.entries.values()
    )
    towns = (name for key in registry.towns.keys for name in registry.entries[key].names["mul"])
    return list(islice(dict.fromkeys(chain(known, towns)), NAMES))


def write_registry(texts: list[str], folder: Path) -> None:
    """Write a registry of one body a name to a folder."""
    for path in Path(str(shipped("data/registry"))).iterdir():
        head, *lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        rows = path.suffix == ".csv" and path.stem != "sources"
        (folder / path.name).write_text(head + ("" if rows else "".join(lines)), encoding="utf-8")
    with (folder / "bodies.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["key", "names", "source"])
        writer.writerows(
            [f"organisation/n{number}", f"en:{text}", "nuts"]
            for number, text in enumerate(texts)
            if "|" not in text
        )
    (folder / "towns.tsv").write_text("# no towns\n", encoding="utf-8")
    (folder / "demonyms.csv").write_text("key,language,stem,source\n", encoding="utf-8")
    (folder / "all-names.txt").write_text("\n".join(texts), encoding="utf-8")


def megabytes() -> float:
    """Return the most memory that this process has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def report(name: str, *, built: float, matched: float, found: int, grown: float) -> None:
    """Print one line of figures."""
    words = len(TEXT.split()) / matched
    line = f"{name:14} built {built:5.2f} s  {words:9,.0f} words/s  {grown:5.0f} MB  {found} found"
    sys.stdout.write(line + "\n")


def measure_regiongraph(folder: Path) -> None:
    """Measure the matcher of this project."""
    before = megabytes()
    registry = Registry(folder)
    started = time.process_time()
    matcher = AliasMatcher(registry, "en")
    matcher.find("Leipzig")
    built, started = time.process_time() - started, time.process_time()
    found = len(matcher.find(TEXT))
    matched = time.process_time() - started
    report("regiongraph", built=built, matched=matched, found=found, grown=megabytes() - before)


def measure_spacy(folder: Path) -> None:
    """Measure a PhraseMatcher over lower-cased tokens, with spaCy's blank English pipeline."""
    if find_spec("spacy") is None:
        sys.stdout.write("spaCy is not installed: `pip install spacy` for the comparison.\n")
        return
    spacy, matchers = import_module("spacy"), import_module("spacy.matcher")

    before = megabytes()
    texts = (folder / "all-names.txt").read_text(encoding="utf-8").splitlines()
    started = time.process_time()
    nlp = spacy.blank("en")
    nlp.max_length = len(TEXT) + 1
    matcher = matchers.PhraseMatcher(nlp.vocab, attr="LOWER")
    matcher.add("name", list(nlp.tokenizer.pipe(texts)))
    built, started = time.process_time() - started, time.process_time()
    found = len(matcher(nlp(TEXT)))
    matched = time.process_time() - started
    report("spaCy", built=built, matched=matched, found=found, grown=megabytes() - before)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        {"regiongraph": measure_regiongraph, "spacy": measure_spacy}[sys.argv[1]](Path(sys.argv[2]))
    else:
        with tempfile.TemporaryDirectory() as prepared:
            write_registry(names(), Path(prepared))
            for side in ("regiongraph", "spacy"):
                subprocess.run([sys.executable, __file__, side, prepared], check=True)
