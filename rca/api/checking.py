"""What there is to say about what was written, and what each code means."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rca.api.base import KnowledgeBase, Step, quiet
from rca.api.own_rules import always_told, said_once, unusable
from rca.diagnostics import Diagnostic, Severity

if TYPE_CHECKING:
    from rca.diagnostics.sarif import Meaning
    from rca.records.vocabulary import Stage


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


@dataclass(frozen=True, slots=True)
class Asked:
    """Which findings are asked for."""

    select: tuple[str, ...] = ()
    """Codes or their beginnings; none: all."""
    ignore: tuple[str, ...] = ()
    least: Severity = Severity.ADVICE
    stage: Stage | None = None
    """Stage at which every review is taken to stand, in place of its own."""

    def keeps(self) -> Callable[[Diagnostic], bool]:
        """Whether a finding is asked for by code and severity."""
        selected, ignored = _public(self.select), _public(self.ignore)
        rank = self.least.rank
        return lambda each: (
            (not selected or each.code.startswith(selected) or always_told(each))
            and not (ignored and each.code.startswith(ignored))
            and each.severity.rank >= rank
        )


EVERYTHING = Asked()


def check(
    root: Path, paths: Sequence[Path], as_of: dt.date, asked: Asked = EVERYTHING, *,
    unsaved: Mapping[Path, str] | None = None, step: Step = quiet, cache: bool = False,
) -> CheckReport:  # fmt: skip
    """Everything there is to say about files, folders, or the whole knowledge base.

    A file outside the knowledge base is read as if it stood among its reviews.

    Args:
        root: the knowledge base.
        paths: files and folders; none: the whole knowledge base.
        as_of: the day that counts as today.
        asked: which findings are asked for.
        unsaved: texts that stand in for what files hold, by resolved path.
        step: is told of each file and review, for whoever waits.
        cache: whether results are kept beside the folder and taken from there.

    Raises:
        Misuse: there is no such folder.
    """
    from rca.lint import packages

    with packages.in_use():
        return _checked(root, paths, as_of, asked, unsaved, step, cache=cache)


def _checked(
    root: Path, paths: Sequence[Path], as_of: dt.date, asked: Asked, unsaved: Mapping[Path, str] | None, step: Step, *,
    cache: bool,
) -> CheckReport:  # fmt: skip
    files = yaml_files(paths)
    home, outside = _home(root, paths), _outside(root, files)
    places = {each.resolve() for each in files} if paths else None
    if cache and not outside and not unsaved:
        from rca.api.remembering import remembered

        found = remembered(home, as_of, asked.stage, step)
        return _kept(found.diagnostics, found.silenced, places, asked, unusable(home))
    kb = KnowledgeBase(home, as_of, outside, unsaved, stage=asked.stage, step=step)
    return _kept(kb.diagnostics(), kb.lint.silenced, places, asked, unusable(home))


def yaml_files(paths: Sequence[Path]) -> list[Path]:
    """The files that paths name: themselves, and for folders every YAML file below them."""
    return [each for path in paths for each in (sorted(path.rglob("*.y*ml")) if path.is_dir() else (path,))]


def _home(root: Path, paths: Sequence[Path]) -> Path:
    """The folder that is read: the knowledge base, or where there is none the folder of what was named."""
    if root.is_dir() or not paths:
        return root
    return paths[0] if paths[0].is_dir() else paths[0].parent


def _outside(root: Path, files: Sequence[Path]) -> list[Path]:
    inside = root.resolve() if root.is_dir() else None
    return [each for each in files if inside is None or not each.resolve().is_relative_to(inside)]


def _kept(
    found: Sequence[Diagnostic], silenced: Sequence[tuple[Diagnostic, str]], places: set[Path] | None, asked: Asked,
    packages: Sequence[Diagnostic],
) -> CheckReport:  # fmt: skip
    keeps = asked.keeps()
    inside: dict[str, bool] = {}

    def keep(each: Diagnostic) -> bool:
        if places is not None and each.path not in inside:
            inside[each.path] = Path(each.path).resolve() in places
        return (places is None or inside[each.path]) and keeps(each)

    return CheckReport(
        (*(each for each in packages if keeps(each)), *said_once(each for each in found if keep(each))),
        tuple((each, reason) for each, reason in silenced if keep(each)),
    )


def _public(codes: Sequence[str]) -> tuple[str, ...]:
    """Public codes; the rules are asked only where a working name was given."""
    if all(code.upper().startswith("RCA") for code in codes):
        return tuple(code.strip().upper() for code in codes)
    from rca.lint import packages
    from rca.lint.registry import public_code

    with packages.in_use():
        return tuple(public_code(code) for code in codes)


@dataclass(frozen=True, slots=True)
class CodeCount:
    """How often a code was found."""

    code: str
    severity: Severity
    count: int
    fixable: int
    """How many of them have a fix."""
    title: str


def statistics(report: CheckReport) -> tuple[CodeCount, ...]:
    """How often each code was found, the most frequent first."""
    from collections import Counter

    meanings = _meanings()
    counts = Counter(each.code for each in report.diagnostics)
    fixable = Counter(each.code for each in report.diagnostics if each.fix is not None)
    severity = {each.code: each.severity for each in sorted(report.diagnostics, key=lambda each: each.severity.rank)}
    order = sorted(counts, key=lambda code: (-counts[code], code))
    return tuple(CodeCount(code, severity[code], counts[code], fixable[code], meanings[code].title) for code in order)


def _meanings() -> dict[str, Meaning]:
    """What each code means."""
    from rca.diagnostics.catalogue import CATALOGUE
    from rca.diagnostics.sarif import Meaning
    from rca.lint import packages
    from rca.lint.registry import described
    from rca.training.registry import teaching_rules

    def page(sections: Mapping[str, str]) -> str:
        return "\n\n".join(f"## {name}\n\n{text}" for name, text in sections.items())

    found = {}
    for entry in CATALOGUE.values():
        sections = {"Why it matters": entry.why, "What to do": entry.remedy}
        if entry.bad:
            sections |= {"Bad": f"```yaml\n{entry.bad}\n```", "Good": f"```yaml\n{entry.good}\n```"}
        found[entry.code] = Meaning(entry.title, entry.why, page(sections), entry.severity)
    with packages.in_use():
        for rule in described():
            found[rule.code] = Meaning(rule.page.title, rule.page.why, page(rule.page.sections), rule.severity)
    for taught in teaching_rules():
        found[taught.code] = Meaning(taught.page.title, taught.page.why, page(taught.page.sections), taught.severity)
    return found


def render_statistics(report: CheckReport, form: str) -> str:
    """The counts as a table, or as JSON."""
    rows = statistics(report)
    if form == "json":
        listed = [
            {"code": row.code, "severity": row.severity.value, "count": row.count, "fixable": row.fixable,
             "title": row.title}
            for row in rows
        ]  # fmt: skip
        return json.dumps(listed, indent=2, ensure_ascii=False) + "\n"
    lines = [
        f"{row.count:>6}  {row.code}  {row.severity.value:<7}  {row.title}"
        + (f" ({row.fixable} can be fixed)" if row.fixable else "")
        for row in rows
    ]
    return "\n".join([*lines, f"{len(report.diagnostics):>6}  in all"]) + "\n"


def render_diagnostics(report: CheckReport, form: str, *, color: bool = False, silenced: bool = False) -> str:
    """A report as text, JSON, SARIF, GitHub annotations or JUnit."""
    import importlib

    render: Callable[..., str] = importlib.import_module(f"rca.diagnostics.{form}").render
    if form == "sarif":
        return render(report.diagnostics, _meanings())
    text = render(report.diagnostics, color=color) if form == "text" else render(report.diagnostics)
    if form == "text" and silenced:
        lines = [f"{each.path}:{each.span.line}: {each.code} silenced: {reason}" for each, reason in report.silenced]
        text = "\n".join((text.rstrip("\n"), *lines)) + "\n"
    return text


def unknown_codes(codes: Sequence[str]) -> str:
    """A message about the first code that no finding has, with the nearest right one; empty when all are known."""
    from rca.lint import packages
    from rca.lint.registry import unknown_code
    from rca.training.registry import begins

    with packages.in_use():
        return next((message for code in codes if not begins(code) and (message := unknown_code(code))), "")


def explain(code: str | None, form: str, root: Path = Path("kb")) -> str:
    """The page of a rule, of a code of a code list or of such a list; or the list of all rules.

    Raises:
        KeyError: nothing has the code; the message names the nearest rule.
    """
    from rca.lint import packages

    with packages.in_use():
        try:
            return _explained(code, form)
        except KeyError as error:
            from rca.exporters.terms_page import terms_page
            from rca.library.load import code_lists

            found = terms_page(code or "", code_lists(root), form)
            if found is None:
                msg = f"{error.args[0]}, and no code list has it; `rca explain defect` lists the codes of one"
                raise KeyError(msg) from error
            return found


def _explained(code: str | None, form: str) -> str:
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


def schema(kind: str) -> dict[str, object]:
    """The JSON Schema of a file kind."""
    from rca.records.schema import json_schema

    return json_schema(kind)
