"""Phases of a plant: each in full, their means by time, and what is wrong with them."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner, Result

from rca.cli import main
from rca.exporters.models import formats
from rca.importers.models.read import read_model


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["analyse", *(str(each) for each in arguments)])


def analysed(*arguments: str | Path) -> dict[str, Any]:
    result = run(*arguments, "--format", "json")
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def rows(*arguments: str | Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(run(*arguments, "--format", "csv").stdout)))


@pytest.fixture
def model(root: Path) -> Path:
    """A gate over a house event that is true in an outage, a tenth of the time, and over two events of which one grows with time."""
    return root / "tests" / "data" / "two-phases.xml"


def test_each_phase_is_analysed_as_its_house_events_stand(model: Path) -> None:
    """Beside the model as written, whose keys stay where they were."""
    found = analysed(model)
    run_, stop = found["alignments"][0]["phases"]

    assert found["minimal_cut_sets"] == [["B", "C"]]
    assert (run_["minimal_cut_sets"], run_["house_events"]) == ([["B", "C"]], {})
    assert (stop["minimal_cut_sets"], stop["house_events"]) == ([["A"], ["B", "C"]], {"H": True})
    assert (stop["time_fraction"], stop["mission_time"], stop["label"]) == (0.1, 876, "outage")


def test_the_mean_is_that_by_time(model: Path) -> None:
    """Of a top, of its bounds, of sequences; exact."""
    own = analysed(model)["alignments"][0]
    run_, stop = own["phases"]

    for key in ("rare_event_approximation", "min_cut_upper_bound"):
        assert own["mean"][key] == pytest.approx(0.9 * run_[key] + 0.1 * stop[key])
    top = own["mean"]["probability"]["exact"]
    assert top == pytest.approx(0.9 * run_["probability"]["exact"] + 0.1 * stop["probability"]["exact"])
    sequences = own["mean"]["event_trees"][0]["sequences"]
    assert {each["sequence"]: each["probability"]["exact"] for each in sequences} == pytest.approx(
        {"OK": 1 - top, "BAD": top}
    )


def test_importance_at_a_random_time_follows_from_means(model: Path) -> None:
    """By hand: A counts in an outage alone, where the top has P1 = 1 and P0 = P(B and C)."""
    own = analysed(model)["alignments"][0]
    run_, stop = (each["probability"]["exact"] for each in own["phases"])
    without = own["phases"][1]["rare_event_approximation"] - 0.05
    top, mean = own["mean"]["probability"]["exact"], own["mean"]["importance"]

    assert mean["A"]["birnbaum"] == pytest.approx(0.1 * (1 - without))
    assert mean["A"]["criticality"] == pytest.approx(0.1 * 0.05 * (1 - without) / top)
    assert mean["A"]["fussell_vesely"] == pytest.approx(0.1 * 0.05 / top)
    assert mean["A"]["raw"] == pytest.approx((0.9 * run_ + 0.1) / top)
    assert mean["A"]["rrw"] == pytest.approx(top / (0.9 * run_ + 0.1 * without))
    assert mean["A"]["diagnostic"] == pytest.approx(0.05 * (0.9 * run_ + 0.1) / top)
    assert mean["B"]["probability"] is None, "it differs between the phases"
    assert 0.1 * stop < top


def test_a_mean_of_bounds_is_an_interval(tmp_path: Path, model: Path) -> None:
    """Where an event has no number the bounds are means too, and importance is not known."""
    text = model.read_text(encoding="utf-8").replace('<float value="0.05"/>', "")
    (tmp_path / "m.xml").write_text(text, encoding="utf-8")

    own = analysed(tmp_path / "m.xml")["alignments"][0]
    run_, stop = (each["probability"] for each in own["phases"])

    assert own["mean"]["probability"]["upper"] == pytest.approx(0.9 * run_["exact"] + 0.1)
    assert own["mean"]["probability"]["lower"] == pytest.approx(0.9 * run_["exact"] + 0.1 * stop["lower"])
    assert own["mean"]["importance"] == {}


def test_text_has_a_table_of_phases_and_their_mean(model: Path) -> None:
    """Then importance at a random time, then each phase."""
    text = run(model).stdout

    assert "Alignment Y (the year): 2 phases" in text
    assert text.count("Probability of the top event: ") == 3
    assert [line.split() for line in text.splitlines() if line.strip().startswith(("run ", "stop ", "mean by"))] == [
        ["run", "0.9", "nothing", "0.109086"],
        ["stop", "0.1", "H", "true", "0.0659358"],
        ["mean", "by", "time", "1", "0.104771"],
    ]
    assert "At a random time of Y, top TOP" in text
    assert "Phase stop of alignment Y: 0.1 of the time, 876 hours; sets H true" in text


def test_the_table_of_the_guide_is_what_the_tool_prints(root: Path) -> None:
    """Two trains of which one is out of service at times."""
    text = run(root / "tests" / "data" / "two-trains-in-maintenance.xml").stdout
    guide = (root / "docs" / "guide" / "models.md").read_text(encoding="utf-8")

    table = text[text.index("Alignment YEAR") :].split("\n\n", 1)[0]
    assert f"```text\n{table}\n```" in guide


def test_csv_has_the_phase_before_each_row(model: Path) -> None:
    """Nothing there for the model as written, no phase for the mean; of sequences too."""
    events, sequences = rows(model), rows(model, "--sequences")

    assert [(row["alignment"], row["phase"]) for row in events if row["event"] == "A"] == [
        ("", ""), ("Y", "run"), ("Y", "stop"), ("Y", ""),
    ]  # fmt: skip
    assert float(events[-1]["top_lower"]) == pytest.approx(0.104771, abs=1e-6)
    assert [(row["phase"], row["time_fraction"]) for row in sequences if row["sequence"] == "BAD"] == [
        ("", ""), ("run", "0.9"), ("stop", "0.1"), ("", "1.0"),
    ]  # fmt: skip
    assert float(sequences[-1]["lower"]) == pytest.approx(0.104771, abs=1e-6)


def test_a_spread_has_no_mean_over_phases(model: Path) -> None:
    """It is given for each phase, and what is missing is said."""
    result = run(model, "--uncertainty", "10", "--format", "csv")

    assert {row["phase"] for row in csv.DictReader(io.StringIO(result.stdout))} == {"", "run", "stop"}
    assert "means over the phases" in result.stderr


def test_what_is_written_is_read_back_as_the_same(model: Path, tmp_path: Path) -> None:
    """With labels, fractions and settings; other formats say what they leave."""
    before, found = read_model([model])
    (tmp_path / "again.xml").write_text(formats()["open-psa"](before, None).text, encoding="utf-8")

    assert found == ()
    assert read_model([tmp_path / "again.xml"])[0] == before
    assert [each.time_fraction for each in before.alignments["Y"].phases] == [0.9, 0.1]
    assert "alignment `Y` with its phases" in formats()["galileo"](replaced(model, tmp_path), "TOP").left


def replaced(model: Path, folder: Path) -> Any:
    """The model without its house event below the top, which Galileo does not take."""
    text = model.read_text(encoding="utf-8").replace('<event name="H"/>', "").replace('<and><event name="A"/></and>', '<event name="A"/>')  # fmt: skip
    (folder / "plain.xml").write_text(text, encoding="utf-8")
    return read_model([folder / "plain.xml"])[0]


SET = '<set-house-event name="{}"><constant value="{}"/></set-house-event>'


@pytest.mark.parametrize(
    ("phases", "line", "words"),
    [
        ('<define-phase name="a" time-fraction="0.5"/>\n<define-phase name="b" time-fraction="0.4"/>', 3, "add up to 0.9, not to 1"),
        ('<define-phase name="a" time-fraction="1.5"/>', 4, "the time fraction 1.5 of phase `a` of alignment `L`"),
        ('<define-phase name="a" time-fraction="-0.1"/>', 4, "is not above 0"),
        ('<define-phase name="a" time-fraction="0"/>', 4, "is not above 0"),
        ('<define-phase name="a" time-fraction="inf"/>', 4, "is not above 0"),
        ('<define-phase name="a" time-fraction="nan"/>', 4, "is no number"),
        ('<define-phase name="a" time-fraction="half"/>', 4, "is no number"),
        ('<define-phase name="a"/>', 4, "has no `time-fraction`"),
        ('<define-phase time-fraction="1"/>', 4, "a phase of alignment `L` has no name"),
        ('<define-phase name="a" time-fraction="0.5"/>\n<define-phase name="a" time-fraction="0.5"/>', 5, "defined already"),
        ("", 3, "has no phase"),
        ("<fork/>", 4, "where it defines phases"),
        (f'<define-phase name="a" time-fraction="1">\n{SET.format("X", "true")}</define-phase>', 5, "house event `X`, set by phase `a`"),
        (f'<define-phase name="a" time-fraction="1">\n{SET.format("A", "true")}</define-phase>', 5, "is a basic event"),
        (f'<define-phase name="a" time-fraction="1">\n{SET.format("H", "maybe")}</define-phase>', 5, "neither `true` nor `false`"),
        (f'<define-phase name="a" time-fraction="1">\n{SET.format("H", "true") * 2}</define-phase>', 5, "sets `H` twice"),
        ('<define-phase name="a" time-fraction="1">\n<set-house-event name="H"/></define-phase>', 5, "not one constant"),
        ('<define-phase name="a" time-fraction="1">\n<rule name="H"/></define-phase>', 5, "sets house events and nothing else"),
    ],
)  # fmt: skip
def test_a_wrong_phase_is_one_diagnostic_with_its_place(phases: str, line: int, words: str, tmp_path: Path) -> None:
    """And nothing is analysed."""
    file = tmp_path / "m.xml"
    file.write_text(
        '<opsa-mef>\n<define-fault-tree name="F"><define-gate name="T"><and><event name="A"/><event name="H"/></and></define-gate>'
        '<define-house-event name="H"/><define-basic-event name="A"><float value="0.1"/></define-basic-event></define-fault-tree>\n'
        f'<define-alignment name="L">\n{phases}</define-alignment></opsa-mef>'
    )

    result = run(file)

    assert (result.exit_code, result.stdout) == (2, "")
    assert words in result.stderr
    assert f"m.xml:{line}:" in result.stderr
    assert result.stderr.count("RCA0") == 1


@pytest.mark.parametrize("name", ["two-phases.xml", "two-trains-in-maintenance.xml"])
def test_phases_are_those_of_scram(name: str, root: Path, tmp_path: Path) -> None:
    """Probability, cut sets and importance of each top in each phase, and of each sequence; common causes among them."""
    scram = shutil.which("scram")
    if scram is None:
        pytest.skip("no scram on this machine")
    file, report = root / "tests" / "data" / name, tmp_path / "report.xml"
    options = ["--bdd", "--probability", "true", "--importance", "true", "--ccf", "true"]
    subprocess.run([scram, *options, "-o", report, file], check=True, capture_output=True)
    said = ET.parse(report).getroot()
    phases = {each["phase"]: each for own in analysed(file)["alignments"] for each in own["phases"]}

    tops = [each for each in said.iter("sum-of-products") if each.get("initiating-event") is None]
    assert len(tops) == len(phases)
    for each in tops:
        own = phases[each.get("phase", "")]
        assert own["probability"]["exact"] == pytest.approx(float(each.get("probability", "")), rel=1e-5)
        assert own["minimal_cut_set_count"] == int(each.get("products", ""))
    for each in (
        each for each in said.iter("importance") if each.get("phase") and each.get("initiating-event") is None
    ):
        own = phases[each.get("phase", "")]["importance"]
        singles = {event.get("name"): event for event in each.findall("basic-event")}
        assert singles
        for event, expected in singles.items():
            assert own[event]["birnbaum"] == pytest.approx(float(expected.get("MIF", "")), rel=1e-4)
            assert own[event]["raw"] == pytest.approx(float(expected.get("RAW", "")), rel=1e-4)
    for begun in said.iter("initiating-event"):
        trees = phases[begun.get("phase", "")]["event_trees"]
        for each in begun.iter("sequence"):
            found = [own for tree in trees for own in tree["sequences"] if own["sequence"] == each.get("name")]
            assert found[0]["probability"]["exact"] == pytest.approx(float(each.get("value", "")), rel=1e-5)
