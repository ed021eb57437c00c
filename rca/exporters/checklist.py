"""A checklist as text, Markdown, HTML or JSON."""

from __future__ import annotations

import html
import json
from collections.abc import Sequence
from dataclasses import asdict

from rca.exporters.markdown_text import plain
from rca.exporters.text_layout import wrap
from rca.library.checklist import Question

HEADINGS = {"en": ("Ask yourself", "taught by", "not translated"), "zh": ("自问清单", "教训来自", "未翻译")}


def as_text(questions: Sequence[Question], language: str) -> str:
    """Numbered questions with a box to tick, each with its case."""
    _, taught, untranslated = HEADINGS[language]
    lines = []
    for number, each in enumerate(questions, 1):
        mark = "" if each.translated else f" [{untranslated}]"
        lines.append(wrap(f"{each.ask}{mark}", "       ", f"{number:>3} [ ] "))
        lines.append(wrap(f"{taught} {', '.join(each.cases)} ({each.reference})", "       "))
    return "\n".join(lines) if lines else "No lesson applies. An empty answer says nothing about your risk."


def as_md(questions: Sequence[Question], language: str) -> str:
    """A task list. Characters that Markdown or HTML would act on are escaped."""
    title, taught, untranslated = HEADINGS[language]
    rows = [
        f"- [ ] {plain(each.ask)}{'' if each.translated else f' ({untranslated})'}  \n  {taught} {', '.join(each.cases)}, `{each.reference}`"
        for each in questions
    ]
    return "\n".join((f"# {title}", "", *rows)) + "\n"


def as_html(questions: Sequence[Question], language: str) -> str:
    """A page of its own that prints on paper."""
    title, taught, untranslated = HEADINGS[language]
    items = "".join(
        f"<li><label><input type=checkbox> {html.escape(each.ask)}</label>"
        f"<small>{'' if each.translated else f'({untranslated}) '}{taught} {html.escape(', '.join(each.titles))}</small></li>\n"
        for each in questions
    )
    return (
        f'<!doctype html>\n<html lang="{language}"><meta charset="utf-8"><title>{title}</title>\n'
        "<style>body{font:11pt/1.45 system-ui,sans-serif;max-width:44em;margin:2em auto;padding:0 1em}li{margin:.7em 0;"
        "break-inside:avoid}small{display:block;color:#555}</style>\n"
        f"<h1>{title}</h1>\n<ol>\n{items}</ol></html>\n"
    )


def as_json(questions: Sequence[Question]) -> str:
    """`{"questions": [...], "total": n}`"""
    return json.dumps(
        {"questions": [asdict(each) for each in questions], "total": len(questions)}, indent=2, ensure_ascii=False
    )
