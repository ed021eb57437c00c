"""Diagnostics as SARIF 2.1.0, which code-review tools read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import quote

from rca import __version__
from rca.diagnostics.json import inert
from rca.diagnostics.model import Diagnostic, Severity, Span

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "note"}


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a code means, as code scanning shows it beside a result."""

    title: str
    why: str
    page: str
    """Markdown."""
    severity: Severity


def render(diagnostics: Iterable[Diagnostic], meanings: Mapping[str, Meaning] = MappingProxyType({})) -> str:
    """One run with a result for each diagnostic, in the order given. Columns count characters.

    Source: OASIS, Static Analysis Results Interchange Format (SARIF) 2.1.0, 2020. GitHub shows a rule only with the two
    descriptions and the help.

    Args:
        diagnostics: the findings.
        meanings: by code, of at least those that were found.
    """
    listed = list(diagnostics)
    codes = sorted({each.code for each in listed})
    rules = [_rule(code, meanings.get(code)) for code in codes]
    document = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "rca", "version": __version__, "rules": rules}},
                "columnKind": "unicodeCodePoints",
                "results": [_result(each, codes.index(each.code)) for each in listed],
            }
        ],
    }
    return inert(json.dumps(document, ensure_ascii=False, indent=2)) + "\n"


def _rule(code: str, meaning: Meaning | None) -> dict[str, object]:
    if meaning is None:
        return {"id": code}
    return {
        "id": code,
        "shortDescription": {"text": meaning.title},
        "fullDescription": {"text": meaning.why},
        "help": {"text": meaning.page, "markdown": meaning.page},
        "defaultConfiguration": {"level": _LEVELS[meaning.severity]},
    }


def _result(each: Diagnostic, rule: int) -> dict[str, object]:
    said = ". ".join(text.rstrip(".") for text in (each.message, each.why, each.help) if text)
    place = {"uri": quote(each.path)}
    result: dict[str, object] = {
        "ruleId": each.code,
        "ruleIndex": rule,
        "level": _LEVELS[each.severity],
        "message": {"text": said},
        "locations": [{"physicalLocation": {"artifactLocation": place, "region": _region(each.span)}}],
    }
    if each.fix is not None:
        replacements = [
            {"deletedRegion": _region(edit.span), "insertedContent": {"text": edit.text}} for edit in each.fix.edits
        ]
        change = {"artifactLocation": place, "replacements": replacements}
        result["fixes"] = [{"description": {"text": each.fix.says}, "artifactChanges": [change]}]
    return result


def _region(span: Span) -> dict[str, int]:
    return {
        "startLine": span.line, "startColumn": span.column, "endLine": span.end_line, "endColumn": span.end_column,
    }  # fmt: skip
