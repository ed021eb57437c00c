"""The paths of an event tree, from its initiating event to the sequences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from rca.graph.event_tree import Branch, EventTree, InitiatingEvent, Instruction
from rca.graph.expression import Expression
from rca.graph.model import Model
from rca.graph.quantities import Scope, value_of

MOST_PATHS = 100_000
"""Paths from one initiating event: named branches may share what follows, so that few lines make many."""
House: TypeAlias = tuple[tuple[str, bool], ...]
"""House events that a path has set, by name."""


@dataclass(frozen=True, slots=True)
class Path:
    """A path as far as it was followed."""

    sequence: str = ""
    """Where it ended."""
    tree: str = ""
    """The event tree that it ended in."""
    formulas: tuple[tuple[str, House], ...] = ()
    """What it collected: the gate that holds the formula, and the house events set by then."""
    expressions: tuple[Expression, ...] = ()
    house: House = ()
    states: Mapping[str, str] = field(default_factory=dict)
    """State of each functional event that was passed."""


class TooManyPathsError(Exception):
    """There are more than `MOST_PATHS`; never leaves `rca.analysis`."""


def paths(model: Model, event: InitiatingEvent, scope: Scope) -> list[Path]:
    """Every path that the initiating event can take, in the order written.

    Open-PSA MEF 2.0d, event tree layer: instructions are followed along the path; a house event that is set counts for
    what is collected after it; a functional event keeps its state until the end, but not into a linked event tree.

    Raises:
        TooManyPathsError: there are too many.
        ValueError, OverflowError, ZeroDivisionError, KeyError: a test has no value.
    """
    found: list[Path] = []
    tree = model.event_trees[event.event_tree]
    walk = _Walk(model, event.name, scope)
    pending = [(tree, tree.initial, Path())]
    while pending:
        tree, branch, path = pending.pop()
        path, _ = walk.followed(branch.instructions, path)
        if branch.leads == "fork":
            pending.extend(reversed(list(_forked(tree, branch, path))))
        elif branch.leads == "branch":
            pending.append((tree, tree.branches[branch.to], path))
        else:
            path, links = walk.followed(tree.sequences[branch.to].instructions, path)
            onward = [model.event_trees[name] for name in links]
            pending.extend((each, each.initial, replace(path, states={})) for each in reversed(onward))
            if not onward:
                found.append(replace(path, sequence=branch.to, tree=tree.name))
        if len(found) + len(pending) > MOST_PATHS:
            raise TooManyPathsError
    return found


def _forked(tree: EventTree, branch: Branch, path: Path) -> Iterator[tuple[EventTree, Branch, Path]]:
    for state, onward in branch.paths.items():
        yield tree, onward, replace(path, states={**path.states, branch.to: state})


@dataclass(frozen=True, slots=True)
class _Walk:
    model: Model
    event: str
    scope: Scope

    def followed(self, instructions: tuple[Instruction, ...], path: Path) -> tuple[Path, list[str]]:
        """The path after them, and the event trees that it goes on in. Iterative: rules may call rules."""
        links: list[str] = []
        pending = list(reversed(instructions))
        while pending:
            own = pending.pop()
            match own.word:
                case "block":
                    pending.extend(reversed(own.inner))
                case "rule":
                    pending.extend(reversed(self.model.rules[own.name].instructions))
                case "if":
                    pending.extend(own.inner[:1] if self._holds(own, path) else own.inner[1:2])
                case "event-tree":
                    links.append(own.name)
                case "set-house-event":
                    house = {**dict(path.house), own.name: own.value}
                    path = replace(path, house=tuple(sorted(house.items())))
                case "collect-formula":
                    path = replace(path, formulas=(*path.formulas, (own.name, path.house)))
                case "collect-expression" if own.expression is not None:
                    path = replace(path, expressions=(*path.expressions, own.expression))
        return path, links

    def _holds(self, own: Instruction, path: Path) -> bool:
        scope = replace(self.scope, initiating_event=self.event, states=path.states)
        return own.expression is not None and value_of(own.expression, scope) != 0
