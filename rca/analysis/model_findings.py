"""What the analysis of one top of a model says."""

from __future__ import annotations

import math
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from rca.analysis.importance import between_bounds, importances, room
from rca.analysis.measures import Importance, Interval, Method
from rca.analysis.probability import priors, top_probability
from rca.analysis.quantities.further import Further, further
from rca.analysis.quantities.upper_bound import min_cut_upper_bound, rare_event
from rca.analysis.solving.automatic import Automatic
from rca.analysis.solving.circuit import circuit
from rca.analysis.solving.cut_off import sets_above
from rca.analysis.solving.cut_sets import count_by_order
from rca.analysis.solving.listing import list_sets, single_points
from rca.analysis.whole_numbers import shown_count
from rca.graph.model_tree import tree_of

if TYPE_CHECKING:
    from rca.analysis.quantities.course import Course
    from rca.analysis.quantities.spread import Uncertainty
    from rca.analysis.solving.engine import Engine
    from rca.analysis.solving.solution import Solution
    from rca.graph.model import Model


class Asked(NamedTuple):
    """What is wanted of an analysis."""

    limit: int = 1000
    """Cut sets that are listed at most."""
    order: int | None = None
    """Only cut sets up to this order are counted and listed."""
    cut_off: float = 0.0
    """Only cut sets of at least this probability are listed."""
    primes: bool = False
    """Whether prime implicants are listed too."""
    seconds: float | None = None
    """Time for solving the tree; None: no limit."""
    megabytes: float | None = None
    """Memory of the process, about; None: no limit."""
    further: Further = Further()
    """What is wanted beyond the point value."""
    importance: bool = False
    """Whether Fussell–Vesely importance may take seconds."""


@dataclass(frozen=True, slots=True)
class ModelFindings:
    """What follows from a top of a model."""

    model: str
    top: str
    coherent: bool
    gates: int
    basic_events: int
    """Basic events below the top, those that drop out included."""
    proved_order: int | None
    """None when the top is solved whole; else cut sets are proved up to this order only, and `count` is a lower bound."""
    count: int
    by_order: tuple[int, ...]
    """How many minimal cut sets of order 1, 2, …; index 0 is order 1. The empty cut set of a certain top is in `count` alone."""
    minimal_cut_sets: tuple[tuple[str, ...], ...]
    """Sorted names each, by order and then by name, as far as asked for."""
    single_points: tuple[str, ...]
    chances: Mapping[str, float]
    """Probability of every basic event below the top that has one."""
    probability: Interval | None
    """Of the top; None when no event has one."""
    rare_event: float | None
    """Sum of the probabilities of all minimal cut sets: the rare-event approximation, which may exceed 1."""
    upper_bound: float | None
    """1 less the product of 1 − P over all minimal cut sets: the min-cut upper bound."""
    importance: Mapping[str, Importance]
    prime_implicants: tuple[tuple[str, ...], ...] | None
    method: Method
    limits: tuple[str, ...]
    uncertainty: Uncertainty | None = None
    course: Course | None = None


def analyse_model(
    model: Model, top: str, chances: Mapping[str, float], asked: Asked | None = None, engine: Engine | None = None
) -> ModelFindings:
    """Cut sets, probability and importance of a top of a model; what could not be done in full stands in `limits`.

    `chances` holds the probabilities of basic events, 0..1, as `quantities.probabilities` finds them. Definitions and
    costs: `docs/develop/analysis.md`.
    """
    started = time.perf_counter()
    asked = asked or Asked()
    tree = tree_of(model, top, chances)
    plain = circuit(tree)
    engine = engine or Automatic(asked.seconds, asked.megabytes)
    solution = engine.solve(plain)
    limits: list[str] = []
    if solution.proved_order is not None:
        limits.append(_truncation(solution.proved_order))
        if solution.reached in ("time", "memory"):
            limits.append(f"The {solution.reached} limit was reached before the tree was solved.")
    counts = count_by_order(solution)
    if asked.order is not None and len(counts) > asked.order + 1:
        left = sum(counts[asked.order + 1 :])
        limits.append(
            f"Cut sets up to order {asked.order} were asked for: {shown_count(left)} of higher order are left out."
        )
        counts = counts[: asked.order + 1]
    known = priors(tree)
    sets = _listed(solution, counts, known, asked, limits)
    singles = single_points(solution)
    probability = rare = upper = None
    missing = sum(name not in known for name in plain.leaves)
    importance: Mapping[str, Importance] = {}
    if known or not solution.parts:
        bounded = top_probability(tree, plain, solution, known)
        probability = bounded.value
        if not bounded.tight:
            limits.append("The bounds on the probability hold, but closer ones could not be computed.")
        importance, complete = importances(tree, solution, known, room(solution, thorough=asked.importance))
        if not complete:
            limits.append(
                f"Fussell–Vesely importance lies between bounds for {between_bounds(importance)} of {len(importance)} "
                "events: exact values would need larger diagrams"
                + ("." if asked.importance else ", which --importance allows for.")
            )
        if missing:
            limits.append(f"{missing} basic events have no probability: what depends on them lies between bounds.")
        elif solution.proved_order is None:
            rare = rare_event(solution, known)
            upper = min_cut_upper_bound(solution, known, rare)
            if upper is None:
                limits.append("No min-cut upper bound: it would take too long to sum.")
    more = further(
        model, solution, asked.further, coherent=tree.is_coherent, complete=not missing, seconds=asked.seconds
    )
    limits.extend(more.limits)
    primes = None
    if asked.primes:
        from rca.analysis.solving.primes import prime_implicants

        primes = prime_implicants(tree, asked.limit)
        if primes is None:
            limits.append("The prime implicants are too many to be found.")
    return ModelFindings(
        model=model.title(),
        top=top,
        coherent=tree.is_coherent,
        gates=sum(node.id in model.gates for node in tree.gates()),
        basic_events=len(tree.leaves()),
        proved_order=solution.proved_order,
        count=sum(counts),
        by_order=counts[1:],
        minimal_cut_sets=sets,
        single_points=singles,
        chances=known,
        probability=probability,
        rare_event=rare,
        upper_bound=upper,
        importance=importance,
        prime_implicants=primes,
        method=Method(
            engine=solution.engine,
            order=solution.order,
            modules=len(solution.parts),
            nodes=solution.nodes,
            seconds=time.perf_counter() - started,
        ),
        limits=tuple(limits),
        uncertainty=more.uncertainty,
        course=more.course,
    )


def _listed(
    solution: Solution, counts: tuple[int, ...], known: Mapping[str, float], asked: Asked, limits: list[str]
) -> tuple[tuple[str, ...], ...]:
    """The cut sets that are listed; what was left out is said."""
    if asked.cut_off <= 0:
        listing = list_sets(solution, counts, asked.limit)
        if listing.cut_short:
            said = f"Only the first {len(listing.sets)} minimal cut sets are listed; more could not be put in order."
            limits.append(said)
        return listing.sets
    if any(name not in known for name in solution.leaves):
        limits.append("No cut-off was applied: there are events without a probability.")
        return list_sets(solution, counts, asked.limit).sets
    most = math.inf if asked.order is None else asked.order
    above = sets_above(solution, known, asked.cut_off, most)
    if above is None:
        limits.append("Too many cut sets lie above the cut-off to be listed.")
        return ()
    total = sum(counts)
    limits.append(
        f"{shown_count(total - len(above))} of {shown_count(total)} minimal cut sets have a probability below the cut-off {asked.cut_off:g} and are "
        "not listed; they are counted, and the probability of the top takes them in."
    )
    return tuple(above[: asked.limit])


def _truncation(proved: int) -> str:
    if proved == 0:
        return "The tree is too large to be solved here: no cut sets are counted."
    return (
        f"The tree is too large to be solved whole: cut sets are proved up to order {proved}, so that their number is at "
        "least the one given."
    )
