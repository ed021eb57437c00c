"""Completion in real shells, as the guide has it set up: typed at a terminal, with the tabulator."""

from __future__ import annotations

import os
import pty
import select
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

SHELLS = {
    "bash": (("bash", "--norc", "--noprofile", "-i"), 'eval "$(_RCA_COMPLETE=bash_source rca)"'),
    "zsh": (("zsh", "-f", "-i"), 'autoload -Uz compinit; compinit -u -D; eval "$(_RCA_COMPLETE=zsh_source rca)"'),
}


@pytest.fixture
def path(tmp_path: Path) -> str:
    """With `rca` on it."""
    script = tmp_path / "rca"
    start = "from rca.cli import main; main(prog_name='rca')"
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -c "{start}" "$@"\n', encoding="utf-8")
    script.chmod(0o755)
    return f"{tmp_path}:{os.environ['PATH']}"


def typed(shell: str, line: str, path: str, until: str) -> str:
    """What a terminal shows after a line and the tabulator, as soon as it shows `until`."""
    command, setup = SHELLS[shell]
    child, terminal = pty.fork()
    if child == 0:
        os.execvpe(command[0], command, {**os.environ, "PATH": path, "TERM": "dumb", "PS1": "> "})

    def shown(wanted: str) -> str:
        text, end = "", time.monotonic() + 60
        while wanted not in text and time.monotonic() < end:
            if select.select([terminal], [], [], 0.2)[0]:
                text += os.read(terminal, 65536).decode(errors="replace")
        return text

    try:
        os.write(terminal, f"{setup}; echo re''ady\n".encode())
        shown("ready\r\n")
        os.write(terminal, f"{line}\t\t".encode())
        return shown(until)
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(terminal)


@pytest.mark.parametrize("shell", SHELLS)
def test_commands_and_words_are_completed(shell: str, path: str) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not here")

    assert "next" in typed(shell, "rca ne", path, "next")
    assert "sarif" in typed(shell, "rca check --format sa", path, "sarif")


def test_fish_completes_commands_and_words(path: str) -> None:
    if shutil.which("fish") is None:
        pytest.skip("fish is not here")
    asked = "_RCA_COMPLETE=fish_source rca | source; complete -C 'rca ne'; complete -C 'rca check --format sa'"

    offered = subprocess.run(
        ["fish", "--no-config", "-c", asked], env={**os.environ, "PATH": path}, capture_output=True, text=True,
        timeout=60, check=True,
    ).stdout  # fmt: skip

    assert [line.partition("\t")[0] for line in offered.splitlines()] == ["new", "next", "sarif"]
