"""The record of what a site did with a lesson, from its answers."""

from __future__ import annotations

import datetime as dt
import json
import re


def adoption(
    lesson: str, *, site: str, applies: bool, why: str | None, decided_by: str, decided_on: dt.date,
    done: str | None, seen_on: dt.date | None, seen_by: str | None, exercise: bool,
) -> tuple[str, str]:  # fmt: skip
    """Id and YAML of an adoption record."""
    slug = re.sub(r"[^a-z0-9]+", "-", f"{site}-{lesson}".lower()).strip("-")[:80].strip("-")
    lines = [
        "format: 1",
        f"id: {slug}",
        *(["kind: exercise"] if exercise else []),
        f"site: {_text(site)}",
        f"lesson: {_text(lesson)}",
        f"applies: {'true' if applies else 'false'}",
        *([f"why: {_text(why)}"] if why else []),
        f"decided_by: {_text(decided_by)}",
        f"decided_on: {decided_on.isoformat()}",
        *([f"done: {_text(done)}"] if done else []),
        *([f"seen: {{date: {seen_on.isoformat()}, by: {_text(seen_by or '')}}}"] if seen_on else []),
    ]
    return slug, "\n".join(lines) + "\n"


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
