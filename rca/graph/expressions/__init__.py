"""Operations of expressions, one file a model; a new file in this folder is a new operation."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from functools import cache

from rca.graph.operation import Operation


@cache
def operations() -> Mapping[str, Operation]:
    """Every operation by its element in the exchange format, found by walking this folder once."""
    import pkgutil

    found: dict[str, Operation] = {}
    for name in sorted(module.name for module in pkgutil.iter_modules(__path__)):
        for operation in importlib.import_module(f"{__name__}.{name}").OPERATIONS:
            found[operation.word] = operation
    return found
