"""From bytes to the stored text and its front matter."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from regiongraph.errors import (
    BinaryFileError,
    EmptyReleaseError,
    EncodingError,
    FrontMatterError,
    ReadingError,
)

_FENCE = "---\n"
_LONGEST = 20_000_000  # bytes; a press release has a few thousand


@dataclass(frozen=True, slots=True)
class StoredFile:
    r"""A file as text.

    Args:
        source: The file's name.
        text: What follows the front matter: NFC, ``\n`` line ends, no leading blank lines.
        head: The front matter; empty if there is none.
    """

    source: str
    text: str
    head: Mapping[str, Any]


def read_file(path: Path) -> StoredFile:
    """Read a Markdown or plain text file.

    Raises:
        ReadingError: One of its children: the file is empty, binary, not UTF-8, too
            large, missing, or has a broken front matter.
    """
    raw = _read_bytes(path)
    if not raw.strip():
        raise EmptyReleaseError("the file is empty", where=path.name, remedy="Remove or fill it.")
    if b"\0" in raw:
        raise BinaryFileError(
            "this is a binary file, not text",
            where=path.name,
            remedy="Save the release as UTF-8 text or Markdown.",
        )
    text = unicodedata.normalize("NFC", _decode(raw, path.name))
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    head, body = _split_head(text, path.name)
    body = _drop_leading_blank_lines(body)
    if not body.strip():
        raise EmptyReleaseError(
            "there is no text after the front matter", where=path.name, remedy="Add the release."
        )
    return StoredFile(path.name, body, head)


def _read_bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > _LONGEST:
            raise ReadingError(
                f"the file is larger than {_LONGEST // 1_000_000} MB",
                where=path.name,
                remedy="One file holds one release: split it.",
            )
        return path.read_bytes()
    except OSError as error:
        raise ReadingError(
            f"the file cannot be read ({error.strerror})",
            where=path.name,
            remedy="Check that it exists and may be read.",
        ) from error


def _decode(raw: bytes, source: str) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise EncodingError(
            f"byte {error.start} (0x{raw[error.start]:02x}) is not UTF-8",
            where=f"{source}:{line}",
            remedy="Save the file as UTF-8; it may be Windows-1252 or ISO 8859-1 now.",
        ) from error


def _split_head(text: str, source: str) -> tuple[Mapping[str, Any], str]:
    if not text.startswith(_FENCE):
        return {}, text
    end = text.find("\n" + _FENCE, len(_FENCE) - 1)
    if end < 0:
        raise FrontMatterError(
            "the front matter that opens in line 1 is never closed",
            where=f"{source}:1",
            remedy="Add a line of three hyphens after it.",
        )
    try:
        head = yaml.safe_load(text[len(_FENCE) : end + 1]) or {}
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        raise FrontMatterError(
            f"the front matter is not YAML ({getattr(error, 'problem', None) or error})",
            where=f"{source}:{mark.line + 2 if mark else 1}",
            remedy="Quote values that hold a colon.",
        ) from error
    if not isinstance(head, Mapping):
        raise FrontMatterError(
            "the front matter is not a list of keys and values",
            where=f"{source}:1",
            remedy="Write one 'key: value' a line.",
        )
    return head, text[end + 1 + len(_FENCE) :]


def _drop_leading_blank_lines(text: str) -> str:
    return re.sub(r"\A(?:[^\S\n]*\n)+", "", text)
