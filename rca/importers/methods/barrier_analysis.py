"""Barrier analysis: the hazard, the target, and each barrier that should have stood between them."""

from __future__ import annotations

from rca.importers.begin import Answers, open_leaf, said, top_event
from rca.importers.draft import Draft, Ids, Pairs


def begin(answers: Answers, ids: Ids) -> Draft:
    """The hazard and one failed barrier for each cause that was named, or two questions; each barrier guards its event."""
    sentences = answers.causes or (
        said(
            answers,
            "Which barrier should have stopped it first, and how did it fail?",
            "最先应当起作用的屏障是什么？它怎样失效？",
        ),
        said(
            answers,
            "Which barrier should have stopped it next, and how did it fail?",
            "其后应当起作用的屏障是什么？它怎样失效？",
        ),
    )
    hazard = open_leaf(
        "HAZARD", said(answers, "Which energy or substance got loose, and how?", "什么能量或物质失控？怎样失控？")
    )
    names = tuple(f"BARRIER-{number}" for number in range(1, len(sentences) + 1))
    top = top_event(
        answers, otherwise=("What did the hazard reach: who or what was harmed?", "危险源伤及了谁或什么？"),
        causes=(hazard.id, *names), gate="all_of", ids=ids,
    )  # fmt: skip
    barriers: tuple[Pairs, ...] = tuple(
        {
            "id": f"B-{number}",
            "what": said(answers, f"The barrier that {name} tells of", f"{name} 所述的屏障"),
            "state": "unknown",
            "guards": (name,),
        }
        for number, name in enumerate(names, 1)
    )
    remarks = (
        "Barrier analysis: for each barrier say under `barriers` what it is, its layer (design, control, alarm, trip, relief,",
        "separation, response, management), its state (worked, degraded, failed, bypassed, missing) and the task that failed",
        "(provide, use, maintain, monitor). Then ask below each BARRIER event why it was so.",
    )
    leaves = (open_leaf(name, sentence) for name, sentence in zip(names, sentences, strict=True))
    return Draft(top=top.id, events=(top, hazard, *leaves), barriers=barriers, remarks=remarks)
