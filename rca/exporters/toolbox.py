"""A toolbox talk on one sheet, as HTML for print, as Markdown or as text."""

from __future__ import annotations

from html import escape

from rca.exporters.markdown_text import plain
from rca.exporters.teaching_words import word
from rca.exporters.text_layout import wrap
from rca.training.talk import Talk

STYLE = """@page{size:%s;margin:12mm}
body{margin:0 auto;max-width:128mm;padding:8mm 4mm;background:#fff;color:#1b262c;font:12pt/1.4 Inter,"Segoe UI",Roboto,"Helvetica Neue",Arial,"Liberation Sans","Noto Sans","Noto Sans CJK SC",system-ui,sans-serif}
h1{font:600 17pt/1.15 "Source Serif 4",Georgia,"Noto Serif CJK SC",serif;margin:0 0 3mm}
h2{font-size:12pt;margin:5mm 0 2mm;border-top:1px solid #1b262c;padding-top:1.5mm}
li{margin:0 0 2.5mm}.ask{border-left:3px solid #1b262c;padding-left:3mm;font-weight:600}
.foot{color:#52646d;font-size:8.5pt;margin-top:6mm}.line{border-bottom:1px solid #52646d;height:8mm}
@media print{body{max-width:none;padding:0;font-size:10.5pt}}
"""


def toolbox_html(talk: Talk, paper: str) -> str:
    """One page; `paper` is `a5` or `a4`."""
    w = talk.language
    bullets = "".join(f"<li>{escape(each)}</li>\n" for each in talk.bullets)
    ask = f'<p class="ask">{escape(talk.ask)}</p>\n' if talk.ask else ""
    return (
        f'<!doctype html>\n<html lang="{"zh-Hans" if w == "zh" else "en"}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{word('toolbox', w)}: {escape(talk.title)}</title>\n<style>\n{STYLE % paper.upper()}</style>\n</head>\n"
        f"<body>\n<main>\n<h1>{escape(talk.title)}</h1>\n<p>{escape(talk.why)}</p>\n<h2>{word('today', w)}</h2>\n"
        f'<ul>\n{bullets}</ul>\n{ask}<p class="foot">{word("held", w)}</p>\n<div class="line"></div>\n'
        f'<p class="foot">{word("source", w)}: {escape(talk.name)}</p>\n</main>\n</body>\n</html>\n'
    )


def toolbox_md(talk: Talk) -> str:
    """The same as Markdown."""
    bullets = "".join(f"- {plain(each)}\n" for each in talk.bullets)
    ask = f"\n> {plain(talk.ask)}\n" if talk.ask else ""
    return f"# {plain(talk.title)}\n\n{plain(talk.why)}\n\n## {word('today', talk.language)}\n\n{bullets}{ask}\n`{talk.name}`\n"


def toolbox_text(talk: Talk) -> str:
    """The same for a terminal."""
    lines = [wrap(talk.title), "", wrap(talk.why), "", word("today", talk.language)]
    lines += [wrap(each, "    ", "  - ") for each in talk.bullets]
    return "\n".join((*lines, *(("", wrap(talk.ask, "  ")) if talk.ask else ()), "", talk.name)) + "\n"
