"""The engine for trees of any size: pure Python while that does, OxiDD beyond."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from rca.analysis.solving.circuit import Circuit
from rca.analysis.solving.deadline import Deadline, OutOfTimeError
from rca.analysis.solving.engine import PurePython
from rca.analysis.solving.large_engine import is_installed
from rca.analysis.solving.modules import Module
from rca.analysis.solving.part import Part
from rca.analysis.solving.solution import Solution

SMALL = (1_500,)
"""Nodes for a module in pure Python, where OxiDD can take over: loading it costs less than a larger budget."""
FEW_ORDERS = 1
"""Of them: none of the published trees that the first did not do for was done by the second."""
LEAST = 10_000
"""Nodes that OxiDD is given at least, or it is not tried."""
LARGE = (400_000, 2_000_000, 24_000_000)
OCTETS_A_NODE = 50
"""Of OxiDD, its tables and remembered steps included, when the budget is used up."""
OCTETS_AT_LEAST = 64_000_000
"""Of the process before any diagram."""
PATIENT = (20_000, 30_000_000)
"""Sets a gate and steps an order, where a diagram of millions of nodes was tried in vain: some seconds."""
SECONDS = 45.0
"""Of the processor, for a tree whose analysis was given no time."""
MEGABYTES = 1500.0
"""For a tree whose analysis was given no memory."""


SHARE = 0.7
"""Of the time goes to solving the tree whole; the rest is for what can be proved of it otherwise."""


class Automatic(PurePython):
    """Each module in pure Python under a small budget of nodes; where that does not do, in OxiDD under growing ones.

    Without OxiDD the pure engine's own budgets hold. When a limit is reached the answer is what `truncated` proves.
    """

    name = "automatic"

    def __init__(
        self, time_limit: float | None = None, memory_limit: float | None = None, most_nodes: int = LARGE[-1]
    ) -> None:
        """Budgets: seconds of the clock for `solve`, MB of the process (about), nodes of a diagram of OxiDD.

        None stands for `SECONDS` of the processor and `MEGABYTES`, `math.inf` for no limit.
        """
        self.has_large = is_installed()
        if self.has_large:
            super().__init__(SMALL, most_orders=FEW_ORDERS)
        else:
            super().__init__()
        self.time_limit = time_limit
        self.memory_limit = MEGABYTES if memory_limit is None else memory_limit
        large = LARGE if self.has_large else ()
        self.large = tuple(dict.fromkeys(min(budget, most_nodes) for budget in large))

    def solve(self, circuit: Circuit) -> Solution:
        """The circuit solved, as far as the limits allow: see `Solution.proved_order` and `Solution.reached`."""
        return _Run(self).solve(circuit)


class _Run(PurePython):
    """One call of `solve`, with its deadline."""

    def __init__(self, engine: Automatic) -> None:
        super().__init__(engine.budgets, engine.most_orders)
        self.large: Sequence[int] = engine.large
        if math.isfinite(engine.memory_limit):
            most = max(0, int((engine.memory_limit * 1e6 - OCTETS_AT_LEAST) / OCTETS_A_NODE))
            self.large = tuple(dict.fromkeys(min(budget, most) for budget in self.large if most >= LEAST))
            self.when_exhausted = "nodes" if self.large == engine.large else "memory"
        if self.large and self.large[-1] > LARGE[0]:
            self.truncation = PATIENT
        if engine.time_limit is None:
            self.deadline = Deadline.within(None, SHARE * SECONDS)  # what is proved afterwards has its steps counted
        else:
            self.deadline, self.last = (Deadline.within(share * engine.time_limit) for share in (SHARE, 1.0))

    def module(
        self, circuit: Circuit, module: Module, flipped: Mapping[int, bool], top: int | None
    ) -> tuple[str, Part] | None:
        """The module solved, and the order that fitted; None when a limit is reached."""
        if self.deadline.passed():
            self.when_exhausted = "time"
            return None
        found = super().module(circuit, module, flipped, top)
        if found is not None or not self.large:
            return found
        from rca.analysis.solving.large_part import solve_large_part

        self.engine = "OxiDD"
        try:
            return solve_large_part(circuit, module, flipped, top=top, budgets=self.large, deadline=self.deadline)
        except OutOfTimeError:
            self.when_exhausted = "time"
            return None
