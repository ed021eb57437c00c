"""Forms in which a course leaves the knowledge base, one file each; a new file in this folder is a new form."""

from __future__ import annotations

import datetime as dt
import importlib
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from rca.training.sheet import CourseSheet

FORMS = tuple(sorted(module.name for module in pkgutil.iter_modules(__path__)))
"""Names of the forms."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """What a form may need besides the course."""

    site: str = ""
    """Address of the published site, for links to the living reviews; empty where there is none."""
    start: dt.date = dt.date(2000, 1, 1)
    """First day of teaching, for calendars."""
    made: dt.date = dt.date(2000, 1, 1)
    """The day that counts as today."""


Writer = Callable[[CourseSheet, Delivery], bytes]


@cache
def writers() -> Mapping[str, Writer]:
    """The `write` function of every file in this folder, by its name.

    Raises:
        AttributeError: a file has none; a test holds this.
    """
    return {name: importlib.import_module(f"{__name__}.{name}").write for name in FORMS}
