"""What the analysis of one review says: plain values that the lint, the site and the exporters read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from rca.analysis.measures import Importance, Interval, Method

__all__ = ["ActionView", "Findings", "Importance", "Index", "Interval", "Method", "PathCover", "Truth", "Verdict"]

Verdict = Literal["explained", "explained-likely", "explained-if-open", "not-yet", "contradicted"]
Truth = bool | None
"""Three-valued logic after Kleene: true, false, and None for unknown."""


@dataclass(frozen=True, slots=True)
class Index:
    """One of the four indices. Never a midpoint: bounds, and how much is known."""

    lower: float | None
    upper: float | None
    known: int
    """How many of the items that enter are known."""
    of: int
    """How many items enter."""
    held_down_by: str = ""
    """Id of the item that holds it down: an action, a path as `A + B`, a standard, a part of the summary. Empty when nothing does."""
    because: str = ""
    """One sentence that explains the value or why there is none."""

    @property
    def value(self) -> float | None:
        """The value when it is known, else None."""
        return self.lower if self.lower is not None and self.lower == self.upper else None


class PathCover(NamedTuple):
    """An actual path and the actions that break it."""

    events: tuple[str, ...]
    """Sorted ids."""
    broken_by: tuple[str, ...]
    """Ids of live actions that break it, in the order of the review."""
    best_proven: Interval | None = None
    """Greatest strength times status weight among live left actions that break it."""
    absent: tuple[str, ...] = ()
    """Events whose absence the path needs; only in a tree with `none_of` or `exactly_one_of`."""


@dataclass(frozen=True, slots=True)
class ActionView:
    """A corrective action as the indices see it."""

    id: str
    live: bool
    strength: Interval
    """1/3 weaker, 2/3 intermediate, 1 stronger; `detect` at most 2/3; an interval when the kind is unknown."""
    strength_word: Literal["stronger", "intermediate", "weaker", "unknown"]
    weight: Interval
    """How far it is carried out: 0 proposed … 1 effective."""
    side: Literal["left", "right", "none"]
    breaks_paths: int
    """How many actual paths it breaks."""
    of_paths: int


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything that is derived from a review and never typed."""

    id: str
    verdict: Verdict
    verdict_because: str
    """One sentence naming the events that the verdict rests on."""
    rests_on: tuple[str, ...]
    """Likely leaves (explained-likely), open or possible leaves (explained-if-open, not-yet)."""
    truth: Mapping[str, Truth]
    """Derived truth of every event of the logic."""
    derived_status: Mapping[str, str]
    """For every event: confirmed, likely, possible, open or refuted, derived upward from the leaves."""
    minimal_cut_set_count: int
    minimal_cut_sets: tuple[tuple[str, ...], ...]
    """Sorted ids each, sorted by order and then by name, cut at the limit asked for."""
    minimal_cut_sets_by_order: tuple[int, ...]
    """How many of order 1, 2, …; index 0 is order 1."""
    actual_count: int
    actual_cut_sets: tuple[tuple[str, ...], ...]
    paths: tuple[PathCover, ...]
    """The actual cut sets with the actions that break them."""
    unbroken_cut_sets: tuple[tuple[str, ...], ...]
    single_points: tuple[str, ...]
    on_path: frozenset[str]
    """Events (gates too) on a path whose events are all true: what is drawn red."""
    open_events: tuple[str, ...]
    next_best_evidence: str | None
    evidence_gain: Mapping[str, float]
    """Mutual information of each open or possible leaf with the top, in bits."""
    probability: Interval | None
    """Prior probability of the top; None when no leaf has one."""
    probability_given_evidence: Interval | None
    importance: Mapping[str, Importance]
    actions: tuple[ActionView, ...]
    prevention: Index
    prevention_planned: Index
    response_proven: Index
    guarantee: Index
    implementation: Index
    reflection: Index
    balance: float | None
    """Strength of left actions over that of left and right; shown, never ranked."""
    actions_seen: Index
    paper_gap: Index
    new_risks: tuple[tuple[str, str], ...]
    """(action, event): the action forces an event false that a `none_of` needs true."""
    look_back: Literal["done", "due", "overdue", "not-due", "unknown"]
    look_back_days: int | None
    """Days overdue (positive) or to go (negative)."""
    method: Method
    limits: tuple[str, ...] = ()
    """What could not be done in full, in sentences; empty when everything is exact."""

    @property
    def indices(self) -> Mapping[str, Index]:
        """The four indices by name, in the order of the complaints."""
        return {
            "prevention": self.prevention,
            "guarantee": self.guarantee,
            "implementation": self.implementation,
            "reflection": self.reflection,
        }
