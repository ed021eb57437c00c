"""Consequences, groups of them, and what starts an event tree: by hand, over time, and what is wrong with them."""

from __future__ import annotations

import pytest
from event_tree_cases import (
    EVENT,
    bins,
    event_tree,
    follow,
    fork,
    model_with,
    number,
    numbers,
    read_whole,
    wrong_numbers,
)
from model_cases import codes, read

from rca.analysis.measures import Interval
from rca.analysis.quantities import sequence_solver
from rca.analysis.quantities.further import Further
from rca.analysis.solving.deadline import Deadline
from rca.graph.event_tree_faults import event_tree_faults

B = '<collect-formula><event name="B"/></collect-formula>'
NOT_B = '<collect-formula><not><event name="B"/></not></collect-formula>'
SECOND = '<define-initiating-event name="J" event-tree="U"><float value="0.2"/></define-initiating-event>'


def consequence(name: str, event: str, sequence: str, label: str = "") -> str:
    said = f"<label>{label}</label>" if label else ""
    return (
        f'<define-consequence name="{name}">{said}<initiating-event name="{event}"/><sequence name="{sequence}"/>'
        "</define-consequence>"
    )


def group(name: str, *consequences: str, groups: tuple[str, ...] = ()) -> str:
    inside = "".join(f'<consequence name="{each}"/>' for each in consequences)
    inside += "".join(f'<consequence-group name="{each}"/>' for each in groups)
    return f'<define-consequence-group name="{name}">{inside}</define-consequence-group>'


def test_a_consequence_is_its_sequence_and_a_group_the_sum() -> None:
    """Half a year: S with B 0.1, R without; the two exclude each other. J brings its own R, 0.4 of 0.2."""
    found = bins(follow(model_with(
        SECOND, event_tree(fork(S=B, R=NOT_B)), event_tree(number(0.4) + '<sequence name="R"/>', "U", "R"),
        consequence("BAD", "I", "S", "Loss"), consequence("FINE", "I", "R"), consequence("OTHER", "J", "R"),
        group("HERE", "BAD", "FINE"), group("ALL", "OTHER", groups=("HERE",)),
    )))  # fmt: skip

    assert {name: each.frequency and each.frequency.lower for name, each in found.items()} == pytest.approx(
        {"BAD": 0.05, "FINE": 0.45, "OTHER": 0.08, "HERE": 0.5, "ALL": 0.58}
    )
    assert found["BAD"].probability == Interval(0.1, 0.1)
    assert found["BAD"].label == "Loss"
    assert found["BAD"].parts[0].found.cut_sets == (("B",),)
    assert found["ALL"].consequences == ("OTHER", "BAD", "FINE")
    assert found["BAD"].consequences == ()
    assert [name for name, each in found.items() if each.group] == ["HERE", "ALL"]
    assert found["ALL"].probability is None
    assert [(part.root, part.frequency) for part in found["ALL"].parts] == [("J", 0.2), ("I", 0.5)]
    assert all(each.limits == () for each in found.values())


def test_nothing_is_said_of_the_sum_of_a_group_that_cannot_happen() -> None:
    """Both sequences have probability 0, and so have their union and their sum."""
    never = event_tree(fork(S=number(0.0), R=number(0.0)))

    found = bins(
        follow(model_with(never, consequence("X", "I", "S"), consequence("Y", "I", "R"), group("G", "X", "Y")))
    )

    assert found["G"].probability == Interval(0, 0)
    assert found["G"].limits == ()


def test_a_group_whose_sequences_can_happen_together_counts_their_union() -> None:
    """B 0.1 and C 0.4 on two paths that exclude nothing: 1 − 0.9·0.6, and the sum 0.5 is said."""
    both = event_tree(fork(S=B, R='<collect-formula><event name="C"/></collect-formula>'))

    found = bins(follow(model_with(both, consequence("X", "I", "S"), consequence("Y", "I", "R"), group("G", "X", "Y"))))

    assert found["G"].probability is not None
    assert found["G"].probability.lower == pytest.approx(0.46)
    assert found["G"].parts[0].found.by_order == (2,)
    assert found["G"].limits == (
        "The sequences of consequence group `G` do not exclude each other: the union counts, 0.46, and not their sum 0.5.",
    )


def test_a_consequence_starts_another_event_tree() -> None:
    """Half a year times B 0.1, and then C 0.4: J is what I came to, and has no frequency of its own."""
    after = '<define-initiating-event name="J" event-tree="U"><consequence name="BAD"/></define-initiating-event>'
    second = event_tree(
        '<if><test-initiating-event name="J"/><collect-formula><event name="C"/></collect-formula></if>'
        '<sequence name="END"/>', "U", ("END",)
    )  # fmt: skip

    found = follow(model_with(
        after, event_tree(fork(S=B, R=NOT_B)), second, consequence("BAD", "I", "S"), consequence("WORSE", "J", "END"),
    ))  # fmt: skip

    own = found.trees[1]
    assert (own.initiating_event, own.root, own.frequency, own.event_tree) == ("J", "I", 0.5, "U")
    assert [(each.name, each.cut_sets) for each in own.sequences] == [("END", (("B", "C"),))]
    assert numbers(found)["END"] == pytest.approx(0.04)
    assert bins(found)["WORSE"].frequency == Interval(0.5 * own.sequences[0].probability.lower, pytest.approx(0.02))


def test_a_group_starts_a_tree_once_for_each_event_it_began_with() -> None:
    """I with 0.5·0.1 and J with 0.2·0.4 both lead to K."""
    after = '<define-initiating-event name="K" event-tree="V"><consequence-group name="G"/></define-initiating-event>'

    found = follow(model_with(
        SECOND, after, event_tree(fork(S=B, R=NOT_B)), event_tree(number(0.4) + '<sequence name="R"/>', "U", "R"),
        event_tree(number(0.5) + '<sequence name="END"/>', "V", ("END",)), consequence("X", "I", "S"), consequence("Y", "J", "R"),
        group("G", "X", "Y"), consequence("WORSE", "K", "END"),
    ))  # fmt: skip

    assert [(each.initiating_event, each.root) for each in found.trees] == [
        ("I", "I"),
        ("J", "J"),
        ("K", "I"),
        ("K", "J"),
    ]
    assert bins(found)["WORSE"].frequency is not None
    assert bins(found)["WORSE"].frequency.lower == pytest.approx(0.5 * 0.5 * 0.1 + 0.5 * 0.2 * 0.4)


def test_a_consequence_may_be_a_sequence_that_goes_on() -> None:
    """S goes on in U, and counts where it was passed: B 0.1."""
    link = '<define-sequence name="S"><event-tree name="U"/></define-sequence>'
    found = follow(model_with(
        event_tree(fork(S=B, R=NOT_B), sequences="R", parts=link),
        event_tree(number(0.5) + '<sequence name="END"/>', "U", ("END",)), consequence("X", "I", "S"),
    ))  # fmt: skip

    assert bins(found)["X"].probability == Interval(0.1, 0.1)
    assert numbers(found)["END"] == pytest.approx(0.05)


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ('<gate name="G"/>', 0.5 * 0.1),
        ('<basic-event name="C"/>', 0.4 * 0.1),
        ('<collect-formula><event name="C"/></collect-formula>' + number(0.5), 0.4 * 0.5 * 0.1),
        ('<set-house-event name="H"><constant value="false"/></set-house-event>', 0.1),
        ('<if><test-initial-event name="I"/>' + number(0.5) + "</if>", 0.5 * 0.1),
    ],
)
def test_an_initiating_event_may_be_a_gate_or_hold_instructions(inside: str, expected: float) -> None:
    """What it is counts on every path; `test-initial-event` is the older word of the format."""
    event = EVENT.replace('<float value="0.5"/>', inside)
    found = follow(model_with(event_tree(f'{B}<sequence name="S"/>'), event=event))

    assert found.trees[0].frequency is None
    assert numbers(found) == pytest.approx({"S": expected})


def test_a_group_of_initiating_events_has_one_tree() -> None:
    """Each member has its own frequency."""
    events = "".join(
        f'<define-initiating-event name="{name}"><float value="{often}"/></define-initiating-event>'
        for name, often in (("I", 0.5), ("J", 0.2))
    )
    groups = (
        '<define-initiating-event-group name="ONE"><initiating-event name="J"/></define-initiating-event-group>'
        '<define-initiating-event-group name="BOTH" event-tree="T"><label>Both</label><initiating-event name="I"/>'
        '<initiating-event-group name="ONE"/></define-initiating-event-group>'
    )
    found = follow(model_with(groups, event_tree(f'{B}<sequence name="S"/>'), event=events))

    assert [(each.initiating_event, each.event_tree, each.frequency) for each in found.trees] == [
        ("I", "T", 0.5), ("J", "T", 0.2),
    ]  # fmt: skip


TIMED = (
    '<model-data><define-basic-event name="D"><exponential><float value="1e-3"/><system-mission-time/></exponential>'
    '</define-basic-event><define-basic-event name="V"><periodic-test><float value="1e-3"/><float value="100"/>'
    '<float value="100"/><system-mission-time/></periodic-test></define-basic-event></model-data>'
)
D, V = (f'<collect-formula><event name="{name}"/></collect-formula>' for name in "DV")


def test_a_curve_is_the_frequency_at_each_mission_time() -> None:
    """Of sequences, consequences and groups, the numbers that a path collects included; the mean is by trapezoids."""
    falling = '<collect-expression><exp><neg><div><system-mission-time/><float value="500"/></div></neg></exp></collect-expression>'
    text = model_with(
        TIMED, event_tree(fork(S=D, R=falling + B)), consequence("X", "I", "S"), consequence("Y", "I", "R"), group("G", "X", "Y")
    )  # fmt: skip

    found = follow(text, Further(hours=300, step=100))

    first, second = (each.curve for each in found.trees[0].sequences)
    assert first is not None
    assert second is not None
    assert (first.hours, first.step) == ((0, 100, 200, 300), 100)
    for at, hours in enumerate(first.hours):
        there = follow(text, hours=hours)
        assert [own.probability.lower for own in there.trees[0].sequences] == pytest.approx(
            [curve.probability[at] for curve in (first, second) if curve.probability], rel=1e-12
        )
        for name, own in bins(there).items():
            curve = bins(found)[name].curve
            assert curve is not None
            assert curve.frequency is not None
            assert own.frequency is not None
            assert own.frequency.lower == pytest.approx(curve.frequency[at], rel=1e-12)
    values = first.probability or ()
    assert first.probability_average == pytest.approx((values[0] / 2 + values[1] + values[2] + values[3] / 2) / 3)
    assert first.frequency_average == pytest.approx(0.5 * first.probability_average)


def test_a_test_of_a_component_makes_a_sequence_fall() -> None:
    """λ 1e-3, τ 100: the mean over ten intervals is near λτ/2 at a step of τ, since a step begins just after the test."""
    found = follow(model_with(TIMED, event_tree(f'{V}<sequence name="S"/>')), Further(hours=1000, step=100))

    curve = found.trees[0].sequences[0].curve
    assert curve is not None
    assert curve.probability_average == pytest.approx(1e-3 * 100 / 2, rel=0.06)


def test_no_curve_where_a_number_is_missing_at_some_time() -> None:
    """1/t at the start."""
    inverse = '<collect-expression><div><float value="1"/><system-mission-time/></div></collect-expression>'
    found = follow(model_with(event_tree(f'{inverse}<sequence name="S"/>')), Further(hours=100, step=10))

    assert found.trees[0].sequences[0].curve is None
    assert found.trees[0].limits == (
        "No time curve: some expression has no value there (a number on its paths gives no finite number at some time).",
    )


def test_groups_spread_with_their_initiating_events() -> None:
    """Both frequencies are the same uniform parameter on 0 to 1: the group is 0.1 + 0.9 of it in every sample."""
    often = '<define-initiating-event name="{}" event-tree="{}"><parameter name="OFTEN"/></define-initiating-event>'
    data = (
        '<model-data><define-parameter name="OFTEN"><uniform-deviate><float value="0"/><float value="1"/></uniform-deviate>'
        "</define-parameter></model-data>"
    )
    text = model_with(
        often.format("J", "U"), data, event_tree(f'{B}<sequence name="S"/>'),
        event_tree(f'{NOT_B}<sequence name="R"/>', "U", "R"), consequence("X", "I", "S"), consequence("Y", "J", "R"),
        group("G", "X", "Y"), event=often.format("I", "T"),
    )  # fmt: skip

    spread = bins(follow(text, Further(samples=1000)))["G"].spread

    assert spread is not None
    assert spread.low == pytest.approx(0.05, abs=0.03)
    assert spread.high == pytest.approx(0.95, abs=0.03)
    assert spread.deviation == pytest.approx(12**-0.5, rel=0.05)


def test_a_group_of_two_beginnings_of_which_one_has_no_frequency_neither_spreads_nor_has_a_curve() -> None:
    """Chances of different beginnings do not add up; that of one beginning alone is shown, and both have theirs."""
    never = '<define-initiating-event name="J" event-tree="U"/>'
    text = model_with(
        TIMED, never, event_tree(f'{D}<sequence name="S"/>'), event_tree(f'{V}<sequence name="R"/>', "U", "R"),
        consequence("X", "I", "S"), consequence("Y", "J", "R"), group("G", "X", "Y"),
    )  # fmt: skip

    found = bins(follow(text, Further(hours=300, step=100, samples=10)))

    assert (found["G"].frequency, found["G"].spread, found["G"].curve) == (None, None, None)
    assert all(found[name].spread is not None and found[name].curve is not None for name in "XY")


def test_what_no_path_leads_to_has_frequency_0() -> None:
    """And it is said: the sequence is defined, but I does not reach it."""
    found = bins(follow(model_with(event_tree(f'{B}<sequence name="S"/>'), consequence("X", "I", "R"))))["X"]

    assert (found.frequency, found.parts) == (Interval(0, 0), ())
    assert found.limits == ("No path leads to `X`: it has frequency 0.",)


def events_group(inside: str, tree: str = "") -> str:
    own = f' event-tree="{tree}"' if tree else ""
    return f'<define-initiating-event-group name="N"{own}>{inside}</define-initiating-event-group>'


TREE = event_tree('<sequence name="S"/>')


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        (consequence("X", "NONE", "S"), "initiating event `NONE` of consequence `X` is defined nowhere"),
        (consequence("X", "I", "NONE"), "sequence `NONE` of consequence `X` is defined nowhere"),
        ('<define-consequence name="X"><sequence name="S"/></define-consequence>', "does not hold one initiating event and one"),
        (group("G", "NONE"), "consequence `NONE` of consequence group `G` is defined nowhere"),
        (group("G", groups=("NONE",)), "consequence group `NONE` of consequence group `G` is defined nowhere"),
        (group("G"), "consequence group `G` names nothing"),
        (group("G", groups=("G",)), "the consequence group goes round in a circle: `G` → `G`"),
        (events_group('<initiating-event name="NONE"/>'), "initiating event `NONE` of initiating event group `N`"),
        (events_group('<gate name="TOP"/>'), "holds `<gate>`"),
        (SECOND.replace('<float value="0.2"/>', '<consequence name="NONE"/>').replace("U", "T"), "consequence `NONE` of initiating"),
        (SECOND.replace('<float value="0.2"/>', '<consequence name="X"/>').replace("U", "T") + consequence("X", "J", "S"),
         "the initiating event goes round in a circle: `J` → `J`"),
        (SECOND.replace("/></define", '/><gate name="TOP"/></define').replace("U", "T"), "is given as `gate` and as `float`"),
        (event_tree('<sequence name="S"/>', "U") + events_group('<initiating-event name="I"/>', "U"), "begins `T` and `U`"),
        (SECOND.replace(' event-tree="U"', "") + events_group('<initiating-event name="J"/>', "NO"), "event tree `NO` of initiating event `J`"),
    ],
)  # fmt: skip
def test_a_consequence_that_is_not_whole_is_refused(parts: str, words: str) -> None:
    """One error that says what, with its place."""
    model, found = read(model_with(TREE, parts))
    wrong = [each for each in (*found, *event_tree_faults(model)) if each.code == "RCA093"]

    assert [words in each.message for each in wrong] == [True]
    assert all(each.span.line > 0 for each in wrong)


def test_a_name_that_is_taken_is_refused() -> None:
    """Two consequences of one name; a consequence and a group may share one."""
    _, found = read(model_with(TREE, consequence("X", "I", "S") * 2))
    read_whole(model_with(TREE, consequence("X", "I", "S"), group("X", "X")))

    assert codes(found) == ["RCA084"]


def test_a_negative_number_in_what_started_it_is_refused_once() -> None:
    """The tree that goes on says nothing further."""
    after = '<define-initiating-event name="J" event-tree="T"><consequence name="X"/></define-initiating-event>'
    wrong = wrong_numbers(
        model_with(after, event_tree(number(-1) + '<sequence name="S"/>'), consequence("X", "I", "S"))
    )

    assert len(wrong) == 1
    assert "collects the negative number -1" in wrong[0]


@pytest.mark.parametrize(("wanted", "what"), [(Further(samples=10), "spread"), (Further(step=10), "time curve")])
def test_a_limit_that_is_reached_first_is_said(wanted: Further, what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of samples and of points."""
    monkeypatch.setattr(sequence_solver, "limits", lambda *_: Deadline(clock=0.0))

    found = follow(model_with(TIMED, event_tree(f'{D}<sequence name="S"/>')), wanted)

    assert found.trees[0].limits == (f"No {what}: the time limit was reached first.",)
    assert numbers(found)["S"] > 0
