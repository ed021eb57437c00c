"""Event trees, initiating events and rules of the Open-PSA Model Exchange Format."""

from __future__ import annotations

from collections.abc import Sequence as Many
from dataclasses import dataclass, field

from rca.diagnostics.model import Diagnostic, Severity
from rca.graph.event_tree import Branch, EventTree, InitiatingEvent, Instruction, Rule, Sequence
from rca.graph.expression import Expression
from rca.graph.model import ModelGate
from rca.graph.model_faults import fault
from rca.importers.models.expressions import ExpressionReader
from rca.importers.models.formulas import REFERENCES, FormulaReader, Holder
from rca.importers.models.xml import Element

MOST_LEVELS = 200
"""Forks, paths, blocks and tests inside each other: what is deeper is hostile."""
_PARTS = ("define-functional-event", "define-sequence", "define-branch", "initial-state")
_INSTRUCTIONS = frozenset(
    ("set-house-event", "collect-formula", "collect-expression", "if", "block", "rule", "event-tree")
)


@dataclass(slots=True)
class EventTreeReader:
    """Reads event trees; what is wrong or not carried goes to the found of `numbers`."""

    numbers: ExpressionReader
    formulas: FormulaReader
    collected: dict[str, ModelGate] = field(default_factory=dict)
    trees: dict[str, EventTree] = field(default_factory=dict)
    initiating: dict[str, InitiatingEvent] = field(default_factory=dict)
    rules: dict[str, Rule] = field(default_factory=dict)
    _what: str = ""
    _made: int = 0
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
            self._say(element, f"an {kind} has no name" if kind != "rule" else "a rule has no name")
            return
        if (kind, name) in self._seen:
            self.found.append(fault("RCA084", element.place, f"{kind} `{name}` is defined already"))
            return
        self._seen.add((kind, name))
        self._what = f"{kind} `{name}`"
        if kind == "rule":
            steps = self._instructions(element.content(), MOST_LEVELS)
            self.rules[name] = Rule(name, steps, element.label(), element.place)
        elif kind == "initiating event":
            self.initiating[name] = self._initiating(element, name)
        else:
            self._tree(element, name)

    def _say(self, element: Element, message: str) -> None:
        self.found.append(fault("RCA093", element.place, message))

    def _left(self, element: Element, message: str) -> None:
        self.found.append(fault("RCA082", element.place, message, severity=Severity.WARNING))

    def _initiating(self, element: Element, name: str) -> InitiatingEvent:
        frequency: Expression | None = None
        for each in element.content():
            if each.tag in REFERENCES or each.tag in ("consequence", "consequence-group"):
                self._left(each, f"`{each.tag}` of {self._what} is not carried")
            else:
                frequency = self.numbers.read([each], (), self._what, element)
        return InitiatingEvent(name, element.get("event-tree"), frequency, element.label(), element.place)

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
                sequences[own] = Sequence(own, each.label(), self._instructions(each.content(), MOST_LEVELS, end=True))
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
        steps = self._instructions(content[:-1], levels)
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

    def _instructions(self, content: Many[Element], levels: int, *, end: bool = False) -> tuple[Instruction, ...]:
        found = (self._instruction(each, levels, end=end) for each in content)
        return tuple(each for each in found if each is not None)

    def _instruction(self, element: Element, levels: int, *, end: bool) -> Instruction | None:
        """One instruction; `end`: it stands at a sequence, where another event tree may go on."""
        if levels <= 0:
            self.found.append(fault("RCA088", element.place, f"{self._what} is more than {MOST_LEVELS} levels deep"))
            return None
        content = element.content()
        match element.tag:
            case "block":
                return Instruction("block", inner=self._instructions(content, levels - 1, end=end))
            case "rule":
                return Instruction("rule", element.get("name"))
            case "event-tree" if end:
                return Instruction("event-tree", element.get("name"))
            case "event-tree":
                self._say(element, f"{self._what} goes on in an event tree where no sequence ends")
            case "if" if 2 <= len(content) <= 3:
                test = self.numbers.read(content[:1], (), self._what, element)
                inner = self._instructions(content[1:], levels - 1, end=end)
                return None if test is None else Instruction("if", expression=test, inner=inner)
            case "collect-expression" if len(content) == 1:
                value = self.numbers.read(content, (), self._what, element)
                return None if value is None else Instruction("collect-expression", expression=value)
            case "collect-formula" if len(content) == 1:
                return self._formula(content[0])
            case "set-house-event" if len(content) == 1 and content[0].tag == "constant":
                return self._house(element, content[0])
            case tag if tag in _INSTRUCTIONS:
                self._say(element, f"`{tag}` of {self._what} does not hold what it takes")
            case tag:
                self._say(
                    element, f"`{tag[:60]}` of {self._what} is no instruction that is read: its paths would be wrong"
                )
        return None

    def _formula(self, element: Element) -> Instruction | None:
        before = len(self.found)
        self._made += 1
        while f"#{self._made}" in self.formulas.events.by_key:
            self._made += 1
        key = f"#{self._made}"
        gates = self.formulas.read(element, Holder(key, f"a formula of {self._what}", inner=True))
        if len(self.found) > before:
            return None
        self.collected.update(gates)
        return Instruction("collect-formula", key)

    def _house(self, element: Element, constant: Element) -> Instruction | None:
        own = self.formulas.events.find(element.get("name"), ())
        value = self.formulas.truth(constant)
        if own is None or own.kind != "house event":
            said = f"house event `{element.get('name')}`, set by {self._what}, is defined nowhere"
            self.found.append(fault("RCA083", element.place, said))
            return None
        if element.get("direction") not in ("", "forward"):
            self._say(element, f"{self._what} sets `{own.key}` backward: only forward is read")
            return None
        return None if value is None else Instruction("set-house-event", own.key, value)
