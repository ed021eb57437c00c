"""What the paths of event trees set: gates, basic events, house events, parameters; forward, backward, both."""

from __future__ import annotations

import pytest
from event_tree_cases import collected, event_tree, follow, fork, model_with, number, numbers, wrong_numbers

from rca.analysis.quantities.further import Further

TOP = 1 - 0.9 * 0.5
"""Of the model as it is."""


def set_(kind: str, name: str, content: str, direction: str = "") -> str:
    where = f' direction="{direction}"' if direction else ""
    return f'<set-{kind} name="{name}"{where}>{content}</set-{kind}>'


def floated(value: float) -> str:
    return f'<float value="{value}"/>'


TWICE = '<mul><parameter name="P"/><float value="0.5"/></mul>'
NO_CONSTANT = '<constant value="false"/>'


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        (collected("TOP"), TOP),
        (set_("basic-event", "B", floated(0.3)) + collected("TOP"), 1 - 0.7 * 0.5),
        (set_("basic-event", "B", '<bool value="true"/>') + collected("TOP"), 1.0),
        (set_("gate", "G", '<event name="C"/>') + collected("TOP"), 1 - 0.9 * 0.6),
        (set_("gate", "G", '<and><event name="C"/><not><house-event name="H"/></not></and>') + collected("TOP"), 0.1),
        (set_("gate", "TOP", '<constant value="true"/>') + collected("TOP"), 1.0),
        (set_("house-event", "H", NO_CONSTANT) + collected("TOP"), 0.1),
        (set_("house-event", "H", '<bool value="false"/>') + collected("TOP"), 0.1),
        (set_("parameter", "P", floated(0.2)) + collected("TOP"), 1 - 0.9 * 0.8),
        # A number that is set is taken as its names stand there: half of P, then half of that.
        (set_("parameter", "P", TWICE) * 2 + collected("TOP"), 1 - 0.9 * 0.875),
        (set_("basic-event", "A", '<parameter name="Q"/>') + collected("TOP"), 1 - 0.9 * 0.75),
        # Q is half of P, so that it follows P.
        (set_("parameter", "P", floated(0.2)) + set_("basic-event", "A", '<parameter name="Q"/>') + collected("TOP"), 1 - 0.9 * 0.9),
        (set_("parameter", "P", floated(0.2)) + '<collect-expression><parameter name="Q"/></collect-expression>', 0.1),
        # A formula that is set is followed wherever it stands: H is set after G, and counts.
        (set_("gate", "G", '<house-event name="H"/>') + set_("house-event", "H", NO_CONSTANT) + collected("TOP"), 0.1),
        # What is set last counts.
        (set_("basic-event", "B", floated(0.3)) + set_("basic-event", "B", floated(0)) + collected("TOP"), 0.5),
        (set_("parameter", "P", floated(0)) + '<if><parameter name="P"/>' + number(0.3) + number(0.7) + "</if>", 0.7),
        # Direction.
        (collected("TOP") + set_("basic-event", "B", floated(0.3)), TOP),
        (collected("TOP") + set_("basic-event", "B", floated(0.3), "backward"), 1 - 0.7 * 0.5),
        (set_("basic-event", "B", floated(0.3), "backward") + collected("TOP"), TOP),
        (collected("G") + set_("parameter", "P", floated(1), "both") + collected("TOP"), 1.0),
        (collected("G") + set_("house-event", "H", NO_CONSTANT, "both") + collected("TOP"), 0.0),
        ('<collect-expression><parameter name="P"/></collect-expression>' + set_("parameter", "P", floated(0.3), "backward"), 0.3),
        (collected("G") + set_("gate", "G", '<event name="B"/>', "backward"), 0.1),
    ],
)  # fmt: skip
def test_what_is_set_counts(steps: str, expected: float) -> None:
    """Each by hand, in the sequence of one path; what is written of the model is read back as the same."""
    assert numbers(follow(model_with(event_tree(f'{steps}<sequence name="S"/>')))) == pytest.approx({"S": expected})


def test_what_one_path_sets_is_its_own() -> None:
    """The path beside it keeps the model's number; two paths that set the same number set one event."""
    found = follow(model_with(event_tree(fork(
        S=set_("basic-event", "B", floated(0.3)) + collected("TOP"), R=collected("TOP"),
        T=set_("basic-event", "B", floated(0.3)) + collected("TOP"),
    ), sequences="SRT")))  # fmt: skip

    assert numbers(found) == pytest.approx({"S": 0.65, "R": TOP, "T": 0.65})
    assert found.set_events == {"B (2)": ("B", 0.3)}
    assert found.trees[0].sequences[0].cut_sets == (("A",), ("B (2)",))
    assert found.trees[0].sequences[1].cut_sets == (("A",), ("B",))


def test_an_event_before_and_after_it_is_set_is_two_events() -> None:
    """B at 0.1 and then at 0.3: both are asked for, and are independent."""
    steps = f'<collect-formula><event name="B"/></collect-formula>{set_("basic-event", "B", floated(0.3))}'
    again = '<collect-formula><event name="B"/></collect-formula><sequence name="S"/>'

    found = follow(model_with(event_tree(steps + again)))

    assert numbers(found) == pytest.approx({"S": 0.03})
    assert found.trees[0].sequences[0].by_order == (0, 1)


@pytest.mark.parametrize(
    ("steps", "words"),
    [
        (set_("basic-event", "B", floated(1.5)) + collected("TOP"), "the probability of `B`, as a path sets it, is 1.5, outside 0 to 1"),
        (set_("parameter", "P", floated(3)) + collected("TOP"), "the probability of `A`, as a path sets it, is 3, outside 0 to 1"),
        (set_("gate", "G", '<or><gate name="TOP"/></or>') + collected("TOP"), "as a path sets it, stands below itself"),
        (set_("gate", "G", '<or><gate name="G"/><event name="B"/></or>') + collected("G"), "stands below itself"),
        (set_("parameter", "P", "<div><float value='1'/><float value='0'/></div>") + collected("TOP"), "it divides by zero"),
    ],
)  # fmt: skip
def test_what_cannot_be_set_is_refused(steps: str, words: str) -> None:
    """Where it counts, with the initiating event that leads there."""
    said = wrong_numbers(model_with(event_tree(f'{steps}<sequence name="S"/>')))

    assert len(said) == 1
    assert said[0].startswith("initiating event `I`: ")
    assert words in said[0]


def test_what_is_set_spreads_and_keeps_the_draw_of_what_it_stands_for() -> None:
    """D is lognormal times a factor F that the path sets to twice: each sample of it is twice that of D beside it."""
    uniform = '<uniform-deviate><float value="0"/><float value="0.2"/></uniform-deviate>'
    data = (
        f'<model-data><define-basic-event name="D"><mul>{uniform}<parameter name="F"/></mul></define-basic-event>'
        '<define-parameter name="F"><float value="1"/></define-parameter></model-data>'
    )
    taken = '<collect-formula><event name="D"/></collect-formula>'
    tree = event_tree(fork(S=taken, R=set_("parameter", "F", floated(2)) + taken))

    found = follow(model_with(tree, data), Further(samples=1000, seed=4))

    own, twice = (each.spread for each in found.trees[0].sequences)
    assert own is not None
    assert twice is not None
    assert twice.mean == pytest.approx(2 * own.mean, rel=1e-12)
    assert twice.high == pytest.approx(2 * own.high, rel=1e-12)
    assert own.mean == pytest.approx(0.05, abs=4 * own.standard_error)


def test_a_member_of_a_common_cause_group_that_is_set_leaves_it() -> None:
    """And it is said."""
    from rca.analysis.quantities.expansion import expand
    from rca.analysis.quantities.sequences import follow_event_trees
    from rca.analysis.solving.automatic import Automatic
    from rca.graph.quantities import HOURS, probabilities
    from rca.importers.models.open_psa import read_open_psa

    group = (
        '<define-CCF-group name="N" model="beta-factor"><members><basic-event name="X"/><basic-event name="Y"/></members>'
        '<distribution><float value="0.1"/></distribution><factor level="2"><float value="0.5"/></factor></define-CCF-group>'
    )
    taken = '<collect-formula><and><event name="X"/><event name="Y"/></and></collect-formula><sequence name="S"/>'
    text = model_with(event_tree(set_("basic-event", "X", floated(0.2)) + taken), group)
    model, _, _ = expand(read_open_psa([("m.xml", text.encode())])[0], HOURS)

    found, _ = follow_event_trees(model, probabilities(model)[0], Further(), Automatic())

    assert numbers(found) == pytest.approx({"S": 0.2 * (1 - 0.95 * 0.95)})
    assert found.trees[0].limits == ("`X` has no common cause where a path sets it.",)
