"""Numbers of a bow-tie: against every state of small trees, and by hand."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import pytest
from bow_tie_cases import EveryState, grown_review
from tree_cases import review_of

from rca.analysis.bow_tie.numbers import MOST_BRANCHING, bow_tie_numbers
from rca.analysis.bow_tie.outcome import BowTieNumbers
from rca.analysis.measures import Interval
from rca.graph.build import fault_tree
from rca.records.review import Review

TREE = """
HURT: {all_of: [FIRE, NEAR]}
FIRE: {all_of: [RELEASE, LIT]}
RELEASE: {any_of: [HOSE, OVERFILL]}
HOSE: {probability: {value: 0.02}}
OVERFILL: {probability: {value: 0.1}}
LIT: {probability: {value: 0.3}}
NEAR: {probability: {value: 0.5}}
"""
LEVEL = "{id: B-LEVEL, what: x, state: failed, side: prevention, guards: [HOSE, OVERFILL]}"
DELUGE = "{id: B-DELUGE, what: x, state: failed, side: mitigation, guards: [FIRE], failure_on_demand: {value: 0.05}}"
ALARM = "{id: B-ALARM, what: x, state: failed, side: mitigation, guards: [NEAR], failure_on_demand: {value: 0.2}}"


def numbers_of(review: Review) -> BowTieNumbers | None:
    """With the tree of the review."""
    return bow_tie_numbers(review, fault_tree(review))


def of(*barriers: str, tree: str = TREE) -> BowTieNumbers:
    """Of the tree above with these barriers."""
    found = numbers_of(review_of(f"{tree}\nbarriers: [{', '.join(barriers)}]"))
    assert found is not None
    return found


def near(found: Interval, expected: tuple[float, float]) -> bool:
    """Whether both bounds agree."""
    return all(
        math.isclose(own, other, rel_tol=1e-9, abs_tol=1e-12) for own, other in zip(found, expected, strict=True)
    )


@pytest.mark.parametrize(("coherent", "missing"), [(True, 0), (False, 0), (True, 1), (True, 2), (False, 1), (False, 2)])
def test_every_number_against_every_state(*, coherent: bool, missing: int) -> None:
    """Knot, sequences and consequences of grown bow-ties with shared leaves and barriers on several lines."""
    wrong: list[str] = []
    seen = 0
    for seed in range(60):
        review = grown_review(seed, coherent=coherent, missing=missing)
        found = numbers_of(review)
        if found is None:
            continue
        seen += 1
        wrong += [f"{seed}: {each}" for each in _differences(EveryState(review), found)]

    assert not wrong
    assert seen > 40


def _differences(every: EveryState, found: BowTieNumbers) -> Iterator[str]:
    if found.knot != every.knot or not near(found.chance.probability, every.bounds(every.at_knot())):
        yield "knot"
    by_id = {own.id: own for own in every.counted}
    for own in found.sequences:
        states = every.at_knot()
        for name in own.failed:
            states &= every.fails(by_id[name])
        for name in own.worked:
            states &= ~every.fails(by_id[name])
        for what, chance, table in (("", own.chance, states), ("top", own.top, states & every.at(every.tree.top))):
            if not near(chance.probability, every.bounds(table)):
                yield f"sequence {own.failed} {what} {chance.probability} {every.bounds(table)}"
    behind = [own.id for own in every.behind]
    for each in found.consequences:
        now, without = (every.at_knot(gone) & every.at(each.event, gone) for gone in ((), behind))
        otherwise = every.at(each.event) & ~every.at_knot()
        for what, interval, table in (
            ("now", each.chance.probability, now),
            ("without", each.without.probability, without),
            ("otherwise", each.otherwise, otherwise),
        ):
            if not near(interval, every.bounds(table)):
                yield f"{each.event} {what} {interval} {every.bounds(table)}"
        for name, ratio in each.worth.items():
            gone = every.at_knot([name]) & every.at(each.event, [name])
            if not _holds(ratio, every.probabilities(gone), every.probabilities(now)):
                yield f"{each.event} {name} {ratio}"
            if ratio and every.tree.is_coherent and ratio.lower < 1 - 1e-12:
                yield f"{each.event} {name} {ratio}: nothing is rarer once a barrier is gone"


def _holds(ratio: Interval | None, gone: Sequence[float], now: Sequence[float]) -> bool:
    """Whether the ratio lies within its bounds for every choice of the missing numbers, and is it where none is missing."""
    found = [above / below for above, below in zip(gone, now, strict=True) if below > 1e-12]
    if ratio is None:
        return not found
    if len(now) == 1:
        return near(ratio, (found[0], found[0]))
    return all(ratio.lower * (1 - 1e-9) <= own <= ratio.upper * (1 + 1e-9) for own in found)


def test_by_hand() -> None:
    """Release 1 − 0.98·0.9 = 0.118; fire 0.3·0.05 and people near 0.5·0.2 of it."""
    found = of(LEVEL, DELUGE, ALARM)
    fire, people, hurt = found.consequences

    assert found.knot == "RELEASE"
    assert near(found.chance.probability, (0.118, 0.118))
    assert [(each.worked, each.failed) for each in found.sequences] == [
        (("B-DELUGE", "B-ALARM"), ()), (("B-DELUGE",), ("B-ALARM",)), (("B-ALARM",), ("B-DELUGE",)),
        ((), ("B-DELUGE", "B-ALARM")),
    ]  # fmt: skip
    shares = (0.95 * 0.8, 0.95 * 0.2, 0.05 * 0.8, 0.05 * 0.2)
    assert all(
        near(each.chance.probability, (0.118 * own,) * 2) for each, own in zip(found.sequences, shares, strict=True)
    )
    assert [each.event for each in found.consequences] == ["FIRE", "NEAR", "HURT"]
    assert near(fire.chance.probability, (0.118 * 0.3 * 0.05,) * 2)
    assert near(people.otherwise, (0.882 * 0.1,) * 2)
    assert near(hurt.chance.probability, (0.118 * 0.15 * 0.01,) * 2)
    assert near(hurt.without.probability, (0.118 * 0.15,) * 2)
    assert hurt.chance.given_knot is not None
    assert near(hurt.chance.given_knot, (0.0015, 0.0015))
    assert {name: round(own.lower, 9) for name, own in hurt.worth.items() if own} == {"B-DELUGE": 20, "B-ALARM": 5}
    assert found.limits == ()


def test_without_a_number_nothing_is_computed() -> None:
    """Barriers alone say nothing of how often."""
    assert numbers_of(review_of(f"{TREE}\nbarriers: [{LEVEL}]")) is None


def test_a_number_that_is_no_probability_is_none() -> None:
    """The lint speaks of it; it is not used."""
    assert numbers_of(review_of(f"{TREE}\nbarriers: [{LEVEL}, {DELUGE.replace('0.05', '1.5')}]")) is None


def test_a_barrier_without_a_number_gives_bounds() -> None:
    """From one that never fails to one that is not there; what the other is worth does not depend on it."""
    found = of(LEVEL, DELUGE, "{id: B-WAY, what: x, state: failed, side: mitigation, guards: [NEAR]}")
    hurt = found.consequences[-1]

    assert near(hurt.chance.probability, (0.0, 0.118 * 0.15 * 0.05))
    assert hurt.worth == {"B-DELUGE": Interval(20.0, 20.0), "B-WAY": Interval(1.0, math.inf)}
    assert found.limits[0].startswith("Without a number behind the knot: B-WAY.")


def test_a_barrier_that_was_missing_fails_always() -> None:
    """It has no number, and needs none; no sequence has it working."""
    found = of(LEVEL, DELUGE, "{id: B-WAY, what: x, state: missing, side: mitigation, guards: [NEAR]}")

    assert near(found.consequences[-1].chance.probability, (0.118 * 0.15 * 0.05,) * 2)
    assert [each.failed for each in found.sequences] == [("B-WAY",), ("B-DELUGE", "B-WAY")]
    assert found.limits == ()


def test_a_missing_barrier_with_a_number_is_pointed_out() -> None:
    """The number is what the review states, and counts."""
    found = of(LEVEL, DELUGE.replace("failed", "missing"))

    assert near(found.consequences[-1].chance.probability, (0.118 * 0.15 * 0.05,) * 2)
    assert found.limits[0] == "Was missing, and counts with its number as if it were there: B-DELUGE."


def test_a_barrier_on_two_lines_is_one_event() -> None:
    """Fire and people near both need it to have failed: once 0.05, not twice."""
    found = of(LEVEL, DELUGE.replace("[FIRE]", "[FIRE, NEAR]"))

    assert near(found.consequences[-1].chance.probability, (0.118 * 0.15 * 0.05,) * 2)


def test_a_failure_that_the_tree_has_is_not_counted_twice() -> None:
    """The barrier's failure is an event of the tree: its probability stands there, and once."""
    people = "{id: B-WAY, what: x, state: failed, side: mitigation, guards: [HURT], failure_event: NEAR}"
    hurt = of(LEVEL, people).consequences[-1]

    assert near(hurt.chance.probability, (0.118 * 0.15,) * 2)
    assert hurt.worth == {"B-WAY": Interval(2.0, 2.0)}


def test_what_fails_a_barrier_may_also_bring_about_the_knot() -> None:
    """Power that is lost releases and leaves the deluge dry: 0.1 of the releases are with it, and all of those burn."""
    tree = """
    FIRE: {all_of: [RELEASE, LIT]}
    RELEASE: {any_of: [HOSE, POWER]}
    HOSE: {probability: {value: 0.02}}
    POWER: {probability: {value: 0.01}}
    LIT: {probability: {value: 0.3}}
    """
    barriers = (
        "{id: B-LEVEL, what: x, state: failed, side: prevention, guards: [HOSE, POWER]}",
        "{id: B-DELUGE, what: x, state: failed, side: mitigation, guards: [FIRE], failure_event: POWER}",
    )
    found = of(*barriers, tree=tree.replace("\n    ", "\n"))

    assert found.knot == "RELEASE"
    assert near(found.consequences[-1].chance.probability, (0.003, 0.003))
    assert found.consequences[-1].without.given_knot == Interval(0.3, 0.3)
    assert [
        near(each.chance.probability, (own, own)) for each, own in zip(found.sequences, (0.0198, 0.01), strict=True)
    ]


def test_a_prevention_barrier_counts_in_the_knot_where_it_has_a_number() -> None:
    """Without one it is left to the tree, in which its failure stands."""
    level = LEVEL.replace("guards: [HOSE, OVERFILL]", "guards: [OVERFILL], failure_on_demand: {value: 0.1}")
    hose = "{id: B-HOSE, what: x, state: failed, side: prevention, guards: [HOSE]}"
    found = of(level, hose, DELUGE)

    assert near(found.chance.probability, (1 - 0.98 * 0.99,) * 2)
    assert [(own.id, own.behind) for own in found.barriers] == [("B-DELUGE", True), ("B-LEVEL", False)]


def test_sequences_are_known_given_the_knot_even_where_its_probability_is_not() -> None:
    """No leaf has a number; the barriers have."""
    found = of(
        LEVEL,
        DELUGE,
        tree="FIRE: {all_of: [RELEASE, LIT]}\nRELEASE: {any_of: [HOSE, OVERFILL]}\nHOSE: {}\nOVERFILL: {}\nLIT: {}",
    )

    assert found.chance.probability == Interval(0.0, 1.0)
    assert [each.chance.given_knot for each in found.sequences] == [Interval(0.95, 0.95), Interval(0.05, 0.05)]
    assert found.consequences[-1].chance.given_knot == Interval(0.0, 0.05)


RATED = TREE.replace("HOSE: {probability: {value: 0.02}}", "HOSE: {probability: {rate: 0.00001, hours: 1000}}")


def test_a_frequency_where_every_way_to_the_knot_begins_at_a_rate() -> None:
    """Birnbaum × rate × (1 − q), over 8,760 hours; consequences have the same share of it."""
    both = RATED.replace("OVERFILL: {probability: {value: 0.1}}", "OVERFILL: {probability: {rate: 0.0001, hours: 10}}")
    found = of(LEVEL, DELUGE, ALARM, tree=both)
    hose, overfill = math.exp(-0.01), math.exp(-0.001)
    often = (overfill * 1e-5 * hose + hose * 1e-4 * overfill) * 8760

    assert found.chance.frequency is not None
    assert near(found.chance.frequency, (often, often))
    assert found.consequences[-1].chance.frequency is not None
    assert near(found.consequences[-1].chance.frequency, (often * 0.0015,) * 2)


def test_no_frequency_where_something_that_begins_has_no_rate() -> None:
    """The tank runs over with a probability and nobody says how often."""
    assert of(LEVEL, DELUGE, ALARM, tree=RATED).chance.frequency is None


def test_many_barriers_have_consequences_and_no_list_of_sequences() -> None:
    """Their number doubles with each; which is said."""
    many = [DELUGE.replace("B-DELUGE", f"B-{at}") for at in range(MOST_BRANCHING + 1)]
    found = of(LEVEL, *many)

    assert found.sequences == ()
    assert near(found.consequences[0].chance.probability, (0.118 * 0.3 * 0.05 ** len(many),) * 2)
    assert found.limits[0].startswith("The sequences are not listed: more than 6 barriers")


def test_where_the_knot_is_the_top_the_barriers_stand_behind_it() -> None:
    """What they leave of it is the consequence."""
    found = of(LEVEL, DELUGE.replace("[FIRE]", "[HURT]"), ALARM.replace("mitigation", "prevention"))

    assert found.knot == "HURT"
    assert near(found.chance.probability, (0.118 * 0.15 * 0.2,) * 2)
    assert near(found.consequences[-1].chance.probability, (0.118 * 0.15 * 0.2 * 0.05,) * 2)


def test_a_barrier_that_guards_nothing_in_the_tree_is_named() -> None:
    """Its number is not used, and that is said."""
    found = of(LEVEL, DELUGE, ALARM.replace("[NEAR]", "[]"))

    assert [own.id for own in found.barriers] == ["B-DELUGE"]
    assert found.limits[0].startswith(
        "Guards nothing in the logic of the tree, so that its number is not used: B-ALARM"
    )


def test_no_name_of_a_review_meets_one_that_is_made() -> None:
    """A cause that is defined nowhere may have any text as its name."""
    tree = TREE.replace(
        "{any_of: [HOSE, OVERFILL]}", "{any_of: [HOSE, OVERFILL, all of it, none of them, B-DELUGE fails]}"
    )
    found = of(LEVEL, DELUGE, tree=tree)

    assert near(found.chance.probability, (0.118, 1.0))
    assert found.consequences[0].chance.given_knot is not None
    assert near(found.consequences[0].chance.given_knot, (0.015, 0.015))


def test_a_failure_may_be_an_influence() -> None:
    """It stands outside the logic and has a number all the same."""
    tree = TREE.replace("{all_of: [FIRE, NEAR]}", "{all_of: [FIRE, NEAR], shaped_by: [NO-WATER]}")
    dry = "{id: B-DELUGE, what: x, state: failed, side: mitigation, guards: [FIRE], failure_event: NO-WATER}"
    found = of(LEVEL, dry, ALARM, tree=f"{tree}\nNO-WATER: {{probability: {{value: 0.05}}}}")

    assert near(found.consequences[-1].chance.probability, (0.118 * 0.0015,) * 2)
    assert found.barriers[0].event == "NO-WATER"


def test_no_frequency_of_a_tree_that_is_not_coherent() -> None:
    """An event that prevents the knot as it begins would count below nothing."""
    tree = RATED.replace("{any_of: [HOSE, OVERFILL]}", "{all_of: [HOSE, DRY]}\nDRY: {none_of: [OVERFILL]}")

    assert of(LEVEL, DELUGE, ALARM, tree=tree).chance.frequency is None
    assert of(LEVEL, DELUGE, ALARM, tree=RATED.replace("any_of", "all_of")).chance.frequency is not None


def test_nothing_is_known_given_a_knot_that_shares_doubtful_events() -> None:
    """Whether it caught fire is not known, and brings about the release too."""
    tree = TREE.replace("{any_of: [HOSE, OVERFILL]}", "{any_of: [HOSE, OVERFILL, LIT]}")
    found = of(LEVEL, DELUGE, tree=tree.replace("LIT: {probability: {value: 0.3}}", "LIT: {}"))

    assert found.consequences[0].chance.given_knot is None
    assert found.consequences[0].chance.frequency is None


def test_a_barrier_may_guard_both_sides_of_the_knot() -> None:
    """Where the knot is the top: without it the knot is likelier too; given the knot, that is divided out."""
    both = DELUGE.replace("[FIRE]", "[OVERFILL, HURT]")
    found = of(LEVEL, both)
    (hurt,) = found.consequences
    with_it, without = (1 - 0.98 * (1 - 0.1 * own) for own in (0.05, 1.0))

    assert found.knot == "HURT"
    assert near(found.chance.probability, (with_it * 0.15,) * 2)
    assert near(hurt.chance.probability, (0.05 * without * 0.15,) * 2)
    assert near(hurt.without.probability, (without * 0.15,) * 2)
    assert hurt.without.given_knot == Interval(1.0, 1.0)


def test_the_top_is_the_last_consequence() -> None:
    """Wherever a barrier names it."""
    found = of(LEVEL, ALARM.replace("[NEAR]", "[HURT]"), DELUGE)

    assert [each.event for each in found.consequences] == ["FIRE", "HURT"]


def test_a_shared_event_with_a_rate_is_pointed_out() -> None:
    """Frequencies then rest on the probability given the knot."""
    rated = RATED.replace("OVERFILL: {probability: {value: 0.1}}", "OVERFILL: {probability: {rate: 0.0001, hours: 10}}")
    shared = of(LEVEL, DELUGE, tree=rated.replace("{all_of: [FIRE, NEAR]}", "{all_of: [FIRE, NEAR, HOSE]}"))

    assert shared.knot == "RELEASE"
    assert any("shares events with a rate" in each for each in shared.limits)
    assert of(LEVEL, DELUGE, tree=rated).limits == ()
