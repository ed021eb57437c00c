"""Which evidence is missing?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from rca.training.question import Generator, Question, TaughtCase, question, shuffled


class MissingEvidence(Generator):
    """The key is the event whose settling would tell most about the accident; near misses would tell less or nothing."""

    kind: ClassVar[str] = "missing-evidence"
    about: ClassVar[str] = "find the missing evidence"

    def questions(self, case: TaughtCase, seed: str) -> Iterator[Question]:
        """One question, where one event would tell more than all others."""
        gain, best = case.findings.evidence_gain, case.findings.next_best_evidence
        if best is None or best not in case.tree.nodes or sum(each == gain.get(best) for each in gain.values()) > 1:
            return
        settled = [leaf.id for leaf in case.tree.leaves() if leaf.id not in gain]
        near = sorted((name for name in gain if name != best), key=lambda name: (-gain[name], name))
        rest = shuffled([name for name in settled if case.evidence_of((name,))], seed)
        made = question(
            case, self.kind, seed,
            ask="You may settle one more question. Evidence on which of these would tell most about why it happened?",
            right=case.label(best), wrong=[case.label(name) for name in (*near, *rest)],
            because="Of what is still open, the answer to this one depends on most; what is settled already tells nothing new.",
            events=(best,),
        )  # fmt: skip
        if made is not None:
            yield made
