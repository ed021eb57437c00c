"""`rca new`: a draft in a dozen lines."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from rca.cli._options import Day, kb_option


@click.command("new")
@click.argument("review")
@kb_option
@click.option("--title", help="What happened, in a headline.")
@click.option("--date", type=Day(), default=dt.date.today, show_default="today", help="Day of the event.")
@click.option("--top", help="The event at the top of the tree, in a sentence.")
@click.option(
    "--cause", "causes", multiple=True, help="A cause, in a sentence. Repeatable; two are asked for at least."
)
@click.option("--gate", type=click.Choice(["all_of", "any_of"]), default="all_of", show_default=True,
              help="Whether the causes are all needed, or any one is enough.")  # fmt: skip
@click.option("--kind", type=click.Choice(["incident", "near-miss", "exercise"]), default="incident", show_default=True)
@click.option("--language", type=click.Choice(["en", "zh"]), default="en", show_default=True)
def command(
    review: str, root: Path, title: str | None, date: dt.date, top: str | None, causes: tuple[str, ...],
    gate: str, kind: str, language: str,
) -> None:  # fmt: skip
    """Start a review: writes KB/reviews/REVIEW.yaml, a valid draft, and the schema its editor modeline names.

    REVIEW is the id: lower-case letters, digits and hyphens, such as `tank-overfill-2026`. An existing file is never
    touched.
    """
    from rca import api

    with api.misuse(click.UsageError):
        path = api.new(
            root, review, title=title, date=date, top=top, causes=causes, gate=gate, kind=kind, language=language
        )
    click.echo(f"wrote {path}")
    click.echo(f"next: edit it, then `rca check {path}`")
