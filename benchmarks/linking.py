"""Measure the linking of names: build time, words a second, memory, beside spaCy's PhraseMatcher.

Run ``python benchmarks/linking.py``. spaCy is no dependency of the project: install it by hand
for the comparison. Each side runs in a process of its own, over the same 120,000 names and the
same text; memory is what the process grew by.
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


def registry_of(texts: list[str], folder: Path) -> Registry:
    """Return a registry of one body a name, written to a folder."""
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
    return Registry(folder)


def megabytes() -> float:
    """Return the most memory that this process has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def report(name: str, *, built: float, matched: float, found: int, grown: float) -> None:
    """Print one line of figures."""
    words = len(TEXT.split()) / matched
    line = f"{name:14} built {built:5.2f} s  {words:9,.0f} words/s  {grown:5.0f} MB  {found} found"
    sys.stdout.write(line + "\n")


def measure_regiongraph() -> None:
    """Measure the matcher of this project."""
    texts = names()
    with tempfile.TemporaryDirectory() as folder:
        registry = registry_of(texts, Path(folder))
        before, started = megabytes(), time.perf_counter()
        matcher = AliasMatcher(registry, "en")
        built, started = time.perf_counter() - started, time.perf_counter()
        found = len(matcher.find(TEXT))
        matched = time.perf_counter() - started
    report("regiongraph", built=built, matched=matched, found=found, grown=megabytes() - before)


def measure_spacy() -> None:
    """Measure a PhraseMatcher over lower-cased tokens, with spaCy's blank English pipeline."""
    if find_spec("spacy") is None:
        sys.stdout.write("spaCy is not installed: `pip install spacy` for the comparison.\n")
        return
    spacy, matchers = import_module("spacy"), import_module("spacy.matcher")

    texts = names()
    before, started = megabytes(), time.perf_counter()
    nlp = spacy.blank("en")
    nlp.max_length = len(TEXT) + 1
    matcher = matchers.PhraseMatcher(nlp.vocab, attr="LOWER")
    matcher.add("name", list(nlp.tokenizer.pipe(texts)))
    built, started = time.perf_counter() - started, time.perf_counter()
    found = len(matcher(nlp(TEXT)))
    matched = time.perf_counter() - started
    report("spaCy", built=built, matched=matched, found=found, grown=megabytes() - before)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        {"regiongraph": measure_regiongraph, "spacy": measure_spacy}[sys.argv[1]]()
    else:
        for side in ("regiongraph", "spacy"):
            subprocess.run([sys.executable, __file__, side], check=True)  # noqa: S603
