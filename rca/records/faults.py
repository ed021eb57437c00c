"""Pydantic's errors gathered into faults: one for each place, with the path as it runs through the data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from rca.source.document import DataPath, Value

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

Kind = Literal["missing", "unknown-key", "key", "value"]


@dataclass(slots=True)
class Fault:
    """What is wrong at one place; several errors when the place allows several things and none fits."""

    path: DataPath
    kind: Kind
    errors: list[ErrorDetails] = field(default_factory=list)


def gather(errors: Iterable[ErrorDetails], data: Value) -> tuple[Fault, ...]:
    """One fault for each place and kind, in the order in which pydantic found them."""
    found: dict[tuple[DataPath, Kind], Fault] = {}
    for error in errors:
        path, kind = _place(error, data)
        if error["type"] == "too_short" and _is_long_enough(value_at(data, path), error):
            continue
        found.setdefault((path, kind), Fault(path, kind)).errors.append(error)
    return tuple(found.values())


def _is_long_enough(value: Value, error: ErrorDetails) -> bool:
    """Whether a list is only short because pydantic counts the items that are sound; each faulty one has its own error."""
    return isinstance(value, tuple) and len(value) >= int(error.get("ctx", {}).get("min_length", 0))


def value_at(data: Value, path: DataPath) -> Value:
    """The piece of data at a path that exists."""
    for step in path:
        if isinstance(data, Mapping):
            data = data[str(step)]
        elif isinstance(data, tuple) and isinstance(step, int):
            data = data[step]
    return data


def _leads(here: Value, step: str | int) -> bool:
    if isinstance(here, Mapping):
        return isinstance(step, str) and step in here
    return isinstance(here, tuple) and isinstance(step, int) and step < len(here)


def _place(error: ErrorDetails, data: Value) -> tuple[DataPath, Kind]:
    """Path of an error through the data.

    Pydantic's own path also names the branches of unions, the discriminator's tags, the text that stands for a
    statement and the place of a value that stands for a list of one. Whatever does not lead on in the data is one.
    """
    location = error["loc"]
    path: list[str | int] = []
    here = data
    for step in location:
        if _leads(here, step):
            here = value_at(here, (step,))
            path.append(step)
    if error["type"] == "missing":
        missing = str(location[-1])
        return ((*path, missing), "missing") if isinstance(here, Mapping) else (tuple(path), "value")
    if error["type"] == "extra_forbidden":
        return tuple(path), "unknown-key"
    if location and location[-1] == "[key]":
        return tuple(path), "key"
    return tuple(path), "value"
