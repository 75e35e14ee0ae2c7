"""Dates in every form, resolved as far as the text and the date of publication allow."""

from __future__ import annotations

from itertools import pairwise

import pytest

from regiongraph.knowledge.languages import Language, parse_language
from regiongraph.reading.dates import DateMention, find_dates, months, moved_by_tense

PUBLISHED = "2024-05-04"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("am 3. Mai 2024", "2024-05-03"),
        ("am 03.05.2024", "2024-05-03"),
        ("am 3. 5. 2024", "2024-05-03"),
        ("2024-05-03", "2024-05-03"),
        ("im Mai 2024", "2024-05"),
        ("Anfang Mai 2024", "2024-05"),
        ("im Frühjahr 2023", "2023"),
        ("im Jahr 2019", "2019"),
        ("vom 3. bis 5. Mai 2024", "2024-05-03/2024-05-05"),
        ("am 3. und 4. Mai 2024", "2024-05-03/2024-05-04"),
        ("3./4. Mai 2024", "2024-05-03/2024-05-04"),
        ("am Freitag, den 3. Mai 2024", "2024-05-03"),
        ("3.–5. Mai 2024", "2024-05-03/2024-05-05"),
        ("28. Februar bis 2. März 2024", "2024-02-28/2024-03-02"),
    ],
)
def test_a_full_date_needs_no_date_of_publication(text: str, value: str, german: Language) -> None:
    """Days, months, years and intervals are ISO 8601, cut to what is known."""
    assert [one.value for one in find_dates(text, german, None)] == [value]
    assert [one.value for one in find_dates(text, german, PUBLISHED)] == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("heute", "2024-05-04"),
        ("gestern", "2024-05-03"),
        ("vorgestern", "2024-05-02"),
        ("morgen", "2024-05-05"),
        ("am 3. Mai", "2024-05-03"),
        ("im Mai", "2024-05"),
        ("Mitte Juni", "2024-06"),
    ],
)
def test_a_relative_date_is_read_off_the_date_of_publication(
    text: str, value: str, german: Language
) -> None:
    """Without a date of publication it is found, and stays open."""
    assert [one.value for one in find_dates(text, german, PUBLISHED)] == [value]
    assert [one.value for one in find_dates(text, german, None)] == [None]


def test_today_with_its_date_is_one_date(german: Language) -> None:
    """“Heute (3. Mai 2024)” is what it says, even without a date of publication."""
    (date,) = find_dates("Er hat heute (3. Mai 2024) geöffnet.", german, None)
    assert date.value == "2024-05-03"


def test_the_first_of_january_of_another_year(german: Language) -> None:
    """Days before and after the turn of a year."""
    assert find_dates("gestern", german, "2024-01-01")[0].value == "2023-12-31"
    assert find_dates("morgen", german, "2023-12-31")[0].value == "2024-01-01"
    assert find_dates("gestern", german, "2024-03-01")[0].value == "2024-02-29"


@pytest.mark.parametrize(
    "text",
    [
        "am 31.02.2024",
        "am 00.00.2024",
        "am 12.13.2024",
        "Saison 2020/2021",
        "Telefon 0551 2024-12",
        "Mai heißt er",
    ],
)
def test_what_is_no_date_is_not_found(text: str, german: Language) -> None:
    """Impossible days and months, seasons, numbers, and a month as a name."""
    assert find_dates(text, german, PUBLISHED) == []


def test_dates_do_not_overlap_and_are_sorted(german: Language) -> None:
    """Each date of a sentence is found once."""
    text = "Vom 3. bis 5. Mai 2024, am 7. Juni 2024, 2019 und heute."
    found = find_dates(text, german, PUBLISHED)
    assert [one.value for one in found] == [
        "2024-05-03/2024-05-05",
        "2024-06-07",
        "2019",
        "2024-05-04",
    ]
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(text[one.start : one.end].strip() for one in found)


@pytest.mark.parametrize(
    ("value", "planned", "expected"),
    [
        ("2024-01-15", True, "2025-01-15"),
        ("2024-06-15", True, "2024-06-15"),
        ("2024-03-15", False, "2024-03-15"),
        ("2024-06", True, "2024-06"),
        ("2024-02", True, "2025-02"),
    ],
)
def test_the_tense_chooses_the_missing_year(value: str, planned: bool, expected: str) -> None:
    """In May 2024 what is planned for January is meant for 2025."""
    date = DateMention(0, 1, value, yearless=True)
    moved = moved_by_tense(date, planned=planned, past=not planned, published=PUBLISHED)
    assert moved == expected


def test_december_told_in_january_was_last_year() -> None:
    """In January 2024 what happened in December happened in 2023."""
    date = DateMention(0, 1, "2024-12-15", yearless=True)
    moved = moved_by_tense(date, planned=False, past=True, published="2024-01-10")
    assert moved == "2023-12-15"


def test_a_stated_year_is_never_moved() -> None:
    """The text knows better than the tense."""
    date = DateMention(0, 1, "2024-01-15")
    assert moved_by_tense(date, planned=True, past=False, published=PUBLISHED) == "2024-01-15"


@pytest.mark.parametrize("code", ["de", "fr", "pl", "el", "fi"])
def test_every_language_has_twelve_months(code: str) -> None:
    """CLDR names them all."""
    assert set(months(code).values()) == set(range(1, 13))


@pytest.mark.parametrize(("text", "value"), [("3 mai 2011 y.", "2011-05-03"), ("2011 y.", "2011")])
def test_a_pack_says_what_follows_a_year(text: str, value: str) -> None:
    """An order may end in a word for "year", and may hold nothing but a year."""
    pack = {
        "meta": {"code": "fr"},
        "quotes": {"pairs": [["«", "»"]]},
        "dates": {"written": ["<day> <month> <year> y\\.", "<year> y\\."]},
    }
    (found,) = find_dates(f"a {text} b", parse_language(pack, "test"), PUBLISHED)
    assert (found.end, found.value) == (2 + len(text), value)


def test_a_final_letter_of_its_own_is_no_hindrance() -> None:
    """The sigma that ends a Greek word stays what it is."""
    pack = {
        "meta": {"code": "el"},
        "quotes": {"pairs": [["«", "»"]]},
        "dates": {"relative": {"χτες": -1}},
    }
    (date,) = find_dates("Ήρθε χτες.", parse_language(pack, "test"), "2024-05-04")
    assert date.value == "2024-05-03"
