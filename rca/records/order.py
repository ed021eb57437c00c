"""The order in which the keys of a record are written: that of its fields."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from rca.records.base import Record, Stated
from rca.records.expected import place_of
from rca.source.document import DataPath


def key_order(model: type[Record] | None) -> Callable[[DataPath], tuple[str, ...]]:
    """For a place of a record the keys of the mapping there, in order; nothing where names are the author's own."""

    def order(path: DataPath) -> tuple[str, ...]:
        if model is None:
            return ()
        return tuple(dict.fromkeys(key for each in place_of(model, path).models for key in ordered_keys(each)))

    return order


@cache
def ordered_keys(model: type[Record]) -> tuple[str, ...]:
    """Keys of a record as they are written: its own before those that it shares, the id first, evidence behind the rest.

    In an event the evidence stands behind the status that it supports.
    """
    found: list[str] = []
    for kind in model.__mro__:
        if issubclass(kind, Record):
            own = (name for name in kind.__annotations__ if name in model.model_fields)
            found += [name for name in own if name not in found]
    names = [model.model_fields[name].alias or name for name in found]
    if "evidence" in names and issubclass(model, Stated):
        names.remove("evidence")
        names.insert(names.index("against") if "against" in names else len(names), "evidence")
    first = [name for name in ("format", "id") if name in names]
    return (*first, *(name for name in names if name not in first))
