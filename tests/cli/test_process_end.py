"""How the process ends: at once, with everything written and every farewell said."""

from __future__ import annotations

import subprocess
import sys

import pytest

START = "import atexit, sys; from rca.__main__ import run; {before}; sys.argv = ['rca', {words}]; run()"


def ended(words: str, before: str = "pass") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", START.format(before=before, words=words)], capture_output=True, text=True, check=False
    )


def test_what_was_registered_for_the_end_is_run_after_all_was_written() -> None:
    found = ended("'--version'", "atexit.register(lambda: print('farewell'))")
    assert found.returncode == 0
    assert found.stdout.startswith("rca, version")
    assert found.stdout.endswith("\nfarewell\n")


@pytest.mark.parametrize(("words", "status"), [("'--version'", 0), ("'chekc'", 2), ("'analyse', 'absent.xml'", 2)])
def test_the_status_is_that_of_the_command(words: str, status: int) -> None:
    assert ended(words).returncode == status


def test_another_thread_is_waited_for() -> None:
    later = "import threading; threading.Thread(target=lambda: (threading.main_thread().join(), print('done'))).start()"
    assert ended("'--version'", later).stdout.endswith("\ndone\n")


def test_output_that_was_closed_ends_no_worse() -> None:
    found = ended("'--version'", "import click; click.echo = lambda *a, **k: sys.stdout.close()")
    assert (found.returncode, found.stderr) == (0, "")
