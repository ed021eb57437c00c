"""Whatever a user writes is shown as text: in the tree, the timeline, the bow-tie, the charts and the exported files."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from html.parser import HTMLParser

import pytest
from picture_trees import tree_of

from rca.graph.tree import FaultTree, Node
from rca.records.barrier import Barrier
from rca.records.event import Occurrence
from rca.records.review import TimelineEntry
from rca.site.pictures.bow_tie import draw_bow_tie
from rca.site.pictures.charts import Bar, Dumbbell, draw_bars, draw_dumbbells
from rca.site.pictures.fault_tree import draw_fault_tree
from rca.site.pictures.files import graphviz_source, rasterise, stand_alone
from rca.site.pictures.layout import run
from rca.site.pictures.svg import anchor
from rca.site.pictures.timeline import draw_timeline

HOSTILE = [
    "<script>alert(1)</script>",
    "]]><script>alert(1)</script>",
    '" onload="alert(1)" x=\'',
    "</text></svg><img src=x onerror=alert(1)>",
    "a\x00b\x1bc\x7fd\u202eevil\u2066\ufeff",
    "&lt;script&gt; &amp; &#x3c;b&#x3e;",
    "javascript:alert(1)",
    "\ud800 lone",
    "{{ 7*7 }} ${x} @bad $sans",
    "--><!-- %PDF \\N \\G \\L",
]
ALLOWED = {
    "svg", "g", "a", "rect", "path", "circle", "ellipse", "text", "title", "desc", "style",
}  # fmt: skip


class Elements(HTMLParser):
    """Elements and attributes as a browser's HTML parser sees them."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.attributes: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes += attrs


def assert_harmless(svg: str) -> None:
    """It parses as XML and as HTML, holds drawing elements only, no handler and no address but a fragment."""
    ET.fromstring(svg)
    seen = Elements()
    seen.feed(svg)
    assert {name.lower() for name in seen.names} <= ALLOWED
    assert not [name for name, _ in seen.attributes if name.startswith("on")]
    assert all((value or "").startswith("#") for name, value in seen.attributes if name == "href")
    assert not any(letter in svg for letter in "\x00\x1b\x7f\u202e\u2066\ud800")


@pytest.mark.parametrize("text", HOSTILE)
def test_the_tree_shows_hostile_text_as_text(text: str) -> None:
    """In labels, in ids that are cited and never defined, in actions, in transfers, in the title."""
    leaf = Node("A", text, status="open", continues_in=text, kind=text, shaped_by=("I",))
    stray = Node(text, text, status="open", defined=False)
    nodes = {"TOP": Node("TOP", text, "any_of", ("A", text)), "A": leaf, text: stray}
    tree = FaultTree("TOP", nodes, {"I": Node("I", text, status="likely")})

    drawing = draw_fault_tree(
        tree, actions_by_event={"A": (text,)}, links=lambda name: f"#e-{anchor(name)}", title=text
    )

    assert_harmless(drawing.svg)
    assert_harmless(stand_alone(drawing, drawing.pages[0], text))
    assert rasterise(stand_alone(drawing, drawing.pages[0], text, styled=False)).startswith(b"\x89PNG")
    assert run(graphviz_source(tree, None), form="svg")


@pytest.mark.parametrize("text", HOSTILE)
def test_timeline_bow_tie_and_charts_show_hostile_text_as_text(text: str) -> None:
    """In what happened, lanes, moments, barriers, labels."""
    tree = tree_of("TOP: {all_of: [A, B]}")
    entry = TimelineEntry.model_construct(at=text, what=text, lane=text, events=("A", text), evidence=(), id=None)
    barrier = Barrier.model_construct(
        id="B-1", what=text, layer=None, kind=None, side=None, state="failed", how=text, task=(), guards=("A", text), evidence=()
    )  # fmt: skip
    pictures = [
        draw_timeline([entry], Occurrence(date="2005-03-23"), tree, links="#e-{}".format, title=text),
        draw_bow_tie([barrier], tree, actions_by_event={"A": (text,)}, links="#e-{}".format, title=text),
        draw_bars([Bar(text, 3, "slanted")], name=text, title=text),
        draw_dumbbells([Dumbbell(text, 0.2, 0.7)], name=text, title=text),
    ]

    for picture in pictures:
        assert picture is not None
        assert_harmless(picture.svg)
