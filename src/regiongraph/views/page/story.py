"""A story: selections of things, one after the other, each with a sentence.

It comes from a small YAML file, and things are called what the reader calls them::

    - show: [COTER, Leipzig Declaration]      # one thing, or the way through several
      text: Who chairs COTER was there.
      on: 2022-11-17                          # optional: as of this day
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from regiongraph.errors import PageError

if TYPE_CHECKING:
    from collections.abc import Callable

_REMEDY = "Write a list of steps, each with `show`, `text` and, if need be, `on`."


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a story.

    Args:
        nodes: IRIs: one thing, or several to be joined by the way between them.
        text: The sentence that is shown.
        on: The day as of which the network is shown, if any.
    """

    nodes: tuple[str, ...]
    text: str
    on: str | None = None


Story = tuple[Step, ...]


def read_story(path: str | Path, find: Callable[[str], str]) -> Story:
    """Read a story.

    Args:
        path: A YAML file in UTF-8.
        find: Gives the IRI of what is called so.

    Raises:
        PageError: The file cannot be read, or is no story.
    """
    try:
        # BaseLoader makes nothing but text, so that `on` is no truth value and a day no date
        steps = yaml.load(Path(path).read_text("utf-8"), Loader=yaml.BaseLoader)
    except (OSError, ValueError, yaml.YAMLError) as error:
        raise PageError("the story cannot be read", where=str(path), remedy=_REMEDY) from error
    if not isinstance(steps, list) or not steps:
        raise PageError("the story has no steps", where=str(path), remedy=_REMEDY)
    return tuple(_step(step, find, f"{path}, step {i}") for i, step in enumerate(steps, 1))


def _step(step: Any, find: Callable[[str], str], where: str) -> Step:
    if not isinstance(step, dict) or set(step) - {"show", "text", "on"} or "text" not in step:
        raise PageError("the step is not understood", where=where, remedy=_REMEDY)
    names = step.get("show") or []
    names = names if isinstance(names, list) else [names]
    day = str(step["on"]) if step.get("on") else None
    return Step(tuple(find(str(name)) for name in names), str(step["text"]), day)
