"""What an analysis leaves out when its time or memory is used up, and the sentence that says so."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, TypeVar

from rca.analysis.solving.deadline import Deadline, LimitError

T = TypeVar("T")


class LeftOut:
    """Questions that are asked one after the other until the deadline, and what was not answered by then."""

    def __init__(self, deadline: Deadline) -> None:
        """`deadline`: of the whole analysis."""
        self.deadline = deadline
        self.missing: dict[Literal["time", "memory"], list[str]] = {}

    def answer(self, question: Callable[[Deadline], T], share: float, what: str, otherwise: T) -> T:
        """The answer within a share of the time that is left, 0..1; `otherwise` where a limit is reached first.

        `what` says in a sentence what is missing then; nothing is said where it is empty.
        """
        try:
            return question(self.deadline.share(share))
        except LimitError as error:
            if what:
                self.say(error.reached, what)
            return otherwise

    def say(self, reached: Literal["time", "memory"], what: str) -> None:
        """Something is missing since a limit was reached."""
        self.missing.setdefault(reached, []).append(what)

    def sentences(self) -> list[str]:
        """One for each limit that was reached."""
        return [
            f"The {reached} limit was reached before all was found. Missing: {'; '.join(missing)}."
            for reached, missing in self.missing.items()
        ]
