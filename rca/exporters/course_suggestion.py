"""Proposed cases with the reasons, as text, JSON or the draft of a course."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict

from rca.exporters.text_layout import wrap
from rca.training.suggest import STRONG, Proposal, Suggestion

MOST_DEFECTS = 5


def as_text(found: Suggestion, goals: Sequence[str], defect: Callable[[str], str]) -> str:
    """A paragraph a case. `defect` gives the name of a code."""
    return "\n".join(_lines(found, goals, defect)) + "\n"


def as_json(found: Suggestion) -> str:
    """The suggestion as it is."""
    return json.dumps(asdict(found), indent=2, ensure_ascii=False)


def _lines(found: Suggestion, goals: Sequence[str], defect: Callable[[str], str]) -> Iterator[str]:
    if not found.chosen:
        yield "No case fits. Give more minutes, or put the objective in other words."
    else:
        count = len(found.chosen)
        yield f"{count} case{'s' if count > 1 else ''}, {found.minutes} minutes, for {len(goals)} goal{'s' if len(goals) > 1 else ''}"
    for number, each in enumerate(found.chosen, 1):
        yield ""
        yield from _case(f"{number}. ", each, defect)
    for goal in found.unserved:
        yield ""
        yield wrap(f"No case in this time serves: {goal}")
    if found.spare:
        yield ""
        yield "Further, if there is time"
        for each in found.spare:
            yield wrap(f"{each.review} ({_minutes(each)}; overlap {each.overlap:.2f}): {each.title}", "    ", "  - ")


def _case(mark: str, each: Proposal, defect: Callable[[str], str]) -> Iterator[str]:
    level = f", {each.level}" if each.level else ""
    yield f"{mark}{each.review} ({_minutes(each)}{level})"
    yield wrap(each.title, "   ", "   ")
    for serves in each.serves:
        part = "" if serves.strength >= STRONG else "in part "
        yield wrap(f"serves {part}“{serves.goal}” through {serves.through}", "     ", "   - ")
    if each.adds:
        more = f" and {len(each.adds) - MOST_DEFECTS} more" if len(each.adds) > MOST_DEFECTS else ""
        yield wrap(f"adds {', '.join(defect(code) for code in each.adds[:MOST_DEFECTS])}{more}", "     ", "   - ")
    yield (
        f"   - shares {each.overlap:.0%} of its traits with a case above"
        if each.overlap
        else "   - shares nothing with a case above"
    )


def _minutes(each: Proposal) -> str:
    return f"{each.minutes} minutes" if each.minutes_stated else f"{each.minutes} minutes assumed"
