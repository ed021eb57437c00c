"""The files of one model, whichever format they have."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rca.analysis.solving.deadline import NEVER, Deadline, LimitError
from rca.diagnostics.model import Diagnostic, Severity
from rca.graph.expression import Place
from rca.graph.model import Model
from rca.graph.model_faults import fault, gate_faults
from rca.importers.models.open_psa import read_open_psa

MAX_BYTES = 50_000_000
"""Of all files of a model: a model of a whole plant has a tenth of it."""
ENDINGS = {".xml": "open-psa", ".opsa": "open-psa", ".dft": "galileo"}
"""Format by file ending."""


def is_model(path: Path) -> bool:
    """Whether a file's ending is that of a model."""
    return path.suffix.lower() in ENDINGS


def read_model(paths: Sequence[Path], deadline: Deadline = NEVER) -> tuple[Model, tuple[Diagnostic, ...]]:
    """The model that the files make together, and what is wrong or was not carried.

    With an error among the diagnostics the model is not to be used. What cannot be read by the deadline is such an error.
    """
    try:
        return _read_model(paths, deadline)
    except LimitError as error:
        said = f"the {error.reached} limit was reached while the model was read: nothing was analysed"
        return Model(), (
            fault("RCA088", Place(paths[0].as_posix(), 1), said, help_=f"give it more with --{error.reached}-limit"),
        )


def _read_model(paths: Sequence[Path], deadline: Deadline) -> tuple[Model, tuple[Diagnostic, ...]]:
    contents: list[tuple[str, bytes]] = []
    room = MAX_BYTES
    for path in paths:
        content = _content(path, room)
        if isinstance(content, Diagnostic):
            return Model(), (content,)
        deadline.look()
        room -= len(content)
        contents.append((path.as_posix(), content))
    forms = {ENDINGS.get(path.suffix.lower(), "open-psa") for path in paths}
    if forms == {"open-psa"}:
        model, found = read_open_psa(contents, deadline.look)
    elif len(contents) == 1:
        from rca.importers.models.galileo import read_galileo

        model, found = read_galileo(*contents[0])
    else:
        said = "several files make one model in Open-PSA only; give one Galileo file"
        return Model(), (fault("RCA080", Place(paths[0].as_posix(), 1), said),)
    if not any(each.severity is Severity.ERROR for each in found):
        found = (*found, *gate_faults(model, deadline.look), *_sequel_faults(model))
    found = tuple(each if each.path else each._replace(path=contents[0][0]) for each in found)
    return model, tuple(sorted(found, key=lambda each: each.severity is not Severity.ERROR))


def _sequel_faults(model: Model) -> tuple[Diagnostic, ...]:
    if not (
        model.event_trees or model.initiating_events or model.rules or model.consequences or model.consequence_groups
    ):
        return ()
    from rca.graph.event_tree_faults import event_tree_faults

    return tuple(event_tree_faults(model))


def _content(path: Path, room: int) -> bytes | Diagnostic:
    place = Place(path.as_posix(), 1)
    if path.is_dir():
        return fault("RCA080", place, "this is a folder")
    if not path.is_file():
        return fault("RCA080", place, "this is not a file" if path.exists() else "there is no such file")
    try:
        with path.open("rb") as file:
            content = file.read(room + 1)
    except OSError as error:
        return fault("RCA080", place, f"it cannot be read: {(error.strerror or 'unknown').lower()}")
    if len(content) > room:
        return fault("RCA088", place, f"the model is larger than {MAX_BYTES // 1_000_000} MB")
    if not content.strip():
        return fault("RCA080", place, "this file holds nothing")
    return content
