"""Which format a file has, and the draft that comes of it."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from rca.importers import formats as folder
from rca.importers.clean import Given, NotReadable
from rca.importers.draft import Draft
from rca.importers.timeline import in_order

MAX_FILE = 10_000_000
"""Bytes of a file that is opened at all; text may have a tenth of it."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format by its name: the file endings it has, what it looks like, and what makes a draft of it."""

    name: str
    recognises: Callable[[Given], bool]
    bring: Callable[[Given], Draft]
    """Raises `NotReadable`."""


@cache
def formats() -> Mapping[str, Format]:
    """Every format by name, those that look most closely first."""
    names = sorted(module.name for module in pkgutil.iter_modules(folder.__path__))
    modules = sorted(
        (importlib.import_module(f"{folder.__name__}.{name}") for name in names),
        key=lambda each: (each.RANK, each.__name__),
    )
    found = [(module.__name__.rpartition(".")[2].replace("_", "-"), module) for module in modules]
    return {name: Format(name, module.recognises, module.bring) for name, module in found}


def bring(path: Path, form: str | None) -> tuple[str, Draft]:
    """The format's name and the draft.

    Raises:
        NotReadable: the file is not there, is none of the formats, or does not hold what its format asks for.
    """
    given = Given(path.name, _content(path))
    name = form or next((each.name for each in formats().values() if each.recognises(given)), None)
    if name is None:
        msg = f"`{path.name}` is none of the formats that are known; name one with --from-format: {', '.join(sorted(formats()))}"
        raise NotReadable(msg)
    draft = formats()[name].bring(given)
    timeline, left = in_order(draft.timeline, draft.date)
    return name, replace(draft, timeline=timeline, left=tuple(dict.fromkeys((*draft.left, *left))))


def _content(path: Path) -> bytes:
    if path.is_dir():
        msg = f"`{path}` is a folder"
        raise NotReadable(msg)
    if not path.is_file():
        msg = f"there is no file `{path}`" if not path.exists() else f"`{path}` is not a file"
        raise NotReadable(msg)
    try:
        with path.open("rb") as file:
            content = file.read(MAX_FILE + 1)
    except OSError as error:
        msg = f"cannot read `{path}`: {(error.strerror or 'unknown').lower()}"
        raise NotReadable(msg) from error
    if len(content) > MAX_FILE:
        msg = f"`{path.name}` is larger than {MAX_FILE // 1_000_000} MB; bring over a part of it"
        raise NotReadable(msg)
    if not content.strip():
        msg = f"`{path.name}` holds nothing"
        raise NotReadable(msg)
    return content
