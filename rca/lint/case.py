"""One review as the rules see it: the record, its tree and findings, and the library around it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from rca.analysis.accident_level import accident_level
from rca.analysis.findings import ActionView, Findings
from rca.graph.tree import FaultTree
from rca.library import references as places
from rca.library.model import Entry, Library, Reference, Target
from rca.lint.across import Across
from rca.lint.finding import Finding
from rca.lint.prose import Prose, prose_of
from rca.records.action import Action
from rca.records.evidence import Evidence
from rca.records.review import Review
from rca.records.tree import Placed
from rca.records.vocabulary import STAGES, Stage
from rca.source.document import DataPath, Document, Of

SEVERE_LEVELS = frozenset({"I", "II", "III"})
"""Levels of Order 493 that count as severe whoever was hurt."""


@dataclass(frozen=True, eq=False)
class Case:
    """What a rule is given. Everything is read; nothing is changed."""

    entry: Entry[Review]
    tree: FaultTree
    findings: Findings
    library: Library
    across: Across

    @property
    def review(self) -> Review:
        """The record."""
        return self.entry.record

    @property
    def document(self) -> Document:
        """The file's data."""
        return self.entry.document

    @property
    def as_of(self) -> dt.date:
        """The day that counts as today."""
        return self.library.as_of

    @property
    def public(self) -> bool:
        """Whether the review rests on the public record, so that what is not written is not known."""
        return self.review.review.basis == "public-record" and self.review.kind != "exercise"

    def reached(self, stage: Stage) -> bool:
        """Whether the review stands at `stage` or beyond."""
        return STAGES.index(self.review.review.stage) >= STAGES.index(stage)

    @cached_property
    def prose(self) -> tuple[Prose, ...]:
        """What the author says, passage by passage."""
        return tuple(prose_of(self.review))

    def words(self, *lists: str) -> tuple[str, ...]:
        """Word lists of the taxonomy `language`, English and Chinese together."""
        taxonomy = self.library.taxonomies.get("language")
        if taxonomy is None:
            return ()
        return tuple(word for name in lists for language in ("en", "zh") for word in taxonomy.words(name, language))

    @cached_property
    def events(self) -> Mapping[str, Placed]:
        """Every event of the tree by id; of two with one id the first."""
        found: dict[str, Placed] = {}
        for placed in self.review.fault_tree.placed():
            found.setdefault(placed.id, placed)
        return found

    @cached_property
    def leaves(self) -> tuple[Placed, ...]:
        """Events below the top that have no causes, in reading order."""
        return tuple(self.events[node.id] for node in self.tree.leaves() if node.id in self.events)

    @cached_property
    def basic(self) -> tuple[Placed, ...]:
        """Every event that has no causes, influences and stray ones included, in the order written."""
        return tuple(placed for placed in self.events.values() if placed.event.gate is None)

    @cached_property
    def bare(self) -> tuple[Placed, ...]:
        """Events behind which nothing stands: no causes, no influences, not continued elsewhere, not ruled out."""
        return tuple(
            placed
            for placed in self.basic
            if not placed.event.shaped_by and placed.event.continues_in is None and placed.event.status != "refuted"
        )

    @cached_property
    def roots(self) -> tuple[Placed, ...]:
        """Events marked as roots that are not ruled out."""
        return tuple(
            placed
            for placed in self.events.values()
            if placed.event.depth == "root" and self.status(placed.id) != "refuted"
        )

    def status(self, event: str) -> str:
        """What is held of an event: stated for one without causes, derived for a gate."""
        placed = self.events.get(event)
        if placed is None:
            return "open"
        if placed.event.gate is None:
            return placed.event.status or "open"
        return self.findings.derived_status.get(event) or placed.event.status or "open"

    def happened(self, event: str) -> bool:
        """Whether an event is confirmed or likely."""
        return self.status(event) in ("confirmed", "likely")

    @cached_property
    def influences(self) -> frozenset[str]:
        """Events that some event is shaped by."""
        return frozenset(name for placed in self.events.values() for name in placed.event.shaped_by)

    @cached_property
    def _event_places(self) -> Mapping[str, DataPath]:
        found: dict[str, DataPath] = {}
        for name, path in places.event_ids(self.document.data):
            found.setdefault(name, path)
        return found

    def at_event(self, event: str, message: str, help: str = "", *, at: str = "") -> Finding:  # noqa: A002 -- as in Finding
        """A finding at the name of an event."""
        path = self._event_places.get(event, ("fault_tree",))
        return Finding(path, message, help, of="key", at=at or event)

    def first_on(self, events: tuple[str, ...]) -> str:
        """The event of a path that a reader of the tree meets first."""
        return next((node.id for node in self.tree.leaves() if node.id in events), self.tree.top)

    def place_of_cause(self, effect: str, cause: str) -> DataPath:
        """Where an event names one of its causes."""
        place = self._event_places.get(effect, ())
        own = place[:-1] if place and place[-1] == "id" else place
        for reference in self.references("event"):
            inside = reference.path[: len(own)] == own and len(reference.path) == len(own) + 2
            if inside and reference.name == cause and reference.path[len(own)] in places.GATES:
                return reference.path
        return self._event_places.get(cause, place)

    def evidence_of(self, ids: tuple[str, ...]) -> tuple[Evidence, ...]:
        """The pieces of evidence that exist among `ids`."""
        return tuple(self.review.evidence[name] for name in ids if name in self.review.evidence)

    def references(self, *targets: Target) -> Iterator[Reference]:
        """What the file refers to."""
        for reference in self.library.references.get(self.document.file.path, ()):
            if reference.target in targets:
                yield reference

    def unknown(self, *targets: Target) -> Iterator[Reference]:
        """References to something that does not exist."""
        return (reference for reference in self.references(*targets) if not reference.resolved)

    @cached_property
    def views(self) -> Mapping[str, ActionView]:
        """Strength, side and reach of every action by id."""
        return {view.id: view for view in self.findings.actions}

    @cached_property
    def live(self) -> tuple[tuple[int, Action], ...]:
        """Actions that are neither rejected nor replaced nor obsolete, with their place in the list."""
        dead = ("rejected", "superseded", "obsolete")
        return tuple((i, action) for i, action in enumerate(self.review.actions or ()) if action.status not in dead)

    @cached_property
    def aimed(self) -> frozenset[str]:
        """Events that a live action names under `breaks` or `weakens`."""
        return frozenset(name for _, action in self.live for name in (*action.breaks, *action.weakens))

    @cached_property
    def severe(self) -> bool:
        """Whether people were killed or seriously hurt, or could have been, or the loss makes an accident of level III.

        RCA2 (2015) asks for the stronger measures where harm was, or could have been, severe.
        """
        harm = self.review.event.harm
        if harm is None:
            return False
        people = (harm.deaths, harm.missing, harm.serious_injuries)
        if any(isinstance(count, int) and count > 0 for count in people) or harm.potential == "more":
            return True
        level = accident_level(self.review.event, self.library.taxonomies.get("order493-level"), self.as_of)
        return level is not None and level.least in SEVERE_LEVELS

    def unstated(self, what: str, lacking: list[str], *, of: int) -> Iterator[Finding]:
        """One piece of advice in place of many findings: what the public record does not say of several actions.

        What a public record does not give is not known, and not known is not zero; so it is said once and not held
        against anybody.
        """
        if lacking:
            named = ", ".join(f"`{name}`" for name in lacking[:_NAMED])
            more = f" and {len(lacking) - _NAMED} more" if len(lacking) > _NAMED else ""
            yield advice(
                ("actions",), f"the public record read for this review does not say {what} for {len(lacking)} of {of} actions",
                f"not said for {named}{more}; the indices show it as not known, not as zero", of="key",
            )  # fmt: skip


_NAMED = 6
"""Actions that a summarising finding names."""


def advice(path: DataPath, message: str, help: str = "", *, of: Of = "value", at: str = "") -> Finding:  # noqa: A002
    """A finding that is advice, whatever the rule's own severity."""
    from rca.diagnostics import Severity

    return Finding(path, message, help, of, at, Severity.ADVICE)


def path_words(name: str) -> str:
    """A path as a message shows it, cut when it is long."""
    parts = name.split(" + ")
    rest = f" and {len(parts) - _ON_A_PATH} more" if len(parts) > _ON_A_PATH else ""
    return f"`{' + '.join(parts[:_ON_A_PATH])}`{rest}"


_ON_A_PATH = 8
"""Events of a path that a message names."""


def names(ids: tuple[str, ...] | list[str] | frozenset[str]) -> str:
    """Ids as a message lists them: `A`, `B` and `C`."""
    shown = [f"`{name}`" for name in (sorted(ids) if isinstance(ids, frozenset) else ids)]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}" if shown else ""
