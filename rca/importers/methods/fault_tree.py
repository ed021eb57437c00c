"""Fault tree: the top event, and what was needed for it."""

from __future__ import annotations

from rca.importers.begin import Answers, open_leaf, said, top_event
from rca.importers.draft import Draft, Ids


def begin(answers: Answers, ids: Ids) -> Draft:
    """The top with the causes that were named, or with two questions."""
    ids.new("TOP")
    sentences = answers.causes or (
        said(answers, "What was needed for it to happen?", "发生这一事件需要什么条件？"),
        said(answers, "What else was needed?", "还需要什么条件？"),
    )
    names = tuple(ids.of_sentence(sentence, number) for number, sentence in enumerate(sentences, 1))
    ids.taken.pop("TOP")
    top = top_event(
        answers, otherwise=("What happened, in a sentence?", "发生了什么（一句话）？"), causes=names,
        gate=answers.gate, ids=ids,
    )  # fmt: skip
    leaves = (open_leaf(name, sentence) for name, sentence in zip(names, sentences, strict=True))
    return Draft(top=top.id, events=(top, *leaves))
