"""Timelines in lanes, barriers as a bow-tie."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from itertools import combinations
from textwrap import dedent

import pytest
from picture_trees import Seen, tree_of

from rca.analysis.bow_tie.numbers import bow_tie_numbers
from rca.analysis.bow_tie.sides import side_of
from rca.graph.build import fault_tree
from rca.graph.tree import FaultTree
from rca.records.barrier import Barrier
from rca.records.event import Occurrence
from rca.records.review import Review, TimelineEntry
from rca.records.validate import validate
from rca.site.pictures.bow_tie import draw_bow_tie
from rca.site.pictures.strands import bow_tie
from rca.site.pictures.svg import Picture
from rca.site.pictures.timeline import WIDTH, draw_timeline
from rca.source.document import SourceFile
from rca.source.reader import read

DAY = Occurrence(date="2005-03-23", time="13:20")
TREE_OF_ONE_AND = tree_of("TOP: {all_of: [UNSEEN, NEAR]}")
TREE = tree_of("TOP: {all_of: [FLOODED, NEAR]}\nFLOODED: {all_of: [UNSEEN, NO-TRIP]}")


def entries(count: int) -> list[TimelineEntry]:
    """So many entries in three lanes, the first in an earlier year, one named for the accident's minute."""
    lanes = ("Organisation", "Operation", "Equipment")
    found = [TimelineEntry(at="1997", what="Renewed like for like", lane="Organisation", events=("NO-TRIP",))]
    for index in range(1, count):
        what = "Something happened that takes a few words to tell " * (1 + index % 2)
        found.append(TimelineEntry(at=f"2005-03-23 {index % 13:02}:20", what=what, lane=lanes[index % 3]))
    return [*found, TimelineEntry(at="2005-03-23 13:20", what="The cloud ignites", lane="Equipment")]


def boxes_apart(picture: Picture) -> bool:
    """Whether no two boxes share ground."""
    return not any(
        a.x < b.x + b.width and b.x < a.x + a.width and a.y < b.y + b.height and b.y < a.y + a.height
        for a, b in combinations(picture.boxes, 2)
    )


def text_inside(picture: Picture) -> bool:
    """Whether every line of a box is inside it."""
    boxes = {box.key: box for box in picture.boxes}
    return all(
        box.x <= line.x and line.x + line.width <= box.x + box.width and box.y < line.y <= box.y + box.height
        for line in picture.texts
        if (box := boxes.get(line.owner))
    )


@pytest.mark.parametrize("count", [1, 6, 12, 25, 60])
def test_a_timeline_wraps_into_rows_that_fit_the_page(count: int) -> None:
    """However many entries there are, boxes stay apart and text stays inside."""
    picture = draw_timeline(entries(count), DAY, TREE)

    assert picture is not None
    assert picture.width == WIDTH
    assert boxes_apart(picture)
    assert text_inside(picture)
    assert max(box.x + box.width for box in picture.boxes) <= WIDTH
    assert min(line.size for line in picture.texts) >= 10.5
    assert WIDTH <= 996, "a page of 1,280 px has so much beside its list of contents; wider is drawn smaller"


def test_the_day_of_the_accident_begins_at_a_line() -> None:
    """Drawn once, between what came before and the day itself."""
    picture = draw_timeline(entries(5), DAY, TREE)

    assert picture is not None
    assert picture.svg.count('class="day"') == 1
    assert "23 March 2005" in picture.svg


def test_moments_stand_in_words_in_both_languages() -> None:
    """The day of the accident is said once, at its line."""
    told = [
        TimelineEntry(at="2000-04/2005-03", what="Nineteen start-ups"),
        TimelineEntry(at="about 2005-03-21 19:00", what="The tower is filled"),
        TimelineEntry(at="2005-03-23 13:20", what="The cloud ignites"),
    ]

    english, chinese = (draw_timeline(told, DAY, TREE, language=language) for language in ("en", "zh"))

    assert english is not None
    assert chinese is not None
    shown = [" ".join(line.text for line in each.texts if line.size == 11.5) for each in (english, chinese)]
    assert shown[0] == "April 2000 – March 2005 about 21 March 2005, 19:00 13:20"
    assert shown[1] == "2000年4月 – 2005年3月 约 2005年3月21日 19:00 13:20"


def test_causes_are_coloured_and_the_accident_is_filled() -> None:
    """By the events that an entry names, and by the accident's time."""
    picture = draw_timeline(entries(3), DAY, TREE, links="#e-{}".format)

    assert picture is not None
    assert [box.form for box in picture.boxes] == ["cause", "entry", "entry", "final"]
    assert '<a href="#e-NO-TRIP">' in picture.svg


def test_a_hypothesis_in_the_timeline_is_not_shown_as_a_cause() -> None:
    """An entry that names only events not settled is dashed."""
    seen = Seen({"NO-TRIP": "possible"}, frozenset())

    picture = draw_timeline(entries(2), DAY, TREE, seen)

    assert picture is not None
    assert picture.boxes[0].form == "unsure"


def test_no_entries_give_no_picture() -> None:
    """The page says what is missing."""
    assert draw_timeline([], DAY, TREE) is None
    assert draw_bow_tie([], TREE) is None


def barrier(name: str, state: str, guards: str, layer: str | None = None) -> Barrier:
    """A barrier with a plain name."""
    return Barrier.model_validate(
        {"id": name, "what": f"Barrier {name}", "state": state, "guards": (guards,) if guards else (), "layer": layer}
    )


def test_barriers_stand_left_and_right_of_the_loss_of_control() -> None:
    """The knot is what all guarded causes lead to; the harm stands at the right end."""
    barriers = [
        barrier("B-1", "failed", "UNSEEN"),
        barrier("B-2", "missing", "NO-TRIP"),
        barrier("B-3", "worked", "NEAR", "response"),
    ]

    tie = bow_tie(barriers, TREE)

    assert (tie.knot, tie.harm) == ("FLOODED", "TOP")
    assert [strand.events for strand in tie.before] == [("UNSEEN",), ("NO-TRIP",)]
    assert [strand.events for strand in tie.after] == [("NEAR",)]


def test_without_barriers_on_one_side_the_top_event_is_the_knot() -> None:
    """There is nothing to tell a loss of control from the harm."""
    tie = bow_tie([barrier("B-1", "failed", "UNSEEN")], TREE)

    assert (tie.knot, tie.harm) == ("TOP", "")


def test_what_guards_a_cause_is_not_drawn_behind_the_top_event() -> None:
    """Exhaust at a tank is of the layer of relief, and gas in the room is a cause of the explosion all the same."""
    tie = bow_tie([barrier("B-1", "missing", "NEAR", "relief"), barrier("B-2", "failed", "UNSEEN")], TREE_OF_ONE_AND)

    assert tie.knot == "TOP"
    assert [strand.events for strand in tie.before] == [("NEAR",), ("UNSEEN",)]
    assert tie.after == ()


def test_barriers_that_guard_the_same_events_share_a_line() -> None:
    """Three on a line at most."""
    barriers = [barrier(f"B-{index}", "failed", "UNSEEN") for index in range(5)]

    tie = bow_tie(barriers, TREE)

    assert [len(strand.barriers) for strand in tie.before] == [3, 2]


def test_a_layer_says_the_side_where_none_is_stated() -> None:
    """Relief, separation and response act once control is lost."""
    sides = [side_of(barrier("B", "failed", "", layer)) for layer in ("alarm", "trip", "relief", "response", None)]

    assert sides == ["prevention", "prevention", "mitigation", "mitigation", "prevention"]


@pytest.mark.parametrize("state", ["worked", "degraded", "failed", "bypassed", "missing", "unknown"])
def test_every_state_has_its_mark_and_its_word(state: str) -> None:
    """Never colour alone."""
    picture = draw_bow_tie([barrier("B-1", state, "UNSEEN")], TREE, actions_by_event={"UNSEEN": ("A-1",)})

    assert picture is not None
    group = ET.fromstring(picture.svg).find(".//{http://www.w3.org/2000/svg}g[@data-barrier='B-1']")
    assert group is not None
    assert group.get("class") == f"barrier {state}"
    assert ("A-1" in picture.svg) == (state != "worked")


def test_a_busy_bow_tie_keeps_its_boxes_apart() -> None:
    """Twelve barriers, long names, several actions each."""
    leaves = ", ".join(f"E{index}" for index in range(12))
    tree: FaultTree = tree_of(f"TOP: {{all_of: [{leaves}]}}")
    barriers = [barrier(f"B-{index}", "failed", f"E{index}", "relief" if index % 3 else "alarm") for index in range(12)]
    actions = {f"E{index}": ("A-ONE", "A-TWO", "A-THREE-WITH-A-LONG-NAME") for index in range(12)}

    picture = draw_bow_tie(barriers, tree, actions_by_event=actions)

    assert picture is not None
    assert boxes_apart(picture)
    assert text_inside(picture)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_numbers_keep_inside_their_boxes(language: str) -> None:
    """Bounds and frequencies beside long names; boxes stay apart."""
    label = "Something with a rather long name that takes several lines"
    text = f"""
    format: 1
    id: case
    title: A case
    event: {{date: 2020-01-01}}
    fault_tree:
      top: TOP
      events:
        TOP: {{event: {label}, all_of: [FIRE, NEAR]}}
        FIRE: {{event: {label}, all_of: [FLOODED, LIT]}}
        FLOODED: {{event: {label}, any_of: [UNSEEN, NO-TRIP]}}
        UNSEEN: {{event: {label}, probability: {{rate: 0.0000123, hours: 1000}}}}
        NO-TRIP: {{event: {label}, probability: {{rate: 0.0000123, hours: 1000}}}}
        LIT: {{event: {label}}}
        NEAR: {{event: {label}, probability: {{value: 0.5}}}}
    barriers:
      - {{id: B-1, what: Left, state: failed, layer: alarm, guards: [UNSEEN, NO-TRIP], failure_on_demand: {{value: 0.123}}}}
      - {{id: B-2, what: Right, state: worked, layer: relief, guards: [FIRE], failure_on_demand: {{value: 0.0123}}}}
      - {{id: B-3, what: Rest, state: unknown, layer: response, guards: [NEAR]}}
    """
    document, _ = read(SourceFile("case.yaml", dedent(text), "0"))
    assert document is not None
    review = validate(document, Review).record
    assert review is not None
    tree = fault_tree(review)

    picture = draw_bow_tie(review.barriers, tree, language=language, numbers=bow_tie_numbers(review, tree))

    assert picture is not None
    assert boxes_apart(picture)
    assert text_inside(picture)
    said = {line.text for line in picture.texts}
    assert {"PFD 0.12", "PFD 0.012", "PFD 0–1"} <= said
    assert sum(("a year" if language == "en" else "每年") in each for each in said) == 4
