"""Event trees as the exchange format has them: what follows an initiating event, path by path."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from rca.graph.expression import NOWHERE, Expression, Place

if TYPE_CHECKING:
    from rca.graph.model import Model

InstructionWord = Literal[
    "set-house-event", "set-basic-event", "set-gate", "set-parameter", "collect-formula", "collect-expression", "if", "block",
    "rule", "event-tree",
]  # fmt: skip
Direction = Literal["forward", "backward", "both"]
"""Whether what is set counts for what is collected after it, for what was collected before it, or for all of the path."""


@dataclass(frozen=True, slots=True)
class Instruction:
    """What happens on the way along a path."""

    word: InstructionWord
    name: str = ""
    """Of what is set, the gate that holds the formula that is collected, the rule, or the event tree that goes on."""
    value: bool = False
    """Of the house event that is set."""
    expression: Expression | None = None
    """What is collected, the number of what is set, or the test of an `if`."""
    inner: tuple[Instruction, ...] = ()
    """Of a block; of an `if` the one or two instructions, the second being followed where the test fails."""
    formula: str = ""
    """The gate that holds the formula which the gate `name` is set to."""
    direction: Direction = "forward"
    """Of what is set."""


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
    instructions: tuple[Instruction, ...] = ()
    """Followed before the event tree begins; a gate or event that stands for the initiating event is collected there."""
    consequence: str = ""
    """The consequence, or the group of them, that this event is: its tree goes on where theirs ended."""
    consequence_group: str = ""


@dataclass(frozen=True, slots=True)
class InitiatingEventGroup:
    """Initiating events with one event tree."""

    name: str
    event_tree: str = ""
    events: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    label: str = ""
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Consequence:
    """What a sequence of an initiating event comes to."""

    name: str
    initiating_event: str
    sequence: str
    label: str = ""
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class ConsequenceGroup:
    """Consequences that count as one."""

    name: str
    consequences: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    label: str = ""
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Rule:
    """Instructions with a name."""

    name: str
    instructions: tuple[Instruction, ...]
    label: str = ""
    place: Place = field(default=NOWHERE, compare=False)


Groups = Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]
"""Groups by name: their members, and the groups inside them."""


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


def sequence_of(trees: Mapping[str, EventTree], tree: EventTree, name: str) -> tuple[EventTree, Sequence] | None:
    """What a sequence's name means in a tree, and where it is defined: there, or in the one other tree that has it."""
    if name in tree.sequences:
        return tree, tree.sequences[name]
    found = [(each, each.sequences[name]) for each in trees.values() if name in each.sequences]
    return found[0] if len(found) == 1 else None


def trees_begun(
    events: Mapping[str, InitiatingEvent], groups: Mapping[str, InitiatingEventGroup]
) -> Mapping[str, tuple[str, ...]]:
    """Event trees of each initiating event, its own and those of the groups that it is in; more than one is a fault."""
    found: dict[str, dict[str, None]] = {
        name: {event.event_tree: None} if event.event_tree else {} for name, event in events.items()
    }
    inside = {each.name: (each.events, each.groups) for each in groups.values()}
    whole = all_members(inside)
    for group in groups.values():
        if group.event_tree:
            for name in whole[group.name]:
                found.setdefault(name, {})[group.event_tree] = None
    return {name: tuple(own) for name, own in found.items()}


def all_members(groups: Groups) -> Mapping[str, tuple[str, ...]]:
    """What is in each group and in the groups inside it, each once: the same as `members` of every group, group by group.

    Linear in the groups and in what is found; where groups stand inside each other in a circle one of them lacks the others.
    """
    found: dict[str, tuple[str, ...]] = {}
    begun: set[str] = set()
    for start in groups:
        pending = [start]
        while pending:
            name = pending[-1]
            own, inner = groups[name]
            if name not in begun:
                begun.add(name)
                pending.extend(each for each in reversed(inner) if each in groups and each not in begun)
                continue
            pending.pop()
            if name not in found:
                parts = (own, *(found.get(each, ()) for each in inner))
                found[name] = tuple(dict.fromkeys(event for part in parts for event in part))
    return found


def members(name: str, groups: Groups) -> tuple[str, ...]:
    """What is in a group and in the groups inside it, each once."""
    found: dict[str, None] = {}
    seen = {name}
    pending = [name]
    while pending:
        own, inner = groups.get(pending.pop(), ((), ()))
        found.update(dict.fromkeys(own))
        pending.extend(each for each in reversed(inner) if each not in seen)
        seen.update(inner)
    return tuple(found)


def consequences_of(model: Model, consequence: str, group: str) -> tuple[str, ...]:
    """Names of the consequences that a consequence or a group stands for, as far as they are defined."""
    named: tuple[str, ...] = (consequence,)
    if not consequence:
        inside = model.consequence_groups
        named = members(group, {name: (own.consequences, own.groups) for name, own in inside.items()}) if group else ()
    return tuple(name for name in named if name in model.consequences)


def events_before(model: Model, event: InitiatingEvent) -> tuple[str, ...]:
    """Initiating events whose consequences the event is."""
    wanted = consequences_of(model, event.consequence, event.consequence_group)
    return tuple(dict.fromkeys(model.consequences[name].initiating_event for name in wanted))
