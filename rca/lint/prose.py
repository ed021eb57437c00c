"""Which passages of a review are the author's own statements, and of what kind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from rca.records.base import Statement
from rca.records.review import Review
from rca.records.tree import Placed
from rca.source.document import DataPath

ProseKind = Literal[
    "title", "summary", "circumstance", "timeline", "event", "reason", "barrier", "action", "response", "lesson",
    "question", "mechanism", "solution",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Prose:
    """A passage in the author's words. Titles of sources and what evidence says are not among them."""

    kind: ProseKind
    path: DataPath
    text: str
    event: Placed | None = None
    """The event whose sentence or reason it is."""


def prose_of(review: Review) -> Iterator[Prose]:
    """Every passage, in the order of the format."""
    yield Prose("title", ("title",), review.title)
    yield from _stated("summary", ("summary",), review.summary)
    event = review.event
    yield from _stated("circumstance", ("event", "normal_work"), event.normal_work)
    yield from _stated("circumstance", ("event", "surprise"), event.surprise)
    yield from _stated("circumstance", ("event", "luck"), event.luck)
    for index, entry in enumerate(review.timeline):
        yield Prose("timeline", ("timeline", index, "what"), entry.what)
    for placed in review.fault_tree.placed():
        yield Prose("event", (*placed.path, "event"), placed.event.event, placed)
        if placed.event.reason:
            yield Prose("reason", (*placed.path, "reason"), placed.event.reason, placed)
    for index, barrier in enumerate(review.barriers):
        if barrier.how:
            yield Prose("barrier", ("barriers", index, "how"), barrier.how)
    for index, action in enumerate(review.actions or ()):
        yield Prose("action", ("actions", index, "do"), action.do)
    if review.response is not None:
        for index, done in enumerate(review.response.actions):
            yield Prose("response", ("response", "actions", index, "do"), done.do)
    for index, lesson in enumerate(review.lessons):
        yield Prose("lesson", ("lessons", index, "lesson"), lesson.lesson)
        if lesson.ask:
            yield Prose("question", ("lessons", index, "ask"), lesson.ask)
    summary = review.technical_summary
    if summary is not None:
        yield from _stated("mechanism", ("technical_summary", "what_happened"), summary.what_happened)
        yield from _stated("mechanism", ("technical_summary", "mechanism"), summary.mechanism)
        yield from _stated("solution", ("technical_summary", "methods_that_solve"), summary.methods_that_solve)
        yield from _stated("solution", ("technical_summary", "future_direction"), summary.future_direction)


def _stated(kind: ProseKind, path: DataPath, statement: Statement | None) -> Iterator[Prose]:
    if statement is not None:
        yield Prose(kind, (*path, "text"), statement.text)
