"""`rca adopt`: what a site does with a lesson."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from rca.cli._options import Day, as_of_option, kb_option


@click.command("adopt")
@click.argument("lesson")
@kb_option
@as_of_option
@click.option("--site", required=True, help="The site or unit that answers.")
@click.option("--applies/--does-not-apply", default=True, show_default=True, help="Whether the lesson applies there.")
@click.option("--why", help="Why it applies or not; required when it does not.")
@click.option("--decided-by", required=True, help="Who decided: a role, never a name.")
@click.option("--decided-on", type=Day(), default=dt.date.today, show_default="today", help="When.")
@click.option("--done", help="What was done.")
@click.option("--seen-on", type=Day(), help="When it was seen in the field.")
@click.option("--seen-by", help="By whom it was seen: a role, never a name.")
@click.option("--exercise", is_flag=True, help="The record is invented.")
def command(
    lesson: str, root: Path, as_of: dt.date, site: str, why: str | None, decided_by: str, decided_on: dt.date,
    done: str | None, seen_on: dt.date | None, seen_by: str | None, *, applies: bool, exercise: bool,
) -> None:  # fmt: skip
    """Record whether a LESSON applies to a site, who decided, what was done, and when it was seen in the field.

    LESSON is `review#L-ID` or the id of a general lesson. Writes KB/adoptions/; an existing record is never touched.
    """
    from rca import api

    with api.misuse(click.UsageError):
        path = api.adopt(
            root, lesson, as_of, site=site, applies=applies, why=why, decided_by=decided_by, decided_on=decided_on,
            done=done, seen_on=seen_on, seen_by=seen_by, exercise=exercise,
        )  # fmt: skip
    click.echo(f"wrote {path}")
