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
FEED_JSON = "lessons/feed.json"
RECURRENCE = "recurrence/index.html"
TIMELINE = "timeline/index.html"
DUE = "due/index.html"
CALENDAR = "due/due.ics"
METHOD = "guide/method.html"

HUBS = ("industry", "hazard", "equipment", "defect")
"""Code lists that have a page for every code in use."""

_SHARED = ("assets/", "guide/", "develop/", "search/data/")
_DOWNLOADS = frozenset({"review.yaml", "findings.json", "actions.csv", "cite.bib"})
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


def shared(path: str) -> bool:
    """Whether a file is the same in every language: hand-written pages, assets, data, and what a case was read from."""
    name = path.partition("#")[0]
    return name.startswith(_SHARED) or name == "reference/cli.html" or posixpath.basename(name) in _DOWNLOADS


def in_language(path: str, language: str) -> str:
    """Where the page at `path` stands in a language: at the root in English, below `zh/` in Chinese."""
    return path if language == "en" else f"{language}/{path}"


def linked(language: str, start: str, target: str) -> str:
    """The link from the page at `start` to `target`, both in the same language, or to the one file of all languages."""
    if language != "en" and shared(target):
        return relative(in_language(start, language), target)
    return relative(start, target)


def relative(start: str, target: str) -> str:
    """`target` as a link from the page at `start`. Relative, so that the site works below any folder and from a disk.

    `index.html` stays in the link: a browser that reads the site from a disk would list the folder instead.
    """
    path, mark, place = target.partition("#")
    if path == start and mark:
        return f"#{place}"
    return posixpath.relpath(path or start, posixpath.dirname(start) or ".") + mark + place


__all__ = [
    "ACTIONS", "ASSETS", "CALENDAR", "CASES", "COURSES", "DUE", "EVIDENCE", "FEED", "FEED_JSON", "FORMAT", "GLOSSARY",
    "HOME", "HUBS", "LESSONS", "LESSONS_PROCEDURAL", "LESSONS_TECHNICAL", "METHOD", "RECURRENCE", "RULES", "SEARCH",
    "STATISTICS", "TIMELINE", "action", "anchor", "case", "case_lesson", "course", "event", "evidence",
    "general_lesson", "hub", "in_language", "lesson", "linked", "relative", "rule", "shared", "slug", "source", "term",
]  # fmt: skip
