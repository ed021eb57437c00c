"""Models of common-cause failure, one file each; a new file in this folder is a new model."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache

from rca.analysis.quantities.common_cause_model import CommonCauseModel


@cache
def models() -> Mapping[str, CommonCauseModel]:
    """Every model by its word in the exchange format, found by walking this folder once."""
    found: dict[str, CommonCauseModel] = {}
    for name in sorted(module.name for module in pkgutil.iter_modules(__path__)):
        model: CommonCauseModel = importlib.import_module(f"{__name__}.{name}").MODEL
        found[model.word] = model
    return found
