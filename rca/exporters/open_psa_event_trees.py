"""Event trees, initiating events and rules in the Open-PSA Model Exchange Format."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from rca.exporters.xml_text import text
from rca.graph.event_tree import Branch, EventTree, Instruction
from rca.graph.expression import Expression
from rca.graph.model import Model


@dataclass(frozen=True, slots=True)
class EventTreeWriter:
    """The lines of a model's event trees."""

    model: Model
    formula: Callable[[str, str], Iterator[str]]
    """Lines of the formula that a gate holds, indented so far."""
    expression: Callable[[Expression, str], Iterator[str]]
    """Lines of an expression, indented so far."""
    house: Callable[[str], str]
    """What names a house event."""

    def lines(self) -> Iterator[str]:
        """Rules first, then initiating events, then event trees."""
        for rule in self.model.rules.values():
            yield f'  <define-rule name="{text(rule.name)}">'
            yield from _label(rule.label, "    ")
            for own in rule.instructions:
                yield from self._instruction(own, "    ")
            yield "  </define-rule>"
        for event in self.model.initiating_events.values():
            tree = f' event-tree="{text(event.event_tree)}"' if event.event_tree else ""
            yield f'  <define-initiating-event name="{text(event.name)}"{tree}>'
            yield from _label(event.label, "    ")
            if event.frequency is not None:
                yield from self.expression(event.frequency, "    ")
            yield "  </define-initiating-event>"
        for own_tree in self.model.event_trees.values():
            yield from self._tree(own_tree)

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
        elif own.word == "set-house-event":
            yield f'{indent}<set-house-event name="{text(self.house(own.name))}">'
            yield f'{indent}  <constant value="{str(own.value).lower()}"/>'
            yield f"{indent}</set-house-event>"
        else:
            yield f"{indent}<{own.word}>"
            if own.expression is not None:
                yield from self.expression(own.expression, f"{indent}  ")
            if own.word == "collect-formula":
                yield from self.formula(own.name, f"{indent}  ")
            for inner in own.inner:
                yield from self._instruction(inner, f"{indent}  ")
            yield f"{indent}</{own.word}>"


def _label(label: str, indent: str) -> Iterator[str]:
    if label:
        yield f"{indent}<label>{text(label)}</label>"
