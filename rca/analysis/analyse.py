"""From a review to its findings."""

from __future__ import annotations

import datetime as dt
import math
import time
from collections.abc import Mapping

from rca.analysis.cover import cover
from rca.analysis.findings import ActionView, Findings, Method
from rca.analysis.indices.guarantee import guarantee
from rca.analysis.indices.implementation import actions_seen, implementation, issued_standards, paper_gap
from rca.analysis.indices.look_back import look_back
from rca.analysis.indices.prevention import balance, force
from rca.analysis.indices.reflection import reflection
from rca.analysis.logic import logic
from rca.analysis.new_risks import new_risks
from rca.analysis.paths import actual_paths, distinct_events
from rca.analysis.resting import decided_by_logic, rests_on
from rca.analysis.sentences import verdict_sentence
from rca.analysis.solving.automatic import Automatic
from rca.analysis.solving.circuit import circuit
from rca.analysis.solving.engine import Engine
from rca.analysis.strength import is_live, shown_side, strength, strength_word, weight
from rca.analysis.verdict import judge, status_of, true_part
from rca.graph.build import fault_tree
from rca.graph.tree import FaultTree
from rca.records.action import Action
from rca.records.review import Review
from rca.records.vocabulary import Basis

DEFAULT_LIMIT = 1000
NODES_OF_A_REVIEW = 100_000
"""So many nodes a module of a review may take beyond pure Python: seconds at most, the same on every machine."""


def analyse(
    review: Review,
    as_of: dt.date,
    limit: int = DEFAULT_LIMIT,
    *,
    tree: FaultTree | None = None,
    engine: Engine | None = None,
    issued_elsewhere: Mapping[str, str] | None = None,
) -> Findings:
    """Everything that is derived from a review and never typed.

    `as_of` is the day that counts as today; `limit` cuts each list of cut sets, never a count or an index. `tree` spares
    building the fault tree again, `engine` is another than the automatic one, and `issued_elsewhere` gives the date of issue
    of standards that several reviews cite, by id. A pure function; what could not be done in full stands in `limits`.

    Definitions: `docs/develop/analysis.md`. A review of 200 events takes some milliseconds.
    """
    started = time.perf_counter()
    tree = tree or fault_tree(review)
    judged = judge(tree)
    plain = circuit(tree)
    engine = engine or Automatic(math.inf, math.inf, NODES_OF_A_REVIEW)
    solution = engine.solve(plain)
    found = logic(tree, plain, solution, limit)
    actual = actual_paths(tree, plain, solution, engine, limit)
    live = None if review.actions is None else tuple(action for action in review.actions if is_live(action))
    basis = review.review.basis
    forces = tuple(force(action, basis) for action in live or ())
    covered = cover(tree, plain, actual, live, forces, limit)
    resting = rests_on(tree, judged, solution)
    issued = tuple(issued_standards(review.standards, basis, as_of, issued_elsewhere or {}))
    state, days = look_back(review, as_of)
    return Findings(
        id=review.id,
        verdict=judged.verdict,
        verdict_because=verdict_sentence(
            tree, judged, resting, actual.count, always=decided_by_logic(tree, judged, solution)
        ),
        rests_on=resting,
        truth=judged.truth,
        derived_status=judged.status,
        minimal_cut_set_count=found.count,
        minimal_cut_sets=found.minimal_cut_sets,
        minimal_cut_sets_by_order=found.by_order,
        actual_count=actual.count,
        actual_cut_sets=distinct_events(actual.paths, limit),
        paths=covered.paths,
        unbroken_cut_sets=covered.unbroken,
        single_points=found.single_points,
        on_path=true_part(tree, judged.truth, actual.carrying_leaves()),
        open_events=tuple(sorted(node.id for node in tree.leaves() if status_of(node) == "open")),
        next_best_evidence=found.next_best_evidence,
        evidence_gain=found.evidence_gain,
        probability=found.probability,
        probability_given_evidence=found.probability_given_evidence,
        importance=found.importance,
        actions=tuple(
            _view(action, basis, covered.breaks.get(action.id, 0), actual.count) for action in review.actions or ()
        ),
        prevention=covered.prevention,
        prevention_planned=covered.planned,
        response_proven=covered.response,
        guarantee=guarantee(live or (), forces, basis),
        implementation=implementation(issued, basis),
        reflection=reflection(review, tree, live or (), as_of),
        balance=balance(forces),
        actions_seen=actions_seen(live or (), basis),
        paper_gap=paper_gap(live or (), issued, basis),
        new_risks=new_risks(tree, live or ()),
        look_back=state,
        look_back_days=days,
        method=Method(
            engine=solution.engine,
            order=solution.order,
            modules=len(solution.parts),
            nodes=solution.nodes,
            seconds=time.perf_counter() - started,
        ),
        limits=(*found.limits, *actual.limits, *covered.limits),
    )


def _view(action: Action, basis: Basis, breaks: int, paths: int) -> ActionView:
    return ActionView(
        id=action.id,
        live=is_live(action),
        strength=strength(action, basis),
        strength_word=strength_word(action, basis),
        weight=weight(action, basis),
        side=shown_side(action),
        breaks_paths=breaks,
        of_paths=paths,
    )
