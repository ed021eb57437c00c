"""What a drawn tree says: symbols, status, paths, actions, transfers, influences, links."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest
from picture_trees import Seen, tree_by_lot, tree_of

from rca.site.pictures.fault_tree import Drawing, draw_fault_tree
from rca.site.pictures.legend import legend, legend_html
from rca.site.pictures.symbols import GateSymbol, symbol_sets

SVG = "{http://www.w3.org/2000/svg}"


def node(drawing: Drawing, key: str) -> ET.Element:
    """The group of one event."""
    found = ET.fromstring(drawing.svg).find(f".//{SVG}g[@id='{key}']")
    assert found is not None, key
    return found


def written(element: ET.Element) -> str:
    """All text that shows, titles left out."""
    return " ".join("".join(each.itertext()) for each in element.iter(f"{SVG}text"))


@pytest.mark.parametrize(
    ("gate", "sign", "word"),
    [
        ("all_of: [A, B]", "&", "all of"),
        ("any_of: [A, B]", "≥1", "any of"),
        ("at_least: [2, A, B, C]", "≥2 2/3", "2 of 3"),
        ("exactly_one_of: [A, B]", "=1", "one only"),
        ("none_of: [A, B]", "≥1", "none of"),
    ],
)
def test_a_gate_carries_the_operator_of_iec_61025_and_its_word(gate: str, sign: str, word: str) -> None:
    """The sign stands in the rectangle, the word beside it."""
    drawing = draw_fault_tree(tree_of(f"TOP: {{{gate}}}"))

    gates = ET.fromstring(drawing.svg).find(f".//{SVG}g[@data-of='TOP']")
    assert gates is not None
    iec = gates.find(f"{SVG}g[@class='s-iec']")
    assert iec is not None
    assert written(iec) == sign
    assert written(gates).endswith(word)


def test_both_symbol_sets_stand_in_one_drawing_and_a_class_shows_one() -> None:
    """Switching costs no second drawing."""
    tree = tree_of("TOP: {all_of: [A, B]}")

    iec, ansi = (draw_fault_tree(tree, symbols=each).svg for each in ("iec", "ansi"))

    assert 'class="pic ft symbols-iec"' in iec
    assert iec.replace("symbols-iec", "symbols-ansi") == ansi
    assert iec.count('class="s-ansi"') == iec.count('class="s-iec"') == 1


def test_ansi_shapes_differ_by_gate() -> None:
    """Every gate has a shape of its own in both sets."""
    signs = [GateSymbol("all_of", 2), GateSymbol("any_of", 2), GateSymbol("at_least", 3, 2)]
    signs += [GateSymbol("exactly_one_of", 2), GateSymbol("none_of", 2), GateSymbol("all_of", 2, inhibit=True)]

    for draw in symbol_sets().values():
        assert len({draw(sign) for sign in signs}) == len(signs)


def test_a_cause_with_its_condition_is_an_inhibit_gate() -> None:
    """Two causes, one of them a condition: hexagon and ellipse. Elsewhere a condition is a house event."""
    inhibit = draw_fault_tree(tree_of("TOP: {all_of: [A, B]}\nA: {kind: condition, status: confirmed}"))
    house = draw_fault_tree(tree_of("TOP: {all_of: [A, B, C]}\nA: {kind: condition, status: confirmed}"))

    assert {box.event: box.form for box in inhibit.boxes} == {"TOP": "gate", "A": "condition", "B": "basic"}
    assert "inhibit" in inhibit.uses
    assert {box.form for box in house.boxes} == {"gate", "house", "basic"}


def test_a_leaf_that_is_not_settled_is_undeveloped() -> None:
    """Open and possible leaves are diamonds in a dashed box, with their sign and the word in the title."""
    drawing = draw_fault_tree(tree_of("TOP: {any_of: [A, B]}\nA: {status: possible}\nB: {status: refuted}"))

    assert {box.event: box.form for box in drawing.boxes} == {"TOP": "gate", "A": "undeveloped", "B": "basic"}
    assert node(drawing, "n-A").get("class") == "node possible un"
    assert "possible" in (node(drawing, "n-A").findtext(f"{SVG}title") or "")
    assert "ruled out" in (node(drawing, "n-B").findtext(f"{SVG}title") or "")


def test_paths_that_happened_are_red_and_others_are_not() -> None:
    """A line is red when both its ends are on a path."""
    tree = tree_of("TOP: {any_of: [A, B]}\nB: {status: possible}")
    seen = Seen({"TOP": "confirmed", "A": "confirmed", "B": "possible"}, frozenset({"TOP", "A"}))

    drawing = draw_fault_tree(tree, seen)

    assert {wire.below: wire.happened for wire in drawing.wires} == {"TOP": True, "A": True, "B": False}
    assert "hit" in (node(drawing, "n-A").get("class") or "").split()
    assert "hit" not in (node(drawing, "n-B").get("class") or "").split()


def test_actions_stand_on_the_lower_edge_of_what_they_break() -> None:
    """Three rows of tags at most, then a count; the title names all."""
    actions = {"A": tuple(f"A-ACTION-{index}" for index in range(9))}

    drawing = draw_fault_tree(tree_of("TOP: {any_of: [A, B]}"), actions_by_event=actions)

    shown = written(node(drawing, "n-A"))
    assert "A-ACTION-0" in shown
    assert re.search(r"\+\d", shown)
    assert "A-ACTION-8" in (node(drawing, "n-A").findtext(f"{SVG}title") or "")


def test_a_shared_cause_is_drawn_once_and_then_as_a_transfer() -> None:
    """The transfer says where, and leads there."""
    tree = tree_of("TOP: {all_of: [G, H]}\nG: {any_of: [A, B]}\nH: {any_of: [A, C]}")

    drawing = draw_fault_tree(tree, links="#e-{}".format)

    forms = [(box.key, box.form) for box in drawing.boxes if box.event == "A"]
    assert forms == [("n-A", "basic"), ("n-A--1-1", "repeat")]
    assert "drawn under G" in written(node(drawing, "n-A--1-1"))
    assert drawing.svg.count('href="#n-A"') == 1
    assert drawing.svg.count('href="#e-A"') == 1


def test_an_event_continued_in_another_review_is_a_transfer_out() -> None:
    """The note names the other review."""
    drawing = draw_fault_tree(tree_of("TOP: {any_of: [A, B]}\nA: {continues_in: other-2001}"))

    assert next(box.form for box in drawing.boxes if box.event == "A") == "continues"
    assert "continues in other-2001" in written(node(drawing, "n-A"))


def test_influences_are_dashed_and_outside_the_logic() -> None:
    """An influence hangs from what it shapes, has no symbol, and its line has an arrowhead at the shaped event."""
    tree = tree_of("TOP: {any_of: [A, B], shaped_by: [I]}\nA: {shaped_by: [J]}\nI: {status: likely}\nJ: {status: open}")

    drawing = draw_fault_tree(tree)

    shaping = {(wire.above, wire.below) for wire in drawing.wires if wire.influence}
    assert shaping == {("TOP", "I"), ("A", "J")}
    assert drawing.svg.count('class="w dash"') == drawing.svg.count('class="tip"') == 2
    assert "influences A" in (node(drawing, "n-J").findtext(f"{SVG}title") or "")


def test_a_large_tree_is_cut_into_pages_joined_by_transfers() -> None:
    """Every page after the first hangs from a transfer that names its number."""
    tree, _ = tree_by_lot(150, 3)

    drawing = draw_fault_tree(tree)

    roots = {page.root for page in drawing.pages[1:]}
    assert len(drawing.pages) > 2
    assert roots <= {box.event for box in drawing.boxes if box.form == "page"}
    assert all("from page" in page.svg for page in drawing.pages[1:])


def test_every_event_can_be_reached_from_the_page_and_by_a_script() -> None:
    """A link round a group that says its causes and the gates above it."""
    drawing = draw_fault_tree(tree_of("TOP: {all_of: [A, B]}"), links="#e-{}".format)

    group = node(drawing, "n-A")
    assert group.get("data-event") == "A"
    assert group.get("data-parent") == "TOP"
    assert node(drawing, "n-TOP").get("data-edges") == "A B"
    assert '<a href="#e-A"><g id="n-A"' in drawing.svg
    assert 'data-from="TOP" data-to="A"' in drawing.svg


def test_the_drawing_has_a_title_and_a_description() -> None:
    """Whoever cannot see it hears what it is; with links it is a document of parts, without them one image."""
    tree = tree_of("TOP: {event: The tank burst, all_of: [A, B]}")

    linked = ET.fromstring(draw_fault_tree(tree, links="#e-{}".format, title="Tank").svg)
    plain = ET.fromstring(draw_fault_tree(tree, title="Tank").svg)

    assert (linked.get("role"), plain.get("role")) == ("graphics-document", "img")
    assert plain.findtext(f"{SVG}title") == "Tank"
    assert plain.findtext(f"{SVG}desc") == "The tank burst. 3 events."
    assert set((plain.get("aria-labelledby") or "").split()) == {
        each.get("id") for each in plain if each.tag in (f"{SVG}title", f"{SVG}desc")
    }


def test_the_legend_explains_what_occurs_and_no_more() -> None:
    """It stands outside the drawing."""
    drawing = draw_fault_tree(tree_of("TOP: {all_of: [A, B]}"))

    assert [sign.key for sign in legend(drawing)] == ["confirmed", "all_of", "basic"]
    assert "every cause below is needed" in legend_html(drawing)
    assert "缺一不可" in legend_html(drawing, language="zh")


def test_a_top_event_without_causes_is_drawn() -> None:
    """A draft may begin with nothing but its top event."""
    drawing = draw_fault_tree(tree_of("TOP: {event: Nothing is known yet}"))

    assert [(box.event, box.form) for box in drawing.boxes] == [("TOP", "undeveloped")]
    assert "Nothing is known" in drawing.svg


def test_the_same_tree_gives_the_same_bytes() -> None:
    """Twice, and whatever the order of the actions' mapping."""
    tree, actions = tree_by_lot(60, 9)

    first = draw_fault_tree(tree, actions_by_event=actions)
    again = draw_fault_tree(tree, actions_by_event=dict(reversed(actions.items())))

    assert [page.svg for page in first.pages] == [page.svg for page in again.pages]
