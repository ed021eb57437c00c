"""Plain definitions are read as text to what elements say; limits hold while a file is read."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from model_cases import basic, codes, events, gate, models, opsa, read

from rca.analysis.solving.deadline import Deadline, OutOfMemoryError, OutOfTimeError
from rca.cli import main
from rca.diagnostics.model import Diagnostic
from rca.exporters.models import formats
from rca.graph.model import Model
from rca.importers.models import plain
from rca.importers.models.open_psa import read_open_psa
from rca.importers.models.read import read_model


def both_ways(content: bytes) -> tuple[Model, tuple[Diagnostic, ...]]:
    """The model and its faults, the same with and without the short way, in the same order."""
    own, found = read_open_psa([("m.xml", content)])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plain.PlainReader, "read", lambda *_: None)
        slow, slowly = read_open_psa([("m.xml", content)])
    assert own == slow
    assert found == slowly
    assert [*own.gates] == [*slow.gates]
    assert [*own.basic] == [*slow.basic]
    assert [each.place for each in own.gates.values()] == [each.place for each in slow.gates.values()]
    return own, found


@given(models())
@settings(max_examples=100, deadline=None)
def test_generated_models_are_the_same_either_way(model: Model) -> None:
    """Private names, labels, inner formulas, names that need entities, expressions."""
    both_ways(formats()["open-psa"](model, None).text.encode())


AB = '<event name="A"/><event name="B"/>'
LABEL = "<label> a  b\n c </label>"


@pytest.mark.parametrize(
    "content",
    [
        gate(f"<or>{AB}</or>") + events("A", "B"),
        gate(f"<or>{AB}<!-- a note --></or>") + events("A", "B"),
        gate(f"{LABEL}<atleast min='2'>{AB}</atleast>") + basic("A", LABEL + '<float value=" 0.5 "/>') + events("B"),
        gate(f'<atleast min="2">{AB}</atleast>') + events("A", "B"),
        gate(f'<atleast k="2">{AB}</atleast>') + events("A", "B"),
        gate(f'<and min="2">{AB}</and>') + events("A", "B"),
        gate('<or><event name="A"/><event name="H" type="house-event"/></or>') + events("A") + '<define-house-event name="H"/>',
        gate('<or><event name="A"/><event name="B" type="gate"/></or>') + events("A", "B"),
        gate('<or><gate name="A"/></or>') + events("A"),
        gate('<or><event name="missing"/></or>'),
        gate('<or><event name=" A "/><event name="a&amp;b"/></or>') + events("A") + basic("a&amp;b"),
        gate("<or/>") + gate("", name="G") + gate(AB, name="H") + events("A", "B"),
        gate("<or><![CDATA[ ]]></or>"),
        basic("A", '<float value="1e999"/>') + basic("B", '<float value="1_0"/>') + basic("C", '<float value="x"/>'),
        basic("A", '<parameter name="P"/>') + basic("B", '<parameter name="Q"/>') + '<define-parameter name="P"><float value="1"/></define-parameter>',
        '<define-basic-event name="A"/><define-basic-event name="B"></define-basic-event>' + gate(f"<or>{AB}</or>"),
        '<define-basic-event name="A" role="private"/>' + gate(f"<or>{AB}</or>") + events("B"),
        '<define-component name="C" role="private">' + events("A") + gate("<or>" + AB + "</or>", name="G") + "</define-component>" + events("A", "B"),
        gate('<or><event name="T.A"/></or>') + events("A"),
        gate(f"<or>{AB}</or><define-basic-event name='C'/>") + events("A", "B"),
        gate(f"<or>{AB}</or>") + gate(gate("<or/>"), name="G") + events("A", "B"),
        "<define-fault-tree name='x'>" + events("A") + "</define-fault-tree><nothing>" + events("C") + "</nothing>" + events("A", "B"),
        basic("失", "<label>阀门 失效</label><float value='0.1'/>") + gate('<or><event name="失"/></or>'),
    ],
)  # fmt: skip
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_every_form_is_the_same_either_way(content: str, encoding: str) -> None:
    """Whatever is not plain is left to the readers of elements, and so is all that is wrong; in any encoding."""
    both_ways(opsa(content).split("\n", 1)[1].encode(encoding))


def test_another_encoding_is_not_read_as_text() -> None:
    """Its octets mean other letters."""
    text = opsa(gate('<or><event name="é"/></or>') + basic("é")).replace('"1.0"?', '"1.0" encoding="iso-8859-1"?')

    model, found = both_ways(text.encode("iso-8859-1"))

    assert codes(found) == []
    assert [*model.basic] == ["é"]


def test_plain_definitions_are_taken_the_short_way(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else large models would be read slowly and nobody would notice."""
    monkeypatch.setattr("rca.importers.models.open_psa.contents", None)

    model, found = read(opsa(gate(f"<or>{AB}</or>") + gate(f"{LABEL}<nand>{AB}</nand>", name="G") + events("A", "B")))

    assert codes(found) == []
    assert model.gates["G"].label == "a b c"


@pytest.mark.parametrize(("octets", "clock", "word"), [(1.0, float("inf"), "memory"), (float("inf"), 0.0, "time")])
def test_what_is_not_read_within_a_limit_is_one_error(octets: float, clock: float, word: str, tmp_path: Path) -> None:
    """That names the file, the limit and the option."""
    (tmp_path / "m.xml").write_text(opsa(gate(f"<or>{AB}</or>") + events("A", "B")))

    model, found = read_model([tmp_path / "m.xml"], Deadline(clock=clock, octets=octets))

    assert model == Model()
    assert [(each.code, each.help) for each in found] == [("RCA088", f"give it more with --{word}-limit")]
    assert f"the {word} limit was reached while the model was read" in found[0].message
    assert found[0].path.endswith("m.xml")


@pytest.mark.parametrize("error", [OutOfTimeError, OutOfMemoryError])
@pytest.mark.parametrize("looks", range(1, 6))
def test_limits_are_looked_at_all_along(looks: int, error: type[Exception], tmp_path: Path) -> None:
    """Before each piece of a file in both passes, while names are taken, and while gates are checked."""
    (tmp_path / "m.xml").write_text(opsa(gate(f"<or>{AB}<!-- --></or>") + events("A", "B")))

    class Counting(Deadline):
        """Ends at a certain look."""

        count = 0

        def look(self) -> None:
            """One more."""
            Counting.count += 1
            if Counting.count == looks:
                raise error

    model, found = read_model([tmp_path / "m.xml"], Counting())

    assert model == Model()
    assert codes(found) == ["RCA088"]


def test_a_command_without_time_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit status 2, nothing on standard output; but a second is always given to reading, which most models take less than."""
    (tmp_path / "m.xml").write_text(opsa(gate(f"<or>{AB}</or>") + events("A", "B")))

    answered = CliRunner().invoke(main, ["analyse", str(tmp_path / "m.xml"), "--time-limit", "0"])
    monkeypatch.setattr("rca.api.models.LEAST_TO_READ", 0.0)
    result = CliRunner().invoke(main, ["analyse", str(tmp_path / "m.xml"), "--time-limit", "0"])

    assert answered.exit_code == 0
    assert (result.exit_code, result.stdout) == (2, "")
    assert "RCA088 the time limit was reached while the model was read: nothing was analysed" in result.stderr


def test_reading_counts_for_the_time_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is left of it is for solving."""
    (tmp_path / "m.xml").write_text(opsa(gate(f"<or>{AB}</or>") + events("A", "B")))
    clock = iter([100.0, 107.0])
    monkeypatch.setattr("rca.api.models.time.perf_counter", lambda: next(clock, 107.0))
    given: list[float | None] = []

    def analysed(_model: object, _top: object, _chances: object, asked: object) -> None:
        given.append(getattr(asked, "seconds", None))
        raise KeyboardInterrupt

    monkeypatch.setattr("rca.analysis.model_findings.analyse_model", analysed)
    monkeypatch.setattr("rca.importers.models.read.read_model", lambda *_: read(opsa(gate(f"<or>{AB}</or>") + events("A", "B"))))  # fmt: skip

    CliRunner().invoke(main, ["analyse", str(tmp_path / "m.xml"), "--time-limit", "10"])

    assert given == [3.0]
