"""The tests that judge a fault: which functions each runs, what it costs, and whether one of them notices.

Linux only: every run is a process of its own, forked, whose memory and processor time are watched.
"""

from __future__ import annotations

import hashlib
import json
import os
import resource
import signal
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest
    from mutants import Mutant

TESTS = (
    "tests/graph/test_*.py", "tests/analysis/test_*.py", "tests/importers/test_models_*.py",
    "tests/cli/test_quantity_commands.py", "tests/cli/test_model_commands.py", "tests/cli/test_analyse_review.py",
    "tests/pictures/test_model_pictures.py", "tests/lint/test_lint_cases.py", "tests/lint/test_causal_order.py",
)  # fmt: skip
"""Those of the rooms, and those in which models and reviews are read, solved, said and drawn."""
MEMORY = 3_000_000_000
"""Octets that a run with a fault may hold in memory."""
PAUSE = 0.02
"""Seconds between two looks at what it holds."""
STOPPED, CRASHED = 99, 98
"""Exit statuses beyond those of pytest: time or memory ran out, or the process ended by itself."""
FOUND, OUT, UNNOTICED, UNRUN = "found", "ran out", "not noticed", "not run by any test"


class Runs:
    """A plugin of pytest: which tests run and in which order, and by test the functions it calls and what it costs."""

    def __init__(self, chosen: Sequence[str], inside: str = "") -> None:
        self.chosen = {name: at for at, name in enumerate(chosen)}
        """Names of tests in the order they run; none: all, in the order they stand."""
        self.inside = inside
        """Functions of files below it are noted; none, where it is empty."""
        self.shared: set[tuple[str, int]] = set()
        """Called when test files are loaded and when tests are set up, which one test may do for others."""
        self.seen = self.shared
        self.notes: dict[str, tuple[float, set[tuple[str, int]]]] = {}
        self.failed: set[str] = set()

    def pytest_collection(self) -> None:
        """After `conftest.py` has chosen its own: the same examples for every fault, and none made smaller."""
        import hypothesis

        hypothesis.settings.load_profile("mutation")
        if self.inside:
            sys.setprofile(self._note)

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Those chosen alone, in their order."""
        if self.chosen:
            items[:] = sorted(
                (item for item in items if item.nodeid in self.chosen), key=lambda item: self.chosen[item.nodeid]
            )

    def pytest_runtest_logstart(self) -> None:
        """A test is set up."""
        self.started = time.process_time()

    def pytest_runtest_call(self) -> None:
        """A test begins."""
        self.seen = set()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """A test failed, or passed one of its three phases."""
        if report.failed:
            self.failed.add(report.nodeid)

    def pytest_runtest_logfinish(self, nodeid: str) -> None:
        """A test is over."""
        self.notes[nodeid] = time.process_time() - self.started, self.seen
        self.seen = self.shared

    def _note(self, frame: FrameType, event: str, _: object) -> None:
        code = frame.f_code
        if event == "call" and code.co_filename.startswith(self.inside):
            self.seen.add((code.co_filename, code.co_firstlineno))


class Tests:
    """The fast tests, each with the functions it runs and the processor seconds it takes."""

    def __init__(self, copied: Path) -> None:
        self.copied = copied
        self.cost: dict[str, float] = {}
        self.runs: dict[str, set[tuple[str, int]]] = {}

    def look(self, keep: Path | None = None) -> None:
        """Run every test once as it is, noting the functions; one that fails as it is, is said and left out.

        What was noted is kept in a folder where one is given, as long as neither the package nor the tests change.
        """
        kept = None if keep is None else keep / f"tests-{self._digest()}.json"
        if kept is None or not kept.exists():
            found = self._noted()
            if kept is not None:
                kept.write_text(json.dumps(found), encoding="utf-8")
        else:
            found = json.loads(kept.read_text(encoding="utf-8"))
        for name, (cost, seen) in found.items():
            self.cost[name], self.runs[name] = cost, {(file, line) for file, line in seen}

    def _noted(self) -> dict[str, tuple[float, list[tuple[str, int]]]]:
        """By test what it costs and the functions that it runs, files from the top of the copy."""
        noted = {}
        for path in sorted({path for pattern in TESTS for path in self.copied.glob(pattern)}):
            notes = self.copied / "notes.json"
            notes.write_text("{}")
            status, _ = self.run([], [path.relative_to(self.copied).as_posix()], 600, notes)
            if status not in (0, 1, 5):
                print(f"{path.name} ends as it is with {status} and is left out", flush=True)
            for name, (cost, seen, passed) in json.loads(notes.read_text()).items():
                if passed:
                    noted[name] = cost, [(str(Path(file).relative_to(self.copied)), line) for file, line in seen]
                else:
                    print(f"{name} fails as it is and is left out", flush=True)
        return noted

    def _digest(self) -> str:
        """What tells this state of package and tests from others."""
        content = hashlib.sha256()
        for room in ("rca", "tests"):
            for path in sorted((self.copied / room).rglob("*.py")):
                content.update(path.read_bytes())
        return content.hexdigest()[:16]

    def of(self, mutant: Mutant) -> list[str]:
        """Tests that run the function with the fault (any function of its file, at the level of the module), cheapest first."""
        wanted = [
            test
            for test, seen in self.runs.items()
            if (
                (mutant.file, mutant.function) in seen
                if mutant.function
                else any(own == mutant.file for own, _ in seen)
            )
        ]
        return sorted(wanted, key=lambda test: self.cost[test])

    def notice(self, mutant: Mutant) -> tuple[str, float]:
        """What the tests say of a fault, and what that cost in processor seconds."""
        tests = self.of(mutant)
        if not tests:
            return UNRUN, 0.0
        path = self.copied / mutant.file
        before = path.read_text(encoding="utf-8")
        path.write_text(mutant.text, encoding="utf-8")
        files = dict.fromkeys(test.partition("::")[0] for test in tests)
        status, cost = self.run(tests, [*files], int(2 * sum(self.cost[test] for test in tests)) + 10)
        path.write_text(before, encoding="utf-8")
        return (UNNOTICED if status == 0 else OUT if status == STOPPED else FOUND), cost

    def run(
        self, tests: Sequence[str], files: Sequence[str], seconds: int, notes: Path | None = None
    ) -> tuple[int, float]:
        """Exit status (0: all pass) and processor seconds of tests (none named: all of the files) in a process of their own."""
        child = os.fork()
        if not child:
            os._exit(self._inside(tests, files, seconds, notes))
        stopped = False
        while True:
            ended, raw, usage = os.wait4(child, os.WNOHANG)
            if ended:
                break
            if not stopped and _resident(child) > MEMORY:
                os.kill(child, signal.SIGKILL)
                stopped = True
            time.sleep(PAUSE)
        if os.WIFEXITED(raw):
            status = os.WEXITSTATUS(raw)
        else:
            status = STOPPED if stopped or os.WTERMSIG(raw) in (signal.SIGXCPU, signal.SIGKILL) else CRASHED
        return status, usage.ru_utime + usage.ru_stime

    def _inside(self, tests: Sequence[str], files: Sequence[str], seconds: int, notes: Path | None) -> int:
        import pytest

        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        os.chdir(self.copied)
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        sys.path.insert(0, str(self.copied))
        runs = Runs(tests, "" if notes is None else str(self.copied / "rca"))
        options = ["-q", "-n", "0", "-p", "no:cacheprovider", "-m", "not slow"]
        options += ["-W", "ignore::pytest.PytestAssertRewriteWarning"]  # the parent has loaded what plugins bring
        status = int(pytest.main([*options, *(["-x"] if tests else []), *files], plugins=[runs]))
        if notes is not None:
            sys.setprofile(None)
            found = {
                name: (cost, sorted(seen | runs.shared), name not in runs.failed)
                for name, (cost, seen) in runs.notes.items()
            }
            notes.write_text(json.dumps(found))
        return status


def _resident(process: int) -> int:
    """Octets of a process in memory. Its address space says nothing: OxiDD reserves a gigabyte for each of its threads."""
    try:
        pages = Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1]
    except (OSError, IndexError):
        return 0
    return int(pages) * resource.getpagesize()


def warm() -> None:
    """Load once what every run needs and no fault is put into; the processes of the runs inherit it."""
    import hypothesis
    import numpy as np  # noqa: F401 -- only loaded
    import pydantic  # noqa: F401
    import pytest  # noqa: F401
    import yaml  # noqa: F401

    settings, phase = hypothesis.settings, hypothesis.Phase
    fixed = settings(
        deadline=None,
        derandomize=True,
        database=None,
        report_multiple_bugs=False,
        phases=(phase.explicit, phase.generate),
    )
    settings.register_profile("mutation", fixed)
