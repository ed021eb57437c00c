"""What a rule has to say about one place of a review."""

from __future__ import annotations

from dataclasses import dataclass

from rca.diagnostics import Severity
from rca.source.document import DataPath, Of
from rca.source.mending import Mend


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault. The check adds code, severity, place and reason, and makes a diagnostic of it."""

    path: DataPath
    message: str
    """Lower case, no full stop, names in backticks."""
    help: str = ""
    """What to do."""
    of: Of = "value"
    at: str = ""
    """What it concerns, when that is no id on the way to `path`: a path of the tree as `A + B`, a second event."""
    severity: Severity | None = None
    """Another severity than the rule's own."""
    mend: Mend | None = None
    """How the data can be changed so that the fault goes."""
