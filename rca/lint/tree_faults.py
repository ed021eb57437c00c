"""Faults of a fault tree by which its analysis says something else than its author meant."""

from __future__ import annotations

from typing import cast

from rca.analysis.findings import Findings
from rca.diagnostics import Diagnostic
from rca.graph.tree import FaultTree
from rca.library.model import Library
from rca.lint.across import Across
from rca.lint.case import Case
from rca.lint.rules.circular_cause import CircularCause
from rca.lint.rules.unknown_event import UnknownEvent
from rca.source.positions import finding as placed

_RULES = (CircularCause(), UnknownEvent())


def tree_faults(library: Library, name: str, tree: FaultTree, findings: Findings) -> tuple[Diagnostic, ...]:
    """Circles, names that nobody defined and ids defined twice in the tree of one review, sorted by place.

    Such a tree is analysed all the same: a circle is cut, an unknown name is an open leaf (see `fault_tree`).
    """
    case = Case(
        library.reviews[name], tree, findings, library, cast("Across", None)
    )  # these rules look at no other review
    found = [
        placed(case.document, rule.code, each.path, each.message, severity=rule.severity, of=each.of, help=each.help)
        for rule in _RULES
        for each in rule.check(case)
        if each.path[:1] == ("fault_tree",)
    ]
    return tuple(sorted(found, key=lambda each: each.sort_key))
