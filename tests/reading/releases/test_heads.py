"""What the front matter does not say of a release is read from its text, or stays unknown."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from regiongraph.errors import FrontMatterError, UnknownLanguageError
from regiongraph.reading.releases import read_file, read_release
from regiongraph.reading.releases.files import StoredFile
from regiongraph.reading.releases.heads import detect_language
from regiongraph.records import Release

CORPUS = Path(__file__).parents[2] / "corpus"
TEXT = "Landrätin Imke Dornbusch hat heute die neue Brücke über die Weser eröffnet."


def release_of(text: str, **head: Any) -> Release:
    """Make a release of a text and its front matter."""
    return read_release(StoredFile("release.md", text, head))


def test_the_plain_leipzig_release_says_all_of_itself() -> None:
    """Publisher over two lines, date, language and headline stand in the text."""
    release = read_release(read_file(CORPUS / "leipzig" / "leipziger-erklaerung.txt"))
    assert release.language == "de"
    assert release.published == "2022-11-17"
    assert release.publisher == (
        "Sächsisches Staatsministerium für Infrastruktur und Landesentwicklung"
    )
    assert (release.title or "").startswith("Allianz der europäischen Automobilregionen")
    assert release.notes == ()


@pytest.mark.parametrize(
    "head",
    [
        f"Landratsamt Weserland\n\nKassel, 3. Mai 2024\n\n# Brücke eröffnet\n\n{TEXT}\n",
        f"Landratsamt Weserland\n03.05.2024\n\n# Brücke eröffnet\n\n{TEXT}\n",
        f"# Brücke eröffnet\n\nKassel, 3. Mai 2024. {TEXT}\n",
    ],
    ids=["dateline", "letterhead", "lead"],
)
def test_the_date_is_read_where_releases_put_it(head: str) -> None:
    """In a line of its own, in the letterhead, or at the beginning of the lead."""
    assert release_of(head, language="de").published == "2024-05-03"


def test_a_date_told_of_is_no_date_of_publication() -> None:
    """A founding day in the lead is not the day of the release: it stays open, with a note."""
    release = release_of("# Jubiläum\n\nDas Netzwerk wurde am 3. Mai 2011 gegründet.\n")
    assert release.published is None
    assert any("published" in note for note in release.notes)


def test_an_unknown_date_in_the_front_matter_is_noted() -> None:
    """“published: null” is an answer, and is reported."""
    release = release_of(TEXT, language="de", published=None)
    assert release.published is None
    assert len(release.notes) == 1


def test_the_front_matter_has_the_first_word() -> None:
    """What it says is not looked for in the text."""
    text = f"Landratsamt Weserland\n\nKassel, 3. Mai 2024\n\n# Brücke eröffnet\n\n{TEXT}\n"
    release = release_of(
        text, language="de", published="2024-05-04", publisher="Kreis Weserland", title="Brücke"
    )
    assert (release.published, release.publisher, release.title) == (
        "2024-05-04",
        "Kreis Weserland",
        "Brücke",
    )


@pytest.mark.parametrize(
    ("key", "value"),
    [("published", "gestern"), ("published", "2024-02-31"), ("title", ["a"]), ("language", 7)],
)
def test_a_value_of_the_wrong_kind_is_refused(key: str, value: object) -> None:
    """The error names the key and what to write."""
    with pytest.raises(FrontMatterError, match=key) as raised:
        release_of(TEXT, **{"language": "de", key: value})
    assert raised.value.where == "release.md"
    assert raised.value.remedy


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (TEXT, "de"),
        ("A régió elnöke ma megnyitotta az új hidat a folyó felett.", "hu"),
        ("La présidente de la région a inauguré hier le nouveau pont sur le fleuve.", "fr"),
        ("Przewodnicząca regionu otworzyła wczoraj nowy most na rzece.", "pl"),
    ],
)
def test_the_language_is_read_from_the_text(text: str, code: str) -> None:
    """A sentence is enough to tell official languages of the Union apart."""
    assert detect_language(text) == code


def test_a_language_without_a_pack_is_refused() -> None:
    """A Norwegian release that says so is named as such, not read as Danish."""
    with pytest.raises(UnknownLanguageError, match="no"):
        release_of("Fylkesordføreren åpnet i dag den nye broen over elven.", language="no")


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "data:text/html,<b>", "file:///etc/hosts", "//example.org/a", "a b"],
)
def test_only_web_addresses_are_taken(url: str) -> None:
    """Nothing that a page would run or open locally becomes the address of a release."""
    assert release_of(TEXT, language="de", url=url).url is None


def test_a_web_address_is_kept_and_identifies_the_release() -> None:
    """The same address is the same release, whatever the text; without one the text decides."""
    address = "https://example.org/presse/1"
    first = release_of(TEXT, language="de", url=address)
    assert first.url == address
    assert release_of(f"{TEXT} Mehr.", language="de", url=address).id == first.id
    assert release_of(TEXT, language="de").id != release_of(f"{TEXT} Mehr.", language="de").id


def test_a_broken_address_is_refused_and_noted(tmp_path: Path) -> None:
    """An address that is none stops nothing."""
    path = tmp_path / "a.md"
    path.write_text(
        "---\nlanguage: de\nurl: 'http://[::1'\n---\n\nTitel der Mitteilung\n\nText.\n", "utf-8"
    )
    release = read_release(read_file(path))
    assert release.url is None
    assert any("address" in note for note in release.notes)
