"""The page of a rule of teaching, and the list of all."""

from __future__ import annotations

import json

from rca.training.registry import find, teaching_rules
from rca.training.rule import GROUP, TeachingRule


def teaching_page(code: str, form: str) -> str | None:
    """The page as text or JSON; None when no rule of teaching has the code."""
    rule = find(code)
    if rule is None:
        return None
    if form == "json":
        return json.dumps(_as_data(rule), indent=2, ensure_ascii=False)
    head = f"{rule.code} ({rule.name}) {rule.page.title}\n{rule.severity}, teaching; speaks of whatever is in use"
    sections = (f"{name}\n{_indented(body)}" for name, body in rule.page.sections.items())
    return "\n\n".join((head, *sections)) + "\n"


def teaching_list(form: str) -> str:
    """All rules of teaching: code, working name, severity and title."""
    if form == "json":
        return json.dumps([_as_data(rule) for rule in teaching_rules()], indent=2, ensure_ascii=False)
    lines = [f"  {rule.code} {rule.name} {rule.severity:<8} {rule.page.title}" for rule in teaching_rules()]
    return "\n".join((GROUP, *lines)) + "\n"


def _as_data(rule: TeachingRule) -> dict[str, object]:
    return {
        "code": rule.code, "name": rule.name, "severity": rule.severity.value, "group": rule.group,
        "stage": rule.stage, "title": rule.page.title, "sections": dict(rule.page.sections),
    }  # fmt: skip


def _indented(body: str) -> str:
    lines = (line for line in body.splitlines() if not line.startswith("```"))
    return "\n".join(f"  {line}" if line else "" for line in lines)
