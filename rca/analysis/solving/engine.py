"""The seam between questions and the engine that answers them, and the engine for trees of reviews."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Protocol

from rca.analysis.solving.circuit import TRUE, Circuit
from rca.analysis.solving.deadline import NEVER, LimitError
from rca.analysis.solving.diagram import ExhaustedError
from rca.analysis.solving.modules import Module, grouped_modules
from rca.analysis.solving.ordering import ORDERS
from rca.analysis.solving.part import Part, solve_part, trivial_part
from rca.analysis.solving.solution import Reached, Solution
from rca.analysis.solving.truncated import MOST_SETS, MOST_STEPS, truncated


class Engine(Protocol):
    """Something that solves a circuit: the pure one below, or `Automatic` for trees of any size."""

    name: str

    def solve(self, circuit: Circuit) -> Solution:
        """The circuit solved, as far as the engine's budget goes: see `Solution.proved_order`."""


class PurePython:
    """Decision diagrams in pure Python: nothing to import, enough for the tree of a review.

    Each module is tried with every order of the portfolio under a small budget of nodes, then under the next larger
    one. The first order that fits is taken.
    """

    name = "pure Python"

    def __init__(self, budgets: Sequence[int] = (3_000, 30_000), most_orders: int | None = None) -> None:
        """`budgets`: nodes allowed for one module, tried in turn, beside those that its size alone asks for.

        `most_orders`: so many orders of the portfolio are tried under each; None: all.
        """
        self.budgets = tuple(budgets)
        self.most_orders = most_orders
        self.deadline = NEVER
        self.last = NEVER
        self.engine = self.name
        self.when_exhausted: Reached = "nodes"
        self.truncation = (MOST_SETS, MOST_STEPS)

    def solve(self, circuit: Circuit) -> Solution:
        """The circuit solved; its cut sets up to an order when a module outgrows the largest budget in every order."""
        try:
            solution = self._whole(circuit)
        except LimitError as error:
            self.when_exhausted, solution = error.reached, None
        if solution is not None:
            return solution
        return truncated(circuit, self.when_exhausted, self.last, self.truncation)._replace(engine=self.engine)

    def _whole(self, circuit: Circuit) -> Solution | None:
        """The circuit solved whole; None when a module outgrows the largest budget.

        Raises:
            LimitError: the deadline has passed.
        """
        if circuit.gates:  # a top that is a leaf needs no time
            self.deadline.look()
        circuit, found = grouped_modules(circuit)
        parts: list[Part] = []
        gates: list[int] = []
        orders: dict[str, None] = {}
        flipped: dict[int, bool] = {}
        for module in found:
            top = circuit.top if module.gate == abs(circuit.top) else None
            solved = self.module(circuit, module, flipped, top)
            if solved is None:
                return None
            name, part = solved
            orders[name] = None
            flipped[module.gate] = part.flipped
            parts.append(part)
            gates.append(module.gate)
        if not parts and abs(circuit.top) != TRUE:
            parts.append(trivial_part(circuit.top))
            gates.append(circuit.first_gate)
        return Solution(
            leaves=circuit.leaves,
            parts=tuple(parts),
            part_of=tuple(gates),
            constant=circuit.top == TRUE,
            order=", ".join(name for name in ORDERS if name in orders) or "none",
            engine=self.engine,
        )

    def module(
        self, circuit: Circuit, module: Module, flipped: Mapping[int, bool], top: int | None
    ) -> tuple[str, Part] | None:
        """The module solved, and the order that fitted; None when none did.

        Raises:
            LimitError: the deadline has passed.
        """
        tried: set[tuple[int, ...]] = set()
        for budget in self.budgets:
            tried.clear()
            for name, order in islice(ORDERS.items(), self.most_orders):
                inputs = order(circuit, module)
                if inputs in tried:
                    continue
                tried.add(inputs)
                try:
                    return name, solve_part(
                        circuit, module, inputs, flipped, top=top, budget=budget, deadline=self.deadline
                    )
                except ExhaustedError:
                    continue
        return None
