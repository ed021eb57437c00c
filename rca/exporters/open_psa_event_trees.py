"""Event trees, with what starts them and what they come to, in the Open-PSA Model Exchange Format."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from rca.exporters.xml_text import text
from rca.graph.event_tree import Branch, EventTree, InitiatingEvent, Instruction
from rca.graph.expression import Expression
from rca.graph.model import Model

_SET = ("set-house-event", "set-basic-event", "set-gate", "set-parameter")


@dataclass(frozen=True, slots=True)
class EventTreeWriter:
    """The lines of a model's event trees."""

    model: Model
    formula: Callable[[str, str], Iterator[str]]
    """Lines of the formula that a gate holds, indented so far."""
    expression: Callable[[Expression, str], Iterator[str]]
    """Lines of an expression, indented so far."""
    event: Callable[[str], str]
    """What names a gate or event."""
    parameter: Callable[[str], str]
    """What names a parameter."""

    def lines(self) -> Iterator[str]:
        """Rules first, then initiating events, event trees, consequences; groups after what they hold."""
        for rule in self.model.rules.values():
            yield f'  <define-rule name="{text(rule.name)}">'
            yield from _label(rule.label, "    ")
            for own in rule.instructions:
                yield from self._instruction(own, "    ")
            yield "  </define-rule>"
        for event in self.model.initiating_events.values():
            yield from self._initiating(event)
        for group in self.model.initiating_groups.values():
            tree = f' event-tree="{text(group.event_tree)}"' if group.event_tree else ""
            head = f'define-initiating-event-group name="{text(group.name)}"{tree}'
            named = [("initiating-event", group.events), ("initiating-event-group", group.groups)]
            yield from _group(head, group.label, named)
        for own_tree in self.model.event_trees.values():
            yield from self._tree(own_tree)
        for consequence in self.model.consequences.values():
            named = [("initiating-event", (consequence.initiating_event,)), ("sequence", (consequence.sequence,))]
            yield from _group(f'define-consequence name="{text(consequence.name)}"', consequence.label, named)
        for bin_ in self.model.consequence_groups.values():
            named = [("consequence", bin_.consequences), ("consequence-group", bin_.groups)]
            yield from _group(f'define-consequence-group name="{text(bin_.name)}"', bin_.label, named)

    def _initiating(self, event: InitiatingEvent) -> Iterator[str]:
        tree = f' event-tree="{text(event.event_tree)}"' if event.event_tree else ""
        yield f'  <define-initiating-event name="{text(event.name)}"{tree}>'
        yield from _label(event.label, "    ")
        if self._stands_for(event):
            yield from self.formula(event.instructions[0].name, "    ")
        else:
            for own in event.instructions:
                yield from self._instruction(own, "    ")
        if event.frequency is not None:
            yield from self.expression(event.frequency, "    ")
        if event.consequence:
            yield f'    <consequence name="{text(event.consequence)}"/>'
        if event.consequence_group:
            yield f'    <consequence-group name="{text(event.consequence_group)}"/>'
        yield "  </define-initiating-event>"

    def _stands_for(self, event: InitiatingEvent) -> bool:
        """Whether one gate or event alone says what the initiating event is, which the format writes without `collect-formula`."""
        if len(event.instructions) != 1 or event.frequency is not None or event.consequence or event.consequence_group:
            return False
        own = event.instructions[0]
        return own.word == "collect-formula" and self.model.collected[own.name].word == "is"

    def _tree(self, tree: EventTree) -> Iterator[str]:
        yield f'  <define-event-tree name="{text(tree.name)}">'
        yield from _label(tree.label, "    ")
        for name, label in tree.functional_events.items():
            yield f'    <define-functional-event name="{text(name)}">'
            yield from _label(label, "      ")
            yield "    </define-functional-event>"
        for sequence in tree.sequences.values():
            yield f'    <define-sequence name="{text(sequence.name)}">'
            yield from _label(sequence.label, "      ")
            for own in sequence.instructions:
                yield from self._instruction(own, "      ")
            yield "    </define-sequence>"
        for name, branch in tree.branches.items():
            yield f'    <define-branch name="{text(name)}">'
            yield from self._branch(branch, "      ")
            yield "    </define-branch>"
        yield "    <initial-state>"
        yield from self._branch(tree.initial, "      ")
        yield "    </initial-state>"
        yield "  </define-event-tree>"

    def _branch(self, branch: Branch, indent: str) -> Iterator[str]:
        for own in branch.instructions:
            yield from self._instruction(own, indent)
        if branch.leads != "fork":
            yield f'{indent}<{branch.leads} name="{text(branch.to)}"/>'
            return
        yield f'{indent}<fork functional-event="{text(branch.to)}">'
        for state, path in branch.paths.items():
            yield f'{indent}  <path state="{text(state)}">'
            yield from self._branch(path, f"{indent}    ")
            yield f"{indent}  </path>"
        yield f"{indent}</fork>"

    def _instruction(self, own: Instruction, indent: str) -> Iterator[str]:
        if own.word in ("rule", "event-tree"):
            yield f'{indent}<{own.word} name="{text(own.name)}"/>'
        elif own.word in _SET:
            name = self.parameter(own.name) if own.word == "set-parameter" else self.event(own.name)
            direction = "" if own.direction == "forward" else f' direction="{own.direction}"'
            yield f'{indent}<{own.word} name="{text(name)}"{direction}>'
            if own.word == "set-house-event":
                yield f'{indent}  <constant value="{str(own.value).lower()}"/>'
            elif own.word == "set-gate":
                yield from self.formula(own.formula, f"{indent}  ")
            elif own.expression is not None:
                yield from self.expression(own.expression, f"{indent}  ")
            yield f"{indent}</{own.word}>"
        else:
            yield f"{indent}<{own.word}>"
            if own.expression is not None:
                yield from self.expression(own.expression, f"{indent}  ")
            if own.word == "collect-formula":
                yield from self.formula(own.name, f"{indent}  ")
            for inner in own.inner:
                yield from self._instruction(inner, f"{indent}  ")
            yield f"{indent}</{own.word}>"


def _group(head: str, label: str, named: Sequence[tuple[str, Sequence[str]]]) -> Iterator[str]:
    """A definition that names others."""
    yield f"  <{head}>"
    yield from _label(label, "    ")
    for word, names in named:
        for name in names:
            yield f'    <{word} name="{text(name)}"/>'
    yield f"  </{head.split(maxsplit=1)[0]}>"


def _label(label: str, indent: str) -> Iterator[str]:
    if label:
        yield f"{indent}<label>{text(label)}</label>"
