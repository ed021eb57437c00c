"""The paths of an event tree, from its initiating event to the sequences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from rca.analysis.quantities.flavours import UNSET, Flavours, Setting, decided
from rca.graph.event_tree import Branch, EventTree, InitiatingEvent, Instruction, sequence_of
from rca.graph.expression import Expression
from rca.graph.model import Model
from rca.graph.quantities import value_of

MOST_PATHS = 100_000
"""Paths from one initiating event: named branches may share what follows, so that few lines make many."""


@dataclass(frozen=True, slots=True)
class Path:
    """A path as far as it was followed."""

    sequence: str = ""
    """Where it ended."""
    tree: str = ""
    """The event tree that it ended in."""
    formulas: tuple[tuple[str, Setting], ...] = ()
    """What it collected: the gate that holds the formula, and what is set there."""
    expressions: tuple[tuple[Expression, Setting], ...] = ()
    """Numbers that it collected, with their tests answered, and what is set there."""
    setting: Setting = UNSET
    states: Mapping[str, str] = field(default_factory=dict)
    """State of each functional event that was passed."""
    root: str = ""
    """The initiating event that the path began with: whose consequence another one may be."""


class TooManyPathsError(Exception):
    """There are more than `MOST_PATHS`; never leaves `rca.analysis`."""


@dataclass(frozen=True, slots=True)
class Ways:
    """Where an initiating event leads, in the order written."""

    ends: tuple[Path, ...]
    passed: tuple[Path, ...]
    """Paths up to a sequence from which they went on in another event tree."""

    def to(self, sequence: str) -> tuple[Path, ...]:
        """Those that reach a sequence."""
        return tuple(each for each in (*self.ends, *self.passed) if each.sequence == sequence)


def paths(model: Model, event: InitiatingEvent, tree: str, before: Sequence[Path], flavours: Flavours) -> Ways:
    """Every path that the initiating event can take through the event tree of that name.

    Open-PSA MEF 2.0d, event tree layer: instructions are followed along the path; what is set counts for what is
    collected after it, before it where its direction is `backward`, or both; a functional event keeps its state until the
    end, but not into a linked event tree. `before`: the paths whose consequence the initiating event is, if it is one.

    Raises:
        TooManyPathsError: there are too many.
        ValueError, OverflowError, ZeroDivisionError, KeyError: a test or what is set has no value.
    """
    found: list[Path] = []
    passed: list[Path] = []
    own = model.event_trees[tree]
    walk = _Walk(model, event.name, flavours)
    starts = [replace(each, states={}) for each in before] if before else [Path(root=event.name)]
    pending = [(own, own.initial, walk.followed(event.instructions, each)[0]) for each in reversed(starts)]
    while pending:
        own, branch, path = pending.pop()
        path, _ = walk.followed(branch.instructions, path)
        if branch.leads == "fork":
            pending.extend(reversed(list(_forked(own, branch, path))))
        elif branch.leads == "branch":
            pending.append((own, own.branches[branch.to], path))
        elif (end := sequence_of(model.event_trees, own, branch.to)) is not None:
            path, links = walk.followed(end[1].instructions, path)
            path = replace(path, sequence=branch.to, tree=end[0].name)
            onward = [model.event_trees[name] for name in links]
            pending.extend((each, each.initial, replace(path, states={})) for each in reversed(onward))
            (passed if onward else found).append(path)
        if len(found) + len(passed) + len(pending) > MOST_PATHS:
            raise TooManyPathsError
    return Ways(tuple(found), tuple(passed))


def _forked(tree: EventTree, branch: Branch, path: Path) -> Iterator[tuple[EventTree, Branch, Path]]:
    for state, onward in branch.paths.items():
        yield tree, onward, replace(path, states={**path.states, branch.to: state})


@dataclass(frozen=True, slots=True)
class _Walk:
    model: Model
    event: str
    flavours: Flavours

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
                case "collect-formula":
                    path = replace(path, formulas=(*path.formulas, (own.name, path.setting)))
                case "collect-expression":
                    path = replace(path, expressions=(*path.expressions, (self._number(own, path), path.setting)))
                case _:
                    path = self._set(own, path)
        return path, links

    def _set(self, own: Instruction, path: Path) -> Path:
        number = replace(own, expression=self._number(own, path))
        name, stand = self.flavours.set(number, path.setting)

        def then(setting: Setting) -> Setting:
            if own.word == "set-parameter" and isinstance(stand, str):
                return setting.with_value(name, stand)
            return setting.with_event(name, stand)

        if own.direction != "backward":
            path = replace(path, setting=then(path.setting))
        if own.direction == "forward":
            return path
        formulas = tuple((gate, then(setting)) for gate, setting in path.formulas)
        return replace(path, formulas=formulas, expressions=tuple((each, then(at)) for each, at in path.expressions))

    def _number(self, own: Instruction, path: Path) -> Expression:
        return decided(own.expression or Expression("float"), self.event, path.states)

    def _holds(self, own: Instruction, path: Path) -> bool:
        test = self.flavours.bound(self._number(own, path), path.setting)
        return value_of(test, self.flavours.scope) != 0
