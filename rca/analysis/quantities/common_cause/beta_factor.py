"""Beta factor: a common cause fails every member."""

from __future__ import annotations

from collections.abc import Mapping

from rca.analysis.quantities.common_cause_model import CommonCauseModel, Factors, rest
from rca.graph.expression import Expression


def shares(members: int, factors: Factors) -> Mapping[int, Expression]:
    """Alone 1 − β, all together β (Fleming 1975; Open-PSA MEF 2.0d)."""
    return {1: rest(factors[members]), members: factors[members]}


MODEL = CommonCauseModel("beta-factor", lambda members: members, shares)
