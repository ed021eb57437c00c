"""`rca serve --watch`: the site while somebody writes it, made page by page from what the files say now."""

from __future__ import annotations

import datetime as dt
import gc
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Self

from rca.api.base import Misuse, Step, quiet
from rca.api.living import Living, State
from rca.site.build import handbook
from rca.site.live_server import Show, Stage, serve_stage
from rca.site.mkdocs_live import CannotFrame, Framer
from rca.site.serve import CannotServe
from rca.site.watch import following

if TYPE_CHECKING:
    from rca.records.vocabulary import PublicationLevel

QUIET = 1.0
"""Seconds without a save after which the pages about several reviews are worked out."""


def watch(
    root: Path, as_of: dt.date, config: Path, port: int, say: Callable[[str], None], *,
    level: PublicationLevel = "restricted", step: Step = quiet,
) -> None:  # fmt: skip
    """Serve the site on this machine until interrupted, each page as the files say now. No folder is written.

    Args:
        root: the knowledge base.
        as_of: the day that counts as today.
        config: an `mkdocs.yml`; it need not be there.
        port: 0 takes a free one.
        say: is told what happens.
        level: for whom the pages are.
        step: is told of each file and review while the first state is worked out.

    Raises:
        Misuse: there is no such folder, or the port is taken.
    """
    say("Reading the knowledge base")
    living = Living(root, as_of, level)
    gc.disable()  # nothing that is read goes in circles, and looking for circles takes a third of the time
    try:
        state = living.whole(step)
    finally:
        gc.freeze()
        gc.enable()
    try:
        follower = Follower(living, state, lambda: Framer(*handbook(config)), say)
        with following((root, config, config.parent / "docs"), follower.changed), follower:
            serve_stage(follower.stage, port, lambda address: say(f"Watching {root}, served at {address}"), say)
    except (CannotFrame, CannotServe) as error:
        raise Misuse(str(error)) from error


class Follower:
    """Puts each new state on show: of the reviews that were saved at once, of everything once the keyboard rests."""

    def __init__(
        self,
        living: Living,
        state: State,
        frame: Callable[[], Framer],
        say: Callable[[str], None],
        pause: float = QUIET,
    ) -> None:
        self._living, self._state, self._framed, self._say, self._pause = living, state, frame, say, pause
        self.stage = Stage(Show(frame(), state.pages()))
        self._lock = threading.Lock()
        self._saves = 0
        self._due = threading.Event()
        self._over = threading.Event()
        self._behind = threading.Thread(target=self._work, daemon=True)

    def __enter__(self) -> Self:
        self._behind.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._due.set()
        self._behind.join(timeout=1)

    def changed(self, paths: frozenset[Path]) -> None:
        """Show what was saved, and have the rest worked out."""
        inside = frozenset(path for path in paths if path.is_relative_to(self._living.root))
        frame = self._frame_again() if paths - inside else self.stage.show.frame
        with self._lock:
            self._saves += 1
            at_once = self._living.at_once(self._state, inside)
            if at_once is not None or frame is not self.stage.show.frame:
                self._put(at_once or self._state, frame)
        self._due.set()

    def _frame_again(self) -> Framer:
        """The frame as the configuration and the hand-written pages say now, or the last one where they are at fault."""
        try:
            return self._framed()
        except CannotFrame as error:
            self._say(str(error))
            return self.stage.show.frame

    def _work(self) -> None:
        while not self._over.is_set():
            self._due.wait()
            saves = -1
            while saves != self._saves and not self._over.is_set():
                saves = self._saves
                self._over.wait(self._pause)
            self._due.clear()
            if not self._over.is_set():
                self._whole(saves)

    def _whole(self, saves: int) -> None:
        try:
            state = self._living.whole()
        except Misuse as error:  # said, and the next change is waited for
            self._say(str(error))
            return
        with self._lock:
            if saves == self._saves:  # else there is a newer save, and the next round has it
                self._put(state, self.stage.show.frame)

    def _put(self, state: State, frame: Framer) -> None:
        self._state = state
        self.stage.put(Show(frame, state.pages()))
