"""`rca tree`: the fault tree as a picture."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Literal

import click

from rca.cli._options import as_of_option, kb_option


@click.command("tree")
@click.argument("review")
@kb_option
@as_of_option
@click.option("--output", "-o", "target", type=click.Path(path_type=Path, dir_okay=False),
              help="File to write; its ending says what: .svg, .png, .dot or .json.")  # fmt: skip
@click.option("--symbols", type=click.Choice(["iec", "ansi"]), default="iec", show_default=True,
              help="Gate symbols: IEC 61025, or the distinctive shapes of ANSI.")  # fmt: skip
@click.option("--engine", metavar="PATH", help="Use an installed `dot` instead of the bundled one.")
def command(
    review: str, root: Path, as_of: dt.date, target: Path | None, symbols: Literal["iec", "ansi"], engine: str | None
) -> None:
    """Draw the fault tree of a REVIEW (its id, or a path to its file).

    Without --output an outline is printed: every event with its gate and its status.
    """
    from rca import api

    with api.misuse(click.UsageError):
        if target is None:
            click.echo(api.outline(root, review, as_of))
            return
        for path in api.draw_tree(root, review, as_of, target, symbols=symbols, engine=engine):
            click.echo(f"wrote {path}")
