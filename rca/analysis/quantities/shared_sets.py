"""Fussell–Vesely importance for many sets of probabilities at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from rca.analysis.fussell_vesely.unions import Sets, Unions, small_unions
from rca.analysis.quantities.arrays import Floats
from rca.analysis.quantities.vectors import ROOM, part_edges, part_levels
from rca.analysis.solving.circuit import FIRST_LEAF
from rca.analysis.solving.diagram import ExhaustedError
from rca.analysis.solving.large_engine import is_installed
from rca.analysis.solving.solution import Solution

SMALL = (6_000, 100_000)
"""Nodes, and inputs times nodes of the family, up to which a module is tried in pure Python."""
LARGE = 300_000
"""Nodes of all modules, and steps of OxiDD: half a second."""
MOST = 400_000_000
"""Nodes times samples: some four seconds."""


class NotSampledError(Exception):
    """It would take too much; the message says what. Never leaves `rca.analysis`."""


class _Part(NamedTuple):
    unions: Unions
    whole: int
    """Edge of "some set occurs"."""


def share_of_sets(solution: Solution, samples: int) -> Callable[[Floats], Floats]:
    """A function from probabilities, a row a leaf and a column a case, to the share of each leaf in the cut sets that occur.

    It is no number where none can occur.

    Of each module one diagram says how likely some minimal cut set is that holds an input, for every input; shares multiply
    down the modules, as in `fussell_vesely`. A case costs one step a node of these diagrams.

    Raises:
        NotSampledError: the diagrams are too large, or too large for so many samples.
    """
    parts: list[_Part] = []
    nodes = 0
    for part in solution.parts:
        parts.append(_unions(part.inputs, Sets.of(part), LARGE - nodes))
        nodes += len(parts[-1].unions.nodes.level)
    if nodes * samples > MOST:
        msg = f"{samples:,} samples of diagrams of {nodes:,} nodes would take too long"
        raise NotSampledError(msg)
    levels = [part_levels(each.unions.nodes) for each in parts]
    batch = max(1, ROOM // (2 * nodes + 4 * len(solution.leaves) + 1))

    def some(chances: Floats) -> Floats:
        cases = chances.shape[1]
        values = {FIRST_LEAF + at: (own, 1.0 - own) for at, own in enumerate(chances)}
        holding: list[dict[int, Floats]] = []
        top = np.zeros(cases)
        for gate, part, own_levels in zip(solution.part_of, parts, levels, strict=True):
            edges = part_edges(part.unions.nodes, own_levels, values, cases)
            values[gate] = edges[part.whole], edges[part.whole ^ 1]
            holding.append({level: edges[edge] for level, edge in part.unions.holding.items()})
            top = edges[part.whole]
        shares = np.zeros(chances.shape)
        with np.errstate(all="ignore"):
            reach = {solution.part_of[-1]: 1.0 / top} if parts else {}
            for gate, part, own in reversed(list(zip(solution.part_of, parts, holding, strict=True))):
                for level, value in own.items():
                    number = part.unions.nodes.inputs[level]
                    if number - FIRST_LEAF < len(solution.leaves):
                        at = number - FIRST_LEAF
                        shares[at] = np.minimum(reach[gate] * value * chances[at], 1.0)
                    else:
                        reach[number] = reach[gate] * value
        return shares

    def every(chances: Floats) -> Floats:
        found = np.empty(chances.shape)
        for start in range(0, chances.shape[1], batch):
            found[:, start : start + batch] = some(chances[:, start : start + batch])
        return found

    return every


def _unions(inputs: tuple[int, ...], sets: Sets, room: int) -> _Part:
    """The unions of a module, all of them, with at most so many nodes.

    Raises:
        NotSampledError: they do not fit.
    """
    unions: Unions | None = None
    wanted = range(len(inputs) - 1, -1, -1)
    nodes, steps = SMALL
    if len(inputs) * len(sets.level) <= steps:
        try:
            unions = small_unions(inputs, sets, wanted, nodes)
        except ExhaustedError:
            unions = None
    if unions is None and room > 0 and is_installed():
        from rca.analysis.fussell_vesely.large_unions import large_unions

        unions = large_unions(inputs, sets, wanted, room, whole=True)
    if unions is None or unions.whole is None or len(unions.holding) < len(inputs):
        msg = "exact values need larger diagrams"
        raise NotSampledError(msg)
    return _Part(unions, unions.whole)
