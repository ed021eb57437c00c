"""`rca check`: everything the tool has to say about what was written."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rca.cli._options import as_of_option, format_option, kb_option, must_exist, output, without_circles
from rca.cli._progress import Progress
from rca.records.vocabulary import STAGES

if TYPE_CHECKING:
    from rca.api import FixReport


@click.command("check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@kb_option
@as_of_option
@format_option("text", "json", "sarif", "github", "junit")
@click.option(
    "--fail-on", type=click.Choice(["error", "warning", "advice", "never"]), default="error", show_default=True,
    help="Exit with 1 when a finding of this severity or above is not silenced.",
)  # fmt: skip
@click.option("--select", multiple=True, metavar="CODE", help="Only these codes (or their beginnings). Repeatable.")
@click.option("--ignore", multiple=True, metavar="CODE", help="Not these codes (or their beginnings). Repeatable.")
@click.option("--severity", type=click.Choice(["error", "warning", "advice"]), default="advice", show_default=True,
              help="Show findings of this severity and above.")  # fmt: skip
@click.option("--stage", type=click.Choice(STAGES), help="Check as if every review stood at this stage.")
@click.option("--changed", metavar="[REV]", is_flag=False, flag_value="HEAD",
              help="Only files changed since a git revision (HEAD when none is named); write --changed=REV.")  # fmt: skip
@click.option("--statistics", is_flag=True, help="Show how often each code was found, in place of the findings.")
@click.option("--show-silenced", is_flag=True, help="Also show what a review silences, with the reason.")
@click.option("--no-cache", is_flag=True, help="Work everything out anew, and keep nothing for the next time.")
@click.option("--fix", is_flag=True, help="Mend in the files what can be mended, then show what remains.")
@click.option(
    "--unsafe-fixes", is_flag=True, help="With --fix: also put in the nearest word where another may be meant."
)
@click.option("--diff", is_flag=True, help="With --fix: show what would change, and write nothing.")
def command(
    paths: tuple[Path, ...], root: Path, as_of: dt.date, form: str, fail_on: str,
    select: tuple[str, ...], ignore: tuple[str, ...], severity: str, stage: str | None, changed: str | None, *,
    statistics: bool, show_silenced: bool, no_cache: bool, fix: bool, unsafe_fixes: bool, diff: bool,
) -> None:  # fmt: skip
    """Check reviews, lessons, courses and code lists.

    PATHS are files or folders; without any, the whole knowledge base is checked. Each finding names the line and says
    what to do; `rca explain CODE` tells more. Exit status: 0 clean, 1 findings, 2 misuse.
    """
    from rca import api
    from rca.diagnostics import Severity

    _must_exist(paths, root)
    _fit_together(form, fix=fix, alone=diff or unsafe_fixes, statistics=statistics)
    unknown = api.unknown_codes((*select, *ignore)) if select or ignore else ""
    if unknown:
        raise click.BadParameter(unknown, param_hint="--select/--ignore")
    without_circles()
    asked = api.Asked(select, ignore, Severity(severity), next((s for s in STAGES if s == stage), None))
    with api.misuse(click.UsageError):
        if changed is not None:
            since = api.changed_files(root, changed)
            named = {path.resolve() for path in api.yaml_files(paths)}
            paths = tuple(path for path in since if not named or path.resolve() in named)
            if not paths:
                click.echo(f"No file has changed since {changed}.", err=True)
                return
        if fix:
            mended = api.fix(root, paths, as_of, asked, guesses=unsafe_fixes, write=not diff)
            if diff:
                output(mended.diff())
                if not mended.texts:
                    left = len(mended.remaining.diagnostics)
                    click.echo(f"Nothing is mended by itself; without --fix the check shows {left} findings.", err=True)
                sys.exit(1 if mended.texts else 0)
            _say_what_was_fixed(mended)
            report = mended.remaining
        else:
            with Progress() as progress:
                report = api.check(root, paths, as_of, asked, step=progress.step, cache=not no_cache)
    if statistics:
        output(api.render_statistics(report, form))
    else:
        color = form == "text" and sys.stdout.isatty()
        output(api.render_diagnostics(report, form, color=color, silenced=show_silenced))
    if report.fails(fail_on):
        sys.exit(1)


def _must_exist(paths: tuple[Path, ...], root: Path) -> None:
    must_exist(paths)
    if not paths and not root.is_dir():
        msg = f"there is no folder `{root}`. Name one with --kb, name a file, or start one with `rca new ID`."
        raise click.BadParameter(msg, param_hint="--kb")


def _fit_together(form: str, *, fix: bool, alone: bool, statistics: bool) -> None:
    if alone and not fix:
        msg = "--diff and --unsafe-fixes say how --fix is to work; write --fix too"
        raise click.UsageError(msg)
    if statistics and form not in ("text", "json"):
        msg = f"--statistics is shown as text or json, not as {form}"
        raise click.UsageError(msg)


def _say_what_was_fixed(report: FixReport) -> None:
    """On the stream for messages, so that the findings that remain stay what they are for programs."""
    from rca.diagnostics.shown import safe

    for each in report.fixed:
        says = each.fix.says if each.fix is not None else ""
        click.echo(safe(f"{each.path}:{each.span.line}: {each.code} fixed: {says}"), err=True)
    findings = "finding" if len(report.fixed) == 1 else "findings"
    files = "file" if len(report.texts) == 1 else "files"
    click.echo(f"Fixed {len(report.fixed)} {findings} in {len(report.texts)} {files}.", err=True)
    waiting = sum(each.fix is not None for each in report.remaining.diagnostics)
    if waiting:
        click.echo(f"{waiting} more would be mended by a guess: look with --fix --unsafe-fixes --diff.", err=True)
