"""What remains of a record when its faulty parts are left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from typing import TypeAlias, TypeVar

from pydantic import ValidationError

from rca.records.base import Record
from rca.records.expected import Place, place_of
from rca.records.faults import Fault, gather
from rca.source.document import DataPath, Document, Scalar, Value

R = TypeVar("R", bound=Record)
Draft: TypeAlias = "Scalar | list[Draft] | dict[str, Draft] | _Gap"

_ROUNDS = 8
"""Each round mends what the one before laid bare; a level of missing keys costs one."""


class _Gap:
    """Stands where an item of a list was taken out, so that the items after it keep their numbers."""


_GAP = _Gap()


def salvage(document: Document, model: type[R], faults: Iterable[Fault]) -> tuple[R | None, tuple[Fault, ...]]:
    """The record without its faulty parts, and the contradictions that show only once those are gone.

    An optional part is left out; a required one is stood in for (a missing title by `?`) where that deceives nobody,
    because a partial record is used for links and names alone. Where nothing can stand in, the part around it goes.
    The record is None when nothing is left.
    """
    draft = _draft(document.data)
    stem = PurePosixPath(document.file.path).stem
    pending = [*faults, *(Fault(path, "value") for path in document.unread)]
    mended: list[DataPath] = []
    later: list[Fault] = []
    for _ in range(_ROUNDS):
        for fault in pending:
            if not _mend(draft, fault.path, model, stem, drop=fault.kind in ("unknown-key", "key")):
                return None, tuple(later)
            mended.append(fault.path)
        clean = _clean(draft)
        try:
            return model.model_validate(clean), tuple(later)
        except ValidationError as error:
            found = gather(error.errors(include_url=False, include_input=False), clean)
            pending = [Fault(_original(fault.path, draft), fault.kind, fault.errors) for fault in found]
            later.extend(fault for fault in pending if _is_contradiction(fault, mended))
    return None, tuple(later)


def _mend(draft: Draft, path: DataPath, model: type[Record], stem: str, *, drop: bool) -> bool:
    """Take the part at a path out, or let something stand in for it; False when nothing would be left."""
    if not path:
        return False
    parent = _at(draft, path[:-1])
    step = path[-1]
    if isinstance(parent, list) and isinstance(step, int):
        parent[step] = _GAP
    elif isinstance(parent, dict):
        place = None if drop else place_of(model, path)
        if place is None or not place.required:
            parent.pop(str(step), None)
            return True
        stand_in = _stand_in(place, parent.get(str(step)), stem if path == ("id",) else "")
        if stand_in is None:
            return _mend(draft, path[:-1], model, stem, drop=False)
        parent[str(step)] = stand_in
    return True


def _stand_in(place: Place, value: Draft, stem: str) -> Draft:
    for each in place.alternatives:
        if each.words:
            return each.words[0]
        if each.model is not None or (dict in each.types and not each.least):
            return {}
        if tuple in each.types and not each.least:
            return []
        if each.types == (str,):
            written = str(value).strip() if isinstance(value, (str, int, float)) else ""
            if not each.form:
                return written or "?"
            return {"a date": "0001", "a date or time": "0001", "a name in small letters": stem or None}.get(each.what)
        if int in each.types:
            return 1
        if bool in each.types:
            return False
    return None


def _is_contradiction(fault: Fault, mended: list[DataPath]) -> bool:
    """Whether two statements contradict each other in what was written, and not only in what was left of it."""
    depth = len(fault.path)
    touched = {path[depth] for path in mended if len(path) > depth and path[:depth] == fault.path}
    return any(
        error["type"] == "value_error" and not any(f"`{key}`" in error["msg"] for key in touched)
        for error in fault.errors
    )


def _draft(value: Value) -> Draft:
    if isinstance(value, Mapping):
        return {key: _draft(each) for key, each in value.items()}
    if isinstance(value, tuple):
        return [_draft(each) for each in value]
    return value if isinstance(value, (str, int, float)) else None


def _clean(draft: Draft) -> Value:
    if isinstance(draft, dict):
        return {key: _clean(each) for key, each in draft.items()}
    if isinstance(draft, list):
        return tuple(_clean(each) for each in draft if each is not _GAP)
    return None if isinstance(draft, _Gap) else draft


def _original(path: DataPath, draft: Draft) -> DataPath:
    """The path in the file that a path in the cleaned data stands for."""
    found: list[str | int] = []
    here = draft
    for step in path:
        place = step
        if isinstance(here, list) and isinstance(step, int):
            kept = [index for index, each in enumerate(here) if each is not _GAP]
            place = kept[step]
            here = here[place]
        elif isinstance(here, dict):
            here = here.get(str(step))
        found.append(place)
    return tuple(found)


def _at(draft: Draft, path: DataPath) -> Draft:
    for step in path:
        if isinstance(draft, dict):
            draft = draft.get(str(step))
        elif isinstance(draft, list) and isinstance(step, int):
            draft = draft[step]
        else:
            return None
    return draft
