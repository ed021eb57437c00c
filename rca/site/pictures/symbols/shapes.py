"""Shapes that both symbol sets share: events, transfers, the inhibit hexagon."""

from __future__ import annotations

from rca.site.pictures.branches import Form
from rca.site.pictures.svg import escape, path, tag
from rca.site.pictures.text import width

RADIUS = 6.5
"""Of an event's symbol on the left edge of its box."""
_LETTERING_ROOM = 22.0


def lettering(text: str, baseline: float, size: float, *, minor: bool = False) -> str:
    """Letters inside a gate; long ones, such as `12/150`, are set smaller, never wider than the gate."""
    size = min(size, size * _LETTERING_ROOM / width(text, size, bold=True))
    style = "op minor" if minor else "op"
    return tag("text", escape(text), class_=style, x=0, y=baseline, text_anchor="middle", font_size=size)


def bubble(top: float) -> str:
    """The ring of negation on a gate's output."""
    return tag("circle", class_="sym", cx=0, cy=top - 3, r=3)


def hexagon() -> str:
    """The inhibit gate: output when the cause occurs under the condition."""
    return tag("path", class_="sym", d=path("M", 0, -14, "L", 13, -7, "V", 7, "L", 0, 14, "L", -13, 7, "V", -7, "Z"))


def draw_event(form: Form) -> str:
    """Circle for a basic event, diamond for one not developed, house, ellipse for a condition, triangle for a transfer."""
    r = RADIUS
    if form == "basic":
        return tag("circle", class_="sym", cx=0, cy=0, r=r - 0.5)
    if form == "condition":
        return tag("ellipse", class_="sym", cx=0, cy=0, rx=r, ry=r - 2.5)
    outline = {
        "undeveloped": path("M", 0, -r - 0.5, "L", r, 0, "L", 0, r + 0.5, "L", -r, 0, "Z"),
        "house": path("M", 0, -r - 0.5, "L", r - 0.5, -1, "V", r - 0.5, "H", 0.5 - r, "V", -1, "Z"),
    }.get(form, path("M", 0, -r - 0.5, "L", r, r - 1.5, "H", -r, "Z"))
    return tag("path", class_="sym", d=outline)
