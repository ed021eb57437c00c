"""The timeline of cases: a dot for each on an axis of years, larger the graver, with its name beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rca.site.pictures.svg import Pen, Picture, escape, path, picture_of, tag
from rca.site.pictures.text import width

WIDTH = 1000.0
ROW = 22.0
SIZE, SMALL = 11.5, 10.5
RADII = {"100": 8.0, "10": 6.6, "1": 5.4, "hurt": 4.4, "nobody": 3.6, "unknown": 3.6}
"""Radius of the dot by gravity, in pixels; the words of the table say the same."""


@dataclass(frozen=True, slots=True)
class Dot:
    """A case on the axis."""

    year: float
    """With the part of the year that had passed."""
    name: str
    gravity: str
    link: str


def draw_years_of_cases(dots: Sequence[Dot], *, title: str, about: str) -> Picture | None:
    """Dots in as many rows as their names need, oldest first. None without cases."""
    if not dots:
        return None
    ordered = sorted(dots, key=lambda dot: (dot.year, dot.name))
    first = int(ordered[0].year) // 10 * 10
    last = max(int(ordered[-1].year) // 10 * 10 + 10, first + 10)
    left, right = 12.0, WIDTH - 12.0

    def at(year: float) -> float:
        return left + (right - left) * (year - first) / (last - first)

    ends: list[float] = []
    rows: list[int] = []
    for dot in ordered:
        start, end = _extent(dot, at(dot.year))
        row = next((number for number, taken in enumerate(ends) if taken < start), len(ends))
        if row == len(ends):
            ends.append(0.0)
        ends[row] = end + 10
        rows.append(row)
    height = len(ends) * ROW + 26
    pen = Pen()
    for decade in range(first, last + 1, 10):
        x = at(decade)
        pen.add(tag("path", class_="guide", d=path("M", x, 4, "V", height - 18)))
        side = "end" if decade == last else "start" if decade == first else "middle"
        pen.write(str(decade), x, height - 5, size=SMALL, room=40, style="scale", at=side)
    for dot, row in zip(ordered, rows, strict=True):
        x, y, radius = at(dot.year), 14 + row * ROW, RADII[dot.gravity]
        inner = Pen()
        inner.add(tag("title", escape(f"{dot.name} ({int(dot.year)})")))
        inner.add(tag("circle", class_=f"dot g-{dot.gravity}", cx=x, cy=y, r=radius))
        before = _turned(dot, x)
        inner.write(
            dot.name, x - radius - 4 if before else x + radius + 4, y + 4, size=SIZE, room=220, style="label",
            at="end" if before else "start",
        )  # fmt: skip
        pen.add(tag("a", "".join(inner.parts), href=dot.link))
    return picture_of(
        pen, style="ty", title=title, about=about, name="years", width=WIDTH, height=height, linked=True, smallest=0.96
    )


def _turned(dot: Dot, x: float) -> bool:
    """Whether the name stands before the dot, since there is no room behind it."""
    return x + RADII[dot.gravity] + 8 + width(dot.name, SIZE) > WIDTH - 4


def _extent(dot: Dot, x: float) -> tuple[float, float]:
    room = RADII[dot.gravity] + 4 + width(dot.name, SIZE)
    return (x - room, x + RADII[dot.gravity]) if _turned(dot, x) else (x - RADII[dot.gravity], x + room)
