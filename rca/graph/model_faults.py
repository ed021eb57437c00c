"""What is wrong with the gates of a model: names that lead nowhere, cycles, gates with a wrong number of inputs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain

from rca.diagnostics.model import Diagnostic, Severity, Span
from rca.graph.expression import NOWHERE, Place
from rca.graph.model import Model, ModelGate

MOST_SHOWN = 20
"""Names of a cycle that are shown before it is cut."""
OFTEN = 4096
"""Gates between two looks at the limits."""
_SIMPLE = ("and", "or", "nand", "nor")
"""With any number of inputs, if there is one."""
_NEEDED = {"not": (1, 1), "is": (1, 1), "xor": (2, 2), "imply": (2, 2), "iff": (2, 2), "true": (0, 0), "false": (0, 0)}
_WORDS = {
    "xor": "write several two-input `xor` for odd parity, or `cardinality` with min 1 and max 1 for exactly one",
    "not": "put an `or` or an `and` inside it",
}


def fault(code: str, place: Place, message: str, *, help_: str = "", severity: Severity = Severity.ERROR) -> Diagnostic:
    """A finding on a line of a model file."""
    from rca.diagnostics.catalogue import CATALOGUE

    line = max(place.line, 1)
    return Diagnostic(
        code, severity, place.file, Span(line, place.column, line, place.column), message, why=CATALOGUE[code].why, help=help_
    )  # fmt: skip


def gate_faults(model: Model, look: Callable[[], None] = lambda: None) -> Iterator[Diagnostic]:
    """Every fault of the model's gates, in the order of the file; a cycle is given once. `look` is called now and then."""
    gates, basic, house, collected = model.gates, model.basic, model.house, model.collected
    for at, gate in enumerate(chain(gates.values(), collected.values())):
        if at % OFTEN == 0:
            look()
        if gate.word not in _SIMPLE or not gate.inputs:
            yield from _inputs(gate)
        for name in gate.inputs:
            if not (name in gates or name in basic or name in house or name in collected):
                yield fault("RCA083", gate.place, f"`{name}`, an input of `{gate.name}`, is defined nowhere")
    cycle = find_cycle({name: gate.inputs for name, gate in model.gates.items()})
    if cycle:
        yield fault("RCA085", model.gates[cycle[0]].place, f"a gate stands below itself: {shown_cycle(cycle)}")
    elif not model.gates and not model.event_trees:
        yield fault("RCA089", NOWHERE, "the model defines no gate, so there is nothing to analyse")


def shown_cycle(cycle: tuple[str, ...]) -> str:
    """`A → B → A`"""
    names = cycle if len(cycle) <= MOST_SHOWN else (*cycle[: MOST_SHOWN - 1], "…")
    return " → ".join(f"`{name}`" for name in (*names, cycle[0]))


def find_cycle(below: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Names of the first cycle found, each leading to the next and the last to the first; empty when there is none.

    Linear and iterative: depth is no limit.
    """
    state: dict[str, int] = {}
    for start, first in below.items():
        if start in state:
            continue
        state[start] = 1
        path = [start]
        pending = [iter(first)]
        while pending:
            name = next(pending[-1], None)
            if name is None:
                pending.pop()
                state[path.pop()] = 2
            elif state.get(name) == 1:
                return tuple(path[path.index(name) :])
            elif name in below and name not in state:
                state[name] = 1
                path.append(name)
                pending.append(iter(below[name]))
    return ()


def _inputs(gate: ModelGate) -> Iterator[Diagnostic]:
    count = len(gate.inputs)
    low, high = _NEEDED.get(gate.word, (1, count))
    word = f"`{gate.word}` of `{gate.name}`"
    if not low <= count <= high:
        wants = f"exactly {low}" if low == high else f"at least {low}"
        yield fault(
            "RCA086", gate.place, f"the {word} has {_many(count)} and takes {wants}", help_=_WORDS.get(gate.word, "")
        )
    elif gate.word == "atleast" and not 1 <= gate.least <= count:
        yield fault("RCA086", gate.place, f"the {word} asks for {gate.least} of {_many(count)}")
    elif gate.word == "cardinality" and not 0 <= gate.least <= gate.most <= count:
        yield fault("RCA086", gate.place, f"the {word} asks for {gate.least} to {gate.most} of {_many(count)}")


def _many(count: int) -> str:
    return f"{count} input" + ("" if count == 1 else "s")
