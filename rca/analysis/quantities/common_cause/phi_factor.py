"""Phi factors: the share of each set of members, given directly."""

from __future__ import annotations

from collections.abc import Mapping

from rca.analysis.quantities.common_cause_model import CommonCauseModel, Factors
from rca.graph.expression import Expression


def shares(members: int, factors: Factors) -> Mapping[int, Expression]:
    """φk for each set of k members; the factors add up to 1 (Open-PSA MEF 2.0d).

    A member stands in more than one set of some sizes, so that its shares may add up to more than 1: the format says so.
    """
    del members
    return dict(factors)


MODEL = CommonCauseModel("phi-factor", lambda _: 1, shares, sum_of_factors=1.0)
