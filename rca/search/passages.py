"""What a case says, field by field."""

from __future__ import annotations

from collections.abc import Iterator

from rca.records.base import Statement
from rca.records.review import Review
from rca.search.record import Passage

TITLE = 4
"""How much more a word of a title counts than one of the text."""
TELLING = 2
"""The same for summaries, questions and key words."""


def case_passages(review: Review) -> Iterator[Passage]:
    """What a case says, by field. Organisation, place and people stay out where they are kept anonymous."""
    hidden = review.review.publication.anonymise
    event, summary = review.event, review.technical_summary
    yield from said("summary", review.summary, TELLING)
    yield Passage("id", review.id, TELLING, shown=False)
    if event.organisation and "organisation" not in hidden:
        yield Passage("organisation", event.organisation, TELLING)
    if event.place and "location" not in hidden:
        yield from said("place", ", ".join(filter(None, (event.place.site, event.place.region))), TELLING)
    for translation in review.translations.values():
        yield from said("title", translation.title, TELLING)
        yield from said("summary", translation.summary)
    yield from said("normal work", event.normal_work)
    yield from said("surprise", event.surprise)
    yield from said("luck", event.luck)
    if event.harm:
        yield from said("harm", event.harm.loss)
        yield from said("harm", event.harm.environment)
    if summary:
        for label, part in (
            ("what happened", summary.what_happened), ("mechanism", summary.mechanism),
            ("methods", summary.methods_that_solve), ("direction", summary.future_direction),
            ("limits", summary.limits),
        ):  # fmt: skip
            yield from said(label, part)
    for placed in review.fault_tree.placed():
        yield Passage("tree", placed.event.event)
    for entry in review.timeline:
        yield Passage("timeline", entry.what)
    for barrier in review.barriers:
        yield Passage("barrier", f"{barrier.what}: {barrier.how}" if barrier.how else barrier.what)
    for lesson in review.lessons:
        yield Passage("lesson", lesson.lesson)
        yield from said("ask", lesson.ask)
        yield from said("keywords", ", ".join(lesson.keywords), TELLING)
    for action in review.actions or ():
        yield Passage("action", action.do)
    for prior in review.prior_events:
        yield Passage("earlier event", prior.what)
    for standard in review.standards.values():
        yield Passage("standard", standard.title)
    for question in review.open_questions:
        yield Passage("open question", question.text)


def said(label: str, said: str | Statement | None, weight: int = 1) -> tuple[Passage, ...]:
    """A passage, or none where nothing is said."""
    text = said.text if isinstance(said, Statement) else said
    return (Passage(label, text, weight),) if text else ()


def harm_in_words(review: Review) -> str:
    """Deaths and injuries: "15 killed, 180 injured"; empty where neither is recorded."""
    harm = review.event.harm
    counts = ((harm.deaths, "killed"), (harm.injured, "injured")) if harm else ()
    return ", ".join(f"{count} {word}" for count, word in counts if isinstance(count, int) and count)
