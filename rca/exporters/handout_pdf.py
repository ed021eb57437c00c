"""The hand-out as PDF, set by Typst from the `pdf` extra."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from rca.exporters.teaching_words import word
from rca.training.case_sheet import CaseSheet


class NoTypst(Exception):
    """Typst is not installed, or could not set the page; the message says which."""


TEMPLATE = r"""
#let d = json("sheet.json")
#set document(title: d.title, date: none)
#set page(paper: "a4", margin: 14mm, footer: text(7.5pt, fill: luma(90))[#d.source #h(1fr) #context counter(page).display()])
#set text(font: ("Inter", "Noto Sans SC"), size: 8.8pt, lang: d.lang)
#set par(leading: 0.55em)
#let head(words) = block(above: 9pt, below: 5pt, sticky: true)[#line(length: 100%, stroke: 0.6pt) #v(-5pt) #text(10pt, weight: 650)[#words]]
#let rows(items) = for each in items [- #each]
#text(16pt, weight: 650)[#d.title]
#v(-4pt)
#text(fill: luma(80))[#d.facts]
#if d.invented != "" [*#d.invented*]
#grid(columns: (1fr, 58mm), column-gutter: 7mm,
  [
    #for part in d.main { if part.items.len() > 0 or part.text != "" { head(part.title); if part.text != "" [#part.text]; rows(part.items) } }
  ],
  [
    #head(d.lessons_title)
    #set text(size: if d.lessons.len() > 6 { 7.4pt } else { 8.2pt })
    #for each in d.lessons [#text(6.6pt, fill: luma(80))[#upper(each.kind)] \ #each.lesson #if each.ask != "" [\ #text(fill: luma(60), each.ask)] #v(1pt)]
  ])
#pagebreak()
#head(d.tree_title)
#align(center, image("tree.png", width: 100%, height: 235mm, fit: "contain"))
"""


def handout_pdf(sheet: CaseSheet, tree_png: bytes, fonts: Path) -> bytes:
    """Two pages, the same bytes at every run. `fonts` is the folder of the fonts that come with the tool.

    Raises:
        NoTypst: Typst is not installed, or refused the page.
    """
    try:
        import typst
    except ImportError as error:
        msg = "a PDF needs Typst: `pip install 'rca-kb[pdf]'`; the HTML hand-out prints without it"
        raise NoTypst(msg) from error
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "main.typ").write_text(TEMPLATE, encoding="utf-8")
        (root / "sheet.json").write_text(json.dumps(_data(sheet), ensure_ascii=False), encoding="utf-8")
        (root / "tree.png").write_bytes(tree_png)
        try:
            made = typst.compile(
                str(root / "main.typ"), root=folder, font_paths=[str(fonts)], ignore_system_fonts=True, timestamp=0
            )
        except RuntimeError as error:
            msg = f"Typst could not set the page: {error}"
            raise NoTypst(msg) from error
    return bytes(made)


def _data(sheet: CaseSheet) -> dict[str, object]:
    w = sheet.language
    harm = ", ".join(f"{count} {word(kind, w)}" if kind else count for kind, count in sheet.harm)
    parts = (
        ("summary", sheet.summary, ()), ("proximate", "", sheet.proximate), ("underlying", "", sheet.underlying),
        ("verdict", sheet.verdict, ()), ("questions", "", sheet.questions),
    )  # fmt: skip
    return {
        "title": sheet.title, "facts": " · ".join(filter(None, (sheet.when, sheet.where, harm))),
        "invented": word("invented", w) if sheet.invented else "", "lang": w,
        "source": f"{word('source', w)}: {sheet.review}",
        "main": [{"title": word(key, w), "text": text, "items": list(items)} for key, text, items in parts],
        "lessons_title": word("lessons", w), "tree_title": word("tree", w),
        "lessons": [{"kind": word(kind, w), "lesson": lesson, "ask": ask} for kind, lesson, ask in sheet.lessons],
    }  # fmt: skip
