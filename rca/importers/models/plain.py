"""Definitions of the plainest forms, read from the octets of a file that is known to be well formed."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from rca.graph.expression import Expression
from rca.graph.model import BasicEvent, ModelGate
from rca.importers.models.formulas import PLAIN_WORDS, REFERENCES

if TYPE_CHECKING:
    from rca.importers.models.scopes import Defined, Scopes

_HEAD = rb'\s+name="[^"]*"(?:\s+role="[a-z]*")?\s*>\s*(?:<label>([^<&]*)</label>\s*)?'
_NAME = rb'\s+name="([^"&<\t\r\n]*)"\s*/>\s*'
_CITED = re.compile(rb"<([a-z-]+)" + _NAME)
_GATE = re.compile(
    rb"<define-gate" + _HEAD + rb'<([a-z]+)(?:\s+min="([0-9]{1,9})")?\s*>\s*'
    rb"((?:<(?:gate|basic-event|house-event|event)" + _NAME.replace(b"(", b"(?:", 1) + rb")+)</\2\s*>\s*"
)  # fmt: skip
_EVENT = re.compile(
    rb"<define-basic-event" + _HEAD + rb'(?:<float\s+value="([^"&<]*)"\s*/>\s*|<parameter' + _NAME + rb")?"
)  # fmt: skip

_KINDS = {tag.encode(): kind for tag, kind in REFERENCES.items()}

MOST_SHARED = 10_000
"""Numbers that events share, so that a model with as many numbers as events is not held twice."""


class PlainReader:
    """Reads gates over names alone, and basic events that have a number, a parameter or nothing.

    These are most of a large model. They are matched as text, in a third of the time that elements take; comments, entities, a
    name that leads nowhere, any other form and every fault are left to the readers of elements, which say what is wrong. The
    file has to be well-formed UTF-8: what matches then has no second reading.
    """

    def __init__(self, content: bytes, events: Scopes, values: Scopes) -> None:
        """`events` and `values`: all names of the model."""
        self.content = content
        self.events = events
        self.values = values
        self.numbers: dict[bytes, Expression] = {}
        """Those that were read, since many events have the same."""

    def read(self, own: Defined, start: int, end: int) -> ModelGate | BasicEvent | None:
        """The definition whose start tag begins at `start` and whose end tag at `end`; None where it is to be read as elements."""
        if own.kind == "gate":
            return self._gate(own, start, end)
        return self._event(own, start, end) if own.kind == "basic event" else None

    def _gate(self, own: Defined, start: int, end: int) -> ModelGate | None:
        match = _GATE.fullmatch(self.content, start, end)
        if match is None:
            return None
        label, tag, least, cited = match.groups()
        word = PLAIN_WORDS.get(tag)
        if word is None or (word == "atleast") != (least is not None):
            return None
        inputs: list[str] = []
        for kind, name in _CITED.findall(cited):
            found = self.events.find(name.decode().strip(), own.home)
            if found is None or _KINDS[kind] not in ("", found.kind):
                return None
            inputs.append(found.key)
        text = "" if label is None else _text(label)
        return ModelGate(
            own.key, word, tuple(inputs), int(least or 0), 0, text, own.home, own.private, inner=False, place=own.place
        )  # fmt: skip

    def _event(self, own: Defined, start: int, end: int) -> BasicEvent | None:
        if start == end:
            return BasicEvent(own.key, None, "", own.home, own.private, own.place)
        match = _EVENT.fullmatch(self.content, start, end)
        if match is None:
            return None
        label, number, parameter = match.groups()
        expression = None
        if number is not None:
            expression = self._number(number)
        elif parameter is not None:
            found = self.values.find(parameter.decode().strip(), own.home)
            expression = None if found is None else Expression("parameter", name=found.key)
        if expression is None and (number is not None or parameter is not None):
            return None
        text = "" if label is None else _text(label)
        return BasicEvent(own.key, expression, text, own.home, own.private, own.place)

    def _number(self, text: bytes) -> Expression | None:
        found = self.numbers.get(text)
        if found is not None:
            return found
        try:
            value = float(text) if b"_" not in text else math.nan
        except ValueError:
            return None
        if not math.isfinite(value):
            return None
        found = Expression("float", value=value)
        if len(self.numbers) < MOST_SHARED:
            self.numbers[text] = found
        return found


def _text(label: bytes) -> str:
    return " ".join(label.decode().split())
