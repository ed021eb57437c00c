"""`rca analyse FILE.xml`, `rca import` and `rca export`."""

from __future__ import annotations

import csv
import io
import json
import math
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from rca.analysis.fussell_vesely.shares import Room
from rca.analysis.solving.deadline import Deadline
from rca.analysis.solving.solution import Solution
from rca.cli import main

CASES = (
    "BSCU", "SmallTree", "two_train", "chinese", "baobab1", "baobab2", "correct_tree_input_with_probs", "correct_non_coherent",
    "xor", "atleast", "ab_bc", "a_and_not_b", "a_or_not_b", "a_or_not_a", "a_and_not_a", "imply", "iff",
)  # fmt: skip
NEGATED = ("correct_non_coherent", "xor", "a_and_not_b", "a_or_not_b", "a_or_not_a", "a_and_not_a", "imply", "iff")


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(each) for each in arguments])


@pytest.fixture
def model(root: Path) -> Path:
    """Two pumps on one supply."""
    return root / "tests" / "data" / "two-pumps.xml"


def analysed(*arguments: str | Path) -> dict[str, Any]:
    result = run("analyse", *arguments, "--format", "json")
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    return found


@pytest.mark.parametrize("name", CASES)
def test_published_answers(name: str, bench: Path) -> None:
    """Cut sets by order, probability and importance, as the command prints them."""
    folder = bench / "fault-trees" / "known"
    answers = json.loads((folder / "answers.json").read_text())[name]
    found = analysed(*(folder / file for file in answers["files"]), "--prime-implicants")
    published, reference = answers["published"], answers.get("scram_0_16_2", {})

    if "p_exact" in published:
        assert found["probability"]["exact"] == pytest.approx(published["p_exact"], abs=published["tol"] or 1e-12)
    if "mcs_count" in published:
        assert found["minimal_cut_set_count"] == published["mcs_count"]
    if "mcs" in published:
        assert {frozenset(each) for each in found["minimal_cut_sets"]} == {frozenset(each) for each in published["mcs"]}
    if "p_rare" in published and name not in NEGATED and published["p_rare"] < 1:
        assert found["rare_event_approximation"] == pytest.approx(published["p_rare"], rel=1e-3)
    if reference.get("mcs_by_order") and found["minimal_cut_sets_by_order"]:
        assert found["minimal_cut_sets_by_order"] == reference["mcs_by_order"]
    for event, own in reference.get("importance", {}).items() if name not in NEGATED else ():
        assert found["importance"][event]["diagnostic"] == pytest.approx(own["DIF"], rel=1e-4)
        assert found["importance"][event]["birnbaum"] == pytest.approx(own["MIF"], rel=1e-4)


def test_a_model_is_analysed_by_its_top(model: Path) -> None:
    """By hand: VALVE alone, POWER alone, both pumps."""
    found = analysed(model, "--mission-time", "1000")
    pump = 1 - math.exp(-0.1)

    assert found["top"] == "NO-COOLING"
    assert found["minimal_cut_sets"] == [["POWER"], ["VALVE"], ["PUMP-1", "PUMP-2"]]
    assert found["minimal_cut_sets_by_order"] == [2, 1]
    assert found["probability"]["exact"] == pytest.approx(1 - 0.999 * 0.99 * (1 - pump**2))
    assert found["importance"]["VALVE"]["raw"] == pytest.approx(1 / found["probability"]["exact"])
    assert found["limits"] == []
    assert analysed(model, "--top", "NO-PUMP")["minimal_cut_sets"] == [["VALVE"], ["PUMP-1", "PUMP-2"]]


def test_several_tops_stand_side_by_side(tmp_path: Path) -> None:
    """Each with its own findings."""
    content = "".join(
        f'<define-fault-tree name="{name}"><define-gate name="{name}-TOP"><event name="A"/></define-gate></define-fault-tree>'
        for name in "XY"
    )
    (tmp_path / "m.xml").write_text(
        f"<opsa-mef>{content}<model-data><define-basic-event name='A'><float value='0.5'/></define-basic-event></model-data></opsa-mef>"
    )

    found = analysed(tmp_path / "m.xml")

    assert found["top_events"] == ["X-TOP", "Y-TOP"]
    assert [each["probability"] for each in found["tops"]] == [{"exact": 0.5}] * 2


def test_limits_of_time_and_memory_leave_a_small_tree_whole(model: Path) -> None:
    """A tree of a few gates is solved within any sensible limit."""
    found = analysed(model, "--time-limit", "60", "--memory-limit", "2000")

    assert (found["proved_order"], found["limits"]) == (None, [])
    assert found["minimal_cut_set_count"] == 3


def test_text_and_csv(model: Path) -> None:
    """For people, and for a spreadsheet."""
    text = run("analyse", model).stdout
    rows = list(csv.DictReader(io.StringIO(run("analyse", model, "--format", "csv").stdout)))

    assert "Minimal cut sets: 3 (2 of order 1, 1 of order 2)" in text
    assert "Single points (one event alone is enough): POWER, VALVE" in text
    assert [row["event"] for row in rows] == ["PUMP-1", "VALVE", "PUMP-2", "POWER"]
    assert float(rows[3]["probability"]) == 0.001


def test_bounds_on_fussell_vesely(model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no diagram is allowed they stand in every format, and the limits say so; else both are the exact value."""
    exact = analysed(model)["importance"]
    monkeypatch.setattr(
        "rca.analysis.model_answers.room", lambda *_, **__: Room(small=1, small_steps=0, large=0, pruned=0)
    )
    found = analysed(model)
    text = run("analyse", model).stdout
    rows = {row["event"]: row for row in csv.DictReader(io.StringIO(run("analyse", model, "--format", "csv").stdout))}
    left = [name for name, own in found["importance"].items() if own["fussell_vesely"] is None]

    assert left
    assert f"Fussell–Vesely importance lies between bounds for {len(left)} of 4 events" in found["limits"][0]
    for name, own in found["importance"].items():
        lower, upper = own["fussell_vesely_bounds"]["lower"], own["fussell_vesely_bounds"]["upper"]
        value = exact[name]["fussell_vesely"]
        assert exact[name]["fussell_vesely_bounds"] == {"lower": value, "upper": value}
        assert lower - 1e-12 <= value <= upper + 1e-12
        assert (float(rows[name]["fussell_vesely_lower"]), float(rows[name]["fussell_vesely_upper"])) == (lower, upper)
        assert (f"{lower:.4g}" if f"{lower:.4g}" == f"{upper:.4g}" else f"{lower:.4g} to {upper:.4g}") in text


def test_importance_that_is_asked_for_may_take_longer(model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With --importance there is more room for exact values, and the limits no longer point to it."""
    asked = []

    def spied(_: Solution, *, thorough: bool, deadline: Deadline) -> Room:
        asked.append(thorough)
        return Room(small=1, small_steps=0, large=0, pruned=0, deadline=deadline)

    monkeypatch.setattr("rca.analysis.model_answers.room", spied)
    quick, thorough = analysed(model), analysed(model, "--importance")

    assert asked == [False, True]
    assert quick["importance"] == thorough["importance"]
    assert quick["limits"][0].endswith("exact values would need larger diagrams, which --importance allows for.")
    assert thorough["limits"][0].endswith("exact values would need larger diagrams.")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["analyse", "none.xml"], "none.xml:1:1: RCA080 there is no such file"),
        (["analyse", "MODEL", "--top", "NO-COLING"], "Did you mean `NO-COOLING`?"),
        (["analyse", "MODEL", "--cut-off", "2"], "--cut-off"),
        (["analyse", "a", "b"], "one review at a time"),
        (["analyse", "a", "--order", "2"], "--order is for models"),
        (["export", "MODEL", "--to", "galileo"], "`not` of `NO-PUMP#3` has no form in static Galileo"),
        (["export", "MODEL", "--to", "dot", "--top", "X"], "there is no gate `X`"),
        (["import", "MODEL", "-o", "Not An Id.yaml"], "is not an id"),
        (["import", "MODEL", "-o", "x.txt"], "does not end in .yaml"),
        (["import", "none.xml", "-o", "x.yaml"], "there is no such file"),
    ],
)
def test_misuse_is_said_and_nothing_is_written(
    arguments: list[str], words: str, model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit status 2, one message, no file."""
    monkeypatch.chdir(tmp_path)

    result = run(*(str(model) if each == "MODEL" else each for each in arguments))

    assert result.exit_code == 2
    assert words in " ".join(result.stderr.split())
    assert "Traceback" not in result.output
    assert list(tmp_path.iterdir()) == []


def test_a_model_becomes_a_draft_that_reads_and_says_the_same(model: Path, tmp_path: Path) -> None:
    """The cut sets and the probability of the draft are the model's; what was not carried stands at its end."""
    target = tmp_path / "kb" / "reviews" / "two-pumps.yaml"

    result = run("import", model, "--output", target)
    again = run("import", model, "--output", target)
    found = json.loads(run("analyse", target, "--kb", tmp_path / "kb", "--format", "json").stdout)
    expected = analysed(model)

    assert (result.exit_code, again.exit_code) == (0, 2)
    assert "not carried: house event `SPARE` is false" in result.stderr
    assert "house event `SPARE` is false" in target.read_text(encoding="utf-8")
    assert found["derived_status"]["SPARE"] == "refuted"
    assert found["probability"]["exact"] == pytest.approx(expected["probability"]["exact"])
    assert [each for each in found["minimal_cut_sets"] if "SPARE" not in each] == expected["minimal_cut_sets"]


def test_a_review_goes_out_and_comes_back(root: Path, tmp_path: Path) -> None:
    """The exercise of the docs as Open-PSA: the same cut sets and probability."""
    review = root / "tests" / "data" / "exercise-coolant.yaml"
    target = tmp_path / "out.xml"

    result = run("export", review, "--to", "open-psa", "--output", target)
    before = json.loads(run("analyse", review, "--format", "json").stdout)
    after = analysed(target)

    assert result.exit_code == 0
    assert "not carried: evidence, statuses" in result.stderr
    assert after["minimal_cut_sets"] == before["minimal_cut_sets"]
    assert after["minimal_cut_sets_by_order"] == before["minimal_cut_sets_by_order"]
    assert (after["probability"] is None) == (before["probability"] is None)


@pytest.mark.parametrize("form", ["open-psa", "dot", "graphml", "node-link"])
def test_formats_go_to_standard_output(form: str, model: Path) -> None:
    """Where no file is named."""
    result = run("export", model, "--to", form)

    assert result.exit_code == 0
    assert "NO-COOLING" in result.stdout


def test_galileo_goes_through_the_commands(tmp_path: Path) -> None:
    """Out of a file, in again, analysed."""
    (tmp_path / "t.dft").write_text('toplevel "T"; "T" 2of3 "A" "B" "C"; "A" prob=0.1; "B" prob=0.2; "C" prob=0.3;')

    assert run("export", tmp_path / "t.dft", "--to", "galileo", "-o", tmp_path / "u.dft").exit_code == 0
    assert analysed(tmp_path / "u.dft")["probability"]["exact"] == pytest.approx(0.098)


def test_the_choices_of_the_command_are_the_formats() -> None:
    """A new format file appears in the command."""
    from rca import api
    from rca.cli.export import FORMATS

    assert tuple(sorted(api.export_formats())) == FORMATS
