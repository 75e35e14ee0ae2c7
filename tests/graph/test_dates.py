"""Stated dates keep their precision; their bounds are days."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regiongraph.graph.dates import bounds, date_literal
from regiongraph.graph.vocabulary import EDTF, XSD_DATE, XSD_MONTH, XSD_YEAR


@pytest.mark.parametrize(
    ("stated", "first", "last"),
    [
        ("2022-06-30", date(2022, 6, 30), date(2022, 6, 30)),
        ("2022-06", date(2022, 6, 1), date(2022, 6, 30)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2022", date(2022, 1, 1), date(2022, 12, 31)),
        ("2023-06-13/2023-06-14", date(2023, 6, 13), date(2023, 6, 14)),
    ],
)
def test_bounds_are_the_first_and_last_day_that_may_be_meant(
    stated: str, first: date, last: date
) -> None:
    """The Alliance was founded in June 2022: on some day of that month."""
    assert bounds(stated) == (first, last)


@pytest.mark.parametrize(
    "stated", ["", "heute", "2022-13", "2022-02-30", "22-11-17", "2023-06-14/2023-06-13"]
)
def test_what_is_no_date_has_no_bounds_and_stays_a_plain_string(stated: str) -> None:
    """A date that no calendar knows is neither repaired nor given a datatype."""
    assert bounds(stated) is None
    assert date_literal(stated).datatype.value.endswith("#string")


def test_each_precision_has_its_datatype() -> None:
    """A year is a gYear, a month a gYearMonth, a day a date, an interval EDTF."""
    found = [date_literal(d).datatype for d in ("2022", "2022-06", "2022-06-30", "2022/2023")]
    assert found == [XSD_YEAR, XSD_MONTH, XSD_DATE, EDTF]


@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_day_bounds_itself(day: date) -> None:
    """A whole date means one day, in any year."""
    assert bounds(day.isoformat()) == (day, day)
    assert bounds(f"{day:%Y-%m}") is not None
