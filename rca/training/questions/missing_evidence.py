"""Which evidence is missing, and which could not be missed?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from rca.analysis.verdict import status_of
from rca.training.question import Generator, Question, TaughtCase, question, shuffled
from rca.training.worlds import happened, top_holds


class MissingEvidence(Generator):
    """Three questions: what is best settled next, what is believed without proof, what could not have been done without.

    Keys: the event whose settling tells most; the likely event without which the tree does not explain the accident;
    the piece of evidence that alone carries an event that the explanation needs.
    """

    kind: ClassVar[str] = "missing-evidence"
    about: ClassVar[str] = "find the missing evidence"

    def questions(self, case: TaughtCase, seed: str) -> Iterator[Question]:
        """At most one of each, in that order."""
        number = 0
        for ask in (_settled_next, _believed, _carrying):
            made = ask(case, seed, number + 1)
            if made is not None:
                number += 1
                yield made


def _settled_next(case: TaughtCase, seed: str, number: int) -> Question | None:
    """Where settling an event would tell something; the near misses would tell less or nothing."""
    gain = {name: each for name, each in case.findings.evidence_gain.items() if name in case.tree.nodes}
    most = max(gain.values(), default=0.0)
    if most <= 0:
        return None
    best = shuffled([name for name, each in gain.items() if each == most], seed)[0]
    near = sorted((name for name, each in gain.items() if each < most), key=lambda name: (-gain[name], name))
    settled = [leaf.id for leaf in case.tree.leaves() if leaf.id not in gain]
    rest = shuffled([name for name in settled if case.evidence_of((name,))], seed)
    return question(
        case, MissingEvidence.kind, seed, number=number,
        ask=case.say(
            "You may settle one more question. Evidence on which of these would tell most about why it happened?",
            "您还可以再查清一个问题。查清下列哪一项最能说明事故为何发生？",
        ),
        right=case.label(best), wrong=[case.label(name) for name in (*near, *rest)],
        because=case.say(
            "Of what is still open, the answer to this one depends on most; what is settled already tells nothing new.",
            "在尚未查清的事项中，答案最取决于它；已查清的不会带来新的信息。",
        ),
        events=(best,),
    )  # fmt: skip


def _believed(case: TaughtCase, seed: str, number: int) -> Question | None:
    """Where the explanation needs an event that is likely and not confirmed; the near misses are confirmed."""
    tree, true = case.tree, happened(case.tree)
    status = {leaf.id: status_of(leaf) for leaf in tree.leaves()}
    needed = [name for name in true if status[name] == "likely" and not top_holds(tree, true - {name})]
    if not needed or not top_holds(tree, true):
        return None
    right = shuffled(needed, seed)[0]
    parents = tree.parents()
    beside = {cause for gate in parents[right] for cause in tree.nodes[gate].causes}
    sure = shuffled([name for name in true if status[name] == "confirmed"], seed)
    return question(
        case, MissingEvidence.kind, seed, number=number,
        ask=case.say(
            "The explanation rests on one of these without proof. On which?",
            "该解释依赖下列一项，而它尚未得到证实。是哪一项？",
        ),
        right=case.label(right), wrong=[case.label(name) for name in sorted(sure, key=lambda name: name not in beside)],
        because=case.say(
            f"It is held likely and not confirmed, and without it the tree does not reach “{case.label(tree.top)}”; the others are confirmed.",
            f"它仅被认为很可能，尚未证实；缺了它，故障树不能到达“{case.label(tree.top)}”。其余各项均已证实。",
        ),
        events=(right,),
    )  # fmt: skip


def _carrying(case: TaughtCase, seed: str, number: int) -> Question | None:
    """Where one piece of evidence alone carries an event that the explanation needs, and others do not; or the reverse."""
    tree, true = case.tree, happened(case.tree)
    if not top_holds(tree, true):
        return None
    cited = {name: frozenset(case.evidence_of((name,))) for name in (*tree.nodes, *tree.influences)}
    shown = [name for name, each in case.review.evidence.items() if each.access not in ("internal", "restricted")]
    words = {name: case.review.evidence[name].what for name in shown}
    carries = {name: not top_holds(tree, true - {leaf for leaf in true if cited[leaf] == {name}}) for name in shown}
    near = shuffled([name for name in shown if any(name in each for each in cited.values())], seed)
    near = [name for name in near if name not in cited[tree.top]]
    yes, no = [name for name in near if carries[name]], [name for name in near if not carries[name]]
    no.sort(key=lambda name: not any(name in cited[leaf] for leaf in true))
    top = case.label(tree.top)
    if yes and len(no) > 1:
        right, wrong = yes[0], no
        ask = case.say(
            f"Suppose one of these had never been found. Without which does the tree no longer explain “{top}”?",
            f"假如下列之一从未被找到，缺了哪一项，故障树就不再能解释“{top}”？",
        )
        because = case.say(
            "It alone carries an event that the explanation needs; what the others show is shown by something else too, or is not needed.",
            "解释所需的某一事件仅由它支持；其余各项所示者另有佐证，或非解释所必需。",
        )
    elif no and len(yes) > 1:
        right, wrong = no[0], yes
        ask = case.say(
            f"Suppose one of these had never been found. Without which does the tree explain “{top}” all the same?",
            f"假如下列之一从未被找到，缺了哪一项，故障树仍能解释“{top}”？",
        )
        because = case.say(
            "What it shows is shown by something else too, or is not needed; each of the others alone carries an event that is.",
            "它所示者另有佐证，或非必需；其余各项各自单独支持解释所需的某一事件。",
        )
    else:
        return None
    return question(
        case, MissingEvidence.kind, seed, number=number, ask=ask, right=words[right],
        wrong=[words[name] for name in wrong], because=because, evidence=(right,),
    )  # fmt: skip
