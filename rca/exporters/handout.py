"""A case on two pages for print: causes, the lessons in the side column, and the tree on the second page."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from rca.exporters.course_page import asset
from rca.exporters.teaching_words import word
from rca.training.case_sheet import CaseSheet

POLICY = "default-src 'none'; style-src 'unsafe-inline'"
MOST_LESSONS = 10
"""Lessons that one page holds beside the causes."""


SIZES = (9.2, 8.8, 8.4, 8.0, 7.6, 7.2, 6.8, 6.4)
"""Sizes of print type in points, the largest first."""
_PAGE, _MAIN, _SIDE = 269.0, 109.0, 61.0
"""Millimetres: the height that margins of 14 mm leave on A4, and the widths of the two columns."""
_LETTER, _LINE = 0.53, 1.32
"""Width of a letter in the widest of the fonts that the style sheet names, and height of a line, in ems."""
_MM = 25.4 / 72
"""Millimetres of a point."""


@dataclass(frozen=True, slots=True)
class PaperTree:
    """The drawn tree for the second page."""

    svg: str
    """A whole document; it goes in as it is, so that it must come from our own drawing."""
    wide: bool
    """Whether the page lies on its side for it."""
    cut_at: tuple[str, ...] = ()
    """Events, in words, whose causes the drawing leaves out."""
    left_out: int = 0
    """How many events it leaves out."""


def more_lessons(sheet: CaseSheet) -> str:
    """How many lessons stand in the review and not on the sheet; empty when all do."""
    more = len(sheet.lessons) - MOST_LESSONS
    return word("more", sheet.language).format(n=more) if more > 0 else ""


def left_out(sheet: CaseSheet, tree: PaperTree) -> str:
    """What the drawing does not show and where it stands; empty when it shows all."""
    if not tree.left_out:
        return ""
    events = "; ".join(tree.cut_at)
    return word("left_out", sheet.language).format(n=tree.left_out, events=events, review=sheet.review)


def facts_of(sheet: CaseSheet) -> str:
    """When, where and with what harm, in one line."""
    told = (word(kind, sheet.language).format(n=count) if kind else count for kind, count in sheet.harm)
    harm = ("，" if sheet.language == "zh" else ", ").join(told)
    return " · ".join(filter(None, (sheet.when, sheet.where, harm)))


def print_size(sheet: CaseSheet) -> float:
    """The largest type, in points, with which the first page should hold everything, whatever font prints it."""
    lists = (sheet.proximate, sheet.underlying, sheet.questions)
    headings = 2 + sum(bool(each) for each in lists)
    lessons = sheet.lessons[:MOST_LESSONS]

    def fits(size: float) -> bool:
        line = size * _LINE * _MM
        head = 14 + 7 * _lines(sheet.title, 182, 16) + 4 * _lines(sheet.where, 182, size)
        main = headings * (4.5 + 1.2 * line) + line * sum(
            _lines(text, _MAIN, size) for text in (sheet.summary, sheet.verdict)
        )
        main += sum(0.6 + line * _lines(text, _MAIN - 5, size) for each in lists for text in each)
        side = 5 + 2 * line
        side += sum(1.6 + line * (1 + _lines(text, _SIDE, size) + _lines(ask, _SIDE, size)) for _, text, ask in lessons)
        return head + max(main, side) <= _PAGE

    return next((size for size in SIZES if fits(size)), SIZES[-1])


def _lines(words: str, width: float, size: float) -> int:
    """Lines that a text takes in a column, a Chinese character as wide as it is high."""
    ems = sum(1 if letter >= "\u2e80" else _LETTER for letter in words)
    return math.ceil(ems * size * _MM / width)


def handout_html(sheet: CaseSheet, tree: PaperTree) -> str:
    """A page complete in itself, with a style sheet for A4."""
    w = sheet.language
    facts = facts_of(sheet)
    language = "zh-Hans" if w == "zh" else "en"
    svg = tree.svg.partition("?>")[2].strip() if tree.svg.startswith("<?xml") else tree.svg
    beyond = left_out(sheet, tree)
    note = f'<p class="beyond">{escape(beyond)}</p>\n' if beyond else ""
    invented = f"<p><b>{word('invented', w)}</b></p>\n" if sheet.invented else ""
    return (
        f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        f"<title>{escape(sheet.title)}</title>\n<style>\n:root{{--print:{print_size(sheet):g}pt}}\n{asset('handout.css')}</style>\n</head>\n<body>\n<main>\n"
        f'<h1>{escape(sheet.title)}</h1>\n<p class="facts">{escape(facts)}</p>\n{invented}'
        f'<div class="sheet">\n<div>\n{_main(sheet)}</div>\n<aside>\n{_side(sheet)}</aside>\n</div>\n'
        f'<section class="page2{" wide" if tree.wide else ""}">\n<h2>{word("tree", w)}</h2>\n{svg}\n{note}'
        f'<p class="foot">{word("source", w)}: {escape(sheet.review)}</p>\n</section>\n</main>\n</body>\n</html>\n'
    )


def _main(sheet: CaseSheet) -> str:
    w = sheet.language
    return (
        f"<h2>{word('summary', w)}</h2>\n<p>{escape(sheet.summary)}</p>\n"
        + _listed(word("proximate", w), sheet.proximate)
        + _listed(word("underlying", w), sheet.underlying)
        + f"<h2>{word('verdict', w)}</h2>\n<p>{escape(sheet.verdict)}</p>\n"
        + _listed(word("questions", w), sheet.questions)
    )


def _side(sheet: CaseSheet) -> str:
    w = sheet.language
    rows = "".join(
        f'<p><span class="kind">{word(kind, w)}</span><br>{escape(lesson)}'
        + (f'<br><span class="ask">{escape(ask)}</span>' if ask else "")
        + "</p>\n"
        for kind, lesson, ask in sheet.lessons[:MOST_LESSONS]
    )
    more = more_lessons(sheet)
    rows += f"<p>{escape(more)}</p>\n" if more else ""
    return f"<h2>{word('lessons', w)}</h2>\n{rows}"


def _listed(title: str, items: Iterable[str]) -> str:
    rows = "".join(f"<li>{escape(each)}</li>\n" for each in items)
    return f"<h2>{title}</h2>\n<ul>\n{rows}</ul>\n" if rows else ""
