"""`rca slides`: a deck with notes."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from rca.cli._options import as_of_option, kb_option, output


@click.command("slides")
@click.argument("name")
@kb_option
@as_of_option
@click.option("--computed", type=click.IntRange(0, 5), default=1, show_default=True,
              help="Questions of each kind that the engine adds.")  # fmt: skip
@click.option("--seed", default="1", show_default=True, help="Another seed gives other computed questions.")
def command(name: str, root: Path, as_of: dt.date, computed: int, seed: str) -> None:
    """Print slides of a review or a course as Marp Markdown, with notes for the trainer."""
    from rca import api

    with api.misuse(click.UsageError):
        output(api.slides(root, name, as_of, computed=computed, seed=seed))
