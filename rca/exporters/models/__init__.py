"""Formats that a model can be written in, one file each; a new file in this folder is a new format."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from rca.graph.model import Model


class CannotWrite(ValueError):
    """The format has no form for something in the model; the message says for what."""


@dataclass(frozen=True, slots=True)
class Written:
    """A model in a format, and what the format did not take, a line each."""

    text: str
    left: tuple[str, ...] = ()


Write = Callable[[Model, "str | None"], Written]
"""Writes a model; the second argument names one top, for formats that hold one. Raises `CannotWrite`."""


@cache
def formats() -> Mapping[str, Write]:
    """Every format by name."""
    found: dict[str, Write] = {}
    for name in sorted(module.name for module in pkgutil.iter_modules(__path__)):
        found[name.replace("_", "-")] = importlib.import_module(f"{__name__}.{name}").write
    return found
