"""What the findings of a review of 200 events cost, for five shapes of tree grown from a seed.

Run `python benchmarks/review_findings.py`. Milliseconds of CPU inside the process, the least of some calls and the first of
each shape, with and without probabilities; and as a multiple of a plain loop of 100,000 additions in the same run.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import time
from collections.abc import Callable
from functools import partial

from rca.analysis.analyse import analyse
from rca.records.review import Review

DAY = dt.date(2026, 1, 1)
EVENTS = 200
SHAPES = {
    "even": (0.5, 0.0),
    "ands": (0.7, 0.0),
    "ors": (0.3, 0.0),
    "some shared": (0.5, 0.2),
    "much shared": (0.5, 0.5),
}
"""Share of AND among the gates, and of the gates that have a cause of another gate too."""
STATUSES = ("confirmed", "confirmed", "confirmed", "likely", "open", "refuted")


def review(seed: int, ands: float, shared: float, *, probabilities: bool) -> Review:
    dice = random.Random(seed)
    events: dict[str, dict[str, object]] = {}
    made = 1
    for at in range(EVENTS):
        event: dict[str, object] = {"event": f"Event {at} happened"}
        if made < EVENTS and (at == made - 1 or dice.random() < 0.5):
            causes = range(made, min(EVENTS, made + dice.randint(2, 4)))
            made = causes.stop
            other = [dice.randrange(made, EVENTS)] if made < EVENTS and dice.random() < shared else []
            event["all_of" if dice.random() < ands else "any_of"] = [f"E{cause:03}" for cause in (*causes, *other)]
        else:
            event["status"] = dice.choice(STATUSES)
            if probabilities:
                event["probability"] = {"value": round(dice.uniform(0.001, 0.2), 3)}
        events[f"E{at:03}"] = event
    actions = [
        {
            "id": f"A-{at}",
            "do": "Do it",
            "status": "proposed",
            "function": "prevent",
            "breaks": dice.sample(list(events), 2),
        }
        for at in range(20)
    ]
    given = {"format": 1, "id": "made", "title": "Made", "kind": "exercise", "summary": "Made.", "actions": actions}
    return Review.model_validate(
        {**given, "event": {"date": "2024-03-01"}, "fault_tree": {"top": "E000", "events": events}}, strict=False
    )


def milliseconds(call: Callable[[], object]) -> float:
    started = time.process_time()
    call()
    return 1000 * (time.process_time() - started)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--calls", type=int, default=20)
    given = parser.parse_args()
    loop = min(milliseconds(lambda: sum(number + 1 for number in range(100_000))) for _ in range(5))
    print(f"loop of 100,000 additions: {loop:.2f} ms")
    analyse(review(given.seed - 1, 0.5, 0.2, probabilities=True), DAY)  # what is imported late is imported now
    for probabilities in (False, True):
        for name, (ands, shared) in SHAPES.items():
            own = review(given.seed, ands, shared, probabilities=probabilities)
            call = partial(analyse, own, DAY)
            first = milliseconds(call)
            least = min(milliseconds(call) for _ in range(given.calls))
            found = call()
            print(
                f"{name}{' with probabilities' * probabilities}: {least:.1f} ms, {least / loop:.1f} loops, first call {first:.1f} ms; "
                f"{found.minimal_cut_set_count} cut sets, {found.actual_count} paths"
            )


if __name__ == "__main__":
    main()
