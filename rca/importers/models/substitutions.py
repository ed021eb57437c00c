"""Substitutions of the Open-PSA Model Exchange Format: delete terms, recovery rules, exchange events."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NoReturn

from rca.diagnostics.model import Diagnostic, Severity
from rca.graph.model import CommonCauseGroup, ModelGate
from rca.graph.model_faults import fault
from rca.graph.substitution import Substitution, SubstitutionWord
from rca.importers.models.formulas import REFERENCES, FormulaReader, Holder
from rca.importers.models.xml import Element

_PARTS = ("hypothesis", "source", "target")
_TYPES: tuple[SubstitutionWord, ...] = ("delete-terms", "recovery-rule", "exchange-event")
_SIMPLE = ("is", "and", "or", "atleast")
"""Hypotheses whose truth in a cut set is that of the events in it."""


class _WrongError(Exception):
    """A substitution is not whole; never leaves this module."""

    def __init__(self, found: list[Diagnostic]) -> None:
        """`found`: why; nothing where that was said already."""
        self.found = found


@dataclass(slots=True)
class SubstitutionReader:
    """Reads substitutions; what is wrong or not carried goes to the found of `formulas`."""

    formulas: FormulaReader
    groups: Mapping[str, CommonCauseGroup]
    substitutions: dict[str, Substitution] = field(default_factory=dict)
    hypotheses: dict[str, ModelGate] = field(default_factory=dict)
    """Gates that hold them."""

    @property
    def found(self) -> list[Diagnostic]:
        """What is wrong or not carried."""
        return self.formulas.found

    def read(self, element: Element) -> None:
        """One substitution; of one with anything wrong the first fault is said."""
        try:
            own = self._read(element)
        except _WrongError as error:
            self.found.extend(error.found)
        else:
            self.substitutions[own.name] = own

    def keep(self) -> tuple[Mapping[str, Substitution], Mapping[str, ModelGate]]:
        """Those that have one meaning, with their hypotheses; of the others it is said that they are not carried.

        An exchange of events depends on the order of such exchanges, or on a common-cause group, where it is not alone with its
        events. The rules are those of SCRAM.
        """
        exchanged = [own for own in self.substitutions.values() if not own.declarative]
        members = {name for group in self.groups.values() for name in group.members}
        for own in exchanged:
            why = self._unclear(own, exchanged, members)
            if why:
                said = f"substitution `{own.name}` is not carried: {why}"
                self.found.append(fault("RCA082", own.place, said, severity=Severity.WARNING))
                del self.substitutions[own.name]
        keys = {own.hypothesis for own in self.substitutions.values()}
        kept = {name: gate for name, gate in self.hypotheses.items() if name.split("#")[0] in keys or name in keys}
        return self.substitutions, kept

    def _unclear(self, own: Substitution, exchanged: list[Substitution], members: set[str]) -> str:
        """Why an exchange of events has no one meaning; empty where it has, as in SCRAM."""
        gate = self.hypotheses[own.hypothesis]
        if gate.word not in _SIMPLE or any(each in self.hypotheses for each in gate.inputs):
            return "with a source, its hypothesis has to be one `and`, `or` or `atleast` of basic events"
        for event in (*gate.inputs, *own.source, own.target):
            if event in members:
                return f"it has a source, and `{event}` is a member of a common-cause group"
        for other in exchanged:
            if own.target in other.source:
                return f"its target `{own.target}` is a source of substitution `{other.name}`"
            for event in (own.target, *own.source) if other is not own else ():
                if event in self.hypotheses[other.hypothesis].inputs:
                    return f"`{event}` is exchanged by it and stands in the hypothesis of substitution `{other.name}`"
        return ""

    def _read(self, element: Element) -> Substitution:
        name = element.get("name")
        what = f"substitution `{name}`"
        if not name:
            _wrong(element, "a substitution has no name")
        if name in self.substitutions:
            raise _WrongError([fault("RCA084", element.place, f"{what} is defined already")])
        parts = self._parts(element, what)
        word: SubstitutionWord | Literal[""] = next((each for each in _TYPES if each == element.get("type")), "")
        if element.get("type") and not word:
            known = ", ".join(f"`{each}`" for each in _TYPES)
            _wrong(element, f"the type `{element.get('type')[:60]}` of {what} is none of {known}")
        source: list[str] = []
        for each in parts["source"].content() if "source" in parts else ():
            event = self._event(each, f"the source of {what}")
            if event in source:
                _wrong(each, f"the source of {what} names `{event}` twice")
            source.append(event)
        target = self._target(parts["target"].content()[0], what)
        if target is True and not source:
            _wrong(parts["target"], f"{what} says nothing: its target is true and it has no source")
        if target is False and source:
            _wrong(
                parts["source"], f"the source of {what} makes no difference, since its target is false: leave it out"
            )
        key = self._hypothesis(parts["hypothesis"].content()[0], name, what)
        own = Substitution(name, key, target, tuple(source), word, element.label(), element.place)
        meant = self._type(own)
        if word and word != meant:
            other = f"that of a `{meant}`" if meant else "none of a type"
            _wrong(element, f"{what} is called `{word}`, and its form is {other}")
        return own

    def _parts(self, element: Element, what: str) -> Mapping[str, Element]:
        parts: dict[str, Element] = {}
        for each in element.content():
            if each.tag not in _PARTS:
                _wrong(each, f"{what} holds `<{each.tag[:60]}>`, which is none of its parts")
            if each.tag in parts:
                _wrong(each, f"{what} has more than one {each.tag}")
            if not each.content() or (each.tag != "source" and len(each.content()) > 1):
                holds = "basic events" if each.tag == "source" else "one thing"
                _wrong(each, f"the {each.tag} of {what} does not hold {holds}")
            parts[each.tag] = each
        for part in ("hypothesis", "target"):
            if part not in parts:
                _wrong(element, f"{what} has no {part}")
        return parts

    def _hypothesis(self, formula: Element, name: str, what: str) -> str:
        """Name of the gate that holds the formula."""
        key = f"substitution {name}"
        while key in self.formulas.events.by_key:
            key += "'"
        before = len(self.found)
        gates = self.formulas.read(formula, Holder(key, f"the hypothesis of {what}", inner=True))
        if len(self.found) > before:
            raise _WrongError([])
        for each in (cited for gate in gates.values() for cited in gate.inputs if cited not in gates):
            kind = self.formulas.events.by_key[each].kind
            if kind != "basic event":
                _wrong(formula, f"`{each}`, in the hypothesis of {what}, is a {kind}, not a basic event")
        self.hypotheses.update(gates)
        return key

    def _target(self, element: Element, what: str) -> str | bool:
        if element.tag != "constant":
            return self._event(element, f"the target of {what}")
        truth = self.formulas.truth(element)
        if truth is None:
            raise _WrongError([])
        return truth

    def _event(self, element: Element, what: str) -> str:
        if element.tag not in REFERENCES:
            _wrong(element, f"{what} holds `<{element.tag[:60]}>`, where it names a basic event")
        own = self.formulas.events.find(element.get("name"), ())
        if own is None or own.kind != "basic event":
            as_ = "is defined nowhere" if own is None else f"is a {own.kind}"
            raise _WrongError([fault("RCA083", element.place, f"basic event `{element.get('name')}`, {what}, {as_}")])
        return own.key

    def _type(self, own: Substitution) -> str:
        """Which of the traditional types a substitution has the form of; empty where it has none."""
        gate = self.hypotheses[own.hypothesis]
        least = len(gate.inputs) if gate.word == "and" else gate.least if gate.word == "atleast" else 0
        if not own.source:
            if isinstance(own.target, bool):
                return "delete-terms" if least == 2 else ""
            return "recovery-rule" if gate.word == "and" else ""
        if isinstance(own.target, bool) or gate.word not in ("and", "is") or not set(own.source) <= set(gate.inputs):
            return ""
        if len(own.source) == len(gate.inputs):
            return "recovery-rule"
        return "exchange-event" if len(own.source) == 1 else ""


def _wrong(element: Element, message: str) -> NoReturn:
    raise _WrongError([fault("RCA094", element.place, message)])
