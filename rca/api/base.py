"""The knowledge base with its findings, and the one review that a name means."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from rca.diagnostics import Diagnostic, Severity

if TYPE_CHECKING:
    from rca.analysis.findings import Findings
    from rca.graph.tree import FaultTree
    from rca.library.folder import Folder
    from rca.library.link import Names
    from rca.library.load import Memo
    from rca.library.model import Entry, Library
    from rca.lint.check import LintResult
    from rca.records.review import Review
    from rca.records.vocabulary import Stage


class Misuse(Exception):
    """The user named something that is not there, or asked for something that cannot be done."""


@contextlib.contextmanager
def misuse(raise_as: type[Exception]) -> Iterator[None]:
    """Turn `Misuse` into the exception by which a command line says so."""
    try:
        yield
    except Misuse as error:
        raise raise_as(str(error)) from error


Step = Callable[[str, int], None]
"""Told of each piece of work: what is being done, and of how many this is one."""


def quiet(what: str, count: int) -> None:
    """Tells nobody."""


def no_folder(root: Path) -> str:
    """What to say when the folder of a knowledge base is not there."""
    return f"there is no folder `{root}`. Name one with --kb, or start one with `rca new ID`."


class KnowledgeBase:
    """A library with the findings of its reviews, each computed once and when it is asked for."""

    def __init__(
        self, root: Path, as_of: dt.date, extra: Sequence[Path] = (), unsaved: Mapping[Path, str] | None = None, *,
        stage: Stage | None = None, step: Step = quiet, folder: Folder | None = None,
        names: Mapping[str, Names] | None = None, memo: Memo | None = None,
    ) -> None:  # fmt: skip
        from rca.library.folder import find_folder
        from rca.library.load import library_of
        from rca.library.staged import as_if_at

        self.root = root
        self._step = step
        self._trees: dict[str, FaultTree] = {}
        self.answers: dict[str, dict[str, object] | None] = {}
        """What the rules were told of other reviews, once `lint` was asked for."""
        self.looked: dict[str, frozenset[str]] = {}
        """Which other reviews the training of each looks at, once `diagnostics` were asked for."""
        try:
            folder = folder or find_folder(root, extra, unsaved)
        except FileNotFoundError as error:
            raise Misuse(no_folder(root)) from error
        self.folder = folder
        count = sum(len(files) for files in folder.files.values())
        library = library_of(folder, as_of, lambda: step("Reading", count), names, memo)
        self.library: Library = library if stage is None else as_if_at(library, stage)

    @cached_property
    def trees(self) -> Mapping[str, FaultTree]:
        """The fault tree of every review."""
        return {name: self.tree(name) for name in self.library.reviews}

    def tree(self, name: str) -> FaultTree:
        """The fault tree of one review; the others are left unbuilt."""
        from rca.graph.build import fault_tree

        if name not in self._trees:
            self._trees[name] = fault_tree(self.library.reviews[name].record)
        return self._trees[name]

    @cached_property
    def findings(self) -> Mapping[str, Findings]:
        """The findings on every review."""
        count = len(self.library.reviews)
        found = {}
        for name, entry in self.library.reviews.items():
            self._step("Analysing", count)
            found[name] = self.analysed(entry)
        return found

    @cached_property
    def lint(self) -> LintResult:
        """What the rules say, and what the reviews silence."""
        from rca.lint.check import lint

        count = len(self.library.reviews)
        return lint(self.library, self.findings, self.trees, lambda: self._step("Checking", count), self.answers)

    def analysed(self, entry: Entry[Review], limit: int = 1000) -> Findings:
        """The findings on one review."""
        from rca.analysis.analyse import analyse as analyse_review

        return analyse_review(
            entry.record, self.library.as_of, limit=limit, tree=self.tree(entry.record.id),
            issued_elsewhere=self.library.issued,
        )  # fmt: skip

    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Everything there is to say, sorted by place."""
        from rca.training.check import teaching_diagnostics

        taught = teaching_diagnostics(self.library, self.findings, self.trees, self.looked)
        found = (*self.library.diagnostics, *self.lint.diagnostics, *taught)
        return tuple(sorted(found, key=lambda each: each.sort_key))


def open_kb(root: Path, as_of: dt.date, extra: Sequence[Path] = ()) -> KnowledgeBase:
    """Open a knowledge base.

    Raises:
        Misuse: `root` is no folder.
    """
    return KnowledgeBase(root, as_of, extra)


def find_review(root: Path, name: str, as_of: dt.date) -> tuple[KnowledgeBase, Entry[Review]]:
    """The review that an id or a path names.

    Raises:
        Misuse: there is none, or its file does not read; the message says what is wrong.
    """
    path = Path(name)
    if path.suffix in (".yaml", ".yml") or path.is_file():
        if not path.is_file():
            msg = f"there is no file `{name}`"
            if path.is_dir():
                msg = f"`{name}` is a folder"
            elif path.exists():
                msg = f"`{name}` is a pipe, socket or device, not a file"
            elif path.is_symlink():
                msg = f"`{name}` is a link that leads nowhere"
            raise Misuse(msg)
        kb = KnowledgeBase(root if root.is_dir() else path.parent, as_of, (path,))
        entry = next(
            (e for e in kb.library.reviews.values() if Path(e.document.file.path).resolve() == path.resolve()), None
        )
        shown = path.as_posix()
    else:
        kb = KnowledgeBase(root, as_of)
        entry = kb.library.reviews.get(name)
        shown = f"reviews/{name}.yaml"
    errors = [
        each for each in kb.library.diagnostics
        if each.severity is Severity.ERROR and Path(each.path).name == Path(shown).name and each.code < "RCA2"
    ]  # fmt: skip
    if entry is None or entry.partial:
        if errors:
            from rca.diagnostics.text import render

            msg = f"`{name}` does not read:\n{render(errors)}"
            raise Misuse(msg)
        from rca.library.link import nearest

        near = nearest(name, frozenset(kb.library.reviews))
        hint = f" Did you mean `{near}`?" if near else " `rca search` finds one by words."
        msg = f"there is no review `{name}` in `{root}`.{hint}"
        raise Misuse(msg)
    return kb, entry
