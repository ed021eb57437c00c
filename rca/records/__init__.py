"""The records people write. Import from the module that defines one: pydantic is paid for by those who read a file."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rca.records.course import Course
    from rca.records.lesson import GeneralLesson
    from rca.records.review import Review
    from rca.records.schema import json_schema
    from rca.records.taxonomy import Adoption, Organisations, SharedStandard, Taxonomy
    from rca.records.validate import Validated

_HOMES = {
    "Adoption": "taxonomy", "Course": "course", "GeneralLesson": "lesson", "Organisations": "taxonomy",
    "Review": "review", "SharedStandard": "taxonomy", "Taxonomy": "taxonomy", "Validated": "validate",
    "json_schema": "schema",
}  # fmt: skip

__all__ = [
    "Adoption", "Course", "GeneralLesson", "Organisations", "Review", "SharedStandard", "Taxonomy", "Validated",
    "json_schema",
]  # fmt: skip


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    return getattr(import_module(f"rca.records.{_HOMES[name]}"), name)
