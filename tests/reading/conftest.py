"""What the tests of reading share: the German pack, the registry, and releases made of text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from regiongraph.knowledge.languages import Language, load_language
from regiongraph.knowledge.registry import Registry, load_registry
from regiongraph.reading.annotations import annotate
from regiongraph.reading.reader import read
from regiongraph.reading.releases import read_release
from regiongraph.reading.releases.files import StoredFile
from regiongraph.reading.sentences import RunningText, find_quotations, run_text
from regiongraph.records import FIELDS, ReadRelease, Release, StatementType

if TYPE_CHECKING:
    from collections.abc import Callable

    from regiongraph.reading.mentions import Mentions


@pytest.fixture(scope="session")
def german() -> Language:
    """Return the German pack."""
    return load_language("de")


@pytest.fixture(scope="session")
def registry() -> Registry:
    """Return the shipped registry."""
    return load_registry()


@pytest.fixture(scope="session")
def release_of() -> Callable[..., Release]:
    """Make a release of a text: German and dated 4 May 2024 unless told otherwise."""

    def make(
        text: str,
        *,
        published: str | None = "2024-05-04",
        language: str = "de",
        title: str = "Kurz gemeldet",
    ) -> Release:
        head = {"language": language, "title": title, "published": published}
        return read_release(StoredFile("kurz-gemeldet.md", f"# {title}\n\n{text}\n", head))

    return make


@pytest.fixture(scope="session")
def read_text(release_of: Callable[..., Release], registry: Registry) -> Callable[..., ReadRelease]:
    """Read a text, German unless told otherwise."""

    def make(text: str, *, language: str = "de", **head: Any) -> ReadRelease:
        release = release_of(text, language=language, **head)
        return read(release, language=load_language(language), registry=registry)

    return make


@pytest.fixture(scope="session")
def facts(read_text: Callable[..., ReadRelease]) -> Callable[..., list[dict[str, Any]]]:
    """Read a text and return the fields of its facts of one kind, without the open ones."""

    def find(kind: str, text: str, **head: Any) -> list[dict[str, Any]]:
        names = FIELDS[StatementType(kind)]
        found = [f for f in annotate(read_text(text, **head))["facts"] if f["type"] == kind]
        return [{name: f[name] for name in names if f[name] is not None} for f in found]

    return find


@pytest.fixture(scope="session")
def running(release_of: Callable[..., Release]) -> Callable[[str], RunningText]:
    """Lay out the running text of a German text."""
    return lambda text: run_text(release_of(text))


@pytest.fixture(scope="session")
def mentions(
    running: Callable[[str], RunningText], german: Language, registry: Registry
) -> Callable[[str], tuple[Mentions, str]]:
    """Find all mentions in a German text; the running text comes with them."""
    from regiongraph.reading.mentions import find_mentions

    def find(text: str) -> tuple[Mentions, str]:
        laid_out = running(text)
        quotations = find_quotations(laid_out, german)
        head = {"published": "2024-05-04", "publisher": None}
        return find_mentions(laid_out, quotations, german, registry, **head), laid_out.text

    return find
