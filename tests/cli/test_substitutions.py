"""Delete terms, recovery rules, exchange events: what they do to a top, and what is wrong with them."""

from __future__ import annotations

import itertools
import json
import random
import shutil
import subprocess
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner, Result

from rca.analysis.model_findings import Asked
from rca.analysis.quantities.exchanged import MOST_SETS
from rca.analysis.quantities.substituted import analyse_substituted
from rca.cli import main
from rca.exporters.models import formats
from rca.graph.model import BasicEvent, Model, ModelGate
from rca.graph.substitution import Substitution
from rca.importers.models.read import read_model

MODELS = ("two-trains-substituted.xml", "two-trains-exchanged.xml")


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["analyse", *(str(each) for each in arguments)])


def analysed(*arguments: str | Path) -> dict[str, Any]:
    result = run(*arguments, "--format", "json")
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    return found


@pytest.fixture
def data(root: Path) -> Path:
    return root / "tests" / "data"


@pytest.fixture
def scram() -> str:
    """The reference engine; the test is skipped where it is not installed."""
    found = shutil.which("scram")
    if found is None:
        pytest.skip("no scram on this machine")
    return found


def test_declarative_ones_hold_of_every_combination(data: Path) -> None:
    """Both valves together cannot be, and both pumps take the spare with them; by hand."""
    found = analysed(data / MODELS[0])
    valve_1, valve_2, pump_1, pump_2, spare = 0.02, 0.03, 0.1, 0.2, 0.25
    pumps = pump_1 * pump_2 * spare * (1 - valve_1 * valve_2)
    first = valve_1 * (1 - valve_2) * pump_2 * (1 - pump_1)
    second = valve_2 * (1 - valve_1) * pump_1 * (1 - pump_2)

    assert found["minimal_cut_sets"] == [
        ["PUMP-1", "VALVE-2"],
        ["PUMP-2", "VALVE-1"],
        ["PUMP-1", "PUMP-2", "SPARE-PUMP"],
    ]
    assert found["probability"]["exact"] == pytest.approx(pumps + first + second)
    assert found["gates"] == 3
    assert [each["substitution"] for each in found["substitutions"]] == ["ONE-VALVE", "SPARE"]
    assert found["substitutions"][0]["label"] == "One valve at a time is taken out"


def test_the_guide_gives_the_number(data: Path, root: Path) -> None:
    """Of the same model."""
    guide = (root / "docs" / "guide" / "models.md").read_text(encoding="utf-8")

    assert f"top has {analysed(data / MODELS[0])['probability']['exact']:.4g}:" in guide


def test_an_exchange_is_made_in_every_minimal_cut_set(data: Path) -> None:
    """Then the top is what these sets come to."""
    found = analysed(data / MODELS[1])
    union = 1 - (1 - 0.05) * (1 - (0.02 * (1 - 0.8 * 0.5) + 0.98 * 0 + (1 - 0.02 * (1 - 0.8 * 0.5)) * 0.1 * 0.03))

    assert found["minimal_cut_sets"] == [
        ["SPARE-PUMP"], ["PUMP-1", "VALVE-2"], ["PUMP-2", "VALVE-1"], ["VALVE-1", "VALVE-2-UNDER-LOAD"],
    ]  # fmt: skip
    assert found["probability"]["exact"] == pytest.approx(union)
    assert found["coherent"]
    assert "Substitutions: WORN (exchange-event), SPARE (recovery-rule)" in run(data / MODELS[1]).stdout


@pytest.mark.parametrize("name", MODELS)
def test_substitutions_are_those_of_scram(name: str, data: Path, scram: str, tmp_path: Path) -> None:
    """Cut sets; the exact value of declarative ones, the min-cut upper bound of exchanges, which SCRAM does not solve exactly."""
    report = tmp_path / "report.xml"
    exact = name == MODELS[0]
    options = ["--bdd"] if exact else ["--mocus", "--mcub"]
    subprocess.run(
        [scram, *options, "--probability", "true", "-o", report, data / name], check=True, capture_output=True
    )
    said = next(ET.parse(report).iter("sum-of-products"))
    sets = {frozenset(event.get("name") for event in each.iter("basic-event")) for each in said.iter("product")}

    found = analysed(data / name)

    assert {frozenset(each) for each in found["minimal_cut_sets"]} == sets
    own = found["probability"]["exact"] if exact else found["min_cut_upper_bound"]
    assert own == pytest.approx(float(said.get("probability", "")), rel=1e-5)


def test_sequences_and_common_causes_are_those_of_scram(data: Path, scram: str, tmp_path: Path) -> None:
    """The hypothesis stands over members of a group, and every path keeps to it, in every phase."""
    text = (data / "two-phases.xml").read_text(encoding="utf-8")
    rule = (
        '<define-CCF-group name="G" model="beta-factor"><members><basic-event name="C"/><basic-event name="E"/></members>'
        '<distribution><float value="0.2"/></distribution><factor level="2"><float value="0.3"/></factor></define-CCF-group>'
        '<define-substitution name="S"><hypothesis><and><event name="B"/><event name="C"/></and></hypothesis>'
        '<target><basic-event name="D"/></target></define-substitution><define-fault-tree'
    )
    event = '<define-basic-event name="D"><float value="0.3"/></define-basic-event></define-fault-tree>'
    text = text.replace('<define-basic-event name="C"><float value="0.2"/></define-basic-event>', "")
    (tmp_path / "m.xml").write_text(text.replace("<define-fault-tree", rule).replace("</define-fault-tree>", event))
    options = ["--bdd", "--probability", "true", "--ccf", "true"]
    subprocess.run([scram, *options, "-o", tmp_path / "r.xml", tmp_path / "m.xml"], check=True, capture_output=True)
    expected = {
        (begun.get("phase"), each.get("name")): float(each.get("value", ""))
        for begun in ET.parse(tmp_path / "r.xml").iter("initiating-event")
        for each in begun.iter("sequence")
    }

    phases = analysed(tmp_path / "m.xml")["alignments"][0]["phases"]

    assert {
        (phase["phase"], own["sequence"]): own["probability"]["exact"]
        for phase in phases
        for own in phase["event_trees"][0]["sequences"]
    } == pytest.approx(expected, rel=1e-5)
    assert len(expected) == 4


def test_generated_trees_are_what_every_case_says() -> None:
    """The top where each hypothesis implies its target, over all cases of trees drawn at random."""
    draw = random.Random(11)
    for _ in range(150):
        names = [f"E{at}" for at in range(5)]
        targets: list[str | bool] = [False, *names]
        basic = {name: BasicEvent(name) for name in names}
        chances = {name: draw.uniform(0.05, 0.95) for name in names}
        gates = {
            name: ModelGate(name, draw.choice(("and", "or")), tuple(draw.sample(names, 3)))
            for name in ("G1", "G2", "G3")
        }
        gates["TOP"] = ModelGate("TOP", draw.choice(("and", "or")), ("G1", "G2", "G3"))
        wanted: dict[str, Substitution] = {}
        collected: dict[str, ModelGate] = {}
        for at in range(draw.randint(1, 2)):
            key = f"substitution S{at}"
            collected[key] = ModelGate(key, draw.choice(("and", "or")), tuple(draw.sample(names, 2)), inner=True)
            wanted[f"S{at}"] = Substitution(f"S{at}", key, draw.choice(targets))
        model = Model(gates=gates, basic=basic, collected=collected, substitutions=wanted)

        found = analyse_substituted(model, "TOP", chances, Asked())

        total = 0.0
        for case in itertools.product((False, True), repeat=len(names)):
            true = dict(zip(names, case, strict=True))
            for gate in (*gates.values(), *collected.values()):
                true[gate.name] = (all if gate.word == "and" else any)(true[each] for each in gate.inputs)
            kept = all(
                not true[own.hypothesis] or (own.target is not False and true[str(own.target)])
                for own in wanted.values()
            )
            if kept and true["TOP"]:
                chance = 1.0
                for name in names:
                    chance *= chances[name] if true[name] else 1 - chances[name]
                total += chance
        assert found.probability is not None
        assert found.probability.lower == pytest.approx(total, abs=1e-12)


@pytest.mark.parametrize("name", MODELS)
def test_what_is_written_is_read_back_as_the_same(name: str, data: Path, tmp_path: Path) -> None:
    """And formats that know gates and events alone say what they leave."""
    before, found = read_model([data / name])
    (tmp_path / "again.xml").write_text(formats()["open-psa"](before, None).text, encoding="utf-8")

    assert found == ()
    assert read_model([tmp_path / "again.xml"])[0] == before
    assert "substitution `SPARE`" in formats()["galileo"](before, "NO-WATER").left


def test_an_exchange_over_too_many_cut_sets_is_said(tmp_path: Path) -> None:
    """The top is then as it is written."""
    names = [f"{letter}{at}" for letter in "ABC" for at in range(30)]
    groups = ["".join(event(name) for name in names if name[0] == letter) for letter in "ABC"]
    inner = "".join(f"<or>{own}</or>" for own in groups)
    events = "".join(
        f'<define-basic-event name="{name}"><float value="0.01"/></define-basic-event>' for name in [*names, "Z"]
    )
    rule = (
        '<define-substitution name="S"><hypothesis><event name="A1"/></hypothesis>'
        '<source><event name="A1"/></source><target><event name="Z"/></target></define-substitution>'
    )
    (tmp_path / "m.xml").write_text(
        f'<opsa-mef>{rule}<define-fault-tree name="F"><define-gate name="T"><and>{inner}</and></define-gate>{events}'
        "</define-fault-tree></opsa-mef>"
    )

    found = analysed(tmp_path / "m.xml", "--limit", "0")

    assert found["minimal_cut_set_count"] == 27_000 > MOST_SETS
    assert "substitutions `S` were not applied: there are 27000 minimal cut sets" in found["limits"][-1]


AB = '<and><basic-event name="A"/><basic-event name="B"/></and>'


def rule(
    hypothesis: str = AB, source: str = "", target: str = '<basic-event name="C"/>', head: str = 'name="S"'
) -> str:
    """A substitution, its parts on a line each."""
    middle = f"<source>{source}</source>" if source else ""
    parts = [
        f"<hypothesis>{hypothesis}</hypothesis>" if hypothesis else "",
        middle,
        f"<target>{target}</target>" if target else "",
    ]
    return f"<define-substitution {head}>\n" + "\n".join(parts) + "</define-substitution>"


def written(folder: Path, *rules: str) -> Path:
    events = "".join(f'<define-basic-event name="{name}"><float value="0.1"/></define-basic-event>' for name in "ABCDM")
    file = folder / "m.xml"
    file.write_text(
        f'<opsa-mef><define-fault-tree name="F"><define-gate name="T">{AB}</define-gate>'
        f'<define-house-event name="H"/>{events}</define-fault-tree>'
        '<define-CCF-group name="G" model="beta-factor"><members><basic-event name="M"/><basic-event name="N"/></members>'
        '<distribution><float value="0.1"/></distribution><factor level="2"><float value="0.2"/></factor></define-CCF-group>\n'
        + "\n".join(rules)
        + "</opsa-mef>"
    )
    return file


def event(name: str) -> str:
    return f'<basic-event name="{name}"/>'


TRUE, FALSE = '<constant value="true"/>', '<constant value="false"/>'


@pytest.mark.parametrize(
    ("given", "line", "words"),
    [
        (rule(head=""), 2, "a substitution has no name"),
        (rule(hypothesis=""), 2, "substitution `S` has no hypothesis"),
        (rule(target=""), 2, "substitution `S` has no target"),
        (rule(target=TRUE), 5, "says nothing"),
        (rule(source=event("A"), target=FALSE), 4, "makes no difference"),
        (rule(source=event("A") * 2), 4, "names `A` twice"),
        (rule(source='<gate name="T"/>'), 4, "basic event `T`, the source of substitution `S`, is a gate"),
        (rule(target=event("X")), 5, "basic event `X`, the target of substitution `S`, is defined nowhere"),
        (rule(target=event("A") * 2), 5, "does not hold one thing"),
        (rule(target="<float value='1'/>"), 5, "where it names a basic event"),
        (rule(target='<constant value="maybe"/>'), 5, "neither `true` nor `false`"),
        (rule(hypothesis=event("X")), 3, "`X`, an input of the hypothesis of substitution `S`, is defined nowhere"),
        (rule(hypothesis='<gate name="T"/>'), 3, "`T`, in the hypothesis of substitution `S`, is a gate"),
        (rule(hypothesis='<and><house-event name="H"/></and>'), 3, "is a house event, not a basic event"),
        (rule(hypothesis="<fork/>"), 3, "is no formula"),
        (rule(head='name="S" type="swap"'), 2, "the type `swap` of substitution `S`"),
        (rule(head='name="S" type="delete-terms"'), 2, "its form is that of a `recovery-rule`"),
        (rule(head='name="S" type="recovery-rule"', hypothesis=event("A")), 2, "its form is none of a type"),
        (rule() + "\n" + rule(), 6, "substitution `S` is defined already"),
        (rule().replace("</define", "<fork/></define"), 5, "none of its parts"),
        (rule().replace("</define", f"<target>{event('D')}</target></define"), 5, "more than one target"),
    ],
)  # fmt: skip
def test_a_wrong_substitution_is_one_diagnostic_with_its_place(
    given: str, line: int, words: str, tmp_path: Path
) -> None:
    """And nothing is analysed."""
    result = run(written(tmp_path, given))

    assert (result.exit_code, result.stdout) == (2, "")
    assert words in result.stderr
    assert f"m.xml:{line}:" in result.stderr
    assert result.stderr.count("RCA0") == 1


@pytest.mark.parametrize(
    ("rules", "words"),
    [
        ([rule(hypothesis=event("M"), source=event("M"))], "`M` is a member of a common-cause group"),
        ([rule(hypothesis=f"<not>{event('A')}</not>", source=event("A"))], "one `and`, `or` or `atleast` of basic events"),
        ([rule(source=event("A"), target=event("A"))], "its target `A` is a source of substitution `S`"),
        (
            [rule(source=event("A")), rule(hypothesis=event("C"), source=event("D"), head='name="R"', target=event("B"))],
            "`C` is exchanged by it and stands in the hypothesis of substitution `R`",
        ),
    ],
)  # fmt: skip
def test_an_exchange_without_one_meaning_is_not_carried(rules: list[str], words: str, tmp_path: Path) -> None:
    """Which is said; the rest of the model is analysed as it is."""
    result = run(written(tmp_path, *rules), "--format", "json")

    assert result.exit_code == 0
    assert words in result.stderr
    assert json.loads(result.stdout)["minimal_cut_sets"] == [["A", "B"]]
    again, _ = read_model([tmp_path / "m.xml"])
    assert not any(own.hypothesis not in again.collected for own in again.substitutions.values())


def test_a_declarative_hypothesis_may_be_any_formula(tmp_path: Path) -> None:
    """Its meaning is exact, whatever it is: here not A, so that the top needs C without A, and has A."""
    found = analysed(written(tmp_path, rule(hypothesis=f"<or><not>{event('A')}</not><and>{event('B')}</and></or>")))

    assert found["minimal_cut_sets"] == [["A", "B", "C"]]
    assert found["probability"]["exact"] == pytest.approx(0.001)
