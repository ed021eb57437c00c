"""Slides of a case or a course as Marp Markdown, with notes for the trainer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from rca.exporters.markdown_text import plain
from rca.exporters.teaching_words import state_word, word
from rca.training.case_sheet import CaseSheet
from rca.training.sheet import CourseSheet, Item, ModuleSheet

ON_A_SLIDE = 6
"""Lines that can be read from the last row."""
HEAD = """---
marp: true
theme: default
paginate: true
size: 16:9
style: |
  section { font-size: 26px }
  h1 { font-size: 40px }
  section.lead h1 { font-size: 46px }
  section.quiz { font-size: 24px }
  section.quiz h1 { font-size: 32px }
"""


def case_slides(sheet: CaseSheet, items: Sequence[Item]) -> str:
    """The case in the order in which it teaches: what happened up to the last entry, a stop, then the rest."""
    w = sheet.language
    opening = [word("invented", w)] if sheet.invented else []
    slides = [
        _slide(
            sheet.title, [*opening, " · ".join(filter(None, (sheet.when, sheet.where)))], sheet.questions, w, lead=True
        )
    ]
    entries = [f"**{plain(at)}** {plain(what)}" if at else plain(what) for at, what in sheet.timeline]
    stop = sheet.stop_before
    slides += _chunked(word("timeline", w), entries[:stop], (word("before", w),), w, marked=True)
    if entries:
        slides.append(_slide(word("before", w), (), sheet.questions, w, lead=True))
    slides += _chunked(word("summary", w), entries[stop:], (sheet.summary,), w, marked=True)
    slides += _outlines(word("tree", w), [(depth, plain(words)) for depth, words, _, _ in sheet.outline if depth < 3],
                        sheet.verdict, w)  # fmt: skip
    slides += _chunked(word("barriers", w), [f"{what}: {state_word(state, w)}" for what, state, _ in sheet.barriers],
                       [f"{what}: {how}" for what, _, how in sheet.barriers if how], w)  # fmt: skip
    slides += _chunked(
        word("lessons", w), [lesson for _, lesson, _ in sheet.lessons], [ask for _, _, ask in sheet.lessons if ask], w
    )
    slides += _chunked(word("discussion", w), sheet.discussion, sheet.key_points, w)
    slides += [slide for item in items for slide in _question(item, w)]
    return _deck(slides, sheet.title, w)


def course_slides(sheet: CourseSheet) -> str:
    """A title, the outcomes, and for each module its cases, lessons, activities and questions."""
    w = sheet.language
    slides = [
        _slide(sheet.title, [sheet.summary], [f"{sheet.minutes} {word('minutes', w)}"], w, lead=True),
        *_chunked(word("outcomes", w), [text for _, text in sheet.outcomes], (), w),
        *(slide for module in sheet.modules for slide in _module(module, w)),
    ]
    return _deck(slides, sheet.title, w)


def _module(module: ModuleSheet, w: str) -> Iterator[str]:
    listen = [f"{word('listen', w)}: {each}" for each in module.listen_for]
    minutes = f"{module.minutes} {word('minutes', w)}"
    yield _slide(
        f"{module.number}. {module.title}", [module.about] if module.about else [], [minutes, *listen], w, lead=True
    )
    for case in module.cases:
        focus = [words for _, words in case.focus[:ON_A_SLIDE]]
        yield _slide(case.title, focus, [case.summary, f"{word('living', w)}: {case.review}"], w)
        yield from _chunked(word("discussion", w), (*case.questions, *case.discussion), listen, w)
    yield from _chunked(
        word("lessons", w), [each.lesson for each in module.lessons], [each.ask for each in module.lessons], w
    )
    yield from _chunked(word("activities", w), module.activities, listen, w)
    for item in module.items:
        yield from _question(item, w)


def _question(item: Item, w: str) -> Iterator[str]:
    letters = [f"{chr(65 + place)}. {plain(option)}" for place, option in enumerate(item.options)]
    cited = [f"{word('passage', w)}: {each.case} {each.id}, {each.source}: {each.what}" for each in item.passages]
    right = letters[item.key]
    ask, *listed = item.ask.splitlines()
    given = "".join(f"{plain(line)}\n\n" for line in listed)
    shown = "\n".join(f"- {letter}" for letter in letters)
    yield f"<!-- _class: quiz -->\n\n# {plain(ask)}\n\n{given}{shown}\n"
    because = [plain(item.because)] if item.because else []
    yield _slide(word("answer", w), ["**" + right + "**", *because], cited, w, marked=True)


def _chunked(title: str, lines: Iterable[str], notes: Iterable[str], w: str, *, marked: bool = False) -> list[str]:
    every, said = list(lines), list(notes)
    starts = range(0, len(every), ON_A_SLIDE)
    return [_slide(title, every[at : at + ON_A_SLIDE], said if at == 0 else (), w, marked=marked) for at in starts]


def _outlines(title: str, lines: Sequence[tuple[int, str]], note: str, w: str) -> list[str]:
    """The tree as nested lists. A slide that begins below the top repeats what stands over its first line."""
    above: list[str] = []
    bodies: list[list[str]] = []
    for depth, words in lines:
        if not bodies or len(bodies[-1]) >= 2 * ON_A_SLIDE:
            bodies.append([_nested(n, f"{each} …") for n, each in enumerate(above[:depth])])
        bodies[-1].append(_nested(depth, words))
        above[depth:] = [words]
    return [f"# {plain(title)}\n\n{chr(10).join(body)}\n{_notes((note,), w)}" for body in bodies]


def _nested(depth: int, words: str) -> str:
    return f"{'  ' * depth}- {words}"


def _slide(
    title: str, lines: Sequence[str], notes: Iterable[str], w: str, *, lead: bool = False, marked: bool = False
) -> str:
    """One slide. `marked` lines are Markdown already."""
    shown = [line if marked else plain(line) for line in lines if line]
    body = "\n\n".join(shown) if lead else "\n".join(f"- {line}" for line in shown)
    first = "<!-- _class: lead -->\n\n" if lead else ""
    return f"{first}# {plain(title)}\n\n{body}\n{_notes(notes, w)}"


def _notes(notes: Iterable[str], w: str) -> str:
    """The trainer's notes as an HTML comment, which nothing in them can end."""
    del w
    kept = [plain(note).replace("--", "- -").replace(">", "&gt;") for note in notes if note]
    return "\n<!--\n" + "\n\n".join(kept) + "\n-->\n" if kept else ""


def _deck(slides: Sequence[str], title: str, w: str) -> str:
    language = "zh-Hans" if w == "zh" else "en"
    quoted = '"' + " ".join(re.sub(r"[<>]", " ", title).split()).replace("\\", "\\\\").replace('"', '\\"') + '"'
    return f"{HEAD}title: {quoted}\nlang: {language}\n---\n\n" + "\n---\n\n".join(slides)
