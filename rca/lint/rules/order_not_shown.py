"""Rule T18."""

from __future__ import annotations

from collections.abc import Iterator

from rca.diagnostics import Severity
from rca.lint.case import Case, advice
from rca.lint.causal_order import causal_orders
from rca.lint.finding import Finding
from rca.lint.rule import Rule


class OrderNotShown(Rule):
    """The timeline contradicts the order of causes that a gate needs, or does not show it.

    ## Why it matters
    A protection that failed before the demand, or a fire that began before the spill: where the order is part of the
    explanation, the wrong order is another accident.

    ## Bad
    ```yaml
    timeline:
      - {at: 2021-06-30, what: The trip project is moved, events: [TRIP-DEFERRED], evidence: [E-BUDGET]}
      - {at: 2021-09-14 02:05, what: A lamp without protection is switched on, events: [IGNITION], evidence: [E-LOG]}
      - {at: 2021-09-14 02:10, what: Solvent runs out of the vent, events: [OVERFLOW], evidence: [E-LOG]}
      - {at: 2021-09-14 02:40, what: The vapour catches fire, events: [BURN], evidence: [E-LOG]}
    fault_tree:
      events:
        BURN:
          in_order: true            # here
          all_of: [OVERFLOW, IGNITION]
    ```

    ## Good
    ```yaml
    timeline:
      - {at: 2021-06-30, what: The trip project is moved, events: [TRIP-DEFERRED], evidence: [E-BUDGET]}
      - {at: 2021-09-14 02:10, what: Solvent runs out of the vent, events: [OVERFLOW], evidence: [E-LOG]}
      - {at: 2021-09-14 02:38, what: A lamp without protection is switched on, events: [IGNITION], evidence: [E-LOG]}
      - {at: 2021-09-14 02:40, what: The vapour catches fire, events: [BURN], evidence: [E-LOG]}
    fault_tree:
      events:
        BURN:
          in_order: true
          all_of: [OVERFLOW, IGNITION]
    ```

    ## What is compared
    The first entry of the timeline that names a cause under `events`, with that of each cause written after it. A gate that
    no entry names happened with the last of its causes (`all_of`), or the first of those that are true (`any_of`). Where
    an entry is missing, or two times overlap, the order is not known, which is advice only; "after EVENT" tells it too.

    ## Source
    Priority AND: IEC 61025:2006, annex A; NUREG-0492 (1981), chapter IV.
    """

    code = "RCA358"
    name = "T18"
    severity = Severity.ERROR

    def check(self, case: Case) -> Iterator[Finding]:
        """Speaks of each gate with `in_order` whose order the recorded times contradict or leave open."""
        for each in causal_orders(case.review, case.tree, case.findings.truth):
            place = case.at_event(each.gate, "").path
            path = (*(place[:-1] if place and place[-1] == "id" else place), "in_order")
            if each.state == "contradicted":
                yield Finding(
                    path, f"the causes of `{each.gate}` did not happen in the order written: {each.because}",
                    "correct the order of the causes or the dates; take `in_order` out where the order does not matter",
                    at=each.gate,
                )  # fmt: skip
            elif each.state == "unknown":
                yield advice(
                    path, f"the order of the causes of `{each.gate}` is not shown: {each.because}",
                    "name each cause under `events` of a dated entry of the timeline", at=each.gate,
                )  # fmt: skip
