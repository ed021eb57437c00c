"""The timeline as SVG: lanes by actor, in order, not to scale."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rca.analysis.findings import Findings
from rca.graph.tree import FaultTree
from rca.library.in_words import day, moment
from rca.records.event import Occurrence
from rca.records.review import TimelineEntry
from rca.records.when import NotAMoment, day_bounds, parse_when
from rca.site.pictures.svg import Box, Pen, Picture, anchor, escape, path, picture_of, tag
from rca.site.pictures.text import clean, wrap
from rca.site.pictures.wording import say

WIDTH = 992.0
"""What a case page has beside its list of contents in a window of 1,280 px: nothing is drawn smaller there."""
LANE_LABEL = 96.0
BOXES = (168.0, 156.0, 144.0, 132.0)
"""Widths tried: the widest that needs no more rows than the narrowest does."""
STEP = 0.66
"""Least distance from one entry to the next, in boxes: two in different lanes may overlap sideways, never touch."""
GAP = 16.0
DAY_GAP = 30.0
LANE_PAD = 9.0
ROW_GAP = 16.0
TEXT = 12.0
AT = 11.5
LEADING = 14.4
SMALL = 10.5
SMALL_LEADING = 12.6
_MOST_LINES = 7
_PAD = 8.0

RULES = """
.tl .lane{fill:@panel}
.tl .lane.even{fill:@paper}
.tl .lane-name{font-size:12px;font-weight:600}
.tl .box{fill:@paper;stroke:@muted;stroke-width:1.1}
.tl .cause .box{fill:@bad-bg;stroke:@bad}
.tl .unsure .box{fill:@open-bg;stroke:@open;stroke-dasharray:4 3}
.tl .final .box{fill:@bad;stroke:@bad}
.tl .at{font-size:11.5px;font-weight:600}
.tl .t{font-size:12px}
.tl .nid{font-size:10.5px;fill:@muted;font-family:$mono}
.tl .cause .nid{fill:@bad}
.tl .unsure .nid{fill:@open}
.tl .final text{fill:@paper}
.tl .then{fill:none;stroke:@muted;stroke-width:1.1}
.tl .tip{fill:@muted}
.tl .day{fill:none;stroke:@ink;stroke-width:1.2}
.tl .day-name{font-size:11px;font-weight:600}
"""


@dataclass(frozen=True, slots=True)
class _Entry:
    """An entry with its lines broken."""

    number: int
    lane: str
    at: tuple[str, ...]
    what: tuple[str, ...]
    ids: tuple[str, ...]
    full: str
    target: str
    """Id of the event it links to; empty for none."""
    style: str
    on_day: bool
    width: float

    @property
    def room(self) -> float:
        """For a line of text."""
        return self.width - 2 * _PAD

    @property
    def height(self) -> float:
        """Of its box."""
        return (
            14
            + len(self.at) * LEADING
            + len(self.what) * LEADING
            + (len(self.ids) * SMALL_LEADING + 1 if self.ids else 0)
        )


def draw_timeline(
    entries: Sequence[TimelineEntry],
    event: Occurrence,
    tree: FaultTree,
    findings: Findings | None = None,
    *,
    links: Callable[[str], str] | None = None,
    language: str = "en",
    title: str = "",
) -> Picture | None:
    """Lanes by actor with the entries in the order written; None when there are none.

    Entries that name events of the tree are coloured as causes, the accident itself is filled. `links` gives the address
    of an event.
    """
    if not entries:
        return None
    final = _final(entries, event, tree)

    def shown_in(width: float) -> list[_Entry]:
        return [
            _entry(number, entry, event, tree, findings, language, width, final=number == final)
            for number, entry in enumerate(entries)
        ]

    fewest = len(_rows(shown_in(BOXES[-1])))
    shown = next(tried for tried in map(shown_in, BOXES) if len(_rows(tried)) == fewest)
    pen = Pen()
    boxes: list[Box] = []
    top = 2.0
    for row in _rows(shown):
        top = _draw_row(pen, boxes, row, top, event, links, language) + ROW_GAP
    note = say("not_to_scale", language)
    return picture_of(
        pen,
        style="tl",
        title=title or say("timeline", language),
        about=f"{note}. " + "; ".join(entry.full for entry in shown[:40]),
        name="timeline",
        width=WIDTH,
        height=top - ROW_GAP + 2,
        linked=links is not None,
        boxes=tuple(boxes),
        smallest=0.92,
    )


def _final(entries: Sequence[TimelineEntry], event: Occurrence, tree: FaultTree) -> int:
    """The entry that is the accident: the one that names the top event, or its time, or the last of its day."""
    named = [number for number, entry in enumerate(entries) if tree.top in entry.events]
    if named:
        return named[-1]
    if event.time:
        timed = [number for number, entry in enumerate(entries) if event.time in entry.at and _on_day(entry.at, event)]
        if timed:
            return timed[-1]
    of_day = [number for number, entry in enumerate(entries) if _on_day(entry.at, event)]
    return of_day[-1] if of_day else len(entries) - 1


def _on_day(at: str, event: Occurrence) -> bool:
    """Whether an entry stands on the day of the accident or later. A bare time or an offset is of that day."""
    try:
        when = parse_when(at)
        first, _ = day_bounds(event.date)
    except NotAMoment:
        return True
    return when.scale != "calendar" or when.earliest >= first.toordinal() * 86400.0


def _short(at: str, event: Occurrence, language: str) -> str:
    """The moment in words, without the accident's own date where a time follows."""
    return moment(clean(at).replace(f"{event.date}T", "").replace(f"{event.date} ", ""), language)


def _entry(
    number: int,
    entry: TimelineEntry,
    event: Occurrence,
    tree: FaultTree,
    findings: Findings | None,
    language: str,
    width: float,
    *,
    final: bool,
) -> _Entry:
    known = {**tree.influences, **tree.nodes}
    named = [name for name in entry.events if name in known]
    status = {name: findings.derived_status.get(name) if findings else known[name].status for name in named}
    if final:
        style = "final"
    elif any(each in ("confirmed", "likely", None) for each in status.values()):
        style = "cause"
    else:
        style = "unsure" if named else ""
    at = _short(entry.at, event, language)
    room = width - 2 * _PAD
    return _Entry(
        number,
        clean(entry.lane or "") or say("what_happened", language),
        wrap(at, room, AT, bold=True, most=3),
        wrap(entry.what, room, TEXT, most=_MOST_LINES),
        wrap(", ".join(named), room, SMALL, mono=True, most=2) if named else (),
        f"{moment(clean(entry.at), language)}: {clean(entry.what)}",
        named[0] if named else "",
        style,
        _on_day(entry.at, event),
        width,
    )


def _rows(entries: list[_Entry]) -> list[list[tuple[float, _Entry, bool]]]:
    """Entries with their left edges, broken into rows that fit; the flag says that the day begins before the entry."""
    rows: list[list[tuple[float, _Entry, bool]]] = [[]]
    taken: dict[str, float] = {}
    before = False
    for entry in entries:
        begins = entry.on_day and (before or entry.number == 0) and not any(flag for row in rows for _, _, flag in row)
        row = rows[-1]
        x = LANE_LABEL + 12
        if row:
            x = max(row[-1][0] + STEP * entry.width, taken.get(entry.lane, 0.0))
        if begins:
            x = max([x + DAY_GAP, *(right - GAP + DAY_GAP for right in taken.values())])
        if row and x + entry.width > WIDTH - 6:
            rows.append([])
            taken = {}
            x = LANE_LABEL + 12 + (DAY_GAP if begins else 0)
        rows[-1].append((x, entry, begins))
        taken[entry.lane] = x + entry.width + GAP
        before = before or not entry.on_day
    return rows


def _draw_row(
    pen: Pen,
    boxes: list[Box],
    row: list[tuple[float, _Entry, bool]],
    top: float,
    event: Occurrence,
    links: Callable[[str], str] | None,
    language: str,
) -> float:
    """One row with the lanes that occur in it; returns its foot."""
    head = 18.0 if any(begins for _, _, begins in row) else 0.0
    lanes = list(dict.fromkeys(entry.lane for _, entry, _ in row))
    foot = top + head
    middles: dict[str, float] = {}
    for index, lane in enumerate(lanes):
        names = wrap(lane, LANE_LABEL - 14, TEXT, bold=True, most=4)
        tallest = max([*(entry.height for _, entry, _ in row if entry.lane == lane), len(names) * LEADING])
        height = tallest + 2 * LANE_PAD
        pen.add(tag("rect", class_="lane even" if index % 2 else "lane", x=0, y=foot, width=WIDTH, height=height))
        middles[lane] = foot + height / 2
        baseline = middles[lane] - len(names) * LEADING / 2 + 10
        for name in names:
            pen.write(name, 8, baseline, size=TEXT, room=LANE_LABEL - 14, style="lane-name", bold=True)
            baseline += LEADING
        foot += height
    for x, _, begins in row:
        if begins:
            line = x - DAY_GAP / 2
            pen.add(tag("path", class_="day", d=path("M", line, top + 2, "V", foot)))
            at_right = line + 160 > WIDTH
            pen.write(
                day(event.date, language),
                line + (-5 if at_right else 5),
                top + 12,
                size=11,
                room=150,
                style="day-name",
                at="end" if at_right else "start",
                bold=True,
            )
    for (x, entry, _), (next_x, following, _) in pairwise(row):
        pen.add(*_arrow(x, entry, next_x, following, middles))
    for x, entry, _ in row:
        _draw_entry(pen, boxes, entry, x, middles[entry.lane] - entry.height / 2, links)
    return foot


def _arrow(x: float, entry: _Entry, next_x: float, following: _Entry, middles: dict[str, float]) -> tuple[str, str]:
    """From one entry to the next, beside the boxes between them."""
    start, end = middles[entry.lane], middles[following.lane]
    turn = next_x - 9
    if start == end:
        steps = path("M", x + entry.width, start, "H", next_x - 5)
    elif turn > x + entry.width:
        steps = path("M", x + entry.width, start, "H", turn, "V", end, "H", next_x - 5)
    else:
        edge = start + (entry.height / 2 if end > start else -entry.height / 2)
        steps = path("M", turn, edge, "V", end, "H", next_x - 5)
    tip = tag("path", class_="tip", d=path("M", next_x, end, "l", -6, -3.5, "v", 7, "z"))
    return tag("path", class_="then", d=steps), tip


def _draw_entry(
    pen: Pen, boxes: list[Box], entry: _Entry, x: float, y: float, links: Callable[[str], str] | None
) -> None:
    key = f"time-{entry.number + 1}"
    inner = Pen()
    inner.add(
        tag("title", escape(entry.full)),
        tag("rect", class_="box", x=x, y=y, width=entry.width, height=entry.height, rx=3),
    )
    baseline = y + 4
    for line in entry.at:
        baseline += LEADING
        inner.write(line, x + _PAD, baseline, size=AT, room=entry.room, style="at", owner=key, bold=True)
    for line in entry.what:
        baseline += LEADING
        inner.write(line, x + _PAD, baseline, size=TEXT, room=entry.room, style="t", owner=key)
    baseline += 1
    for line in entry.ids:
        baseline += SMALL_LEADING
        inner.write(line, x + _PAD, baseline, size=SMALL, room=entry.room, style="nid", owner=key, mono=True)
    group = tag("g", inner.parts, id=key, class_=f"entry {entry.style}".strip(), data_events=entry.target or None)
    if links and entry.target:
        group = tag("a", group, href=links(entry.target))
    pen.add(group)
    pen.texts.extend(inner.texts)
    boxes.append(Box(key, anchor(str(entry.number + 1)), 1, x, y, entry.width, entry.height, entry.style or "entry"))
