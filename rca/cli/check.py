"""`rca check`: everything the tool has to say about what was written."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

import click

from rca.cli._options import as_of_option, format_option, kb_option, output


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
@click.option("--show-silenced", is_flag=True, help="Also show what a review silences, with the reason.")
def command(
    paths: tuple[Path, ...], root: Path, as_of: dt.date, form: str, fail_on: str,
    select: tuple[str, ...], ignore: tuple[str, ...], severity: str, *, show_silenced: bool,
) -> None:  # fmt: skip
    """Check reviews, lessons, courses and code lists.

    PATHS are files or folders; without any, the whole knowledge base is checked. Each finding names the line and says
    what to do; `rca explain CODE` tells more. Exit status: 0 clean, 1 findings, 2 misuse.
    """
    from rca import api
    from rca.diagnostics import Severity

    missing = [path for path in paths if not path.exists()]
    if missing:
        msg = f"there is no file or folder `{missing[0]}`"
        raise click.BadParameter(msg, param_hint="PATHS")
    if not paths and not root.is_dir():
        msg = f"there is no folder `{root}`. Name one with --kb, name a file, or start one with `rca new ID`."
        raise click.BadParameter(msg, param_hint="--kb")
    unknown = api.unknown_codes((*select, *ignore))
    if unknown:
        raise click.BadParameter(unknown, param_hint="--select/--ignore")
    report = api.check(root, paths, as_of, select=select, ignore=ignore, least=Severity(severity))
    output(api.render_diagnostics(report, form, color=form == "text" and sys.stdout.isatty(), silenced=show_silenced))
    if report.fails(fail_on):
        sys.exit(1)
