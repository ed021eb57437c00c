"""Diagnostics as a JUnit report, which build servers show as tests."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from rca.diagnostics.model import Diagnostic, Severity
from rca.diagnostics.shown import safe


def render(diagnostics: Iterable[Diagnostic]) -> str:
    """A suite for each file and a case for each diagnostic; errors and warnings are failures, advice is not."""
    listed = sorted(diagnostics, key=lambda each: each.sort_key)
    suites = "".join(_suite(path, list(group)) for path, group in groupby(listed, key=lambda each: each.path))
    counts = f'tests="{len(listed)}" failures="{_failures(listed)}" errors="0"'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="rca" {counts}>\n{suites}</testsuites>\n'


def _suite(path: str, group: list[Diagnostic]) -> str:
    cases = "".join(_case(each) for each in group)
    counts = f'tests="{len(group)}" failures="{_failures(group)}" errors="0"'
    return f"  <testsuite name={_attribute(path)} {counts}>\n{cases}  </testsuite>\n"


def _case(each: Diagnostic) -> str:
    name = f"{each.span.line}:{each.span.column} {each.code}"
    head = f"    <testcase classname={_attribute(each.path)} name={_attribute(name)}"
    body = escape("\n".join(safe(text) for text in (each.why, each.help) if text))
    if each.severity is Severity.ADVICE:
        return f"{head}>\n      <system-out>{escape(safe(each.message))}</system-out>\n    </testcase>\n"
    kind = f"type={_attribute(each.severity.value)} message={_attribute(each.message)}"
    return f"{head}>\n      <failure {kind}>{body}</failure>\n    </testcase>\n"


def _failures(group: list[Diagnostic]) -> int:
    return sum(each.severity is not Severity.ADVICE for each in group)


def _attribute(text: str) -> str:
    return quoteattr(safe(text))
