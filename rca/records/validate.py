"""From plain data to a record, with every fault of the file as a diagnostic."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import Generic, TypeVar

from pydantic import ValidationError

from rca.diagnostics import Diagnostic, Severity
from rca.records.base import Record
from rca.records.faults import Fault, gather
from rca.records.salvage import salvage
from rca.records.wording import READS, meant, wording
from rca.source.document import DataPath, Document
from rca.source.mending import Mend
from rca.source.positions import finding

R = TypeVar("R", bound=Record)

MAX_FAULTS = 200
"""Faults shown of one file; whoever has more is told how many more."""


@dataclass(frozen=True, slots=True)
class Validated(Generic[R]):
    """A record, what was wrong with it, and whether parts were left out."""

    record: R | None
    diagnostics: tuple[Diagnostic, ...] = ()
    partial: bool = False
    """Whether faulty parts were left out or stood in for: good for links and names, not for judgement."""


def validate(document: Document, model: type[R]) -> Validated[R]:
    """The record that a document holds.

    All faults are reported in one go, one diagnostic each. When there are any, the faulty parts are left out and what
    remains is still returned, so that other files can be linked to it.
    """
    try:
        record = model.model_validate(document.data)
    except ValidationError as error:
        faults = gather(error.errors(include_url=False, include_input=False), document.data)
    else:
        return Validated(record, (*_unstated_format(document, model),), partial=bool(document.unread))
    rest, later = salvage(document, model, faults)
    return Validated(rest, _diagnostics(document, model, (*faults, *later)), partial=True)


def _unstated_format(document: Document, model: type[Record]) -> tuple[Diagnostic, ...]:
    if "format" not in model.model_fields or not isinstance(document.data, dict) or "format" in document.data:
        return ()
    said = finding(
        document, "RCA108", ("format",), f"`format` is not stated; it is read as `format: {READS}`",
        severity=Severity.ADVICE, why="A later version of the tool then knows how to read the file.",
        help=f"write `format: {READS}` in the first line", mend=Mend("first", (), f"format: {READS}"),
    )  # fmt: skip
    return (said,)


def _diagnostics(document: Document, model: type[Record], faults: tuple[Fault, ...]) -> tuple[Diagnostic, ...]:
    faults = _reported_once(document, model, faults)
    found = [_diagnostic(document, model, fault) for fault in faults[:MAX_FAULTS]]
    if len(faults) > MAX_FAULTS:
        last = faults[MAX_FAULTS].path
        more = f"{len(faults) - MAX_FAULTS:,} more faults from here on are not shown"
        found.append(finding(document, "RCA109", last, more, help="mend the first ones; they often share one reason"))
    if all(fault.path != ("format",) for fault in faults):
        found.extend(_unstated_format(document, model))
    return tuple(sorted(found, key=lambda each: each.sort_key))


def _diagnostic(document: Document, model: type[Record], fault: Fault) -> Diagnostic:
    said = wording(fault, document.data, model)
    return finding(
        document, said.code, fault.path, said.message, of=said.of, why=said.why, help=said.help, mend=said.mend
    )


def _reported_once(document: Document, model: type[Record], faults: tuple[Fault, ...]) -> tuple[Fault, ...]:
    """Faults less those that another one explains.

    Under an unknown version of the format no other fault means anything. What could not be read has been reported by
    the reader. A key that is missing because it is misspelt is one fault, not two.
    """
    if version := [fault for fault in faults if fault.path == ("format",)]:
        return tuple(version)
    lacking = {fault.path[:-1] for fault in faults if fault.kind == "missing"}
    unknown = (fault for fault in faults if fault.kind == "unknown-key" and fault.path[:-1] in lacking)
    misspelt = {(*fault.path[:-1], meant(fault.path, document.data, model)) for fault in islice(unknown, MAX_FAULTS)}
    return tuple(
        fault
        for fault in faults
        if not (fault.kind == "missing" and fault.path in misspelt) and not _below(fault.path, document.unread)
    )


def _below(path: DataPath, places: tuple[DataPath, ...]) -> bool:
    return any(path[: len(place)] == place for place in places)
