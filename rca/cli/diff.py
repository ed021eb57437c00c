"""`rca diff`: what changed in meaning between two revisions."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from rca.cli._options import as_of_option, format_option, kb_option, output


@click.command("diff")
@click.argument("between", metavar="REV..REV")
@click.argument("review", required=False)
@kb_option
@as_of_option
@format_option("text", "json", "md")
@click.option("--picture", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE.svg",
              help="Also draw the tree of REVIEW with added, removed and changed events marked.")  # fmt: skip
def command(between: str, review: str | None, root: Path, as_of: dt.date, form: str, picture: Path | None) -> None:
    """What changed in the reviews: events, status, gates, paths, verdict, indices, actions, lessons, evidence.

    REV..REV are two revisions of git; REV...REV begins where the two parted, as a pull request does; a single REV goes
    up to the files on the disk. Without REVIEW all reviews are told. Changes of form alone (comments, order, line
    breaks) are none. --format md gives tables for a pull request.
    """
    from rca import api

    with api.misuse(click.UsageError):
        found = api.diff(root, between, review, as_of)
        output(api.diff_shown(found, form))
        if picture is not None:
            for path in api.draw_diff(found, picture):
                click.echo(f"wrote {path}", err=True)
