"""Software post-mortem: trigger, defect that lay there before, why nothing caught it, and how it was noticed and ended."""

from __future__ import annotations

from rca.importers.begin import Answers, open_leaf, said, top_event
from rca.importers.draft import Draft, Ids


def begin(answers: Answers, ids: Ids) -> Draft:
    """The trigger, the latent defect and the missing catch, each a question until causes are named; detection and recovery."""
    names: tuple[str, ...]
    if answers.causes:
        ids.new("TOP")
        names = tuple(ids.of_sentence(sentence, number) for number, sentence in enumerate(answers.causes, 1))
        ids.taken.pop("TOP")
        sentences = answers.causes
    else:
        names = ("TRIGGER", "LATENT-DEFECT", "NOT-CAUGHT", "BLAST-RADIUS")
        sentences = (
            said(
                answers,
                "What set it off: which change, load, date or input?",
                "触发因素是什么：哪次变更、负载、日期或输入？",
            ),
            said(answers, "What had been wrong for longer and waited for it?", "哪个缺陷早已存在？"),
            said(
                answers,
                "Which test, review, canary or limit let it pass, and why?",
                "哪项测试、评审、灰度或限制没有拦住它？为什么？",
            ),
            said(answers, "Why did it reach so many, and for so long?", "为什么影响面如此之大、持续如此之久？"),
        )
    top = top_event(
        answers, otherwise=("What did users see, in a sentence?", "用户看到了什么（一句话）？"), causes=names,
        gate=answers.gate, ids=ids,
    )  # fmt: skip
    leaves = (open_leaf(name, sentence) for name, sentence in zip(names, sentences, strict=True))
    remarks = (
        "Harm that is not counted in people: `measures: [{what: Outage, value: 90, unit: min}]` under `harm`.",
        "Blameless: what made the action look right at the time? Write roles, never names.",
    )
    response = (
        {
            "do": said(answers, "How was it noticed: by an alert, or by users?", "怎样发现的：告警还是用户反馈？"),
            "worked": "unknown",
        },
        {
            "do": said(answers, "What ended it: rollback, fail-over, fix?", "怎样恢复的：回滚、切换还是修复？"),
            "worked": "unknown",
        },
    )
    return Draft(top=top.id, events=(top, *leaves), response=response, remarks=remarks)
