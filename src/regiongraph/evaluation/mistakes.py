"""What is wrong with a prediction, in words for the person who improves the reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from regiongraph.evaluation.gold import ABOUT_A_FACT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from regiongraph.evaluation.scores import Fact, ReleaseScore


def mistakes(score: ReleaseScore) -> Iterator[str]:
    """What is wrong with one prediction, a line each.

    ``missed`` and ``invented`` name entities and facts; ``repeated`` is a fact said once more than
    the gold says it; ``differing`` a core match, with the fields in which it is wrong.
    """
    for entity in score.missed_entities:
        yield f"missed    {entity['type']} {entity['name']!r}"
    for entity in score.invented_entities:
        yield f"invented  {entity.get('type')} {entity.get('name')!r}"
    for fact in score.missed:
        yield f"missed    {_shown(fact)}"
    for fact in score.invented:
        yield f"{'repeated' if fact in score.repeated else 'invented':10}{_shown(fact)}"
    for one in score.differing:
        for name in one.fields:
            expected, got = _value(one.gold, name), _value(one.predicted, name)
            yield f"differing {_shown(one.predicted)} {name}: {got}, expected {expected}"


def _value(fact: Fact, name: str) -> str:
    parts = ("organisation", "region") if name == "seat" else (name,)
    return " / ".join(repr(fact.get(part)) for part in parts)


def _shown(fact: Fact) -> str:
    fields = [
        f"{name}={value!r}"
        for name, value in fact.items()
        if name not in ABOUT_A_FACT and value is not None
    ]
    rule = f" [{fact['rule']}]" if "rule" in fact else ""
    return f"{fact.get('type')} {' '.join(fields)} {_quote(fact)}{rule}"


def _quote(fact: Fact) -> str:
    # Escaped: a release may hold characters that steer a terminal.
    return repr(" ".join(str(fact.get("quote")).split()))
