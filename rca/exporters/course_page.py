"""A course as one HTML page: what learners read, and a quiz that marks itself. The packages wrap this page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from importlib import resources

from rca.exporters.teaching_words import word
from rca.library import addresses
from rca.training.sheet import CourseSheet, Item, ModuleSheet, UsedCase

PASS = 70
"""Per cent of right answers from which a course is passed."""
POLICY = "default-src 'none'; style-src 'unsafe-inline' 'self'; script-src 'unsafe-inline' 'self'; img-src data:"
"""What the page may load: nothing but itself, so that it opens without a network and sends nothing anywhere."""


def asset(name: str) -> str:
    """The text of a script or style sheet that comes with the tool."""
    return (resources.files("rca.exporters") / "assets" / name).read_text("utf-8")


def course_page(sheet: CourseSheet, site: str = "", scripts: Sequence[str] = ()) -> str:
    """The page, complete in itself.

    Args:
        sheet: the course.
        site: address of the published site, for links to the living reviews; without one there are no links.
        scripts: further scripts, put before that of the quiz.
    """
    language = "zh-Hans" if sheet.language == "zh" else "en"
    code = "".join(f"<script>\n{each}</script>\n" for each in (*scripts, asset("quiz.js")))
    return (
        f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        f"<title>{escape(sheet.title)}</title>\n<style>\n{asset('course.css')}</style>\n</head>\n<body>\n<main>\n"
        f"{''.join(_body(sheet, site))}</main>\n{code}</body>\n</html>\n"
    )


def _body(sheet: CourseSheet, site: str) -> Iterator[str]:
    w = sheet.language
    facts = [f"{sheet.minutes} {word('minutes', w)}", *sheet.audience]
    yield f'<h1>{escape(sheet.title)}</h1>\n<p class="facts">{escape(" · ".join(facts))}</p>\n<p>{escape(sheet.summary)}</p>\n'
    yield f"<h2>{word('outcomes', w)}</h2>\n{_list(text for _, text in sheet.outcomes)}"
    for module in sheet.modules:
        yield from _module(module, w, site)
    if sheet.items:
        yield from _quiz(sheet)


def _module(module: ModuleSheet, w: str, site: str) -> Iterator[str]:
    yield f'<h2>{module.number}. {escape(module.title)}</h2>\n<p class="small">{module.minutes} {word("minutes", w)}</p>\n'
    if module.about:
        yield f"<p>{escape(module.about)}</p>\n"
    for case in module.cases:
        yield from _case(case, w, site)
    if module.lessons:
        yield f"<h3>{word('lessons', w)}</h3>\n"
        yield _list(f"{each.lesson} {each.ask}".strip() for each in module.lessons)
    if module.activities:
        yield f"<h3>{word('activities', w)}</h3>\n{_list(module.activities)}"


def _case(case: UsedCase, w: str, site: str) -> Iterator[str]:
    yield f"<h3>{escape(case.title)} ({escape(case.date[:4])})</h3>\n<p>{escape(case.summary)}</p>\n"
    if site:
        target = f"{site.rstrip('/')}/{addresses.case(case.review)}"
        yield f'<p class="small"><a href="{escape(target)}" rel="noopener">{word("living", w)}</a></p>\n'
    if case.focus:
        yield f'<p class="small">{word("look", w)}: {escape("; ".join(words for _, words in case.focus))}</p>\n'
    questions = (*case.questions, *case.discussion)
    if questions:
        yield f"<h4>{word('discussion', w)}</h4>\n{_list(questions)}"


def _quiz(sheet: CourseSheet) -> Iterator[str]:
    w = sheet.language
    data = " ".join(
        f'data-{name}="{escape(word(name, w))}"' for name in ("open", "right", "wrong", "score", "passed", "failed")
    )
    yield f'<h2 id="quiz">{word("quiz", w)}</h2>\n<form data-quiz data-pass="{PASS}" {data}>\n'
    for number, item in enumerate(sheet.items, 1):
        yield _question(number, item, w)
    yield (
        f'<p><button type="submit">{word("check", w)}</button> <button type="reset">{word("again", w)}</button></p>\n'
        '<output role="status" tabindex="-1"></output>\n</form>\n'
    )


def _question(number: int, item: Item, w: str) -> str:
    options = "".join(
        f'<label><input type="radio" name="{escape(item.id)}" value="{place}"> <span>{escape(option)}</span></label>\n'
        for place, option in enumerate(item.options)
    )
    cited = "".join(
        f'<br><span class="small">{word("passage", w)}: {escape(each.what)} ({escape("; ".join(filter(None, (each.case, each.id, each.source))))})</span>'
        for each in item.passages
    )
    because = f"{word('answer', w)}: {escape(item.options[item.key])}. {escape(item.because)}"
    return (
        f'<fieldset id="{escape(item.id)}" data-key="{item.key}"><legend>{number}. {escape(item.ask)}</legend>\n{options}'
        f'<p class="said" aria-live="polite"></p>\n<p class="because" hidden>{because}{cited}</p></fieldset>\n'
    )


def _list(items: Iterator[str] | Sequence[str]) -> str:
    return f"<ul>\n{''.join(f'<li>{escape(each)}</li>' + chr(10) for each in items)}</ul>\n"
