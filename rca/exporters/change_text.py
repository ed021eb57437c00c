"""What changed in reviews, as text, JSON, or Markdown for a pull request."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from rca.analysis.change import Change
from rca.exporters.markdown_text import plain
from rca.exporters.text_layout import safe, wrap

SIGNS = {"added": "+", "removed": "−", "changed": "≠"}
_PARTS = {
    "review": "Review", "harm": "Harm", "event": "Events", "status": "Status", "gate": "Gates", "detail": "Details of events",
    "verdict": "Verdict", "path": "Paths that happened", "index": "Indices", "action": "Actions", "lesson": "Lessons",
    "evidence": "Evidence", "section": "Other sections",
}  # fmt: skip
"""Headings, in the order in which they are shown."""

Changed = Mapping[str, Sequence[Change]]
"""Changes by the review's id."""


def _grouped(changes: Sequence[Change]) -> list[tuple[str, list[Change]]]:
    groups = ((title, [each for each in changes if each.part == part]) for part, title in _PARTS.items())
    return [(title, found) for title, found in groups if found]


def as_text(changed: Changed, unread: Sequence[str]) -> str:
    """Review by review, for a terminal."""
    lines: list[str] = []
    for name, changes in changed.items():
        lines += ["", name]
        for title, found in _grouped(changes):
            lines.append(f"  {title}")
            lines += [wrap(_line(each), "        ", f"    {SIGNS[each.mark]} ") for each in found]
    lines += [f"\n{path}: does not read in one of the two states; nothing is told of it" for path in unread]
    return "\n".join(lines).lstrip("\n") + "\n" if lines else "Nothing changed in meaning.\n"


def _line(each: Change) -> str:
    if each.mark != "changed":
        return f"{each.id}: {each.new or each.old}"
    return f"{each.id}: {each.old} changed" if each.old == each.new else f"{each.id}: {each.old} → {each.new}"


def as_md(changed: Changed, unread: Sequence[str]) -> str:
    """Tables for a pull request. Characters that Markdown or HTML would act on are escaped."""
    lines = ["## What changed in the reviews", ""]
    if not changed and not unread:
        lines.append("Nothing changed in meaning.")
    for name, changes in changed.items():
        lines += [f"### {plain(name)}", "", "| | what | was | is |", "|---|---|---|---|"]
        for title, found in _grouped(changes):
            lines += [
                f"| {SIGNS[each.mark]} | {title}: {plain(each.id)} | {plain(safe(each.old))} | {plain(safe(each.new))} |"
                for each in found
            ]
        lines.append("")
    lines += [f"`{plain(path)}` does not read in one of the two states." for path in unread]
    return "\n".join(lines).rstrip() + "\n"


def as_json(changed: Changed, unread: Sequence[str]) -> str:
    """`{"reviews": {id: [{part, id, change, old, new}]}, "unread": [path]}`"""
    return json.dumps(
        {
            "reviews": {
                name: [
                    {"part": each.part, "id": each.id, "change": each.mark, "old": each.old or None, "new": each.new or None}
                    for each in changes
                ]
                for name, changes in changed.items()
            },
            "unread": list(unread),
        },
        indent=2, ensure_ascii=False,
    )  # fmt: skip
