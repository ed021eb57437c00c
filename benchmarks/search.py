"""Quality and cost of the search: nDCG@10 on public test queries, CPU against SQLite FTS5.

    python benchmarks/search.py                    # quality and cost on ../shared/bench/search (or $RCA_BENCH)
    python benchmarks/search.py --browser          # the same queries through the script that the site ships (needs node)
    python benchmarks/search.py --semantic         # quality with nearness in meaning (extra `semantic`)
    python benchmarks/search.py --records 100000   # cost in a large base of short records (--semantic: with meaning)

Texts and queries are other people's; they are read where they stand and never copied.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import random
import shutil
import sqlite3
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from rca.search.best import best
from rca.search.index import Index
from rca.search.packing import pack
from rca.search.record import Corpus, Passage, SearchRecord
from rca.search.search import search
from rca.search.shards import build_shards
from rca.search.source import ArraySource
from rca.search.words import STOP_WORDS, tokens

HERE = Path(__file__).parent
BENCH = Path(os.environ.get("RCA_BENCH", HERE.parent.parent / "shared" / "bench")) / "search"
TASKS = ("title2body", "typo", "synonym", "rec2event", "abs2event", "osha_title", "osha_keywords", "ntsb_q")
EXTRA = ("content", "short3")
MOST = 300
ENGINE = HERE.parent / "rca" / "site" / "assets" / "search-engine.js"

Searcher = Callable[[str], Sequence[str]]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--browser", action="store_true")
    options.add_argument("--semantic", action="store_true")
    options.add_argument("--records", type=int, default=0)
    chosen = options.parse_args()
    if not BENCH.is_dir():
        print(f"no test queries in {BENCH.name}/; name their folder in RCA_BENCH")
    elif chosen.browser:
        in_browser_engine()
    elif chosen.records:
        at_size(chosen.records, semantic=chosen.semantic)
    else:
        quality(semantic=chosen.semantic)


def documents(view: str) -> list[tuple[str, str]]:
    rows = (json.loads(line) for line in (BENCH / f"documents_{view}.jsonl").open(encoding="utf-8"))
    return [(row["id"], row["text"]) for row in rows]


def queries(task: str) -> list[dict[str, object]]:
    rows = (json.loads(line) for line in (BENCH / "queries.jsonl").open(encoding="utf-8"))
    return [row for row in rows if row["task"] == task][:MOST]


def corpus(found: Sequence[tuple[str, str]]) -> Corpus:
    return Corpus(tuple(SearchRecord(name, "document", "", "", (Passage("text", text),)) for name, text in found))


def ndcg(found: Sequence[str], relevant: Sequence[str]) -> float:
    """nDCG at 10 with binary relevance."""
    gained = sum(1 / math.log2(place + 2) for place, name in enumerate(found[:10]) if name in set(relevant))
    return gained / sum(1 / math.log2(place + 2) for place in range(min(10, len(relevant))))


def ours(index: Index, names: Sequence[str]) -> Searcher:
    return lambda text: [names[hit.record] for hit in search(index, text, limit=10).hits]


def fts5(found: Sequence[tuple[str, str]]) -> Searcher:
    """SQLite FTS5 as it ships: Porter stems, OR of the words, its own BM25."""
    base = sqlite3.connect(":memory:")
    base.execute("create virtual table d using fts5(id unindexed, text, tokenize='porter unicode61')")
    base.executemany("insert into d values (?, ?)", found)

    def ask(text: str) -> list[str]:
        words = [token.word for token in tokens(text) if token.word not in STOP_WORDS]
        match = " OR ".join(f'"{word}"' for word in words)
        if not match:
            return []
        return [row[0] for row in base.execute("select id from d where d match ? order by rank limit 10", (match,))]

    return ask


def rate(task: str, ask: Searcher) -> tuple[float, float]:
    """Mean nDCG@10 and CPU milliseconds a query."""
    rows = queries(task)
    start = time.process_time()
    scores = [ndcg(ask(str(row["query"])), list(row["relevant"])) for row in rows]  # type: ignore[call-overload]
    return sum(scores) / len(scores), 1000 * (time.process_time() - start) / len(rows)


def views() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each view with the tasks that are asked of it."""
    of: dict[str, list[str]] = {}
    for task in (*TASKS, *EXTRA):
        of.setdefault(str(queries(task)[0]["view"]), []).append(task)
    yield from ((view, tuple(tasks)) for view, tasks in of.items())


def quality(*, semantic: bool = False) -> None:
    figures: dict[str, tuple[float, float, float, float]] = {}
    for view, tasks in views():
        found = documents(view)
        start = time.process_time()
        index = Index.of(corpus(found))
        built = time.process_time() - start
        start = time.process_time()
        base = fts5(found)
        print(
            f"{view}: {len(found)} documents, built in {built:.1f} CPU s, {built / (time.process_time() - start):.0f} times FTS5"
        )
        if semantic:
            from rca.search.vectors import with_meaning

            with tempfile.TemporaryDirectory() as folder:
                start = time.process_time()
                index = with_meaning(index, Path(folder) / "x.idx")
                print(f"  vectors made in {time.process_time() - start:.1f} CPU s")
        mine = ours(index, [name for name, _ in found])
        for task in tasks:
            figures[task] = (*rate(task, mine), *rate(task, base))
    print(f"\n{'task':14} {'nDCG@10':>8} {'FTS5':>8} {'CPU ms':>8} {'FTS5':>8}")
    for task in (*TASKS, *EXTRA):
        mine_score, mine_time, base_score, base_time = figures[task]
        print(f"{task:14} {mine_score:8.3f} {base_score:8.3f} {mine_time:8.2f} {base_time:8.2f}")
    macro = [sum(figures[task][place] for task in TASKS) / len(TASKS) for place in range(4)]
    print(
        f"{'macro of 8':14} {macro[0]:8.4f} {macro[2]:8.4f} {macro[1]:8.2f} {macro[3]:8.2f}   ratio {macro[1] / macro[3]:.2f}"
    )


RUNNER = """
const {Engine} = require(process.argv[2]), fs = require("fs"), path = require("path");
const folder = process.argv[3], rows = JSON.parse(fs.readFileSync(path.join(folder, "queries.json")));
const read = async name => JSON.parse(fs.readFileSync(path.join(folder, name + ".json")));
(async () => {
  let loaded = 0, first = 0;
  const engine = new Engine(read), answers = [];
  await engine.search("warm", {});
  const start = process.cpuUsage();
  for (const row of rows) answers.push((await engine.search(row, {})).hits.slice(0, 10).map(hit => hit.record));
  const spent = process.cpuUsage(start);
  for (const row of rows.slice(0, 20)) {
    const fresh = new Engine(async name => { loaded += fs.statSync(path.join(folder, name + ".json")).size; return read(name); });
    const found = await fresh.search(row, {});
    await fresh.shown(found, found.hits.slice(0, 10));
    first++;
  }
  console.log(JSON.stringify({answers, ms: (spent.user + spent.system) / 1000 / rows.length, bytes: loaded / first}));
})();
"""


def in_browser_engine() -> None:
    node = shutil.which("node")
    if node is None:
        print("node is not there; the browser tests of the site hold the script to the Python ranking instead")
        return
    print(f"{'task':14} {'nDCG@10':>8} {'CPU ms':>8} {'kB for a first query':>22}")
    for view, tasks in views():
        found = documents(view)
        with tempfile.TemporaryDirectory() as folder:
            for name, text in build_shards(corpus(found)).items():
                (Path(folder) / f"{name}.json").write_text(text, encoding="utf-8")
            runner = Path(folder) / "run.js"
            runner.write_text(RUNNER, encoding="utf-8")
            for task in tasks:
                rows = queries(task)
                (Path(folder) / "queries.json").write_text(json.dumps([row["query"] for row in rows]), encoding="utf-8")
                done = subprocess.run(
                    [node, str(runner), str(ENGINE), folder], capture_output=True, text=True, check=True
                )
                told = json.loads(done.stdout)
                scores = [
                    ndcg([found[record][0] for record in answer], list(row["relevant"]))  # type: ignore[call-overload]
                    for row, answer in zip(rows, told["answers"], strict=True)
                ]
                print(f"{task:14} {sum(scores) / len(scores):8.3f} {told['ms']:8.2f} {told['bytes'] / 1000:22.0f}")


def invented(count: int) -> list[tuple[str, str]]:
    """Short records repeated with seeded substitution of words, so that each is its own."""
    found = documents("osha_abs")
    words = sorted({token.word for _, text in found for token in tokens(text)})
    chance = random.Random(1)
    many: list[tuple[str, str]] = []
    while len(many) < count:
        name, text = found[len(many) % len(found)]
        changed = [chance.choice(words) if chance.random() < 0.15 else word for word in text.split()]
        many.append((f"{name}-{len(many)}", " ".join(changed)))
    return many


def at_size(count: int, *, semantic: bool = False) -> None:
    many = invented(count)
    start = time.process_time()
    arrays = pack(corpus(many))
    built = time.process_time() - start
    index = Index(ArraySource(arrays))
    best(index, "a slyp", 1)  # what a slip needs is imported once a process
    start = time.process_time()
    base, size = fts5(many), sum(len(text) for _, text in many)
    base_built = time.process_time() - start
    stored = sum(values.nbytes for values in arrays.values())
    print(
        f"{count} records, {size / 1e6:.0f} MB of text: built in {built:.1f} CPU s, {built / base_built:.1f} times FTS5; "
        f"{stored / 1e6:.0f} MB, {stored / size:.1f} times the text"
    )
    names = [name for name, _ in many]
    ways: list[tuple[str, Searcher]] = [
        ("the ten best", lambda text: [names[hit.record] for hit in best(index, text, 10)]),
        ("all counted", ours(index, names)),
        ("FTS5", base),
    ]
    if semantic:
        from rca.search.vectors import with_meaning

        with tempfile.TemporaryDirectory() as folder:
            start = time.process_time()
            near = with_meaning(index, Path(folder) / "x.idx")
            print(f"vectors made in {time.process_time() - start:.0f} CPU s")
        ways[1:] = [("with meaning", lambda text: [names[hit.record] for hit in best(near, text, 10)])]
    for task in ("osha_title", "osha_keywords"):
        asked = [str(row["query"]) for row in queries(task)[:100]]
        for what, ask in ways:
            spent = []
            for _ in range(2):
                start = time.process_time()
                for text in asked:
                    ask(text)
                spent.append(1000 * (time.process_time() - start) / len(asked))
            print(
                f"{task:14} {what:12}: {spent[0]:.1f} CPU ms a query when first asked, {spent[1]:.1f} when asked again"
            )


if __name__ == "__main__":
    main()
