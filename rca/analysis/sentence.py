"""A sentence of the analysis in English, which carries its Chinese."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Self

from rca.analysis.findings import Interval
from rca.analysis.items import number


class Sentence(str):
    """The English sentence, a plain string everywhere; `in_language` gives the other.

    The two are written side by side where the fact is found, so that neither can go stale without the other.
    """

    __slots__ = ("zh",)
    zh: str

    def __new__(cls, english: str, chinese: str) -> Self:
        """Both at once."""
        made = super().__new__(cls, english)
        made.zh = chinese
        return made

    def __getnewargs__(self) -> tuple[str, str]:  # type: ignore[override]  # both are needed to copy it
        return str(self), self.zh

    def in_language(self, language: str) -> str:
        """The sentence in Chinese for `zh`, else in English."""
        return self.zh if language == "zh" else str(self)


def shown_zh(value: Interval) -> str:
    """`0.4`, or `0.2 至 0.6 之间`."""
    lower, upper = number(value.lower), number(value.upper)
    return lower if lower == upper else f"{lower} 至 {upper} 之间"


def listed_zh(names: Sequence[str], most: int = 4) -> str:
    """`A`, `A 和 B`, `A、B 等 5 项`."""
    if len(names) > most:
        return f"{'、'.join(names[: most - 1])} 等 {len(names)} 项"
    return names[0] if len(names) == 1 else f"{'、'.join(names[:-1])} 和 {names[-1]}" if names else ""
