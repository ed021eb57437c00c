"""The files that are open in an editor, held against the knowledge base on the disk."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from rca.analysis.analyse import analyse
from rca.analysis.findings import Findings
from rca.diagnostics import Diagnostic
from rca.graph.build import fault_tree
from rca.graph.tree import FaultTree
from rca.library.folder import KINDS, Folder, find_folder
from rca.library.load import library_of
from rca.library.model import Entry, Library
from rca.lint.check import lint
from rca.records.review import Review
from rca.source.document import Document, SourceFile
from rca.source.find import shown_path
from rca.source.reader import read
from rca.training.check import teaching_diagnostics

_ACROSS = re.compile("`RCA45[1-9]`")
"""Codes of the rules that need several reviews."""


@dataclass(frozen=True, eq=False)
class Reading:
    """A library with everything that follows from it."""

    library: Library

    @cached_property
    def trees(self) -> Mapping[str, FaultTree]:
        """The fault tree of every review."""
        return {name: fault_tree(entry.record) for name, entry in self.library.reviews.items()}

    @cached_property
    def findings(self) -> Mapping[str, Findings]:
        """The findings on every review."""
        return {
            name: analyse(entry.record, self.library.as_of, tree=self.trees[name], issued_elsewhere=self.library.issued)
            for name, entry in self.library.reviews.items()
        }

    def diagnostics(self, path: Path) -> tuple[Diagnostic, ...]:
        """Everything there is to say of one file, sorted by place."""
        said = lint(self.library, self.findings, self.trees).diagnostics
        taught = teaching_diagnostics(self.library, self.findings, self.trees)
        found = (*self.library.diagnostics, *said, *taught)
        return tuple(
            sorted((each for each in found if Path(each.path).resolve() == path), key=lambda each: each.sort_key)
        )

    def entry(self, path: Path) -> Entry[Review] | None:
        """The review in a file."""
        return next((e for e in self.library.reviews.values() if Path(e.document.file.path).resolve() == path), None)


@dataclass(slots=True)
class Bench:
    """State of the server: unsaved texts, the folders as they were when a file was last opened or saved, last good data."""

    as_of: dt.date
    texts: dict[Path, str] = field(default_factory=dict)
    good: dict[Path, Document] = field(default_factory=dict)
    """Of each open file the last data that read, so that ids are known while a line is half written."""
    folders: dict[Path, Folder] = field(default_factory=dict)
    whole: dict[Path, Reading] = field(default_factory=dict)

    def put(self, path: Path, text: str) -> None:
        """Take the text of a file that is open."""
        self.texts[path] = text
        document, _ = read(SourceFile(shown_path(path), text, ""))
        if document is not None and isinstance(document.data, Mapping):
            self.good[path] = document

    def close(self, path: Path) -> None:
        """Forget a file."""
        self.texts.pop(path, None)
        self.good.pop(path, None)

    def refresh(self, path: Path) -> None:
        """Look at the disk again."""
        root = home(path)
        self.folders[root] = find_folder(root)
        self.whole.pop(root, None)

    def folder(self, path: Path) -> Folder:
        """The folder of a file with the unsaved texts in it; a file that is not on the disk yet stands beside it."""
        root = home(path)
        if root not in self.folders:
            self.refresh(path)
        found = self.folders[root]
        files = {kind: tuple(self._standing(file) for file in each) for kind, each in found.files.items()}
        known = {Path(file.path).resolve() for each in files.values() for file in each}
        if path not in known and path in self.texts:
            files["outside"] = (*files.get("outside", ()), self._file(path, shown_path(path)))
        return replace(found, files=files)

    def _standing(self, file: SourceFile) -> SourceFile:
        path = Path(file.path).resolve()
        return self._file(path, file.path) if path in self.texts else file

    def _file(self, path: Path, shown: str) -> SourceFile:
        text = self.texts[path]
        return SourceFile(shown, text, hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest())

    def everything(self, path: Path) -> Reading:
        """The whole knowledge base of a file; kept until something is saved."""
        root = home(path)
        if root not in self.whole:
            self.whole[root] = Reading(library_of(self.folder(path), self.as_of))
        return self.whole[root]

    def quick(self, path: Path) -> Reading:
        """The file with what it names, what names it, and the code lists: fast enough while somebody types."""
        folder = self.folder(path)
        text = self.texts.get(path, "")

        def near(file: SourceFile) -> bool:
            other = Path(file.path)
            return other.resolve() == path or other.stem in text or path.stem in file.text

        always = ("taxonomies", "own", "organisations", "standards")
        kept = {kind: files if kind in always else tuple(filter(near, files)) for kind, files in folder.files.items()}
        return Reading(library_of(replace(folder, files=kept, diagnostics=()), self.as_of))

    def diagnostics(self, path: Path, *, saved: bool) -> tuple[Diagnostic, ...]:
        """What there is to say of a file: all of it when it was opened or saved, what one file can tell while it is typed.

        What several reviews tell together (the rules R) waits for the next save, and so does whether it is silenced in vain.
        """
        if saved:
            return self.everything(path).diagnostics(path)
        return tuple(each for each in self.quick(path).diagnostics(path) if not _ACROSS.search(each.message))


def home(path: Path) -> Path:
    """The knowledge base that a file belongs to: the folder above `reviews` and its like, else the file's own folder."""
    return path.parent.parent if path.parent.name in KINDS else path.parent
