"""`rca toolbox`: a talk on one sheet."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from rca.cli._options import as_of_option, format_option, kb_option, output


@click.command("toolbox")
@click.argument("name")
@kb_option
@as_of_option
@format_option("html", "md", "text")
@click.option(
    "--paper", type=click.Choice(["a5", "a4"]), default="a5", show_default=True, help="Sheet that it prints on."
)
def command(name: str, root: Path, as_of: dt.date, form: str, paper: str) -> None:
    """Make a toolbox talk: one page, at most five bullets, for the people who do the job.

    NAME is a review, a lesson of one (`texas-city-2005#L-RANGE`) or a general lesson.
    """
    from rca import api

    with api.misuse(click.UsageError):
        output(api.toolbox(root, name, as_of, form=form, paper=paper))
