"""The faults that the mutation benchmark puts in: each is one small change, and what means the same is left alone."""

from __future__ import annotations

import importlib
import random
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

Mutants = Callable[[str, str], Iterator[Any]]


@pytest.fixture
def mutation(root: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """The benchmark."""
    pytest.importorskip("resource", reason="the benchmark needs POSIX")
    monkeypatch.syspath_prepend(str(root / "benchmarks"))
    yield importlib.import_module("mutation")
    for name in ("mutation", "mutants", "mutation_tests"):
        sys.modules.pop(name, None)


@pytest.fixture
def mutate(mutation: ModuleType) -> Mutants:
    """The function that lists the faults of a file."""
    found: Mutants = mutation.mutants
    return found


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("x < y", ["x <= y"]),
        ("x and y", ["x or y"]),
        ("not x", ["not not x"]),
        ("-x", ["+x"]),
        ("x + y", ["x - y"]),
        ("x == y != z", ["x != y != z", "x == y == z"]),
        ("f(True, 1)", ["f(False, 1)", "f(True, 2)"]),
        ("x if y else z", ["x if not y else z"]),
        ("zip(x, y, strict=True)", []),
        ("'text'", []),
        ("100_000", []),
    ],
)
def test_faults_of_an_expression(mutate: Mutants, before: str, after: list[str]) -> None:
    """Relations, connectives, signs, arithmetic, constants and conditions, one at a time."""
    found = [each.text for each in mutate("f.py", f"def f(x, y, z):\n    return {before}\n")]

    assert [text.partition("return ")[2] for text in found] == after


def test_a_fault_knows_its_function_and_budgets_are_left_alone(mutate: Mutants) -> None:
    """The function decides which tests run; docstrings, hints and names in capitals are no faults."""
    source = 'MOST = 5\nif TYPE_CHECKING:\n    import x\n\ndef f(x: int = 3) -> "int":\n    """1."""\n    while x:\n        break\n    return x\n'

    found = [(each.line, each.function, each.what) for each in mutate("f.py", source)]

    assert found == [
        (5, 5, "constant: 3"),
        (7, 5, "condition: while x:"),
        (8, 5, "jump: break"),
    ]


def test_a_sample_of_every_file(mutation: ModuleType) -> None:
    """So many of each where that is asked, else so many of all together; the seed says which."""
    files = [["a1", "a2", "a3"], ["b1"]]

    assert max(mutation.drawn(files, random.Random(1), 9, each=1)) == "b1"
    assert len(mutation.drawn(files, random.Random(1), 9, each=2)) == 3
    assert len(mutation.drawn(files, random.Random(1), 2, each=0)) == 2
    assert mutation.drawn(files, random.Random(4), 3, each=0) == mutation.drawn(files, random.Random(4), 3, each=0)


def test_what_was_judged_is_kept_and_a_later_run_goes_on(mutation: ModuleType, mutate: Mutants, tmp_path: Path) -> None:
    """Each judgement stands in the folder as soon as it is made; where one was judged twice the last word counts."""
    first, second = mutate("f.py", "def f(x):\n    return x < 1\n")

    class Tests:
        answers = iter([("not noticed", 1.0), ("found", 1.0), ("found", 1.0)])

        def notice(self, _: object) -> tuple[str, float]:
            return next(self.answers)

    chosen = {first.digest: first, second.digest: second}
    assert mutation.judged_before(tmp_path) == {}
    assert mutation.judge(Tests(), chosen, 0.5, tmp_path) == {first.digest: "not noticed"}
    assert mutation.judged_before(tmp_path) == {first.digest: "not noticed"}

    mutation.judge(Tests(), chosen, 10, tmp_path)
    assert mutation.judged_before(tmp_path) == {first.digest: "found", second.digest: "found"}


def test_the_digest_of_a_fault_is_its_own(mutate: Mutants) -> None:
    """Another file, another place or another change has another; a comment beside it changes nothing."""
    source = "def f(x):\n    return x < 1 < 2\n"
    digests = [each.digest for name in ("f.py", "g.py") for each in mutate(name, source)]

    assert len(set(digests)) == len(digests) == 8
    assert [each.digest for each in mutate("f.py", "# why\n" + source)] == digests[:4]
