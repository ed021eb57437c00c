"""Markdown post-mortem with the sections of Google's SRE book: from Summary to Timeline."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from rca.importers.clean import Given, NotReadable, cleaned
from rca.importers.draft import Cause, Draft, Ids, Pairs, Value
from rca.importers.rows import FILE_EVIDENCE
from rca.importers.timeline import day_of, moment

RANK = 4
_SECTIONS = {
    "summary": "summary|executive summary|overview|what happened|摘要|概述",
    "impact": "impact|user impact|customer impact|影响",
    "roots": "root causes|root cause|causes|root cause(s)|causes|contributing factors|根本原因|原因|根因",
    "trigger": "trigger|triggers|触发|触发因素|诱因",
    "resolution": "resolution|recovery|mitigation|resolution and recovery|解决|恢复|处置",
    "detection": "detection|检测|发现",
    "actions": "action items|actions|corrective actions|follow-ups|follow up|行动项|改进措施|整改措施",
    "lessons": "lessons learned|lessons|经验教训|教训",
    "well": "what went well|做得好的",
    "wrong": "what went wrong|what went poorly|做得不好的|问题",
    "lucky": "where we got lucky|what was lucky|幸运之处",
    "timeline": "timeline|时间线|时间轴",
    "date": "date|日期",
    "authors": "authors|author|owner|owners|作者",
}
_MEANING = {name: meaning for meaning, names in _SECTIONS.items() for name in names.split("|")}
_HEADING = re.compile(r"^(#{1,6})\s+(.+?)\s*#*$")
_UNDERLINE = re.compile(r"^\s{0,3}(={3,}|-{3,})\s*$")
_BOLD = re.compile(r"^\s{0,3}(?:[-*]\s+)?(?:\*\*|__)([^*_]{2,60}?)(?::|：)?(?:\*\*|__)\s*(?::|：)?\s*(.*)$")
_PLAIN = re.compile(r"^([A-Z][A-Za-z ]{2,24}|[\u4e00-\u9fff]{2,6})\s*[:：]\s*(.*)$")
_BULLET = re.compile(r"^(?:[-*+•]|\d{1,3}[.)])\s+")
_TYPES = {
    "prevent": "prevent",
    "mitigate": "mitigate",
    "detect": "detect",
    "process": "learn",
    "repair": "recover",
    "recover": "recover",
    "respond": "respond",
    "learn": "learn",
}
_DONE = re.compile(r"\b(?:done|completed?|closed|fixed)\b|✅|已完成", re.IGNORECASE)


def recognises(given: Given) -> bool:
    """A name that ends in `.md` or `.markdown`."""
    return given.suffix in (".md", ".markdown")


@dataclass(slots=True)
class _Section:
    """Lines under a heading."""

    meaning: str
    heading: str
    line: int
    lines: list[tuple[int, str]] = field(default_factory=list)


def bring(given: Given) -> Draft:
    """The draft; sections that are not known are listed line by line.

    Raises:
        NotReadable: it is no text, or has none of the sections.
    """
    return _PostMortem(given).draft()


class _PostMortem:
    """A post-mortem while it is carried over section by section."""

    def __init__(self, given: Given) -> None:
        self.file = given.name
        self.left: list[str] = []
        self.ids = Ids()
        self.title, self.sections = _split(given.text())
        self.used_file = False
        if not any(each.meaning for each in self.sections):
            msg = f"`{given.name}` has none of the sections of a post-mortem: Summary, Impact, Root Causes, Trigger, Timeline …"
            raise NotReadable(msg)

    def draft(self) -> Draft:
        """What the sections hold."""
        title = self.clean(self.title, 1)
        dated = [line for name in ("date", "timeline") for each in self.of(name) for _, line in each.lines]
        date = next((day for text in (*dated, self.title) if (day := day_of(text))), "")
        summary = " ".join(self.texts("summary"))
        timeline = tuple(self.timeline(date))
        events = self.events(title or summary[:200])
        actions = tuple(self.actions())
        response: list[Pairs] = [{"do": text, "worked": "unknown"} for text in self.texts("resolution")]
        response += [{"do": text, "worked": True} for text in self.texts("well")]
        detection = " ".join(self.texts("detection"))
        lessons = tuple(
            {"id": self.ids.new(f"L-{number}"), "kind": "procedural", "lesson": text}
            for number, text in enumerate((*self.texts("wrong"), *self.texts("lessons")), 1)
        )
        if lessons:
            self.left.append("the kind of each lesson: a post-mortem does not say it; `procedural` was written")
        self.others()
        evidence: dict[str, Pairs] = {}
        if self.used_file:
            evidence[FILE_EVIDENCE] = {
                "what": f"As stated in {self.file}; put the evidence itself in its place",
                "checked": False,
            }
        measures = tuple({"what": "Impact as the post-mortem tells it", "value": text} for text in self.texts("impact"))
        return Draft(
            title=title, date=date, summary=summary, measures=measures, luck=" ".join(self.texts("lucky")),
            timeline=timeline, evidence=evidence, top=events[0].id, events=events, actions=actions,
            response=tuple(response),
            response_note=f"Detection: {detection}" if detection else "", lessons=lessons, left=tuple(self.left),
        )  # fmt: skip

    def clean(self, text: str, line: int) -> str:
        """Text without Markdown's marks; the addresses of links are listed."""
        for label, address in re.findall(r"!?\[([^\]]*)\]\(([^)\s]+)[^)]*\)", text):
            self.left.append(f"line {line}: the address of `{label}`: {address}")
        plain = html.unescape(re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", text))
        plain = re.sub(r"\*\*|__|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)", "", plain)
        return cleaned(plain, f"line {line}", self.left.append)

    def of(self, meaning: str) -> Iterator[_Section]:
        """The sections with a meaning."""
        return (each for each in self.sections if each.meaning == meaning)

    def texts(self, meaning: str) -> Iterator[str]:
        """Items and paragraphs of the sections with a meaning, each once."""
        for section in self.of(meaning):
            for line, text in _pieces(section.lines):
                if plain := self.clean(text, line):
                    yield plain

    def events(self, what: str) -> tuple[Cause, ...]:
        """Top, root causes and trigger, all of them open: a post-mortem states them, and does not show them."""
        top = self.ids.new("TOP")
        roots = [
            (self.ids.of_sentence(text, number, "ROOT"), text) for number, text in enumerate(self.texts("roots"), 1)
        ]
        triggers = [(self.ids.new("TRIGGER"), text) for text in self.texts("trigger")]
        leaves = [*roots, *triggers] or [(self.ids.new("CAUSE-1"), "What was needed for it to happen?")]
        sentence = what or "What did users see, in a sentence?"
        events = [Cause(top, sentence, "all_of", tuple(name for name, _ in leaves))]
        events += [Cause(name, text, facts={"status": "open"}) for name, text in leaves]
        return tuple(events)

    def actions(self) -> Iterator[Pairs]:
        """Action items: rows of a table, or items of a list."""
        number = 0
        for section in self.of("actions"):
            headings: list[str] = []
            for line, text in _rows_or_pieces(section.lines):
                if isinstance(text, str):
                    cells, names = [text], ["action item"]
                elif not headings:
                    headings = [cell.strip().lower() for cell in text]
                    continue
                else:
                    cells, names = text, headings
                found = self.action(dict(zip(names, cells, strict=False)), line)
                if found:
                    number += 1
                    yield {"id": self.ids.new(f"A-{number}"), **found}
        if number:
            self.left.append("what each action breaks: a post-mortem does not say it; name it under `breaks`")

    def action(self, cells: Mapping[str, str], line: int) -> dict[str, Value]:
        """One action."""
        found: dict[str, Value] = {}
        done = False
        for heading, raw in cells.items():
            text = self.clean(raw, line)
            done = done or bool(heading != "action item" and _DONE.search(text)) or bool(re.match(r"\s*\[[xX]\]", raw))
            text = re.sub(r"^\[[ xX]\]\s*", "", text)
            if not text:
                continue
            if heading in ("action item", "action", "item", "task", "description", "what", "行动项", "措施"):
                found["do"] = text
            elif heading in ("type", "kind", "类型"):
                if text.lower() in _TYPES:
                    found["function"] = _TYPES[text.lower()]
                else:
                    self.left.append(f"line {line}: the type `{text}` of an action")
            elif heading in ("owner", "assignee", "responsible", "负责人"):
                found["owner"] = text
            elif heading in ("bug", "ticket", "issue", "ref", "tracking"):
                found["ref"] = text
            elif heading in ("due", "due date", "deadline", "期限") and day_of(text):
                found["due"] = day_of(text)
            elif not (heading in ("status", "state", "状态") and done):
                self.left.append(f"line {line}: {heading or 'a column'} of an action: {text}")
        if "do" not in found:
            return {}
        if done:
            self.used_file = True
            return {**found, "status": "implemented", "done": {"evidence": (FILE_EVIDENCE,)}}
        return {**found, "status": "proposed"}

    def timeline(self, day: str) -> Iterator[Mapping[str, str]]:
        """Entries that begin with a moment; a line with a date alone sets the day of those below it."""
        for section in self.of("timeline"):
            today = day
            for line, raw in section.lines:
                text = _BULLET.sub("", raw.strip())
                if not text or set(text) <= set("|-: "):
                    continue
                plain = self.clean(text.strip("|").replace("|", " ", 1) if text.startswith("|") else text, line)
                at, what = _moment_first(plain)
                when = moment(at, today) if at else ""
                if when and what and not (what.startswith("(") and day_of(at) == at):
                    today = day_of(when) or today
                    yield {"at": when, "what": what}
                elif day_of(plain) and len(plain) < 40:
                    today = day_of(plain)
                elif plain:
                    self.left.append(f"line {line}: timeline, no moment that can be read: {plain}")

    def others(self) -> None:
        """List what stands in sections that are not known, and who wrote it by their number alone."""
        for section in self.sections:
            if section.meaning == "authors":
                self.left.append(f"line {section.line}: who wrote it; a review names roles, under `review: experts`")
            elif not section.meaning:
                if section.heading:
                    self.left.append(f"line {section.line}: section `{section.heading}`")
                self.left += [f"line {line}: {self.clean(text, line)}" for line, text in section.lines if text.strip()]


def _split(text: str) -> tuple[str, list[_Section]]:
    """The title, and the sections in their order. Code blocks are lines like others."""
    title, sections = "", [_Section("", "", 1)]
    lines = text.splitlines()
    number = _front_matter(lines, sections)
    while number < len(lines):
        line = lines[number]
        number += 1
        level, heading, rest = 0, "", ""
        if match := _HEADING.match(line):
            level, heading = len(match[1]), match[2].strip()
        elif (
            number < len(lines)
            and line.strip()
            and (under := _UNDERLINE.match(lines[number]))
            and not _BULLET.match(line)
        ):
            level, heading = (1 if under[1][0] == "=" else 2), line.strip()
            number += 1
        elif (match := _BOLD.match(line) or _PLAIN.match(line)) and _is_section(match[1]):
            heading, rest = match[1], match[2]
        name = heading.strip("*:：_ ")
        if level == 1 and not title and not _meaning(name):
            title = name
        elif name:
            sections.append(_Section(_meaning(name) if level else _MEANING.get(name.lower(), ""), name, number))
            if rest.strip():
                sections[-1].lines.append((number, rest))
        else:
            sections[-1].lines.append((number, line))
    if not title:
        title = next((line.strip("# *") for line in lines if line.strip("#*-= ")), "")[:200]
    return title, sections


def _front_matter(lines: list[str], sections: list[_Section]) -> int:
    """How many lines a block between two `---` at the very beginning takes; title and date in it are sections."""
    end = next((place for place in range(1, len(lines)) if lines[place].strip() == "---"), 0)
    if not lines or lines[0].strip() != "---" or not end:
        return 0
    for number, line in enumerate(lines[1:end], 2):
        key, _, value = line.partition(":")
        meaning = _MEANING.get(key.strip().lower(), "")
        sections.append(_Section(meaning, key.strip(), number, [(number, value.strip() if meaning else line)]))
    return end + 1


def _meaning(heading: str) -> str:
    """What a heading means: by its words, else by the longest known name that stands in it."""
    plain = " ".join(re.sub(r"[(（][^)）]*[)）]", "", heading).lower().split())
    if plain in _MEANING:
        return _MEANING[plain]
    held = [name for name in _MEANING if len(name) > 3 and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", plain)]
    return _MEANING[max(held, key=len)] if held and len(plain) < 60 else ""


def _is_section(name: str) -> bool:
    name = name.strip("*:： ").lower()
    return name in _MEANING or name == "status"


def _pieces(lines: list[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Items of lists and paragraphs, each as one text with the line it begins at."""
    held: list[str] = []
    at = 0
    for number, line in [*lines, (0, "")]:
        item = bool(_BULLET.match(line.strip()))
        if held and (item or not line.strip()):
            yield at, " ".join(held)
            held = []
        if line.strip():
            at = at if held else number
            held.append(_BULLET.sub("", line.strip()))


def _rows_or_pieces(lines: list[tuple[int, str]]) -> Iterator[tuple[int, str | list[str]]]:
    other: list[tuple[int, str]] = []
    for number, line in lines:
        if line.strip().startswith("|"):
            if not set(line.strip()) <= set("|-: "):
                yield number, [cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip().strip("|"))]
        else:
            other.append((number, line))
    yield from _pieces(other)


def _moment_first(text: str) -> tuple[str, str]:
    """What a line begins with that looks like a moment, and the rest of it."""
    match = re.match(
        r"^[*_`\[(]*((?:\d{4}-\d{2}-\d{2}[ T]?)?(?:\d{1,2}[:：]\d{2}(?::\d{2})?(?:\s*[AaPp]\.?[Mm]\b\.?)?(?:\s*(?:UTC|GMT|Z|[A-Z]{3,4})\b)?)?)[\])*_`]*\s*[-–—:|,]*\s*(.*)$",
        text,
    )
    return (match[1].strip(), match[2].strip()) if match and match[1].strip() else ("", text)
