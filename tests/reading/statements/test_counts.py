"""Counts: how many members or participants something has, and when."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Facts = Callable[..., list[dict[str, Any]]]
BODY = "Netzwerk der Weserregionen"


def test_members_and_states_are_two_counts(facts: Facts) -> None:
    """“41 Mitglieder aus 9 Staaten” counts twice."""
    found = facts("count", f"Das {BODY} zählt 41 Mitglieder aus 9 Staaten.")
    assert [(one["what"], one["number"]) for one in found] == [("Mitglieder", 41), ("Staaten", 9)]
    assert {one["subject"] for one in found} == {BODY}


def test_number_words_and_thousands_count(facts: Facts) -> None:
    """“Zwölf” is 12 and “1.200” is twelve hundred."""
    assert [one["number"] for one in facts("count", f"Das {BODY} zählt zwölf Mitglieder.")] == [12]
    assert [one["number"] for one in facts("count", f"Das {BODY} zählt 1.200 Mitglieder.")] == [
        1200
    ]


def test_by_now_means_the_day_of_publication(facts: Facts) -> None:
    """A count “inzwischen” is attested on the release's date."""
    found = facts("count", f"Das {BODY} ist inzwischen auf 41 Mitglieder angewachsen.")
    assert found == [{"subject": BODY, "what": "Mitglieder", "number": 41, "date": "2024-05-04"}]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (f"Im Mai 2022 hat das {BODY} 41 Mitglieder.", "2022-05"),
        (f"Das {BODY} zählt seit Mai 2022 insgesamt 41 Mitglieder.", "2022-05"),
        (f"Das {BODY} ist 2022 auf 41 Mitglieder gewachsen.", "2022"),
    ],
)
def test_a_date_of_its_own_is_the_date(sentence: str, expected: str, facts: Facts) -> None:
    """The day of publication never stands in for a date that the sentence gives."""
    found = facts("count", sentence)
    assert [(one["number"], one["date"]) for one in found] == [(41, expected)]


def test_a_table_counts_by_year(facts: Facts) -> None:
    """The head of the column says what is counted, and in which year."""
    table = "| Region | Gäste 2022 | Gäste 2023 |\n|---|---|---|\n| Hessen | 310 | 355 |"
    found = facts("count", f"Die Zahlen im Überblick.\n\n{table}")
    assert [(one["subject"], one["number"], one["date"]) for one in found] == [
        ("Hessen", 310, "2022"),
        ("Hessen", 355, "2023"),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        f"Das {BODY} zählt nicht 41 Mitglieder.",
        f"Das {BODY} soll auf 50 Mitglieder anwachsen.",
        f"Das {BODY} kostet 3,5 Millionen Euro.",
        "Der Bund fördert das mit 41 Euro.",
    ],
)
def test_denied_and_planned_figures_and_money_are_no_facts(sentence: str, facts: Facts) -> None:
    """Only what is, and what can be counted."""
    assert facts("count", sentence) == []


@pytest.mark.parametrize(
    ("sentence", "subject", "what", "number"),
    [
        (
            "Zur 12. Weserkonferenz reisten 130 Gäste aus 34 Regionen an.",
            "12. Weserkonferenz",
            "Gäste",
            130,
        ),
        (
            "Zur 12. Weserkonferenz reisten 130 Gäste aus 34 Regionen an.",
            "12. Weserkonferenz",
            "Regionen",
            34,
        ),
        (
            "Hessen ist eines von 41 Mitgliedern im Netzwerk der Weserregionen.",
            "Netzwerk der Weserregionen",
            "Mitgliedern",
            41,
        ),
    ],
)
def test_what_is_counted_tells_whose_number_it_is(
    sentence: str, subject: str, what: str, number: int, facts: Facts
) -> None:
    """Guests are a gathering's, members the body's that they are said to be of."""
    found = {(one["subject"], one["what"], one["number"]) for one in facts("count", sentence)}
    assert (subject, what, number) in found


@pytest.mark.parametrize(
    "sentence",
    [
        "Das Netzwerk der Weserregionen hat keine 41 Mitglieder.",
        "Das Netzwerk der Weserregionen gab 41 Euro aus.",
        "Dem Netzwerk der Weserregionen blieben zwei Partner.",
    ],
)
def test_what_is_denied_few_or_money_is_not_counted(sentence: str, facts: Facts) -> None:
    """Strictly what the text counts."""
    assert facts("count", sentence) == []


@pytest.mark.parametrize(
    ("sentence", "date"),
    [
        ("Das Netzwerk der Weserregionen, 2015 gegründet, hat 41 Mitglieder.", None),
        ("Das Netzwerk der Weserregionen hatte 2022 41 Mitglieder.", "2022"),
        ("Im Juni 2022, so hieß es, hatte das Netzwerk der Weserregionen 41 Partner.", "2022-06"),
        ("Das Netzwerk der Weserregionen hatte 2031 41 Mitglieder.", None),
    ],
)
def test_a_count_is_dated_by_its_own_clause(sentence: str, date: str | None, facts: Facts) -> None:
    """Or by a date that stands alone between commas; never by one still to come."""
    (found,) = facts("count", sentence)
    assert found.get("date") == date


def test_a_pronoun_counts_nothing_of_another_paragraph(facts: Facts) -> None:
    """Whose four it is, is not said."""
    text = "Das Netzwerk der Weserregionen wuchs.\n\nDas Büro hilft. Es hat vier Mitarbeiter."
    assert facts("count", text) == []


@pytest.mark.parametrize(
    ("text", "subject", "number"),
    [
        ("Zwickau (88.000 Einwohner) lädt ein.", "Zwickau", 88_000),
        (f"Das {BODY} (41 Mitglieder) tagte.", BODY, 41),
        (f"Das {BODY}, ein Verbund von 12 Regionen, tagte.", BODY, 12),
    ],
)
def test_brackets_and_appositions_count_of_their_name(
    text: str, subject: str, number: int, facts: Facts
) -> None:
    """What stands beside a name counts of it."""
    (found,) = facts("count", text)
    assert (found["subject"], found["number"]) == (subject, number)


@pytest.mark.parametrize(
    "text", ["Zwickau (41 Mitglieder) lädt ein.", f"Das {BODY} (12 Millionen Euro) tagte."]
)
def test_what_a_name_cannot_have_is_not_counted_of_it(text: str, facts: Facts) -> None:
    """A town has no members, and money is nobody's count."""
    assert not facts("count", text)


@pytest.mark.parametrize(
    ("further", "number", "date"),
    [
        ("; im Jahr 2019 waren es 30", 30, "2019"),
        (", nach 30 im Jahr 2019", 30, "2019"),
        (". Anfangs waren es 30", 30, None),
        (". Im Jahr 2019 zählte das Netzwerk der Weserregionen 30", 30, "2019"),
    ],
)
def test_a_number_without_a_noun_counts_the_same_at_another_time(
    further: str, number: int, date: str | None, facts: Facts
) -> None:
    """It needs a date or a word of time in its part of the sentence."""
    found = facts("count", f"Das {BODY} zählt 41 Mitglieder{further}. Es wächst.")
    assert [one["number"] for one in found] == [41, number]
    assert found[1]["what"] == "Mitglieder"
    assert found[1].get("date") == date


@pytest.mark.parametrize(
    "further",
    [
        "; Karin Halbach nannte 2019 die Zahl 30",
        ". Im Jahr 2019 lagen 30 Kilometer dazwischen",
        ". Bis 2050 sollen es 60 sein",
        ". Dafür stimmten 30",
        ".\n\nIm Jahr 2019 waren es 30",
    ],
)
def test_another_number_counts_nothing(further: str, facts: Facts) -> None:
    """What names somebody else, has its own noun, is planned or undated is no further count."""
    assert len(facts("count", f"Das {BODY} zählt 41 Mitglieder{further}. Es wächst.")) == 1


@pytest.mark.parametrize(
    ("sentence", "numbers"),
    [
        ("Ferrara conta 2 milioni e 300mila abitanti.", [2300000]),
        ("A Ferrara il 24 per cento dei cittadini usa la rete.", []),
    ],
)
def test_a_number_of_two_scales_is_one_and_a_share_is_none(
    sentence: str, numbers: list[int], facts: Facts
) -> None:
    """A thousand after a million is added to it; "per cento" is no hundred."""
    assert [f["number"] for f in facts("count", sentence, language="it")] == numbers
