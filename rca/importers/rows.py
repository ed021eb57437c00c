"""From the rows of a table to a draft: a tree of events with their parents, or a timeline."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rca.importers import statuses
from rca.importers.clean import MAX_EVENTS, NotReadable, cleaned
from rca.importers.draft import Cause, Draft, Gate, Ids, Pairs, rooted, without_circles
from rca.importers.timeline import day_of, moment

Row = tuple[str, Mapping[str, str]]
"""How a reader finds the row, and its cells by the column's heading."""

_TREE = {
    "id": "id|event id|node|node id|key|no|no.|number|编号|序号",
    "event": "event|description|text|cause|name|label|statement|title|event description|cause description|what|事件|描述|原因",
    "parent": "parent|parents|parent id|effect|causes of|cause of|leads to|under|父节点|上级|父事件|结果",
    "gate": "gate|logic|gate type|operator|type|门|逻辑门",
    "status": "status|state|verdict|状态",
    "kind": "kind|category|cause kind|class|类别|种类",
    "evidence": "evidence|proof|source|证据",
    "reason": "reason|why|justification|because|理由",
    "note": "note|notes|comment|comments|remark|remarks|备注",
    "probability": "probability|p|prob|概率",
}
_TIMELINE = {
    "at": "at|time|date|when|timestamp|date/time|datetime|date time|utc|time (utc)|时间|日期",
    "what": "what|event|description|text|entry|action|message|details|事件|描述|内容",
    "lane": "lane|actor|who|category|system|component|主体|单位",
}
FILE_EVIDENCE = "E-IMPORTED"


def is_tree(headings: Sequence[str]) -> bool:
    """Whether a table with these headings holds a tree."""
    found = _columns(headings, _TREE)
    return "event" in found and ("parent" in found or "gate" in found or "id" in found) and not is_timeline(headings)


def is_timeline(headings: Sequence[str]) -> bool:
    """Whether a table with these headings holds a timeline: moments and what happened, and no parents."""
    tree = _columns(headings, {"parent": _TREE["parent"], "gate": "gate|logic|gate type|operator"})
    found = _columns(headings, _TIMELINE)
    return "at" in found and "what" in found and not tree


def _columns(headings: Sequence[str], table: Mapping[str, str]) -> dict[str, str]:
    """For every meaning the heading that has it, the first name of a meaning before its others."""
    plain = {" ".join(heading.lower().replace("_", " ").split()): heading for heading in reversed(headings) if heading}
    found: dict[str, str] = {}
    for meaning, names in table.items():
        heading = next(
            (plain[name] for name in names.split("|") if name in plain and plain[name] not in found.values()), None
        )
        if heading is not None:
            found[meaning] = heading
    return found


@dataclass(slots=True)
class _Gathered:
    """One event while rows are read."""

    id: str
    event: str
    where: str
    gate: Gate | None = None
    threshold: int | None = None
    facts: dict[str, str] = field(default_factory=dict)
    probability: dict[str, float | str] = field(default_factory=dict)
    evidence: list[str] = field(default_factory=list)
    parents: list[tuple[str, str]] = field(default_factory=list)
    causes: list[str] = field(default_factory=list)


def tree_draft(rows: Sequence[Row], headings: Sequence[str], file: str) -> Draft:
    """The tree that rows with ids, sentences and parents give.

    Raises:
        NotReadable: no row has an event, or there are more than `MAX_EVENTS`.
    """
    reader = _Tree(_columns(headings, _TREE), file)
    for where, cells in rows:
        reader.row(where, cells)
    return reader.draft()


class _Tree:
    """Reads rows one by one."""

    def __init__(self, columns: Mapping[str, str], file: str) -> None:
        self.columns = columns
        self.file = file
        self.left: list[str] = []
        self.ids = Ids()
        self.events: dict[str, _Gathered] = {}
        self.by_name: dict[str, str] = {}
        """Ids by what rows call their event: its id, else its sentence, in small letters."""
        self.evidence: dict[str, Pairs] = {}
        self.by_evidence: dict[str, str] = {}

    def cell(self, name: str, where: str, cells: Mapping[str, str]) -> str:
        """A cell, cleaned; empty where there is none."""
        heading = self.columns.get(name)
        return cleaned(cells.get(heading, ""), f"{where}, column `{heading}`", self.left.append) if heading else ""

    def row(self, where: str, cells: Mapping[str, str]) -> None:
        """Take a row."""
        given, sentence = self.cell("id", where, cells), self.cell("event", where, cells)
        rest = {
            heading: text for heading, text in cells.items() if text.strip() and heading not in self.columns.values()
        }
        for heading, text in rest.items():
            self.left.append(f"{where}: column `{heading or '(no heading)'}`: {text}")
        if not sentence and not given:
            if any(self.cell(name, where, cells) for name in self.columns):
                self.left.append(f"{where}: no event: {'; '.join(text for text in cells.values() if text.strip())}")
            return
        known = self.by_name.get((given or sentence).lower())
        if known is not None and sentence and sentence != self.events[known].event:
            self.left.append(f"{where}: `{given}` is written again with another event: {sentence}")
        if known is None:
            if len(self.events) >= MAX_EVENTS:
                msg = f"`{self.file}` has more than {MAX_EVENTS:,} events; bring over a part of it"
                raise NotReadable(msg)
            number = len(self.events) + 1
            known = self.ids.new(given) if given else self.ids.of_sentence(sentence, number)
            if given and known != given:
                self.left.append(f"{where}: the id `{given}` was written as `{known}`")
            self.events[known] = _Gathered(known, sentence or given, where)
            self.by_name.setdefault((given or sentence).lower(), known)
            self.by_name.setdefault(sentence.lower(), known)
        self._facts(self.events[known], where, cells)

    def _facts(self, event: _Gathered, where: str, cells: Mapping[str, str]) -> None:
        for parent in re.split(r"[;,|\n]", self.cell("parent", where, cells)):
            if parent.strip():
                event.parents.append((parent.strip(), where))
        if word := self.cell("gate", where, cells):
            event.gate, event.threshold = statuses.gate(word)
            if event.gate is None and word.lower() not in (
                "basic",
                "leaf",
                "basic event",
                "house",
                "undeveloped",
                "event",
                "底事件",
            ):
                self.left.append(f"{where}: the gate `{word}` is not known")
        for name, meaning in (("kind", statuses.kind), ("status", statuses.status)):
            if word := self.cell(name, where, cells):
                if read := meaning(word):
                    event.facts[name] = read
                else:
                    self.left.append(f"{where}: the {name} `{word}` is not known")
        for name in ("reason", "note"):
            if text := self.cell(name, where, cells):
                event.facts[name] = text
        for piece in re.split(r"[;\n；]", self.cell("evidence", where, cells)):
            if piece.strip():
                event.evidence.append(self._evidence(piece.strip()))
        if text := self.cell("probability", where, cells):
            self._probability(event, where, text)

    def _evidence(self, piece: str) -> str:
        if piece not in self.by_evidence:
            short = re.fullmatch(r"[A-Za-z][A-Za-z0-9_.-]{0,57}", piece)
            name = self.ids.new(piece if short else f"E-{len(self.by_evidence) + 1}", "E")
            self.evidence[name] = {"what": f"{piece}, as named in {self.file}" if short else piece, "checked": False}
            self.by_evidence[piece] = name
        return self.by_evidence[piece]

    def _probability(self, event: _Gathered, where: str, text: str) -> None:
        try:
            value = float(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
        except ValueError:
            value = -1.0
        if 0 <= value <= 1:
            event.probability = {"value": value, "basis": f"As given in {self.file}"}
        else:
            self.left.append(f"{where}: the probability `{text}` is no number from 0 to 1")

    def draft(self) -> Draft:
        """The tree as far as it holds."""
        if not self.events:
            msg = f"`{self.file}` has no row with an event"
            raise NotReadable(msg)
        for event in self.events.values():
            for name, where in event.parents:
                parent = self.by_name.get(name.lower())
                if parent is None:
                    self.left.append(f"{where}: the parent `{name}` of `{event.id}` is in no row")
                elif event.id not in self.events[parent].causes:
                    self.events[parent].causes.append(event.id)
        causes = without_circles((self._gate(event) for event in self.events.values()), self.left.append)
        causes = tuple(self._leaf(cause) for cause in causes)
        sentence = "What did these lead to, in a sentence?"
        draft = Draft(events=causes, evidence=self.evidence, left=tuple(self.left))
        return rooted(draft, self.ids, sentence)

    def _gate(self, event: _Gathered) -> Cause:
        causes = tuple(event.causes)
        gate, threshold = event.gate, event.threshold
        if not causes:
            if gate is not None:
                self.left.append(f"{event.where}: the gate of `{event.id}`, which no row names as its parent")
            gate = threshold = None
        elif gate is None:
            gate = "all_of"
            self.left.append(f"{event.where}: no gate is given for `{event.id}`; `all_of` was written")
        elif gate == "at_least" and not 1 <= (threshold or 0) <= len(causes):
            self.left.append(
                f"{event.where}: `{event.id}` asks for {threshold} of {len(causes)} causes; `all_of` was written"
            )
            gate, threshold = "all_of", None
        return Cause(
            event.id,
            event.event,
            gate,
            causes,
            threshold,
            event.facts,
            tuple(dict.fromkeys(event.evidence)),
            (),
            event.probability,
        )

    def _leaf(self, cause: Cause) -> Cause:
        """The cause with a status that rests on something: a gate has none, a leaf's rests on the file at least."""
        facts = dict(cause.facts)
        status = facts.pop("status", "")
        evidence, against = cause.evidence, cause.against
        where = self.events[cause.id].where
        if cause.gate is not None:
            if status:
                self.left.append(
                    f"{where}: the status `{status}` of `{cause.id}`: a gate's status follows from its causes"
                )
        else:
            status = status or "open"
            if status in ("confirmed", "likely") and not evidence:
                evidence = (self._file(),)
            if status == "refuted":
                evidence, against = (), evidence or (self._file(),)
            facts = {
                **{k: facts[k] for k in ("kind",) if k in facts},
                "status": status,
                **{k: v for k, v in facts.items() if k != "kind"},
            }
        return Cause(
            cause.id,
            cause.event,
            cause.gate,
            cause.causes,
            cause.threshold,
            facts,
            evidence,
            against,
            cause.probability,
        )

    def _file(self) -> str:
        """Evidence that stands in for what a status rests on until somebody names it."""
        if FILE_EVIDENCE not in self.evidence:
            self.ids.new(FILE_EVIDENCE)
            self.evidence[FILE_EVIDENCE] = {
                "what": f"As stated in {self.file}; put the evidence itself in its place",
                "checked": False,
            }
            self.left.append(f"what statuses rest on: where {self.file} names no evidence, they cite `{FILE_EVIDENCE}`")
        return FILE_EVIDENCE


def timeline_entries(
    rows: Sequence[Row], headings: Sequence[str], left: list[str]
) -> tuple[tuple[Mapping[str, str], ...], str]:
    """Entries of a timeline and its first day; what is not carried is added to `left`."""
    columns = _columns(headings, _TIMELINE)
    days = next((h for h in headings if h.strip().lower() in ("date", "day", "日期") and h != columns["at"]), None)
    clocks = next((h for h in headings if h.strip().lower() in ("time", "时间") and h != columns["at"]), None)
    found: list[Mapping[str, str]] = []
    first = day = ""
    for where, cells in rows:
        used = {*columns.values(), days, clocks}
        left += [
            f"{where}: column `{heading or '(no heading)'}`: {text}"
            for heading, text in cells.items()
            if text.strip() and heading not in used
        ]
        at, what = cells.get(columns["at"], "").strip(), cleaned(cells.get(columns["what"], ""), where, left.append)
        if days and day_of(cells.get(days, "")):
            day = day_of(cells[days])
        elif clocks and cells.get(clocks, "").strip() and day_of(at):
            day, at = day_of(at), cells[clocks].strip()
        when = moment(at, day)
        if not when or not what:
            if at or what:
                left.append(
                    f"{where}: {'no moment that can be read' if what else 'nothing said'}: {at} {what}".rstrip()
                )
            continue
        day = day_of(when) or day
        first = first or day
        lane = cleaned(cells.get(columns.get("lane", ""), ""), where, left.append)
        found.append({"at": when, "what": what, **({"lane": lane} if lane else {})})
    return tuple(found), first
