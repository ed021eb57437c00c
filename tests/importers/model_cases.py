"""Small models for tests, and models that hypothesis makes up."""

from __future__ import annotations

from hypothesis import strategies as st

from rca.diagnostics.model import Diagnostic, Severity
from rca.graph.expression import Expression
from rca.graph.model import BasicEvent, Container, GateWord, HouseEvent, Model, ModelGate, Parameter, Path
from rca.graph.model_faults import gate_faults
from rca.importers.models.open_psa import read_open_psa

LEAVES = ("A", "B", "C")
NAMES = st.text("abcXYZ<&\"'é失 -_", min_size=1, max_size=5).map(str.strip).filter(bool)


def opsa(content: str) -> str:
    """A file with that in its one fault tree."""
    return f'<?xml version="1.0"?>\n<opsa-mef>\n<define-fault-tree name="T">\n{content}\n</define-fault-tree>\n</opsa-mef>\n'


def gate(formula: str, *, name: str = "TOP") -> str:
    """A gate of that formula."""
    return f'<define-gate name="{name}">{formula}</define-gate>'


def basic(name: str, content: str = '<float value="0.1"/>') -> str:
    """A basic event with that expression."""
    return f'<define-basic-event name="{name}">{content}</define-basic-event>'


def events(*names: str) -> str:
    """Basic events of probability 0.1."""
    return "\n".join(basic(name) for name in names)


def read(*texts: str) -> tuple[Model, tuple[Diagnostic, ...]]:
    """The model of some files, checked."""
    model, found = read_open_psa([(f"m{at}.xml", text.encode()) for at, text in enumerate(texts, 1)])
    if not any(each.severity is Severity.ERROR for each in found):
        found = (*found, *gate_faults(model))
    return model, found


def codes(found: tuple[Diagnostic, ...]) -> list[str]:
    """Codes of the errors."""
    return [each.code for each in found if each.severity is Severity.ERROR]


@st.composite
def expressions(draw: st.DrawFn, parameters: tuple[str, ...]) -> Expression:
    """An expression for a probability."""
    number = st.floats(0, 1).map(lambda value: Expression("float", value=value))
    time = st.just(Expression("system-mission-time"))
    named = st.sampled_from(parameters).map(lambda name: Expression("parameter", name=name)) if parameters else number
    one = st.one_of(number, named)
    truth = st.sampled_from((0.0, 1.0)).map(lambda value: Expression("bool", value=value))
    zero, half, whole = (Expression("float", value=value) for value in (0.0, 0.5, 1.0))
    return draw(st.one_of(
        one,
        st.tuples(truth, one, one).map(lambda three: Expression("ite", three)),
        st.tuples(truth, one, truth, one, one).map(lambda five: Expression("switch", five)),
        st.tuples(one, one).map(lambda two: Expression("lt", two)),
        one.map(lambda weight: Expression("histogram", (zero, half, whole, whole, weight))),
        one.map(lambda value: Expression("max", (value, half))),
        st.tuples(one, time).map(lambda two: Expression("exponential", two)),
        st.lists(one, min_size=1, max_size=3).map(lambda many: Expression("mul", tuple(many))),
    ))  # fmt: skip


@st.composite
def models(draw: st.DrawFn) -> Model:
    """A model with fault trees, components, private names, inner formulas and every kind of gate."""
    containers: dict[Path, Container] = {}
    for number in range(draw(st.integers(1, 2))):
        tree = (f"T{number}",)
        containers[tree] = Container(tree=True, label=draw(st.sampled_from(["", "a <label> & more"])))
        if draw(st.booleans()):
            containers[(*tree, "C")] = Container(tree=False, private=draw(st.booleans()))
    homes = st.sampled_from(list(containers))
    taken: set[str] = set()

    def named(home: Path, *, private: bool) -> str | None:
        own = draw(NAMES)
        full = ".".join((*home, own))
        name = full if private else own
        if {own, full} & taken:
            return None
        taken.update((own, full))
        return name

    parameters: dict[str, Parameter] = {}
    basic_events: dict[str, BasicEvent] = {}
    house: dict[str, HouseEvent] = {}
    gates: dict[str, ModelGate] = {}
    for _ in range(draw(st.integers(0, 2))):
        home, private = draw(homes), draw(st.booleans())
        if (name := named(home, private=private)) is not None:
            parameters[name] = Parameter(name, Expression("float", value=draw(st.floats(0, 1))), "", home, private)
    for _ in range(draw(st.integers(1, 5))):
        home = draw(st.one_of(homes, st.just(())))
        private = draw(st.booleans()) and bool(home)
        name = named(home, private=private)
        if name is None:
            continue
        if draw(st.integers(0, 4)) == 0:
            house[name] = HouseEvent(name, draw(st.booleans()), "", home, private)
        else:
            value = draw(st.one_of(st.none(), expressions(tuple(parameters))))
            basic_events[name] = BasicEvent(name, value, draw(st.sampled_from(["", "x"])), home, private)
    leaves = [*basic_events, *house]
    for _ in range(draw(st.integers(1, 5))):
        home, private = draw(homes), draw(st.booleans())
        below = [*leaves, *(own for own, each in gates.items() if not each.inner)]
        name = named(home, private=private) if below else None
        if name is not None:
            inner = draw(st.integers(0, 2))
            gates[name] = made(
                draw, name, below, home, private=private, parts=[f"{name}#{at}" for at in range(1, inner + 1)]
            )
            for at in range(1, inner + 1):
                part = f"{name}#{at}"
                gates[part] = made(draw, part, below, home, private=private, parts=[], inner=True)
    return Model(draw(st.sampled_from(["", "M & N"])), "", gates, basic_events, house, parameters, containers)


def made(
    draw: st.DrawFn, name: str, below: list[str], home: Path, *, private: bool, parts: list[str], inner: bool = False
) -> ModelGate:
    """A gate with a right number of inputs, `parts` being the last of them."""
    count = draw(st.integers(max(1, len(parts)), max(3, len(parts))))
    inputs = (*draw(st.lists(st.sampled_from(below), min_size=count - len(parts), max_size=count - len(parts))), *parts)
    words: list[GateWord] = ["and", "or", "nand", "nor", "atleast", "cardinality"]
    words += ["not"] if count == 1 else ["xor", "imply", "iff"] if count == 2 else []
    words += ["is"] if count == 1 and not parts and not inner else []
    word = draw(st.sampled_from(words))
    least = draw(st.integers(1, count)) if word in ("atleast", "cardinality") else 0
    most = draw(st.integers(least, count)) if word == "cardinality" else 0
    return ModelGate(name, word, inputs, least, most, "", home, private, inner)
