"""ISO dates of reduced precision as RDF literals, and the days that bound them.

No query engine compares a year with a day, so every stated date is written as it
stands and, apart, as the first and the last day that it may mean.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from pyoxigraph import Literal

from regiongraph.graph.vocabulary import EDTF, XSD_DATE, XSD_MONTH, XSD_YEAR

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_TYPES = {4: XSD_YEAR, 7: XSD_MONTH, 10: XSD_DATE}


def bounds(stated: str) -> tuple[date, date] | None:
    """Return the first and the last day that a stated date may mean.

    Args:
        stated: ``2022``, ``2022-06``, ``2022-06-30``, or an interval of two, as
            ``2023-06-13/2023-06-14``.

    Returns:
        Both days, or None if it is no such date.
    """
    first, _, last = stated.partition("/")
    begin = _days(first)
    end = _days(last) if last else begin
    if begin is None or end is None or end[1] < begin[0]:
        return None
    return begin[0], end[1]


def date_literal(stated: str) -> Literal:
    """Return a stated date as a literal of the datatype of its precision.

    An interval becomes an EDTF literal. What is no date becomes a plain string, which
    the shapes refuse.
    """
    if bounds(stated) is None:
        return Literal(stated)
    return Literal(stated, datatype=EDTF if "/" in stated else _TYPES[len(stated)])


def day_literal(day: date) -> Literal:
    """Return a day as an ``xsd:date``."""
    return Literal(day.isoformat(), datatype=XSD_DATE)


def _days(stated: str) -> tuple[date, date] | None:
    found = _DATE.fullmatch(stated)
    if not found:
        return None
    year, month, day = (int(part) if part else 0 for part in found.groups())
    try:
        first = date(year, month or 1, day or 1)
    except ValueError:
        return None
    last_month = month or 12
    return first, date(year, last_month, day or monthrange(year, last_month)[1])
