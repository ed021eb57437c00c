"""Alignments with their phases, of the Open-PSA Model Exchange Format."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from rca.diagnostics.model import Diagnostic
from rca.graph.alignment import Alignment, Phase
from rca.graph.model_faults import fault
from rca.importers.models.formulas import FormulaReader
from rca.importers.models.xml import Element

CLOSE = 1e-4
"""How far the time fractions of an alignment may be from 1 together, as in SCRAM."""


@dataclass(slots=True)
class AlignmentReader:
    """Reads alignments; what is wrong goes to the found of `formulas`."""

    formulas: FormulaReader
    alignments: dict[str, Alignment] = field(default_factory=dict)

    @property
    def found(self) -> list[Diagnostic]:
        """What is wrong."""
        return self.formulas.found

    def read(self, element: Element) -> None:
        """One alignment; with anything wrong in it the first fault of each phase is said, and none is kept."""
        name = element.get("name")
        if not name:
            self._say(element, "an alignment has no name")
        elif name in self.alignments:
            self.found.append(fault("RCA084", element.place, f"alignment `{name}` is defined already"))
        else:
            before = len(self.found)
            phases = self._phases(element, f"alignment `{name}`")
            if len(self.found) == before:
                self.alignments[name] = Alignment(name, tuple(phases.values()), element.label(), element.place)

    def _phases(self, element: Element, what: str) -> Mapping[str, Phase]:
        phases: dict[str, Phase] = {}
        before = len(self.found)
        for each in element.content():
            name = each.get("name")
            if each.tag != "define-phase":
                self._say(each, f"{what} holds `<{each.tag[:60]}>`, where it defines phases")
            elif not name or name in phases:
                self._say(
                    each, f"phase `{name}` of {what} is defined already" if name else f"a phase of {what} has no name"
                )
            else:
                phase = self._phase(each, name, f"phase `{name}` of {what}")
                if phase is not None:
                    phases[name] = phase
        if len(self.found) > before:
            return {}
        total = math.fsum(each.time_fraction for each in phases.values())
        if not phases:
            self._say(element, f"{what} has no phase")
        elif abs(total - 1) > CLOSE:
            self._say(element, f"the time fractions of {what} add up to {total:g}, not to 1")
        return phases

    def _phase(self, element: Element, name: str, what: str) -> Phase | None:
        fraction = self._fraction(element, what)
        if fraction is None:
            return None
        settings: dict[str, bool] = {}
        for each in element.content():
            key = self._set(each, what, settings)
            if key is None:
                return None
        return Phase(name, fraction, settings, element.label(), element.place)

    def _fraction(self, element: Element, what: str) -> float | None:
        text = element.get("time-fraction")
        try:
            value = float(text) if "_" not in text else math.nan
        except ValueError:
            value = math.nan
        if 0 < value <= 1:
            return value
        if not text:
            self._say(element, f"{what} has no `time-fraction`")
        elif math.isnan(value):
            self._say(element, f"the time fraction `{text[:60]}` of {what} is no number")
        else:
            self._say(element, f"the time fraction {text[:60]} of {what} is not above 0 and at most 1")
        return None

    def _set(self, element: Element, what: str, settings: dict[str, bool]) -> str | None:
        """The house event that an instruction sets, written to `settings`; None where it is wrong."""
        if element.tag != "set-house-event":
            self._say(element, f"{what} holds `<{element.tag[:60]}>`: a phase sets house events and nothing else")
            return None
        name = element.get("name")
        own = self.formulas.events.find(name, ())
        if own is None or own.kind != "house event":
            as_ = "is defined nowhere" if own is None else f"is a {own.kind}"
            self.found.append(fault("RCA083", element.place, f"house event `{name}`, set by {what}, {as_}"))
            return None
        if own.key in settings:
            self._say(element, f"{what} sets `{own.key}` twice")
            return None
        content = element.content()
        if len(content) != 1 or content[0].tag != "constant":
            self._say(element, f"`{own.key}` is set by {what} to something that is not one constant")
            return None
        value = self.formulas.truth(content[0])
        if value is None:
            return None
        settings[own.key] = value
        return own.key

    def _say(self, element: Element, message: str) -> None:
        self.found.append(fault("RCA094", element.place, message))
