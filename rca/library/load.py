"""From a folder to a linked `Library`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path
from typing import TypeVar

from rca.diagnostics import Diagnostic, Severity
from rca.library import references as places
from rca.library.link import LINT_REPORTS, Known, diagnostic, references_of
from rca.library.model import Entry, Library, Reference, Target
from rca.records.base import Record
from rca.records.course import Course
from rca.records.lesson import GeneralLesson
from rca.records.review import Review
from rca.records.taxonomy import Adoption, Organisations, SharedStandard, Taxonomy
from rca.records.validate import validate
from rca.source.document import Document, SourceFile
from rca.source.find import find_files, load_file, shown_path
from rca.source.reader import read

M = TypeVar("M", bound=Record)

Table = tuple[tuple[places.Pattern, Target, str], ...]


@dataclass(slots=True)
class _Shelf:
    """What was gathered so far while a folder is read."""

    found: list[Diagnostic] = field(default_factory=list)
    references: dict[str, tuple[Reference, ...]] = field(default_factory=dict)

    def records(
        self, files: Iterable[SourceFile], model: type[M], standing_in: frozenset[str] = frozenset()
    ) -> dict[str, Entry[M]]:
        """Read and validate files of one kind; by id, the first file of an id wins.

        Ids of files whose paths are `standing_in` may be used again: the later file is the one they stand in for.
        """
        entries: dict[str, Entry[M]] = {}
        for file in files:
            document, said = read(file)
            self.found.extend(said)
            if document is None:
                continue
            outcome = validate(document, model)
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


def load_library(root: Path, as_of: dt.date, extra: Iterable[Path] = ()) -> Library:
    """Read a knowledge base: every file below `root`, linked.

    Args:
        root: folder with `reviews/`, `lessons/`, `courses/`, `taxonomies/` and what stands beside them.
        as_of: the day that counts as today.
        extra: reviews that stand outside the folder and are read as if they stood in it.

    Returns:
        The library; what was wrong is in its `diagnostics`, sorted by place. Code lists that the folder does not bring
        are those that come with the tool.

    Raises:
        FileNotFoundError: `root` is no folder.
    """
    if not root.is_dir():
        raise FileNotFoundError(root)
    shelf = _Shelf()
    taxonomies = _taxonomies(shelf, root)
    taxonomies = {**_own_taxonomies(frozenset(taxonomies)), **taxonomies}
    files = {kind: _files(shelf, root / kind) for kind in ("reviews", "lessons", "courses", "standards", "adoptions")}
    outside = _outside(shelf, extra, {Path(file.path).resolve() for file in files["reviews"]})
    reviews = shelf.records(outside + files["reviews"], Review, standing_in=frozenset(file.path for file in outside))
    lessons = shelf.records(files["lessons"], GeneralLesson)
    courses = shelf.records(files["courses"], Course)
    standards = shelf.records(files["standards"], SharedStandard)
    adoptions = shelf.records(files["adoptions"], Adoption)
    known = Known(
        reviews={name: entry.document for name, entry in reviews.items()},
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
        root=root.as_posix(),
        as_of=as_of,
        reviews=reviews,
        lessons=lessons,
        courses=courses,
        taxonomies=taxonomies,
        organisations=_organisations(shelf, root),
        standards={name: entry.record for name, entry in standards.items()},
        adoptions=adoptions,
        references=shelf.references,
        diagnostics=tuple(sorted(shelf.found, key=lambda each: each.sort_key)),
    )


def _files(shelf: _Shelf, folder: Path) -> tuple[SourceFile, ...]:
    if not folder.is_dir():
        return ()
    files, said = find_files(folder)
    shelf.found.extend(said)
    return files


def _outside(shelf: _Shelf, extra: Iterable[Path], inside: set[Path]) -> tuple[SourceFile, ...]:
    """Reviews named on their own. One with the id of a review of the folder stands in for it, so these are read first."""
    found: list[SourceFile] = []
    for path in extra:
        if path.resolve() in inside:
            continue
        file, said = load_file(path, shown_path(path))
        shelf.found.extend(said)
        if file is not None:
            found.append(file)
    return tuple(found)


def _taxonomies(shelf: _Shelf, root: Path) -> dict[str, Taxonomy]:
    entries = shelf.records(_files(shelf, root / "taxonomies"), Taxonomy)
    return {name: entry.record for name, entry in entries.items()}


def _own_taxonomies(present: frozenset[str]) -> dict[str, Taxonomy]:
    """Code lists that come with the tool and that a folder does not bring.

    They stand beside the package in a checkout, inside it when installed.
    """
    installed = Path(str(resources.files("rca"))) / "taxonomies"
    folder = installed if installed.is_dir() else installed.parent.parent / "kb" / "taxonomies"
    if not folder.is_dir():
        return {}
    shelf = _Shelf()
    missing = [file for file in _files(shelf, folder) if Path(file.path).stem not in present]
    return {name: entry.record for name, entry in shelf.records(missing, Taxonomy).items()}


def _organisations(shelf: _Shelf, root: Path) -> Organisations | None:
    path = root / "organisations.yaml"
    if not path.is_file():
        return None
    file, said = load_file(path, shown_path(path))
    shelf.found.extend(said)
    if file is None:
        return None
    document, said = read(file)
    shelf.found.extend(said)
    if document is None:
        return None
    outcome = validate(document, Organisations)
    shelf.found.extend(outcome.diagnostics)
    return outcome.record
