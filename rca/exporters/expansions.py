"""Common-cause groups that were put into a model, as text and JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rca.analysis.as_json import Json
from rca.analysis.model_findings import ModelFindings
from rca.exporters.text_layout import wrap

if TYPE_CHECKING:
    from rca.analysis.quantities.expansion import Expansion


def _below(found: ModelFindings, expanded: Sequence[Expansion]) -> list[Expansion]:
    """Groups of which an event stands below the top."""
    return [each for each in expanded if any(name in found.chances for name in each.events)]


def expansions_json(found: ModelFindings, expanded: Sequence[Expansion]) -> dict[str, Json]:
    """A list of the groups below the top; nothing where the model has none."""
    if not expanded:
        return {}
    groups: list[Json] = [
        {
            "name": each.name,
            "model": each.model,
            "members": each.members,
            "total_probability": each.total,
            "probability_of_each_set_by_level": {str(level): chance for level, chance in each.levels.items()},
            "sum_over_a_member": each.member_sum,
            "events": each.events,
        }
        for each in _below(found, expanded)
    ]
    return {"common_cause_groups": groups}


def expansions_text(found: ModelFindings, expanded: Sequence[Expansion]) -> Iterator[str]:
    """One block, a paragraph a group."""
    lines = []
    for each in _below(found, expanded):
        sets = ", ".join(f"{chance:.4g} for each set of {level}" for level, chance in each.levels.items())
        lines.append(wrap(
            f"{each.name} ({each.model}): {len(each.members)} members of total probability {each.total:.4g} became "
            f"{len(each.events)} events: {sets}; the sets of one member add up to {each.member_sum:.4g}",
            "    ", "  ",
        ))  # fmt: skip
    if lines:
        yield "\n".join(("Common-cause groups, expanded before the analysis:", *lines))
