"""A model that is wrong or huge, given to the command as a process: one clear line or an answer, never a traceback."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

HEAD = '<?xml version="1.0"?>\n<opsa-mef>\n<define-fault-tree name="T">\n'
END = "\n</define-fault-tree>\n</opsa-mef>\n"
AB = '<event name="A"/><event name="B"/>'
EVENTS = "".join(f'\n<define-basic-event name="{name}"><float value="0.1"/></define-basic-event>' for name in "AB")
WRONG = {
    "cycle": ('<define-gate name="G"><or><gate name="G"/></or></define-gate>' + EVENTS, "RCA085"),
    "undefined": ('<define-gate name="G"><or><event name="GHOST"/></or></define-gate>' + EVENTS, "RCA083"),
    "redefined": (f'<define-gate name="A"><or>{AB}</or></define-gate>' + EVENTS, "RCA084"),
    "too few inputs": ('<define-gate name="G"><xor><event name="A"/></xor></define-gate>' + EVENTS, "RCA086"),
    "k above n": (f'<define-gate name="G"><atleast min="3">{AB}</atleast></define-gate>' + EVENTS, "RCA086"),
    "above one": (f'<define-gate name="G"><or>{AB}</or></define-gate>' + EVENTS.replace("0.1", "1.5"), "RCA087"),
    "below zero": (f'<define-gate name="G"><or>{AB}</or></define-gate>' + EVENTS.replace("0.1", "-0.5"), "RCA087"),
    "no end": ("<define-gate", "RCA080"),
}


def analysed(file: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """The command, run on a file."""
    return subprocess.run(
        [sys.executable, "-m", "rca", "analyse", str(file), *options],
        capture_output=True, text=True, check=False, encoding="utf-8",
    )  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_model_is_refused_with_its_place(name: str, tmp_path: Path) -> None:
    """Exit status 2, the code of the fault and the line."""
    content, code = WRONG[name]
    file = tmp_path / "model.xml"
    file.write_text(HEAD + content + END)

    done = analysed(file)

    assert done.returncode == 2
    assert f" {code} " in done.stderr
    assert "model.xml:" in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_an_external_entity_is_refused(tmp_path: Path) -> None:
    """Nothing outside the file is read."""
    (tmp_path / "secret").write_text("0.5")
    file = tmp_path / "model.xml"
    file.write_text(f'<!DOCTYPE r [<!ENTITY x SYSTEM "{(tmp_path / "secret").as_uri()}">]>\n<opsa-mef>&x;</opsa-mef>')

    done = analysed(file)

    assert (done.returncode, "RCA081" in done.stderr) == (2, True)


@pytest.mark.slow
def test_a_file_of_a_hundred_megabytes_is_refused(tmp_path: Path) -> None:
    """Before it is parsed."""
    file = tmp_path / "model.xml"
    file.write_bytes(b"<opsa-mef>" + b" " * 100_000_000 + b"</opsa-mef>")

    done = analysed(file)

    assert (done.returncode, "RCA088" in done.stderr) == (2, True)


@pytest.mark.slow
def test_a_hundred_thousand_events_under_one_gate_are_answered(tmp_path: Path) -> None:
    """Each is a cut set; the list is cut at its limit and the single points are all there."""
    names = [f"E{at:06}" for at in range(100_000)]
    file = tmp_path / "model.xml"
    file.write_text(
        HEAD + '<define-gate name="G"><or>' + "".join(f'<event name="{name}"/>' for name in names) + "</or></define-gate>"
        + "".join(f'<define-basic-event name="{name}"><float value="1e-6"/></define-basic-event>' for name in names) + END
    )  # fmt: skip

    done = analysed(file, "--format", "json", "--limit", "10")

    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["minimal_cut_sets_by_order"] == [100_000]
    assert found["minimal_cut_sets"] == [[name] for name in names[:10]]
    assert found["single_points"] == names
    assert found["probability"]["exact"] == pytest.approx(1 - (1 - 1e-6) ** 100_000)


def test_counts_of_thousands_of_digits_are_written(tmp_path: Path) -> None:
    """All digits in JSON, about in text; Python writes no more than 4,300 of its own accord."""
    gates = "".join(
        f'<define-gate name="G{at}"><or><basic-event name="A{at}"/><basic-event name="B{at}"/></or></define-gate>'
        for at in range(15_000)
    )
    events = "".join(f'<define-basic-event name="{kind}{at}"/>' for at in range(15_000) for kind in "AB")
    inputs = "".join(f'<gate name="G{at}"/>' for at in range(15_000))
    file = tmp_path / "model.xml"
    file.write_text(f'{HEAD}<define-gate name="TOP"><and>{inputs}</and></define-gate>{gates}{events}{END}')

    text, data = analysed(file, "--limit", "0"), analysed(file, "--limit", "0", "--format", "json")

    assert "Minimal cut sets: about 2.817·10^4515" in text.stdout
    digits = data.stdout.partition('"minimal_cut_set_count": ')[2].partition(",")[0]
    assert (len(digits), digits[:5]) == (4516, "28179")
    assert text.stderr + data.stderr == ""
