"""Event trees, with what starts them and what they come to, of the Open-PSA Model Exchange Format."""

from __future__ import annotations

from dataclasses import dataclass, field

from rca.diagnostics.model import Diagnostic, Severity
from rca.graph.event_tree import (
    Branch,
    Consequence,
    ConsequenceGroup,
    EventTree,
    InitiatingEvent,
    InitiatingEventGroup,
    Instruction,
    Rule,
    Sequence,
)
from rca.graph.expression import Expression
from rca.graph.model_faults import fault
from rca.importers.models.expressions import ExpressionReader
from rca.importers.models.formulas import REFERENCES
from rca.importers.models.instructions import INSTRUCTIONS, MOST_LEVELS, InstructionReader
from rca.importers.models.xml import Element

_PARTS = ("define-functional-event", "define-sequence", "define-branch", "initial-state")


@dataclass(slots=True)
class EventTreeReader:
    """Reads event trees; what is wrong or not carried goes to the found of `numbers`."""

    numbers: ExpressionReader
    instructions: InstructionReader
    trees: dict[str, EventTree] = field(default_factory=dict)
    initiating: dict[str, InitiatingEvent] = field(default_factory=dict)
    groups: dict[str, InitiatingEventGroup] = field(default_factory=dict)
    rules: dict[str, Rule] = field(default_factory=dict)
    consequences: dict[str, Consequence] = field(default_factory=dict)
    consequence_groups: dict[str, ConsequenceGroup] = field(default_factory=dict)
    _what: str = ""
    _seen: set[tuple[str, str]] = field(default_factory=set)

    @property
    def found(self) -> list[Diagnostic]:
        """What is wrong or not carried."""
        return self.numbers.found

    def read(self, element: Element) -> None:
        """One definition."""
        name = element.get("name")
        kind = element.tag.removeprefix("define-").replace("-", " ")
        if not name:
            self._say(element, f"{'an' if kind[0] in 'aei' else 'a'} {kind} has no name")
            return
        if (kind, name) in self._seen:
            self.found.append(fault("RCA084", element.place, f"{kind} `{name}` is defined already"))
            return
        self._seen.add((kind, name))
        self._what = f"{kind} `{name}`"
        match kind:
            case "rule":
                steps = self.instructions.read(element.content(), self._what, MOST_LEVELS, end=True)
                self.rules[name] = Rule(name, steps, element.label(), element.place)
            case "initiating event":
                self.initiating[name] = self._initiating(element, name)
            case "initiating event group":
                events, inner = self._named(element, "initiating-event", "initiating-event-group")
                tree = element.get("event-tree")
                self.groups[name] = InitiatingEventGroup(name, tree, events, inner, element.label(), element.place)
            case "consequence":
                self._consequence(element, name)
            case "consequence group":
                events, inner = self._named(element, "consequence", "consequence-group")
                self.consequence_groups[name] = ConsequenceGroup(name, events, inner, element.label(), element.place)
            case _:
                self._tree(element, name)

    def _say(self, element: Element, message: str) -> None:
        self.found.append(fault("RCA093", element.place, message))

    def _left(self, element: Element, message: str) -> None:
        self.found.append(fault("RCA082", element.place, message, severity=Severity.WARNING))

    def _initiating(self, element: Element, name: str) -> InitiatingEvent:
        frequency: Expression | None = None
        steps: list[Instruction] = []
        consequence = group = ""
        stated: Element | None = None
        for each in element.content():
            if each.tag in INSTRUCTIONS:
                steps.extend(self.instructions.read([each], self._what, MOST_LEVELS))
                continue
            if stated is not None:
                said = f"{self._what} is given as `{each.tag[:60]}` and as `{stated.tag[:60]}`: one of them has to be"
                self._say(each, said)
                continue
            stated = each
            if each.tag in REFERENCES:
                steps.extend(self.instructions.collect(each, self._what))
            elif each.tag == "consequence":
                consequence = each.get("name")
            elif each.tag == "consequence-group":
                group = each.get("name")
            else:
                frequency = self.numbers.read([each], (), self._what, element)
        return InitiatingEvent(
            name, element.get("event-tree"), frequency, element.label(), element.place, tuple(steps), consequence, group
        )

    def _named(self, element: Element, word: str, inner: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Names of the members of a group, and of the groups in it."""
        found: dict[str, list[str]] = {word: [], inner: []}
        for each in element.content():
            if each.tag in found and each.get("name"):
                found[each.tag].append(each.get("name"))
            else:
                self._say(each, f"{self._what} holds `<{each.tag[:60]}>`, where it names {word}s and {inner}s")
        if not element.content():
            self._say(element, f"{self._what} names nothing")
        return tuple(found[word]), tuple(found[inner])

    def _consequence(self, element: Element, name: str) -> None:
        given = {each.tag: each.get("name") for each in element.content()}
        event, sequence = given.get("initiating-event"), given.get("sequence")
        if event and sequence and len(element.content()) == 2:
            self.consequences[name] = Consequence(name, event, sequence, element.label(), element.place)
        else:
            self._say(element, f"{self._what} does not hold one initiating event and one sequence")

    def _tree(self, element: Element, name: str) -> None:
        events: dict[str, str] = {}
        sequences: dict[str, Sequence] = {}
        branches: dict[str, Branch] = {}
        initial: Branch | None = None
        parts = [each for each in element.content() if each.tag in _PARTS]
        for each in element.content():
            if each.tag not in _PARTS:
                self._left(each, f"`{each.tag[:60]}` of {self._what} is not carried")
        for each in sorted(parts, key=lambda part: _PARTS.index(part.tag)):
            own = each.get("name")
            taken: dict[str, dict[str, object]] = {
                "define-functional-event": dict(events), "define-sequence": dict(sequences), "define-branch": dict(branches),
            }  # fmt: skip
            if each.tag in taken and (not own or own in taken[each.tag]):
                part = each.tag.removeprefix("define-").replace("-", " ")
                said = (
                    f"{part} `{own}` of {self._what} is defined already"
                    if own
                    else f"a {part} of {self._what} has no name"
                )
                self._say(each, said)
            elif each.tag == "define-functional-event":
                events[own] = each.label()
            elif each.tag == "define-sequence":
                sequences[own] = Sequence(
                    own, each.label(), self.instructions.read(each.content(), self._what, MOST_LEVELS, end=True)
                )
            elif each.tag == "define-branch":
                branches[own] = self._branch(each, MOST_LEVELS)
            else:
                initial = self._branch(each, MOST_LEVELS)
        if initial is None:
            self._say(element, f"{self._what} has no initial state")
            return
        self.trees[name] = EventTree(name, events, sequences, branches, initial, element.label(), element.place)

    def _branch(self, element: Element, levels: int) -> Branch:
        """A stretch of a path: instructions, then where it leads."""
        content = element.content()
        last = content[-1] if content else None
        if levels <= 0:
            self.found.append(fault("RCA088", element.place, f"{self._what} is more than {MOST_LEVELS} levels deep"))
            return Branch()
        if last is None or last.tag not in ("fork", "sequence", "branch"):
            self._say(element, f"a path of {self._what} ends in no fork, sequence or branch")
            return Branch()
        steps = self.instructions.read(content[:-1], self._what, levels)
        if last.tag != "fork":
            return Branch(steps, "sequence" if last.tag == "sequence" else "branch", last.get("name"))
        paths: dict[str, Branch] = {}
        for path in last.content():
            state = path.get("state")
            if path.tag != "path" or not state or state in paths:
                what = f"state `{state[:60]}` twice" if state in paths else "something that is no path with a state"
                self._say(path, f"a fork of {self._what} holds {what}")
                continue
            paths[state] = self._branch(path, levels - 2)
        if not last.content():
            self._say(last, f"a fork of {self._what} has no path")
        return Branch(steps, "fork", last.get("functional-event"), paths)
