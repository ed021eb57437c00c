"""Markdown post-mortem with the sections of Google's SRE book: from Summary to Timeline."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping

from rca.importers.clean import Given, NotReadable, cleaned
from rca.importers.draft import Cause, Draft, Ids, Pairs, Value
from rca.importers.post_mortem_sections import BULLET, Section, named_lists, plain_lines, rows_or_pieces, split
from rca.importers.rows import FILE_EVIDENCE
from rca.importers.timeline import day_of, moment

RANK = 4
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
_DO = ("action item", "action", "item", "task", "description", "what", "行动项", "措施", "改进措施", "事项")
_OWNER = ("owner", "assignee", "responsible", "负责人", "责任人", "负责部门")
_DUE = ("due", "due date", "deadline", "期限", "截止日期", "完成时间", "截止时间")
_STATUS = ("status", "state", "状态")
_BEGUN = ("in progress", "in-progress", "started", "进行中")
_WAITING = (*_BEGUN, "todo", "to do", "open", "not started", "未开始", "待办")
_DONE = re.compile(r"\b(?:done|completed?|closed|fixed)\b|✅|已完成", re.IGNORECASE)


def recognises(given: Given) -> bool:
    """A name that ends in `.md` or `.markdown`."""
    return given.suffix in (".md", ".markdown")


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
        self.title, self.sections = split(given.text())
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

    def of(self, meaning: str) -> Iterator[Section]:
        """The sections with a meaning."""
        return (each for each in self.sections if each.meaning == meaning)

    def texts(self, meaning: str) -> Iterator[str]:
        """Items and paragraphs of the sections with a meaning, each once."""
        for section in self.of(meaning):
            rows = 0
            for line, text in rows_or_pieces(section.lines):
                told = text if isinstance(text, str) else ": ".join(cell for cell in text if cell)
                rows += not isinstance(text, str)
                if rows == 1 and not isinstance(text, str):
                    self.left.append(f"line {line}: the head of a table: {', '.join(text)}")
                elif plain := self.clean(told, line):
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
            for line, text in rows_or_pieces(section.lines):
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
            if heading in _DO:
                found["do"] = text
            elif heading in ("type", "kind", "类型"):
                if text.lower() in _TYPES:
                    found["function"] = _TYPES[text.lower()]
                else:
                    self.left.append(f"line {line}: the type `{text}` of an action")
            elif heading in _OWNER:
                found["owner"] = text
            elif heading in ("bug", "ticket", "issue", "ref", "tracking"):
                found["ref"] = text
            elif heading in _DUE and day_of(text):
                found["due"] = day_of(text)
            elif not (heading in _STATUS and (done or text.lower() in _WAITING)):
                self.left.append(f"line {line}: {heading or 'a column'} of an action: {text}")
        if "do" not in found:
            return {}
        if done:
            self.used_file = True
            return {**found, "status": "implemented", "done": {"evidence": (FILE_EVIDENCE,)}}
        begun = any(heading in _STATUS and text.lower() in _BEGUN for heading, text in cells.items())
        return {**found, "status": "in-progress" if begun else "proposed"}

    def timeline(self, day: str) -> Iterator[Mapping[str, str]]:
        """Entries that begin with a moment; a line with a date alone sets the day of those below it."""
        for section in self.of("timeline"):
            today = day
            for line, raw in plain_lines(section.lines):
                text = BULLET.sub("", raw.strip())
                if not text or set(text) <= set("|-: "):
                    continue
                plain = self.clean(text.strip("|").replace("|", " ", 1) if text.startswith("|") else text, line)
                at, what = _moment_first(plain)
                when = moment(at.removeprefix("about "), today) if at else ""
                when = f"about {when}" if when and at.startswith("about ") else when
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
            elif section.meaning and section.meaning != "timeline":
                self.left += [f"line {line}: heading `{name}`" for line, name in named_lists(section.lines)]
            elif not section.meaning:
                if section.heading:
                    self.left.append(f"line {section.line}: section `{section.heading}`")
                self.left += [f"line {line}: {self.clean(text, line)}" for line, text in section.lines if text.strip()]


def _moment_first(text: str) -> tuple[str, str]:
    """What a line begins with that looks like a moment, and the rest of it; `about …` where the line says so."""
    match = re.match(
        r"^[*_`\[(]*((?i:around|about|approx\.?|circa|c\.|~|约|大约)\s*)?((?:\d{4}-\d{2}-\d{2}[ T]?)?(?:\d{1,2}[:：]\d{2}(?::\d{2})?(?:\s*[AaPp]\.?[Mm]\b\.?)?(-ish|左右)?(?:\s*(?:UTC|GMT|Z|[A-Z]{3,4})\b)?)?)[\])*_`]*\s*[-–—:|,：]*\s*(.*)$",
        text,
    )
    if match is None or not match[2].strip():
        return "", text
    about = "about " if match[1] or match[3] else ""
    return about + match[2].replace(match[3] or "\0", "").strip(), match[4].strip()
