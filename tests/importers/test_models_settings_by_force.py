"""Generated event trees against a second reading of what their paths set, over every case of their events."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import pytest
from event_tree_cases import event_tree, follow, numbers
from hypothesis import given, settings
from hypothesis import strategies as st

CHANCES = {"A": 0.5, "B": 0.1, "C": 0.4}
GATES = {"G": ("and", "H", "A"), "K": ("or", "G", "B"), "L": ("atleast", "K", "C", "A")}
"""`atleast`: two of them."""
Formula = tuple[str, ...]


class Step(NamedTuple):
    """An instruction: a word of `kinds`, what it is about, what it says, and its direction."""

    word: str
    name: str
    content: float | bool | Formula = 0.0
    direction: str = "forward"


formulas = st.one_of(
    st.tuples(st.sampled_from(("and", "or")), st.sampled_from("ABCH"), st.sampled_from("ABC")),
    st.tuples(st.just("not"), st.sampled_from("ABCH")),
)
directions = st.sampled_from(("forward", "forward", "backward", "both"))
kinds = st.one_of(
    st.tuples(st.just("collect"), st.sampled_from("GKLABC"), st.just(0.0), st.just("forward")),
    st.tuples(st.just("collect"), st.just(""), formulas, st.just("forward")),
    st.tuples(st.just("house-event"), st.just("H"), st.booleans(), directions),
    st.tuples(st.just("basic-event"), st.sampled_from("ABC"), st.sampled_from((0.2, 1.0)), directions),
    st.tuples(st.just("gate"), st.sampled_from("GK"), formulas, directions),
).map(lambda own: Step(*own))
steps = st.lists(kinds, max_size=4)
states = st.dictionaries(st.sampled_from("xyz"), st.tuples(steps, st.sampled_from("SR")), min_size=1, max_size=3)


def written(formula: Formula) -> str:
    """The formula as the format has it."""
    word, *inputs = formula
    inside = "".join(f'<{kind(each)} name="{each}"/>' for each in inputs)
    return f'<{word} min="2">{inside}</{word}>' if word == "atleast" else f"<{word}>{inside}</{word}>"


def kind(name: str) -> str:
    return "gate" if name in GATES else "house-event" if name == "H" else "basic-event"


def instruction(step: Step) -> str:
    if step.word == "collect":
        inside = (
            written(step.content) if isinstance(step.content, tuple) else f'<{kind(step.name)} name="{step.name}"/>'
        )
        return f"<collect-formula>{inside}</collect-formula>"
    if isinstance(step.content, tuple):
        inside = written(step.content)
    elif isinstance(step.content, bool):
        inside = f'<constant value="{str(step.content).lower()}"/>'
    else:
        inside = f'<float value="{step.content}"/>'
    return f'<set-{step.word} name="{step.name}" direction="{step.direction}">{inside}</set-{step.word}>'


def model_of(first: Sequence[Step], paths: Mapping[str, tuple[list[Step], str]]) -> str:
    """The event tree with these steps before its fork and on its paths, above the gates."""
    inside = "".join(
        f'<path state="{state}">{"".join(map(instruction, own))}<sequence name="{end}"/></path>'
        for state, (own, end) in paths.items()
    )
    initial = f'{"".join(map(instruction, first))}<fork functional-event="F">{inside}</fork>'
    gates = "".join(f'<define-gate name="{name}">{written(own)}</define-gate>' for name, own in GATES.items())
    events = "".join(
        f'<define-basic-event name="{name}"><float value="{own}"/></define-basic-event>'
        for name, own in CHANCES.items()
    )
    house = '<define-house-event name="H"><constant value="true"/></define-house-event>'
    begin = '<define-initiating-event name="I" event-tree="T"/>'
    faults = f'<define-fault-tree name="FT">{gates}{events}{house}</define-fault-tree>'
    return f"<opsa-mef>{begin}{event_tree(initial)}{faults}</opsa-mef>"


World = dict[str, "float | bool | Formula"]


def walked(taken: Sequence[Step]) -> list[tuple[Formula, World]]:
    """What the path collects, each with what it means there."""
    world: World = {**CHANCES, **GATES, "H": True}
    found: list[tuple[Formula, World]] = []
    for step in taken:
        if step.word == "collect":
            found.append((step.content if isinstance(step.content, tuple) else ("or", step.name), dict(world)))
            continue
        if step.direction != "forward":
            for _, own in found:
                own[step.name] = step.content
        if step.direction != "backward":
            world[step.name] = step.content
    return found


def holds(formula: Formula, world: World, true: Mapping[tuple[str, float], bool]) -> bool:
    """Whether it does; an event with another number is another event."""
    word, *inputs = formula
    values = []
    for name in inputs:
        own = world[name]
        if isinstance(own, tuple):
            values.append(holds(own, world, true))
        else:
            values.append(own if isinstance(own, bool) else true[name, own])
    if word == "not":
        return not values[0]
    return sum(values) >= {"and": len(values), "or": 1, "atleast": 2}[word]


def cases(taken: Sequence[list[tuple[Formula, World]]]) -> Iterator[tuple[float, dict[tuple[str, float], bool]]]:
    """Every case of the events, as far as a world has them, with its probability."""
    events = sorted({(name, own[name]) for path in taken for _, own in path for name in CHANCES})  # type: ignore[type-var]
    for values in itertools.product((False, True), repeat=len(events)):
        true = dict(zip(events, values, strict=True))
        weight = math.prod(own if value else 1 - own for (_, own), value in true.items())  # type: ignore[operator, misc]
        if weight:
            yield weight, true  # type: ignore[misc]


@given(steps, states)
@settings(max_examples=100, deadline=None)
def test_sequences_are_those_of_every_case(first: list[Step], paths: dict[str, tuple[list[Step], str]]) -> None:
    """And the model is read back as the same."""
    expected = {}
    for end in sorted({own for _, own in paths.values()}):
        taken = [walked([*first, *own]) for own, to in paths.values() if to == end]
        expected[end] = math.fsum(
            weight for weight, true in cases(taken)
            if any(all(holds(formula, world, true) for formula, world in path) for path in taken)
        )  # fmt: skip

    assert numbers(follow(model_of(first, paths))) == pytest.approx(expected, rel=1e-9, abs=1e-12)
