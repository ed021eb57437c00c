"""Galileo's text format, its static part: AND, OR and k-of-n gates over basic events."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from rca.diagnostics.model import Diagnostic, Severity
from rca.graph.expression import Expression, Place
from rca.graph.model import BasicEvent, Container, GateWord, Model, ModelGate
from rca.graph.model_faults import fault

_TOKEN = re.compile(
    r'(?P<blank>\s+|//[^\n]*|/\*.*?\*/)|(?P<quoted>"[^"\n]*")|(?P<end>;)|(?P<equals>=)|(?P<word>[^\s;="]+)', re.DOTALL
)
_VOTE = re.compile(r"(\d{1,9})of(\d{1,9})", re.IGNORECASE)
_DYNAMIC = frozenset(
    {"pand", "por", "seq", "seqand", "seqor", "wsp", "csp", "hsp", "spare", "fdep", "pdep", "mutex", "sand"}
)
_LEFT_OUT = {"dorm": "1", "cov": "1", "res": "0", "repl": "1"}
"""Attributes that say nothing about a static tree, with the value that can be left out without a word."""
_PROBABILITY = ("prob", "lambda", "rate", "shape")


@dataclass(frozen=True, slots=True)
class _Statement:
    """What stands before a `;`."""

    tokens: tuple[str, ...]
    quoted: tuple[bool, ...]
    place: Place


def read_galileo(file: str, content: bytes) -> tuple[Model, tuple[Diagnostic, ...]]:
    """The model, and what is wrong or was not carried. Rates count per hour, `lambda` is an exponential failure rate."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return Model(), (fault("RCA080", Place(file, 1), "this is not text in UTF-8"),)
    reader = _Reader(file)
    for statement in reader.statements(text):
        reader.statement(statement)
    return reader.model(), tuple(reader.found)


@dataclass(slots=True)
class _Reader:
    file: str
    found: list[Diagnostic] = field(default_factory=list)
    top: tuple[str, Place] | None = None
    gates: dict[str, ModelGate] = field(default_factory=dict)
    basic: dict[str, BasicEvent] = field(default_factory=dict)

    @property
    def home(self) -> tuple[str, ...]:
        """The one fault tree, named after the file."""
        return (PurePosixPath(self.file).stem,)

    def say(self, code: str, place: Place, message: str, severity: Severity = Severity.ERROR) -> None:
        """Add a finding."""
        self.found.append(fault(code, place, message, severity=severity))

    def statements(self, text: str) -> Iterator[_Statement]:
        """The statements of the file; a last one without `;` is said."""
        tokens: list[str] = []
        quoted: list[bool] = []
        start = line = 1
        position = 0
        while position < len(text):
            match = _TOKEN.match(text, position)
            if match is None:
                self.say("RCA080", Place(self.file, line), "a quotation mark is not closed on its line")
                return
            if match.lastgroup == "end":
                if tokens:
                    yield _Statement(tuple(tokens), tuple(quoted), Place(self.file, start))
                tokens, quoted = [], []
            elif match.lastgroup != "blank":
                start = start if tokens else line
                tokens.append(match[0].strip('"').strip() if match.lastgroup == "quoted" else match[0])
                quoted.append(match.lastgroup == "quoted")
            line += match[0].count("\n")
            position = match.end()
        if tokens:
            self.say("RCA080", Place(self.file, start), f"the statement on `{tokens[0][:60]}` does not end with `;`")

    def statement(self, each: _Statement) -> None:
        """Read one statement."""
        name, *rest = each.tokens
        if name.lower() == "toplevel" and not each.quoted[0]:
            if len(rest) != 1:
                self.say("RCA080", each.place, "`toplevel` takes one name")
            elif self.top is not None:
                self.say("RCA084", each.place, f"the top level is `{self.top[0]}` already")
            else:
                self.top = (rest[0], each.place)
            return
        if not name or not name.isprintable():
            self.say("RCA080", each.place, "a name is empty or holds characters that cannot be printed")
        elif name in self.gates or name in self.basic:
            before = (self.gates.get(name) or self.basic[name]).place.line
            self.say("RCA084", each.place, f"`{name}` is defined already, on line {before}")
        elif "=" in rest or not rest:
            self.event(name, rest, each.place)
        else:
            self.gate(name, rest, each.place)

    def gate(self, name: str, rest: list[str], place: Place) -> None:
        """A gate with its inputs."""
        word, inputs = rest[0].lower(), tuple(rest[1:])
        vote = _VOTE.fullmatch(word)
        if word in _DYNAMIC:
            self.say("RCA080", place, f"`{word}` of `{name}` is a dynamic gate; the static part of Galileo is read")
        elif vote is not None:
            if int(vote[2]) != len(inputs):
                self.say("RCA086", place, f"`{name}` votes {word} and has {len(inputs)} inputs")
            self.gates[name] = ModelGate(name, "atleast", inputs, int(vote[1]), home=self.home, place=place)
        elif word in ("and", "or"):
            kind: GateWord = "and" if word == "and" else "or"
            self.gates[name] = ModelGate(name, kind, inputs, home=self.home, place=place)
        else:
            self.say("RCA080", place, f"`{rest[0][:60]}` of `{name}` is no gate of the format: `and`, `or` or `2of3`")

    def event(self, name: str, rest: list[str], place: Place) -> None:
        """A basic event with its attributes."""
        given: dict[str, str] = {}
        for at in range(0, len(rest), 3):
            if len(rest) < at + 3 or rest[at + 1] != "=":
                self.say("RCA080", place, f"what stands behind `{name}` is not a list of `attribute=value`")
                return
            given[rest[at].lower()] = rest[at + 2]
        numbers: dict[str, float] = {}
        for attribute, text in given.items():
            if attribute not in _PROBABILITY:
                if _LEFT_OUT.get(attribute) != text and float_of(text) != float_of(_LEFT_OUT.get(attribute, "")):
                    said = f"`{attribute}={text[:60]}` of `{name}` is not carried"
                    self.say("RCA082", place, said, Severity.WARNING)
                continue
            number = float_of(text)
            if number is None:
                self.say("RCA087", place, f"`{attribute}={text[:60]}` of `{name}` is no number")
            else:
                numbers[attribute] = number
        self.basic[name] = BasicEvent(name, self.expression(name, numbers, place), home=self.home, place=place)

    def expression(self, name: str, numbers: dict[str, float], place: Place) -> Expression | None:
        """The probability that the attributes give."""
        if "prob" in numbers:
            if len(numbers) > 1:
                self.say("RCA082", place, f"`{name}` has `prob` and a rate; `prob` was taken", Severity.WARNING)
            return Expression("float", value=numbers["prob"])
        time = Expression("system-mission-time")
        if "lambda" in numbers:
            return Expression("exponential", (Expression("float", value=numbers["lambda"]), time))
        if "rate" in numbers and "shape" in numbers and numbers["rate"] > 0:
            scale, shape = (Expression("float", value=value) for value in (1 / numbers["rate"], numbers["shape"]))
            return Expression("Weibull", (scale, shape, Expression("float", value=0.0), time))
        if numbers:
            self.say("RCA087", place, f"`{name}` has `{'` and `'.join(numbers)}`, which make no probability")
        return None

    def model(self) -> Model:
        """What was read. The top level is written first, so that it is analysed first."""
        gates = self.gates
        if self.top is None:
            self.say("RCA089", Place(self.file, 1), "no `toplevel` is given")
        elif self.top[0] not in gates:
            name, place = self.top
            said = f"the top level `{name}` is " + ("no gate" if name in self.basic else "defined nowhere")
            self.say("RCA089" if name in self.basic else "RCA083", place, said)
        else:
            first = self.top[0]
            gates = {first: gates[first], **{name: gate for name, gate in gates.items() if name != first}}
        return Model(self.home[0], "", gates, self.basic, containers={self.home: Container(tree=True)})


def float_of(text: str) -> float | None:
    """A finite number, or None."""
    try:
        value = float(text) if "_" not in text else math.nan
    except ValueError:
        return None
    return value if math.isfinite(value) else None
