"""What to do next with a review: ask, secure, break, sign, mend."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rca.analysis.action_plan import ActionPlan, action_plan
from rca.analysis.findings import Findings
from rca.diagnostics import Diagnostic, Severity
from rca.graph.tree import FaultTree
from rca.library.model import Entry, Library
from rca.lint.across import Across
from rca.lint.case import Case
from rca.lint.check import check
from rca.lint.signatures import Signature, roles_needed, roles_signed, signatures
from rca.records.review import Review
from rca.records.vocabulary import STAGES, Stage

_KEPT = frozenset({"physical", "position", "data"})
"""Kinds of evidence that somebody must keep, whatever report tells of them."""


@dataclass(frozen=True, slots=True)
class Question:
    """A leaf that nobody has closed."""

    id: str
    event: str
    status: str
    bits: float
    """How much its answer is expected to tell of the top: mutual information, in bits."""


@dataclass(frozen=True, slots=True)
class Unsecured:
    """Evidence of which it is not known who keeps it."""

    id: str
    what: str
    kind: str


@dataclass(frozen=True, slots=True)
class Unsigned:
    """A stage with roles that have not signed."""

    stage: Stage
    roles: tuple[str, ...]
    passed: bool
    """Whether the review has gone beyond it; else it is where the review stands."""


@dataclass(frozen=True, slots=True)
class NextSteps:
    """Everything that is to be done now, most telling first in each list."""

    id: str
    title: str
    stage: Stage
    next_stage: Stage | None
    verdict: str
    verdict_because: str
    questions: tuple[Question, ...]
    unsecured: tuple[Unsecured, ...]
    unbroken: tuple[tuple[str, ...], ...]
    """Paths that happened and that no live action breaks."""
    plan: ActionPlan | None
    """What the actions break, and which of them to turn to; None where no path happened or there is no action."""
    unsigned: tuple[Unsigned, ...]
    out_of_date: tuple[Signature, ...]
    errors: tuple[Diagnostic, ...]
    """Errors at the stage where the review stands."""
    awaited: tuple[Diagnostic, ...]
    """Errors and warnings that will be found once it stands at the next stage."""

    @property
    def empty(self) -> bool:
        """Whether nothing is left to do."""
        return not any(
            (self.questions, self.unsecured, self.unbroken, self.unsigned, self.out_of_date, self.errors, self.awaited,
             self.plan and self.plan.next_action)
        )  # fmt: skip


def next_steps(
    entry: Entry[Review], tree: FaultTree, findings: Findings, library: Library, across: Across,
    found: Sequence[Diagnostic],
) -> NextSteps:  # fmt: skip
    """What to do now.

    Args:
        entry: the review.
        tree: its tree.
        findings: what the analysis says of it.
        library: the reviews around it.
        across: what the rules that need several reviews look at.
        found: what the check says of the review at its present stage.
    """
    review, process = entry.record, entry.record.review
    here = STAGES.index(process.stage)
    coming = STAGES[here + 1] if here + 1 < len(STAGES) else None
    nodes = tree.nodes
    questions = sorted(
        (
            Question(name, nodes[name].label, nodes[name].status or "open", bits)
            for name, bits in findings.evidence_gain.items()
            if name in nodes
        ),
        key=lambda each: (-each.bits, each.id),
    )
    own = process.basis == "own" or review.kind == "exercise"
    unsecured = tuple(
        Unsecured(name, each.what, each.kind or "")
        for name, each in review.evidence.items()
        if own
        and not each.custodian
        and (each.kind in _KEPT or not (each.source or each.also or each.url or each.part_of))
    )
    unsigned = tuple(
        Unsigned(stage, missing, place < here)
        for place, stage in enumerate(STAGES[: here + 1])
        if (own or process.sign_offs)
        and (
            missing := tuple(role for role in roles_needed(library, stage) if role not in roles_signed(process, stage))
        )
    )
    return NextSteps(
        id=review.id, title=review.title, stage=process.stage, next_stage=coming,
        verdict=findings.verdict, verdict_because=findings.verdict_because, questions=tuple(questions),
        unsecured=unsecured, unbroken=tuple(path.events for path in findings.paths if not path.broken_by),
        plan=action_plan(review, tree, findings), unsigned=unsigned,
        out_of_date=tuple(each for each in signatures(entry.document.data, process) if each.state == "out-of-date"),
        errors=tuple(each for each in found if each.severity is Severity.ERROR),
        awaited=_awaited(Case(entry, tree, findings, library, across), coming) if coming else (),
    )  # fmt: skip


def _awaited(case: Case, stage: Stage) -> tuple[Diagnostic, ...]:
    """What the check would newly say at a stage; the signatures it asks for are told apart from it."""
    review = case.review
    later = review.model_copy(update={"review": review.review.model_copy(update={"stage": stage})})
    moved = replace(case.entry, record=later)
    known = {(each.code, each.data_path, each.message) for each in check(case).diagnostics}
    then = check(Case(moved, case.tree, case.findings, case.library, case.across)).diagnostics
    return tuple(
        sorted(
            (
                each
                for each in then
                if each.severity is not Severity.ADVICE
                and each.code != "RCA442"
                and (each.code, each.data_path, each.message) not in known
            ),
            key=lambda each: (-each.severity.rank, each.sort_key),
        )
    )
