"""A case on two pages for print: causes, the lessons in the side column, and the tree on the second page."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from rca.exporters.course_page import asset
from rca.exporters.teaching_words import word
from rca.training.case_sheet import CaseSheet

POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def handout_html(sheet: CaseSheet, tree_svg: str) -> str:
    """A page complete in itself, with a style sheet for A4.

    `tree_svg` is the drawn tree as an SVG element; it goes in as it is, so that it must come from our own drawing.
    """
    w = sheet.language
    harm = ", ".join(f"{count} {word(kind, w)}" if kind else count for kind, count in sheet.harm)
    facts = " · ".join(filter(None, (sheet.when, sheet.where, harm)))
    language = "zh-Hans" if w == "zh" else "en"
    svg = tree_svg.partition("?>")[2].strip() if tree_svg.startswith("<?xml") else tree_svg
    invented = f"<p><b>{word('invented', w)}</b></p>\n" if sheet.invented else ""
    return (
        f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        f"<title>{escape(sheet.title)}</title>\n<style>\n{asset('handout.css')}</style>\n</head>\n<body>\n<main>\n"
        f'<h1>{escape(sheet.title)}</h1>\n<p class="facts">{escape(facts)}</p>\n{invented}'
        f'<div class="sheet">\n<div>\n{_main(sheet)}</div>\n<aside>\n{_side(sheet)}</aside>\n</div>\n'
        f'<section class="page2">\n<h2>{word("tree", w)}</h2>\n{svg}\n'
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
        for kind, lesson, ask in sheet.lessons
    )
    return f"<h2>{word('lessons', w)}</h2>\n{rows}"


def _listed(title: str, items: Iterable[str]) -> str:
    rows = "".join(f"<li>{escape(each)}</li>\n" for each in items)
    return f"<h2>{title}</h2>\n<ul>\n{rows}</ul>\n" if rows else ""
