"""A tree as a file of its own."""

from __future__ import annotations

import datetime as dt
import json
import struct
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from picture_trees import tree_by_lot, tree_of

from rca.analysis.analyse import analyse
from rca.graph.build import fault_tree
from rca.library.load import load_library
from rca.records.review import Review
from rca.site.pictures.actions import actions_by_event
from rca.site.pictures.fault_tree import draw_fault_tree
from rca.site.pictures.files import FORMATS, CannotDraw, export_tree, graphviz_source, rasterise, stand_alone
from rca.site.pictures.layout import run
from rca.site.pictures.style import DARK, LIGHT, flat_css, picture_css


@pytest.fixture(scope="module")
def review(root: Path) -> Review:
    """The exercise of the knowledge base."""
    return load_library(root / "kb", dt.date(2025, 1, 1)).reviews["exercise-solvent-transfer"].record


@pytest.mark.parametrize("suffix", FORMATS)
def test_every_format_gives_the_same_bytes_twice(review: Review, suffix: str) -> None:
    """And something at all."""
    tree, findings = fault_tree(review), analyse(review, dt.date(2025, 1, 1))

    first = export_tree(review, tree, findings, suffix)

    assert first == export_tree(review, tree, findings, suffix)
    assert all(len(content) > 1000 for content in first)


def test_the_svg_file_stands_on_its_own(review: Review) -> None:
    """It carries its style, follows light and dark, holds no link, asks for nothing from outside."""
    (content,) = export_tree(review, fault_tree(review), None, ".svg", symbols="ansi")

    text = content.decode()
    assert ET.fromstring(text).tag == "{http://www.w3.org/2000/svg}svg"
    assert "prefers-color-scheme:dark" in text
    assert "symbols-ansi" in text
    assert "<a " not in text
    assert "url(" not in text
    assert "http" not in text.replace("http://www.w3.org/2000/svg", "")


def test_the_png_is_twice_the_size_of_the_drawing() -> None:
    """Sharp on paper and on dense screens."""
    drawing = draw_fault_tree(tree_of("TOP: {any_of: [A, B]}"))
    svg = stand_alone(drawing, drawing.pages[0], "Tank", styled=False)

    wide, high = struct.unpack(">II", rasterise(svg)[16:24])

    shown = ET.fromstring(svg)
    assert wide == pytest.approx(2 * float(shown.get("width") or 0), abs=2)
    assert high == pytest.approx(2 * float(shown.get("height") or 0), abs=2)


def test_the_png_draws_chinese_with_the_fonts_that_come_along() -> None:
    """Two different characters give two different pictures, so neither is an empty box."""
    pictures = []
    for letter in "罐阀":
        drawing = draw_fault_tree(tree_of(f"TOP: {{event: {letter * 6}, any_of: [A]}}"))
        pictures.append(rasterise(stand_alone(drawing, drawing.pages[0], "", "zh", styled=False)))

    assert pictures[0] != pictures[1]


def test_the_json_holds_boxes_lines_and_gates(review: Review) -> None:
    """With coordinates, status and actions."""
    tree = fault_tree(review)

    (content,) = export_tree(review, tree, analyse(review, dt.date(2025, 1, 1)), ".json")

    data = json.loads(content)
    nodes = [node for page in data["pages"] for node in page["nodes"]]
    assert data["review"] == review.id
    assert {node["id"] for node in nodes} >= set(tree.nodes)
    assert any(node["on_path"] for node in nodes)
    assert {edge["from"] for page in data["pages"] for edge in page["edges"]} <= {node["id"] for node in nodes}


def test_the_graphviz_source_can_be_laid_out_again(review: Review) -> None:
    """By the engine that comes along, and so by any."""
    source = graphviz_source(fault_tree(review), None)

    assert json.loads(run(source))["objects"]


def test_a_large_tree_gives_a_file_for_each_page(review: Review) -> None:
    """SVG and PNG; JSON and Graphviz source stay whole."""
    tree, _ = tree_by_lot(120, 5)

    assert len(export_tree(review, tree, None, ".svg")) > 1
    assert len(export_tree(review, tree, None, ".json")) == 1


def test_an_ending_that_is_not_written_is_refused(review: Review) -> None:
    """With the endings that are."""
    with pytest.raises(CannotDraw, match=r"none of \.svg, \.png"):
        export_tree(review, fault_tree(review), None, ".gif")


def test_only_live_actions_stand_at_events(review: Review) -> None:
    """Rejected and superseded ones do not."""
    live = {action.id for action in review.actions or () if action.status not in ("rejected", "superseded", "obsolete")}

    assert {action for actions in actions_by_event(review).values() for action in actions} <= live


def test_the_style_sheet_knows_every_token_in_light_and_dark() -> None:
    """A rule never names a colour that the visual language does not have."""
    assert LIGHT.keys() == DARK.keys()
    assert "@" not in picture_css().replace("@media", "")
    assert "$" not in picture_css()
    assert "var(" not in flat_css()
    assert "@media" not in flat_css()
