"""Small charts as SVG, every value printed: bars, strips, dumbbells, lines over the years."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from rca.site.pictures.svg import Pen, Picture, escape, path, picture_of, tag
from rca.site.pictures.text import clip, width

Pattern = Literal["solid", "slanted", "barred", "plain"]
"""How a bar is filled, so that colour is never alone."""
TEXT = 11.5
SMALL = 10.5
ROW = 21.0
HEAD = 15.0
"""Room above a bar for its name, where the name does not stand beside it."""
BAR = 11.0

RULES = """
.ch .label{font-size:11.5px}
.ch .value{font-size:11px;font-weight:600}
.ch .scale{font-size:10.5px;fill:@muted}
.ch .guide{fill:none;stroke:@rule;stroke-width:1}
.ch .track{fill:@panel2}
.ch .slab.plain{fill:@h3}
.ch .slab.solid{fill:@conf}
.ch .slab.slanted{fill:@like}
.ch .slab.barred{fill:@open}
.ch .slab.none{fill:none;stroke:@rule2;stroke-dasharray:2 2}
.ch .hatch{fill:none;stroke:@paper;stroke-width:1.2}
.ch .running{fill:none;stroke:@ink;stroke-width:1.4}
.ch .knob{fill:@ink}
.ch .half{fill:@h3}
.ch .median{fill:@ink}
.ch .gap{fill:none;stroke:@bad;stroke-width:4;opacity:.4}
.ch .seen{fill:@act}
.ch .said{fill:@paper;stroke:@act;stroke-width:1.5;stroke-dasharray:2.4 1.8}
.ch .gap-value{font-size:11px;font-weight:600;fill:@bad}
.ch .band{fill:@h1}
.ch .line{fill:none;stroke:@conf;stroke-width:1.8;stroke-linejoin:round}
.ch .last{fill:@conf}
"""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart."""

    label: str
    value: float
    pattern: Pattern = "plain"
    href: str = ""


@dataclass(frozen=True, slots=True)
class Dumbbell:
    """Two shares of one case, 0..1."""

    label: str
    seen: float
    said: float
    href: str = ""


@dataclass(frozen=True, slots=True)
class YearPoint:
    """A median with the middle half of the cases up to a year."""

    year: int
    median: float
    low: float
    high: float


def figure(value: float) -> str:
    """A number as the charts print it: whole, or with two decimals."""
    return f"{value:.0f}" if value == int(value) else f"{value:.2f}"


def draw_bars(
    bars: Sequence[Bar],
    *,
    name: str,
    title: str,
    chart_width: float = 340.0,
    label_width: float = 132.0,
    cumulative: bool = False,
    stacked: bool = False,
) -> Picture | None:
    """Horizontal bars from nought with their values; `cumulative` adds the share of all (Pareto). None without bars.

    `stacked` puts each name above its bar, for a page that has no room beside it; `label_width` then counts for nothing.
    """
    if not bars:
        return None
    greatest = max(1e-9, *(bar.value for bar in bars))
    total = sum(bar.value for bar in bars) or 1.0
    share_width = chart_width * 0.36 if cumulative else 0.0
    values = max(width(figure(bar.value), 11, bold=True) for bar in bars) + 8
    left, head = (0.0, HEAD) if stacked else (label_width, 0.0)
    named = chart_width - share_width if stacked else label_width - 8
    room = chart_width - left - share_width - values - 8
    pen = Pen()
    top = 18.0 if cumulative else 2.0
    running = 0.0
    knots: list[tuple[float, float]] = []
    share_left = chart_width - share_width + 18
    for index, bar in enumerate(bars):
        y = top + index * (ROW + head)
        label = clip(bar.label, named, TEXT)
        inner = Pen()
        inner.add(tag("title", escape(f"{bar.label}: {figure(bar.value)}")))
        inner.write(label, 0, y + 12.5, size=TEXT, room=named, style="label")
        pen.texts.extend(inner.texts)
        text = "".join(inner.parts)
        pen.add(tag("a", text, href=bar.href) if bar.href else tag("g", text))
        length = room * bar.value / greatest
        y += head
        pen.add(*_filled(left, y + 3, length, bar.pattern))
        pen.write(figure(bar.value), left + length + 5, y + 12.5, size=11, room=values, style="value", bold=True)
        running += bar.value
        knots.append((share_left + (share_width - 40) * running / total, y + 8.5))
    height = top + len(bars) * (ROW + head)
    if cumulative:
        for share in (0.0, 0.5, 1.0):
            x = share_left + (share_width - 40) * share
            pen.add(tag("path", class_="guide", d=path("M", x, top - 2, "V", height)))
            pen.write(f"{share:.0%}", x, 10, size=SMALL, room=40, style="scale", at="middle")
        steps: list[str | float] = []
        for x, y in knots:
            steps += ["L" if steps else "M", x, y]
        pen.add(
            tag("path", class_="running", d=path(*steps)),
            *(tag("circle", class_="knob", cx=x, cy=y, r=2.3) for x, y in knots),
        )
    about = "; ".join(f"{bar.label} {figure(bar.value)}" for bar in bars)
    return _chart(pen, name, title, about, (chart_width, height + 2), linked=any(bar.href for bar in bars))


def _filled(x: float, y: float, length: float, pattern: Pattern) -> list[str]:
    """A bar with its hatch; a bar of nought is a hairline."""
    parts = [tag("rect", class_=f"slab {pattern}", x=x, y=y, width=max(length, 1.0), height=BAR)]
    steps: list[str | float] = []
    offset = 7.0 - (BAR // 7.0 + 1) * 7.0 if pattern == "slanted" else 7.0
    while pattern in ("slanted", "barred") and offset < length:
        lean = min(BAR, length - offset) if pattern == "slanted" else 0.0
        cut = max(0.0, -offset)  # a slanted line that begins left of the bar is drawn from the bar's edge
        if cut < lean or pattern == "barred":
            steps += ["M", x + offset + cut, y + BAR - cut]
            steps += ["L", x + offset + lean, y + (BAR - lean if pattern == "slanted" else 0)]
        offset += 7.0
    return [*parts, tag("path", class_="hatch", d=path(*steps))] if steps else parts


def draw_dumbbells(
    rows: Sequence[Dumbbell], *, name: str, title: str, chart_width: float = 520.0, label_width: float = 132.0
) -> Picture | None:
    """From the share seen in the field to the share said done, with the gap printed. None without rows."""
    if not rows:
        return None
    pen = Pen()
    span = chart_width - label_width - 52
    top, height = 18.0, 18.0 + len(rows) * ROW
    for share in (0.0, 0.5, 1.0):
        x = label_width + span * share
        pen.add(tag("path", class_="guide", d=path("M", x, top - 2, "V", height)))
        pen.write(f"{share:.0%}", x, 10, size=SMALL, room=40, style="scale", at="middle")
    for index, row in enumerate(rows):
        y = top + index * ROW + ROW / 2
        seen, said = label_width + span * row.seen, label_width + span * row.said
        inner = Pen()
        inner.write(clip(row.label, label_width - 12, TEXT), 0, y + 4, size=TEXT, room=label_width - 12, style="label")
        pen.texts.extend(inner.texts)
        text = "".join(inner.parts)
        pen.add(tag("a", text, href=row.href) if row.href else text)
        pen.add(
            tag("path", class_="gap", d=path("M", seen, y, "H", said)),
            tag("circle", class_="said", cx=said, cy=y, r=4),
            tag("circle", class_="seen", cx=seen, cy=y, r=4.2),
        )
        pen.write(
            f"{row.said - row.seen:.2f}",
            max(seen, said) + 9,
            y + 4,
            size=11,
            room=40,
            style="gap-value",
            bold=True,
        )
    about = "; ".join(f"{row.label}: {row.seen:.0%} – {row.said:.0%}" for row in rows)
    return _chart(pen, name, title, about, (chart_width, height + 2), linked=any(row.href for row in rows))


def draw_years(
    points: Sequence[YearPoint], *, name: str, title: str, chart_width: float = 232.0, height: float = 96.0
) -> Picture | None:
    """A line of medians on a scale from 0 to 1, the middle half as a band, the last value printed. None without points."""
    if not points:
        return None
    pen = Pen()
    left, right, top, foot = 26.0, chart_width - 38, 8.0, height - 18
    first, last = points[0].year, points[-1].year

    def at(year: int) -> float:
        return left + (right - left) * ((year - first) / (last - first) if last > first else 1.0)

    def up(value: float) -> float:
        return foot - (foot - top) * value

    for value in (0.0, 0.5, 1.0):
        pen.add(tag("path", class_="guide", d=path("M", left, up(value), "H", right)))
        pen.write(
            figure(value) if value != 0.5 else "0.5",
            left - 5,
            up(value) + 3.5,
            size=SMALL,
            room=24,
            style="scale",
            at="end",
        )
    upper: list[str | float] = []
    for point in points:
        upper += ["L" if upper else "M", at(point.year), up(point.high)]
    for point in reversed(points):
        upper += ["L", at(point.year), up(point.low)]
    line: list[str | float] = []
    for point in points:
        line += ["L" if line else "M", at(point.year), up(point.median)]
    end = points[-1]
    pen.add(tag("path", class_="band", d=path(*upper, "Z")), tag("path", class_="line", d=path(*line)))
    pen.add(tag("circle", class_="last", cx=at(end.year), cy=up(end.median), r=3))
    pen.write(f"{end.median:.2f}", at(end.year) + 7, up(end.median) + 4, size=11, room=32, style="value", bold=True)
    pen.write(str(first), left, height - 4, size=SMALL, room=40, style="scale")
    if last > first:
        pen.write(str(last), right, height - 4, size=SMALL, room=40, style="scale", at="end")
    about = "; ".join(f"{point.year}: {point.median:.2f} ({point.low:.2f}–{point.high:.2f})" for point in points)
    return _chart(pen, name, title, about, (chart_width, height))


def _chart(
    pen: Pen,
    name: str,
    title: str,
    about: str,
    size: tuple[float, float],
    *,
    linked: bool = False,
) -> Picture:
    return picture_of(
        pen,
        style="ch",
        title=title,
        about=about,
        name=name,
        width=size[0],
        height=size[1],
        linked=linked,
        smallest=0.9,
    )
