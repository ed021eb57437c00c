"""A course with everything it names looked up: what its pages, slides and packages are made from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rca.records.course import CaseLink, Course, Module
from rca.records.lesson import QuizQuestion
from rca.records.review import Review
from rca.training.base import TeachingBase, split
from rca.training.fingerprint import fingerprint
from rca.training.question import Question, TaughtCase, shuffled
from rca.training.questions import questions_on


@dataclass(frozen=True, slots=True)
class Passage:
    """Where an answer can be looked up."""

    case: str
    case_title: str
    id: str
    what: str
    source: str
    """Title, number and place in the source, as far as the review gives them."""


@dataclass(frozen=True, slots=True)
class Item:
    """A question as learners get it, with what the trainer has besides."""

    id: str
    ask: str
    options: tuple[str, ...]
    key: int
    """Index of the right option."""
    because: str
    outcome: str
    """Id of the outcome it serves; empty for a computed question."""
    passages: tuple[Passage, ...] = ()
    computed: bool = False
    """Whether the engine found the key."""


@dataclass(frozen=True, slots=True)
class UsedCase:
    """A case as a module uses it."""

    review: str
    title: str
    date: str
    summary: str
    outcomes: tuple[str, ...]
    focus: tuple[tuple[str, str], ...]
    """Ids with their words."""
    questions: tuple[str, ...]
    discussion: tuple[str, ...]
    changed: bool
    """Whether it changed since the trainer read it."""


@dataclass(frozen=True, slots=True)
class UsedLesson:
    """A lesson that a module teaches."""

    reference: str
    kind: str
    lesson: str
    ask: str


@dataclass(frozen=True, slots=True)
class ModuleSheet:
    """A module, looked up."""

    number: int
    id: str
    title: str
    minutes: int
    about: str
    cases: tuple[UsedCase, ...]
    lessons: tuple[UsedLesson, ...]
    activities: tuple[str, ...]
    listen_for: tuple[str, ...]
    items: tuple[Item, ...]

    @property
    def outcomes(self) -> frozenset[str]:
        """Outcomes that a case or a question of the module serves."""
        return frozenset(
            (*(each for case in self.cases for each in case.outcomes), *(each.outcome for each in self.items))
        )


@dataclass(frozen=True, slots=True)
class CourseSheet:
    """A course, looked up."""

    id: str
    title: str
    summary: str
    status: str
    language: str
    level: str
    audience: tuple[str, ...]
    minutes: int
    outcomes: tuple[tuple[str, str], ...]
    """Ids with their words."""
    modules: tuple[ModuleSheet, ...]

    @property
    def items(self) -> tuple[Item, ...]:
        """Every question, in the order taught."""
        return tuple(item for module in self.modules for item in module.items)

    def outcome(self, name: str) -> str:
        """The words of an outcome; empty when there is none of that id."""
        return dict(self.outcomes).get(name, "")


def course_sheet(course: Course, base: TeachingBase, *, computed: int = 0, seed: str = "1") -> CourseSheet:
    """The course with its cases, lessons and passages looked up; what is gone is left out.

    `computed` is how many questions of each kind the engine adds on every case, in the module that uses it first.
    """
    asked: set[str] = set()
    modules = tuple(
        _module(number, module, base, computed, f"{seed}/{course.id}", asked)
        for number, module in enumerate(course.modules, 1)
    )
    return CourseSheet(
        course.id, course.title, course.summary, course.status, course.language, course.level or "", tuple(course.audience),
        course.minutes or sum(module.minutes for module in course.modules),
        tuple((each.id, each.text) for each in course.outcomes), modules,
    )  # fmt: skip


def _module(number: int, module: Module, base: TeachingBase, computed: int, seed: str, asked: set[str]) -> ModuleSheet:
    names = [f"{module.id}-{question.id or place}" for place, question in enumerate(module.quiz, 1)]
    names = [name if name not in names[:place] else f"{name}-{place + 1}" for place, name in enumerate(names)]
    items = [written_item(question, name, base) for question, name in zip(module.quiz, names, strict=True)]
    for link in module.cases if computed else ():
        review = base.taught_case(link.review)
        if review is not None and review.id not in asked:
            asked.add(review.id)
            items.extend(computed_items(review, base, seed, computed))
    return ModuleSheet(
        number, module.id, module.title, module.minutes, module.about or "",
        tuple(used for link in module.cases if (used := _case(link, base)) is not None),
        tuple(_lessons(module, base)), module.activities, module.listen_for, tuple(items),
    )  # fmt: skip


def written_item(question: QuizQuestion, name: str, base: TeachingBase, home: str = "") -> Item:
    """A question as written, its options in an order of their own; `home` is the case whose evidence it cites.

    Authors put the right option second more often than not, and learners notice. Options that all hold a number keep
    the order of their size.
    """
    right = question.options[min(question.answer, len(question.options)) - 1]
    counted = all(any(letter.isdigit() for letter in option) for option in question.options)
    options = question.options if counted else tuple(shuffled(question.options, name))
    passages = tuple(found for each in question.evidence if (found := passage(*split(each, home), base)) is not None)
    return Item(
        name, question.ask, options, options.index(right), question.because or "", question.objective or "", passages
    )  # fmt: skip


def computed_items(review: Review, base: TeachingBase, seed: str, each: int) -> Iterator[Item]:
    """Questions on a case whose key the engine finds."""
    case = TaughtCase(review, base.trees[review.id], base.findings[review.id])
    return (computed_item(question, base) for question in questions_on(case, seed, each))


def computed_item(question: Question, base: TeachingBase) -> Item:
    """A computed question with its passages."""
    passages = tuple(found for each in question.evidence if (found := passage(question.review, each, base)) is not None)
    name = question.id.replace("#", "-")
    return Item(name, question.ask, question.options, question.key, question.because, "", passages, computed=True)


def passage(case: str, name: str, base: TeachingBase) -> Passage | None:
    """A piece of evidence with its source, or None when it does not exist or is not for everybody's eyes."""
    review = base.taught_case(case)
    evidence = review.evidence.get(name) if review else None
    if review is None or evidence is None or evidence.access in ("internal", "restricted"):
        return None
    source = review.sources.get(evidence.source or "")
    named = [source.title, source.number or "", str(source.year or "")] if source else [evidence.custodian or ""]
    return Passage(case, review.title, name, evidence.what, ", ".join(filter(None, (*named, evidence.at))))


def _case(link: CaseLink, base: TeachingBase) -> UsedCase | None:
    review = base.taught_case(link.review)
    if review is None:
        return None
    changed = link.fingerprint is not None and link.fingerprint != fingerprint(review, base.findings[review.id])
    training = review.training
    words = {placed.id: placed.event.event for placed in review.fault_tree.placed()}
    words |= {barrier.id: barrier.what for barrier in review.barriers}
    words |= {action.id: action.do for action in review.actions or ()}
    words |= {lesson.id: lesson.lesson for lesson in review.lessons}
    return UsedCase(
        review.id, review.title, review.event.date, review.summary.text if review.summary else "", link.objectives,
        tuple((name, words.get(name, name)) for name in link.focus), link.questions,
        training.discussion if training else (), changed,
    )  # fmt: skip


def _lessons(module: Module, base: TeachingBase) -> Iterator[UsedLesson]:
    for name in module.lessons:
        case, part = split(name)
        review = base.taught_case(case) if case else None
        general = base.library.lessons.get(name)
        if review is not None:
            found = next((lesson for lesson in review.lessons if lesson.id == part), None)
            if found is not None:
                yield UsedLesson(name, found.kind, found.lesson, found.ask or "")
        elif general is not None and general.record.withdrawn is None:
            yield UsedLesson(name, general.record.kind, general.record.lesson, general.record.ask or "")
