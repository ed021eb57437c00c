"""The functions that everything else calls: open, check, analyse, draw, search, show, build, serve, start a review."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from rca.diagnostics import Diagnostic, Severity

if TYPE_CHECKING:
    from rca.analysis.findings import Findings
    from rca.graph.tree import FaultTree
    from rca.library.model import Entry, Library
    from rca.lint.check import LintResult
    from rca.records.review import Review
    from rca.site.build import BuildReport
    from rca.site.context import SiteContext


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


@dataclass(frozen=True, slots=True)
class CheckReport:
    """Diagnostics of a check."""

    diagnostics: tuple[Diagnostic, ...]
    silenced: tuple[tuple[Diagnostic, str], ...]

    def fails(self, threshold: str) -> bool:
        """Whether a finding reaches the threshold (`never` is reached by none)."""
        if threshold == "never":
            return False
        least = Severity(threshold).rank
        return any(each.severity.rank >= least for each in self.diagnostics)


def check(
    root: Path, paths: Sequence[Path], as_of: dt.date, *,
    select: Sequence[str] = (), ignore: Sequence[str] = (), least: Severity = Severity.ADVICE,
) -> CheckReport:  # fmt: skip
    """Everything there is to say about files, folders, or the whole knowledge base.

    A file outside the knowledge base is read as if it stood among its reviews.
    """
    from rca.lint.registry import public_code

    folder = root if root.is_dir() else paths[0] if paths[0].is_dir() else paths[0].parent
    files = [each for path in paths for each in (sorted(path.rglob("*.y*ml")) if path.is_dir() else (path,))]
    inside = root.resolve() if root.is_dir() else None
    extra = [each for each in files if inside is None or not each.resolve().is_relative_to(inside)]
    kb = open_kb(folder, as_of, extra)
    wanted = {each.resolve() for each in files} if paths else None
    selected = tuple(public_code(code) for code in select)
    ignored = tuple(public_code(code) for code in ignore)

    def keep(each: Diagnostic) -> bool:
        return (
            (wanted is None or Path(each.path).resolve() in wanted)
            and (not selected or each.code.startswith(selected))
            and not (ignored and each.code.startswith(ignored))
            and each.severity.rank >= least.rank
        )

    return CheckReport(
        tuple(each for each in kb.diagnostics() if keep(each)),
        tuple((each, reason) for each, reason in kb.lint.silenced if keep(each)),
    )


def render_diagnostics(report: CheckReport, form: str, *, color: bool = False, silenced: bool = False) -> str:
    """A report as text, JSON, SARIF, GitHub annotations or JUnit."""
    import importlib

    render: Callable[..., str] = importlib.import_module(f"rca.diagnostics.{form}").render
    text = render(report.diagnostics, color=color) if form == "text" else render(report.diagnostics)
    if form == "text" and silenced:
        lines = [f"{each.path}:{each.span.line}: {each.code} silenced: {reason}" for each, reason in report.silenced]
        text = "\n".join((text.rstrip("\n"), *lines)) + "\n"
    return text


def unknown_codes(codes: Sequence[str]) -> str:
    """A message about the first code that no finding has, with the nearest right one; empty when all are known."""
    from rca.lint.registry import unknown_code
    from rca.training.registry import begins

    return next((message for code in codes if not begins(code) and (message := unknown_code(code))), "")


def explain(code: str | None, form: str) -> str:
    """The page of a rule, or the list of all.

    Raises:
        KeyError: no rule has the code; the message names the nearest.
    """
    from rca.exporters.code_page import code_list, code_page
    from rca.exporters.teaching_page import teaching_list, teaching_page
    from rca.lint import explain as pages

    if code is None:
        if form == "json":
            return json.dumps(
                [*json.loads(code_list(form)), *json.loads(pages.overview(form)), *json.loads(teaching_list(form))],
                indent=2, ensure_ascii=False,
            )  # fmt: skip
        return f"{code_list(form)}\n{teaching_list(form)}\n{pages.overview(form)}"
    return code_page(code, form) or teaching_page(code, form) or pages.page(code, form)


def analyse(
    root: Path, review: str, as_of: dt.date, *, form: str, limit: int = 1000, prime_implicants: bool = False
) -> str:
    """The findings on a review, as text or JSON.

    Raises:
        Misuse: there is no such review, or it does not read.
    """
    kb, entry = find_review(root, review, as_of)
    findings = kb.analysed(entry, limit)
    tree = kb.trees[entry.record.id]
    implicants: tuple[tuple[str, ...], ...] | None = None
    if prime_implicants:
        from rca.analysis.primes import prime_implicants as find_implicants

        implicants = find_implicants(tree, limit)
        if implicants is None:
            msg = f"the prime implicants of `{entry.record.id}` are too many to be found; its minimal cut sets are not"
            raise Misuse(msg)
    if form == "json":
        from rca.analysis.as_json import findings_json

        data = findings_json(findings)
        if implicants is not None:
            data["prime_implicants"] = [list(each) for each in implicants]
        return json.dumps(data, indent=2, ensure_ascii=False)
    from rca.exporters.findings_text import findings_text

    return findings_text(entry.record, tree, findings, implicants)


def outline(root: Path, review: str, as_of: dt.date) -> str:
    """The fault tree as an indented outline.

    Raises:
        Misuse: there is no such review, or it does not read.
    """
    from rca.exporters.outline_text import outline_text

    kb, entry = find_review(root, review, as_of)
    return outline_text(kb.trees[entry.record.id], kb.analysed(entry))


def draw_tree(
    root: Path, review: str, as_of: dt.date, target: Path, *, symbols: Literal["iec", "ansi"], engine: str | None
) -> tuple[Path, ...]:
    """Write the fault tree as a picture; a large tree gives several files.

    Raises:
        Misuse: there is no such review, the ending of `target` is none that can be written, or the file cannot be.
    """
    from rca.site.pictures.files import FORMATS, CannotDraw, export_tree

    if target.suffix.lower() not in FORMATS:
        msg = f"`{target.name}` ends in none of {', '.join(FORMATS)}"
        raise Misuse(msg)
    kb, entry = find_review(root, review, as_of)
    name = entry.record.id
    try:
        pages = export_tree(
            entry.record, kb.trees[name], kb.analysed(entry), target.suffix.lower(), symbols=symbols, engine=engine
        )
    except CannotDraw as error:
        raise Misuse(str(error)) from error
    written = []
    for number, content in enumerate(pages, 1):
        path = target if number == 1 else target.with_stem(f"{target.stem}-{number}")
        write_bytes(path, content)
        written.append(path)
    return tuple(written)


def search(
    root: Path, words: str, as_of: dt.date, *,
    form: str, limit: int, facets: Mapping[str, Sequence[str]], corpus: Path | None = None,
) -> str:  # fmt: skip
    """Hits for words, as text, JSON or JSON lines.

    Raises:
        Misuse: `root` is no folder, a facet's code is unknown, or `corpus` is no file of documents.
    """
    from rca.search import render
    from rca.search.corpus import UnreadableCorpus, corpus_index
    from rca.search.library import UnknownFacet, search_folder, search_index

    try:
        if corpus is not None:
            results = search_index(corpus_index(corpus), words, facets=facets, limit=limit)
        else:
            results = search_folder(root, words, _loader(root, as_of), facets=facets, limit=limit)
    except (UnknownFacet, UnreadableCorpus) as error:
        raise Misuse(str(error)) from error
    return {"json": render.as_json, "jsonl": render.as_json_lines}.get(form, render.as_text)(results)


def search_batch(root: Path, queries: Path, as_of: dt.date, *, corpus: Path | None, limit: int) -> Iterator[str]:
    """One JSON line of hits for each query of a file, all from one index.

    Raises:
        Misuse: a file is not there or does not read, or `root` is no folder.
    """
    from rca.search.corpus import UnreadableCorpus, answers, corpus_index
    from rca.search.library import folder_index

    try:
        index = corpus_index(corpus) if corpus is not None else folder_index(root, _loader(root, as_of))
        yield from answers(index, queries, limit)
    except UnreadableCorpus as error:
        raise Misuse(str(error)) from error


def _loader(root: Path, as_of: dt.date) -> Callable[[], tuple[Library, Mapping[str, Findings]]]:
    """Reads and analyses the folder when it is called: a search whose index is up to date never calls it.

    Raises:
        Misuse: `root` is no folder.
    """
    if not root.is_dir():
        open_kb(root, as_of)

    def load() -> tuple[Library, Mapping[str, Findings]]:
        kb = open_kb(root, as_of)
        return kb.library, kb.findings

    return load


def show(root: Path, name: str, as_of: dt.date, *, form: str) -> str:
    """A case, a part of one, a general lesson or a course, as text or JSON.

    Raises:
        Misuse: nothing has that name.
    """
    from rca.exporters.card import NothingNamed, card, card_json

    path = Path(name)
    if path.is_file():
        kb, entry = find_review(root, name, as_of)
        name = entry.record.id
    else:
        kb = open_kb(root, as_of)
    try:
        return (card_json if form == "json" else card)(kb.library, kb.findings, name)
    except NothingNamed as error:
        raise Misuse(str(error)) from error


def site_context(kb: KnowledgeBase) -> SiteContext:
    """What the pages of the site are made from."""
    from rca.site.context import Silenced, SiteContext

    by_path = {entry.document.file.path: name for name, entry in kb.library.reviews.items()}
    diagnostics: dict[str, list[Diagnostic]] = {}
    for each in kb.diagnostics():
        if each.path in by_path:
            diagnostics.setdefault(by_path[each.path], []).append(each)
    silenced: dict[str, list[Silenced]] = {}
    for each, reason in kb.lint.silenced:
        if each.path in by_path:
            silenced.setdefault(by_path[each.path], []).append(Silenced(each, reason))
    return SiteContext(
        library=kb.library,
        findings=kb.findings,
        trees=kb.trees,
        diagnostics={name: tuple(found) for name, found in diagnostics.items()},
        silenced={name: tuple(found) for name, found in silenced.items()},
    )


def build(root: Path, as_of: dt.date, site: Path, config: Path, say: Callable[[str], None]) -> BuildReport:
    """Build the site.

    Returns:
        The report. Courses that link to what is gone or withdrawn stop the build; reviews that do not read are named
        among its problems and left out.

    Raises:
        Misuse: `root` is no folder.
    """
    from rca.diagnostics.text import render
    from rca.site.build import BuildReport, build_site
    from rca.training.check import stops_teaching

    say("Reading the knowledge base")
    kb = open_kb(root, as_of)
    errors = [each for each in kb.diagnostics() if each.severity is Severity.ERROR]
    stale = [each for each in errors if stops_teaching(kb.library, each)]
    if stale:
        return BuildReport(
            0, 0, (render(stale), "The site was not built: it would teach what is not there or does not hold."), stopped=True
        )
    unread = [each for each in errors if each.code < "RCA2"]
    say(f"Making pages of {len(kb.library.published())} reviews")
    report = build_site(site_context(kb), site, config)
    return replace(report, problems=(*((render(unread),) if unread else ()), *report.problems))


def serve(
    root: Path, as_of: dt.date, site: Path, config: Path, port: int, *, build_first: bool, say: Callable[[str], None]
) -> None:
    """Serve the site on this machine until interrupted; what changes in the knowledge base is built again.

    Raises:
        Misuse: the site cannot be built, is not there, or the port is taken.
    """
    from rca.site.serve import CannotServe, serve_folder
    from rca.site.watch import watching

    def make() -> None:
        for line in build(root, as_of, site, config, say).problems:
            say(line)

    if build_first:
        make()
    try:
        with watching((root, config, config.parent / "docs") if build_first else (), make):
            serve_folder(site, port, say)
    except CannotServe as error:
        raise Misuse(str(error)) from error


def due(root: Path, as_of: dt.date, *, form: str, overdue: bool, owner: str | None, dated: bool) -> str:
    """What falls due, as text, JSON, CSV or a calendar.

    Raises:
        Misuse: `root` is no folder.
    """
    from rca.analysis.clocks import due_items
    from rca.exporters import due_list

    kb = open_kb(root, as_of)
    items = [
        item
        for item in due_items(kb.library.published(), kb.findings, as_of)
        if (not overdue or item.overdue)
        and (not dated or item.day is not None)
        and (owner is None or owner.casefold() in item.owner.casefold())
    ]
    if form == "ics":
        return due_list.as_ics(items, as_of)
    return {"text": due_list.as_text, "json": due_list.as_json, "csv": due_list.as_csv}[form](items)


def checklist(
    root: Path, as_of: dt.date, *, form: str, equipment: Sequence[str], hazards: Sequence[str], modes: Sequence[str],
    language: str,
) -> str:  # fmt: skip
    """Questions of all lessons that apply, as text, Markdown, HTML or JSON.

    Raises:
        Misuse: `root` is no folder, or a code is in no list; the message names the nearest.
    """
    from rca.exporters import checklist as shown
    from rca.library.checklist import checklist as questions_of
    from rca.library.link import nearest

    kb = open_kb(root, as_of)
    for taxonomy, codes in (("equipment", equipment), ("hazard", hazards), ("operating-mode", modes)):
        known = frozenset(term.code for term in kb.library.taxonomies[taxonomy].terms)
        for code in codes:
            if code not in known:
                near = nearest(code, known)
                hint = f" Did you mean `{near}`?" if near else f" Known: {', '.join(sorted(known))}."
                msg = f"`{code}` is no code of the list `{taxonomy}`.{hint}"
                raise Misuse(msg)
    spoken: Literal["en", "zh"] = "zh" if language == "zh" else "en"
    questions = questions_of(kb.library, equipment=equipment, hazards=hazards, modes=modes, language=spoken)
    if form == "json":
        return shown.as_json(questions)
    return {"text": shown.as_text, "md": shown.as_md, "html": shown.as_html}[form](questions, spoken)


def adopt(
    root: Path, lesson: str, as_of: dt.date, *, site: str, applies: bool, why: str | None, decided_by: str,
    decided_on: dt.date, done: str | None, seen_on: dt.date | None, seen_by: str | None, exercise: bool,
) -> Path:  # fmt: skip
    """Record what a site did with a lesson.

    Raises:
        Misuse: the lesson is unknown, a reason or a role is missing, or the record is there already.
    """
    from rca.importers.adoption import adoption
    from rca.library.link import nearest

    kb = open_kb(root, as_of)
    known = frozenset(kb.library.lessons) | {each.address for each in kb.library.cased_lessons()}
    if lesson not in known:
        near = nearest(lesson, known)
        msg = f"there is no lesson `{lesson}`." + (f" Did you mean `{near}`?" if near else "")
        raise Misuse(msg)
    if not applies and not why:
        msg = "a lesson that does not apply needs a reason: --why"
        raise Misuse(msg)
    if (seen_on is None) != (seen_by is None):
        msg = "--seen-on and --seen-by go together"
        raise Misuse(msg)
    name, text = adoption(
        lesson, site=site, applies=applies, why=why, decided_by=decided_by, decided_on=decided_on, done=done,
        seen_on=seen_on, seen_by=seen_by, exercise=exercise,
    )  # fmt: skip
    path = root / "adoptions" / f"{name}.yaml"
    if path.exists():
        msg = f"`{path}` is there already; nothing was written"
        raise Misuse(msg)
    write_text(path, text)
    return path


def schema(kind: str) -> dict[str, object]:
    """The JSON Schema of a file kind."""
    from rca.records.schema import json_schema

    return json_schema(kind)


def new(
    root: Path, review: str, *, title: str | None, date: dt.date, top: str | None, causes: Sequence[str],
    gate: str, kind: str, language: str,
) -> Path:  # fmt: skip
    """Start a review and write the schema beside it.

    Raises:
        Misuse: the id has a wrong form, or the file is there already.
    """
    from rca.importers.draft import SCHEMA_PLACE, NotAnId, draft

    path = root / "reviews" / f"{review}.yaml"
    try:
        text = draft(review, title=title, date=date, top=top, causes=causes, gate=gate, kind=kind, language=language)
    except NotAnId as error:
        raise Misuse(str(error)) from error
    if path.exists():
        msg = f"`{path}` is there already; nothing was written"
        raise Misuse(msg)
    write_text(root / SCHEMA_PLACE, json.dumps(schema("review"), indent=1, ensure_ascii=False) + "\n")
    write_text(path, text)
    return path


def write_text(path: Path, text: str) -> None:
    """Write a whole file or none of it.

    Raises:
        Misuse: it cannot be written.
    """
    write_bytes(path, text.encode())


def write_bytes(path: Path, content: bytes) -> None:
    """Write a whole file or none of it: beside its place first, then moved.

    Raises:
        Misuse: it cannot be written.
    """
    import os
    import tempfile

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        msg = f"cannot write `{path}`: {error.strerror}"
        raise Misuse(msg) from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o644
        Path(temporary).chmod(mode)
        Path(temporary).replace(path)
    except OSError as error:
        Path(temporary).unlink(missing_ok=True)
        msg = f"cannot write `{path}`: {error.strerror}"
        raise Misuse(msg) from error
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
