"""The confidence of a claim is how often its rule was right."""

from __future__ import annotations

import pytest

from regiongraph.knowledge.reliability import Count, Reliability, load_reliability


@pytest.fixture
def reliability() -> Reliability:
    """Return what a few counts say."""
    return Reliability(
        [
            Count("post.apposition", 200, 190),
            Count("post.copula", 2, 2),
            Count("count.members", 100, 40),
        ]
    )


def test_a_rule_seen_often_counts_for_itself(reliability: Reliability) -> None:
    """190 of 200 were right, so the next one is likely to be."""
    assert reliability.confidence("post.apposition") == pytest.approx(0.95, abs=0.01)
    assert reliability.confidence("count.members") == pytest.approx(0.42, abs=0.02)


def test_a_rule_seen_seldom_leans_on_its_kind(reliability: Reliability) -> None:
    """Two lucky hits do not make a rule sure; an unseen rule is as good as its kind."""
    assert 0.9 < reliability.confidence("post.copula") < 1
    assert reliability.confidence("count.table") == pytest.approx(0.42, abs=0.02)


def test_an_unknown_kind_leans_on_all(reliability: Reliability) -> None:
    """Without any count of its kind, a rule is as good as all rules together."""
    assert 0.7 < reliability.confidence("meeting.meets") < 0.8
    assert Reliability([]).confidence("meeting.meets") == 0.5


def test_the_counts_that_ship_tell_sure_rules_from_unsure_ones() -> None:
    """A quotation with its speaker beside it is surer than a count of those present."""
    shipped = load_reliability()
    assert shipped.confidence("statement.after") > shipped.confidence("located.region-in")
    assert all(0 < shipped.confidence(rule) < 1 for rule in ("", "post", "post.apposition"))
