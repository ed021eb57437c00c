"""Reflection: what was written down, taught, passed on and checked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from rca.analysis.findings import Index, Interval
from rca.analysis.items import Item, mean, nothing, plural, shown, yes_or_no
from rca.analysis.sentence import Sentence, shown_zh
from rca.graph.tree import FaultTree
from rca.records.action import Action
from rca.records.lesson import Lesson
from rca.records.review import Review
from rca.records.vocabulary import Basis, LessonStatus
from rca.records.when import day_bounds

RANK: Mapping[LessonStatus, float] = {
    "identified": 0.0,
    "validated": 0.25,
    "shared": 0.5,
    "adopted": 0.75,
    "learned": 1.0,
}
"""(r − 1) / 4, r from 1 identified to 5 learned."""

SUMMARY_PARTS = (
    "what_happened", "mechanism", "technical_defects", "procedural_defects", "methods_that_solve", "future_direction",
    "limits",
)  # fmt: skip
SUMMARY, LEAVES, LESSONS, CHECKS = "technical summary", "confirmed leaves", "lessons", "effect checks"
PARTS_ZH = {
    "what_happened": "事件经过", "mechanism": "机理", "technical_defects": "技术缺陷", "procedural_defects": "程序缺陷",
    "methods_that_solve": "解决方法", "future_direction": "今后方向", "limits": "局限",
}  # fmt: skip
_CODED = {"technical_defects": "T-", "procedural_defects": "P-"}
"""Lists that are taken from the tree's defect codes where they are left out."""


def reflection(review: Review, tree: FaultTree, live: Sequence[Action], as_of: dt.date) -> Index:
    """R: mean of four shares; one with nothing to count is left out.

    Parts of the technical summary that are filled; confirmed leaves that a lesson names; mean rank of the lessons; due
    effect checks with a verdict. In a public record a part of the summary, the status of a lesson or the verdict of a
    check that is not written is not known; lessons are written by the review's author, so that none is none.
    """
    basis = review.review.basis
    shares = {
        SUMMARY: _summary(review, tree),
        LEAVES: _taught(review.lessons, tree),
        LESSONS: [Item(lesson.id, _rank(lesson, basis)) for lesson in review.lessons],
        CHECKS: _checks(live, basis, as_of),
    }
    counted = {name: items for name, items in shares.items() if items}
    if not counted:
        return nothing(Sentence("There is nothing to reflect on yet.", "尚无可反思之事。"))
    means = {name: mean([item.value for item in items]) for name, items in counted.items()}
    value = mean(list(means.values()))
    items = [item for own in counted.values() for item in own]
    known = sum(item.known for item in items)
    low = min(means, key=lambda name: (means[name].lower, means[name].upper))
    if value.lower >= 1.0:
        done = Sentence("Everything is written, taught, learned and checked.", "均已写明、讲授、内化并核查。")
        return Index(value.lower, value.upper, known, len(items), "", done)
    worst = min(counted[low], key=lambda item: (item.value.lower, item.value.upper))
    said = _said(low, worst)
    because = Sentence(
        f"The mean over {plural(len(means), 'part')} is {shown(value)}; lowest, at {shown(means[low])}: {said}.",
        f"{len(means)} 个部分的平均值为 {shown_zh(value)}；最低为 {shown_zh(means[low])}：{said.zh}。",
    )
    return Index(value.lower, value.upper, known, len(items), worst.name, because)


def _said(part: str, item: Item) -> Sentence:
    """What is lacking, in words."""
    name = item.name.replace("_", " ")
    unsure = item.value.upper > 0.0
    if part == SUMMARY:
        return Sentence(
            f"the technical summary has no part on {name}" if not unsure else f"the part on {name} is not on record",
            f"技术总结缺少“{PARTS_ZH[item.name]}”" if not unsure else f"“{PARTS_ZH[item.name]}”一节无记录",
        )
    if part == LEAVES:
        return Sentence(f"no lesson names the confirmed event {item.name}", f"没有教训提到已证实的事件 {item.name}")
    if part == LESSONS:
        return Sentence(
            f"lesson {item.name} has not been learned everywhere"
            if item.known
            else f"how far {item.name} has come is not known",
            f"教训 {item.name} 尚未处处内化" if item.known else f"教训 {item.name} 进展如何未知",
        )
    return Sentence(
        f"the effect check of {item.name} {'has no verdict' if not unsure else 'is not on record'}",
        f"{item.name} 的效果核查{'没有结论' if not unsure else '无记录'}",
    )


def _summary(review: Review, tree: FaultTree) -> list[Item]:
    """The seven parts, filled or not."""
    summary, absent = review.technical_summary, False if review.review.basis == "own" else None
    items = []
    for part in SUMMARY_PARTS:
        written = getattr(summary, part) if summary is not None else None
        if written is None and summary is not None and part in _CODED:
            coded = any(code.startswith(_CODED[part]) for node in tree.nodes.values() for code in node.defect)
            written = coded or None
        items.append(Item(part, yes_or_no(absent if written is None else bool(written))))
    return items


def _taught(lessons: Sequence[Lesson], tree: FaultTree) -> list[Item]:
    """Confirmed leaves: named by a lesson, or the only confirmed leaf below a gate that a lesson names."""
    confirmed = [node.id for node in tree.leaves() if node.status == "confirmed"]
    named = {event for lesson in lessons for event in lesson.because}
    named |= {leaf for gate in named if (leaf := _only_confirmed(tree, gate)) is not None}
    return [Item(name, yes_or_no(name in named)) for name in confirmed]


def _only_confirmed(tree: FaultTree, gate: str) -> str | None:
    """The only confirmed leaf below a gate of the tree, or None."""
    found: str | None = None
    seen: set[str] = set()
    pending = [gate] if gate in tree.nodes else []
    while pending:
        name = pending.pop()
        if name in seen:
            continue
        seen.add(name)
        node = tree.nodes[name]
        pending.extend(node.causes)
        if node.is_leaf and node.status == "confirmed":
            if found is not None:
                return None
            found = name
    return found


def _rank(lesson: Lesson, basis: Basis) -> Interval:
    if basis == "public-record" and "status" not in lesson.model_fields_set:
        return yes_or_no(None)
    return Interval(RANK[lesson.status], RANK[lesson.status])


def _checks(live: Sequence[Action], basis: Basis, as_of: dt.date) -> list[Item]:
    """Effect checks that are due: with a verdict, without one, or not known."""
    items = []
    for action in live:
        effect = action.effect
        if effect is None or effect.check_due is None or effect.check_due == "unknown":
            continue
        if day_bounds(effect.check_due)[1] > as_of:
            continue
        if effect.verdict is None:
            said = False if basis == "own" else None
        else:
            said = None if effect.verdict == "unknown" else effect.verdict != "not-yet"
        items.append(Item(action.id, yes_or_no(said)))
    return items
