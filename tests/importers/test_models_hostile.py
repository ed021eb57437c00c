"""A model with a fault is refused in one clear line that says where."""

from __future__ import annotations

from pathlib import Path

import pytest
from model_cases import basic, codes, events, gate, opsa, read

from rca.diagnostics.catalogue import CATALOGUE
from rca.diagnostics.model import Severity
from rca.graph.quantities import probabilities
from rca.importers.models.galileo import read_galileo
from rca.importers.models.read import read_model

A = '<event name="A"/>'
AB = '<event name="A"/><event name="B"/>'
FAULTS = {
    "undefined input": (gate("<or><event name='A'/>\n<event name='GHOST'/></or>") + events("A"), "RCA083", "`GHOST`", 5),
    "wrong kind": (gate("<gate name='A'/>") + events("A"), "RCA083", "called a gate", 4),
    "redefined gate": (gate(A) + "\n" + gate(A) + events("A"), "RCA084", "`TOP` is defined already, as a gate on line 4", 5),
    "gate and event": (gate(A) + events("A", "TOP"), "RCA084", "`TOP`", 5),
    "cycle": (gate("<gate name='G'/>") + "\n" + gate("<or><gate name='TOP'/></or>", name="G"), "RCA085", "`TOP` → `G` → `TOP`", 4),
    "own input": (gate("<or><gate name='TOP'/></or>"), "RCA085", "`TOP` → `TOP`", 4),
    "k above n": (gate(f'<atleast min="3">{AB}</atleast>') + events("A", "B"), "RCA086", "asks for 3 of 2", 4),
    "k of 0": (gate(f'<atleast min="0">{AB}</atleast>') + events("A", "B"), "RCA086", "asks for 0 of 2", 4),
    "no k": (gate(f"<atleast>{AB}</atleast>") + events("A", "B"), "RCA086", "no whole number", 4),
    "huge k": (gate(f'<atleast min="{"9" * 5000}">{AB}</atleast>') + events("A", "B"), "RCA086", "no whole number", 4),
    "cardinality": (gate(f'<cardinality min="2" max="1">{AB}</cardinality>') + events("A", "B"), "RCA086", "2 to 1", 4),
    "no input": (gate("<and/>"), "RCA086", "0 inputs", 4),
    "no formula": (gate(""), "RCA086", "no formula", 4),
    "not of two": (gate(f"<not>{AB}</not>") + events("A", "B"), "RCA086", "exactly 1", 4),
    "xor of three": (gate(f"<xor>{AB}{A}</xor>") + events("A", "B"), "RCA086", "exactly 2", 4),
    "imply of one": (gate(f"<imply>{A}</imply>") + events("A"), "RCA086", "exactly 2", 4),
    "unknown formula": (gate(f"<perhaps>{A}</perhaps>") + events("A"), "RCA080", "`<perhaps>`", 4),
    "two formulas": (gate(f"{A}{A}") + events("A"), "RCA080", "more than one", 4),
    "no number": (gate(A) + basic("A", '<float value="many"/>'), "RCA087", "`many`", 4),
    "infinite": (gate(A) + basic("A", '<float value="inf"/>'), "RCA087", "`inf`", 4),
    "arguments": (gate(A) + basic("A", '<exponential><float value="1"/></exponential>'), "RCA087", "1 argument", 4),
    "parameter": (gate(A) + basic("A", '<parameter name="P"/>'), "RCA083", "parameter `P`", 4),
    "constant": (gate('<constant value="maybe"/>'), "RCA080", "`maybe`", 4),
    "role": ('<define-gate name="G" role="secret"><constant value="true"/></define-gate>', "RCA080", "`secret`", 4),
    "no name": ("<define-gate><constant value='true'/></define-gate>", "RCA080", "no name", 4),
    "no gate": (events("A"), "RCA089", "no gate", 1),
}  # fmt: skip
VALUES = {
    "above one": ('<float value="1.5"/>', "1.5, outside 0 to 1"),
    "below zero": ('<float value="-0.1"/>', "-0.1, outside 0 to 1"),
    "negative rate": ('<exponential><float value="-1"/><float value="1"/></exponential>', "rate -1 is negative"),
    "by zero": ('<div><float value="1"/><float value="0"/></div>', "divides by zero"),
    "overflow": ('<exp><float value="1e4"/></exp>', "too large"),
    "root": ('<sqrt><float value="-1"/></sqrt>', "basic event `A`"),
}
SCOPED = """
<define-component name="C1"><define-gate name="G" role="private"><event name="E"/></define-gate>
<define-basic-event name="E" role="private"><float value="0.1"/></define-basic-event>
<define-gate name="OUT1"><gate name="G"/></define-gate></define-component>
<define-component name="C2" role="private"><define-gate name="G"><event name="E"/></define-gate>
<define-basic-event name="E"><float value="0.2"/></define-basic-event>
<define-gate name="OUT2" role="public"><gate name="G"/></define-gate></define-component>
<define-gate name="TOP"><and><gate name="OUT1"/><gate name="OUT2"/><gate name="T.C1.G"/></and></define-gate>
"""


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_said_with_its_place(name: str) -> None:
    """One error, with its code and its line."""
    content, code, words, line = FAULTS[name]

    _, found = read(opsa(content))

    errors = [each for each in found if each.severity is Severity.ERROR]
    assert [each.code for each in errors] == [code]
    assert words in errors[0].message
    assert errors[0].span.line == line
    assert "\n" not in errors[0].message
    assert code in CATALOGUE


@pytest.mark.parametrize("name", VALUES)
def test_a_wrong_value_is_said_with_its_place(name: str) -> None:
    """A probability that is none gives the event no value."""
    content, words = VALUES[name]
    model, before = read(opsa(gate(A) + "\n" + basic("A", content)))

    chances, found = probabilities(model)

    assert (codes(before), codes(found), chances) == ([], ["RCA087"], {})
    assert words in found[0].message
    assert found[0].span.line == 5


def test_private_names_are_those_of_their_component() -> None:
    """Two components may each have a gate G and an event E of their own."""
    model, found = read(opsa(SCOPED))

    assert codes(found) == []
    assert {name: gate.inputs for name, gate in model.gates.items()} == {
        "TOP": ("OUT1", "OUT2", "T.C1.G"), "T.C1.G": ("T.C1.E",), "OUT1": ("T.C1.G",), "T.C2.G": ("T.C2.E",),
        "OUT2": ("T.C2.G",),
    }  # fmt: skip
    assert probabilities(model)[0] == {"T.C1.E": 0.1, "T.C2.E": 0.2}


def test_public_names_of_two_components_clash() -> None:
    """The second definition is an error, even of the same content."""
    twice = "".join(f'<define-component name="{name}">{events("E")}</define-component>' for name in ("C1", "C2"))

    _, found = read(opsa(twice + gate("<event name='E'/>")))

    assert codes(found) == ["RCA084"]


def test_a_private_name_is_not_seen_outside() -> None:
    """Nor does another component see it."""
    hidden = '<define-component name="C" role="private">' + events("E") + "</define-component>"

    _, found = read(opsa(hidden + gate("<event name='E'/>")))

    assert codes(found) == ["RCA083"]


def test_several_files_are_one_model() -> None:
    """Gates in one, events in another; a name in both is an error that names both places."""
    gates = opsa(gate(A))
    values = f"<opsa-mef><model-data>{events('A')}</model-data></opsa-mef>"

    assert codes(read(gates)[1]) == ["RCA083"]
    assert codes(read(gates, values)[1]) == []
    model, found = read(gates, values, values)
    assert codes(found) == ["RCA084"]
    assert "line 1 of m2.xml" in found[0].message
    assert set(model.basic) == {"A"}


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ('<!DOCTYPE r [<!ENTITY a "b">]><opsa-mef>&a;</opsa-mef>', "RCA081"),
        ('<!DOCTYPE r SYSTEM "file:///etc/passwd"><opsa-mef/>', "RCA081"),
        ('<!DOCTYPE r [<!ENTITY % x SYSTEM "http://localhost/x"> %x;]><opsa-mef/>', "RCA081"),
        ('<opsa-mef name="&x;"/>', "RCA080"),
        ("<opsa-mef><define-fault-tree name='T'>", "RCA080"),
        ("<opsa-mef></opsa>", "RCA080"),
        ("<html/>", "RCA080"),
        ('<?xml version="1.0" encoding="nonsense"?><opsa-mef/>', "RCA080"),
        ("\x00\x01", "RCA080"),
        ("not xml", "RCA080"),
    ],
)
def test_what_is_no_safe_xml_is_refused(content: str, code: str) -> None:
    """Nothing outside the file is read, and nothing is expanded."""
    assert codes(read(content)[1])[0] == code


def test_a_bare_document_type_is_harmless() -> None:
    """Older files begin with one."""
    assert codes(read("<!DOCTYPE opsa-mef>" + opsa(gate(A) + events("A")).split("\n", 1)[1])[1]) == []


def test_what_is_not_carried_is_said() -> None:
    """Libraries, attributes and expressions of unknown kind."""
    text = opsa(gate(f"<or>{AB}</or>") + basic("A", "<extern-function name='f'><float value='1'/></extern-function>"))
    text = text.replace("</define-gate>", "<attributes><attribute value='x'/></attributes></define-gate>")
    beside = f'<define-extern-library name="S"/><model-data>{events("B")}</model-data>'

    model, found = read(text.replace("</opsa-mef>", f"{beside}</opsa-mef>"))

    assert codes(found) == []
    assert [each.code for each in found] == ["RCA082"] * 3
    assert all(
        word in str(found) for word in ("`define-extern-library` `S`", "attributes of `TOP`", "`extern-function`")
    )
    assert probabilities(model)[0] == {"B": 0.1}


def test_depth_is_no_limit() -> None:
    """30,000 formulas inside each other, and as many gates below each other; a circle of them is found."""
    many = 30_000
    nested = opsa(gate("<not>" * many + A + "</not>" * many) + events("A"))
    chain = "".join(gate(f"<gate name='G{at + 1}'/>", name=f"G{at}") for at in range(many))

    assert codes(read(nested)[1]) == []
    assert codes(read(opsa(chain + gate(A, name=f"G{many}") + events("A")))[1]) == []
    assert codes(read(opsa(chain + gate("<gate name='G0'/>", name=f"G{many}")))[1]) == ["RCA085"]
    assert codes(read(opsa(gate(A) + basic("A", "<neg>" * 500 + "</neg>" * 500)))[1]) == ["RCA088"]


def test_parameters_in_a_circle_are_refused() -> None:
    """They have no value."""
    circle = '<define-parameter name="P"><parameter name="Q"/></define-parameter><define-parameter name="Q"><parameter name="P"/></define-parameter>'

    model, _ = read(opsa(gate(A) + events("A") + circle))

    assert codes(probabilities(model)[1]) == ["RCA085"]


def test_files_that_are_none_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder, nothing, an empty file, one that is too large, two Galileo files."""
    monkeypatch.setattr("rca.importers.models.read.MAX_BYTES", 1000)
    (tmp_path / "empty.xml").write_text(" ")
    (tmp_path / "large.xml").write_text("<opsa-mef>" + " " * 1000)
    (tmp_path / "t.dft").write_text('toplevel "T"; "T" or "A"; "A" prob=1;')
    wanted = {"": "RCA080", "none.xml": "RCA080", "empty.xml": "RCA080", "large.xml": "RCA088"}

    for name, code in wanted.items():
        assert codes(read_model([tmp_path / name])[1]) == [code]
    assert codes(read_model([tmp_path / "t.dft"])[1]) == []
    assert codes(read_model([tmp_path / "t.dft", tmp_path / "t.dft"])[1]) == ["RCA080"]


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ('"T" or "A";\n"A" prob=0.1;', "RCA089", 1),
        ('toplevel "T";\n"T" or "A";\n"A" prob=0.1;\n"A" prob=0.2;', "RCA084", 4),
        ('toplevel "T";\n"T" pand "A" "B";', "RCA080", 2),
        ('toplevel "T";\n"T" 2of4 "A" "B";\n"A" prob=0; "B" prob=0;', "RCA086", 2),
        ('toplevel "X";\n"T" or "A";\n"A" prob=0.1;', "RCA083", 1),
        ('toplevel "T";\n"T" or "A";\n"A" prob=lots;', "RCA087", 3),
        ('toplevel "T";\n"T" or "A', "RCA080", 2),
        ('toplevel "T";\n"T" or "A";\n"A" prob=0.1', "RCA080", 3),
        ('toplevel "T";\n"T" maybe "A";\n"A" prob=0.1;', "RCA080", 2),
    ],
)
def test_a_fault_in_galileo_is_said_with_its_place(text: str, code: str, line: int) -> None:
    """By its code and line."""
    _, found = read_galileo("x.dft", text.encode())

    assert (found[0].code, found[0].span.line) == (code, line)
