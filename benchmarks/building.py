"""What a site costs to build: pages for each second of CPU as the folder grows, and what a second build takes.

Run `python benchmarks/building.py`, or with `--counts 50 200` for a first look. CPU of the command, in two languages.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from invented import write_reviews

DAY = "2026-01-01"


def build(root: Path, site: Path) -> tuple[float, int]:
    """CPU of one build, and the pages that stand in the site."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "rca", "build", "--quiet", "--kb", str(root), "--site", str(site), "--as-of", DAY]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return spent, sum(1 for _ in site.rglob("*.html"))


def measure(name: str, root: Path, folder: Path) -> None:
    site = folder / f"site-{name}"
    first, pages = build(root, site)
    print(f"{name}: {pages} pages, {first:.1f} s, {pages / first:.1f} pages a second", flush=True)
    same, _ = build(root, site)
    print(f"  built again, nothing changed: {same:.1f} s, {same / first:.0%} of the first", flush=True)
    path = min((root / "reviews").iterdir())
    path.write_text(path.read_text("utf-8") + "# one more line\n", "utf-8")
    one, _ = build(root, site)
    print(f"  built again, one review changed: {one:.1f} s, {one / first:.0%} of the first", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--counts", type=int, nargs="*", default=[26, 250, 1000])
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for count in given.counts:
            measure(str(count), write_reviews(Path(folder, f"kb-{count}"), count), Path(folder))


if __name__ == "__main__":
    main()
