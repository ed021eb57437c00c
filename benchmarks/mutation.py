"""Mutation testing of `rca/graph` and `rca/analysis`: small faults are put in, and the fast tests must find each.

    nice -n 15 python benchmarks/mutation.py --each 3 --seed 1 --keep .cache/mutation

    nice -n 15 python benchmarks/mutation.py --only analysis/solving --each 5 --seed 2 --minutes 15

A copy of the checkout is changed, never the checkout. Which tests run for a fault is found first, by function. What no
test notices is printed with its place, to be looked at: a missing test, or a change that means the same. What was
judged is kept, so that a run that was stopped goes on, and `--again` asks the tests written since. Linux only.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from mutants import Mutant, mutants
from mutation_tests import FOUND, OUT, UNNOTICED, UNRUN, Tests, warm

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("graph", "analysis")
JUDGED = "judged.jsonl"


def copied_to(folder: Path) -> None:
    """What the tests need, without compiled files, so that none can stand in for a changed one."""
    for name in ("rca", "tests"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("kb", "docs", "benchmarks", "changelog.d"):
        (folder / name).symlink_to(ROOT / name)
    shutil.copy(ROOT / "pyproject.toml", folder)


def faults(folder: Path, parts: Sequence[str]) -> Iterator[list[Mutant]]:
    """The faults of every file of both rooms whose path has one of the parts in it."""
    for room in ROOMS:
        for path in sorted((folder / "rca" / room).rglob("*.py")):
            name = path.relative_to(folder).as_posix()
            if any(part in name for part in parts):
                yield list(mutants(name, path.read_text(encoding="utf-8")))


def drawn(files: Sequence[Sequence[Mutant]], chance: random.Random, sample: int, each: int) -> list[Mutant]:
    """So many faults of every file where `each` is given, or so many of all of them, in any order."""
    if not each:
        together = [mutant for own in files for mutant in own]
        return chance.sample(together, min(sample, len(together)))
    taken = [mutant for own in files for mutant in chance.sample(own, min(each, len(own)))]
    chance.shuffle(taken)
    return taken


def judged_before(folder: Path | None) -> dict[str, str]:
    """What came of the faults that were judged in earlier runs, by their digests; the last word counts."""
    if folder is None or not (folder / JUDGED).exists():
        return {}
    lines = (folder / JUDGED).read_text(encoding="utf-8").splitlines()
    return {own["digest"]: own["result"] for own in map(json.loads, lines)}


def judge(tests: Tests, chosen: Mapping[str, Mutant], seconds: float, keep: Path | None) -> dict[str, str]:
    """What comes of each fault, by its digest, until the processor time is over; it is said and kept as it comes."""
    results: dict[str, str] = {}
    spent = 0.0
    for digest, mutant in chosen.items():
        if spent > seconds:
            print("the time is over", flush=True)
            break
        result, cost = tests.notice(mutant)
        results[digest] = result
        spent += cost
        if keep is not None:
            with (keep / JUDGED).open("a", encoding="utf-8") as file:
                own = {"fault": str(mutant), "digest": digest, "result": result, "seconds": round(cost, 1)}
                file.write(json.dumps(own, ensure_ascii=False) + "\n")
    print(f"{len(results)} judged in {spent:.0f} s of processor time", flush=True)
    return results


def main() -> None:
    """Put faults in, one at a time, and print what no test noticed."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--sample", type=int, default=100, help="faults to try (100)")
    parser.add_argument("--each", type=int, default=0, help="so many of every file instead")
    parser.add_argument("--seed", type=int, default=1, help="which (1)")
    parser.add_argument("--minutes", type=float, default=15, help="processor time for the faults (15)")
    parser.add_argument("--only", default="", help="parts of the paths of the files to change, with commas between")
    parser.add_argument("--keep", type=Path, help="a folder in which what was judged is kept: a later run goes on")
    parser.add_argument("--again", action="store_true", help="judge anew what was kept as not found")
    asked = parser.parse_args()
    sys.dont_write_bytecode = True
    os.environ.setdefault("RCA_BENCH", str(ROOT.parent / "shared" / "bench"))
    keep: Path | None = asked.keep and asked.keep.resolve()
    if keep is not None:
        keep.mkdir(parents=True, exist_ok=True)
    warm()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        copied_to(folder)
        files = list(faults(folder, asked.only.split(",")))
        chosen = {own.digest: own for own in drawn(files, random.Random(asked.seed), asked.sample, asked.each)}
        before = judged_before(keep)
        wanted = (UNNOTICED, UNRUN, OUT) if asked.again else ()
        left = {digest: own for digest, own in chosen.items() if digest not in before or before[digest] in wanted}
        tests = Tests(folder)
        if left:
            tests.look(keep)
        print(f"{sum(map(len, files))} faults can be put in; {len(chosen)} are drawn, {len(left)} to judge;", end=" ")
        print(f"the {len(tests.cost)} tests take {sum(tests.cost.values()):.0f} s", flush=True)
        report(chosen, before | judge(tests, left, asked.minutes * 60, keep))


def report(chosen: Mapping[str, Mutant], results: Mapping[str, str]) -> None:
    """How many of those drawn came to what, and the place of each that was not found."""
    own = {digest: results[digest] for digest in chosen if digest in results}
    for digest, mutant in sorted(chosen.items(), key=lambda pair: (pair[1].file, pair[1].line)):
        if own.get(digest, FOUND) != FOUND:
            print(f"{mutant}: {own[digest]}")
    counts = Counter(own.values())
    told = ", ".join(f"{counts[what]} {what}" for what in (FOUND, OUT, UNNOTICED, UNRUN))
    print(f"{len(chosen)} drawn, {len(own)} judged: {told}", flush=True)


if __name__ == "__main__":
    main()
