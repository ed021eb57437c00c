"""Open-PSA Model Exchange Format: what is read back is the same model."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rca.exporters.models import Written
from rca.exporters.open_psa_event_trees import EventTreeWriter
from rca.exporters.xml_text import HEAD, text
from rca.graph.alignment import Alignment
from rca.graph.expression import Expression
from rca.graph.expressions import operations
from rca.graph.model import BasicEvent, CommonCauseGroup, Container, HouseEvent, Model, ModelGate, Parameter, Path
from rca.graph.substitution import Substitution

_Value = BasicEvent | HouseEvent | Parameter
_Item = ModelGate | _Value


def write(model: Model, top: str | None) -> Written:
    """The whole model, each fault tree and component as it was; `top` makes no difference."""
    del top
    return Written("\n".join([HEAD.rstrip(), *_Writer(model).lines()]) + "\n")


class _Writer:
    """The lines of a model."""

    def __init__(self, model: Model) -> None:
        self.model = model
        named: tuple[_Item, ...] = (*model.gates.values(), *model.basic.values(), *model.house.values())
        self.full = {".".join((*each.home, _own_name(each))): each.name for each in named}
        self.full_of = {name: full for full, name in self.full.items()}
        self.values = {".".join((*each.home, _own_name(each))): each.name for each in model.parameters.values()}
        self.full_value = {name: full for full, name in self.values.items()}
        items: tuple[_Item, ...] = (*named, *model.parameters.values())
        self.at: dict[Path, list[_Item]] = {}
        for each in items:
            if not (isinstance(each, ModelGate) and each.inner):
                self.at.setdefault(each.home, []).append(each)
        self.groups: dict[Path, list[CommonCauseGroup]] = {}
        for group in model.common_cause.values():
            self.groups.setdefault(group.home, []).append(group)
        self.unsaid = _by_group_alone(model)
        self.inside: dict[Path, list[Path]] = {}
        for path in model.containers:
            self.inside.setdefault(path[:-1], []).append(path)

    def lines(self) -> Iterator[str]:
        """Every line of the file but the first."""
        name = f' name="{text(self.model.name)}"' if self.model.name else ""
        yield f"<opsa-mef{name}>"
        yield from _label(self.model.label, "  ")
        yield from self._gates((), "  ")
        for group in self.groups.get((), ()):
            yield from self._group(group, "  ")
        yield from self._event_trees()
        for alignment in self.model.alignments.values():
            yield from self._alignment(alignment)
        for substitution in self.model.substitutions.values():
            yield from self._substitution(substitution)
        data = [
            each for each in self.at.get((), ()) if not isinstance(each, ModelGate) and each.name not in self.unsaid
        ]
        if data:
            yield "  <model-data>"
            for item in data:
                yield from self._value(item, "    ")
            yield "  </model-data>"
        pending: list[Path | str] = list(reversed(self.inside.get((), [])))
        while pending:
            path = pending.pop()
            if isinstance(path, str):
                yield path
                continue
            indent = "  " * len(path)
            container = self.model.containers[path]
            yield f"{indent}<{_tag(container)} name={_quoted(path[-1])}{self._role(path, container)}>"
            yield from _label(container.label, f"{indent}  ")
            yield from self._gates(path, f"{indent}  ")
            for group in self.groups.get(path, ()):
                yield from self._group(group, f"{indent}  ")
            for own in self.at.get(path, ()):
                if not isinstance(own, ModelGate) and own.name not in self.unsaid:
                    yield from self._value(own, f"{indent}  ")
            pending.append(f"{indent}</{_tag(container)}>")
            pending.extend(reversed(self.inside.get(path, [])))
        yield "</opsa-mef>"

    def _role(self, home: Path, each: Container | _Item) -> str:
        """The role, where it is not that of the container around it."""
        around = home[:-1] if isinstance(each, Container) else home
        outer = self.model.containers.get(around)
        inherited = outer is not None and outer.private
        return "" if each.private == inherited else f' role="{"private" if each.private else "public"}"'

    def _gates(self, home: Path, indent: str) -> Iterator[str]:
        for each in self.at.get(home, ()):
            if isinstance(each, ModelGate):
                yield f"{indent}<define-gate name={_quoted(_own_name(each))}{self._role(home, each)}>"
                yield from _notes(each, f"{indent}  ")
                yield from self._formula(each, f"{indent}  ")
                yield f"{indent}</define-gate>"

    def _formula(self, gate: ModelGate, indent: str) -> Iterator[str]:
        """The gate's formula with the formulas inside it. Iterative: depth is no limit, and lines are indented so far."""
        pending: list[tuple[str, str]] = [("open", gate.name)]
        level = 0
        while pending:
            what, name = pending.pop()
            own = self._gate(name) if what == "open" else None
            blank = indent + "  " * min(level, 40)
            if what == "close":
                level -= 1
                yield f"{indent}{'  ' * min(level, 40)}</{name}>"
            elif what == "cite" or own is None:
                yield f"{blank}{self._cited(name, gate.home)}"
            elif own.word in ("true", "false"):
                yield f'{blank}<constant value="{own.word}"/>'
            else:
                if own.word != "is":
                    yield f"{blank}<{own.word}{_bounds(own)}>"
                    pending.append(("close", own.word))
                    level += 1
                for each in reversed(own.inputs):
                    below = self._gate(each)
                    pending.append(("open" if below is not None and below.inner else "cite", each))

    def _gate(self, name: str) -> ModelGate | None:
        return self.model.gates.get(name) or self.model.collected.get(name)

    def _cited(self, name: str, home: Path) -> str:
        tag = "gate" if name in self.model.gates else "house-event" if name in self.model.house else "basic-event"
        return f"<{tag} name={_quoted(_reference(name, home, self.full, self.full_of))}/>"

    def _value(self, each: _Value, indent: str) -> Iterator[str]:
        """A basic event, house event or parameter."""
        if isinstance(each, HouseEvent):
            tag, content = "define-house-event", [f'{indent}  <constant value="{str(each.value).lower()}"/>']
        else:
            tag = "define-parameter" if isinstance(each, Parameter) else "define-basic-event"
            expression = each.expression
            content = [] if expression is None else list(self._expression(expression, each.home, f"{indent}  "))
        unit = f" unit={_quoted(each.unit)}" if isinstance(each, Parameter) and each.unit else ""
        yield f"{indent}<{tag} name={_quoted(_own_name(each))}{self._role(each.home, each)}{unit}>"
        yield from _notes(each, f"{indent}  ")
        yield from content
        yield f"{indent}</{tag}>"

    def _event_trees(self) -> Iterator[str]:
        def formula(name: str, indent: str) -> Iterator[str]:
            return self._formula(self.model.collected[name], indent)

        def expression(each: Expression, indent: str) -> Iterator[str]:
            return self._expression(each, (), indent)

        def event(name: str) -> str:
            return _reference(name, (), self.full, self.full_of)

        def parameter(name: str) -> str:
            return _reference(name, (), self.values, self.full_value)

        return EventTreeWriter(self.model, formula, expression, event, parameter).lines()

    def _alignment(self, alignment: Alignment) -> Iterator[str]:
        yield f"  <define-alignment name={_quoted(alignment.name)}>"
        yield from _label(alignment.label, "    ")
        for phase in alignment.phases:
            yield f'    <define-phase name={_quoted(phase.name)} time-fraction="{phase.time_fraction!r}">'
            yield from _label(phase.label, "      ")
            for name, value in phase.house_events.items():
                own = _quoted(_reference(name, (), self.full, self.full_of))
                yield f'      <set-house-event name={own}><constant value="{str(value).lower()}"/></set-house-event>'
            yield "    </define-phase>"
        yield "  </define-alignment>"

    def _substitution(self, own: Substitution) -> Iterator[str]:
        kind = f' type="{own.type}"' if own.type else ""
        yield f"  <define-substitution name={_quoted(own.name)}{kind}>"
        yield from _label(own.label, "    ")
        yield "    <hypothesis>"
        yield from self._formula(self.model.collected[own.hypothesis], "      ")
        yield "    </hypothesis>"
        if own.source:
            yield f"    <source> {' '.join(self._cited(name, ()) for name in own.source)} </source>"
        truth = isinstance(own.target, bool)
        target = f'<constant value="{str(own.target).lower()}"/>' if truth else self._cited(str(own.target), ())
        yield f"    <target> {target} </target>"
        yield "  </define-substitution>"

    def _group(self, group: CommonCauseGroup, indent: str) -> Iterator[str]:
        yield f'{indent}<define-CCF-group name={_quoted(group.name)} model="{group.model}">'
        yield from _label(group.label, f"{indent}  ")
        yield f"{indent}  <members>"
        for name in group.members:
            yield f"{indent}    {self._cited(name, group.home)}"
        yield f"{indent}  </members>"
        yield f"{indent}  <distribution>"
        yield from self._expression(group.distribution, group.home, f"{indent}    ")
        yield f"{indent}  </distribution>"
        yield f"{indent}  <factors>"
        for level, factor in group.factors.items():
            yield f'{indent}    <factor level="{level}">'
            yield from self._expression(factor, group.home, f"{indent}      ")
            yield f"{indent}    </factor>"
        yield f"{indent}  </factors>"
        yield f"{indent}</define-CCF-group>"

    def _expression(self, each: Expression, home: Path, indent: str) -> Iterator[str]:
        if each.op == "parameter":
            yield f"{indent}<parameter name={_quoted(_reference(each.name, home, self.values, self.full_value))}/>"
        elif each.op in ("float", "int", "bool"):
            yield f'{indent}<{each.op} value="{_constant(each)}"/>'
        elif each.op == "test-initiating-event":
            yield f"{indent}<{each.op} name={_quoted(each.name)}/>"
        elif each.op == "test-functional-event":
            yield f"{indent}<{each.op} name={_quoted(each.name)} state={_quoted(each.state)}/>"
        elif not each.inputs:
            yield f"{indent}<{each.op}/>"
        else:
            yield f"{indent}<{each.op}>"
            pairs = operations()[each.op].pairs
            alone = 0 if pairs == "bin" else len(each.inputs) - 1
            for at, below in enumerate(each.inputs):
                inside = bool(pairs) and at != alone
                first = inside and at % 2 == (1 if pairs == "bin" else 0)
                if first:
                    yield f"{indent}  <{pairs}>"
                yield from self._expression(below, home, f"{indent}    " if inside else f"{indent}  ")
                if inside and not first:
                    yield f"{indent}  </{pairs}>"
            yield f"{indent}</{each.op}>"


def _constant(each: Expression) -> str:
    if each.op == "bool":
        return "true" if each.value else "false"
    return str(int(each.value)) if each.op == "int" and each.value.is_integer() else repr(each.value)


def _by_group_alone(model: Model) -> frozenset[str]:
    """Basic events that a common-cause group says all of: they are not defined beside it."""
    found = set()
    for group in model.common_cause.values():
        alone = BasicEvent("", group.distribution, home=group.home)
        found |= {name for name in group.members if model.basic[name]._replace(name="") == alone}
    return frozenset(found)


def _reference(name: str, home: Path, full: dict[str, str], full_of: dict[str, str]) -> str:
    """What cites `name` from inside a container: its full name where something private there has the same."""
    hidden: Sequence[str] = [".".join((*home[:depth], name)) for depth in range(1, len(home) + 1)]
    return full_of.get(name, name) if any(full.get(each, name) != name for each in hidden) else name


def _own_name(each: _Item) -> str:
    return each.name.removeprefix(".".join(each.home) + ".") if each.private and each.home else each.name


def _tag(container: Container) -> str:
    return "define-fault-tree" if container.tree else "define-component"


def _bounds(gate: ModelGate) -> str:
    least = f' min="{gate.least}"' if gate.word in ("atleast", "cardinality") else ""
    return least + (f' max="{gate.most}"' if gate.word == "cardinality" else "")


def _quoted(name: str) -> str:
    return f'"{text(name)}"'


def _label(label: str, indent: str) -> list[str]:
    return [f"{indent}<label>{text(label)}</label>"] if label else []


def _notes(each: _Item, indent: str) -> Iterator[str]:
    """Label and attributes."""
    yield from _label(each.label, indent)
    if each.attributes:
        yield f"{indent}<attributes>"
        for own in each.attributes:
            kind = f" type={_quoted(own.type)}" if own.type else ""
            yield f"{indent}  <attribute name={_quoted(own.name)} value={_quoted(own.value)}{kind}/>"
        yield f"{indent}</attributes>"
