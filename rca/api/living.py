"""A knowledge base that is followed while somebody writes in it: what a save changes is worked out at once, the rest behind it."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from rca.api.base import KnowledgeBase, Misuse, Step, no_folder, quiet
from rca.api.publishing import site_context
from rca.diagnostics import Diagnostic, Severity
from rca.library.circle import open_to
from rca.library.folder import Folder, find_folder
from rca.library.link import names_in
from rca.library.load import Memo, reading
from rca.library.masked import RANKS
from rca.lint.across import Across
from rca.lint.asked import Asked, faced, holds
from rca.lint.check import LintResult, lint_one
from rca.records.course import Course
from rca.records.lesson import GeneralLesson
from rca.records.review import Review
from rca.records.taxonomy import Adoption, SharedStandard, Taxonomy
from rca.site.context import Silenced, SiteContext
from rca.site.for_readers import for_readers
from rca.site.live import Fault, LiveContext, LivePages
from rca.source.document import SourceFile
from rca.source.find import load_file, shown_path
from rca.training.base import TeachingBase
from rca.training.check import teaching_of

if TYPE_CHECKING:
    from rca.analysis.findings import Findings
    from rca.graph.tree import FaultTree
    from rca.library.link import Names
    from rca.library.model import Entry, Library, Reference
    from rca.records.base import Record
    from rca.records.vocabulary import PublicationLevel

_KINDS: Mapping[str, type[Record]] = {
    "reviews": Review, "lessons": GeneralLesson, "courses": Course, "taxonomies": Taxonomy, "standards": SharedStandard,
    "adoptions": Adoption,
}  # fmt: skip
FEW = 5
"""Reviews that are worked out one by one; with more, working out everything is as fast."""


@dataclass(frozen=True, slots=True)
class _Judged:
    """What the rules said of a review, and all that they said it from."""

    source: tuple[str, str, str]
    """Path and hash of its file, and the hash of everything that is no review."""
    references: tuple[Reference, ...]
    answers: Mapping[str, object] | None
    result: LintResult


@dataclass(slots=True)
class _Kept:
    """What was worked out so far, by what it was worked out from."""

    memo: Memo = field(default_factory=dict)
    good: dict[str, SourceFile] = field(default_factory=dict)
    """By path each file as it was when it last read."""
    analysed: dict[str, tuple[tuple[object, ...], Findings, FaultTree]] = field(default_factory=dict)
    judged: dict[str, _Judged] = field(default_factory=dict)


class _Base(KnowledgeBase):
    """A knowledge base that takes from the one before what has not changed."""

    kept: _Kept
    across: Across

    def tree(self, name: str) -> FaultTree:
        """As it was, where the review is as it was."""
        known = self.kept.analysed.get(name)
        return known[2] if known and known[0] == self._from(self.library.reviews[name]) else super().tree(name)

    def analysed(self, entry: Entry[Review], limit: int = 1000) -> Findings:
        """As it was, where the review is as it was."""
        name = entry.record.id
        known = self.kept.analysed.get(name)
        if known is None or known[0] != self._from(entry):
            tree = super().tree(name)
            known = self.kept.analysed[name] = (self._from(entry), super().analysed(entry, limit), tree)
        return known[1]

    def _from(self, entry: Entry[Review]) -> tuple[object, ...]:
        """What the findings on a review are worked out from."""
        return entry.document.file.digest, tuple(self.library.issued.items())

    @cached_property
    def lint(self) -> LintResult:
        """What the rules say; of a review that is as it was and would be told the same of others, what they said."""
        outward, seen = faced(self.library, self.findings)
        self.across = Across(outward, seen, dict(self.trees))
        results = [self._judged(name, outward) for name in sorted(self.library.reviews)]
        return LintResult(
            tuple(each for result in results for each in result.diagnostics),
            tuple(each for result in results for each in result.silenced),
        )

    def _judged(self, name: str, outward: Library) -> LintResult:
        def review_of(other: str) -> Review:
            return outward.reviews[other].record

        self._step("Checking", len(self.library.reviews))
        file = self.library.reviews[name].document.file
        source, references = (file.path, file.digest, self._beside), self.library.references.get(file.path, ())
        known = self.kept.judged.get(name)
        same = known is not None and (known.source, known.references) == (source, references)
        if known is not None and same and known.answers is not None and holds(self.across, known.answers, review_of):
            return known.result
        asked = Asked(self.across, None, review_of)
        result = lint_one(self.library, name, self.findings[name], self.trees[name], asked)
        self.kept.judged[name] = _Judged(source, references, asked.answers, result)
        return result

    @cached_property
    def _beside(self) -> str:
        files = (file for kind, each in sorted(self.folder.files.items()) if kind != "reviews" for file in each)
        return hashlib.sha256("".join(f"{file.path}{file.digest}" for file in files).encode()).hexdigest()


@dataclass(frozen=True)
class State:
    """Everything that is known of a folder at one moment."""

    folder: Folder
    library: Library
    findings: Mapping[str, Findings]
    trees: Mapping[str, FaultTree]
    across: Across
    context: SiteContext
    faults: tuple[Fault, ...]
    narrowed: bool
    """Whether some reviews are kept from the readers; then no review is looked at alone."""

    def pages(self) -> LivePages:
        """The pages of this state."""
        return LivePages(self.context, self.faults)


class Living:
    """A folder as it is now. `whole` and `at_once` give a new state and leave the last one as it is."""

    def __init__(self, root: Path, as_of: dt.date, level: PublicationLevel = "restricted") -> None:
        self.root, self._as_of, self._level = root, as_of, level
        self._kept = _Kept()

    def whole(self, step: Step = quiet) -> State:
        """The state of the whole folder. What is as it was is not read, analysed or judged again.

        A file that does not read is taken as it was when it last did.

        Raises:
            Misuse: there is no such folder.
        """
        try:
            found = find_folder(self.root)
        except FileNotFoundError as error:
            raise Misuse(no_folder(self.root)) from error
        readable, faults = self._readable(found)
        circle = open_to(readable, self._level)
        kb = self._base(circle.folder, step=step)
        context = site_context(kb)
        return State(
            circle.folder, kb.library, dict(kb.findings), dict(kb.trees), kb.across, _live(context), faults,
            bool(circle.left_out),
        )  # fmt: skip

    def at_once(self, state: State, paths: Iterable[Path]) -> State | None:
        """The state after some files were written, as far as it shows on their own pages; None when that is not all.

        What rules say over several reviews, and every page about several, is for `whole` to work out.
        """
        listed, home = sorted(paths), self.root / "reviews"
        fit = (path.is_relative_to(home) and path.suffix in (".yaml", ".yml") and path.is_file() for path in listed)
        if state.narrowed or len(listed) > FEW or not all(fit):
            return None
        after: State | None = state
        for path in listed:
            after = self._one(after, path) if after is not None else None
        return after

    def _base(self, folder: Folder, step: Step = quiet, names: Mapping[str, Names] | None = None) -> _Base:
        kb = _Base(self.root, self._as_of, folder=folder, step=step, memo=self._kept.memo, names=names)
        kb.kept = self._kept
        return kb

    def _readable(self, folder: Folder) -> tuple[Folder, tuple[Fault, ...]]:
        """The folder with each file as it was when it last read, and what is wrong with those that do not."""
        faults: list[Fault] = []
        files = dict(folder.files)
        for kind, model in _KINDS.items():
            stand = []
            for file in folder.files[kind]:
                wrong = self._wrong(file, model)
                if wrong:
                    faults.append(self._fault(file.path, file, wrong, model))
                    stand.append(self._kept.good.get(file.path, file))
                else:
                    self._kept.good[file.path] = file
                    stand.append(file)
            there = {file.path for file in stand}
            for said in folder.diagnostics:  # what could not even be taken for text
                good = self._kept.good.get(said.path)
                if said.path not in there and f"/{kind}/" in f"/{said.path}":
                    faults.append(self._fault(said.path, None, (said,), model))
                    stand += [good] if good is not None else []
            files[kind] = tuple(sorted(stand, key=lambda file: file.path))
        kept = {file.path for each in files.values() for file in each}
        for path in self._kept.good.keys() - kept:
            del self._kept.good[path]
        return replace(folder, files=files), tuple(faults)

    def _wrong(self, file: SourceFile, model: type[Record]) -> tuple[Diagnostic, ...]:
        """What keeps a file from being shown as it is: everything that was found in it when there is an error."""
        _, said, outcome = reading(file, model, self._kept.memo)
        found = (*said, *(outcome.diagnostics if outcome is not None else ()))
        errors = any(each.severity is Severity.ERROR for each in found)
        return tuple(sorted(found, key=lambda each: each.sort_key)) if errors else ()

    def _fault(
        self, path: str, file: SourceFile | None, found: tuple[Diagnostic, ...], model: type[Record]
    ) -> Fault:  # fmt: skip
        good = self._kept.good.get(path)
        held = good or file
        document = reading(held, model)[0] if held is not None else None
        stated = document.data.get("id") if document is not None and isinstance(document.data, Mapping) else None
        name = stated if isinstance(stated, str) else Path(path).stem
        return Fault(path, name if model is Review else "", found, good is not None)

    def _one(self, state: State, path: Path) -> State | None:
        """The state with one review as its file says now."""
        shown = shown_path(path)
        file, said = load_file(path, shown)
        others = tuple(each for each in state.faults if each.path != shown)
        wrong = said if file is None else self._wrong(file, Review)
        if file is None or wrong:
            return replace(state, faults=(*others, self._fault(shown, file, wrong, Review)))
        document, _, outcome = reading(file, Review, self._kept.memo)
        record = outcome.record if outcome is not None else None
        before = next((name for name, each in state.library.reviews.items() if each.document.file.path == shown), "")
        if document is None or record is None or RANKS[record.review.publication.level] > RANKS[self._level]:
            return None
        if before not in ("", record.id) or (not before and record.id in state.library.reviews):
            return None
        self._kept.good[shown] = file
        files = {each.path: each for each in state.folder.files["reviews"]} | {shown: file}
        folder = replace(
            state.folder, files={**state.folder.files, "reviews": tuple(files[name] for name in sorted(files))}
        )
        return self._with(replace(state, folder=folder, faults=others), file, record.id)

    def _with(self, state: State, file: SourceFile, name: str) -> State:
        part = replace(state.folder, files={**state.folder.files, "reviews": (file,)}, diagnostics=())
        document = reading(file, Review, self._kept.memo)[0]
        names = {each: names_in(entry.document) for each, entry in state.library.reviews.items()}
        kb = self._base(part, names=names | ({name: names_in(document)} if document is not None else {}))
        entry, references = kb.library.reviews[name], kb.library.references
        findings = {**state.findings, name: kb.analysed(entry)}
        trees = {**state.trees, name: kb.tree(name)}
        library = replace(
            state.library, reviews={**state.library.reviews, name: entry},
            references={**state.library.references, file.path: references.get(file.path, ())},
        )  # fmt: skip
        across = _beside(state.across, library, findings, trees, name)
        asked = Asked(across, None, lambda other: across.library.reviews[other].record)
        result = lint_one(kb.library, name, findings[name], trees[name], asked)
        said = [each for each in kb.library.diagnostics if each.path == file.path]
        said += [*result.diagnostics, *teaching_of(name, TeachingBase(library, findings, trees))]
        alone = for_readers(
            SiteContext(
                replace(library, reviews={name: entry}), {name: findings[name]}, {name: trees[name]},
                {name: tuple(sorted(said, key=lambda each: each.sort_key))},
                {name: tuple(Silenced(each, reason) for each, reason in result.silenced)},
            )
        )  # fmt: skip
        return replace(
            state, library=library, findings=findings, trees=trees, across=across,
            context=_joined(state.context, alone, library.references),
        )  # fmt: skip


def _beside(
    across: Across, library: Library, findings: Mapping[str, Findings], trees: Mapping[str, FaultTree], name: str
) -> Across:
    """The tables as they were, about the same reviews but for one."""
    outward, seen = faced(replace(library, reviews={name: library.reviews[name]}), {name: findings[name]})
    made = Across(
        replace(library, reviews={**across.library.reviews, **outward.reviews}), {**across.findings, **seen}, trees
    )
    fields = ("library", "findings", "trees")
    vars(made).update({table: value for table, value in vars(across).items() if table not in fields})
    return made


def _live(context: SiteContext) -> LiveContext:
    made = LiveContext(context.library, context.findings, context.trees, context.diagnostics, context.silenced)
    made.across.missed  # noqa: B018 -- every page of a case asks for these, and the first should not have to wait
    made.kinship.holders  # noqa: B018
    return made


def _joined(context: SiteContext, alone: SiteContext, references: Mapping[str, tuple[Reference, ...]]) -> LiveContext:
    """The context with one review as it is now; what is said over several stays until the whole is worked out."""
    reviews = {**context.library.reviews, **alone.library.reviews}
    made = LiveContext(
        replace(context.library, reviews=reviews, references=references),
        {**context.findings, **alone.findings}, {**context.trees, **alone.trees},
        {**context.diagnostics, **alone.diagnostics}, {**context.silenced, **alone.silenced},
    )  # fmt: skip
    vars(made).update(across=context.across, kinship=context.kinship)
    return made
