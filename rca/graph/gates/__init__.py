"""The kinds of gate, one file each; a new file in this folder is a new kind."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache

from rca.graph.gate import Gate
from rca.graph.tree import GateKind


@cache
def gates() -> Mapping[GateKind, Gate]:
    """Every kind of gate by its word, found by walking this folder once."""
    found: dict[GateKind, Gate] = {}
    for name in sorted(module.name for module in pkgutil.iter_modules(__path__)):
        for kind in kinds_in(name):
            found[kind.word] = kind()
    return found


def kinds_in(name: str) -> tuple[type[Gate], ...]:
    """The gate kinds that the file `name` of this folder defines; a test holds that there is one."""
    module = importlib.import_module(f"{__name__}.{name}")
    return tuple(
        value
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, Gate) and value.__module__ == module.__name__
    )
