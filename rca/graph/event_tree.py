"""Event trees as the exchange format has them: what follows an initiating event, path by path."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from rca.graph.expression import NOWHERE, Expression, Place

InstructionWord = Literal[
    "set-house-event", "collect-formula", "collect-expression", "if", "block", "rule", "event-tree"
]


@dataclass(frozen=True, slots=True)
class Instruction:
    """What happens on the way along a path."""

    word: InstructionWord
    name: str = ""
    """Of the house event, the gate that holds the formula, the rule, or the event tree that goes on."""
    value: bool = False
    """Of the house event from here on."""
    expression: Expression | None = None
    """What is collected, or the test of an `if`."""
    inner: tuple[Instruction, ...] = ()
    """Of a block; of an `if` the one or two instructions, the second being followed where the test fails."""


@dataclass(frozen=True, slots=True)
class Branch:
    """A stretch of a path and where it leads."""

    instructions: tuple[Instruction, ...] = ()
    leads: Literal["fork", "sequence", "branch"] = "sequence"
    to: str = ""
    """The functional event of the fork, the sequence, or the named branch."""
    paths: Mapping[str, Branch] = field(default_factory=dict)
    """Of a fork: by state of its functional event."""


@dataclass(frozen=True, slots=True)
class Sequence:
    """An end of paths."""

    name: str
    label: str = ""
    instructions: tuple[Instruction, ...] = ()


@dataclass(frozen=True, slots=True)
class EventTree:
    """An event tree."""

    name: str
    functional_events: Mapping[str, str]
    """Label by name, in the order written."""
    sequences: Mapping[str, Sequence]
    branches: Mapping[str, Branch]
    initial: Branch
    label: str = ""
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class InitiatingEvent:
    """What starts an event tree."""

    name: str
    event_tree: str = ""
    frequency: Expression | None = None
    """How often it happens, in the unit that the model means; None where the model does not say."""
    label: str = ""
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Rule:
    """Instructions with a name."""

    name: str
    instructions: tuple[Instruction, ...]
    label: str = ""
    place: Place = field(default=NOWHERE, compare=False)


def instructions_in(given: tuple[Instruction, ...]) -> Iterator[Instruction]:
    """Those and all inside them."""
    pending = list(reversed(given))
    while pending:
        own = pending.pop()
        yield own
        pending.extend(reversed(own.inner))


def branches_in(branch: Branch) -> Iterator[Branch]:
    """The branch and all inside it."""
    pending = [branch]
    while pending:
        own = pending.pop()
        yield own
        pending.extend(reversed(tuple(own.paths.values())))
