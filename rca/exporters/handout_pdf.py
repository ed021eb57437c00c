"""The hand-out as PDF, set by Typst from the `pdf` extra."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from rca.exporters.handout import MOST_LESSONS, PaperTree, facts_of, left_out, more_lessons
from rca.exporters.teaching_words import word
from rca.training.case_sheet import CaseSheet


class NoTypst(Exception):
    """Typst is not installed, or could not set the page; the message says which."""


TEMPLATE = r"""
#let d = json("sheet.json")
#set document(title: d.title, date: none)
#set page(paper: "a4", margin: 14mm, footer: text(7.5pt, fill: luma(90))[#d.source #h(1fr) #context counter(page).display()])
#set text(font: ("Inter", "Noto Sans SC"), lang: d.lang)
#set par(leading: 0.55em)
#let heavy(size, words) = if d.lang == "zh" { text(size, stroke: 0.012em, words) } else { text(size, weight: 650, words) }
#let head(words) = block(above: 1em, below: 0.6em, sticky: true)[#line(length: 100%, stroke: 0.6pt) #v(-0.55em) #heavy(1.12em, words)]
#let rows(items) = for each in items [- #each]
#let first(size) = {
  set text(size: size)
  heavy(1.8em, d.title)
  v(-0.45em)
  text(fill: luma(80), d.facts)
  if d.invented != "" { parbreak(); strong(d.invented) }
  grid(columns: (1fr, 60mm), column-gutter: 7mm,
    for part in d.main { if part.items.len() > 0 or part.text != "" { head(part.title); if part.text != "" { part.text }; rows(part.items) } },
    {
      head(d.lessons_title)
      set text(size: 0.92em)
      for each in d.lessons { block(above: 0.9em, below: 0.9em, breakable: false)[
        #text(0.82em, fill: luma(80), upper(each.kind)) \ #each.lesson #if each.ask != "" [\ #text(fill: luma(60), each.ask)]
      ] }
      if d.more != "" { text(fill: luma(60), d.more) }
    })
}
#layout(area => {
  let sizes = SIZES
  let fits = sizes.filter(size => measure(block(width: area.width, first(size))).height <= area.height)
  first(if fits.len() > 0 { fits.first() } else { sizes.last() })
})
#set page(flipped: d.wide)
#set text(size: 8.8pt)
#head(d.tree_title)
#layout(area => {
  let under = if d.left_out == "" { 0pt } else { measure(block(width: area.width, d.left_out)).height + 12pt }
  let room = TREE - under
  let whole = image("tree.svg", width: area.width)
  align(center, if measure(whole).height <= room { whole } else { image("tree.svg", height: room) })
  if d.left_out != "" { text(fill: luma(60), d.left_out) }
})
"""
SIZES = ("10.4pt", "9.8pt", "9.2pt", "8.8pt", "8.2pt", "7.6pt", "7pt")
"""Sizes of the first page's type; the largest with which all of it fits is taken."""


def handout_pdf(sheet: CaseSheet, tree: PaperTree, fonts: Path) -> bytes:
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
        (root / "main.typ").write_text(_template(tree), encoding="utf-8")
        (root / "sheet.json").write_text(json.dumps(_data(sheet, tree), ensure_ascii=False), encoding="utf-8")
        (root / "tree.svg").write_text(tree.svg, encoding="utf-8")
        try:
            made = typst.compile(
                str(root / "main.typ"), root=folder, font_paths=[str(fonts)], ignore_system_fonts=True, timestamp=0
            )
        except RuntimeError as error:
            msg = f"Typst could not set the page: {error}"
            raise NoTypst(msg) from error
    return bytes(made)


def _template(tree: PaperTree) -> str:
    height = "158mm" if tree.wide else "245mm"
    return TEMPLATE.replace("SIZES", f"({', '.join(SIZES)})").replace("TREE", height)


def _data(sheet: CaseSheet, tree: PaperTree) -> dict[str, object]:
    w = sheet.language
    parts = (
        ("summary", sheet.summary, ()), ("proximate", "", sheet.proximate), ("underlying", "", sheet.underlying),
        ("verdict", sheet.verdict, ()), ("questions", "", sheet.questions),
    )  # fmt: skip
    return {
        "title": sheet.title, "facts": facts_of(sheet),
        "invented": word("invented", w) if sheet.invented else "", "lang": w,
        "source": f"{word('source', w)}: {sheet.review}",
        "main": [{"title": word(key, w), "text": text, "items": list(items)} for key, text, items in parts],
        "lessons_title": word("lessons", w), "tree_title": word("tree", w), "wide": tree.wide,
        "left_out": left_out(sheet, tree).replace("`", ""),
        "lessons": [{"kind": word(kind, w), "lesson": lesson, "ask": ask} for kind, lesson, ask in sheet.lessons[:MOST_LESSONS]],
        "more": more_lessons(sheet),
    }  # fmt: skip
