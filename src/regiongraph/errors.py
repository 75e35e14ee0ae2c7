"""Every error that regiongraph raises on purpose.

::

    RegiongraphError
    ├── ReadingError (ValueError)             a file that cannot be read as a release
    │   ├── EmptyReleaseError                 no text in it
    │   ├── BinaryFileError                   not a text file
    │   ├── EncodingError                     bytes that are not UTF-8
    │   └── FrontMatterError                  the YAML head is broken
    ├── UnknownLanguageError (LookupError)    no language pack for it
    ├── LanguagePackError (ValueError)        a pack that breaks its schema
    ├── RegistryError (ValueError)            a registry row that is wrong
    ├── ReviewError (ValueError)              a file of a person's decisions that cannot be read
    ├── QuestionError (LookupError)           no such question, or a wrong parameter
    ├── QueryRefusedError (ValueError)        SPARQL that would write or fetch
    │   └── UpdateRefusedError                an update of what is no person's own
    ├── MissingLibraryError (ImportError)     a library that only some methods need
    ├── QueryStoppedError (TimeoutError)      a query that took too long or said too much
    ├── StoreError (OSError)                  a store folder that cannot be used
    ├── PageError (ValueError)                a page or story that cannot be made as asked
    ├── EndpointError (OSError)               a SPARQL endpoint that cannot be reached or trusted
    ├── ExchangeError (ValueError)            a file of a graph that cannot be read or written
    ├── ShapeError (ValueError)               a graph that breaks its shapes
    └── GoldError (ValueError)                a gold annotation that cannot be scored

An error says what is wrong, where, what was expected and what to do.
"""

from __future__ import annotations

from functools import partial


class RegiongraphError(Exception):
    """Root of all errors of this package.

    Args:
        what: What is wrong, in one clause.
        where: File, file and line, release and offset, or row; empty if there is no place.
        remedy: What the user can do about it.
    """

    def __init__(self, what: str, *, where: str = "", remedy: str = "") -> None:
        self.what, self.where, self.remedy = what, where, remedy
        place = f"{where}: " if where else ""
        advice = f" {remedy}" if remedy else ""
        super().__init__(f"{place}{what}.{advice}")

    def __reduce__(self) -> tuple[object, ...]:
        """Travel between processes with what, where and remedy kept apart."""
        return partial(type(self), where=self.where, remedy=self.remedy), (self.what,)


class ReadingError(RegiongraphError, ValueError):
    """A file that cannot be read as a release."""


class EmptyReleaseError(ReadingError):
    """A file without text."""


class BinaryFileError(ReadingError):
    """A file that is not text."""


class EncodingError(ReadingError):
    """A text file whose bytes are not UTF-8."""


class FrontMatterError(ReadingError):
    """A release whose YAML front matter is broken."""


class UnknownLanguageError(RegiongraphError, LookupError):
    """A language for which there is no pack."""


class LanguagePackError(RegiongraphError, ValueError):
    """A language pack that breaks its schema."""


class RegistryError(RegiongraphError, ValueError):
    """A registry row that is wrong."""


class ReviewError(RegiongraphError, ValueError):
    """A file of a person's decisions that cannot be read."""


class QuestionError(RegiongraphError, LookupError):
    """A question that does not exist, or a parameter that does not fit it."""


class QueryRefusedError(RegiongraphError, ValueError):
    """SPARQL that would write, or fetch from elsewhere."""


class UpdateRefusedError(QueryRefusedError):
    """An update of a graph that follows from releases, and is no person's own."""


class MissingLibraryError(RegiongraphError, ImportError):
    """A library that is not installed and that only some methods need."""


class QueryStoppedError(RegiongraphError, TimeoutError):
    """A query that took too long, said too much, or found no free worker."""


class PageError(RegiongraphError, ValueError):
    """A page that cannot be made as it was asked for, or a story that is none."""


class StoreError(RegiongraphError, OSError):
    """A store folder that cannot be opened or written."""


class EndpointError(RegiongraphError, OSError):
    """A SPARQL endpoint that cannot be reached, refuses, or gives no whole answer."""


class ExchangeError(RegiongraphError, ValueError):
    """A file of a graph that cannot be read or written."""


class ShapeError(RegiongraphError, ValueError):
    """A graph that breaks its shapes."""


class GoldError(RegiongraphError, ValueError):
    """A gold annotation that cannot be scored."""
