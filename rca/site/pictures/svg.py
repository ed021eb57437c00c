"""SVG as text: escaped, with numbers short and the same everywhere."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rca.site.pictures import text as words

_SAFE_ID = re.compile(r"[A-Za-z0-9_.-]")
TIGHT = 0.9
"""From this share of its room on a line is held to its measured width, whatever font the reader's machine has."""


def number(value: float) -> str:
    """At most two decimals, no trailing noughts, no minus nought."""
    short = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if short in ("-0", "") else short


def escape(text: str) -> str:
    """Text that stays text in an element, in an attribute, in HTML and in a CDATA section."""
    kept = words.clean(text)
    for letter, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("'", "&#39;")):
        kept = kept.replace(letter, entity)
    return kept


def anchor(name: str) -> str:
    """A name that can stand in an `id`, an address and a selector; the same for every picture and page."""
    return "".join(letter if _SAFE_ID.match(letter) else f"_{ord(letter):x}_" for letter in name)


def tag(name: str, content: str | Iterable[str] = "", /, **attributes: str | float | None) -> str:
    """An element. `class_` stands for class, `data_event` for data-event; None leaves an attribute out; values are escaped."""
    parts = [name]
    for key, value in attributes.items():
        if value is None:
            continue
        shown = number(value) if isinstance(value, (int, float)) else escape(value)
        parts.append(f'{key.rstrip("_").replace("_", "-")}="{shown}"')
    inside = content if isinstance(content, str) else "".join(content)
    opening = " ".join(parts)
    return f"<{opening}>{inside}</{name}>" if inside else f"<{opening}/>"


def path(*steps: str | float) -> str:
    """Path data of letters and numbers."""
    return " ".join(step if isinstance(step, str) else number(step) for step in steps)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text as it was placed. `x` is its left edge, `y` its baseline."""

    text: str
    x: float
    y: float
    size: float
    width: float
    owner: str
    """Key of the box that holds it; empty for a line outside boxes."""


def text_line(
    text: str,
    x: float,
    y: float,
    *,
    size: float,
    room: float,
    style: str,
    anchor_: str = "start",
    bold: bool = False,
    mono: bool = False,
) -> str:
    """A line of text. One that fills its room, or holds letters of unknown width, is held to the measured width."""
    measured = words.width(text, size, bold=bold, mono=mono)
    held = measured > room * TIGHT or not words.is_measured(text)
    return tag(
        "text",
        escape(text),
        class_=style,
        x=x,
        y=y,
        text_anchor=None if anchor_ == "start" else anchor_,
        textLength=min(measured, room) if held and measured else None,
        lengthAdjust="spacingAndGlyphs" if held and measured else None,
    )
