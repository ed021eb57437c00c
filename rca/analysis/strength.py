"""How strong an action is by its kind, how far it has been carried out, and on which side of the event it works."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from rca.analysis.findings import Interval
from rca.records.action import Action
from rca.records.vocabulary import ActionKind, ActionStatus, Basis, Control, Function

StrengthWord = Literal["stronger", "intermediate", "weaker", "unknown"]
Side = Literal["left", "right", "none"]

STRONGER, INTERMEDIATE, WEAKER = 1.0, 2 / 3, 1 / 3
ANY_STRENGTH = Interval(WEAKER, STRONGER)
_VALUE: Mapping[StrengthWord, float] = {"stronger": STRONGER, "intermediate": INTERMEDIATE, "weaker": WEAKER}

STRENGTH_OF_KIND: Mapping[ActionKind, StrengthWord] = {
    "physical-change": "stronger",
    "design-review-usability": "stronger",
    "forcing-function": "stronger",
    "simplify-process": "stronger",
    "standardise-equipment": "stronger",
    "leadership-in-person": "stronger",
    "redundancy": "intermediate",
    "workload": "intermediate",
    "software-aid": "intermediate",
    "remove-distraction": "intermediate",
    "simulation-training": "intermediate",
    "checklist": "intermediate",
    "remove-lookalikes": "intermediate",
    "communication-tool": "intermediate",
    "documentation-aid": "intermediate",
    "double-check": "weaker",
    "warning": "weaker",
    "new-procedure": "weaker",
    "training": "weaker",
    "study": "weaker",
    "discipline": "weaker",
    "unknown": "unknown",
}
"""The action hierarchy of the VA National Center for Patient Safety, as carried in RCA2 (2015); see the taxonomy `action-strength`."""

STRENGTH_OF_CONTROL: Mapping[Control, StrengthWord] = {
    "elimination": "stronger",
    "substitution": "stronger",
    "engineering": "stronger",
    "administrative": "weaker",
    "ppe": "weaker",
}
"""Read only where no kind is written: what works without anybody remembering is stronger (NIOSH, RCA2)."""

WEIGHT_OF_STATUS: Mapping[ActionStatus, Interval] = {
    "proposed": Interval(0.0, 0.0),
    "accepted": Interval(0.1, 0.1),
    "in-progress": Interval(0.2, 0.2),
    "implemented": Interval(0.5, 0.5),
    "verified": Interval(0.8, 0.8),
    "effective": Interval(1.0, 1.0),
    "ineffective": Interval(0.0, 0.0),
    "unknown": Interval(0.0, 1.0),
}

SIDE_OF_FUNCTION: Mapping[Function, Side] = {
    "prevent": "left",
    "detect": "left",
    "mitigate": "right",
    "respond": "right",
    "recover": "right",
    "learn": "none",
}

NOT_LIVE: frozenset[ActionStatus] = frozenset(("rejected", "superseded", "obsolete"))
SAID_DONE: frozenset[ActionStatus] = frozenset(("implemented", "verified", "effective", "ineffective"))
SEEN: frozenset[ActionStatus] = frozenset(("verified", "effective"))


def is_live(action: Action) -> bool:
    """Whether the action still stands: not rejected, superseded or obsolete."""
    return action.status not in NOT_LIVE


def strength_word(action: Action, basis: Basis) -> StrengthWord:
    """Strength by the kind; by the strongest control level where no kind is written.

    Where neither is written, an own review's action counts as the weakest there is (what is not written is not
    there), and that of a public record is unknown, as is `kind: unknown` everywhere. An action that only detects is
    intermediate at most.
    """
    if action.kind is not None:
        word = STRENGTH_OF_KIND[action.kind]
    elif action.control:
        word = max((STRENGTH_OF_CONTROL[level] for level in action.control), key=lambda word: _VALUE[word])
    else:
        word = "weaker" if basis == "own" else "unknown"
    return "intermediate" if word == "stronger" and action.function == "detect" else word


def strength(action: Action, basis: Basis) -> Interval:
    """s: 1 stronger, 2/3 intermediate, 1/3 weaker; an action that only detects counts at most 2/3."""
    word = strength_word(action, basis)
    if word == "unknown":
        return Interval(WEAKER, INTERMEDIATE if action.function == "detect" else STRONGER)
    return Interval(_VALUE[word], _VALUE[word])


def weight(action: Action, basis: Basis) -> Interval:
    """v: how far it is carried out, 0 proposed … 1 effective; 0 for an action that is not live."""
    if action.status is None:
        return Interval(0.0, 0.0) if basis == "own" else WEIGHT_OF_STATUS["unknown"]
    return WEIGHT_OF_STATUS.get(action.status, Interval(0.0, 0.0))


def sides(action: Action, basis: Basis) -> frozenset[Side]:
    """The sides on which the action may work: one, or both where a public record does not give its function."""
    if action.function is not None:
        return frozenset((SIDE_OF_FUNCTION[action.function],))
    return frozenset(("none",)) if basis == "own" else frozenset(("left", "right", "none"))


def shown_side(action: Action) -> Side:
    """The side that a page shows: that of the function, `none` where no function is written."""
    return "none" if action.function is None else SIDE_OF_FUNCTION[action.function]
