"""Every stretch of a release has one purpose, and a page break cuts nothing in two."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from regiongraph.reading.releases import read_file, read_release
from regiongraph.reading.releases.blocks import find_blocks
from regiongraph.reading.releases.files import StoredFile
from regiongraph.reading.sentences import find_quotations, run_text
from regiongraph.records import BlockKind

if TYPE_CHECKING:
    from regiongraph.knowledge.languages import Language
    from regiongraph.records import Release

LEIPZIG = Path(__file__).parents[2] / "corpus" / "leipzig" / "leipziger-erklaerung.txt"
LETTER = """Landratsamt Weserland

Ihr Ansprechpartner
Ole Tamms
Telefon +49 551 123 456
presse@weserland.example

Kassel, 3. Mai 2024

Neue Brücke über die Weser eröffnet

Ein langer Weg ist zu Ende

Landrätin Imke Dornbusch hat gestern die neue Brücke eröffnet. Viele Menschen kamen.

Zu den Gästen gehörten:

- Falko Rehwinkel, Bürgermeister von Oberwiesen
- Wiebke Tamms, Rektorin

| Jahr | Gäste |
|---|---|
| 2023 | 310 |

Hintergrund:

Die Brücke wurde seit 2019 gebaut und kostet 12 Millionen Euro.

Impressum

Landratsamt Weserland, Kassel
"""
BROKEN_PAGE = """# Rat der Stadt Oberwiesen tagt

Der Rat der Stadt Oberwiesen hat am Freitag getagt.

Bürgermeister Falko Rehwinkel sagte nach der langen Sitzung: „Wir haben viel erreicht und werden

Postanschrift:
Stadt Oberwiesen
Marktplatz 1
12345 Oberwiesen
www.oberwiesen.example

noch mehr erreichen. Das verspreche ich allen hier.“ Danach war Schluss.
"""


def release_of(text: str) -> Release:
    """Make a release of a plain text."""
    return read_release(StoredFile("letter.txt", text, {"language": "de"}))


def kind_at(release: Release, words: str) -> BlockKind:
    """Return the kind of the block that holds the words."""
    at = release.text.index(words)
    return next(block.kind for block in release.blocks if block.start <= at < block.end)


@pytest.fixture(scope="module")
def leipzig() -> Release:
    """Return the Leipzig release without front matter."""
    return read_release(read_file(LEIPZIG))


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("# Medieninformation", BlockKind.LETTERHEAD),
        ("Ihre Ansprechpartnerin", BlockKind.CONTACT),
        ("Telefon +49", BlockKind.CONTACT),
        ("17.11.2022", BlockKind.DATELINE),
        ("Allianz der europäischen Automobilregionen beschließt", BlockKind.TITLE),
        ("Gemeinsam auf Kurs", BlockKind.SUBTITLE),
        ("Hochrangige Vertreter", BlockKind.BODY),
        ("Hausanschrift", BlockKind.LETTERHEAD),
        ("Kein Zugang für verschlüsselte", BlockKind.LETTERHEAD),
        ("Schlüsseltechnologie", BlockKind.BODY),
        ("Gastgeber des ersten Treffens", BlockKind.BODY),
        ("Der AdR mit Sitz in Brüssel", BlockKind.BACKGROUND),
        ("Tagungsort war", BlockKind.BACKGROUND),
        ("Übersicht Mitglieder", BlockKind.FOOTER),
        ("Offizielle Seite", BlockKind.FOOTER),
    ],
)
def test_the_leipzig_release_falls_into_its_parts(
    words: str, kind: BlockKind, leipzig: Release
) -> None:
    """Letterhead, contact, title, body, background and footer of a real release."""
    assert kind_at(leipzig, words) is kind


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Landratsamt Weserland", BlockKind.LETTERHEAD),
        ("Ihr Ansprechpartner", BlockKind.CONTACT),
        ("Telefon", BlockKind.CONTACT),
        ("Kassel, 3. Mai 2024", BlockKind.DATELINE),
        ("Neue Brücke", BlockKind.TITLE),
        ("Ein langer Weg", BlockKind.SUBTITLE),
        ("Landrätin Imke", BlockKind.BODY),
        ("- Falko", BlockKind.LIST),
        ("- Wiebke", BlockKind.LIST),
        ("| 2023", BlockKind.TABLE),
        ("Die Brücke wurde seit", BlockKind.BACKGROUND),
        ("Landratsamt Weserland, Kassel", BlockKind.FOOTER),
    ],
)
def test_a_plain_letter_falls_into_its_parts(words: str, kind: BlockKind) -> None:
    """No Markdown is needed to tell the parts of a letter."""
    assert kind_at(release_of(LETTER), words) is kind


@pytest.mark.parametrize("text", [LETTER, BROKEN_PAGE, LEIPZIG.read_text(encoding="utf-8")])
def test_blocks_hold_all_that_is_not_white_space_once(text: str) -> None:
    """Blocks do not overlap, and between them there is nothing to read."""
    release = release_of(text)
    at, between = 0, ""
    for block in sorted(release.blocks):
        assert at <= block.start < block.end
        between += release.text[at : block.start]
        at = block.end
    assert not (between + release.text[at:]).strip()


def test_a_quotation_goes_on_after_the_page_break(german: Language) -> None:
    """The address at the foot of a page stands in the quotation on paper, not in what was said."""
    release = release_of(BROKEN_PAGE)
    running = run_text(release)
    (quotation,) = find_quotations(running, german)
    assert "und werden noch mehr erreichen" in quotation.inner
    assert "Marktplatz" not in quotation.inner
    pieces = running.pieces(quotation.start, quotation.end)
    assert [release.text[p.start : p.end].split()[0] for p in pieces] == ["„Wir", "noch"]


def test_both_page_breaks_of_the_leipzig_release_are_stepped_over(leipzig: Release) -> None:
    """The second halves follow their first halves directly, furniture comes after."""
    halves = [leipzig.text[b.start : b.end].split()[0] for b in leipzig.blocks if b.continues]
    assert halves == ["Schlüsseltechnologie.", "klar,"]


def test_without_a_headline_all_is_body() -> None:
    """A single paragraph has neither letterhead nor title."""
    release = release_of("Der Rat der Stadt hat gestern getagt. Alle waren da.\n")
    assert [block.kind for block in release.blocks] == [BlockKind.BODY]
    assert release.title is None


def test_a_wrapped_item_of_a_list_is_one_block(german: Language) -> None:
    """A full line that ends no sentence goes on in the next; a new bullet begins a new item."""
    full = "- Die Konferenz tagt im nächsten Jahr wieder in der Stadt und am Fluss"
    text = f"# Kurz gemeldet\n\n{full}\nim Süden\n- Kurz\nZeile\n"
    blocks = [text[b.start : b.end] for b in find_blocks(text, german)]
    assert blocks == ["# Kurz gemeldet", f"{full}\nim Süden", "- Kurz", "Zeile"]


def test_prose_right_below_its_heading_is_one_block(german: Language) -> None:
    """A full first line is no heading, whatever it ends with."""
    wrapped = (
        "Landrätin Imke Dornbusch eröffnete die Brücke gemeinsam mit Bürgermeister Falko\n"
        "Rehwinkel. Viele Menschen kamen."
    )
    text = f"Neue Brücke über die Weser eröffnet\n\n{wrapped}\n\nDie Gäste\n{wrapped}\n"
    blocks = find_blocks(text, german)
    assert [(b.kind, text[b.start : b.end]) for b in blocks[1:]] == [
        (BlockKind.BODY, wrapped),
        (BlockKind.HEADING, "Die Gäste"),
        (BlockKind.BODY, wrapped),
    ]
