"""What a rule of teaching is: a fault with a code, a severity and a page, looked for in a course or in a case's training."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from rca.diagnostics import Severity
from rca.diagnostics.page import Page, page_of
from rca.records.course import Course
from rca.records.review import Review
from rca.source.document import DataPath, Of
from rca.training.base import TeachingBase

GROUP = "Teaching"
"""Under which heading all these rules stand."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What a rule has to say about one place of a course or case."""

    path: DataPath
    message: str
    """Lower case, no full stop, names in backticks."""
    help: str = ""
    of: Of = "value"
    severity: Severity | None = None
    """Another severity than the rule's own."""


class TeachingRule(ABC):
    """A fault in what is taught. The docstring of the class is its page."""

    code: ClassVar[str]
    """Public code, never given to another rule: `RCA471`."""
    name: ClassVar[str]
    """Working name: `G01`."""
    severity: ClassVar[Severity]
    only_courses: ClassVar[bool] = False
    """Whether it has nothing to say about the training of a case."""

    @property
    def page(self) -> Page:
        """Title, why it matters, a bad and a good example, source."""
        return page_of(type(self))

    @property
    def stage(self) -> str:
        """From when on it speaks: always, for whatever is in use."""
        return ""

    @property
    def group(self) -> str:
        """What the rule is about."""
        return GROUP

    @abstractmethod
    def check(self, taught: Course | Review, base: TeachingBase) -> Iterator[Fault]:
        """Every place where the course or the case has the fault, in the order written."""
