"""Prevention and response: how well the actual paths are broken on either side of the event."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rca.analysis.findings import Index, Interval
from rca.analysis.items import NO, NOT_KNOWN, nothing, plural, settled, shown
from rca.analysis.many_paths import ManyPaths
from rca.analysis.paths import Path
from rca.analysis.sentence import Sentence, shown_zh
from rca.analysis.solving.diagram import ExhaustedError
from rca.analysis.strength import Side, sides, strength, weight
from rca.graph.gate import Cases
from rca.records.action import Action
from rca.records.vocabulary import Basis


@dataclass(frozen=True, slots=True)
class Force:
    """What one live action weighs: strength, strength times status weight, and the sides it may work on."""

    id: str
    strength: Interval
    proven: Interval
    sides: frozenset[Side]

    def on(self, side: Side, *, planned: bool) -> Interval:
        """Its weight on one side; 0 at least where it may work on another."""
        value = self.strength if planned else self.proven
        if side not in self.sides:
            return NO
        return value if len(self.sides) == 1 else Interval(0.0, value.upper)


def force(action: Action, basis: Basis) -> Force:
    """The action as the indices weigh it."""
    s, v = strength(action, basis), weight(action, basis)
    return Force(action.id, s, Interval(s.lower * v.lower, s.upper * v.upper), sides(action, basis))


def best_of(forces: Sequence[Force], side: Side, *, planned: bool = False) -> Interval:
    """Greatest weight among actions that break the same path; 0 when there is none."""
    values = [own.on(side, planned=planned) for own in forces] or [NO]
    return Interval(max(value.lower for value in values), max(value.upper for value in values))


def path_index(
    paths: Sequence[Path], forces: Sequence[Force], broken: Mapping[str, Cases], side: Side, *, planned: bool
) -> Index:
    """Mean over the actual paths of the best action on each; held down by the first path with the lowest value.

    `broken` gives the paths that each action breaks, bit `i` for path `i`.
    """
    weights = [(own.on(side, planned=planned), broken[own.id]) for own in forces]
    every = (1 << len(paths)) - 1
    lower = _levels([(own.lower, cases) for own, cases in weights], every)
    upper = _levels([(own.upper, cases) for own, cases in weights], every)
    total = len(paths)
    value = settled(_mean(lower, total), _mean(upper, total))
    known = sum((low & high).bit_count() for at, low in lower.items() for other, high in upper.items() if at == other)
    least = min(lower)
    worst = min((other, high & lower[least]) for other, high in upper.items() if high & lower[least])
    name = paths[(worst[1] & -worst[1]).bit_length() - 1].name
    what, what_zh = ("preventive action", "预防措施") if side == "left" else ("response", "应急措施")
    if least >= 1.0:
        done = "" if planned else " and proven"
        because = Sentence(
            f"Each of {plural(total, 'actual path')} is broken by a {what} that is strong{done}.",
            f"{total} 条实际路径均被一项强{'' if planned else '且已证实的'}{what_zh}切断。",
        )
        return Index(value.lower, value.upper, known, total, "", because)
    if total == 1:
        return Index(value.lower, value.upper, known, total, name, _of_the_one(name, value, what, what_zh))
    stands = Interval(least, worst[0])
    weakest = f"no {what} counts against" if worst[0] == 0 else f"{shown(stands)} is the best that counts against"
    weakest_zh = f"没有{what_zh}可计" if worst[0] == 0 else f"可计的最佳值为 {shown_zh(stands)}"
    because = Sentence(
        f"The mean over {plural(total, 'actual path')} is {shown(value)}; {weakest} {shortened(name)}.",
        f"{total} 条实际路径的平均值为 {shown_zh(value)}；针对 {shortened(name, more='等共 {n} 项')}，{weakest_zh}。",
    )
    return Index(value.lower, value.upper, known, total, name, because)


def _of_the_one(name: str, value: Interval, what: str, what_zh: str) -> Sentence:
    """What counts against the one path: there is no mean of one, and the path need not be told apart."""
    if value.upper == 0:
        return Sentence(
            f"No {what} counts against the one actual path, {shortened(name)}.",
            f"针对唯一的实际路径 {shortened(name, more='等共 {n} 项')}，没有{what_zh}可计。",
        )
    return Sentence(
        f"Against the one actual path, {shortened(name)}, the best {what} counts {shown(value)}.",
        f"针对唯一的实际路径 {shortened(name, more='等共 {n} 项')}，最佳{what_zh}可计 {shown_zh(value)}。",
    )


def _levels(weights: Sequence[tuple[float, Cases]], every: Cases) -> dict[float, Cases]:
    """For every value the paths for which it is the greatest weight."""
    found: dict[float, Cases] = {}
    left = every
    for value, cases in sorted(weights, reverse=True):
        if value > 0 and cases & left:
            found[value] = found.get(value, 0) | cases & left
            left &= ~cases
    if left:
        found[0.0] = left
    return found


def _mean(levels: Mapping[float, Cases], total: int) -> float:
    return math.fsum(value * (cases.bit_count() / total) for value, cases in levels.items())


def shortened(path: str, most: int = 3, more: str = "") -> str:
    """The name of a path with its first events, and how many more there are, or with `more` how many there are in all."""
    events = path.split(" + ")
    if len(events) <= most + 1:
        return path
    rest = f" {more.format(n=len(events))}" if more else f" + {len(events) - most} more"
    return f"{' + '.join(events[:most])}{rest}"


def counted_index(many: ManyPaths, forces: Sequence[Force], total: int, side: Side, *, planned: bool) -> Index:
    """The same mean by exact counts on the diagram, for paths too many to hold.

    A path is worth at least t when some action worth t or more breaks it, so that the mean is a sum over the few
    different weights. Where the diagram grows too large the index is not known, and says so.
    """
    try:
        lower = _counted_mean(many, [own.on(side, planned=planned).lower for own in forces], total)
        upper = _counted_mean(many, [own.on(side, planned=planned).upper for own in forces], total)
        left = many.listed(many.left([at for at, own in enumerate(forces) if own.on(side, planned=planned).upper]), 1)
    except ExhaustedError:
        return unknown_index(total)
    value = settled(lower, upper)
    worst = " + ".join(left[0]) if left else ""
    because = Sentence(
        f"The mean over {plural(total, 'actual path')}, counted on the diagram, is {shown(value)}.",
        f"在决策图上计数，{total} 条实际路径的平均值为 {shown_zh(value)}。",
    )
    return Index(value.lower, value.upper, total if lower == upper else 0, total, worst, because)


def unknown_index(total: int) -> Index:
    """An index over paths too many to weigh."""
    because = Sentence(
        "There are too many actual paths to be weighed here, so that the index is not known.",
        "实际路径过多，无法在此逐一衡量，故该指标未知。",
    )
    return Index(NOT_KNOWN.lower, NOT_KNOWN.upper, 0, total, because=because)


def _counted_mean(many: ManyPaths, weights: Sequence[float], total: int) -> float:
    terms, broken_before = [], 0
    for value in sorted({own for own in weights if own > 0}, reverse=True):
        left = many.count(many.left([at for at, own in enumerate(weights) if own >= value]))
        terms.append(value * ((total - left - broken_before) / total))
        broken_before = total - left
    return math.fsum(terms)


def balance(forces: Sequence[Force]) -> float | None:
    """Strength on the left of the event over that on both sides; None when nothing stands there or it is not known."""
    clear = all(len(own.sides) == 1 and own.strength.lower == own.strength.upper for own in forces)
    left = sum(own.on("left", planned=True).upper for own in forces)
    right = sum(own.on("right", planned=True).upper for own in forces)
    if left + right == 0:
        return None
    if clear:
        return left / (left + right)
    return 1.0 if right == 0 and _always(forces, "left") else 0.0 if left == 0 and _always(forces, "right") else None


def _always(forces: Sequence[Force], side: Side) -> bool:
    return any(own.sides == {side} for own in forces)


def no_paths() -> Index:
    """There is no established path to break."""
    return nothing(
        Sentence(
            "There is no established path yet, so nothing can be said about breaking one.",
            "尚无已确立的路径，因此无从谈起切断。",
        )
    )


def no_actions(of: int) -> Index:
    """The review does not say what was done."""
    return nothing(Sentence("The review does not say which actions were taken.", "评审未说明采取了哪些措施。"), of=of)
