"""Expressions of the Open-PSA Model Exchange Format: numbers, parameters, operations, distributions."""

from __future__ import annotations

import math
from collections.abc import Sequence

from rca.diagnostics.model import Diagnostic, Severity
from rca.graph.expression import Expression
from rca.graph.expressions import operations
from rca.graph.model import Path
from rca.graph.model_faults import fault
from rca.graph.operation import Operation
from rca.importers.models.scopes import Scopes
from rca.importers.models.xml import Element

MOST_LEVELS = 60
"""Of an expression: a formula for a probability is not deeper; what is, is hostile."""
_TRUTH = {"true": 1.0, "false": 0.0}


class ExpressionReader:
    """Reads expressions; what is wrong or not read goes to `found`."""

    def __init__(self, values: Scopes, found: list[Diagnostic]) -> None:
        """`values`: names of parameters."""
        self.values = values
        self.found = found

    def read(self, content: Sequence[Element], home: Path, what: str, where: Element) -> Expression | None:
        """The expression, or None when there is none or it is of a kind that is not read, which is said."""
        if not content:
            return None
        before = len(self.found)
        value = self._operation(content[0], home, what, MOST_LEVELS)
        if value is None and len(self.found) == before:
            said = f"the number of {what}, given as `{content[0].tag[:60]}`, is not read: it has no value"
            self.found.append(fault("RCA082", where.place, said, severity=Severity.WARNING))
        return value

    def _say(self, code: str, element: Element, message: str) -> None:
        self.found.append(fault(code, element.place, message))

    def _operation(self, element: Element, home: Path, what: str, levels: int) -> Expression | None:
        match element.tag:
            case "float" | "int":
                return self._number(element, what)
            case "bool":
                return self._bool(element, what)
            case "system-mission-time":
                return Expression("system-mission-time")
            case "test-initiating-event" | "test-initial-event":
                return Expression("test-initiating-event", name=element.get("name"))
            case "test-functional-event":
                return Expression("test-functional-event", name=element.get("name"), state=element.get("state"))
            case "parameter":
                return self._parameter(element, home, what)
        if levels == 0:
            self._say("RCA088", element, f"the expression of {what} is more than {MOST_LEVELS} levels deep")
            return None
        operation = operations().get(element.tag)
        content = element.content() if operation is None else self._arguments(element, operation, what)
        inputs = [self._operation(each, home, what, levels - 1) for each in content]
        kept = tuple(each for each in inputs if each is not None)
        if operation is None or len(kept) < len(inputs):
            return None
        if not operation.accepts(len(kept)):
            said = f"`{element.tag}` of {what} has {len(kept)} argument{'' if len(kept) == 1 else 's'}"
            self._say("RCA087", element, f"{said} and takes {operation.takes}")
            return None
        return Expression(element.tag, kept)

    def _arguments(self, element: Element, operation: Operation, what: str) -> list[Element]:
        """Those of the operation, with the two of each `bin` or `case` in its place."""
        found: list[Element] = []
        alone = 0 if operation.pairs == "bin" else len(element.content()) - 1
        for at, each in enumerate(element.content()):
            inside = each.content()
            if not operation.pairs or at == alone:
                found.append(each)
            elif each.tag == operation.pairs and len(inside) == 2:
                found.extend(inside)
            else:
                said = f"`{each.tag[:60]}` stands in `{element.tag}` of {what}, which takes {operation.takes}"
                self._say("RCA087", each, said)
        return found

    def _parameter(self, element: Element, home: Path, what: str) -> Expression | None:
        found = self.values.find(element.get("name"), home)
        if found is None:
            self._say("RCA083", element, f"parameter `{element.get('name')}`, needed by {what}, is defined nowhere")
            return None
        return Expression("parameter", name=found.key)

    def _bool(self, element: Element, what: str) -> Expression | None:
        value = _TRUTH.get(element.get("value"))
        if value is None:
            said = f"`{element.get('value')[:60]}` of {what} is neither `true` nor `false`"
            self._say("RCA087", element, said)
            return None
        return Expression("bool", value=value)

    def _number(self, element: Element, what: str) -> Expression | None:
        text = element.get("value")
        try:
            value = float(text) if "_" not in text else math.nan
        except ValueError:
            value = math.nan
        if not math.isfinite(value):
            self._say("RCA087", element, f"`{text[:60]}` of {what} is no number")
            return None
        return Expression(element.tag, value=value)
