"""What several cases say together."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from rca import api
from rca.analysis.across.combinations import cause_graph, cause_ranks, frequent_combinations
from rca.analysis.across.known import KnownCase, known_cases
from rca.analysis.across.missed import missed_lessons
from rca.analysis.across.shared import shared_causes, shared_places
from rca.analysis.across.strengthened import LayerCover, Strengthened, layer_cover, strengthened
from rca.analysis.across.summary import AcrossCases

EARLIER = """format: 1
id: depot-2001
title: A tank ran over
event: {date: 2001-05-04, equipment: [tank, level-instrument], hazards: [flammable], mode: normal}
fault_tree:
  top: TOP
  events:
    TOP: {event: A tank ran over, all_of: [GAUGE, SWITCH]}
    GAUGE: {event: The level gauge stood still while the tank filled, status: confirmed, defect: T-SENSE}
    SWITCH: {event: The independent switch was out of service, status: confirmed, defect: T-ALARM}
barriers:
  - {id: B-1, what: Switch, layer: trip, state: failed, guards: [SWITCH]}
lessons:
  - id: L-SWITCH
    kind: technical
    lesson: Prove the independent switch from the float to the valve
    because: [SWITCH]
    applies_to: {equipment: [tank, vessel], hazards: [flammable]}
    published: 2002-03-01
"""

LATER = """format: 1
id: depot-2010
title: Another tank ran over
event: {{date: {date}, equipment: [{equipment}], hazards: [flammable], mode: normal}}
fault_tree:
  top: TOP
  events:
    TOP: {{event: A tank ran over, all_of: [BLIND, DEAD]}}
    BLIND: {{event: The gauge of the tank stuck, status: confirmed, defect: T-SENSE}}
    DEAD: {{event: {sentence}, status: {status}, defect: T-ALARM{see}}}
barriers:
  - {{id: B-1, what: Trip, layer: trip, state: missing, guards: [DEAD]}}
actions: []
"""


def cases(tmp_path: Path, *texts: str) -> tuple[KnownCase, ...]:
    (tmp_path / "reviews").mkdir(exist_ok=True)
    for text in texts:
        name = next(line.split()[1] for line in text.splitlines() if line.startswith("id:"))
        (tmp_path / "reviews" / f"{name}.yaml").write_text(text, encoding="utf-8")
    kb = api.open_kb(tmp_path, dt.date(2026, 11, 24))
    assert [each for each in kb.library.diagnostics if each.severity == "error"] == []
    return known_cases(kb.library, kb.trees, kb.findings)


def later(
    *, date: str = "2010-01-01", equipment: str = "tank", sentence: str = "The high alarm was dead",
    status: str = "confirmed", see: str = ", see: depot-2001#SWITCH",
) -> str:  # fmt: skip
    return LATER.format(date=date, equipment=equipment, sentence=sentence, status=status, see=see)


def test_a_lesson_known_before_the_accident_and_breaking_its_path_was_missed(tmp_path: Path) -> None:
    (missed,) = missed_lessons(cases(tmp_path, EARLIER, later()))

    assert (missed.lesson, missed.review, missed.event) == ("depot-2001#L-SWITCH", "depot-2010", "DEAD")
    assert missed.paths == (1,)
    assert missed.matched == ("tank", "flammable")
    assert missed.basis == "same-cause"
    assert missed.days == (dt.date(2010, 1, 1) - dt.date(2002, 3, 1)).days


def test_the_same_defect_in_like_words_on_the_same_equipment_counts_without_a_link(tmp_path: Path) -> None:
    text = later(see="", sentence="The independent high switch had been left out of service")

    (missed,) = missed_lessons(cases(tmp_path, EARLIER, text))

    assert missed.basis == "same-defect"
    assert "indepe" in missed.words


@pytest.mark.parametrize(
    "near_miss",
    [
        later(see=""),  # applies, same defect, and nothing in the sentences says that it is the same cause
        later(equipment="column"),  # the same cause, where the lesson was not meant for
        later(date="2002-02-28"),  # a day before it could be read
        later(date="2002"),  # perhaps before
        later(status="refuted"),  # the cause did not act
        later(see="", sentence="The independent switch was out of service", equipment="level-instrument"),
    ],
)
def test_a_near_miss_is_not_called_missed(tmp_path: Path, near_miss: str) -> None:
    assert missed_lessons(cases(tmp_path, EARLIER, near_miss)) == ()


def test_a_cause_with_a_way_round_it_breaks_no_path_and_was_not_missed(tmp_path: Path) -> None:
    text = later().replace("all_of: [BLIND, DEAD]", "any_of: [BLIND, DEAD]")

    found = missed_lessons(cases(tmp_path, EARLIER, text))

    assert [each.paths for each in found] == [(2,)]
    assert found[0].of == 2


def test_a_lesson_without_a_date_is_never_called_missed(tmp_path: Path) -> None:
    assert missed_lessons(cases(tmp_path, EARLIER.replace("    published: 2002-03-01\n", ""), later())) == ()


def test_causes_are_shared_by_their_authors_word(tmp_path: Path) -> None:
    (shared,) = shared_causes(cases(tmp_path, EARLIER, later()))

    assert shared.events == ("depot-2001#SWITCH", "depot-2010#DEAD")
    assert shared.defects == ("T-ALARM",)


def test_a_cause_that_did_not_act_is_not_shared(tmp_path: Path) -> None:
    assert shared_causes(cases(tmp_path, EARLIER, later(status="refuted"))) == ()


def test_places_are_shared_by_defect_and_neighbour_or_barrier(tmp_path: Path) -> None:
    found = shared_places(cases(tmp_path, EARLIER, later(see="")))

    assert {(each.defect, each.beside, each.under) for each in found} == {
        ("T-ALARM", "T-SENSE", "all_of"),
        ("T-ALARM", "", "trip"),
    }


def test_combinations_are_counted_by_case_and_closed(tmp_path: Path) -> None:
    (found,) = frequent_combinations(cases(tmp_path, EARLIER, later(see="")))

    assert found.defects == ("T-ALARM", "T-SENSE")
    assert found.reviews == ("depot-2001", "depot-2010")


def test_the_graph_of_causes_joins_what_shared_a_path(tmp_path: Path) -> None:
    known = cases(tmp_path, EARLIER, later(see=""))
    graph = cause_graph(known)

    assert graph["T-ALARM"]["T-SENSE"]["weight"] == 2
    assert [(each.defect, each.events, each.together) for each in cause_ranks(known)] == [
        ("T-ALARM", 2, 1),
        ("T-SENSE", 2, 1),
    ]


def test_a_layer_that_held_would_have_prevented_the_cases_whose_every_path_it_breaks(tmp_path: Path) -> None:
    (trip,) = strengthened(cases(tmp_path, EARLIER, later(see="")))

    assert trip.layer == "trip"
    assert trip.prevented == ("depot-2001", "depot-2010")
    assert (trip.broken, trip.paths) == (2, 2)


@pytest.mark.parametrize("state", ["worked", "unknown"])
def test_a_layer_that_did_its_work_or_of_which_nothing_is_known_would_have_prevented_nothing(
    tmp_path: Path, state: str
) -> None:
    """Only what failed, was weakened, bypassed or missing can be strengthened; and no place is shared under it."""
    earlier, late = EARLIER.replace("state: failed", f"state: {state}"), later(see="").replace("missing", state)
    known = cases(tmp_path, earlier, late)

    assert strengthened(known) == ()
    assert {each.under for each in shared_places(known)} == {"all_of"}


def test_paths_that_a_layer_breaks_are_counted_and_a_case_is_prevented_by_all_of_them(tmp_path: Path) -> None:
    """Of two ways to the top a barrier on one of them breaks one; layers stand by what they would have prevented."""
    late = later(see="").replace("all_of: [BLIND, DEAD]", "any_of: [BLIND, DEAD]")
    late = late.replace(
        "guards: [DEAD]}",
        "guards: [DEAD]}\n  - {id: B-2, what: Bund, layer: relief, state: bypassed, guards: [TOP]}",
    )

    found = strengthened(cases(tmp_path, EARLIER, late))

    assert [(each.layer, each.reviews, each.prevented, each.broken, each.paths) for each in found] == [
        ("relief", ("depot-2010",), ("depot-2010",), 2, 2),
        ("trip", ("depot-2001", "depot-2010"), ("depot-2001",), 2, 3),
    ]


def layer(name: str, *prevented: str, failed: tuple[str, ...] = ()) -> Strengthened:
    return Strengthened(name, (*prevented, *failed), prevented, paths=1, broken=1)


def test_the_fewest_layers_that_reach_every_case_are_found() -> None:
    """A greedy choice would take the largest first, and need three."""
    rows = (layer("management", "B", "C", "D", "E"), layer("trip", "A", "B", "C"), layer("alarm", "D", "E", "F"))

    assert layer_cover(rows) == LayerCover(cases=6, fewest=("trip", "alarm"), least=1, most=2)


def test_a_layer_that_failed_and_was_not_enough_still_counts_among_those_that_did_not_hold() -> None:
    assert layer_cover((layer("trip", "A"), layer("alarm", failed=("A",)))) == LayerCover(1, ("trip",), 2, 2)
    assert layer_cover((layer("trip", failed=("A",)),)) is None


def test_invented_and_real_cases_are_never_mixed(tmp_path: Path) -> None:
    text = EARLIER.replace("title:", "kind: exercise\ntitle:")

    assert missed_lessons(cases(tmp_path, text, later())) == ()


def test_each_case_finds_what_concerns_it(tmp_path: Path) -> None:
    """Lessons in print before it, its own lessons that a later case did without, and causes that it shares."""
    own = cases(tmp_path, EARLIER, later())
    across = AcrossCases(missed=missed_lessons(own), shared=shared_causes(own))
    (missed,), (shared,) = across.missed, across.shared

    assert (across.missed_before("depot-2010"), across.missed_after("depot-2010")) == ((missed,), ())
    assert (across.missed_before("depot-2001"), across.missed_after("depot-2001")) == ((), (missed,))
    assert across.shared_with("depot-2001") == across.shared_with("depot-2010") == (shared,)
    assert across.shared_with("depot-1990") == ()
