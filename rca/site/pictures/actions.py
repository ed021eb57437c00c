"""Which corrective actions stand at which event."""

from __future__ import annotations

from collections.abc import Mapping

from rca.records.review import Review

_NOT_LIVE = frozenset({"rejected", "superseded", "obsolete"})


def actions_by_event(review: Review) -> Mapping[str, tuple[str, ...]]:
    """For every event the live actions that break or weaken it, in the order of the review."""
    found: dict[str, list[str]] = {}
    for action in review.actions or ():
        if action.status not in _NOT_LIVE:
            for event in dict.fromkeys((*action.breaks, *action.weakens)):
                found.setdefault(event, []).append(action.id)
    return {event: tuple(actions) for event, actions in found.items()}
