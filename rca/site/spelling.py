"""How dates, numbers and lists are written on the pages, in English and in Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterable

from markupsafe import Markup, escape

from rca.library.in_words import day, moment, number
from rca.site.words import Language

__all__ = ["day", "decimal", "listed", "moment", "number", "paragraphs", "percent", "ticks", "year"]

_BLANK_LINE = re.compile(r"\n\s*\n")
_TICKS = re.compile(r"`([^`\n]+)`")


def year(written: str) -> str:
    """Year of a date of any precision."""
    return written[:4]


def decimal(value: float | None) -> str:
    """An index or a share as `0.33`; an em dash where there is none, never 0."""
    return "—" if value is None else f"{value:.2f}"


def percent(value: float) -> str:
    """A share (0..1) as a length in a style sheet: `33.3%`, held between 0 and 100."""
    return f"{100 * min(1.0, max(0.0, value)):.1f}%"


def paragraphs(text: str) -> Markup:
    """Plain text as paragraphs, one for each stretch between blank lines."""
    return Markup("").join(Markup("<p>{}</p>").format(part.strip()) for part in _BLANK_LINE.split(text) if part.strip())


def ticks(text: str) -> Markup:
    """Text in which `` `words between backticks` `` are set as code."""
    return Markup(_TICKS.sub(r"<code>\1</code>", str(escape(text))))  # noqa: S704 -- escaped just before


def listed(names: Iterable[str], language: Language = "en") -> str:
    """Names as a sentence lists them: "a, b and c". Parts that are markup already stay so."""
    parts = [escape(name) for name in names]
    if len(parts) < 2:
        return Markup("").join(parts)
    between, last = (Markup("、"), Markup("和")) if language == "zh" else (Markup(", "), Markup(" and "))
    return between.join(parts[:-1]) + last + parts[-1]
