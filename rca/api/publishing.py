"""The site: what its pages are made from, built and served."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from rca.api.base import KnowledgeBase, Misuse, Step, no_folder, quiet
from rca.diagnostics import Diagnostic, Severity

if TYPE_CHECKING:
    from rca.records.vocabulary import PublicationLevel
    from rca.site.build import BuildReport
    from rca.site.context import SiteContext
    from rca.site.reuse import Earlier


def site_context(kb: KnowledgeBase) -> SiteContext:
    """What the pages of the site are made from."""
    from rca.site.context import Silenced, SiteContext
    from rca.site.for_readers import for_readers

    by_path = {entry.document.file.path: name for name, entry in kb.library.reviews.items()}
    diagnostics: dict[str, list[Diagnostic]] = {}
    for each in kb.diagnostics():
        if each.path in by_path:
            diagnostics.setdefault(by_path[each.path], []).append(each)
    silenced: dict[str, list[Silenced]] = {}
    for each, reason in kb.lint.silenced:
        if each.path in by_path:
            silenced.setdefault(by_path[each.path], []).append(Silenced(each, reason))
    whole = SiteContext(
        library=kb.library,
        findings=kb.findings,
        trees=kb.trees,
        diagnostics={name: tuple(found) for name, found in diagnostics.items()},
        silenced={name: tuple(found) for name, found in silenced.items()},
    )
    return for_readers(whole)


def build(
    root: Path, as_of: dt.date, site: Path, config: Path, say: Callable[[str], None], *,
    level: PublicationLevel = "public", step: Step = quiet,
) -> BuildReport:  # fmt: skip
    """Build the site.

    Args:
        root: the knowledge base.
        as_of: the day that counts as today.
        site: the folder to write to; what stood there stays until the new site is whole.
        config: an `mkdocs.yml`; it need not be there.
        say: is told of each stage.
        level: for whom the site is; reviews that fewer may read are left out of it without a trace.
        step: is told of each file, review and page, for whoever waits.

    Returns:
        The report. Courses that link to what is gone or withdrawn stop the build; reviews that do not read are named
        among its problems and left out.

    Raises:
        Misuse: `root` is no folder, or `site` holds somebody else's files or cannot be written to.
    """
    from rca.diagnostics.text import render
    from rca.site.build import BuildReport, build_site, sources
    from rca.site.place import CannotWrite, must_be_ours
    from rca.training.check import stops_teaching

    try:
        must_be_ours(site, sources(root, config))
    except CannotWrite as error:
        raise Misuse(str(error)) from error
    earlier = _earlier(root, as_of, site, config, level)
    if earlier.whole():
        pages, reviews, problems = earlier.built.report
        return BuildReport(pages, reviews, problems, reused=True)
    say("Reading the knowledge base")
    kb, left = kb_for(root, as_of, level, step)
    errors = [each for each in kb.diagnostics() if each.severity is Severity.ERROR]
    stale = [each for each in errors if stops_teaching(kb.library, each)]
    unread = [each for each in errors if each.code < "RCA2" and each not in stale]
    named: tuple[str, ...] = (render(unread),) if unread else ()
    if stale:
        why = "The site was not built: it would teach what is not there or does not hold."
        return BuildReport(0, 0, (*named, render(stale), why), stopped=True)
    left_out = sorted({each.path for each in unread if Path(each.path).parent.name == "reviews"})
    if left_out:
        named += (f"Left out of the site until it reads: {', '.join(left_out)}",)
    if left:
        say(f"Left out of a site for `{level}`: {left}")
    say(f"Making pages of {len(kb.library.published())} reviews")
    try:
        report = build_site(site_context(kb), site, config, step, earlier if not named else None)
    except CannotWrite as error:
        raise Misuse(str(error)) from error
    return replace(report, problems=(*named, *report.problems))


def _earlier(root: Path, as_of: dt.date, site: Path, config: Path, level: str) -> Earlier:
    """What an earlier build into the folder left, with what a site would be made from now.

    Raises:
        Misuse: `root` is no folder.
    """
    from rca.library.folder import find_folder
    from rca.site.build import handbook
    from rca.site.mkdocs import docs_alone
    from rca.site.reuse import Earlier, source_of

    try:
        folder = find_folder(root)
    except FileNotFoundError as error:
        raise Misuse(no_folder(root)) from error
    settings, docs, documents = handbook(config)
    written = docs_alone(settings, docs)
    if folder.diagnostics or written is None:
        return Earlier(site, "")
    files = ((file.path, file.digest) for each in folder.files.values() for file in each)
    places = (settings, written, documents)
    return Earlier(site, source_of(files, places, (as_of.isoformat(), level)))


def kb_for(root: Path, as_of: dt.date, level: PublicationLevel, step: Step = quiet) -> tuple[KnowledgeBase, str]:
    """The knowledge base as a circle of readers may see it, and in words what is kept from them.

    Raises:
        Misuse: `root` is no folder.
    """
    from rca.library.circle import open_to
    from rca.library.folder import find_folder

    try:
        circle = open_to(find_folder(root), level)
    except FileNotFoundError as error:
        raise Misuse(no_folder(root)) from error
    left = ", ".join(f"{count} {kind if count > 1 else kind[:-1]}" for kind, count in circle.left_out.items())
    return KnowledgeBase(root, as_of, folder=circle.folder, step=step), left


def serve(
    root: Path, as_of: dt.date, site: Path, config: Path, port: int, *, build_first: bool, say: Callable[[str], None],
    level: PublicationLevel = "public", step: Step = quiet,
) -> None:  # fmt: skip
    """Serve the site on this machine until interrupted; what changes in the knowledge base is built again.

    Raises:
        Misuse: the site cannot be built, is not there, or the port is taken.
    """
    from rca.site.serve import CannotServe, serve_folder
    from rca.site.watch import watching

    def make() -> None:
        for line in build(root, as_of, site, config, say, level=level, step=step).problems:
            say(line)

    def make_again() -> None:
        try:
            make()
        except Misuse as error:  # said, and the next change is waited for
            say(str(error))

    if build_first:
        make()
    try:
        with watching((root, config, config.parent / "docs") if build_first else (), make_again):
            serve_folder(site, port, say)
    except CannotServe as error:
        raise Misuse(str(error)) from error
