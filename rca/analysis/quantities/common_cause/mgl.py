"""Multiple Greek letters: each factor is the chance that one more member fails."""

from __future__ import annotations

from collections.abc import Mapping

from rca.analysis.quantities.common_cause_model import CommonCauseModel, Factors, number, product, rest, sets_of
from rca.graph.expression import Expression


def shares(members: int, factors: Factors) -> Mapping[int, Expression]:
    """ρ2·…·ρk·(1 − ρ(k+1)) / C(n − 1, k − 1), ρ beyond the last being 0 (Fleming and Kalinowski 1983; Open-PSA MEF 2.0d)."""
    found: dict[int, Expression] = {}
    for level in range(1, max(factors) + 1):
        parts = [number(1 / sets_of(members, level)), *(factors[each] for each in range(2, level + 1))]
        if level + 1 in factors:
            parts.append(rest(factors[level + 1]))
        found[level] = product(*parts)
    return found


MODEL = CommonCauseModel("MGL", lambda _: 2, shares)
