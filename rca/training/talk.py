"""A toolbox talk: what to do, in at most five bullets, for the people who do the job."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rca.library.model import Library
from rca.training.base import TeachingBase, split
from rca.training.case_sheet import MOST_BULLETS

_NEGATIVE = re.compile(
    r"^(?:do not|don't|never|no|not|avoid|nobody|不要|不得|禁止|严禁|切勿)\b|^(?:不要|不得|禁止|严禁|切勿)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Talk:
    """One page to read aloud before a job."""

    name: str
    title: str
    language: str
    why: str
    """What happened, in a sentence or two."""
    bullets: tuple[str, ...]
    ask: str
    """A question to end with."""


def talk_of(base: TeachingBase, name: str) -> Talk | None:
    """The talk of a case, a lesson of a case (`case#L-ID`) or a general lesson; None when nothing has that name.

    Bullets are those that the author wrote, positive ones first: people do what they are told to do more surely than
    they leave what they are told not to do. Where there are none, the lessons themselves.
    """
    case, part = split(name)
    if part and case:
        return _of_lesson(base, case, part)
    review = base.taught_case(name)
    if review is not None:
        own = review.training.toolbox_talk if review.training else ()
        asks = [lesson.ask for lesson in review.lessons if lesson.ask]
        bullets = _bullets(own or [lesson.lesson for lesson in review.lessons])
        why = _opening(review.summary.text if review.summary else review.title)
        return Talk(name, review.title, review.review.language, why, bullets, asks[0] if asks else "")
    return _of_general(base.library, name)


def _of_lesson(base: TeachingBase, case: str, part: str) -> Talk | None:
    review = base.taught_case(case)
    lesson = next((each for each in review.lessons if each.id == part), None) if review else None
    if review is None or lesson is None:
        return None
    words = {placed.id: placed.event.event for placed in review.fault_tree.placed()}
    why = ". ".join(words[name].rstrip(".") for name in lesson.because[:2] if name in words)
    return Talk(
        f"{case}#{part}",
        lesson.lesson,
        review.review.language,
        f"{review.title}. {why}".strip(),
        (lesson.lesson,),
        lesson.ask or "",
    )


def _of_general(library: Library, name: str) -> Talk | None:
    entry = library.lessons.get(name)
    if entry is None or entry.partial or entry.record.withdrawn is not None:
        return None
    lesson = entry.record
    return Talk(
        name, lesson.title, "en", lesson.why or lesson.lesson, _bullets(lesson.toolbox_talk or (lesson.lesson, *lesson.methods)),
        lesson.ask or "",
    )  # fmt: skip


def _bullets(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(texts, key=lambda text: bool(_NEGATIVE.match(text.strip())))[:MOST_BULLETS])


def _opening(text: str) -> str:
    """The first two sentences."""
    return "".join(re.split(r"(?<=[.!?。！？])(?=\s|[\u3400-\u9fff])", " ".join(text.split()))[:2])
