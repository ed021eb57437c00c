"""What is asked of a solved top of a model, answered as far as time and memory allow."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING

from rca.analysis.importance import NONE_KNOWN, between_bounds, importances, room
from rca.analysis.left_out import LeftOut
from rca.analysis.measures import Importance, Interval
from rca.analysis.probability import Bounded, outer_bounds, priors, top_probability
from rca.analysis.quantities.upper_bound import min_cut_upper_bound, rare_event
from rca.analysis.solving.cut_off import sets_above
from rca.analysis.solving.cut_sets import count_by_order
from rca.analysis.solving.deadline import NEVER, Deadline
from rca.analysis.solving.listing import Listing, list_sets
from rca.analysis.whole_numbers import shown_count

if TYPE_CHECKING:
    from rca.analysis.model_findings import Asked
    from rca.analysis.solving.circuit import Circuit
    from rca.analysis.solving.solution import Solution
    from rca.graph.tree import FaultTree

Sets = tuple[tuple[str, ...], ...]
LOW = 8
"""Orders that are counted where time or memory does not do for all: numbers stay short."""


class Answers:
    """Answers in the order in which they matter; what could not be done in full is gathered in `limits`.

    Each may take a share of the time that is left, so that something is left for the next.
    """

    def __init__(self, tree: FaultTree, plain: Circuit, solution: Solution, asked: Asked, deadline: Deadline) -> None:
        """`plain`: the circuit of the tree, `solution`: what an engine made of it."""
        self.tree = tree
        self.plain = plain
        self.solution = solution
        self.asked = asked
        self.left_out = LeftOut(deadline)
        self.limits: list[str] = []
        self.known = priors(tree)
        self.missing = sum(name not in self.known for name in plain.leaves)
        self.proved_order = solution.proved_order
        """None when all cut sets are counted; else the order up to which they are."""
        if solution.proved_order is not None:
            self.limits.append(_truncation(solution.proved_order))
            if solution.reached in ("time", "memory"):
                self.limits.append(f"The {solution.reached} limit was reached before the tree was solved.")

    def probability(self) -> Interval:
        """Of the top: exact, or bounds that hold."""
        found = self.left_out.answer(
            lambda deadline: top_probability(self.tree, self.plain, self.solution, self.known, deadline),
            0.5, "the exact probability", None,
        )  # fmt: skip
        bounded = found or Bounded(outer_bounds(self.plain, self.known), tight=False)
        if not bounded.tight:
            self.limits.append("The bounds on the probability hold, but closer ones could not be computed.")
        return bounded.value

    def counts(self) -> tuple[int, ...]:
        """How many minimal cut sets have 0, 1, 2 … events, as far as they were asked for and could be counted."""
        counts = self._all_or_low()
        most = self.asked.order
        if most is None or len(counts) <= most + 1:
            return counts
        left = shown_count(sum(counts[most + 1 :]))
        self.limits.append(f"Cut sets up to order {most} were asked for: {left} of higher order are left out.")
        return counts[: most + 1]

    def _all_or_low(self) -> tuple[int, ...]:
        """All orders, or the low ones; those that a truncated search has proved are few enough to be counted at once."""
        if self.solution.proved_order is not None:
            return count_by_order(self.solution)
        counts = self.left_out.answer(lambda deadline: count_by_order(self.solution, deadline=deadline), 0.5, "", None)
        if counts is not None:
            return counts
        self.proved_order = LOW
        counts = self.left_out.answer(
            lambda deadline: count_by_order(self.solution, deadline=deadline, most=LOW), 0.5, "", None
        )
        if counts is None:
            self.proved_order, counts = 0, ()
        reached = self.left_out.deadline.reached or "time"
        self.left_out.say(
            reached, f"cut sets above order {self.proved_order}, so that their number is at least the one given"
        )
        return counts + (0,) * (self.proved_order + 1 - len(counts))

    def importance(self) -> Mapping[str, Importance]:
        """Of every basic event."""

        def answer(deadline: Deadline) -> dict[str, Importance]:
            within = room(self.solution, thorough=self.asked.importance, deadline=deadline)
            found, complete = importances(self.tree, self.solution, self.known, within)
            if not complete:
                self._say_bounds(found, deadline)
            return found

        none = dict.fromkeys((node.id for node in self.tree.leaves()), NONE_KNOWN)
        return self.left_out.answer(answer, 0.3 if self.asked.further.asked else 0.6, "importance", none)

    def _say_bounds(self, found: Mapping[str, Importance], deadline: Deadline) -> None:
        if deadline.reached:
            why = f"the {deadline.reached} limit was reached before exact values were found."
        else:
            why = "exact values would need larger diagrams"
            why += "." if self.asked.importance else ", which --importance allows for."
        between = f"{between_bounds(found)} of {len(found)} events"
        self.limits.append(f"Fussell–Vesely importance lies between bounds for {between}: {why}")

    def sums(self) -> tuple[float | None, float | None]:
        """The rare-event approximation and the min-cut upper bound."""
        if self.missing:
            self.limits.append(
                f"{self.missing} basic events have no probability: what depends on them lies between bounds."
            )
            return None, None
        if self.solution.proved_order is not None:
            return None, None
        rare = self.left_out.answer(
            lambda deadline: rare_event(self.solution, self.known, deadline=deadline), 0.5,
            "the rare-event approximation and the min-cut upper bound", None,
        )  # fmt: skip
        if rare is None:
            return None, None
        upper = self.left_out.answer(
            lambda deadline: (min_cut_upper_bound(self.solution, self.known, rare, deadline),), 0.5,
            "the min-cut upper bound", None,
        )  # fmt: skip
        if upper == (None,):
            self.limits.append("No min-cut upper bound: it would take too long to sum.")
        return rare, None if upper is None else upper[0]

    def listed(self, counts: tuple[int, ...]) -> Sets:
        """The cut sets that are listed."""
        if self.asked.cut_off <= 0:
            listing = self._first(counts)
            if listing.cut_short:
                said = (
                    f"Only the first {len(listing.sets)} minimal cut sets are listed; more could not be put in order."
                )
                self.limits.append(said)
            return listing.sets
        if any(name not in self.known for name in self.solution.leaves):
            self.limits.append("No cut-off was applied: there are events without a probability.")
            return self._first(counts).sets
        most = math.inf if self.asked.order is None else self.asked.order
        above = self.left_out.answer(
            lambda deadline: (sets_above(self.solution, self.known, self.asked.cut_off, most, deadline),),
            0.7, "the cut sets above the cut-off", None,
        )  # fmt: skip
        if above == (None,):
            self.limits.append("Too many cut sets lie above the cut-off to be listed.")
        return () if above is None or above[0] is None else self._above(above[0], counts)

    def _first(self, counts: tuple[int, ...]) -> Listing:
        few = self.solution.proved_order is not None  # then the list comes at once, whatever time is left
        deadline = NEVER if few else self.left_out.deadline.share(0.8)
        return list_sets(self.solution, counts, self.asked.limit, deadline=deadline)

    def _above(self, above: list[tuple[str, ...]], counts: tuple[int, ...]) -> Sets:
        cut_off, total = f"{self.asked.cut_off:g}", sum(counts)
        if self.proved_order is None:
            self.limits.append(
                f"{shown_count(total - len(above))} of {shown_count(total)} minimal cut sets have a probability below the "
                f"cut-off {cut_off} and are not listed; they are counted, and the probability of the top takes them in."
            )
        else:
            self.limits.append(f"Cut sets of a probability below the cut-off {cut_off} are not listed.")
        if len(above) > self.asked.limit:
            self.limits.append(f"Of {len(above)} cut sets above the cut-off the first {self.asked.limit} are listed.")
        return tuple(above[: self.asked.limit])

    def primes(self) -> Sets | None:
        """Prime implicants, as far as they are listed; None where they are too many to be found."""
        from rca.analysis.solving.primes import prime_solution

        def answer(deadline: Deadline) -> Sets | None:
            solution = prime_solution(self.plain, deadline=deadline)
            if solution is None:
                self.limits.append("The prime implicants are too many to be found.")
                return None
            counts = count_by_order(solution, deadline=deadline)
            sets = list_sets(solution, counts, self.asked.limit, deadline=deadline).sets
            if len(sets) < sum(counts):
                self.limits.append(f"The first {len(sets)} of {shown_count(sum(counts))} prime implicants are listed.")
            return sets

        return self.left_out.answer(answer, 0.7, "prime implicants", None)


def _truncation(proved: int) -> str:
    if proved == 0:
        return "The tree is too large to be solved here: no cut sets are counted."
    return (
        f"The tree is too large to be solved whole: cut sets are proved up to order {proved}, so that their number is at "
        "least the one given."
    )
