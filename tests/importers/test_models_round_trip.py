"""What is written is read back as the same."""

from __future__ import annotations

import json
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given, settings
from model_cases import basic, codes, events, gate, models, opsa, read

from rca.exporters.models import CannotWrite, formats
from rca.graph.model import INHIBIT, Attribute, Model
from rca.importers.models.galileo import read_galileo
from rca.importers.models.read import read_model

BOTH = opsa(
    gate('<or><gate name="PUMPS"/><basic-event name="POWER"/></or>')
    + gate('<atleast min="2"><event name="A"/><event name="B"/><event name="C"/></atleast>', name="PUMPS")
    + events("A", "B", "C")
    + basic("POWER", '<exponential><float value="1e-5"/><system-mission-time/></exponential>')
)


@given(models())
@settings(max_examples=150, deadline=None)
def test_open_psa_is_read_back_as_the_same_model(model: Model) -> None:
    """Gates of every kind, private names, components, inner formulas, expressions, labels."""
    written = formats()["open-psa"](model, None).text

    again, found = read(written)

    assert [each for each in codes(found) if each != "RCA089"] == []
    assert again == model


def test_published_models_are_read_back_as_the_same(bench: Path) -> None:
    """Every file of the comparison data."""
    files = sorted((bench / "fault-trees" / "known").glob("*.xml"))
    assert files
    for file in files:
        model, _ = read_model([file])

        assert read(formats()["open-psa"](model, None).text)[0] == model


def test_galileo_is_read_back_as_the_same_model() -> None:
    """From Open-PSA to Galileo and back to the same gates and events."""
    model, _ = read(BOTH)

    written = formats()["galileo"](model, None)
    again, found = read_galileo("T.dft", written.text.encode())

    assert found == ()
    assert {name: (each.word, each.inputs, each.least) for name, each in again.gates.items()} == {
        name: (each.word, each.inputs, each.least) for name, each in model.gates.items()
    }
    assert {name: each.expression for name, each in again.basic.items()} == {
        name: each.expression for name, each in model.basic.items()
    }
    assert formats()["galileo"](again, None).text == written.text


@pytest.mark.parametrize("formula", ["not", "xor", "nand", "nor", "iff", "imply"])
def test_galileo_refuses_what_it_has_no_gate_for(formula: str) -> None:
    """Nothing is written by halves."""
    inputs = '<event name="A"/>' + ('<event name="B"/>' if formula != "not" else "")
    model, _ = read(opsa(gate(f"<{formula}>{inputs}</{formula}>") + events("A", "B")))

    with pytest.raises(CannotWrite, match=f"`{formula}` of `TOP`"):
        formats()["galileo"](model, None)


def test_node_link_and_graphml_are_read_by_networkx(tmp_path: Path) -> None:
    """Nodes with their attributes, edges from effect to cause."""
    model, _ = read(BOTH)
    (tmp_path / "t.graphml").write_text(formats()["graphml"](model, None).text, encoding="utf-8")

    linked = nx.node_link_graph(json.loads(formats()["node-link"](model, None).text), edges="edges")
    drawn = nx.read_graphml(tmp_path / "t.graphml")

    assert set(linked.nodes) == set(drawn.nodes) == {*model.gates, *model.basic}
    assert (
        set(linked.edges()) == set(drawn.edges()) == {(g.name, own) for g in model.gates.values() for own in g.inputs}
    )
    assert linked.nodes["PUMPS"]["least"] == drawn.nodes["PUMPS"]["least"] == 2
    assert drawn.nodes["A"]["probability"] == 0.1


def test_dot_keeps_hostile_names_as_text() -> None:
    """A quotation mark or a backslash ends no string."""
    model, _ = read(opsa(gate('<basic-event name="a&quot;];b\\"/>') + basic("a&quot;];b\\")))

    written = formats()["dot"](model, None).text

    assert '"a\\"];b\\\\"' in written
    assert written.count("->") == 1


NOTED = """<opsa-mef><define-fault-tree name="F">
<define-gate name="G"><label>L</label><attributes><attribute name="flavor" value="inhibit"/></attributes><and><event name="A"/><event name="C"/></and></define-gate>
<define-basic-event name="A"><attributes><attribute name="note" value="a &lt; &quot;b&quot;" type="text"/><attribute name="n" value=""/></attributes><parameter name="P"/></define-basic-event>
<define-basic-event name="C"><attributes><attribute name="flavor" value="conditional"/></attributes></define-basic-event>
<define-house-event name="H"><attributes><attribute name="by" value="me"/></attributes><constant value="true"/></define-house-event>
<define-parameter name="P"><attributes><attribute name="source" value="book"/></attributes><float value="0.1"/></define-parameter>
</define-fault-tree></opsa-mef>"""


def test_attributes_are_carried_both_ways() -> None:
    """Of gates, events and parameters, with text that XML has to escape; other formats say that they leave them."""
    model, found = read(NOTED)
    again, _ = read(formats()["open-psa"](model, None).text)

    assert found == ()
    assert again == model
    assert model.gates["G"].attributes == (INHIBIT,)
    assert model.basic["A"].attributes == (Attribute("note", 'a < "b"', "text"), Attribute("n", ""))
    assert model.house["H"].attributes == (Attribute("by", "me"),)
    assert model.parameters["P"].attributes == (Attribute("source", "book"),)
    assert "the attributes of 5 gates, events and parameters" in str(formats()["galileo"](model, "G").left)
