"""Parameters of questions: what a user writes becomes RDF terms, or is refused.

A parameter has one of five types. Its terms are put into the query as a ``VALUES``
block of serialised terms, which every SPARQL 1.1 engine reads alike; no text is ever
pasted into a query.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from regiongraph.errors import QuestionError
from regiongraph.graph.vocabulary import XSD_DATE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from regiongraph.graph.names import Names

Terms = tuple[NamedNode | Literal, ...]

KINDS = ("entity", "date", "language", "integer", "text")
"""The types of parameters."""

_DECLARED = re.compile(r"^# @param (\w+) (\w+)(\??) (\S.*)$", re.MULTILINE)
_VALUES = re.compile(r"VALUES\s*\(([^)]*)\)\s*\{\s*\((?:\s*UNDEF)+\s*\)\s*\}")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_INTEGER = re.compile(r"-?[0-9]{1,18}")
UNPRINTED = re.compile(r"\\[uU]|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""What has no form of its own in SPARQL: engines differ in how they read an escape."""


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

    def terms(self, value: object, *, where: str, names: Names) -> Terms:
        """Return the terms that a value may mean; several things may share a name.

        Args:
            value: What the user gave.
            where: The question, for errors.
            names: What things are called.

        Raises:
            QuestionError: It is not of this type, or names nothing.
        """
        text = value.isoformat() if isinstance(value, date) else str(value).strip()
        where = f"{where}, {self.name}"
        if UNPRINTED.search(text):
            remedy = "Leave out control characters and \\u escapes; write the character itself."
            raise QuestionError("it holds what no query can hold", where=where, remedy=remedy)
        if self.kind == "entity":
            return _things(text, where, names)
        return (_READERS[self.kind](text, where),)


def declared_parameters(sparql: str) -> tuple[Parameter, ...]:
    """Return the parameters that a query declares by ``# @param``, in its order."""
    return tuple(
        Parameter(name, kind, required=not mark, help=text)
        for name, kind, mark, text in _DECLARED.findall(sparql)
    )


def bound_names(sparql: str) -> set[str]:
    """Return the names in the ``VALUES`` blocks of a query that wait for terms."""
    return {name.lstrip("?$") for block in _VALUES.findall(sparql) for name in block.split()}


def bind(sparql: str, terms: Mapping[str, Terms]) -> str:
    """Return a query with terms for its parameters.

    Args:
        sparql: A query with ``VALUES (?of ?on) { (UNDEF UNDEF) }``.
        terms: For each parameter that is given, the terms that it may be; every
            combination is asked.
    """

    def block(found: re.Match[str]) -> str:
        names = [name.lstrip("?$") for name in found[1].split()]
        choices = [[str(term) for term in terms.get(name, ())] or ["UNDEF"] for name in names]
        rows = " ".join(f"({' '.join(row)})" for row in product(*choices))
        return f"VALUES ({found[1]}) {{ {rows} }}"

    return _VALUES.sub(block, sparql)


def _things(text: str, where: str, names: Names) -> Terms:
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


def _integer(text: str, where: str) -> Literal:
    if not _INTEGER.fullmatch(text):
        remedy = "Give digits, 18 at most."
        raise QuestionError(f"{text!r} is no whole number", where=where, remedy=remedy)
    return Literal(int(text))


def _language(text: str, where: str) -> Literal:
    if not _LANGUAGE.fullmatch(text):
        remedy = "Give two letters, such as de."
        raise QuestionError(f"{text!r} is no language", where=where, remedy=remedy)
    return Literal(text)


_READERS: Mapping[str, Callable[[str, str], Literal]] = {
    "date": _day,
    "integer": _integer,
    "language": _language,
    "text": lambda text, _: Literal(text),
}
