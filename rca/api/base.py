"""The knowledge base with its findings, and the one review that a name means."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from rca.diagnostics import Diagnostic, Severity

if TYPE_CHECKING:
    from rca.analysis.findings import Findings
    from rca.graph.tree import FaultTree
    from rca.library.model import Entry, Library
    from rca.lint.check import LintResult
    from rca.records.review import Review


class Misuse(Exception):
    """The user named something that is not there, or asked for something that cannot be done."""


@contextlib.contextmanager
def misuse(raise_as: type[Exception]) -> Iterator[None]:
    """Turn `Misuse` into the exception by which a command line says so."""
    try:
        yield
    except Misuse as error:
        raise raise_as(str(error)) from error


class KnowledgeBase:
    """A library with the findings of its reviews, each computed once and when it is asked for."""

    def __init__(self, root: Path, as_of: dt.date, extra: Sequence[Path] = ()) -> None:
        from rca.library.load import load_library

        self.root = root
        try:
            self.library: Library = load_library(root, as_of, extra)
        except FileNotFoundError as error:
            msg = f"there is no folder `{root}`. Name one with --kb, or start one with `rca new ID`."
            raise Misuse(msg) from error

    @cached_property
    def trees(self) -> Mapping[str, FaultTree]:
        """The fault tree of every review."""
        from rca.graph.build import fault_tree

        return {name: fault_tree(entry.record) for name, entry in self.library.reviews.items()}

    @cached_property
    def findings(self) -> Mapping[str, Findings]:
        """The findings on every review."""
        return {name: self.analysed(entry) for name, entry in self.library.reviews.items()}

    @cached_property
    def lint(self) -> LintResult:
        """What the rules say, and what the reviews silence."""
        from rca.lint.check import lint

        return lint(self.library, self.findings, self.trees)

    def analysed(self, entry: Entry[Review], limit: int = 1000) -> Findings:
        """The findings on one review."""
        from rca.analysis.analyse import analyse as analyse_review

        return analyse_review(entry.record, self.library.as_of, limit=limit)

    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Everything there is to say, sorted by place."""
        from rca.training.check import teaching_diagnostics

        taught = teaching_diagnostics(self.library, self.findings, self.trees)
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
            msg = f"there is no file `{name}`" if not path.is_dir() else f"`{name}` is a folder"
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
