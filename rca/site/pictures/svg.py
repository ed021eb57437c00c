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


@dataclass(frozen=True, slots=True)
class Box:
    """A box as it was placed, in the units of its page."""

    key: str
    """The element's id, unique on a page."""
    event: str
    """What it shows: the id of an event or barrier, or the number of a timeline entry."""
    page: int
    x: float
    y: float
    width: float
    height: float
    form: str
    """Of a tree: gate, basic, undeveloped, house, condition, or a transfer: repeat, page, continues."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing of one page."""

    svg: str
    width: float
    height: float
    boxes: tuple[Box, ...] = ()
    texts: tuple[Line, ...] = ()


class Pen:
    """Collects what a picture is made of, and every line of text with the box that holds it."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.texts: list[Line] = []

    def add(self, *parts: str) -> None:
        """Put elements on top."""
        self.parts.extend(parts)

    def write(
        self,
        text: str,
        x: float,
        y: float,
        *,
        size: float,
        room: float,
        style: str,
        owner: str = "",
        at: str = "start",
        bold: bool = False,
        mono: bool = False,
    ) -> None:
        """A line of text with its baseline at `y`; `x` is its left edge, its middle or its right edge by `at`."""
        self.parts.append(text_line(text, x, y, size=size, room=room, style=style, anchor_=at, bold=bold, mono=mono))
        measured = min(words.width(text, size, bold=bold, mono=mono), room)
        left = x - {"start": 0.0, "middle": measured / 2, "end": measured}[at]
        self.texts.append(Line(text, left, y, size, measured, owner))


def picture_of(
    pen: Pen, *, style: str, title: str, about: str, name: str, width: float, height: float, linked: bool,
    boxes: tuple[Box, ...] = (), smallest: float = 1.0, left: float = 0.0, top: float = 0.0,
) -> Picture:  # fmt: skip
    """The finished picture, with a title and a description for whoever cannot see it."""
    label = f"t-{anchor(name)}"
    svg = tag(
        "svg",
        [tag("title", escape(title), id=label), tag("desc", escape(about), id=f"{label}-d"), *pen.parts],
        xmlns="http://www.w3.org/2000/svg",
        class_=f"pic {style}",
        viewBox=path(left, top, width, height),
        width=width,
        height=height,
        style=f"min-width:{number(width * smallest)}px",
        role="graphics-document" if linked else "img",
        aria_labelledby=f"{label} {label}-d",
    )
    return Picture(svg, round(width, 2), round(height, 2), boxes, tuple(pen.texts))


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
