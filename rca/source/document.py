"""A file that was read: plain data, and the place of each piece of it on demand."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from rca.diagnostics import Span

Scalar: TypeAlias = "str | int | float | bool | None"
Value: TypeAlias = "Scalar | Sequence[Value] | Mapping[str, Value]"
DataPath: TypeAlias = tuple[str | int, ...]
Of = Literal["key", "value"]


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file as it was found."""

    path: str
    """As shown to the user: relative to where the command runs, with forward slashes."""
    text: str
    digest: str
    """SHA-256 of the bytes, hexadecimal."""


@dataclass(frozen=True, slots=True)
class Document:
    """A file's data: mappings, sequences and scalars after the YAML 1.2 core schema."""

    file: SourceFile
    data: Value
    locate: Callable[[SourceFile, DataPath, Of], Span]
    unread: tuple[DataPath, ...] = ()
    """Places whose value could not be read and was reported; their value here is not what was written."""

    def span(self, path: DataPath, of: Of = "value") -> Span:
        """Place of the piece of data at `path`: its key or its value.

        A path that leads nowhere gives the place of its nearest existing ancestor, so that a finding about
        something missing points at what it is missing from. Composing the positions costs about as much as reading
        the file again, and is done only for files that have a finding.
        """
        return self.locate(self.file, path, of)
