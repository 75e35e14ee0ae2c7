"""Named questions: one ``.rq`` file each, with help and typed parameters in its head.

The first comment says what is asked; ``# @param on date? The day`` declares a
parameter: its name, its type (``?``: may be left out) and its help. The query holds a
block ``VALUES (?of ?on) { (UNDEF UNDEF) }``, which answering fills with RDF terms.
What SPARQL cannot reckon, such as a shortest path, is named by ``# @compute path``:
the rows of the query then go through that function of `regiongraph.graph.analyses`.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from regiongraph.errors import QuestionError
from regiongraph.graph.analyses import ANALYSES
from regiongraph.graph.answers import Answer, cell
from regiongraph.graph.parameters import (
    KINDS,
    Parameter,
    Terms,
    bind,
    bound_names,
    declared_parameters,
)
from regiongraph.resources import shipped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from importlib.resources.abc import Traversable

    from regiongraph.graph.names import Names
    from regiongraph.graph.store import GraphStore

QUESTIONS_VARIABLE = "REGIONGRAPH_QUESTIONS"
"""The environment variable that names folders of a user's own questions."""

_COMPUTED = re.compile(r"^# @compute (\S+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Question:
    """A named question.

    Args:
        name: The file name without its ending.
        help: What is asked, in one sentence.
        parameters: In the order in which the file declares them.
        sparql: The whole file: valid SPARQL, which asks without parameters.
        compute: What the rows go through, a name in `analyses.ANALYSES`; None if they stand.
    """

    name: str
    help: str
    parameters: tuple[Parameter, ...]
    sparql: str
    compute: str | None = None

    def bind(self, terms: Mapping[str, Terms]) -> str:
        """Return the query with terms for its parameters; see `parameters.bind`."""
        return bind(self.sparql, terms)

    def terms(self, values: Mapping[str, object], names: Names) -> dict[str, Terms]:
        """Return the terms of given values, by parameter.

        Raises:
            QuestionError: A parameter is unknown, missing or ill-formed, or names nothing.
        """
        return _terms(self, values, names)


def load_questions(*folders: str | Path) -> dict[str, Question]:
    """Return every question by name, sorted.

    Args:
        folders: Folders of a user's own questions, beside those that ship and those of the
            folders that the environment variable `REGIONGRAPH_QUESTIONS` names.

    Raises:
        QuestionError: A folder is missing, a file's head does not fit its query, or two
            files have one name.
    """
    named = filter(None, os.environ.get(QUESTIONS_VARIABLE, "").split(os.pathsep))
    found: dict[str, Question] = {}
    for folder in (shipped("queries"), *map(Path, dict.fromkeys((*named, *map(str, folders))))):
        for question in _folder(folder):
            if question.name in found:
                what = f"there is a question {question.name!r} already"
                raise QuestionError(what, where=str(folder), remedy="Give the file another name.")
            found[question.name] = question
    return {name: found[name] for name in sorted(found)}


def named_question(name: str, questions: Mapping[str, Question]) -> Question:
    """Return the question of a name.

    Raises:
        QuestionError: There is none; the error suggests the nearest.
    """
    if name not in questions:
        remedy = f"{_nearest(name, questions)}There are: {', '.join(questions)}."
        raise QuestionError(f"there is no question {name!r}", remedy=remedy)
    return questions[name]


def answer_question(
    question: Question, values: Mapping[str, object], *, store: GraphStore, names: Names
) -> Answer:
    """Ask a store a question.

    Args:
        question: The question.
        values: Its parameters by name; None counts as not given.
        store: The graph.
        names: What things are called in it.

    Raises:
        QuestionError: A parameter is unknown, missing or ill-formed, or names nothing.
    """
    terms = question.terms(values, names)
    solutions = store.select(question.bind(terms))
    columns = tuple(variable.value for variable in solutions.variables)
    rows = tuple(tuple(map(cell, row)) for row in solutions)
    answer = Answer(question.name, columns, rows)
    if question.compute is None:
        return answer
    given = {name: tuple(term.value for term in found) for name, found in terms.items()}
    return ANALYSES[question.compute](answer, given)


def _folder(folder: Traversable) -> Iterator[Question]:
    if not folder.is_dir():
        remedy = f"Name a folder of .rq files in --questions or {QUESTIONS_VARIABLE}."
        raise QuestionError("it is no folder of questions", where=str(folder), remedy=remedy)
    for file in folder.iterdir():
        if file.name.endswith(".rq"):
            try:
                text = file.read_text(encoding="utf-8")
            except (OSError, UnicodeDecodeError) as error:
                remedy = "Save it as UTF-8 that you may read."
                raise QuestionError(str(error), where=file.name, remedy=remedy) from error
            yield _question(file.name.removesuffix(".rq"), text)


def _question(name: str, sparql: str) -> Question:
    head = sparql.split("\n", 1)[0].rstrip()
    parameters = declared_parameters(sparql)
    computed = _COMPUTED.search(sparql)
    declared = [parameter.name for parameter in parameters]
    wrong = {parameter.kind for parameter in parameters} - set(KINDS)
    fits = sorted(declared) == sorted(bound_names(sparql)) and not wrong
    if not head.startswith("# ") or not fits or (computed and computed[1] not in ANALYSES):
        remedy = "Begin with a comment, declare each parameter by @param and name it in VALUES."
        raise QuestionError("its head does not fit its query", where=f"{name}.rq", remedy=remedy)
    return Question(
        name, head.removeprefix("# "), parameters, sparql, computed[1] if computed else None
    )


def _terms(question: Question, values: Mapping[str, object], names: Names) -> dict[str, Terms]:
    given = {name: value for name, value in values.items() if value is not None}
    known = [parameter.name for parameter in question.parameters]
    for name in given:
        if name not in known:
            what = f"{question.name} has no parameter {name!r}"
            remedy = f"{_nearest(name, known)}It has: {', '.join(known)}."
            raise QuestionError(what, remedy=remedy)
    for parameter in question.parameters:
        if parameter.required and parameter.name not in given:
            what = f"{question.name} needs {parameter.name}: {parameter.help}"
            raise QuestionError(what, remedy=f"Its parameters: {', '.join(known)}.")
    return {
        parameter.name: parameter.terms(given[parameter.name], where=question.name, names=names)
        for parameter in question.parameters
        if parameter.name in given
    }


def _nearest(name: str, known: Iterable[str]) -> str:
    near = get_close_matches(name, list(known), n=1)
    return f"Did you mean {near[0]}? " if near else ""
