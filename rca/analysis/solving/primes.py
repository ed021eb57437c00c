"""Prime implicants: the smallest sets of events that happen, and of events that do not, that bring the top about."""

from __future__ import annotations

from collections.abc import Mapping

from rca.analysis.solving.circuit import FIRST_LEAF, Circuit, circuit
from rca.analysis.solving.cut_sets import count_by_order
from rca.analysis.solving.deadline import NEVER, Deadline
from rca.analysis.solving.diagram import ONE, ZERO, Diagram, ExhaustedError
from rca.analysis.solving.families import EMPTY, UNIT, Families
from rca.analysis.solving.listing import list_sets
from rca.analysis.solving.part import Part, build
from rca.analysis.solving.solution import Solution
from rca.graph.tree import FaultTree

NOT = "not "
"""Written before an event whose absence is needed."""
BUDGET = 30_000


def prime_solution(
    logic: Circuit, facts: Mapping[str, bool] | None = None, budget: int = BUDGET, deadline: Deadline = NEVER
) -> Solution | None:
    """The tree's prime implicants as the sets of a solution whose leaves are the literals `X` and `not X`.

    With `facts` only literals that agree with them count, and an event that is not in `facts` may turn out either way:
    these are the prime implicants that the facts satisfy. None when more than `budget` nodes are needed. The recursion
    is that of Coudert and Madre (1992): PI(F) = PI(F1·F0) + x·(PI(F1) − PI(F1·F0)) + x'·(PI(F0) − PI(F1·F0)).

    Raises:
        LimitError: the deadline has passed.
    """
    order = tuple(range(FIRST_LEAF, logic.first_gate))
    try:
        diagram, root = build(logic, order, budget, deadline)
        families = Families(budget, deadline)
        sets = _primes(diagram, root, families, logic.leaves, facts)
    except ExhaustedError:
        return None
    literals = tuple(text for name in logic.leaves for text in (name, NOT + name))
    part = Part.of_family(tuple(FIRST_LEAF + place for place in range(len(literals))), families, sets)
    return Solution(literals, (part,), (FIRST_LEAF + len(literals),), constant=False, order="as written")


def prime_implicants(
    tree: FaultTree, limit: int = 1000, deadline: Deadline = NEVER
) -> tuple[tuple[str, ...], ...] | None:
    """The tree's prime implicants, an event that must be absent being written `not X`; at most `limit` of them.

    Literals are sorted as text, implicants by their number of literals and then as text. For a coherent tree they are
    the minimal cut sets. None when the tree is too large for them.

    Raises:
        LimitError: the deadline has passed.
    """
    solution = prime_solution(circuit(tree), deadline=deadline)
    if solution is None:
        return None
    return list_sets(solution, count_by_order(solution, deadline=deadline), limit, deadline=deadline).sets


def positive_and_negative(literals: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Events that a prime implicant needs, and events that it needs to be absent, sorted."""
    negative = tuple(sorted(text.removeprefix(NOT) for text in literals if text.startswith(NOT)))
    return tuple(sorted(text for text in literals if not text.startswith(NOT))), negative


def _primes(
    diagram: Diagram, root: int, families: Families, names: tuple[str, ...], facts: Mapping[str, bool] | None
) -> int:
    found = {ONE: UNIT, ZERO: EMPTY}
    pending = [root]
    while pending:
        edge = pending[-1]
        if edge in found:
            pending.pop()
            continue
        level = diagram.level[edge >> 1]
        high, low = diagram.children(edge)
        either_way = diagram.both(high, low)
        fact = None if facts is None else facts.get(names[level])
        branches = [either_way]
        if facts is None or fact is True:
            branches.append(high)
        if facts is None or fact is False:
            branches.append(low)
        missing = [branch for branch in branches if branch not in found]
        if missing:
            pending.extend(missing)
            continue
        pending.pop()
        sets = found[either_way]
        if facts is None or fact is False:
            sets = families.node(2 * level + 1, families.difference(found[low], found[either_way]), sets)
        if facts is None or fact is True:
            sets = families.node(2 * level, families.difference(found[high], found[either_way]), sets)
        found[edge] = sets
    return found[root]
