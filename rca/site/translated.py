"""What authors wrote, in the language of the page where there is a translation, and in the original where there is none."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup, escape

from rca.records.lesson import GeneralLesson, Lesson, LessonTranslation
from rca.records.review import Review
from rca.site.words import Language


@dataclass(frozen=True, slots=True)
class Said:
    """A text with the language it is in."""

    text: str
    language: Language = "en"


def marked(text: object, source: Language, page: Language) -> Markup:
    """Escaped text; in an element that names its language where that is another than the page's."""
    if source == page:
        return escape(text)
    return Markup('<span lang="{}">{}</span>').format(source, text)


def title(review: Review, page: Language) -> Said:
    """Title of a case."""
    other = review.translations.get(page)
    return Said(other.title, page) if other and other.title else Said(review.title, review.review.language)


def summary(review: Review, page: Language) -> Said | None:
    """Summary of a case; None where it has none."""
    other = review.translations.get(page)
    if other and other.summary:
        return Said(other.summary, page)
    return Said(review.summary.text, review.review.language) if review.summary else None


def lesson(review: Review, each: Lesson, page: Language) -> tuple[Said, Said | None]:
    """Words and question of a lesson of a case."""
    other = review.translations.get(page)
    return _lesson(each, other.lessons.get(each.id) if other else None, review.review.language, page)


def general(each: GeneralLesson, page: Language) -> tuple[Said, Said, Said | None]:
    """Title, words and question of a general lesson. What it is written in is English."""
    other = each.translations.get(page)
    words, ask = _lesson(each, other, "en", page)
    return (Said(other.title, page) if other and other.title else Said(each.title)), words, ask


def _lesson(
    each: Lesson | GeneralLesson, other: LessonTranslation | None, source: Language, page: Language
) -> tuple[Said, Said | None]:
    if other is None:
        return Said(each.lesson, source), Said(each.ask, source) if each.ask else None
    ask = Said(other.ask, page) if other.ask else Said(each.ask, source) if each.ask else None
    return Said(other.lesson, page), ask
