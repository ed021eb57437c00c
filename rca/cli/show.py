"""`rca show`: one case, event, lesson or action on the terminal."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from rca.cli._options import as_of_option, format_option, kb_option, output


@click.command("show")
@click.argument("name")
@kb_option
@as_of_option
@format_option("text", "json")
def command(name: str, root: Path, as_of: dt.date, form: str) -> None:
    """Show a case, or a part of one.

    NAME is a review (`texas-city-2005`), something in it (`texas-city-2005#L-RANGE`), a general lesson or a course.
    """
    from rca import api

    with api.misuse(click.UsageError):
        output(api.show(root, name, as_of, form=form))
