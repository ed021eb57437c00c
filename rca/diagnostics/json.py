"""Diagnostics for programs."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable

from rca.diagnostics.model import Diagnostic, Severity

_ACTING = re.compile("[\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""What a terminal acts on and JSON lets stand."""


def render(diagnostics: Iterable[Diagnostic]) -> str:
    """`{"diagnostics": […], "summary": {"error": n, "warning": n, "advice": n}}`, in the order given."""
    listed = list(diagnostics)
    counts = Counter(each.severity for each in listed)
    document = {
        "diagnostics": [_entry(each) for each in listed],
        "summary": {severity.value: counts[severity] for severity in Severity},
    }
    return inert(json.dumps(document, ensure_ascii=False, indent=2)) + "\n"


def inert(text: str) -> str:
    """JSON with every character escaped that a terminal would act on."""
    return _ACTING.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _entry(each: Diagnostic) -> dict[str, object]:
    entry: dict[str, object] = {
        "code": each.code,
        "severity": each.severity.value,
        "path": each.path,
        "line": each.span.line,
        "column": each.span.column,
        "end_line": each.span.end_line,
        "end_column": each.span.end_column,
        "message": each.message,
        "help": each.help,
    }
    if each.fix is not None:
        entry["fix"] = {
            "says": each.fix.says,
            "sure": each.fix.sure,
            "edits": [{**edit.span._asdict(), "text": edit.text} for edit in each.fix.edits],
        }
    return entry
