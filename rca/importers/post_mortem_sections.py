"""The sections of a Markdown post-mortem: what each heading means, and the lines, items and rows below it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_SECTIONS = {
    "summary": "summary|executive summary|overview|what happened|摘要|概述",
    "impact": "impact|user impact|customer impact|影响|影响范围",
    "roots": "root causes|root cause|causes|root cause(s)|causes|contributing factors|根本原因|原因|根因",
    "trigger": "trigger|triggers|触发|触发因素|触发原因|直接原因|诱因",
    "resolution": "resolution|recovery|mitigation|resolution and recovery|解决|解决措施|解决方案|恢复|恢复措施|处置|处置过程",
    "detection": "detection|检测|发现|检测方式",
    "actions": "action items|actions|corrective actions|follow-ups|follow up|follow-up actions|next steps|行动项|改进措施|整改措施",
    "lessons": "lessons learned|lessons|经验教训|教训",
    "well": "what went well|做得好的|做得好的地方",
    "wrong": "what went wrong|what went poorly|what didn't go well|what could have gone better|做得不好的|做得不好的地方|问题",
    "lucky": "where we got lucky|where did we get lucky|what was lucky|幸运之处|运气",
    "timeline": "timeline|time line|chronology|时间线|时间轴|时间经过|处理过程",
    "date": "date|日期",
    "authors": "authors|author|owner|owners|作者",
}
_MEANING = {name: meaning for meaning, names in _SECTIONS.items() for name in names.split("|")}
_HEADING = re.compile(r"^(#{1,6})\s+(.+?)\s*#*$")
_UNDERLINE = re.compile(r"^\s{0,3}(={3,}|-{3,})\s*$")
_BOLD = re.compile(r"^\s{0,3}(?:[-*]\s+)?(?:\*\*|__)([^*_]{2,60}?)(?::|：)?(?:\*\*|__)\s*(?::|：)?\s*(.*)$")
_PLAIN = re.compile(r"^([A-Z][A-Za-z ]{2,24}|[\u4e00-\u9fff]{2,6})\s*[:：]\s*(.*)$")
BULLET = re.compile(r"^(?:[-*+•]|\d{1,3}[.)])\s+")
_FENCE = re.compile(r"^\s{0,3}(`{3,}|~{3,})")
_DATED = re.compile(r"^\s*[-*+]\s+(date|日期)\s*[:：]\s*(\S.*)$", re.IGNORECASE)


@dataclass(slots=True)
class Section:
    """Lines under a heading."""

    meaning: str
    heading: str
    line: int
    lines: list[tuple[int, str]] = field(default_factory=list)


def split(text: str) -> tuple[str, list[Section]]:
    """The title, and the sections in their order.

    A block of code is a section of its own, so that nothing in it is taken for a heading or for prose. A heading that
    means nothing of its own, deeper than the section it stands in, is an item of that section: a root cause with a
    paragraph below it.
    """
    lines = text.splitlines()
    title, sections = "", [Section("", "", 1)]
    number = _front_matter(lines, sections)
    current, depth = sections[-1], 0
    while number < len(lines):
        line = lines[number]
        number += 1
        if fence := _FENCE.match(line):
            code = Section("", "a block of code", number)
            while number < len(lines) and not lines[number].strip().startswith(fence[1]):
                code.lines.append((number + 1, lines[number]))
                number += 1
            number += 1
            sections.append(code)
            continue
        level, heading, rest = 0, "", ""
        if match := _HEADING.match(line):
            level, heading = len(match[1]), match[2].strip()
        elif (
            number < len(lines)
            and line.strip()
            and (under := _UNDERLINE.match(lines[number]))
            and not BULLET.match(line)
        ):
            level, heading = (1 if under[1][0] == "=" else 2), line.strip()
            number += 1
        elif match := _named(line, current):
            heading, rest = match[1], match[2]
        name = heading.strip("*:：_ ")
        meaning = _meaning(name) if level else _MEANING.get(name.lower(), "")
        if level == 1 and not title and not meaning:
            title = name
        elif name and level > depth > 0 and current.meaning and meaning in ("", current.meaning):
            current.lines.append((number, _SUBHEADING + name))
        elif name:
            current, depth = Section(meaning, name, number), level
            sections.append(current)
            if rest.strip():
                current.lines.append((number, rest))
        else:
            current.lines.append((number, line))
    return title or _some_title(lines, sections), sections


def _named(line: str, current: Section) -> re.Match[str] | None:
    """A section that begins in a line of its own, as `**Impact**: …`; a list of facts at the head may give the day."""
    match = _BOLD.match(line) or _PLAIN.match(line)
    if match is not None and _is_section(match[1]):
        return match
    return None if current.meaning else _DATED.match(line)


_SUBHEADING = "\0"
"""Before a heading that is an item of the section it stands in."""


def _some_title(lines: list[str], sections: list[Section]) -> str:
    """A title where no heading gives one: that of the front matter, or the first line that begins no section."""
    named = next((each.lines[0][1] for each in sections if each.heading == "title" and each.lines), "")
    if named:
        return named.partition(":")[2].strip().strip("\"'")[:200]
    plain = (line.strip("# *") for line in lines if line.strip("#*-= "))
    return next((line for line in plain if not _meaning(line)), "")[:200]


def _front_matter(lines: list[str], sections: list[Section]) -> int:
    """How many lines a block between two `---` at the very beginning takes; title and date in it are sections."""
    end = next((place for place in range(1, len(lines)) if lines[place].strip() == "---"), 0)
    if not lines or lines[0].strip() != "---" or not end:
        return 0
    for number, line in enumerate(lines[1:end], 2):
        key, _, value = line.partition(":")
        meaning = _MEANING.get(key.strip().lower(), "")
        sections.append(Section(meaning, key.strip(), number, [(number, value.strip() if meaning else line)]))
    return end + 1


def _meaning(heading: str) -> str:
    """What a heading means: by its words, else by the longest known name that stands in it."""
    plain = " ".join(re.sub(r"[(（][^)）]*[)）]", "", heading).lower().strip("?？!:： #").split())
    if plain in _MEANING:
        return _MEANING[plain]
    held = [name for name in _MEANING if len(name) > 3 and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", plain)]
    return _MEANING[max(held, key=len)] if held and len(plain) < 60 else ""


def _is_section(name: str) -> bool:
    name = name.strip("*:： ").lower()
    return name in _MEANING or name == "status"


def pieces(lines: list[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Items of lists and paragraphs, each as one text with the line it begins at.

    Items that stand deeper are told with the item above them; a heading goes with the paragraph below it, and is left out
    of a list that it only names.
    """
    held: list[str] = []
    at = indent = 0
    headed = False
    for number, line in [*lines, (0, "")]:
        bare = line.strip()
        item = bool(BULLET.match(bare))
        width = len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip())
        if held and item and width > indent >= 0 and not headed:
            held.append(f"– {BULLET.sub('', bare)}")
            continue
        ends = item or (not bare and not headed) or line.startswith(_SUBHEADING) or not number
        if held and ends:
            if not (headed and item):
                yield at, " ".join(held).removesuffix(":")
            held = []
        if bare:
            at, indent = (at, indent) if held else (number, width if item else -1)
            headed = line.startswith(_SUBHEADING)
            held.append(f"{bare.removeprefix(_SUBHEADING)}:" if headed else BULLET.sub("", bare))


def named_lists(lines: list[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Headings that only name the list or table below them."""
    for place, (number, line) in enumerate(lines):
        if line.startswith(_SUBHEADING):
            below = next((text.strip() for _, text in lines[place + 1 :] if text.strip()), "")
            if BULLET.match(below) or below.startswith("|"):
                yield number, line.removeprefix(_SUBHEADING)


def plain_lines(lines: list[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """The lines one by one, headings among them."""
    return ((number, line.removeprefix(_SUBHEADING)) for number, line in lines)


def rows_or_pieces(lines: list[tuple[int, str]]) -> Iterator[tuple[int, str | list[str]]]:
    """Rows of tables as cells, the rule below their head left out; then everything else as items and paragraphs."""
    other: list[tuple[int, str]] = []
    for number, line in lines:
        if line.strip().startswith("|"):
            if not set(line.strip()) <= set("|-: "):
                cells = re.split(r"(?<!\\)\|", line.strip().removeprefix("|").removesuffix("|"))
                yield number, [cell.strip().replace("\\|", "|") for cell in cells]
        else:
            other.append((number, line))
    yield from pieces(other)
