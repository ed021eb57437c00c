"""No box overlaps another, no text leaves its box, no line runs through a box."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from picture_trees import CHINESE, crossings, escaped, overlaps, tree_by_lot, tree_of

from rca.analysis.analyse import analyse
from rca.graph.build import fault_tree
from rca.graph.tree import FaultTree, Node
from rca.library.load import load_library
from rca.site.pictures.actions import actions_by_event
from rca.site.pictures.canvas import SMALLEST
from rca.site.pictures.cards import SMALL, TEXT
from rca.site.pictures.fault_tree import PAGE_WIDTH, draw_fault_tree
from rca.site.pictures.svg import number


@pytest.mark.parametrize(("events", "seed"), [(2, 0), (5, 1), (12, 2), (30, 3), (45, 4), (80, 5), (150, 6), (150, 7)])
def test_trees_by_lot_keep_their_boxes_apart(events: int, seed: int) -> None:
    """Up to 150 events with long labels, repeats and influences: nothing touches what it should not."""
    tree, actions = tree_by_lot(events, seed)

    drawing = draw_fault_tree(tree, actions_by_event=actions)

    assert overlaps(drawing) == []
    assert escaped(drawing) == []
    assert crossings(drawing) == []


@pytest.mark.parametrize(("events", "seed"), [(20, 11), (90, 12), (150, 13)])
def test_every_event_is_drawn_once(events: int, seed: int) -> None:
    """An event is drawn in full on one page; everywhere else stands a transfer to it."""
    tree, actions = tree_by_lot(events, seed)

    drawing = draw_fault_tree(tree, actions_by_event=actions)

    in_full = [box.event for box in drawing.boxes if box.form not in ("repeat", "page")]
    assert len(in_full) == len(set(in_full))
    assert set(tree.nodes) <= set(in_full)
    assert len({box.key for box in drawing.boxes}) == len(drawing.boxes)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(st.characters(), max_size=80), min_size=1, max_size=12), st.integers(0, 3))
def test_any_label_stays_in_its_box(labels: list[str], actions: int) -> None:
    """Whatever the letters are, the box is made to fit."""
    leaves = {f"L{index}": Node(f"L{index}", label, status="open") for index, label in enumerate(labels)}
    tree = FaultTree("TOP", {"TOP": Node("TOP", labels[0], "any_of", tuple(leaves)), **leaves})

    drawing = draw_fault_tree(tree, actions_by_event={"TOP": tuple(f"A-{index}" for index in range(actions))})

    assert overlaps(drawing) == []
    assert escaped(drawing) == []


def test_trees_of_the_knowledge_base(root: Path) -> None:
    """Every tree of `kb/` fits the page's column at a size that can be read, with nothing on top of anything."""
    library = load_library(root / "kb", dt.date(2025, 1, 1))

    for name, entry in library.reviews.items():
        drawing = draw_fault_tree(
            fault_tree(entry.record),
            analyse(entry.record, library.as_of),
            actions_by_event=actions_by_event(entry.record),
        )
        assert (name, overlaps(drawing), escaped(drawing), crossings(drawing)) == (name, [], [], [])
        assert all(page.width * SMALLEST <= PAGE_WIDTH for page in drawing.pages), name


def test_a_narrow_screen_scrolls_and_never_shrinks_the_text() -> None:
    """At 390 px the drawing keeps seven eighths of its size: text of 10.5 px, ids of 8 px; it starts at the top event."""
    tree, _ = tree_by_lot(40, 21)

    page = draw_fault_tree(tree).pages[0]

    assert TEXT * SMALLEST >= 10.5
    assert SMALL * SMALLEST >= 8
    assert f"min-width:{number(page.width * SMALLEST)}px" in page.svg
    assert 0 < page.top_at < 1


def test_chinese_breaks_between_characters() -> None:
    """A Chinese sentence fills its lines; no line begins with a comma or a full stop."""
    tree = tree_of(f"TOP: {{any_of: [A]}}\nA: {{event: {CHINESE * 2}}}")

    drawing = draw_fault_tree(tree)

    lines = [line.text for line in drawing.texts if line.owner == "n-A" and line.size == TEXT]
    assert len(lines) > 3
    assert not any(line[0] in "，。）" for line in lines)
    assert escaped(drawing) == []


def test_a_gate_with_very_many_causes_stays_in_columns() -> None:
    """A hundred and fifty causes of one gate stand in columns side by side."""
    leaves = ", ".join(f"L{index}" for index in range(150))
    drawing = draw_fault_tree(tree_of(f"TOP: {{any_of: [{leaves}]}}"))

    assert overlaps(drawing) == []
    assert drawing.pages[0].height < 2000


def test_a_chain_of_hundreds_of_gates_is_cut_into_pages() -> None:
    """Depth is no limit."""
    rows = [f"{f'G{index}' if index else 'TOP'}: {{all_of: [G{index + 1}, L{index}]}}" for index in range(400)]

    drawing = draw_fault_tree(tree_of("\n".join(rows)))

    assert len(drawing.pages) > 10
    assert overlaps(drawing) == []
