"""What of the numbers of a bow-tie is missing, is not used, or may mislead."""

from __future__ import annotations

from collections.abc import Iterator

from rca.analysis.bow_tie.guarded import Guarded
from rca.analysis.items import listed
from rca.analysis.sentence import Sentence, listed_zh
from rca.graph.build import prior
from rca.graph.tree import FaultTree
from rca.records.review import Review


def unused(review: Review, tree: FaultTree, own: Guarded) -> Iterator[Sentence]:
    """A sentence for each thing that a reader of the numbers has to know."""
    silent = [each.barrier.id for each in own.behind if not each.is_known]
    if silent:
        yield Sentence(
            f"Without a number behind the knot: {listed(silent)}. What depends on it lies between bounds.",
            f"结点之后未给出数值的屏障：{listed_zh(silent)}。与之相关的结果只有上下界。",
        )
    counted = {each.barrier.id for each in (*own.behind, *own.before)}
    idle = [each.id for each in review.barriers if prior(each.failure_on_demand) is not None and each.id not in counted]
    if idle:
        yield Sentence(
            f"Guards nothing in the logic of the tree, so that its number is not used: {listed(idle)}.",
            f"未防护故障树逻辑中的任何事件，故不使用其数值：{listed_zh(idle)}。",
        )
    absent = [
        each.barrier.id
        for each in (*own.behind, *own.before)
        if each.barrier.state == "missing" and each.chance is not None and not each.is_absent
    ]
    if absent:
        yield Sentence(
            f"Was missing, and counts with its number as if it were there: {listed(absent)}.",
            f"当时缺失，但按其数值视同存在计入：{listed_zh(absent)}。",
        )
    numberless = [node.id for node in tree.leaves() if node.probability is None]
    if numberless:
        yield Sentence(
            f"Events without a probability: {listed(numberless)}. What depends on them lies between bounds.",
            f"未给出概率的事件：{listed_zh(numberless)}。与之相关的结果只有上下界。",
        )
