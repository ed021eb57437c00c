"""The corrective actions as a plan: what is broken so far, what each is worth, what to do next."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from rca.analysis.analyse import NODES_OF_A_REVIEW
from rca.analysis.breaking import Breaking, breaking_sets, come_about
from rca.analysis.broken_paths import broken_by
from rca.analysis.findings import Findings
from rca.analysis.items import listed
from rca.analysis.many_paths import many_paths
from rca.analysis.paths import ActualPaths, Path, actual_paths, happened
from rca.analysis.sentence import Sentence, listed_zh
from rca.analysis.solving.automatic import Automatic
from rca.analysis.solving.circuit import Circuit, circuit
from rca.analysis.solving.diagram import ExhaustedError
from rca.analysis.strength import SEEN, strength, strength_word
from rca.graph.tree import FaultTree
from rca.records.action import Action
from rca.records.review import Review
from rca.records.vocabulary import Basis, Control

ActionState = Literal["seen", "said", "planned", "ineffective", "refused", "replaced"]
WorldName = Literal["seen", "said", "planned", "refused"]
WORLDS: Mapping[WorldName, frozenset[ActionState]] = {
    "seen": frozenset(("seen",)),
    "said": frozenset(("seen", "said")),
    "planned": frozenset(("seen", "said", "planned")),
    "refused": frozenset(("seen", "said", "planned", "refused")),
}
"""Actions that are in force in each state of the world: seen in the field; said done too; all that stand; the refused too."""

_LEVELS: tuple[Control, ...] = ("elimination", "substitution", "engineering", "administrative", "ppe")
_LEVEL_OF_STRENGTH = {"stronger": 2.0, "intermediate": 2.5, "weaker": 3.0, "unknown": 4.5}
"""Place among the control levels of an action that names none: a stronger one beside engineering, a weaker one beside administrative."""


@dataclass(frozen=True, slots=True)
class World:
    """What remains once some actions are in force."""

    name: WorldName
    actions: tuple[str, ...]
    """Ids, in the order of the review."""
    left: int | None
    """Paths that happened and that these actions together do not break; None where they are too many to be counted."""
    comes_about: bool
    """Whether everything that happened would still bring the top about. Where `left` is 0 it can, by a detour: an action
    that breaks a gate may leave another way from the same events."""


@dataclass(frozen=True, slots=True)
class ActionImportance:
    """What one action is worth among the others."""

    id: str
    state: ActionState
    alone: int | None
    """Paths that it breaks alone."""
    share: float | None
    """The same over all paths that happened, 0..1."""
    comes_back: int | None
    """Paths that are open again when it alone is left out of all that stand; for one that does not stand, those that it
    would break beside them."""
    needed: bool
    """Whether the top would come about as it did without it, and not with it."""


@dataclass(frozen=True, slots=True)
class NextAction:
    """The action to turn to now."""

    id: str
    breaks: int
    """Paths, open so far, that it breaks."""
    open: int
    """Paths that no action seen in the field breaks."""
    because: Sentence


@dataclass(frozen=True, slots=True)
class ActionPlan:
    """Sets of actions, states of the world, importance, and what to do next."""

    paths: int
    """Paths that happened."""
    worlds: tuple[World, ...]
    minimum: Breaking
    """Over the actions that stand and were not found ineffective, none being in force yet."""
    still: Breaking
    """The same over those that are not seen in the field, those that are being in force."""
    importance: tuple[ActionImportance, ...]
    """In the order of the review."""
    next_action: NextAction | None
    """None where no path is open, or no action breaks an open one. Of the refused one is named only where no other does."""
    limits: tuple[Sentence, ...] = ()


def state_of(action: Action) -> ActionState:
    """How far an action is: seen in the field, said done, planned, found ineffective, refused, or replaced by another."""
    if action.status in SEEN:
        return "seen"
    match action.status:
        case "implemented":
            return "said"
        case "ineffective":
            return "ineffective"
        case "rejected":
            return "refused"
        case "superseded" | "obsolete":
            return "replaced"
        case _:
            return "planned"


def action_plan(review: Review, tree: FaultTree, findings: Findings | None = None) -> ActionPlan | None:
    """The plan, exact for trees of reviews; None where no path happened or the review names no action.

    Paths are those of `analyse`: minimal cut sets whose every event is confirmed or likely. An action found ineffective
    breaks nothing here. The open and refuted leaves do not happen. `findings` spare finding the paths again, where they list
    them all. The dual tree over the actions is solved twice (see `breaking_sets`), which costs about half an analysis.
    """
    if not review.actions:
        return None
    plain, engine = circuit(tree), Automatic(most_nodes=NODES_OF_A_REVIEW)
    if findings is not None and findings.actual_count == len(findings.paths) and not findings.limits:
        paths = tuple(Path(path.events, path.absent) for path in findings.paths)
        actual = ActualPaths(findings.actual_count, paths, complete=True)
    else:
        actual = actual_paths(tree, plain, engine.solve(plain), engine, 0)
    if not actual.count:
        return None
    actions = {action.id: action for action in review.actions}
    state = {name: state_of(action) for name, action in actions.items()}
    counted = _Counted(tree, plain, actual, {name: action.breaks for name, action in actions.items()})
    standing = tuple(name for name in actions if state[name] in WORLDS["planned"])
    seen = tuple(name for name in standing if state[name] == "seen")
    open_ones = tuple(name for name in standing if name not in seen)
    refused = tuple(name for name in actions if state[name] == "refused")

    groups = {name: tuple(each for each in actions if state[each] in states) for name, states in WORLDS.items()}
    without = {name: tuple(each for each in standing if each != name) for name in actions}
    with_it = {name: (*without[name], name) for name in actions}
    counted.ask([*groups.values(), *without.values(), *with_it.values()])
    counted.ask([*((name,) for name in actions), *((*seen, name) for name in (*open_ones, *refused)), seen])

    worlds = tuple(World(name, own, counted.left(own), counted.holds(own)) for name, own in groups.items())
    importance = tuple(
        ActionImportance(
            name, own, alone := _less(actual.count, counted.left((name,))),
            None if alone is None else alone / actual.count,
            _less(counted.left(without[name]), counted.left(with_it[name])),
            counted.holds(without[name]) and not counted.holds(with_it[name]),
        )
        for name, own in state.items()
        if own not in ("ineffective", "replaced")
    )  # fmt: skip
    true = happened(tree)
    return ActionPlan(
        paths=actual.count,
        worlds=worlds,
        minimum=breaking_sets(tree, true, _breaks(actions, standing), (), engine),
        still=breaking_sets(tree, true, _breaks(actions, open_ones), counted.events(seen), engine),
        importance=importance,
        next_action=_next(counted, actions, state, seen, open_ones, review.review.basis)
        or _next(counted, actions, state, seen, refused, review.review.basis),
        limits=() if actual.counted and counted.known else (_TOO_MANY,),
    )


_TOO_MANY = Sentence(
    "There are too many actual paths to be counted under each action; the sets of actions are exact all the same.",
    "实际路径过多，无法逐一措施计数；措施组合仍为精确结果。",
)


def _breaks(actions: Mapping[str, Action], names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(actions[name].breaks) for name in names}


def _less(before: int | None, after: int | None) -> int | None:
    return None if before is None or after is None else before - after


class _Counted:
    """For groups of actions how many paths they leave, worked out for many groups at once."""

    def __init__(
        self, tree: FaultTree, plain: Circuit, actual: ActualPaths, breaks: Mapping[str, Collection[str]]
    ) -> None:
        self._tree, self._plain, self._actual, self._breaks = tree, plain, actual, breaks
        self._true = happened(tree)
        self._left: dict[frozenset[str], int | None] = {}
        self._holds: dict[frozenset[str], bool] = {}

    @property
    def known(self) -> bool:
        """Whether every group that was asked for is counted."""
        return None not in self._left.values()

    def events(self, group: Iterable[str]) -> frozenset[str]:
        """Events that the actions of a group make impossible."""
        return frozenset(event for name in group for event in self._breaks[name])

    def ask(self, groups: Iterable[Sequence[str]]) -> None:
        """Work the groups out."""
        sets = {self.events(group): None for group in groups}
        new = [events for events in sets if events not in self._left]
        self._left.update(zip(new, self._count(new), strict=True))
        self._holds.update(zip(new, come_about(self._tree, self._true, new), strict=True))

    def left(self, group: Sequence[str]) -> int | None:
        """Paths that a group leaves; None where they could not be counted."""
        return self._left[self.events(group)]

    def holds(self, group: Sequence[str]) -> bool:
        """Whether what happened would still bring the top about."""
        return self._holds[self.events(group)]

    def _count(self, sets: Sequence[frozenset[str]]) -> Sequence[int | None]:
        total = self._actual.count
        if self._actual.complete:
            names = {str(place): events for place, events in enumerate(sets)}
            found = broken_by(self._tree, self._actual.paths, names)
            return [total - found[str(place)].bit_count() for place in range(len(sets))]
        many = None
        if self._tree.is_coherent and self._actual.counted:
            many = many_paths(self._tree, self._true, self._plain.leaves, sets)
        if many is not None:
            try:
                return [many.count(many.left([place])) for place in range(len(sets))]
            except ExhaustedError:
                pass
        return [None] * len(sets)


def _next(
    counted: _Counted, actions: Mapping[str, Action], state: Mapping[str, ActionState], seen: Sequence[str],
    candidates: Sequence[str], basis: Basis,
) -> NextAction | None:  # fmt: skip
    """The action that breaks most of the open paths; of several the one highest among the control levels.

    After that the stronger, one that is said done before one that is planned, and the first in the review.
    """
    still_open = counted.left(seen)
    if not still_open or not candidates:
        return None
    gains = {name: still_open - (counted.left((*seen, name)) or 0) for name in candidates}
    place = {name: at for at, name in enumerate(candidates)}
    best = min(
        candidates,
        key=lambda name: (
            -gains[name], level(actions[name], basis), -strength(actions[name], basis).lower,
            state[name] != "said", place[name],
        ),
    )  # fmt: skip
    if not gains[best]:
        return None
    ties = [name for name in candidates if gains[name] == gains[best] and name != best]
    highest = all(level(actions[best], basis) < level(actions[name], basis) for name in ties)
    return NextAction(best, gains[best], still_open, _why(state[best], gains[best], still_open, ties, highest=highest))


def level(action: Action, basis: Basis) -> float:
    """Place of the action among the control levels, 0 elimination … 4 personal protection; by its strength where none is named."""
    named = [_LEVELS.index(each) for each in action.control]
    return min(named) if named else _LEVEL_OF_STRENGTH[strength_word(action, basis)]


def _why(state: ActionState, breaks: int, still_open: int, ties: Sequence[str], *, highest: bool) -> Sentence:
    open_en = "the one path that is" if still_open == 1 else f"{breaks} of the {still_open} paths that are"
    todo, todo_zh = {
        "said": ("See it in the field: it is said done, and", "请到现场核实：该措施称已完成，"),
        "refused": ("It was refused. No action that stands helps here; it", "该措施曾被拒绝；现有措施均无助于此，而它"),
    }.get(state, ("It", "它"))
    beside = beside_zh = ""
    if ties and highest:
        beside = f"; {listed(ties)} as many, but lower among the control levels"
        beside_zh = f"；{listed_zh(ties)} 条数相同，但控制层级较低"
    elif ties:
        beside, beside_zh = f"; {listed(ties)} as many", f"；{listed_zh(ties)} 条数相同"
    return Sentence(
        f"{todo} breaks {open_en} still open{beside}.",
        f"{todo_zh}可阻断尚未切断的 {still_open} 条路径中的 {breaks} 条{beside_zh}。",
    )
