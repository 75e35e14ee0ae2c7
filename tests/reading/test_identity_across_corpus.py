"""Identity across releases, against the keys that annotators gave by hand."""

from __future__ import annotations

import json
import shutil
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from regiongraph.build import read_paths
from regiongraph.evaluation import FolderScore, score_folder
from regiongraph.reading.annotations import annotate

CORPUS = Path(__file__).parents[1] / "corpus"
LEAST_F1, LEAST_PRECISION, LEAST_RECALL = 0.95, 0.98, 0.79

Predictions = dict[str, dict[str, Any]]


def read_corpus(folder: Path) -> Predictions:
    """Return what is read from the releases as one corpus, by file stem."""
    return {Path(one.release.source).stem: annotate(one) for one in read_paths([folder]).read}


def mixed(folder: Path, predicted: Predictions) -> dict[str, set[str]]:
    """Return the IRIs under which people of several keys stand, with their keys."""
    keys: dict[str, set[str]] = defaultdict(set)
    for stem, prediction in predicted.items():
        gold = json.loads((folder / f"{stem}.gold.json").read_text(encoding="utf-8"))
        people = {e["name"]: e for e in prediction["entities"] if e["type"] == "Person"}
        for entity in gold["entities"]:
            if entity["type"] == "Person" and entity["name"] in people:
                key = entity.get("same_as") or f"{stem} {entity['name']}"
                keys[people[entity["name"]]["iri"]].add(key)
    assert len(keys) > len(predicted)
    return {iri: names for iri, names in keys.items() if len(names) > 1}


@pytest.fixture(scope="module")
def all_languages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the releases of all languages in one folder."""
    folder = tmp_path_factory.mktemp("corpus")
    for path in CORPUS.glob("[a-z][a-z]/*"):
        shutil.copy(path, folder)
    return folder


@pytest.fixture(scope="module")
def predicted(all_languages: Path) -> Predictions:
    """Return what is read from the releases of all languages as one corpus."""
    return read_corpus(all_languages)


def test_b_cubed_over_the_german_releases() -> None:
    """Mentions of one thing bear one IRI, those of two things two."""
    folder = CORPUS / "de"
    assert score_folder(read_corpus(folder), folder).identity.f1 >= LEAST_F1


def test_no_two_people_are_one(all_languages: Path, predicted: Predictions) -> None:
    """Whoever bears one IRI bears one key in the golds, in whatever language."""
    assert mixed(all_languages, predicted) == {}


def test_b_cubed_over_all_languages(all_languages: Path, predicted: Predictions) -> None:
    """Rather two nodes for one thing than one for two."""
    score: FolderScore = score_folder(predicted, all_languages)
    assert score.identity.precision >= LEAST_PRECISION
    assert score.identity.recall >= LEAST_RECALL
