"""`rca explain` knows the codes of code lists beside those of the rules."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner, Result

from rca.cli import main


def explained(*words: str | Path) -> Result:
    return CliRunner().invoke(main, ["explain", *map(str, words)])


def test_a_code_says_what_it_means_and_of_which_list_it_is(tmp_path: Path) -> None:
    """Without a knowledge base too: the lists come with the tool."""
    result = explained("t-alarm", "--kb", tmp_path)

    assert result.exit_code == 0
    assert result.output.startswith("T-ALARM  ")
    assert "of the list `defect`" in result.output


def test_the_name_of_a_list_gives_its_codes(tmp_path: Path) -> None:
    lines = explained("equipment", "--kb", tmp_path).output.splitlines()

    assert lines[0].startswith("equipment: ")
    assert any(line.split()[:2] == ["pump", "Pump"] for line in lines[1:])
    assert {each["list"] for each in json.loads(explained("equipment", "--format", "json").output)} == {"equipment"}


def test_a_folders_own_list_is_read(tmp_path: Path) -> None:
    own = "id: equipment\ntitle: {en: Ours}\nversion: 1\nsource: us\nlicence: ours\nterms: [{code: drum, en: Drum}]\n"
    (tmp_path / "taxonomies").mkdir()
    (tmp_path / "taxonomies" / "equipment.yaml").write_text(own, encoding="utf-8")

    assert "Drum" in explained("drum", "--kb", tmp_path).output
    assert explained("drum", "--kb", tmp_path / "nowhere").exit_code == 2


def test_a_rule_goes_before_a_code() -> None:
    assert explained("RCA451").output.startswith("RCA451 (R01)")
