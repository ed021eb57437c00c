"""What a rule is: a fault with a code, a severity and a page, and the search for it in one review."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from typing import ClassVar

from rca.diagnostics import Severity
from rca.lint.case import Case
from rca.lint.finding import Finding
from rca.lint.page import Page, page_of
from rca.records.vocabulary import Stage

GROUPS = {
    "S": "Scope and timeline",
    "E": "Evidence",
    "T": "Fault tree",
    "C": "Causes and language",
    "B": "Barriers",
    "A": "Actions",
    "D": "Standards against the field",
    "L": "Lessons and summary",
    "X": "Experts and time",
    "R": "Across reviews",
    "P": "Publication",
    "K": "Silencing",
    "": "Rules of your own",
}


class Described(ABC):
    """Something with a code that can be explained. The docstring of the class is the page."""

    code: ClassVar[str]
    """Public code, never given to another rule: `RCA401`."""
    name: ClassVar[str] = ""
    """Working name in the methodology: `A01`. A rule of your own has none."""
    severity: ClassVar[Severity]
    stage: ClassVar[Stage] = "opened"
    """From which stage of the review on it speaks."""

    @property
    def group(self) -> str:
        """What the rule is about."""
        return GROUPS[self.name[:1]]

    @property
    def page(self) -> Page:
        """Title, why it matters, a bad and a good example, source."""
        return page_of(type(self))


class Rule(Described):
    """A fault that is looked for in every review."""

    integrity: ClassVar[bool] = False
    """Whether it only holds names against each other, and so also speaks on a file of which parts did not read."""

    @abstractmethod
    def check(self, case: Case) -> Iterator[Finding]:
        """Every place where the review has the fault, in the order written."""
