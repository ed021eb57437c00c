"""When a search has to end: the clock, the processor's time and memory, each by itself."""

from __future__ import annotations

import math
import time

import pytest

from rca.analysis.solving import deadline as module
from rca.analysis.solving.deadline import AT_ONCE, NEVER, Deadline, OutOfMemoryError, OutOfTimeError


def test_no_limit_is_never_reached() -> None:
    """However long it lasts."""
    NEVER.look()

    assert NEVER.left() == math.inf
    assert not NEVER.has_time
    assert not NEVER.passed()
    assert NEVER.share(0.5).left() == math.inf


@pytest.mark.parametrize("which", ["clock", "processor"])
def test_each_time_ends_the_search_by_itself(which: str) -> None:
    """The nearer of the two, where both are given; and it is remembered."""
    now = time.perf_counter() if which == "clock" else time.process_time()
    own, ended = Deadline(**{which: now + 100}), Deadline(**{which: now - 1})  # type: ignore[arg-type]

    own.look()
    with pytest.raises(OutOfTimeError):
        ended.look()

    assert own.has_time
    assert 90 < own.left() <= 100
    assert (own.reached, ended.reached) == (None, "time")


def test_the_nearer_time_counts() -> None:
    """Of the clock and the processor."""
    assert Deadline.within(1000.0, 10.0).left() <= 10
    assert Deadline.within(10.0, 1000.0).left() <= 10
    assert Deadline.within(10.0).left() == pytest.approx(10, abs=1)
    assert Deadline.within(None, 10.0).left() == pytest.approx(10, abs=1)


def test_a_share_is_a_part_of_what_is_left_and_tells_the_whole() -> None:
    """A third of thirty seconds; when it is over, the whole knows which limit was reached."""
    whole = Deadline.within(30.0)
    share, nothing = whole.share(1 / 3), whole.share(0.0)

    assert share.left() == pytest.approx(10, abs=1)
    assert whole.share(1.0).left() == pytest.approx(30, abs=1)
    with pytest.raises(OutOfTimeError):
        nothing.look()
    assert (whole.reached, share.reached) == ("time", None)


def test_memory_is_read_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    """Exactly as much as there may be is not too much."""
    own = Deadline(octets=1000)
    monkeypatch.setattr(module, "OFTEN", 0.0)
    monkeypatch.setattr(module, "held", lambda: 1000)
    own.look()
    monkeypatch.setattr(module, "held", lambda: 1001)
    with pytest.raises(OutOfMemoryError):
        own.look()

    assert own.reached == "memory"


def test_memory_is_not_read_at_every_look(monkeypatch: pytest.MonkeyPatch) -> None:
    """It costs more than the look."""
    read: list[int] = []

    def held() -> int:
        read.append(1)
        return 0

    monkeypatch.setattr(module, "OFTEN", 100.0)
    monkeypatch.setattr(module, "held", held)
    own = Deadline(octets=1000)
    for _ in range(5):
        own.look()

    assert len(read) == 1
    for _ in range(5):
        own.share(0.5).share(0.5).look()
    assert len(read) == 1

    other = Deadline(octets=1000)
    for _ in range(5):
        other.share(0.5).share(0.5).look()
    assert len(read) == 2


def test_a_share_that_looked_spares_no_look_at_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """The whole looks again when the time of the share is over."""
    whole = Deadline(clock=10.0, octets=1000)
    monkeypatch.setattr(module, "OFTEN", 100.0)
    monkeypatch.setattr(module, "held", lambda: 0)
    monkeypatch.setattr(module.time, "perf_counter", lambda: 0.0)
    whole.share(0.5).look()
    monkeypatch.setattr(module.time, "perf_counter", lambda: 10.5)

    with pytest.raises(OutOfTimeError):
        whole.look()


@pytest.mark.parametrize(
    ("megabytes", "more", "octets"),
    [(100.0, False, 100e6), (100.0, True, 150e6), (10.0, False, 66e6), (math.inf, False, math.inf)],
)
def test_megabytes_are_of_the_process_or_beside_it(
    megabytes: float, more: bool, octets: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A process of 50 MB; 16 more are left to it at least."""
    monkeypatch.setattr(module, "held", lambda: 50_000_000)

    assert Deadline.within(None, None, megabytes, more=more).octets == octets


def test_pieces_are_all_places_once() -> None:
    """In order, and none is longer than what is done between two looks."""
    pieces = list(NEVER.pieces(2, 2 * AT_ONCE + 5))

    assert [place for piece in pieces for place in range(piece.start, piece.stop)] == list(range(2, 2 * AT_ONCE + 5))
    assert len(pieces) == 3


def test_there_is_a_look_before_each_piece() -> None:
    """A deadline that has passed lets none begin."""
    with pytest.raises(OutOfTimeError):
        next(Deadline(clock=time.perf_counter() - 1).pieces(0, 1))
