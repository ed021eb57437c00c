"""Pages of the rules as text and as JSON."""

from __future__ import annotations

import json

from rca.lint.plugins import plugins
from rca.lint.registry import described, explain
from rca.lint.rule import GROUPS, Described


def page(code: str, form: str = "text") -> str:
    """The page of a rule.

    Args:
        code: public code or working name, in any case.
        form: `text` or `json`.

    Raises:
        KeyError: no rule has the code; the message names the nearest one.
    """
    about = explain(code)
    if form == "json":
        return json.dumps(_as_data(about), indent=2, ensure_ascii=False)
    name = f" ({about.name})" if about.name else ""
    package = plugins().package(about.code)
    source = f", from `{package}`" if package else ""
    head = f"{about.code}{name} {about.page.title}"
    facts = f"{about.severity}, {about.group.lower()}{source}; speaks from stage `{about.stage}` on"
    sections = [f"{name}\n{_indented(body)}" for name, body in about.page.sections.items()]
    return "\n\n".join((f"{head}\n{facts}", *sections)) + "\n"


def overview(form: str = "text") -> str:
    """All rules by group: code, working name, severity and title."""
    if form == "json":
        return json.dumps([_as_data(each) for each in described()], indent=2, ensure_ascii=False)
    lines: list[str] = []
    for group in GROUPS.values():
        inside = [
            f"  {each.code} {each.name:<3} {each.severity:<8} {each.page.title}"
            for each in described()
            if each.group == group
        ]
        lines += ["", group, *inside] if inside else []
    return "\n".join((*lines[1:], "", "`rca explain CODE` tells more about one of them.")) + "\n"


def _as_data(about: Described) -> dict[str, object]:
    return {
        "code": about.code,
        "name": about.name,
        "severity": about.severity.value,
        "group": about.group,
        **({"package": package} if (package := plugins().package(about.code)) else {}),
        "stage": about.stage,
        "title": about.page.title,
        "sections": dict(about.page.sections),
    }


def _indented(body: str) -> str:
    lines = (line for line in body.splitlines() if not line.startswith("```"))
    return "\n".join(f"  {line}" if line else "" for line in lines)
