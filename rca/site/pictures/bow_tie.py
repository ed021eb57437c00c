"""The bow-tie as SVG: barriers before and after the loss of control, what state they were in, who builds them now."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from rca.analysis.bow_tie.outcome import BowTieNumbers, Chance
from rca.analysis.findings import Findings
from rca.analysis.measures import Interval
from rca.graph.tree import FaultTree, Node
from rca.records.barrier import Barrier
from rca.records.vocabulary import BarrierState
from rca.site.pictures.icons import shield_icon
from rca.site.pictures.strands import BowTie, Strand, bow_tie
from rca.site.pictures.svg import Box, Pen, Picture, anchor, escape, path, picture_of, tag
from rca.site.pictures.text import clean, clip, width, wrap
from rca.site.pictures.wording import say

WIDTH = 1132.0
"""What the page has room for; the boxes at the ends of the lines grow into it."""
ENDS = (150.0, 230.0)
"""Narrowest and widest of those boxes."""
BAR_STEP = 104.0
BAR_ROOM = 98.0
BAR_WIDTH = 11.0
BAR_HEIGHT = 40.0
KNOT = 132.0
LEAN = 34.0
"""Room in which the lines lean towards the knot."""
LINE_GAP = 16.0
TEXT = 11.0
LEADING = 13.0
SMALL = 9.6

RULES = """
.bt .box{fill:@panel;stroke:@muted;stroke-width:1.1}
.bt .loss .box,.bt .after .box{fill:@bad-bg;stroke:@bad}
.bt .knot .box{fill:@bad;stroke:@bad}
.bt .knot text{fill:@paper;font-weight:600}
.bt .t{font-size:11px}
.bt .name{font-size:11px;font-weight:600}
.bt .state{font-size:10px}
.bt .nid{font-size:9.6px;fill:@muted;font-family:$mono}
.bt .line{fill:none;stroke:@muted;stroke-width:1.4}
.bt .line.hit{stroke:@bad;stroke-width:1.8}
.bt .slab{fill:@paper;stroke:@bad;stroke-width:1.5}
.bt .failed .slab{fill:@bad-bg}
.bt .missing .slab{stroke-dasharray:3.5 2.5}
.bt .worked .slab{fill:@act;stroke:@act}
.bt .degraded .slab,.bt .bypassed .slab{stroke:@like}
.bt .unknown .slab{stroke:@out;stroke-dasharray:1.5 2.5}
.bt .mark{fill:none;stroke:@bad;stroke-width:1.6}
.bt .hatch{fill:none;stroke:@like;stroke-width:1.3}
.bt .failed .state,.bt .missing .state{fill:@bad}
.bt .worked .state{fill:@act}
.bt .degraded .state,.bt .bypassed .state{fill:@like}
.bt .unknown .state{fill:@out}
.bt .pill{fill:@act}
.bt .pt{font-size:9.6px;font-weight:600;fill:@paper}
"""


def draw_bow_tie(
    barriers: Sequence[Barrier],
    tree: FaultTree,
    findings: Findings | None = None,
    *,
    actions_by_event: Mapping[str, tuple[str, ...]] | None = None,
    links: Callable[[str], str] | None = None,
    language: str = "en",
    title: str = "",
    numbers: BowTieNumbers | None = None,
) -> Picture | None:
    """Barriers left and right of the loss of control; None when there are no barriers.

    Below a barrier stand the actions that break what it guards: what builds it, or builds it again. With `numbers` a
    barrier has its probability of failure on demand, the knot and what lies behind it how probable or frequent they are.
    """
    if not barriers:
        return None
    tie = bow_tie(barriers, tree, findings)
    drawer = _Drawer(tie, tree, actions_by_event or {}, links, language, numbers)
    return drawer.draw(title or say("bow_tie", language))


@dataclass(slots=True)
class _Row:
    """A strand with its lines broken and its height known."""

    strand: Strand
    label: tuple[str, ...]
    ids: tuple[str, ...]
    names: tuple[tuple[str, ...], ...]
    pills: tuple[tuple[str, ...], ...]
    up: float
    down: float
    y: float = 0.0


class _Drawer:
    """One bow-tie while it is drawn."""

    def __init__(
        self,
        tie: BowTie,
        tree: FaultTree,
        actions: Mapping[str, tuple[str, ...]],
        links: Callable[[str], str] | None,
        language: str,
        numbers: BowTieNumbers | None,
    ) -> None:
        self.tie = tie
        self.odds = {each.id: each.failure for each in numbers.barriers} if numbers else {}
        """By barrier how probably it fails."""
        self.chances = _chances(tie, numbers) if numbers else {}
        """By style of box and event what is said of it."""
        self.nodes: Mapping[str, Node] = {**tree.influences, **tree.nodes}
        self.actions = actions
        self.links = links
        self.language = language
        self.pen = Pen()
        self.boxes: list[Box] = []
        self.end = ENDS[0]

    def draw(self, title: str) -> Picture:
        """The picture, as wide as its busiest lines need."""
        bars_left = max((len(strand.barriers) for strand in self.tie.before), default=1)
        bars_right = max((len(strand.barriers) for strand in self.tie.after), default=1)
        ends = 3 if self.tie.harm else 2
        fixed = (bars_left + bars_right) * BAR_STEP + KNOT + (3 if self.tie.harm else 2) * LEAN + 16
        self.end = min(max((WIDTH - fixed) / ends, ENDS[0]), ENDS[1])
        before, after = self._rows(self.tie.before), self._rows(self.tie.after)
        height = max(self._stack(before), self._stack(after), 120.0)
        for rows in (before, after):
            free = (height - (rows[-1].y + rows[-1].down)) / 2 if rows else 0
            for row in rows:
                row.y += free
        middle = height / 2
        knot_left = self.end + bars_left * BAR_STEP + LEAN + 8
        knot_right = knot_left + KNOT
        right_start = knot_right + LEAN
        right_end = right_start + bars_right * BAR_STEP + 8
        harm_left = right_end + self.end + LEAN
        total = harm_left + self.end if self.tie.harm else right_end + self.end
        for row in before:
            self._line(row, [(self.end, row.y), (knot_left - LEAN, row.y), (knot_left, middle)])
        for row in after:
            points = [(knot_right, middle), (right_start, row.y), (right_end, row.y)]
            self._line(row, points)
            if self.tie.harm:
                end = right_end + self.end if self._has_box(row.strand) else right_end
                self._line(row, [(end, row.y), (right_end + self.end, row.y), (harm_left, middle)])
        for row in before:
            self._bars(row, self.end + 4)
            self._end_box(row, 0, "threat")
        for row in after:
            self._bars(row, right_start + 4)
            self._end_box(row, right_end, "after")
            self._say_stopped(row, right_end + 8)
        if not after:
            self._line_plain([(knot_right, middle), (right_end, middle)])
            self._note(say("no_barrier", self.language), (right_start + right_end) / 2, middle - 8)
        self._event_box(self.tie.knot, knot_left, middle, KNOT, "knot", bold=True)
        if self.tie.harm:
            self._event_box(self.tie.harm, harm_left, middle, self.end, "loss")
        edges = [box.y for box in self.boxes] + [line.y - line.size for line in self.pen.texts]
        feet = [box.y + box.height for box in self.boxes] + [line.y + 4 for line in self.pen.texts]
        top = min([0.0, *edges]) - 4
        return picture_of(
            self.pen,
            style="bt",
            title=title,
            about=self._about(),
            name="bow-tie",
            width=total + 8,
            height=max([height, *feet]) - top + 4,
            linked=self.links is not None,
            boxes=tuple(self.boxes),
            smallest=0.95,
            left=-4,
            top=top,
        )

    def _about(self) -> str:
        said = []
        for strand in (*self.tie.before, *self.tie.after):
            said += [f"{barrier.what}: {say(barrier.state, self.language)}" for barrier in strand.barriers]
        return "; ".join(dict.fromkeys(said))

    def _rows(self, strands: tuple[Strand, ...]) -> list[_Row]:
        rows = []
        for strand in strands:
            label = wrap(self.nodes[strand.events[0]].label if strand.events else "", self.end - 18, TEXT, most=6)
            ids = wrap(", ".join(strand.events), self.end - 18, SMALL, mono=True, most=3)
            names = tuple(wrap(barrier.what, BAR_ROOM, TEXT, bold=True, most=4) for barrier in strand.barriers)
            pills = tuple(self._actions_of(barrier, strand.events) for barrier in strand.barriers)
            said = self._said("after", strand.events[0]) if strand.events else ""
            box = self._box_height(label, ids, said) if self._has_box(strand) else 0.0
            up = max(BAR_HEIGHT / 2 + 6 + LEADING * max(map(len, names)), box / 2)
            below = max(
                self._odds_room(barrier) + 15.0 * len(own) for barrier, own in zip(strand.barriers, pills, strict=True)
            )
            down = max(BAR_HEIGHT / 2 + 16 + below, box / 2)
            rows.append(_Row(strand, label, ids, names, pills, up, down))
        return rows

    def _has_box(self, strand: Strand) -> bool:
        """Whether a line needs a box of its own at its end: not where it would repeat the knot or the harm."""
        return bool(strand.events) and strand.events[0] not in (self.tie.harm, self.tie.knot)

    def _actions_of(self, barrier: Barrier, events: tuple[str, ...]) -> tuple[str, ...]:
        if barrier.state == "worked":
            return ()
        found = dict.fromkeys(action for event in events for action in self.actions.get(event, ()))
        shown = [clip(each, BAR_STEP - 20, SMALL, bold=True) for each in found]
        return tuple(shown[:2]) + ((f"+{len(shown) - 2}",) if len(shown) > 2 else ())

    @staticmethod
    def _stack(rows: list[_Row]) -> float:
        """Set the rows below each other; returns their height."""
        foot = 0.0
        for row in rows:
            row.y = foot + row.up
            foot = row.y + row.down + LINE_GAP
        return foot - LINE_GAP if rows else 0.0

    @staticmethod
    def _box_height(label: tuple[str, ...], ids: tuple[str, ...], said: str) -> float:
        return 12 + len(ids) * 11.5 + (len(label) + bool(said)) * LEADING

    def _said(self, style: str, event: str) -> str:
        """How probable or frequent what a box stands for is; nothing where that is not computed."""
        chance = self.chances.get((style, event))
        if chance is None:
            return ""
        if chance.frequency is not None:
            return say("a_year", self.language, f=_few(chance.frequency))
        return say("probability", self.language, p=_few(chance.probability))

    def _odds_room(self, barrier: Barrier) -> float:
        return LEADING if barrier.id in self.odds else 0.0

    def _line(self, row: _Row, points: list[tuple[float, float]]) -> None:
        hit = "line hit" if row.strand.happened else "line"
        steps: list[str | float] = []
        for x, y in points:
            steps += ["L" if steps else "M", x, y]
        self.pen.add(tag("path", class_=hit, d=path(*steps), data_from=" ".join(row.strand.events) or None))

    def _line_plain(self, points: list[tuple[float, float]]) -> None:
        (x, y), (to, _) = points
        self.pen.add(tag("path", class_="line", d=path("M", x, y, "H", to)))

    def _note(self, text: str, x: float, y: float) -> None:
        self.pen.write(text, x, y, size=TEXT, room=200, style="t", at="middle")

    def _bars(self, row: _Row, left: float) -> None:
        for index, barrier in enumerate(row.strand.barriers):
            x = left + BAR_STEP * (index + 0.5)
            inner = Pen()
            parts = [f"{barrier.id}: {barrier.what}", say(barrier.state, self.language), barrier.how or ""]
            if row.pills[index]:
                built = dict.fromkeys(name for event in row.strand.events for name in self.actions.get(event, ()))
                parts.append(say("built_by", self.language, actions=", ".join(built)))
            said = ". ".join(filter(None, parts))
            inner.add(tag("title", escape(said)), *_bar(barrier.state, x, row.y))
            baseline = row.y - BAR_HEIGHT / 2 - 6 - LEADING * (len(row.names[index]) - 1)
            for line in row.names[index]:
                inner.write(line, x, baseline, size=TEXT, room=BAR_ROOM, style="name", at="middle", bold=True)
                baseline += LEADING
            inner.write(
                say(barrier.state, self.language),
                x,
                row.y + BAR_HEIGHT / 2 + 12,
                size=10,
                room=BAR_ROOM,
                style="state",
                at="middle",
            )
            if barrier.id in self.odds:
                said = say("fails_on_demand", self.language, p=_few(self.odds[barrier.id]))
                foot = row.y + BAR_HEIGHT / 2 + 12 + LEADING
                inner.write(said, x, foot, size=TEXT, room=BAR_ROOM, style="t", at="middle")
            top = row.y + BAR_HEIGHT / 2 + 17 + self._odds_room(barrier)
            for pill in row.pills[index]:
                size = width(pill, SMALL, bold=True) + 18
                inner.add(
                    tag("rect", class_="pill", x=x - size / 2, y=top, width=size, height=13, rx=2),
                    shield_icon(x - size / 2 + 3, top + 2),
                )
                inner.write(pill, x - size / 2 + 13, top + 9.9, size=SMALL, room=size - 15, style="pt", bold=True)
                top += 15
            self.pen.add(tag("g", inner.parts, class_=f"barrier {barrier.state}", data_barrier=barrier.id))
            self.pen.texts.extend(inner.texts)

    def _end_box(self, row: _Row, x: float, style: str) -> None:
        if self._has_box(row.strand):
            self._box(row.strand.events[0], row.label, row.ids, x, row.y, self.end, style, number=len(self.boxes))

    def _say_stopped(self, row: _Row, x: float) -> None:
        """What the barriers leave of the knot, at the end of a line that leads to nothing else."""
        said = self._said("after", self.tie.knot) if self.tie.knot in row.strand.events and not self.tie.harm else ""
        if said:
            text = say("not_stopped", self.language, p=said)
            self.pen.write(text, x, row.y + 4, size=TEXT, room=self.end - 12, style="t")

    def _event_box(self, event: str, x: float, y: float, wide: float, style: str, *, bold: bool = False) -> None:
        label = wrap(self.nodes[event].label, wide - 18, TEXT, bold=bold, most=8)
        self._box(
            event,
            label,
            wrap(event, wide - 18, SMALL, mono=True, most=3),
            x,
            y,
            wide,
            style,
            number=len(self.boxes),
            bold=bold,
        )

    def _box(
        self, event: str, label: tuple[str, ...], ids: tuple[str, ...], x: float, middle: float, wide: float, style: str,
        *, number: int, bold: bool = False,
    ) -> None:  # fmt: skip
        key = f"b-{anchor(event)}-{number}"
        said = self._said(style, event)
        height = self._box_height(label, ids, said)
        y = middle - height / 2
        inner = Pen()
        inner.add(
            tag("title", escape(f"{event}: {self.nodes[event].label}")),
            tag("rect", class_="box", x=x, y=y, width=wide, height=height, rx=10 if style == "knot" else 3),
        )
        baseline = y + 4
        for line in ids:
            baseline += 11.5
            inner.write(line, x + 9, baseline, size=SMALL, room=wide - 18, style="nid", owner=key, mono=True)
        for line in label:
            baseline += LEADING
            inner.write(line, x + 9, baseline, size=TEXT, room=wide - 18, style="t", owner=key, bold=bold)
        if said:
            inner.write(said, x + 9, baseline + LEADING, size=TEXT, room=wide - 18, style="name", owner=key, bold=True)
        group = tag("g", inner.parts, id=key, class_=style, data_of=event)
        self.pen.add(tag("a", group, href=self.links(event)) if self.links else group)
        self.pen.texts.extend(inner.texts)
        self.boxes.append(Box(key, clean(event), 1, x, y, wide, height, style))


def _chances(tie: BowTie, numbers: BowTieNumbers) -> Mapping[tuple[str, str], Chance]:
    """By style of box and event how probable and frequent it is: the knot, the ends of lines behind it, the harm."""
    behind = {("after", each.event): each.chance for each in numbers.consequences}
    harm = {("loss", each.event): each.chance for each in numbers.consequences if each.event == tie.harm}
    return {**behind, **harm, ("knot", numbers.knot): numbers.chance}


def _few(value: Interval) -> str:
    """Two digits, or bounds."""
    lower, upper = f"{value.lower:.2g}", f"{value.upper:.2g}"
    return lower if lower == upper else f"{lower}–{upper}"


def _bar(state: BarrierState, x: float, y: float) -> list[str]:
    """A bar: crossed failed, dashed missing, filled worked, hatched weakened or bypassed, dotted not known."""
    left, top = x - BAR_WIDTH / 2, y - BAR_HEIGHT / 2
    parts = [tag("rect", class_="slab", x=left, y=top, width=BAR_WIDTH, height=BAR_HEIGHT)]
    if state == "failed":
        parts.append(
            tag(
                "path",
                class_="mark",
                d=path("M", x - 11, y - 7, "L", x + 11, y + 7, "M", x - 11, y + 7, "L", x + 11, y - 7),
            )
        )
    if state in ("degraded", "bypassed"):
        steps: list[str | float] = []
        for offset in range(8, int(BAR_HEIGHT) + 1, 6):
            steps += ["M", left, top + offset, "L", left + BAR_WIDTH, top + offset - 8]
        parts.append(tag("path", class_="hatch", d=path(*steps)))
    if state == "bypassed":
        parts.append(tag("path", class_="hatch", d=path("M", x - 13, y, "Q", x, y - BAR_HEIGHT - 4, x + 13, y)))
    return parts
