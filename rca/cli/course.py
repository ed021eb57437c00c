"""`rca course`: what a trainer does with courses."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

import click

from rca.cli._options import Day, as_of_option, format_option, kb_option, output


@click.group("course")
def command() -> None:
    """List, review, suggest and export courses."""


@command.command("list")
@kb_option
@as_of_option
@format_option("text", "json")
def list_(root: Path, as_of: dt.date, form: str) -> None:
    """List the courses: status, minutes, level, cases, and how many of these changed since they were read."""
    from rca import api

    with api.misuse(click.UsageError):
        output(api.list_courses(root, as_of, form=form))


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
    from rca import api

    with api.misuse(click.UsageError):
        found = api.review_course(root, course, as_of, accept=accept, form=form)
    output(found.text)
    if accept:
        click.echo("Taken as read.", err=True)
    if found.suspect:
        sys.exit(1)


@command.command("export")
@click.argument("course")
@kb_option
@as_of_option
@click.option("--to", required=True, type=click.Choice(["scorm12", "scorm2004", "cc13", "gift", "qti", "html", "ics"]),
              help="Form of the file.")  # fmt: skip
@click.option(
    "--output", "-o", "target", required=True, type=click.Path(path_type=Path, dir_okay=False), help="File to write."
)
@click.option(
    "--site", default="", metavar="URL", help="Address of the published site, for links to the living reviews."
)
@click.option("--start", type=Day(), help="First day of teaching, for `ics`. Default: the day that counts as today.")
@click.option("--computed", type=click.IntRange(0, 5), default=0, show_default=True,
              help="Questions of each kind that the engine adds on every case.")  # fmt: skip
@click.option("--seed", default="1", show_default=True, help="Another seed gives other computed questions.")
def export(
    course: str, root: Path, as_of: dt.date, to: str, target: Path, site: str, start: dt.date | None, computed: int,
    seed: str,
) -> None:  # fmt: skip
    """Write a course as a package for a learning platform, a page, a question file or a calendar.

    The same knowledge base and the same day give the same bytes. No package loads anything from a network.
    """
    from rca import api

    if site and not site.startswith(("https://", "http://")):
        msg = f"`{site}` is no web address; it begins with https:// or http://"
        raise click.BadParameter(msg, param_hint="--site")
    with api.misuse(click.UsageError):
        found = api.export_course(
            root, course, as_of, to=to, site=site, start=start or as_of, computed=computed, seed=seed
        )
        api.write_bytes(target, found.content)
    for line in found.warnings:
        click.echo(line, err=True)
    click.echo(f"Wrote {target}")


@command.command("suggest")
@kb_option
@as_of_option
@format_option("text", "json")
@click.option(
    "--objective", multiple=True, metavar="TEXT", help="What learners are to be able to do, in words. Repeatable."
)
@click.option("--equipment", multiple=True, metavar="CODE", help="Equipment at hand. Repeatable.")
@click.option("--hazard", multiple=True, metavar="CODE", help="Hazards at hand. Repeatable.")
@click.option("--mode", multiple=True, metavar="CODE", help="Operating modes at hand. Repeatable.")
@click.option(
    "--minutes", type=click.IntRange(1, 10000), default=90, show_default=True, help="Time for the cases together."
)
def suggest(
    root: Path, as_of: dt.date, form: str, objective: tuple[str, ...], equipment: tuple[str, ...],
    hazard: tuple[str, ...], mode: tuple[str, ...], minutes: int,
) -> None:  # fmt: skip
    """Propose cases that serve your objectives in the time there is, with the least overlap, and say why."""
    from rca import api

    with api.misuse(click.UsageError):
        wanted = api.Wanted(objective, equipment, hazard, mode)
        output(api.suggest_course(root, as_of, wanted, minutes=minutes, form=form))
