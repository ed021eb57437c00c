"""The closure test of four: cause found, people dealt with, measures carried out, people taught (四不放过)."""

from __future__ import annotations

from dataclasses import dataclass

from rca.analysis.findings import Findings, Truth
from rca.records.review import Review

TAUGHT = frozenset(("shared", "adopted", "learned"))


@dataclass(frozen=True, slots=True)
class FourNoLetGo:
    """Each of the four: true, false, or None where the record does not say."""

    cause: Truth
    people: Truth
    measures: Truth
    education: Truth

    @property
    def closed(self) -> bool:
        """Whether all four are true."""
        return all(own is True for own in (self.cause, self.people, self.measures, self.education))


def four_no_let_go(review: Review, findings: Findings, cause_errors: int) -> FourNoLetGo:
    """State of the four.

    Cause: the verdict is `explained`, and the lint has no error of group C (`cause_errors` counts them). People: what
    `accountability.handled` says. Measures: there is a live action, every one is verified or effective, and M is 1
    where a standard was issued. Education: every lesson is at least shared, and a course links the case.
    """
    return FourNoLetGo(
        cause=findings.verdict == "explained" and cause_errors == 0,
        people=_people(review),
        measures=_measures(review, findings),
        education=bool(review.lessons) and bool(review.courses) and all(own.status in TAUGHT for own in review.lessons),
    )


def _people(review: Review) -> Truth:
    if review.accountability is None:
        return False if review.review.basis == "own" else None
    handled = review.accountability.handled
    return None if handled == "unknown" else handled


def _measures(review: Review, findings: Findings) -> Truth:
    if review.actions is None:
        return False if review.review.basis == "own" else None
    seen, field = findings.actions_seen, findings.implementation
    if seen.upper is None or seen.upper < 1.0 or (field.upper is not None and field.upper < 1.0):
        return False
    return True if seen.value == 1.0 and field.value in (None, 1.0) and field.upper in (None, field.lower) else None
