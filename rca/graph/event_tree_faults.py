"""What is wrong with the event trees of a model: names that lead nowhere, and circles."""

from __future__ import annotations

from collections.abc import Iterator

from rca.diagnostics.model import Diagnostic, Severity
from rca.graph.consequence_faults import consequence_faults
from rca.graph.event_tree import Branch, EventTree, Instruction, branches_in, instructions_in, sequence_of, trees_begun
from rca.graph.expression import Place
from rca.graph.model import Model
from rca.graph.model_faults import fault, find_cycle, shown_cycle


def event_tree_faults(model: Model) -> Iterator[Diagnostic]:
    """Every fault, in the order of the file; a circle of each sort is given once."""
    linking = _linking(model)
    yield from consequence_faults(model)
    for event in model.initiating_events.values():
        what = f"initiating event `{event.name}`"
        yield from _cited(model, event.instructions, event.place, what)
        yield from _no_link(event.instructions, linking, event.place, what)
    for rule in model.rules.values():
        yield from _cited(model, rule.instructions, rule.place, f"rule `{rule.name}`")
    for tree in model.event_trees.values():
        yield from _tree(model, tree, linking)
    rules = {name: _named(rule.instructions, "rule") for name, rule in model.rules.items()}
    yield from _circle("rule", rules, model)
    goes_on = {name: _goes_on(model, tree) for name, tree in model.event_trees.items()}
    yield from _circle("event tree", goes_on, model)
    trees = trees_begun(model.initiating_events, model.initiating_groups)
    begun = {tree for own in trees.values() for tree in own}.union(*goes_on.values())
    for tree in model.event_trees.values():
        if tree.name not in begun:
            said = (
                f"event tree `{tree.name}` has no initiating event and no other tree goes on in it: it is not followed"
            )
            yield fault("RCA082", tree.place, said, severity=Severity.WARNING)


def _wrong(place: Place, message: str) -> Diagnostic:
    return fault("RCA093", place, message)


def _circle(what: str, below: dict[str, tuple[str, ...]], model: Model) -> Iterator[Diagnostic]:
    cycle = find_cycle(below)
    if cycle:
        place = (model.rules if what == "rule" else model.event_trees)[cycle[0]].place
        yield _wrong(place, f"the {what} goes round in a circle: {shown_cycle(cycle)}")


def _named(instructions: tuple[Instruction, ...], word: str) -> tuple[str, ...]:
    return tuple(own.name for own in instructions_in(instructions) if own.word == word)


def _flat(model: Model, instructions: tuple[Instruction, ...]) -> tuple[Instruction, ...]:
    """Those, and of the rules that they name; each rule once."""
    found = list(instructions_in(instructions))
    seen: set[str] = set()
    for own in found:
        if own.word == "rule" and own.name in model.rules and own.name not in seen:
            seen.add(own.name)
            found.extend(instructions_in(model.rules[own.name].instructions))
    return tuple(found)


def _goes_on(model: Model, tree: EventTree) -> tuple[str, ...]:
    """Event trees that its sequences go on in, those included that are defined in another tree."""
    ends = [branch.to for start in (tree.initial, *tree.branches.values()) for branch in branches_in(start)
            if branch.leads == "sequence"]  # fmt: skip
    reached = [sequence_of(model.event_trees, tree, name) for name in dict.fromkeys((*tree.sequences, *ends))]
    steps = tuple(step for own in reached if own is not None for step in own[1].instructions)
    return _named(_flat(model, steps), "event-tree")


def _linking(model: Model) -> frozenset[str]:
    """Rules that go on in an event tree, themselves or by a rule that they name."""
    above: dict[str, list[str]] = {}
    for rule in model.rules.values():
        for name in _named(rule.instructions, "rule"):
            above.setdefault(name, []).append(rule.name)
    found = {rule.name for rule in model.rules.values() if _named(rule.instructions, "event-tree")}
    pending = list(found)
    while pending:
        new = [name for name in above.get(pending.pop(), ()) if name not in found]
        found.update(new)
        pending.extend(new)
    return frozenset(found)


def _cited(model: Model, instructions: tuple[Instruction, ...], place: Place, what: str) -> Iterator[Diagnostic]:
    for own in instructions_in(instructions):
        if own.word == "rule" and own.name not in model.rules:
            yield _wrong(place, f"rule `{own.name}` of {what} is defined nowhere")
        if own.word == "event-tree" and own.name not in model.event_trees:
            yield _wrong(place, f"event tree `{own.name}`, in which {what} goes on, is defined nowhere")


def _tree(model: Model, tree: EventTree, linking: frozenset[str]) -> Iterator[Diagnostic]:
    what = f"event tree `{tree.name}`"
    leads: dict[str, tuple[str, ...]] = {}
    for name, start in (("", tree.initial), *tree.branches.items()):
        leads[name] = ()
        for branch in branches_in(start):
            yield from _cited(model, branch.instructions, tree.place, what)
            yield from _no_link(branch.instructions, linking, tree.place, what)
            yield from _end(model, tree, branch, what)
            if branch.leads == "branch" and branch.to in tree.branches:
                leads[name] += (branch.to,)
    for sequence in tree.sequences.values():
        yield from _cited(model, sequence.instructions, tree.place, what)
    cycle = find_cycle(leads)
    if cycle:
        yield _wrong(tree.place, f"a branch of {what} goes round in a circle: {shown_cycle(cycle)}")


def _no_link(
    instructions: tuple[Instruction, ...], linking: frozenset[str], place: Place, what: str
) -> Iterator[Diagnostic]:
    for name in _named(instructions, "rule"):
        if name in linking:
            yield _wrong(place, f"rule `{name}` of {what} goes on in an event tree where no sequence ends")


def _end(model: Model, tree: EventTree, branch: Branch, what: str) -> Iterator[Diagnostic]:
    if branch.leads == "sequence" and sequence_of(model.event_trees, tree, branch.to) is not None:
        return
    known = {"fork": tree.functional_events, "branch": tree.branches}.get(branch.leads, {})
    kind = "functional event" if branch.leads == "fork" else branch.leads
    others = sum(branch.to in each.sequences for each in model.event_trees.values())
    if branch.leads == "sequence" and others:
        said = f"sequence `{branch.to}` of {what} is defined in {others} other event trees: which one is not said"
        yield _wrong(tree.place, said)
    elif branch.to not in known:
        yield _wrong(tree.place, f"{kind} `{branch.to}` of {what} is defined nowhere")
