"""The engine for trees of any size: pure Python while that does, OxiDD beyond."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from rca.analysis.solving.circuit import Circuit
from rca.analysis.solving.deadline import Deadline, held
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
"""Of the time goes to solving the tree whole; the rest is for what can be proved of it otherwise, or asked of it."""
LAST = 0.8
"""Of what is left then goes to that proof."""


def limits(seconds: float | None, megabytes: float | None) -> Deadline:
    """What an analysis may take from now on: seconds of the clock, MB of the process (about).

    None stands for `SECONDS` of the processor, and for `MEGABYTES` beside what the process holds.
    """
    return Deadline.within(
        seconds,
        SECONDS if seconds is None else None,
        MEGABYTES if megabytes is None else megabytes,
        more=megabytes is None,
    )


class Automatic(PurePython):
    """Each module in pure Python under a small budget of nodes; where that does not do, in OxiDD under growing ones.

    Without OxiDD the pure engine's own budgets hold. When a limit is reached the answer is what `truncated` proves.
    """

    name = "automatic"

    def __init__(
        self,
        time_limit: float | None = None,
        memory_limit: float | None = None,
        most_nodes: int = LARGE[-1],
        deadline: Deadline | None = None,
    ) -> None:
        """Budgets: seconds of the clock for `solve`, MB of the process (about), nodes of a diagram of OxiDD.

        None stands for what `limits` says, `math.inf` for no limit. `deadline`: that of the whole analysis, where it has
        begun before.
        """
        self.has_large = is_installed()
        if self.has_large:
            super().__init__(SMALL, most_orders=FEW_ORDERS)
        else:
            super().__init__()
        self.time_limit = time_limit
        self.memory_limit = memory_limit
        self.deadline_of_all = deadline
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
        most_octets, at_least = MEGABYTES * 1e6, OCTETS_AT_LEAST
        if engine.memory_limit is not None:
            most_octets, at_least = engine.memory_limit * 1e6, max(at_least, held())
        if math.isfinite(most_octets):
            most = max(0, int((most_octets - at_least) / OCTETS_A_NODE))
            self.large = tuple(dict.fromkeys(min(budget, most) for budget in self.large if most >= LEAST))
            self.when_exhausted = "nodes" if self.large == engine.large else "memory"
        if self.large and self.large[-1] > LARGE[0]:
            self.truncation = PATIENT
        whole = engine.deadline_of_all or limits(engine.time_limit, engine.memory_limit)
        self.deadline, self.last = whole.share(SHARE), whole.share(SHARE + LAST * (1 - SHARE))

    def module(
        self, circuit: Circuit, module: Module, flipped: Mapping[int, bool], top: int | None
    ) -> tuple[str, Part] | None:
        """The module solved, and the order that fitted; None when no budget of nodes is enough.

        Raises:
            LimitError: the deadline has passed.
        """
        self.deadline.look()
        found = super().module(circuit, module, flipped, top)
        if found is not None or not self.large:
            return found
        from rca.analysis.solving.large_part import solve_large_part

        self.engine = "OxiDD"
        return solve_large_part(circuit, module, flipped, top=top, budgets=self.large, deadline=self.deadline)
