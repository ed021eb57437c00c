"""`rca build`: the site."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

import click

from rca.cli._options import as_of_option, config_option, kb_option, level_option, open_or_explain
from rca.cli._progress import Progress
from rca.records.vocabulary import PublicationLevel


@click.command("build")
@kb_option
@as_of_option
@click.option("--site", type=click.Path(path_type=Path, file_okay=False), default=Path("site"), show_default=True,
              help="Folder to write the site to.")  # fmt: skip
@config_option
@level_option("public")
@click.option("--quiet", "-q", is_flag=True, help="Say nothing but what went wrong.")
def command(
    root: Path, as_of: dt.date, site: Path, config: Path, level: PublicationLevel, *, quiet: bool
) -> None:  # fmt: skip
    """Build the site from the knowledge base.

    A review with errors is left out and named; a course that links to a case that is gone or withdrawn stops the build.
    Reviews that fewer may read than the site is for are left out without a trace.
    """
    from rca import api

    open_or_explain(root)
    with api.misuse(click.UsageError), Progress() as progress:
        say = (lambda _: None) if quiet else progress.say
        report = api.build(root, as_of, site, config, say, level=level, step=progress.step)
    for line in report.problems:
        click.echo(line, err=True)
    if report.stopped:
        sys.exit(1)
    if not quiet:
        if report.reused:
            click.echo("Nothing has changed since the last build.")
        click.echo(
            f"{'There are' if report.reused else 'Built'} {report.pages} pages in {site}/ from {report.reviews} reviews."
        )
        click.echo("To look at it: `rca serve` (with uv: `uv run rca serve`), then open http://127.0.0.1:8000/")
