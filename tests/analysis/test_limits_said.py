"""What could not be done in full is said: bounds that hold and are not the closest, measures that are left out."""

from __future__ import annotations

import pytest
from grown_trees import chances_of, grown
from tree_cases import tree_of

from rca.analysis.fussell_vesely.shares import Room
from rca.analysis.importance import between_bounds, importances
from rca.analysis.logic import logic
from rca.analysis.probability import top_probability
from rca.analysis.solving.circuit import circuit
from rca.analysis.solving.engine import PurePython
from rca.analysis.solving.truncated import truncated

NO_ROOM = Room(small=1, small_steps=0, large=0, pruned=0)
NOT_CLOSEST = "The bounds on the probability hold, but closer ones could not be computed."


@pytest.mark.parametrize("seed", range(6))
def test_bounds_of_what_was_not_solved_are_not_called_the_closest(seed: int) -> None:
    """A truncated search gives bounds that hold, and the findings say that they are wider than need be."""
    tree = grown(50_000 + seed, 8, 6, coherent=True)
    plain = circuit(tree)
    exact = PurePython().solve(plain)
    cut_short = truncated(plain, "nodes")

    found = top_probability(tree, plain, cut_short, chances_of(tree))
    top = exact.probability([chances_of(tree)[name] for name in plain.leaves])

    assert not found.tight
    assert found.value is not None
    assert found.value.lower <= top + 1e-12
    assert top - 1e-12 <= found.value.upper
    assert NOT_CLOSEST in logic(tree, plain, cut_short, 10).limits
    assert NOT_CLOSEST not in logic(tree, plain, exact, 10).limits


@pytest.mark.parametrize(
    ("most", "said", "said_zh"),
    [
        ((0, 0), "too large to be solved here: no cut sets are counted", "未计割集"),
        ((2, 5), "cut sets are proved up to order 1", "割集只证到 1 阶"),
    ],
)
def test_up_to_which_order_cut_sets_are_proved_is_said(most: tuple[int, int], said: str, said_zh: str) -> None:
    """None at all, or up to an order, in both languages."""
    tree = tree_of("TOP: {any_of: [A, PAIR]}\nPAIR: {all_of: [B, C]}\nA: {}\nB: {}\nC: {}")
    plain = circuit(tree)

    (told,) = logic(tree, plain, truncated(plain, most=most), 10).limits

    assert said in told
    assert said_zh in getattr(told, "zh", "")


def test_bounds_over_missing_values_are_not_called_the_closest_where_the_diagram_is_too_large(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The same for a tree that is not coherent and lacks a probability."""
    tree = grown(50_100, 10, 8, coherent=False)
    plain = circuit(tree)
    solution = PurePython().solve(plain)
    known = {name: chance for name, chance in chances_of(tree).items() if name != plain.leaves[0]}
    closest = top_probability(tree, plain, solution, known)
    monkeypatch.setattr("rca.analysis.probability.BUDGET", 1)

    wider = top_probability(tree, plain, solution, known)

    assert closest.tight
    assert not wider.tight
    assert closest.value is not None
    assert wider.value is not None
    assert wider.value.lower <= closest.value.lower
    assert closest.value.upper <= wider.value.upper


def test_a_measure_that_needs_too_large_a_diagram_lies_between_bounds() -> None:
    """Fussell–Vesely has no value, is said to be incomplete, and has bounds that hold; the others stand."""
    tree = grown(50_200, 12, 9, coherent=True)
    solution = PurePython().solve(circuit(tree))

    exact, _ = importances(tree, solution, chances_of(tree))
    found, complete = importances(tree, solution, chances_of(tree), NO_ROOM)

    assert not complete
    assert between_bounds(found) > 0
    for name, own in found.items():
        assert own.birnbaum == exact[name].birnbaum
        assert own.fussell_vesely in (None, own.fussell_vesely_bounds.lower)
        assert own.fussell_vesely_bounds.lower <= exact[name].fussell_vesely + 1e-12
        assert exact[name].fussell_vesely <= own.fussell_vesely_bounds.upper + 1e-12


def test_how_many_events_have_bounds_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """As a limit of the findings."""
    tree = grown(50_200, 12, 9, coherent=True)
    plain = circuit(tree)
    solution = PurePython().solve(plain)
    monkeypatch.setattr("rca.analysis.importance.room", lambda *_, **__: NO_ROOM)

    found = logic(tree, plain, solution, 10)
    said = [limit for limit in found.limits if "Fussell" in limit]

    open_ones = between_bounds(found.importance)

    assert open_ones > 0
    assert said == [
        (
            f"Fussell–Vesely importance lies between bounds for {open_ones} of {len(found.importance)} events: "
            "exact values would need larger diagrams."
        )
    ]
