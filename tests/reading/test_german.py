"""What German asks of the engine: titles side by side, shared offices, pronouns for things."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from regiongraph.reading.annotations import annotate

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from regiongraph.records import ReadRelease, Statement

    Statements = Callable[[str], Sequence[Statement]]

TITLE = "Verband der Weserkreise tagt in Kassel"


@pytest.fixture
def statements(read_text: Callable[..., ReadRelease]) -> Statements:
    """Return what a German release says."""
    return lambda text: read_text(text, language="de", title=TITLE).statements


def told(found: Sequence[Statement], kind: str) -> set[tuple[str, str]]:
    """Return who has which office in the statements of a kind."""
    names = (
        (str(s.fields["person"]).rsplit("/", 1)[-1], str(s.fields["office"]))
        for s in found
        if s.type == kind
    )
    return {(name.rpartition("-")[0], office) for name, office in names}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Es begrüßte Präsident Landrat Jürgen Halbach.",
            {("jurgen-halbach", "Präsident"), ("jurgen-halbach", "Landrat")},
        ),
        (
            "Es sprach der Präsident des kommunalen Spitzenverbandes Landrat Jürgen Halbach.",
            {("jurgen-halbach", "Präsident"), ("jurgen-halbach", "Landrat")},
        ),
        (
            "Im Saal empfing Oberbürgermeister Jens Halbach Kassels Landrätin Karin Wegener.",
            {("jens-halbach", "Oberbürgermeister"), ("karin-wegener", "Landrätin")},
        ),
        ("Es sprach Bürgermeister a.D. Horst Halbach.", {("horst-halbach", "Bürgermeister a.D.")}),
    ],
)
def test_a_title_is_no_part_of_a_name(
    statements: Statements, text: str, expected: set[tuple[str, str]]
) -> None:
    """Titles stand side by side, before a name and behind somebody else's."""
    assert told(statements(text), "post") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Präsident Landrat Jürgen Halbach wurde im Amt bestätigt.",
            {("jurgen-halbach", "Präsident")},
        ),
        (
            "Zudem sind die Vizepräsidenten Karl Wegener, Uwe Brandner und Bernd Halbach für zwei"
            " Jahre bestätigt worden.",
            {
                ("karl-wegener", "Vizepräsidenten"),
                ("uwe-brandner", "Vizepräsidenten"),
                ("bernd-halbach", "Vizepräsidenten"),
            },
        ),
        (
            "Karin Halbach wurde zur Nachfolgerin von Jürgen Wegener im Amt der Präsidentin"
            " gewählt.",
            {("karin-halbach", "Präsidentin")},
        ),
        (
            "Zum Präsidenten wurde der Landrat des Kreises Fulda, Karl Wegener, und zum Ersten"
            " Vizepräsidenten der Landrat des Kreises Olpe, Uwe Brandner, gewählt.",
            {("karl-wegener", "Präsidenten"), ("uwe-brandner", "Ersten Vizepräsidenten")},
        ),
        ("Karl Wegener soll zum Nachfolger von Uwe Brandner gewählt werden.", set()),
    ],
)
def test_who_gets_which_office(
    statements: Statements, text: str, expected: set[tuple[str, str]]
) -> None:
    """Of several each has an office of the own, and whom somebody succeeds gets none."""
    assert told(statements(text), "appointment") == expected


@pytest.mark.parametrize(
    ("text", "offices"),
    [
        ("Karl Wegener kam. Er ist seit 2019 Präsident des Verbandes.", ["Präsident"]),
        ("Der Verband der Weserkreise kam mit Karl Wegener. Er ist Sprecher der Kreise.", []),
        ("Karin Halbach kam. Er ist seit 2019 Präsident des Verbandes.", []),
    ],
)
def test_a_pronoun_may_stand_for_a_thing(
    statements: Statements, text: str, offices: list[str]
) -> None:
    """It means a person only if the sentence before is about one of its gender."""
    assert [s.fields["office"] for s in statements(text) if s.type == "post"] == offices


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Die Moselkonferenz beginnt.", {"Moselkonferenz"}),
        ("Der Donaurat zählt neun Mitglieder.", {"Donaurat"}),
        ("Der Gemeinderat und die Pressekonferenz tagen.", set()),
        ("Die Moselgemeinden und die Rheinschiene wachsen.", set()),
    ],
)
def test_a_river_makes_a_name_of_one_word(
    read_text: Callable[..., ReadRelease], text: str, names: set[str]
) -> None:
    """So do seas and mountains; other nouns only say of what kind a body or event is."""
    found = annotate(read_text(text, language="de"))["entities"]
    assert {e["name"] for e in found if e["type"] in {"Event", "Organisation"}} == names
