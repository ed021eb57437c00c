"""Where everything stands on the site. Addresses are stable: people cite them."""

from __future__ import annotations

import posixpath
import re

from rca.library.addresses import action, anchor, case, case_lesson, event, evidence, general_lesson, lesson, source

ASSETS = "assets/rca"
HOME = "index.html"
SEARCH = "search/index.html"
CASES = "cases/index.html"
LESSONS = "lessons/index.html"
LESSONS_TECHNICAL = "lessons/technical/index.html"
LESSONS_PROCEDURAL = "lessons/procedural/index.html"
ACTIONS = "actions/index.html"
EVIDENCE = "evidence/index.html"
COURSES = "courses/index.html"
STATISTICS = "statistics/index.html"
RULES = "rules/index.html"
GLOSSARY = "reference/glossary/index.html"
FORMAT = "reference/format/index.html"
FEED = "lessons/feed.xml"

HUBS = ("industry", "hazard", "equipment", "defect")
"""Code lists that have a page for every code in use."""

_UNSAFE = re.compile(r"[^a-z0-9.-]+")


def slug(code: str) -> str:
    """A code as a piece of an address: lower case, anything but letters, digits, `-` and `.` becomes `-`."""
    return _UNSAFE.sub("-", code.lower()).strip("-.") or "code"


def hub(taxonomy: str, code: str = "") -> str:
    """The page of a code of one of the `HUBS`, or the list of all codes."""
    return f"{taxonomy}/{slug(code)}/index.html" if code else f"{taxonomy}/index.html"


def course(name: str) -> str:
    """The page of a course."""
    return f"courses/{name}/index.html"


def rule(code: str) -> str:
    """The page of a rule of the check."""
    return f"rules/{slug(code)}/index.html"


def term(word: str) -> str:
    """A word of the glossary."""
    return f"{GLOSSARY}#{anchor('term', slug(word))}"


def relative(start: str, target: str) -> str:
    """`target` as a link from the page at `start`. Relative, so that the site works below any folder and from a disk.

    `index.html` stays in the link: a browser that reads the site from a disk would list the folder instead.
    """
    path, mark, place = target.partition("#")
    if path == start and mark:
        return f"#{place}"
    return posixpath.relpath(path or start, posixpath.dirname(start) or ".") + mark + place


__all__ = [
    "ACTIONS", "ASSETS", "CASES", "COURSES", "EVIDENCE", "FEED", "FORMAT", "GLOSSARY", "HOME", "HUBS", "LESSONS",
    "LESSONS_PROCEDURAL", "LESSONS_TECHNICAL", "RULES", "SEARCH", "STATISTICS", "action", "anchor", "case",
    "case_lesson", "course", "event", "evidence", "general_lesson", "hub", "lesson", "relative", "rule", "slug",
    "source", "term",
]  # fmt: skip
