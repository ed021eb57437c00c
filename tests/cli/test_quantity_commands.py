"""`rca analyse FILE.xml` with uncertainty and time, as text, JSON and csv."""

from __future__ import annotations

import csv
import io
import json
import random
import shutil
import subprocess
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner, Result

from rca.cli import main


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["analyse", *(str(each) for each in arguments)])


def analysed(*arguments: str | Path) -> dict[str, Any]:
    result = run(*arguments, "--format", "json")
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def rows(*arguments: str | Path) -> list[dict[str, str]]:
    result = run(*arguments, "--format", "csv")
    assert result.exit_code == 0, result.output
    return list(csv.DictReader(io.StringIO(result.stdout)))


@pytest.fixture(scope="module")
def scram() -> str:
    """The reference engine; the test is skipped where it is not installed."""
    found = shutil.which("scram")
    if found is None:
        pytest.skip("no scram on this machine")
    return found


@pytest.fixture
def model(root: Path) -> Path:
    """Two pumps whose rate is uncertain, on a tested valve."""
    return root / "tests" / "data" / "pumps-over-time.xml"


def test_uncertainty_says_samples_seed_and_standard_error(model: Path) -> None:
    """And the same seed gives the same bytes."""
    found = analysed(model, "--uncertainty", "2000", "--seed", "4")["uncertainty"]

    assert (found["samples"], found["seed"], found["generator"], found["uncertain_events"]) == (2000, 4, "PCG64", 2)
    assert found["standard_error"] == pytest.approx(found["standard_deviation"] / 2000**0.5)
    assert found["p5"] < found["p50"] < found["p95"]
    assert set(found["importance"]["PUMP-1"]) == {"birnbaum", "criticality", "fussell_vesely", "raw", "rrw"}
    assert analysed(model, "--uncertainty", "2000", "--seed", "4")["uncertainty"] == found
    assert "seed 0" in run(model, "--uncertainty", "100").stdout


def test_csv_is_the_table_that_was_asked_for(model: Path) -> None:
    """A row a quantity, or a row a time."""
    spread = rows(model, "--uncertainty", "50")
    curve = rows(model, "--time-step", "2920")

    assert (spread[0]["quantity"], spread[0]["event"], spread[0]["samples"]) == ("probability", "", "50")
    assert {row["event"] for row in spread[1:]} == {"PUMP-1", "PUMP-2", "VALVE"}
    assert [float(row["hours"]) for row in curve] == [0, 2920, 5840, 8760]
    assert all(float(row["failures_per_hour"]) > 0 for row in curve)


def test_csv_without_rows_says_why(tmp_path: Path) -> None:
    """A head, and on standard error what is missing."""
    (tmp_path / "m.xml").write_text(
        '<opsa-mef><define-fault-tree name="F"><define-gate name="T"><event name="A"/></define-gate>'
        '<define-basic-event name="A"/></define-fault-tree></opsa-mef>'
    )

    result = run(tmp_path / "m.xml", "--uncertainty", "10", "--format", "csv")

    assert result.stdout.startswith("top,event,quantity,samples,mean")
    assert len(result.stdout.splitlines()) == 1
    assert "T: No uncertainty: there are basic events without a probability." in result.stderr


def test_text_has_the_averages_and_the_levels(model: Path) -> None:
    """And says how many of the times are shown."""
    text = run(model, "--time-step", "10", "--uncertainty", "100").stdout

    assert "average probability (PFDavg)" in text
    assert "average failure frequency (PFH)" in text
    assert "21 of 877 times are shown" in text
    assert "Importance, spread over the samples:" in text
    assert "min-cut upper bound" in text


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--seed", "1"], "--seed is for --uncertainty"),
        (["--uncertainty", "1"], "--uncertainty"),
        (["--uncertainty", "many"], "--uncertainty"),
        (["--uncertainty", "10", "--seed", "-1"], "--seed"),
        (["--time-step", "0"], "--time-step"),
        (["--time-step", "nan"], "--time-step nan is no number of hours"),
        (["--time-step", "1e-9"], "more than 100,000 points"),
        (["--mission-time", "inf"], "--mission-time inf is no number of hours"),
        (["--uncertainty", "10", "--time-step", "10", "--format", "csv"], "csv holds one table"),
    ],
)
def test_a_wrong_number_is_one_clear_error(arguments: list[str], words: str, model: Path) -> None:
    """Exit status 2, nothing on standard output."""
    result = run(model, *arguments)

    assert (result.exit_code, result.stdout) == (2, "")
    assert words in " ".join(result.stderr.split())


@pytest.mark.parametrize("option", ["--uncertainty", "--time-step", "--seed"])
def test_a_review_takes_none_of_them(option: str) -> None:
    """And it says what to do."""
    result = run("some-review", option, "5")

    assert result.exit_code == 2
    assert f"{option} is for models" in result.stderr


@pytest.mark.parametrize("name", ["bcd", "gas_leak_reactive"])
def test_sequences_are_those_of_scram(name: str, bench: Path, scram: str, tmp_path: Path) -> None:
    """As text, JSON and csv; six digits."""
    file = bench / "fault-trees" / "known" / f"{name}.xml"
    report = tmp_path / "report.xml"
    subprocess.run([scram, "--bdd", "--probability", "true", "-o", report, file], check=True, capture_output=True)
    expected = {own.get("name"): float(own.get("value", "")) for own in ET.parse(report).iter("sequence")}

    tree = analysed(file, "--sequences")["event_trees"][0]
    table = rows(file, "--sequences")

    assert {own["sequence"]: own["probability"]["exact"] for own in tree["sequences"]} == pytest.approx(
        expected, rel=1e-5
    )
    assert {own["sequence"]: float(own["lower"]) for own in table} == pytest.approx(expected, rel=1e-5)
    assert "all sequences together: 1" in run(file, "--sequences").stdout
    assert tree["total"]["exact"] == pytest.approx(1)


def test_expressions_are_those_of_scram(scram: str, tmp_path: Path) -> None:
    """Models of failure with numbers drawn at random, distributions by their means, conditions: six digits."""
    draw = random.Random(4)
    shapes = {
        "exponential": (1e-4, 5000), "GLM": (0.1, 1e-3, 1e-2, 5000), "Weibull": (5000, 2, 100, 5000), "periodic-test": (1e-4, 700, 900, 5000),
        "normal-deviate": (0.1, 0.01), "lognormal-deviate": (1e-2, 4, 0.95), "gamma-deviate": (2, 0.01),
        "mod": (7, 11), "ite": (1, 0.5, 0.2),
    }  # fmt: skip
    cases = [(op, [each * draw.uniform(0.5, 1) for each in own]) for op, own in shapes.items() for _ in range(4)]
    cases += [
        ("periodic-test", [1e-4, draw.uniform(1e-3, 1e-2), draw.uniform(100, 900), draw.uniform(100, 900), 5000])
        for _ in range(6)
    ]
    cases += [
        ("periodic-test", [1e-4, 2e-4, 5e-3, draw.uniform(300, 900), draw.uniform(100, 900), 0.01, draw.uniform(5, 50),
                           float(at % 2), 0.9, 0.05, draw.uniform(1000, 6000)]) for at in range(8)
    ]  # fmt: skip
    cases = [
        (op, [0.95 if (op, at) == ("lognormal-deviate", 2) else each for at, each in enumerate(own)])
        for op, own in cases
    ]
    cases = [(op, [round(each) for each in own]) if op == "mod" else (op, own) for op, own in cases]
    body = ""
    for at, (op, own) in enumerate(cases):
        inside = "".join(f'<float value="{each!r}"/>' for each in own)
        whole = f"<{op}>{inside}</{op}>"
        whole = f'<div>{whole}<float value="100"/></div>' if op == "mod" else whole
        body += f'<define-gate name="G{at}"><basic-event name="E{at}"/></define-gate>'
        body += f'<define-basic-event name="E{at}">{whole}</define-basic-event>'
    file, report = tmp_path / "m.xml", tmp_path / "report.xml"
    file.write_text(f'<opsa-mef><define-fault-tree name="F">{body}</define-fault-tree></opsa-mef>')
    subprocess.run([scram, "--bdd", "--probability", "true", "-o", report, file], check=True, capture_output=True)
    results = ET.parse(report).iter("sum-of-products")
    expected = {own.get("name"): float(own.get("probability", "")) for own in results}

    found = {own["top"]: own["probability"]["exact"] for own in analysed(file)["tops"]}

    assert len(found) == len(cases)
    assert found == pytest.approx(expected, rel=1e-5)


def test_a_model_with_both_shows_tops_and_sequences(bench: Path) -> None:
    """csv has the tops, and says where the sequences are."""
    file = bench / "fault-trees" / "known" / "gas_leak_reactive.xml"

    assert len(analysed(file)["tops"]) == 3
    assert len(analysed(file)["event_trees"]) == 1
    assert "--sequences gives their table" in run(file, "--format", "csv").stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["import", "-o", "x.yaml"],
        ["export", "--to", "galileo"],
        ["tree"],
        ["analyse", "--top", "X"],
    ],
)
def test_a_model_of_event_trees_alone_has_no_top(arguments: list[str], bench: Path) -> None:
    """One clear error where a top is needed."""
    command, *options = arguments
    file = str(bench / "fault-trees" / "known" / "bcd.xml")

    result = CliRunner().invoke(main, [command, file, *options])

    assert result.exit_code == 2
    assert "the model has no gate" in " ".join(result.stderr.split())


def test_a_model_without_event_trees_has_no_sequences(model: Path) -> None:
    """One clear error."""
    result = run(model, "--sequences")

    assert result.exit_code == 2
    assert "no initiating event with an event tree" in " ".join(result.stderr.split())


@pytest.mark.parametrize("name", ["beta_factor_ccf", "mgl_ccf", "alpha_factor_ccf", "phi_factor_ccf"])
def test_common_causes_are_those_of_scram(name: str, bench: Path, scram: str, tmp_path: Path) -> None:
    """Probability, cut sets by order and the importance of every set of members."""
    file = bench / "fault-trees" / "known" / f"{name}.xml"
    report = tmp_path / "report.xml"
    options = ["--ccf", "true", "--bdd", "--probability", "true", "--importance", "true"]
    subprocess.run([scram, *options, "-o", report, file], check=True, capture_output=True)
    results = ET.parse(report)
    total = next(results.iter("sum-of-products"))

    found = analysed(file)

    assert found["probability"]["exact"] == pytest.approx(float(total.get("probability", "")), rel=1e-5)
    assert found["minimal_cut_sets_by_order"] == [int(own) for own in total.get("distribution", "").split()]
    assert [own["name"] for own in found["common_cause_groups"]] == ["Pumps", "Valves"]
    sets = list(results.iter("ccf-event"))
    assert len(sets) >= len(found["importance"])
    for own in sets:
        name = "[" + " ".join(each.get("name", "") for each in own.iter("basic-event")) + "]"
        if own.get("MIF"):
            assert found["importance"][name]["birnbaum"] == pytest.approx(float(own.get("MIF", "")), rel=1e-4)


@pytest.mark.parametrize("step", [100, 876, 8760])
def test_curve_and_levels_are_those_of_scram(step: int, bench: Path, scram: str, tmp_path: Path) -> None:
    """PFDavg, the shares of time in each band, and the average of P(t)/t that SCRAM calls PFHavg."""
    file = bench / "fault-trees" / "known" / "BSCU.xml"
    report = tmp_path / "report.xml"
    options = ["--bdd", "--probability", "true", "--sil", "true", "--mission-time", "8760", "--time-step", str(step)]
    subprocess.run([scram, *options, "-o", report, file], check=True, capture_output=True)
    levels = next(ET.parse(report).iter("safety-integrity-levels"))
    shares = [float(own.get("value", "")) for own in next(iter(levels))]

    found = analysed(file, "--time-step", str(step))["time_curve"]

    assert found["pfd_average"] == pytest.approx(float(levels.get("PFD-avg", "")), rel=1e-5)
    assert found["probability_per_hour"] == pytest.approx(float(levels.get("PFH-avg", "")), rel=1e-5)
    assert list(found["sil"]["low_demand"]["time_shares"].values()) == pytest.approx(shares, rel=1e-5)


SET_AND_LINKED = """<opsa-mef><define-initiating-event name="I" event-tree="T"/>
<define-event-tree name="T"><define-functional-event name="F"/><define-sequence name="S"><rule name="ON"/></define-sequence>
<define-sequence name="R"/><initial-state><fork functional-event="F">
<path state="y"><set-house-event name="H"><constant value="true"/></set-house-event><collect-formula><gate name="G"/></collect-formula><sequence name="S"/></path>
<path state="n"><collect-formula><not><gate name="G"/></not></collect-formula><sequence name="R"/></path></fork></initial-state></define-event-tree>
<define-event-tree name="U"><define-functional-event name="F"/><define-sequence name="END"/><initial-state><fork functional-event="F">
<path state="y"><collect-formula><gate name="K"/></collect-formula><sequence name="END"/></path>
<path state="n"><collect-formula><not><gate name="K"/></not></collect-formula><sequence name="R"/></path></fork></initial-state></define-event-tree>
<define-rule name="ON"><event-tree name="U"/></define-rule>
<define-fault-tree name="FT"><define-gate name="G"><or><event name="A"/><gate name="K"/></or></define-gate>
<define-gate name="K"><and><event name="B"/><event name="H"/></and></define-gate></define-fault-tree>
<model-data><define-house-event name="H"><constant value="false"/></define-house-event>
<define-basic-event name="A"><float value="0.3"/></define-basic-event><define-basic-event name="B"><float value="0.2"/></define-basic-event></model-data></opsa-mef>"""


def test_links_in_rules_and_sequences_of_other_trees_are_those_of_scram(scram: str, tmp_path: Path) -> None:
    """And house events that a path has set, which go on into the tree that is linked. SCRAM adds up what ends in R itself."""
    file, report = tmp_path / "set.xml", tmp_path / "report.xml"
    file.write_text(SET_AND_LINKED, encoding="utf-8")
    subprocess.run([scram, "--bdd", "--probability", "true", "-o", report, file], check=True, capture_output=True)
    expected = {own.get("name"): float(own.get("value", "")) for own in ET.parse(report).iter("sequence")}

    found = {
        own["sequence"]: own["probability"]["exact"]
        for own in analysed(file, "--sequences")["event_trees"][0]["sequences"]
    }

    assert found == pytest.approx(expected, rel=1e-5)
    assert found["END"] == pytest.approx(0.2)


def test_consequences_stand_in_every_format(tmp_path: Path) -> None:
    """Frequency and cut sets in text, JSON and csv; a curve in csv has a row for each time."""
    file = tmp_path / "bins.xml"
    bins = """<define-consequence name="LOSS"><initiating-event name="I"/><sequence name="END"/></define-consequence>
    <define-consequence-group name="ALL"><consequence name="LOSS"/></define-consequence-group></opsa-mef>"""
    often = 'event-tree="T"><float value="0.5"/></define-initiating-event>'
    file.write_text(SET_AND_LINKED.replace('event-tree="T"/>', often).replace("</opsa-mef>", bins), encoding="utf-8")

    data, text, table = analysed(file, "--sequences"), run(file, "--sequences").stdout, rows(file, "--sequences")
    curve = rows(file, "--sequences", "--time-step", "4380")

    assert data["consequences"][0]["frequency"]["exact"] == pytest.approx(0.1)
    assert data["consequences"][0]["initiating_events"][0]["minimal_cut_sets"] == [["B"]]
    assert data["consequence_groups"][0]["consequences"] == ["LOSS"]
    assert "LOSS         I     1      0.2          0.1" in text
    assert "Minimal cut sets of consequence group ALL: 1\n    B" in text
    assert [(own["kind"], own["consequence"], own["minimal_cut_sets"]) for own in table[-2:]] == [
        ("consequence", "LOSS", "B"), ("consequence group", "ALL", "B"),
    ]  # fmt: skip
    assert float(table[-1]["frequency_lower"]) == pytest.approx(0.1)
    assert [(own["name"], own["hours"]) for own in curve if own["kind"] == "consequence"] == [
        ("LOSS", "0.0"), ("LOSS", "4380.0"), ("LOSS", "8760.0"),
    ]  # fmt: skip
    assert "Over 8760 hours, in steps of 4380 hours:" in run(file, "--sequences", "--time-step", "4380").stdout
