"""Named questions: one ``.rq`` file each, with help and typed parameters in its head.

The first comment says what is asked; ``# @param on date? The day`` declares a
parameter: its name, its type (``?``: may be left out) and its help. The query holds a
block ``VALUES (?of ?on) { (UNDEF UNDEF) }``. Answering fills it with RDF terms; no
text is ever pasted into a query.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from regiongraph.errors import QuestionError
from regiongraph.graph.answers import Answer, cell
from regiongraph.graph.vocabulary import XSD_DATE
from regiongraph.resources import shipped

if TYPE_CHECKING:
    from collections.abc import Mapping
    from importlib.resources.abc import Traversable

    from regiongraph.graph.names import Names
    from regiongraph.graph.store import GraphStore

KINDS = ("entity", "date", "language", "integer", "text")
"""The types of parameters."""

_PARAM = re.compile(r"# @param (\w+) (\w+)(\??) (\S.*)")
_VALUES = re.compile(r"VALUES\s*\(([^)]*)\)\s*\{\s*\((?:\s*UNDEF)+\s*\)\s*\}")
_LANGUAGE = re.compile(r"[a-z]{2,3}")

Value = str | int | date


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a question must be told.

    Args:
        name: Its variable in the query, without the mark.
        kind: One of `KINDS`.
        required: Whether the question needs it.
        help: What it means.
    """

    name: str
    kind: str
    required: bool
    help: str


@dataclass(frozen=True, slots=True)
class Question:
    """A named question.

    Args:
        name: The file name without its ending.
        help: What is asked, in one sentence.
        parameters: In the order in which the file declares them.
        sparql: The whole file: valid SPARQL, which asks without parameters.
    """

    name: str
    help: str
    parameters: tuple[Parameter, ...]
    sparql: str

    def bind(self, terms: Mapping[str, tuple[NamedNode | Literal, ...]]) -> str:
        """Return the query with terms for its parameters.

        Args:
            terms: For each parameter that is given, the terms that it may be; every
                combination is asked.
        """

        def block(found: re.Match[str]) -> str:
            names = [name.lstrip("?$") for name in found[1].split()]
            choices = [[str(term) for term in terms.get(name, ())] or ["UNDEF"] for name in names]
            rows = " ".join(f"({' '.join(row)})" for row in product(*choices))
            return f"VALUES ({found[1]}) {{ {rows} }}"

        return _VALUES.sub(block, self.sparql)


def load_questions(folder: Traversable | None = None) -> dict[str, Question]:
    """Return every question of a folder by name, sorted.

    Args:
        folder: Where the ``.rq`` files are; by default those that ship.
    """
    files = (folder or shipped("queries")).iterdir()
    names = {file.name.removesuffix(".rq"): file for file in files if file.name.endswith(".rq")}
    return {
        name: _question(name, names[name].read_text(encoding="utf-8")) for name in sorted(names)
    }


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
    given = {name: value for name, value in values.items() if value is not None}
    known = [parameter.name for parameter in question.parameters]
    for name in given:
        if name not in known:
            what = f"{question.name} has no parameter {name!r}"
            raise QuestionError(what, remedy=f"It has: {', '.join(known)}.")
    terms: dict[str, tuple[NamedNode | Literal, ...]] = {}
    for parameter in question.parameters:
        if parameter.name in given:
            terms[parameter.name] = _terms(parameter, given[parameter.name], question, names)
        elif parameter.required:
            what = f"{question.name} needs {parameter.name}: {parameter.help}"
            raise QuestionError(what, remedy=f"Its parameters: {', '.join(known)}.")
    solutions = store.select(question.bind(terms))
    columns = tuple(variable.value for variable in solutions.variables)
    rows = tuple(tuple(cell(row[name]) for name in columns) for row in solutions)
    return Answer(question.name, columns, rows)


def _question(name: str, sparql: str) -> Question:
    head = sparql.split("\n", 1)[0]
    found = _PARAM.findall(sparql)
    parameters = tuple(
        Parameter(param, kind, required=not mark, help=text) for param, kind, mark, text in found
    )
    declared = {parameter.name for parameter in parameters}
    bound = {name.lstrip("?$") for block in _VALUES.findall(sparql) for name in block.split()}
    wrong = {parameter.kind for parameter in parameters} - set(KINDS)
    if not head.startswith("# ") or declared != bound or wrong:
        remedy = "Begin with a comment, declare each parameter by @param and name it in VALUES."
        raise QuestionError("its head does not fit its query", where=f"{name}.rq", remedy=remedy)
    return Question(name, head.removeprefix("# "), parameters, sparql)


def _terms(
    parameter: Parameter, value: object, question: Question, names: Names
) -> tuple[NamedNode | Literal, ...]:
    text = value.isoformat() if isinstance(value, date) else str(value).strip()
    where = f"{question.name}, {parameter.name}"
    if parameter.kind == "entity":
        return _things(text, where, names)
    if parameter.kind == "date":
        return (_day(text, where),)
    if parameter.kind == "integer":
        if not re.fullmatch(r"-?\d+", text):
            raise QuestionError(f"{text!r} is no whole number", where=where, remedy="Give digits.")
        return (Literal(int(text)),)
    if parameter.kind == "language" and not _LANGUAGE.fullmatch(text):
        remedy = "Give two letters, such as de."
        raise QuestionError(f"{text!r} is no language", where=where, remedy=remedy)
    return (Literal(text),)


def _things(text: str, where: str, names: Names) -> tuple[NamedNode, ...]:
    found = names.find(text)
    if not found:
        near = ", ".join(names.suggest(text))
        remedy = f"Did you mean: {near}?" if near else "Name something that a release names."
        raise QuestionError(f"nothing is called {text!r}", where=where, remedy=remedy)
    try:
        return tuple(NamedNode(iri) for iri in found)
    except ValueError:
        remedy = "Give a name, or a whole IRI."
        raise QuestionError(f"{text!r} is no IRI", where=where, remedy=remedy) from None


def _day(text: str, where: str) -> Literal:
    try:
        return Literal(date.fromisoformat(text).isoformat(), datatype=XSD_DATE)
    except ValueError:
        remedy = "Give a day as 2022-11-17."
        raise QuestionError(f"{text!r} is no day", where=where, remedy=remedy) from None
