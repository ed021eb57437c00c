"""What a stage has to say about what a user wrote: a value, never an exception."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Severity(StrEnum):
    """How much a finding weighs; only `error` fails a check by default."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"

    @property
    def rank(self) -> int:
        """3 for an error, 2 for a warning, 1 for advice."""
        return {Severity.ERROR: 3, Severity.WARNING: 2, Severity.ADVICE: 1}[self]


class Span(NamedTuple):
    """A stretch of a file. Lines and columns count from 1; `end_column` is the column after the last character."""

    line: int
    column: int
    end_line: int
    end_column: int


START = Span(1, 1, 1, 1)
"""The place of a finding about a file as a whole."""


class Edit(NamedTuple):
    """New text for a stretch of a file; an empty stretch is where text is put in."""

    span: Span
    text: str


class Fix(NamedTuple):
    """Edits of one file that together mend a finding."""

    says: str
    """What they do: `write `owner``."""
    edits: tuple[Edit, ...]
    sure: bool = True
    """Whether no reader of the finding would want anything else; a guess is shown and applied only on request."""


class Diagnostic(NamedTuple):
    """One finding: where, what, why it matters, and what to do."""

    code: str
    severity: Severity
    path: str
    """File, relative to the folder the user named, with forward slashes."""
    span: Span
    message: str
    """Lower case, no full stop, names in backticks."""
    why: str = ""
    """Why it matters, one sentence."""
    help: str = ""
    """What to do, or the nearest right word."""
    excerpt: str = ""
    """The source line at `span.line`, empty when there is none to show."""
    data_path: tuple[str | int, ...] = ()
    """Where in the data the finding stands; what `lint: [{allow, at}]` is matched against."""
    fix: Fix | None = None
    """How the text can be changed so that the finding goes."""

    def __eq__(self, other: object) -> bool:
        """Whether both say the same of the same place in a file, however it is found in the data and mended."""
        return isinstance(other, Diagnostic) and self._said() == other._said()

    def __ne__(self, other: object) -> bool:
        """Whether they do not."""
        return not self == other

    def __hash__(self) -> int:
        """Equal where both say the same."""
        return hash(self._said())

    def _said(self) -> tuple[object, ...]:
        """All but `data_path` and `fix`."""
        return self[:-2]

    @property
    def sort_key(self) -> tuple[str, Span, str, str]:
        """Order of a report: by file, place and code."""
        return (self.path, self.span, self.code, self.message)
