"""What event trees say, as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from rca.analysis.measures import Interval
from rca.analysis.quantities.spread import Spread


class Curve(NamedTuple):
    """A sequence or consequence over the mission time."""

    hours: tuple[float, ...]
    step: float
    probability: tuple[float, ...] | None
    """At each time, given the initiating event; None for what several initiating events lead to."""
    frequency: tuple[float, ...] | None
    """The same times the frequency of the initiating event; None where the model gives none."""
    probability_average: float | None
    """Mean over the mission time."""
    frequency_average: float | None


@dataclass(frozen=True, slots=True)
class SequenceFindings:
    """A sequence, or several taken together, given their initiating event."""

    name: str
    event_tree: str
    paths: int
    """Paths that lead to it."""
    probability: Interval
    """Sum over its paths, given that the initiating event happened; above 1 where the paths collect a frequency."""
    by_order: tuple[int, ...] | None
    """Minimal cut sets of order 1, 2, … of the union of its paths; None where paths collect numbers or it was not solved."""
    count: int | None = None
    """All of them, that without an event included; None as `by_order`."""
    cut_sets: tuple[tuple[str, ...], ...] | None = None
    """The first of them; None where there are none to list."""
    spread: Spread | None = None
    """Of the frequency, or of the probability where the model gives none; None where it was not asked for or not solved."""
    curve: Curve | None = None


@dataclass(frozen=True, slots=True)
class EventTreeFindings:
    """What an initiating event leads to."""

    initiating_event: str
    event_tree: str
    root: str
    """The initiating event that its paths began with: another one where this is a consequence of that."""
    frequency: float | None
    """Of the root, in the unit that the model means."""
    sequences: tuple[SequenceFindings, ...]
    limits: tuple[str, ...] = ()


class ConsequencePart(NamedTuple):
    """A consequence, as far as one initiating event leads to it."""

    root: str
    frequency: float | None
    """Of that event."""
    found: SequenceFindings
    """Its sequences taken together."""


@dataclass(frozen=True, slots=True)
class ConsequenceFindings:
    """A consequence, or a group of them."""

    name: str
    group: bool
    label: str
    consequences: tuple[str, ...]
    """Of a group: all in it and in the groups inside it."""
    parts: tuple[ConsequencePart, ...]
    """One for each initiating event whose paths lead to it."""
    spread: Spread | None = None
    """Of the frequency, or of the probability where one initiating event without a frequency leads to it."""
    curve: Curve | None = None
    limits: tuple[str, ...] = ()

    @property
    def frequency(self) -> Interval | None:
        """Sum over the initiating events; None where one of them has no frequency."""
        parts = [(each.frequency, each.found.probability) for each in self.parts]
        known = [(often, own) for often, own in parts if often is not None]
        if len(known) < len(parts):
            return None
        return Interval(sum(often * own.lower for often, own in known), sum(often * own.upper for often, own in known))

    @property
    def probability(self) -> Interval | None:
        """Given the initiating event; None where several lead to it."""
        if len(self.parts) > 1:
            return None
        return self.parts[0].found.probability if self.parts else Interval(0.0, 0.0)


class Followed(NamedTuple):
    """What the event trees of a model say."""

    trees: tuple[EventTreeFindings, ...] = ()
    consequences: tuple[ConsequenceFindings, ...] = ()
    """Consequences first, then groups."""
    set_events: Mapping[str, tuple[str, float]] = {}
    """By name of a further basic event, the one that it stands for where a path sets it, and its probability there."""

    def limits(self) -> tuple[str, ...]:
        """What could not be done in full, a sentence each, with the initiating event or consequence."""
        trees = (f"{each.initiating_event}: {limit}" for each in self.trees for limit in each.limits)
        return (*trees, *(f"{each.name}: {limit}" for each in self.consequences for limit in each.limits))
