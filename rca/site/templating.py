"""The template environment: everything is escaped, and an unknown name is an error."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")  # fmt: skip
_BLANK_LINE = re.compile(r"\n\s*\n")


@cache
def environment() -> Environment:
    """The one environment of all page templates. Escaping is on whatever a template's name ends in."""
    made = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["day"] = day
    made.filters["year"] = year
    made.filters["number"] = number
    made.filters["decimal"] = decimal
    made.filters["paragraphs"] = paragraphs
    made.filters["listed"] = listed
    return made


def day(written: str | None) -> str:
    """`2005-03-23` as "23 March 2005", `2005-03` as "March 2005", a year as it stands."""
    parts = (written or "").split("-")
    if len(parts) == 1:
        return parts[0]
    month = _MONTHS[int(parts[1]) - 1]
    return f"{month} {parts[0]}" if len(parts) == 2 else f"{int(parts[2])} {month} {parts[0]}"  # noqa: PLR2004


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


def paragraphs(text: str) -> Markup:
    """Plain text as paragraphs, one for each stretch between blank lines."""
    return Markup("").join(Markup("<p>{}</p>").format(part.strip()) for part in _BLANK_LINE.split(text) if part.strip())


def listed(names: Iterable[str]) -> str:
    """Names as a sentence lists them: "a, b and c". Parts that are markup already stay so."""
    parts = [escape(name) for name in names]
    if len(parts) < 2:  # noqa: PLR2004 -- one name needs no "and"
        return Markup("").join(parts)
    return Markup(", ").join(parts[:-1]) + Markup(" and ") + parts[-1]
