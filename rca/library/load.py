"""From a folder to a linked `Library`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from rca.diagnostics import Diagnostic, Severity
from rca.library import references as places
from rca.library.folder import Folder, code_list_files, find_folder
from rca.library.link import LINT_REPORTS, Known, Names, diagnostic, names_in, references_of
from rca.library.model import Entry, Library, Reference, Target
from rca.records.base import Record
from rca.records.course import Course
from rca.records.lesson import GeneralLesson
from rca.records.review import Review
from rca.records.taxonomy import Adoption, Organisations, SharedStandard, Taxonomy
from rca.records.validate import Validated, validate
from rca.source.document import Document, SourceFile
from rca.source.reader import read

M = TypeVar("M", bound=Record)

Table = tuple[tuple[places.Pattern, Target, str], ...]


Memo = dict[tuple[str, str], tuple[str, "Reading[Any]"]]
"""By path and kind of record the hash of a file and what was read of it, for a program that reads the same folder again."""
Reading = tuple[Document | None, tuple[Diagnostic, ...], Validated[M] | None]
"""A file's data, what could not be read, and the record with what was wrong with it."""


def reading(file: SourceFile, model: type[M], memo: Memo | None = None) -> Reading[M]:
    """Read and validate a file; what `memo` holds of the same content is given again."""
    key = (file.path, model.__name__)
    if memo is not None and key in memo and memo[key][0] == file.digest:
        return memo[key][1]
    document, said = read(file)
    found: Reading[M] = (document, said, validate(document, model) if document is not None else None)
    if memo is not None:
        memo[key] = (file.digest, found)
    return found


@dataclass(slots=True)
class _Shelf:
    """What was gathered so far while a folder is read."""

    found: list[Diagnostic] = field(default_factory=list)
    tick: Callable[[], None] = lambda: None
    references: dict[str, tuple[Reference, ...]] = field(default_factory=dict)
    memo: Memo | None = None

    def records(
        self, files: Iterable[SourceFile], model: type[M], standing_in: frozenset[str] = frozenset()
    ) -> dict[str, Entry[M]]:
        """Read and validate files of one kind; by id, the first file of an id wins.

        Ids of files whose paths are `standing_in` may be used again: the later file is the one they stand in for.
        """
        entries: dict[str, Entry[M]] = {}
        for file in files:
            self.tick()
            document, said, outcome = reading(file, model, self.memo)
            self.found.extend(said)
            if document is None or outcome is None:
                continue
            self.found.extend(outcome.diagnostics)
            if outcome.record is None:
                continue
            name = str(getattr(outcome.record, "id", Path(file.path).stem))
            if name in entries and entries[name].document.file.path in standing_in:
                continue
            self._name_fits(document, name, entries)
            partial = outcome.partial or any(each.severity is Severity.ERROR for each in said)
            entries.setdefault(name, Entry(outcome.record, document, partial))
        return entries

    def _name_fits(self, document: Document, name: str, entries: Mapping[str, Entry[M]]) -> None:
        if name in entries:
            first = entries[name].document.file.path
            self.found.append(
                diagnostic(document, "RCA205", ("id",), f"the id `{name}` is already used by `{first}`",
                           why="Two files with one id would share one page.")
            )  # fmt: skip
        elif name != Path(document.file.path).stem:
            self.found.append(
                diagnostic(document, "RCA206", ("id",), f"the file is not named after its id `{name}`",
                           why="The id is the file's name and the page's address; one of them is out of date.",
                           severity=Severity.WARNING)
            )  # fmt: skip

    def link(
        self, entries: Iterable[Entry[M]], table: Table, known: Known, silent: frozenset[Target] = frozenset()
    ) -> None:
        """Resolve the names in files of one kind."""
        for entry in entries:
            references, said = references_of(entry.document, table, known, silent)
            self.references[entry.document.file.path] = references
            self.found.extend(said)


def load_library(
    root: Path, as_of: dt.date, extra: Iterable[Path] = (), unsaved: Mapping[Path, str] | None = None
) -> Library:
    """Read a knowledge base: every file below `root`, linked.

    Args:
        root: folder with `reviews/`, `lessons/`, `courses/`, `taxonomies/` and what stands beside them.
        as_of: the day that counts as today.
        extra: reviews that stand outside the folder and are read as if they stood in it.
        unsaved: texts that stand in for what files hold, by resolved path.

    Returns:
        The library; what was wrong is in its `diagnostics`, sorted by place. Code lists that the folder does not bring
        are those that come with the tool.

    Raises:
        FileNotFoundError: `root` is no folder.
    """
    return library_of(find_folder(root, extra, unsaved), as_of)


def library_of(
    folder: Folder, as_of: dt.date, tick: Callable[[], None] = lambda: None, names: Mapping[str, Names] | None = None,
    memo: Memo | None = None,
) -> Library:  # fmt: skip
    """The library that the files of a folder make.

    Args:
        folder: its files.
        as_of: the day that counts as today.
        tick: is called before each file.
        names: what can be named in the reviews, where those at hand are only some of them.
        memo: what was read of files before; takes what is read now.
    """
    files = folder.files
    shelf = _Shelf(list(folder.diagnostics), tick=tick, memo=memo)
    listed = shelf.records(files["taxonomies"], Taxonomy)
    own = {
        name: entry
        for name, entry in _Shelf(tick=tick, memo=memo).records(files["own"], Taxonomy).items()
        if name not in listed
    }
    taxonomies = {name: entry.record for name, entry in {**own, **listed}.items()}
    outside = files["outside"]
    standing_in = frozenset(file.path for file in outside)
    reviews = shelf.records(outside + files["reviews"], Review, standing_in)
    lessons = shelf.records(files["lessons"], GeneralLesson)
    courses = shelf.records(files["courses"], Course)
    standards = shelf.records(files["standards"], SharedStandard)
    adoptions = shelf.records(files["adoptions"], Adoption)
    known = Known(
        reviews=names or {name: names_in(entry.document) for name, entry in reviews.items()},
        lessons=frozenset(lessons),
        courses=frozenset(courses),
        standards=frozenset(standards),
        taxonomies=taxonomies,
    )
    shelf.link(reviews.values(), places.REVIEW, known, LINT_REPORTS)
    shelf.link(lessons.values(), places.LESSON, known)
    shelf.link(courses.values(), places.COURSE, known)
    shelf.link(adoptions.values(), places.ADOPTION, known)
    return Library(
        root=folder.root.as_posix(),
        as_of=as_of,
        reviews=reviews,
        lessons=lessons,
        courses=courses,
        taxonomies=taxonomies,
        organisations=_organisations(shelf, files["organisations"]),
        standards={name: entry.record for name, entry in standards.items()},
        adoptions=adoptions,
        references=shelf.references,
        diagnostics=tuple(sorted(shelf.found, key=lambda each: each.sort_key)),
    )


def code_lists(root: Path) -> Mapping[str, Taxonomy]:
    """The code lists alone, by id, without reading the rest; those of the tool where there is no folder."""
    return {name: entry.record for name, entry in _Shelf().records(code_list_files(root), Taxonomy).items()}


def _organisations(shelf: _Shelf, files: Iterable[SourceFile]) -> Organisations | None:
    for file in files:
        document, said = read(file)
        shelf.found.extend(said)
        if document is not None:
            outcome = validate(document, Organisations)
            shelf.found.extend(outcome.diagnostics)
            return outcome.record
    return None
