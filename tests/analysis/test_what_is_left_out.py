"""Answers that a limit kept from being found, and words that two sentences are held to share."""

from __future__ import annotations

from rca.analysis.across.missed import stems
from rca.analysis.left_out import LeftOut
from rca.analysis.solving.deadline import Deadline, OutOfMemoryError, OutOfTimeError


def out_of_time(_: Deadline) -> int:
    raise OutOfTimeError


def out_of_memory(_: Deadline) -> int:
    raise OutOfMemoryError


def test_what_a_limit_left_out_is_said_once_for_each_limit() -> None:
    """In the order asked; an answer that was found is no gap, nor is one of which nothing is to be said."""
    gaps = LeftOut(Deadline())

    assert gaps.answer(lambda _: 7, 0.5, "the count", 0) == 7
    assert gaps.sentences() == []
    assert gaps.answer(out_of_time, 0.5, "the bounds", 1) == 1
    assert gaps.answer(out_of_time, 0.5, "the list", 2) == 2
    assert gaps.answer(out_of_memory, 0.5, "the curve", 3) == 3
    assert gaps.answer(out_of_memory, 0.5, "", 4) == 4
    assert gaps.sentences() == [
        "The time limit was reached before all was found. Missing: the bounds; the list.",
        "The memory limit was reached before all was found. Missing: the curve.",
    ]


def test_a_question_gets_its_share_of_the_time() -> None:
    """A half of what is left, and not the whole."""
    gaps = LeftOut(Deadline.within(100.0))

    assert 45 < gaps.answer(lambda own: own.left(), 0.5, "the count", 0.0) <= 50


def test_words_are_compared_by_their_first_six_letters() -> None:
    """Short words do not count; of Chinese it is pairs of neighbours."""
    assert stems("Valves corroded") == {"valves", "corrod"}
    assert stems("corrosion") == {"corros"}
    assert stems("the gas") == frozenset()
    assert stems("阀门腐蚀") == {"阀门", "门腐", "腐蚀"}
    assert stems("阀") == frozenset()
