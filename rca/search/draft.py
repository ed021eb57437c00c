"""A half-written draft, read as far as it goes."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from rca.diagnostics import Diagnostic
from rca.source.document import SourceFile, Value
from rca.source.reader import read

KEYS = frozenset({"title", "summary", "event", "fault_tree", "timeline", "id"})
"""A mapping that has one of these at its head is a draft."""
CUTS = 100
"""How often a draft is cut before a line that does not read."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What was read of a draft."""

    data: Mapping[str, Value]
    found: tuple[Diagnostic, ...]
    """What did not read, in the whole file."""
    line: int = 0
    """The line before which it was cut; 0 when all of it was read."""


def read_draft(file: SourceFile) -> Draft | None:
    """The data of a draft; after a fault in its syntax that of the lines before. None when it is no draft.

    A draft is a mapping with a title, a summary, an event, a tree, a timeline or an id.
    """
    document, found = read(file)
    text, line, faults = file.text, 0, found
    for _ in range(CUTS):
        if document is not None or not text.strip():
            break
        lines = text.splitlines(keepends=True)
        line = min([len(lines), *(each.span.line for each in faults)])
        text = "".join(lines[: line - 1])
        document, faults = read(_cut(file, text))
    if document is None or not isinstance(document.data, Mapping) or not KEYS & document.data.keys():
        return None
    return Draft(document.data, found, line)


def _cut(file: SourceFile, text: str) -> SourceFile:
    return SourceFile(file.path, text, hashlib.sha256(text.encode()).hexdigest())
