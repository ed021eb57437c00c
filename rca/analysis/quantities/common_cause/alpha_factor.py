"""Alpha factors: shares of the failure events of the group, by how many members fail."""

from __future__ import annotations

from collections.abc import Mapping

from rca.analysis.quantities.common_cause_model import CommonCauseModel, Factors, number, product, sets_of
from rca.graph.expression import Expression


def shares(members: int, factors: Factors) -> Mapping[int, Expression]:
    """k·αk / (C(n − 1, k − 1)·Σ i·αi) (Mosleh 1988, NUREG/CR-5485, non-staggered testing; Open-PSA MEF 2.0d)."""
    total = Expression("add", tuple(product(number(float(level)), factor) for level, factor in sorted(factors.items())))
    return {
        level: product(number(level / sets_of(members, level)), Expression("div", (factor, total)))
        for level, factor in factors.items()
    }


MODEL = CommonCauseModel("alpha-factor", lambda _: 1, shares)
