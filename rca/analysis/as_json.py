"""Findings in the shape that `rca analyse --format json` prints."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias, TypeGuard

from rca.analysis.whole_numbers import all_digits

if TYPE_CHECKING:
    from rca.analysis.findings import Findings, Index, Interval

SHORT = 300
"""Characters that stand on one line though they hold lists or objects."""
Json: TypeAlias = "str | int | float | bool | Sequence[Json] | Mapping[str, Json] | None"
_PLAIN = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode
_LINES = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",\n", ": ")).encode
"""With the end of a line after each value."""


def json_text(data: Json) -> str:
    """Indented by two blanks; a list or an object stands on one line where it is short or holds plain values alone.

    A thousand cut sets are a thousand lines so, and are written by the compiled encoder, which does not indent.
    """
    with all_digits():
        return _indented(data, "\n")


def _indented(data: Json, line: str) -> str:
    """`line` is the end of a line and what the next one begins with."""
    if not _is_deep(data):
        return _PLAIN(data)
    deep = [own for own in (data.values() if isinstance(data, dict) else data) if _is_deep(own)]
    if not deep:
        return _PLAIN(data)
    if all(len(own) <= SHORT for own in (data, *deep)):  # else it is long, and need not be written to see that
        text = _PLAIN(data)
        if len(text) - len(", ") * len(data) <= SHORT:  # brackets and what stands between the rows do not count
            return text
    inner = f"{line}  "
    if isinstance(data, dict):
        rows = f",{inner}".join([f"{_PLAIN(key)}: {_indented(own, inner)}" for key, own in data.items()])
        return f"{{{inner}{rows}{line}}}"
    rows = _plain_rows(data, inner) or f",{inner}".join([_indented(own, inner) for own in data])
    return f"[{inner}{rows}{line}]"


def _plain_rows(data: Sequence[Json], line: str) -> str:
    """Lists of plain values, a line each, all written at once; nothing where some row is no such list.

    In JSON the end of a line stands in no string, so that what separates values can be told from what they hold.
    """
    if not all(isinstance(own, (list, tuple)) for own in data):
        return ""
    text = _LINES(data)
    if "{" in text or text.count("[") > len(data) + 1:
        return ""
    return text[1:-1].replace("],\n[", "]\n[").replace(",\n", ", ").replace("]\n[", f"],{line}[")


def _is_deep(value: Json) -> TypeGuard[dict[str, Json] | list[Json] | tuple[Json, ...]]:
    return bool(value) and isinstance(value, (dict, list, tuple))


def findings_json(findings: Findings) -> dict[str, Json]:
    """The findings as plain data.

    `probability` is the prior: `{"exact": p}`, `{"lower": …, "upper": …}`, or null when no leaf has a probability. The
    probability given the evidence has the same shape under `given_evidence`, inside `probability` and beside it; the
    prior is repeated as `prior` inside, so that a reader may name either. Each index has `value` (null when it is not
    known), `lower`, `upper`, `known`, `of`, `held_down_by` and `because`.
    """
    prior, given = _chance(findings.probability), _chance(findings.probability_given_evidence)
    return {
        "id": findings.id,
        "verdict": findings.verdict,
        "verdict_because": findings.verdict_because,
        "rests_on": findings.rests_on,
        "minimal_cut_set_count": findings.minimal_cut_set_count,
        "minimal_cut_sets": findings.minimal_cut_sets,
        "minimal_cut_sets_by_order": findings.minimal_cut_sets_by_order,
        "actual_cut_set_count": findings.actual_count,
        "actual_cut_sets": findings.actual_cut_sets,
        "unbroken_cut_sets": findings.unbroken_cut_sets,
        "single_points": findings.single_points,
        "open_events": findings.open_events,
        "next_best_evidence": findings.next_best_evidence,
        "evidence_gain": dict(findings.evidence_gain),
        "probability": None if prior is None else {**prior, "prior": prior, "given_evidence": given},
        "given_evidence": given,
        "importance": {
            name: {
                "birnbaum": own.birnbaum,
                "criticality": own.criticality,
                "fussell_vesely": own.fussell_vesely,
                "fussell_vesely_bounds": interval_json(own.fussell_vesely_bounds),
                "raw": own.raw,
                "rrw": own.rrw,
            }
            for name, own in findings.importance.items()
        },
        "indices": {name: _index(index) for name, index in findings.indices.items()},
        "shown_beside": {
            "prevention_planned": _index(findings.prevention_planned),
            "response_proven": _index(findings.response_proven),
            "balance": findings.balance,
            "actions_seen": _index(findings.actions_seen),
            "paper_gap": _index(findings.paper_gap),
            "look_back": findings.look_back,
            "look_back_days": findings.look_back_days,
        },
        "truth": dict(findings.truth),
        "derived_status": dict(findings.derived_status),
        "paths": [
            {
                "events": path.events,
                "absent": path.absent,
                "broken_by": path.broken_by,
                "best_proven": interval_json(path.best_proven),
            }
            for path in findings.paths
        ],
        "actions": [
            {
                "id": action.id,
                "live": action.live,
                "strength": interval_json(action.strength),
                "strength_word": action.strength_word,
                "weight": interval_json(action.weight),
                "side": action.side,
                "breaks_paths": action.breaks_paths,
                "of_paths": action.of_paths,
            }
            for action in findings.actions
        ],
        "new_risks": [{"action": action, "event": event} for action, event in findings.new_risks],
        "method": {
            "engine": findings.method.engine,
            "order": findings.method.order,
            "modules": findings.method.modules,
            "nodes": findings.method.nodes,
            "seconds": round(findings.method.seconds, 4),
        },
        "limits": findings.limits,
    }


def _chance(value: Interval | None) -> dict[str, Json] | None:
    if value is None:
        return None
    return {"exact": value.lower} if value.value is not None else {"lower": value.lower, "upper": value.upper}


def interval_json(value: Interval | None) -> dict[str, Json] | None:
    """Bounds, the same number twice where it is known."""
    return None if value is None else {"lower": value.lower, "upper": value.upper}


def _index(index: Index) -> dict[str, Json]:
    return {
        "value": index.value,
        "lower": index.lower,
        "upper": index.upper,
        "known": index.known,
        "of": index.of,
        "held_down_by": index.held_down_by or None,
        "because": index.because,
    }
