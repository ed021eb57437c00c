"""OxiDD, loaded without the Python package around it, which would cost fifteen times as much as the engine itself."""

from __future__ import annotations

import importlib
import sys
from importlib.machinery import ModuleSpec, PathFinder
from importlib.util import module_from_spec
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from oxidd.bcdd import BCDDManager
    from oxidd.zbdd import ZBDDManager

PACKAGE = "oxidd"
EXTENSION = "oxidd._oxidd"


def is_installed() -> bool:
    """Whether OxiDD can be loaded; nothing is loaded to find out."""
    return EXTENSION in sys.modules or PathFinder.find_spec(PACKAGE) is not None


def diagram_manager(budget: int, remembered: int) -> BCDDManager:
    """A place for diagrams of at most `budget` nodes, with room for so many remembered steps."""
    manager: BCDDManager = _extension().BCDDManager(budget, remembered, 1)
    return manager


def family_manager(budget: int, remembered: int) -> ZBDDManager:
    """A place for families of sets of at most `budget` nodes."""
    manager: ZBDDManager = _extension().ZBDDManager(budget, remembered, 1)
    return manager


def out_of_room() -> type[Exception]:
    """What is raised when a budget is used up."""
    found: type[Exception] = _extension().DDMemoryError
    return found


def _extension() -> ModuleType:
    """The compiled part alone: 5 ms of processor time, where the package, which reads its own version, takes 80.

    It is registered under its own name, so that whoever imports the package afterwards gets the same one.
    """
    if EXTENSION not in sys.modules:
        spec = _spec()
        if spec is None or spec.loader is None:
            return importlib.import_module(EXTENSION)
        module = module_from_spec(spec)
        sys.modules[EXTENSION] = module
        spec.loader.exec_module(module)
    return sys.modules[EXTENSION]


def _spec() -> ModuleSpec | None:
    package = PathFinder.find_spec(PACKAGE)
    if package is None or package.submodule_search_locations is None:
        return None
    return PathFinder.find_spec(EXTENSION, list(package.submodule_search_locations))
