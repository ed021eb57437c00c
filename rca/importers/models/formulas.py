"""Formulas of the Open-PSA Model Exchange Format: a gate with the formulas inside it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, get_args

from rca.diagnostics.model import Diagnostic
from rca.graph.model import GateWord, ModelGate, Path
from rca.graph.model_faults import fault
from rca.importers.models.scopes import Scopes
from rca.importers.models.xml import Element

REFERENCES = {"gate": "gate", "basic-event": "basic event", "house-event": "house event", "event": ""}
_WORDS: Mapping[str, GateWord] = {word: word for word in get_args(GateWord) if word not in ("is", "true", "false")}
PLAIN_WORDS: Mapping[bytes, GateWord] = {word.encode(): own for word, own in _WORDS.items() if word != "cardinality"}
"""Those of a formula that has at most one number, as octets."""
_BOUNDS = {"atleast": ("min",), "cardinality": ("min", "max")}


class Holder(NamedTuple):
    """What a formula belongs to."""

    key: str
    """Name of its gate."""
    what: str
    """The same in words."""
    home: Path = ()
    private: bool = False
    label: str = ""
    inner: bool = False


class FormulaReader:
    """Reads formulas; what is wrong goes to `found`."""

    def __init__(self, events: Scopes, found: list[Diagnostic]) -> None:
        """`events`: names of gates and events."""
        self.events = events
        self.found = found

    def read(self, formula: Element, holder: Holder) -> dict[str, ModelGate]:
        """The gate of that name, and one for every formula inside it, its own first. Iterative: depth is no limit."""
        gates: dict[str, ModelGate] = {}
        pending = [(holder.key, formula, holder.label, holder.inner)]
        made = 0
        while pending:
            name, element, text, inner = pending.pop()
            word = self._word(element, holder)
            arguments = element.content()
            if word in ("is", "true", "false"):
                arguments = (element,) if word == "is" else ()
            inputs: list[str] = []
            below: list[tuple[str, Element, str, bool]] = []
            for argument in arguments:
                if argument.tag in REFERENCES:
                    cited = self._cited(argument, holder)
                    inputs.extend([cited] if cited is not None else [])
                    continue
                made += 1
                while f"{holder.key}#{made}" in self.events.by_key:
                    made += 1
                inputs.append(f"{holder.key}#{made}")
                below.append((inputs[-1], argument, "", True))
            if below:
                pending.extend(reversed(below))
            if word is not None:
                least, most = self._bounds(element, holder)
                gates[name] = ModelGate(
                    name, word, tuple(inputs), least, most, text, holder.home, holder.private, inner, element.place
                )  # fmt: skip
        return gates

    def truth(self, element: Element) -> bool | None:
        """Value of a `constant`."""
        value = element.get("value")
        if value not in ("true", "false"):
            self._say("RCA080", element, f"the constant `{value[:60]}` is neither `true` nor `false`")
            return None
        return value == "true"

    def _say(self, code: str, element: Element, message: str, help_: str = "") -> None:
        self.found.append(fault(code, element.place, message, help_=help_))

    def _word(self, element: Element, holder: Holder) -> GateWord | None:
        if element.tag in _WORDS:
            return _WORDS[element.tag]
        if element.tag in REFERENCES:
            return "is"
        if element.tag == "constant":
            truth = self.truth(element)
            return None if truth is None else "true" if truth else "false"
        self._say("RCA080", element, f"`<{element.tag[:60]}>` in {holder.what} is no formula that is read")
        return None

    def _bounds(self, element: Element, holder: Holder) -> tuple[int, int]:
        """The numbers of `atleast` and `cardinality`; 0 for any other."""
        wanted = _BOUNDS.get(element.tag)
        if wanted is None:
            return 0, 0
        found = []
        for attribute in wanted:
            text = element.get(attribute) or (element.get("k") if attribute == "min" else "")
            if not (text.isascii() and text.isdecimal() and len(text) <= 9):
                said = f"`{element.tag}` of {holder.what} has `{text[:60]}` for its `{attribute}`, which is no whole number"
                self._say("RCA086", element, said)
                return 1, 1
            found.append(int(text))
        return (found[0] if found else 0), (found[1] if len(found) > 1 else 0)

    def _cited(self, element: Element, holder: Holder) -> str | None:
        name = element.get("name")
        found = self.events.find(name, holder.home)
        kind = REFERENCES[element.tag] or (element.get("type").replace("-", " "))
        if found is None:
            self._say("RCA083", element, f"`{name}`, an input of {holder.what}, is defined nowhere")
            return None
        if kind and kind != found.kind:
            said = f"`{name}` is called a {kind} in {holder.what} and defined as a {found.kind}"
            self._say("RCA083", element, said, f"it is defined on line {found.place.line} of {found.place.file}")
            return None
        return found.key
