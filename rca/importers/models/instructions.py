"""Instructions along the paths of event trees, of the Open-PSA Model Exchange Format."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Sequence as Many
from dataclasses import dataclass, field

from rca.diagnostics.model import Severity
from rca.graph.event_tree import Direction, Instruction, InstructionWord
from rca.graph.expression import Expression
from rca.graph.model import ModelGate
from rca.graph.model_faults import fault
from rca.importers.models.expressions import ExpressionReader
from rca.importers.models.formulas import FormulaReader, Holder
from rca.importers.models.xml import Element

MOST_LEVELS = 200
"""Forks, paths, blocks and tests inside each other: what is deeper is hostile."""
SET: Mapping[str, str] = {
    "set-house-event": "house event", "set-basic-event": "basic event", "set-gate": "gate", "set-parameter": "parameter",
}  # fmt: skip
"""What each of these sets."""
_DIRECTIONS: tuple[Direction, ...] = ("forward", "backward", "both")
INSTRUCTIONS = frozenset((*SET, "collect-formula", "collect-expression", "if", "block", "rule", "event-tree"))


@dataclass(slots=True)
class InstructionReader:
    """Reads instructions; what is wrong or not carried goes to the found of `numbers`."""

    numbers: ExpressionReader
    formulas: FormulaReader
    collected: dict[str, ModelGate] = field(default_factory=dict)
    """Gates that hold the formulas which were read."""
    _what: str = ""
    _made: int = 0

    def read(self, content: Many[Element], what: str, levels: int, *, end: bool = False) -> tuple[Instruction, ...]:
        """Instructions of `what`; `end`: they stand at a sequence, where another event tree may go on."""
        self._what = what
        return self._all(content, levels, end=end)

    def collect(self, formula: Element, what: str) -> tuple[Instruction, ...]:
        """That the formula is collected; nothing where it is wrong."""
        self._what = what
        key = self._formula(formula)
        return () if key is None else (Instruction("collect-formula", key),)

    def _all(self, content: Many[Element], levels: int, *, end: bool) -> tuple[Instruction, ...]:
        found = (self._instruction(each, levels, end=end) for each in content)
        return tuple(each for each in found if each is not None)

    def _found(self, code: str, element: Element, message: str) -> None:
        self.numbers.found.append(fault(code, element.place, message))

    def _instruction(self, element: Element, levels: int, *, end: bool) -> Instruction | None:
        if levels <= 0:
            self._found("RCA088", element, f"{self._what} is more than {MOST_LEVELS} levels deep")
            return None
        content = element.content()
        match element.tag:
            case "block":
                return Instruction("block", inner=self._all(content, levels - 1, end=end))
            case "rule":
                return Instruction("rule", element.get("name"))
            case "event-tree" if end:
                return Instruction("event-tree", element.get("name"))
            case "event-tree":
                self._found("RCA093", element, f"{self._what} goes on in an event tree where no sequence ends")
            case "if" if 2 <= len(content) <= 3:
                test = self._number(content[0], self._what)
                inner = self._all(content[1:], levels - 1, end=end)
                if len(inner) == len(content) - 1 and test is not None:
                    return Instruction("if", expression=test, inner=inner)
            case "collect-expression" if len(content) == 1:
                value = self._number(content[0], self._what)
                return None if value is None else Instruction("collect-expression", expression=value)
            case "collect-formula" if len(content) == 1:
                key = self._formula(content[0])
                return None if key is None else Instruction("collect-formula", key)
            case tag if tag in SET and len(content) == 1:
                return self._set(element, content[0])
            case tag if tag in INSTRUCTIONS:
                self._found("RCA093", element, f"`{tag}` of {self._what} does not hold what it takes")
            case tag:
                said = f"`{tag[:60]}` of {self._what} is no instruction that is read: its paths would be wrong"
                self._found("RCA093", element, said)
        return None

    def _formula(self, element: Element) -> str | None:
        """Name of a gate that holds the formula; made up, and the same whatever the names of the file are."""
        before = len(self.numbers.found)
        self._made += 1
        while f"#{self._made}" in self.formulas.events.by_key:
            self._made += 1
        key = f"#{self._made}"
        gates = self.formulas.read(element, Holder(key, f"a formula of {self._what}", inner=True))
        if len(self.numbers.found) > before:
            return None
        self.collected.update(gates)
        return key

    def _set(self, element: Element, content: Element) -> Instruction | None:
        kind = SET[element.tag]
        scope = self.numbers.values if kind == "parameter" else self.formulas.events
        own = scope.find(element.get("name"), ())
        direction = self._direction(element)
        if own is None or own.kind != kind:
            as_ = "is defined nowhere" if own is None else f"is a {own.kind}"
            self._found("RCA083", element, f"{kind} `{element.get('name')}`, set by {self._what}, {as_}")
            return None
        if direction is None:
            return None
        match kind:
            case "house event":
                value = self._truth(content)
                return None if value is None else Instruction("set-house-event", own.key, value, direction=direction)
            case "gate":
                key = self._formula(content)
                return None if key is None else Instruction("set-gate", own.key, formula=key, direction=direction)
            case _:
                number = self._number(content, f"{kind} `{own.key}`, set by {self._what}")
                word: InstructionWord = "set-parameter" if kind == "parameter" else "set-basic-event"
                return None if number is None else Instruction(word, own.key, expression=number, direction=direction)

    def _number(self, content: Element, what: str) -> Expression | None:
        """A number on a path; one of a kind that is not read is an error here."""
        before = len(self.numbers.found)
        value = self.numbers.read([content], (), what, content)
        new = self.numbers.found[before:]
        if value is None and all(each.severity is Severity.WARNING for each in new):
            del self.numbers.found[before:]
            said = f"the number of {what}, given as `{content.tag[:60]}`, is not read: its paths would be wrong"
            self._found("RCA093", content, said)
        return value

    def _truth(self, content: Element) -> bool | None:
        if content.tag == "bool" and content.get("value") in ("true", "false"):
            return content.get("value") == "true"
        if content.tag == "constant":
            return self.formulas.truth(content)
        said = f"a house event that {self._what} sets holds `<{content.tag[:60]}>`, not a constant"
        self._found("RCA093", content, said)
        return None

    def _direction(self, element: Element) -> Direction | None:
        text = element.get("direction") or "forward"
        found = next((word for word in _DIRECTIONS if word == text), None)
        if found is not None:
            return found
        said = f"the direction `{text[:60]}` of {self._what} is none of `forward`, `backward` and `both`"
        self._found("RCA093", element, said)
        return None
