"""Gold annotations and predictions in, precision and recall out.

Both sides are documents of one schema: ``language``, ``entities`` (``name``, ``type``,
``mentions``, ``same_as``) and ``facts`` (``type``, the fields of `regiongraph.records.FIELDS`,
``quote``). A prediction adds ``iri`` to each entity and ``start``, ``end``, ``rule`` to each fact.
Text is compared after NFC, case folding and white-space folding.

- **Entities** match if their types agree and they share a mention or their names are equal. Region,
  Place and Country are one type for `ReleaseScore.entities`, and three for `entity_types`.
- **Facts** match at the *core* if the fields of `CORE` agree, and in *full* if every field agrees
  that the gold does not leave open (null).
- **Evidence**: the share of core matches whose quotes overlap in the text.
- **Identity**: B³ over the folder, see `Agreement`.

Every match is one to one: as many as possible, and among those the best ones, so that neither the
order of the facts nor a loose match ever takes the partner of a full one.
"""

from __future__ import annotations

from regiongraph.evaluation.facts import CORE
from regiongraph.evaluation.gold import read_json
from regiongraph.evaluation.mistakes import mistakes
from regiongraph.evaluation.reliability import count_by_rule
from regiongraph.evaluation.scores import Agreement, FolderScore, ReleaseScore, Row, Tally
from regiongraph.evaluation.scoring import score_folder, score_release

__all__ = [
    "CORE",
    "Agreement",
    "FolderScore",
    "ReleaseScore",
    "Row",
    "Tally",
    "count_by_rule",
    "mistakes",
    "read_json",
    "score_folder",
    "score_release",
]
