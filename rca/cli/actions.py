"""`rca actions`: what falls due."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from rca.cli._options import as_of_option, format_option, kb_option, output


@click.command("actions")
@kb_option
@as_of_option
@format_option("text", "json", "csv", "ics")
@click.option("--overdue", is_flag=True, help="Only what is past its date.")
@click.option("--owner", help="Only what this owner or addressee has to do (part of the name).")
@click.option("--dated", is_flag=True, help="Leave out open actions without a date.")
def command(root: Path, as_of: dt.date, form: str, *, overdue: bool, owner: str | None, dated: bool) -> None:
    """List what falls due: actions, checks of effect, one-year look-backs, anniversaries.

    An action whose status is not known is listed and never called overdue. The calendar (--format ics) holds what has
    a date.
    """
    from rca import api

    with api.misuse(click.UsageError):
        output(api.due(root, as_of, form=form, overdue=overdue, owner=owner, dated=dated))
