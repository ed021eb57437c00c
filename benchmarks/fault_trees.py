"""CPU seconds for each published large tree, beside those of SCRAM where it is installed: whole processes, one run.

Usage: python benchmarks/fault_trees.py [NAME …]   (all trees of ../shared/bench/fault-trees/aralia without names)
"""

from __future__ import annotations

import json
import math
import os
import resource
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
BENCH = Path(os.environ.get("RCA_BENCH", ROOT.parent / "shared" / "bench")) / "fault-trees"
SCRAM = ("--bdd", "--probability", "true", "--importance", "true", "-l", "2000", "--no-indent")
MOST_SECONDS = 60
WORK = """
import json, sys
from pathlib import Path
from open_psa_cases import Reader
from rca.analysis.automatic import Automatic
from rca.analysis.circuit import circuit
from rca.analysis.cut_sets import count_by_order
tree = Reader([Path(sys.argv[1])]).tree()
found = Automatic().solve(circuit(tree))
top, slopes = 0.0, ()
if found.proved_order is None:
    top, slopes = found.derivatives([tree.nodes[name].probability or 0.0 for name in found.leaves])
counts = count_by_order(found)
print(json.dumps([list(counts[1:]), top, found.engine, found.order, len(found.parts), found.nodes, found.proved_order]))
"""


def processor_seconds(command: list[str], environment: dict[str, str]) -> tuple[float | None, str]:
    """Processor seconds of a whole process, and what it printed; None when it needed more than the limit or failed."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        command,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS)),
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return (spent if done.returncode == 0 else None), done.stdout


def verdict(name: str, printed: str) -> str:
    """Whether the answer is the published one."""
    known = json.loads((BENCH / "expected.json").read_text()).get(name, {})
    counts, top, engine, order, modules, nodes, proved = json.loads(printed)
    if proved is not None:
        return f"proved up to order {proved}"
    if "mcs_by_order" not in known:
        return f"no answer known; {engine}"
    same = counts == known["mcs_by_order"] and math.isclose(top, known["p_top"], rel_tol=5e-7)
    return f"{'equal' if same else 'DIFFERENT'}; {engine}, {order}; {modules} modules, {nodes} nodes"


def shown(seconds: float | None) -> str:
    return f"> {MOST_SECONDS}" if seconds is None else f"{seconds:.2f}"


def main(names: list[str]) -> None:
    paths = os.pathsep.join((str(ROOT), str(ROOT / "tests" / "analysis")))
    environment = {**os.environ, "PYTHONPATH": paths}
    scram = shutil.which("scram")
    print("| tree | rca | SCRAM | SCRAM / rca | answer |\n|---|---:|---:|---:|---|")
    pairs: list[tuple[float, float]] = []
    for name in names or sorted(file.stem for file in (BENCH / "aralia").glob("*.xml")):
        file = str(BENCH / "aralia" / f"{name}.xml")
        own, printed = processor_seconds([sys.executable, "-c", WORK, file], environment)
        other = processor_seconds([scram, *SCRAM, "-o", os.devnull, file], environment)[0] if scram else None
        ratio = ""
        if own is not None and other is not None:
            pairs.append((own, other))
            ratio = f"{other / own:.2f}"
        answer = "" if own is None else verdict(name, printed)
        print(f"| {name} | {shown(own)} | {shown(other) if scram else ''} | {ratio} | {answer} |", flush=True)
    if pairs:
        mine, theirs = (sum(column) for column in zip(*pairs, strict=True))
        mean = math.exp(sum(math.log(other / own) for own, other in pairs) / len(pairs))
        print(
            f"\nBoth solve {len(pairs)}: {mine:.1f} s against {theirs:.1f} s, {theirs / mine:.1f} times; mean {mean:.2f}"
        )


if __name__ == "__main__":
    main(sys.argv[1:])
