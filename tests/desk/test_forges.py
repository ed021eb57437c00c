"""The action's steps run as a script, and the hooks run as pre-commit runs them."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from rca.cli import main

DRAFT = """format: 1
id: tank-2026
title: Tank ran over
event: {date: 2026-03-02}
fault_tree: {top: T, events: {T: {event: It ran over, all_of: [A, B]}, A: {event: One}, B: {event: Two}}}
"""


@pytest.fixture
def workplace(tmp_path: Path) -> Path:
    """A checkout with a review, and `rca` and `python` on the path as the action finds them."""
    (tmp_path / "kb" / "reviews").mkdir(parents=True)
    (tmp_path / "kb" / "reviews" / "tank-2026.yaml").write_text(DRAFT, encoding="utf-8")
    tools = tmp_path / "tools"
    tools.mkdir()
    for name, script in (("rca", f'exec "{sys.executable}" -m rca "$@"'), ("python", 'echo "$@" >> "$INSTALLED"')):
        (tools / name).write_text(f"#!/bin/bash\n{script}\n", encoding="utf-8")
        (tools / name).chmod(0o755)
    return tmp_path


def steps(root: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load((root / "action.yml").read_text(encoding="utf-8"))["runs"]["steps"]
    return found


def filled(text: str, given: dict[str, str], outputs: dict[str, str]) -> str:
    """A text of the action with its inputs and the outputs of earlier steps."""
    words = {f"inputs.{name}": value for name, value in given.items()}
    words |= {f"steps.check.outputs.{name}": value for name, value in outputs.items()}
    return re.sub(r"\$\{\{(.*?)\}\}", lambda match: words[match[1].strip()], text)


def act(root: Path, workplace: Path, **inputs: str) -> tuple[int, str]:
    """Run the action's steps one after another, as a runner does; the exit status and what was printed."""
    described = yaml.safe_load((root / "action.yml").read_text(encoding="utf-8"))["inputs"]
    given = {name: each["default"] for name, each in described.items()} | inputs
    outputs: dict[str, str] = {}
    printed = ""
    output = workplace / "output"
    for step in steps(root):
        if "run" not in step:
            continue
        output.write_text("", encoding="utf-8")
        assert "${{" not in step["run"], "an input inside a script could become a command"
        variables = {name: filled(text, given, outputs) for name, text in step.get("env", {}).items()}
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", step["run"]],
            cwd=workplace, capture_output=True, text=True, check=False,
            env={
                **os.environ, **variables, "PATH": f"{workplace / 'tools'}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": str(root),
                "GITHUB_OUTPUT": str(output), "GITHUB_ACTION_PATH": str(root), "INSTALLED": str(workplace / "installed"),
            },
        )  # fmt: skip
        printed += done.stdout + done.stderr
        if done.returncode:
            return done.returncode, printed
        outputs |= dict(line.split("=", 1) for line in output.read_text(encoding="utf-8").splitlines())
    return 0, printed


def test_a_clean_base_passes_and_leaves_a_report(root: Path, workplace: Path) -> None:
    status, printed = act(root, workplace)
    report = json.loads((workplace / "rca.sarif").read_text(encoding="utf-8"))

    assert status == 0, printed
    assert report["version"] == "2.1.0"
    assert "pip install" in (workplace / "installed").read_text(encoding="utf-8")


def test_an_error_fails_with_a_report_and_an_annotation_on_its_line(root: Path, workplace: Path) -> None:
    path = workplace / "kb" / "reviews" / "tank-2026.yaml"
    path.write_text(DRAFT + "ownr: me\n", encoding="utf-8")
    status, printed = act(root, workplace)
    results = json.loads((workplace / "rca.sarif").read_text(encoding="utf-8"))["runs"][0]["results"]

    assert status == 1
    assert "RCA103" in {each["ruleId"] for each in results}
    assert "::error file=kb/reviews/tank-2026.yaml,line=6" in printed
    assert act(root, workplace, **{"fail-on": "never"})[0] == 0


def test_an_input_is_never_a_command(root: Path, workplace: Path) -> None:
    status, _ = act(root, workplace, paths="$(touch stolen) `touch stolen`", kb="kb; touch stolen")

    assert status == 2
    assert not (workplace / "stolen").exists()


def test_each_hook_is_a_command_that_takes_files(root: Path, workplace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hooks = yaml.safe_load((root / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    monkeypatch.chdir(workplace)

    for hook in hooks:
        program, name = hook["entry"].split()
        assert program == "rca"
        assert re.search(hook["files"], "kb/reviews/tank-2026.yaml")
        assert not re.search(hook["files"], "docs/kb.yaml")
        assert CliRunner().invoke(main, [name, "kb/reviews/tank-2026.yaml"]).exit_code == 0


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_shell_completes_commands(shell: str) -> None:
    """As the guide says: click's own completion, by a variable."""
    variables = {**os.environ, "_RCA_COMPLETE": f"{shell}_source"}
    code = "from rca.cli import main; main(prog_name='rca')"
    script = subprocess.run([sys.executable, "-c", code], env=variables, capture_output=True, text=True, check=False)
    assert "_RCA_COMPLETE" in script.stdout

    words = {
        **os.environ,
        "_RCA_COMPLETE": f"{shell}_complete",
        "COMP_WORDS": "rca ne",
        "COMP_CWORD": "1" if shell != "fish" else "ne",
    }
    offered = subprocess.run(
        [sys.executable, "-c", code], env=words, capture_output=True, text=True, check=False
    ).stdout
    assert "new" in offered
    assert "next" in offered
