"""Guarantee: whether the actions have what it takes to be carried out."""

from __future__ import annotations

from collections.abc import Sequence

from rca.analysis.findings import Index, Interval
from rca.analysis.indices.prevention import Force
from rca.analysis.items import Item, nothing, plural, settled, shown, yes_or_no
from rca.analysis.sentence import Sentence, shown_zh
from rca.analysis.strength import SAID_DONE
from rca.records.action import Action
from rca.records.vocabulary import Basis

UNKNOWN = "unknown"
MEANS_ZH = {
    "owner": "责任人", "money": "资金", "people": "人员", "date": "期限", "measure": "效果度量", "evidence": "证明"
}  # fmt: skip


def means(action: Action, basis: Basis) -> tuple[Item, ...]:
    """The six means of an action: owner, money, people, date, measure with a check date, evidence once done.

    Each is there, not there, or not known; evidence is asked for only once the action is said to be done.
    """
    absent = False if basis == "own" else None
    resources, effect = action.resources, action.effect
    budget = resources.budget if resources else None
    people = resources.people if resources else None
    found = [
        ("owner", absent if action.owner is None else (None if action.owner == UNKNOWN else True)),
        ("money", absent if budget is None else (None if budget == UNKNOWN else budget in ("funded", "not-needed"))),
        ("people", absent if people is None else (None if people == UNKNOWN else people == "named")),
        ("date", absent if action.due is None else (None if action.due == UNKNOWN else True)),
    ]
    if effect is None or (effect.check_due is None and effect.checked is None):
        found.append(("measure", absent))
    else:
        found.append(("measure", None if effect.check_due == UNKNOWN and effect.checked is None else True))
    if action.status in SAID_DONE or action.done is not None:
        found.append(("evidence", True if action.done is not None and action.done.evidence else absent))
    elif action.status == UNKNOWN or (action.status is None and basis == "public-record"):
        found.append(("evidence", None))
    return tuple(Item(name, yes_or_no(there)) for name, there in found)


def guarantee(actions: Sequence[Action], forces: Sequence[Force], basis: Basis) -> Index:
    """G = Σ s(a)·m(a) / Σ s(a) over the live actions, m(a) the share of the means that are there.

    `forces` are those of `actions`, in the same order. Bounds are exact: a weighted mean is least when what lies below
    it weighs most.
    """
    if not actions:
        return nothing(Sentence("There is no live action that could be guaranteed.", "没有可予保障的现行措施。"))
    shares = [means(action, basis) for action in actions]
    lower = [sum(item.value.lower for item in own) / len(own) for own in shares]
    upper = [sum(item.value.upper for item in own) / len(own) for own in shares]
    strengths = [own.strength for own in forces]
    value = settled(_least_mean(lower, strengths), 1.0 - _least_mean([1.0 - share for share in upper], strengths))
    known = sum(item.known for own in shares for item in own)
    of = sum(len(own) for own in shares)
    worst = max(range(len(actions)), key=lambda at: (strengths[at].upper * (1.0 - lower[at]), -at))
    lacking = [item.name for item in shares[worst] if item.value.lower == 0.0]
    if not lacking:
        whole = Sentence(
            f"Each of {plural(len(actions), 'live action')} has all its means.",
            f"{len(actions)} 项现行措施各项条件俱全。",
        )
        return Index(value.lower, value.upper, known, of, "", whole)
    unsure = all(item.value.upper == 1.0 for item in shares[worst] if item.value.lower == 0.0)
    because = Sentence(
        f"Over {plural(len(actions), 'live action')} the share of means is {shown(value)}; for {actions[worst].id} "
        f"{'the record does not give' if unsure else 'there is no'} {_either(lacking, unsure=unsure)}.",
        f"{len(actions)} 项现行措施中，条件具备的比例为 {shown_zh(value)}；{actions[worst].id} "
        f"{'的记录未载' if unsure else '缺少'}{'、'.join(MEANS_ZH[name] for name in lacking)}。",
    )
    return Index(value.lower, value.upper, known, of, actions[worst].id, because)


def _either(names: Sequence[str], *, unsure: bool) -> str:
    word = "and" if unsure else "or"
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {word} {names[-1]}"


def _least_mean(values: Sequence[float], weights: Sequence[Interval]) -> float:
    """Least weighted mean of the values, each weight being free within its bounds."""
    ordered = sorted(zip(values, weights, strict=True), key=lambda pair: pair[0])
    best = float("inf")
    free = any(own.lower != own.upper for own in weights)
    for heavy in range(len(ordered) + 1 if free else 1):
        chosen = [own.upper if at < heavy else own.lower for at, (_, own) in enumerate(ordered)]
        best = min(best, sum(w * v for w, (v, _) in zip(chosen, ordered, strict=True)) / sum(chosen))
    return best
