"""四不放过: the four conditions under which an accident may be closed, each computed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rca.analysis.strength import SEEN
from rca.diagnostics import Severity
from rca.lint.case import Case

SHARED = frozenset({"shared", "adopted", "learned"})
"""Statuses of a lesson that others have."""


@dataclass(frozen=True, slots=True)
class Closure:
    """For each condition why it is not met, or nothing when it is met."""

    cause: str
    people: str
    measures: str
    education: str

    def unmet(self) -> Iterator[tuple[str, str]]:
        """Conditions that are not met, with the reason in half a sentence."""
        conditions = (
            ("cause", self.cause),
            ("people", self.people),
            ("measures", self.measures),
            ("education", self.education),
        )
        return ((name, why) for name, why in conditions if why)


def closure(case: Case) -> Closure:
    """The four conditions of a review.

    Cause: the verdict is explained and no error of the rules on causes and language stands. People: it was decided on
    responsibility. Measures: every live action is seen in the field and every site seen conforms. Education: every
    lesson is at least shared and a course uses the case. Source: `docs/develop/analysis.md`, after the methodology.
    """
    return Closure(_cause(case), _people(case), _measures(case), _education(case))


def _cause(case: Case) -> str:
    if case.findings.verdict != "explained":
        return f"the verdict on its cause is `{case.findings.verdict}`"
    from rca.lint.check import speaks
    from rca.lint.registry import rules

    for rule in rules():
        if rule.name.startswith("C") and rule.severity is Severity.ERROR and speaks(rule, case):
            finding = next(iter(rule.check(case)), None)
            if finding is not None:
                return f"its causes are not told soundly: {finding.message}"
    return ""


def _people(case: Case) -> str:
    handled = case.review.accountability.handled if case.review.accountability is not None else None
    return "" if handled is True else "it is not recorded that responsibility was dealt with"


def _measures(case: Case) -> str:
    waiting = [action.id for _, action in case.live if action.status not in SEEN]
    if waiting:
        return f"action `{waiting[0]}` was not seen in the field"
    index = case.findings.implementation
    if index.lower is not None and index.lower < 1:
        return f"sites do not all conform to standard `{index.held_down_by}`"
    return ""


def _education(case: Case) -> str:
    unshared = [lesson.id for lesson in case.review.lessons if lesson.status not in SHARED]
    if unshared:
        return f"lesson `{unshared[0]}` is not shared"
    taught = case.review.courses or case.review.id in case.across.taught
    return "" if taught else "no course uses it"
