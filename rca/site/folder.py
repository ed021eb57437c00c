"""From the folder of a knowledge base to the pages of its site, for a plain `mkdocs build`."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from rca.analysis.analyse import analyse
from rca.diagnostics import Diagnostic
from rca.graph.build import fault_tree
from rca.library.circle import open_to
from rca.library.folder import find_folder
from rca.library.load import library_of
from rca.lint.check import lint
from rca.records.vocabulary import PublicationLevel
from rca.site.context import Silenced, SiteContext
from rca.site.for_readers import for_readers
from rca.site.page import Attachment, Page
from rca.site.pages import all_pages
from rca.training.check import stops_teaching, teaching_diagnostics


class CannotTeach(Exception):
    """A course teaches from what is gone or withdrawn, or an answer no longer holds; the message names every place."""


def content_of_folder(root: Path, as_of: dt.date, level: PublicationLevel = "public") -> tuple[Page | Attachment, ...]:
    """Pages of the knowledge base at `root`, as those may see them for whom the site is.

    Raises:
        FileNotFoundError: there is no such folder.
        CannotTeach: a course would teach from what is not there.
    """
    library = library_of(open_to(find_folder(root), level).folder, as_of)
    trees = {name: fault_tree(entry.record) for name, entry in library.reviews.items()}
    findings = {
        name: analyse(entry.record, as_of, tree=trees[name], issued_elsewhere=library.issued)
        for name, entry in library.reviews.items()
    }
    checked = lint(library, findings, trees)
    said = (*library.diagnostics, *checked.diagnostics, *teaching_diagnostics(library, findings, trees))
    dead = [each for each in said if stops_teaching(library, each)]
    if dead:
        raise CannotTeach("\n".join(f"{each.path}:{each.span.line}: {each.message}" for each in dead))
    names = {entry.document.file.path: name for name, entry in library.reviews.items()}
    diagnostics: dict[str, tuple[Diagnostic, ...]] = {}
    for each in said:
        if each.path in names:
            diagnostics[names[each.path]] = (*diagnostics.get(names[each.path], ()), each)
    silenced: dict[str, tuple[Silenced, ...]] = {}
    for each, reason in checked.silenced:
        if each.path in names:
            silenced[names[each.path]] = (*silenced.get(names[each.path], ()), Silenced(each, reason))
    return tuple(all_pages(for_readers(SiteContext(library, findings, trees, diagnostics, silenced))))
