"""The engine for trees of any size: pure Python while that does, OxiDD beyond."""

from __future__ import annotations

import importlib.util
import math
import time
from collections.abc import Mapping, Sequence

from rca.analysis.circuit import Circuit
from rca.analysis.diagram import ExhaustedError
from rca.analysis.engine import PurePython
from rca.analysis.modules import Module
from rca.analysis.ordering import ORDERS
from rca.analysis.part import Part
from rca.analysis.solution import Solution

SMALL = (3_000,)
"""Nodes for a module in pure Python, where OxiDD can take over: loading it costs less than a larger budget."""
LARGE = (30_000, 100_000, 400_000, 3_000_000, 20_000_000)
OCTETS_A_NODE = 60
"""Of OxiDD, its tables and remembered steps included, when the budget is used up."""
OCTETS_AT_LEAST = 64_000_000
"""Of the process before any diagram."""


class Automatic(PurePython):
    """Each module in pure Python under a small budget of nodes; where no order fits, in OxiDD under growing ones.

    Without OxiDD the pure engine's own budgets hold. When a limit is reached the answer is what `truncated` proves.
    """

    name = "automatic"

    def __init__(
        self, time_limit: float | None = None, memory_limit: float | None = None, most_nodes: int = LARGE[-1]
    ) -> None:
        """Budgets: nodes of a diagram of OxiDD, seconds of the clock for `solve`, MB of the process (about); None: no limit.

        The clock is looked at between steps, each of which is bounded by nodes, so that a limit may be overrun a little.
        """
        self.has_large = importlib.util.find_spec("oxidd") is not None
        if self.has_large:
            super().__init__(SMALL)
        else:
            super().__init__()
        self.time_limit = time_limit
        self.memory_limit = memory_limit
        self.large = tuple(budget for budget in LARGE if budget <= most_nodes) if self.has_large else ()

    def solve(self, circuit: Circuit) -> Solution:
        """The circuit solved, as far as the limits allow: see `Solution.proved_order` and `Solution.reached`."""
        return _Run(self).solve(circuit)


class _Run(PurePython):
    """One call of `solve`, with its deadline."""

    def __init__(self, engine: Automatic) -> None:
        super().__init__(engine.budgets)
        self.large: Sequence[int] = engine.large
        self.deadline = math.inf
        if engine.memory_limit is not None:
            most = max(0, int((engine.memory_limit * 1e6 - OCTETS_AT_LEAST) / OCTETS_A_NODE))
            self.large = tuple(dict.fromkeys(min(budget, most) for budget in self.large if most >= LARGE[0]))
            self.when_exhausted = "nodes" if self.large == engine.large else "memory"
        if engine.time_limit is not None:
            self.deadline = time.perf_counter() + engine.time_limit

    def module(
        self, circuit: Circuit, module: Module, flipped: Mapping[int, bool], top: int | None
    ) -> tuple[str, Part] | None:
        """The module solved, and the order that fitted; None when a limit is reached."""
        if time.perf_counter() > self.deadline:
            self.when_exhausted = "time"
            return None
        found = super().module(circuit, module, flipped, top)
        if found is not None or not self.large:
            return found
        from rca.analysis.large_part import OutOfTimeError, solve_large_part

        self.engine = "OxiDD"
        for budget in self.large:
            tried: set[tuple[int, ...]] = set()
            for name, order in ORDERS.items():
                inputs = order(circuit, module)
                if inputs in tried:
                    continue
                tried.add(inputs)
                try:
                    part = solve_large_part(
                        circuit, module, inputs, flipped, top=top, budget=budget, deadline=self.deadline
                    )
                except ExhaustedError:
                    continue
                except OutOfTimeError:
                    self.when_exhausted = "time"
                    return None
                return name, part
        return None
