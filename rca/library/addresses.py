"""Where records of the knowledge base stand on its site. Addresses are stable: people cite them."""

from __future__ import annotations

from urllib.parse import quote


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


def anchor(kind: str, name: str) -> str:
    """Id of a place on a page: `event-NO-TRIP`. The kind keeps an event and an action of one name apart."""
    return quote(f"{kind}-{name}", safe="-_.")
