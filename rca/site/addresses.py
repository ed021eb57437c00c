"""Where everything stands on the site. Addresses are stable: people cite them."""

from __future__ import annotations

import posixpath
import re
from urllib.parse import quote

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


def case(review: str) -> str:
    """The page of a review."""
    return f"cases/{review}/index.html"


def event(review: str, name: str) -> str:
    """An event of a review's tree on the review's page."""
    return f"{case(review)}#{anchor('event', name)}"


def action(review: str, name: str) -> str:
    """A corrective action on the review's page."""
    return f"{case(review)}#{anchor('action', name)}"


def evidence(review: str, name: str) -> str:
    """A piece of evidence on the review's page."""
    return f"{case(review)}#{anchor('evidence', name)}"


def source(review: str, name: str) -> str:
    """A source on the review's page."""
    return f"{case(review)}#{anchor('source', name)}"


def case_lesson(review: str, name: str) -> str:
    """The page of a lesson that one review teaches."""
    return f"lessons/{review}/{quote(name)}/index.html"


def general_lesson(name: str) -> str:
    """The page of a general lesson."""
    return f"lessons/{name}/index.html"


def lesson(reference: str) -> str:
    """The page of a lesson written as `review#L-ID` or as the id of a general lesson."""
    review, found, name = reference.partition("#")
    return case_lesson(review, name) if found else general_lesson(review)


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


def anchor(kind: str, name: str) -> str:
    """Id of a place on a page: `event-NO-TRIP`. The kind keeps an event and an action of one name apart."""
    return quote(f"{kind}-{name}", safe="-_.")


def relative(start: str, target: str) -> str:
    """`target` as a link from the page at `start`. Relative, so that the site works below any folder and from a disk.

    `index.html` stays in the link: a browser that reads the site from a disk would list the folder instead.
    """
    path, mark, place = target.partition("#")
    if path == start and mark:
        return f"#{place}"
    return posixpath.relpath(path or start, posixpath.dirname(start) or ".") + mark + place
