"""Everything the page of one case shows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup

from rca.analysis.bow_tie.numbers import bow_tie_numbers
from rca.analysis.findings import Findings
from rca.graph.tree import FaultTree, Node
from rca.library.model import CasedLesson
from rca.lint.signatures import signatures
from rca.records.action import Action
from rca.records.evidence import Evidence
from rca.records.review import Review
from rca.records.tree import Event
from rca.records.vocabulary import STAGES
from rca.site.addresses import anchor
from rca.site.case.odds import Odds, odds
from rca.site.case.paths import PathTable, path_table
from rca.site.case.provenance import Cited, Provenance, Reading, citations, how_read, own_source, provenance
from rca.site.context import SiteContext

SUMMARY_PARTS = (
    "what_happened", "mechanism", "technical_defects", "procedural_defects", "organisational_defects",
    "methods_that_solve", "future_direction", "limits",
)  # fmt: skip


@dataclass(frozen=True)
class CaseView:
    """A review with its findings, ready for the template. Parts are computed when they are asked for."""

    context: SiteContext
    review: Review
    findings: Findings
    tree: FaultTree

    @cached_property
    def events(self) -> Mapping[str, Event]:
        """Every event as written, nested ones included."""
        return {placed.id: placed.event for placed in reversed(self.review.fault_tree.placed())}

    @cached_property
    def nodes(self) -> Mapping[str, Node]:
        """Events of the logic and influences."""
        return {**self.tree.influences, **self.tree.nodes}

    @cached_property
    def odds(self) -> Odds | None:
        """What the barriers come to in numbers; None where none has one."""
        found = bow_tie_numbers(self.review, self.tree)
        return None if found is None else odds(self.review, found, self.context.words)

    @cached_property
    def actions(self) -> Mapping[str, Action]:
        """Actions by id."""
        return {action.id: action for action in self.review.actions or ()}

    @cached_property
    def actions_by_event(self) -> Mapping[str, tuple[str, ...]]:
        """For every event the live actions that break or weaken it, in the order of the review."""
        found: dict[str, list[str]] = {}
        live = {view.id for view in self.findings.actions if view.live}
        for action in self.review.actions or ():
            for event in (*action.breaks, *action.weakens) if action.id in live else ():
                found.setdefault(event, []).append(action.id)
        return {event: tuple(dict.fromkeys(names)) for event, names in found.items()}

    @cached_property
    def lessons_by_event(self) -> Mapping[str, tuple[str, ...]]:
        """For every event the lessons it teaches."""
        found: dict[str, list[str]] = {}
        for lesson in self.review.lessons:
            for event in lesson.because:
                found.setdefault(event, []).append(lesson.id)
        return {event: tuple(names) for event, names in found.items()}

    @cached_property
    def paths(self) -> PathTable:
        """Paths that happened."""
        return path_table(self.review, self.tree, self.findings)

    @cached_property
    def provenance(self) -> Provenance:
        """Facts checked, recalled, conflicting."""
        return provenance(self.review)

    @cached_property
    def cited(self) -> Mapping[str, Cited]:
        """For every piece of evidence what cites it."""
        entry = self.context.library.reviews[self.review.id]
        return citations(self.context.library, entry.document.file.path, self.review)

    @cached_property
    def stages(self) -> tuple[tuple[str, str, str], ...]:
        """The eight stages: name, state (`done`, `now`, `ahead`) and the date of the last sign-off."""
        reached = STAGES.index(self.review.review.stage)
        dates = {sign.stage: sign.date for sign in self.review.review.sign_offs}
        if self.review.review.opened:
            dates.setdefault("opened", self.review.review.opened)
        if self.review.review.report_approved:
            dates.setdefault("published", self.review.review.report_approved)
        return tuple(
            (stage, "now" if place == reached else "done" if place < reached else "ahead", dates.get(stage, ""))
            for place, stage in enumerate(STAGES)
        )

    @cached_property
    def suspect(self) -> Mapping[str, str]:
        """Stages with signatures that are out of date, since what they cover has changed: who signed, by stage."""
        data = self.context.library.reviews[self.review.id].document.data
        found: dict[str, list[str]] = {}
        for each in signatures(data, self.review.review):
            if each.state == "out-of-date":
                found.setdefault(each.stage, []).append(each.by)
        return {stage: ", ".join(dict.fromkeys(names)) for stage, names in found.items()}

    def median(self, index: str) -> float | None:
        """Median of an index over all cases where it is known; None when fewer than three are."""
        return self.context.medians.get(index)

    @cached_property
    def untaught(self) -> tuple[str, ...]:
        """Confirmed leaves that no lesson names, nor a gate above them."""
        taught = set(self.lessons_by_event)
        for node in reversed(self.tree.bottom_up()):
            if node.id in taught:
                taught.update(node.causes)
        return tuple(leaf.id for leaf in self.tree.leaves() if leaf.status == "confirmed" and leaf.id not in taught)

    def summary_part(self, name: str) -> str | tuple[str, ...] | None:
        """A part of the technical summary: text, or the events of a list of defects.

        Defects that the author does not list are those whose code says so.
        """
        written = self.review.technical_summary
        value = getattr(written, name) if written else None
        if not name.endswith("_defects"):
            return value.text if value else None
        if value is not None:
            return tuple(value)
        letter = name[0].upper()
        return tuple(
            node.id
            for node in self.nodes.values()
            if any(code.startswith(f"{letter}-") for code in node.defect)
            and self.findings.derived_status.get(node.id, node.status) in ("confirmed", "likely")
        )

    def source_of(self, evidence: Evidence) -> str:
        """Id of the source of a piece of evidence, its own or that of what it is part of."""
        return own_source(self.review, evidence)

    def how_read(self, evidence: Evidence) -> Reading | None:
        """The most that was read of any of its sources."""
        return how_read(self.review, evidence)

    @cached_property
    def gathered_by(self) -> Mapping[str, tuple[str, ...]]:
        """For every lesson of the case the general lessons that gather it."""
        found: dict[str, list[str]] = {}
        for name, entry in self.context.library.lessons.items():
            for reference in entry.record.from_:
                case, _, lesson = reference.partition("#")
                if case == self.review.id:
                    found.setdefault(lesson, []).append(name)
        return {lesson: tuple(names) for lesson, names in found.items()}

    @cached_property
    def taught_in(self) -> tuple[str, ...]:
        """Courses that use the case."""
        return tuple(
            name
            for name, entry in self.context.library.courses.items()
            if entry.record.withdrawn is None
            and any(case.review == self.review.id for module in entry.record.modules for case in module.cases)
        )

    @cached_property
    def _places(self) -> Mapping[str, tuple[str, str]]:
        """Ids that a sentence may name: what they are of, and the words of their author."""
        review = self.review
        return {
            **{name: ("standard", each.title) for name, each in review.standards.items()},
            **{each.id: ("lesson", each.lesson) for each in review.lessons},
            **{name: ("action", each.do) for name, each in self.actions.items()},
            **{name: ("event", each.label) for name, each in self.nodes.items()},
        }

    @cached_property
    def _names(self) -> re.Pattern[str]:
        names = sorted(self._places, key=len, reverse=True)
        return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, names))})(?![\w-])")

    def linked(self, text: str) -> Markup:
        """A sentence of ours with the ids in it as links to their places on the page."""
        parts: list[Markup] = []
        start = 0
        for match in self._names.finditer(text):
            name = match[0]
            parts.append(Markup("{}").format(text[start : match.start()]))
            kind, title = self._places[name]
            spoken = self.review.review.language
            lang = Markup(' lang="{}"').format(spoken) if spoken != self.context.language else ""
            parts.append(
                Markup('<a class="id"{} href="#{}" title="{}">{}</a>').format(lang, anchor(kind, name), title, name)
            )
            start = match.end()
        return Markup("").join((*parts, Markup("{}").format(text[start:])))

    def shorten(self, text: str) -> str:
        """A sentence of ours with a path that is spelled out replaced by its number."""
        for number, path in enumerate(self.findings.paths, 1):
            if len(path.events) > 2:
                text = text.replace(" + ".join(path.events), self.context.words("paths.numbered", n=number))
        return text

    def held(self, name: str) -> str:
        """What holds an index down, in words: a part of the summary by its name, a path by its number."""
        return self.context.words(f"summary.{name}") if name in SUMMARY_PARTS else self.shorten(name)

    def lesson(self, name: str) -> CasedLesson | None:
        """A lesson of the case."""
        return next((CasedLesson(self.review, each) for each in self.review.lessons if each.id == name), None)
