"""Event trees for tests: a small model that any path can be put into."""

from __future__ import annotations

from model_cases import codes, read

from rca.analysis.quantities.further import Further
from rca.analysis.quantities.outcome import ConsequenceFindings, Followed
from rca.analysis.quantities.sequences import follow_event_trees
from rca.analysis.solving.automatic import Automatic
from rca.exporters.models import formats
from rca.graph.event_tree_faults import event_tree_faults
from rca.graph.model import Model
from rca.graph.quantities import HOURS, probabilities

EVENT = '<define-initiating-event name="I" event-tree="T"><float value="0.5"/></define-initiating-event>'
FAULT_TREE = """<define-fault-tree name="F"><define-gate name="TOP"><or><gate name="G"/><event name="B"/></or></define-gate>
<define-gate name="G"><and><house-event name="H"/><event name="A"/></and></define-gate>
<define-house-event name="H"><constant value="true"/></define-house-event>
<define-basic-event name="A"><parameter name="P"/></define-basic-event>
<define-basic-event name="B"><float value="0.1"/></define-basic-event>
<define-basic-event name="C"><float value="0.4"/></define-basic-event>
<define-parameter name="P"><float value="0.5"/></define-parameter>
<define-parameter name="Q"><mul><parameter name="P"/><float value="0.5"/></mul></define-parameter></define-fault-tree>"""


def collected(*names: str) -> str:
    """Gates that a path collects."""
    return "".join(f'<collect-formula><gate name="{name}"/></collect-formula>' for name in names)


def number(value: float) -> str:
    """A number that a path collects."""
    return f'<collect-expression><float value="{value}"/></collect-expression>'


def fork(**paths: str) -> str:
    """A fork of functional event `F` with these paths, which lead to the sequence of that name."""
    inside = "".join(f'<path state="{name}">{own}<sequence name="{name}"/></path>' for name, own in paths.items())
    return f'<fork functional-event="F">{inside}</fork>'


def event_tree(initial: str, name: str = "T", sequences: str = "SR", parts: str = "") -> str:
    """An event tree whose functional event is `F`."""
    ends = "".join(f'<define-sequence name="{own}"/>' for own in sequences)
    head = f'<define-event-tree name="{name}"><define-functional-event name="F"/>'
    return f"{head}{ends}{parts}<initial-state>{initial}</initial-state></define-event-tree>"


def model_with(*parts: str, event: str = EVENT) -> str:
    """The text of a model with the fault tree, the initiating event and these parts."""
    return f"<opsa-mef>{event}{''.join(parts)}{FAULT_TREE}</opsa-mef>"


def read_whole(text: str) -> Model:
    """The model, in which nothing is wrong, and which is read back as the same from what is written of it."""
    model, found = read(text)
    assert codes((*found, *event_tree_faults(model))) == []
    again, _ = read(formats()["open-psa"](model, None).text)
    assert again == model
    return model


def follow(text: str, wanted: Further | None = None, hours: float = HOURS) -> Followed:
    """What its event trees say."""
    model = read_whole(text)
    found, wrong = follow_event_trees(
        model, probabilities(model, hours)[0], wanted or Further(hours=hours), Automatic()
    )
    assert wrong == ()
    return found


def numbers(found: Followed) -> dict[str, float]:
    """Probability of every sequence that has one number."""
    return {own.name: own.probability.lower for tree in found.trees for own in tree.sequences}


def bins(found: Followed) -> dict[str, ConsequenceFindings]:
    """Consequences and groups by name."""
    return {each.name: each for each in found.consequences}


def wrong_numbers(text: str) -> list[str]:
    """What is wrong with the numbers of a model that reads."""
    model = read_whole(text)
    return [each.message for each in follow_event_trees(model, probabilities(model)[0], Further(), Automatic())[1]]
