"""How dates, numbers and lists are written on the pages."""

from __future__ import annotations

import re
from collections.abc import Iterable

from markupsafe import Markup, escape

_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")  # fmt: skip
_BLANK_LINE = re.compile(r"\n\s*\n")
_TICKS = re.compile(r"`([^`\n]+)`")


def day(written: str | None) -> str:
    """`2005-03-23` as "23 March 2005", `2005-03` as "March 2005", a year as it stands.

    >>> day("2005-03-23")
    '23 March 2005'
    """
    parts = (written or "").split("-")
    if len(parts) == 1:
        return parts[0]
    month = _MONTHS[int(parts[1]) - 1]
    return f"{month} {parts[0]}" if len(parts) == 2 else f"{int(parts[2])} {month} {parts[0]}"


def year(written: str) -> str:
    """Year of a date of any precision."""
    return written[:4]


def number(value: float) -> str:
    """A count or an amount with thin spaces between thousands; no decimals where there are none."""
    text = f"{value:,.0f}" if float(value).is_integer() else f"{value:,.4g}"
    return text.replace(",", "\u202f")


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


def listed(names: Iterable[str]) -> str:
    """Names as a sentence lists them: "a, b and c". Parts that are markup already stay so."""
    parts = [escape(name) for name in names]
    if len(parts) < 2:
        return Markup("").join(parts)
    return Markup(", ").join(parts[:-1]) + Markup(" and ") + parts[-1]
