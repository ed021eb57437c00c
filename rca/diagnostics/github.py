"""Diagnostics as annotations of a GitHub check."""

from __future__ import annotations

from collections.abc import Iterable

from rca.diagnostics.model import Diagnostic, Severity
from rca.diagnostics.shown import safe

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "notice"}


def render(diagnostics: Iterable[Diagnostic]) -> str:
    """One workflow command a line, in the order given; empty when there is nothing to say."""
    return "".join(f"{_command(each)}\n" for each in diagnostics)


def _command(each: Diagnostic) -> str:
    span = each.span
    places = {"file": each.path, "line": span.line, "endLine": span.end_line}
    if span.line == span.end_line:  # GitHub refuses columns over several lines
        places |= {"col": span.column, "endColumn": span.end_column}
    places["title"] = each.code
    listed = ",".join(f"{name}={_property(str(value))}" for name, value in places.items())
    said = "%0A".join(_escaped(text) for text in (each.message, each.why, each.help) if text)
    return f"::{_COMMANDS[each.severity]} {listed}::{said}"


def _escaped(text: str) -> str:
    return safe(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
