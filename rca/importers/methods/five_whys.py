"""Five whys: a chain of causes, each the answer to why the one above it happened."""

from __future__ import annotations

from rca.importers.begin import Answers, open_leaf, said, top_event
from rca.importers.draft import Cause, Draft, Ids

_WHYS = 5


def begin(answers: Answers, ids: Ids) -> Draft:
    """The top and a chain of whys: those that were answered, in their order, and questions up to the fifth."""
    top = top_event(
        answers, otherwise=("What happened, in a sentence?", "发生了什么（一句话）？"), causes=("WHY-1",),
        gate="all_of", ids=ids,
    )  # fmt: skip
    asked = [
        said(
            answers,
            f"Why {'did it happen' if number == 1 else 'that'}? (why {number} of {_WHYS})",
            f"为什么？（第 {number} 问）",
        )
        for number in range(len(answers.causes) + 1, _WHYS + 1)
    ]
    whys = (*answers.causes, *asked)
    remark = said(answers, "was anything else needed? Then name it here", "是否还需要其他条件？请在此列出")
    chain = [
        Cause(ids.new(f"WHY-{number}"), sentence, "all_of", (f"WHY-{number + 1}",), remark=remark)
        for number, sentence in enumerate(whys[:-1], 1)
    ]
    last = open_leaf(ids.new(f"WHY-{len(whys)}"), whys[-1])
    remarks = (
        "Five whys find one chain, and accidents have several causes: ask at each step what else was needed, and stop",
        "where the organisation decides. Five is a custom, not a rule.",
    )
    return Draft(top=top.id, events=(top, *chain, last), remarks=remarks)
