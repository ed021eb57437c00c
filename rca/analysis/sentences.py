"""The verdict in one sentence for the page."""

from __future__ import annotations

from collections.abc import Sequence

from rca.analysis.findings import Verdict
from rca.analysis.items import listed, plural
from rca.analysis.sentence import Sentence, listed_zh
from rca.analysis.verdict import Judgement, status_of
from rca.graph.tree import FaultTree


def verdict_sentence(
    tree: FaultTree, judged: Judgement, rests_on: Sequence[str], paths: int, *, always: bool | None = None
) -> Sentence:
    """What the verdict says, and the events it rests on.

    `always` says that the tree's logic alone makes the top true or false, however the unsettled leaves turn out.
    """
    leaves = tree.leaves()
    refuted = [node.id for node in leaves if status_of(node) == "refuted"]
    unknown = [node.id for node in leaves if status_of(node) in ("open", "possible")]
    verdict: Verdict = judged.verdict
    if verdict == "explained":
        return Sentence(
            f"Confirmed events alone bring about {tree.top}; {plural(paths, 'path')} happened.",
            f"仅凭已证实的事件即足以导致 {tree.top}；实际发生的路径有 {paths} 条。",
        )
    if verdict == "explained-likely":
        return Sentence(
            f"{tree.top} follows from confirmed events together with {listed(rests_on)}, held likely and not confirmed.",
            f"{tree.top} 由已证实的事件连同 {listed_zh(rests_on)} 推出；后者被认为很可能，但未证实。",
        )
    if always is not None:
        return _always(tree.top, unknown, holds=always)
    if verdict == "explained-if-open":
        return Sentence(
            f"{tree.top} would follow if {listed(rests_on)} turned out to be true; the evidence does not say so yet.",
            f"若 {listed_zh(rests_on)} 属实，则可推出 {tree.top}；证据目前尚未说明。",
        )
    if verdict == "contradicted":
        against = f" ({listed(refuted)} ruled out)" if refuted else ""
        against_zh = f"（{listed_zh(refuted)} 已排除）" if refuted else ""
        return Sentence(
            f"The evidence contradicts the tree: with what is established{against} {tree.top} could not have happened.",
            f"证据与故障树矛盾：按已确立的事实{against_zh}，{tree.top} 不可能发生。",
        )
    return Sentence(
        f"{tree.top} is not explained: {listed(unknown)} {'is' if len(unknown) == 1 else 'are'} not settled.",
        f"{tree.top} 尚未得到解释：{listed_zh(unknown)} 未定。",
    )


def _always(top: str, unknown: Sequence[str], *, holds: bool) -> Sentence:
    """A tree that holds an event against its own absence: it says nothing of this case."""
    verb, verb_zh = ("comes about", "都会发生") if holds else ("cannot come about", "都不会发生")
    return Sentence(
        f"{top} {verb} however {listed(unknown)} may turn out: the tree's logic alone decides it, so that it explains "
        "nothing of this case.",
        f"无论 {listed_zh(unknown)} 结果如何，{top} {verb_zh}：仅凭故障树的逻辑即已决定，因此对本案例不作任何解释。",
    )
