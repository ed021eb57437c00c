"""Mutation testing of `rca/graph` and `rca/analysis`: small faults are put in, and the fast tests must find each.

    nice -n 15 python benchmarks/mutation.py --sample 100 --seed 1 --minutes 15

    nice -n 15 python benchmarks/mutation.py --only analysis/solving --each 5 --seed 2

A copy of the checkout is changed, never the checkout. Which tests run for a fault is found first, by function. What no
test notices is printed with its place, to be looked at: a missing test, or a change that means the same. Linux only.
Operators after DeMillo, Lipton and Sayward (1978) and Offutt (1996): relations, connectives, arithmetic, constants,
conditions, jumps.
"""

from __future__ import annotations

import argparse
import ast
import copy
import json
import os
import random
import resource
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pytest

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("graph", "analysis")
TESTS = (
    "tests/graph/test_*.py", "tests/analysis/test_*.py", "tests/importers/test_models_*.py",
    "tests/cli/test_quantity_commands.py", "tests/pictures/test_model_pictures.py",
)  # fmt: skip
"""Those of the rooms, and those in which models and event trees are read, solved and drawn."""
MEMORY = 3_000_000_000
"""Octets that a run with a fault may hold in memory."""
PAUSE = 0.02
"""Seconds between two looks at what it holds."""
STOPPED, CRASHED = 99, 98
"""Exit statuses beyond those of pytest: time or memory ran out, or the process ended by itself."""
FOUND, OUT, UNNOTICED, UNRUN = "found", "ran out", "not noticed", "not run by any test"
LARGEST = 1_000
"""Whole numbers above it are budgets, of which one more or less means the same."""

RELATIONS: Mapping[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
ARITHMETIC: Mapping[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult,
    ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd, ast.BitXor: ast.BitOr, ast.LShift: ast.RShift, ast.RShift: ast.LShift,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mutant:
    """One fault in one file."""

    file: str
    line: int
    function: int
    """First line of the function around it; 0 at the level of the module."""
    what: str
    """The operator, and the expression before."""
    text: str
    """The whole file with the fault."""


def mutants(file: str, source: str) -> Iterator[Mutant]:
    """Every fault that the operators put into a file. Type hints, texts and named budgets are left alone."""
    tree = ast.parse(source)
    places = list(_places(tree, 0))
    for at, (node, function) in enumerate(places):
        for variant in range(_variants(node)):
            changed = copy.deepcopy(tree)
            own, _ = list(_places(changed, 0))[at]
            before = ast.unparse(own).split("\n")[0]
            what = _change(own, variant)
            yield Mutant(file, node.lineno, function, f"{what}: {before[:100]}", ast.unparse(changed))


def _places(node: ast.AST, function: int) -> Iterator[tuple[Any, int]]:
    """Nodes that may be changed, with the first line of the function around each, in a fixed order."""
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list", "type_params"):
            continue
        for child in value if isinstance(value, list) else [value]:
            if not isinstance(child, ast.AST) or _is_budget(child):
                continue
            inside = function
            if isinstance(child, (ast.FunctionDef, ast.Lambda)):
                inside = min([child.lineno, *(each.lineno for each in getattr(child, "decorator_list", ()))])
            if _variants(child):
                yield child, inside
            yield from _places(child, inside)


def _is_budget(node: ast.AST) -> bool:
    """Whether it is `NAME = …` in capitals, `strict=` of a zip, what type checkers alone read, or a docstring."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return True
    if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
        return True
    if isinstance(node, ast.keyword) and node.arg == "strict":
        return True
    targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
    return any(isinstance(target, ast.Name) and target.id.lstrip("_").isupper() for target in targets)


def _variants(node: ast.AST) -> int:
    """How many faults can be put into a node by itself."""
    if isinstance(node, ast.Compare):
        return sum(type(op) in RELATIONS for op in node.ops)
    if isinstance(node, (ast.BinOp, ast.AugAssign)):
        text = any(isinstance(part, (ast.JoinedStr, ast.Constant)) and isinstance(getattr(part, "value", ""), str)
                   for part in ast.iter_child_nodes(node))  # fmt: skip
        return int(type(node.op) in ARITHMETIC and not text)
    if isinstance(node, ast.Constant):
        return int(isinstance(node.value, bool) or (type(node.value) is int and abs(node.value) <= LARGEST))
    if isinstance(node, ast.UnaryOp):
        return int(isinstance(node.op, (ast.Not, ast.USub)))
    return int(isinstance(node, (ast.BoolOp, ast.If, ast.While, ast.IfExp, ast.Break, ast.Continue)))


def _change(node: ast.AST, variant: int) -> str:
    """Put the fault in, and say which."""
    match node:
        case ast.Compare():
            which = [at for at, op in enumerate(node.ops) if type(op) in RELATIONS][variant]
            node.ops[which] = RELATIONS[type(node.ops[which])]()
            return "relation"
        case ast.BinOp() | ast.AugAssign():
            node.op = ARITHMETIC[type(node.op)]()
            return "arithmetic"
        case ast.BoolOp():
            node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
            return "connective"
        case ast.Constant(value=bool() as value):
            node.value = not value
            return "constant"
        case ast.Constant(value=int() as value):
            node.value = value + 1
            return "constant"
        case ast.UnaryOp():
            node.op = ast.UAdd() if isinstance(node.op, ast.USub) else ast.Not()
            if isinstance(node.op, ast.Not):
                node.operand = ast.UnaryOp(ast.Not(), node.operand)
            return "sign"
        case ast.If() | ast.While() | ast.IfExp():
            node.test = ast.UnaryOp(ast.Not(), node.test)
            return "condition"
        case _:
            node.__class__ = ast.Continue if isinstance(node, ast.Break) else ast.Break
            return "jump"


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

    def look(self) -> None:
        """Run every test once as it is, noting the functions; one that fails as it is, is said and left out."""
        for pattern in TESTS:
            for path in sorted(self.copied.glob(pattern)):
                notes = self.copied / "notes.json"
                notes.write_text("{}")
                status, _ = self.run([], [path.relative_to(self.copied).as_posix()], 600, notes)
                found = json.loads(notes.read_text())
                if status not in (0, 1, 5):
                    print(f"{path.name} ends as it is with {status} and is left out", flush=True)
                for name, (cost, seen, passed) in found.items():
                    if passed:
                        self.cost[name], self.runs[name] = cost, {(file, line) for file, line in seen}
                    else:
                        print(f"{name} fails as it is and is left out", flush=True)

    def of(self, mutant: Mutant) -> list[str]:
        """Tests that run the function with the fault (any function of its file, at the level of the module), cheapest first."""
        name = str(self.copied / mutant.file)
        wanted = [
            test
            for test, seen in self.runs.items()
            if ((name, mutant.function) in seen if mutant.function else any(own == name for own, _ in seen))
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


def copied_to(folder: Path) -> None:
    """What the tests need, without compiled files, so that none can stand in for a changed one."""
    for name in ("rca", "tests"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("kb", "docs", "benchmarks", "changelog.d"):
        (folder / name).symlink_to(ROOT / name)
    shutil.copy(ROOT / "pyproject.toml", folder)


def main() -> None:
    """Put faults in, one at a time, and print what no test noticed."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--sample", type=int, default=100, help="faults to try (100)")
    parser.add_argument("--each", type=int, default=0, help="so many of every file instead")
    parser.add_argument("--seed", type=int, default=1, help="which (1)")
    parser.add_argument("--minutes", type=float, default=15, help="processor time for the faults (15)")
    parser.add_argument("--only", default="", help="parts of the paths of the files to change, with commas between")
    asked = parser.parse_args()
    sys.dont_write_bytecode = True
    os.environ.setdefault("RCA_BENCH", str(ROOT.parent / "shared" / "bench"))
    _warm()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        copied_to(folder)
        found = {
            path: list(mutants(path.relative_to(folder).as_posix(), path.read_text(encoding="utf-8")))
            for room in ROOMS
            for path in sorted((folder / "rca" / room).rglob("*.py"))
            if any(part in path.relative_to(folder).as_posix() for part in asked.only.split(","))
        }
        chosen = drawn(list(found.values()), random.Random(asked.seed), asked.sample, asked.each)
        tests = Tests(folder)
        tests.look()
        print(f"{sum(map(len, found.values()))} faults can be put in; {len(chosen)} are tried;", end=" ")
        print(f"the {len(tests.cost)} tests take {sum(tests.cost.values()):.0f} s", flush=True)
        _try(tests, chosen, asked.minutes * 60)


def drawn(files: Sequence[Sequence[Mutant]], chance: random.Random, sample: int, each: int) -> list[Mutant]:
    """So many faults of every file where `each` is given, or so many of all of them, in any order."""
    if not each:
        together = [mutant for own in files for mutant in own]
        return chance.sample(together, min(sample, len(together)))
    taken = [mutant for own in files for mutant in chance.sample(own, min(each, len(own)))]
    chance.shuffle(taken)
    return taken


def _warm() -> None:
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


def _try(tests: Tests, chosen: Sequence[Mutant], seconds: float) -> None:
    counts = dict.fromkeys((FOUND, OUT, UNNOTICED, UNRUN), 0)
    spent, started = 0.0, time.perf_counter()
    for mutant in chosen:
        if spent > seconds:
            print("the time is over", flush=True)
            break
        result, cost = tests.notice(mutant)
        counts[result] += 1
        spent += cost
        if result != FOUND:
            print(f"{mutant.file}:{mutant.line}: {result}: {mutant.what}", flush=True)
    told = ", ".join(f"{count} {what}" for what, count in counts.items())
    print(
        f"{sum(counts.values())} faults: {told}; {spent:.0f} s of processor time, {time.perf_counter() - started:.0f} s"
    )


if __name__ == "__main__":
    main()
