"""`rca course`: what a trainer does with courses."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

import click

from rca.cli._options import as_of_option, format_option, kb_option, output


@click.group("course")
def command() -> None:
    """List, review, suggest and export courses."""


@command.command("list")
@kb_option
@as_of_option
@format_option("text", "json")
def list_(root: Path, as_of: dt.date, form: str) -> None:
    """List the courses: status, minutes, level, cases, and how many of these changed since they were read."""
    from rca import api, teaching

    with api.misuse(click.UsageError):
        output(teaching.list_courses(root, as_of, form=form))


@command.command("review")
@click.argument("course")
@kb_option
@as_of_option
@format_option("text", "json")
@click.option("--accept", is_flag=True, help="Take the cases as read today: writes fingerprints into the course.")
def review(course: str, root: Path, as_of: dt.date, form: str, *, accept: bool) -> None:
    """Show what changed in the cases of a course since its trainer read them.

    Exit status 1 while a case is changed, gone or not on record as read.
    """
    from rca import api, teaching

    with api.misuse(click.UsageError):
        found = teaching.review_course(root, course, as_of, accept=accept, form=form)
    output(found.text)
    if accept:
        click.echo("Taken as read.", err=True)
    if found.suspect:
        sys.exit(1)
