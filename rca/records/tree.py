"""The fault tree as people write it: an outline with named events."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag, model_validator

from rca.records.base import Amount, Code, Id, Ids, OneOrMore, Probability, Record, Reference, RefId, Slug, Stated, Text
from rca.records.vocabulary import CauseKind, Depth, Status

GateWord = Literal["all_of", "any_of", "at_least", "none_of", "exactly_one_of"]
GATE_WORDS: tuple[GateWord, ...] = ("all_of", "any_of", "at_least", "none_of", "exactly_one_of")


class Likelihood(Record):
    """How probable an event is before the evidence of this case, and what the number rests on."""

    value: Probability | None = None
    """0..1"""
    rate: Amount | None = None
    """Per hour."""
    hours: Amount | None = None
    distribution: Literal["point", "lognormal", "uniform", "beta", "normal"] | None = None
    error_factor: Annotated[float, Field(gt=1)] | None = None
    parameters: tuple[float, ...] = ()
    basis: Text | None = None

    @model_validator(mode="after")
    def _one_form(self) -> Likelihood:
        if self.value is not None and self.rate is not None:
            msg = "give `value`, or `rate` and `hours`, not both"
            raise ValueError(msg)
        if (self.rate is None) != (self.hours is None):
            msg = "`rate` (per hour) and `hours` go together"
            raise ValueError(msg)
        return self


def _item_form(item: Any) -> str:
    if isinstance(item, (Mapping, Record)):
        return "<event>"
    return "<number>" if isinstance(item, int) and not isinstance(item, bool) else "<id>"


Item = Annotated[
    Annotated[RefId, Tag("<id>")] | Annotated["NestedEvent", Tag("<event>")],
    Discriminator(lambda item: "<event>" if _item_form(item) == "<event>" else "<id>"),
]
"""An id, or an event written in place."""

CountedItem = Annotated[
    Annotated[int, Tag("<number>")] | Annotated[RefId, Tag("<id>")] | Annotated["NestedEvent", Tag("<event>")],
    Discriminator(_item_form),
]


class Event(Stated):
    """A node of the tree: a gate when it has causes, a leaf when it has none."""

    event: Text
    """A sentence."""
    all_of: Annotated[tuple[Item, ...], Field(min_length=1)] | None = None
    any_of: Annotated[tuple[Item, ...], Field(min_length=1)] | None = None
    at_least: Annotated[tuple[CountedItem, ...], Field(min_length=2)] | None = None
    """`[k, cause, cause, …]`"""
    none_of: Annotated[tuple[Item, ...], Field(min_length=1)] | None = None
    exactly_one_of: Annotated[tuple[Item, ...], Field(min_length=1)] | None = None
    in_order: Literal[True] | None = None
    """The causes of `all_of` happened in the order written (a priority-AND gate)."""
    kind: CauseKind | None = None
    defect: OneOrMore[Code] = ()
    """Codes of the taxonomy `defect`."""
    depth: Depth | None = None
    status: Status | None = None
    against: Ids = ()
    """Evidence that speaks against the event."""
    reason: Text | None = None
    """Why it is possible, or ruled out."""
    duty: Text | None = None
    """Where an omission is stated: the duty to act."""
    probability: Likelihood | None = None
    shaped_by: Ids = ()
    """Influences: drawn dashed, outside the logic."""
    see: OneOrMore[Reference] = ()
    """The same cause in another review."""
    continues_in: Reference | Slug | None = None
    """Where the event is developed further (a transfer)."""
    classify: dict[str, OneOrMore[Code]] = {}
    note: Text | None = None

    @model_validator(mode="after")
    def _one_gate(self) -> Event:
        words = [word for word in GATE_WORDS if getattr(self, word) is not None]
        if len(words) > 1:
            msg = f"an event has one gate; this one has {' and '.join(f'`{word}`' for word in words)}"
            raise ValueError(msg)
        if self.at_least is not None:
            first, *rest = self.at_least
            if not isinstance(first, int) or any(isinstance(item, int) for item in rest):
                msg = "`at_least` is a number and then the causes: `[2, A, B, C]`"
                raise ValueError(msg)
            if not 1 <= first <= len(rest):
                msg = f"`at_least` asks for {first} of {len(rest)} causes"
                raise ValueError(msg)
        return self

    @model_validator(mode="after")
    def _an_order_of_causes(self) -> Event:
        if self.in_order and len(self.all_of or ()) < 2:
            msg = "`in_order` goes with `all_of` and two causes or more: the first written happened first"
            raise ValueError(msg)
        return self

    @property
    def gate(self) -> GateWord | None:
        """The gate's word, or None for a leaf."""
        for word in GATE_WORDS:
            if getattr(self, word) is not None:
                return word
        return None

    @property
    def threshold(self) -> int | None:
        """k of an `at_least` gate."""
        return self.at_least[0] if self.at_least and isinstance(self.at_least[0], int) else None

    def items(self) -> Iterator[tuple[tuple[str | int, ...], str | NestedEvent]]:
        """Causes in the order written, each with its place below this event."""
        word = self.gate
        if word is None:
            return
        for index, item in enumerate(getattr(self, word)):
            if not isinstance(item, int):
                yield (word, index), item


class NestedEvent(Event):
    """An event written in place, inside the gate that it causes."""

    id: Id


class Placed(Record):
    """An event with the id it is known by and the place where it is written."""

    id: Id
    event: Event
    path: tuple[str | int, ...]
    causes: tuple[str, ...]
    """Ids of the causes, in the order written."""


class FaultTreeRecord(Record):
    """The tree of a review."""

    top: RefId
    events: dict[Id, Event]

    def placed(self) -> tuple[Placed, ...]:
        """Every event, nested ones included, in the order written. An id defined twice appears twice."""
        found: list[Placed] = []
        pending: list[tuple[str, Event, tuple[str | int, ...]]] = [
            (name, event, ("fault_tree", "events", name)) for name, event in reversed(self.events.items())
        ]
        while pending:
            name, event, path = pending.pop()
            items = list(event.items())
            causes = tuple(item if isinstance(item, str) else item.id for _, item in items)
            found.append(Placed(id=name, event=event, path=path, causes=causes))
            pending.extend(
                (item.id, item, path + place) for place, item in reversed(items) if not isinstance(item, str)
            )
        return tuple(found)


Event.model_rebuild()
NestedEvent.model_rebuild()
FaultTreeRecord.model_rebuild()
