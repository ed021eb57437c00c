"""Notices when files change while a site is being looked at."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

PAUSE = 0.5
"""Seconds between two looks."""


@contextmanager
def watching(places: Sequence[Path], changed: Callable[[], None], pause: float = PAUSE) -> Iterator[None]:
    """Call `changed` whenever a file below `places` is written, added or taken away, until the block is left.

    The calls come one after the other from a thread of their own; changes during a call lead to one more. Cost: one
    look at the times of all files a pause.
    """
    stop = threading.Event()
    thread = threading.Thread(
        target=_look, args=(tuple(places), changed, pause, stop, dict(_stamps(places))), daemon=True
    )
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def _look(
    places: Sequence[Path], changed: Callable[[], None], pause: float, stop: threading.Event, before: dict[str, int]
) -> None:
    while not stop.wait(pause):
        now = dict(_stamps(places))
        if now != before:
            before = now
            changed()


def _stamps(places: Sequence[Path]) -> Iterator[tuple[str, int]]:
    """Every file with the time of its last change, in nanoseconds."""
    for place in places:
        for path in place.rglob("*") if place.is_dir() else (place,):
            try:
                if path.is_file():
                    yield str(path), path.stat().st_mtime_ns
            except OSError:  # taken away between the two looks
                continue
