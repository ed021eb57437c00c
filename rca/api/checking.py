"""What there is to say about what was written, and what each code means."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from rca.api.base import open_kb
from rca.diagnostics import Diagnostic, Severity


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


def schema(kind: str) -> dict[str, object]:
    """The JSON Schema of a file kind."""
    from rca.records.schema import json_schema

    return json_schema(kind)
