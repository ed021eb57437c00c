"""Static Galileo: the tree of a model, with its basic events and their probabilities."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rca.diagnostics import Diagnostic, Severity
from rca.graph.model import Model
from rca.graph.model_faults import gate_faults
from rca.graph.quantities import probabilities
from rca.importers.clean import MAX_BYTES, Given, NotReadable
from rca.importers.draft import Draft
from rca.importers.model_draft import draft_of
from rca.importers.models.galileo import read_galileo

RANK = 3


def recognises(given: Given) -> bool:
    """A name that ends in `.dft`."""
    return given.suffix == ".dft"


def bring(given: Given) -> Draft:
    """Everything below the top; what was not carried is listed.

    Raises:
        NotReadable: it is no model that can be read, or holds no gate.
    """
    if len(given.content) > MAX_BYTES:
        msg = f"`{given.name}` is larger than {MAX_BYTES // 1_000_000} MB; bring over a part of it with `rca import --top`"
        raise NotReadable(msg)
    return model_draft(*read_galileo(given.name, given.content), given.name)


def model_draft(model: Model, found: Sequence[Diagnostic], file: str) -> Draft:
    """The draft of a model that was read, with what reading had to say.

    Raises:
        NotReadable: reading found an error, or there is no gate.
    """
    chances, said = probabilities(model)
    everything = (*found, *gate_faults(model), *said)
    error = next((each for each in everything if each.severity is Severity.ERROR), None)
    if error is not None:
        msg = f"`{file}`, line {error.span.line}: {error.message}"
        raise NotReadable(msg)
    tops = model.tops()
    if not tops:
        msg = f"`{file}` defines no gate, so there is no tree to carry"
        raise NotReadable(msg)
    draft = draft_of(model, tops, chances, file)
    left = [f"line {each.span.line}: {each.message}" for each in everything]
    return replace(draft, left=(*left, *draft.left))
