"""The functions of the trainer's desk: list, review, suggest and export courses; hand-outs, toolbox talks, slides."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rca.api.base import KnowledgeBase, Misuse, find_review, open_kb
from rca.api.files import write_text

if TYPE_CHECKING:
    from rca.library.model import Entry
    from rca.records.course import CaseLink, Course
    from rca.records.review import Review
    from rca.training.base import TeachingBase
    from rca.training.suggest import Serves

SNAPSHOT = ".read.json"
"""What the file beside a course ends in that says what was read."""


def base_of(kb: KnowledgeBase) -> TeachingBase:
    """The library with its findings, as the training room reads it."""
    from rca.training.base import TeachingBase

    return TeachingBase(kb.library, kb.findings, kb.trees)


def find_course(kb: KnowledgeBase, name: str) -> Entry[Course]:
    """The course with that id.

    Raises:
        Misuse: there is none, or its file does not read; the message names the nearest or what is wrong.
    """
    from rca.library.link import nearest

    entry = kb.library.courses.get(name)
    if entry is not None and not entry.partial:
        return entry
    if entry is not None:
        msg = f"`{name}` does not read; `rca check {entry.document.file.path}` says why"
        raise Misuse(msg)
    near = nearest(name, frozenset(kb.library.courses))
    msg = f"there is no course `{name}`." + (f" Did you mean `{near}`?" if near else " `rca course list` lists them.")
    raise Misuse(msg)


def list_courses(root: Path, as_of: dt.date, *, form: str) -> str:
    """Courses with status, minutes, level, cases and how many of these have changed, as text or JSON.

    Raises:
        Misuse: `root` is no folder.
    """
    from rca.exporters.course_list import as_json, as_text
    from rca.training.reading import readings

    kb = open_kb(root, as_of)
    base = base_of(kb)
    rows = [
        (entry.record, readings(entry.record, base, {}))
        for _, entry in sorted(kb.library.courses.items())
        if not entry.partial
    ]
    return (as_json if form == "json" else as_text)(rows)


@dataclass(frozen=True, slots=True)
class CourseReview:
    """What a review of a course's cases gave."""

    text: str
    suspect: bool
    """Whether a case has changed, is gone, or was never put on record, and was not taken as read just now."""


def review_course(root: Path, name: str, as_of: dt.date, *, accept: bool, form: str) -> CourseReview:
    """What changed in the cases of a course since they were read; with `accept` the new state is taken as read.

    Raises:
        Misuse: there is no such course, or its file cannot be written.
    """
    from rca.exporters.course_review import as_json, as_text
    from rca.source.edit import CannotEdit
    from rca.training.reading import accepted, readings, snapshots_of

    kb = open_kb(root, as_of)
    entry, base = find_course(kb, name), base_of(kb)
    beside = Path(entry.document.file.path).with_suffix(SNAPSHOT)
    path = root / "courses" / beside.name
    found = readings(entry.record, base, snapshots_of(_text_of(path)))
    text = (as_json if form == "json" else as_text)(name, found)
    if accept:
        try:
            course, snapshots = accepted(entry, base, as_of.isoformat())
        except CannotEdit as error:
            raise Misuse(str(error)) from error
        write_text(path, snapshots)
        if course != entry.document.file.text:
            write_text(Path(entry.document.file.path), course)
    gone = any(each.state == "gone" for each in found)
    return CourseReview(text, gone or (not accept and any(each.state != "as-read" for each in found)))


def _text_of(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return json.dumps({})


@dataclass(frozen=True, slots=True)
class Exported:
    """A file to write, and what the trainer should know about it."""

    content: bytes
    warnings: tuple[str, ...]


def export_course(
    root: Path, name: str, as_of: dt.date, *, to: str, site: str, start: dt.date, computed: int, seed: str
) -> Exported:
    """A course as a package, page, question file or calendar.

    Raises:
        Misuse: there is no such course; it teaches what is gone or does not hold; or there is no form `to`.
    """
    from rca.diagnostics.text import render
    from rca.exporters.courses import Delivery, writers
    from rca.training.check import stops_teaching
    from rca.training.sheet import course_sheet

    kb = open_kb(root, as_of)
    entry, base = find_course(kb, name), base_of(kb)
    if to not in writers():
        msg = f"`{to}` is none of {', '.join(writers())}"
        raise Misuse(msg)
    paths = {entry.document.file.path, *(_path_of(kb, each.review) for each in _cases(entry.record))}
    wrong = [each for each in kb.diagnostics() if each.path in paths and stops_teaching(kb.library, each)]
    if wrong:
        msg = f"nothing was written: `{name}` would teach what is not there or does not hold\n{render(wrong)}"
        raise Misuse(msg)
    sheet = course_sheet(entry.record, base, computed=computed, seed=seed)
    changed = [case.review for module in sheet.modules for case in module.cases if case.changed]
    warnings = [
        f"`{each}` has changed since it was read; see `rca course review {name}`" for each in dict.fromkeys(changed)
    ]
    return Exported(writers()[to](sheet, Delivery(site, start, as_of)), tuple(warnings))


def _cases(course: Course) -> list[CaseLink]:
    return [link for module in course.modules for link in module.cases]


def _path_of(kb: KnowledgeBase, review: str) -> str:
    entry = kb.library.reviews.get(review)
    return entry.document.file.path if entry else ""


def handout(root: Path, review: str, as_of: dt.date, *, pdf: bool, language: str = "") -> bytes:
    """A case on two pages, as HTML or PDF; in its own language unless another is named.

    Raises:
        Misuse: there is no such review, it is withdrawn, or a PDF is asked for and Typst is not there.
    """
    from rca.exporters.handout import PaperTree, handout_html
    from rca.exporters.handout_pdf import NoTypst, handout_pdf
    from rca.site.pictures.files import FONTS, CannotDraw, drawn_for_print
    from rca.training.case_sheet import case_sheet

    kb, entry = taught_review(root, review, as_of)
    tree, findings = kb.trees[entry.record.id], kb.findings[entry.record.id]
    sheet = case_sheet(entry.record, tree, findings, language)
    try:
        drawn = drawn_for_print(entry.record, tree, findings, sheet.title, sheet.language)
        nodes = {**tree.nodes, **tree.influences}
        paper = PaperTree(drawn.svg, drawn.wide, tuple(nodes[name].label for name in drawn.cut_at), drawn.left_out)
        return handout_pdf(sheet, paper, FONTS) if pdf else handout_html(sheet, paper).encode()
    except (CannotDraw, NoTypst) as error:
        raise Misuse(str(error)) from error


def taught_review(root: Path, name: str, as_of: dt.date) -> tuple[KnowledgeBase, Entry[Review]]:
    """The review with that id or path, if it may be taught from.

    Raises:
        Misuse: there is none, or it is withdrawn.
    """
    kb, entry = find_review(root, name, as_of)
    withdrawn = entry.record.review.publication.withdrawn
    if withdrawn is not None:
        msg = f"`{entry.record.id}` was withdrawn on {withdrawn.date} and must not be taught from"
        raise Misuse(msg)
    return kb, entry


def toolbox(root: Path, name: str, as_of: dt.date, *, form: str, paper: str) -> str:
    """A talk on one sheet, as HTML, Markdown or text.

    Raises:
        Misuse: no case or lesson in use has that name; the message names the nearest.
    """
    from rca.exporters import toolbox as shown
    from rca.library.link import nearest
    from rca.training.talk import talk_of

    kb = open_kb(root, as_of)
    talk = talk_of(base_of(kb), name)
    if talk is None:
        if kb.library.reviews.get(name.partition("#")[0]) is not None:
            taught_review(root, name.partition("#")[0], as_of)
        known = frozenset(
            (*kb.library.reviews, *kb.library.lessons, *(each.address for each in kb.library.cased_lessons()))
        )
        near = nearest(name, known)
        msg = f"there is no case or lesson `{name}`." + (f" Did you mean `{near}`?" if near else "")
        raise Misuse(msg)
    if form == "html":
        return shown.toolbox_html(talk, paper)
    return shown.toolbox_md(talk) if form == "md" else shown.toolbox_text(talk)


def slides(root: Path, name: str, as_of: dt.date, *, computed: int, seed: str) -> str:
    """Slides of a review or a course as Marp Markdown.

    Raises:
        Misuse: no review and no course in use has that name.
    """
    from rca.exporters.slides import case_slides, course_slides
    from rca.library.link import nearest
    from rca.training.case_sheet import case_sheet
    from rca.training.sheet import computed_items, course_sheet, written_item

    if root.is_dir():
        kb = open_kb(root, as_of)
        if name in kb.library.courses:
            return course_slides(course_sheet(find_course(kb, name).record, base_of(kb), computed=computed, seed=seed))
        if name not in kb.library.reviews and not Path(name).is_file():
            near = nearest(name, frozenset((*kb.library.reviews, *kb.library.courses)))
            msg = f"there is no review or course `{name}`." + (f" Did you mean `{near}`?" if near else "")
            raise Misuse(msg)
    kb, entry = taught_review(root, name, as_of)
    base, review = base_of(kb), entry.record
    quiz = review.training.quiz if review.training else ()
    items = [written_item(each, each.id or f"Q{place}", base, review.id) for place, each in enumerate(quiz, 1)]
    items += computed_items(review, base, seed, computed) if computed else ()
    return case_slides(case_sheet(review, kb.trees[review.id], kb.findings[review.id]), items)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a course is to be about."""

    objectives: tuple[str, ...]
    """In words."""
    equipment: tuple[str, ...] = ()
    hazards: tuple[str, ...] = ()
    modes: tuple[str, ...] = ()


def suggest_course(root: Path, as_of: dt.date, wanted: Wanted, *, minutes: int, form: str) -> str:
    """Cases that serve what is wanted with the least overlap, and why, as text or JSON.

    Raises:
        Misuse: nothing is wanted, or a code is in no list; the message names the nearest.
    """
    from rca.exporters import course_suggestion as shown
    from rca.training.suggest import suggest

    kb = open_kb(root, as_of)
    coded = _coded_goals(kb, wanted)
    goals = tuple(dict.fromkeys((*(each.strip() for each in wanted.objectives if each.strip()), *coded)))
    if not goals:
        msg = "nothing is wanted: give --objective in words, or --equipment, --hazard, --mode"
        raise Misuse(msg)
    serving = _serving(kb, goals, coded)
    found = suggest(kb.library, kb.findings, goals, serving, minutes)
    if form == "json":
        return shown.as_json(found)
    return shown.as_text(found, goals, lambda code: kb.library.name_of("defect", code))


def _coded_goals(kb: KnowledgeBase, wanted: Wanted) -> dict[str, tuple[str, str]]:
    """For the words of every goal given as a code: the field of the event that holds it, and the code."""
    from rca.library.link import nearest

    goals = {}
    for taxonomy, field, codes in (
        ("equipment", "equipment", wanted.equipment), ("hazard", "hazards", wanted.hazards),
        ("operating-mode", "mode", wanted.modes),
    ):  # fmt: skip
        listed = kb.library.taxonomies.get(taxonomy)
        known = frozenset(term.code for term in listed.terms) if listed else frozenset()
        for code in codes:
            if code not in known:
                near = nearest(code, known)
                msg = f"`{code}` is no code of the list `{taxonomy}`." + (f" Did you mean `{near}`?" if near else "")
                raise Misuse(msg)
            goals[f"{taxonomy}: {kb.library.name_of(taxonomy, code)}"] = (field, code)
    return goals


LEAST = 0.35
"""Share of the best hit's score below which a hit says too little of an objective."""


def _serving(kb: KnowledgeBase, goals: Sequence[str], coded: Mapping[str, tuple[str, str]]) -> dict[str, list[Serves]]:
    """For every case what goals it serves: by code, or by what the search finds in it."""
    from rca.search.index import Index
    from rca.search.library import search_index
    from rca.search.records import corpus_of
    from rca.training.suggest import Serves

    found: dict[str, list[Serves]] = {}
    words = [goal for goal in goals if goal not in coded]
    index = Index.of(corpus_of(kb.library, kb.findings)) if words else None
    for goal in goals:
        if goal in coded:
            field, code = coded[goal]
            for review in kb.library.published():
                if code in getattr(review.event, field):
                    found.setdefault(review.id, []).append(Serves(goal, 1.0, f"`{code}`"))
        elif index is not None:
            hits = [
                hit
                for hit in search_index(index, goal, limit=200).hits
                if hit.id.partition("#")[0] in kb.library.reviews
            ]
            best = max((hit.score for hit in hits), default=0.0)
            seen: set[str] = set()
            for hit in hits:
                case = hit.id.partition("#")[0]
                if case not in seen and best and hit.score >= LEAST * best:
                    seen.add(case)
                    found.setdefault(case, []).append(
                        Serves(goal, round(hit.score / best, 2), f"{hit.kind} {hit.id}: {hit.title}")
                    )
    return found
