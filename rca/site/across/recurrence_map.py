"""The map of recurrence: cases as boxes in the order of time, joined by the causes they share and the lessons they missed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rca.analysis.across.summary import AcrossCases
from rca.records.review import Review
from rca.site.pictures.layout import Arc, Block, place
from rca.site.pictures.svg import Pen, Picture, escape, path, picture_of, tag
from rca.site.pictures.text import wrap

WIDE, HIGH = 108.0, 40.0
GAP, RANK_GAP = 12.0, 38.0
MARGIN = 8.0
SIZE, LINE = 11.5, 13.5


@dataclass(frozen=True, slots=True)
class Joint:
    """An older and a newer case, and what joins them."""

    older: str
    newer: str
    shared: int
    """Causes that both share and no case between them does."""
    missed: int
    """Lessons of the older that the newer did without."""


def joints(across: AcrossCases, reviews: Sequence[Review]) -> tuple[Joint, ...]:
    """What joins two cases. A cause of many cases joins each to the next in time, as a thread, not each to all."""
    order = {review.id: number for number, review in enumerate(reversed(reviews))}
    shared: dict[tuple[str, str], int] = {}
    for cause in across.shared:
        cases = sorted((name for name in cause.reviews if name in order), key=order.__getitem__)
        for pair in pairwise(cases):
            shared[pair] = shared.get(pair, 0) + 1
    missed: dict[tuple[str, str], int] = {}
    for each in across.missed:
        pair = (each.lesson.partition("#")[0], each.review)
        if order.get(pair[0], 0) < order.get(pair[1], 0):
            missed[pair] = missed.get(pair, 0) + 1
    pairs = sorted({*shared, *missed}, key=lambda pair: (order[pair[0]], order[pair[1]]))
    return tuple(Joint(*pair, shared.get(pair, 0), missed.get(pair, 0)) for pair in pairs)


def draw_map(
    found: Sequence[Joint], names: Mapping[str, str], links: Mapping[str, str], *, title: str, about: str
) -> Picture | None:
    """The map on Graphviz's coordinates, older cases above newer ones. None when nothing is joined.

    Args:
        found: what joins the cases.
        names: words for the box of each case.
        links: addresses of the cases.
        title: for the picture as a whole.
        about: the same in a sentence, for whoever cannot see it.

    Raises:
        CannotDraw: the layout engine is missing or failed.
    """
    if not found:
        return None
    joined = dict.fromkeys(name for joint in found for name in (joint.older, joint.newer))
    blocks = [Block(name, WIDE, HIGH) for name in names if name in joined]
    arcs = [Arc(joint.older, joint.newer) for joint in found]
    at = place(blocks, arcs, gap=GAP, rank_gap=RANK_GAP)
    pen = Pen()
    for joint in found:
        top, foot = at[joint.older], at[joint.newer]
        start, end = (top.x + WIDE / 2, top.y + HIGH), (foot.x + WIDE / 2, foot.y - (5 if joint.missed else 0))
        bend = max(18.0, (end[1] - start[1]) * 0.42)
        line = path("M", *start, "C", start[0], start[1] + bend, end[0], end[1] - bend, *end)
        kind = "missed" if joint.missed else "shared"
        pen.add(tag("path", class_=f"joint {kind}", d=line, stroke_width=1.1 + 0.9 * (joint.shared + joint.missed)))
        if joint.missed:
            x, y = end
            pen.add(tag("path", class_="tip", d=path("M", x - 4, y - 3, "L", x + 4, y - 3, "L", x, y + 5, "Z")))
    for name in (block.name for block in blocks):
        pen.add(_box(names[name], links.get(name, ""), at[name].x, at[name].y))
    width = max(each.x for each in at.values()) + WIDE
    height = max(each.y for each in at.values()) + HIGH
    return picture_of(
        pen, style="rm", title=title, about=about, name="recurrence", width=width + 2 * MARGIN,
        height=height + 2 * MARGIN, linked=True, smallest=0.92, left=-MARGIN, top=-MARGIN,
    )  # fmt: skip


def _box(words: str, link: str, x: float, y: float) -> str:
    lines = wrap(words, WIDE - 12, SIZE, most=2)
    inner = Pen()
    inner.add(tag("title", escape(words)))
    inner.add(tag("rect", class_="box", x=x, y=y, width=WIDE, height=HIGH, rx=3))
    first = y + HIGH / 2 - (len(lines) - 1) * LINE / 2 + 4
    for number, line in enumerate(lines):
        inner.write(
            line, x + WIDE / 2, first + number * LINE, size=SIZE, room=WIDE - 10, style="label", at="middle"
        )  # fmt: skip
    content = "".join(inner.parts)
    return tag("a", content, href=link) if link else tag("g", content)
