"""A pattern is compiled only for sentences that hold what it cannot match without."""

from __future__ import annotations

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from regiongraph.reading.triggers import needs_of


@pytest.mark.parametrize(
    ("pattern", "needs"),
    [
        ("{agents}~teil", [{"{agents}"}, {"teil"}]),
        ("(?:nahm|nahmen)~teil", [{"nahm", "nahmen"}, {"teil"}]),
        ("Gastgeber(?:in)? ist", [{"Gastgeber"}, {" ist"}]),
        ("[Ss]itz", [{"itz"}]),
        ("Gäste?n*", [{"Gäst"}]),
        ("(?:heute |{date} )?tagt", [{"tagt"}]),
        (r"(?P<role>\p{Lu}\p{L}+mitglied) in", [{"mitglied"}, {" in"}]),
        ("(?=[^.]*ja)nein", [{"nein"}]),
        ("kam|ging", [{"kam", "ging"}]),
        ("kam|{event}|(?:a?)", []),
        ("(?i:kam)", []),
        ("St\\.", [{"St."}]),
        (r"a{0,2}b{2}", [{"b"}]),
    ],
)
def test_what_a_pattern_needs(pattern: str, needs: list[set[str]]) -> None:
    """What may be left out, or may be anything, is not needed."""
    assert [set(need) for need in needs_of(pattern)] == needs


PART = st.sampled_from(
    ["ab", "c?", "(?:de|f)", "(?:g|h?)", "[ij]", r"\p{Ll}", "k+", "(?:lm)*", "(?P<n>no|p)q", ".?"]
)


@given(
    parts=st.lists(PART, min_size=1, max_size=5, unique=True),
    text=st.text("abcdefghijklmnopq", max_size=14),
)
def test_no_match_is_lost(parts: list[str], text: str) -> None:
    """Whatever a pattern matches holds one literal of each need."""
    pattern = "".join(parts)
    match = regex.search(pattern, text)
    if match is not None:
        assert all(any(word in match.group() for word in need) for need in needs_of(pattern))
