"""What to do next as text, Markdown, a page for the review meeting, or JSON."""

from __future__ import annotations

import html
import json
from collections.abc import Iterator
from dataclasses import dataclass

from rca.diagnostics import Diagnostic
from rca.exporters.action_plan import plan_json
from rca.exporters.markdown_text import plain
from rca.exporters.text_layout import safe, wrap
from rca.lint.next_steps import NextSteps

_SETS = 3
"""Sets of actions that are shown."""
_STYLE = (
    "body{font:11pt/1.45 system-ui,sans-serif;max-width:46em;margin:2em auto;padding:0 1em;color:#1b262c}h1{font-size:1.5em;"
    "margin-bottom:.2em}h2{font-size:1.1em;margin:1.4em 0 .3em}.facts,.why{color:#52646d}li{margin:.5em 0;break-inside:avoid}"
    "code{font-size:.9em}ul{list-style:none;padding:0}input{margin-right:.6em}"
)


@dataclass(frozen=True, slots=True)
class Section:
    """One kind of thing to do."""

    title: str
    why: str
    items: tuple[tuple[str, str], ...]
    """Id or code, and what is to be done."""


def sections(steps: NextSteps) -> tuple[Section, ...]:
    """What there is to do, in the order in which it is done; kinds with nothing to do are left out."""
    return tuple(section for section in _all(steps) if section.items)


def _all(steps: NextSteps) -> Iterator[Section]:
    yield Section(
        "Mend", "Errors at the stage where the review stands.",
        tuple((each.code, _where(each)) for each in steps.errors),
    )  # fmt: skip
    yield Section(
        "Find out", "Open events, the most telling first: the answer to the first removes most doubt about the top.",
        tuple((each.id, f"{each.event} ({each.status}, {each.bits:.3g} bit)") for each in steps.questions),
    )  # fmt: skip
    yield Section(
        "Secure", "Evidence of which it is not said who keeps it. What nobody keeps is lost first.",
        tuple((each.id, each.what + (f" ({each.kind})" if each.kind else "")) for each in steps.unsecured),
    )  # fmt: skip
    yield Section(
        "Break", "Paths that happened and that no action breaks: it can happen in the same way again.",
        tuple((f"path {number}", " + ".join(path)) for number, path in enumerate(steps.unbroken, 1)),
    )  # fmt: skip
    yield Section(
        "Do", "The action that breaks most of the paths still open, and the fewest that break them all.",
        tuple(_actions(steps)),
    )  # fmt: skip
    signed = [
        (
            each.stage,
            f"to be signed by {' and '.join(each.roles)}"
            + ("" if each.passed else f"; it then goes on to {steps.next_stage or 'its end'}"),
        )
        for each in steps.unsigned
    ]
    suspect = [
        (each.stage, f"to be read and signed again by {each.by}: it has changed since {each.date}")
        for each in steps.out_of_date
    ]
    yield Section("Sign", "Signatures that are missing or out of date.", (*signed, *suspect))
    yield Section(
        f"Before stage {steps.next_stage}", "What the check will ask for there.",
        tuple((each.code, _where(each)) for each in steps.awaited),
    )  # fmt: skip


def _actions(steps: NextSteps) -> Iterator[tuple[str, str]]:
    plan = steps.plan
    if plan is None or plan.next_action is None:
        return
    yield plan.next_action.id, plan.next_action.because
    if plan.still.size and plan.still.size > 1:
        for names in plan.still.sets[:_SETS]:
            yield f"{plan.still.size} actions", f"{' + '.join(names)} together leave no path open"
    elif plan.still.some:
        yield f"{len(plan.still.some)} actions", f"{' + '.join(plan.still.some)} together leave no path open"
    elif plan.still.size is None:
        yield "gap", "no set of the actions that stand breaks every path: look for another action"


def _where(each: Diagnostic) -> str:
    return f"line {each.span.line}: {each.message}" + (f"; {each.help}" if each.help else "")


def as_text(steps: NextSteps) -> str:
    """Numbered by kind, for a terminal."""
    lines = [f"{steps.id}: {safe(steps.title)}", wrap(f"Stage {steps.stage}. Verdict: {steps.verdict_because}", "  ")]
    for section in sections(steps):
        lines += ["", f"{section.title} ({len(section.items)})", wrap(section.why, "  ")]
        lines += [
            wrap(f"{name}  {what}", "        ", f"  {number:>3} ")
            for number, (name, what) in enumerate(section.items, 1)
        ]
    if steps.empty:
        lines += ["", "Nothing is left to do at this stage."]
    return "\n".join(lines) + "\n"


def as_md(steps: NextSteps) -> str:
    """A task list for the minutes. Characters that Markdown or HTML would act on are escaped."""
    lines = [f"# {plain(steps.title)}", "", f"{plain(steps.id)} · stage {steps.stage} · {plain(steps.verdict_because)}"]
    for section in sections(steps):
        lines += ["", f"## {section.title}", "", plain(section.why), ""]
        lines += [f"- [ ] **{plain(name)}** {plain(what)}" for name, what in section.items]
    if steps.empty:
        lines += ["", "Nothing is left to do at this stage."]
    return "\n".join(lines) + "\n"


def as_html(steps: NextSteps) -> str:
    """A page of its own for the review meeting; it prints on paper and needs nothing else."""
    body = []
    for section in sections(steps):
        items = "".join(
            f"<li><label><input type=checkbox><code>{html.escape(name)}</code> {html.escape(safe(what))}</label></li>\n"
            for name, what in section.items
        )
        body.append(
            f'<h2>{html.escape(section.title)}</h2>\n<p class="why">{html.escape(section.why)}</p>\n<ul>\n{items}</ul>\n'
        )
    if steps.empty:
        body.append("<p>Nothing is left to do at this stage.</p>\n")
    title = html.escape(safe(steps.title))
    return (
        f'<!doctype html>\n<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n<h1>{title}</h1>\n"
        f'<p class="facts">{html.escape(steps.id)} · stage {steps.stage} · {html.escape(safe(steps.verdict_because))}</p>\n{"".join(body)}</html>\n'
    )


def as_json(steps: NextSteps) -> str:
    """Everything, for other programs."""
    return json.dumps(
        {
            "id": steps.id,
            "title": steps.title,
            "stage": steps.stage,
            "next_stage": steps.next_stage,
            "verdict": steps.verdict,
            "verdict_because": steps.verdict_because,
            "open_leaves": [{"id": q.id, "event": q.event, "status": q.status, "bits": q.bits} for q in steps.questions],
            "evidence_without_custody": [{"id": e.id, "what": e.what, "kind": e.kind or None} for e in steps.unsecured],
            "paths_without_action": [list(path) for path in steps.unbroken],
            "action_plan": plan_json(steps.plan),
            "unsigned_stages": [{"stage": u.stage, "roles": list(u.roles), "passed": u.passed} for u in steps.unsigned],
            "signatures_out_of_date": [{"stage": s.stage, "by": s.by, "date": s.date} for s in steps.out_of_date],
            "errors": [_diagnostic(each) for each in steps.errors],
            "awaited": [_diagnostic(each) for each in steps.awaited],
        },
        indent=2, ensure_ascii=False,
    )  # fmt: skip


def _diagnostic(each: Diagnostic) -> dict[str, object]:
    return {
        "code": each.code, "severity": each.severity.value, "line": each.span.line, "column": each.span.column,
        "message": each.message, "help": each.help,
    }  # fmt: skip
