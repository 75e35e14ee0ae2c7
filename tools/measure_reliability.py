"""Count how often each rule is right and write ``data/models/reliability.csv``.

Counted on the even-numbered releases of ``tests/corpus``, for which no rule is written::

    python tools/measure_reliability.py
"""

from __future__ import annotations

from pathlib import Path

from regiongraph.build import read_paths
from regiongraph.evaluation import count_by_rule, score_folder
from regiongraph.knowledge.languages import languages
from regiongraph.knowledge.reliability import Count
from regiongraph.reading.annotations import annotate

ROOT = Path(__file__).parents[1]
FILE = "data/models/reliability.csv"
HEAD = """\
# Claims that each rule made, and those that were right, in all languages together.
# Counted by tools/measure_reliability.py on the even-numbered releases of tests/corpus (invented).
rule,said,right
"""


def main() -> None:
    """Count over all languages that have a pack, and write the file."""
    total: dict[str, Count] = {}
    for language in languages():
        folder = ROOT / "tests" / "corpus" / language
        read = read_paths([folder]).read
        predictions = {Path(one.release.source).stem: annotate(one) for one in read}
        for count in count_by_rule(score_folder(predictions, folder, half="even"), predictions):
            known = total.get(count.rule, Count(count.rule, 0, 0))
            total[count.rule] = Count(
                count.rule, known.said + count.said, known.right + count.right
            )
    rows = [f"{one.rule},{one.said},{one.right}\n" for _, one in sorted(total.items())]
    (ROOT / FILE).write_text(HEAD + "".join(rows), encoding="utf-8")


if __name__ == "__main__":
    main()
