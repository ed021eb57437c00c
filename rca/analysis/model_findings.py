"""What the analysis of one top of a model says."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from rca.analysis.measures import Importance, Interval, Method
from rca.analysis.model_answers import Answers
from rca.analysis.quantities.further import Further, further
from rca.analysis.solving.automatic import Automatic
from rca.analysis.solving.automatic import limits as limits_of
from rca.analysis.solving.circuit import circuit
from rca.analysis.solving.listing import single_points
from rca.graph.model_tree import tree_of

if TYPE_CHECKING:
    from rca.analysis.quantities.course import Course
    from rca.analysis.quantities.expansion import Expansion
    from rca.analysis.quantities.outcome import Followed
    from rca.analysis.quantities.spread import Uncertainty
    from rca.analysis.solving.engine import Engine
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
    """Of the clock, for all that is found of the top; None: see `automatic.limits`."""
    megabytes: float | None = None
    """Memory of the process, about; None: see `automatic.limits`."""
    further: Further = Further()
    """What is wanted beyond the point value."""
    importance: bool = False
    """Whether Fussell–Vesely importance may take seconds."""


class ModelFindings(NamedTuple):
    """What follows from a top of a model."""

    model: str
    top: str
    coherent: bool
    gates: int
    basic_events: int
    """Basic events below the top, those that drop out included."""
    proved_order: int | None
    """None when the top is solved whole; else cut sets are proved up to this order only, and their number is a lower bound."""
    minimal_cut_set_count: int
    by_order: tuple[int, ...]
    """How many minimal cut sets of order 1, 2, …; index 0 is order 1. The empty cut set of a certain top is in the number of all alone."""
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


class InState(NamedTuple):
    """What a model says in one state of its house events."""

    tops: tuple[ModelFindings, ...]
    trees: Followed | None
    """Of its event trees; None where it has none, or a top was asked for."""
    expanded: tuple[Expansion, ...] = ()


def analyse_model(
    model: Model, top: str, chances: Mapping[str, float], asked: Asked | None = None, engine: Engine | None = None
) -> ModelFindings:
    """Cut sets, probability and importance of a top of a model; what could not be done in full stands in `limits`.

    `chances` holds the probabilities of basic events, 0..1, as `quantities.probabilities` finds them. Definitions and
    costs: `docs/develop/analysis.md`.
    """
    started = time.perf_counter()
    asked = asked or Asked()
    deadline = limits_of(asked.seconds, asked.megabytes)
    tree = tree_of(model, top, chances)
    plain = circuit(tree)
    engine = engine or Automatic(asked.seconds, asked.megabytes, deadline=deadline)
    solution = engine.solve(plain)
    answers = Answers(tree, plain, solution, asked, deadline)
    has_numbers = bool(answers.known) or not solution.parts
    probability = answers.probability() if has_numbers else None
    counts = answers.counts()
    importance = answers.importance() if has_numbers else {}
    sets = answers.listed(counts)
    rare, upper = answers.sums() if has_numbers else (None, None)
    more = further(
        model, solution, asked.further,
        coherent=tree.is_coherent, complete=not answers.missing, deadline=deadline,
    )  # fmt: skip
    primes = answers.primes() if asked.primes else None
    return ModelFindings(
        model=model.title(),
        top=top,
        coherent=tree.is_coherent,
        gates=sum(node.id in model.gates for node in tree.gates()),
        basic_events=len(tree.leaves()),
        proved_order=answers.proved_order,
        minimal_cut_set_count=sum(counts),
        by_order=counts[1:],
        minimal_cut_sets=sets,
        single_points=single_points(solution),
        chances=answers.known,
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
        limits=(*answers.limits, *answers.left_out.sentences(), *more.limits),
        uncertainty=more.uncertainty,
        course=more.course,
    )
