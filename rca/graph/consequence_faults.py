"""What is wrong with the initiating events and consequences of a model: names that lead nowhere, circles, two trees."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rca.diagnostics.model import Diagnostic
from rca.graph.event_tree import (
    Consequence,
    ConsequenceGroup,
    InitiatingEvent,
    InitiatingEventGroup,
    events_before,
    trees_begun,
)
from rca.graph.model import Model
from rca.graph.model_faults import fault, find_cycle, shown_cycle

_Named = InitiatingEvent | InitiatingEventGroup | Consequence | ConsequenceGroup
_Reference = tuple[str, str, Mapping[str, object]]
"""What is named, its name, and those that are known."""


def consequence_faults(model: Model) -> Iterator[Diagnostic]:
    """Every fault, in the order of the file; a circle of each sort is given once."""
    events, groups = model.initiating_events, model.initiating_groups
    trees = trees_begun(events, groups)
    for event in events.values():
        yield from _known(event, f"initiating event `{event.name}`", [
            ("consequence", event.consequence, model.consequences),
            ("consequence group", event.consequence_group, model.consequence_groups),
        ])  # fmt: skip
        own = trees[event.name]
        yield from _known(
            event, f"initiating event `{event.name}`", [("event tree", tree, model.event_trees) for tree in own]
        )
        if len(own) > 1:
            shown = " and ".join(f"`{tree}`" for tree in own)
            said = (
                f"initiating event `{event.name}` begins {shown}: it has one event tree, its own or that of its group"
            )
            yield fault("RCA093", event.place, said)
    for group in groups.values():
        named: list[_Reference] = [("initiating event", name, events) for name in group.events]
        named += [("initiating event group", name, groups) for name in group.groups]
        yield from _known(group, f"initiating event group `{group.name}`", named)
    for own_consequence in model.consequences.values():
        yield from _consequence(model, own_consequence)
    for bin_ in model.consequence_groups.values():
        inside: list[_Reference] = [("consequence", name, model.consequences) for name in bin_.consequences]
        inside += [("consequence group", name, model.consequence_groups) for name in bin_.groups]
        yield from _known(bin_, f"consequence group `{bin_.name}`", inside)
    yield from _circles(model)


def _known(where: _Named, what: str, named: list[_Reference]) -> Iterator[Diagnostic]:
    for kind, name, known in named:
        if name and name not in known:
            yield fault("RCA093", where.place, f"{kind} `{name}` of {what} is defined nowhere")


def _consequence(model: Model, own: Consequence) -> Iterator[Diagnostic]:
    what = f"consequence `{own.name}`"
    yield from _known(own, what, [("initiating event", own.initiating_event, model.initiating_events)])
    if not any(own.sequence in tree.sequences for tree in model.event_trees.values()):
        yield fault("RCA093", own.place, f"sequence `{own.sequence}` of {what} is defined nowhere")


def _circles(model: Model) -> Iterator[Diagnostic]:
    inner = {name: group.groups for name, group in model.initiating_groups.items()}
    yield from _circle("initiating event group", inner, model.initiating_groups)
    bins = {name: group.groups for name, group in model.consequence_groups.items()}
    yield from _circle("consequence group", bins, model.consequence_groups)
    follows = {name: events_before(model, event) for name, event in model.initiating_events.items()}
    yield from _circle("initiating event", follows, model.initiating_events)


def _circle(what: str, below: Mapping[str, tuple[str, ...]], known: Mapping[str, _Named]) -> Iterator[Diagnostic]:
    cycle = find_cycle(dict(below))
    if cycle:
        said = f"the {what} goes round in a circle: {shown_cycle(cycle)}"
        yield fault("RCA093", known[cycle[0]].place, said)
