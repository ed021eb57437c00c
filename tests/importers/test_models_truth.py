"""Every gate of the exchange format means the same in the tree that is analysed."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Mapping

import pytest
from hypothesis import given, settings
from model_cases import basic, events, gate, models, opsa, read

from rca.analysis.model_findings import Asked, analyse_model
from rca.graph.gates import gates as kinds
from rca.graph.model import Model
from rca.graph.model_tree import tree_of
from rca.graph.quantities import probabilities
from rca.graph.tree import FaultTree
from rca.importers.models.galileo import read_galileo

RULES: dict[str, Callable[[list[bool], int, int], bool]] = {
    "and": lambda x, *_: all(x),
    "or": lambda x, *_: any(x),
    "is": lambda x, *_: x[0],
    "not": lambda x, *_: not x[0],
    "xor": lambda x, *_: x[0] != x[1],
    "nand": lambda x, *_: not all(x),
    "nor": lambda x, *_: not any(x),
    "imply": lambda x, *_: not x[0] or x[1],
    "iff": lambda x, *_: x[0] == x[1],
    "atleast": lambda x, least, _: sum(x) >= least,
    "cardinality": lambda x, least, most: least <= sum(x) <= most,
    "true": lambda *_: True,
    "false": lambda *_: False,
}


def model_truth(model: Model, name: str, facts: Mapping[str, bool]) -> bool:
    """By the definition of each gate; small models only."""
    if name in facts:
        return facts[name]
    if name in model.house:
        return model.house[name].value
    own = model.gates[name]
    return RULES[own.word]([model_truth(model, each, facts) for each in own.inputs], own.least, own.most)


def tree_truth(tree: FaultTree, facts: Mapping[str, bool]) -> bool:
    """By the one definition of each kind of gate."""
    found = {name: int(truth) for name, truth in facts.items()}
    for node in tree.bottom_up():
        if node.gate is not None:
            below = [found[each] for each in node.causes]
            found[node.id] = kinds()[node.gate].cases(below, below, 1, node.threshold)[0]
    return bool(found[tree.top])


@given(models())
@settings(max_examples=150, deadline=None)
def test_the_tree_is_true_just_when_the_model_is(model: Model) -> None:
    """Every assignment of every basic event, every gate."""
    for top in (name for name, own in model.gates.items() if not own.inner):
        tree = tree_of(model, top, {})
        for values in itertools.product([False, True], repeat=len(model.basic)):
            facts = dict(zip(model.basic, values, strict=True))

            assert tree_truth(tree, facts) == model_truth(model, top, facts)


@given(models())
@settings(max_examples=60, deadline=None)
def test_probability_is_the_sum_over_all_cases(model: Model) -> None:
    """With 0.1, 0.2 … for the basic events."""
    chances = {name: at / 10 for at, name in enumerate(model.basic, 1)}
    for top in model.tops():
        expected = 0.0
        for values in itertools.product([False, True], repeat=len(chances)):
            facts = dict(zip(chances, values, strict=True))
            if model_truth(model, top, facts):
                expected += math.prod(p if facts[name] else 1 - p for name, p in chances.items())

        found = analyse_model(model, top, chances).probability

        assert found is not None
        assert found.lower == found.upper == pytest.approx(expected, abs=1e-12)


def test_a_cardinality_of_0_to_all_is_certain() -> None:
    """And its one cut set is empty."""
    model, _ = read(
        opsa(gate('<cardinality min="0" max="2"><event name="A"/><event name="B"/></cardinality>') + events("A", "B"))
    )

    found = analyse_model(model, "TOP", probabilities(model)[0])

    assert (found.minimal_cut_set_count, found.by_order, found.minimal_cut_sets) == (1, (), ((),))
    assert found.probability is not None
    assert found.probability.value == 1.0


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ('<exponential><float value="1e-4"/><float value="1000"/></exponential>', 1 - math.exp(-0.1)),
        ('<exponential><float value="1e-5"/><system-mission-time/></exponential>', 1 - math.exp(-0.05)),
        ('<GLM><float value="0.1"/><float value="0"/><float value="0.01"/><float value="100"/></GLM>', 0.1 * math.exp(-1)),
        ('<Weibull><float value="200"/><float value="2"/><float value="0"/><float value="100"/></Weibull>', 1 - math.exp(-0.25)),
        ('<periodic-test><float value="1e-3"/><float value="100"/><float value="50"/><float value="175"/></periodic-test>',
         1 - math.exp(-1e-3 * 25)),
        ('<mul><float value="0.5"/><parameter name="P"/></mul>', 0.1),
        ('<lognormal-deviate><float value="0.3"/><float value="3"/><float value="0.95"/></lognormal-deviate>', 0.3),
        ('<sub><int value="1"/><parameter name="P"/></sub>', 0.8),
    ],
)  # fmt: skip
def test_expressions_have_their_value_at_the_mission_time(expression: str, value: float) -> None:
    """Hours and rates an hour; here the mission takes 5,000 hours and the parameter P is 0.2."""
    parameter = '<define-parameter name="P"><float value="0.2"/></define-parameter>'
    model, _ = read(opsa(gate('<event name="A"/>') + basic("A", expression) + parameter))

    found, wrong = probabilities(model, 5000)

    assert wrong == ()
    assert found["A"] == pytest.approx(value, rel=1e-12)


def test_a_test_with_repair_is_the_markov_chain_that_it_means() -> None:
    """Against small steps: rate 2e-3, repair 0.05, tests every 100 h from 50 h on, seen at 475 h."""
    rate, repair, step = 2e-3, 0.05, 0.0005
    inputs = "".join(f'<float value="{value}"/>' for value in (rate, repair, 100, 50, 475))
    model, _ = read(opsa(gate('<event name="A"/>') + basic("A", f"<periodic-test>{inputs}</periodic-test>")))
    hidden = mending = 0.0
    for at in range(round(475 / step)):
        if at % round(100 / step) == round(50 / step):
            hidden, mending = 0.0, mending + hidden
        working = 1 - hidden - mending
        hidden, mending = hidden + working * rate * step, mending * (1 - repair * step)

    assert probabilities(model)[0]["A"] == pytest.approx(hidden + mending, rel=1e-4)


def test_cut_off_and_order_leave_out_just_what_they_say() -> None:
    """Against the whole list."""
    model, _ = read(opsa(
        gate('<or><event name="A"/><and><event name="B"/><event name="C"/></and><and><event name="B"/><event name="D"/>'
             '<event name="E"/></and></or>') + events(*"ABCDE")
    ))  # fmt: skip
    chances = probabilities(model)[0]

    cut = analyse_model(model, "TOP", chances, Asked(cut_off=0.005))
    short = analyse_model(model, "TOP", chances, Asked(order=2))

    assert cut.minimal_cut_sets == short.minimal_cut_sets == (("A",), ("B", "C"))
    assert (cut.minimal_cut_set_count, short.minimal_cut_set_count) == (3, 2)
    assert "1 of 3 minimal cut sets" in " ".join(cut.limits)
    assert "1 of higher order" in " ".join(short.limits)
    assert cut.rare_event == pytest.approx(0.1 + 0.01 + 0.001)


def test_galileo_has_rates_votes_and_comments() -> None:
    """Rates count per hour."""
    text = 'toplevel "T"; // a top\n"T" 2of3 A B "C d";\nA prob=0.5; /* two\nlines */ B lambda=1e-4 dorm=0.5;\n"C d" lambda=0;'

    model, found = read_galileo("x.dft", text.encode())
    chances, _ = probabilities(model, 1000)

    assert chances == {"A": 0.5, "B": pytest.approx(1 - math.exp(-0.1)), "C d": 0.0}
    assert [(each.code, each.span.line, each.message) for each in found] == [
        ("RCA082", 4, "`dorm=0.5` of `B` is not carried")
    ]
    assert analyse_model(model, "T", chances).by_order == (0, 3)
