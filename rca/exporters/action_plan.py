"""The plan of corrective actions, for a terminal and for programs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rca.analysis.action_plan import ActionPlan, ActionState, WorldName
from rca.analysis.as_json import Json
from rca.analysis.breaking import Breaking
from rca.analysis.items import listed
from rca.exporters.text_layout import table, wrap

WORLDS: Mapping[WorldName, str] = {
    "seen": "with what is seen in the field",
    "said": "with what is said done too",
    "planned": "with all that stand",
    "refused": "with those refused too",
}
STATES: Mapping[ActionState, str] = {
    "seen": "seen", "said": "said done", "planned": "planned", "ineffective": "ineffective", "refused": "refused",
    "replaced": "replaced",
}  # fmt: skip
SETS = 6
ROWS = 20
"""Sets and actions shown before the text is cut, and said to be cut."""


def plan_text(plan: ActionPlan) -> str:
    """Sets of actions, what remains in each state of the world, importance, and the next action."""
    return "\n".join(_lines(plan))


def _lines(plan: ActionPlan) -> Iterator[str]:
    yield "Actions against the paths that happened:"
    yield wrap(f"Fewest that break them all: {_sets(plan.minimum)}", "      ", "  ")
    if plan.still != plan.minimum:
        yield wrap(f"Beyond those seen in the field: {_sets(plan.still)}", "      ", "  ")
    yield f"  Paths left open, of {plan.paths}:"
    for world in plan.worlds:
        if world.name == "refused" and not any(each.state == "refused" for each in plan.importance):
            continue
        left = "not counted" if world.left is None else str(world.left)
        detour = "  (the top would still come about, by a detour)" if world.left == 0 and world.comes_about else ""
        yield f"    {WORLDS[world.name]:<32}{left:>5}{detour}"
    rows = [("action", "state", "breaks alone", "comes back without it")]
    ranked = sorted(
        (each for each in plan.importance if each.alone != 0),
        key=lambda each: (-(each.alone or 0), -(each.comes_back or 0), each.id),
    )
    for each in ranked[:ROWS]:
        share = "" if each.share is None else f" ({each.share:.0%})".replace("%", " %")
        back = _count(each.comes_back) + (", needed" if each.needed else "")
        rows.append((each.id, STATES[each.state], _count(each.alone) + share, back))
    if ranked:
        yield table(rows)
    if len(ranked) > ROWS:
        yield f"    … and {len(ranked) - ROWS} more (--format json lists them)"
    idle = [each.id for each in plan.importance if each.alone == 0]
    if idle:
        yield wrap(f"Alone these break no path: {listed(idle, 12)}", "      ", "  ")
    if plan.next_action:
        yield wrap(f"Next: {plan.next_action.id}. {plan.next_action.because}", "  ", "  ")
    yield from (wrap(f"Limit: {each}", "  ", "  ") for each in plan.limits)


def _count(number: int | None) -> str:
    return "–" if number is None else str(number)


def _sets(breaking: Breaking) -> str:
    """`2 (A1 + A3; A2 + A3)`."""
    if breaking.size is None and breaking.some:
        least = f"more than {breaking.proved_order}" if breaking.proved_order else "not found"
        return f"{least}; {len(breaking.some)} do: {' + '.join(breaking.some)}"
    if breaking.size is None:
        known = "" if breaking.proved_order is None else f" of {breaking.proved_order} or fewer"
        return f"no set{known} of the actions does"
    if breaking.size == 0:
        return "none is needed"
    shown = "; ".join(" + ".join(own) for own in breaking.sets[:SETS])
    more = f"; and {breaking.count - SETS} more" if breaking.count > SETS else ""
    return f"{breaking.size} ({shown}{more})"


def plan_json(plan: ActionPlan | None) -> Json:
    """The plan as plain data; null where no path happened or the review has no action."""
    if plan is None:
        return None
    return {
        "paths": plan.paths,
        "states": [
            {"name": each.name, "actions": each.actions, "paths_left": each.left, "top_comes_about": each.comes_about}
            for each in plan.worlds
        ],
        "minimum_sets": _breaking(plan.minimum),
        "still_needed": _breaking(plan.still),
        "importance": [
            {
                "id": each.id, "state": each.state, "breaks_alone": each.alone, "share": each.share,
                "comes_back": each.comes_back, "needed": each.needed,
            }
            for each in plan.importance
        ],
        "next": None if plan.next_action is None else {
            "id": plan.next_action.id, "breaks": plan.next_action.breaks, "open": plan.next_action.open,
            "because": plan.next_action.because,
        },
        "limits": plan.limits,
    }  # fmt: skip


def _breaking(own: Breaking) -> Json:
    return {
        "size": own.size, "count": own.count, "sets": own.sets, "minimal_sets": own.minimal,
        "proved_order": own.proved_order, "some_set": own.some,
    }  # fmt: skip
