"""What a save costs while `rca serve --watch` runs: until the page shows it, and until the pages about several reviews do.

Run `python benchmarks/watch.py`, or with `--count 200` for a first look. CPU is that of the serving program; wall time
is what the writer waits, from the save to the new text over HTTP, on a machine that may have other work; the reader is told
that there is something new, as a browser is, and asks once.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gc
import statistics
import tempfile
import threading
import time
import urllib.request
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path

from invented import write_reviews

from rca.api.living import Living
from rca.api.watching import Follower
from rca.site.build import handbook
from rca.site.live_server import Handler, Show
from rca.site.mkdocs_live import Framer
from rca.site.watch import following, stamps

DAY = dt.date(2026, 1, 1)
SAVES = 7


def spent(what: str, began: float) -> float:
    used = time.process_time() - began
    print(f"{what}: {used:.3f} s of CPU")
    return used


def change(path: Path, number: int, tree: bool) -> str:
    """Another word in the title, or with `tree` also another status of the first cause; gives the word."""
    lines = path.read_text("utf-8").splitlines()
    word = f"Take{number}{'T' if tree else 'W'}"
    lines = [f'title: "{word} of a spill"' if line.startswith("title:") else line for line in lines]
    if tree:
        at = next(place for place, line in enumerate(lines) if line.startswith("      status:"))
        lines[at] = f"      status: {'likely' if number % 2 else 'confirmed'}"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return word


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = write_reviews(Path(folder, "kb"), given.count, given.seed)
        path = sorted((root / "reviews").iterdir())[given.count // 2]
        address = f"cases/{path.stem}/index.html"
        gc.disable()
        began = time.process_time()
        living = Living(root, DAY)
        state = living.whole()
        spent(f"{given.count} reviews, the first state", began)
        gc.freeze()
        gc.enable()
        began = time.process_time()
        frame = Framer(*handbook(Path("mkdocs.yml")))
        spent("the frame", began)
        Show(frame, state.pages()).answer(address)  # templates are compiled once
        for tree in (False, True):
            costs = []
            for number in range(SAVES):
                change(path, number, tree)
                began = time.process_time()
                after = living.at_once(state, {path})
                assert after is not None
                Show(frame, after.pages()).answer(address)
                costs.append(time.process_time() - began)
            print(
                f"{'a status' if tree else 'a title'} saved, until its page: {statistics.median(costs):.3f} s of CPU (median of {SAVES})"
            )
            began = time.process_time()
            state = living.whole()
            spent("  and all of the rest behind it", began)
        began = time.process_time()
        for _ in range(10):
            dict(stamps((root,)))
        spent("ten looks at the times of all files", began)
        follow(living, root, path, address, frame)


REST = 8
"""Seconds in which everything behind a page is worked out, before the next save."""


def follow(living: Living, root: Path, path: Path, address: str, frame: Framer) -> None:
    """Wall time from a save to the new text over HTTP."""
    follower = Follower(living, living.whole(), lambda: frame, print)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, follower.stage))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    waits = []
    with following((root,), follower.changed), follower:
        for number in range(SAVES):
            turn = follower.stage.turn
            word = change(path, 100 + number, tree=True).encode()
            saved = time.perf_counter()
            while True:  # as a browser does: it waits to be told, and then asks once
                turn = follower.stage.wait(turn, 10)
                if word in urllib.request.urlopen(f"http://127.0.0.1:{server.server_port}/{address}").read():
                    break
            waits.append(time.perf_counter() - saved)
            time.sleep(REST)
    server.shutdown()
    print(
        f"save to new text over HTTP: {statistics.median(waits):.2f} s, at most {max(waits):.2f} s of wall time ({SAVES} saves)"
    )


if __name__ == "__main__":
    main()
