"""Score a folder of predictions: ``python -m regiongraph.evaluation PREDICTIONS GOLD``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from regiongraph.errors import RegiongraphError
from regiongraph.evaluation.gold import read_json
from regiongraph.evaluation.mistakes import mistakes
from regiongraph.evaluation.scores import FolderScore, Row
from regiongraph.evaluation.scoring import score_folder

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Print the table and, if asked, the mistakes; return the exit code."""
    options = _arguments(argv)
    try:
        predictions = {
            path.stem: read_json(path) for path in sorted(options.predictions.glob("*.json"))
        }
        score = score_folder(
            predictions, options.gold, half=options.half, language=options.language
        )
    except RegiongraphError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    lines = list(_lines(score))
    if options.misses:
        for stem, one in score.releases.items():
            lines += ["", stem, *(f"  {line}" for line in mistakes(one))]
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m regiongraph.evaluation", description="Score predictions against gold."
    )
    parser.add_argument("predictions", type=Path, help="folder of NAME.json")
    parser.add_argument("gold", type=Path, help="folder of NAME.md or NAME.txt and NAME.gold.json")
    parser.add_argument("--half", choices=("odd", "even"), help="only files with such numbers")
    parser.add_argument("--language", help="only releases in this language, such as de")
    parser.add_argument("--misses", action="store_true", help="list what is wrong, by release")
    return parser.parse_args(argv)


def _lines(score: FolderScore) -> Iterator[str]:
    yield f"{len(score.releases)} releases, {len(score.unread)} of them without a prediction"
    for row in (Row._fields, *score.table()):
        cells = [_cell(cell) for cell in row]
        line = "{:10}{:16}{:16}{:>10}{:>10}{:>10}{:>10}{:>10}{:>10}".format(*cells)
        yield line.rstrip()


def _cell(cell: object) -> str:
    if cell is None:
        return ""
    return f"{cell:.3f}" if isinstance(cell, float) else str(cell)


if __name__ == "__main__":
    sys.exit(main())
