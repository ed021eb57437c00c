"""The box of an event: what stands in it, and how large that makes it."""

from __future__ import annotations

from dataclasses import dataclass

from rca.site.pictures.icons import root_icon, shield_icon, status_icon
from rca.site.pictures.svg import Line, tag, text_line
from rca.site.pictures.text import clean, clip, width, wrap

TEXT = 12.0
"""Type sizes in units of the drawing; a page never shows it below 7/8 of that, so 10.5 and 8 px are the smallest."""
SMALL = 9.2
LEADING = 14.0
SMALL_LEADING = 10.6
MOST_LINES = 7
"""Of a label; the whole of it stands in the title and in the outline."""
LEFT = 12.0
RIGHT = 7.0
ICON = 10.0
PILL = 13.0
_MOST_PILL_ROWS = 3


@dataclass(frozen=True, slots=True)
class Pill:
    """The tag of a corrective action, placed from the box's right and lower edge."""

    text: str
    width: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Content:
    """What a box says."""

    id: str
    label: str
    note: str = ""
    """A second paragraph in small type: where a transfer leads."""
    status: str = ""
    root: bool = False
    actions: tuple[str, ...] = ()
    most_lines: int = MOST_LINES


@dataclass(frozen=True, slots=True)
class Card:
    """A box with its lines broken and its size known."""

    content: Content
    width: float
    height: float
    ids: tuple[str, ...]
    label: tuple[str, ...]
    notes: tuple[str, ...]
    pills: tuple[Pill, ...]


def make_card(content: Content, card_width: float) -> Card:
    """The box at a given width; its height follows from the text."""
    room = card_width - LEFT - RIGHT
    signs = (ICON + 3 if content.status else 0) + (ICON + 3 if content.root else 0)
    ids = wrap(content.id, room - signs, SMALL, mono=True, most=4)
    label = wrap(content.label, room, TEXT, most=content.most_lines)
    notes = wrap(content.note, room, SMALL, most=3) if content.note else ()
    height = 6.5 + len(ids) * SMALL_LEADING + len(label) * LEADING + len(notes) * SMALL_LEADING + 5
    height = max(height, 30.0)
    last_small = bool(notes) or not label
    last = width(notes[-1], SMALL) if notes else width(label[-1], TEXT) if label else 0.0
    pills, extra = _pills(content.actions, card_width, last, small=last_small)
    return Card(content, card_width, round(height + extra, 2), ids, label, notes, pills)


def _pills(actions: tuple[str, ...], card_width: float, last: float, *, small: bool) -> tuple[tuple[Pill, ...], float]:
    """Tags in rows from the lower right corner; the first row shares the last line's height where there is room."""
    if not actions:
        return (), 0.0
    room = card_width - 12.0
    rows: list[list[tuple[str, float]]] = [[]]
    for index, action in enumerate(actions):
        shown = clip(action, room - 22, SMALL, bold=True)
        size = width(shown, SMALL, bold=True) + 19
        if rows[-1] and sum(each for _, each in rows[-1]) + 3 * len(rows[-1]) + size > room:
            if len(rows) == _MOST_PILL_ROWS:
                rest = f"+{len(actions) - index}"
                rows[-1][-1] = (rest, width(rest, SMALL, bold=True) + 19)
                break
            rows.append([])
        rows[-1].append((shown, size))
    pills = []
    for number, row in enumerate(reversed(rows)):
        right = 3.0
        for shown, size in reversed(row):
            pills.append(Pill(shown, size, right, number * (PILL + 2)))
            right += size + 3
    top_row = sum(size for _, size in rows[0]) + 3 * len(rows[0]) + 3
    shares = last + LEFT + 4 + top_row <= card_width
    overlap = (5.0 if small else 7.0) if shares else -1.0
    return tuple(pills), len(rows) * (PILL + 2) - 2 - overlap


def draw_card(card: Card, x: float, y: float, key: str) -> tuple[str, tuple[Line, ...]]:
    """The box at a place, and every line of text in it."""
    content = card.content
    room = card.width - LEFT - RIGHT
    parts = [
        tag("rect", class_="box", x=x, y=y, width=card.width, height=card.height, rx=3),
        tag(
            "path",
            class_="edge",
            d=f"M{x + 3:.2f} {y:.2f}h2v{card.height:.2f}h-2a3 3 0 0 1-3-3v{6 - card.height:.2f}a3 3 0 0 1 3-3z",
        ),
    ]
    lines: list[Line] = []

    def write(
        text: str,
        left: float,
        baseline: float,
        size: float,
        limit: float,
        style: str,
        *,
        bold: bool = False,
        mono: bool = False,
    ) -> None:
        parts.append(text_line(text, left, baseline, size=size, room=limit, style=style, bold=bold, mono=mono))
        measured = min(width(text, size, bold=bold, mono=mono), limit)
        lines.append(Line(text, left, baseline, size, measured, key))

    signs = (ICON + 3 if content.status else 0) + (ICON + 3 if content.root else 0)
    baseline = y + 4.5
    for line in card.ids:
        baseline += SMALL_LEADING
        write(line, x + LEFT, baseline - 2, SMALL, room - signs, "nid", mono=True)
    baseline += 2
    for line in card.label:
        baseline += LEADING
        write(line, x + LEFT, baseline - 2.6, TEXT, room, "t")
    for line in card.notes:
        baseline += SMALL_LEADING
        write(line, x + LEFT, baseline - 1, SMALL, room, "note")
    right = x + card.width - RIGHT + 1
    if content.status:
        right -= ICON
        parts.append(status_icon(content.status, right, y + 5))
        right -= 3
    if content.root:
        parts.append(root_icon(right - ICON, y + 5))
    for pill in card.pills:
        left = x + card.width - pill.right - pill.width
        top = y + card.height - pill.bottom - PILL
        parts.append(tag("rect", class_="pill", x=left, y=top, width=pill.width, height=PILL, rx=2))
        parts.append(shield_icon(left + 3, top + 2))
        write(pill.text, left + 14, top + 9.8, SMALL, pill.width - 17, "pt", bold=True)
    return "".join(parts), tuple(lines)


def is_same(content: str, name: str) -> bool:
    """Whether a label only repeats the id."""
    return clean(content) == clean(name)
