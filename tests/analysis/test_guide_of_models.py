"""Every number of the guide to models is what the tool computes."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from rca.analysis.quantities.common_cause import models
from rca.analysis.quantities.integrity import HIGH_DEMAND, LOW_DEMAND, band
from rca.cli import main
from rca.graph.expressions import operations
from rca.graph.operation import SCALAR


@pytest.fixture(scope="module")
def guide(root: Path) -> str:
    """The page."""
    return (root / "docs" / "guide" / "models.md").read_text(encoding="utf-8")


def rows(guide: str, head: str) -> list[list[str]]:
    """Cells of the table with that head."""
    lines = guide[guide.index(head) :].split("\n\n", 1)[0].splitlines()[2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def test_expressions_give_what_the_table_says(guide: str) -> None:
    """To all digits shown."""
    table = rows(guide, "| expression | arguments | value |")

    assert len(table) == 13
    for expression, _, _, inputs, shown in table:
        numbers = [float(each) for each in inputs.strip("`").split()]
        operation = operations()[expression.strip("`")]
        assert operation.accepts(len(numbers))
        assert f"{operation.formula(SCALAR, numbers):.6g}" == f"{float(shown):.6g}", expression


def test_the_table_names_every_distribution_and_model_of_failure(guide: str) -> None:
    """And the text below it every other operation, but the functions of the circle."""
    named = {row[0].strip("`") for row in rows(guide, "| expression | arguments | value |")}
    circle = {"acos", "asin", "atan", "cos", "cosh", "sin", "sinh", "tan", "tanh"}

    assert {word for word, own in operations().items() if own.draw is not None} < named
    assert all(word in named or f"`{word}`" in guide for word in operations() if word not in circle)
    assert {row[0].strip("`") for row in rows(guide, "| model | factors |")} == set(models())


def test_levels_are_those_of_the_table(guide: str) -> None:
    """A number inside each band."""
    for name, low, high in rows(guide, "| level | PFDavg | PFH |"):
        first, _, second = low.partition(" to ")
        assert band(float(first), LOW_DEMAND) == band(float(second) * 0.999, LOW_DEMAND) == name
        first, _, second = high.partition(" to ")
        assert band(float(first), HIGH_DEMAND) == band(float(second) * 0.999, HIGH_DEMAND) == name


def test_outputs_are_what_the_commands_print(guide: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each command below a model of the page, and each line shown below the command."""
    monkeypatch.chdir(tmp_path)
    for name, text in re.findall(r"\(`(\w+\.xml)`\):\n\n```xml\n(.*?)```", guide, re.DOTALL):
        Path(name).write_text(text, encoding="utf-8")
    shown = re.findall(r"```\n(rca analyse \w+\.xml[^\n#]*)\n```\n\n```text\n(.*?)```", guide, re.DOTALL)

    assert len(shown) == 4
    for command, text in shown:
        result = CliRunner().invoke(main, command.split()[1:])
        assert result.exit_code == 0, result.output
        assert text in result.stdout, command


def test_what_a_path_sets_is_what_the_guide_says(guide: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The instruction of the guide put before the last formula of its event tree."""
    monkeypatch.chdir(tmp_path)
    fire = re.findall(r"\(`fire.xml`\):\n\n```xml\n(.*?)```", guide, re.DOTALL)[0]
    (steps,) = re.findall(r"```xml\n(<set-basic-event .*?)```", guide, re.DOTALL)
    last = '<collect-formula> <gate name="NO-WATER"/> </collect-formula>'
    Path("set.xml").write_text(fire.replace(last, steps + last), encoding="utf-8")

    result = CliRunner().invoke(main, ["analyse", "set.xml", "--sequences", "--format", "json"])

    data = json.loads(result.stdout)
    large = data["event_trees"][0]["sequences"][1]
    assert f"{large['probability']['exact']:.4g}" == "0.0208"
    assert "a large fire 0.0208" in guide
    assert data["set_events"] == {"POWER (2)": {"event": "POWER", "probability": 0.2}}
