"""`rca next`: what to do now with a review."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from rca.cli._options import as_of_option, format_option, kb_option, output


@click.command("next")
@click.argument("review")
@kb_option
@as_of_option
@format_option("text", "json", "md", "html")
@click.option("--output", "-o", "target", type=click.Path(path_type=Path, dir_okay=False), help="Write to a file.")
def command(review: str, root: Path, as_of: dt.date, form: str, target: Path | None) -> None:
    """What to do now: questions by what their answer tells, evidence to secure, paths to break, stages to sign.

    REVIEW is an id or a file. The first question is the one whose answer removes most doubt about the top event. With
    --format html it is a page for the review meeting, with boxes to tick.
    """
    from rca import api

    with api.misuse(click.UsageError):
        text = api.next_steps(root, review, as_of, form=form)
        if target is not None:
            api.write_text(target, text)
            click.echo(f"wrote {target}")
            return
    output(text)
