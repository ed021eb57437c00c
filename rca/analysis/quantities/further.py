"""Uncertainty and time curve of a solved top, as far as they were asked for and can be had."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rca.analysis.solving.deadline import NEVER, Deadline, LimitError
from rca.graph.quantities import HOURS, reason

if TYPE_CHECKING:
    from rca.analysis.quantities.course import Course
    from rca.analysis.quantities.spread import Uncertainty
    from rca.analysis.solving.solution import Solution
    from rca.graph.model import Model

SHOWN = 5
"""Names in a sentence."""


class Further(NamedTuple):
    """What is wanted beyond the point value."""

    samples: int | None = None
    """For the uncertainty; None: it is not asked for."""
    seed: int = 0
    hours: float = HOURS
    """Mission time."""
    step: float | None = None
    """Between points of the time curve, in hours; None: it is not asked for."""

    @property
    def asked(self) -> bool:
        """Whether anything is."""
        return self.samples is not None or self.step is not None


class Found(NamedTuple):
    """What came of it, with sentences on what could not be done in full."""

    uncertainty: Uncertainty | None = None
    course: Course | None = None
    limits: tuple[str, ...] = ()


def further(
    model: Model, solution: Solution, wanted: Further, *, coherent: bool, complete: bool, deadline: Deadline = NEVER
) -> Found:
    """Uncertainty and time curve of the top. numpy is loaded here, when one of the two is asked for.

    `complete`: every basic event has a probability. `deadline`: samples that are not drawn by then
    are left out, and so is a curve that is not found by then.
    """
    if not wanted.asked:
        return Found()
    what = " and ".join(
        word for word, own in (("uncertainty", wanted.samples), ("time curve", wanted.step)) if own is not None
    )
    if solution.proved_order is not None:
        return Found(limits=(f"No {what}: the tree was not solved whole.",))
    if not complete:
        return Found(limits=(f"No {what}: there are basic events without a probability.",))
    limits: list[str] = []
    spread = course = None
    try:
        if wanted.samples is not None:
            from rca.analysis.quantities.uncertainty import uncertainty

            until = deadline.share(0.5 if wanted.step is not None else 1.0).clock
            spread = uncertainty(model, solution, wanted.hours, wanted.samples, wanted.seed, until)
            limits += _of_samples(spread)
        if wanted.step is not None:
            from rca.analysis.quantities.time_curve import time_curve

            course = time_curve(model, solution, wanted.hours, wanted.step, coherent=coherent, deadline=deadline)
            limits += _of_course(course)
    except (ValueError, OverflowError, ZeroDivisionError) as error:
        limits.append(f"No {what}: some expression has no value there ({reason(error)}).")
        return Found(spread, None, tuple(limits))
    except LimitError as error:
        limits.append(f"No time curve: the {error.reached} limit was reached first.")
    return Found(spread, course, tuple(limits))


def _of_samples(found: Uncertainty) -> list[str]:
    limits = []
    if found.samples < found.asked:
        limits.append(f"The time limit was reached after {found.samples} of {found.asked} samples.")
    if not found.moving:
        limits.append("No basic event below the top has a distribution: every sample is the same.")
    if found.importance_samples < found.samples:
        limits.append(
            f"The spread of importance is that of the first {found.importance_samples} samples, to bound memory."
        )
    if found.unsampled:
        limits.append(f"Fussell–Vesely importance is not sampled: {found.unsampled}.")
    for name, count in list(found.clipped.items())[:SHOWN]:
        limits.append(f"{count} samples of `{name}` lay outside 0 to 1 and were taken as 0 or 1.")
    if len(found.clipped) > SHOWN:
        limits.append(f"The same holds for {len(found.clipped) - SHOWN} more basic events.")
    if found.unfit:
        names = _names(tuple(found.unfit))
        limits.append(f"Samples that are no number were taken as 0, of {names}: the spread is not to be relied on.")
    return limits


def _of_course(found: Course) -> list[str]:
    limits = []
    if not found.moving:
        limits.append("No basic event below the top changes with the mission time: the curve is flat.")
    if found.frequency is None:
        limits.append("No failure frequency: that of a non-coherent tree is not found here.")
    elif found.numeric:
        names = _names(found.numeric)
        limits.append(f"The failure frequency takes {names} as not repaired: found by differences of the probability.")
    if found.unfit:
        limits.append(f"The probability of {_names(found.unfit)} leaves 0 to 1 at some time; 0 or 1 was taken there.")
    return limits


def _names(names: tuple[str, ...]) -> str:
    shown = ", ".join(f"`{name}`" for name in names[:SHOWN])
    return shown + (f" and {len(names) - SHOWN} more" if len(names) > SHOWN else "")
