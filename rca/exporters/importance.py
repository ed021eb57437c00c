"""Importance of every leaf of a review, as CSV and as a table."""

from __future__ import annotations

from rca.analysis.findings import Findings, Importance
from rca.exporters.model_findings import cell, ranked, written
from rca.exporters.text_layout import table
from rca.graph.tree import FaultTree


def importance_csv(tree: FaultTree, findings: Findings) -> str:
    """A row for each leaf; an unknown number is an empty cell."""
    head = ("review", "event", "probability", "birnbaum", "criticality", "fussell_vesely", "raw", "rrw")
    rows = [(findings.id, name, tree.nodes[name].probability, *_measures(own))
            for name, own in findings.importance.items()]  # fmt: skip
    return written(head, rows)


def importance_text(findings: Findings) -> str:
    """The whole table, the greatest Birnbaum importance first."""
    rows = [("event", "Birnbaum", "criticality", "Fussell-Vesely", "RAW", "RRW")]
    rows.extend(
        (name, cell(own.birnbaum), cell(own.criticality), cell(own.fussell_vesely), cell(own.raw), cell(own.rrw))
        for name, own in ranked(findings.importance)
    )
    return "Importance of every event:\n" + table(rows)


def _measures(own: Importance) -> tuple[float | None, ...]:
    return own.birnbaum, own.criticality, own.fussell_vesely, own.raw, own.rrw
