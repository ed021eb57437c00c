"""Events exchanged in the minimal cut sets of a top, as substitutions with a source say."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from rca.analysis.solving.automatic import Automatic
from rca.analysis.solving.circuit import circuit
from rca.analysis.solving.cut_sets import count_by_order
from rca.analysis.solving.listing import list_sets
from rca.analysis.whole_numbers import shown_count
from rca.graph.model import Model, ModelGate
from rca.graph.model_tree import tree_of
from rca.graph.substitution import Substitution

MOST_SETS = 20_000
"""Minimal cut sets that are exchanged one by one: some seconds."""


def exchange(model: Model, top: str, chances: Mapping[str, float], engine: Automatic) -> tuple[Model, tuple[str, ...]]:
    """The model with the gate `top` over its cut sets after all exchanges, and what could not be done.

    In each minimal cut set the source of every substitution whose hypothesis holds in it is taken out and the target put in,
    all at once (Open-PSA MEF 2.0d; so does SCRAM). What is left is a tree like any other: its minimal cut sets, probability
    and importance are those of the union of these sets, exactly. Costs one solution, and a step for each set and substitution.
    """
    wanted = [own for own in model.substitutions.values() if not own.declarative]
    if not wanted:
        return model, ()
    tree = tree_of(model, top, chances)
    solution = engine.solve(circuit(tree))
    names = ", ".join(f"`{own.name}`" for own in wanted)
    if solution.proved_order is not None:
        return model, (f"The substitutions {names} were not applied: they need all minimal cut sets.",)
    counts = count_by_order(solution)
    listing = list_sets(solution, counts, MOST_SETS)
    if listing.cut_short or len(listing.sets) < sum(counts):
        why = f"there are {shown_count(sum(counts))} minimal cut sets, and {MOST_SETS:,} are exchanged at most"
        return model, (f"The substitutions {names} were not applied: {why}.",)
    said = f"The substitutions {names} exchange events of minimal cut sets, which leave out what must not happen."
    return _over(model, top, exchanged(model, wanted, listing.sets)), () if tree.is_coherent else (said,)


def exchanged(model: Model, wanted: Sequence[Substitution], sets: Sequence[Sequence[str]]) -> list[tuple[str, ...]]:
    """The cut sets after all exchanges, each once and in their order; one that holds another is among them still."""
    found: dict[tuple[str, ...], None] = {}
    for each in sets:
        events = frozenset(each)
        true = [own for own in wanted if holds(model.collected[own.hypothesis], events)]
        out = {event for own in true for event in own.source}
        new = {own.target for own in true if isinstance(own.target, str)}
        found[tuple(sorted((events - out) | new))] = None
    return list(found)


def holds(gate: ModelGate, events: Collection[str]) -> bool:
    """Whether a hypothesis over basic events holds where these have happened and no others."""
    happened = sum(name in events for name in gate.inputs)
    least = {"or": 1, "atleast": gate.least}.get(gate.word, len(gate.inputs))
    return happened >= least


def _over(model: Model, top: str, sets: Sequence[tuple[str, ...]]) -> Model:
    """The model with that gate over these sets."""
    gates = dict(model.gates)
    inputs = []
    for at, each in enumerate(sets):
        name = f"{top} set {at}"
        while name in gates or name in model.basic or name in model.house:
            name += "'"
        gates[name] = ModelGate(name, "and" if each else "true", each, inner=True)
        inputs.append(name)
    gates[top] = gates[top]._replace(
        word="or" if inputs else "false", inputs=tuple(inputs), least=0, most=0
    )  # fmt: skip
    return model._replace(gates=gates)
