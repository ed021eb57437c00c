"""What a check costs: reading and validating against PyYAML with pydantic, the whole check cold, warm and with one change.

Run `python benchmarks/check.py`, or with `--count 500` for a first look. All numbers are seconds of CPU of one run on one
machine, so that their ratios can be trusted more than they themselves can.
"""

from __future__ import annotations

import argparse
import cProfile
import datetime as dt
import gc
import pstats
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

import yaml
from invented import write_reviews
from pydantic import ValidationError

from rca.api import KnowledgeBase
from rca.records.review import Review
from rca.records.validate import validate
from rca.source.find import load_file
from rca.source.reader import read

DAY = dt.date(2026, 1, 1)
BATCH = 100
"""Files after which the two ways take turns, so that both meet the same disturbances."""


class WithoutDates(yaml.CSafeLoader):
    """CSafeLoader that leaves dates as text, as the format has them; kinder to it than making dates and refusing them."""


WithoutDates.yaml_implicit_resolvers = {
    first: [(tag, form) for tag, form in found if not tag.endswith("timestamp")]
    for first, found in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


def ours(path: Path) -> bool:
    file, _ = load_file(path, path.name)
    document = read(file)[0] if file is not None else None
    return document is not None and not validate(document, Review).partial


def theirs(path: Path) -> bool:
    data: Any = yaml.load(path.read_text("utf-8"), Loader=WithoutDates)
    try:
        Review.model_validate(data, strict=False)
    except ValidationError:
        return False
    return True


def ours_as_run(path: Path) -> bool:
    """As `rca check` reads: it switches the search for circles off, since nothing that is read goes in circles."""
    return ours(path)


def reading(paths: list[Path]) -> dict[str, float]:
    """CPU of each way over the same files."""
    ways = (ours, theirs, ours_as_run)
    spent = {way.__name__: 0.0 for way in ways}
    for way in ways:
        way(paths[0])
    for start in range(0, len(paths), BATCH):
        for way in ways:
            if way is ours_as_run:
                gc.disable()
            began = time.process_time()
            for path in paths[start : start + BATCH]:
                assert way(path), path
            spent[way.__name__] += time.process_time() - began
            gc.enable()
    return spent


def check(root: Path, *options: str) -> float:
    """CPU of one run of the command."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [
        sys.executable,
        "-m",
        "rca",
        "check",
        "--kb",
        str(root),
        "--as-of",
        DAY.isoformat(),
        "--fail-on",
        "never",
    ]
    subprocess.run([*command, *options], check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text, old
    path.write_text(text.replace(old, new, 1), "utf-8")


def profile(root: Path) -> str:
    """Shares of the time of a cold check by room of the program, and the dearest functions."""
    watch = cProfile.Profile()
    watch.enable()
    KnowledgeBase(root, DAY).diagnostics()
    watch.disable()
    stats = pstats.Stats(watch)
    rooms: Counter[str] = Counter()
    rows = []
    for (file, line, name), (_, _, own, _, _) in stats.stats.items():  # type: ignore[attr-defined]
        parts = Path(file).parts
        at = next((place for place, part in enumerate(parts) if part == "rca"), None)
        room = "rca/" + parts[at + 1] if at is not None and at + 2 < len(parts) else "libraries and Python"
        rooms[room] += own
        rows.append((own, f"{'/'.join(parts[-2:])}:{line} {name}"))
    whole = sum(rooms.values())
    lines = [f"  {own / whole:6.1%}  {room}" for room, own in rooms.most_common(8)]
    lines += ["  the dearest functions, without what they call:"]
    lines += [f"  {own / whole:6.1%}  {name}" for own, name in sorted(rows, reverse=True)[:10]]
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = write_reviews(Path(folder, "kb"), given.count, given.seed)
        paths = sorted((root / "reviews").iterdir())
        lines = sum(path.read_text("utf-8").count("\n") for path in paths) / len(paths)
        print(f"{given.count} reviews of {lines:.0f} lines, seed {given.seed}")
        spent = reading(paths)
        theirs_spent = spent.pop("theirs")
        print(f"reading and validating: CSafeLoader + pydantic {theirs_spent:.2f}")
        for name, own in spent.items():
            print(f"  {name}: {own:.2f}, {theirs_spent / own:.2f} times less")
        cold = check(root, "--no-cache")
        kept = check(root)
        same = check(root)
        print(
            f"check, cold: {cold:.2f}; cold and kept: {kept:.2f}; nothing changed: {same:.2f}, {same / cold:.1%} of cold"
        )
        middle = paths[len(paths) // 2]
        change(middle, "  text: >\n", "  text: >\n    One more sentence.\n")
        inward = check(root)
        print(f"one file changed, the summary: {inward:.2f}, {inward - same:+.2f} to nothing changed")
        change(middle, "status: confirmed", "status: likely")
        outward = check(root)
        print(f"one file changed, the tree: {outward:.2f}, {outward / cold:.1%} of cold")
        change(middle, "    ask: Is", "    ask: Was")
        spoken = check(root)
        print(f"one file changed, a lesson: {spoken:.2f}, {spoken / cold:.1%} of cold")
        paths[0].with_name("case-new.yaml").write_text(
            paths[0].read_text("utf-8").replace("case-00000", "case-new"), "utf-8"
        )
        new = check(root)
        print(f"one file new: {new:.2f}, {new / cold:.1%} of cold")
        small = write_reviews(Path(folder, "small"), min(300, given.count), given.seed)
        print(f"profile of a cold check of {min(300, given.count)} reviews:")
        print(profile(small))


if __name__ == "__main__":
    main()
