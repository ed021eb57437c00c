"""Importance of every leaf of a review, as CSV and as a table."""

from __future__ import annotations

from collections.abc import Sequence

from rca.analysis.findings import Findings, Importance
from rca.exporters.model_findings import BOUNDS, bounds_cells, cell, interval_cell, ranked, written
from rca.exporters.text_layout import table
from rca.graph.tree import FaultTree


def importance_csv(tree: FaultTree, findings: Findings) -> str:
    """A row for each leaf; an unknown number is an empty cell."""
    head = ("review", "event", "probability", "birnbaum", "criticality", "fussell_vesely", "raw", "rrw", *BOUNDS)
    rows = [(findings.id, name, tree.nodes[name].probability, *_measures(own), *bounds_cells(own))
            for name, own in findings.importance.items()]  # fmt: skip
    return written(head, rows)


def importance_text(findings: Findings) -> str:
    """The whole table, the greatest Birnbaum importance first."""
    return "Importance of every event:\n" + importance_table(ranked(findings.importance))


def importance_table(ordered: Sequence[tuple[str, Importance]]) -> str:
    """A row for each event, in the order given."""
    rows = [("event", "Birnbaum", "criticality", "Fussell-Vesely", "RAW", "RRW")]
    for name, own in ordered:
        vesely = interval_cell(own.fussell_vesely_bounds)
        rows.append((name, cell(own.birnbaum), cell(own.criticality), vesely, cell(own.raw), cell(own.rrw)))
    return table(rows)


def _measures(own: Importance) -> tuple[float | None, ...]:
    return own.birnbaum, own.criticality, own.fussell_vesely, own.raw, own.rrw
