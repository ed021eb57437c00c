"""Event trees: read, followed, solved, written again; published numbers and numbers worked by hand."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from model_cases import codes, read

from rca.analysis.quantities.expansion import expand
from rca.analysis.quantities.further import Further
from rca.analysis.quantities.outcome import EventTreeFindings
from rca.analysis.quantities.sequences import follow_event_trees
from rca.analysis.solving.automatic import Automatic
from rca.diagnostics.model import Diagnostic, Severity
from rca.exporters.models import formats
from rca.graph.event_tree_faults import event_tree_faults
from rca.graph.model import Model
from rca.graph.quantities import HOURS, probabilities
from rca.importers.models.read import read_model

SMALL = """<opsa-mef>
<define-initiating-event name="FIRE" event-tree="ESCALATION"><parameter name="FIRES-A-YEAR"/></define-initiating-event>
<define-event-tree name="ESCALATION">
<define-functional-event name="ALARM"/><define-functional-event name="SPRINKLER"/>
<define-sequence name="SMALL"/><define-sequence name="LARGE"/>
<define-branch name="SPRINKLED"><fork functional-event="SPRINKLER">
<path state="works"><collect-formula><not><gate name="NO-WATER"/></not></collect-formula><sequence name="SMALL"/></path>
<path state="fails"><collect-formula><gate name="NO-WATER"/></collect-formula><sequence name="LARGE"/></path>
</fork></define-branch>
<initial-state><fork functional-event="ALARM">
<path state="works"><collect-formula><not><basic-event name="NO-ALARM"/></not></collect-formula><sequence name="SMALL"/></path>
<path state="fails"><collect-formula><basic-event name="NO-ALARM"/></collect-formula><branch name="SPRINKLED"/></path>
</fork></initial-state>
</define-event-tree>
<define-fault-tree name="WATER"><define-gate name="NO-WATER"><or><event name="VALVE"/><event name="PUMP"/></or></define-gate></define-fault-tree>
<model-data>
<define-basic-event name="NO-ALARM"><float value="0.1"/></define-basic-event>
<define-basic-event name="VALVE"><float value="0.01"/></define-basic-event>
<define-basic-event name="PUMP"><float value="0.02"/></define-basic-event>
<define-parameter name="FIRES-A-YEAR" unit="years-1"><float value="0.5"/></define-parameter>
</model-data></opsa-mef>"""
EVENT = '<define-initiating-event name="I" event-tree="T"/>'
HOUSES = """<define-fault-tree name="F"><define-gate name="TOP"><or><gate name="G"/><event name="B"/></or></define-gate>
<define-gate name="G"><and><house-event name="H"/><event name="A"/></and></define-gate>
<define-house-event name="H"><constant value="false"/></define-house-event>
<define-basic-event name="A"><float value="0.5"/></define-basic-event>
<define-basic-event name="B"><float value="0.1"/></define-basic-event></define-fault-tree>"""
FORMULA = '<collect-formula><gate name="TOP"/></collect-formula>'

IF_ON = (
    '<fork functional-event="F"><path state="on"><if><test-functional-event name="F" state="on"/><collect-expression>'
    '<float value="0.5"/></collect-expression><collect-expression><float value="0.9"/></collect-expression></if>'
    '<sequence name="S"/></path></fork>'
)


def tree(initial: str, *, parts: str = "", more: str = HOUSES) -> str:
    """A model with the event tree `T` whose functional events are `F` and `G`, and whose sequences are `S` and `R`."""
    sequences = "".join(
        f'<define-sequence name="{name}"/>' for name in "SR" if f'define-sequence name="{name}"' not in parts
    )
    events = '<define-functional-event name="F"/><define-functional-event name="G"/>'
    body = f"{events}{sequences}{parts}<initial-state>{initial}</initial-state>"
    return f'<opsa-mef>{EVENT}\n<define-event-tree name="T">{body}</define-event-tree>{more}</opsa-mef>'


def sequences(
    model: Model, chances: Mapping[str, float], wanted: Further, engine: Automatic
) -> tuple[tuple[EventTreeFindings, ...], tuple[Diagnostic, ...]]:
    """What the event trees of a model say of its sequences."""
    found, wrong = follow_event_trees(model, chances, wanted, engine)
    return found.trees, wrong


def value(number: float) -> str:
    return f'<collect-expression><float value="{number}"/></collect-expression>'


def whole(text: str) -> tuple[Model, tuple[Diagnostic, ...]]:
    model, found = read(text)
    return model, found if codes(found) else (*found, *event_tree_faults(model))


def followed(text: str) -> EventTreeFindings:
    model, found = whole(text)
    assert [each for each in found if each.severity is Severity.ERROR] == []
    own, wrong = sequences(model, probabilities(model)[0], Further(), Automatic())
    assert wrong == ()
    return own[0]


def numbers(found: EventTreeFindings) -> dict[str, float]:
    """Probability of every sequence that has one number."""
    return {each.name: each.probability.lower for each in found.sequences}


def test_a_small_tree_by_hand() -> None:
    """No alarm 0.1, no water 1 − 0.99·0.98 = 0.0298: large 0.00298 of 0.5 fires a year."""
    found = followed(SMALL)

    assert found.frequency == 0.5
    assert numbers(found) == pytest.approx({"SMALL": 1 - 0.00298, "LARGE": 0.00298})
    assert [(each.name, each.paths) for each in found.sequences] == [("SMALL", 2), ("LARGE", 1)]
    assert found.sequences[1].by_order == (0, 2)


def test_published_sequences(bench: Path) -> None:
    """SCRAM, tests/risk_analysis_tests.cc, AnalyzeEventTree: numbers alone, and a branch that two paths share."""
    model, _ = read_model([bench / "fault-trees" / "known" / "bcd.xml"])

    found, _ = sequences(model, {}, Further(), Automatic())

    assert numbers(found[0]) == pytest.approx({"Success": 0.594, "Failure": 0.406})
    assert found[0].sequences[0].by_order is None


def test_sequences_that_share_events_add_up_to_one(bench: Path) -> None:
    """The gas leak of Andrews and Dunnett: all valves share one computer; S8, all fail, is far from the product of three."""
    model, wrong = read_model([bench / "fault-trees" / "known" / "gas_leak_reactive.xml"])
    chances, _ = probabilities(model)

    found, _ = sequences(model, chances, Further(), Automatic())

    assert codes(wrong) == []
    assert sum(numbers(found[0]).values()) == pytest.approx(1, rel=1e-12)
    assert numbers(found[0])["S1"] == pytest.approx(0.810439, abs=1e-6)
    assert numbers(found[0])["S8"] == pytest.approx(0.0502485, abs=1e-6)
    assert len(model.tops()) == 3


def test_a_house_event_counts_from_where_it_is_set() -> None:
    """B alone 0.1; with H true 1 − 0.9·0.5; what is collected before keeps H false, and the model stays as it was."""
    on = '<set-house-event name="H"><constant value="true"/></set-house-event>'
    fork = '<fork functional-event="F"><path state="x">{}<sequence name="S"/></path><path state="y">{}<sequence name="R"/></path></fork>'

    found = followed(tree(fork.format(on + FORMULA, FORMULA + on)))

    assert numbers(found) == pytest.approx({"S": 0.55, "R": 0.1})


@pytest.mark.parametrize(
    ("initial", "parts", "expected"),
    [
        (f'{value(0.5)}{value(0.5)}<sequence name="S"/>', "", 0.25),
        (f'{FORMULA}{value(0.5)}<sequence name="S"/>', "", 0.05),
        (f'<block>{value(0.2)}<block>{value(0.5)}</block></block><sequence name="S"/>', "", 0.1),
        (f'<if><bool value="false"/>{value(0.2)}{value(0.4)}</if><sequence name="S"/>', "", 0.4),
        (f'<if><bool value="false"/>{value(0.2)}</if><sequence name="S"/>', "", 1.0),
        (f'<if><test-initiating-event name="I"/>{value(0.2)}</if><sequence name="S"/>', "", 0.2),
        ('<branch name="B"/>', f'<define-branch name="B">{value(0.3)}<sequence name="S"/></define-branch>', 0.3),
        ('<rule name="R"/><sequence name="S"/>', "", 0.06),
        ('<sequence name="S"/>', f'<define-sequence name="S">{value(0.7)}</define-sequence>', 0.7),
        (IF_ON, "", 0.5),
        ('<sequence name="S"/>', "", 1.0),
    ],
)  # fmt: skip
def test_instructions_are_followed(initial: str, parts: str, expected: float) -> None:
    """Each kind by itself; a rule that calls another."""
    rules = f'<define-rule name="R">{value(0.2)}<rule name="Q"/></define-rule><define-rule name="Q">{value(0.3)}</define-rule>'

    assert numbers(followed(tree(initial, parts=parts, more=rules + HOUSES))) == pytest.approx({"S": expected})


def test_a_linked_tree_goes_on_and_forgets_the_states() -> None:
    """0.5 on the way, 0.1 in the second tree, whose functional event of the same name has its own state."""
    second = (
        '<define-event-tree name="U"><define-functional-event name="F"/><define-sequence name="END"/><initial-state>'
        f'<if><test-functional-event name="F" state="on"/>{value(9)}</if>{value(0.1)}<sequence name="END"/></initial-state>'
        "</define-event-tree>"
    )
    link = '<define-sequence name="S"><event-tree name="U"/></define-sequence>'
    initial = f'<fork functional-event="F"><path state="on">{value(0.5)}<sequence name="S"/></path></fork>'

    found = followed(tree(initial, parts=link, more=second + HOUSES))

    assert [(each.event_tree, each.name) for each in found.sequences] == [("U", "END")]
    assert numbers(found) == pytest.approx({"END": 0.05})


def test_an_event_without_a_number_leaves_bounds() -> None:
    """And it is said."""
    found = followed(
        SMALL.replace('<define-basic-event name="PUMP"><float value="0.02"/>', '<define-basic-event name="PUMP">')
    )

    large = found.sequences[1].probability
    assert (large.lower, large.upper) == pytest.approx((0.001, 0.1))
    assert any("without a probability" in each for each in found.limits)


def test_sequences_spread_together() -> None:
    """Alarm fails with a uniform probability on 0.05 to 0.15; fires with one on 0.4 to 0.6: both sequences of one sample add up."""
    alarm, fires = '<define-basic-event name="NO-ALARM"><float value="0.1"/>', '<float value="0.5"/></define-parameter>'
    uniform = '<uniform-deviate><float value="{}"/><float value="{}"/></uniform-deviate>'
    text = SMALL.replace(alarm, alarm.replace('<float value="0.1"/>', uniform.format(0.05, 0.15)))
    model, _ = whole(text.replace(fires, fires.replace('<float value="0.5"/>', uniform.format(0.4, 0.6))))

    found, _ = sequences(model, probabilities(model)[0], Further(samples=20_000, seed=2), Automatic())

    small, large = (each.spread for each in found[0].sequences)
    assert small is not None
    assert large is not None
    assert large.mean == pytest.approx(0.5 * 0.1 * 0.0298, abs=4 * large.standard_error)
    variance = (0.25 + 0.04 / 12) * (0.01 + 0.01 / 12) - 0.05**2
    assert large.deviation == pytest.approx(0.0298 * variance**0.5, rel=0.03)
    # Their sum is the frequency of fires alone, whatever the alarm does.
    assert small.mean + large.mean == pytest.approx(0.5, abs=4 * 0.2 / 12**0.5 / 20_000**0.5)


def test_samples_outside_a_probability_are_said_of_sequences_too() -> None:
    """A normal distribution that reaches below zero."""
    wide = "<normal-deviate><float value='0.01'/><float value='0.01'/></normal-deviate>"
    model, _ = whole(SMALL.replace('name="VALVE"><float value="0.01"/>', f'name="VALVE">{wide}'))

    found, _ = sequences(model, probabilities(model)[0], Further(samples=100), Automatic())

    assert found[0].limits == ("Samples of `VALVE` that lay outside 0 to 1 were taken as 0 or 1.",)


def test_paths_with_numbers_spread_as_their_sum() -> None:
    """Two paths that collect one parameter: twice what it is in each sample, and not the sum of two draws."""
    number = '<collect-expression><parameter name="P"/></collect-expression>'
    parameter = (
        '<model-data><define-parameter name="P"><uniform-deviate><float value="0.1"/><float value="0.3"/></uniform-deviate>'
        "</define-parameter></model-data>"
    )
    paths = "".join(f'<path state="{state}">{number}<sequence name="S"/></path>' for state in "xy")
    model, _ = whole(tree(f'<fork functional-event="F">{paths}</fork>', more=HOUSES + parameter))

    found, _ = sequences(model, probabilities(model)[0], Further(samples=20_000), Automatic())

    spread = found[0].sequences[0].spread
    assert spread is not None
    assert spread.mean == pytest.approx(0.4, abs=4 * spread.standard_error)
    assert spread.deviation == pytest.approx(0.4 / 12**0.5, rel=0.03)


def test_common_causes_stand_below_sequences_too() -> None:
    """Valve and pump with beta 0.5 of 0.02: no water 1 − 0.99·(1 − 0.01)·(1 − 0.01)."""
    group = (
        '<define-CCF-group name="G" model="beta-factor"><members><basic-event name="VALVE"/><basic-event name="PUMP"/></members>'
        '<distribution><float value="0.02"/></distribution><factor level="2"><float value="0.5"/></factor></define-CCF-group>'
    )
    model, _ = whole(SMALL.replace("</opsa-mef>", f"{group}</opsa-mef>"))
    model, _, _ = expand(model, HOURS)

    found, _ = sequences(model, probabilities(model)[0], Further(), Automatic())

    assert numbers(found[0])["LARGE"] == pytest.approx(0.1 * (1 - 0.99**3))


@pytest.mark.parametrize("text", [SMALL, tree(f'<rule name="R"/>{FORMULA}<sequence name="S"/>', more=(
    f'<define-rule name="R"><label>Why</label><if><bool value="true"/><block>{value(0.2)}{FORMULA}</block></if></define-rule>'
    + HOUSES)), tree('<set-house-event name="H"><constant value="true"/></set-house-event><branch name="B"/>', parts=(
    '<define-branch name="B"><collect-formula><or><not><gate name="TOP"/></not><event name="A"/></or></collect-formula>'
    '<sequence name="S"/></define-branch>'))])  # fmt: skip
def test_event_trees_are_read_back_as_the_same(text: str) -> None:
    """With rules, labels, formulas inside formulas, and a parameter's unit."""
    model, found = whole(text)

    again, _ = read(formats()["open-psa"](model, None).text)

    assert codes(found) == []
    assert again == model
    assert again.event_trees


SECOND = (
    '<define-event-tree name="U"><define-sequence name="END"/><initial-state><sequence name="END"/></initial-state>'
    "</define-event-tree>"
)
LINK = f'<define-rule name="L"><event-tree name="U"/></define-rule>{SECOND}'


def test_a_rule_may_go_on_in_an_event_tree_where_a_sequence_ends() -> None:
    """As a sequence itself may."""
    rule = '<define-sequence name="S"><rule name="L"/></define-sequence>'

    assert numbers(followed(tree(f'{value(0.5)}<sequence name="S"/>', parts=rule, more=LINK + HOUSES))) == {"END": 0.5}


def test_a_sequence_may_be_that_of_another_tree() -> None:
    """Where no tree but one has it."""
    found = followed(tree(f'{value(0.5)}<sequence name="END"/>', more=SECOND + HOUSES))

    assert [(each.event_tree, each.name, each.probability.lower) for each in found.sequences] == [("U", "END", 0.5)]


FORK = '<fork functional-event="F">{}</fork>'
PATH = '<path state="on"><sequence name="S"/></path>'


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (tree('<sequence name="NONE"/>'), "sequence `NONE` of event tree `T` is defined nowhere"),
        (tree('<branch name="NONE"/>'), "branch `NONE` of event tree `T` is defined nowhere"),
        (tree('<fork functional-event="NONE"><path state="on"><sequence name="S"/></path></fork>'), "functional event `NONE`"),
        (tree('<rule name="NONE"/><sequence name="S"/>'), "rule `NONE`"),
        (tree(FORK.format(PATH + PATH)), "state `on` twice"),
        (tree(FORK.format("")), "has no path"),
        (tree(FORK.format('<sequence name="S"/>')), "no path with a state"),
        (tree(value(0.5)), "ends in no fork, sequence or branch"),
        (tree(""), "ends in no fork, sequence or branch"),
        (tree('<event-tree name="T"/><sequence name="S"/>'), "where no sequence ends"),
        (tree('<rule name="Q"/><sequence name="S"/>', more='<define-rule name="Q"><rule name="L"/></define-rule>' + LINK + HOUSES),
         "rule `Q` of event tree `T` goes on in an event tree where no sequence ends"),
        (tree('<sequence name="END"/>', more=SECOND + SECOND.replace("U", "V") + HOUSES), "in 2 other event trees"),
        (tree("<if><bool value='true'/></if><sequence name='S'/>"), "`if` of event tree `T` does not hold what it takes"),
        (tree('<set-substitution name="P"/><sequence name="S"/>'), "`set-substitution` of event tree `T`"),
        (tree('<set-house-event name="H" direction="up"><constant value="true"/></set-house-event><sequence name="S"/>'), "`up`"),
        (tree('<set-house-event name="H"><float value="1"/></set-house-event><sequence name="S"/>'), "not a constant"),
        (tree('<set-basic-event name="A"/><sequence name="S"/>'), "`set-basic-event` of event tree `T` does not hold"),
        (tree('<set-basic-event name="A"><extern-function name="f"/></set-basic-event><sequence name="S"/>'), "`extern-function`"),
        (tree('<collect-expression><extern-function name="f"/></collect-expression><sequence name="S"/>'), "`extern-function`"),
        (tree('<branch name="B"/>', parts='<define-branch name="B"><branch name="B"/></define-branch>'), "round in a circle: `B` → `B`"),
        (tree('<sequence name="S"/>', parts='<define-sequence name="S"><event-tree name="T"/></define-sequence>'),
         "the event tree goes round in a circle"),
        (tree('<sequence name="S"/>', parts='<define-sequence name="S"><event-tree name="X"/></define-sequence>'), "event tree `X`"),
        (tree('<sequence name="S"/>', more='<define-rule name="R"><rule name="R"/></define-rule>' + HOUSES), "the rule goes round"),
        (tree('<sequence name="S"/>', parts='<define-functional-event name="F"/>'), "functional event `F` of event tree `T` is defined"),
        (f"<opsa-mef>{EVENT}{HOUSES}</opsa-mef>", "event tree `T` of initiating event `I` is defined nowhere"),
        (f'<opsa-mef><define-event-tree name="T"/>{HOUSES}</opsa-mef>', "has no initial state"),
        (f"<opsa-mef><define-rule/>{HOUSES}</opsa-mef>", "a rule has no name"),
    ],
)  # fmt: skip
def test_an_event_tree_that_is_not_whole_is_refused(text: str, words: str) -> None:
    """One error that says what."""
    _, found = whole(text)

    said = [each.message for each in found if each.code == "RCA093"]
    assert len(said) == 1, said
    assert words in said[0]


def test_other_faults_have_their_own_codes() -> None:
    """A house event or gate that is not there, a name that is taken, a nest without end."""
    on = '<set-house-event name="NONE"><constant value="true"/></set-house-event><sequence name="S"/>'
    gone = '<collect-formula><gate name="NONE"/></collect-formula><sequence name="S"/>'
    deep = "<block>" * 300 + "</block>" * 300 + '<sequence name="S"/>'

    assert codes(whole(tree(on))[1]) == ["RCA083"]
    assert codes(whole(tree(gone))[1]) == ["RCA083"]
    assert codes(whole(tree('<sequence name="S"/>', more=EVENT + HOUSES))[1]) == ["RCA084"]
    assert codes(whole(tree(deep))[1]) == ["RCA088"]
    assert codes(whole(tree('<collect-formula><atleast min="3"><gate name="TOP"/></atleast></collect-formula><sequence name="S"/>'))[1]) \
        == ["RCA086"]  # fmt: skip


def test_a_sequence_that_lacks_a_number_has_no_spread() -> None:
    """Neither of the two, since both stand on the pump; and it is said."""
    model, _ = whole(SMALL.replace('name="PUMP"><float value="0.02"/>', 'name="PUMP">'))

    found, _ = sequences(model, probabilities(model)[0], Further(samples=10), Automatic())

    assert [each.spread for each in found[0].sequences] == [None, None]
    assert "A sequence that was not solved whole, or lacks a number, has no spread." in found[0].limits


def test_what_never_happens_has_frequency_0() -> None:
    """Which is a frequency, and no mistake."""
    found = followed(SMALL.replace('<float value="0.5"/></define-parameter>', '<float value="0"/></define-parameter>'))

    assert found.frequency == 0


def test_a_gate_that_has_a_made_up_name_keeps_its_meaning() -> None:
    """Whatever names the paths are given on the way, no gate of the model is written over: E stays at 1."""
    on = '<set-house-event name="H"><constant value="true"/></set-house-event>'
    sure = '<define-basic-event name="E"><float value="1"/></define-basic-event>'
    names = [f"#{word}-{at}" for word in ("path", "set") for at in range(100, 161)]
    gates = "".join(f'<define-gate name="{name}"><basic-event name="E"/></define-gate>' for name in names)
    whole_set = "".join(f'<gate name="{name}"/>' for name in names)
    collected = f'<collect-formula><and><gate name="TOP"/>{whole_set}</and></collect-formula>'
    more = HOUSES.replace("</define-fault-tree>", f"{sure}{gates}</define-fault-tree>")

    found = followed(tree(f'{on}{collected}{collected}<sequence name="S"/>', more=more))

    assert numbers(found) == pytest.approx({"S": 0.55})


def test_a_tree_that_nothing_starts_is_said() -> None:
    """It is read and written again, and has no frequency."""
    model, found = whole(tree('<sequence name="S"/>').replace(EVENT, ""))

    assert [each.code for each in found] == ["RCA082"]
    assert "event tree `T` has no initiating event" in found[0].message
    assert sequences(model, {}, Further(), Automatic()) == ((), ())


def test_a_negative_frequency_is_refused() -> None:
    """Of the initiating event, and of what a path collects."""
    model, _ = whole(
        SMALL.replace('<float value="0.5"/></define-parameter>', '<float value="-0.5"/></define-parameter>')
    )
    collected, _ = whole(tree(f'{value(-0.5)}<sequence name="S"/>'))

    assert [each.message for each in sequences(model, {}, Further(), Automatic())[1]] == [
        "the frequency -0.5 of initiating event `FIRE` is negative"
    ]
    assert "collects the negative number -0.5" in sequences(collected, {}, Further(), Automatic())[1][0].message


def test_paths_without_end_are_refused() -> None:
    """Twenty branches that each fork into the next twice make a million paths of sixty lines."""
    parts = "".join(
        f'<define-branch name="B{at}"><fork functional-event="F">'
        + "".join(f'<path state="{state}"><branch name="B{at + 1}"/></path>' for state in "xy")
        + "</fork></define-branch>"
        for at in range(20)
    )
    model, found = whole(
        tree('<branch name="B0"/>', parts=parts + '<define-branch name="B20"><sequence name="S"/></define-branch>')
    )

    own, wrong = sequences(model, {}, Further(), Automatic())

    assert (codes(found), own, codes(wrong)) == ([], (), ["RCA088"])


def test_attributes_of_event_trees_are_said_once_each() -> None:
    """Wherever they stand in the definition; those of gates and events are carried."""
    noted = '<attributes><attribute name="x" value="y"/></attributes>'
    parts = f'<define-branch name="B">{noted}<sequence name="R"/></define-branch>'
    _, found = read(tree('<sequence name="S"/>', parts=noted + parts))

    assert [each.message for each in found] == ["the attributes of `T` are not carried"]
